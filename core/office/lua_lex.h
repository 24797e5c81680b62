/*
 * lua_lex.h - the words of a Lua source (Lua 5.4 Reference Manual, 3.1).
 *
 * For sources that are read, never run. Any bytes are safe input; time is linear.
 */
#ifndef GP_OFFICE_LUA_LEX_H
#define GP_OFFICE_LUA_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"

enum gp_lua_token {
	GP_LUA_END,
	GP_LUA_NAME,
	GP_LUA_KEYWORD,
	GP_LUA_STRING,
	GP_LUA_INT,
	GP_LUA_NUMBER, /* infinite when the digits say so */
	GP_LUA_SYMBOL,
	GP_LUA_BAD,    /* no Lua; the same comes again */
};

struct gp_lua_lex {
	const char *p, *end;
	uint32_t line;       /* of p */
	/* the token: */
	enum gp_lua_token type;
	const char *start;   /* its bytes in the source … */
	size_t n;
	uint32_t token_line; /* … begin in this line */
	struct gp_buf text;  /* STRING: its contents, any bytes */
	int64_t integer;
	double number;
	const char *wrong;   /* BAD: why, in English */
};

/* Stands before the first token, behind a byte order mark; the source must outlive it. */
void gp_lua_lex_init(struct gp_lua_lex *l, const char *src, size_t n);
void gp_lua_lex_free(struct gp_lua_lex *l);
void gp_lua_lex_next(struct gp_lua_lex *l);
/* Whether the token is this symbol or keyword. */
bool gp_lua_lex_is(const struct gp_lua_lex *l, const char *word);

#endif
