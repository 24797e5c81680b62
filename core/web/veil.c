#define _GNU_SOURCE
/* Elements that hide what stands in them: which are open, and the regions they make. */
#include "core/web/veil.h"

#include <string.h>

#include "core/web/facts_page.h"
#include "core/web/html_scan.h"

#define MARQUEE_SMALL 5   /* px */
#define MARQUEE_FAST 1000 /* scrollamount */

static bool is_tag(const char *tag, const char *const *list)
{
	for (; *list; list++)
		if (!strcmp(tag, *list))
			return true;
	return false;
}

static bool is_void(const char *tag)
{
	static const char *const names[] = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
	    "param", "source", "track", "wbr", NULL};

	return is_tag(tag, names);
}

/* --- regions */

/* The number of a new region that the element of `k` begins; 0 when the page has too many. */
static uint16_t new_veil(struct gp_page *pg, struct gp_veil_style style)
{
	struct gp_facts *out = pg->out;
	struct gp_veil *bigger;

	if (out->veil_count == GP_VEIL_MAX)
		return 0;
	if (out->veil_count == pg->veils.cap) {
		pg->veils.cap = pg->veils.cap ? pg->veils.cap * 2 : 16;
		bigger = gp_arena_alloc(pg->arena, pg->veils.cap * sizeof *bigger);
		if (out->veil_count)
			memcpy(bigger, out->veils, out->veil_count * sizeof *bigger);
		out->veils = bigger;
	}
	out->veils[out->veil_count++] = (struct gp_veil){.why = style.why, .strong = style.strong};
	return (uint16_t)out->veil_count;
}

/* Inside of several, what surely hides counts before what scripts may show, and the innermost of those. */
static void settle(struct gp_page *pg)
{
	struct gp_veils *v = &pg->veils;

	v->now = 0;
	for (unsigned i = 0; i < v->depth; i++) {
		uint16_t veil = v->open[i].veil;

		if (veil && (!v->now || pg->out->veils[veil - 1].strong || !pg->out->veils[v->now - 1].strong))
			v->now = veil;
	}
}

static void close_to(struct gp_page *pg, unsigned depth)
{
	struct gp_veils *v = &pg->veils;

	v->depth = depth;
	if (v->depth && v->open[0].veil)
		settle(pg);
	else
		v->depth = v->now = 0;
}

static void push(struct gp_page *pg, const struct gp_html_token *k, uint16_t veil)
{
	struct gp_veils *v = &pg->veils;

	if (v->depth == GP_VEIL_DEPTH) {
		close_to(pg, 0); /* nobody nests so deep by hand: what is hidden cannot be told any more */
		return;
	}
	memcpy(v->open[v->depth].tag, k->tag, GP_ELEMENT_NAME);
	v->open[v->depth++].veil = veil;
	if (veil)
		settle(pg);
}

/* --- tags */

/* Start tags that end an open element of the same group (HTML 13.1.2.4, optional tags); its list or table. */
static const struct {
	const char *const ends[3], *const inside[4];
} optional[] = {
	{{"li", NULL}, {"ul", "ol", "menu", NULL}},
	{{"dt", "dd", NULL}, {"dl", NULL}},
	{{"td", "th", NULL}, {"table", "tr", NULL}},
	{{"tr", NULL}, {"table", NULL}},
	{{"option", NULL}, {"select", NULL}},
};

static void end_optional(struct gp_page *pg, const char *tag, bool block)
{
	struct gp_veils *v = &pg->veils;
	size_t kind;

	if (block && v->depth && !strcmp(v->open[v->depth - 1].tag, "p"))
		close_to(pg, v->depth - 1);
	for (kind = 0; kind < sizeof optional / sizeof *optional; kind++)
		if (is_tag(tag, optional[kind].ends))
			break;
	if (kind == sizeof optional / sizeof *optional)
		return;
	for (unsigned i = v->depth; i > 0; i--) {
		if (is_tag(v->open[i - 1].tag, optional[kind].inside))
			return;
		if (is_tag(v->open[i - 1].tag, optional[kind].ends)) {
			close_to(pg, i - 1);
			return;
		}
	}
}

void gp_veil_start(struct gp_page *pg, const struct gp_html_token *k, const struct gp_element *e)
{
	end_optional(pg, k->tag, e->flags & GP_EL_BLOCK);
	if (pg->veils.depth && k->tag[0] && !is_void(k->tag))
		push(pg, k, 0);
}

void gp_veil_end(struct gp_page *pg, const struct gp_html_token *k, const struct gp_element *e)
{
	struct gp_veils *v = &pg->veils;

	for (unsigned i = v->depth; i > 0; i--)
		if (!strcmp(v->open[i - 1].tag, k->tag)) {
			close_to(pg, i - 1);
			return;
		}
	/* the end of something around all of them; other end tags without a start do nothing */
	if (e->flags & (GP_EL_BLOCK | GP_EL_CELL) && strcmp(k->tag, "p") != 0 && strcmp(k->tag, "br") != 0)
		close_to(pg, 0);
}

void gp_veil_open(struct gp_page *pg, const struct gp_html_token *k, struct gp_veil_style s)
{
	uint16_t number = new_veil(pg, s);

	if (!number)
		return;
	if (pg->veils.depth) { /* gp_veil_start() pushed it */
		pg->veils.open[pg->veils.depth - 1].veil = number;
		settle(pg);
	} else {
		push(pg, k, number);
	}
}

static struct gp_text attr_of(const struct gp_html *t, const char *name)
{
	for (size_t i = 0; i < t->token.attr_count; i++)
		if (t->attrs[i].name.n == strlen(name) &&
		    gp_html_begins(t->attrs[i].name.p, t->attrs[i].name.p + t->attrs[i].name.n, name))
			return t->attrs[i].value;
	return (struct gp_text){NULL, 0};
}

static long number_of(struct gp_text s, long otherwise)
{
	long n = 0;

	if (!s.n || *s.p < '0' || *s.p > '9')
		return otherwise;
	for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n < 1000000; i++)
		n = n * 10 + (s.p[i] - '0');
	return n;
}

static bool tiny_marquee(const struct gp_html *t)
{
	if (strcmp(t->token.tag, "marquee") != 0)
		return false;
	return number_of(attr_of(t, "height"), 100) <= MARQUEE_SMALL || number_of(attr_of(t, "width"), 100) <= MARQUEE_SMALL ||
	    number_of(attr_of(t, "scrollamount"), 0) >= MARQUEE_FAST;
}

/* Of the rules of <style> for the names in `list`, the one that hides; the strongest of several, and of *best. */
static void rule_for(struct gp_page *pg, struct gp_text list, char mark, struct gp_veil_rule **best)
{
	const char *p = list.p, *end = list.p + list.n, *from;

	while (p < end) {
		while (p < end && gp_html_space(*p))
			p++;
		for (from = p; p < end && !gp_html_space(*p);)
			p++;
		for (size_t i = 0; i < pg->veils.rule_count; i++) {
			struct gp_veil_rule *r = &pg->veils.rules[i];

			if (r->name.n != (size_t)(p - from) + 1 || *r->name.p != mark || memcmp(r->name.p + 1, from, r->name.n - 1))
				continue;
			r->uses++;
			if (r->style.why != GP_VEIL_NONE && (!*best || r->style.strong))
				*best = r;
		}
	}
}

/* Lists, menus and tables are folded by scripts as a matter of course. */
static bool foldable(const char *tag)
{
	static const char *const names[] = {"li", "ul", "ol", "dl", "dd", "dt", "nav", "menu", "select", "option", "table", "tbody",
	    "tr", "td", "th", "thead", "tfoot", "dialog", "form", "fieldset", "label", "body", "html", "head", NULL};

	return is_tag(tag, names);
}

void gp_veil_attrs(struct gp_page *pg, const struct gp_html *t, struct gp_text style)
{
	struct gp_veils *v = &pg->veils;
	struct gp_veil_style s = {GP_VEIL_NONE, false};
	struct gp_text class = {NULL, 0}, id = {NULL, 0};
	struct gp_veil_rule *rule = NULL;
	struct gp_veil *veil;
	size_t count = pg->out->veil_count;

	if (style.n && style.n <= pg->lim.attribute)
		s = gp_veil_of_style(gp_html_decode(pg->arena, style, GP_HTML_AS_VALUE));
	if (tiny_marquee(t))
		s = (struct gp_veil_style){GP_VEIL_MARQUEE, true};
	if (!s.why && style.n && v->after_end)
		s = (struct gp_veil_style){GP_VEIL_AFTER_END, true};
	if (!s.why && attr_of(t, "hidden").p)
		s.why = GP_VEIL_DISPLAY;
	if (v->rule_count || (s.why && !s.strong)) {
		class = attr_of(t, "class");
		id = attr_of(t, "id");
	}
	if (v->rule_count && !s.strong) {
		rule_for(pg, class, '.', &rule);
		rule_for(pg, id, '#', &rule);
		s = rule ? rule->style : s;
	}
	if (!s.why || is_void(t->token.tag) || !t->token.tag[0])
		return;
	gp_veil_open(pg, &t->token, s);
	if (pg->out->veil_count == count)
		return;
	veil = &pg->out->veils[count];
	veil->folds = foldable(t->token.tag) || (!rule && (class.n || id.n));
	veil->rule = rule ? (uint16_t)(rule - v->rules + 1) : 0;
}

/* How often [s, s + n) has `name`. */
static uint32_t count_of(const char *s, size_t n, struct gp_text name)
{
	const char *end = s + n;
	uint32_t count = 0;

	while ((s = memmem(s, (size_t)(end - s), name.p, name.n))) {
		count++;
		s += name.n;
	}
	return count;
}

/* Whether an absolute link stands in a region that this rule makes. */
static bool hides_link(const struct gp_facts *f, size_t rule)
{
	for (size_t i = 0; i < f->link_count; i++) {
		const struct gp_link *l = &f->links[i];

		if (l->veil && f->veils[l->veil - 1].rule == rule && !f->veils[l->veil - 1].strong && l->raw.n &&
		    (*l->raw.p == 'h' || *l->raw.p == 'H' || *l->raw.p == '/'))
			return true;
	}
	return false;
}

/*
 * A class that hides and that nothing else on the page speaks of is not there to be shown again; one that
 * scripts or other rules name may be.
 */
void gp_veil_close(struct gp_page *pg)
{
	struct gp_veils *v = &pg->veils;

	for (size_t i = 0; pg->out->veil_count && i < v->rule_count; i++) {
		const struct gp_veil_rule *r = &v->rules[i];
		struct gp_text bare = {r->name.p + 1, r->name.n - 1};
		bool spoken_of = hides_link(pg->out, i + 1) && count_of(pg->begin, pg->n, bare) > r->uses + 1;

		for (size_t k = 0; spoken_of && k < pg->out->veil_count; k++)
			pg->out->veils[k].folds |= pg->out->veils[k].rule == i + 1;
	}
}
