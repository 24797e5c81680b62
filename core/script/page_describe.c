/* A page as plain data: what `govpub page --json` shows, and what the tests of rules compare. */
#include "core/base/utf8.h"
#include "core/script/bind_page.h"
#include "core/script/object.h"

#define LINKS_MAX 5000
#define TEXT_MAX ((size_t)200 << 10)
#define TOTAL_MAX ((size_t)4 << 20) /* bytes of all strings: the description crosses a process */
#define LINK_BYTES 200              /* what a link takes besides its strings, about */

struct description {
	lua_State *L;
	struct gp_rule_page *p;
	size_t left; /* bytes of TOTAL_MAX */
	bool cut;
};

/* Whether n bytes more still fit; when they do not, nothing behind them does. */
static bool fits(struct description *d, size_t n)
{
	if (d->cut || n > d->left) {
		d->cut = true;
		return false;
	}
	d->left -= n;
	return true;
}

static void set_text(lua_State *L, const char *key, struct gp_text t)
{
	gp_object_text(L, t);
	lua_setfield(L, -2, key);
}

static void set_string(lua_State *L, const char *key, const char *s)
{
	lua_pushstring(L, s);
	lua_setfield(L, -2, key);
}

/* The null of JSON: a key that is always there. */
static void set_null(lua_State *L, const char *key)
{
	lua_pushlightuserdata(L, NULL);
	lua_setfield(L, -2, key);
}

static void set_count(lua_State *L, const char *key, lua_Integer v)
{
	lua_pushinteger(L, v);
	lua_setfield(L, -2, key);
}

static void set_charset(struct description *d)
{
	const struct gp_charset_choice *cs = gp_rule_page_charset(d->p);

	lua_createtable(d->L, 0, 2);
	if (cs->declared)
		set_string(d->L, "declared", gp_charset_name(cs->declared));
	else
		set_null(d->L, "declared");
	set_string(d->L, "found", gp_charset_name(cs->used));
	lua_setfield(d->L, -2, "charset");
}

static void set_meta(struct description *d, const struct gp_facts *f)
{
	lua_State *L = d->L;

	lua_newtable(L);
	for (size_t i = 0; i < f->meta_count; i++) {
		const struct gp_meta *m = &f->metas[i];

		gp_object_text(L, m->name);
		lua_pushvalue(L, -1);
		if (lua_rawget(L, -3) != LUA_TNIL || !fits(d, m->name.n + m->content.n)) {
			lua_pop(L, 2); /* the first of a name counts */
			continue;
		}
		lua_pop(L, 1);
		gp_object_text(L, m->content);
		lua_rawset(L, -3);
	}
	lua_setfield(L, -2, "meta");
}

static void set_list(struct description *d, const char *key, const struct gp_text *list, size_t n)
{
	lua_newtable(d->L);
	for (size_t i = 0; i < n && fits(d, list[i].n); i++) {
		gp_object_text(d->L, list[i]);
		lua_rawseti(d->L, -2, (lua_Integer)i + 1);
	}
	lua_setfield(d->L, -2, key);
}

static void push_link(struct description *d, const struct gp_link *l, const struct gp_rule_url *u)
{
	lua_State *L = d->L;

	lua_createtable(L, 0, 8);
	set_string(L, "kind", l->kind);
	set_string(L, "attr", l->attr);
	set_text(L, "raw", l->raw);
	if (u->why == GP_URL_OK)
		set_text(L, "url", u->href);
	else
		set_null(L, "url");
	set_count(L, "line", l->line);
	set_count(L, "col", l->col);
	set_text(L, "text", l->text);
	set_string(L, "confidence", l->confidence == GP_CONFIDENCE_LOW ? "low" : "high");
}

static void set_links(struct description *d, const struct gp_facts *f)
{
	lua_newtable(d->L);
	for (size_t i = 0; i < f->link_count; i++) {
		const struct gp_link *l = &f->links[i];
		const struct gp_rule_url *u = gp_rule_page_url(d->p, i);

		if (i == LINKS_MAX || !fits(d, LINK_BYTES + l->raw.n + l->text.n + u->href.n)) {
			d->cut = true;
			break;
		}
		push_link(d, l, u);
		lua_rawseti(d->L, -2, (lua_Integer)i + 1);
	}
	lua_setfield(d->L, -2, "links");
}

static void set_page_text(struct description *d, struct gp_text text)
{
	if (text.n > TEXT_MAX) {
		d->cut = true;
		for (text.n = TEXT_MAX; text.n && ((unsigned char)text.p[text.n] & 0xC0) == 0x80;)
			text.n--;
	}
	set_text(d->L, "text", text);
}

void gp_bind_page_describe(lua_State *L, struct gp_rule_page *p)
{
	struct description d = {.L = L, .p = p, .left = TOTAL_MAX};
	const struct gp_rule_page_input *in = gp_rule_page_input(p);
	const struct gp_facts *f = gp_rule_page_facts(p);

	luaL_checkstack(L, 10, NULL);
	lua_createtable(L, 0, 10);
	set_string(L, "url", in->url);
	if (in->status)
		set_count(L, "status", in->status);
	else
		set_null(L, "status");
	set_charset(&d);
	if (f->title.n)
		set_text(L, "title", f->title);
	else
		set_null(L, "title");
	set_meta(&d, f);
	set_list(&d, "dates", f->dates, f->date_count);
	set_links(&d, f);
	set_list(&d, "ids", f->ids, f->id_count);
	set_page_text(&d, f->text);
	if (d.cut) { /* never in silence */
		lua_pushboolean(L, true);
		lua_setfield(L, -2, "truncated");
	}
}
