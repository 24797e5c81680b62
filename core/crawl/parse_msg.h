/*
 * parse_msg.h - what the parent and a parse worker say to each other.
 *
 * parent → worker: CONFIG once, TRIGGER for each condition of a rule, then JOB after JOB; the body lies in the
 * shared memory at the offset that the job names.
 * worker → parent: READY once (inside the jail), then for each job PAGE, FOUND…,
 * LINK or AGAIN…, IDS…, FACTS… or NOTED, DONE, in that order. The parent believes none of it: ranges, UTF-8 and
 * totals are checked, and addresses are parsed again before they are used.
 *
 * A LINK may have a number, one more than the number before; AGAIN has links that differ from a
 * numbered one in their place only, and perhaps in fragment and text (link_memo.h); or they are stamps, and differ from
 * what was sent before in their place alone. FORGET, before a PAGE: all numbers begin at 1 again.
 */
#ifndef GP_CRAWL_PARSE_MSG_H
#define GP_CRAWL_PARSE_MSG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/mem.h"
#include "core/crawl/triggers.h"
#include "core/sys/msg.h"
#include "core/web/url.h"

enum {
	GP_PARSE_CONFIG = 1,
	GP_PARSE_JOB,
	GP_PARSE_TRIGGER, /* int number; bytes: a packed condition (triggers.h) */
	GP_PARSE_READY = 16,
	GP_PARSE_PAGE,
	GP_PARSE_LINK,
	GP_PARSE_IDS,
	GP_PARSE_FACTS,
	GP_PARSE_DONE,
	GP_PARSE_AGAIN,
	GP_PARSE_FORGET,
	GP_PARSE_FOUND, /* int number; bytes: a packed report, what a condition has found (gp_trigger_found_pack()) */
	GP_PARSE_NOTED, /* int bytes: the facts lie in the notes, at the offset of the body and no longer than that */
};

/* Before each link of AGAIN. KEEP: it gets the next number of a stamp; STAMP: the number is that of one. */
enum { GP_AGAIN_FRAGMENT = 1, GP_AGAIN_TEXT = 2, GP_AGAIN_KEEP = 4, GP_AGAIN_STAMP = 8 };

/*
 * A sitemap's addresses are links of kind "sitemap": GP_SITEMAP_FILE are `resource`, the day of the last
 * change is the text. Its limit is GP_PARSE_NO_SITEMAP, or "why line" (sitemap.h), or "".
 */
enum gp_parse_as { GP_PARSE_AS_HTML, GP_PARSE_AS_CSS, GP_PARSE_AS_SITEMAP };
#define GP_PARSE_NO_SITEMAP "none"

#define GP_PARSE_PIECE 60000               /* bytes of hashes or facts in one record */
#define GP_PARSE_FACTS_MAX ((size_t)1 << 20) /* packed facts of one page; beyond, none are sent */
#define GP_PARSE_REPLY_MAX ((size_t)24 << 20) /* bytes of all records of one page */
#define GP_PARSE_PASSAGES 16384            /* bytes of text directives that one page is looked through for */
#define GP_PARSE_DATE_MAX 10               /* code points of the first date of a page */
#define GP_PARSE_RAW_MAX 2048              /* bytes of a raw value kept for a malformed link */

struct gp_parse_job {
	int64_t id;
	enum gp_parse_as as;
	bool want_links;
	enum gp_wanted wanted; /* by rules: then facts are packed (facts_pack.h) */
	const char *url;     /* the page's address: the base of its links */
	const char *charset; /* from the header, "" */
	const char *passages; /* text directives that links to it have (passage.h), a line each; "" */
	size_t offset, length;
};

/* What the parent learnt of a numbered link when it came first. */
struct gp_page_known {
	int64_t id;          /* of its address; 0: nothing */
	uint32_t first_text; /* hash of the text that the address was found with */
};

struct gp_page_link {
	uint8_t kind;        /* gp_edge_kind */
	enum gp_url_why why; /* GP_URL_OK: url is set; else raw is */
	const char *url;     /* absolute, any scheme, without fragment; NUL-terminated */
	size_t url_n;
	const char *raw;     /* the value as written, at most GP_PARSE_RAW_MAX bytes; NUL-terminated */
	const char *fragment;
	size_t fragment_n;
	bool has_fragment;
	const char *text;
	size_t text_n;
	uint32_t line, col;
	uint8_t place;
	uint8_t hidden;      /* enum gp_veil_why: a hidden link (hidden.h) */
	uint8_t mixed;       /* enum gp_mixed */
	bool low, resource;
	struct gp_page_known *known; /* shared by all that have its number; NULL: it has none */
	uint32_t *stamp;     /* its number in the store, 0: none so far; shared by all of its stamp; NULL: it is of none */
};

/* The numbered links of one worker. Zeroed is empty. */
struct gp_page_names {
	struct gp_arena arena;
	struct gp_page_link *list;
	struct gp_page_known *known;
	size_t count;
	struct gp_page_stamp {
		const struct gp_page_link *link; /* numbered */
		const char *text, *fragment;
		uint32_t text_n, fragment_n;
		bool has_fragment;
		uint32_t number;
	} *stamps;
	size_t stamp_count;
};
void gp_page_names_forget(struct gp_page_names *n);
void gp_page_names_free(struct gp_page_names *n);

/* Packed; not looked into here. */
struct gp_parse_found {
	unsigned number;     /* of the condition */
	const char *packed;
	size_t n;
};

struct gp_page {
	int64_t id;
	const char *declared, *charset; /* WHATWG names, declared "" when nothing was */
	bool mislabelled, late_meta;
	const char *title;
	int64_t plain_count;
	uint64_t text_hash;
	unsigned phrases;
	const char *limit;   /* "" or what cut the facts short */
	struct gp_page_link *links;
	size_t link_count, link_cap;
	uint32_t *ids;       /* sorted hashes of names and text directives: edges.h */
	size_t id_count, id_cap;
	const unsigned char *fits; /* bits of the conditions that fit, where facts were wanted */
	size_t fits_n;       /* bytes */
	const char *date;    /* the first, there as well; "" */
	struct gp_parse_found *found; /* by conditions */
	size_t found_count, found_cap;
	char *facts;         /* packed, for whoever asked; they are not looked into here */
	size_t facts_n, facts_cap;
	size_t noted;        /* bytes of them in the notes instead */
};

/*
 * Reads one record into `page`, strings copied to `a` or to `names`. 1: the page is
 * complete; 0: go on; -1: the worker lies (wrong order, range or bytes).
 */
int gp_page_take(struct gp_page *page, struct gp_arena *a, struct gp_page_names *names, struct gp_msg_in *m);

/* The worker's main function (role "parse"); returns an exit status. */
int gp_parse_worker(void);

#endif
