/*
 * subject_attachment.c - a file of the own site that is no page: what the server says of it, and how it begins
 *
 * Made from a packed map with the fields below; `head` is in it in hexadecimal digits, since values are text.
 */
#include <string.h>

#include "core/script/bind_page.h"
#include "core/script/lua_value.h"

static const struct gp_value *field(struct gp_rule_page *p, const char *name)
{
	return gp_value_get(gp_rule_page_data(p), name);
}

static void push_field(lua_State *L, struct gp_rule_page *p, const char *name)
{
	const struct gp_value *v = field(p, name);

	if (v)
		gp_lua_push(L, v);
	else
		lua_pushnil(L);
}

static void attachment_on(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	(void)o;
	lua_pushstring(L, gp_subject_words[GP_SUBJECT_ATTACHMENT]);
}

static void attachment_url(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushstring(L, gp_rule_page_input(p)->url);
}

static void attachment_status(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushinteger(L, gp_rule_page_input(p)->status);
}

static void attachment_type(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	push_field(L, p, "type");
}

static void attachment_suffix(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	push_field(L, p, "suffix");
}

static void attachment_magic(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	push_field(L, p, "magic");
}

static void attachment_size(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	push_field(L, p, "size");
}

static void attachment_name(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	push_field(L, p, "name");
}

static void attachment_pages(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	push_field(L, p, "pages");
}

static void attachment_text(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	push_field(L, p, "text");
}

static unsigned digit(char c)
{
	return (unsigned)(c >= 'a' ? c - 'a' + 10 : c - '0') & 15;
}

static void attachment_head(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	const struct gp_value *v = field(p, "head");
	char out[1024];
	size_t n = v && v->type == GP_VALUE_STRING ? v->string.n / 2 : 0;

	(void)o;
	n = n > sizeof out ? sizeof out : n;
	for (size_t i = 0; i < n; i++)
		out[i] = (char)(digit(v->string.p[2 * i]) << 4 | digit(v->string.p[2 * i + 1]));
	lua_pushlstring(L, out, n);
}

static void attachment_show(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	lua_pushfstring(L, "attachment %s", gp_rule_page_input(p)->url);
}

/* @lua attachment */
static const struct gp_field attachment_fields[] = {
	{"on", attachment_on, false},
	{"url", attachment_url, false},
	{"status", attachment_status, false},
	{"type", attachment_type, false},
	{"suffix", attachment_suffix, false},
	{"magic", attachment_magic, false},
	{"size", attachment_size, false},
	{"name", attachment_name, false},
	{"head", attachment_head, false},
	{"pages", attachment_pages, true},
	{"text", attachment_text, false},
	{NULL, NULL, false},
};

static const struct gp_record attachment_record = {"attachment", attachment_fields, NULL, attachment_show, true};

static void push(lua_State *L, struct gp_rule_page *p, size_t i)
{
	const struct gp_object o = {.page = gp_rule_page_number(p)};

	(void)i;
	gp_object_record(L, &attachment_record, &o);
}

const struct gp_subject gp_subject_attachment = {.word = GP_SUBJECT_ATTACHMENT, .push = push};
