#include "core/report/document_docx_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/report/document_docx_words.h"

const char *gp_word_keep(struct gp_word_sample *s, const struct gp_buf *b)
{
	return gp_arena_strndup(&s->arena, b->len ? b->data : "", b->len);
}

void gp_word_edit(struct gp_word_part *p, size_t from, size_t to, const char *with, size_t n)
{
	if (p->edit_count == p->edit_cap) {
		p->edit_cap = p->edit_cap ? p->edit_cap * 2 : 16;
		p->edits = gp_reallocarray(p->edits, p->edit_cap, sizeof *p->edits);
	}
	p->edits[p->edit_count] = (struct gp_word_edit){from, to, with, n, p->edit_count};
	p->edit_count++;
}

void gp_word_append(struct gp_word_sample *s, struct gp_word_part *p, size_t span, const char *xml, size_t n)
{
	const struct gp_xml_span *at = &p->xml.list[span];
	struct gp_buf b;

	if (at->inner < at->end) {
		gp_word_edit(p, at->inner_end, at->inner_end, xml, n);
		return;
	}
	gp_buf_init(&b, n + strlen(at->name) + 8);
	gp_buf_putc(&b, '>');
	gp_buf_put(&b, xml, n);
	gp_buf_printf(&b, "</%s>", at->name);
	gp_word_edit(p, at->end - 2, at->end, gp_word_keep(s, &b), b.len); /* instead of "/>" */
	gp_buf_free(&b);
}

static int by_place(const void *a, const void *b)
{
	const struct gp_word_edit *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

int gp_word_part_put(struct gp_buf *out, struct gp_word_part *p, struct gp_err *e)
{
	size_t i, at = 0;

	if (p->edit_count)
		qsort(p->edits, p->edit_count, sizeof *p->edits, by_place);
	for (i = 0; i < p->edit_count; i++) {
		if (p->edits[i].from < at) /* inside what has given way: elements where none may be */
			continue;
		gp_buf_put(out, p->p + at, p->edits[i].from - at);
		gp_buf_put(out, p->edits[i].with, p->edits[i].n);
		at = p->edits[i].to;
	}
	gp_buf_put(out, p->p + at, p->n - at);
	if (out->full)
		return gp_fail(e, GP_ELIMIT, "the document has more than %zu bytes, too many for Word", out->max);
	return 0;
}

size_t gp_word_child(const struct gp_word_part *p, size_t of, const char *name, size_t after)
{
	const struct gp_xml_span *list = p->xml.list;
	size_t i;

	for (i = after ? list[after].next : of + 1; i < list[of].next; i = list[i].next)
		if (!strcmp(list[i].name, name))
			return i;
	return 0;
}

enum placeholder { REPORT, TITLE, AGENCY, DATE };

/* As people write them who know English, and those who write an office's text. */
static const char *const names[][2] = {
	[REPORT] = {"report", "报告"},
	[TITLE] = {"title", "标题"},
	[AGENCY] = {"agency", "机关名称"},
	[DATE] = {"date", "日期"},
};

/* Length of "{{name}}" at the start of s, or 0. */
static size_t is_placeholder(const char *s, enum placeholder what)
{
	size_t n, k, i;

	if (s[0] != '{' || s[1] != '{')
		return 0;
	for (k = 0; k < 2; k++) {
		i = 2 + strspn(s + 2, " ");
		n = strlen(names[what][k]);
		if (strncmp(s + i, names[what][k], n) != 0)
			continue;
		i += n;
		i += strspn(s + i, " ");
		if (s[i] == '}' && s[i + 1] == '}')
			return i + 2;
	}
	return 0;
}

/* Whether the placeholder stands in a text; alone: with nothing but blanks beside it. */
static bool has_placeholder(const char *text, enum placeholder what, bool alone)
{
	const char *at;
	size_t n;

	for (at = strstr(text, "{{"); at; at = strstr(at + 1, "{{")) {
		n = is_placeholder(at, what);
		if (n && (!alone || (strspn(text, " \t") == (size_t)(at - text) && !at[n + strspn(at + n, " \t")])))
			return true;
	}
	return false;
}

/* The first paragraph that has the placeholder, or 0; one in a text box does not count. */
static size_t paragraph_of(struct gp_word_sample *s, const struct gp_word_part *p, enum placeholder what, bool alone)
{
	struct gp_word_words w = gp_word_words(&s->arena, &p->xml);
	struct gp_buf text;
	size_t i, found = 0, outside = 0; /* outside: behind the last paragraph */

	gp_buf_init(&text, p->n);
	for (i = 1; i < p->xml.count && !found; i++) {
		if (strcmp(p->xml.list[i].name, "w:p") != 0 || i < outside)
			continue;
		outside = p->xml.list[i].next;
		gp_word_join(&text, &p->xml, &w, i);
		if (text.len && has_placeholder(text.data, what, alone))
			found = i;
	}
	gp_buf_free(&text);
	return found;
}

size_t gp_word_report_paragraph(struct gp_word_sample *s, const struct gp_word_part *p)
{
	return paragraph_of(s, p, REPORT, false);
}

bool gp_word_has_title(struct gp_word_sample *s, const struct gp_word_part *p)
{
	return paragraph_of(s, p, TITLE, true) != 0;
}

/* A date as an official document writes it. */
static const char *date_of(struct gp_word_sample *s)
{
	const char *date = s->x->d->date;
	char words[60];
	int n;

	if (!date || !s->x->zh || !gp_word_is_date(date))
		return date ? date : "";
	n = snprintf(words, sizeof words, "%.4s年%ld月%ld日", date, strtol(date + 5, NULL, 10),
	    strtol(date + 8, NULL, 10));
	return gp_arena_strndup(&s->arena, words, (size_t)n);
}

/* What stands at s instead of a placeholder of `*n` bytes, or NULL. */
static const char *value_at(struct gp_word_sample *s, const char *at, size_t *n)
{
	if ((*n = is_placeholder(at, TITLE)))
		return gp_word_title(s->x->d);
	if ((*n = is_placeholder(at, AGENCY)))
		return s->x->d->author ? s->x->d->author : "";
	if ((*n = is_placeholder(at, DATE)))
		return date_of(s);
	return NULL;
}

/* Writes the w:t elements of a paragraph anew in which a placeholder begins, goes on or ends. */
static void fill(struct gp_word_sample *s, struct gp_word_part *p, const struct gp_word_words *w, size_t paragraph,
    const struct gp_buf *text)
{
	struct gp_buf plain, xml;
	size_t t, at = 0, end = 0, covered = 0, n;
	const char *value;
	bool changed;

	gp_buf_init(&plain, GP_WORD_PART_MAX);
	gp_buf_init(&xml, GP_WORD_PART_MAX);
	for (t = w->first[paragraph]; t != GP_WORD_NONE; t = w->next[t]) {
		end = at + strlen(p->xml.list[t].text);
		gp_buf_clear(&plain);
		changed = covered > at;
		while (at < end) {
			if (at < covered) {
				at = covered < end ? covered : end;
			} else if ((value = value_at(s, text->data + at, &n))) {
				gp_buf_puts(&plain, value);
				covered = at + n;
				changed = true;
			} else {
				gp_buf_putc(&plain, text->data[at++]);
			}
		}
		if (!changed)
			continue;
		gp_buf_clear(&xml);
		gp_word_lines(&xml, plain.len ? plain.data : "", plain.len);
		gp_word_edit(p, p->xml.list[t].start, p->xml.list[t].end, gp_word_keep(s, &xml), xml.len);
	}
	gp_buf_free(&plain);
	gp_buf_free(&xml);
}

void gp_word_placeholders(struct gp_word_sample *s, struct gp_word_part *p, size_t from, size_t to)
{
	struct gp_word_words w = gp_word_words(&s->arena, &p->xml);
	struct gp_buf text;
	size_t i;

	gp_buf_init(&text, p->n);
	for (i = 0; i < p->xml.count; i++) {
		if (w.first[i] == GP_WORD_NONE || (p->xml.list[i].start >= from && p->xml.list[i].start < to))
			continue;
		gp_word_join(&text, &p->xml, &w, i);
		if (text.len && strstr(text.data, "{{"))
			fill(s, p, &w, i, &text);
	}
	gp_buf_free(&text);
}
