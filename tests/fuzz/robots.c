/* Any bytes as robots.txt; asking for any bytes, and for its own text, must come back. */
#include <stdint.h>

#include "core/web/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *text = (const char *)data;
	struct gp_robots *r = gp_robots_parse(text, n, "govpub");
	size_t i;

	gp_robots_allows(r, text, n);
	gp_robots_allows(r, text + n / 2, n - n / 2);
	gp_robots_delay_ms(r);
	for (i = 0; gp_robots_sitemap(r, i); i++)
		continue;
	gp_robots_free(r);
	return 0;
}
