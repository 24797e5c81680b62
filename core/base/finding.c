#include "core/base/finding.h"

#include <string.h>

static const char *const names[GP_SEVERITIES] = {"veto", "deduct", "bonus", "error", "warning", "info", "unchecked"};

const char *gp_severity_name(enum gp_severity s)
{
	return s < GP_SEVERITIES ? names[s] : "unchecked";
}

enum gp_severity gp_severity_by_name(const char *name)
{
	int s = 0;

	while (s < GP_SEVERITIES && strcmp(name, names[s]))
		s++;
	return (enum gp_severity)s;
}

/* --- packed: a map with short keys; absent strings are left out */

struct field {
	const char *key, *value;
};

static size_t text_fields(struct field out[12], const struct gp_finding *f)
{
	const struct field all[] = {{"rule", f->rule}, {"url", f->url}, {"file", f->file}, {"selector", f->selector},
	    {"title.zh", f->title[0]}, {"title.en", f->title[1]}, {"message.zh", f->message[0]},
	    {"message.en", f->message[1]}, {"fix.zh", f->fix[0]}, {"fix.en", f->fix[1]}, {"evidence", f->evidence},
	    {"basis", f->basis}};
	size_t n = 0;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].value)
			out[n++] = all[i];
	return n;
}

static void pack_str(struct gp_buf *b, const char *key, const char *s)
{
	gp_pack_key(b, key, strlen(key));
	gp_pack_str(b, s, strlen(s));
}

static void pack_int(struct gp_buf *b, const char *key, int64_t v)
{
	gp_pack_key(b, key, strlen(key));
	gp_pack_int(b, v);
}

void gp_finding_pack(struct gp_buf *b, const struct gp_finding *f)
{
	struct field text[12];
	size_t n = text_fields(text, f);

	gp_pack_map(b, n + 3 + (f->mark != NULL) + (f->params != NULL));
	for (size_t i = 0; i < n; i++)
		pack_str(b, text[i].key, text[i].value);
	pack_int(b, "severity", f->severity);
	pack_int(b, "line", f->line);
	pack_int(b, "col", f->col);
	if (f->mark)
		pack_str(b, "mark", f->mark);
	if (f->params) {
		gp_pack_key(b, "params", 6);
		gp_pack_value(b, f->params);
	}
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static uint32_t small(const struct gp_value *v, const char *key)
{
	int64_t n = gp_value_int(v, key, 0);

	return n > 0 && n < UINT32_MAX ? (uint32_t)n : 0;
}

int gp_finding_read(struct gp_finding *out, const struct gp_value *v, struct gp_err *e)
{
	int64_t severity = gp_value_int(v, "severity", -1);

	*out = (struct gp_finding){.rule = gp_value_str(v, "rule"), .url = gp_value_str(v, "url"),
	    .file = gp_value_str(v, "file"), .selector = gp_value_str(v, "selector"),
	    .line = small(v, "line"), .col = small(v, "col"), .evidence = gp_value_str(v, "evidence"),
	    .basis = gp_value_str(v, "basis"), .mark = gp_value_str(v, "mark"), .params = gp_value_get(v, "params"),
	    .title = {or_empty(gp_value_str(v, "title.zh")), or_empty(gp_value_str(v, "title.en"))},
	    .message = {or_empty(gp_value_str(v, "message.zh")), or_empty(gp_value_str(v, "message.en"))},
	    .fix = {or_empty(gp_value_str(v, "fix.zh")), or_empty(gp_value_str(v, "fix.en"))}};
	if (!out->rule || severity < 0 || severity >= GP_SEVERITIES)
		return gp_fail(e, GP_EPARSE, "this is no finding");
	out->severity = (enum gp_severity)severity;
	return 0;
}

int gp_finding_unpack(struct gp_finding *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct gp_value v;

	return gp_value_unpack(&v, a, p, n, e) ? -1 : gp_finding_read(out, &v, e);
}

/* --- JSON */

static void number_or_null(struct gp_json *j, const char *key, uint32_t n)
{
	gp_json_key(j, key);
	if (n)
		gp_json_int(j, n);
	else
		gp_json_null(j);
}

static void text(struct gp_json *j, const char *key, const char *s)
{
	gp_json_key(j, key);
	gp_json_str(j, s && *s ? s : NULL);
}

void gp_json_finding(struct gp_json *j, const struct gp_finding *f, enum gp_lang lang, const char *seen)
{
	gp_json_object(j);
	text(j, "rule", f->rule);
	text(j, "severity", gp_severity_name(f->severity));
	gp_json_key(j, "where");
	gp_json_object(j);
	text(j, f->file ? "file" : "url", f->file ? f->file : f->url);
	number_or_null(j, "line", f->line);
	number_or_null(j, "col", f->col);
	text(j, "selector", f->selector);
	gp_json_object_end(j);
	text(j, "title", f->title[lang]);
	text(j, "message", f->message[lang]);
	gp_json_key(j, "params");
	if (f->params)
		gp_json_value(j, f->params);
	else
		gp_json_null(j);
	text(j, "left", NULL);
	text(j, "right", NULL);
	text(j, "evidence", f->evidence);
	text(j, "mark", f->mark);
	text(j, "basis", f->basis);
	text(j, "fix", f->fix[lang]);
	text(j, "seen", seen);
	gp_json_object_end(j);
}
