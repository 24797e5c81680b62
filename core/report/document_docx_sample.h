/*
 * document_docx_sample.h - an office's own .docx while it is filled; for document_docx_*.c alone.
 *
 * Every byte that is not spoken of stays: parts are changed in places (core/doc/xml_spans.h), not written anew.
 */
#ifndef GP_REPORT_DOCUMENT_DOCX_SAMPLE_H
#define GP_REPORT_DOCUMENT_DOCX_SAMPLE_H

#include "core/base/mem.h"
#include "core/doc/xml_spans.h"
#include "core/doc/zip_in.h"
#include "core/report/document_docx.h"

struct gp_word_edit {
	size_t from, to;  /* bytes that give way */
	const char *with; /* lives as long as the sample */
	size_t n, order;
};

/* A part of the sample and what becomes of it. */
struct gp_word_part {
	const char *name; /* NULL: there is none */
	const char *p;    /* its bytes */
	size_t n;
	struct gp_xml_spans xml;
	struct gp_word_edit *edits; /* one inside another counts for nothing */
	size_t edit_count, edit_cap;
	bool written;
	struct gp_word_part *next;
};

struct gp_word_sample {
	struct gp_word *x;
	struct gp_arena arena;
	struct gp_zip_in *zip;
	struct gp_word_part *parts; /* all that were read or are new */
	struct gp_word_part *types, *package, *document, *relations, *styles, *numbering;
	const char *package_prefix; /* of relationship ids that are free in the package */
	unsigned abstract_list;     /* number of the first of two lists */
	/* where the report goes, and what gives way */
	size_t body, final; /* elements of the document; final: the last section's, or 0 */
	size_t marker;      /* the paragraph of {{report}}, or 0 */
	size_t from, to;    /* bytes of the document */
};

/* document_docx_sample.c */

/* Opens s, which is zero but for x, chooses the ids, and finds the place. */
int gp_word_sample_open(struct gp_word_sample *s, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
int gp_word_sample_write(struct gp_word_sample *s, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;
void gp_word_sample_close(struct gp_word_sample *s);
/* Reads a part; *out stays NULL when the file has none of that name. */
int gp_word_read_part(struct gp_word_sample *s, const char *name, struct gp_word_part **out,
    struct gp_err *e) GP_MUST_USE;
/* The one that was read or put before, or NULL. */
struct gp_word_part *gp_word_known_part(const struct gp_word_sample *s, const char *name);
/* The next Relationship of a part (or of NULL, which has none) whose type ends so, or 0. */
size_t gp_word_relation(const struct gp_word_part *p, const char *kind, size_t after);
/* The name of the part that it leads to: from the root of the package or from `folder`. NULL when i is 0. */
const char *gp_word_target(struct gp_word_sample *s, const struct gp_word_part *p, size_t i, const char *folder);
/* The Override of a part in the list of types, or 0. */
size_t gp_word_type_of(const struct gp_word_sample *s, const char *name);

/* document_docx_edit.c */

/* Copies of what was formatted, in the arena. */
const char *gp_word_keep(struct gp_word_sample *s, const struct gp_buf *b);
void gp_word_edit(struct gp_word_part *p, size_t from, size_t to, const char *with, size_t n);
/* At the end of an element's content, also when it is written as "<x/>"; once for each element. */
void gp_word_append(struct gp_word_sample *s, struct gp_word_part *p, size_t span, const char *xml, size_t n);
/* The part as it is now. */
int gp_word_part_put(struct gp_buf *out, struct gp_word_part *p, struct gp_err *e) GP_MUST_USE;
/* The first child of span `of` with this name behind child `after` (0: from the first), or 0. */
size_t gp_word_child(const struct gp_word_part *p, size_t of, const char *name, size_t after);
/*
 * Puts title, agency and date where {{title}}, {{agency}} and {{date}} stand, or {{标题}}, {{机关名称}} and {{日期}}, also
 * when Word has split the words over several runs; not between the bytes from and to.
 */
void gp_word_placeholders(struct gp_word_sample *s, struct gp_word_part *p, size_t from, size_t to);
/* The paragraph of {{report}} or {{报告}}, or 0. */
size_t gp_word_report_paragraph(struct gp_word_sample *s, const struct gp_word_part *p);
/* Whether a paragraph is nothing but {{title}}: the sample has the title itself. */
bool gp_word_has_title(struct gp_word_sample *s, const struct gp_word_part *p);

/* An attribute as it may be written into XML. */
const char *gp_word_escaped(struct gp_word_sample *s, const char *v);

/* document_docx_merge.c: the ids of x, before the body is written; and what the body needs, after it */
int gp_word_choose_ids(struct gp_word_sample *s, struct gp_err *e) GP_MUST_USE;
void gp_word_merge(struct gp_word_sample *s);
/* A part with these bytes, in place of one of that name; nobody points to it yet. */
struct gp_word_part *gp_word_put_part(struct gp_word_sample *s, const char *name, const struct gp_buf *bytes);
/* A new part beside the document, with its type and its relationship, whose id is link_prefix and the kind. */
void gp_word_new_part(struct gp_word_sample *s, const char *kind, const struct gp_buf *bytes);

#endif
