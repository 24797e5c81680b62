#include "core/web/css.h"

#include <string.h>

#include "core/web/facts_page.h"

void gp_page_css(struct gp_page *pg, struct gp_html_value *v, const char *attr)
{
	struct gp_text all = v->text;
	struct gp_css css;
	struct gp_css_url url;

	if (!all.n || (!memchr(all.p, '(', all.n) && !memchr(all.p, '@', all.n)))
		return;
	gp_css_init(&css, all.p, all.n);
	while (gp_css_next(&css, &url)) {
		struct gp_text raw = url.raw;
		size_t data = gp_link_data(raw);
		struct gp_link *link;

		if (data)
			raw.n = data;
		if (raw.n > pg->lim.attribute) {
			gp_page_limit(pg, "attribute");
			continue;
		}
		raw = gp_css_unescape(pg->arena, raw);
		if (!raw.n || gp_link_unfilled(raw))
			continue;
		link = gp_page_link(pg, "css", attr ? attr : url.import ? "@import" : "url()", raw,
		    gp_html_value_source(v, (size_t)(url.raw.p - all.p)));
		if (!link)
			return;
		link->download = true;
	}
}

void gp_facts_css(struct gp_facts *out, struct gp_arena *a, const char *utf8, size_t n,
    const struct gp_facts_limits *lim)
{
	struct gp_text all = {utf8, n};
	struct gp_html_value v = {.text = all, .raw = all};
	struct gp_page pg;

	gp_page_open(&pg, out, a, utf8, n, lim);
	gp_page_css(&pg, &v, NULL);
}
