/*
 * terms - where the terms of a list stand in files.
 */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "cmd/terms_output.h"

static const char usage[] = "usage: govpub terms [--count] [--fold] [--format FORMAT] [--hits WHICH] [--json] [--lang LANG]\n"
    "       [-o FILE] FILE ... TERMS\n";

struct options {
	enum gp_lang lang;
	int format; /* enum gp_terms_format; -1: as it suits */
	enum gp_termset_mode hits;
	bool count, fold, help;
	const char *out;
};

enum { OPT_COUNT = 256, OPT_FOLD, OPT_FORMAT, OPT_HITS, OPT_JSON, OPT_LANG };

static const struct option longs[] = {
	{"count", no_argument, NULL, OPT_COUNT},
	{"fold", no_argument, NULL, OPT_FOLD},
	{"format", required_argument, NULL, OPT_FORMAT},
	{"help", no_argument, NULL, 'h'},
	{"hits", required_argument, NULL, OPT_HITS},
	{"json", no_argument, NULL, OPT_JSON},
	{"lang", required_argument, NULL, OPT_LANG},
	{NULL, 0, NULL, 0},
};

/* The place of the word among three, or -1. */
static int one_of(const char *word, const char *a, const char *b, const char *c)
{
	return !strcmp(word, a) ? 0 : !strcmp(word, b) ? 1 : !strcmp(word, c) ? 2 : -1;
}

static int take_word(struct options *o, int c, const char *word, struct gp_err *e)
{
	int i;

	if (c == OPT_LANG)
		return gp_cmd_lang(&o->lang, word, e);
	if (c == OPT_FORMAT) {
		o->format = one_of(word, "plain", "text", "json");
		return o->format >= 0 ? 0 : gp_fail(e, GP_EUSAGE, "--format: '%s' is not plain, text or json", word);
	}
	i = one_of(word, "first", "longest", "all");
	if (i < 0)
		return gp_fail(e, GP_EUSAGE, "--hits: '%s' is not first, longest or all", word);
	o->hits = (enum gp_termset_mode)i;
	return 0;
}

static int read_options(struct options *o, int argc, char **argv, struct gp_err *e)
{
	int c;

	optind = 0;
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":ho:", longs, NULL)) != -1)
		switch (c) {
		case OPT_COUNT:
			o->count = true;
			break;
		case OPT_FOLD:
			o->fold = true;
			break;
		case OPT_JSON:
			o->format = GP_TERMS_JSON;
			break;
		case OPT_FORMAT:
		case OPT_HITS:
		case OPT_LANG:
			if (take_word(o, c, optarg, e))
				return -1;
			break;
		case 'h':
			o->help = true;
			return 0;
		case 'o':
			o->out = optarg;
			break;
		default:
			return gp_cmd_bad_option("terms", c, argv, e);
		}
	if (argc - optind < 2)
		return gp_fail(e, GP_EUSAGE, "give the files and then the list of terms: govpub terms article.txt terms.txt");
	return 0;
}

/* --- the list */

static int read_list(struct gp_term_file *f, struct gp_arena *a, const char *name, struct gp_err *e)
{
	FILE *in = fopen(name, "rb");
	struct gp_buf b;
	char *room;
	size_t n = 1;
	int rc;

	if (!in)
		return gp_fail_errno(e, GP_ENOTFOUND, "%s: cannot be read", name);
	gp_buf_init(&b, GP_TERM_FILE_MAX + 1);
	while (n && (room = gp_buf_reserve(&b, b.max - b.len < 65536 ? b.max - b.len : 65536))) {
		n = fread(room, 1, b.max - b.len < 65536 ? b.max - b.len : 65536, in);
		b.len += n;
	}
	rc = ferror(in) ? gp_fail_errno(e, GP_EIO, "%s: cannot be read", name)
			: gp_term_file_read(f, a, b.data ? b.data : "", b.len, name, e);
	fclose(in);
	gp_buf_free(&b);
	if (!rc && !f->count)
		rc = gp_fail(e, GP_EUSAGE, "%s: there is no term in it", name);
	return rc;
}

static struct gp_termset *compile(const struct gp_term_file *f, const struct options *o, const char *name, struct gp_err *e)
{
	struct gp_termset *t;
	size_t bytes = 0;
	void *mem;

	for (size_t i = 0; i < f->count; i++)
		bytes += strlen(f->rows[i].term);
	mem = gp_alloc(gp_termset_size(f->count, bytes));
	t = gp_termset_begin(mem, f->count, bytes, o->hits, o->fold);
	for (size_t i = 0; i < f->count; i++) {
		const char *term = f->rows[i].term;
		struct gp_err why = GP_ERR_INIT;

		if (gp_termset_add(t, term, strlen(term), &why)) {
			gp_fail(e, GP_EUSAGE, "%s:%u: %s", name, (unsigned)f->rows[i].line, why.msg);
			free(mem);
			return NULL;
		}
	}
	gp_termset_end(t);
	return t;
}

/* --- searching */

static int search_file(struct gp_terms_output *o, const struct gp_termset *t, const char *name, struct gp_err *e)
{
	struct gp_terms_input in;
	int rc = gp_terms_input_open(&in, name, e) ? -1 : 1;

	if (rc == 1)
		gp_terms_output_file(o, &in);
	while (rc == 1 && (rc = gp_terms_input_next(&in, e)) == 1) {
		const char *from = in.bytes.data + in.at;
		size_t done = in.at + gp_termset_scan(t, from, in.piece - in.at, in.more, gp_terms_output_hit, o);

		if (o->failed) {
			rc = -1;
			break;
		}
		gp_terms_output_searched(o, done);
		gp_terms_input_done(&in, done);
		o->seen = in.at;
	}
	if (!rc)
		gp_terms_output_file_end(o);
	gp_terms_input_close(&in);
	return rc;
}

/* People look at a terminal; programs, and files, get what a line can be cut from. */
static enum gp_terms_format format_of(const struct options *o)
{
	if (o->format >= 0)
		return (enum gp_terms_format)o->format;
	return !o->out && isatty(STDOUT_FILENO) ? GP_TERMS_TEXT : GP_TERMS_PLAIN;
}

static int search(const struct options *o, char *const *files, int count, const char *list, struct gp_err *e)
{
	struct gp_term_file terms = {0};
	struct gp_arena arena = {0};
	struct gp_terms_output out = {.terms = &terms, .format = format_of(o), .count = o->count, .names = count > 1, .e = e};
	struct gp_termset *t = NULL;
	int rc = -1;

	if (read_list(&terms, &arena, list, e) || !(t = compile(&terms, o, list, e)) ||
	    gp_outfile_open(&out.file, o->out, e))
		goto out;
	gp_terms_output_begin(&out);
	rc = 0;
	for (int i = 0; !rc && i < count; i++)
		rc = search_file(&out, t, files[i], e);
	if (!rc) {
		rc = gp_terms_output_end(&out, e);
	} else {
		gp_outfile_discard(out.file);
		gp_buf_free(&out.buf);
	}
out:
	free(t);
	gp_term_file_free(&terms);
	gp_arena_free(&arena);
	return rc ? rc : out.hits > 0;
}

int gp_cmd_terms(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct options o = {.lang = ctx->lang, .format = -1, .hits = GP_TERMS_FIRST};
	int rc = read_options(&o, argc, argv, e);

	if (rc || o.help) {
		fputs(rc ? "" : usage, stdout);
		return rc;
	}
	return search(&o, argv + optind, argc - optind - 1, argv[argc - 1], e);
}
