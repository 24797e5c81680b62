#define _GNU_SOURCE
#include "cmd/check-output.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/report/outfile.h"

const char *const gp_check_formats[] = {"text", "json", "jsonl", "csv", "html", "junit", "sarif", "xlsx", "dot", NULL};
static gp_links_writer *const writers[] = {gp_links_text, gp_links_json, gp_links_jsonl, gp_links_csv, gp_links_html,
    gp_links_junit, gp_links_sarif, gp_links_xlsx, gp_links_dot};

static const struct {
	const char *end;
	int format;
} ends[] = {
	{".json", GP_CHECK_JSON}, {".jsonl", GP_CHECK_JSONL}, {".ndjson", GP_CHECK_JSONL}, {".csv", GP_CHECK_CSV},
	{".html", GP_CHECK_HTML}, {".htm", GP_CHECK_HTML}, {".xml", GP_CHECK_JUNIT}, {".sarif", GP_CHECK_SARIF},
	{".xlsx", GP_CHECK_XLSX}, {".dot", GP_CHECK_DOT}, {".gv", GP_CHECK_DOT},
};

static bool is_stdout(const struct gp_check_output *o)
{
	return !o->path || !strcmp(o->path, "-");
}

static int format_of_name(const char *path)
{
	const char *dot = path ? strrchr(path, '.') : NULL;

	for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
		if (!strcasecmp(dot, ends[i].end))
			return ends[i].format;
	return GP_CHECK_TEXT;
}

void gp_check_outputs_add(struct gp_check_outputs *o, const char *path)
{
	o->list = gp_reallocarray(o->list, o->count + 1, sizeof *o->list);
	o->list[o->count++] = (struct gp_check_output){.path = path};
}

int gp_check_outputs_settle(struct gp_check_outputs *o, struct gp_err *e)
{
	if (!o->count)
		gp_check_outputs_add(o, NULL);
	for (size_t i = 0; i < o->count; i++) {
		struct gp_check_output *p = &o->list[i];

		for (size_t k = 0; k < i; k++)
			if (!strcmp(p->path, o->list[k].path))
				return gp_fail(e, GP_EUSAGE, "-o: %s is named twice", p->path);
		p->format = o->format >= 0 ? o->format : format_of_name(p->path);
		if (!is_stdout(p) || !isatty(STDOUT_FILENO))
			continue;
		if (p->format == GP_CHECK_HTML)
			return gp_fail(e, GP_EUSAGE, "a terminal cannot show HTML; name a file, for example -o report.html");
		if (p->format == GP_CHECK_XLSX)
			return gp_fail(e, GP_EUSAGE,
			    "a terminal cannot show a workbook; name a file, for example -o links.xlsx");
	}
	return 0;
}

bool gp_check_outputs_stream(const struct gp_check_outputs *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->list[i].format == GP_CHECK_JSONL)
			return true;
	return false;
}

int gp_check_outputs_open(struct gp_check_outputs *o, struct gp_err *e)
{
	for (size_t i = 0; i < o->count; i++)
		if (gp_outfile_open(&o->list[i].file, o->list[i].path, e))
			return -1;
	return 0;
}

int gp_check_outputs_line(struct gp_check_outputs *o, const struct gp_buf *line, struct gp_err *e)
{
	struct gp_buf copy; /* draining empties it */
	int rc = 0;

	for (size_t i = 0; !rc && i < o->count; i++) {
		if (o->list[i].format != GP_CHECK_JSONL)
			continue;
		gp_buf_init(&copy, line->len);
		gp_buf_put(&copy, line->data, line->len);
		rc = gp_outfile_drain(o->list[i].file, &copy, e);
		gp_buf_free(&copy);
	}
	return rc;
}

int gp_check_outputs_write(struct gp_check_outputs *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	for (size_t i = 0; i < o->count; i++)
		if (writers[o->list[i].format](o->list[i].file, l, run, st, e))
			return -1;
	return 0;
}

int gp_check_outputs_commit(struct gp_check_outputs *o, struct gp_err *e)
{
	for (size_t i = 0; i < o->count; i++) {
		struct gp_outfile *f = o->list[i].file;

		o->list[i].file = NULL;
		if (gp_outfile_commit(f, e))
			return -1;
	}
	return 0;
}

void gp_check_outputs_free(struct gp_check_outputs *o)
{
	for (size_t i = 0; i < o->count; i++)
		gp_outfile_discard(o->list[i].file);
	free(o->list);
}
