#include "core/script/script_shell.h"

#include <lauxlib.h>
#include <string.h>

#include "core/office/embed.h"
#include "core/script/lua_value.h"
#include "core/script/object.h"
#include "core/script/rule_document.h"
#include "core/script/rule_page.h"
#include "core/script/sandbox.h"
#include "core/script/script_msg.h"
#include "core/script/subject.h"
#include "core/text/utf8.h"

#define SESSION "lua/govpub/shell/session.lua"
#define SHOW "lua/govpub/shell/show.lua"
#define PAUSE 150 /* per cent: no hook of the sandbox watches memory in a coroutine */

struct slot {
	struct gp_rule_page *page; /* NULL: empty */
	struct gp_arena strings;
	struct gp_rule_header headers[GP_SCRIPT_HEADERS];
};

/* The one shell of a worker; scripts cannot reach it. */
static struct shell {
	lua_State *L, *co;       /* co: the piece that runs or has asked, or NULL */
	int env, session;        /* references: the environment, and what session.lua returned */
	struct gp_buf printed;
	struct slot slots[GP_SHELL_PAGES];
	/* of the request */
	const struct gp_shell_room *room;
	const struct gp_value *ask;
	struct gp_buf *out;
} shell;

/* --- what session.lua is lent */

/* host.ask{…}: ends this request with the question; returns what the next one brings. */
static int host_ask(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	if (!lua_isyieldable(L))
		return luaL_error(L, "%s", gp_err_word("fetch and try do not work inside table.sort or string.gsub"));
	lua_settop(L, 1);
	return lua_yield(L, 1);
}

static int host_print(lua_State *L)
{
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);

	gp_utf8_show(&shell.printed, s, n);
	gp_buf_putc(&shell.printed, '\n');
	if (shell.printed.full)
		return luaL_error(L, gp_err_word("this prints more than %d KiB"), (int)(GP_SHELL_PRINTED >> 10));
	return 0;
}

/* host.about(v): "record", name, fields, methods; "sequence" or "map", name; or nil. */
static int host_about(lua_State *L)
{
	lua_settop(L, 1);
	return gp_object_about(L);
}

static int host_width(lua_State *L)
{
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);

	lua_pushinteger(L, (lua_Integer)gp_utf8_width(s, n));
	return 1;
}

/* host.escape(s): safe on a terminal, on one line. */
static int host_escape(lua_State *L)
{
	static struct gp_buf shown; /* stays when memory for the string is refused */
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);

	shown.max = 16 * GP_SHELL_PRINTED;
	gp_buf_clear(&shown);
	gp_utf8_show(&shown, s, n);
	lua_pushlstring(L, shown.len ? shown.data : "", shown.len);
	return 1;
}

/* host.word(s): a message in the language of messages. */
static int host_word(lua_State *L)
{
	lua_pushstring(L, gp_err_word(luaL_checkstring(L, 1)));
	return 1;
}

static int host_page(lua_State *L)
{
	lua_Integer i = luaL_checkinteger(L, 1);

	struct gp_rule_page *p = i < 1 || i > GP_SHELL_PAGES ? NULL : shell.slots[i - 1].page;

	if (!p)
		return 0;
	if (strcmp(gp_rule_page_input(p)->type, GP_RULE_DOCUMENT_TYPE) != 0)
		gp_bind_page(L, p);
	else
		gp_subject_document.push(L, p, 0);
	return 1;
}

/* host.slot(page): its number, or nil. */
static int host_slot(lua_State *L)
{
	struct gp_rule_page *p = gp_bind_page_at(L, 1);

	for (int i = 0; p && i < GP_SHELL_PAGES; i++)
		if (shell.slots[i].page == p) {
			lua_pushinteger(L, i + 1);
			return 1;
		}
	return 0;
}

static const luaL_Reg host[] = {{"about", host_about}, {"ask", host_ask}, {"escape", host_escape},
    {"page", host_page}, {"print", host_print}, {"slot", host_slot}, {"width", host_width},
    {"word", host_word}, {NULL, NULL}};

/* --- the environment */

/* Pushes the function of an embedded file, in an environment of its own. */
static void load_embedded(lua_State *L, const char *path)
{
	const struct gp_embed *f = gp_embed_find(path);

	gp_sandbox_env(L);
	gp_sandbox_load(L, (const char *)f->data, f->len, path);
}

static int open_session(lua_State *L)
{
	const char *lang = gp_value_str(shell.ask, "lang");

	gp_sandbox_env(L);
	lua_pushcfunction(L, gp_call_require);
	lua_setfield(L, -2, "require");
	lua_pushvalue(L, -1);
	shell.env = luaL_ref(L, LUA_REGISTRYINDEX);
	load_embedded(L, SESSION);
	lua_newtable(L);
	luaL_setfuncs(L, host, 0);
	lua_pushstring(L, lang ? lang : "en");
	lua_setfield(L, -2, "lang");
	lua_rawgeti(L, LUA_REGISTRYINDEX, shell.env);
	load_embedded(L, SHOW);
	lua_call(L, 0, 1);
	lua_call(L, 3, 1);
	shell.session = luaL_ref(L, LUA_REGISTRYINDEX);
	return 0;
}

static int fail_with(lua_State *L, struct gp_err *e)
{
	int rc = gp_fail(e, GP_ESCRIPT, "%s", lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, -1));

	lua_settop(L, 0);
	return rc;
}

static int open_shell(struct gp_err *e)
{
	if (shell.L)
		return 0;
	gp_buf_init(&shell.printed, GP_SHELL_PRINTED);
	shell.L = gp_sandbox_state(shell.room->sandbox, e);
	if (!shell.L)
		return -1;
	lua_gc(shell.L, LUA_GCINC, PAUSE, 200, 0);
	lua_pushcfunction(shell.L, open_session);
	return lua_pcall(shell.L, 0, 0, 0) ? fail_with(shell.L, e) : 0;
}

/* Pushes the function `name` of session.lua. */
static void push_session(lua_State *L, const char *name)
{
	lua_rawgeti(L, LUA_REGISTRYINDEX, shell.session);
	lua_getfield(L, -1, name);
	lua_remove(L, -2);
}

/* --- answers */

static void put_pair(const char *key, const char *s, size_t n)
{
	gp_pack_key(shell.out, key, strlen(key));
	gp_pack_str(shell.out, s, n);
}

/* What was printed, then `text`, which is safe already; the map is begun with room for `more` pairs. */
static void answer_text(const char *status, const char *text, size_t n, size_t more)
{
	shell.printed.max = GP_VALUE_MAX / 2;
	shell.printed.full = false;
	gp_buf_put(&shell.printed, text, n);
	gp_pack_map(shell.out, 2 + more);
	put_pair("status", status, strlen(status));
	put_pair("text", shell.printed.len ? shell.printed.data : "", shell.printed.len);
}

static void answer_error(const char *why)
{
	char safe[GP_SCRIPT_MESSAGE_MAX + 4];
	size_t n = gp_call_clean(safe, why, GP_SCRIPT_MESSAGE_MAX);

	answer_text("error", "", 0, 1);
	put_pair("why", safe, n);
}

static int pack_question(lua_State *L)
{
	struct gp_err e = GP_ERR_INIT;

	gp_pack_map(shell.out, 2);
	put_pair("status", "ask", 3);
	gp_pack_key(shell.out, "ask", 3);
	if (gp_lua_pack(L, 1, "ask", false, shell.out, &e))
		luaL_error(L, "%s", e.msg);
	return 0;
}

/* The results of the piece, at 1 … top, as text. */
static int show_results(lua_State *L)
{
	int n = lua_gettop(L);
	size_t len;
	const char *s;

	push_session(L, "show");
	lua_insert(L, 1);
	lua_pushinteger(L, gp_value_int(shell.ask, "width", 80));
	lua_insert(L, 2);
	lua_call(L, n + 1, 1);
	s = luaL_checklstring(L, -1, &len);
	answer_text("done", s, len, 0);
	return 0;
}

/* Ends the piece that ran; what lies on its stack has been moved. */
static void drop_piece(void)
{
	lua_pushnil(shell.L);
	lua_rawsetp(shell.L, LUA_REGISTRYINDEX, &shell.co);
	shell.co = NULL;
}

/* Runs `fn` over the n values on top of the piece's stack; what it raises is the answer. */
static void end_piece(lua_CFunction fn, int n)
{
	lua_State *L = shell.L;
	size_t before = shell.out->len;

	lua_settop(L, 0);
	if (!lua_checkstack(L, n + 10)) {
		answer_error(gp_err_word("too many results to show"));
		return;
	}
	lua_pushcfunction(L, fn);
	lua_xmove(shell.co, L, n);
	if (lua_pcall(L, n, 0, 0)) {
		shell.out->len = before;
		answer_error(lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, -1));
	}
	lua_settop(L, 0);
}

/* Lets the piece go on with the n values on its stack. */
static void go_on(int n)
{
	lua_State *co = shell.co;
	int results = 0, rc = lua_resume(co, NULL, n, &results);

	if (rc == LUA_YIELD) {
		end_piece(pack_question, results);
		lua_settop(co, 0);
		return;
	}
	if (rc == LUA_OK)
		end_piece(show_results, results);
	else if (lua_type(co, -1) == LUA_TSTRING)
		answer_error(lua_tostring(co, -1));
	else
		answer_error(lua_pushfstring(co, gp_err_word("an error without a message (%s)"), luaL_typename(co, -1)));
	drop_piece();
}

/* --- running a piece */

struct piece {
	const char *p, *name;
	size_t n;
};

/* lightuserdata: struct piece → its function. */
static int load(lua_State *L)
{
	const struct piece *c = lua_touserdata(L, 1);

	lua_settop(L, 0);
	lua_rawgeti(L, LUA_REGISTRYINDEX, shell.env);
	gp_sandbox_load(L, c->p, c->n, c->name);
	return 1;
}

/* Pushes the function, or what is wrong with the source. */
static int compile(struct piece *c)
{
	lua_pushcfunction(shell.L, load);
	lua_pushlightuserdata(shell.L, c);
	return lua_pcall(shell.L, 1, 1, 0);
}

/* Whether the message says that the source ended too early. */
static bool wants_more(lua_State *L)
{
	size_t n = 0;
	const char *s = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &n) : "";

	return n > 5 && !strcmp(s + n - 5, "<eof>");
}

/*
 * Tries the source as an expression, whose value is wanted, and then as statements. 0: the function is on
 * top; 1: more lines are needed; -1: the message is on top.
 */
static int compile_either(const char *p, size_t n, const char *name)
{
	struct gp_buf b;
	struct piece c = {.name = name};
	bool more;

	gp_buf_init(&b, n + 16);
	gp_buf_puts(&b, "return ");
	gp_buf_put(&b, p, n);
	c.p = b.data;
	c.n = b.len;
	if (!compile(&c)) {
		gp_buf_free(&b);
		return 0;
	}
	more = wants_more(shell.L);
	gp_buf_free(&b);
	c.p = p;
	c.n = n;
	if (!compile(&c))
		return 0;
	return more || wants_more(shell.L) ? 1 : -1;
}

/* Returns the source as session.lua wants it. */
static int open_piece(lua_State *L)
{
	const struct gp_value *run = gp_value_get(shell.ask, "run");

	shell.co = lua_newthread(L);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &shell.co);
	gp_sandbox_renew(L);
	push_session(L, "source");
	lua_pushlstring(L, run->string.p, run->string.n);
	lua_call(L, 1, 1);
	return 1;
}

static int run_piece(const struct gp_value *run, struct gp_err *e)
{
	lua_State *L = shell.L;
	const char *name = gp_value_str(shell.ask, "name"), *source;
	size_t n;
	int rc;

	if (run->type != GP_VALUE_STRING || !name)
		return gp_fail(e, GP_EUSAGE, "this is no request of a shell");
	gp_buf_clear(&shell.printed);
	shell.printed.max = GP_SHELL_PRINTED;
	lua_pushcfunction(L, open_piece);
	if (lua_pcall(L, 0, 1, 0))
		return fail_with(L, e);
	source = lua_tolstring(L, -1, &n); /* stays on the stack */
	rc = compile_either(source, n, name);
	if (rc > 0) {
		gp_pack_map(shell.out, 1);
		put_pair("status", "more", 4);
	} else if (rc < 0) {
		answer_error(lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "");
	}
	if (rc) {
		drop_piece();
	} else {
		lua_xmove(L, shell.co, 1);
		go_on(0);
	}
	lua_settop(L, 0);
	return 0;
}

static int push_given(lua_State *L)
{
	gp_lua_push(L, gp_value_get(shell.ask, "resume"));
	return 1;
}

static int resume_piece(struct gp_err *e)
{
	lua_State *L = shell.L;

	if (!shell.co)
		return gp_fail(e, GP_EUSAGE, "this is no request of a shell");
	lua_pushcfunction(L, push_given);
	if (lua_pcall(L, 0, 1, 0))
		return fail_with(L, e);
	lua_xmove(L, shell.co, 1);
	go_on(1);
	return 0;
}

/* --- pages */

static const char *copy(struct slot *s, const struct gp_value *give, const char *key)
{
	const char *p = gp_value_str(give, key);

	return gp_arena_strndup(&s->strings, p ? p : "", p ? strlen(p) : 0);
}

static void take_headers(struct slot *s, struct gp_rule_page_input *in, const struct gp_value *list)
{
	in->headers = s->headers;
	if (!list || list->type != GP_VALUE_LIST)
		return;
	for (size_t i = 0; i + 1 < list->list.n && in->header_count < GP_SCRIPT_HEADERS; i += 2) {
		const struct gp_value *name = &list->list.items[i], *value = name + 1;

		if (name->type != GP_VALUE_STRING || value->type != GP_VALUE_STRING)
			continue;
		s->headers[in->header_count++] = (struct gp_rule_header){
			gp_arena_strndup(&s->strings, name->string.p, name->string.n),
			gp_arena_strndup(&s->strings, value->string.p, value->string.n)};
	}
}

static int give_slot(lua_State *L)
{
	const struct gp_value *give = gp_value_get(shell.ask, "give");

	push_session(L, "given");
	lua_pushinteger(L, gp_value_int(give, "slot", 0));
	lua_pushboolean(L, gp_value_int(give, "newest", 0) != 0);
	lua_call(L, 2, 0);
	return 0;
}

static int give_page(const struct gp_value *give, struct gp_err *e)
{
	int64_t slot = gp_value_int(give, "slot", 0), offset = gp_value_int(give, "offset", -1);
	int64_t n = gp_value_int(give, "length", -1), size = (int64_t)shell.room->shared_size;
	struct gp_rule_page_input in = {.status = (int)gp_value_int(give, "status", 0)};
	struct slot *s;

	if (slot < 1 || slot > GP_SHELL_PAGES || offset < 0 || offset > size || n < 0 || n > size - offset)
		return gp_fail(e, GP_EUSAGE, "this is no request of a shell");
	s = &shell.slots[slot - 1];
	gp_rule_page_free(s->page);
	gp_arena_reset(&s->strings);
	in.url = copy(s, give, "url");
	in.type = copy(s, give, "type");
	in.charset = copy(s, give, "charset");
	take_headers(s, &in, gp_value_get(give, "headers"));
	in.body = shell.room->shared + offset;
	in.n = (size_t)n;
	s->page = gp_rule_page_new();
	gp_rule_page_set(s->page, &in);
	lua_pushcfunction(shell.L, give_slot);
	if (lua_pcall(shell.L, 0, 0, 0))
		return fail_with(shell.L, e);
	answer_text("done", "", 0, 0);
	return 0;
}

/* --- how a word goes on */

static int pack_names(lua_State *L)
{
	const struct gp_value *text = gp_value_get(shell.ask, "names");
	struct gp_err e = GP_ERR_INIT;

	push_session(L, "names");
	lua_pushlstring(L, text->string.p, text->string.n);
	lua_call(L, 1, 1);
	gp_pack_map(shell.out, 1);
	gp_pack_key(shell.out, "names", 5);
	if (gp_lua_pack(L, -1, "names", false, shell.out, &e))
		return luaL_error(L, "%s", e.msg);
	return 0;
}

static int list_names(const struct gp_value *text, struct gp_err *e)
{
	if (text->type != GP_VALUE_STRING)
		return gp_fail(e, GP_EUSAGE, "this is no request of a shell");
	lua_pushcfunction(shell.L, pack_names);
	return lua_pcall(shell.L, 0, 0, 0) ? fail_with(shell.L, e) : 0;
}

int gp_script_shell(const struct gp_shell_room *room, const struct gp_value *ask, struct gp_buf *out,
    struct gp_err *e)
{
	const struct gp_value *v;

	shell.room = room;
	shell.ask = ask;
	shell.out = out;
	if (open_shell(e))
		return -1;
	gp_call_pack(shell.L, room->pack, room->find, room->user);
	if ((v = gp_value_get(ask, "run")))
		return run_piece(v, e);
	if (gp_value_get(ask, "resume"))
		return resume_piece(e);
	if ((v = gp_value_get(ask, "give")))
		return give_page(v, e);
	if ((v = gp_value_get(ask, "names")))
		return list_names(v, e);
	return gp_fail(e, GP_EUSAGE, "this is no request of a shell");
}
