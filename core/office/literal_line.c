#include <stdio.h>
#include <string.h>

#include "core/office/literal.h"
#include "core/office/lua_lex.h"

static bool is_word(const struct gp_lua_lex *l, const char *word)
{
	return l->type == GP_LUA_NAME && l->n == strlen(word) && !memcmp(l->start, word, l->n);
}

static bool at_end(const struct gp_lua_lex *l)
{
	return l->type == GP_LUA_END || l->type == GP_LUA_BAD;
}

/* To the '{' of the first `word {`, `word({` or `word "name" {`. */
static bool find_table(struct gp_lua_lex *l, const char *word)
{
	gp_lua_lex_next(l);
	while (!at_end(l)) {
		bool called = is_word(l, word);

		gp_lua_lex_next(l);
		if (called && (gp_lua_lex_is(l, "(") || l->type == GP_LUA_STRING))
			gp_lua_lex_next(l);
		if (called && gp_lua_lex_is(l, "{"))
			return true;
	}
	return false;
}

/* +1 where something opens that has commas of its own, -1 where it closes. */
static int nesting(const struct gp_lua_lex *l)
{
	static const char *const opens[] = {"{", "(", "[", "function", "do", "if", "repeat"};
	static const char *const closes[] = {"}", ")", "]", "end", "until"};

	for (size_t i = 0; i < sizeof opens / sizeof *opens; i++)
		if (gp_lua_lex_is(l, opens[i]))
			return 1;
	for (size_t i = 0; i < sizeof closes / sizeof *closes; i++)
		if (gp_lua_lex_is(l, closes[i]))
			return -1;
	return 0;
}

/* To the first token of the next entry; false at the table's end. */
static bool skip_value(struct gp_lua_lex *l)
{
	int depth = 0;

	while (!at_end(l)) {
		if (depth == 0 && (gp_lua_lex_is(l, ",") || gp_lua_lex_is(l, ";"))) {
			gp_lua_lex_next(l);
			return true;
		}
		depth += nesting(l);
		if (depth < 0)
			return false;
		gp_lua_lex_next(l);
	}
	return false;
}

/*
 * At an entry: whether its key is `key`; then the token is the first of its value.
 * `place` counts the entries without a name.
 */
static bool entry_is(struct gp_lua_lex *l, const char *key, unsigned *place)
{
	struct gp_lua_lex ahead;
	char number[16];
	bool same, named = false;

	if (gp_lua_lex_is(l, "[")) {
		gp_lua_lex_next(l);
		same = l->type == GP_LUA_STRING && l->text.len == strlen(key) &&
		    (!l->text.len || !memcmp(l->text.data, key, l->text.len));
		gp_lua_lex_next(l);
		same = same && gp_lua_lex_is(l, "]");
		while (!at_end(l) && !gp_lua_lex_is(l, "=")) /* a computed key is passed over */
			gp_lua_lex_next(l);
		gp_lua_lex_next(l);
		return same;
	}
	same = is_word(l, key);
	if (l->type ==
	    GP_LUA_NAME) { /* a name alone is a value: look, with the same buffer, and maybe stay */
		ahead = *l;
		gp_lua_lex_next(&ahead);
		l->text = ahead.text;
		named = gp_lua_lex_is(&ahead, "=");
		if (named)
			*l = ahead;
	}
	if (named) {
		gp_lua_lex_next(l);
		return same;
	}
	snprintf(number, sizeof number, "%u", ++*place);
	return !strcmp(number, key);
}

/* From the '{' of the table to the value of its member `key`; the line where the entry begins, or 0. */
static uint32_t find_member(struct gp_lua_lex *l, const char *key)
{
	unsigned place = 0;
	uint32_t line;

	gp_lua_lex_next(l);
	while (!at_end(l) && !gp_lua_lex_is(l, "}")) {
		line = l->token_line;
		if (entry_is(l, key, &place))
			return line;
		if (!skip_value(l))
			return 0;
	}
	return 0;
}

uint32_t gp_literal_key_line(const char *src, size_t n, const char *word, const char *const *path)
{
	struct gp_lua_lex l;
	uint32_t line = 0;

	gp_lua_lex_init(&l, src, n);
	if (find_table(&l, word))
		line = l.token_line;
	for (; line && *path; path++)
		line = gp_lua_lex_is(&l, "{") ? find_member(&l, *path) : 0;
	gp_lua_lex_free(&l);
	return line;
}
