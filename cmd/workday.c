/*
 * workday - is a day worked, which day is the n-th working day after it, how many lie between two.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "core/base/json.h"
#include "core/office/calendar_load.h"
#include "core/office/office.h"
#include "core/text/utf8.h"

#define OUTPUT_MAX ((size_t)16 << 20)
#define WALK_MAX 40000 /* days that are listed one by one */

static const char usage[] = "usage: govpub workday [-C DIR] [--explain] [--json] [--lang LANG] [--today DATE] DATE "
    "[+N|-N|DATE]\n";

struct options {
	enum gp_lang lang;
	const char *office, *today;
	bool json, explain, help;
};

/* What is asked, and the answer. */
struct question {
	struct gp_ctx *ctx;
	const struct options *o;
	struct gp_workdays w;
	enum { ONE_DAY, TERM, COUNT } kind;
	int from, to; /* of a single day, both are it */
	int n;        /* working days: of the term, as counted */
	bool provisional;
	struct gp_buf out;
};

enum { OPT_JSON = 256, OPT_LANG, OPT_EXPLAIN, OPT_TODAY };

static const struct option longs[] = {
	{"explain", no_argument, NULL, OPT_EXPLAIN},
	{"help", no_argument, NULL, 'h'},
	{"json", no_argument, NULL, OPT_JSON},
	{"lang", required_argument, NULL, OPT_LANG},
	{"today", required_argument, NULL, OPT_TODAY},
	{NULL, 0, NULL, 0},
};

/* A term backwards looks like options: "-5" becomes "\0015", which getopt_long() leaves alone. */
static void hide_terms(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (argv[i][0] == '-' && isdigit((unsigned char)argv[i][1]))
			argv[i][0] = '\001';
}

/* An option's value, or a day, that was hidden as well. */
static char *unhidden(char *word)
{
	if (*word == '\001')
		*word = '-';
	return word;
}

static int read_options(struct options *o, int argc, char **argv, struct gp_err *e)
{
	int c;

	hide_terms(argc, argv);
	optind = 0;
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":hC:", longs, NULL)) != -1)
		switch (c) {
		case OPT_JSON:
			o->json = true;
			break;
		case OPT_EXPLAIN:
			o->explain = true;
			break;
		case OPT_TODAY:
			o->today = unhidden(optarg);
			break;
		case 'C':
			o->office = unhidden(optarg);
			break;
		case OPT_LANG:
			if (gp_cmd_lang(&o->lang, unhidden(optarg), e))
				return -1;
			break;
		case 'h':
			o->help = true;
			break;
		default:
			return gp_cmd_bad_option("workday", c, argv, e);
		}
	if (!o->help && (argc - optind < 1 || argc - optind > 2))
		return gp_fail(e, GP_EUSAGE, "give a day, and +N, -N or a second day: govpub workday today +20");
	return 0;
}

/* --- the question */

/* "+20", "-5" (as hide_terms() has it) */
static bool is_term(const char *word)
{
	return word[0] == '+' || word[0] == '\001';
}

static int read_term(struct question *q, const char *word, struct gp_err *e)
{
	char shown[40];
	long n;

	snprintf(shown, sizeof shown, "%c%s", word[0] == '+' ? '+' : '-', word + 1);
	if (!isdigit((unsigned char)word[1]) || gp_cmd_number(&n, "N", word + 1, 1, GP_CALENDAR_STEPS, e))
		return gp_fail(e, GP_EUSAGE, "'%s' is no number of working days; write +1 to +%d, or -1 to -%d", shown,
		    GP_CALENDAR_STEPS, GP_CALENDAR_STEPS);
	q->kind = TERM;
	q->n = word[0] == '+' ? (int)n : -(int)n;
	return gp_calendar_add(&q->to, &q->w.calendar, q->from, q->n, NULL, 0, &q->provisional, e);
}

static int read_question(struct question *q, int argc, char **argv, struct gp_err *e)
{
	const struct gp_calendar *c = &q->w.calendar;
	int today = gp_date_today();

	if (q->o->today && gp_date_read(&today, q->o->today, today, e))
		return -1;
	if (gp_date_read(&q->from, unhidden(argv[0]), today, e))
		return -1;
	q->to = q->from;
	q->provisional = !gp_calendar_knows(c, q->from, q->from);
	if (argc == 1)
		return 0;
	if (is_term(argv[1]))
		return read_term(q, argv[1], e);
	q->kind = COUNT;
	if (strlen(argv[1]) <= 5 && strspn(argv[1], "0123456789") == strlen(argv[1]))
		return gp_fail(e, GP_EUSAGE, "'%s' is no date; for working days write +%s or -%s", argv[1], argv[1], argv[1]);
	if (gp_date_read(&q->to, argv[1], today, e))
		return -1;
	q->n = gp_calendar_between(c, q->from, q->to, &q->provisional);
	return 0;
}

static int load(struct question *q, struct gp_err *e)
{
	const char *start = q->o->office ? q->o->office : ".";
	char dir[4096];
	int found = gp_office_find(dir, start, e);

	if (found < 0)
		return -1;
	if (found && q->o->office)
		return gp_fail(e, GP_ENOTFOUND, "%s: neither here nor above is an office.lua; 'govpub init' makes one", start);
	return gp_workdays_load(&q->w, found ? NULL : dir, e);
}

/* --- what a day is */

struct view {
	char date[11];
	const char *weekday, *kind; /* kind: for programs */
	const char *name;           /* of the holiday, or "" */
	bool working;
};

static const char *text(const struct question *q, const char *id)
{
	return gp_catalogue_text(&q->ctx->words, q->o->lang, id);
}

static void look(const struct question *q, int day, struct view *v)
{
	static const char *const weekdays[] = {
		"weekday.1", "weekday.2", "weekday.3", "weekday.4", "weekday.5", "weekday.6", "weekday.7"};
	const struct gp_calendar_day *d = gp_calendar_find(&q->w.calendar, day);
	int weekday = gp_date_weekday(day);

	gp_date_iso(day, v->date);
	v->weekday = text(q, weekdays[weekday - 1]);
	v->working = gp_calendar_is_working(&q->w.calendar, day);
	v->name = d ? d->name : "";
	v->kind = d ? d->work ? "work" : "off" : weekday > 5 ? "weekend" : "weekday";
}

/* --- for people: names come from files of the office, nothing in them draws on the terminal */

static void say(struct question *q, const char *id, const struct gp_param *params)
{
	struct gp_buf line;

	gp_buf_init(&line, 4096);
	gp_catalogue_say(&line, &q->ctx->words, q->o->lang, id, params);
	gp_utf8_show(&q->out, line.data ? line.data : "", line.len);
	gp_buf_putc(&q->out, '\n');
	gp_buf_free(&line);
}

/* "working (moved for 国庆节)" */
static void describe(const struct question *q, const struct view *v, struct gp_buf *out)
{
	const struct gp_param params[] = {{"name", v->name}, {NULL, NULL}};
	const char *id = !strcmp(v->kind, "work") ? *v->name ? "workday.moved" : "workday.moved-unnamed" :
	    !strcmp(v->kind, "off")               ? *v->name ? "workday.off" : "workday.off-unnamed" :
	    !strcmp(v->kind, "weekend")           ? "workday.weekend" :
						    "workday.weekday";

	gp_buf_init(out, 2048);
	gp_catalogue_say(out, &q->ctx->words, q->o->lang, id, params);
}

static void say_day(struct question *q, const char *id, int day, const char *count)
{
	struct view v;
	struct gp_buf what;

	look(q, day, &v);
	describe(q, &v, &what);
	say(q, id, (const struct gp_param[]){{"date", v.date}, {"weekday", v.weekday}, {"what", what.data ? what.data : ""},
	    {"count", count}, {NULL, NULL}});
	gp_buf_free(&what);
}

static void say_answer(struct question *q)
{
	const char *id = "";
	struct view a, b;
	char n[20];

	look(q, q->from, &a);
	look(q, q->to, &b);
	snprintf(n, sizeof n, "%d", q->n < 0 ? -q->n : q->n);
	if (q->kind == COUNT)
		id = q->to < q->from ? "workday.back" : "workday.between";
	else if (q->kind == TERM)
		id = q->n < 0 ? "workday.before" : "workday.after";
	if (q->kind == ONE_DAY)
		say_day(q, "workday.day", q->from, "");
	else
		say(q, id, (const struct gp_param[]){{"from", a.date}, {"from-weekday", a.weekday}, {"to", b.date},
		    {"to-weekday", b.weekday}, {"n", n}, {NULL, NULL}});
}

static void say_walk(struct question *q)
{
	int step = q->to < q->from ? -1 : 1, worked = 0;

	for (int day = q->from; day != q->to;) {
		char count[20] = "";

		day += step;
		if (gp_calendar_is_working(&q->w.calendar, day))
			snprintf(count, sizeof count, "%d", ++worked);
		say_day(q, *count ? "workday.step" : "workday.step-off", day, count);
	}
}

static void say_sources(struct question *q)
{
	int lo, hi;

	gp_date_split(q->from < q->to ? q->from : q->to, &lo, NULL, NULL);
	gp_date_split(q->from < q->to ? q->to : q->from, &hi, NULL, NULL);
	for (size_t i = 0; i < q->w.notice_count; i++) {
		const struct gp_calendar_notice *s = &q->w.notices[i];
		char year[20];

		snprintf(year, sizeof year, "%d", s->year);
		if (s->year >= lo && s->year <= hi)
			say(q, "workday.notice", (const struct gp_param[]){{"year", year}, {"number", s->number},
			    {"url", s->url}, {NULL, NULL}});
	}
	for (size_t i = 0; i < q->w.file_count; i++)
		say(q, "workday.file", (const struct gp_param[]){{"file", q->w.files[i]}, {NULL, NULL}});
}

static void people_read(struct question *q)
{
	char since[11], horizon[11];
	const struct gp_param params[] = {{"since", since}, {"horizon", horizon}, {NULL, NULL}};

	gp_date_iso(q->w.calendar.from, since);
	gp_date_iso(q->w.calendar.to, horizon);
	say_answer(q);
	if (q->provisional)
		say(q, q->w.calendar.covers ? "workday.provisional" : "workday.nothing-known", params);
	if (q->w.overridden)
		say(q, "workday.overridden", NULL);
	if (!q->o->explain)
		return;
	if (q->kind != ONE_DAY)
		say_walk(q);
	say_sources(q);
}

/* --- for programs */

static void put_day(struct question *q, struct gp_json *j, int day)
{
	struct view v;

	look(q, day, &v);
	gp_json_key(j, "date");
	gp_json_str(j, v.date);
	gp_json_key(j, "weekday");
	gp_json_int(j, gp_date_weekday(day));
	gp_json_key(j, "working");
	gp_json_bool(j, v.working);
	gp_json_key(j, "kind");
	gp_json_str(j, v.kind);
	gp_json_key(j, "name");
	gp_json_str(j, *v.name ? v.name : NULL);
}

static void put_walk(struct question *q, struct gp_json *j)
{
	int step = q->to < q->from ? -1 : 1;

	gp_json_key(j, "walk");
	gp_json_array(j);
	for (int day = q->from; day != q->to;) {
		day += step;
		gp_json_object(j);
		put_day(q, j, day);
		gp_json_object_end(j);
	}
	gp_json_array_end(j);
}

static void put_horizon(struct question *q, struct gp_json *j)
{
	const struct gp_calendar *c = &q->w.calendar;
	char date[11];

	gp_json_key(j, "provisional");
	gp_json_bool(j, q->provisional);
	gp_json_key(j, "since");
	gp_json_str(j, c->covers ? gp_date_iso(c->from, date) : NULL);
	gp_json_key(j, "horizon");
	gp_json_str(j, c->covers ? gp_date_iso(c->to, date) : NULL);
	gp_json_key(j, "overridden");
	gp_json_bool(j, q->w.overridden);
	gp_json_key(j, "files");
	gp_json_array(j);
	for (size_t i = 0; i < q->w.file_count; i++)
		gp_json_str(j, q->w.files[i]);
	gp_json_array_end(j);
}

static void programs_read(struct question *q)
{
	struct gp_json j;
	char date[11];

	gp_json_init(&j, &q->out);
	gp_json_object(&j);
	if (q->kind != ONE_DAY) {
		gp_json_key(&j, "from");
		gp_json_str(&j, gp_date_iso(q->from, date));
		gp_json_key(&j, "days");
		gp_json_int(&j, q->n);
	}
	put_day(q, &j, q->to);
	put_horizon(q, &j);
	if (q->o->explain && q->kind != ONE_DAY)
		put_walk(q, &j);
	gp_json_object_end(&j);
	gp_buf_putc(&q->out, '\n');
}

static int answer(struct question *q, int argc, char **argv, struct gp_err *e)
{
	if (load(q, e) || read_question(q, argc, argv, e))
		return -1;
	if (q->o->explain && (q->to - q->from > WALK_MAX || q->from - q->to > WALK_MAX))
		return gp_fail(e, GP_EUSAGE, "--explain lists %d days at most", WALK_MAX);
	if (q->o->json)
		programs_read(q);
	else
		people_read(q);
	if (q->out.full)
		return gp_fail(e, GP_ELIMIT, "the answer is larger than %d MiB", (int)(OUTPUT_MAX >> 20));
	fwrite(q->out.data, 1, q->out.len, stdout); /* main flushes, and sees a full disk */
	return 0;
}

int gp_cmd_workday(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct options o = {.lang = ctx->lang};
	struct question q = {.ctx = ctx, .o = &o};
	int rc = read_options(&o, argc, argv, e);

	if (rc || o.help) {
		fputs(rc ? "" : usage, stdout);
		return rc;
	}
	gp_buf_init(&q.out, OUTPUT_MAX);
	rc = answer(&q, argc - optind, argv + optind, e);
	gp_buf_free(&q.out);
	gp_workdays_free(&q.w);
	return rc;
}
