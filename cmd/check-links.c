/*
 * check-links - checks the links of a site, a page, a folder or a list.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include "cmd/check-headers.h"
#include "cmd/check-office.h"
#include "cmd/check-report.h"
#include "cmd/check-scope.h"
#include "cmd/check-target.h"
#include "cmd/cmd.h"
#include "cmd/progress.h"
#include "cmd/state_folder.h"
#include "core/base/mem.h"
#include "core/host/data.h"
#include "core/store/crawl_past.h"
#include "core/web/fetch.h"
#include "core/web/url.h"

#define UNSAID (-2) /* an option that was not given */

static const char usage[] =
    "usage: govpub check-links [-q] [--all] [--by-owner DIR] [--fresh] [-C DIR] [-c N]\n"
    "                          [--depth N] [--exclude GLOB] [--fail-on LEVEL]\n"
    "                          [--follow GLOB] [--format FORMAT] [--header HEADER]\n"
    "                          [--include GLOB] [--json] [--lang LANG]\n"
    "                          [--max-time SECONDS] [--max-urls N]\n"
    "                          [--no-follow GLOB] [--no-sitemap] [-o FILE] [--offline]\n"
    "                          [--pace PACE] [--recheck-after DAYS] [--rules RULES]\n"
    "                          [--since last] [--site-host GLOB] [--sitemap URL]\n"
    "                          [--store FILE] [--timeout SECONDS] [URL|FILE|DIR|-]\n";

struct options {
	struct gp_crawl_options crawl;
	struct gp_words include, exclude;
	struct gp_check_scope scope;
	struct gp_header_list headers;
	struct gp_check_report report;
	bool fresh, offline, quiet, help;
	bool format_said;
	int pace;                     /* 1: fast; -1: not said */
	const char *store, *office, *rules;
};

static volatile sig_atomic_t stop;

static void on_signal(int sig)
{
	stop = 1;
	signal(sig, SIG_DFL); /* a second one ends the program at once */
}

/* --- options */

static int choice(int *out, const char *option, const char *word, const char *const *words, struct gp_err *e)
{
	struct gp_buf all;
	int rc;

	for (int i = 0; words[i]; i++)
		if (!strcmp(word, words[i])) {
			*out = i;
			return 0;
		}
	gp_buf_init(&all, 400);
	for (int i = 0; words[i]; i++)
		gp_buf_printf(&all, "%s%s", i ? ", " : "", words[i]);
	rc = gp_fail(e, GP_EUSAGE, "%s: '%s' is none of %s", option, word, all.data);
	gp_buf_free(&all);
	return rc;
}

enum { OPT_ALL = 256, OPT_BY_OWNER, OPT_DEPTH, OPT_EXCLUDE, OPT_FAIL_ON, OPT_FORMAT, OPT_FRESH, OPT_HEADER, OPT_INCLUDE,
	OPT_JSON, OPT_LANG, OPT_MAX_TIME, OPT_MAX_URLS, OPT_OFFLINE, OPT_PACE, OPT_RECHECK_AFTER,
	OPT_RULES, OPT_SINCE, OPT_STORE, OPT_TIMEOUT };

static const struct option longs[] = {
	{"all", no_argument, NULL, OPT_ALL},
	{"by-owner", required_argument, NULL, OPT_BY_OWNER},
	{"depth", required_argument, NULL, OPT_DEPTH},
	{"exclude", required_argument, NULL, OPT_EXCLUDE},
	{"fail-on", required_argument, NULL, OPT_FAIL_ON},
	{"format", required_argument, NULL, OPT_FORMAT},
	{"follow", required_argument, NULL, GP_SCOPE_FOLLOW},
	{"fresh", no_argument, NULL, OPT_FRESH},
	{"header", required_argument, NULL, OPT_HEADER},
	{"help", no_argument, NULL, 'h'},
	{"include", required_argument, NULL, OPT_INCLUDE},
	{"json", no_argument, NULL, OPT_JSON},
	{"lang", required_argument, NULL, OPT_LANG},
	{"max-time", required_argument, NULL, OPT_MAX_TIME},
	{"max-urls", required_argument, NULL, OPT_MAX_URLS},
	{"no-follow", required_argument, NULL, GP_SCOPE_NO_FOLLOW},
	{"no-sitemap", no_argument, NULL, GP_SCOPE_NO_SITEMAP},
	{"offline", no_argument, NULL, OPT_OFFLINE},
	{"pace", required_argument, NULL, OPT_PACE},
	{"recheck-after", required_argument, NULL, OPT_RECHECK_AFTER},
	{"rules", required_argument, NULL, OPT_RULES},
	{"since", required_argument, NULL, OPT_SINCE},
	{"site-host", required_argument, NULL, GP_SCOPE_SITE_HOST},
	{"sitemap", required_argument, NULL, GP_SCOPE_SITEMAP},
	{"store", required_argument, NULL, OPT_STORE},
	{"timeout", required_argument, NULL, OPT_TIMEOUT},
	{NULL, 0, NULL, 0},
};

/* Options that take a number. 1: not one of them. */
static int number_option(struct options *o, int c, const char *word, struct gp_err *e)
{
	long n;

	switch (c) {
	case 'c':
		if (gp_cmd_number(&n, "-c", word, 1, 1000, e))
			return -1;
		o->crawl.connections = (int)n;
		return 0;
	case OPT_DEPTH:
		if (gp_cmd_number(&n, "--depth", word, 0, 1000000, e))
			return -1;
		o->crawl.depth = (int)n;
		return 0;
	case OPT_MAX_TIME:
		if (gp_cmd_number(&n, "--max-time", word, 1, 31536000, e))
			return -1;
		o->crawl.max_ms = n * 1000;
		return 0;
	case OPT_MAX_URLS:
		if (gp_cmd_number(&n, "--max-urls", word, 1, 1000000000, e))
			return -1;
		o->crawl.max_urls = n;
		return 0;
	case OPT_RECHECK_AFTER:
		if (gp_cmd_number(&n, "--recheck-after", word, 0, 365, e))
			return -1;
		o->crawl.recheck_after_s = n * 86400;
		return 0;
	case OPT_TIMEOUT:
		if (gp_cmd_number(&n, "--timeout", word, 1, 600, e))
			return -1;
		o->crawl.timeout_ms = (int)n * 1000;
		return 0;
	default:
		return 1;
	}
}

static int other_option(struct options *o, int c, const char *word, struct gp_err *e)
{
	static const char *const levels[] = {"error", "warning", "info", "never", NULL};
	static const char *const paces[] = {"polite", "fast", NULL};
	static const char *const since[] = {"last", NULL};
	int i = 0;

	if (c >= GP_SCOPE_FOLLOW && c < GP_SCOPE_OPTIONS)
		return gp_scope_option(&o->scope, c, word, e);
	switch (c) {
	case OPT_ALL:
		o->report.style.all = true;
		return 0;
	case OPT_BY_OWNER:
		o->report.by_owner = word;
		return 0;
	case OPT_EXCLUDE:
		gp_words_append(&o->exclude, word);
		return 0;
	case OPT_INCLUDE:
		gp_words_append(&o->include, word);
		return 0;
	case OPT_FAIL_ON:
		if (choice(&i, "--fail-on", word, levels, e))
			return -1;
		o->report.fail_on = (enum gp_fail_on)i;
		return 0;
	case OPT_FORMAT:
		if (choice(&i, "--format", word, gp_report_formats, e))
			return -1;
		o->report.format = (enum gp_report_format)i;
		o->format_said = true;
		return 0;
	case OPT_PACE:
		if (choice(&i, "--pace", word, paces, e))
			return -1;
		o->pace = i;
		return 0;
	case OPT_FRESH:
		o->fresh = true;
		return 0;
	case OPT_HEADER:
		return gp_headers_option(&o->headers, word, e);
	case OPT_JSON:
		o->report.format = GP_REPORT_JSON;
		o->format_said = true;
		return 0;
	case OPT_LANG:
		return gp_cmd_lang(&o->report.style.lang, word, e);
	case OPT_OFFLINE:
		o->offline = true;
		return 0;
	case OPT_RULES:
		o->rules = word;
		return 0;
	case OPT_SINCE:
		o->report.since = true;
		return choice(&i, "--since", word, since, e);
	case OPT_STORE:
		o->store = word;
		return 0;
	case 'C':
		o->office = word;
		return 0;
	case 'o':
		o->report.path = word;
		return 0;
	case 'q':
		o->quiet = true;
		return 0;
	default:
		o->help = true;
		return 0;
	}
}

static int read_options(struct options *o, int argc, char **argv, struct gp_err *e)
{
	int c, rc;

	optind = 0; /* glibc: start anew */
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":C:c:ho:q", longs, NULL)) != -1) {
		if (c == ':')
			return gp_fail(e, GP_EUSAGE, "%s needs a value", argv[optind - 1]);
		if (c == '?')
			return gp_fail(e, GP_EUSAGE, "unknown option %s; 'govpub check-links -h' lists them",
			    optopt > 0 && optopt < 256 ? (char[]){'-', (char)optopt, '\0'} : argv[optind - 1]);
		rc = number_option(o, c, optarg, e);
		if (rc < 0 || (rc > 0 && other_option(o, c, optarg, e)))
			return -1;
	}
	o->crawl.headers = o->headers.list;
	o->crawl.header_count = o->headers.count;
	if (o->help)
		return 0;
	if (o->offline && o->fresh)
		return gp_fail(e, GP_EUSAGE, "--offline asks for nothing, and --fresh for everything: give one of them");
	if (o->report.by_owner && !o->format_said)
		o->report.format = GP_REPORT_HTML; /* for people who have a browser and no terminal */
	return gp_check_report_fits(&o->report, e);
}

/* Where the command line says nothing the office does, and then the program. */
static int64_t settled(int64_t said, int64_t office, int64_t otherwise)
{
	return said != UNSAID ? said : office >= 0 ? office : otherwise;
}

static void settle(struct options *o, const struct gp_office *office)
{
	struct gp_crawl_options *c = &o->crawl;

	for (size_t i = 0; office && office->include[i]; i++)
		gp_words_append(&o->include, office->include[i]);
	for (size_t i = 0; office && office->exclude[i]; i++)
		gp_words_append(&o->exclude, office->exclude[i]);
	c->include = (const char *const *)o->include.list;
	c->exclude = (const char *const *)o->exclude.list;
	c->connections = (int)settled(c->connections, office ? office->limits.connections : -1, 16);
	c->depth = (int)settled(c->depth, office ? office->limits.depth : -1, -1);
	c->max_urls = settled(c->max_urls, office ? office->limits.max_urls : -1, 0);
	c->max_ms = settled(c->max_ms, office && office->limits.max_time > 0 ? office->limits.max_time * 1000 : -1, 0);
	c->recheck_after_s = settled(c->recheck_after_s,
	    office && office->limits.recheck_after >= 0 ? office->limits.recheck_after * 86400 : -1, 0);
	c->timeout_ms = (int)settled(c->timeout_ms, office && office->limits.timeout > 0 ? office->limits.timeout * 1000 : -1,
	    20000);
	c->fast = o->pace >= 0 ? o->pace : office && office->fast;
}

static void options_free(struct options *o)
{
	gp_headers_free(&o->headers);
	gp_words_free(&o->include);
	gp_words_free(&o->exclude);
	gp_scope_free(&o->scope);
}

/* --- the store */

/* Everything that decides which addresses are found. */
static void put_scope(struct gp_buf *b, const struct options *o, const struct gp_target *t)
{
	gp_check_report_sign(t, b);
	for (size_t i = 0; i < o->include.n; i++)
		gp_buf_printf(b, "include %s\n", o->include.list[i]);
	for (size_t i = 0; i < o->exclude.n; i++)
		gp_buf_printf(b, "exclude %s\n", o->exclude.list[i]);
	gp_scope_sign(&o->scope, b);
	gp_buf_printf(b, "depth %d\nmax-urls %" PRId64 "\n", o->crawl.depth, o->crawl.max_urls);
}

/* And how they are checked: equal means resumable. */
static char *signature(const struct options *o, const struct gp_target *t, uint64_t rules)
{
	struct gp_buf b;

	gp_buf_init(&b, (size_t)256 << 20);
	put_scope(&b, o, t);
	gp_buf_printf(&b, "headers %016" PRIx64 "\n", gp_headers_hash(&o->headers));
	gp_buf_printf(&b, "rules %016" PRIx64 "\n", rules);
	return b.data;
}

/* Whether two runs would find the same on the same site is told by a hash of their scopes. */
static int put_run_scope(struct gp_store *s, const struct options *o, const struct gp_target *t, struct gp_err *e)
{
	struct gp_buf b;
	char hex[20];

	gp_buf_init(&b, (size_t)256 << 20);
	put_scope(&b, o, t);
	snprintf(hex, sizeof hex, "%016" PRIx64, XXH3_64bits(b.data, b.len));
	gp_buf_free(&b);
	return gp_store_put_value(s, "scope", hex, strlen(hex), e);
}

/* Pages that are the same need not be shown to the rules again when those are the same as well. */
static int put_run_rules(struct gp_store *s, struct options *o, uint64_t rules, struct gp_err *e)
{
	char hex[20], *last;
	size_t n;

	snprintf(hex, sizeof hex, "%016" PRIx64, rules);
	if (gp_store_get_last_value(s, "rules", &last, &n, e))
		return -1;
	o->crawl.same_rules = last && !strcmp(last, hex);
	free(last);
	return gp_store_put_value(s, "rules", hex, strlen(hex), e);
}

static int default_store(char path[4096], const struct gp_target *t, struct gp_err *e)
{
	char folder[4000];
	uint64_t h = XXH3_64bits(t->root ? t->root : "", t->root ? strlen(t->root) : 0);

	for (size_t i = 0; i < t->count; i++)
		h = XXH3_64bits_withSeed(t->seeds[i], strlen(t->seeds[i]), h);
	if (gp_state_folder(folder, sizeof folder))
		return gp_fail(e, GP_EUSAGE, "neither XDG_STATE_HOME nor HOME is set; name a file with --store");
	snprintf(path, 4096, "%s/crawl-%016" PRIx64 ".db", folder, h);
	return 0;
}

/* --- the run */

struct run {
	struct options *o;
	struct gp_progress progress;
	struct gp_buf line;
	struct gp_err error; /* writing a partial line failed */
};

static void on_progress(void *user, const struct gp_crawl_progress *p)
{
	struct run *r = user;

	gp_progress_show(&r->progress, p);
}

/* JSON lines come while the crawl runs, as soon as something certainly fails. */
static void on_result(void *user, const struct gp_store_url *u, const struct gp_store_result *res)
{
	struct run *r = user;
	struct gp_check_report *report = &r->o->report;

	if (gp_cause_by_id(res->cause)->verdict != GP_VERDICT_BROKEN ||
	    (*res->cause2 && gp_cause_by_id(res->cause2)->verdict != GP_VERDICT_BROKEN))
		return;
	gp_links_partial(&r->line, u, res, &report->style);
	if (!r->error.code && gp_outfile_drain(report->out, &r->line, &r->error))
		stop = 1;
}

static void catch_signals(void)
{
	struct sigaction a = {.sa_handler = on_signal}; /* no SA_RESTART: the loop must wake up */

	stop = 0;
	sigemptyset(&a.sa_mask);
	sigaction(SIGINT, &a, NULL);
	sigaction(SIGTERM, &a, NULL);
}

static int crawl_and_report(struct gp_ctx *ctx, struct run *r, struct gp_store *s, const struct gp_target *t,
    bool resumed, struct gp_err *e)
{
	struct gp_crawl_watch watch = {.progress = on_progress, .user = r,
	    .result = gp_check_report_streams(&r->o->report) ? on_result : NULL};
	struct gp_crawl_outcome done;
	struct gp_phrases phrases;
	int rc;

	if (gp_data_phrases(&phrases, e))
		return -1;
	r->o->crawl.phrases = &phrases;
	catch_signals();
	if (resumed && !r->o->quiet)
		fprintf(stderr, "%s\n", gp_catalogue_text(&ctx->words, r->o->report.style.lang, "progress.resumed"));
	rc = gp_crawl_run(&r->o->crawl, s, resumed, &watch, &done, e);
	gp_phrases_free(&phrases);
	gp_progress_end(&r->progress);
	if (!rc && r->error.code) {
		*e = r->error;
		return -1;
	}
	if (rc)
		return -1;
	if (!strcmp(done.state, "interrupted") && !r->o->quiet)
		fprintf(stderr, "%s\n", gp_catalogue_text(&ctx->words, r->o->report.style.lang, "progress.interrupted"));
	return gp_check_report_write(&r->o->report, s, t, &done, e);
}

static int store_path(char path[4096], const struct options *o, const struct gp_target *t,
    const struct gp_check_office *office, struct gp_err *e)
{
	if (o->store && (size_t)snprintf(path, 4096, "%s", o->store) >= 4096)
		return gp_fail(e, GP_EUSAGE, "--store: the name is too long");
	if (o->store)
		return 0;
	return t->of_office ? gp_check_office_store(office, path, e) : default_store(path, t, e);
}

static int check(struct gp_ctx *ctx, struct options *o, const struct gp_target *t, struct gp_check_office *office,
    struct gp_err *e)
{
	struct run r = {.o = o};
	struct gp_store *s = NULL;
	char path[4096], *sign = signature(o, t, office->rules_hash);
	bool resumed;
	int rc = -1;

	gp_buf_init(&r.line, 1 << 20);
	o->crawl.mode = t->mode;
	o->crawl.seeds = (const char *const *)t->seeds;
	o->crawl.seed_count = t->count;
	o->crawl.root = t->root;
	o->crawl.stop = &stop;
	o->crawl.forget = o->fresh;
	o->crawl.looker = office->looker ? gp_page_rules_looker(office->looker) : NULL;
	gp_progress_init(&r.progress, &ctx->words, o->report.style.lang, o->quiet);
	if (gp_scope_settle(&o->scope, &o->crawl, e))
		goto out;
	if (store_path(path, o, t, office, e) || gp_check_report_open(&o->report, e) || gp_store_open(&s, path, e) ||
	    (!o->fresh && gp_links_settle(s, e)) || gp_store_begin_run(s, sign, o->fresh, &resumed, e) ||
	    put_run_scope(s, o, t, e) || put_run_rules(s, o, office->rules_hash, e) ||
	    gp_check_office_keep_broken(office, s, e))
		goto out;
	rc = crawl_and_report(ctx, &r, s, t, resumed, e);
out:
	gp_check_report_discard(&o->report);
	gp_store_close(s);
	gp_buf_free(&r.line);
	free(sign);
	return rc;
}

/* The report of the last check, from its file. */
static int print_again(struct gp_ctx *ctx, struct options *o, const struct gp_target *t,
    const struct gp_check_office *office, struct gp_err *e)
{
	struct gp_store *s = NULL;
	char path[4096], minute[32];
	struct gp_param params[] = {{"started", minute}, {NULL, NULL}};
	struct gp_links_run run = {0};
	int rc = -1;

	if (!store_path(path, o, t, office, e) && !gp_store_open_kept(&s, path, e) && !gp_check_report_open(&o->report, e))
		rc = gp_check_report_again(&o->report, s, t, &run, e);
	if (rc >= 0 && !o->quiet) {
		struct gp_buf b;

		gp_link_minute(run.started, minute);
		gp_buf_init(&b, 4096);
		gp_catalogue_say(&b, &ctx->words, o->report.style.lang,
		    strcmp(run.state, "complete") ? "offline.partial" : "offline.whole", params);
		fprintf(stderr, "%s\n", b.data ? b.data : "");
		gp_buf_free(&b);
	}
	gp_check_report_discard(&o->report);
	gp_store_close(s);
	return rc;
}

int gp_cmd_check_links(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct options o = {.report.style = {.words = &ctx->words, .lang = ctx->lang}, .pace = -1, .crawl = {.depth = UNSAID, .connections = UNSAID,
	    .max_urls = UNSAID, .max_ms = UNSAID, .timeout_ms = UNSAID, .recheck_after_s = UNSAID, .agent = GP_FETCH_AGENT,
	    .language = GP_FETCH_LANGUAGE}};
	struct gp_check_office office = {0};
	struct gp_target t = {0};
	int rc = read_options(&o, argc, argv, e);

	if (rc || o.help) {
		fputs(rc ? "" : usage, stdout);
		options_free(&o);
		return rc;
	}
	rc = gp_check_office_open(&office, o.office, e);
	o.report.office = &office;
	settle(&o, office.office);
	if (!rc)
		rc = optind < argc ? gp_target_read(&t, argv + optind, argc - optind, e) :
		    gp_check_office_target(&office, &t, e);
	if (!rc)
		rc = t.of_office ? gp_check_office_scope(&office, &o.scope, e) : 0;
	if (!rc && o.offline)
		rc = print_again(ctx, &o, &t, &office, e);
	else if (!rc)
		rc = gp_check_office_rules(&office, o.rules, o.report.style.lang, e) ? -1 : check(ctx, &o, &t, &office, e);
	gp_check_office_close(&office);
	gp_target_free(&t);
	options_free(&o);
	return rc;
}
