/* subject_link.c - the links of a page: as its list, and as a subject of their own */
#include <string.h>
#include <strings.h>

#include "core/crawl/triggers.h"
#include "core/script/bind_page.h"

static const struct gp_link *link_of(struct gp_rule_page *p, const struct gp_object *o)
{
	return &gp_rule_page_markup(p)->links[o->index];
}

static void link_kind(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushstring(L, link_of(p, o)->kind);
}

static void link_attr(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushstring(L, link_of(p, o)->attr);
}

static void link_raw(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	gp_object_text(L, link_of(p, o)->raw);
}

static void link_url(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	const struct gp_rule_url *u = gp_rule_page_url(p, o->index);

	if (u->why == GP_URL_OK)
		gp_object_text(L, u->href);
	else
		lua_pushnil(L);
}

static void link_scheme(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	const struct gp_rule_url *u = gp_rule_page_url(p, o->index);

	if (u->why == GP_URL_OK)
		lua_pushlstring(L, u->href.p, u->scheme_end);
	else
		lua_pushnil(L);
}

static void link_why(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	enum gp_url_why why = gp_rule_page_url(p, o->index)->why;

	if (why == GP_URL_OK)
		lua_pushnil(L);
	else
		lua_pushstring(L, gp_bind_url_why(why));
}

static void link_line(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushinteger(L, link_of(p, o)->line);
}

static void link_col(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushinteger(L, link_of(p, o)->col);
}

static void link_text(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	gp_object_text(L, link_of(p, o)->text);
}

static void link_confidence(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushstring(L, link_of(p, o)->confidence == GP_CONFIDENCE_LOW ? "low" : "high");
}

static void link_nofollow(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushboolean(L, link_of(p, o)->nofollow);
}

static void link_on(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	(void)o;
	lua_pushstring(L, gp_subject_words[GP_SUBJECT_LINK]);
}

static void link_page(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	gp_bind_page(L, p);
}

/* @lua link */
static const struct gp_field link_fields[] = {
	{"kind", link_kind, false},
	{"attr", link_attr, false},
	{"raw", link_raw, false},
	{"url", link_url, false},
	{"scheme", link_scheme, false},
	{"line", link_line, false},
	{"col", link_col, false},
	{"text", link_text, false},
	{"confidence", link_confidence, false},
	{"nofollow", link_nofollow, false},
	{"why", link_why, false},
	{"on", link_on, false},
	{"page", link_page, false},
	{NULL, NULL, false},
};

static const struct gp_record link_record = {.name = "link", .fields = link_fields};

void gp_bind_link(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_record(L, &link_record, o);
}

/* --- the subject */

static size_t count(struct gp_rule_page *p)
{
	return gp_rule_page_markup(p)->link_count;
}

/* The path of an address: from the first "/" of its authority to "?" or "#". */
static struct gp_text path_of(struct gp_text href)
{
	const char *p = memchr(href.p, ':', href.n), *end = href.p + href.n;

	if (!p || end - p < 3 || memcmp(p, "://", 3) != 0 || !(p = memchr(p + 3, '/', (size_t)(end - p - 3))))
		return (struct gp_text){"", 0};
	for (const char *q = p; q < end; q++)
		if (*q == '?' || *q == '#')
			end = q;
	return (struct gp_text){p, (size_t)(end - p)};
}

static bool begins(const char *const *list, struct gp_text path)
{
	for (size_t i = 0; list && list[i]; i++)
		if (strlen(list[i]) <= path.n && !memcmp(path.p, list[i], strlen(list[i])))
			return true;
	return !list;
}

/* The name of a file ends in "." and one of them, in any case. */
static bool has_suffix(const char *const *list, struct gp_text path)
{
	for (size_t i = 0; list && list[i]; i++) {
		size_t n = strlen(list[i]);

		if (n < path.n && path.p[path.n - n - 1] == '.' && !strncasecmp(path.p + path.n - n, list[i], n))
			return true;
	}
	return !list;
}

/* Whether it may have one of the schemes once it is resolved, which takes longer. Those of the page come by themselves. */
static bool may_have(const char *const *schemes, struct gp_text raw)
{
	static const char *const of_pages[] = {"http", "https", "ftp", "file", "ws", "wss"};

	for (; *schemes; schemes++) {
		size_t n = strlen(*schemes);

		for (size_t i = 0; i < sizeof of_pages / sizeof *of_pages; i++)
			if (!n || (*schemes)[n - 1] == '*' || !strcmp(*schemes, of_pages[i]))
				return true;
		if (gp_trigger_scheme(raw, *schemes, n))
			return true;
	}
	return false;
}

static bool fits(struct gp_rule_page *p, size_t i, const struct gp_rule_filter *f)
{
	const struct gp_link *l = &gp_rule_page_markup(p)->links[i];
	const struct gp_rule_url *u;

	if (f->kinds && !gp_rule_filter_word(f->kinds, l->kind, strlen(l->kind)))
		return false;
	if (!f->schemes && !f->to && !f->suffixes)
		return true;
	if (f->schemes && !may_have(f->schemes, l->raw))
		return false;
	u = gp_rule_page_url(p, i);
	return u->why == GP_URL_OK && gp_rule_filter_word(f->schemes, u->href.p, u->scheme_end) &&
	    begins(f->to, path_of(u->href)) && has_suffix(f->suffixes, path_of(u->href));
}

static void push(lua_State *L, struct gp_rule_page *p, size_t i)
{
	const struct gp_object o = {.page = gp_rule_page_number(p), .index = i};

	gp_bind_link(L, p, &o);
}

const struct gp_subject gp_subject_link = {.word = GP_SUBJECT_LINK, .count = count, .fits = fits, .push = push};
