/*
 * fetch - asks for one address and shows what comes back.
 *
 * The body goes to standard output, as with other programs of this kind, and then the report
 * goes to standard error; where the body goes elsewhere the report is the output.
 */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "cmd/fetch_report.h"
#include "core/crawl/fetch_one.h"
#include "core/report/outfile.h"
#include "core/script/data.h"
#include "core/text/utf8.h"

#define REPORT_MAX ((size_t)16 << 20)
#define SHOWN_MAX (8 * GP_FETCHED_MAX) /* of one line */
#define DRAIN_AT ((size_t)1 << 20)

static const char usage[] =
    "usage: govpub fetch [--head] [--headers] [--json] [--lang LANG] [-o FILE]\n"
    "                    [--timeout SECONDS] URL\n";

struct options {
	struct gp_fetch_one_options one;
	bool headers, json, help;
	const char *out;
	enum gp_lang lang;
};

enum { OPT_HEAD = 256, OPT_HEADERS, OPT_JSON, OPT_LANG, OPT_TIMEOUT };

static const struct option longs[] = {
	{"head", no_argument, NULL, OPT_HEAD},
	{"headers", no_argument, NULL, OPT_HEADERS},
	{"help", no_argument, NULL, 'h'},
	{"json", no_argument, NULL, OPT_JSON},
	{"lang", required_argument, NULL, OPT_LANG},
	{"timeout", required_argument, NULL, OPT_TIMEOUT},
	{NULL, 0, NULL, 0},
};

static int one_option(struct options *o, int c, char **argv, struct gp_err *e)
{
	long n;

	switch (c) {
	case OPT_HEAD:
		o->one.head = true;
		return 0;
	case OPT_HEADERS:
		o->headers = true;
		return 0;
	case OPT_JSON:
		o->json = true;
		return 0;
	case OPT_LANG:
		return gp_cmd_lang(&o->lang, optarg, e);
	case OPT_TIMEOUT:
		if (gp_cmd_number(&n, "--timeout", optarg, 1, 600, e))
			return -1;
		o->one.timeout_ms = (int)n * 1000;
		return 0;
	case 'o':
		o->out = optarg;
		return 0;
	case 'h':
		o->help = true;
		return 0;
	case ':':
		return gp_fail(e, GP_EUSAGE, "%s needs a value", argv[optind - 1]);
	default:
		return gp_fail(e, GP_EUSAGE, "unknown option %s", argv[optind - 1]);
	}
}

static bool to_stdout(const struct options *o)
{
	return !o->one.head && !o->json && (!o->out || !strcmp(o->out, "-"));
}

static int read_options(struct options *o, int argc, char **argv, struct gp_err *e)
{
	int c;

	optind = 0; /* glibc: start anew, main has used getopt too */
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":ho:", longs, NULL)) != -1)
		if (one_option(o, c, argv, e))
			return -1;
	if (o->help)
		return 0;
	if (argc - optind != 1)
		return gp_fail(e, GP_EUSAGE, "fetch asks for one address: govpub fetch URL");
	if (o->one.head && o->out)
		return gp_fail(e, GP_EUSAGE, "--head asks for no content that -o could save");
	if (o->json && o->out && !strcmp(o->out, "-"))
		return gp_fail(e, GP_EUSAGE, "--json and -o - would both write to standard output");
	return 0;
}

/* --- the body */

static bool is_text(const struct gp_fetched *f)
{
	static const char *const types[] = {
		"application/json", "application/javascript", "application/xml",
	};
	const char *plus = strrchr(f->type, '+');

	if (!*f->type || !strncmp(f->type, "text/", 5) ||
	    (plus && (!strcmp(plus, "+xml") || !strcmp(plus, "+json"))))
		return true;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (!strcmp(f->type, types[i]))
			return true;
	return false;
}

/* Line by line, for a terminal shows lines and obeys nothing else. */
static int show_text(struct gp_outfile *out, const struct gp_buf *body, struct gp_err *e)
{
	const char *p = body->data ? body->data : "", *end = p + body->len, *line_end;
	struct gp_buf b;
	int rc = 0;

	gp_buf_init(&b, SHOWN_MAX);
	for (; p < end && !rc; p = line_end + 1) {
		size_t n;

		line_end = memchr(p, '\n', (size_t)(end - p));
		if (!line_end)
			line_end = end;
		n = (size_t)(line_end - p);
		gp_utf8_show(&b, p, n && p[n - 1] == '\r' ? n - 1 : n);
		gp_buf_putc(&b, '\n');
		if (b.len >= DRAIN_AT)
			rc = gp_outfile_drain(out, &b, e);
	}
	if (!rc)
		rc = gp_outfile_drain(out, &b, e);
	gp_buf_free(&b);
	return rc;
}

static int put_body(const struct options *o, struct gp_fetched *f, const struct gp_links_style *st,
    struct gp_err *e)
{
	bool terminal = !o->out && isatty(STDOUT_FILENO);
	struct gp_outfile *out;
	int rc;

	if (!f->has_body || (o->json && !o->out))
		return 0;
	if (terminal && (!is_text(f) || !gp_utf8_valid(f->body.data, f->body.len))) {
		fprintf(stderr, "%s\n", gp_catalogue_text(st->words, st->lang, "fetch.withheld"));
		return 0;
	}
	if (gp_outfile_open(&out, o->out, e))
		return -1;
	rc = terminal ? show_text(out, &f->body, e) : gp_outfile_drain(out, &f->body, e);
	if (!rc)
		return gp_outfile_commit(out, e);
	gp_outfile_discard(out);
	return -1;
}

/* --- the whole */

static int deliver(const struct options *o, struct gp_fetched *f, const struct gp_links_style *st,
    struct gp_err *e)
{
	struct gp_buf report;
	int rc;

	gp_buf_init(&report, REPORT_MAX);
	if (o->json)
		gp_fetch_report_json(&report, f, st);
	else
		gp_fetch_report_text(&report, f, o->headers, st);
	if (to_stdout(o))
		fwrite(report.data, 1, report.len, stderr);
	rc = put_body(o, f, st, e);
	/* last, so that no report tells of a file that could not be written; main flushes */
	if (!rc && !to_stdout(o))
		fwrite(report.data, 1, report.len, stdout);
	gp_buf_free(&report);
	return rc;
}

/* contracts: 1 broken; 3 when we ourselves refused or stopped reading. */
static int exit_status(const struct gp_fetched *f)
{
	if (gp_cause_by_id(f->cause)->verdict == GP_VERDICT_BROKEN)
		return 1;
	return *f->hops[f->hop_count - 1].failure ? 3 : 0;
}

int gp_cmd_fetch(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct options o = {.lang = ctx->lang, .one.timeout_ms = 20000};
	struct gp_links_style st = {.words = &ctx->words};
	struct gp_phrases phrases;
	struct gp_fetched f;
	int rc = -1;

	if (read_options(&o, argc, argv, e))
		return -1;
	if (o.help) {
		fputs(usage, stdout);
		return 0;
	}
	if (gp_data_phrases(&phrases, e))
		return -1;
	st.lang = o.lang;
	o.one.guards = &phrases.guards;
	if (!gp_fetch_one(&f, argv[optind], &o.one, e) && !deliver(&o, &f, &st, e))
		rc = exit_status(&f);
	gp_fetched_free(&f);
	gp_phrases_free(&phrases);
	return rc;
}
