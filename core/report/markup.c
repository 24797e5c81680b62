#include "core/report/markup.h"

#include <inttypes.h>
#include <string.h>

#include "core/text/utf8.h"
#include "core/web/url.h"

#define SHOWN_MAX ((size_t)4 << 20) /* escapes included; stored values are far smaller */

void gp_markup_init(struct gp_markup *m, size_t max)
{
	gp_buf_init(&m->out, max);
	gp_buf_init(&m->shown, SHOWN_MAX);
}

void gp_markup_free(struct gp_markup *m)
{
	gp_buf_free(&m->out);
	gp_buf_free(&m->shown);
}

void gp_markup_raw(struct gp_markup *m, const char *literal)
{
	gp_buf_puts(&m->out, literal);
}

static const char *reference(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

/* Fills `shown`, which is well-formed whatever came in. */
static void show(struct gp_markup *m, const char *s, size_t n)
{
	gp_buf_clear(&m->shown);
	gp_utf8_show(&m->shown, s, n);
	if (m->shown.full)
		m->out.full = true;
}

static void put_shown(struct gp_markup *m, size_t n)
{
	const char *p, *end, *from, *ref;

	if (!n)
		return;
	from = p = m->shown.data;
	for (end = p + n; p < end; p++) {
		ref = reference(*p);
		if (!ref)
			continue;
		gp_buf_put(&m->out, from, (size_t)(p - from));
		gp_buf_puts(&m->out, ref);
		from = p + 1;
	}
	gp_buf_put(&m->out, from, (size_t)(p - from));
}

void gp_markup_text(struct gp_markup *m, const char *s, size_t n)
{
	show(m, s, n);
	put_shown(m, m->shown.len);
}

void gp_markup_str(struct gp_markup *m, const char *s)
{
	gp_markup_text(m, s, strlen(s));
}

void gp_markup_cut(struct gp_markup *m, const char *s, size_t n, size_t max)
{
	size_t keep;

	show(m, s, n);
	keep = m->shown.len ? gp_utf8_prefix(m->shown.data, m->shown.len, max) : 0;
	put_shown(m, keep);
	if (keep < m->shown.len)
		gp_markup_raw(m, "…");
}

void gp_markup_int(struct gp_markup *m, int64_t v)
{
	gp_buf_printf(&m->out, "%" PRId64, v);
}

/* Whether an attribute gives these bytes back as they are. */
static bool is_plain(struct gp_markup *m, const char *s)
{
	show(m, s, strlen(s));
	return m->shown.len == strlen(s) && (!m->shown.len || !memcmp(m->shown.data, s, m->shown.len));
}

bool gp_markup_link(struct gp_markup *m, const char *url)
{
	size_t bare = strcspn(url, "#");

	if (!gp_url_looks_serialised(url, bare) || (strncmp(url, "http://", 7) && strncmp(url, "https://", 8)))
		return false;
	gp_markup_raw(m, "<a target=\"_blank\" rel=\"noreferrer noopener nofollow\" href=\"");
	gp_markup_text(m, url, bare);
	if (is_plain(m, url + bare)) /* a name of a place that cannot be written opens the page */
		gp_markup_str(m, url + bare);
	gp_markup_raw(m, "\">");
	return true;
}
