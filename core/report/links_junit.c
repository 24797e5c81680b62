/*
 * links_junit.c - the report for the test pages of GitLab, Jenkins and their like.
 *
 * There is no standard; this is what both read: a suite for each column of the site, a case for each
 * link and page. Both compare runs by the names of cases, so those say nothing that changes when
 * a page is edited. Dots make packages of a class name, so a column's have none.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/report/links_view.h"
#include "core/report/outfile.h"

#define CASES_MAX 100000 /* test pages show some thousands; the worst come first */

enum outcome { PASSED, FAILED, SKIPPED, OUTCOMES };

/* A task of an item. */
struct test {
	uint32_t item;
	uint32_t again; /* so many findings of the same rule on the same page came before */
	uint16_t task, column;
};

struct junit {
	struct gp_view *v;
	struct gp_buf name;
	struct test *tests;   /* by column, the worst first in each */
	size_t count;
	size_t *from;         /* where the tests of a column begin; one more than there are columns */
	int64_t left_out;
};

static enum outcome outcome(const struct gp_view_item *i)
{
	switch (gp_view_group(i)) {
	case GP_VIEW_MEND:
		return FAILED;
	case GP_VIEW_RULE:
		return i->finding->severity == GP_SEVERITY_UNCHECKED ? SKIPPED
		    : gp_severity_rank(i->finding->severity) <= gp_severity_rank(GP_SEVERITY_ERROR) ? FAILED : PASSED;
	case GP_VIEW_FINE:
		return PASSED;
	default:
		return SKIPPED;
	}
}

/* --- order */

/* Names of cases must differ. */
static bool is_same_place(const struct gp_view_item *a, const struct gp_view_item *b)
{
	return a->finding && b->finding && !strcmp(a->finding->rule, b->finding->rule) &&
	    !strcmp(gp_view_item_address(a), gp_view_item_address(b));
}

static void place_tests(struct junit *j, size_t *next)
{
	struct gp_view *v = j->v;
	uint32_t again = 0;

	for (size_t i = 0, n = 0; i < v->count && n < j->count; i++) {
		again = i && is_same_place(&v->items[i], &v->items[i - 1]) ? again + 1 : 0;
		for (size_t k = 0; k < gp_view_tasks(&v->items[i]) && n < j->count; k++, n++) {
			uint16_t c = gp_view_column_of(v, &v->items[i], k);

			j->tests[next[c]++] = (struct test){(uint32_t)i, again, (uint16_t)k, c};
		}
	}
}

/* A counting sort by column. */
static void collect(struct junit *j)
{
	struct gp_view *v = j->v;
	size_t *next;

	j->from = gp_calloc(v->columns.count + 1, sizeof *j->from);
	next = gp_calloc(v->columns.count + 1, sizeof *next);
	for (size_t i = 0; i < v->count; i++)
		for (size_t k = 0; k < gp_view_tasks(&v->items[i]); k++) {
			if (j->count == CASES_MAX) {
				j->left_out++;
				continue;
			}
			j->from[gp_view_column_of(v, &v->items[i], k) + 1]++;
			j->count++;
		}
	for (size_t c = 0; c < v->columns.count; c++) {
		j->from[c + 1] += j->from[c];
		next[c] = j->from[c];
	}
	j->tests = gp_calloc(j->count + 1, sizeof *j->tests);
	place_tests(j, next);
	free(next);
}

/* --- a case */

static void attr(struct gp_view *v, const char *name, const char *value)
{
	gp_buf_printf(&v->m.out, " %s=\"", name);
	gp_markup_str(&v->m, value);
	gp_markup_raw(&v->m, "\"");
}

/* After what was written since `from`, if anything was. */
static void end_line(struct gp_view *v, size_t from)
{
	if (v->m.out.len > from)
		gp_markup_raw(&v->m, "\n");
}

/* "links.zwgk": the package and its class. */
static void class_name(struct junit *j, const struct test *t)
{
	const char *column = j->v->columns.list[t->column].name;

	gp_buf_clear(&j->name);
	gp_buf_puts(&j->name, j->v->items[t->item].link ? "links." : "rules.");
	for (; *column; column++)
		gp_buf_putc(&j->name, *column == '.' ? '_' : *column);
	attr(j->v, "classname", j->name.data);
}

static void case_name(struct junit *j, const struct test *t)
{
	struct gp_view *v = j->v;
	const struct gp_view_item *i = &v->items[t->item];
	struct gp_buf link, page;
	struct gp_param params[] = {{"link", ""}, {"page", ""}, {NULL, NULL}};

	gp_buf_init(&link, 1 << 20);
	gp_buf_init(&page, 1 << 20);
	gp_buf_clear(&j->name);
	if (i->link)
		gp_link_show(&link, v->l, i->link->url);
	else
		gp_buf_puts(&link, gp_view_cause_word(v, i));
	if (i->finding || !gp_view_is_whole(i)) {
		gp_link_show(&page, v->l, i->link ? i->link->places[t->task].page : gp_view_item_address(i));
		params[0].value = link.data ? link.data : "";
		params[1].value = page.data ? page.data : "";
		gp_catalogue_say(&j->name, v->st->words, v->st->lang, "junit.case", params);
	} else {
		gp_buf_puts(&j->name, link.data ? link.data : "");
	}
	if (t->again)
		gp_buf_printf(&j->name, " (%" PRIu32 ")", t->again + 1);
	attr(v, "name", j->name.data ? j->name.data : "");
	gp_buf_free(&link);
	gp_buf_free(&page);
}

/* Where a file lies that can be opened from the page of results. */
static void case_file(struct junit *j, const struct test *t)
{
	const struct gp_view_item *i = &j->v->items[t->item];
	const char *page = i->finding ? i->finding->url : i->link->place_count ? i->link->places[t->task].page : NULL;
	uint32_t line = i->finding ? i->finding->line : i->link->place_count ? i->link->places[t->task].line : 0;

	if (!page || !j->v->run->folder || (!i->finding && gp_view_is_whole(i)))
		return; /* one page of many would be another tomorrow */
	gp_buf_clear(&j->name);
	gp_link_file(&j->name, j->v->run, page);
	attr(j->v, "file", j->name.data ? j->name.data : "");
	if (line)
		gp_buf_printf(&j->v->m.out, " line=\"%" PRIu32 "\"", line);
}

static void where(struct gp_view *v, const struct gp_view_item *i, size_t task)
{
	char line[16], col[16];
	struct gp_buf page;
	struct gp_param params[] = {{"page", ""}, {"line", line}, {"col", col}, {NULL, NULL}};

	if (i->link && i->link->place_count)
		gp_view_where(v, i->link, &i->link->places[task], true);
	else if (i->link)
		gp_view_say(v, "report.start", NULL);
	if (!i->finding || !i->finding->line)
		return;
	gp_buf_init(&page, 1 << 20);
	gp_link_show(&page, v->l, gp_view_item_address(i));
	params[0].value = page.data ? page.data : "";
	snprintf(line, sizeof line, "%" PRIu32, i->finding->line);
	snprintf(col, sizeof col, "%" PRIu32, i->finding->col);
	gp_view_say(v, "report.page", params);
	gp_buf_free(&page);
}

/* What is wrong, what to do, where, and whose it is: a line each. */
static void explain(struct junit *j, const struct test *t)
{
	struct gp_view *v = j->v;
	const struct gp_view_item *i = &v->items[t->item];
	struct gp_param owner[] = {{"owner", v->columns.list[t->column].owner}, {NULL, NULL}};
	struct gp_param basis[] = {{"basis", i->finding && i->finding->basis ? i->finding->basis : ""}, {NULL, NULL}};

	size_t from = v->m.out.len;

	gp_view_message(v, i);
	end_line(v, from);
	from = v->m.out.len;
	gp_view_fix(v, i);
	end_line(v, from);
	from = v->m.out.len;
	where(v, i, t->task);
	end_line(v, from);
	if (basis[0].value[0]) {
		gp_view_say(v, "report.basis", basis);
		gp_markup_raw(&v->m, "\n");
	}
	if (owner[0].value[0]) {
		gp_view_say(v, "junit.owner", owner);
		gp_markup_raw(&v->m, "\n");
	}
}

static int test_case(struct junit *j, const struct test *t)
{
	static const char *const element[OUTCOMES] = {"system-out", "failure", "skipped"};
	struct gp_view *v = j->v;
	const struct gp_view_item *i = &v->items[t->item];
	enum outcome o = outcome(i);
	bool silent = i->link && i->link->judged.verdict == GP_VERDICT_OK;

	gp_markup_raw(&v->m, "    <testcase");
	class_name(j, t);
	case_name(j, t);
	case_file(j, t);
	gp_markup_raw(&v->m, silent ? " time=\"0\"/>\n" : " time=\"0\">\n");
	if (silent)
		return gp_view_drain(v);
	gp_buf_printf(&v->m.out, "      <%s", element[o]);
	if (o != PASSED) {
		gp_markup_raw(&v->m, " message=\"");
		gp_view_message(v, i);
		gp_markup_raw(&v->m, "\"");
	}
	if (o == FAILED)
		attr(v, "type", gp_view_cause(i));
	gp_markup_raw(&v->m, ">");
	explain(j, t);
	gp_buf_printf(&v->m.out, "</%s>\n    </testcase>\n", element[o]);
	return gp_view_drain(v);
}

/* --- suites */

static void figures(struct gp_view *v, const size_t n[OUTCOMES])
{
	gp_buf_printf(&v->m.out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\"",
	    n[PASSED] + n[FAILED] + n[SKIPPED], n[FAILED], n[SKIPPED]);
}

static void count(const struct junit *j, size_t from, size_t to, size_t n[OUTCOMES])
{
	for (; from < to; from++)
		n[outcome(&j->v->items[j->tests[from].item])]++;
}

static void open_suite(struct gp_view *v, const char *name, const size_t n[OUTCOMES])
{
	char iso[32];

	gp_clock_iso(v->run->started, iso);
	iso[19] = '\0'; /* the formats of this family know no zone */
	gp_markup_raw(&v->m, "  <testsuite");
	attr(v, "name", name);
	figures(v, n);
	attr(v, "timestamp", iso);
	gp_buf_printf(&v->m.out, " time=\"0\">\n");
}

static int suite(struct junit *j, size_t column)
{
	size_t n[OUTCOMES] = {0};

	if (j->from[column] == j->from[column + 1])
		return 0;
	count(j, j->from[column], j->from[column + 1], n);
	open_suite(j->v, j->v->columns.list[column].name, n);
	for (size_t t = j->from[column]; t < j->from[column + 1]; t++)
		if (test_case(j, &j->tests[t]))
			return -1;
	gp_markup_raw(&j->v->m, "  </testsuite>\n");
	return 0;
}

static void property(struct gp_view *v, const char *name, const char *value)
{
	gp_markup_raw(&v->m, "      <property");
	attr(v, "name", name);
	attr(v, "value", value);
	gp_markup_raw(&v->m, "/>\n");
}

static void skipped(struct gp_view *v, const char *id, int64_t n)
{
	gp_markup_raw(&v->m, ">\n      <skipped message=\"");
	gp_view_say_n(v, id, n);
	gp_markup_raw(&v->m, "\"/>\n    </testcase>\n");
}

/* Always there: Jenkins takes a report without a case for a failed build, and a part must not look like the whole. */
static void about_the_run(struct junit *j)
{
	struct gp_view *v = j->v;
	const char *part = gp_view_incomplete(v->run);
	size_t n[OUTCOMES] = {[PASSED] = 1};
	char total[24];

	if (part || j->left_out)
		n[SKIPPED] = n[PASSED]--;
	snprintf(total, sizeof total, "%" PRId64, v->l->total);
	open_suite(v, "check-links", n);
	gp_markup_raw(&v->m, "    <properties>\n");
	property(v, "seed", v->run->seed);
	property(v, "state", v->run->state);
	property(v, "addresses", total);
	property(v, "protection", v->run->protection);
	for (size_t i = 0; i < v->run->pack_count; i++) {
		gp_buf_clear(&j->name);
		gp_links_pack_line(&j->name, &v->run->packs[i], v->st);
		property(v, "pack", j->name.data ? j->name.data : "");
	}
	gp_markup_raw(&v->m, "    </properties>\n    <testcase classname=\"check-links\" name=\"");
	gp_view_say(v, "junit.complete", NULL);
	gp_markup_raw(&v->m, "\" time=\"0\"");
	if (part)
		skipped(v, part, v->l->counts[GP_VERDICT_UNCHECKED]);
	else if (j->left_out)
		skipped(v, "report.left-out", j->left_out);
	else
		gp_markup_raw(&v->m, "/>\n");
	gp_markup_raw(&v->m, "  </testsuite>\n");
}

static int write_all(struct junit *j)
{
	struct gp_view *v = j->v;
	size_t n[OUTCOMES] = {0};

	count(j, 0, j->count, n);
	n[gp_view_incomplete(v->run) || j->left_out ? SKIPPED : PASSED]++; /* of about_the_run() */
	gp_markup_raw(&v->m, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"govpub check-links\"");
	figures(v, n);
	gp_buf_printf(&v->m.out, " time=\"%" PRId64 "\">\n", v->run->seconds);
	about_the_run(j);
	for (size_t c = 0; c < v->columns.count; c++)
		if (suite(j, c))
			return -1;
	gp_markup_raw(&v->m, "</testsuites>\n");
	return gp_outfile_drain(v->o, &v->m.out, v->e);
}

int gp_links_junit(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct junit j = {.v = gp_view_new(o, l, run, st, e)};
	int rc;

	gp_buf_init(&j.name, 1 << 20);
	collect(&j);
	rc = write_all(&j);
	free(j.tests);
	free(j.from);
	gp_buf_free(&j.name);
	gp_view_free(j.v);
	return rc;
}
