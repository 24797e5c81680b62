#include "core/crawl/page_signs.h"

#include <string.h>
#include <strings.h>

#include "core/crawl/phrases.h"

/* A list of words with commas between them, as <meta name=robots> has it. */
static bool keeps_out(struct gp_text list)
{
	for (size_t i = 0; i + 4 <= list.n; i++)
		if (!strncasecmp(list.p + i, "none", 4) || (i + 7 <= list.n && !strncasecmp(list.p + i, "noindex", 7)))
			return true;
	return false;
}

static bool is_elsewhere(const struct gp_link *canonical, const struct gp_url *page, struct gp_url *url)
{
	return gp_url_parse(url, canonical->raw.p, canonical->raw.n, page, NULL) == GP_URL_OK &&
	    (gp_url_bare_len(url) != gp_url_bare_len(page) ||
	    memcmp(gp_url_href(url), gp_url_href(page), gp_url_bare_len(url)) != 0);
}

unsigned gp_page_signs(const struct gp_facts *f, const struct gp_url *page, struct gp_url *scratch)
{
	unsigned out = 0;

	for (size_t i = 0; i < f->meta_count; i++)
		if (f->metas[i].name.n == 6 && !memcmp(f->metas[i].name.p, "robots", 6) && keeps_out(f->metas[i].content))
			out |= GP_SIGN_NOINDEX;
	for (size_t i = 0; i < f->link_count; i++) {
		if (!f->links[i].canonical)
			continue;
		if (is_elsewhere(&f->links[i], page, scratch))
			out |= GP_SIGN_ELSEWHERE;
		break;
	}
	return out;
}
