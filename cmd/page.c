/*
 * page - prints what a rule sees of a page, or of a document.
 */
#define _GNU_SOURCE
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/page_document.h"
#include "cmd/page_input.h"
#include "core/base/json.h"
#include "core/report/outfile.h"
#include "core/text/utf8.h"

static const char usage[] = "usage: govpub page [--json] [--lang LANG] [-o FILE] [--url BASE] URL|FILE\n";

struct options {
	enum gp_lang lang;
	const char *out, *base;
	bool json, help;
};

static const struct option longs[] = {
	{"help", no_argument, NULL, 'h'},
	{"json", no_argument, NULL, 'j'},
	{"lang", required_argument, NULL, 'L'},
	{"url", required_argument, NULL, 'u'},
	{NULL, 0, NULL, 0},
};

static int read_options(struct options *o, int argc, char **argv, struct gp_err *e)
{
	int c;

	optind = 0;
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":ho:", longs, NULL)) != -1)
		switch (c) {
		case 'h':
			o->help = true;
			break;
		case 'j':
			o->json = true;
			break;
		case 'o':
			o->out = optarg;
			break;
		case 'u':
			o->base = optarg;
			break;
		case 'L':
			if (gp_cmd_lang(&o->lang, optarg, e))
				return -1;
			break;
		default:
			return gp_cmd_bad_option("page", c, argv, e);
		}
	if (!o->help && optind != argc - 1)
		return gp_fail(e, GP_EUSAGE, "give one page: its address or its file");
	return 0;
}

/* --- for a person */

struct view {
	struct gp_ctx *ctx;
	const struct options *o;
	struct gp_buf out;
	struct gp_err error;
	int rc;
};

static void shown(struct view *w, const char *s, size_t n, size_t points)
{
	size_t cut = gp_utf8_prefix(s, n, points);

	gp_utf8_show(&w->out, s, cut);
	if (cut < n)
		gp_buf_puts(&w->out, "…");
}

static void row(struct view *w, const char *id, const struct gp_value *v)
{
	const char *word = gp_catalogue_text(&w->ctx->words, w->o->lang, id);

	gp_buf_printf(&w->out, "%s%s", word, w->o->lang == GP_LANG_ZH ? "：" : ": ");
	if (!v || v->type == GP_VALUE_NULL)
		gp_buf_puts(&w->out, "-");
	else if (v->type == GP_VALUE_STRING)
		shown(w, v->string.p, v->string.n, 200);
	else if (v->type == GP_VALUE_INT)
		gp_buf_printf(&w->out, "%" PRId64, v->integer);
	else if (v->type == GP_VALUE_LIST)
		for (size_t i = 0; i < v->list.n; i++) {
			gp_buf_puts(&w->out, i ? ", " : "");
			if (v->list.items[i].type == GP_VALUE_STRING)
				shown(w, v->list.items[i].string.p, v->list.items[i].string.n, 80);
		}
	gp_buf_putc(&w->out, '\n');
}

static void metas(struct view *w, const struct gp_value *v)
{
	for (size_t i = 0; v && v->type == GP_VALUE_MAP && i < v->map.n; i++) {
		gp_buf_puts(&w->out, "  ");
		shown(w, v->map.members[i].key, v->map.members[i].key_n, 60);
		gp_buf_puts(&w->out, " = ");
		if (v->map.members[i].value.type == GP_VALUE_STRING)
			shown(w, v->map.members[i].value.string.p, v->map.members[i].value.string.n, 120);
		gp_buf_putc(&w->out, '\n');
	}
}

static void links(struct view *w, const struct gp_value *v)
{
	for (size_t i = 0; v && v->type == GP_VALUE_LIST && i < v->list.n; i++) {
		const struct gp_value *l = &v->list.items[i];
		const char *url = gp_value_str(l, "url"), *text = gp_value_str(l, "text"), *kind = gp_value_str(l, "kind");

		gp_buf_printf(&w->out, "  %" PRId64 ":%" PRId64 " <", gp_value_int(l, "line", 0), gp_value_int(l, "col", 0));
		shown(w, kind ? kind : "", kind ? strlen(kind) : 0, 20);
		gp_buf_puts(&w->out, "> ");
		url = url ? url : gp_value_str(l, "raw");
		shown(w, url ? url : "", url ? strlen(url) : 0, 200);
		if (text && *text) {
			gp_buf_puts(&w->out, "  ");
			shown(w, text, strlen(text), 60);
		}
		gp_buf_putc(&w->out, '\n');
	}
}

static void people_read(struct view *w, const struct gp_value *v)
{
	const struct gp_value *charset = gp_value_get(v, "charset"), *text = gp_value_get(v, "text");

	row(w, "page.url", gp_value_get(v, "url"));
	row(w, "page.status", gp_value_get(v, "status"));
	row(w, "page.declared", gp_value_get(charset, "declared"));
	row(w, "page.found", gp_value_get(charset, "found"));
	row(w, "page.title", gp_value_get(v, "title"));
	row(w, "page.dates", gp_value_get(v, "dates"));
	row(w, "page.ids", gp_value_get(v, "ids"));
	row(w, "page.meta", NULL);
	w->out.len -= 2; /* the "-" of an empty row */
	gp_buf_putc(&w->out, '\n');
	metas(w, gp_value_get(v, "meta"));
	row(w, "page.links", NULL);
	w->out.len -= 2;
	gp_buf_putc(&w->out, '\n');
	links(w, gp_value_get(v, "links"));
	row(w, "page.text", text);
}

/* As the contract has it: an empty table has lost whether it had names, and "meta" always has. */
static void programs_read(struct view *w, const struct gp_value *v)
{
	struct gp_json j;

	gp_json_init(&j, &w->out);
	gp_json_object(&j);
	for (size_t i = 0; v->type == GP_VALUE_MAP && i < v->map.n; i++) {
		const struct gp_member *m = &v->map.members[i];

		gp_json_key(&j, m->key);
		if (!strcmp(m->key, "meta") && m->value.type == GP_VALUE_LIST) {
			gp_json_object(&j);
			gp_json_object_end(&j);
		} else {
			gp_json_value(&j, &m->value);
		}
	}
	gp_json_object_end(&j);
	gp_buf_putc(&w->out, '\n');
}

static void on_answer(void *user, const struct gp_script_answer *a)
{
	struct view *w = user;

	if (a->outcome != GP_SCRIPT_GOOD) {
		w->rc = gp_script_fail(a, "page", &w->error);
	} else if (w->o->json) {
		programs_read(w, a->value);
	} else {
		people_read(w, a->value);
	}
}

static int look(struct view *w, const struct gp_page_input *in, struct gp_err *e)
{
	struct gp_session s;
	int rc = gp_page_document_show(&w->out, w->ctx, w->o->lang, w->o->json, in, e);

	if (rc)
		return rc < 0 ? -1 : 0;
	rc = gp_session_open(&s, NULL, 0, w->o->lang, e);

	if (!rc)
		rc = gp_session_body(&s, in->body.data, in->body.len, e) ||
		    gp_script_describe(s.script, &in->page, on_answer, w, e) || gp_session_wait(&s, e) ? -1 : 0;
	gp_session_close(&s);
	if (!rc && w->rc) {
		*e = w->error;
		rc = -1;
	}
	return rc;
}

int gp_cmd_page(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct options o = {.lang = ctx->lang};
	struct gp_page_input in = {0};
	struct view w = {.ctx = ctx, .o = &o};
	struct gp_outfile *f = NULL;
	int rc = read_options(&o, argc, argv, e);

	if (rc || o.help) {
		fputs(rc ? "" : usage, stdout);
		return rc;
	}
	gp_buf_init(&w.out, (size_t)256 << 20);
	rc = gp_outfile_open(&f, o.out, e) || gp_page_input_read(&in, argv[optind], o.base, e) || look(&w, &in, e) ||
	    gp_outfile_drain(f, &w.out, e) ? -1 : 0;
	if (rc)
		gp_outfile_discard(f);
	else
		rc = gp_outfile_commit(f, e);
	gp_page_input_free(&in);
	gp_buf_free(&w.out);
	return rc;
}
