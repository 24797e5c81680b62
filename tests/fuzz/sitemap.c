/* Any bytes as a sitemap: every address is UTF-8 within its limits, and the counts are those of the calls. */
#include "core/web/sitemap.h"

#include <stdlib.h>

#include "core/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int look(void *user, const struct gp_sitemap_entry *e)
{
	size_t *calls = user;

	++*calls;
	if (!e->loc_n || !gp_utf8_valid(e->loc, e->loc_n) || !e->line || !e->col)
		abort();
	return *calls > 1000;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const charsets[] = {"", "gb2312", "big5", "shift_jis", "windows-1252", "utf-16", "nonsense"};
	struct gp_sitemap s;
	size_t calls = 0;
	int64_t t;

	if (!n)
		return 0;
	gp_sitemap_read(&s, (const char *)data + 1, n - 1, charsets[*data % 7], look, &calls);
	if (s.entries != calls || s.urls > calls || (s.form == GP_SITEMAP_NONE && calls))
		abort();
	gp_sitemap_date(&t, (const char *)data, n);
	return 0;
}
