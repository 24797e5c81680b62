#include "core/report/template.h"

#include <string.h>

#include "core/base/json.h"
#include "core/report/template_tag.h"

#define NAME_MAX_BYTES 200 /* of a name; longer is no tag */

enum gp_template_kind gp_template_kind_by_name(const char *name)
{
	static const char *const names[GP_TEMPLATE_KINDS] = {"text", "markdown", "html", "docx"};
	int k;

	for (k = 0; k < GP_TEMPLATE_KINDS && strcmp(names[k], name) != 0; k++)
		;
	return (enum gp_template_kind)k;
}

/* Bytes of blanks at s: ASCII ones, and the wide one that Chinese keyboards give (U+3000). */
static size_t blanks(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n) {
		if (s[i] == ' ' || s[i] == '\t')
			i++;
		else if (n - i >= 3 && !memcmp(s + i, "\xE3\x80\x80", 3))
			i += 3;
		else
			break;
	}
	return i;
}

static bool ends_blank(const char *s, size_t n)
{
	return n && (s[n - 1] == ' ' || s[n - 1] == '\t' || (n >= 3 && !memcmp(s + n - 3, "\xE3\x80\x80", 3)));
}

static void trim(const char **s, size_t *n)
{
	size_t skip = blanks(*s, *n);

	*s += skip;
	*n -= skip;
	while (ends_blank(*s, *n))
		*n -= (*s)[*n - 1] == ' ' || (*s)[*n - 1] == '\t' ? 1 : 3;
}

static enum gp_template_tag_kind kind_of(char c)
{
	switch (c) {
	case '#':
		return GP_TAG_EACH;
	case '?':
		return GP_TAG_WHEN;
	case '!':
		return GP_TAG_UNLESS;
	case '^':
		return GP_TAG_MERGE;
	case '/':
		return GP_TAG_END;
	default:
		return GP_TAG_VALUE;
	}
}

/* What stands between the braces of s[from..to). False when it cannot be a tag. */
static bool read_tag(struct gp_template_tag *t, const char *s, size_t from, size_t to)
{
	const char *p = s + from + 2;
	size_t n = to - from - 4;

	trim(&p, &n);
	if (n > NAME_MAX_BYTES)
		return false;
	t->kind = n ? kind_of(*p) : GP_TAG_VALUE;
	if (t->kind != GP_TAG_VALUE) {
		p++;
		n--;
		trim(&p, &n);
	}
	t->name = p;
	t->name_n = n;
	t->from = from;
	t->to = to;
	if (t->kind == GP_TAG_MERGE)
		return n == 0;
	return n || t->kind == GP_TAG_END;
}

bool gp_template_next(struct gp_template_tag *out, const char *s, size_t n, size_t at)
{
	size_t end;

	for (; at + 4 <= n; at++) {
		if (s[at] != '{' || s[at + 1] != '{')
			continue;
		for (end = at + 2; end + 2 <= n && s[end] != '{' && s[end] != '\n' && (s[end] != '}' || s[end + 1] != '}'); end++)
			;
		if (end + 2 <= n && s[end] == '}' && s[end + 1] == '}' && read_tag(out, s, at, end + 2))
			return true;
	}
	return false;
}

bool gp_template_opens(const struct gp_template_tag *t)
{
	return t->kind == GP_TAG_EACH || t->kind == GP_TAG_WHEN || t->kind == GP_TAG_UNLESS;
}

static int crossed(const struct gp_template_tag *open, const struct gp_template_tag *end, struct gp_err *e)
{
	return gp_fail(e, GP_EUSAGE, "{{/%.*s}} ends what {{%.*s}} began; tags end in the order in which they stand",
	    (int)end->name_n, end->name, (int)open->name_n, open->name);
}

int gp_template_close(struct gp_template_tag *out, const char *s, size_t n, const struct gp_template_tag *open,
    struct gp_err *e)
{
	struct gp_template_tag inside[GP_TEMPLATE_DEPTH + 1];
	size_t at = open->to;
	int depth = 0;

	inside[0] = *open;
	while (gp_template_next(out, s, n, at)) {
		at = out->to;
		if (gp_template_opens(out)) {
			if (++depth > GP_TEMPLATE_DEPTH)
				return gp_fail(e, GP_EUSAGE, "more than %d tags inside one another", GP_TEMPLATE_DEPTH);
			inside[depth] = *out;
		} else if (out->kind == GP_TAG_END) {
			if (out->name_n && (out->name_n != inside[depth].name_n ||
			    memcmp(out->name, inside[depth].name, out->name_n) != 0))
				return crossed(&inside[depth], out, e);
			if (!depth--)
				return 1;
		}
	}
	return 0;
}

static const struct gp_value *member(const struct gp_value *map, const char *name, size_t n)
{
	if (!map || map->type != GP_VALUE_MAP)
		return NULL;
	for (size_t i = 0; i < map->map.n; i++)
		if (map->map.members[i].key_n == n && !memcmp(map->map.members[i].key, name, n))
			return &map->map.members[i].value;
	return NULL;
}

static const struct gp_value *in_scope(const struct gp_template_scope *scope, const char *name, size_t n)
{
	const struct gp_value *v = NULL;

	for (; scope && !v; scope = scope->outer)
		v = member(scope->map, name, n);
	return v;
}

static bool nothing_to_put(const struct gp_value *v)
{
	return !v || ((v->type == GP_VALUE_STRING || v->type == GP_VALUE_LIST || v->type == GP_VALUE_MAP) &&
	    !gp_template_truth(v));
}

static bool has_line(const struct gp_buf *b, const char *line, size_t n)
{
	const char *p = b->data, *end = p + b->len;

	while (p < end && ((size_t)(end - p) < n || memcmp(p, line, n) != 0))
		p = (const char *)memchr(p, '\n', (size_t)(end - p)) + 1;
	return p < end;
}

/* Names hold no line ends. Cells of rows may be empty, that is nothing to tell of. */
static int note_use(const struct gp_template_scope *scope, const struct gp_template_tag *t, const struct gp_value *v,
    struct gp_err *e)
{
	bool empty = t->kind == GP_TAG_VALUE && nothing_to_put(v);
	char line[NAME_MAX_BYTES + 2];

	for (; scope->outer; scope = scope->outer)
		empty = empty && !scope->map;
	if (!scope->used)
		return 0;
	line[0] = empty ? '!' : '=';
	memcpy(line + 1, t->name, t->name_n);
	line[t->name_n + 1] = '\n';
	if (!has_line(scope->used, line, t->name_n + 2) && gp_buf_put(scope->used, line, t->name_n + 2))
		return gp_fail(e, GP_ELIMIT, "the template has too many names");
	return 0;
}

int gp_template_value(const struct gp_value **out, const struct gp_template_tag *t, const struct gp_template_scope *scope,
    struct gp_err *e)
{
	const struct gp_value *v = in_scope(scope, t->name, t->name_n);
	const char *dot = v ? NULL : memchr(t->name, '.', t->name_n), *rest;

	*out = NULL;
	if (dot) {
		v = in_scope(scope, t->name, (size_t)(dot - t->name));
		rest = dot + 1;
		if (v && v->type != GP_VALUE_NULL)
			v = member(v, rest, t->name_n - (size_t)(rest - t->name));
	}
	if (!v)
		return gp_fail(e, GP_EUSAGE, "there is nothing called '%.*s' to fill in",
		    (int)t->name_n, t->name);
	if (v->type != GP_VALUE_NULL && v->type != GP_VALUE_CODE)
		*out = v;
	return note_use(scope, t, *out, e);
}

bool gp_template_truth(const struct gp_value *v)
{
	switch (v ? v->type : GP_VALUE_NULL) {
	case GP_VALUE_BOOL:
		return v->truth;
	case GP_VALUE_INT:
		return v->integer != 0;
	case GP_VALUE_STRING:
		return v->string.n != 0;
	case GP_VALUE_LIST:
		return v->list.n != 0;
	case GP_VALUE_MAP:
		return v->map.n != 0;
	default:
		return v && v->type == GP_VALUE_NUMBER;
	}
}

int gp_template_times(size_t *times, const struct gp_value **list, const struct gp_template_tag *open,
    const struct gp_template_scope *scope, struct gp_err *e)
{
	const struct gp_value *v;

	*times = 0;
	*list = NULL;
	if (scope->depth >= GP_TEMPLATE_DEPTH)
		return gp_fail(e, GP_EUSAGE, "more than %d tags inside one another", GP_TEMPLATE_DEPTH);
	if (gp_template_value(&v, open, scope, e))
		return -1;
	if (open->kind != GP_TAG_EACH) {
		*times = gp_template_truth(v) == (open->kind == GP_TAG_WHEN);
		return 0;
	}
	if (!v || ((v->type == GP_VALUE_MAP || v->type == GP_VALUE_LIST) && !gp_template_truth(v)))
		return 0; /* an empty list may come as an empty map */
	if (v->type != GP_VALUE_LIST || v->list.items[0].type != GP_VALUE_MAP)
		return gp_fail(e, GP_EUSAGE, "'%.*s' has no rows; write {{%.*s}} for its value",
		    (int)open->name_n, open->name, (int)open->name_n,
		    open->name);
	*times = v->list.n;
	*list = v;
	return 0;
}

struct gp_template_scope gp_template_inner(const struct gp_template_tag *open, const struct gp_value *list, size_t i,
    const struct gp_template_scope *outer)
{
	return (struct gp_template_scope){.map = open->kind == GP_TAG_EACH ? &list->list.items[i] : NULL, .outer = outer,
	    .depth = outer->depth + 1};
}

/* CommonMark 2.4: any ASCII punctuation may be escaped; 6.7: a backslash at the end of a line breaks it. */
static void put_markdown(struct gp_buf *out, const char *s, size_t n)
{
	static const char punctuation[] = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

	for (size_t i = 0; i < n; i++) {
		if ((s[i] && strchr(punctuation, s[i])) || s[i] == '\n')
			gp_buf_putc(out, '\\');
		gp_buf_putc(out, s[i]);
	}
}

static void put_html(struct gp_markup *m, const char *s, size_t n)
{
	const char *line;

	while ((line = memchr(s, '\n', n))) {
		gp_markup_text(m, s, (size_t)(line - s));
		gp_markup_raw(m, "<br>");
		n -= (size_t)(line + 1 - s);
		s = line + 1;
	}
	gp_markup_text(m, s, n);
}

static void put_string(struct gp_markup *m, enum gp_template_kind kind, const char *s, size_t n)
{
	if (kind == GP_TEMPLATE_HTML)
		put_html(m, s, n);
	else if (kind == GP_TEMPLATE_MARKDOWN)
		put_markdown(&m->out, s, n);
	else
		gp_buf_put(&m->out, s, n);
}

static int put_value(struct gp_markup *m, enum gp_template_kind kind, const struct gp_template_tag *t,
    const struct gp_value *v, struct gp_err *e)
{
	struct gp_json j;

	switch (v ? v->type : GP_VALUE_NULL) {
	case GP_VALUE_STRING:
		put_string(m, kind, v->string.p, v->string.n);
		return 0;
	case GP_VALUE_BOOL:
		gp_buf_puts(&m->out, v->truth ? "是" : "否");
		return 0;
	case GP_VALUE_INT:
	case GP_VALUE_NUMBER:
		gp_json_init(&j, &m->out);
		gp_json_value(&j, v);
		return 0;
	case GP_VALUE_LIST:
		for (size_t i = 0; i < v->list.n; i++) {
			if (v->list.items[i].type == GP_VALUE_LIST || v->list.items[i].type == GP_VALUE_MAP)
				goto rows;
			if (i)
				gp_buf_puts(&m->out, "、");
			if (put_value(m, kind, t, &v->list.items[i], e))
				return -1;
		}
		return 0;
	case GP_VALUE_MAP:
		if (v->map.n)
			goto rows;
		return 0;
	default:
		return 0;
	}
rows:
	return gp_fail(e, GP_EUSAGE, "'%.*s' has rows; write {{#%.*s}} … {{/%.*s}} around what is said of each",
	    (int)t->name_n, t->name, (int)t->name_n, t->name,
	    (int)t->name_n, t->name);
}

static int put_section(struct gp_markup *m, enum gp_template_kind kind, const char *s,
    const struct gp_template_tag *open, const struct gp_template_tag *end, const struct gp_template_scope *scope,
    struct gp_err *e)
{
	const struct gp_value *list;
	size_t times;

	if (gp_template_times(&times, &list, open, scope, e))
		return -1;
	for (size_t i = 0; i < times; i++) {
		struct gp_template_scope inner = gp_template_inner(open, list, i, scope);

		if (gp_template_text(m, kind, s + open->to, end->from - open->to, &inner, e))
			return -1;
	}
	return 0;
}

static int no_end(const struct gp_template_tag *t, struct gp_err *e)
{
	return gp_fail(e, GP_EUSAGE, "'%.*s' is begun and not ended: {{/%.*s}} is missing",
	    (int)t->name_n, t->name, (int)t->name_n, t->name);
}

int gp_template_text(struct gp_markup *m, enum gp_template_kind kind, const char *s, size_t n,
    const struct gp_template_scope *scope, struct gp_err *e)
{
	struct gp_template_tag t, end;
	const struct gp_value *v;
	size_t at = 0;
	int found;

	while (gp_template_next(&t, s, n, at)) {
		gp_buf_put(&m->out, s + at, t.from - at);
		at = t.to;
		if (t.kind == GP_TAG_END)
			return gp_fail(e, GP_EUSAGE, "{{/%.*s}} ends what was not begun",
			    (int)t.name_n, t.name);
		if (t.kind == GP_TAG_MERGE)
			continue;
		if (t.kind == GP_TAG_VALUE) {
			if (gp_template_value(&v, &t, scope, e) || put_value(m, kind, &t, v, e))
				return -1;
			continue;
		}
		found = gp_template_close(&end, s, n, &t, e);
		if (found != 1)
			return found ? -1 : no_end(&t, e);
		if (put_section(m, kind, s, &t, &end, scope, e))
			return -1;
		at = end.to;
	}
	gp_buf_put(&m->out, s + at, n - at);
	return 0;
}

int gp_template_fill(struct gp_buf *out, enum gp_template_kind kind, const char *p, size_t n,
    const struct gp_value *values, struct gp_buf *used, struct gp_err *e)
{
	struct gp_template_scope scope = {.map = values, .used = used};
	struct gp_markup m;
	int rc;

	if (kind == GP_TEMPLATE_DOCX)
		return gp_template_docx(out, p, n, &scope, e);
	gp_markup_init(&m, out->max);
	rc = gp_template_text(&m, kind, p, n, &scope, e);
	if (!rc && (m.out.full || gp_buf_put(out, m.out.data ? m.out.data : "", m.out.len)))
		rc = gp_fail(e, GP_ELIMIT, "what is filled in has more than %zu bytes", out->max);
	gp_markup_free(&m);
	return rc;
}
