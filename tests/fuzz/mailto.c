/* Any bytes as a mailto: address: what is called fine has domains that can be looked up, each once. */
#include "core/web/mailto.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_mailto m;

	gp_mailto_read(&m, (const char *)data, n);
	if (m.domain_count > GP_MAILTO_DOMAINS || m.domain_count > m.addresses)
		abort();
	for (size_t i = 0; i < m.domain_count; i++) {
		const char *d = m.domain[i];

		if (!*d || strlen(d) >= sizeof m.domain[i] || strspn(d, "abcdefghijklmnopqrstuvwxyz0123456789-._") != strlen(d))
			abort();
		for (size_t k = 0; k < i; k++)
			if (!strcmp(d, m.domain[k]))
				abort();
	}
	return 0;
}
