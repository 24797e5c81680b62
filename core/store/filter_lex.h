/* filter_lex.h - the words and signs of a filter (filter.h). */
#ifndef GP_STORE_FILTER_LEX_H
#define GP_STORE_FILTER_LEX_H

#include <stdbool.h>
#include <stddef.h>

enum gp_filter_token {
	GP_FILTER_END,
	GP_FILTER_WORD,
	GP_FILTER_QUOTED,
	GP_FILTER_OPEN,
	GP_FILTER_CLOSE,
	GP_FILTER_OP,
	GP_FILTER_PLUS,
	GP_FILTER_MINUS,
	GP_FILTER_AT,
	GP_FILTER_COMMA,
	GP_FILTER_UNCLOSED, /* a quote */
};

enum gp_filter_op { GP_FILTER_HAS, GP_FILTER_EQ, GP_FILTER_NE, GP_FILTER_LT, GP_FILTER_LE, GP_FILTER_GT, GP_FILTER_GE };

struct gp_filter_lexeme {
	enum gp_filter_token kind;
	enum gp_filter_op op;
	size_t at;     /* where it begins */
	const char *s; /* of a word, or of what is in the quotes */
	size_t n;
};

struct gp_filter_lexer {
	const char *text;
	size_t n, at;
};

/* What begins a term: a word ends at a sign. */
struct gp_filter_lexeme gp_filter_next(struct gp_filter_lexer *l);
/* What follows a sign: ends at a blank, a comma, a quote or a closing parenthesis only. An empty word when there is none. */
struct gp_filter_lexeme gp_filter_next_value(struct gp_filter_lexer *l);
/* Whether an operator (perhaps after blanks), or a comma, stands here; moves past it. */
bool gp_filter_take_op(struct gp_filter_lexer *l, struct gp_filter_lexeme *out);
bool gp_filter_take_comma(struct gp_filter_lexer *l);

#endif
