#include "core/web/facts.h"

#include <string.h>

#include "core/web/facts_page.h"
#include "core/web/html.h"

/* Ends the open <a href>: its link gets the text, or what stands for it. */
static void close_anchor(struct gp_page *pg)
{
	struct gp_text text = {"", 0};

	if (!pg->in_anchor)
		return;
	pg->in_anchor = false;
	if (pg->anchor_link) {
		if (pg->anchor.n) {
			text.p = gp_arena_strndup(pg->arena, pg->anchor.p, pg->anchor.n);
			text.n = pg->anchor.n;
		}
		if (!text.n && pg->anchor_alt.n <= pg->lim.attribute)
			text = gp_text_label(pg->arena,
			    gp_html_decode(pg->arena, pg->anchor_alt, GP_HTML_AS_VALUE));
		if (!text.n && pg->anchor_title.n <= pg->lim.attribute)
			text = gp_text_label(pg->arena,
			    gp_html_decode(pg->arena, pg->anchor_title, GP_HTML_AS_VALUE));
		pg->out->links[pg->anchor_link - 1].text = text;
	}
	pg->anchor.n = pg->anchor.points = 0;
	pg->anchor.gap = 0;
	pg->anchor.full = false;
	pg->anchor_alt = pg->anchor_title = (struct gp_text){"", 0};
	pg->anchor_link = 0;
}

/* Names come again and again, so the last one of the same hash is nearly always the one. */
static void note_element(struct gp_page *pg, const char *tag)
{
	struct gp_facts *out = pg->out;
	unsigned hash = 0;
	size_t n = 0;
	uint8_t *last;

	for (; n < GP_ELEMENT_NAME && tag[n]; n++)
		hash = hash * 31 + (unsigned char)tag[n];
	last = &pg->elements[hash % 256];
	if (*last && !strcmp(out->elements[*last - 1].p, tag))
		return;
	for (size_t i = 0; *last && i < out->element_count; i++)
		if (!strcmp(out->elements[i].p, tag))
			return;
	if (out->element_count == 255)
		return;
	if (!out->elements)
		out->elements = gp_arena_alloc(pg->arena, 255 * sizeof *out->elements);
	out->elements[out->element_count] = (struct gp_text){gp_arena_strndup(pg->arena, tag, n), n};
	*last = (uint8_t)++out->element_count;
}

static void set_apart(struct gp_page *pg, const struct gp_element *e)
{
	if (!(e->flags & (GP_EL_BLOCK | GP_EL_CELL)))
		return;
	gp_sink_gap(&pg->text, e->flags & GP_EL_BLOCK ? '\n' : ' ');
	gp_sink_gap(&pg->anchor, ' ');
	gp_sink_gap(&pg->heading, ' ');
	/* tree builders end an open <a> with its cell */
	if (e->id == GP_EL_TD)
		close_anchor(pg);
}

/* Whether text after this start tag belongs to the element, not to the page. */
static bool owns_text(const struct gp_element *e, bool html)
{
	switch (e->id) {
	case GP_EL_SCRIPT:
	case GP_EL_STYLE:
		return true;
	case GP_EL_IFRAME:
	case GP_EL_NOEMBED:
	case GP_EL_NOFRAMES:
	case GP_EL_TITLE:
		return html;
	default:
		return false;
	}
}

static void start_tag(struct gp_page *pg, const struct gp_html *t, const struct gp_element *e,
    bool html)
{
	note_element(pg, t->token.tag);
	if (owns_text(e, html) && (html || !t->token.self_closing))
		pg->owner = e->id;
	if (e->id == GP_EL_TEMPLATE && html)
		pg->templates++;
	if (pg->templates)
		return;
	set_apart(pg, e);
	if (pg->veils.depth)
		gp_veil_start(pg, &t->token, e);
	switch (e->id) {
	case GP_EL_A:
		close_anchor(pg);
		break;
	case GP_EL_FRAMESET:
		pg->out->frameset = true;
		break;
	case GP_EL_H1:
	case GP_EL_H2:
		gp_sink_gap(&pg->heading, '\n');
		pg->in_heading = true;
		break;
	case GP_EL_NOSCRIPT:
		pg->in_noscript = true;
		gp_veil_open(pg, &t->token, (struct gp_veil_style){GP_VEIL_NOSCRIPT, false});
		break;
	case GP_EL_SCRIPT:
		pg->runs = true;
		break;
	}
	if (t->token.attr_count)
		gp_page_attrs(pg, t, e, html);
}

static void end_tag(struct gp_page *pg, const struct gp_html_token *k, const struct gp_element *e)
{
	if (e->id == pg->owner)
		pg->owner = 0;
	if (e->id == GP_EL_TEMPLATE && pg->templates)
		pg->templates--;
	if (pg->templates)
		return;
	set_apart(pg, e);
	if (pg->veils.depth)
		gp_veil_end(pg, k, e);
	if (!pg->veils.after_end && !strcmp(k->tag, "html"))
		pg->veils.after_end = true;
	switch (e->id) {
	case GP_EL_A:
		close_anchor(pg);
		break;
	case GP_EL_H1:
	case GP_EL_H2:
		pg->in_heading = false;
		break;
	case GP_EL_NOSCRIPT:
		pg->in_noscript = false;
		break;
	}
}

static void title(struct gp_page *pg, struct gp_text raw)
{
	struct gp_sink s = {.cap = raw.n + raw.n / 5 + 8}, *to = &s;

	if (s.cap > pg->lim.attribute) {
		s.cap = pg->lim.attribute;
		gp_page_limit(pg, "attribute");
	}
	if (pg->out->title.n)
		return;
	s.p = gp_arena_alloc(pg->arena, s.cap);
	gp_sink_feed(&to, 1, raw, true);
	pg->out->title = (struct gp_text){s.p, s.n};
}

static void visible(struct gp_page *pg, struct gp_text raw, bool refs)
{
	struct gp_sink *to[3];
	size_t count = 0, points;
	bool whole = !pg->lim.markup_only;

	if (!whole && !pg->in_anchor)
		return;
	if (!pg->in_noscript && whole)
		to[count++] = &pg->text;
	if (pg->in_anchor)
		to[count++] = &pg->anchor;
	if (pg->in_heading && whole)
		to[count++] = &pg->heading;
	points = gp_sink_feed(to, count, raw, refs);
	if (!pg->in_noscript && !pg->in_anchor)
		pg->out->plain_count += points;
}

static void text(struct gp_page *pg, const struct gp_html_token *k)
{
	struct gp_html_value v = {.text = k->data, .raw = k->data};

	if (pg->templates)
		return;
	switch (pg->owner) {
	case 0:
		visible(pg, k->data, gp_html_text_flags(k->state) & GP_HTML_REFS);
		break;
	case GP_EL_TITLE:
		title(pg, k->data);
		break;
	case GP_EL_STYLE:
		gp_veil_sheet(pg, k->data);
		gp_page_css(pg, &v, NULL);
		break;
	case GP_EL_SCRIPT:
		if (pg->runs) {
			struct gp_html_value again = v;

			gp_page_script(pg, &v);
			gp_page_written(pg, &again);
		}
		break;
	}
}

static void close_page(struct gp_page *pg)
{
	struct gp_facts *out = pg->out;

	close_anchor(pg);
	gp_veil_close(pg);
	if (pg->text.full)
		gp_page_limit(pg, "text");
	out->text = (struct gp_text){pg->text.p, pg->text.n};
	out->headings = (struct gp_text){pg->heading.p, pg->heading.n};
	gp_page_dates(pg, out->text);
}

void gp_facts_html(struct gp_facts *out, struct gp_arena *a, const char *utf8, size_t n,
    const struct gp_facts_limits *lim)
{
	const struct gp_html_token *k;
	struct gp_html_mode mode = {.depth = 0};
	struct gp_html html;
	struct gp_page pg;

	gp_page_open(&pg, out, a, utf8, n, lim);
	gp_html_init(&html, utf8, n);
	while ((k = gp_html_next(&html))) {
		const struct gp_element *e;
		bool is_html;

		if (k->kind == GP_HTML_TEXT)
			text(&pg, k);
		if (k->kind != GP_HTML_START_TAG && k->kind != GP_HTML_END_TAG)
			continue;
		e = gp_element_find(k->tag);
		is_html = gp_html_follow(&mode, &html, e);
		if (k->kind == GP_HTML_START_TAG)
			start_tag(&pg, &html, e, is_html);
		else
			end_tag(&pg, k, e);
		if (!mode.depth && html.state == GP_HTML_DATA)
			pg.owner = 0; /* a style or script left open in svg */
	}
	close_page(&pg);
}
