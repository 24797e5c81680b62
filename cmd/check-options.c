/* check-options.c - the command line of check-links */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/check-options.h"
#include "core/base/buf.h"
#include "core/ledger/date.h"
#include "core/web/fetch.h"

#define UNSAID (-2) /* an option that was not given */

const char gp_check_usage[] =
    "usage: govpub check-links [-q] [--accounts] [--all] [--auth ORIGIN=SECRET] [--by-owner DIR]\n"
    "                          [--fresh] [-C DIR] [-c N] [--cookies FILE] [--depth N] [--documents]\n"
    "                          [--exclude GLOB] [--fail-on LEVEL] [--follow GLOB] [--format FORMAT]\n"
    "                          [--header HEADER] [--include GLOB] [--json] [--lang LANG]\n"
    "                          [--max-time SECONDS] [--max-urls N] [--no-follow GLOB] [--no-mx]\n"
    "                          [--no-proxy GLOB] [--no-sitemap] [-o FILE] [--offline]\n"
    "                          [--pace PACE] [--proxy URL] [--recheck-after DAYS]\n"
    "                          [--remap FROM=TO] [--rule-arg RULE.NAME=VALUE]\n"
    "                          [--rule-profile FILE] [--rules RULES] [--since last]\n"
    "                          [--site-host GLOB] [--sitemap URL] [--store FILE]\n"
    "                          [--timeout SECONDS] [--today DAY] [URL|FILE|DIR|-]\n";

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

enum { OPT_ACCOUNTS = 256, OPT_ALL, OPT_BY_OWNER, OPT_DEPTH, OPT_DOCUMENTS,
	OPT_EXCLUDE, OPT_FAIL_ON, OPT_FORMAT, OPT_FRESH, OPT_HEADER, OPT_INCLUDE,
	OPT_JSON, OPT_LANG, OPT_MAX_TIME, OPT_MAX_URLS, OPT_NO_MX, OPT_OFFLINE, OPT_PACE, OPT_RECHECK_AFTER,
	OPT_RULES, OPT_RULE_ARG, OPT_RULE_PROFILE, OPT_SINCE, OPT_STORE, OPT_TIMEOUT, OPT_TODAY };

static const struct option longs[] = {
	{"accounts", no_argument, NULL, OPT_ACCOUNTS},
	{"all", no_argument, NULL, OPT_ALL},
	{"auth", required_argument, NULL, GP_NETWORK_AUTH},
	{"by-owner", required_argument, NULL, OPT_BY_OWNER},
	{"cookies", required_argument, NULL, GP_NETWORK_COOKIES},
	{"depth", required_argument, NULL, OPT_DEPTH},
	{"documents", no_argument, NULL, OPT_DOCUMENTS},
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
	{"no-mx", no_argument, NULL, OPT_NO_MX},
	{"no-proxy", required_argument, NULL, GP_NETWORK_NO_PROXY},
	{"no-sitemap", no_argument, NULL, GP_SCOPE_NO_SITEMAP},
	{"offline", no_argument, NULL, OPT_OFFLINE},
	{"pace", required_argument, NULL, OPT_PACE},
	{"proxy", required_argument, NULL, GP_NETWORK_PROXY},
	{"recheck-after", required_argument, NULL, OPT_RECHECK_AFTER},
	{"remap", required_argument, NULL, GP_NETWORK_REMAP},
	{"rule-arg", required_argument, NULL, OPT_RULE_ARG},
	{"rule-profile", required_argument, NULL, OPT_RULE_PROFILE},
	{"rules", required_argument, NULL, OPT_RULES},
	{"since", required_argument, NULL, OPT_SINCE},
	{"site-host", required_argument, NULL, GP_SCOPE_SITE_HOST},
	{"sitemap", required_argument, NULL, GP_SCOPE_SITEMAP},
	{"store", required_argument, NULL, OPT_STORE},
	{"timeout", required_argument, NULL, OPT_TIMEOUT},
	{"today", required_argument, NULL, OPT_TODAY},
	{NULL, 0, NULL, 0},
};

/* Options that take a number. 1: not one of them. */
static int number_option(struct gp_check_options *o, int c, const char *word, struct gp_err *e)
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

static int other_option(struct gp_check_options *o, int c, const char *word, struct gp_err *e)
{
	static const char *const levels[] = {"error", "warning", "info", "never", NULL};
	static const char *const paces[] = {"polite", "fast", NULL};
	static const char *const since[] = {"last", NULL};
	int i = 0;

	if (c >= GP_SCOPE_FOLLOW && c < GP_SCOPE_OPTIONS)
		return gp_scope_option(&o->scope, c, word, e);
	if (c >= GP_NETWORK_AUTH && c < GP_NETWORK_OPTIONS)
		return gp_network_option(&o->network, c, word, e);
	switch (c) {
	case OPT_ACCOUNTS:
		o->accounts = true;
		return 0;
	case OPT_ALL:
		o->all = true;
		return 0;
	case OPT_BY_OWNER:
		o->by_owner = word;
		return 0;
	case OPT_DOCUMENTS:
		o->documents = true;
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
		o->fail_on = (enum gp_fail_on)i;
		return 0;
	case OPT_FORMAT:
		return choice(&o->outputs.format, "--format", word, gp_check_formats, e);
	case OPT_PACE:
		if (choice(&i, "--pace", word, paces, e))
			return -1;
		o->pace = i;
		return 0;
	case OPT_FRESH:
		o->fresh = true;
		return 0;
	case OPT_HEADER:
		return gp_headers_option(&o->network.headers, word, e);
	case OPT_JSON:
		return choice(&o->outputs.format, "--json", "json", gp_check_formats, e);
	case OPT_LANG:
		return gp_cmd_lang(&o->lang, word, e);
	case OPT_NO_MX:
		o->crawl.no_mx = true;
		return 0;
	case OPT_OFFLINE:
		o->offline = true;
		return 0;
	case OPT_RULES:
		o->rules = word;
		return 0;
	case OPT_RULE_ARG:
		gp_words_append(&o->rule_args, word);
		return 0;
	case OPT_RULE_PROFILE:
		o->rule_profile = word;
		return 0;
	case OPT_SINCE:
		o->since = true;
		return choice(&i, "--since", word, since, e);
	case OPT_STORE:
		o->store = word;
		return 0;
	case OPT_TODAY:
		return gp_date_read(&o->today, word, o->today, e);
	case 'C':
		o->office = word;
		return 0;
	case 'o':
		gp_check_outputs_add(&o->outputs, word);
		return 0;
	case 'q':
		o->quiet = true;
		return 0;
	default:
		o->help = true;
		return 0;
	}
}

static int fit_together(struct gp_check_options *o, struct gp_err *e)
{
	if (o->offline && o->fresh)
		return gp_fail(e, GP_EUSAGE, "--offline asks for nothing, and --fresh for everything: give one of them");
	o->summary = o->by_owner && !o->outputs.count;
	if (!o->summary)
		return gp_check_outputs_settle(&o->outputs, e);
	gp_check_outputs_add(&o->outputs, NULL); /* as text, whatever the reports are */
	return 0;
}

int gp_check_options_read(struct gp_check_options *o, int argc, char **argv, struct gp_err *e)
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
	o->crawl.name_server = getenv("GOVPUB_NAME_SERVER");
	return o->help ? 0 : fit_together(o, e);
}

/* Where the command line says nothing the office does, and then the program. */
static int64_t settled(int64_t said, int64_t office, int64_t otherwise)
{
	return said != UNSAID ? said : office >= 0 ? office : otherwise;
}

void gp_check_options_settle(struct gp_check_options *o, const struct gp_office *office)
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
	o->documents |= office && office->documents;
	c->fast = o->pace >= 0 ? o->pace : office && office->fast;
	o->certificate.warning = settled(UNSAID, office ? office->limits.certificate_warning : -1, 30);
	o->certificate.error = settled(UNSAID, office ? office->limits.certificate_error : -1, 7);
}

void gp_check_options_init(struct gp_check_options *o, enum gp_lang lang)
{
	*o = (struct gp_check_options){.lang = lang, .today = gp_date_today(), .pace = -1, .outputs.format = -1, .crawl = {.depth = UNSAID, .connections = UNSAID,
	    .max_urls = UNSAID, .max_ms = UNSAID, .timeout_ms = UNSAID, .recheck_after_s = UNSAID, .agent = GP_FETCH_AGENT,
	    .language = GP_FETCH_LANGUAGE}};
}

void gp_check_options_free(struct gp_check_options *o)
{
	gp_check_outputs_free(&o->outputs);
	gp_check_network_free(&o->network);
	gp_words_free(&o->include);
	gp_words_free(&o->rule_args);
	gp_words_free(&o->exclude);
	gp_scope_free(&o->scope);
}
