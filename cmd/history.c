/*
 * history - every check of a link that is remembered.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/check-office.h"
#include "cmd/cmd.h"
#include "cmd/state_folder.h"
#include "core/report/outfile.h"
#include "core/report/past.h"

#define STORES_MAX 1000 /* of the state folder that are looked into */

static const char usage[] =
    "usage: govpub history [-C DIR] [--json] [--lang LANG] [-o FILE] [--store FILE] URL|PATH\n";

struct options {
	const char *office, *out, *store;
	bool json, help;
	enum gp_lang lang;
};

static int read_options(struct options *o, int argc, char **argv, struct gp_err *e)
{
	static const struct option longs[] = {
		{"help", no_argument, NULL, 'h'},
		{"json", no_argument, NULL, 'j'},
		{"lang", required_argument, NULL, 'l'},
		{"store", required_argument, NULL, 's'},
		{NULL, 0, NULL, 0},
	};
	int c;

	optind = 0; /* glibc: start anew */
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":C:ho:", longs, NULL)) != -1)
		switch (c) {
		case 'C':
			o->office = optarg;
			break;
		case 'j':
			o->json = true;
			break;
		case 'l':
			if (gp_cmd_lang(&o->lang, optarg, e))
				return -1;
			break;
		case 'o':
			o->out = optarg;
			break;
		case 's':
			o->store = optarg;
			break;
		case 'h':
			o->help = true;
			return 0;
		default:
			return gp_cmd_bad_option("history", c, argv, e);
		}
	if (argc - optind != 1 || !*argv[optind])
		return gp_fail(e, GP_EUSAGE, "history takes one address or path: govpub history URL");
	return 0;
}

/* --- the stores */

struct search {
	struct gp_past past;
	const char *word;
	int stores;        /* that were looked into */
	struct gp_err busy; /* one that could not be: another check uses it, or another version wrote it */
};

static int look_into(struct search *x, const char *path, struct gp_err *e)
{
	struct gp_store *s = NULL;
	struct gp_err why = GP_ERR_INIT;
	int rc;

	if (gp_store_open_kept(&s, path, &why)) {
		if (why.code == GP_ECONFLICT || why.code == GP_EUSAGE) {
			x->busy = why;
			return 0;
		}
		*e = why;
		return -1;
	}
	rc = gp_past_find(&x->past, s, path, x->word, e);
	gp_store_close(s);
	x->stores++;
	return rc;
}

static int is_store(const struct dirent *d)
{
	return !fnmatch("crawl-*.db", d->d_name, 0);
}

/* Checks outside an office have a store each. */
static int look_into_state(struct search *x, struct gp_err *e)
{
	char folder[4000], path[4096];
	struct dirent **list;
	int n, rc = 0;

	if (gp_state_folder(folder, sizeof folder))
		return 0;
	n = scandir(folder, &list, is_store, alphasort);
	for (int i = 0; i < n; i++) {
		if (!rc && i < STORES_MAX &&
		    (size_t)snprintf(path, sizeof path, "%s/%s", folder, list[i]->d_name) < sizeof path)
			rc = look_into(x, path, e);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	return rc;
}

static int look_everywhere(struct search *x, const struct options *o, struct gp_err *e)
{
	struct gp_check_office office;
	char path[4096];
	int rc;

	if (o->store && access(o->store, F_OK))
		return gp_fail_errno(e, GP_ENOTFOUND, "%s: cannot be read", o->store);
	if (o->store)
		return look_into(x, o->store, e);
	rc = gp_check_office_open(&office, o->office, e);
	if (!rc && office.office && !gp_check_office_store(&office, path, e) && !access(path, F_OK))
		rc = look_into(x, path, e);
	gp_check_office_close(&office);
	return rc ? -1 : o->office ? 0 : look_into_state(x, e);
}

static int write_out(const struct search *x, const struct options *o, const struct gp_ctx *ctx, struct gp_err *e)
{
	struct gp_links_style st = {.words = &ctx->words, .lang = o->lang};
	struct gp_outfile *out;

	if (gp_outfile_open(&out, o->out, e))
		return -1;
	if (o->json ? gp_past_json(out, &x->past, e) : gp_past_text(out, &x->past, &st, e)) {
		gp_outfile_discard(out);
		return -1;
	}
	return gp_outfile_commit(out, e);
}

int gp_cmd_history(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct options o = {.lang = ctx->lang};
	struct search *x;
	int rc = read_options(&o, argc, argv, e);

	if (rc || o.help) {
		fputs(rc ? "" : usage, stdout);
		return rc;
	}
	x = gp_calloc(1, sizeof *x);
	x->word = argv[optind];
	rc = look_everywhere(x, &o, e);
	if (!rc && !x->past.count && x->busy.code) {
		*e = x->busy;
		rc = -1;
	} else if (!rc && !x->past.count) {
		rc = gp_fail(e, GP_ENOTFOUND, "%s: no check remembers it", x->word);
	} else if (!rc) {
		rc = write_out(x, &o, ctx, e);
	}
	gp_past_free(&x->past);
	free(x);
	return rc;
}
