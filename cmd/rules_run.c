/* rules_run.c - govpub rules run: pages looked at by rules, without a crawl */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

#include "cmd/page_input.h"
#include "cmd/rules.h"
#include "cmd/rules_files.h"
#include "cmd/rules_finish.h"
#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/ledger/date.h"
#include "core/script/file_subject.h"
#include "core/sys/jail.h"
#include "core/text/utf8.h"

struct running {
	struct gp_rules_verb *v;
	struct gp_json j;
	struct gp_arena arena; /* of one page */
	struct gp_page_input in; /* the page */
	char seen[32];
	int64_t bad, broke, unread;
	struct gp_rules_kept kept;
	int unseen; /* pages that no rule looked at */
	char unseen_url[300]; /* what the first of them was taken for */
};

/* "附件.docx 第3段" */
static void show_place(struct running *r, const struct gp_finding *f)
{
	struct gp_buf at;

	gp_buf_init(&at, 4096);
	if (gp_finding_place(&at, f, &r->v->ctx->words, r->v->lang)) {
		gp_buf_putc(&r->v->text, ' ');
		gp_utf8_show(&r->v->text, at.data, at.len);
	}
	gp_buf_free(&at);
}

static void show(struct running *r, const struct gp_finding *f)
{
	struct gp_buf *out = &r->v->text;
	const char *where = f->file ? f->file : f->url, *message = f->message[r->v->lang];
	char id[40];

	if (r->v->json) {
		gp_json_finding(&r->j, f, r->v->lang, r->seen);
		return;
	}
	gp_utf8_show(out, where, strlen(where));
	if (f->line)
		gp_buf_printf(out, ":%u:%u", f->line, f->col ? f->col : 1);
	else
		show_place(r, f);
	snprintf(id, sizeof id, "severity.%s", gp_severity_name(f->severity));
	gp_buf_printf(out, ": %s: ", gp_catalogue_text(&r->v->ctx->words, r->v->lang, id));
	gp_utf8_show(out, message, strlen(message));
	gp_buf_printf(out, " [%s]\n", f->rule);
}

static void print(struct running *r, const struct gp_finding *f)
{
	if (f->severity == GP_SEVERITY_UNCHECKED)
		r->broke++;
	else if (f->severity != GP_SEVERITY_BONUS && (int)f->severity <= r->v->fail_on)
		r->bad++;
	show(r, f);
}

static void place(struct running *r, struct gp_finding *f)
{
	f->url = r->in.page.url;
	if (r->in.file) {
		f->url = NULL;
		f->file = r->in.file;
	}
	print(r, f);
}

/* A finding of a finish is about the address or file that it names. */
static void place_at(struct running *r, struct gp_finding *f, const char *where)
{
	if (!where) {
		place(r, f);
	} else if (strstr(where, "://")) {
		f->url = where;
		print(r, f);
	} else {
		f->url = NULL;
		f->file = where;
		print(r, f);
	}
}

static void failed(struct running *r, struct gp_rule *rule, const char *why)
{
	struct gp_finding f;
	char said[600];

	if (gp_rule_strike(r->v->rules, rule)) {
		snprintf(said, sizeof said, gp_err_word("%s; this was the third time, so the rule is left out for the rest of "
		    "the check"), why);
		why = said;
	}
	gp_rule_failure(&f, rule, "", why, &r->arena);
	place(r, &f);
}

/* One rule at a time: one that is stopped takes nothing of the others with it. */
struct single {
	struct running *r;
	struct gp_rule *rule;
};

static void on_answer(void *user, const struct gp_script_answer *a)
{
	struct single *s = user;
	struct gp_finding f;
	struct gp_err e = GP_ERR_INIT;

	if (a->outcome != GP_SCRIPT_GOOD) {
		gp_script_fail(a, s->rule->id, &e);
		failed(s->r, s->rule, e.msg);
		return;
	}
	/* once over all of them: of a rule that broke nothing counts */
	for (const struct gp_script_piece *p = a->first; p; p = p->next) {
		s->rule->cost.findings += p->value != NULL;
		if (p->cost)
			gp_rule_spent(s->rule, s->r->in.page.url, p->cost);
	}
	for (const struct gp_script_piece *p = a->first; p; p = p->next)
		if (p->message || (p->value && gp_rule_finding(&f, s->rule, "", p->value, &s->r->arena, &e))) {
			failed(s->r, s->rule, p->message ? p->message : e.msg);
			return;
		}
	for (const struct gp_script_piece *p = a->first; p; p = p->next)
		if (p->kept)
			gp_rules_keep(&s->r->kept, s->rule, s->r->in.file ? s->r->in.file : s->r->in.page.url, p->kept);
		else if (p->value && !gp_rule_finding(&f, s->rule, "", p->value, &s->r->arena, &e))
			place_at(s->r, &f, gp_value_str(p->value, "url"));
}

/* What rules kept of the pages comes to their finish, though it is no check of a site: the state says "files". */
static int finish(struct running *r, struct gp_err *e)
{
	struct gp_script_page page = {.url = "", .type = "", .charset = "", .subjects = GP_ON(FINISH)};
	struct gp_buf body;
	char today[11];
	int rc = 0;

	gp_date_iso(gp_date_today(), today);
	gp_buf_init(&body, 2 * GP_RULES_KEPT_BYTES);
	for (size_t i = 0; !rc && i < r->v->rules->count; i++) {
		struct single s = {r, &r->v->rules->list[r->v->rules->order[i]]};
		uint16_t file = (uint16_t)s.rule->file;

		if (!gp_rule_runs(s.rule) || !gp_rules_has_kept(&r->kept, s.rule))
			continue;
		gp_buf_clear(&body);
		gp_rules_pack_finish(&r->kept, s.rule, today, "files", &body);
		page.length = body.len;
		if (body.full) {
			failed(r, s.rule, gp_err_word("it kept more than 4 MiB or 100,000 values, so its end was not run"));
			continue;
		}
		rc = gp_session_body(&r->v->session, body.data, body.len, e) ||
		    gp_script_check(r->v->session.script, &page, &file, 1, on_answer, &s, e) ||
		    gp_session_wait(&r->v->session, e) ? -1 : 0;
	}
	gp_buf_free(&body);
	return rc;
}

/* Nothing was found because nothing was looked for: that is no clean page. Among others it is what `match` is for. */
static void say_unseen(const struct running *r, const char *word)
{
	struct gp_buf b;
	const struct gp_param params[] = {{"page", word}, {"url", r->unseen_url}, {NULL, NULL}};

	gp_buf_init(&b, 1 << 16);
	gp_catalogue_say(&b, &r->v->ctx->words, r->v->lang, "rules.unseen", params);
	fprintf(stderr, "govpub: ");
	for (const char *p = b.data ? b.data : ""; *p; p++)
		fputc((unsigned char)*p < 0x20 || *p == 0x7F ? '?' : *p, stderr);
	fputc('\n', stderr);
	gp_buf_free(&b);
}

/* All rules that want the thing, which lies before the worker. */
static int run_rules(struct running *r, const struct gp_rule_thing *t, const struct gp_script_page *page, int *looked,
    struct gp_err *e)
{
	struct gp_rules_verb *v = r->v;
	int rc = 0;

	for (size_t i = 0; !rc && i < v->rules->count; i++) {
		struct single s = {r, &v->rules->list[v->rules->order[i]]};
		uint16_t file = (uint16_t)s.rule->file;

		if (!gp_rule_wants(s.rule, t))
			continue;
		++*looked;
		rc = gp_script_check(v->session.script, page, &file, 1, on_answer, &s, e) ||
		    gp_session_wait(&v->session, e) ? -1 : 0;
	}
	return rc;
}

static bool wanted(const struct running *r, const struct gp_rule_thing *t)
{
	for (size_t i = 0; i < r->v->rules->count; i++)
		if (gp_rule_wants(&r->v->rules->list[i], t))
			return true;
	return false;
}

/* What lies there. */
struct what {
	enum gp_reader_type type;
	bool known;      /* the type, that is */
	bool page, attachment;
};

static bool is_page_type(const char *type)
{
	return !strcmp(type, "text/html") || !strcmp(type, "application/xhtml+xml");
}

static int as_page(struct running *r, int *looked, struct gp_err *e)
{
	const struct gp_page_input *in = &r->in;
	struct gp_rule_thing t = {.subjects = GP_ON_HTML, .url = in->page.url, .type = in->page.type,
	    .status = in->page.status, .home = gp_rules_is_home(r->v->rules, in->page.url)};

	return gp_session_body(&r->v->session, in->body.data, in->body.len, e) || run_rules(r, &t, &in->page, looked, e) ?
	    -1 : 0;
}

/* What the server says; of a file on disk nothing is said. */
static const char *media_type(const struct running *r)
{
	return r->in.file ? "" : r->in.page.type;
}

/* As a file that is, or is to be, published beside pages. */
static int as_attachment(struct running *r, int *looked, struct gp_err *e)
{
	const struct gp_buf *body = &r->in.body;
	struct gp_rule_thing t = {.subjects = GP_ON(ATTACHMENT), .url = r->in.page.url,
	    .type = r->in.file ? NULL : r->in.page.type, .status = r->in.page.status};
	struct gp_attachment a = {.url = r->in.page.url, .type = media_type(r), .text = "", .size = (int64_t)body->len,
	    .head = body->data ? body->data : "", .head_n = body->len};
	struct gp_script_page page = r->in.page;
	struct gp_buf packed;
	int rc;

	if (!wanted(r, &t))
		return 0;
	gp_buf_init(&packed, GP_VALUE_MAX);
	gp_attachment_pack(&packed, &a);
	page.length = packed.len;
	page.subjects = GP_ON(ATTACHMENT);
	page.headers = NULL;
	rc = gp_session_body(&r->v->session, packed.data, packed.len, e) || run_rules(r, &t, &page, looked, e) ? -1 : 0;
	gp_buf_free(&packed);
	return rc;
}

/* Nobody has looked into the file: that is no clean one. */
static void unread(struct running *r, const struct gp_err *why)
{
	struct gp_finding f = {.rule = "documents/unread", .severity = GP_SEVERITY_UNCHECKED, .file = r->in.file,
	    .url = r->in.file ? NULL : r->in.page.url, .message = {why->msg, why->msg}, .fix = {"", ""}};

	for (int lang = 0; lang < 2; lang++)
		f.title[lang] = gp_catalogue_text(&r->v->ctx->words, (enum gp_lang)lang, "rules.unread");
	r->unread++;
	show(r, &f);
}

/* `known`: the type was found, else `why` says why not. */
static int as_document(struct running *r, enum gp_reader_type type, bool known, struct gp_err *why, int *looked,
    struct gp_err *e)
{
	const struct gp_buf *body = &r->in.body;
	struct gp_rule_thing t = {.subjects = GP_ON(DOCUMENT), .url = r->in.page.url,
	    .type = !r->in.file ? r->in.page.type : known ? gp_document_media_type(type) : NULL, .status = r->in.page.status};
	struct gp_script_page page = r->in.page;
	struct gp_buf packed = {0};
	int rc = 0;

	if (!wanted(r, &t))
		return 0;
	++*looked;
	if (!known || gp_reader_facts(&packed, type, body->data, body->len, "", why) || gp_document_check(&packed, why)) {
		unread(r, why);
	} else {
		gp_document_page(&page, packed.len);
		rc = gp_session_body(&r->v->session, packed.data, packed.len, e) || run_rules(r, &t, &page, looked, e) ? -1 : 0;
	}
	gp_buf_free(&packed);
	return rc;
}

/* By its bytes, where a server does not say that it is a page. `why` says why it is nothing that can be read. */
static void tell(struct running *r, struct what *w, struct gp_err *why)
{
	const struct gp_buf *body = &r->in.body;
	const char *name = r->in.file ? r->in.file : gp_file_name(&r->arena, r->in.page.url);
	bool named_page = r->in.file && gp_file_is_named_page(name);

	*w = (struct what){.type = GP_READER_HTML, .known = true, .page = true};
	if (is_page_type(media_type(r)))
		return;
	w->known = !gp_reader_type_for_rules(&w->type, body->data ? body->data : "", body->len, name, why);
	w->page = w->known ? w->type == GP_READER_HTML : named_page;
	w->attachment = !w->page || !named_page;
}

static int look(struct running *r, const char *word, struct gp_err *e)
{
	struct gp_err why = GP_ERR_INIT;
	struct what w = {.page = false};
	int rc = gp_page_input_read(&r->in, word, r->v->base, e), looked = 0;

	if (!rc)
		tell(r, &w, &why);
	if (!rc && w.attachment)
		rc = as_attachment(r, &looked, e);
	if (!rc)
		rc = w.page ? as_page(r, &looked, e) : as_document(r, w.type, w.known, &why, &looked, e);
	if (!rc && !looked && !r->unseen++)
		snprintf(r->unseen_url, sizeof r->unseen_url, "%s", r->in.page.url);
	gp_page_input_free(&r->in);
	gp_arena_reset(&r->arena);
	return rc;
}

/* Rules that could not be loaded are said once. */
static void say_broken(struct running *r)
{
	for (size_t i = 0; i < r->v->rules->count; i++) {
		const struct gp_rule *rule = &r->v->rules->list[i];
		struct gp_finding f;

		if (!rule->broken || rule->off)
			continue;
		gp_rule_failure(&f, rule, NULL, rule->broken, &r->arena);
		f.file = rule->path;
		print(r, &f);
	}
}

/* Rules on sites and runs are not asked here. Who chose them hears so. */
static void say_unasked(struct running *r)
{
	struct gp_buf b, ids;
	struct gp_param params[] = {{"rules", NULL}, {NULL, NULL}};
	size_t n = 0;

	if (r->v->json) {
		gp_json_key(&r->j, "unasked");
		gp_json_array(&r->j);
	}
	gp_buf_init(&b, 1 << 16);
	gp_buf_init(&ids, 1 << 16);
	for (size_t i = 0; i < r->v->rules->count; i++) {
		const struct gp_rule *rule = &r->v->rules->list[i];

		if (!gp_rule_runs(rule) || rule->match.things.on & (GP_ON_HTML | GP_ON(ATTACHMENT)))
			continue;
		gp_buf_printf(&ids, "%s%s", n++ ? ", " : "", rule->id);
		if (r->v->json)
			gp_json_str(&r->j, rule->id);
	}
	if (r->v->json)
		gp_json_array_end(&r->j);
	params[0].value = ids.data;
	if (n && r->v->which) {
		gp_catalogue_say(&b, &r->v->ctx->words, r->v->lang, "rules.unasked", params);
		fprintf(stderr, "govpub: %s\n", b.data ? b.data : "");
	}
	gp_buf_free(&b);
	gp_buf_free(&ids);
}

static bool any_on(const struct gp_rules *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (!r->list[i].off)
			return true;
	return false;
}

int gp_rules_run(struct gp_rules_verb *v, char **pages, int count, struct gp_err *e)
{
	struct running r = {.v = v};
	struct gp_rules_files files;
	struct gp_jail_level level;
	int rc = gp_rules_files(&files, pages, count, e);

	gp_clock_iso(gp_clock_now(), r.seen);
	gp_json_init(&r.j, &v->text);
	if (v->json) {
		gp_json_object(&r.j);
		gp_json_key(&r.j, "findings");
		gp_json_array(&r.j);
	}
	say_broken(&r);
	for (size_t i = 0; !rc && i < files.count; i++)
		rc = look(&r, files.list[i], e);
	if (!rc)
		rc = finish(&r, e);
	gp_rules_kept_free(&r.kept);
	if (v->json)
		gp_json_array_end(&r.j);
	if (!rc)
		say_unasked(&r);
	if (v->json) {
		gp_jail_probe(&level);
		gp_json_key(&r.j, "protection");
		gp_json_str(&r.j, gp_jail_level_name(&level));
		gp_json_object_end(&r.j);
		gp_buf_putc(&v->text, '\n');
	}
	gp_arena_free(&r.arena);
	count = (int)files.count;
	gp_rules_files_free(&files);
	if (rc)
		return -1;
	if (r.bad || r.unread || r.broke || r.unseen < count || !any_on(v->rules))
		return r.bad || r.unread ? 1 : r.broke ? 5 : 0;
	say_unseen(&r, pages[0]);
	return 3;
}
