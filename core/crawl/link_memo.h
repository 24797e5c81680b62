/*
 * link_memo.h - links that a parse worker sent before, in a few bytes each.
 *
 * Pages of one site share most of their links: navigation, indexes, the members of a class. A
 * worker remembers what it made of a raw value in a folder and numbers what it sent; from then on
 * it parses the value no more and sends the number. The parent keeps the other half
 * (gp_page_names in parse_msg.h). Both forget everything when the worker says so, between pages.
 *
 * What comes again as a whole, with its fragment and its text, is a stamp: it has a number of its own, by which the parent
 * and the store know it as well (edges.h). Stamps are known by a hash alone, with a seed that no page knows.
 *
 * What a relative address comes to depends on the base without its last part, and on the encoding
 * for the query (URL Standard 4.4); values that depend on more are left to gp_url_parse(). What is fine
 * on a page that came by http may be mixed content on one by https: these are kept apart.
 */
#ifndef GP_CRAWL_LINK_MEMO_H
#define GP_CRAWL_LINK_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/mem.h"
#include "core/web/facts.h"
#include "core/web/url.h"

#define GP_LINK_NAMES 32768               /* links that are numbered before all are forgotten */
#define GP_LINK_NAME_BYTES ((size_t)4 << 20) /* of their strings */
#define GP_LINK_STAMPS 65535              /* the same of stamps */
#define GP_LINK_STAMP_BYTES ((size_t)6 << 20)

struct gp_link_memo_entry;

/* Zeroed is empty. */
struct gp_link_memo {
	struct gp_arena arena;
	struct gp_link_memo_entry *list;  /* [0] is none */
	uint32_t *slots;                  /* open hash of indices into the list */
	uint32_t count, numbered;
	size_t bytes;                     /* of the strings that both sides keep */
	uint64_t *stamps;                 /* open hash: hashes with their numbers */
	uint32_t stamped;
	size_t stamp_bytes;               /* of the strings that the parent keeps */
	uint64_t seed;
	uint32_t folder;                  /* of the page's base: an entry; 0: nothing is remembered on this page */
	uint32_t self;                    /* links into the page itself */
};

/* A link cut into what is remembered and what belongs to this one place. */
struct gp_link_memo_key {
	bool fits;                        /* else it has to be parsed */
	uint8_t kind;                     /* gp_edge_kind() */
	uint8_t flags;
	uint64_t hash;
	struct gp_text bare, fragment;    /* around the '#' */
	bool has_fragment;
};

/* Before a page. base: of its links. true: all was forgotten, and the parent must be told. */
bool gp_link_memo_page(struct gp_link_memo *m, const struct gp_url *page, const struct gp_url *base, const char *charset);
void gp_link_memo_key(const struct gp_link_memo *m, struct gp_link_memo_key *key, const struct gp_link *l);
/* The number under which such a link was sent, or 0; *same_text: with the same text. */
uint32_t gp_link_memo_find(const struct gp_link_memo *m, const struct gp_link_memo_key *key, const struct gp_link *l,
    bool *same_text);
/* A number for what came to u (http or https), or 0 when there is no room. */
uint32_t gp_link_memo_add(struct gp_link_memo *m, const struct gp_link_memo_key *key, const struct gp_link *l,
    const struct gp_url *u);
/* The hash of all that a link is but for its place; 0: it is no matter for stamps. */
uint64_t gp_link_memo_hash(const struct gp_link_memo *m, const struct gp_link *l);
/* The number of the stamp with that hash, or 0. */
uint32_t gp_link_memo_stamp(const struct gp_link_memo *m, uint64_t hash);
/* Makes one of `bytes` bytes of strings: its number, or 0 when there is no room. */
uint32_t gp_link_memo_add_stamp(struct gp_link_memo *m, uint64_t hash, size_t bytes);
void gp_link_memo_free(struct gp_link_memo *m);

#endif
