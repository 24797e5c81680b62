/* subject_document.c - a document: what a file or a web page says (core/doc/doc_facts.h), as an object for rules */
#include <string.h>

#include "core/script/bind_page.h"
#include "core/script/rule_document.h"

static const struct gp_doc_facts *facts_of(struct gp_rule_page *p)
{
	return gp_rule_page_document(p);
}

static const struct gp_doc_part *part_of(struct gp_rule_page *p, const struct gp_object *o)
{
	return &facts_of(p)->parts[o->index];
}

static void push_str(lua_State *L, struct gp_doc_str s)
{
	lua_pushlstring(L, s.p, s.n);
}

static struct gp_text text_of(struct gp_doc_str s)
{
	return (struct gp_text){s.p, s.n};
}

/* --- parts */

static void part_text(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	push_str(L, gp_doc_part_text(facts_of(p), part_of(p, o)));
}

static void part_kind(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushstring(L, gp_doc_kind_name(part_of(p, o)->kind));
}

static void part_place(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	const struct gp_doc_part *part = part_of(p, o);
	struct gp_place at;

	if (!gp_rule_document_is_page(p)) {
		push_str(L, part->at);
		return;
	}
	at = gp_rule_document_place(p, part);
	if (at.line)
		lua_pushfstring(L, "%d:%d", (int)at.line, (int)at.col);
	else
		lua_pushliteral(L, "");
}

static void part_line(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	const struct gp_doc_part *part = part_of(p, o);
	uint32_t line = gp_rule_document_is_page(p) ? gp_rule_document_place(p, part).line : part->line;

	if (line)
		lua_pushinteger(L, line);
	else
		lua_pushnil(L);
}

static void part_from(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	const struct gp_doc_part *part = part_of(p, o);

	if (part->kind == GP_DOC_PROPERTY)
		lua_pushnil(L);
	else
		lua_pushinteger(L, (lua_Integer)part->from + 1);
}

static void part_to(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	const struct gp_doc_part *part = part_of(p, o);

	if (part->kind == GP_DOC_PROPERTY)
		lua_pushnil(L);
	else
		lua_pushinteger(L, (lua_Integer)part->from + part->n);
}

static void part_hidden(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	lua_pushboolean(L, part_of(p, o)->hidden);
}

/* @lua part */
static const struct gp_field part_fields[] = {
	{"text", part_text, true},
	{"kind", part_kind, false},
	{"at", part_place, false},
	{"line", part_line, false},
	{"from", part_from, false},
	{"to", part_to, false},
	{"hidden", part_hidden, false},
	{NULL, NULL, false},
};

static const struct gp_record part_record = {.name = "part", .fields = part_fields, .keeps = true};

static size_t part_count(struct gp_rule_page *p)
{
	return gp_rule_page_document(p)->part_count;
}

static void push_part(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_record(L, &part_record, o);
}

static const struct gp_sequence part_sequence = {"parts", part_count, push_part, false};

bool gp_bind_part_place(lua_State *L, int index)
{
	const struct gp_object *o = gp_object_of(L, index, &part_record);
	struct gp_rule_page *p = o ? gp_object_page(L, o) : NULL;
	struct gp_place at;

	if (!o)
		return false;
	at = gp_rule_document_seen(p, part_of(p, o));
	if (at.line)
		lua_pushinteger(L, at.line);
	else
		lua_pushnil(L);
	if (at.col)
		lua_pushinteger(L, at.col);
	else
		lua_pushnil(L);
	if (!at.line && part_of(p, o)->at.n)
		push_str(L, part_of(p, o)->at);
	else
		lua_pushnil(L);
	return true;
}

/* --- links */

static const struct gp_doc_link *link_of(struct gp_rule_page *p, const struct gp_object *o)
{
	return &facts_of(p)->links[o->index];
}

static void link_url(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	push_str(L, link_of(p, o)->href);
}

static void link_text(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	push_str(L, link_of(p, o)->text);
}

static void link_at(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	push_str(L, link_of(p, o)->at);
}

/* @lua reference */
static const struct gp_field reference_fields[] = {
	{"url", link_url, false},
	{"text", link_text, false},
	{"at", link_at, false},
	{NULL, NULL, false},
};

static const struct gp_record reference_record = {.name = "reference", .fields = reference_fields};

static size_t reference_count(struct gp_rule_page *p)
{
	return facts_of(p)->link_count;
}

static void push_reference(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_record(L, &reference_record, o);
}

static size_t page_link_count(struct gp_rule_page *p)
{
	return gp_rule_page_markup(p)->link_count;
}

static const struct gp_sequence reference_sequence = {"links", reference_count, push_reference, false};
static const struct gp_sequence page_link_sequence = {"links", page_link_count, gp_bind_link, false};

/* --- properties */

static size_t meta_count(struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	return gp_rule_document_is_page(p) ? gp_rule_page_markup(p)->meta_count : facts_of(p)->meta_count;
}

static void meta_at(struct gp_rule_page *p, const struct gp_object *o, size_t i, struct gp_text *name,
    struct gp_text *value)
{
	(void)o;
	if (gp_rule_document_is_page(p)) {
		*name = gp_rule_page_markup(p)->metas[i].name;
		*value = gp_rule_page_markup(p)->metas[i].content;
		return;
	}
	*name = text_of(facts_of(p)->metas[i].name);
	*value = text_of(facts_of(p)->metas[i].value);
}

static const struct gp_map meta_map = {"meta", meta_count, meta_at};

/* --- the document */

static void document_on(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	(void)o;
	lua_pushstring(L, gp_subject_words[GP_SUBJECT_DOCUMENT]);
}

static void document_url(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushstring(L, gp_rule_page_input(p)->url);
}

static void document_name(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushstring(L, gp_rule_document_name(p));
}

static void document_type(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushstring(L, gp_rule_document_is_page(p) ? gp_doc_type_name(GP_DOC_HTML) : gp_doc_type_name(facts_of(p)->type));
}

static void document_title(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	struct gp_text title = gp_rule_document_is_page(p) ? gp_rule_page_markup(p)->title : text_of(facts_of(p)->title);

	(void)o;
	if (title.n)
		gp_object_text(L, title);
	else
		lua_pushnil(L);
}

static void document_text(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	gp_object_text(L, gp_rule_document_is_page(p) ? gp_rule_page_facts(p)->text : text_of(facts_of(p)->text));
}

static void document_meta(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_map(L, &meta_map, o);
}

static void document_parts(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_sequence(L, &part_sequence, o);
}

static void document_links(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	gp_object_sequence(L, gp_rule_document_is_page(p) ? &page_link_sequence : &reference_sequence, o);
}

static void document_show(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushfstring(L, "document %s", gp_rule_page_input(p)->url);
}

static const struct gp_record document_record;

static int document_at(lua_State *L)
{
	const struct gp_object *o = gp_object_check(L, 1, &document_record);
	lua_Integer at = luaL_checkinteger(L, 2);
	struct gp_rule_page *p = gp_object_page(L, o);
	const struct gp_doc_facts *f = facts_of(p);
	const struct gp_doc_part *part = at > 0 ? gp_doc_part_at(f, (size_t)at - 1) : NULL;
	struct gp_object of = {.page = o->page, .index = part ? (size_t)(part - f->parts) : 0};

	if (part)
		push_part(L, p, &of);
	else
		lua_pushnil(L);
	return 1;
}

/* @lua document */
static const struct gp_field document_fields[] = {
	{"on", document_on, false},
	{"url", document_url, false},
	{"name", document_name, true},
	{"type", document_type, false},
	{"title", document_title, true},
	{"text", document_text, true},
	{"meta", document_meta, true},
	{"parts", document_parts, true},
	{"links", document_links, true},
	{NULL, NULL, false},
};

/* @lua document */
static const luaL_Reg document_methods[] = {
	{"at", document_at},
	{NULL, NULL},
};

static const struct gp_record document_record = {"document", document_fields, document_methods, document_show, true};

static const char last; /* registry: the state's newest document, for all rules of the state */

static void push(lua_State *L, struct gp_rule_page *p, size_t i)
{
	const struct gp_object o = {.page = gp_rule_page_number(p)};
	const struct gp_object *old;

	(void)i;
	lua_rawgetp(L, LUA_REGISTRYINDEX, &last);
	old = lua_touserdata(L, -1);
	if (old && old->page == o.page)
		return;
	lua_pop(L, 1);
	gp_object_record(L, &document_record, &o);
	lua_pushvalue(L, -1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &last);
}

void gp_bind_document_forget(lua_State *L)
{
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &last) != LUA_TNIL) {
		lua_pushnil(L);
		lua_rawsetp(L, LUA_REGISTRYINDEX, &last);
	}
	lua_pop(L, 1);
}

const struct gp_subject gp_subject_document = {.word = GP_SUBJECT_DOCUMENT, .push = push};
