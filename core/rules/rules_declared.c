/* rules_declared.c - loading: what `return rule { … }` may hold, and what becomes of it */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/crawl/triggers.h"
#include "core/crawl/verdict.h"
#include "core/office/literal.h"
#include "core/office/schema.h"
#include "core/rules/rules.h"
#include "core/sys/jail.h"

#define SENTENCE_MAX 2000 /* bytes */
#define WORD_MAX 200      /* bytes of a word in a list */
#define WORDS_MAX 100     /* entries of such a list */
#define CONTENT_MAX 5000  /* of one of words that are looked for in pages */

#define BOTH (GP_IS(STRING) | GP_IS(MAP)) /* one sentence for both languages, or zh and en */

static const char *const severities[] = {"veto", "deduct", "bonus", "error", "warning", "info", NULL};
static const char *const marks[] = {"V", "M", "D", NULL};
static const char *const arg_types[] = {"string", "integer", "number", "boolean", "list", NULL};

static const char *is_short(const struct gp_value *v)
{
	return v->type == GP_VALUE_STRING && v->string.n > SENTENCE_MAX ? "is longer than 2000 bytes" : NULL;
}

static const struct gp_schema a_string = {.types = GP_IS(STRING)};
#define WORD {.types = GP_IS(STRING), .check = is_short}

static const struct gp_schema_field sentence_fields[] = {
	{"zh", false, WORD},
	{"en", false, WORD},
	{NULL, false, {0}},
};
#define SENTENCE {.types = BOTH, .fields = sentence_fields, .check = is_short}

static const char *path_begins(const struct gp_value *v)
{
	return v->type == GP_VALUE_STRING && v->string.p[0] != '/' ? "must begin with /" : NULL;
}

static const struct gp_schema a_path = {.types = GP_IS(STRING), .check = path_begins};

/* Whoever wrote the rule chooses no other file of this machine. */
static const char *is_beside(const struct gp_value *v)
{
	const char *s = v->type == GP_VALUE_STRING ? v->string.p : "x";
	bool elsewhere = *s == '/' || *s == '.' || strstr(s, "/.") || strchr(s, '\\');

	return elsewhere ? "must be the name of a file beside the rule or in a folder there" : NULL;
}

static const char *is_word(const struct gp_value *v)
{
	if (v->type == GP_VALUE_STRING)
		return !v->string.n || v->string.n > WORD_MAX ? "must have from 1 to 200 bytes" : NULL;
	return v->type == GP_VALUE_LIST && (!v->list.n || v->list.n > WORDS_MAX) ? "must have from 1 to 100 entries" : NULL;
}

static const char *is_status(const struct gp_value *v)
{
	if (v->type == GP_VALUE_INT)
		return v->integer < 100 || v->integer > 599 ? "must be from 100 to 599" : NULL;
	return !v->list.n || v->list.n > WORDS_MAX ? "must have from 1 to 100 entries" : NULL;
}

static const struct gp_schema a_subject = {.types = GP_IS(STRING), .words = gp_subject_words};
static const struct gp_schema a_word = {.types = GP_IS(STRING), .check = is_word};
static const struct gp_schema a_status = {.types = GP_IS(INT), .check = is_status};
#define WORDS {.types = GP_IS(STRING) | GP_IS(LIST), .each = &a_word, .check = is_word}
#define PATHS {.types = GP_IS(STRING) | GP_IS(LIST), .each = &a_path, .check = path_begins}

/* A rule may have a list of thousands of words; none of an empty list is ever found. */
static const char *is_content(const struct gp_value *v)
{
	if (v->type == GP_VALUE_LIST)
		return v->list.n > CONTENT_MAX ? "must have at most 5000 entries" : NULL;
	return is_word(v);
}

static const char *lacks_once(const struct gp_value *v)
{
	return gp_value_get(v, "lacks") ? "must not have another 'lacks' in it" : NULL;
}

static const struct gp_schema a_term = {.types = GP_IS(STRING) | GP_IS(LIST), .each = &a_word, .check = is_word};

#define TERMS {.types = GP_IS(STRING) | GP_IS(LIST), .each = &a_term, .check = is_content}
#define CONTENT {.types = GP_IS(STRING) | GP_IS(LIST), .each = &a_word, .check = is_content}
#define SIGNS {.types = GP_IS(STRING) | GP_IS(LIST), .words = gp_trigger_signs, .each = &a_sign, .check = is_word}
static const struct gp_schema a_sign = {.types = GP_IS(STRING), .words = gp_trigger_signs};
static const struct gp_schema_field condition_fields[] = {
	{"text", false, TERMS},
	{"source", false, CONTENT},
	{"title", false, CONTENT},
	{"meta", false, CONTENT},
	{"element", false, CONTENT},
	{"has", false, SIGNS},
	{"except", false, CONTENT},
	{"host", false, WORDS},
	{"address", false, WORDS},
	{"lacks", false, {.types = GP_IS(MAP), .fields = condition_fields, .check = lacks_once}},
	{NULL, false, {0}},
};
static const struct gp_schema a_condition = {.types = GP_IS(MAP), .fields = condition_fields};

static const struct gp_schema_field match_fields[] = {
	{"text", false, TERMS},
	{"also", false, WORD},
	{"source", false, CONTENT},
	{"title", false, CONTENT},
	{"meta", false, CONTENT},
	{"element", false, CONTENT},
	{"has", false, SIGNS},
	{"except", false, CONTENT},
	{"host", false, WORDS},
	{"address", false, WORDS},
	{"lacks", false, {.types = GP_IS(MAP), .fields = condition_fields, .check = lacks_once}},
	{"any", false, {.types = GP_IS(LIST), .each = &a_condition, .check = is_word}},
	{"path", false, PATHS},
	{"type", false, WORDS},
	{"column", false, WORDS},
	{"status", false, {.types = GP_IS(INT) | GP_IS(LIST), .each = &a_status, .check = is_status}},
	{"home", false, {.types = GP_IS(BOOL)}},
	{"kind", false, WORDS},
	{"scheme", false, WORDS},
	{"suffix", false, WORDS},
	{"to", false, PATHS},
	{NULL, false, {0}},
};

static const char *is_found_word(const struct gp_value *v)
{
	return !v->string.n || v->string.n > 40 ? "must have from 1 to 40 bytes" : NULL;
}

/* One condition of `finds` with its word. */
static const struct gp_schema_field find_fields[] = {
	{"word", true, {.types = GP_IS(STRING), .check = is_found_word}},
	{"text", false, TERMS},
	{"source", false, CONTENT},
	{"title", false, CONTENT},
	{"meta", false, CONTENT},
	{"element", false, CONTENT},
	{"has", false, SIGNS},
	{"except", false, CONTENT},
	{"host", false, WORDS},
	{"address", false, WORDS},
	{"lacks", false, {.types = GP_IS(MAP), .fields = condition_fields, .check = lacks_once}},
	{"any", false, {.types = GP_IS(LIST), .each = &a_condition, .check = is_word}},
	{NULL, false, {0}},
};
static const struct gp_schema a_find = {.types = GP_IS(MAP), .fields = find_fields};
static const char *const find_words[] = {"text", NULL};

/* All words together are what a rule may keep of a page. */
static const char *is_finds(const struct gp_value *v)
{
	return v->type == GP_VALUE_LIST && (!v->list.n || v->list.n > 20) ? "must have from 1 to 20 entries" : NULL;
}

static const struct gp_schema_field arg_fields[] = {
	{"type", true, {.types = GP_IS(STRING), .words = arg_types}},
	{"default", true, {.types = ~0u}},
	{"min", false, {.types = GP_IS_NUMBER}},
	{"max", false, {.types = GP_IS_NUMBER}},
	{"help", false, SENTENCE},
	{NULL, false, {0}},
};
static const struct gp_schema an_arg = {.types = GP_IS(MAP), .fields = arg_fields};

static const struct gp_schema_field expected_fields[] = {
	{"line", false, {.types = GP_IS(INT)}},
	{"col", false, {.types = GP_IS(INT)}},
	{"message", false, {.types = GP_IS(STRING)}},
	{"evidence", false, {.types = GP_IS(STRING)}},
	{"severity", false, {.types = GP_IS(STRING), .words = severities}},
	{NULL, false, {0}},
};
static const struct gp_schema an_expected = {.types = GP_IS(MAP), .fields = expected_fields};

/* A document of a test: core/doc/doc_value.h reads the rest. */
static const struct gp_schema a_map = {.types = GP_IS(MAP)};

static const struct gp_schema_field given_fields[] = {
	{"type", false, {.types = GP_IS(STRING)}},
	{"title", false, {.types = GP_IS(STRING)}},
	{"text", false, {.types = GP_IS(STRING)}},
	{"meta", false, {.types = GP_IS(MAP), .each = &a_string}},
	{"parts", false, {.types = GP_IS(LIST), .each = &a_map}},
	{"links", false, {.types = GP_IS(LIST), .each = &a_map}},
	{NULL, false, {0}},
};

static const struct gp_schema_field test_fields[] = {
	{"name", false, {.types = GP_IS(STRING)}},
	{"html", false, {.types = GP_IS(STRING)}},
	{"file", false, {.types = GP_IS(STRING), .check = is_beside}},
	{"document", false, {.types = GP_IS(MAP), .fields = given_fields}},
	{"attachment", false, {.types = GP_IS(MAP)}},
	{"url", false, {.types = GP_IS(STRING)}},
	{"on", false, {.types = GP_IS(STRING), .words = gp_subject_words}},
	{"data", false, {.types = GP_IS(MAP)}},
	{"status", false, {.types = GP_IS(INT), .min = 100, .max = 599}},
	{"charset", false, {.types = GP_IS(STRING)}},
	{"headers", false, {.types = GP_IS(MAP), .each = &a_string}},
	{"args", false, {.types = GP_IS(MAP)}},
	{"finds", true, {.types = GP_IS(INT) | GP_IS(LIST), .max = 1000, .each = &an_expected}},
	{NULL, false, {0}},
};
static const struct gp_schema a_test = {.types = GP_IS(MAP), .fields = test_fields};

/* What can stand in an expression that chooses rules, and has no meaning there yet. */
static const char *is_tag(const struct gp_value *v)
{
	static const char *const taken[] = {"all", "and", "none", "not", "office", "or", "shipped"};

	if (v->type == GP_VALUE_STRING && (!v->string.n || v->string.n > WORD_MAX ||
	    v->string.n != strspn(v->string.p, "abcdefghijklmnopqrstuvwxyz0123456789-")))
		return "must be a word of small letters, digits and -";
	for (size_t i = 0; v->type == GP_VALUE_STRING && i < sizeof taken / sizeof *taken; i++)
		if (!strcmp(taken[i], v->string.p))
			return "is a word with another meaning in --rules";
	return NULL;
}

static const struct gp_schema a_tag = {.types = GP_IS(STRING), .check = is_tag};

static const struct gp_schema_field rule_fields[] = {
	{"id", true, {.types = GP_IS(STRING)}},
	{"title", true, SENTENCE},
	{"basis", false, WORD},
	{"mark", false, {.types = GP_IS(STRING), .words = marks}},
	{"severity", true, {.types = GP_IS(STRING), .words = severities}},
	{"on", true, {.types = GP_IS(STRING) | GP_IS(LIST), .words = gp_subject_words, .each = &a_subject,
	    .check = is_word}},
	{"match", false, {.types = GP_IS(MAP), .fields = match_fields}},
	{"tags", false, {.types = GP_IS(LIST), .each = &a_tag, .check = is_word}},
	{"needs", false, WORDS},
	{"after", false, WORDS},
	{"cause", false, WORD},
	{"args", false, {.types = GP_IS(MAP), .each = &an_arg}},
	{"message", false, SENTENCE},
	{"fix", false, SENTENCE},
	{"finds", false, {.types = GP_IS(STRING) | GP_IS(LIST), .words = find_words, .each = &a_find, .check = is_finds}},
	{"check", false, {.types = GP_IS(CODE)}},
	{"tests", false, {.types = GP_IS(LIST), .each = &a_test}},
	{NULL, false, {0}},
};
static const struct gp_schema a_rule = {.types = GP_IS(MAP), .fields = rule_fields};

/* --- checking */

static uint32_t line_in_source(void *user, const char *const *path)
{
	const struct gp_source *s = user;

	return gp_literal_key_line(s->text, s->n, "rule", path);
}

static int wrong(struct gp_rule *rule, const struct gp_source *s, const char *key, struct gp_err *e, const char *what)
{
	const char *path[] = {key, NULL};

	return gp_fail(e, GP_ESCRIPT, "%s:%u: %s", rule->path, (unsigned)gp_literal_key_line(s->text, s->n, "rule", path),
	    what);
}

/* Ids with the same letters as file names, whatever the file system. */
static bool is_id(const char *id)
{
	for (const char *p = id; *p; p++)
		if (!islower((unsigned char)*p) && !isdigit((unsigned char)*p) && !strchr("-_/", *p))
			return false;
	return *id && *id != '/';
}

bool gp_rule_arg_fits(const struct gp_value *v, const char *type)
{
	switch (v->type) {
	case GP_VALUE_STRING:
		return !strcmp(type, "string");
	case GP_VALUE_INT:
		return !strcmp(type, "integer") || !strcmp(type, "number");
	case GP_VALUE_NUMBER:
		return !strcmp(type, "number");
	case GP_VALUE_BOOL:
		return !strcmp(type, "boolean");
	case GP_VALUE_LIST:
		return !strcmp(type, "list");
	default:
		return false;
	}
}

/* Both languages of a sentence. */
static void both(const char *out[2], const struct gp_value *v)
{
	if (v && v->type == GP_VALUE_STRING) {
		out[0] = out[1] = v->string.p;
		return;
	}
	out[0] = gp_value_str(v, "zh");
	out[1] = gp_value_str(v, "en");
	if (!out[0])
		out[0] = out[1];
	if (!out[1])
		out[1] = out[0];
}

/* The values that check() gets: the defaults. */
static int pack_args(struct gp_rule *rule, const struct gp_source *s, const struct gp_value *args, struct gp_err *e)
{
	size_t n = args && args->type == GP_VALUE_MAP ? args->map.n : 0;

	gp_buf_clear(&rule->args);
	gp_pack_map(&rule->args, n);
	for (size_t i = 0; i < n; i++) {
		const struct gp_member *m = &args->map.members[i];
		const struct gp_value *otherwise = gp_value_get(&m->value, "default");

		if (!gp_rule_arg_fits(otherwise, gp_value_str(&m->value, "type"))) {
			const char *path[] = {"args", m->key, "default", NULL};

			return gp_fail(e, GP_ESCRIPT, "%s:%u: args.%s: the default must be of type %s", rule->path,
			    (unsigned)gp_literal_key_line(s->text, s->n, "rule", path), m->key,
			    gp_value_str(&m->value, "type"));
		}
		gp_pack_key(&rule->args, m->key, m->key_n);
		gp_pack_value(&rule->args, otherwise);
	}
	return rule->args.full ? gp_fail(e, GP_ELIMIT, "%s: its arguments are larger than 60 KB", rule->path) : 0;
}

static int check_tests(struct gp_rule *rule, const struct gp_source *s, const struct gp_value *tests, struct gp_err *e)
{
	static const char *const kinds[] = {"html", "document", "attachment", "data", "file"};

	for (size_t i = 0; tests && tests->type == GP_VALUE_LIST && i < tests->list.n; i++) {
		const struct gp_value *t = &tests->list.items[i];
		char at[24];
		const char *path[] = {"tests", at, NULL};

		size_t given = 0;

		snprintf(at, sizeof at, "%zu", i + 1);
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			given += gp_value_get(t, kinds[k]) != NULL;
		if (given != 1)
			return gp_fail(e, GP_ESCRIPT, "%s:%u: tests[%zu]: give one of html, document, attachment, data, file",
			    rule->path, (unsigned)gp_literal_key_line(s->text, s->n, "rule", path), i + 1);
	}
	return 0;
}

static const char *last_part(const char *id)
{
	const char *slash = strrchr(id, '/');

	return slash ? slash + 1 : id;
}

static bool same_last(const char *a, const char *b)
{
	return !strcmp(last_part(a), last_part(b));
}

#define OF_PAGES "this is said of pages and documents, and the rule is on neither, nor on links"

/* What is said of links must be of use: a rule that is on other things would never see it. */
static int fits_subjects(struct gp_rule *rule, const struct gp_source *s, const struct gp_value *v, struct gp_err *e)
{
	static const struct {
		const char *key;
		unsigned on;
		const char *why;
	} keys[] = {
		{"text", GP_ON_CONDITION, OF_PAGES},
		{"source", GP_ON_CONDITION, OF_PAGES},
		{"title", GP_ON_CONDITION, OF_PAGES},
		{"meta", GP_ON_CONDITION, OF_PAGES},
		{"element", GP_ON_CONDITION, OF_PAGES},
		{"has", GP_ON_CONDITION, OF_PAGES},
		{"except", GP_ON_CONDITION, OF_PAGES},
		{"host", GP_ON_CONDITION, OF_PAGES},
		{"address", GP_ON_CONDITION, OF_PAGES},
		{"lacks", GP_ON_CONDITION, OF_PAGES},
		{"any", GP_ON_CONDITION, OF_PAGES},
		{"kind", GP_ON(LINK), "this is said of links, and the rule is not on them"},
		{"scheme", GP_ON(LINK), "this is said of links, and the rule is not on them"},
		{"to", GP_ON(LINK), "this is said of links, and the rule is not on them"},
		{"suffix", GP_ON(LINK) | GP_ON(ATTACHMENT) | GP_ON(DOCUMENT),
		    "this is said of links, attachments and documents, and the rule is on none of them"},
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *path[] = {"match", keys[i].key, NULL};

		if (gp_value_get(gp_value_get(v, "match"), keys[i].key) && !(rule->match.things.on & keys[i].on))
			return gp_fail(e, GP_ESCRIPT, "%s:%u: match.%s: %s", rule->path,
			    (unsigned)gp_literal_key_line(s->text, s->n, "rule", path), keys[i].key, gp_err_word(keys[i].why));
	}
	return 0;
}

/* What is found without code is found in pages and documents, and what is counted of it needs code at the end. */
static int fits_finds(struct gp_rule *rule, const struct gp_source *s, const struct gp_value *v, struct gp_err *e)
{
	const struct gp_value *finds = gp_value_get(v, "finds"), *match = gp_value_get(v, "match");
	unsigned on = rule->match.things.on, seen = GP_ON(PAGE) | GP_ON(DOCUMENT);
	bool text = finds && finds->type == GP_VALUE_STRING, code = gp_value_get(v, "check");

	if (!finds && !code)
		return wrong(rule, s, "check", e, gp_err_word("'check' is missing, or 'finds' in its place"));
	if (!finds)
		return 0;
	if (!(on & seen) || on & ~(seen | GP_ON(FINISH)))
		return wrong(rule, s, "finds", e, gp_err_word("finds: this is said of rules on page and document, and on finish as well"));
	if (text && (on & GP_ON(FINISH) || !(gp_value_get(match, "text") || gp_value_get(match, "also"))))
		return wrong(rule, s, "finds", e, gp_err_word("finds: 'text' is about the words of match.text, in a rule that is not on finish"));
	if (code != !!(on & GP_ON(FINISH)))
		return wrong(rule, s, code ? "check" : "finds", e,
		    gp_err_word("a rule with 'finds' has a 'check' when it is on finish, and for that alone"));
	return 0;
}

int gp_rule_declared(struct gp_rules *r, struct gp_rule *rule, const struct gp_value *v, struct gp_err *e)
{
	struct gp_source *s = &r->files.list[rule->file];
	struct gp_schema_source from = {.file = rule->path, .word = "rule", .code = GP_ESCRIPT, .line = line_in_source,
	    .user = s};

	if (gp_schema_check(v, &a_rule, &from, e))
		return -1;
	if (rule->loose && same_last(gp_value_str(v, "id"), rule->id))
		rule->id = gp_value_str(v, "id");
	if (strcmp(gp_value_str(v, "id"), rule->id)) {
		char what[500];

		snprintf(what, sizeof what, gp_err_word("id is '%.150s', and the place of the file makes it '%.150s'; change "
		    "the one or the other"), gp_value_str(v, "id"), rule->id);
		return wrong(rule, s, "id", e, what);
	}
	if (!is_id(rule->id))
		return wrong(rule, s, "id", e, gp_err_word("an id has small letters, digits, - and _, and / after the pack"));
	both(rule->title, gp_value_get(v, "title"));
	both(rule->message, gp_value_get(v, "message"));
	both(rule->fix, gp_value_get(v, "fix"));
	if (!rule->title[0])
		return wrong(rule, s, "title", e, gp_err_word("title is empty; give it a string, or zh and en"));
	if (!rule->fix[0])
		rule->fix[0] = rule->fix[1] = "";
	rule->declared = v;
	rule->basis = gp_value_str(v, "basis");
	rule->mark = gp_value_str(v, "mark");
	rule->cause = gp_value_str(v, "cause");
	if (rule->cause && strcmp(gp_cause_by_id(rule->cause)->id, rule->cause) != 0)
		return wrong(rule, s, "cause", e, gp_err_word("check-links has no such cause; govpub-check-links(1) lists them"));
	rule->severity = gp_severity_by_name(gp_value_str(v, "severity"));
	gp_rule_read_match(r, rule, v);
	return fits_subjects(rule, s, v, e) || fits_finds(rule, s, v, e) || pack_args(rule, s, gp_value_get(v, "args"), e) ||
	    gp_rule_read_condition(r, rule, e) || check_tests(rule, s, gp_value_get(v, "tests"), e) ? -1 : 0;
}

/* --- loading */

struct loading {
	struct gp_rules *r;
	struct gp_rule *rule;
	struct gp_script *script;
};

/* The answer's tree goes with the answer; ours stays. */
static const struct gp_value *copy(struct gp_rules *r, const struct gp_value *v, struct gp_err *e)
{
	struct gp_value *out = gp_arena_alloc(&r->arena, sizeof *out);
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, GP_VALUE_MAX);
	gp_pack_value(&b, v);
	rc = gp_value_unpack(out, &r->arena, b.data, b.len, e);
	gp_buf_free(&b);
	return rc ? NULL : out;
}

static void on_declared(void *user, const struct gp_script_answer *a)
{
	struct loading *l = user;
	struct gp_rules *r = l->r;
	struct gp_source *s = &r->files.list[l->rule->file];
	struct gp_err e = GP_ERR_INIT;
	const struct gp_value *v;

	if (a->outcome != GP_SCRIPT_GOOD)
		gp_script_fail(a, l->rule->path, &e);
	else if ((v = copy(r, a->value, &e)) && !gp_rule_declared(r, l->rule, v, &e)) {
		s->declared = true;
		s->args = &l->rule->args;
		s->filter = &l->rule->filter;
		gp_script_args(l->script, l->rule->file);
		return;
	}
	s->out = true;
	l->rule->broken = gp_arena_strndup(&r->arena, e.msg, strlen(e.msg));
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct gp_rule *)a)->id, ((const struct gp_rule *)b)->id);
}

int gp_rules_load_start(struct gp_rules *r, struct gp_session *s, struct gp_err *e)
{
	struct loading *l = gp_arena_alloc(&r->arena, (r->count + 1) * sizeof *l);
	int rc = 0;

	if (r->count)
		qsort(r->list, r->count, sizeof *r->list, by_id);
	for (size_t i = 0; !rc && i < r->count; i++) {
		if (r->list[i].broken) /* left out when the worker was opened */
			continue;
		l[i] = (struct loading){r, &r->list[i], s->script};
		rc = gp_script_declare(s->script, r->list[i].file, on_declared, &l[i], e);
	}
	return rc;
}

int gp_rules_load_end(struct gp_rules *r, struct gp_session *s, struct gp_err *e)
{
	if (gp_session_wait(s, e))
		return -1;
	gp_rules_arrange(r);
	return 0;
}

int gp_rules_load(struct gp_rules *r, struct gp_session *s, struct gp_err *e)
{
	return gp_rules_load_start(r, s, e) || gp_rules_load_end(r, s, e) ? -1 : 0;
}

/* What did not come with the program goes to no worker; like a rule that does not load it says so wherever it is used. */
static void leave_out_foreign(struct gp_rules *r, const char *why)
{
	why = gp_arena_strndup(&r->arena, why, strlen(why));
	for (size_t i = 0; i < r->count; i++)
		if (!r->list[i].shipped) {
			r->files.list[r->list[i].file].out = true;
			r->list[i].broken = why;
		}
}

int gp_rules_open(struct gp_rules *r, struct gp_session *s, enum gp_lang lang, struct gp_err *e)
{
	struct gp_script_options o = {.sources = r->files.list, .count = r->files.count, .lang = lang,
	    .profile = r->profile};
	bool foreign = !r->count, shipped = false; /* without rules: a plain script */
	struct gp_err why = GP_ERR_INIT;

	for (size_t i = 0; i < r->count; i++) {
		foreign = foreign || !r->list[i].shipped;
		shipped = shipped || r->list[i].shipped;
	}
	if (!shipped && gp_sources_may_run(foreign, e))
		return -1;
	if (gp_sources_may_run(foreign, &why))
		leave_out_foreign(r, why.msg);
	return gp_session_start(s, &o, GP_SESSION_PAGE_MAX, e);
}
