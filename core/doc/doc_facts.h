/*
 * doc_facts.h - what a file says, whatever its format: its text, the parts of it, properties, links.
 *
 * What rules see as a document (govpub-rules(7)). Nothing is laid out or left out: headers, comments, notes,
 * what was deleted while changes were tracked, hidden sheets and text are parts like the rest. The text is UTF-8
 * without control characters but "\t" and "\n"; each block is a line of it, and one that holds line breaks
 * has several. Parts that are no running text (properties) lie behind it. Positions are bytes from 0.
 */
#ifndef GP_DOC_DOC_FACTS_H
#define GP_DOC_DOC_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/mem.h"

#define GP_DOC_TEXT_MAX ((size_t)8 << 20)    /* bytes of the text, and of what lies behind it */
#define GP_DOC_PARTS 200000
#define GP_DOC_LINKS 20000
#define GP_DOC_METAS 500
#define GP_DOC_STRINGS_MAX ((size_t)8 << 20) /* bytes of places, properties and addresses */
#define GP_DOC_PACKED_MAX ((size_t)16 << 20)

enum gp_doc_type {
	GP_DOC_DOCX,
	GP_DOC_XLSX,
	GP_DOC_OFD,
	GP_DOC_PDF,
	GP_DOC_HTML,
	GP_DOC_TXT,
	GP_DOC_MD,
	GP_DOC_XLS,
	GP_DOC_TYPES,
};
/* "docx", …; GP_DOC_TYPES when it is none. */
const char *gp_doc_type_name(enum gp_doc_type t);
enum gp_doc_type gp_doc_type_by_name(const char *name, size_t n);

enum gp_doc_kind {
	GP_DOC_HEADING,
	GP_DOC_PARAGRAPH,
	GP_DOC_CELL,
	GP_DOC_LIST,
	GP_DOC_HEADER,
	GP_DOC_FOOTER,
	GP_DOC_COMMENT,
	GP_DOC_INSERTED, /* within a block, tracked */
	GP_DOC_DELETED,  /* a block of its own behind the one it was taken from */
	GP_DOC_NOTE,
	GP_DOC_NAME,     /* of a sheet */
	GP_DOC_PROPERTY, /* lies behind the text */
	GP_DOC_KINDS,
};
const char *gp_doc_kind_name(enum gp_doc_kind k);
enum gp_doc_kind gp_doc_kind_by_name(const char *name, size_t n);

struct gp_doc_str {
	const char *p;
	size_t n;
};

struct gp_doc_part {
	enum gp_doc_kind kind;
	bool hidden;          /* by the file's own words: a hidden sheet, hidden text */
	uint32_t from, n;     /* in the text */
	uint32_t line;        /* of the text, from 1; 0: it does not lie in it */
	struct gp_doc_str at; /* "paragraph 3", "三!C5", "page 2", "line 7", "table 1, row 2, cell 1" … */
};

struct gp_doc_meta {
	struct gp_doc_str name, value; /* name: "author", "company", … (gp_doc_meta_add) */
};

struct gp_doc_link {
	struct gp_doc_str href, text, at;
};

struct gp_doc_facts {
	enum gp_doc_type type;
	struct gp_doc_str title;   /* of the properties, "" */
	struct gp_doc_str text;
	struct gp_doc_str behind;  /* what lies behind the text; positions go on */
	const struct gp_doc_part *parts; /* `from` never falls; a block before what lies within it */
	size_t part_count;
	const struct gp_doc_meta *metas;
	size_t meta_count;
	const struct gp_doc_link *links;
	size_t link_count;
	const uint32_t *blocks;    /* numbers of the parts that are not within others */
	size_t block_count;
};

/* The text of a part; the block that byte `at` of the text lies in, or NULL. */
struct gp_doc_str gp_doc_part_text(const struct gp_doc_facts *f, const struct gp_doc_part *p);
const struct gp_doc_part *gp_doc_part_at(const struct gp_doc_facts *f, size_t at);

/* --- making them; everything lies in the arena in the end */
struct gp_doc_builder {
	struct gp_arena *arena;
	struct gp_doc_facts facts;
	struct gp_buf text, behind;
	struct gp_doc_part *parts;
	struct gp_doc_meta *metas;
	struct gp_doc_link *links;
	size_t part_cap, meta_cap, link_cap;
	size_t strings; /* bytes kept of them */
	uint32_t line;
	size_t seen;    /* a place in the block that was added last, … */
	uint32_t seen_line; /* … and its line: those within it come one after the other */
};

void gp_doc_begin(struct gp_doc_builder *b, struct gp_arena *a, enum gp_doc_type type);
/* Appends s without what may not stand in the text; -1: the buffer is full. */
int gp_doc_clean(struct gp_buf *out, const char *s, size_t n) GP_MUST_USE;
/*
 * A block of clean text; a blank one is left out. -1: the limits above. `at` is copied. *from: where it begins (may be
 * NULL); untouched for a blank one.
 */
int gp_doc_block(struct gp_doc_builder *b, enum gp_doc_kind kind, const char *at, bool hidden, const char *s, size_t n,
    size_t *from) GP_MUST_USE;
/* A part within the block that was added last. */
int gp_doc_within(struct gp_doc_builder *b, enum gp_doc_kind kind, const char *at, size_t from, size_t n) GP_MUST_USE;
/* A property: `name` as rules know it. It is a part as well. Blank values are left out, the first of a name counts. */
int gp_doc_meta_add(struct gp_doc_builder *b, const char *name, const char *value, size_t n) GP_MUST_USE;
int gp_doc_link_add(struct gp_doc_builder *b, const char *href, const char *text, size_t n, const char *at) GP_MUST_USE;
/* Hands everything over and frees the builder. */
void gp_doc_end(struct gp_doc_builder *b, struct gp_doc_facts *out);
/* Frees the builder without. */
void gp_doc_drop(struct gp_doc_builder *b);
/* GP_ELIMIT with a sentence that says the limits. */
int gp_doc_too_large(struct gp_err *e);

/* --- through shared memory (doc_pack.c). The reader trusts nothing of it; strings stay where p is. */
void gp_doc_pack(struct gp_buf *b, const struct gp_doc_facts *f);
int gp_doc_unpack(struct gp_doc_facts *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;

#endif
