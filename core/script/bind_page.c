/* The page object with its charset and unfilled templates; subject_link.c has its links. */
#include <string.h>

#include "core/crawl/trigger_address.h"
#include "core/script/bind_page.h"

static size_t none_or(const char *s)
{
	return s ? strlen(s) : 0;
}

static size_t link_count(struct gp_rule_page *p)
{
	return gp_rule_page_markup(p)->link_count;
}

/* --- templates that nobody filled */

static const struct gp_template *template_of(struct gp_rule_page *p, const struct gp_object *o)
{
	return &gp_rule_page_markup(p)->templates[o->index];
}

static void template_kind(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushstring(L, template_of(p, o)->kind);
}

static void template_attr(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushstring(L, template_of(p, o)->attr);
}

static void template_raw(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	gp_object_text(L, template_of(p, o)->raw);
}

static void template_line(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushinteger(L, template_of(p, o)->line);
}

static void template_col(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushinteger(L, template_of(p, o)->col);
}

/* @lua template */
static const struct gp_field template_fields[] = {
	{"kind", template_kind, false},
	{"attr", template_attr, false},
	{"raw", template_raw, false},
	{"line", template_line, false},
	{"col", template_col, false},
	{NULL, NULL, false},
};

static const struct gp_record template_record = {.name = "template", .fields = template_fields};

static size_t template_count(struct gp_rule_page *p)
{
	return gp_rule_page_markup(p)->template_count;
}

static void push_template(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_record(L, &template_record, o);
}

/* --- charset */

static void charset_declared(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	const struct gp_charset *cs = gp_rule_page_charset(p)->declared;

	(void)o;
	lua_pushstring(L, cs ? gp_charset_name(cs) : NULL);
}

static void charset_found(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushstring(L, gp_charset_name(gp_rule_page_charset(p)->used));
}

static void charset_mislabelled(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushboolean(L, gp_rule_page_charset(p)->mislabelled);
}

static void charset_late_meta(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushboolean(L, gp_rule_page_charset(p)->late_meta);
}

static void charset_bom(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushboolean(L, gp_rule_page_charset(p)->bom > 0);
}

/* @lua charset */
static const struct gp_field charset_fields[] = {
	{"declared", charset_declared, false},
	{"found", charset_found, false},
	{"mislabelled", charset_mislabelled, false},
	{"late_meta", charset_late_meta, false},
	{"bom", charset_bom, false},
	{NULL, NULL, false},
};

static const struct gp_record charset_record = {.name = "charset", .fields = charset_fields};

/* --- maps and sequences of the page */

static size_t header_count(struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	return gp_rule_page_input(p)->header_count;
}

static void header_at(struct gp_rule_page *p, const struct gp_object *o, size_t i,
    struct gp_text *name, struct gp_text *value)
{
	const struct gp_rule_header *h = &gp_rule_page_input(p)->headers[i];

	(void)o;
	*name = (struct gp_text){h->name, none_or(h->name)};
	*value = (struct gp_text){h->value, none_or(h->value)};
}

static size_t meta_count(struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	return gp_rule_page_markup(p)->meta_count;
}

static void meta_at(struct gp_rule_page *p, const struct gp_object *o, size_t i,
    struct gp_text *name, struct gp_text *value)
{
	const struct gp_meta *m = &gp_rule_page_markup(p)->metas[i];

	(void)o;
	*name = m->name;
	*value = m->content;
}

static size_t id_count(struct gp_rule_page *p)
{
	return gp_rule_page_markup(p)->id_count;
}

static void push_id(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	gp_object_text(L, gp_rule_page_markup(p)->ids[o->index]);
}

static size_t date_count(struct gp_rule_page *p)
{
	size_t n;

	gp_rule_page_dates(p, &n);
	return n;
}

static void push_date(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	size_t n;

	gp_object_text(L, gp_rule_page_dates(p, &n)[o->index]);
}

static const struct gp_map header_map = {"headers", header_count, header_at};
static const struct gp_map meta_map = {"meta", meta_count, meta_at};
static const struct gp_sequence link_sequence = {"links", link_count, gp_bind_link, true};
static const struct gp_sequence template_sequence = {"templates", template_count, push_template, true};
static const struct gp_sequence id_sequence = {"ids", id_count, push_id, false};
static const struct gp_sequence date_sequence = {"dates", date_count, push_date, false};

/* --- the page */

static void page_on(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	(void)o;
	lua_pushstring(L, gp_subject_words[GP_SUBJECT_PAGE]);
}

static void page_url(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushstring(L, gp_rule_page_input(p)->url);
}

static void page_status(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushinteger(L, gp_rule_page_input(p)->status);
}

static void page_type(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushstring(L, gp_rule_page_input(p)->type);
}

static void page_headers(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_map(L, &header_map, o);
}

static void page_charset(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_record(L, &charset_record, o);
}

static void page_title(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	struct gp_text title = gp_rule_page_markup(p)->title;

	(void)o;
	if (title.n)
		gp_object_text(L, title);
	else
		lua_pushnil(L);
}

static void page_meta(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_map(L, &meta_map, o);
}

static void page_links(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_sequence(L, &link_sequence, o);
}

static void page_templates(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_sequence(L, &template_sequence, o);
}

static void page_ids(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_sequence(L, &id_sequence, o);
}

static void page_dates(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_sequence(L, &date_sequence, o);
}

static void page_text(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	gp_object_text(L, gp_rule_page_facts(p)->text);
}

static void page_headings(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	gp_object_text(L, gp_rule_page_headings(p));
}

static void page_body(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	gp_object_text(L, gp_rule_page_body(p));
}

static void page_plain_count(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushinteger(L, (lua_Integer)gp_rule_page_plain_count(p));
}

static const struct gp_record page_record;

static int page_select(lua_State *L)
{
	return gp_bind_node_select(L, gp_object_check(L, 1, &page_record));
}

static int page_first(lua_State *L)
{
	return gp_bind_node_first(L, gp_object_check(L, 1, &page_record));
}

static int page_has_id(lua_State *L)
{
	const struct gp_object *o = gp_object_check(L, 1, &page_record);
	size_t n;
	const char *id = luaL_checklstring(L, 2, &n);

	lua_pushboolean(L, gp_rule_page_has_id(gp_object_page(L, o), id, n));
	return 1;
}

static int page_contains(lua_State *L)
{
	const struct gp_object *o = gp_object_check(L, 1, &page_record);
	size_t n;
	const char *s = luaL_checklstring(L, 2, &n);

	lua_pushboolean(L, gp_rule_page_contains(gp_object_page(L, o), s, n));
	return 1;
}

static bool blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool same(struct gp_text t, const char *want, size_t n)
{
	while (t.n && blank(t.p[0])) {
		t.p++;
		t.n--;
	}
	while (t.n && blank(t.p[t.n - 1]))
		t.n--;
	return t.n == n && !memcmp(t.p, want, n);
}

/* The filter of links_where(): a field and what it must be, or like. */
struct wanted {
	const char *kind, *raw, *text, *address; /* NULL: any */
	size_t kind_n, raw_n, text_n, address_n;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether the address as it is written is like the pattern, but for what follows "?" and "#". */
static bool like(struct gp_text raw, struct gp_trigger_paths *t, const char *pattern)
{
	size_t end = 0;
	bool there = false;

	while (end < raw.n && raw.p[end] != '?' && raw.p[end] != '#')
		end++;
	raw.n = end;
	while (*pattern == '#' && raw.n && !is_digit(*raw.p)) { /* most links of a page have none */
		raw.p++;
		raw.n--;
	}
	gp_trigger_paths_find(t, raw, &there);
	return there;
}

static bool fits(const struct gp_link *l, const struct wanted *w, struct gp_trigger_paths *address)
{
	return (!w->kind || !strcmp(l->kind, w->kind)) && (!w->raw || same(l->raw, w->raw, w->raw_n)) &&
	    (!w->text || (l->text.n == w->text_n && !memcmp(l->text.p, w->text, w->text_n))) &&
	    (!w->address_n || like(l->raw, address, w->address));
}

/* Which links of the page fit: a list of truth values on the stack. */
static const bool *which_fit(lua_State *L, const struct gp_facts *f, const struct wanted *w)
{
	bool *fit = lua_newuserdatauv(L, f->link_count * sizeof *fit, 0);
	struct gp_trigger_paths *address = gp_trigger_paths_new();

	if (w->address_n)
		gp_trigger_paths_add(address, w->address, w->address_n);
	for (size_t i = 0; i < f->link_count; i++)
		fit[i] = fits(&f->links[i], w, address);
	gp_trigger_paths_free(address);
	return fit;
}

static const char *wanted_field(lua_State *L, const char *name, size_t *n)
{
	lua_getfield(L, 2, name);
	if (!lua_isnil(L, -1) && lua_type(L, -1) != LUA_TSTRING)
		luaL_error(L, gp_err_word("links_where: '%s' must be a string"), name);
	return lua_tolstring(L, -1, n); /* stays on the stack */
}

static void check_names(lua_State *L)
{
	luaL_checktype(L, 2, LUA_TTABLE);
	for (lua_pushnil(L); lua_next(L, 2); lua_pop(L, 1)) {
		const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";

		if (strcmp(name, "kind") && strcmp(name, "raw") && strcmp(name, "text") && strcmp(name, "address"))
			luaL_error(L, gp_err_word("links_where: unknown key '%s'; allowed: address kind raw text"), name);
	}
}

static int page_links_where(lua_State *L)
{
	const struct gp_object *o = gp_object_check(L, 1, &page_record);
	struct gp_rule_page *p = gp_object_page(L, o);
	const struct gp_facts *f;
	const bool *fit;
	struct wanted w;
	lua_Integer count = 0;

	check_names(L);
	lua_settop(L, 2);
	w.kind = wanted_field(L, "kind", &w.kind_n);
	w.raw = wanted_field(L, "raw", &w.raw_n);
	w.text = wanted_field(L, "text", &w.text_n);
	w.address = wanted_field(L, "address", &w.address_n);
	f = gp_rule_page_markup(p);
	fit = which_fit(L, f, &w);
	lua_newtable(L);
	for (size_t i = 0; i < f->link_count; i++) {
		struct gp_object link = {.page = o->page, .index = i};

		if (!fit[i])
			continue;
		gp_bind_link(L, p, &link);
		lua_rawseti(L, -2, ++count);
	}
	return 1;
}

static void page_show(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushfstring(L, "page %s", gp_rule_page_input(p)->url);
}

/* @lua page */
static const struct gp_field page_fields[] = {
	{"url", page_url, false},
	{"status", page_status, false},
	{"type", page_type, false},
	{"headers", page_headers, true},
	{"charset", page_charset, true},
	{"title", page_title, true},
	{"meta", page_meta, true},
	{"links", page_links, true},
	{"templates", page_templates, true},
	{"ids", page_ids, true},
	{"dates", page_dates, true},
	{"text", page_text, true},
	{"headings", page_headings, true},
	{"on", page_on, false},
	{"body", page_body, true},
	{"plain_count", page_plain_count, false},
	{NULL, NULL, false},
};

/* @lua page */
static const luaL_Reg page_methods[] = {
	{"select", page_select},
	{"first", page_first},
	{"has_id", page_has_id},
	{"contains", page_contains},
	{"links_where", page_links_where},
	{NULL, NULL},
};

static const struct gp_record page_record = {"page", page_fields, page_methods, page_show, true};

static const char last; /* registry: the state's newest page object, for all rules of the state */

void gp_bind_page(lua_State *L, struct gp_rule_page *p)
{
	const struct gp_object o = {.page = gp_rule_page_number(p)};
	const struct gp_object *old;

	lua_rawgetp(L, LUA_REGISTRYINDEX, &last);
	old = lua_touserdata(L, -1);
	if (old && old->page == o.page)
		return;
	lua_pop(L, 1);
	gp_object_record(L, &page_record, &o);
	lua_pushvalue(L, -1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &last);
}

void gp_bind_page_forget(lua_State *L)
{
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &last) != LUA_TNIL) {
		lua_pushnil(L);
		lua_rawsetp(L, LUA_REGISTRYINDEX, &last);
	}
	lua_pop(L, 1);
	gp_bind_document_forget(L);
}

static void push(lua_State *L, struct gp_rule_page *p, size_t i)
{
	(void)i;
	gp_bind_page(L, p);
}

const struct gp_subject gp_subject_page = {.word = GP_SUBJECT_PAGE, .push = push};
struct gp_rule_page *gp_bind_page_at(lua_State *L, int index)
{
	const struct gp_object *o = lua_touserdata(L, index);
	bool is_object = o && luaL_getmetafield(L, index, "__record") == LUA_TLIGHTUSERDATA;

	if (is_object)
		lua_pop(L, 1);
	return is_object ? gp_rule_page_numbered(o->page) : NULL;
}
