/* The grammar of filters, and what is built from it. */
#include "core/store/filter.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/filter_impl.h"
#include "core/text/utf8.h"

/* --- building */

void gp_filter_put(struct gp_filter_compiler *c, const char *sql)
{
	gp_buf_puts(&c->sql, sql);
}

static struct gp_filter_value *add_value(struct gp_filter_compiler *c)
{
	static struct gp_filter_value beyond;

	if (c->out->count == GP_FILTER_VALUES) {
		c->full = true;
		return &beyond;
	}
	return &c->out->values[c->out->count++];
}

void gp_filter_put_text(struct gp_filter_compiler *c, const char *s, size_t n)
{
	*add_value(c) = (struct gp_filter_value){.text = gp_arena_strndup(&c->out->arena, s, n), .n = n};
}

void gp_filter_put_str(struct gp_filter_compiler *c, const char *s)
{
	gp_filter_put_text(c, s, strlen(s));
}

void gp_filter_put_number(struct gp_filter_compiler *c, int64_t n)
{
	*add_value(c) = (struct gp_filter_value){.number = n};
}

void gp_filter_put_operand(struct gp_filter_compiler *c, const struct gp_filter_operand *o)
{
	if (!o->document) {
		gp_filter_put(c, o->column);
		return;
	}
	gp_filter_put(c, "gp_field(");
	gp_filter_put(c, o->document);
	gp_filter_put(c, ", ?)");
	gp_filter_put_str(c, o->key);
}

/* --- messages */

size_t gp_filter_column(const struct gp_filter_compiler *c, size_t at)
{
	return gp_utf8_count(c->lex.text, at) + 1;
}

const char *gp_filter_name(const struct gp_filter_lexeme *x, char out[GP_FILTER_NAME])
{
	size_t n = x->n < 120 ? x->n : gp_utf8_prefix(x->s, x->n, 30);

	memcpy(out, x->s, n);
	out[n] = '\0';
	return out;
}

/* --- grammar */

static void advance(struct gp_filter_compiler *c)
{
	c->next = gp_filter_next(&c->lex);
}

static bool at_word(const struct gp_filter_compiler *c, const char *const words[3])
{
	if (c->next.kind != GP_FILTER_WORD)
		return false;
	for (int i = 0; i < 3; i++)
		if (gp_filter_equals(c->next.s, c->next.n, words[i]))
			return true;
	return false;
}

static const char *const and_words[3] = {"and", "AND", "且"};
static const char *const or_words[3] = {"or", "OR", "或"};
static const char *const not_words[3] = {"not", "!", "非"};

static int either(struct gp_filter_compiler *c);

static int enter(struct gp_filter_compiler *c)
{
	if (++c->depth > GP_FILTER_DEPTH)
		return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: more than %d parentheses inside of one another",
		    gp_filter_column(c, c->next.at), GP_FILTER_DEPTH);
	return 0;
}

static int in_parentheses(struct gp_filter_compiler *c)
{
	size_t at = c->next.at;

	if (enter(c))
		return -1;
	advance(c);
	gp_filter_put(c, "(");
	if (either(c))
		return -1;
	if (c->next.kind != GP_FILTER_CLOSE)
		return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: this parenthesis is not closed", gp_filter_column(c, at));
	gp_filter_put(c, ")");
	advance(c);
	c->depth--;
	return 0;
}

static int one(struct gp_filter_compiler *c)
{
	int negations = 0;

	for (; at_word(c, not_words); advance(c)) {
		if (enter(c))
			return -1;
		negations++;
		gp_filter_put(c, "NOT (");
	}
	if (c->next.kind == GP_FILTER_OPEN) {
		if (in_parentheses(c))
			return -1;
	} else {
		if (gp_filter_term(c))
			return -1;
		advance(c);
	}
	c->depth -= negations;
	while (negations--)
		gp_filter_put(c, ")");
	return 0;
}

static int all(struct gp_filter_compiler *c)
{
	for (bool first = true;; first = false) {
		if (!first && at_word(c, and_words))
			advance(c);
		else if (!first && (c->next.kind == GP_FILTER_END || c->next.kind == GP_FILTER_CLOSE || at_word(c, or_words)))
			return 0;
		if (!first)
			gp_filter_put(c, " AND ");
		if (one(c))
			return -1;
	}
}

static int either(struct gp_filter_compiler *c)
{
	for (;;) {
		if (all(c))
			return -1;
		if (!at_word(c, or_words))
			return 0;
		advance(c);
		gp_filter_put(c, " OR ");
	}
}

static int compile(struct gp_filter_compiler *c)
{
	advance(c);
	if (c->next.kind == GP_FILTER_END) {
		gp_filter_put(c, "1");
		return 0;
	}
	if (either(c))
		return -1;
	if (c->next.kind == GP_FILTER_CLOSE)
		return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: there is no parenthesis to close", gp_filter_column(c, c->next.at));
	return 0;
}

int gp_filter_compile(struct gp_filter *out, const char *text, const struct gp_filter_schema *s, struct gp_err *e)
{
	struct gp_filter_compiler c = {.s = s, .out = out, .lex = {.text = text, .n = strlen(text)}, .e = e};
	int rc;

	*out = (struct gp_filter){0};
	if (c.lex.n > GP_FILTER_MAX)
		return gp_fail(e, GP_EUSAGE, "a filter has %d bytes at most", GP_FILTER_MAX);
	if (!gp_utf8_valid(text, c.lex.n))
		return gp_fail(e, GP_EUSAGE, "the filter is no UTF-8");
	out->values = gp_arena_alloc(&out->arena, GP_FILTER_VALUES * sizeof *out->values);
	gp_buf_init(&c.sql, GP_FILTER_SQL);
	rc = compile(&c);
	if (!rc && (c.full || c.sql.full))
		rc = gp_fail(e, GP_EUSAGE, "the filter asks for too much at once");
	if (!rc)
		out->sql = gp_arena_strndup(&out->arena, c.sql.data, c.sql.len);
	gp_buf_free(&c.sql);
	return rc;
}

int gp_filter_bind(const struct gp_filter *f, struct sqlite3_stmt *st, int first)
{
	for (size_t i = 0; i < f->count; i++, first++) {
		const struct gp_filter_value *v = &f->values[i];

		if (v->text)
			sqlite3_bind_text(st, first, v->text, (int)v->n, SQLITE_STATIC);
		else
			sqlite3_bind_int64(st, first, v->number);
	}
	return first;
}

void gp_filter_free(struct gp_filter *f)
{
	gp_arena_free(&f->arena);
	*f = (struct gp_filter){0};
}
