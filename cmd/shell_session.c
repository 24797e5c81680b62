/* shell_session.c - pieces of source to the worker and its questions answered */
#define _GNU_SOURCE
#include "cmd/shell_session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/shell_signal.h"
#include "core/report/reader.h"
#include "core/script/file_subject.h"
#include "core/sys/loop.h"
#include "core/text/utf8.h"

#define ASK_MAX (GP_SCRIPT_SOURCE_MAX + ((size_t)1 << 20)) /* of the memory, before the pages */
#define MEMORY (ASK_MAX + GP_SHELL_PAGES * GP_SESSION_PAGE_MAX)
#define LOOK_MS 200 /* between looks whether Ctrl-C was pressed */

/* --- opening */

static int add_rules(struct gp_shell *s, const char *office_dir, struct gp_err *e)
{
	char dir[4096];
	int none = gp_office_find(dir, office_dir ? office_dir : ".", e);

	if (none < 0)
		return -1;
	if (none && office_dir)
		return gp_fail(e, GP_ENOTFOUND, "%s: neither here nor above is an office.lua; 'govpub init' makes one",
		    office_dir);
	gp_rules_add_shipped(s->rules);
	if (!none && (gp_office_read(&s->office, dir, e) || gp_rules_add_office(s->rules, dir, e)))
		return -1;
	s->pack = none ? s->rules->files.packs : s->rules->own; /* without an office there are no modules */
	return 0;
}

static int start(struct gp_shell *s, struct gp_err *e)
{
	struct gp_script_options o = {.sources = s->rules->files.list, .count = s->rules->files.count, .lang = s->lang,
	    .cpu_ms = GP_SHELL_CPU_MS, .wall_ms = GP_SHELL_WALL_MS};

	s->fresh = true;
	if (!s->session.loop)
		return gp_session_start(&s->session, &o, MEMORY, e);
	gp_script_free(s->session.script);
	o.memory_fd = s->session.shared.fd;
	s->session.script = gp_script_new(s->session.loop, &o);
	return 0;
}

static int load_rules(struct gp_shell *s, const char *office_dir, struct gp_err *e)
{
	struct gp_err ignored = GP_ERR_INIT; /* a rule that office.lua misspells: `govpub rules` says so */

	s->rules = gp_rules_new();
	if (add_rules(s, office_dir, e) || start(s, e) || gp_rules_load(s->rules, &s->session, e))
		return -1;
	if (s->office)
		(void)!gp_rules_adjust(s->rules, s->office, &s->session, &ignored);
	return 0;
}

int gp_shell_open(struct gp_shell *s, struct gp_ctx *ctx, enum gp_lang lang, const char *office_dir, struct gp_err *e)
{
	*s = (struct gp_shell){.ctx = ctx, .lang = lang, .width = 80};
	gp_buf_init(&s->packed, GP_SCRIPT_CALL_MAX);
	return gp_sources_may_run(true, e) ? -1 : load_rules(s, office_dir, e);
}

static void drop_rules(struct gp_shell *s)
{
	gp_rules_free(s->rules);
	gp_office_free(s->office);
	s->rules = NULL;
	s->office = NULL;
}

void gp_shell_close(struct gp_shell *s)
{
	gp_session_close(&s->session);
	drop_rules(s);
	for (int i = 0; i < GP_SHELL_PAGES; i++)
		gp_page_input_free(&s->pages[i]);
	gp_arena_free(&s->arena);
	gp_buf_free(&s->packed);
}

int gp_shell_reset(struct gp_shell *s, struct gp_err *e)
{
	char *dir = s->office ? gp_strdup(s->office->dir) : NULL;
	int rc;

	gp_script_free(s->session.script); /* it holds on to the sources */
	s->session.script = NULL;
	drop_rules(s);
	rc = load_rules(s, dir, e);
	free(dir);
	return rc;
}

/* --- requests */

static void on_answer(void *user, const struct gp_script_answer *a)
{
	struct gp_shell *s = user;

	s->outcome = a->outcome;
	gp_buf_clear(&s->packed);
	if (a->outcome == GP_SCRIPT_GOOD && a->value)
		gp_pack_value(&s->packed, a->value);
	else if (a->outcome == GP_SCRIPT_STOPPED && a->limit == GP_SCRIPT_CPU)
		gp_fail(&s->error, GP_ESCRIPT, "stopped: it used more than %d seconds of processor time",
		    GP_SHELL_CPU_MS / 1000);
	else if (a->outcome == GP_SCRIPT_STOPPED && a->limit == GP_SCRIPT_WALL)
		gp_fail(&s->error, GP_ESCRIPT, "stopped: it took longer than %d seconds", GP_SHELL_WALL_MS / 1000);
	else if (a->outcome != GP_SCRIPT_GOOD)
		gp_script_fail(a, "shell", &s->error);
	if (a->outcome == GP_SCRIPT_STOPPED || a->outcome == GP_SCRIPT_LOST)
		s->fresh = true;
}

/* Until the answer is there; 1: Ctrl-C came first, and there is a new worker. */
static int wait_for(struct gp_shell *s, struct gp_err *e)
{
	while (gp_script_pending(s->session.script)) {
		if (gp_shell_interrupted()) {
			s->outcome = GP_SCRIPT_STOPPED;
			gp_fail(&s->error, GP_ESCRIPT, "stopped by Ctrl-C");
			return start(s, e);
		}
		if (gp_loop_turn(s->session.loop, LOOK_MS, e))
			return -1;
	}
	return 0;
}

/* One request; the answer is *v, or NULL with s->outcome and s->error. -1: there is no worker. */
static int ask(struct gp_shell *s, const struct gp_buf *request, struct gp_value *v, struct gp_err *e)
{
	if (request->full)
		return gp_fail(e, GP_ELIMIT, "the code is larger than %d KiB", (int)(GP_SCRIPT_SOURCE_MAX >> 10));
	memcpy(s->session.shared.map, request->data, request->len);
	s->error = (struct gp_err)GP_ERR_INIT;
	if (gp_script_eval(s->session.script, s->pack, 0, request->len, on_answer, s, e) || wait_for(s, e))
		return -1;
	gp_arena_reset(&s->arena);
	*v = (struct gp_value){.type = GP_VALUE_NULL};
	if (s->outcome != GP_SCRIPT_GOOD)
		return 0;
	return gp_value_unpack(v, &s->arena, s->packed.data, s->packed.len, e);
}

static void put_str(struct gp_buf *b, const char *key, const char *p)
{
	gp_pack_key(b, key, strlen(key));
	gp_pack_str(b, p, strlen(p));
}

static void put_int(struct gp_buf *b, const char *key, int64_t v)
{
	gp_pack_key(b, key, strlen(key));
	gp_pack_int(b, v);
}

static const char *language(const struct gp_shell *s)
{
	return s->lang == GP_LANG_ZH ? "zh" : "en";
}

/* --- pages */

static size_t offset_of(int slot)
{
	return ASK_MAX + (size_t)(slot - 1) * GP_SESSION_PAGE_MAX;
}

static void put_headers(struct gp_buf *b, const char *const *headers)
{
	size_t n = 0;

	while (headers && headers[n])
		n++;
	gp_pack_key(b, "headers", 7);
	gp_pack_list(b, n);
	for (size_t i = 0; i < n; i++) {
		struct gp_buf shown; /* what a server says need not be UTF-8 */

		gp_buf_init(&shown, 1 << 20);
		gp_utf8_show(&shown, headers[i], strlen(headers[i]));
		gp_pack_str(b, shown.len ? shown.data : "", shown.len);
		gp_buf_free(&shown);
	}
}

static int give(struct gp_shell *s, int slot, bool newest, struct gp_err *e)
{
	const struct gp_script_page *p = &s->pages[slot - 1].page;
	struct gp_value v;
	struct gp_buf b;
	int rc;

	if (!p->url)
		return 0;
	gp_buf_init(&b, ASK_MAX);
	gp_pack_map(&b, 2);
	put_str(&b, "lang", language(s));
	gp_pack_key(&b, "give", 4);
	gp_pack_map(&b, 9);
	put_int(&b, "slot", slot);
	put_int(&b, "newest", newest);
	put_str(&b, "url", p->url);
	put_int(&b, "status", p->status);
	put_str(&b, "type", p->type);
	put_str(&b, "charset", p->charset);
	put_int(&b, "offset", (int64_t)p->offset);
	put_int(&b, "length", (int64_t)p->length);
	put_headers(&b, p->headers);
	rc = ask(s, &b, &v, e);
	gp_buf_free(&b);
	return rc;
}

/* To a worker that is new. */
static int give_all(struct gp_shell *s, struct gp_err *e)
{
	int rc = 0;

	if (!s->fresh)
		return 0;
	s->fresh = false;
	for (int i = 1; !rc && i <= GP_SHELL_PAGES; i++)
		rc = give(s, i, i == s->newest, e);
	return rc;
}

/* A file that is no web page becomes what it says, read in a program of its own. */
static int read_document(struct gp_page_input *in, struct gp_err *e)
{
	enum gp_reader_type type;
	struct gp_buf packed = {0};

	if (gp_reader_type_for_rules(&type, in->body.data ? in->body.data : "", in->body.len, in->file, e))
		return -1;
	if (type == GP_READER_HTML)
		return 0;
	if (gp_reader_facts(&packed, type, in->body.data ? in->body.data : "", in->body.len, "", e) ||
	    gp_document_check(&packed, e)) {
		gp_buf_free(&packed);
		return -1;
	}
	if (packed.len > GP_SESSION_PAGE_MAX) {
		gp_buf_free(&packed);
		return gp_fail(e, GP_ELIMIT, "%s: larger than %d MiB", in->file, (int)(GP_SESSION_PAGE_MAX >> 20));
	}
	gp_document_page(&in->page, packed.len);
	gp_buf_free(&in->body);
	in->body = packed;
	return 0;
}

int gp_shell_fetch(struct gp_shell *s, const char *word, struct gp_err *e)
{
	int slot = s->newest % GP_SHELL_PAGES + 1;
	struct gp_page_input in = {0};

	if (gp_page_input_fetch(&in, word, NULL, gp_shell_interrupted, e) ||
	    (in.file && !gp_file_is_named_page(in.file) && read_document(&in, e))) {
		gp_page_input_free(&in);
		return -1;
	}
	in.page.offset = offset_of(slot);
	if (in.body.len)
		memcpy(s->session.shared.map + in.page.offset, in.body.data, in.body.len);
	gp_buf_free(&in.body);
	gp_page_input_free(&s->pages[slot - 1]);
	s->pages[slot - 1] = in;
	s->newest = slot;
	return slot;
}

/* --- questions of the code */

struct trying {
	struct gp_shell *s;
	const struct gp_rule *rule;
	const char *url;
	struct gp_buf *out;   /* the findings, packed one after another */
	size_t count;
	struct gp_err error;
};

static void put_finding(struct trying *t, const struct gp_finding *f)
{
	const char *message = f->message[t->s->lang], *fix = f->fix[t->s->lang], *severity = gp_severity_name(f->severity);

	gp_pack_map(t->out, 7);
	put_str(t->out, "rule", t->rule->id);
	put_str(t->out, "severity", severity);
	put_int(t->out, "line", f->line);
	put_int(t->out, "col", f->col);
	put_str(t->out, "message", message ? message : "");
	put_str(t->out, "fix", fix ? fix : "");
	put_str(t->out, "evidence", f->evidence ? f->evidence : "");
	t->count++;
}

static void on_tried(void *user, const struct gp_script_answer *a)
{
	struct trying *t = user;
	struct gp_arena arena = {0};
	struct gp_finding f;

	if (a->outcome != GP_SCRIPT_GOOD)
		gp_script_fail(a, t->rule->id, &t->error);
	for (const struct gp_script_piece *p = a->first; p && !t->error.code; p = p->next)
		if (p->message)
			gp_fail(&t->error, GP_ESCRIPT, "%s", p->message);
		else if (!gp_rule_finding(&f, t->rule, t->url, p->value, &arena, &t->error))
			put_finding(t, &f);
	if (a->outcome == GP_SCRIPT_STOPPED || a->outcome == GP_SCRIPT_LOST)
		t->s->fresh = true;
	gp_arena_free(&arena);
}

static void answer_why(struct gp_buf *b, const char *why)
{
	gp_pack_map(b, 1);
	put_str(b, "why", why);
}

static int answer_try(struct gp_shell *s, const struct gp_value *question, struct gp_buf *b, struct gp_err *e)
{
	const char *id = gp_value_str(question, "rule");
	int64_t slot = gp_value_int(question, "slot", 0);
	struct gp_buf found;
	struct trying t = {.s = s, .out = &found};
	struct gp_err why = GP_ERR_INIT;
	uint16_t file;
	int rc = 0;

	t.rule = id ? gp_rules_by_id(s->rules, id) : NULL;
	if (!t.rule || t.rule->broken || slot < 1 || slot > GP_SHELL_PAGES || !s->pages[slot - 1].page.url) {
		if (t.rule && t.rule->broken)
			gp_fail(&why, GP_ESCRIPT, "%s", t.rule->broken);
		else
			gp_fail(&why, GP_ENOTFOUND, "there is no rule '%s'; .rules lists them", id ? id : "");
		answer_why(b, why.msg);
		return 0;
	}
	gp_buf_init(&found, ASK_MAX / 2);
	t.url = s->pages[slot - 1].page.url;
	file = (uint16_t)t.rule->file;
	rc = gp_script_check(s->session.script, &s->pages[slot - 1].page, &file, 1, on_tried, &t, e) ||
	    wait_for(s, e) ? -1 : 0;
	if (t.error.code) {
		answer_why(b, t.error.msg);
	} else {
		gp_pack_map(b, 1);
		gp_pack_key(b, "findings", 8);
		gp_pack_list(b, t.count);
		if (found.len)
			gp_buf_put(b, found.data, found.len);
	}
	gp_buf_free(&found);
	return rc;
}

static int answer_page(struct gp_shell *s, const struct gp_value *question, struct gp_buf *b, struct gp_err *e)
{
	const char *word = gp_value_str(question, "word");
	struct gp_err why = GP_ERR_INIT;
	int slot = gp_shell_fetch(s, word ? word : "", &why);

	if (slot < 0) {
		answer_why(b, why.msg);
		return 0;
	}
	gp_pack_map(b, 1);
	put_int(b, "slot", slot);
	return give(s, slot, false, e);
}

/* The value of the next request, for what the code asked. */
static int answer(struct gp_shell *s, const struct gp_value *question, struct gp_buf *b, struct gp_err *e)
{
	struct gp_buf copy;
	struct gp_arena a = {0};
	struct gp_value own;
	const char *want;
	int rc;

	gp_buf_init(&copy, GP_SCRIPT_CALL_MAX); /* requests in between reuse the arena */
	gp_pack_value(&copy, question);
	rc = gp_value_unpack(&own, &a, copy.data, copy.len, e);
	want = rc ? NULL : gp_value_str(&own, "want");
	if (want && !strcmp(want, "page"))
		rc = answer_page(s, &own, b, e);
	else if (want && !strcmp(want, "try"))
		rc = answer_try(s, &own, b, e);
	else if (!rc)
		answer_why(b, "?");
	gp_arena_free(&a);
	gp_buf_free(&copy);
	return rc;
}

/* --- pieces */

/* The worker may say anything: what goes to the terminal is made safe here as well. */
static void put_lines(struct gp_buf *out, const char *p)
{
	while (*p) {
		size_t n = strcspn(p, "\n");

		gp_utf8_show(out, p, n);
		gp_buf_putc(out, '\n');
		p += n + (p[n] == '\n');
	}
}

/* Goes on as long as the code asks; *v is the last answer. */
static int converse(struct gp_shell *s, struct gp_buf *b, struct gp_value *v, struct gp_err *e)
{
	for (;;) {
		const char *status;

		if (ask(s, b, v, e))
			return -1;
		status = gp_value_str(v, "status");
		if (!status || strcmp(status, "ask") != 0)
			return 0;
		gp_buf_clear(b);
		gp_pack_map(b, 2);
		put_int(b, "width", s->width);
		gp_pack_key(b, "resume", 6);
		if (answer(s, gp_value_get(v, "ask"), b, e))
			return -1;
		if (s->fresh) { /* the worker that asked is no more */
			s->outcome = GP_SCRIPT_STOPPED;
			*v = (struct gp_value){.type = GP_VALUE_NULL};
			return 0;
		}
	}
}

int gp_shell_run(struct gp_shell *s, const char *source, size_t n, const char *name, enum gp_shell_end *end,
    struct gp_buf *text, struct gp_err *e)
{
	struct gp_value v;
	struct gp_buf b;
	const char *status, *shown, *why;
	int rc;

	gp_buf_init(&b, ASK_MAX);
	gp_pack_map(&b, 4);
	gp_pack_key(&b, "run", 3);
	gp_pack_str(&b, source, n);
	put_str(&b, "name", name);
	put_str(&b, "lang", language(s));
	put_int(&b, "width", s->width);
	rc = n > GP_SCRIPT_SOURCE_MAX ? gp_fail(e, GP_ELIMIT, "the code is larger than %d KiB",
	    (int)(GP_SCRIPT_SOURCE_MAX >> 10)) : give_all(s, e) || converse(s, &b, &v, e) ? -1 : 0;
	gp_buf_free(&b);
	if (rc)
		return -1;
	if (s->outcome != GP_SCRIPT_GOOD) {
		*end = s->outcome == GP_SCRIPT_BAD ? GP_SHELL_ERROR : GP_SHELL_STOPPED;
		return 0;
	}
	status = gp_value_str(&v, "status");
	shown = gp_value_str(&v, "text");
	why = gp_value_str(&v, "why");
	*end = status && !strcmp(status, "done") ? GP_SHELL_DONE : status && !strcmp(status, "more") ? GP_SHELL_MORE :
	    GP_SHELL_ERROR;
	put_lines(text, shown ? shown : "");
	if (*end == GP_SHELL_ERROR)
		gp_fail(&s->error, GP_ESCRIPT, "%s", why ? why : "?");
	return 0;
}

const struct gp_value *gp_shell_names(struct gp_shell *s, const char *text, size_t n)
{
	const struct gp_value *names;
	struct gp_err ignored = GP_ERR_INIT;
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, ASK_MAX);
	gp_pack_map(&b, 2);
	put_str(&b, "lang", language(s));
	gp_pack_key(&b, "names", 5);
	gp_pack_str(&b, text, n);
	rc = give_all(s, &ignored) || ask(s, &b, &s->answer, &ignored);
	gp_buf_free(&b);
	names = rc ? NULL : gp_value_get(&s->answer, "names");
	return names && names->type == GP_VALUE_LIST ? names : NULL;
}
