/*
 * script_worker.c - role "script": scripts that nobody vouches for, behind closed doors
 *
 * One Lua state a pack, one environment a script, a budget for each call (script_budget.h).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <lauxlib.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/script/bind.h"
#include "core/script/lua_value.h"
#include "core/script/office_terms.h"
#include "core/script/rule_page.h"
#include "core/script/sandbox.h"
#include "core/script/script.h"
#include "core/script/script_budget.h"
#include "core/script/script_call.h"
#include "core/script/script_msg.h"
#include "core/script/script_shell.h"
#include "core/script/script_worker.h"
#include "core/sys/jail.h"
#include "core/sys/proc.h"
#include "core/text/charset.h"

#define ADDRESS_SPACE ((size_t)512 << 20) /* a backstop; the heap has its own limit */
#define OUT_MAX (GP_SCRIPT_DESCRIBE_MAX + ((size_t)4 << 20))
#define LARGE (256 << 10) /* bytes from which a block goes back to the system at once, and leaves no hole */

/*
 * What a rule holds on to would be missing for those that run after it, so a pack may keep
 * a little and no more. Ends the worker in the name of the rule that ran last.
 */
void gp_worker_look_what_is_kept(lua_State *L)
{
	const int most = (int)(GP_SCRIPT_KEPT_MAX >> 10);

	if (lua_gc(L, LUA_GCCOUNT) <= most)
		return;
	lua_gc(L, LUA_GCCOLLECT);
	if (lua_gc(L, LUA_GCCOUNT) <= most)
		return;
	gp_bind_page_forget(L); /* a large page, which is nobody's fault */
	lua_gc(L, LUA_GCCOLLECT);
	if (lua_gc(L, LUA_GCCOUNT) > most)
		gp_budget_over(GP_SCRIPT_KEPT);
}

static void over_memory(void)
{
	gp_budget_over(GP_SCRIPT_MEMORY);
}

/* --- answering */

int gp_worker_flush(struct gp_worker *w)
{
	return gp_msg_flush(GP_PROC_SOCKET, &w->out);
}

int gp_worker_end_answer(struct gp_worker *w)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, &w->out, GP_SCRIPT_DONE);
	return gp_msg_end(&m);
}

int gp_worker_put_message(struct gp_msg_out *m, const char *text)
{
	char safe[GP_SCRIPT_MESSAGE_MAX + 4];
	size_t n = gp_call_clean(safe, text, GP_SCRIPT_MESSAGE_MAX);

	gp_msg_put_str(m, safe, n);
	return gp_msg_end(m);
}

int gp_worker_answer_failed(struct gp_worker *w, const char *text)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, &w->out, GP_SCRIPT_FAILED);
	return gp_worker_put_message(&m, text);
}

/* w->packed in pieces, then DONE. */
int gp_worker_answer_value(struct gp_worker *w)
{
	struct gp_msg_out m;

	for (size_t at = 0, n; at < w->packed.len; at += n) {
		n = w->packed.len - at < GP_SCRIPT_PIECE ? w->packed.len - at : GP_SCRIPT_PIECE;
		gp_msg_begin(&m, &w->out, GP_SCRIPT_BYTES);
		gp_msg_put_str(&m, w->packed.data + at, n);
		if (gp_msg_end(&m))
			return -1;
	}
	return gp_worker_end_answer(w);
}

/* --- sources and states */

static int take_config(struct gp_worker *w, struct gp_msg_in *m)
{
	int64_t lang = gp_msg_take_range(m, 0, 1);

	w->cpu_ms = (int)gp_msg_take_range(m, 1, 600000);
	w->wall_ms = (int)gp_msg_take_range(m, 1, 600000);
	w->profile = gp_msg_take_range(m, 0, 1);
	gp_call_language((enum gp_lang)lang);
	return gp_msg_done(m) ? 0 : -1;
}

static int take_file(struct gp_worker *w, struct gp_msg_in *m)
{
	int64_t file = gp_msg_take_range(m, 0, GP_SCRIPT_FILES - 1), pack = gp_msg_take_range(m, 0, GP_SCRIPT_FILES - 1);
	int64_t kind = gp_msg_take_range(m, 0, GP_SCRIPT_KINDS - 1);
	size_t n, name_n;
	const char *path = gp_msg_take_str(m, GP_SCRIPT_PATH_MAX, &n);
	const char *name = gp_msg_take_str(m, GP_SCRIPT_PATH_MAX, &name_n);
	struct gp_worker_source *s;

	if (!w->files)
		w->files = gp_calloc(GP_SCRIPT_FILES, sizeof *w->files);
	while (w->file_count <= file)
		w->files[w->file_count++] = (struct gp_worker_source){.pack = -1, .ref = GP_SCRIPT_REF_INIT,
		    .want.on = GP_ON(PAGE)};
	while (w->pack_count <= pack) {
		w->packs = gp_reallocarray(w->packs, (size_t)w->pack_count + 1, sizeof *w->packs);
		w->packs[w->pack_count++] = (struct gp_worker_pack){0};
	}
	s = &w->files[file];
	if (s->pack >= 0)
		return -1;
	s->pack = (int)pack;
	s->kind = (enum gp_script_kind)kind;
	s->path = gp_strndup(path, n);
	s->name = gp_strndup(name, name_n);
	s->size = (size_t)gp_msg_take_range(m, 0, (int64_t)GP_SCRIPT_SOURCE_MAX);
	s->text = gp_alloc(s->size + 1);
	w->filling = s->size ? (int)file : -1;
	return gp_msg_done(m) ? 0 : -1;
}

static int take_bytes(struct gp_worker *w, struct gp_msg_in *m)
{
	struct gp_worker_source *s = w->filling >= 0 ? &w->files[w->filling] : NULL;
	size_t n;
	const char *p = gp_msg_take_bytes(m, GP_SCRIPT_PIECE, &n);

	if (!s || !gp_msg_done(m) || !n || n > s->size - s->n)
		return -1;
	memcpy(s->text + s->n, p, n);
	s->n += n;
	if (s->n == s->size) {
		w->filling = -1;
		if (s->kind == GP_SCRIPT_CALENDAR)
			gp_bind_workday_calendar(s->text, s->n);
	}
	return 0;
}

static struct gp_worker_source *take_source(struct gp_worker *w, struct gp_msg_in *m)
{
	int64_t file = gp_msg_take_range(m, 0, w->file_count - 1);

	return m->bad || w->file_count == 0 || w->files[file].pack < 0 ? NULL : &w->files[file];
}

/* What makes more of a declaration, in Lua. */
static const char *engine_of(enum gp_script_kind kind)
{
	return kind == GP_SCRIPT_REPORT ? "report" : kind == GP_SCRIPT_REGISTER ? "register" :
	    kind == GP_SCRIPT_ADAPTER ? "adapter" : NULL;
}

/*
 * What require("name") loads: the first file of the same pack that has this name. Taxonomies and lists of terms belong
 * to all packs, and a list that the office does not keep is empty.
 */
static const struct gp_script_module *find_module(void *user, int pack, const char *name)
{
	static const char none[] = "return {}";
	struct gp_worker *w = user;
	static struct gp_script_module found;
	bool terms = !strncmp(name, GP_OFFICE_TERMS_PREFIX, strlen(GP_OFFICE_TERMS_PREFIX));

	for (int i = 0; *name && i < w->file_count; i++) {
		const struct gp_worker_source *s = &w->files[i];

		if ((s->pack == pack || s->kind == GP_SCRIPT_TAXONOMY || (terms && s->kind == GP_SCRIPT_TERMS)) &&
		    !strcmp(s->name, name)) {
			found = (struct gp_script_module){.path = s->path, .text = s->text, .n = s->n,
			    .engine = engine_of(s->kind)};
			return &found;
		}
	}
	found = (struct gp_script_module){.path = name, .text = none, .n = strlen(none)};
	return terms ? &found : NULL;
}

lua_State *gp_worker_state(struct gp_worker *w, const struct gp_worker_source *s, struct gp_err *e)
{
	struct gp_worker_pack *p = &w->packs[s->pack];

	if (!p->L)
		p->L = gp_sandbox_state(&w->sandbox, e);
	if (p->L)
		gp_call_pack(p->L, s->pack, find_module, w);
	return p->L;
}

/* --- requests */

void gp_worker_begin_value(struct gp_worker *w, size_t max)
{
	gp_buf_clear(&w->packed);
	w->packed.max = max;
}

static int do_declare(struct gp_worker *w, struct gp_msg_in *m)
{
	struct gp_worker_source *s = take_source(w, m);
	bool quiet = gp_msg_take_range(m, 0, 1);
	struct gp_err e = GP_ERR_INIT;
	lua_State *L;
	int rc;

	if (!s || !gp_msg_done(m))
		return -1;
	s->pending = quiet && s->kind == GP_SCRIPT_RULE;
	if (s->pending)
		return gp_worker_end_answer(w);
	gp_budget_begin((int)(s - w->files), w->cpu_ms, w->wall_ms);
	gp_worker_begin_value(w, GP_VALUE_MAX);
	L = gp_worker_state(w, s, &e);
	if (!L)
		rc = -1;
	else if (engine_of(s->kind))
		rc = gp_call_declare_for(L, engine_of(s->kind), s->text, s->n, s->path, &s->ref, &w->packed, &e);
	else
		rc = gp_call_declare(L, s->text, s->n, s->path, &s->ref, &w->packed, &e);
	if (L)
		gp_worker_look_what_is_kept(L);
	gp_budget_stop();
	if (rc)
		return gp_worker_answer_failed(w, e.msg);
	return quiet ? gp_worker_end_answer(w) : gp_worker_answer_value(w);
}

static int give_args(struct gp_worker *w, struct gp_worker_source *s, const char *p, size_t n)
{
	struct gp_arena a = {0};
	struct gp_value v;
	struct gp_err e = GP_ERR_INIT;
	int rc = -1;

	if (!gp_value_unpack(&v, &a, p, n, &e) && w->packs[s->pack].L)
		rc = gp_call_args(w->packs[s->pack].L, &s->ref, &v);
	gp_arena_free(&a);
	return rc;
}

int gp_worker_load(struct gp_worker *w, struct gp_worker_source *s)
{
	struct gp_err e = GP_ERR_INIT;
	lua_State *L;
	int rc;

	if (!s->pending)
		return 0;
	s->pending = false;
	gp_worker_begin_value(w, GP_VALUE_MAX);
	L = gp_worker_state(w, s, &e);
	rc = L ? gp_call_declare(L, s->text, s->n, s->path, &s->ref, &w->packed, &e) : -1;
	if (!rc && s->args.len)
		rc = give_args(w, s, s->args.data, s->args.len);
	gp_buf_free(&s->args);
	return rc;
}

static int do_args(struct gp_worker *w, struct gp_msg_in *m)
{
	struct gp_worker_source *s = take_source(w, m);
	size_t n;
	const char *p = gp_msg_take_bytes(m, GP_SCRIPT_PIECE, &n);

	if (!s || !gp_msg_done(m))
		return -1;
	if (!s->pending)
		return give_args(w, s, p, n);
	gp_buf_clear(&s->args);
	s->args.max = GP_SCRIPT_PIECE;
	return gp_buf_put(&s->args, p, n);
}

static int do_filter(struct gp_worker *w, struct gp_msg_in *m)
{
	struct gp_worker_source *s = take_source(w, m);
	size_t n;
	const char *p = gp_msg_take_bytes(m, GP_SCRIPT_FILTER_MAX, &n);
	struct gp_err e = GP_ERR_INIT;

	gp_triggers_free(w->triggers); /* to be made anew */
	w->triggers = NULL;
	return s && gp_msg_done(m) ? gp_rule_filter_unpack(&s->want, &w->filters, p, n, &e) : -1;
}

/* A NUL-terminated copy: the page object and URL functions want one. */
const char *gp_worker_take_copy(struct gp_arena *a, struct gp_msg_in *m, size_t max)
{
	size_t n;
	const char *s = gp_msg_take_str(m, max, &n);

	return gp_arena_strndup(a, s, n);
}

/* Some of the shared memory; whatever the message says, within it. */
static const char *take_shared(struct gp_worker *w, struct gp_msg_in *m, size_t *n)
{
	size_t offset = (size_t)gp_msg_take_range(m, 0, (int64_t)w->shared_size);

	*n = (size_t)gp_msg_take_range(m, 0, (int64_t)(w->shared_size - offset));
	return w->shared + offset;
}

static int do_call(struct gp_worker *w, struct gp_msg_in *m)
{
	struct gp_worker_source *s = take_source(w, m);
	struct gp_arena a = {0};
	const char *function = gp_worker_take_copy(&a, m, GP_SCRIPT_WORD_MAX);
	struct gp_err e = GP_ERR_INIT;
	struct gp_script_bytes body;
	struct gp_value ask;
	size_t n;
	const char *packed = take_shared(w, m, &n);
	bool has_body = gp_msg_take_range(m, 0, 1);
	lua_State *L;
	int rc = -1;

	if (has_body) {
		body.p = take_shared(w, m, &body.n);
		body.charset = gp_worker_take_copy(&a, m, GP_SCRIPT_WORD_MAX);
	}
	if (!s || !gp_msg_done(m) || s->ref.table < 0 || gp_value_unpack(&ask, &a, packed, n, &e))
		goto out;
	gp_budget_begin((int)(s - w->files), w->cpu_ms, w->wall_ms);
	gp_worker_begin_value(w, GP_SCRIPT_CALL_MAX);
	L = gp_worker_state(w, s, &e);
	rc = L ? gp_call_function(L, &s->ref, s->path, function, &ask, has_body ? &body : NULL, &w->packed, &e) : -1;
	gp_budget_stop();
	rc = rc ? gp_worker_answer_failed(w, e.msg) : gp_worker_answer_value(w);
out:
	gp_arena_free(&a);
	return rc;
}

static int do_run(struct gp_worker *w, struct gp_msg_in *m)
{
	struct gp_worker_source *s = take_source(w, m);
	int64_t count = gp_msg_take_range(m, 0, GP_SCRIPT_ARGS_MAX);
	struct gp_script_text args[GP_SCRIPT_ARGS_MAX];
	struct gp_err e = GP_ERR_INIT;
	lua_State *L;
	int rc;

	for (int64_t i = 0; i < count; i++)
		args[i].p = gp_msg_take_str(m, GP_MSG_MAX, &args[i].n);
	if (!s || !gp_msg_done(m))
		return -1;
	gp_budget_begin((int)(s - w->files), w->cpu_ms, w->wall_ms);
	gp_worker_begin_value(w, GP_VALUE_MAX);
	L = gp_worker_state(w, s, &e);
	rc = L ? gp_call_run(L, s->text, s->n, s->path, args, (size_t)count, &w->packed, &e) : -1;
	gp_budget_stop();
	return rc ? gp_worker_answer_failed(w, e.msg) : gp_worker_answer_value(w);
}

static int do_eval(struct gp_worker *w, struct gp_msg_in *m)
{
	struct gp_shell_room room = {&w->sandbox, w->shared, w->shared_size, 0, find_module, w};
	struct gp_arena a = {0};
	struct gp_err e = GP_ERR_INIT;
	struct gp_value ask;
	size_t offset, n;
	int rc = -1;

	room.pack = (int)gp_msg_take_range(m, 0, GP_SCRIPT_FILES - 1);
	offset = (size_t)gp_msg_take_range(m, 0, (int64_t)w->shared_size);
	n = (size_t)gp_msg_take_range(m, 0, (int64_t)(w->shared_size - offset));
	if (gp_msg_done(m) && !gp_value_unpack(&ask, &a, w->shared + offset, n, &e)) {
		gp_budget_begin(-1, w->cpu_ms, w->wall_ms);
		gp_worker_begin_value(w, GP_SCRIPT_CALL_MAX);
		rc = gp_script_shell(&room, &ask, &w->packed, &e);
		gp_budget_stop();
		rc = rc ? gp_worker_answer_failed(w, e.msg) : gp_worker_answer_value(w);
	}
	gp_arena_free(&a);
	return rc;
}

static int do_record(struct gp_worker *w, struct gp_msg_in *m)
{
	switch (m->type) {
	case GP_SCRIPT_CONFIG:
		return take_config(w, m);
	case GP_SCRIPT_FILE:
		return take_file(w, m);
	case GP_SCRIPT_BYTES:
		return take_bytes(w, m);
	case GP_SCRIPT_ARGS:
		return do_args(w, m);
	case GP_SCRIPT_FILTER:
		return do_filter(w, m);
	case GP_SCRIPT_FACTS:
		return gp_worker_facts(w, m);
	case GP_SCRIPT_DECLARE:
		return do_declare(w, m);
	case GP_SCRIPT_CHECK:
		return gp_worker_check(w, m);
	case GP_SCRIPT_DESCRIBE:
		return gp_worker_describe(w, m);
	case GP_SCRIPT_RUN:
		return do_run(w, m);
	case GP_SCRIPT_CALL:
		return do_call(w, m);
	case GP_SCRIPT_EVAL:
		return do_eval(w, m);
	default:
		return -1;
	}
}

static int handle(void *user, struct gp_msg_in *m)
{
	struct gp_worker *w = user;

	return do_record(w, m) || gp_worker_flush(w) ? -1 : 0;
}

int gp_script_worker(void)
{
	static struct gp_worker w = {.filling = -1, .cpu_ms = GP_SCRIPT_CPU_MS, .wall_ms = GP_SCRIPT_WALL_MS};
	struct gp_jail_limits lim = {.memory = ADDRESS_SPACE, .keep_fd = GP_PROC_MEMORY};
	struct gp_jail_level level;
	struct gp_msg_out m;
	struct gp_err e = GP_ERR_INIT;
	const char *name;

	gp_buf_init(&w.in, 4 * GP_MSG_MAX);
	gp_buf_init(&w.out, OUT_MAX);
	gp_buf_init(&w.facts, GP_SCRIPT_FACTS_MAX);
	gp_buf_init(&w.packed, GP_SCRIPT_DESCRIBE_MAX);
	w.sandbox = (struct gp_sandbox){.max = GP_SCRIPT_HEAP, .over = over_memory};
	w.page = gp_rule_page_new();
	gp_charset_preload();
	gp_sandbox_preload();
	mallopt(M_MMAP_THRESHOLD, LARGE);
	w.shared = gp_shared_map(GP_PROC_MEMORY, &w.shared_size, &e);
	w.notes = gp_shared_map(GP_PROC_NOTES, &w.notes_size, &e); /* nearly no worker has any */
	if (!w.shared || gp_budget_open() || gp_jail_enter(GP_JAIL_SCRIPT, &lim, &level, &e))
		return 8;
	name = gp_jail_level_name(&level);
	gp_msg_begin(&m, &w.out, GP_SCRIPT_READY);
	gp_msg_put_str(&m, name, strlen(name));
	if (gp_msg_end(&m) || gp_worker_flush(&w))
		return 8;
	return gp_msg_serve(&w.in, GP_MSG_MAX, handle, &w) ? 8 : 0;
}
