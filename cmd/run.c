/*
 * run - runs one script of the office in the jail and prints what it returns, as JSON.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cmd.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/office/office.h"
#include "core/report/outfile.h"
#include "core/rules/rules.h"
#include "core/script/calendar_pack.h"
#include "core/script/session.h"

static const char usage[] = "usage: govpub run [--lang LANG] [-o FILE] FILE [ARG...]\n";

struct options {
	enum gp_lang lang;
	const char *out;
	bool help;
};

static const struct option longs[] = {
	{"help", no_argument, NULL, 'h'},
	{"lang", required_argument, NULL, 'L'},
	{NULL, 0, NULL, 0},
};

static int read_options(struct options *o, int argc, char **argv, struct gp_err *e)
{
	int c;

	optind = 0;
	opterr = 0;
	/* "+": what follows the file belongs to the script */
	while ((c = getopt_long(argc, argv, "+:ho:", longs, NULL)) != -1)
		switch (c) {
		case 'h':
			o->help = true;
			break;
		case 'o':
			o->out = optarg;
			break;
		case 'L':
			if (gp_cmd_lang(&o->lang, optarg, e))
				return -1;
			break;
		default:
			return gp_cmd_bad_option("run", c, argv, e);
		}
	if (!o->help && optind >= argc)
		return gp_fail(e, GP_EUSAGE, "run which script? Give the name of its file");
	return 0;
}

struct run {
	const char *path;
	struct gp_buf json;
	struct gp_err error;
	int rc;
};

static void on_answer(void *user, const struct gp_script_answer *a)
{
	struct run *r = user;
	struct gp_json j;

	if (a->outcome != GP_SCRIPT_GOOD) {
		r->rc = gp_script_fail(a, r->path, &r->error);
		return;
	}
	gp_json_init(&j, &r->json);
	gp_json_value(&j, a->value);
	gp_buf_putc(&r->json, '\n');
}

static int print(struct run *r, const char *out, struct gp_err *e)
{
	struct gp_outfile *f;

	if (gp_outfile_open(&f, out, e))
		return -1;
	if (!gp_outfile_drain(f, &r->json, e))
		return gp_outfile_commit(f, e);
	gp_outfile_discard(f);
	return -1;
}

static int check_arguments(char *const *args, int count, struct gp_err *e)
{
	if (count > GP_SCRIPT_ARGS_MAX)
		return gp_fail(e, GP_EUSAGE, "a script takes %d arguments at most", GP_SCRIPT_ARGS_MAX);
	for (int i = 0; i < count; i++)
		if (!gp_utf8_valid(args[i], strlen(args[i])))
			return gp_fail(e, GP_EUSAGE, "argument %d of the script is not UTF-8", i + 1);
	return 0;
}

/* That of the office we are in: its working days are those of `govpub workday`. */
static int add_calendar(struct gp_rules *rules, struct gp_err *e)
{
	char dir[4096];
	int found = gp_office_find(dir, ".", e);

	return found ? found < 0 ? -1 : 0 : gp_calendar_source(&rules->files, dir, e);
}

static int run(const struct options *o, const char *path, char *const *args, int count, struct gp_err *e)
{
	struct gp_rules *rules = gp_rules_new();
	struct gp_session s = {0};
	struct run r = {.path = path};
	int rc = -1;

	gp_buf_init(&r.json, (size_t)64 << 20);
	if (check_arguments(args, count, e) || gp_rules_add_script(rules, path, e) ||
	    add_calendar(rules, e) || gp_rules_open(rules, &s, o->lang, e) ||
	    gp_script_run(s.script, 0, args, count, on_answer, &r, e) || gp_session_wait(&s, e))
		goto out;
	if (r.rc)
		*e = r.error;
	else
		rc = print(&r, o->out, e);
out:
	gp_session_close(&s);
	gp_rules_free(rules);
	gp_buf_free(&r.json);
	return rc;
}

int gp_cmd_run(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct options o = {.lang = ctx->lang};

	if (read_options(&o, argc, argv, e))
		return -1;
	if (o.help) {
		fputs(usage, stdout);
		return 0;
	}
	return run(&o, argv[optind], argv + optind + 1, argc - optind - 1, e);
}
