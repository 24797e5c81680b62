/* Values of a filter: what a field is compared with, by its type. */
#include "core/store/filter_impl.h"

#include <stdio.h>
#include <string.h>

#include "core/text/utf8.h"

enum { NUMBER_MAX = 40, NEAR_MAX = 200 }; /* bytes */

static const char *const none_words[] = {"none", "空", "empty"}, *const any_words[] = {"any", "有", "有值"};
static const char *const yes_words[] = {"yes", "是", "true"}, *const no_words[] = {"no", "否", "false"};
static const char *const me_words[] = {"me", "我的", "我"};

static bool is_word(const struct gp_filter_lexeme *v, const char *const words[3])
{
	for (int i = 0; v->kind == GP_FILTER_WORD && i < 3; i++)
		if (gp_filter_equals(v->s, v->n, words[i]))
			return true;
	return false;
}

int gp_filter_take_value(struct gp_filter_compiler *c, struct gp_filter_lexeme *v)
{
	*v = gp_filter_next_value(&c->lex);
	if (v->kind == GP_FILTER_UNCLOSED)
		return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: these quotes are not closed", gp_filter_column(c, v->at));
	if (!v->n && v->kind == GP_FILTER_WORD)
		return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: a value is missing here", gp_filter_column(c, v->at));
	return 0;
}

/* --- ranges */

/* a..b in two; false: it is none. */
static bool split_range(const struct gp_filter_lexeme *v, struct gp_filter_lexeme *a, struct gp_filter_lexeme *b)
{
	*a = *b = *v;
	if (v->kind != GP_FILTER_WORD)
		return false;
	for (size_t i = 0; i + 1 < v->n; i++) {
		if (v->s[i] != '.' || v->s[i + 1] != '.')
			continue;
		a->n = i;
		b->s += i + 2;
		b->at += i + 2;
		b->n -= i + 2;
		return true;
	}
	return false;
}

int gp_filter_period(const struct gp_filter_compiler *c, const struct gp_filter_lexeme *v, char from[11], char to[11])
{
	const struct gp_filter_days *d = &c->s->days;
	struct gp_filter_lexeme a, b;
	char unused[11];

	if (!split_range(v, &a, &b))
		return d->period(d->context, v->s, v->n, from, to) ? 0 : 1;
	*from = *to = '\0';
	if ((a.n && !d->period(d->context, a.s, a.n, from, unused)) || (b.n && !d->period(d->context, b.s, b.n, unused, to)) ||
	    (!a.n && !b.n))
		return 1;
	return 0;
}

int gp_filter_no_period(const struct gp_filter_compiler *c, const struct gp_filter_lexeme *v)
{
	char name[GP_FILTER_NAME];

	return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: '%s' is no time; write 2023, 2023-01, 2023-01-05, 本月, last-month or a..b",
	    gp_filter_column(c, v->at), gp_filter_name(v, name));
}

void gp_filter_put_between(struct gp_filter_compiler *c, const char *column, const char *from, const char *to)
{
	if (*from) {
		gp_filter_put(c, column);
		gp_filter_put(c, " >= ?");
		gp_filter_put_str(c, from);
	}
	if (*to) {
		gp_filter_put(c, *from ? " AND " : "");
		gp_filter_put(c, column);
		gp_filter_put(c, " <= ?");
		gp_filter_put_str(c, to);
	}
}

/* --- numbers */

/* A decimal number of up to 15 digits, times 10 to the `places`; false: it is none, or has more places. */
static bool read_number(const struct gp_filter_lexeme *v, int places, int64_t *out)
{
	struct gp_buf b;
	const char *s;
	int digits = 0, after = -1;
	bool minus, sound;

	gp_buf_init(&b, NUMBER_MAX);
	sound = !gp_utf8_fold_width(&b, v->s, v->n) && b.len;
	s = sound ? b.data : "";
	minus = *s == '-';
	s += minus;
	*out = 0;
	for (; *s && sound; s++) {
		if (*s == '.' && after < 0) {
			after = 0;
			continue;
		}
		sound = *s >= '0' && *s <= '9' && ++digits <= 15 && (after < 0 || after++ < places);
		*out = *out * 10 + (*s - '0');
	}
	gp_buf_free(&b);
	for (int i = after < 0 ? 0 : after; i < places; i++)
		*out *= 10;
	*out = minus ? -*out : *out;
	return sound && digits;
}

static int no_number(const struct gp_filter_compiler *c, const struct gp_filter_lexeme *v)
{
	char name[GP_FILTER_NAME];

	return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: '%s' is no number", gp_filter_column(c, v->at), gp_filter_name(v, name));
}

/* --- one field */

struct comparison {
	struct gp_filter_compiler *c;
	const struct gp_filter_field *f;
	const struct gp_filter_operand *o;
	enum gp_filter_op op;
	size_t at; /* of the sign */
};

static const char *sign(enum gp_filter_op op)
{
	static const char *const signs[] = {" = ?", " = ?", " = ?", " < ?", " <= ?", " > ?", " >= ?"};

	return signs[op];
}

static void put_operand(const struct comparison *k)
{
	if (k->f->type == GP_FILTER_TIME)
		gp_filter_put(k->c, "substr(");
	gp_filter_put_operand(k->c, k->o);
	if (k->f->type == GP_FILTER_TIME)
		gp_filter_put(k->c, ", 1, 10)");
}

static void put_empty(const struct comparison *k, bool empty)
{
	gp_filter_put(k->c, empty ? "ifnull(" : "NOT (ifnull(");
	gp_filter_put_operand(k->c, k->o);
	gp_filter_put(k->c, empty ? ", '') IN ('', '[]', '{}')" : ", '') IN ('', '[]', '{}'))");
}

static void put_one(const struct comparison *k, enum gp_filter_op op)
{
	put_operand(k);
	gp_filter_put(k->c, sign(op));
}

static int by_text(const struct comparison *k, const struct gp_filter_lexeme *v)
{
	const char *me = is_word(v, me_words) ? k->c->s->me : NULL;

	if (k->op != GP_FILTER_HAS || me) {
		put_one(k, GP_FILTER_EQ);
		gp_filter_put_text(k->c, me ? me : v->s, me ? strlen(me) : v->n);
		return 0;
	}
	gp_filter_put(k->c, "instr(lower(");
	put_operand(k);
	gp_filter_put(k->c, "), lower(?)) > 0");
	gp_filter_put_text(k->c, v->s, v->n);
	return 0;
}

/* The declared value that is meant; "3.*" is every code that begins so. */
static int find_value(const struct comparison *k, const struct gp_filter_lexeme *v, const struct gp_filter_word **out)
{
	struct gp_filter_near *near;
	char name[GP_FILTER_NAME], list[NEAR_MAX];

	*out = gp_filter_find_word(k->f->values, k->f->value_count, v->s, v->n);
	if (*out)
		return 0;
	near = gp_filter_near_new(v->s, v->n);
	for (size_t i = 0; i < k->f->value_count; i++)
		gp_filter_near_add(near, &k->f->values[i]);
	gp_filter_near_end(near, list, sizeof list);
	return gp_fail(k->c->e, GP_EUSAGE, "filter, column %zu: there is no value '%s'; there are: %s",
	    gp_filter_column(k->c, v->at), gp_filter_name(v, name), list);
}

static int by_enum(const struct comparison *k, const struct gp_filter_lexeme *v)
{
	const struct gp_filter_word *w;

	if (v->kind == GP_FILTER_WORD && v->n > 1 && v->s[v->n - 1] == '*') {
		gp_filter_put(k->c, "substr(");
		put_operand(k);
		gp_filter_put(k->c, ", 1, length(?)) = ?");
		gp_filter_put_text(k->c, v->s, v->n - 1);
		gp_filter_put_text(k->c, v->s, v->n - 1);
		return 0;
	}
	if (find_value(k, v, &w))
		return -1;
	put_one(k, GP_FILTER_EQ);
	gp_filter_put_str(k->c, w->key);
	return 0;
}

/* 今年 and the like as a number: the year of a period that is one. */
static bool read_year(const struct gp_filter_compiler *c, const struct gp_filter_lexeme *v, int64_t *out)
{
	struct gp_filter_lexeme digits = {.n = 4};
	char from[11], to[11];

	if (!c->s->days.period(c->s->days.context, v->s, v->n, from, to) || strcmp(from + 4, "-01-01") != 0 ||
	    strcmp(to + 4, "-12-31") != 0)
		return false;
	digits.s = from;
	return read_number(&digits, 0, out);
}

static int by_number(const struct comparison *k, const struct gp_filter_lexeme *v)
{
	int places = k->f->type == GP_FILTER_MONEY ? 2 : 0;
	bool equal = k->op == GP_FILTER_HAS || k->op == GP_FILTER_EQ;
	struct gp_filter_lexeme a, b;
	int64_t n;

	if (!equal || !split_range(v, &a, &b)) {
		if (!read_number(v, places, &n) && (places || !read_year(k->c, v, &n)))
			return no_number(k->c, v);
		put_one(k, k->op);
		gp_filter_put_number(k->c, n);
		return 0;
	}
	if ((a.n && !read_number(&a, places, &n)) || (b.n && !read_number(&b, places, &n)) || (!a.n && !b.n))
		return no_number(k->c, v);
	if (a.n && read_number(&a, places, &n)) {
		put_one(k, GP_FILTER_GE);
		gp_filter_put_number(k->c, n);
	}
	if (b.n && read_number(&b, places, &n)) {
		gp_filter_put(k->c, a.n ? " AND " : "");
		put_one(k, GP_FILTER_LE);
		gp_filter_put_number(k->c, n);
	}
	return 0;
}

static int by_date(const struct comparison *k, const struct gp_filter_lexeme *v)
{
	bool equal = k->op == GP_FILTER_HAS || k->op == GP_FILTER_EQ;
	struct gp_filter_lexeme a, b;
	char from[11], to[11];

	if (gp_filter_period(k->c, v, from, to) || (!equal && split_range(v, &a, &b)))
		return gp_filter_no_period(k->c, v);
	if (!equal) { /* before a month is before its first day, after it is after its last one */
		put_one(k, k->op);
		gp_filter_put_str(k->c, k->op == GP_FILTER_LT || k->op == GP_FILTER_GE ? from : to);
		return 0;
	}
	if (*from) {
		put_one(k, GP_FILTER_GE);
		gp_filter_put_str(k->c, from);
	}
	if (*to) {
		gp_filter_put(k->c, *from ? " AND " : "");
		put_one(k, GP_FILTER_LE);
		gp_filter_put_str(k->c, to);
	}
	return 0;
}

static int by_bool(const struct comparison *k, const struct gp_filter_lexeme *v)
{
	bool yes = is_word(v, yes_words) || gp_filter_equals(v->s, v->n, "1");
	char name[GP_FILTER_NAME];

	if (!yes && !is_word(v, no_words) && !gp_filter_equals(v->s, v->n, "0"))
		return gp_fail(k->c->e, GP_EUSAGE, "filter, column %zu: '%s' is neither yes nor no (是, 否)",
		    gp_filter_column(k->c, v->at), gp_filter_name(v, name));
	gp_filter_put(k->c, "ifnull(");
	put_operand(k);
	gp_filter_put(k->c, yes ? ", 0) = 1" : ", 0) = 0");
	return 0;
}

static int by_member(const struct comparison *k, const struct gp_filter_lexeme *v)
{
	const struct gp_filter_word *w = NULL;

	if (k->f->value_count && find_value(k, v, &w))
		return -1;
	gp_filter_put(k->c, "gp_has(");
	gp_filter_put(k->c, k->o->document);
	gp_filter_put(k->c, ", ?, ?)");
	gp_filter_put_str(k->c, k->o->key);
	gp_filter_put_text(k->c, w ? w->key : v->s, w ? strlen(w->key) : v->n);
	return 0;
}

/* A record by number, id, code, name or title; of rows, what they refer to is in the row alone. */
static int by_reference(const struct comparison *k, const struct gp_filter_lexeme *v)
{
	bool in_row = strcmp(k->o->document, "r.j") != 0, mine = is_word(v, me_words);
	const char *dept = k->c->s->dept;

	if (mine && !dept)
		return gp_fail(k->c->e, GP_EUSAGE, "filter, column %zu: which department is yours is not known; office.lua has people",
		    gp_filter_column(k->c, v->at));
	if (in_row) {
		gp_filter_put(k->c, "gp_field(gp_field(c.value, ?), 'rid') IN (SELECT t.rid FROM record t WHERE ");
		gp_filter_put_str(k->c, k->o->key);
	} else { /* from the few that have the name to those that refer to them */
		gp_filter_put(k->c, "r.rid IN (SELECT l.rid FROM record t JOIN link l ON l.to_reg = t.reg AND l.to_rid = t.rid "
				    "WHERE l.reg = ? AND l.field = ? AND ");
		gp_filter_put_str(k->c, k->c->s->reg);
		gp_filter_put_str(k->c, k->o->key);
	}
	if (k->f->ref) {
		gp_filter_put(k->c, "t.reg = ? AND ");
		gp_filter_put_str(k->c, k->f->ref);
	}
	gp_filter_put(k->c, "? IN (t.no, t.rid, gp_field(t.j, 'code'), gp_field(t.j, 'name'), gp_field(t.j, 'title')))");
	gp_filter_put_text(k->c, mine ? dept : v->s, mine ? strlen(dept) : v->n);
	return 0;
}

/* By a part of its name. */
static int by_file(const struct comparison *k, const struct gp_filter_lexeme *v)
{
	bool one = k->f->type == GP_FILTER_FILE;

	gp_filter_put(k->c, one ? "instr(lower(gp_field(gp_field(" : "EXISTS(SELECT 1 FROM json_each(gp_list(");
	gp_filter_put(k->c, k->o->document);
	gp_filter_put(k->c, one ? ", ?), 'name')), lower(?)) > 0" :
				  ", ?)) s WHERE s.type = 'object' AND instr(lower(gp_field(s.value, 'name')), lower(?)) > 0)");
	gp_filter_put_str(k->c, k->o->key);
	gp_filter_put_text(k->c, v->s, v->n);
	return 0;
}

/* --- personal values */

struct rids {
	struct gp_filter_compiler *c;
	size_t count;
};

static int add_rid(void *list, const char *rid)
{
	struct rids *r = list;

	if (r->count == GP_FILTER_RIDS)
		return gp_fail(r->c->e, GP_EUSAGE, "more than %d records have this personal value", GP_FILTER_RIDS);
	gp_filter_put(r->c, r->count++ ? ", ?" : "?");
	gp_filter_put_str(r->c, rid);
	return 0;
}

static int by_secret(const struct comparison *k, const struct gp_filter_lexeme *v)
{
	const struct gp_filter_schema *s = k->c->s;
	struct rids rids = {k->c, 0};

	if (k->f->unseen)
		return gp_fail(k->c->e, GP_EDENIED, "filter, column %zu: who may not read this personal field may not ask for it",
		    gp_filter_column(k->c, k->at));
	if (!s->find || (k->op != GP_FILTER_HAS && k->op != GP_FILTER_EQ) || (k->o->document && strcmp(k->o->document, "r.j") != 0))
		return gp_fail(k->c->e, GP_EUSAGE, "filter, column %zu: a personal field can only be asked for its whole value, as field:value",
		    gp_filter_column(k->c, k->at));
	gp_filter_put(k->c, "r.rid IN (");
	if (s->find(s->find_context, k->f->name.key, v->s, v->n, add_rid, &rids, k->c->e))
		return -1;
	gp_filter_put(k->c, ")");
	return 0;
}

/* --- */

static int by_type(const struct comparison *k, const struct gp_filter_lexeme *v)
{
	switch (k->f->type) {
	case GP_FILTER_TEXT:
		return by_text(k, v);
	case GP_FILTER_ENUM:
		return by_enum(k, v);
	case GP_FILTER_INT:
	case GP_FILTER_MONEY:
		return by_number(k, v);
	case GP_FILTER_DATE:
	case GP_FILTER_TIME:
		return by_date(k, v);
	case GP_FILTER_BOOL:
		return by_bool(k, v);
	case GP_FILTER_SET:
	case GP_FILTER_TAGS:
		return by_member(k, v);
	case GP_FILTER_REF:
		return by_reference(k, v);
	case GP_FILTER_FILE:
	case GP_FILTER_FILES:
		return by_file(k, v);
	case GP_FILTER_ROWS:
	case GP_FILTER_CALC:
		break;
	}
	return gp_fail(k->c->e, GP_EUSAGE, k->f->type == GP_FILTER_ROWS ?
	    "filter, column %zu: rows are asked for by one of their columns, as rows.column:value, or for 'any' and 'none'" :
	    "filter, column %zu: this field is computed and cannot be asked for", gp_filter_column(k->c, k->at));
}

static bool is_ordered(const struct gp_filter_field *f)
{
	return f->type == GP_FILTER_INT || f->type == GP_FILTER_MONEY || f->type == GP_FILTER_DATE || f->type == GP_FILTER_TIME;
}

static int compare_one(const struct comparison *k, const struct gp_filter_lexeme *v)
{
	bool declared = gp_filter_find_word(k->f->values, k->f->value_count, v->s, v->n) != NULL;

	if (k->f->type != GP_FILTER_CALC && !declared && (is_word(v, none_words) || is_word(v, any_words))) {
		put_empty(k, is_word(v, none_words));
		return 0;
	}
	return k->f->personal ? by_secret(k, v) : by_type(k, v);
}

int gp_filter_compare(struct gp_filter_compiler *c, const struct gp_filter_field *f, const struct gp_filter_operand *o,
    const struct gp_filter_lexeme *op)
{
	struct comparison k = {c, f, o, op->op, op->at};
	bool without = op->op == GP_FILTER_NE;
	struct gp_filter_lexeme v;

	k.op = without ? GP_FILTER_EQ : op->op;
	if (op->op > GP_FILTER_NE && !f->personal && !is_ordered(f))
		return gp_fail(c->e, GP_EUSAGE, "filter, column %zu: this field has no order; ask with : = or !=",
		    gp_filter_column(c, op->at));
	gp_filter_put(c, without ? "NOT ((" : "((");
	do {
		gp_filter_put(c, c->sql.len && c->sql.data[c->sql.len - 1] == '(' ? "" : " OR ");
		if (gp_filter_take_value(c, &v) || compare_one(&k, &v))
			return -1;
	} while (gp_filter_take_comma(&c->lex));
	gp_filter_put(c, ") IS TRUE)");
	return 0;
}
