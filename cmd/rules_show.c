/* rules_show.c - govpub rules list, show, lint */
#include <stdio.h>
#include <string.h>

#include "cmd/rules.h"
#include "core/base/json.h"
#include "core/rules/packs.h"
#include "core/text/utf8.h"

static const char *word(const struct gp_rules_verb *v, const char *id)
{
	return gp_catalogue_text(&v->ctx->words, v->lang, id);
}

static const char *severity(const struct gp_rules_verb *v, enum gp_severity s)
{
	char id[40];

	snprintf(id, sizeof id, "severity.%s", gp_severity_name(s));
	return word(v, id);
}

static const char *origin(const struct gp_rules_verb *v, const struct gp_rule *r)
{
	if (r->pack)
		return word(v, r->pack->state == GP_PACK_TRUSTED ? "rules.trusted" : "rules.untrusted");
	return word(v, r->shipped ? "rules.shipped" : r->overrides ? "rules.overrides" : "rules.local");
}

static size_t tests_of(const struct gp_rule *r)
{
	const struct gp_value *t = gp_value_get(r->declared, "tests");

	return t && t->type == GP_VALUE_LIST ? t->list.n : 0;
}

/* Exit status: 5 when a rule that was asked for cannot be used. */
static int status_of(const struct gp_rules *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->list[i].broken && !r->list[i].off)
			return 5;
	return 0;
}

static void pad(struct gp_buf *b, const char *s, size_t columns)
{
	size_t w = gp_utf8_width(s, strlen(s));

	gp_buf_puts(b, s);
	for (; w < columns; w++)
		gp_buf_putc(b, ' ');
	gp_buf_putc(b, ' ');
}

/* --- JSON: the declaration as it is, and where it comes from */

static void json_rule(struct gp_json *j, const struct gp_rules_verb *v, const struct gp_rule *r)
{
	gp_json_object(j);
	gp_json_key(j, "id");
	gp_json_str(j, r->id);
	gp_json_key(j, "file");
	gp_json_str(j, r->path);
	gp_json_key(j, "origin");
	gp_json_str(j, r->shipped ? "shipped" : r->pack ? "pack" : r->overrides ? "overrides" : "office");
	gp_json_key(j, "trust");
	gp_json_str(j, r->shipped ? "shipped" : r->pack && r->pack->state == GP_PACK_TRUSTED ? "trusted" : "local");
	gp_json_key(j, "title");
	gp_json_str(j, r->title[v->lang]);
	gp_json_key(j, "severity");
	gp_json_str(j, r->declared ? gp_severity_name(r->severity) : NULL);
	gp_json_key(j, "tests");
	gp_json_int(j, (int64_t)tests_of(r));
	gp_json_key(j, "broken");
	gp_json_str(j, r->broken);
	gp_json_key(j, "rule");
	if (r->declared)
		gp_json_value(j, r->declared);
	else
		gp_json_null(j);
	gp_json_object_end(j);
}

static void json_rules(struct gp_rules_verb *v)
{
	struct gp_json j;

	gp_json_init(&j, &v->text);
	gp_json_object(&j);
	gp_json_key(&j, "rules");
	gp_json_array(&j);
	for (size_t i = 0; i < v->rules->count; i++)
		if (!v->rules->list[i].off)
			json_rule(&j, v, &v->rules->list[i]);
	gp_json_array_end(&j);
	gp_json_object_end(&j);
	gp_buf_putc(&v->text, '\n');
}

/* --- list */

int gp_rules_list(struct gp_rules_verb *v, struct gp_err *e)
{
	(void)e;
	if (v->json) {
		json_rules(v);
		return status_of(v->rules);
	}
	for (size_t i = 0; i < v->rules->count; i++) {
		const struct gp_rule *r = &v->rules->list[i];

		if (r->off && ((!r->switched_off && !r->asks) || v->chosen))
			continue;
		pad(&v->text, r->id, 24);
		pad(&v->text, r->broken ? word(v, "rules.broken") : r->off ? word(v, r->asks ? "rules.asks" : "rules.off") : severity(v, r->severity), 8);
		pad(&v->text, origin(v, r), 8);
		gp_utf8_show(&v->text, r->broken ? r->broken : r->title[v->lang],
		    strlen(r->broken ? r->broken : r->title[v->lang]));
		gp_buf_putc(&v->text, '\n');
	}
	return status_of(v->rules);
}

/* --- show */

static void line(struct gp_rules_verb *v, const char *id, const char *text)
{
	if (!text || !*text)
		return;
	gp_buf_puts(&v->text, "  ");
	pad(&v->text, word(v, id), 10);
	gp_utf8_show(&v->text, text, strlen(text));
	gp_buf_putc(&v->text, '\n');
}

static void bound(struct gp_buf *b, const struct gp_value *v)
{
	struct gp_json j;

	if (!v)
		return;
	gp_json_init(&j, b);
	gp_json_value(&j, v);
}

/* " (0…100)" */
static void range(struct gp_buf *b, const struct gp_value *arg)
{
	const struct gp_value *min = gp_value_get(arg, "min"), *max = gp_value_get(arg, "max");

	if (!min && !max)
		return;
	gp_buf_puts(b, " (");
	bound(b, min);
	gp_buf_puts(b, "…");
	bound(b, max);
	gp_buf_putc(b, ')');
}

static void words(struct gp_rules_verb *v, const char *id, const char *const *list)
{
	struct gp_buf b;

	gp_buf_init(&b, 4000);
	for (size_t i = 0; list && list[i]; i++)
		gp_buf_printf(&b, "%s%s", i ? ", " : "", list[i]);
	if (b.len)
		line(v, id, b.data);
	gp_buf_free(&b);
}

static void subjects(struct gp_rules_verb *v, unsigned on)
{
	const char *list[GP_SUBJECTS + 1];
	size_t n = 0;

	for (int i = 0; i < GP_SUBJECTS; i++)
		if (on & 1u << i)
			list[n++] = gp_subject_words[i];
	list[n] = NULL;
	words(v, "rules.on", list);
}

static void arguments(struct gp_rules_verb *v, const struct gp_value *args)
{
	for (size_t i = 0; args && args->type == GP_VALUE_MAP && i < args->map.n; i++) {
		const struct gp_member *m = &args->map.members[i];
		const struct gp_value *help = gp_value_get(&m->value, "help");
		const char *text = gp_value_str(&m->value, "help");
		struct gp_buf b;
		struct gp_json j;

		if (!text)
			text = gp_value_str(help, v->lang == GP_LANG_ZH ? "zh" : "en");
		gp_buf_init(&b, 4000);
		gp_buf_printf(&b, "%s (%s) = ", m->key, gp_value_str(&m->value, "type"));
		gp_json_init(&j, &b);
		gp_json_value(&j, gp_value_get(&m->value, "default"));
		range(&b, &m->value);
		gp_buf_printf(&b, "  %s", text ? text : "");
		line(v, "rules.arg", b.data);
		gp_buf_free(&b);
	}
}

static void show(struct gp_rules_verb *v, const struct gp_rule *r)
{
	char tests[24];

	gp_buf_printf(&v->text, "%s\n", r->id);
	line(v, "rules.file", r->path);
	line(v, "rules.origin", origin(v, r));
	if (r->pack) {
		char id[40];

		snprintf(id, sizeof id, "standing.%s", gp_pack_state_name(r->pack->state));
		line(v, "rules.pack", r->pack->name);
		line(v, "rules.signature", word(v, id));
		line(v, "rules.key", r->pack->key);
	}
	if (r->broken) {
		line(v, "rules.broken", r->broken);
		return;
	}
	line(v, "rules.title", r->title[v->lang]);
	line(v, "rules.severity", severity(v, r->severity));
	line(v, "rules.basis", r->basis);
	line(v, "rules.mark", r->mark);
	line(v, "rules.message", r->message[v->lang]);
	line(v, "rules.fix", r->fix[v->lang]);
	line(v, "rules.cause", r->cause);
	subjects(v, r->match.things.on);
	words(v, "rules.path", r->match.paths);
	words(v, "rules.column", r->match.columns);
	words(v, "rules.tags", r->tags);
	words(v, "rules.needs", r->needs);
	words(v, "rules.after", r->after);
	arguments(v, gp_value_get(r->declared, "args"));
	snprintf(tests, sizeof tests, "%zu", tests_of(r));
	line(v, "rules.tests", tests);
}

int gp_rules_show(struct gp_rules_verb *v, struct gp_err *e)
{
	(void)e;
	if (v->json) {
		json_rules(v);
		return status_of(v->rules);
	}
	for (size_t i = 0; i < v->rules->count; i++) {
		const struct gp_source *s = &v->rules->files.list[v->rules->list[i].file];

		if (v->rules->list[i].off)
			continue;
		if (v->source)
			gp_buf_put(&v->text, s->text, s->n);
		else
			show(v, &v->rules->list[i]);
	}
	return status_of(v->rules);
}

/* --- lint: what works and could be better */

struct linting {
	struct gp_rules_verb *v;
	struct gp_json j;
	int found;
};

static void remark(struct linting *l, const struct gp_rule *r, const char *kind, const char *text)
{
	l->found++;
	if (!l->v->json) {
		if (strncmp(text, r->path, strlen(r->path))) /* what is broken says itself where */
			gp_buf_printf(&l->v->text, "%s: ", r->path);
		gp_utf8_show(&l->v->text, text, strlen(text));
		gp_buf_putc(&l->v->text, '\n');
		return;
	}
	gp_json_object(&l->j);
	gp_json_key(&l->j, "rule");
	gp_json_str(&l->j, r->id);
	gp_json_key(&l->j, "file");
	gp_json_str(&l->j, r->path);
	gp_json_key(&l->j, "what");
	gp_json_str(&l->j, kind);
	gp_json_key(&l->j, "message");
	gp_json_str(&l->j, text);
	gp_json_object_end(&l->j);
}

static bool finds_something(const struct gp_value *tests)
{
	for (size_t i = 0; i < tests->list.n; i++) {
		const struct gp_value *f = gp_value_get(&tests->list.items[i], "finds");

		if ((f->type == GP_VALUE_INT && f->integer > 0) || (f->type == GP_VALUE_LIST && f->list.n))
			return true;
	}
	return false;
}

static bool finds_nothing(const struct gp_value *tests)
{
	for (size_t i = 0; i < tests->list.n; i++) {
		const struct gp_value *f = gp_value_get(&tests->list.items[i], "finds");

		if ((f->type == GP_VALUE_INT && !f->integer) || (f->type == GP_VALUE_LIST && !f->list.n))
			return true;
	}
	return false;
}

static void lint(struct linting *l, const struct gp_rule *r)
{
	const struct gp_value *tests = gp_value_get(r->declared, "tests");

	if (r->broken) {
		remark(l, r, "broken", r->broken);
		return;
	}
	if (!tests_of(r)) {
		remark(l, r, "no-tests", word(l->v, "lint.no-tests"));
	} else {
		if (!finds_something(tests))
			remark(l, r, "no-bad-page", word(l->v, "lint.no-bad-page"));
		if (!finds_nothing(tests))
			remark(l, r, "no-good-page", word(l->v, "lint.no-good-page"));
	}
	if (!r->fix[0][0])
		remark(l, r, "no-fix", word(l->v, "lint.no-fix"));
	if (!r->basis && (!r->mark || !strcmp(r->mark, "V"))) /* memory and our own design have none */
		remark(l, r, "no-basis", word(l->v, "lint.no-basis"));
	if (r->overrides)
		remark(l, r, "overrides", word(l->v, "lint.overrides"));
}

int gp_rules_lint(struct gp_rules_verb *v, struct gp_err *e)
{
	struct linting l = {.v = v};
	int broken = status_of(v->rules);

	(void)e;
	gp_json_init(&l.j, &v->text);
	if (v->json) {
		gp_json_object(&l.j);
		gp_json_key(&l.j, "remarks");
		gp_json_array(&l.j);
	}
	for (size_t i = 0; i < v->rules->count; i++)
		if (!v->rules->list[i].off)
			lint(&l, &v->rules->list[i]);
	if (v->json) {
		gp_json_array_end(&l.j);
		gp_json_object_end(&l.j);
		gp_buf_putc(&v->text, '\n');
	}
	return broken ? broken : l.found ? 1 : 0;
}
