/*
 * edges.h - the links of one page as a compact blob.
 *
 * A site of 200,000 pages has tens of millions of links, nearly all fine and
 * nearly all repeated (navigation, footer). They are stored a blob a page:
 * numbers as variable-length integers against the link before, the text only
 * where it differs from the first text seen for that target. Reports decode
 * the blobs once and keep what they show.
 *
 * A link that comes again on other pages is kept once, as a stamp: such blobs of GP_STAMPS links each, which
 * stand nowhere, are numbered from 0 on, and their links from 1 on. A page then has the number and
 * the place. Only what link_memo.h remembers is made a stamp: it has no text directive, is not hidden and is no mixed
 * content.
 */
#ifndef GP_CRAWL_EDGES_H
#define GP_CRAWL_EDGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"

#define GP_STAMPS 256

struct gp_edge {
	uint32_t stamp;    /* not 0: it has only line, col and place, and the stamp has the rest */
	int64_t to;        /* id of the target URL; not 0 */
	uint32_t line, col;
	uint8_t kind;      /* gp_edge_kind() */
	uint8_t place;     /* 0 top … 255 bottom of the page */
	uint8_t hidden;    /* why it is a hidden link (hidden.h), 0: it is none */
	uint8_t mixed;     /* enum gp_mixed, 0: it is none */
	bool low;          /* low confidence: a literal in a script */
	bool same_text;    /* text equals the URL's first text */
	bool has_fragment;
	const char *text, *fragment; /* not NUL-terminated */
	size_t text_n, fragment_n;
};

/* Small number for an element name, and back. Unknown names are "other". */
uint8_t gp_edge_kind(const char *element, size_t n);
const char *gp_edge_kind_name(uint8_t kind);
#define GP_EDGE_KINDS 32 /* numbers are below this */

struct gp_edge_writer {
	struct gp_buf *out;
	int64_t last_to;
	uint32_t last_line, last_stamp;
};
void gp_edges_begin(struct gp_edge_writer *w, struct gp_buf *out);
int gp_edges_put(struct gp_edge_writer *w, const struct gp_edge *e);

struct gp_edge_reader {
	const unsigned char *p, *end;
	int64_t last_to;
	uint32_t last_line, last_stamp;
};
void gp_edges_open(struct gp_edge_reader *r, const void *blob, size_t n);
/* 1: an edge; 0: the end; -1: the blob is damaged. Strings point into the blob. */
int gp_edges_next(struct gp_edge_reader *r, struct gp_edge *e);

/* Gives `e`, of which only the place is known, all that the stamp has. */
void gp_edge_stamped(struct gp_edge *e, const struct gp_edge *stamp);

/* The hash under which ids and fragments meet: 32 bits of XXH3 over the decoded name. */
uint32_t gp_edges_name_hash(const char *name, size_t n);
/*
 * Text directives (passage.h) travel with a page's ids: one hash says that the page was looked through
 * for one, another that it was found.
 */
uint32_t gp_edges_passage_hash(const char *directive, size_t n, bool found);
/* Whether the sorted array of hashes has `hash`. */
bool gp_edges_has_name(const void *hashes, size_t bytes, uint32_t hash);

#endif
