/* rules_test.c - govpub rules test: the tests that rules carry, as TAP */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/page_input.h"
#include "cmd/rules.h"
#include "cmd/rules_finish.h"
#include "core/base/json.h"
#include "core/doc/doc_value.h"
#include "core/office/embed.h"
#include "core/rules/packs.h"
#include "core/script/file_subject.h"
#include "core/text/utf8.h"

#define ADDRESS "https://www.example.gov.cn/test/page.html" /* of pages whose test names none */
#define FINISHED "2026-12-31" /* the day of tests: the same always */

struct testing {
	struct gp_rules_verb *v;
	struct gp_json j;
	int number, failed;
	int stops; /* of the rule: times that it took the worker down */
	struct gp_buf error; /* of the rule: what its last test that broke said */
	/* of the test that runs */
	struct gp_rule *rule;
	const char *url;
	struct gp_rules_kept kept;
	struct gp_arena arena;
	struct gp_finding *found;
	size_t found_count, found_cap;
	struct gp_buf why; /* lines; empty: it passed */
	bool broke; /* `why` says what went wrong in the rule, and what it found does not count */
};

/* --- what came out */

static void say_broken(struct testing *t, const char *message)
{
	gp_buf_printf(&t->why, "%s\n", message);
	t->broke = true;
}

static void add_finding(struct testing *t, const struct gp_script_piece *p)
{
	struct gp_finding f, *bigger;
	struct gp_err e = GP_ERR_INIT;

	if (p->kept) {
		gp_rules_keep(&t->kept, t->rule, t->url, p->kept);
		return;
	}
	if (!p->value) {
		say_broken(t, p->message);
		return;
	}
	if (gp_rule_finding(&f, t->rule, t->url, p->value, &t->arena, &e)) {
		say_broken(t, e.msg);
		return;
	}
	if (t->found_count == t->found_cap) {
		t->found_cap = t->found_cap ? 2 * t->found_cap : 16;
		bigger = gp_arena_alloc(&t->arena, t->found_cap * sizeof *bigger);
		if (t->found_count)
			memcpy(bigger, t->found, t->found_count * sizeof *bigger);
		t->found = bigger;
	}
	t->found[t->found_count++] = f;
}

static void on_answer(void *user, const struct gp_script_answer *a)
{
	struct testing *t = user;
	struct gp_err e = GP_ERR_INIT;

	if (a->outcome != GP_SCRIPT_GOOD) {
		gp_script_fail(a, t->rule->id, &e);
		say_broken(t, e.msg);
		t->stops++;
		return;
	}
	for (const struct gp_script_piece *p = a->first; p; p = p->next)
		add_finding(t, p);
}

static void say_found(struct testing *t)
{
	for (size_t i = 0; i < t->found_count; i++) {
		const struct gp_finding *f = &t->found[i];

		gp_buf_printf(&t->why, gp_err_word("found: line %u, column %u: %s"), f->line, f->col, f->message[t->v->lang]);
		gp_buf_putc(&t->why, '\n');
	}
}

/* Each of these says what does not fit the test's `want`, the `n`th from 1. */
static void fit_number(struct testing *t, size_t n, const struct gp_value *want, const char *key, uint32_t got)
{
	const struct gp_value *v = gp_value_get(want, key);

	if (!v || v->integer == got)
		return;
	gp_buf_printf(&t->why, gp_err_word("finding %zu: %s should be %lld, and is %u"), n, key, (long long)v->integer, got);
	gp_buf_putc(&t->why, '\n');
}

static void fit_text(struct testing *t, size_t n, const struct gp_value *want, const char *key, const char *got,
    const char *other)
{
	const char *s = gp_value_str(want, key);

	if (!s || (got && strstr(got, s)) || (other && strstr(other, s)))
		return;
	gp_buf_printf(&t->why, gp_err_word("finding %zu: %s should have '%s'"), n, key, s);
	gp_buf_putc(&t->why, '\n');
}

static void fit(struct testing *t, size_t n, const struct gp_value *want, const struct gp_finding *f)
{
	const char *severity = gp_value_str(want, "severity"), *is = gp_severity_name(f->severity);

	fit_number(t, n, want, "line", f->line);
	fit_number(t, n, want, "col", f->col);
	fit_text(t, n, want, "message", f->message[0], f->message[1]);
	fit_text(t, n, want, "evidence", f->evidence, NULL);
	if (severity && strcmp(severity, is)) {
		gp_buf_printf(&t->why, gp_err_word("finding %zu: severity should be '%s', and is '%s'"), n, severity, is);
		gp_buf_putc(&t->why, '\n');
	}
}

static void compare(struct testing *t, const struct gp_value *finds)
{
	size_t want = finds->type == GP_VALUE_INT ? (size_t)finds->integer : finds->list.n;

	if (want != t->found_count) {
		gp_buf_printf(&t->why, gp_err_word("expected findings: %zu, got: %zu"), want, t->found_count);
		gp_buf_putc(&t->why, '\n');
		say_found(t);
		return;
	}
	for (size_t i = 0; finds->type == GP_VALUE_LIST && i < want; i++)
		fit(t, i + 1, &finds->list.items[i], &t->found[i]);
	if (t->why.len)
		say_found(t);
}

/* What breaks a rule breaks it in each of its tests: the same words are said once. */
static void shorten(struct testing *t)
{
	struct gp_buf seen = t->error;

	if (t->error.len == t->why.len && !memcmp(t->error.data, t->why.data, t->why.len)) {
		gp_buf_clear(&t->why);
		gp_buf_printf(&t->why, "%s\n", gp_err_word("the error is the same as in the test above"));
		return;
	}
	t->error = t->why;
	t->why = seen;
	gp_buf_clear(&t->why);
	gp_buf_put(&t->why, t->error.data, t->error.len);
}

/* --- running one */

/* The subject of a test: as it says, else the first one of the rule that can be in it. */
static enum gp_subject_word subject_of(const struct testing *t, const struct gp_value *test)
{
	const char *word = gp_value_str(test, "on");
	unsigned possible = gp_value_get(test, "data") ? ~GP_ON_HTML : GP_ON_HTML;

	for (int i = 0; i < GP_SUBJECTS; i++)
		if (word ? !strcmp(word, gp_subject_words[i]) : (t->rule->match.things.on & possible & 1u << i) != 0)
			return (enum gp_subject_word)i;
	return possible & GP_ON(PAGE) ? GP_SUBJECT_PAGE : GP_SUBJECT_FINISH;
}

/* Fields of a subject that is no page, as the test has them. */
static int put_fields(struct testing *t, const struct gp_value *test, struct gp_script_page *page, struct gp_err *e)
{
	const struct gp_value *data = gp_value_get(test, "data");
	const char *word = gp_subject_words[subject_of(t, test)];
	size_t n = data->type == GP_VALUE_MAP ? data->map.n : 0;
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, GP_VALUE_MAX);
	gp_pack_map(&b, n + 1);
	gp_pack_key(&b, "on", 2);
	gp_pack_str(&b, word, strlen(word));
	for (size_t i = 0; i < n; i++) {
		gp_pack_key(&b, data->map.members[i].key, data->map.members[i].key_n);
		gp_pack_value(&b, &data->map.members[i].value);
	}
	rc = gp_session_body(&t->v->session, b.data, b.len, e);
	page->length = b.len;
	page->type = "";
	gp_buf_free(&b);
	return rc;
}

/* What was packed, before the worker. */
static int put_packed(struct testing *t, struct gp_buf *packed, struct gp_script_page *page, struct gp_err *e)
{
	int rc = gp_session_body(&t->v->session, packed->data, packed->len, e);

	page->length = packed->len;
	gp_buf_free(packed);
	return rc;
}

/* A document or an attachment that the test gives as data. */
static int put_data(struct testing *t, const struct gp_value *document, const struct gp_value *attachment,
    struct gp_script_page *page, struct gp_err *e)
{
	struct gp_buf packed;

	gp_buf_init(&packed, GP_DOC_PACKED_MAX);
	if (attachment) {
		gp_attachment_pack_value(&packed, attachment, page->url);
		page->subjects = GP_ON(ATTACHMENT);
	} else if (gp_doc_pack_value(&packed, document, e)) {
		gp_buf_free(&packed);
		return -1;
	} else {
		gp_document_page(page, packed.len);
	}
	return put_packed(t, &packed, page, e);
}

/* The bytes of a file: a page, or else a document. */
static int put_bytes(struct testing *t, const char *name, const char *p, size_t n, struct gp_script_page *page,
    struct gp_err *e)
{
	enum gp_reader_type type;
	struct gp_buf packed = {0};

	page->length = n;
	if (gp_file_is_named_page(name))
		return gp_session_body(&t->v->session, p, n, e);
	if (gp_reader_type_for_rules(&type, p, n, name, e) || gp_reader_facts(&packed, type, p, n, "", e) ||
	    gp_document_check(&packed, e)) {
		gp_buf_free(&packed);
		return -1;
	}
	gp_document_page(page, packed.len);
	return put_packed(t, &packed, page, e);
}

/* A file of a pack lies in memory with the rule: beside it, or in the pack's tests/. */
static int put_in_pack(struct testing *t, const char *name, struct gp_script_page *page, struct gp_err *e)
{
	const struct gp_pack_files *files = &t->rule->pack->pack->files;
	const struct gp_pack_file *f;
	char path[GP_SCRIPT_PATH_MAX + 8];

	snprintf(path, sizeof path, "rules/%s", name);
	f = gp_pack_files_find(files, path);
	f = f ? f : gp_pack_files_find(files, name);
	if (!f)
		return gp_fail(e, GP_ENOTFOUND, "%s: the pack has no such file", name);
	return put_bytes(t, name, f->data, f->n, page, e);
}

static int put_file(struct testing *t, const char *name, struct gp_script_page *page, struct gp_err *e)
{
	struct gp_page_input in = {0};
	int rc;

	if (t->rule->pack)
		return put_in_pack(t, name, page, e);
	if (t->rule->shipped)
		return gp_fail(e, GP_ENOTFOUND, "%s: a shipped rule has its pages inside", name);
	rc = gp_page_input_beside(&in, t->rule->folder, name, e);
	if (!rc)
		rc = put_bytes(t, name, in.body.data ? in.body.data : "", in.body.len, page, e);
	gp_page_input_free(&in);
	return rc;
}

/* What a test is about: a page as text, data, or a file. */
static int put_page(struct testing *t, const struct gp_value *test, struct gp_script_page *page, struct gp_err *e)
{
	const struct gp_value *html = gp_value_get(test, "html"), *document = gp_value_get(test, "document"),
	    *attachment = gp_value_get(test, "attachment");

	if (gp_value_get(test, "data") && subject_of(t, test) == GP_SUBJECT_ATTACHMENT)
		attachment = gp_value_get(test, "data");
	if (document || attachment)
		return put_data(t, document, attachment, page, e);
	if (gp_value_get(test, "data"))
		return put_fields(t, test, page, e);
	if (!html)
		return put_file(t, gp_value_str(test, "file"), page, e);
	page->length = html->string.n;
	return gp_session_body(&t->v->session, html->string.p, html->string.n, e);
}

static const char **headers_of(struct testing *t, const struct gp_value *test)
{
	const struct gp_value *h = gp_value_get(test, "headers");
	size_t n = h && h->type == GP_VALUE_MAP ? h->map.n : 0;
	const char **list = gp_arena_alloc(&t->arena, (2 * n + 1) * sizeof *list);

	for (size_t i = 0; i < n; i++) {
		list[2 * i] = h->map.members[i].key;
		list[2 * i + 1] = h->map.members[i].value.string.p;
	}
	list[2 * n] = NULL;
	return list;
}

/* The rule's values with those of the test instead where it has some. */
static void give_args(struct testing *t, const struct gp_value *test, struct gp_buf *args)
{
	const struct gp_value *declared = gp_value_get(t->rule->declared, "args"), *own = gp_value_get(test, "args");

	gp_pack_map(args, declared->map.n);
	for (size_t i = 0; i < declared->map.n; i++) {
		const struct gp_member *m = &declared->map.members[i];
		const struct gp_value *v = gp_value_get(own, m->key);

		gp_pack_key(args, m->key, m->key_n);
		gp_pack_value(args, v ? v : gp_value_get(&m->value, "default"));
	}
}

/* What the rule kept of the page comes to its finish, as at the end of a check of this page alone. */
static int run_finish(struct testing *t, struct gp_err *e)
{
	struct gp_script_page page = {.url = t->url, .type = "", .charset = "", .subjects = GP_ON(FINISH)};
	uint16_t file = (uint16_t)t->rule->file;
	struct gp_buf body;
	int rc;

	gp_buf_init(&body, GP_VALUE_MAX);
	gp_rules_pack_finish(&t->kept, t->rule, FINISHED, "complete", &body);
	page.length = body.len;
	rc = gp_session_body(&t->v->session, body.data, body.len, e) ||
	    gp_script_check(t->v->session.script, &page, &file, 1, on_answer, t, e) ||
	    gp_session_wait(&t->v->session, e) ? -1 : 0;
	gp_buf_free(&body);
	return rc;
}

/* Values of arguments and what match makes of them, from now on. */
static int use_args(struct testing *t, struct gp_source *source, const struct gp_buf *args, struct gp_err *e)
{
	source->args = args;
	if (gp_rule_read_condition(t->v->rules, t->rule, e))
		return -1;
	gp_script_args(t->v->session.script, t->rule->file);
	return 0;
}

static int run_test(struct testing *t, const struct gp_value *test, struct gp_err *e)
{
	struct gp_rules_verb *v = t->v;
	struct gp_source *source = &v->rules->files.list[t->rule->file];
	const struct gp_value *declared = gp_value_get(t->rule->declared, "args");
	const char *url = gp_value_str(test, "url"), *charset = gp_value_str(test, "charset");
	struct gp_script_page page = {.type = "text/html", .charset = charset ? charset : "",
	    .status = (int)gp_value_int(test, "status", 200), .headers = headers_of(t, test)};
	uint16_t file = (uint16_t)t->rule->file;
	const struct gp_buf *usual = source->args;
	struct gp_buf args;
	bool wanted;
	int rc = 0;

	gp_buf_init(&args, GP_SCRIPT_PIECE);
	page.url = t->url = url ? url : ADDRESS;
	page.subjects = gp_value_get(test, "on") || gp_value_get(test, "data") ? 1u << subject_of(t, test) : GP_ON_HTML;
	/* always: what the office has set is no matter of the rule's tests */
	if (declared && declared->type == GP_VALUE_MAP) {
		give_args(t, test, &args);
		rc = use_args(t, source, &args, e);
	}
	/* what the test says of the page itself counts, as in a check; for the rest of match the pages are chosen */
	wanted = gp_rule_wants_status(t->rule, page.status);
	rc = rc || (wanted && (put_page(t, test, &page, e) || gp_script_check(v->session.script, &page, &file, 1, on_answer, t, e) ||
	    gp_session_wait(&v->session, e))) ? -1 : 0;
	if (!rc && wanted && !t->broke && (t->rule->match.things.on & GP_ON(FINISH)) && !gp_value_get(test, "on") &&
	    !gp_value_get(test, "data"))
		rc = run_finish(t, e);
	gp_rules_kept_free(&t->kept);
	t->kept = (struct gp_rules_kept){0};
	if (source->args != usual && use_args(t, source, usual, e))
		rc = -1;
	gp_buf_free(&args);
	if (!rc && t->broke)
		shorten(t);
	else if (!rc)
		compare(t, gp_value_get(test, "finds"));
	return rc;
}

/* --- TAP and JSON */

/* In TAP "# TODO" at the end of a name would excuse a test that fails. */
static void put_name(struct gp_buf *out, const char *name)
{
	for (size_t n; *name; name += n) {
		n = strcspn(name, "#\\");
		gp_utf8_show(out, name, n);
		if (name[n]) {
			gp_buf_printf(out, "\\%c", name[n]);
			n++;
		}
	}
}

static void report(struct testing *t, const char *name)
{
	struct gp_buf *out = &t->v->text;
	bool ok = !t->why.len;

	t->number++;
	t->failed += !ok;
	if (t->v->json) {
		gp_json_object(&t->j);
		gp_json_key(&t->j, "rule");
		gp_json_str(&t->j, t->rule->id);
		gp_json_key(&t->j, "test");
		gp_json_str(&t->j, name);
		gp_json_key(&t->j, "ok");
		gp_json_bool(&t->j, ok);
		gp_json_key(&t->j, "why");
		gp_json_str(&t->j, ok ? NULL : t->why.data);
		gp_json_object_end(&t->j);
		return;
	}
	gp_buf_printf(out, "%s %d - ", ok ? "ok" : "not ok", t->number);
	put_name(out, t->rule->id);
	gp_buf_puts(out, ": ");
	put_name(out, name);
	gp_buf_putc(out, '\n');
	for (const char *p = t->why.data; !ok && *p;) {
		size_t n = strcspn(p, "\n");

		gp_buf_puts(out, "# ");
		gp_utf8_show(out, p, n);
		gp_buf_putc(out, '\n');
		p += n + (p[n] == '\n');
	}
}

static void test_rule(struct testing *t)
{
	const struct gp_value *tests = gp_value_get(t->rule->declared, "tests");
	size_t n = tests && tests->type == GP_VALUE_LIST ? tests->list.n : 0;

	t->stops = 0;
	gp_buf_clear(&t->error);
	if (t->rule->broken) {
		gp_buf_clear(&t->why);
		gp_buf_printf(&t->why, "%s\n", t->rule->broken);
		report(t, gp_catalogue_text(&t->v->ctx->words, t->v->lang, "rules.loads"));
		return;
	}
	for (size_t i = 0; i < n; i++) {
		const char *name = gp_value_str(&tests->list.items[i], "name");
		struct gp_err e = GP_ERR_INIT;
		char numbered[40];

		snprintf(numbered, sizeof numbered, "tests[%zu]", i + 1);
		gp_arena_reset(&t->arena);
		gp_buf_clear(&t->why);
		t->broke = false;
		t->found = NULL;
		t->found_count = t->found_cap = 0;
		if (t->stops >= GP_RULES_STRIKES) /* each costs seconds */
			gp_buf_printf(&t->why, "%s\n", gp_err_word("not run: the rule was stopped three times"));
		else if (run_test(t, &tests->list.items[i], &e))
			gp_buf_printf(&t->why, "%s\n", e.msg);
		report(t, name ? name : numbered);
	}
	if (!n && !t->v->json)
		gp_buf_printf(&t->v->text, "# %s: %s\n", t->rule->id,
		    gp_catalogue_text(&t->v->ctx->words, t->v->lang, "lint.no-tests"));
}

int gp_rules_test(struct gp_rules_verb *v, struct gp_err *e)
{
	struct testing t = {.v = v};

	(void)e;
	gp_buf_init(&t.why, 1 << 20);
	gp_buf_init(&t.error, 1 << 20);
	gp_json_init(&t.j, &v->text);
	if (v->json) {
		gp_json_object(&t.j);
		gp_json_key(&t.j, "tests");
		gp_json_array(&t.j);
	}
	for (size_t i = 0; i < v->rules->count; i++)
		if (!v->rules->list[i].off) {
			t.rule = &v->rules->list[i];
			test_rule(&t);
		}
	if (v->json) {
		gp_json_array_end(&t.j);
		gp_json_key(&t.j, "failed");
		gp_json_int(&t.j, t.failed);
		gp_json_object_end(&t.j);
		gp_buf_putc(&v->text, '\n');
	} else {
		gp_buf_printf(&v->text, "1..%d\n", t.number);
	}
	gp_arena_free(&t.arena);
	gp_buf_free(&t.why);
	gp_buf_free(&t.error);
	return t.failed ? 1 : 0;
}
