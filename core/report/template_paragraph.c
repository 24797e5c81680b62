#include <string.h>

#include "core/report/document_docx.h"
#include "core/report/template_word.h"

#define EXCERPT 90 /* bytes of the template in a message */

static const char *text_of(struct gp_template_part *t, size_t paragraph)
{
	const char *text;
	struct gp_buf b;

	gp_buf_init(&b, t->n + 1);
	gp_word_join(&b, &t->xml, &t->words, paragraph);
	text = gp_arena_strndup(&t->arena, b.len ? b.data : "", b.len);
	gp_buf_free(&b);
	return text;
}

int gp_template_where(struct gp_template_part *t, size_t paragraph, struct gp_err *e)
{
	const char *text = text_of(t, paragraph);
	struct gp_err why = *e;
	size_t n = strlen(text);

	if (n > EXCERPT)
		for (n = EXCERPT; n && ((unsigned char)text[n] & 0xC0) == 0x80; n--)
			;
	return gp_fail(e, why.code, "in '%.*s': %s", (int)n, text, why.msg);
}

bool gp_template_alone(struct gp_template_part *t, size_t paragraph, struct gp_template_tag *tag)
{
	const char *text;
	size_t n;

	if (t->words.first[paragraph] == GP_WORD_NONE)
		return false;
	text = text_of(t, paragraph);
	n = strlen(text);
	while (n && (text[n - 1] == ' ' || text[n - 1] == '\t'))
		n--;
	return gp_template_next(tag, text, n, 0) && strspn(text, " \t") == tag->from && tag->to == n;
}

static bool is_taken(const struct gp_template_part *t, size_t paragraph, size_t from)
{
	for (size_t i = 0; i < t->taken_count; i++)
		if (t->taken[i].paragraph == paragraph && t->taken[i].from == from)
			return true;
	return false;
}

enum gp_template_half gp_template_half(struct gp_template_part *t, size_t paragraph, size_t at, struct gp_template_tag *tag)
{
	struct gp_err ignored = GP_ERR_INIT; /* tags that cross are said when the paragraph is filled */
	const char *text = text_of(t, paragraph);
	struct gp_template_tag end;
	size_t n = strlen(text);

	while (gp_template_next(tag, text, n, at)) {
		at = tag->to;
		if (is_taken(t, paragraph, tag->from))
			continue;
		if (tag->kind == GP_TAG_END)
			return GP_HALF_END;
		if (!gp_template_opens(tag))
			continue;
		if (!gp_template_close(&end, text, n, tag, &ignored))
			return GP_HALF_OPEN;
		at = end.to;
	}
	return GP_HALF_NONE;
}

/* The text of a paragraph, piece by piece, with the run that each byte belongs to. */
struct filling {
	struct gp_template_part *t;
	size_t paragraph;
	const char *text;
	size_t n;
	size_t run, run_end; /* the w:t at hand, and where its text ends */
	struct gp_markup filled; /* what it will say */
	bool changed;
};

/* What a w:t becomes. */
struct run_text {
	struct gp_buf xml;
	bool changed; /* else it stays */
};

static void end_run(struct filling *f, struct run_text *r)
{
	gp_buf_init(&r->xml, GP_WORD_PART_MAX);
	r->changed = f->changed;
	if (f->changed)
		gp_word_lines(&r->xml, f->filled.out.data ? f->filled.out.data : "", f->filled.out.len);
	gp_buf_clear(&f->filled.out);
	f->changed = false;
}

/* The tag, or the whole section, at f->text + tag->from; *to is where the text goes on. */
static int fill_tag(struct filling *f, const struct gp_template_tag *tag, size_t *to,
    const struct gp_template_scope *scope, struct gp_err *e)
{
	struct gp_template_tag end = *tag;
	int found = 1;

	f->changed = true;
	*to = tag->to;
	if (is_taken(f->t, f->paragraph, tag->from))
		return 0;
	if (gp_template_opens(tag))
		found = gp_template_close(&end, f->text, f->n, tag, e);
	if (!found)
		gp_fail(e, GP_EUSAGE,
		    "{{%.*s}} and its end stand neither in one paragraph, nor each alone in one, nor in one table",
		    (int)tag->name_n, tag->name);
	if (found == 1)
		found = gp_template_text(&f->filled, GP_TEMPLATE_TEXT, f->text + tag->from, end.to - tag->from, scope, e) ? -1 : 1;
	*to = end.to;
	return found == 1 ? 0 : -1;
}

/* Fills texts[0 … runs of the paragraph); *count is how many were. */
static int fill_runs(struct filling *f, struct run_text *texts, size_t *count, const struct gp_template_scope *scope,
    struct gp_err *e)
{
	const struct gp_template_part *t = f->t;
	struct gp_template_tag tag;
	size_t at = 0, end = 0;
	bool more = gp_template_next(&tag, f->text, f->n, 0);

	for (f->run = t->words.first[f->paragraph]; f->run != GP_WORD_NONE; f->run = t->words.next[f->run]) {
		end += strlen(t->xml.list[f->run].text);
		f->changed = at > end - strlen(t->xml.list[f->run].text); /* a tag reaches into it */
		while (at < end) {
			if (!more || tag.from >= end) {
				gp_buf_put(&f->filled.out, f->text + at, end - at);
				at = end;
				continue;
			}
			gp_buf_put(&f->filled.out, f->text + at, tag.from - at);
			if (fill_tag(f, &tag, &at, scope, e))
				return gp_template_where(f->t, f->paragraph, e);
			more = gp_template_next(&tag, f->text, f->n, at);
		}
		end_run(f, &texts[(*count)++]);
	}
	return 0;
}

static int put_runs(struct gp_template_part *t, size_t paragraph, const struct run_text *texts,
    const struct gp_template_scope *scope, struct gp_err *e)
{
	const struct gp_xml_span *list = t->xml.list;
	size_t run = t->words.first[paragraph], at = list[paragraph].start, k = 0;

	for (size_t i = paragraph + 1; i < list[paragraph].next;) {
		if (i == run) {
			if (texts[k].changed) {
				gp_buf_put(t->out, t->p + at, list[i].start - at);
				gp_buf_put(t->out, texts[k].xml.data ? texts[k].xml.data : "", texts[k].xml.len);
				at = list[i].end;
			}
			k++;
			run = t->words.next[run];
			i = list[i].next;
		} else if (!strcmp(list[i].name, "w:p")) { /* in a text box */
			gp_buf_put(t->out, t->p + at, list[i].start - at);
			if (gp_template_paragraph(t, i, scope, e))
				return -1;
			at = list[i].end;
			i = list[i].next;
		} else {
			i++;
		}
	}
	gp_buf_put(t->out, t->p + at, list[paragraph].end - at);
	return 0;
}

int gp_template_paragraph(struct gp_template_part *t, size_t paragraph, const struct gp_template_scope *scope,
    struct gp_err *e)
{
	struct filling f = {.t = t, .paragraph = paragraph, .text = text_of(t, paragraph)};
	size_t runs = 0, count = 0;
	struct run_text *texts;
	int rc;

	for (size_t r = t->words.first[paragraph]; r != GP_WORD_NONE; r = t->words.next[r])
		runs++;
	texts = gp_arena_alloc(&t->arena, (runs + 1) * sizeof *texts);
	f.n = strlen(f.text);
	gp_markup_init(&f.filled, GP_WORD_PART_MAX);
	rc = fill_runs(&f, texts, &count, scope, e);
	if (!rc)
		rc = put_runs(t, paragraph, texts, scope, e);
	while (count)
		gp_buf_free(&texts[--count].xml);
	gp_markup_free(&f.filled);
	return rc;
}

/* The text of a paragraph without the tags that are taken. */
static const char *text_left(struct gp_template_part *t, size_t paragraph)
{
	const char *text = text_of(t, paragraph), *left;
	size_t n = strlen(text), at = 0, tag_at = 0;
	struct gp_template_tag tag;
	struct gp_buf b;

	gp_buf_init(&b, n + 1);
	while (gp_template_next(&tag, text, n, tag_at)) {
		tag_at = tag.to;
		if (!is_taken(t, paragraph, tag.from))
			continue;
		gp_buf_put(&b, text + at, tag.from - at);
		at = tag.to;
	}
	gp_buf_put(&b, text + at, n - at);
	left = gp_arena_strndup(&t->arena, b.len ? b.data : "", b.len);
	gp_buf_free(&b);
	return left;
}

bool gp_template_merges(struct gp_template_part *t, size_t cell)
{
	const struct gp_xml_span *list = t->xml.list;
	struct gp_template_tag tag;
	const char *text;

	for (size_t i = cell + 1; i < list[cell].next; i++) {
		if (t->words.first[i] == GP_WORD_NONE)
			continue;
		text = text_left(t, i);
		return gp_template_next(&tag, text, strlen(text), 0) && tag.kind == GP_TAG_MERGE;
	}
	return false;
}

const char *gp_template_said(struct gp_template_part *t, size_t cell, const struct gp_template_scope *scope,
    struct gp_err *e)
{
	const struct gp_xml_span *list = t->xml.list;
	const char *said = NULL, *text;
	struct gp_markup m;

	gp_markup_init(&m, GP_WORD_PART_MAX);
	for (size_t i = cell + 1; i < list[cell].next; i++) {
		if (t->words.first[i] == GP_WORD_NONE)
			continue;
		text = text_left(t, i);
		if (gp_template_text(&m, GP_TEMPLATE_TEXT, text, strlen(text), scope, e)) {
			gp_template_where(t, i, e);
			goto out;
		}
		gp_buf_putc(&m.out, '\n');
	}
	said = gp_arena_strndup(&t->arena, m.out.len ? m.out.data : "", m.out.len);
out:
	gp_markup_free(&m);
	return said;
}
