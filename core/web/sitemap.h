/*
 * sitemap.h - the addresses that a sitemap names (sitemaps.org protocol 0.9; RSS and Atom feeds; plain text).
 *
 * Bytes are hostile and are read as a stream: unpacked (gzip, RFC 1952), decoded and
 * parsed in pieces of 64 KiB, whatever their number. XML goes through expat; a document type
 * declaration is refused, so there are no entities. Namespaces are not insisted
 * on: what counts is <loc> in <url> or <sitemap>, <link> in an <item> or <entry>.
 * A file that breaks off in the middle has said what it said until then.
 */
#ifndef GP_WEB_SITEMAP_H
#define GP_WEB_SITEMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GP_SITEMAP_URLS 50000                 /* of one file, as the protocol allows */
#define GP_SITEMAP_ENTRIES 100000             /* of one file, alternates included */
#define GP_SITEMAP_BYTES ((size_t)50 << 20)   /* of one file, unpacked */
#define GP_SITEMAP_FILES 500                  /* of one site, for whoever follows indexes */
#define GP_SITEMAP_DEPTH 3                    /* indexes within one another, likewise */
#define GP_SITEMAP_UNDATED INT64_MIN

enum gp_sitemap_form {
	GP_SITEMAP_NONE,  /* not one: a page, an image, nothing */
	GP_SITEMAP_URLSET,
	GP_SITEMAP_INDEX,
	GP_SITEMAP_FEED,
	GP_SITEMAP_TEXT,
};

enum gp_sitemap_kind {
	GP_SITEMAP_PAGE,      /* <loc> of a <url>, an entry of a feed, a line */
	GP_SITEMAP_ALTERNATE, /* <xhtml:link rel="alternate">: the same page in another language */
	GP_SITEMAP_FILE,      /* <loc> of a <sitemap> */
};

struct gp_sitemap_entry {
	enum gp_sitemap_kind kind;
	const char *loc;      /* trimmed, UTF-8, as written; never empty */
	size_t loc_n;
	int64_t lastmod;      /* seconds since 1970-01-01 UTC, or GP_SITEMAP_UNDATED */
	uint32_t line, col;   /* of the address, 1-based, columns in code points */
};

struct gp_sitemap {
	enum gp_sitemap_form form;
	size_t urls, entries;
	/* "", or why the rest was not read: "urls", "bytes", "xml", "doctype", "gzip", "stopped" */
	const char *limit;
	uint32_t line;        /* where that was, 0: not known */
};

/* Not 0: read no further. The entry's strings are gone after the call. */
typedef int gp_sitemap_fn(void *user, const struct gp_sitemap_entry *entry);

/*
 * Reads p[0..n). `charset` is what the header says, or ""; an encoding named by the file itself
 * goes before it. Never fails: see gp_sitemap.limit.
 */
void gp_sitemap_read(struct gp_sitemap *out, const char *p, size_t n, const char *charset,
    gp_sitemap_fn *fn, void *user);

/*
 * A date as sitemaps and Atom write it (W3C note-datetime: a year, a month, a day, or a moment with
 * its zone). Without a time it is that day's beginning in China (UTC+8). -1: it is none.
 */
int gp_sitemap_date(int64_t *out, const char *s, size_t n);

#endif
