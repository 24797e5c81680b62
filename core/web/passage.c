#define _GNU_SOURCE
#include "core/web/passage.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/text/utf8.h"
#include "core/web/facts_page.h"
#include "core/web/html.h"
#include "core/web/url.h"

#define TRIES 10000      /* places where a directive may begin that are looked at */
#define FEW_POINTS 40    /* a page with scripts that says less than this is written by them */

/* --- the directive */

size_t gp_passage_at(const char *fragment, size_t n)
{
	const char *at = n ? memmem(fragment, n, ":~:", 3) : NULL;

	return at ? (size_t)(at - fragment) : n;
}

/* The parts of a directive, still percent-encoded; n = 0: not given. */
struct parts {
	struct gp_text prefix, start, end, suffix;
};

static bool split(struct parts *out, struct gp_text directive)
{
	struct gp_text list[4];
	size_t count = 0, first = 0;
	const char *p = directive.p + 5, *end = directive.p + directive.n;

	*out = (struct parts){.start = {"", 0}};
	for (;;) {
		const char *comma = memchr(p, ',', (size_t)(end - p)), *to = comma ? comma : end;

		if (count == 4)
			return false;
		list[count++] = (struct gp_text){p, (size_t)(to - p)};
		if (!comma)
			break;
		p = comma + 1;
	}
	if (list[0].n && list[0].p[list[0].n - 1] == '-') {
		out->prefix = (struct gp_text){list[0].p, list[0].n - 1};
		first = 1;
	}
	if (count > first && list[count - 1].n && *list[count - 1].p == '-') {
		count--;
		out->suffix = (struct gp_text){list[count].p + 1, list[count].n - 1};
	}
	if (count <= first || count - first > 2)
		return false;
	out->start = list[first];
	if (count - first == 2)
		out->end = list[first + 1];
	return out->start.n && (count - first == 1 || out->end.n);
}

bool gp_passage_next(const char **p, const char *end, struct gp_text *directive)
{
	struct parts parts;

	if (end - *p >= 3 && !memcmp(*p, ":~:", 3))
		*p += 3;
	while (*p < end) {
		const char *from = *p, *amp = memchr(from, '&', (size_t)(end - from));

		*p = amp ? amp + 1 : end;
		*directive = (struct gp_text){from, (size_t)((amp ? amp : end) - from)};
		if (directive->n > 5 && !memcmp(from, "text=", 5) && split(&parts, *directive))
			return true;
	}
	return false;
}

/* --- text made comparable */

/* Simple case folding of the alphabets that have case and are common: Latin-1, Greek, Cyrillic. */
static size_t fold_two(const unsigned char *s, char *to)
{
	unsigned cp = (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);

	if ((cp >= 0xC0 && cp <= 0xDE && cp != 0xD7) || (cp >= 0x391 && cp <= 0x3A9) ||
	    (cp >= 0x410 && cp <= 0x42F))
		cp += 32;
	else if (cp >= 0x400 && cp <= 0x40F)
		cp += 80;
	else if (cp == 0xAD) /* a soft hyphen is seen only at the end of a line */
		return 0;
	return gp_utf8_put(cp, to);
}

/* Folds s in place: case, and characters without width away. Blank runs become one ' ' or '\n'. */
static size_t fold_case(char *s, size_t n)
{
	size_t k = 0, i = 0;

	while (i < n) {
		const unsigned char *p = (const unsigned char *)s + i;

		if (*p < 0x80) {
			char c = s[i++];
			bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';

			if (!blank)
				s[k++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
			else if (k && (s[k - 1] == ' ' || s[k - 1] == '\n'))
				s[k - 1] = c == '\n' ? '\n' : s[k - 1];
			else if (k)
				s[k++] = c == '\n' ? '\n' : ' ';
		} else if ((*p & 0xE0) == 0xC0 && i + 1 < n) {
			k += fold_two(p, s + k);
			i += 2;
		} else if (i + 2 < n && (!memcmp(p, "\xEF\xBB\xBF", 3) ||
		    (p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x8B && p[2] <= 0x8D))) {
			i += 3;
		} else {
			s[k++] = s[i++];
		}
	}
	while (k && (s[k - 1] == ' ' || s[k - 1] == '\n'))
		k--;
	return k;
}

static struct gp_text folded(struct gp_arena *a, const char *s, size_t n)
{
	struct gp_buf b;
	struct gp_text out;
	char *copy;

	gp_buf_init(&b, 3 * GP_PASSAGE_TEXT);
	gp_utf8_fold_width(&b, s, n);
	copy = gp_arena_strndup(a, b.data ? b.data : "", b.len);
	out = (struct gp_text){copy, fold_case(copy, b.len)};
	gp_buf_free(&b);
	return out;
}

/* One part of a directive; it has no lines, whatever was encoded. */
static struct gp_text part(struct gp_arena *a, struct gp_text raw)
{
	struct gp_buf b;
	struct gp_text out = {"", 0};

	if (!raw.n)
		return out;
	gp_buf_init(&b, GP_URL_MAX);
	gp_url_percent_decode(&b, raw.p, raw.n);
	for (size_t i = 0; i < b.len; i++)
		if (b.data[i] == '\n')
			b.data[i] = ' ';
	out = folded(a, b.data ? b.data : "", b.len);
	gp_buf_free(&b);
	return out;
}

/* --- the page */

/* What a browser does not show, or shows as something else than text. */
static bool silent(uint8_t id)
{
	switch (id) {
	case GP_EL_SCRIPT:
	case GP_EL_STYLE:
	case GP_EL_IFRAME:
	case GP_EL_NOEMBED:
	case GP_EL_NOFRAMES:
	case GP_EL_NOSCRIPT:
	case GP_EL_TITLE:
	case GP_EL_TEMPLATE:
	case GP_EL_OBJECT:
	case GP_EL_VIDEO:
	case GP_EL_AUDIO:
		return true;
	default:
		return false;
	}
}

static void set_apart(struct gp_sink *s, const struct gp_element *e)
{
	if (e->id == GP_EL_BR || e->flags & GP_EL_CELL)
		gp_sink_gap(s, ' ');
	else if (e->flags & GP_EL_BLOCK)
		gp_sink_gap(s, '\n');
}

void gp_passage_read(struct gp_passage_text *out, struct gp_arena *a, const char *utf8, size_t n)
{
	struct gp_sink sink = {.cap = n + n / 5 + 8 < GP_PASSAGE_TEXT ? n + n / 5 + 8 : GP_PASSAGE_TEXT}, *to = &sink;
	struct gp_html_mode mode = {.depth = 0};
	const struct gp_html_token *k;
	struct gp_html html;
	unsigned hush = 0;   /* open elements of the kind that is silent now */
	uint8_t hushed = 0;
	bool scripts = false;
	size_t points = 0;
	struct gp_text text;

	sink.p = gp_arena_alloc(a, sink.cap);
	gp_html_init(&html, utf8, n);
	while ((k = gp_html_next(&html))) {
		const struct gp_element *e;

		if (k->kind == GP_HTML_TEXT && !hush)
			points += gp_sink_feed(&to, 1, k->data, gp_html_text_flags(k->state) & GP_HTML_REFS);
		if (k->kind != GP_HTML_START_TAG && k->kind != GP_HTML_END_TAG)
			continue;
		e = gp_element_find(k->tag);
		gp_html_follow(&mode, &html, e);
		scripts |= e->id == GP_EL_SCRIPT;
		if (!hush && k->kind == GP_HTML_START_TAG && silent(e->id) && !k->self_closing) {
			hushed = e->id;
			hush = 1;
		} else if (hush && e->id == hushed) {
			hush = k->kind == GP_HTML_START_TAG ? hush + 1 : hush - 1;
		}
		if (!hush)
			set_apart(&sink, e);
	}
	text = folded(a, sink.p, sink.n);
	*out = (struct gp_passage_text){.text = (char *)text.p, .n = text.n, .whole = !sink.full,
	    .scripted = scripts && points < FEW_POINTS};
}

/* --- looking */

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Whether t[from..to) begins and ends where words do. */
static bool bounded(const struct gp_passage_text *t, size_t from, size_t to)
{
	if (from && letter(t->text[from - 1]) && letter(t->text[from]))
		return false;
	return to == t->n || !letter(t->text[to - 1]) || !letter(t->text[to]);
}

static size_t skip_blank(const struct gp_passage_text *t, size_t at)
{
	while (at < t->n && (t->text[at] == ' ' || t->text[at] == '\n'))
		at++;
	return at;
}

static bool stands_at(const struct gp_passage_text *t, size_t at, struct gp_text s)
{
	return s.n <= t->n - at && !memcmp(t->text + at, s.p, s.n);
}

struct search {
	const struct gp_passage_text *t;
	struct gp_text before, what, after; /* before and after may be empty */
	bool given_up;
};

/* The end of `what` at or behind `from`, with its neighbours beside it; SIZE_MAX: none. */
static size_t find(struct search *s, size_t from)
{
	struct gp_text first = s->before.n ? s->before : s->what;
	const struct gp_passage_text *t = s->t;

	for (int tries = 0; from < t->n; tries++) {
		const char *hit = memmem(t->text + from, t->n - from, first.p, first.n);
		size_t at, end, next;

		if (!hit)
			break;
		if (tries == TRIES) {
			s->given_up = true;
			break;
		}
		at = (size_t)(hit - t->text);
		from = at + 1;
		if (s->before.n) {
			if (!bounded(t, at, at + first.n))
				continue;
			at = skip_blank(t, at + first.n);
			if (!stands_at(t, at, s->what))
				continue;
		}
		end = at + s->what.n;
		if (!bounded(t, at, end))
			continue;
		next = skip_blank(t, end);
		if (!s->after.n || (stands_at(t, next, s->after) && bounded(t, next, next + s->after.n)))
			return end;
	}
	return SIZE_MAX;
}

enum gp_passage_answer gp_passage_find(const struct gp_passage_text *t, struct gp_arena *a,
    struct gp_text directive)
{
	struct search first = {.t = t}, last = {.t = t};
	struct gp_text end;
	struct parts p;
	size_t at;

	if (!split(&p, directive))
		return GP_PASSAGE_UNKNOWN;
	first.before = part(a, p.prefix);
	first.what = part(a, p.start);
	end = part(a, p.end);
	if (!first.what.n || (p.end.n && !end.n))
		return GP_PASSAGE_UNKNOWN;
	if (end.n) {
		last.what = end;
		last.after = part(a, p.suffix);
	} else {
		first.after = part(a, p.suffix);
	}
	at = find(&first, 0);
	/* whatever comes behind the earliest start also comes behind some start, and the other way round */
	if (at != SIZE_MAX && end.n)
		at = find(&last, at);
	if (at != SIZE_MAX)
		return GP_PASSAGE_FOUND;
	return !t->whole || t->scripted || first.given_up || last.given_up ? GP_PASSAGE_UNKNOWN : GP_PASSAGE_ABSENT;
}

struct gp_text gp_passage_words(struct gp_arena *a, struct gp_text directive)
{
	struct gp_text out = {"", 0};
	struct gp_buf b;
	struct parts p;

	if (!split(&p, directive))
		return out;
	gp_buf_init(&b, 2 * GP_URL_MAX);
	gp_url_percent_decode(&b, p.start.p, p.start.n);
	if (p.end.n) {
		gp_buf_puts(&b, " … ");
		gp_url_percent_decode(&b, p.end.p, p.end.n);
	}
	out = (struct gp_text){gp_arena_strndup(a, b.data ? b.data : "", b.len), b.len};
	gp_buf_free(&b);
	return out;
}
