/* script_worker_check.c - pages and other subjects before the rules of a script worker */
#define _GNU_SOURCE
#include <string.h>
#include <time.h>

#include "core/base/clock.h"
#include "core/script/page_view.h"
#include "core/script/rule_finds.h"
#include "core/script/rule_document.h"
#include "core/script/script_budget.h"
#include "core/script/script_worker.h"
#include "core/sys/proc.h"

#define TICK_MS 100

int gp_worker_facts(struct gp_worker *w, struct gp_msg_in *m)
{
	size_t n;
	const char *p = gp_msg_take_bytes(m, GP_SCRIPT_PIECE, &n);

	return !gp_msg_done(m) || gp_buf_put(&w->facts, p, n) ? -1 : 0;
}

/* A copy: who wrote them could change them while they are read. */
static void take_notes(struct gp_worker *w, size_t offset, size_t n)
{
	if (n && offset <= w->notes_size && n <= w->notes_size - offset)
		gp_buf_put(&w->facts, w->notes + offset, n);
}

static int take_page(struct gp_worker *w, struct gp_msg_in *m, struct gp_arena *a)
{
	static struct gp_script_known known; /* lives as long as the page */
	struct gp_rule_page_input in = {.url = gp_worker_take_copy(a, m, GP_MSG_MAX)};
	size_t offset;

	in.status = (int)gp_msg_take_range(m, 0, 999);
	in.type = gp_worker_take_copy(a, m, GP_SCRIPT_WORD_MAX);
	in.charset = gp_worker_take_copy(a, m, GP_SCRIPT_WORD_MAX);
	offset = (size_t)gp_msg_take_range(m, 0, (int64_t)w->shared_size);
	in.n = (size_t)gp_msg_take_range(m, 0, (int64_t)(w->shared_size - offset));
	in.body = w->shared + offset;
	if (gp_msg_take_range(m, 0, 1)) {
		known.declared = gp_worker_take_copy(a, m, 200);
		known.found = gp_worker_take_copy(a, m, 200);
		known.mislabelled = gp_msg_take_range(m, 0, 1);
		known.late_meta = gp_msg_take_range(m, 0, 1);
		take_notes(w, offset, (size_t)gp_msg_take_range(m, 0, GP_SCRIPT_FACTS_MAX));
		known.facts = w->facts.data;
		known.facts_n = w->facts.len;
		in.known = &known;
	}
	in.header_count = (size_t)gp_msg_take_range(m, 0, GP_SCRIPT_HEADERS);
	in.headers = w->headers;
	for (size_t i = 0; i < in.header_count; i++) {
		w->headers[i].name = gp_worker_take_copy(a, m, GP_SCRIPT_HEADER_BYTES);
		w->headers[i].value = gp_worker_take_copy(a, m, GP_SCRIPT_HEADER_BYTES);
	}
	if (m->bad)
		return -1;
	gp_rule_page_set(w->page, &in);
	return 0;
}

static int answer_broke(struct gp_worker *w, int file, const char *text)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, &w->out, GP_SCRIPT_BROKE);
	gp_msg_put_int(&m, file);
	return gp_worker_put_message(&m, text);
}

/* Of this thread, which is the only one: the clock of the process stands still between ticks while a timer runs on it. */
static int64_t cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int put_cost(struct gp_worker *w, int file, long calls, int64_t ns, int64_t bytes)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, &w->out, GP_SCRIPT_COST);
	gp_msg_put_int(&m, file);
	gp_msg_put_int(&m, calls);
	gp_msg_put_int(&m, ns > 0 ? ns : 0);
	gp_msg_put_int(&m, bytes > 0 ? bytes : 0);
	return gp_msg_end(&m);
}

/* --- conditions */

/* -1: there are too many. */
static int add_condition(struct gp_worker *w, unsigned *count, const struct gp_value *condition)
{
	if (*count == GP_TRIGGERS_MAX)
		return -1;
	gp_triggers_add(w->triggers, *count, condition);
	return (int)(*count)++;
}

static void make_triggers(struct gp_worker *w)
{
	unsigned count = 0;

	w->triggers = gp_triggers_new();
	for (int i = 0; i < w->file_count; i++) {
		struct gp_worker_source *s = &w->files[i];

		s->number = s->want.condition ? add_condition(w, &count, s->want.condition) : -1;
		s->first = (int)count;
		for (size_t k = 0; s->first >= 0 && k < gp_rule_finds_count(s->want.finds); k++)
			if (add_condition(w, &count, gp_rule_finds_when(s->want.finds, k)) < 0)
				s->first = -1;
	}
}

static struct gp_trigger_page trigger_page(struct gp_worker *w)
{
	struct gp_rule_page *page = w->page;
	struct gp_trigger_page p = {.title = {"", 0}, .url = gp_rule_page_input(page)->url};
	const struct gp_doc_facts *d;

	if (gp_rule_document_is_page(page)) {
		p.facts = gp_rule_page_facts(page);
		p.source = gp_rule_page_body(page);
		p.text = p.facts->text;
		p.title = p.facts->title;
		p.mislabelled = gp_rule_page_charset(page)->mislabelled;
		p.late_charset = gp_rule_page_charset(page)->late_meta;
	} else {
		d = gp_rule_page_document(page);
		p.text = (struct gp_text){d->text.p, d->text.n};
		p.title = (struct gp_text){d->title.p, d->title.n};
	}
	return p;
}

static void judge(struct gp_worker *w)
{
	struct gp_trigger_page p = trigger_page(w);

	if (w->judged)
		return;
	if (!w->triggers)
		make_triggers(w);
	gp_triggers_judge(w->triggers, &p, w->fits);
	w->judged = true;
}

/* Whether its condition fits; one that is not judged does. */
static bool fits(struct gp_worker *w, const struct gp_worker_source *s)
{
	judge(w);
	return s->number < 0 || gp_rule_finds_bit(w->fits, (size_t)s->number);
}

/* The subjects that the rule wants here: a condition is said of pages and documents, and of nothing else. */
static unsigned wanted(struct gp_worker *w, const struct gp_worker_source *s, unsigned subjects)
{
	subjects &= s->want.on;
	if (!s->want.condition || (w->all_fit && !s->want.finds) || !(subjects & GP_ON_CONDITION))
		return subjects;
	return fits(w, s) ? subjects : subjects & ~GP_ON_CONDITION;
}

/* --- what rules without code find */

static int put_value(struct gp_worker *w, int type, int file, const struct gp_value *v)
{
	struct gp_msg_out m;

	gp_worker_begin_value(w, GP_SCRIPT_FINDING_MAX);
	gp_pack_value(&w->packed, v);
	gp_msg_begin(&m, &w->out, (uint16_t)type);
	gp_msg_put_int(&m, file);
	gp_msg_put_str(&m, w->packed.data, w->packed.len);
	return gp_msg_end(&m);
}

static int say_words(struct gp_worker *w, const struct gp_worker_source *s, int file, struct gp_arena *a)
{
	const struct gp_value *words = gp_rule_finds_words(s->want.finds, w->fits, (size_t)s->first, a);
	int rc = 0;

	if (words && s->want.keeps)
		return put_value(w, GP_SCRIPT_KEPT_VALUE, file, words);
	for (size_t i = 0; !rc && words && i < words->list.n; i++)
		rc = put_value(w, GP_SCRIPT_FOUND, file, gp_rule_finds_report(&words->list.items[i], a));
	return rc;
}

static int say_text(struct gp_worker *w, const struct gp_worker_source *s, int file)
{
	const struct gp_trigger_page p = trigger_page(w);
	const struct gp_doc_facts *d = gp_rule_page_document(w->page);
	const struct gp_trigger_found *f;
	const struct gp_doc_part *part;
	struct gp_place at = {0, 0};
	struct gp_text selector = {"", 0};
	struct gp_msg_out m;

	for (size_t i = 0; (f = gp_triggers_found(w->triggers, i)) && (int)f->number != s->number; i++)
		;
	if (!f)
		return 0;
	part = p.facts ? NULL : gp_doc_part_at(d, f->from);
	if (p.facts)
		at = gp_trigger_found_place(&p, f);
	else if (part)
		at = gp_rule_document_seen(w->page, part);
	if (part && !at.line)
		selector = (struct gp_text){part->at.p, part->at.n};
	gp_worker_begin_value(w, GP_SCRIPT_FINDING_MAX);
	gp_trigger_found_pack(&w->packed, f, p.text, at, selector);
	gp_msg_begin(&m, &w->out, GP_SCRIPT_FOUND);
	gp_msg_put_int(&m, file);
	gp_msg_put_str(&m, w->packed.data, w->packed.len);
	return gp_msg_end(&m);
}

/* As the readers of a crawl would say it (core/rules/page_finds.c). */
static int say(struct gp_worker *w, int file)
{
	const struct gp_worker_source *s = &w->files[file];
	struct gp_arena a = {0};
	int rc;

	if (!fits(w, s))
		return 0;
	if (s->first < 0 || (s->want.condition && s->number < 0))
		return answer_broke(w, file, gp_err_word("the rules have more conditions than the program takes"));
	if (gp_rule_finds_text(s->want.finds))
		return say_text(w, s, file);
	rc = say_words(w, s, file, &a);
	gp_arena_free(&a);
	return rc;
}

static int answer_not_loaded(struct gp_worker *w, int file)
{
	return answer_broke(w, file, gp_err_word("the rule could not be loaded again"));
}

static int check_rule(struct gp_worker *w, int file, unsigned subjects)
{
	struct gp_worker_source *s = &w->files[file];
	struct gp_err e = GP_ERR_INIT;
	struct gp_msg_out m;
	size_t before = w->out.len;
	int64_t from;
	uint64_t held;
	lua_State *L;
	int rc;

	subjects = wanted(w, s, subjects);
	if (s->want.finds && subjects & GP_ON_CONDITION) {
		subjects &= ~GP_ON_CONDITION;
		if (say(w, file) || (w->profile && !subjects && put_cost(w, file, 0, 0, 0)))
			return -1;
	}
	if (!subjects)
		return 0;
	gp_budget_begin(file, w->cpu_ms, w->wall_ms);
	if (gp_worker_load(w, s) || s->ref.check < 0) {
		gp_budget_end();
		return answer_not_loaded(w, file);
	}
	from = w->profile ? cpu_ns() : 0; /* it is no matter of this page that the rule is loaded now */
	held = w->sandbox.given;
	L = gp_worker_state(w, s, &e);
	rc = gp_call_check(L, &s->ref, &s->want, subjects, w->page, file, &w->out, &e);
	gp_worker_look_what_is_kept(L);
	gp_budget_end();
	if (rc) {
		w->out.len = before; /* what it had found is not complete, so it does not count */
		w->out.full = false;
		if (answer_broke(w, file, e.msg))
			return -1;
	}
	if (w->profile && put_cost(w, file, gp_call_checks(), cpu_ns() - from, (int64_t)(w->sandbox.given - held)))
		return -1;
	if (gp_clock_mono_ms() - w->heard < TICK_MS)
		return 0;
	gp_budget_stop(); /* a last word in the middle of a record would be none */
	gp_msg_begin(&m, &w->out, GP_SCRIPT_TICK);
	if (gp_msg_end(&m) || gp_worker_flush(w))
		return -1;
	w->heard = gp_clock_mono_ms();
	return 0;
}

static int put_note(struct gp_worker *w)
{
	struct gp_msg_out m;

	gp_worker_begin_value(w, GP_SCRIPT_NOTE_MAX);
	gp_rule_page_note(w->page, &w->packed);
	if (w->packed.full)
		return 0;
	gp_msg_begin(&m, &w->out, GP_SCRIPT_NOTE);
	gp_msg_put_str(&m, w->packed.data, w->packed.len);
	return gp_msg_end(&m);
}

int gp_worker_check(struct gp_worker *w, struct gp_msg_in *m)
{
	struct gp_arena a = {0};
	const char *list;
	uint16_t file;
	size_t n;
	int rc = take_page(w, m, &a);
	unsigned subjects = (unsigned)gp_msg_take_range(m, 0, GP_ON_ALL);
	bool note = gp_msg_take_range(m, 0, 1);

	w->judged = false;
	w->all_fit = gp_msg_take_range(m, 0, 1);
	list = gp_msg_take_bytes(m, GP_SCRIPT_FILES * 2, &n);
	if (rc || !gp_msg_done(m) || n % 2)
		rc = -1;
	w->heard = gp_clock_mono_ms();
	for (size_t i = 0; !rc && i < n; i += 2) {
		memcpy(&file, list + i, 2);
		rc = file < w->file_count ? check_rule(w, file, subjects) : answer_not_loaded(w, file);
	}
	gp_budget_stop();
	if (!rc && note)
		rc = put_note(w);
	for (int i = 0; i < w->pack_count; i++)
		if (w->packs[i].L)
			gp_bind_page_forget(w->packs[i].L);
	gp_rule_page_set(w->page, &(struct gp_rule_page_input){.url = "", .type = "", .charset = "", .body = ""});
	gp_buf_clear(&w->facts);
	gp_arena_free(&a);
	return rc ? -1 : gp_worker_end_answer(w);
}

int gp_worker_describe(struct gp_worker *w, struct gp_msg_in *m)
{
	static const struct gp_worker_source none = {.pack = 0};
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
	gp_worker_begin_value(w, GP_SCRIPT_DESCRIBE_MAX);
	L = gp_worker_state(w, &none, &e);
	rc = L && !gp_call_describe(L, w->page, &w->packed, &e) ? gp_worker_answer_value(w) : gp_worker_answer_failed(w, e.msg);
	gp_rule_page_set(w->page, &(struct gp_rule_page_input){.url = "", .type = "", .charset = "", .body = ""});
out:
	gp_arena_free(&a);
	return rc;
}
