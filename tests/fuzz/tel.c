/* Any bytes as a tel: address: nothing without a digit is fine, and the answer does not depend on separators. */
#include "core/web/tel.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *wrong = gp_tel_wrong((const char *)data, n);
	bool plain = true;

	for (size_t i = 0; i < n; i++)
		plain &= data[i] != '%' && data[i] < 0x80 && !strchr("0123456789*#", data[i]);
	if (plain && !wrong)
		abort();
	return 0;
}
