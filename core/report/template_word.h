/*
 * template_word.h - one part of a Word file while its tags are filled; for core/report/template_*.c alone.
 *
 * The part is read as elements with their places (core/doc/xml_spans.h). Writing goes through it in order and copies
 * bytes, but for what belongs to a tag.
 */
#ifndef GP_REPORT_TEMPLATE_WORD_H
#define GP_REPORT_TEMPLATE_WORD_H

#include "core/report/document_docx_words.h"
#include "core/report/template_tag.h"

/* The tags of a section that is being repeated, each by the paragraph and the byte of its text where it begins. */
struct gp_template_taken {
	size_t paragraph, from;
};

/* What a cell with {{^}} said the last time, in the repetition `series`. */
struct gp_template_said {
	size_t cell;
	unsigned series;
	const char *text;
	struct gp_template_said *next;
};

struct gp_template_part {
	const char *p;
	size_t n;
	struct gp_buf *out;
	struct gp_arena arena;
	struct gp_xml_spans xml;
	struct gp_word_words words;
	struct gp_template_taken taken[2 * (GP_TEMPLATE_DEPTH + 1)];
	size_t taken_count;
	struct gp_template_said *said;
	unsigned series, last_series;
};

/* template_word.c: the whole part */
int gp_template_part(struct gp_template_part *t, const struct gp_template_scope *scope, struct gp_err *e) GP_MUST_USE;
/* The children first … of an element up to `last`, and the bytes [from, to) that hold them. */
int gp_template_children(struct gp_template_part *t, size_t first, size_t last, size_t from, size_t to,
    const struct gp_template_scope *scope, struct gp_err *e) GP_MUST_USE;
int gp_template_element(struct gp_template_part *t, size_t i, const struct gp_template_scope *scope,
    struct gp_err *e) GP_MUST_USE;
/*
 * The paragraph among the siblings of `from`, before `last`, that ends what `open`, alone in `from`, began: 1 found,
 * 0 there is none, -1 it ends something else.
 */
int gp_template_end(struct gp_template_part *t, const struct gp_template_tag *open, size_t from, size_t last, size_t *end,
    struct gp_err *e) GP_MUST_USE;
/* The first child of an element with this name, or 0. */
size_t gp_template_child(const struct gp_template_part *t, size_t of, const char *name);

/* template_paragraph.c: one w:p, with the text boxes in it */
int gp_template_paragraph(struct gp_template_part *t, size_t paragraph, const struct gp_template_scope *scope,
    struct gp_err *e) GP_MUST_USE;
/* Whether its text is one tag and nothing beside it; *tag points into the arena. */
bool gp_template_alone(struct gp_template_part *t, size_t paragraph, struct gp_template_tag *tag);
/* The first tag of the paragraph that begins a section (or ends one) whose other end is not in the paragraph. */
enum gp_template_half { GP_HALF_NONE, GP_HALF_OPEN, GP_HALF_END };
enum gp_template_half gp_template_half(struct gp_template_part *t, size_t paragraph, size_t at, struct gp_template_tag *tag);
/* Whether the first tag of a cell is {{^}}; and the filled text of all its paragraphs, in the arena. */
bool gp_template_merges(struct gp_template_part *t, size_t cell);
const char *gp_template_said(struct gp_template_part *t, size_t cell, const struct gp_template_scope *scope,
    struct gp_err *e) GP_MUST_USE;
/* The same error, with the words of the template at the place. Returns -1. */
int gp_template_where(struct gp_template_part *t, size_t paragraph, struct gp_err *e);

/* template_rows.c: w:tbl elements */
int gp_template_table(struct gp_template_part *t, size_t table, const struct gp_template_scope *scope,
    struct gp_err *e) GP_MUST_USE;

#endif
