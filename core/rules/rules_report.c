/* rules_report.c - from what a rule reported to a finding */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

#include "core/base/json.h"
#include "core/rules/rules.h"

#define TEXT_MAX 2000
#define PARAM_MAX 64 /* bytes of a parameter's name */

static const char *clip(struct gp_arena *a, const char *s)
{
	size_t n = strlen(s);

	if (n > TEXT_MAX)
		for (n = TEXT_MAX; n && ((unsigned char)s[n] & 0xC0) == 0x80; n--)
			;
	return gp_arena_strndup(a, s, n);
}

static void put_param(struct gp_buf *out, const struct gp_value *v)
{
	struct gp_json j;

	if (v->type == GP_VALUE_STRING) {
		gp_buf_put(out, v->string.p, v->string.n);
		return;
	}
	gp_json_init(&j, out);
	gp_json_value(&j, v);
}

/* Bytes up to the brace that closes; 0 when there is none near. */
static size_t name_length(const char *s)
{
	const char *end = memchr(s, '}', strnlen(s, PARAM_MAX));

	return end ? (size_t)(end - s) : 0;
}

/* `text` with {name} replaced where params has that name. */
static const char *fill(struct gp_arena *a, const char *text, const struct gp_value *params)
{
	struct gp_buf out;
	const char *filled, *open;
	char name[PARAM_MAX];

	gp_buf_init(&out, 4 * TEXT_MAX);
	while (!out.full && (open = strchr(text, '{'))) {
		size_t n = name_length(open + 1);
		const struct gp_value *v = NULL;

		gp_buf_put(&out, text, (size_t)(open - text));
		if (n) {
			snprintf(name, sizeof name, "%.*s", (int)n, open + 1);
			v = gp_value_get(params, name);
		}
		if (v)
			put_param(&out, v);
		else
			gp_buf_putc(&out, '{');
		text = v ? open + n + 2 : open + 1;
	}
	gp_buf_puts(&out, text);
	filled = clip(a, out.data ? out.data : "");
	gp_buf_free(&out);
	return filled;
}

/* A sentence of a report or, without one, of the rule: one string, or zh and en. */
static int sentence(const char *out[2], const struct gp_value *report, const char *key, const char *const otherwise[2],
    const struct gp_value *params, struct gp_arena *a, struct gp_err *e)
{
	const struct gp_value *v = gp_value_get(report, key);
	const char *zh = otherwise[0], *en = otherwise[1];

	if (v && v->type == GP_VALUE_STRING) {
		zh = en = v->string.p;
	} else if (v) {
		zh = gp_value_str(v, "zh");
		en = gp_value_str(v, "en");
		if (!zh && !en)
			return gp_fail(e, GP_ESCRIPT, "report: '%s' is a string, or a table with zh and en", key);
		zh = zh ? zh : en;
		en = en ? en : zh;
	}
	out[0] = fill(a, zh, params);
	out[1] = fill(a, en, params);
	return 0;
}

static int place(uint32_t *out, const struct gp_value *report, const char *key, struct gp_err *e)
{
	const struct gp_value *v = gp_value_get(report, key);

	*out = 0;
	if (!v)
		return 0;
	if (v->type != GP_VALUE_INT || v->integer < 1 || v->integer > INT32_MAX)
		return gp_fail(e, GP_ESCRIPT, "report: '%s' must be a whole number from 1", key);
	*out = (uint32_t)v->integer;
	return 0;
}

static int string(const char **out, const struct gp_value *report, const char *key, struct gp_arena *a,
    struct gp_err *e)
{
	const struct gp_value *v = gp_value_get(report, key);

	if (!v)
		return 0;
	if (v->type != GP_VALUE_STRING)
		return gp_fail(e, GP_ESCRIPT, "report: '%s' must be a string", key);
	*out = clip(a, v->string.p);
	return 0;
}

int gp_rule_finding(struct gp_finding *out, const struct gp_rule *r, const char *url, const struct gp_value *report,
    struct gp_arena *a, struct gp_err *e)
{
	const struct gp_value *params = gp_value_get(report, "params");
	const char *const *words = r->message[0] ? r->message : r->title;
	const char *severity = NULL;

	*out = (struct gp_finding){.rule = r->id, .severity = r->severity, .url = url, .title = {r->title[0], r->title[1]},
	    .basis = r->basis, .mark = r->mark};
	if (report->type != GP_VALUE_MAP && !(report->type == GP_VALUE_LIST && !report->list.n))
		return gp_fail(e, GP_ESCRIPT, "report: give it a string or a table with names");
	if (params && params->type != GP_VALUE_MAP)
		params = NULL;
	out->params = params;
	if (sentence(out->message, report, "message", words, params, a, e) ||
	    sentence(out->fix, report, "fix", r->fix, params, a, e) || place(&out->line, report, "line", e) ||
	    place(&out->col, report, "col", e) || string(&out->selector, report, "selector", a, e) ||
	    string(&out->evidence, report, "evidence", a, e) || string(&severity, report, "severity", a, e))
		return -1;
	if (severity && (out->severity = gp_severity_by_name(severity)) == GP_SEVERITIES)
		return gp_fail(e, GP_ESCRIPT, "report: '%s' is no severity (veto, deduct, bonus, error, warning, info, unchecked)",
		    severity);
	return 0;
}

void gp_rule_failure(struct gp_finding *out, const struct gp_rule *r, const char *url, const char *why,
    struct gp_arena *a)
{
	why = clip(a, why);
	*out = (struct gp_finding){.rule = r->id, .severity = GP_SEVERITY_UNCHECKED, .url = url,
	    .title = {r->title[0] ? r->title[0] : r->id, r->title[1] ? r->title[1] : r->id}, .message = {why, why},
	    .fix = {"", ""}};
}
