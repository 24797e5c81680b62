/* Terms of a filter: what is asked for, by name. */
#include "core/store/filter_impl.h"

#include <stdio.h>
#include <string.h>

#include "core/store/bigram.h"
#include "core/text/utf8.h"

enum { NEAR_MAX = 200 }; /* bytes of names in a message */

/* --- fields */

/* What every record has, whatever is declared. */
static const struct {
	struct gp_filter_word name;
	enum gp_filter_type type;
	const char *column;
} builtin[] = {
	{{"state", "状态", NULL}, GP_FILTER_ENUM, "r.state"},
	{{"no", "编号", "number"}, GP_FILTER_TEXT, "r.no"},
	{{"n", "序号", NULL}, GP_FILTER_INT, "r.n"},
	{{"year", "年度", NULL}, GP_FILTER_INT, "r.year"},
	{{"created_on", "登记日期", "created"}, GP_FILTER_DATE, "r.created_on"},
	{{"closed_on", "办结日期", "closed"}, GP_FILTER_DATE, "r.closed_on"},
	{{"rev", "版本", NULL}, GP_FILTER_INT, "r.rev"},
	{{"void", "作废", NULL}, GP_FILTER_BOOL, "r.void"},
	{{"rid", NULL, NULL}, GP_FILTER_TEXT, "r.rid"},
};

enum { BUILTIN = sizeof builtin / sizeof *builtin };

static const struct gp_filter_field *find_field(const struct gp_filter_field *list, size_t count, const char *s, size_t n)
{
	for (size_t i = 0; i < count; i++)
		if (gp_filter_is(&list[i].name, s, n))
			return &list[i];
	return NULL;
}

/* 处室 for 承办处室, where only one label has it: a word of two characters or more that are not ASCII. */
static const struct gp_filter_field *find_part(const struct gp_filter_schema *s, const char *word, size_t n)
{
	const struct gp_filter_field *only = NULL;

	if (n < 6 || (unsigned char)*word < 0x80)
		return NULL;
	for (size_t i = 0; i < s->field_count; i++) {
		const char *label = s->fields[i].name.zh;

		if (!label || !gp_filter_contains(label, word, n))
			continue;
		if (only)
			return NULL;
		only = &s->fields[i];
	}
	return only;
}

static int no_such_field(struct gp_filter_compiler *c, const struct gp_filter_lexeme *x)
{
	struct gp_filter_near *near = gp_filter_near_new(x->s, x->n);
	char name[GP_FILTER_NAME], list[NEAR_MAX];

	for (size_t i = 0; i < c->s->field_count; i++)
		gp_filter_near_add(near, &c->s->fields[i].name);
	for (size_t i = 0; i < c->s->clock_count; i++)
		gp_filter_near_add(near, &c->s->clocks[i].name);
	for (size_t i = 0; i < BUILTIN; i++)
		gp_filter_near_add(near, &builtin[i].name);
	gp_filter_near_end(near, list, sizeof list);
	return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: there is no field '%s'; there are: %s",
	    gp_filter_column(c, x->at), gp_filter_name(x, name), list);
}

static int no_such_column(struct gp_filter_compiler *c, const struct gp_filter_lexeme *x, const struct gp_filter_field *rows)
{
	struct gp_filter_near *near = gp_filter_near_new(x->s, x->n);
	char name[GP_FILTER_NAME], list[NEAR_MAX];

	for (size_t i = 0; i < rows->row_count; i++)
		gp_filter_near_add(near, &rows->rows[i].name);
	gp_filter_near_end(near, list, sizeof list);
	return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: '%s' needs a column behind a dot; there are: %s",
	    gp_filter_column(c, x->at), gp_filter_name(x, name), list);
}

/* rows.field: any of the rows */
static int of_rows(struct gp_filter_compiler *c, const struct gp_filter_lexeme *x, const struct gp_filter_lexeme *op)
{
	const char *dot = memchr(x->s, '.', x->n);
	size_t n = dot ? (size_t)(dot - x->s) : x->n;
	const struct gp_filter_field *rows = find_field(c->s->fields, c->s->field_count, x->s, n), *f;

	if (!dot || !rows || rows->type != GP_FILTER_ROWS)
		return 1;
	f = find_field(rows->rows, rows->row_count, dot + 1, x->n - n - 1);
	if (!f)
		return no_such_column(c, x, rows);
	gp_filter_put(c, "EXISTS(SELECT 1 FROM json_each(gp_list(r.j, ?)) c WHERE c.type = 'object' AND ");
	gp_filter_put_str(c, rows->name.key);
	if (gp_filter_compare(c, f, &(struct gp_filter_operand){.document = "c.value", .key = f->name.key}, op))
		return -1;
	gp_filter_put(c, ")");
	return 0;
}

static int of_builtin(struct gp_filter_compiler *c, const struct gp_filter_lexeme *x, const struct gp_filter_lexeme *op)
{
	for (size_t i = 0; i < BUILTIN; i++) {
		struct gp_filter_field f = {.name = builtin[i].name, .type = builtin[i].type};

		if (!gp_filter_is(&f.name, x->s, x->n))
			continue;
		if (f.type == GP_FILTER_ENUM) {
			f.values = c->s->states;
			f.value_count = c->s->state_count;
		}
		return gp_filter_compare(c, &f, &(struct gp_filter_operand){.column = builtin[i].column}, op);
	}
	return 1;
}

static int named(struct gp_filter_compiler *c, const struct gp_filter_lexeme *x, const struct gp_filter_lexeme *op)
{
	const struct gp_filter_field *f = find_field(c->s->fields, c->s->field_count, x->s, x->n);
	int rc;

	if (f)
		return gp_filter_compare(c, f, &(struct gp_filter_operand){.document = "r.j", .key = f->name.key}, op);
	for (size_t i = 0; i < c->s->clock_count; i++)
		if (gp_filter_is(&c->s->clocks[i].name, x->s, x->n))
			return gp_filter_compare_clock(c, &c->s->clocks[i], op);
	rc = of_rows(c, x, op);
	if (rc > 0)
		rc = of_builtin(c, x, op);
	f = rc > 0 ? find_part(c->s, x->s, x->n) : NULL;
	if (f)
		return gp_filter_compare(c, f, &(struct gp_filter_operand){.document = "r.j", .key = f->name.key}, op);
	return rc > 0 ? no_such_field(c, x) : rc;
}

/* --- +tag, @move, "text" */

static int tag(struct gp_filter_compiler *c, bool without)
{
	struct gp_filter_lexeme v;
	size_t at = c->next.at;
	bool any = false;

	if (gp_filter_take_value(c, &v))
		return -1;
	gp_filter_put(c, without ? "NOT (" : "(");
	for (size_t i = 0; i < c->s->field_count; i++) {
		if (c->s->fields[i].type != GP_FILTER_TAGS || c->s->fields[i].personal)
			continue;
		gp_filter_put(c, any ? " OR " : "");
		gp_filter_put(c, "gp_has(r.j, ?, ?)");
		gp_filter_put_str(c, c->s->fields[i].name.key);
		gp_filter_put_text(c, v.s, v.n);
		any = true;
	}
	gp_filter_put(c, ")");
	if (!any)
		return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: records of this register have no tags", gp_filter_column(c, at));
	return 0;
}

static int no_such_move(struct gp_filter_compiler *c, const struct gp_filter_lexeme *x)
{
	struct gp_filter_near *near = gp_filter_near_new(x->s, x->n);
	char name[GP_FILTER_NAME], list[NEAR_MAX];

	for (size_t i = 0; i < c->s->move_count; i++)
		gp_filter_near_add(near, &c->s->moves[i]);
	gp_filter_near_end(near, list, sizeof list);
	return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: there is no move '%s'; there are: %s",
	    gp_filter_column(c, x->at), gp_filter_name(x, name), list);
}

/* @move, and when: the sign behind it, as of a date */
static int move(struct gp_filter_compiler *c)
{
	static const struct gp_filter_word closed = {"closed", "办结", NULL}, created = {"create", "登记", NULL};
	static const struct gp_filter_field on = {.name = {"on", NULL, NULL}, .type = GP_FILTER_DATE};
	struct gp_filter_lexeme x = gp_filter_next(&c->lex), op;
	const struct gp_filter_word *w;
	bool is_created;

	if (x.kind != GP_FILTER_WORD && x.kind != GP_FILTER_QUOTED)
		return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: a move is missing behind @", gp_filter_column(c, x.at));
	w = gp_filter_find_word(c->s->moves, c->s->move_count, x.s, x.n);
	is_created = !w && gp_filter_is(&created, x.s, x.n);
	if (is_created) {
		if (!gp_filter_take_op(&c->lex, &op)) {
			gp_filter_put(c, "1");
			return 0;
		}
		return gp_filter_compare(c, &on, &(struct gp_filter_operand){.column = "r.created_on"}, &op);
	}
	if (!w && !gp_filter_is(&closed, x.s, x.n))
		return no_such_move(c, &x);
	gp_filter_put(c, "r.rid IN (SELECT m.rid FROM moved m WHERE m.reg = ? AND m.undone = 0 AND ");
	gp_filter_put_str(c, c->s->reg);
	gp_filter_put(c, w ? "m.move = ?" : "m.closed = 1");
	if (w)
		gp_filter_put_str(c, w->key);
	if (gp_filter_take_op(&c->lex, &op)) {
		gp_filter_put(c, " AND ");
		if (gp_filter_compare(c, &on, &(struct gp_filter_operand){.column = "m.on_"}, &op))
			return -1;
	}
	gp_filter_put(c, ")");
	return 0;
}

/* Each word of it as a phrase; the last of its words may go on, so that one character finds what begins with it. */
static int full_text(struct gp_filter_compiler *c, const struct gp_filter_lexeme *x)
{
	struct gp_buf b;
	size_t at = 0;

	gp_buf_init(&b, 4 * GP_FILTER_MAX);
	while (at < x->n) {
		size_t n = strcspn(x->s + at, " \t\r\n");

		n = n < x->n - at ? n : x->n - at;
		if (gp_bigram_has_words(x->s + at, n)) {
			gp_buf_puts(&b, b.len ? " \"" : "\"");
			for (size_t i = 0; i < n; i++)
				gp_buf_puts(&b, x->s[at + i] == '"' ? "\"\"" : (char[]){x->s[at + i], '\0'});
			gp_buf_puts(&b, "\"*");
		}
		at += n + 1;
	}
	if (b.len) {
		gp_filter_put(c, "r.id IN (SELECT rowid FROM fts WHERE fts MATCH ?)");
		gp_filter_put_text(c, b.data, b.len);
	} else {
		gp_fail(c->e, GP_EUSAGE, "filter, column %zu: there are no words to be found in the quotes", gp_filter_column(c, x->at));
	}
	at = b.len;
	gp_buf_free(&b);
	return at ? 0 : -1;
}

/* --- */

/* A word without a sign. */
static int alone(struct gp_filter_compiler *c, const struct gp_filter_lexeme *x)
{
	static const struct gp_filter_word overdue = {"overdue", "逾期", NULL}, soon = {"soon", "即将到期", NULL};
	char name[GP_FILTER_NAME];

	if (gp_filter_is(&overdue, x->s, x->n))
		return gp_filter_put_overdue(c);
	if (gp_filter_is(&soon, x->s, x->n))
		return gp_filter_put_soon(c);
	return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: what about '%s'? write field:value, or words in quotes",
	    gp_filter_column(c, x->at), gp_filter_name(x, name));
}

int gp_filter_term(struct gp_filter_compiler *c)
{
	struct gp_filter_lexeme x = c->next, op;

	switch (x.kind) {
	case GP_FILTER_WORD:
	case GP_FILTER_QUOTED:
		if (gp_filter_take_op(&c->lex, &op))
			return named(c, &x, &op);
		return x.kind == GP_FILTER_QUOTED ? full_text(c, &x) : alone(c, &x);
	case GP_FILTER_PLUS:
	case GP_FILTER_MINUS:
		return tag(c, x.kind == GP_FILTER_MINUS);
	case GP_FILTER_AT:
		return move(c);
	case GP_FILTER_UNCLOSED:
		return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: these quotes are not closed", gp_filter_column(c, x.at));
	case GP_FILTER_END:
	case GP_FILTER_OPEN:
	case GP_FILTER_CLOSE:
	case GP_FILTER_OP:
	case GP_FILTER_COMMA:
		break;
	}
	return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: a field, a move or words in quotes are missing here",
	    gp_filter_column(c, x.at));
}
