/* filter_impl.h - between the files of the filter: filter.c has its grammar, filter_term.c terms, filter_value.c what
 * is compared with what, filter_word.c names. */
#ifndef GP_STORE_FILTER_IMPL_H
#define GP_STORE_FILTER_IMPL_H

#include "core/store/filter.h"
#include "core/store/filter_lex.h"

#define GP_FILTER_NAME 200 /* bytes of a name or value in a message */

struct gp_filter_compiler {
	const struct gp_filter_schema *s;
	struct gp_filter *out;
	struct gp_buf sql;
	struct gp_filter_lexer lex;
	struct gp_filter_lexeme next; /* the one ahead */
	int depth;
	bool full; /* too many values */
	struct gp_err *e;
};

/* What is compared: a column, or a member of a JSON document. */
struct gp_filter_operand {
	const char *document; /* "r.j" or "c.value"; NULL: `column` */
	const char *column;
	const char *key;
};

/* Appends SQL, and values for the ? in it, in their order. */
void gp_filter_put(struct gp_filter_compiler *c, const char *sql);
void gp_filter_put_text(struct gp_filter_compiler *c, const char *s, size_t n);
void gp_filter_put_str(struct gp_filter_compiler *c, const char *s);
void gp_filter_put_number(struct gp_filter_compiler *c, int64_t n);
/* The value of `key` in `document`, as SQL. */
void gp_filter_put_operand(struct gp_filter_compiler *c, const struct gp_filter_operand *o);

/* The column of a place in the text: characters, from 1. */
size_t gp_filter_column(const struct gp_filter_compiler *c, size_t at);
/* A name from the text for a message: cut to what fits, with a NUL. */
const char *gp_filter_name(const struct gp_filter_lexeme *x, char out[GP_FILTER_NAME]);

/* filter_word.c */
bool gp_filter_is(const struct gp_filter_word *w, const char *s, size_t n);
/* Whether s[0..n) is somewhere in the name. */
bool gp_filter_contains(const char *name, const char *s, size_t n);
bool gp_filter_equals(const char *s, size_t n, const char *word);
const struct gp_filter_word *gp_filter_find_word(const struct gp_filter_word *list, size_t count, const char *s, size_t n);

/* Names that there are, for a message: those like s[0..n) first. */
struct gp_filter_near;
struct gp_filter_near *gp_filter_near_new(const char *s, size_t n);
void gp_filter_near_add(struct gp_filter_near *near, const struct gp_filter_word *w);
/* "a, b, c" into the buffer; frees it. */
void gp_filter_near_end(struct gp_filter_near *near, char *out, size_t room);

/* filter_term.c: the term that begins with c->next. */
int gp_filter_term(struct gp_filter_compiler *c);

/* filter_value.c: the rest of a term behind its name and sign, for one field. */
int gp_filter_compare(struct gp_filter_compiler *c, const struct gp_filter_field *f, const struct gp_filter_operand *o,
    const struct gp_filter_lexeme *op);
int gp_filter_compare_clock(struct gp_filter_compiler *c, const struct gp_filter_clock *k,
    const struct gp_filter_lexeme *op);

/* One value behind a sign; GP_EUSAGE when there is none. */
int gp_filter_take_value(struct gp_filter_compiler *c, struct gp_filter_lexeme *v);
/* A period, or a range of two: "" where it is open. 1: it is none. */
int gp_filter_period(const struct gp_filter_compiler *c, const struct gp_filter_lexeme *v, char from[11], char to[11]);
/* column >= from and <= to, of those that are not "". */
void gp_filter_put_between(struct gp_filter_compiler *c, const char *column, const char *from, const char *to);
int gp_filter_no_period(const struct gp_filter_compiler *c, const struct gp_filter_lexeme *v);

/* filter_clock.c: of any clock, whether it is due before today, or from today until the days that it warns of. */
int gp_filter_put_overdue(struct gp_filter_compiler *c);
int gp_filter_put_soon(struct gp_filter_compiler *c);

#endif
