#define _GNU_SOURCE
/*
 * Links that a script writes into the page as plain literals: document.write("<a href=…>"),
 * x.innerHTML = '…', insertAdjacentHTML(…, "…"). Only whole tags with a whole absolute address
 * count; what is put together from pieces is not guessed at.
 */
#include <string.h>

#include "core/web/facts_page.h"
#include "core/web/html_scan.h"

#define LITERAL_MAX ((size_t)64 << 10)

/* What takes markup, and whether it is put in where the script stands. */
static const struct {
	const char *name, *attr;
	bool here;
} writers[] = {
	{"document.write", "document.write", true},
	{".innerHTML", "innerHTML", false},
	{".outerHTML", "outerHTML", false},
	{"insertAdjacentHTML", "insertAdjacentHTML", false},
};

static struct gp_text href_of(const struct gp_html *h)
{
	for (size_t i = 0; i < h->token.attr_count; i++)
		if (h->attrs[i].name.n == 4 && gp_html_begins(h->attrs[i].name.p, h->attrs[i].name.p + 4, "href"))
			return h->attrs[i].value;
	return (struct gp_text){"", 0};
}

/* http://host/… written out; a host of pieces or of a template is none. */
static bool whole_address(struct gp_text s)
{
	const char *p = s.p, *end = s.p + s.n, *host;

	if (gp_html_begins(p, end, "http:"))
		p += 5;
	else if (gp_html_begins(p, end, "https:"))
		p += 6;
	if (end - p < 4 || memcmp(p, "//", 2) != 0 || gp_link_unfilled(s))
		return false;
	for (host = p += 2; p < end && (gp_html_alpha(*p) || (*p >= '0' && *p <= '9') || *p == '.' || *p == '-'); p++)
		;
	return memchr(host, '.', (size_t)(p - host)) && (p == end || strchr("/:?#", *p));
}

static struct gp_text text_behind(struct gp_page *pg, struct gp_html *h)
{
	struct gp_html ahead = *h;
	const struct gp_html_token *k = gp_html_next(&ahead);

	return k && k->kind == GP_HTML_TEXT ? gp_text_label(pg->arena, gp_html_decode(pg->arena, k->data, GP_HTML_REFS)) :
	    (struct gp_text){"", 0};
}

static void written_link(struct gp_page *pg, struct gp_html *h, const char *attr, const char *where)
{
	struct gp_text href = href_of(h);
	struct gp_link *link;

	if (href.n > pg->lim.attribute)
		return;
	href = gp_html_decode(pg->arena, href, GP_HTML_AS_VALUE);
	if (!whole_address(href))
		return;
	link = gp_page_link(pg, "script-literal", attr, href, where);
	if (!link)
		return;
	link->confidence = GP_CONFIDENCE_LOW;
	link->text = text_behind(pg, h);
	link->written = true;
}

/* The markup of one literal. What document.write() opens, the page's own end tags close. */
static void markup(struct gp_page *pg, struct gp_text s, const char *attr, bool here, const char *where)
{
	const struct gp_html_token *k;
	struct gp_html h;

	gp_html_init(&h, s.p, s.n);
	while ((k = gp_html_next(&h))) {
		const struct gp_element *e = gp_element_find(k->tag);

		if (k->kind == GP_HTML_END_TAG && here && pg->veils.depth)
			gp_veil_end(pg, k, e);
		if (k->kind != GP_HTML_START_TAG)
			continue;
		if (here && pg->veils.depth)
			gp_veil_start(pg, k, e);
		if (here)
			for (size_t i = 0; i < k->attr_count; i++)
				if (h.attrs[i].name.n == 5 && gp_html_begins(h.attrs[i].name.p, h.attrs[i].name.p + 5, "style"))
					gp_veil_attrs(pg, &h, h.attrs[i].value);
		if (e->id == GP_EL_A)
			written_link(pg, &h, attr, where);
	}
}

/* p at the quote; behind the literal, or `end` when its line ends first. */
static const char *skip_literal(const char *p, const char *end)
{
	char quote = *p++;

	for (; p < end && *p != quote; p++) {
		if (*p == '\\' && end - p > 1)
			p++;
		else if (*p == '\n' && quote != '`')
			return end;
	}
	return p < end ? p + 1 : end;
}

/* The literals of the statement at p, to its end. */
static const char *statement(struct gp_page *pg, struct gp_html_value *v, const char *p, const char *end, size_t writer)
{
	while (p < end && *p != ';') {
		const char *close;
		struct gp_text raw;

		if (*p != '"' && *p != '\'' && *p != '`') {
			p++;
			continue;
		}
		close = skip_literal(p, end);
		raw = (struct gp_text){p + 1, (size_t)(close - p) - 1};
		if (raw.n && close[-1] == *p)
			raw.n--;
		if (raw.n > 2 && raw.n <= LITERAL_MAX)
			markup(pg, gp_script_unescape(pg->arena, raw), writers[writer].attr, writers[writer].here,
			    gp_html_value_source(v, (size_t)(p + 1 - v->text.p)));
		p = close;
	}
	return p;
}

void gp_page_written(struct gp_page *pg, struct gp_html_value *v)
{
	const char *p = v->text.p, *end = p + v->text.n;

	/* most scripts write nothing; looking first is far cheaper */
	if (!memmem(p, v->text.n, "t.write", 7) && !memmem(p, v->text.n, "HTML", 4))
		return;
	for (;;) {
		const char *first = NULL, *at;
		size_t which = 0;

		for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
			at = memmem(p, (size_t)((first ? first : end) - p), writers[i].name, strlen(writers[i].name));
			if (at) {
				first = at;
				which = i;
			}
		}
		if (!first)
			return;
		p = statement(pg, v, first + strlen(writers[which].name), end, which);
	}
}
