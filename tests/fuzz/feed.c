/* Any bytes as a feed: every entry is UTF-8 within its limits, and the count is that of the calls. */
#include "core/web/feed.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void look(void *user, const struct gp_feed_entry *e)
{
	const char *const parts[] = {e->url, e->title, e->date, e->text};
	size_t *calls = user;

	++*calls;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strlen(parts[i]) > GP_FEED_TEXT || !gp_utf8_valid(parts[i], strlen(parts[i])))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const charsets[] = {"", "gb2312", "big5", "shift_jis", "windows-1252", "utf-16", "nonsense"};
	struct gp_feed f;
	size_t calls = 0;

	if (!n)
		return 0;
	gp_feed_read(&f, (const char *)data + 1, n - 1, charsets[*data % 7], look, &calls);
	if (f.entries != calls || (!f.is_feed && calls))
		abort();
	return 0;
}
