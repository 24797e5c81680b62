/* Any bytes as the reply of a name server: read within its bounds, and another question's is never ours. */
#include "core/web/dns_message.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const enum gp_dns_type types[] = {GP_DNS_MX, GP_DNS_A, GP_DNS_AAAA};
	unsigned char asked[GP_DNS_QUERY_MAX], reply[2000];
	char name[300];
	size_t k, asked_n;

	if (n < 2)
		return 0;
	k = data[1] < n - 2 ? data[1] : n - 2;
	memcpy(name, data + 2, k);
	name[k] = '\0';
	asked_n = gp_dns_ask(asked, 0x1234, name, types[*data % 3]);
	if (asked_n > sizeof asked)
		abort();
	if (!asked_n)
		asked_n = gp_dns_ask(asked, 0x1234, "a.example", types[*data % 3]);
	data += 2 + k;
	n -= 2 + k;
	if (n > sizeof reply - asked_n)
		n = sizeof reply - asked_n;
	memcpy(reply, asked, asked_n);
	if (n >= 6) { /* flags and counts of the reply, then its records */
		memcpy(reply + 2, data, 2);
		reply[2] |= 0x80;
		memcpy(reply + 6, data + 2, 2);
		memcpy(reply + asked_n, data + 4, n - 4);
		if (gp_dns_read(reply, asked_n + n - 4, asked, asked_n, types[*data % 3]) == GP_DNS_NOT_OURS)
			abort();
		reply[1] ^= 1;
	}
	if (gp_dns_read(reply, asked_n, asked, asked_n, GP_DNS_MX) != GP_DNS_NOT_OURS)
		abort();
	return 0;
}
