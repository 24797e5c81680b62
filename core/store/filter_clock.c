/* Clocks in a filter: by the days that are left, the due date, or how they stand. */
#include "core/store/filter_impl.h"

#include <stdio.h>
#include <string.h>

/* The rest is what the index of open clocks says of itself: with it SQLite sees that those that are met need no look. */
static const char running[] = "k.status IN ('running', 'agreed') AND k.due IS NOT NULL AND"
			      " k.status IN ('running', 'agreed', 'paused')";

/* Once for all records: the few clocks that are due are found by their day. */
static void put_begin(struct gp_filter_compiler *c, const struct gp_filter_clock *k)
{
	gp_filter_put(c, "r.rid IN (SELECT k.rid FROM clock k WHERE k.reg = ? AND ");
	gp_filter_put_str(c, c->s->reg);
	if (k) {
		gp_filter_put(c, "k.name = ? AND ");
		gp_filter_put_str(c, k->name.key);
	}
}

static int day_after(const struct gp_filter_compiler *c, const struct gp_filter_clock *k, int64_t n, char day[11])
{
	const struct gp_filter_days *d = &c->s->days;

	if (n < -10000 || n > 10000 || !d->after(d->context, (int)n, k && k->calendar_days, day))
		return gp_fail(c->e, GP_EUSAGE, "the filter asks for too many days");
	return 0;
}

static void put_due(struct gp_filter_compiler *c, const char *sign, const char *day)
{
	gp_filter_put(c, "k.due ");
	gp_filter_put(c, sign);
	gp_filter_put(c, " ?");
	gp_filter_put_str(c, day);
}

/* What runs, as stored, and is due before today (or from today on). */
static int put_running(struct gp_filter_compiler *c, const char *sign)
{
	char today[11];

	if (day_after(c, NULL, 0, today))
		return -1;
	gp_filter_put(c, running);
	gp_filter_put(c, " AND ");
	put_due(c, sign, today);
	return 0;
}

static int put_overdue_here(struct gp_filter_compiler *c, const struct gp_filter_clock *k)
{
	if (!k->closes)
		return put_running(c, "<");
	gp_filter_put(c, "0");
	return 0;
}

/* Nobody writes down that a window has closed: the day says so. */
static int put_closed_here(struct gp_filter_compiler *c, const struct gp_filter_clock *k)
{
	gp_filter_put(c, "k.status = 'closed'");
	if (!k->closes)
		return 0;
	gp_filter_put(c, " OR ");
	return put_running(c, "<");
}

static int put_soon_here(struct gp_filter_compiler *c, const struct gp_filter_clock *k)
{
	char today[11], until[11];

	if (day_after(c, NULL, 0, today) || day_after(c, NULL, k->warn, until))
		return -1;
	gp_filter_put(c, running);
	gp_filter_put(c, " AND ");
	put_due(c, ">=", today);
	gp_filter_put(c, " AND ");
	put_due(c, "<=", until);
	return 0;
}

int gp_filter_put_overdue(struct gp_filter_compiler *c)
{
	put_begin(c, NULL);
	if (put_running(c, "<"))
		return -1;
	for (size_t i = 0; i < c->s->clock_count; i++)
		if (c->s->clocks[i].closes) {
			gp_filter_put(c, " AND k.name <> ?");
			gp_filter_put_str(c, c->s->clocks[i].name.key);
		}
	gp_filter_put(c, ")");
	return 0;
}

int gp_filter_put_soon(struct gp_filter_compiler *c)
{
	gp_filter_put(c, "(0");
	for (size_t i = 0; i < c->s->clock_count; i++) {
		gp_filter_put(c, " OR ");
		put_begin(c, &c->s->clocks[i]);
		if (put_soon_here(c, &c->s->clocks[i]))
			return -1;
		gp_filter_put(c, ")");
	}
	gp_filter_put(c, ")");
	return 0;
}

/* --- values */

/* 1: it is no such word. */
static int by_status(struct gp_filter_compiler *c, const struct gp_filter_clock *k, const struct gp_filter_lexeme *v)
{
	static const struct {
		struct gp_filter_word word;
		const char *sql; /* NULL: by today */
		int (*put)(struct gp_filter_compiler *c, const struct gp_filter_clock *k);
	} words[] = {
		{{"none", "空", "empty"}, "k.due IS NULL", NULL},
		{{"any", "有", NULL}, "k.due IS NOT NULL", NULL},
		{{"running", "进行中", NULL}, "k.status = 'running'", NULL},
		{{"paused", "暂停", NULL}, "k.status = 'paused'", NULL},
		{{"held", "等待", NULL}, "k.status = 'held'", NULL},
		{{"agreed", "约定", NULL}, "k.status = 'agreed'", NULL},
		{{"met", "已完成", NULL}, "k.status = 'met'", NULL},
		{{"late", "超期完成", NULL}, "k.status = 'met' AND k.late = 1", NULL},
		{{"closed", "已关闭", NULL}, NULL, put_closed_here},
		{{"overdue", "逾期", NULL}, NULL, put_overdue_here},
		{{"soon", "即将到期", NULL}, NULL, put_soon_here},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!gp_filter_is(&words[i].word, v->s, v->n))
			continue;
		if (words[i].put)
			return words[i].put(c, k);
		gp_filter_put(c, words[i].sql);
		return 0;
	}
	return 1;
}

/* The left of a clock is below n exactly when it is due before the n-th working day from now. */
static int by_left(struct gp_filter_compiler *c, const struct gp_filter_clock *k, enum gp_filter_op op, int64_t low,
    int64_t high)
{
	bool above = op == GP_FILTER_GT || op == GP_FILTER_GE, equal = op <= GP_FILTER_NE;
	char from[11], to[11];

	if (day_after(c, k, op == GP_FILTER_GT ? low + 1 : low, from) || day_after(c, k, op == GP_FILTER_LT ? high : high + 1, to))
		return -1;
	if (!k->closes)
		gp_filter_put(c, running);
	else if (put_running(c, ">="))
		return -1;
	if (above || equal) {
		gp_filter_put(c, " AND ");
		put_due(c, ">=", from);
	}
	if (!above) {
		gp_filter_put(c, " AND ");
		put_due(c, "<", to);
	}
	return 0;
}

/* Up to three digits are days that are left; 1: it is none. */
static int by_number(struct gp_filter_compiler *c, const struct gp_filter_clock *k, enum gp_filter_op op,
    const struct gp_filter_lexeme *v)
{
	int64_t n[2] = {0, 0};
	size_t at = 0;
	int count = 0;

	for (; count < 2; count++) {
		bool minus = at < v->n && v->s[at] == '-';
		size_t digits = 0;

		for (at += minus; at < v->n && v->s[at] >= '0' && v->s[at] <= '9' && digits < 4; at++, digits++)
			n[count] = n[count] * 10 + (v->s[at] - '0');
		n[count] = minus ? -n[count] : n[count];
		if (!digits || digits > 3)
			return 1;
		if (at == v->n)
			return by_left(c, k, op, n[0], n[count]);
		if (op > GP_FILTER_NE || v->n - at < 3 || v->s[at] != '.' || v->s[at + 1] != '.')
			return 1;
		at += 2;
	}
	return 1;
}

static int by_date(struct gp_filter_compiler *c, enum gp_filter_op op, const struct gp_filter_lexeme *v)
{
	static const char *const signs[] = {"=", "=", "=", "<", "<=", ">", ">="};
	char from[11], to[11];

	if (gp_filter_period(c, v, from, to) || (op > GP_FILTER_NE && (!*from || !*to)))
		return gp_filter_no_period(c, v);
	if (op > GP_FILTER_NE)
		put_due(c, signs[op], op == GP_FILTER_LT || op == GP_FILTER_GE ? from : to);
	else
		gp_filter_put_between(c, "k.due", from, to);
	return 0;
}

int gp_filter_compare_clock(struct gp_filter_compiler *c, const struct gp_filter_clock *k, const struct gp_filter_lexeme *op)
{
	struct gp_filter_lexeme v;
	bool first = true;
	int rc;

	gp_filter_put(c, op->op == GP_FILTER_NE ? "NOT " : "");
	put_begin(c, k);
	gp_filter_put(c, "(");
	do {
		gp_filter_put(c, first ? "(" : " OR (");
		first = false;
		if (gp_filter_take_value(c, &v))
			return -1;
		rc = op->op <= GP_FILTER_NE ? by_status(c, k, &v) : 1;
		if (rc > 0)
			rc = by_number(c, k, op->op, &v);
		if (rc > 0)
			rc = by_date(c, op->op, &v);
		if (rc)
			return -1;
		gp_filter_put(c, ")");
	} while (gp_filter_take_comma(&c->lex));
	gp_filter_put(c, "))");
	return 0;
}
