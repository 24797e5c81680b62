#include "core/host/reports.h"

#include <stdlib.h>
#include <string.h>

#include "core/host/calendar_pack.h"
#include "core/host/embed.h"

#define SHIPPED "rules/reports/"
#define ENGINE "lua/report/"

static void add_report(struct gp_reports *r, const char *id, bool shipped)
{
	const struct gp_report_file *old = gp_reports_by_id(r, id);
	int file = r->files.count - 1;
	struct gp_report_file one = {.id = id, .path = r->files.list[file].path, .shipped = shipped, .file = file};

	if (old) { /* an office's own came first */
		r->list[old - r->list].overrides = true;
		return;
	}
	if (r->count == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 16;
		r->list = gp_reallocarray(r->list, r->cap, sizeof *r->list);
	}
	r->list[r->count++] = one;
}

static void on_added(void *user, const char *folder, const char *bare)
{
	(void)folder;
	add_report(user, bare, false);
}

static int add_office(struct gp_reports *r, const char *dir, struct gp_err *e)
{
	const char *folder = gp_sources_from_here(&r->files, gp_sources_joined(&r->files, dir, "/reports/", ""));

	return gp_sources_add_folder(&r->files, folder, 0, GP_SCRIPT_REPORT, on_added, r, e) ||
	    gp_sources_add_folder(&r->files, gp_sources_joined(&r->files, folder, "lib/", ""), 0, GP_SCRIPT_MODULE, NULL, NULL,
	    e) ? -1 : 0;
}

/* The path between `prefix` and ".lua", or NULL when it does not begin so or is in a folder below. */
static const char *name_in(struct gp_reports *r, const char *path, const char *prefix)
{
	size_t n = strlen(prefix), whole = strlen(path);

	if (strncmp(path, prefix, n) || strchr(path + n, '/') || whole < n + 5)
		return NULL;
	return gp_arena_strndup(&r->files.arena, path + n, whole - n - 4);
}

static int add_engine(struct gp_reports *r, struct gp_err *e)
{
	for (size_t i = 0; i < gp_embed_count; i++) {
		const struct gp_embed *f = &gp_embed_files[i];
		struct gp_source s = {.path = f->path, .text = (const char *)f->data, .n = f->len, .kind = GP_SCRIPT_MODULE};
		const char *name = name_in(r, f->path, ENGINE);

		if (!name)
			continue;
		s.name = strcmp(name, "init") ? gp_sources_joined(&r->files, "report.", name, "") : "report";
		if (gp_sources_add(&r->files, &s, e))
			return -1;
	}
	return 0;
}

static int add_shipped(struct gp_reports *r, struct gp_err *e)
{
	for (size_t i = 0; i < gp_embed_count; i++) {
		const struct gp_embed *f = &gp_embed_files[i];
		struct gp_source s = {.path = f->path, .text = (const char *)f->data, .n = f->len, .kind = GP_SCRIPT_MODULE};
		const char *form = name_in(r, f->path, SHIPPED);

		if (form)
			s.kind = GP_SCRIPT_REPORT;
		s.name = form ? form : name_in(r, f->path, SHIPPED "lib/");
		if (!s.name)
			continue;
		if (gp_sources_add(&r->files, &s, e))
			return -1;
		if (form)
			add_report(r, form, true);
	}
	return 0;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct gp_report_file *)a)->id, ((const struct gp_report_file *)b)->id);
}

int gp_reports_open(struct gp_reports **out, const char *dir, enum gp_lang lang, struct gp_err *e)
{
	struct gp_reports *r = gp_calloc(1, sizeof *r);
	int engine;

	*out = r;
	gp_buf_init(&r->answer, GP_SCRIPT_CALL_MAX);
	if (add_engine(r, e)) /* first: nothing of an office takes its names */
		goto fail;
	engine = r->files.count;
	if (dir && add_office(r, dir, e))
		goto fail;
	if (gp_sources_may_run(r->files.count > engine, e) || add_shipped(r, e) ||
	    (dir && gp_calendar_source(&r->files, dir, e)) ||
	    gp_session_open(&r->session, r->files.list, r->files.count, lang, e))
		goto fail;
	r->open = true;
	qsort(r->list, r->count, sizeof *r->list, by_id);
	return 0;
fail:
	gp_reports_close(r);
	*out = NULL;
	return -1;
}

void gp_reports_close(struct gp_reports *r)
{
	if (!r)
		return;
	if (r->open)
		gp_session_close(&r->session);
	gp_sources_free(&r->files);
	gp_buf_free(&r->answer);
	free(r->list);
	free(r);
}

const struct gp_report_file *gp_reports_by_id(const struct gp_reports *r, const char *id)
{
	for (size_t i = 0; i < r->count; i++)
		if (!strcmp(r->list[i].id, id))
			return &r->list[i];
	return NULL;
}

/* --- asking the worker */

struct asking {
	struct gp_reports *r;
	const char *path;
	struct gp_err *e;
	int rc;
};

static void on_answer(void *user, const struct gp_script_answer *a)
{
	struct asking *q = user;

	if (a->outcome != GP_SCRIPT_GOOD) {
		q->rc = gp_script_fail(a, q->path, q->e);
		return;
	}
	gp_buf_clear(&q->r->answer);
	gp_pack_value(&q->r->answer, a->value);
	q->rc = q->r->answer.full ? gp_fail(q->e, GP_ELIMIT, "%s: what it returns is too large", q->path) : 0;
}

int gp_reports_declare(struct gp_reports *r, const struct gp_report_file *f, struct gp_err *e)
{
	struct asking q = {.r = r, .path = f->path, .e = e};

	if (gp_script_declare(r->session.script, f->file, on_answer, &q, e) || gp_session_wait(&r->session, e))
		return -1;
	r->files.list[f->file].declared = !q.rc;
	return q.rc;
}

int gp_reports_call(struct gp_reports *r, const struct gp_report_file *f, const char *function,
    const struct gp_buf *ask, struct gp_err *e)
{
	struct asking q = {.r = r, .path = f->path, .e = e};

	if (ask->full || ask->len > GP_SCRIPT_CALL_MAX)
		return gp_fail(e, GP_ELIMIT, "%s: it is to be given more than %d MiB", f->path, (int)(GP_SCRIPT_CALL_MAX >> 20));
	if (gp_session_body(&r->session, ask->data, ask->len, e) ||
	    gp_script_call(r->session.script, f->file, function, 0, ask->len, NULL, on_answer, &q, e) ||
	    gp_session_wait(&r->session, e))
		return -1;
	return q.rc;
}
