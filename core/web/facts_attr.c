/* What the attributes of one start tag say. */
#include <string.h>

#include "core/web/facts_page.h"
#include "core/web/html_scan.h"

enum attr_id {
	AT_OTHER, AT_ACTION, AT_ALT, AT_BACKGROUND, AT_CONTENT, AT_DATA, AT_HIDDEN, AT_HREF,
	AT_HTTP_EQUIV, AT_ID, AT_NAME, AT_ON, AT_POSTER, AT_PROPERTY, AT_REL, AT_SRC, AT_SRCSET, AT_STYLE,
	AT_TITLE, AT_TYPE, AT_COUNT,
};

/* A start tag with the attributes that matter. */
struct tag {
	struct gp_page *pg;
	const struct gp_html *t;
	const struct gp_element *e;
	bool html;
	uint16_t at[AT_COUNT]; /* index + 1 into t->attrs of the first of a kind */
	bool has_label;
	struct gp_text label; /* alt or title, collapsed */
};

static bool is_word(struct gp_text s, const char *word)
{
	return s.n == strlen(word) && gp_html_begins(s.p, s.p + s.n, word);
}

static enum attr_id attr_id(struct gp_text name)
{
	switch (gp_html_lower(name.p[0])) {
	case 'a':
		return is_word(name, "alt") ? AT_ALT :
		    is_word(name, "action") ? AT_ACTION : AT_OTHER;
	case 'b':
		return is_word(name, "background") ? AT_BACKGROUND : AT_OTHER;
	case 'c':
		return is_word(name, "content") ? AT_CONTENT : AT_OTHER;
	case 'd':
		return is_word(name, "data") ? AT_DATA : AT_OTHER;
	case 'h':
		return is_word(name, "href") ? AT_HREF : is_word(name, "hidden") ? AT_HIDDEN :
		    is_word(name, "http-equiv") ? AT_HTTP_EQUIV : AT_OTHER;
	case 'i':
		return is_word(name, "id") ? AT_ID : AT_OTHER;
	case 'n':
		return is_word(name, "name") ? AT_NAME : AT_OTHER;
	case 'o':
		return name.n > 2 && gp_html_lower(name.p[1]) == 'n' ? AT_ON : AT_OTHER;
	case 'p':
		return is_word(name, "property") ? AT_PROPERTY :
		    is_word(name, "poster") ? AT_POSTER : AT_OTHER;
	case 'r':
		return is_word(name, "rel") ? AT_REL : AT_OTHER;
	case 's':
		return is_word(name, "src") ? AT_SRC : is_word(name, "style") ? AT_STYLE :
		    is_word(name, "srcset") ? AT_SRCSET : AT_OTHER;
	case 't':
		return is_word(name, "title") ? AT_TITLE :
		    is_word(name, "type") ? AT_TYPE : AT_OTHER;
	default:
		return AT_OTHER;
	}
}

/* The value as written; empty when the tag has no such attribute. */
static struct gp_text written(const struct tag *g, enum attr_id id)
{
	return g->at[id] ? g->t->attrs[g->at[id] - 1].value : (struct gp_text){"", 0};
}

static struct gp_text decoded(const struct tag *g, enum attr_id id)
{
	struct gp_text raw = written(g, id);

	if (raw.n > g->pg->lim.attribute)
		raw = (struct gp_text){"", 0};
	return gp_html_decode(g->pg->arena, raw, GP_HTML_AS_VALUE);
}

static struct gp_text trimmed(struct gp_text s)
{
	while (s.n && gp_html_space(s.p[s.n - 1]))
		s.n--;
	while (s.n && gp_html_space(*s.p)) {
		s.p++;
		s.n--;
	}
	return s;
}

/* Whether a list of words separated by white space has `word`. */
static bool has_word(struct gp_text list, const char *word)
{
	size_t i = 0, from;

	while (i < list.n) {
		while (i < list.n && gp_html_space(list.p[i]))
			i++;
		for (from = i; i < list.n && !gp_html_space(list.p[i]);)
			i++;
		if (is_word((struct gp_text){list.p + from, i - from}, word))
			return true;
	}
	return false;
}

/* The text that stands for an image or a frame. */
static struct gp_text label(struct tag *g)
{
	if (!g->has_label) {
		g->has_label = true;
		g->label = gp_text_label(g->pg->arena, decoded(g, AT_ALT));
		if (!g->label.n)
			g->label = gp_text_label(g->pg->arena, decoded(g, AT_TITLE));
	}
	return g->label;
}

/* True, and remembered, when a value is longer than the page may have. */
static bool too_long(struct gp_page *pg, struct gp_text raw)
{
	if (raw.n <= pg->lim.attribute)
		return false;
	gp_page_limit(pg, "attribute");
	return true;
}

static struct gp_link *add(struct tag *g, const char *attr, struct gp_text raw, const char *where,
    bool download)
{
	struct gp_link *link;

	link = gp_page_link(g->pg, g->e->name, attr, raw, where);
	if (!link)
		return NULL;
	link->download = download;
	link->nofollow = has_word(written(g, AT_REL), "nofollow");
	link->alt = g->at[AT_ALT] != 0;
	if (g->e->id != GP_EL_A)
		link->text = label(g);
	return link;
}

/* A value that is one address. */
static struct gp_link *add_value(struct tag *g, enum attr_id id, const char *attr, bool download)
{
	struct gp_text raw = written(g, id), value;
	size_t data = gp_link_data(raw);

	if (data)
		raw.n = data;
	if (too_long(g->pg, raw))
		return NULL;
	value = gp_html_decode(g->pg->arena, raw, GP_HTML_AS_VALUE);
	if (gp_link_unfilled(value)) {
		gp_page_template(g->pg, g->e->name, attr, value, raw.p);
		return NULL;
	}
	return add(g, attr, value, raw.p, download);
}

/* Attributes whose empty value loads nothing. */
static void add_filled(struct tag *g, enum attr_id id, const char *attr, bool download)
{
	if (trimmed(written(g, id)).n)
		add_value(g, id, attr, download);
}

/* HTML 4.8.4.2.2, splitting only: descriptors are not judged. */
static void add_srcset(struct tag *g)
{
	struct gp_html_value v;
	const char *p, *end, *from;
	int parens;

	if (too_long(g->pg, written(g, AT_SRCSET)))
		return;
	gp_html_value_read(&v, g->pg->arena, written(g, AT_SRCSET), GP_HTML_AS_VALUE);
	p = v.text.p;
	for (end = p + v.text.n;;) {
		struct gp_text url;
		size_t data;

		while (p < end && (gp_html_space(*p) || *p == ','))
			p++;
		if (p == end)
			return;
		for (from = p; p < end && !gp_html_space(*p);)
			p++;
		url = (struct gp_text){from, (size_t)(p - from)};
		if (url.p[url.n - 1] == ',') {
			while (url.n && url.p[url.n - 1] == ',')
				url.n--;
		} else {
			for (parens = 0; p < end && (*p != ',' || parens > 0); p++)
				parens += *p == '(' ? 1 : *p == ')' && parens > 0 ? -1 : 0;
		}
		data = gp_link_data(url);
		if (data)
			url.n = data;
		if (!gp_link_unfilled(url))
			add(g, "srcset", url,
			    gp_html_value_source(&v, (size_t)(from - v.text.p)), true);
	}
}

/* HTML 4.2.5.3, "shared declarative refresh steps": the address; n = 0 when there is none. */
static struct gp_text refresh_url(struct gp_text s)
{
	const char *p = s.p, *end = s.p + s.n, *q;

	while (p < end && gp_html_space(*p))
		p++;
	q = p;
	while (p < end && ((*p >= '0' && *p <= '9') || *p == '.'))
		p++;
	if (p == q || p == end || (*p != ';' && *p != ',' && !gp_html_space(*p)))
		return (struct gp_text){p, 0};
	while (p < end && gp_html_space(*p))
		p++;
	if (p < end && (*p == ';' || *p == ','))
		p++;
	while (p < end && gp_html_space(*p))
		p++;
	if (gp_html_begins(p, end, "url")) {
		for (q = p + 3; q < end && gp_html_space(*q);)
			q++;
		if (q < end && *q == '=') {
			for (p = q + 1; p < end && gp_html_space(*p);)
				p++;
		}
	}
	if (p < end && (*p == '"' || *p == '\'')) {
		q = memchr(p + 1, *p, (size_t)(end - p - 1));
		p++;
		end = q ? q : end;
	}
	return (struct gp_text){p, (size_t)(end - p)};
}

static void add_meta(struct tag *g)
{
	static const enum attr_id names[] = {AT_NAME, AT_PROPERTY, AT_HTTP_EQUIV};
	struct gp_html_value v;
	struct gp_text name = {"", 0}, url;

	for (size_t i = 0; !name.n && i < sizeof names / sizeof *names; i++)
		name = trimmed(decoded(g, names[i]));
	if (!g->at[AT_CONTENT] || too_long(g->pg, written(g, AT_CONTENT)))
		return;
	gp_html_value_read(&v, g->pg->arena, written(g, AT_CONTENT), GP_HTML_AS_VALUE);
	if (name.n)
		gp_page_meta(g->pg, gp_html_decode(g->pg->arena, name, GP_HTML_LOWER), v.text);
	if (!is_word(decoded(g, AT_HTTP_EQUIV), "refresh"))
		return;
	url = refresh_url(v.text);
	if (trimmed(url).n && !gp_link_unfilled(url))
		add(g, "content", url, gp_html_value_source(&v, (size_t)(url.p - v.text.p)), false);
}

/* <link>: only relations that name a document or a resource. */
static void add_link_href(struct tag *g)
{
	static const char *const loaded[] = {"stylesheet", "icon", "preload", "modulepreload",
		"prefetch", "prerender", "manifest", "apple-touch-icon",
		"apple-touch-icon-precomposed", "apple-touch-startup-image", "mask-icon"};
	struct gp_text rel = trimmed(decoded(g, AT_REL));
	struct gp_link *link;
	bool download = false;

	if (!rel.n || has_word(rel, "dns-prefetch") || has_word(rel, "preconnect"))
		return;
	for (size_t i = 0; i < sizeof loaded / sizeof *loaded; i++)
		download |= has_word(rel, loaded[i]);
	link = trimmed(written(g, AT_HREF)).n ? add_value(g, AT_HREF, "href", download) : NULL;
	if (!link)
		return;
	link->canonical = has_word(rel, "canonical");
	link->sheet = has_word(rel, "stylesheet");
}

static bool is_javascript_url(struct gp_text s)
{
	while (s.n && (unsigned char)*s.p <= ' ') {
		s.p++;
		s.n--;
	}
	return gp_html_begins(s.p, s.p + s.n, "javascript:");
}

/* href of <a> and <area>: an empty one is the page itself. */
static void add_anchor(struct tag *g)
{
	struct gp_link *link = add_value(g, AT_HREF, "href", false);
	struct gp_html_value v;

	if (g->e->id == GP_EL_A)
		g->pg->anchor_link = link ? g->pg->out->link_count : 0;
	if (!link || !is_javascript_url(link->raw))
		return;
	gp_html_value_read(&v, g->pg->arena, written(g, AT_HREF), GP_HTML_AS_VALUE);
	gp_page_script(g->pg, &v);
}

static void add_href(struct tag *g)
{
	struct gp_facts *out = g->pg->out;

	switch (g->e->id) {
	case GP_EL_A:
	case GP_EL_AREA:
		add_anchor(g);
		break;
	case GP_EL_LINK:
		add_link_href(g);
		break;
	case GP_EL_BASE:
		if (out->has_base || too_long(g->pg, written(g, AT_HREF)))
			break;
		out->has_base = true;
		out->base = decoded(g, AT_HREF);
		break;
	}
}

static void add_src(struct tag *g)
{
	switch (g->e->id) {
	case GP_EL_IFRAME:
	case GP_EL_FRAME:
		add_filled(g, AT_SRC, "src", false);
		break;
	case GP_EL_INPUT:
		if (!is_word(decoded(g, AT_TYPE), "image"))
			break;
		/* fall through */
	case GP_EL_AUDIO:
	case GP_EL_EMBED:
	case GP_EL_IMG:
	case GP_EL_SCRIPT:
	case GP_EL_SOURCE:
	case GP_EL_TRACK:
	case GP_EL_VIDEO:
		add_filled(g, AT_SRC, "src", true);
		break;
	}
}

/* Attributes that carry an address on some HTML elements only. */
static void add_by_element(struct tag *g, enum attr_id id)
{
	uint8_t e = g->e->id;

	if (id == AT_SRC)
		add_src(g);
	else if (id == AT_SRCSET && (e == GP_EL_IMG || e == GP_EL_SOURCE))
		add_srcset(g);
	else if (id == AT_ACTION && e == GP_EL_FORM)
		add_filled(g, AT_ACTION, "action", false);
	else if (id == AT_BACKGROUND && (e == GP_EL_BODY || e == GP_EL_TABLE || e == GP_EL_TD))
		add_filled(g, AT_BACKGROUND, "background", true);
	else if (id == AT_CONTENT && e == GP_EL_META)
		add_meta(g);
	else if (id == AT_DATA && e == GP_EL_OBJECT)
		add_filled(g, AT_DATA, "data", true);
	else if (id == AT_POSTER && e == GP_EL_VIDEO)
		add_filled(g, AT_POSTER, "poster", true);
	else if (id == AT_NAME && e == GP_EL_A)
		gp_page_id(g->pg, written(g, AT_NAME));
}

static void add_code(struct tag *g, enum attr_id id, struct gp_text raw)
{
	struct gp_html_value v;

	if (!raw.n || too_long(g->pg, raw))
		return;
	gp_html_value_read(&v, g->pg->arena, raw, GP_HTML_AS_VALUE);
	if (id == AT_STYLE)
		gp_page_css(g->pg, &v, "style");
	else
		gp_page_script(g->pg, &v);
}

/* Inside <a href>: what stands for its text when it has none. */
static void keep_alt(struct tag *g)
{
	struct gp_page *pg = g->pg;

	if (!trimmed(pg->anchor_alt).n)
		pg->anchor_alt = written(g, AT_ALT);
	if (!trimmed(pg->anchor_alt).n)
		pg->anchor_alt = written(g, AT_TITLE);
}

static void add_attr(struct tag *g, enum attr_id id, struct gp_text value)
{
	switch (id) {
	case AT_ID:
		gp_page_id(g->pg, value);
		break;
	case AT_STYLE:
	case AT_ON:
		add_code(g, id, value);
		break;
	case AT_HREF:
		if (g->html || g->e->id == GP_EL_A)
			add_href(g);
		break;
	default:
		if (g->html)
			add_by_element(g, id);
		break;
	}
}

/* text/javascript and the like, or a module; no template and no data block. */
static bool is_script_type(struct gp_text type)
{
	const char *end = type.p + type.n;

	return !type.n || is_word(type, "module") ||
	    (type.n >= 6 && gp_html_begins(end - 6, end, "script"));
}

void gp_page_attrs(struct gp_page *pg, const struct gp_html *t, const struct gp_element *e,
    bool html)
{
	struct tag g = {.pg = pg, .t = t, .e = e, .html = html};
	size_t count = t->token.attr_count, matter = 0;
	unsigned char ids[GP_HTML_ATTRS];

	for (size_t i = 0; i < count; i++) {
		enum attr_id id = attr_id(t->attrs[i].name);

		if (id != AT_ON && g.at[id])
			id = AT_OTHER; /* of two with one name the first counts */
		ids[i] = (unsigned char)id;
		matter += id != AT_OTHER;
		if (id != AT_OTHER && !g.at[id])
			g.at[id] = (uint16_t)(i + 1);
	}
	if (g.at[AT_STYLE] || pg->veils.rule_count || g.at[AT_HIDDEN] || t->token.tag[0] == 'm')
		gp_veil_attrs(pg, t, written(&g, AT_STYLE));
	if (!matter)
		return;
	for (size_t i = 0; i < count; i++)
		if (ids[i] != AT_OTHER)
			add_attr(&g, ids[i], t->attrs[i].value);
	if (e->id == GP_EL_A && g.at[AT_HREF]) {
		pg->in_anchor = true;
		pg->anchor_title = written(&g, AT_TITLE);
	}
	if (e->id == GP_EL_IMG && pg->in_anchor)
		keep_alt(&g);
	if (e->id == GP_EL_SCRIPT)
		pg->runs = !g.at[AT_SRC] && is_script_type(trimmed(decoded(&g, AT_TYPE)));
}
