#include "core/rules/declarations.h"

#include <stdlib.h>
#include <string.h>

#include "core/office/embed.h"
#include "core/script/calendar_pack.h"


const struct gp_declaring gp_reports = {GP_SCRIPT_REPORT, GP_SCRIPT_MODULE, "report", "rules/reports/", "/reports/", false};
const struct gp_declaring gp_registers = {GP_SCRIPT_REGISTER, GP_SCRIPT_REGISTER, "register", "rules/registers/",
    "/registers/", true};

static void add_one(struct gp_declarations *r, const char *id, bool shipped)
{
	const struct gp_declaration *old = gp_declarations_by_id(r, id);
	int file = r->files.count - 1;
	struct gp_declaration one = {.id = id, .path = r->files.list[file].path, .shipped = shipped, .file = file};

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
	add_one(user, bare, false);
}

static void on_lib(void *user, const char *folder, const char *bare)
{
	struct gp_declarations *r = user;

	(void)folder;
	r->files.list[r->files.count - 1].name = bare;
}

static int add_office(struct gp_declarations *r, const char *dir, struct gp_err *e)
{
	const char *folder = !strcmp(dir, ".") ? r->what->folder + 1 : /* as people write it */
	    gp_sources_from_here(&r->files, gp_sources_joined(&r->files, dir, r->what->folder, ""));

	return gp_sources_add_folder(&r->files, folder, 0, r->what->kind, on_added, r, e) ||
	    gp_sources_add_folder(&r->files, gp_sources_joined(&r->files, folder, "lib/", ""), 0, r->what->lib, on_lib, r,
	    e) ? -1 : 0;
}

/* The path between `prefix` and ".lua", or NULL when it does not begin so or is in a folder below. */
static const char *name_in(struct gp_declarations *r, const char *path, const char *prefix)
{
	size_t n = strlen(prefix), whole = strlen(path);

	if (strncmp(path, prefix, n) || strchr(path + n, '/') || whole < n + 5)
		return NULL;
	return gp_arena_strndup(&r->files.arena, path + n, whole - n - 4);
}

static int add_engine(struct gp_declarations *r, struct gp_err *e)
{
	const char *folder = gp_sources_joined(&r->files, "lua/", r->what->engine, "/");
	const char *prefix = gp_sources_joined(&r->files, r->what->engine, ".", "");

	for (size_t i = 0; i < gp_embed_count; i++) {
		const struct gp_embed *f = &gp_embed_files[i];
		struct gp_source s = {.path = f->path, .text = (const char *)f->data, .n = f->len, .kind = GP_SCRIPT_MODULE};
		const char *name = name_in(r, f->path, folder);

		if (!name)
			continue;
		s.name = strcmp(name, "init") ? gp_sources_joined(&r->files, prefix, name, "") : r->what->engine;
		if (gp_sources_add(&r->files, &s, e))
			return -1;
	}
	return 0;
}

static int add_shipped(struct gp_declarations *r, struct gp_err *e)
{
	const char *lib = gp_sources_joined(&r->files, r->what->shipped, "lib/", "");

	for (size_t i = 0; i < gp_embed_count; i++) {
		const struct gp_embed *f = &gp_embed_files[i];
		struct gp_source s = {.path = f->path, .text = (const char *)f->data, .n = f->len};
		const char *id = name_in(r, f->path, r->what->shipped);

		s.kind = id ? r->what->kind : r->what->lib;
		s.name = id ? id : name_in(r, f->path, lib);
		if (!s.name)
			continue;
		if (gp_sources_add(&r->files, &s, e))
			return -1;
		if (id)
			add_one(r, id, true);
	}
	return 0;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct gp_declaration *)a)->id, ((const struct gp_declaration *)b)->id);
}

int gp_declarations_open(struct gp_declarations **out, const struct gp_declaring *what, const char *dir, enum gp_lang lang,
    struct gp_err *e)
{
	struct gp_declarations *r = gp_calloc(1, sizeof *r);
	int engine;

	*out = r;
	r->what = what;
	r->lang = lang;
	gp_buf_init(&r->answer, GP_SCRIPT_CALL_MAX);
	if (add_engine(r, e)) /* first: nothing of an office takes its names */
		goto fail;
	engine = r->files.count;
	if (dir && add_office(r, dir, e))
		goto fail;
	if (gp_sources_may_run(r->files.count > engine, e) || add_shipped(r, e) ||
	    (dir && gp_calendar_source(&r->files, dir, e)))
		goto fail;
	if (dir && what->keeps)
		r->kept = gp_declared_kept_open(dir, &r->files);
	qsort(r->list, r->count, sizeof *r->list, by_id);
	return 0;
fail:
	gp_declarations_close(r);
	*out = NULL;
	return -1;
}

void gp_declarations_close(struct gp_declarations *r)
{
	if (!r)
		return;
	gp_declared_kept_close(r->kept);
	if (r->open)
		gp_session_close(&r->session);
	gp_sources_free(&r->files);
	gp_buf_free(&r->answer);
	free(r->list);
	free(r);
}

const struct gp_declaration *gp_declarations_by_id(const struct gp_declarations *r, const char *id)
{
	for (size_t i = 0; i < r->count; i++)
		if (!strcmp(r->list[i].id, id))
			return &r->list[i];
	return NULL;
}

/* --- asking the worker */

static int begin(struct gp_declarations *r, struct gp_err *e)
{
	if (r->open)
		return 0;
	r->open = !gp_session_open(&r->session, r->files.list, r->files.count, r->lang, e);
	return r->open ? 0 : -1;
}

struct asking {
	struct gp_declarations *r;
	const struct gp_source *source;
	const char *path;
	struct gp_err *e;
	int rc;
};

/* "registers/x.lua: moves[3].from: ..." → "registers/x.lua:17: moves[3].from: ..." */
static void add_line(struct asking *q)
{
	char message[sizeof q->e->msg];
	size_t n = strlen(q->path);
	uint32_t line;

	memcpy(message, q->e->msg, sizeof message);
	if (strncmp(message, q->path, n))
		return;
	n += !strncmp(message + n, ": ", 2) ? 2 : !strncmp(message + n, "：", strlen("：")) ? strlen("：") : 0;
	line = gp_declaration_line(q->source, q->r->what->engine, message + n);
	if (line)
		gp_fail(q->e, q->e->code, "%s:%u: %s", q->path, (unsigned)line, message + n);
}

static void on_answer(void *user, const struct gp_script_answer *a)
{
	struct asking *q = user;

	if (a->outcome != GP_SCRIPT_GOOD) {
		q->rc = gp_script_fail(a, q->path, q->e);
		if (a->outcome == GP_SCRIPT_BAD && q->source)
			add_line(q);
		return;
	}
	gp_buf_clear(&q->r->answer);
	gp_pack_value(&q->r->answer, a->value);
	q->rc = q->r->answer.full ? gp_fail(q->e, GP_ELIMIT, "%s: what it returns is too large", q->path) : 0;
}

int gp_declarations_declare(struct gp_declarations *r, const struct gp_declaration *f, struct gp_err *e)
{
	struct asking q = {.r = r, .source = &r->files.list[f->file], .path = f->path, .e = e};

	/* a worker that is needed later evaluates it first, as one does that takes the place of another */
	if (!r->open && r->kept && gp_declared_kept_find(r->kept, f->id, &r->answer)) {
		r->files.list[f->file].declared = true;
		return 0;
	}
	if (begin(r, e) || gp_script_declare(r->session.script, f->file, on_answer, &q, e) || gp_session_wait(&r->session, e))
		return -1;
	r->files.list[f->file].declared = !q.rc;
	if (!q.rc && r->kept)
		gp_declared_kept_add(r->kept, f->id, &r->answer);
	return q.rc;
}

int gp_declarations_call(struct gp_declarations *r, const struct gp_declaration *f, const char *function,
    const struct gp_buf *ask, struct gp_err *e)
{
	struct asking q = {.r = r, .path = f->path, .e = e};

	if (ask->full || ask->len > GP_SCRIPT_CALL_MAX)
		return gp_fail(e, GP_ELIMIT, "%s: it is to be given more than %d MiB", f->path, (int)(GP_SCRIPT_CALL_MAX >> 20));
	if (begin(r, e) || gp_session_body(&r->session, ask->data, ask->len, e) ||
	    gp_script_call(r->session.script, f->file, function, 0, ask->len, NULL, on_answer, &q, e) ||
	    gp_session_wait(&r->session, e))
		return -1;
	return q.rc;
}
