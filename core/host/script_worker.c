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
#include "core/host/bind.h"
#include "core/host/data.h"
#include "core/host/lua_value.h"
#include "core/host/rule_page.h"
#include "core/host/sandbox.h"
#include "core/host/script.h"
#include "core/host/script_budget.h"
#include "core/host/script_call.h"
#include "core/host/script_msg.h"
#include "core/host/subject.h"
#include "core/host/office_terms.h"
#include "core/host/script_shell.h"
#include "core/sys/jail.h"
#include "core/sys/proc.h"
#include "core/text/charset.h"

#define ADDRESS_SPACE ((size_t)512 << 20) /* a backstop; the heap has its own limit */
#define OUT_MAX (GP_SCRIPT_DESCRIBE_MAX + ((size_t)4 << 20))
#define LARGE (256 << 10) /* bytes from which a block goes back to the system at once, and leaves no hole */
#define TICK_MS 100

struct source {
	int pack;
	enum gp_script_kind kind;
	char *path, *name;
	char *text;
	size_t n, size;
	struct gp_script_ref ref;
	struct gp_rule_filter want;
};

struct pack {
	lua_State *L;
};

struct worker {
	struct gp_buf in, out, packed, facts;
	struct gp_sandbox sandbox;
	struct gp_rule_page *page;
	struct gp_rule_header headers[GP_SCRIPT_HEADERS];
	struct source *files;
	int file_count, filling; /* `filling`: the file whose bytes are awaited, or -1 */
	struct pack *packs;
	int pack_count;
	const char *shared;
	size_t shared_size;
	int cpu_ms, wall_ms;
	struct gp_arena filters; /* of the rules */
	int64_t heard;           /* when the parent was last told that work goes on, ms */
	struct gp_catalogue errors;
};

/*
 * What a rule holds on to would be missing for those that run after it, so a pack may keep
 * a little and no more. Ends the worker in the name of the rule that ran last.
 */
static void look_what_is_kept(lua_State *L)
{
	const int most = (int)(GP_SCRIPT_KEPT_MAX >> 10);

	if (lua_gc(L, LUA_GCCOUNT) <= most)
		return;
	lua_gc(L, LUA_GCCOLLECT);
	if (lua_gc(L, LUA_GCCOUNT) <= most)
		return;
	gp_bind_page_forget(L); /* a large page, which is nobody's fault */
	gp_bind_document_forget(L);
	lua_gc(L, LUA_GCCOLLECT);
	if (lua_gc(L, LUA_GCCOUNT) > most)
		gp_budget_over(GP_SCRIPT_KEPT);
}

static void over_memory(void)
{
	gp_budget_over(GP_SCRIPT_MEMORY);
}

/*
 * At its first large table qsort() asks the system how much memory there is, and no longer
 * afterwards. In the jail that question ends the worker.
 */
static int in_order(const void *a, const void *b)
{
	return *(const char *)a - *(const char *)b;
}

static void preload_sort(void)
{
	static char large[4096];

	qsort(large, sizeof large, 1, in_order);
}

/* --- answering */

static int flush(struct worker *w)
{
	return gp_msg_flush(GP_PROC_SOCKET, &w->out);
}

static int end_answer(struct worker *w)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, &w->out, GP_SCRIPT_DONE);
	return gp_msg_end(&m);
}

static int put_message(struct gp_msg_out *m, const char *text)
{
	char safe[GP_SCRIPT_MESSAGE_MAX + 4];
	size_t n = gp_call_clean(safe, text, GP_SCRIPT_MESSAGE_MAX);

	gp_msg_put_str(m, safe, n);
	return gp_msg_end(m);
}

static int answer_failed(struct worker *w, const char *text)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, &w->out, GP_SCRIPT_FAILED);
	return put_message(&m, text);
}

/* w->packed in pieces, then DONE. */
static int answer_value(struct worker *w)
{
	struct gp_msg_out m;

	for (size_t at = 0, n; at < w->packed.len; at += n) {
		n = w->packed.len - at < GP_SCRIPT_PIECE ? w->packed.len - at : GP_SCRIPT_PIECE;
		gp_msg_begin(&m, &w->out, GP_SCRIPT_BYTES);
		gp_msg_put_str(&m, w->packed.data + at, n);
		if (gp_msg_end(&m))
			return -1;
	}
	return end_answer(w);
}

/* --- sources and states */

static int take_config(struct worker *w, struct gp_msg_in *m)
{
	struct gp_err e = GP_ERR_INIT;
	int64_t lang = gp_msg_take_range(m, 0, 1);

	w->cpu_ms = (int)gp_msg_take_range(m, 1, 600000);
	w->wall_ms = (int)gp_msg_take_range(m, 1, 600000);
	if (lang == GP_LANG_ZH && gp_data_errors(&w->errors, &e))
		return -1;
	gp_call_language(lang == GP_LANG_ZH ? &w->errors : NULL);
	return gp_msg_done(m) ? 0 : -1;
}

static int take_file(struct worker *w, struct gp_msg_in *m)
{
	int64_t file = gp_msg_take_range(m, 0, GP_SCRIPT_FILES - 1), pack = gp_msg_take_range(m, 0, GP_SCRIPT_FILES - 1);
	int64_t kind = gp_msg_take_range(m, 0, GP_SCRIPT_KINDS - 1);
	size_t n, name_n;
	const char *path = gp_msg_take_str(m, GP_SCRIPT_PATH_MAX, &n);
	const char *name = gp_msg_take_str(m, GP_SCRIPT_PATH_MAX, &name_n);
	struct source *s;

	if (!w->files)
		w->files = gp_calloc(GP_SCRIPT_FILES, sizeof *w->files);
	while (w->file_count <= file)
		w->files[w->file_count++] = (struct source){.pack = -1, .ref = GP_SCRIPT_REF_INIT,
		    .want.on = GP_ON(PAGE)};
	while (w->pack_count <= pack) {
		w->packs = gp_reallocarray(w->packs, (size_t)w->pack_count + 1, sizeof *w->packs);
		w->packs[w->pack_count++] = (struct pack){0};
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

static int take_bytes(struct worker *w, struct gp_msg_in *m)
{
	struct source *s = w->filling >= 0 ? &w->files[w->filling] : NULL;
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

static struct source *take_source(struct worker *w, struct gp_msg_in *m)
{
	int64_t file = gp_msg_take_range(m, 0, w->file_count - 1);

	return m->bad || w->file_count == 0 || w->files[file].pack < 0 ? NULL : &w->files[file];
}

/* What makes more of a declaration, in Lua. */
static const char *engine_of(enum gp_script_kind kind)
{
	return kind == GP_SCRIPT_REPORT ? "report" : kind == GP_SCRIPT_ADAPTER ? "adapter" : NULL;
}

/*
 * What require("name") loads: the first file of the same pack that has this name. Lists of terms belong to all
 * packs, and one that the office does not keep is empty.
 */
static const struct gp_script_module *find_module(void *user, int pack, const char *name)
{
	static const char none[] = "return {}";
	struct worker *w = user;
	static struct gp_script_module found;
	bool terms = !strncmp(name, GP_OFFICE_TERMS_PREFIX, strlen(GP_OFFICE_TERMS_PREFIX));

	for (int i = 0; *name && i < w->file_count; i++) {
		const struct source *s = &w->files[i];

		if ((s->pack == pack || (terms && s->kind == GP_SCRIPT_TERMS)) && !strcmp(s->name, name)) {
			found = (struct gp_script_module){.path = s->path, .text = s->text, .n = s->n,
			    .engine = engine_of(s->kind)};
			return &found;
		}
	}
	found = (struct gp_script_module){.path = name, .text = none, .n = strlen(none)};
	return terms ? &found : NULL;
}

static lua_State *state_of(struct worker *w, const struct source *s, struct gp_err *e)
{
	struct pack *p = &w->packs[s->pack];

	if (!p->L)
		p->L = gp_sandbox_state(&w->sandbox, e);
	if (p->L)
		gp_call_pack(p->L, s->pack, find_module, w);
	return p->L;
}

/* --- requests */

static void begin_value(struct worker *w, size_t max)
{
	gp_buf_clear(&w->packed);
	w->packed.max = max;
}

static int do_declare(struct worker *w, struct gp_msg_in *m)
{
	struct source *s = take_source(w, m);
	bool quiet = gp_msg_take_range(m, 0, 1);
	struct gp_err e = GP_ERR_INIT;
	lua_State *L;
	int rc;

	if (!s || !gp_msg_done(m))
		return -1;
	gp_budget_begin((int)(s - w->files), w->cpu_ms, w->wall_ms);
	begin_value(w, GP_VALUE_MAX);
	L = state_of(w, s, &e);
	if (!L)
		rc = -1;
	else if (engine_of(s->kind))
		rc = gp_call_declare_for(L, engine_of(s->kind), s->text, s->n, s->path, &s->ref, &w->packed, &e);
	else
		rc = gp_call_declare(L, s->text, s->n, s->path, &s->ref, &w->packed, &e);
	if (L)
		look_what_is_kept(L);
	gp_budget_stop();
	if (rc)
		return answer_failed(w, e.msg);
	return quiet ? end_answer(w) : answer_value(w);
}

static int do_args(struct worker *w, struct gp_msg_in *m)
{
	struct source *s = take_source(w, m);
	size_t n;
	const char *p = gp_msg_take_bytes(m, GP_SCRIPT_PIECE, &n);
	struct gp_arena a = {0};
	struct gp_value v;
	struct gp_err e = GP_ERR_INIT;
	int rc = -1;

	if (s && gp_msg_done(m) && !gp_value_unpack(&v, &a, p, n, &e) && w->packs[s->pack].L)
		rc = gp_call_args(w->packs[s->pack].L, &s->ref, &v);
	gp_arena_free(&a);
	return rc;
}

static int do_filter(struct worker *w, struct gp_msg_in *m)
{
	struct source *s = take_source(w, m);
	size_t n;
	const char *p = gp_msg_take_bytes(m, GP_SCRIPT_FILTER_MAX, &n);
	struct gp_err e = GP_ERR_INIT;

	return s && gp_msg_done(m) ? gp_rule_filter_unpack(&s->want, &w->filters, p, n, &e) : -1;
}

/* A NUL-terminated copy: the page object and URL functions want one. */
static const char *take_copy(struct gp_arena *a, struct gp_msg_in *m, size_t max)
{
	size_t n;
	const char *s = gp_msg_take_str(m, max, &n);

	return gp_arena_strndup(a, s, n);
}

/* Some of the shared memory; whatever the message says, within it. */
static const char *take_shared(struct worker *w, struct gp_msg_in *m, size_t *n)
{
	size_t offset = (size_t)gp_msg_take_range(m, 0, (int64_t)w->shared_size);

	*n = (size_t)gp_msg_take_range(m, 0, (int64_t)(w->shared_size - offset));
	return w->shared + offset;
}

static int do_call(struct worker *w, struct gp_msg_in *m)
{
	struct source *s = take_source(w, m);
	struct gp_arena a = {0};
	const char *function = take_copy(&a, m, GP_SCRIPT_WORD_MAX);
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
		body.charset = take_copy(&a, m, GP_SCRIPT_WORD_MAX);
	}
	if (!s || !gp_msg_done(m) || s->ref.table < 0 || gp_value_unpack(&ask, &a, packed, n, &e))
		goto out;
	gp_budget_begin((int)(s - w->files), w->cpu_ms, w->wall_ms);
	begin_value(w, GP_SCRIPT_CALL_MAX);
	L = state_of(w, s, &e);
	rc = L ? gp_call_function(L, &s->ref, s->path, function, &ask, has_body ? &body : NULL, &w->packed, &e) : -1;
	gp_budget_stop();
	rc = rc ? answer_failed(w, e.msg) : answer_value(w);
out:
	gp_arena_free(&a);
	return rc;
}

static int do_run(struct worker *w, struct gp_msg_in *m)
{
	struct source *s = take_source(w, m);
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
	begin_value(w, GP_VALUE_MAX);
	L = state_of(w, s, &e);
	rc = L ? gp_call_run(L, s->text, s->n, s->path, args, (size_t)count, &w->packed, &e) : -1;
	gp_budget_stop();
	return rc ? answer_failed(w, e.msg) : answer_value(w);
}

static int do_eval(struct worker *w, struct gp_msg_in *m)
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
		begin_value(w, GP_SCRIPT_CALL_MAX);
		rc = gp_script_shell(&room, &ask, &w->packed, &e);
		gp_budget_stop();
		rc = rc ? answer_failed(w, e.msg) : answer_value(w);
	}
	gp_arena_free(&a);
	return rc;
}

static int take_facts(struct worker *w, struct gp_msg_in *m)
{
	size_t n;
	const char *p = gp_msg_take_bytes(m, GP_SCRIPT_PIECE, &n);

	return !gp_msg_done(m) || gp_buf_put(&w->facts, p, n) ? -1 : 0;
}

static int take_page(struct worker *w, struct gp_msg_in *m, struct gp_arena *a)
{
	static struct gp_script_known known; /* lives as long as the page */
	struct gp_rule_page_input in = {.url = take_copy(a, m, GP_MSG_MAX)};
	size_t offset;

	in.status = (int)gp_msg_take_range(m, 0, 999);
	in.type = take_copy(a, m, GP_SCRIPT_WORD_MAX);
	in.charset = take_copy(a, m, GP_SCRIPT_WORD_MAX);
	offset = (size_t)gp_msg_take_range(m, 0, (int64_t)w->shared_size);
	in.n = (size_t)gp_msg_take_range(m, 0, (int64_t)(w->shared_size - offset));
	in.body = w->shared + offset;
	if (gp_msg_take_range(m, 0, 1)) {
		known.declared = take_copy(a, m, 200);
		known.found = take_copy(a, m, 200);
		known.mislabelled = gp_msg_take_range(m, 0, 1);
		known.late_meta = gp_msg_take_range(m, 0, 1);
		known.facts = w->facts.data;
		known.facts_n = w->facts.len;
		in.known = &known;
	}
	in.header_count = (size_t)gp_msg_take_range(m, 0, GP_SCRIPT_HEADERS);
	in.headers = w->headers;
	for (size_t i = 0; i < in.header_count; i++) {
		w->headers[i].name = take_copy(a, m, GP_SCRIPT_HEADER_BYTES);
		w->headers[i].value = take_copy(a, m, GP_SCRIPT_HEADER_BYTES);
	}
	if (m->bad)
		return -1;
	gp_rule_page_set(w->page, &in);
	return 0;
}

static int answer_broke(struct worker *w, int file, const char *text)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, &w->out, GP_SCRIPT_BROKE);
	gp_msg_put_int(&m, file);
	return put_message(&m, text);
}

static int check_rule(struct worker *w, int file, unsigned subjects)
{
	struct source *s = &w->files[file];
	struct gp_err e = GP_ERR_INIT;
	struct gp_msg_out m;
	size_t before = w->out.len;
	lua_State *L;
	int rc;

	gp_budget_begin(file, w->cpu_ms, w->wall_ms);
	L = state_of(w, s, &e);
	rc = gp_call_check(L, &s->ref, &s->want, subjects, w->page, file, &w->out, &e);
	look_what_is_kept(L);
	gp_budget_end();
	if (rc) {
		w->out.len = before; /* what it had found is not complete, so it does not count */
		w->out.full = false;
		if (answer_broke(w, file, e.msg))
			return -1;
	}
	if (gp_clock_mono_ms() - w->heard < TICK_MS)
		return 0;
	gp_budget_stop(); /* a last word in the middle of a record would be none */
	gp_msg_begin(&m, &w->out, GP_SCRIPT_TICK);
	if (gp_msg_end(&m) || flush(w))
		return -1;
	w->heard = gp_clock_mono_ms();
	return 0;
}

static int do_check(struct worker *w, struct gp_msg_in *m)
{
	struct gp_arena a = {0};
	const char *list;
	uint16_t file;
	size_t n;
	int rc = take_page(w, m, &a);
	unsigned subjects = (unsigned)gp_msg_take_range(m, 0, GP_ON_ALL);

	list = gp_msg_take_bytes(m, GP_SCRIPT_FILES * 2, &n);
	if (rc || !gp_msg_done(m) || n % 2)
		rc = -1;
	w->heard = gp_clock_mono_ms();
	for (size_t i = 0; !rc && i < n; i += 2) {
		memcpy(&file, list + i, 2);
		if (file >= w->file_count || w->files[file].ref.check < 0)
			rc = answer_broke(w, file, gp_err_word("the rule could not be loaded again"));
		else
			rc = check_rule(w, file, subjects);
	}
	gp_budget_stop();
	for (int i = 0; i < w->pack_count; i++)
		if (w->packs[i].L) {
			gp_bind_page_forget(w->packs[i].L);
			gp_bind_document_forget(w->packs[i].L);
		}
	gp_rule_page_set(w->page, &(struct gp_rule_page_input){.url = "", .type = "", .charset = "", .body = ""});
	gp_buf_clear(&w->facts);
	gp_arena_free(&a);
	return rc ? -1 : end_answer(w);
}

static int do_describe(struct worker *w, struct gp_msg_in *m)
{
	static const struct source none = {.pack = 0};
	struct gp_arena a = {0};
	struct gp_err e = GP_ERR_INIT;
	lua_State *L;
	int rc = -1;

	if (!w->pack_count) {
		w->packs = gp_calloc(1, sizeof *w->packs);
		w->pack_count = 1;
	}
	if (take_page(w, m, &a) || !gp_msg_done(m))
		goto out;
	begin_value(w, GP_SCRIPT_DESCRIBE_MAX);
	L = state_of(w, &none, &e);
	rc = L && !gp_call_describe(L, w->page, &w->packed, &e) ? answer_value(w) : answer_failed(w, e.msg);
	gp_rule_page_set(w->page, &(struct gp_rule_page_input){.url = "", .type = "", .charset = "", .body = ""});
out:
	gp_arena_free(&a);
	return rc;
}

static int do_record(struct worker *w, struct gp_msg_in *m)
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
		return take_facts(w, m);
	case GP_SCRIPT_DECLARE:
		return do_declare(w, m);
	case GP_SCRIPT_CHECK:
		return do_check(w, m);
	case GP_SCRIPT_DESCRIBE:
		return do_describe(w, m);
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

static int serve(struct worker *w)
{
	for (;;) {
		struct gp_msg_in m;
		long used = gp_msg_next(&m, w->in.data, w->in.len);
		char *room;
		ssize_t n;

		if (used < 0)
			return -1;
		if (used > 0) {
			if (do_record(w, &m) || flush(w))
				return -1;
			gp_buf_shift(&w->in, (size_t)used);
			continue;
		}
		room = gp_buf_reserve(&w->in, GP_MSG_MAX);
		if (!room)
			return -1;
		n = read(GP_PROC_SOCKET, room, GP_MSG_MAX);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) /* the parent is gone or has finished */
			return n < 0 ? -1 : 0;
		w->in.len += (size_t)n;
	}
}

int gp_script_worker(void)
{
	static struct worker w = {.filling = -1, .cpu_ms = GP_SCRIPT_CPU_MS, .wall_ms = GP_SCRIPT_WALL_MS};
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
	preload_sort();
	mallopt(M_MMAP_THRESHOLD, LARGE);
	w.shared = gp_shared_map(GP_PROC_MEMORY, &w.shared_size, &e);
	if (!w.shared || gp_budget_open() || gp_jail_enter(GP_JAIL_SCRIPT, &lim, &level, &e))
		return 8;
	name = gp_jail_level_name(&level);
	gp_msg_begin(&m, &w.out, GP_SCRIPT_READY);
	gp_msg_put_str(&m, name, strlen(name));
	if (gp_msg_end(&m) || flush(&w))
		return 8;
	return serve(&w) ? 8 : 0;
}
