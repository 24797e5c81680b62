/*
 * feed.h - the entries of a feed (RSS 2.0, RSS 1.0 over RDF, Atom: RFC 4287).
 *
 * Bytes are hostile. They are decoded (charset.h; the XML declaration counts as a declaration) and parsed
 * as a stream; a document type declaration ends the reading, so there are no entities, and nothing outside
 * of the bytes is ever asked for. Namespaces are not insisted on. A feed that breaks off in the middle has said
 * what it said until then.
 */
#ifndef GP_WEB_FEED_H
#define GP_WEB_FEED_H

#include <stdbool.h>
#include <stddef.h>

#define GP_FEED_BYTES ((size_t)4 << 20) /* of the file, as UTF-8 */
#define GP_FEED_ENTRIES 2000
#define GP_FEED_TEXT ((size_t)16 << 10) /* bytes of a title and of a text; the rest is cut */

/* UTF-8 with a NUL after it, trimmed; "" for what is not there. Gone after the call. */
struct gp_feed_entry {
	const char *url;   /* as written: <link>, or <guid> where that is an address */
	const char *title;
	const char *date;  /* as written: <pubDate>, <dc:date>, <published>, <updated> */
	const char *text;  /* the summary, or the whole where there is none; may be HTML */
};

struct gp_feed {
	bool is_feed;
	size_t entries;
	const char *limit; /* "", or why the rest was not read: "entries", "bytes", "xml", "doctype" */
};

typedef void gp_feed_fn(void *user, const struct gp_feed_entry *entry);

/* Reads p[0..n). `charset` of the Content-Type, or "". Never fails: see gp_feed.limit. */
void gp_feed_read(struct gp_feed *out, const char *p, size_t n, const char *charset, gp_feed_fn *fn, void *user);

#endif
