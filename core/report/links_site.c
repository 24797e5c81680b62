/*
 * links_site.c - findings about the hosts of the own site, from what the crawl noted of them (core/crawl/site.c).
 *
 * Days are counted from the start of the run, so that a report can be made again.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/report/links.h"

#define SENTENCE_MAX ((size_t)1 << 16)
#define DAY 86400

struct look {
	struct gp_links *l;
	const struct gp_catalogue *words;
	const struct gp_certificate_limits *limits;
	int64_t started;
};

static const char *keep(struct look *x, const char *p, size_t n)
{
	return gp_arena_strndup(&x->l->arena, p, n);
}

static const char *said(struct look *x, const char *id, enum gp_lang lang, const struct gp_param *params)
{
	struct gp_buf b;
	const char *s;

	gp_buf_init(&b, SENTENCE_MAX);
	gp_catalogue_say(&b, x->words, lang, id, params);
	s = keep(x, b.data ? b.data : "", b.len);
	gp_buf_free(&b);
	return s;
}

/* Ids of the catalogue. */
struct sentence {
	const char *title, *message, *fix;
};

static void say(struct look *x, struct gp_finding *f, const struct sentence *what, const struct gp_param *params)
{
	for (enum gp_lang lang = GP_LANG_ZH; lang <= GP_LANG_EN; lang++) {
		f->title[lang] = said(x, what->title, lang, NULL);
		f->message[lang] = said(x, what->message, lang, params);
		f->fix[lang] = said(x, what->fix, lang, NULL);
	}
	gp_links_add_finding(x->l, f);
}

/* The next word of a line; "" at its end. */
static const char *word(struct look *x, const char **p, const char *end)
{
	const char *from = *p, *to = memchr(from, ' ', (size_t)(end - from));

	to = to ? to : end;
	*p = to < end ? to + 1 : end;
	return keep(x, from, (size_t)(to - from));
}

/* The start page of an origin. */
static const char *start_page(struct look *x, const char *origin)
{
	char url[400];

	snprintf(url, sizeof url, "%s/", origin);
	return keep(x, url, strlen(url));
}

/* params of the finding: {days, expires} */
static const struct gp_value *days_and_date(struct look *x, int64_t days, const char *date)
{
	struct gp_value *v = gp_arena_alloc(&x->l->arena, sizeof *v);
	struct gp_member *m = gp_arena_alloc(&x->l->arena, 2 * sizeof *m);

	m[0] = (struct gp_member){.key = "days", .key_n = 4, .value = {.type = GP_VALUE_INT, .integer = days}};
	m[1] = (struct gp_member){.key = "expires", .key_n = 7, .value = {.type = GP_VALUE_STRING,
	    .string = {keep(x, date, strlen(date)), strlen(date)}}};
	*v = (struct gp_value){.type = GP_VALUE_MAP, .map = {m, 2}};
	return v;
}

static void certificate(struct look *x, const char *p, const char *end)
{
	static const struct sentence what = {"host.certificate-title", "host.certificate", "host.certificate-fix"};
	const char *origin = word(x, &p, end);
	int64_t expires = strtoll(word(x, &p, end), NULL, 10), days = (expires - x->started) / DAY;
	char date[32], number[24];
	struct gp_param params[] = {{"n", number}, {"date", date}, {NULL, NULL}};
	struct gp_finding f = {.rule = "site.certificate-expires", .url = start_page(x, origin)};

	if (!expires || days > x->limits->warning)
		return;
	f.severity = days > x->limits->error ? GP_SEVERITY_WARNING : GP_SEVERITY_ERROR;
	snprintf(number, sizeof number, "%lld", (long long)(days > 0 ? days : 0));
	gp_clock_iso(expires, date);
	date[10] = '\0';
	f.evidence = p < end ? keep(x, p, (size_t)(end - p)) : NULL;
	f.params = days_and_date(x, days, date);
	say(x, &f, &what, params);
}

int gp_links_look_at_hosts(struct gp_links *l, struct gp_store *s, int64_t started,
    const struct gp_certificate_limits *limits, const struct gp_catalogue *words, struct gp_err *e)
{
	struct look x = {l, words, limits, started};
	char *notes;
	size_t n;

	if (gp_store_get_value(s, "hosts", &notes, &n, e))
		return -1;
	for (const char *p = notes ? notes : "", *end; *p; p = *end ? end + 1 : end) {
		const char *rest = p;

		end = strchrnul(p, '\n');
		if (!strcmp(word(&x, &rest, end), "certificate"))
			certificate(&x, rest, end);
	}
	free(notes);
	return 0;
}
