/*
 * crawl_store.h - one file that holds a crawl: its run, URLs, results, links.
 *
 * Operations, never SQL. The file may be deleted at any time between runs; it is the
 * frontier, the memory for resuming, and what every report is made from.
 * Ids of URLs are dense and start at 1; the caller assigns them in order of
 * discovery. A batch is atomic: after a crash the file holds a prefix of the
 * batches, so what was discovered and what was fetched always agree.
 * One thread at a time may use a store. The strings handed to callbacks live until they return.
 */
#ifndef GP_STORE_CRAWL_STORE_H
#define GP_STORE_CRAWL_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"

/* The largest string or blob, in bytes; more is GP_ELIMIT. */
#define GP_STORE_VALUE_MAX (64 << 20)

struct gp_store;

/*
 * Opens or creates (folders 0700, file 0600). While it is open any other opener gets
 * GP_ECONFLICT at once; a foreign file or another schema gets GP_EUSAGE, a damaged file
 * GP_EINTEGRITY, a network file system GP_EDENIED, disk and permissions GP_EIO; the message
 * names the file and what to do. `path` ":memory:" is a store that is gone when closed.
 */
int gp_store_open(struct gp_store **out, const char *path, struct gp_err *e) GP_MUST_USE;
/*
 * The same for what is in it: a file that is not there is GP_ENOTFOUND and is not made, and one that an older
 * version wrote, which gp_store_open() would empty, is GP_EUSAGE and stays as it is.
 */
int gp_store_open_kept(struct gp_store **out, const char *path, struct gp_err *e) GP_MUST_USE;
/* Accepts NULL; a batch that is still open is lost. */
void gp_store_close(struct gp_store *s);

struct gp_store_run {
	int64_t id;
	const char *signature; /* seeds and options, canonical: equal means resumable */
	int64_t started, finished; /* gp_clock_now() time; finished 0: unfinished */
	const char *state; /* how it ended: "running", "complete", "budget", "interrupted" */
	bool remembered;   /* crawl_past.h has it */
};

/*
 * Continues the last run when it is unfinished, its signature is equal and
 * `fresh` is false; else starts a new run. *resumed says which. A new one forgets a run that
 * was not finished, and keeps a finished one aside (crawl_past.h) with what is remembered of all before.
 * Resuming looks the file over for damage first. Not inside a batch.
 */
int gp_store_begin_run(struct gp_store *s, const char *signature, bool fresh, bool *resumed,
    struct gp_err *e) GP_MUST_USE;
/* state: "complete", "budget", or "interrupted", which stays resumable (finished stays 0). */
int gp_store_end_run(struct gp_store *s, const char *state, struct gp_err *e) GP_MUST_USE;
/* The last run; strings live until the next call on the store. GP_ENOTFOUND: none yet. */
int gp_store_run(struct gp_store *s, struct gp_store_run *out, struct gp_err *e) GP_MUST_USE;

/*
 * Small values of the run ("hash-key", "seeds", "protection", …). get: *out is malloc'd, has a
 * NUL after its n bytes and is freed by the caller; NULL when there is none.
 */
int gp_store_put_value(struct gp_store *s, const char *key, const void *v, size_t n,
    struct gp_err *e) GP_MUST_USE;
int gp_store_get_value(struct gp_store *s, const char *key, char **out, size_t *n,
    struct gp_err *e) GP_MUST_USE;

/*
 * A write outside a batch is a batch of its own. The first write that fails gives the whole
 * batch up: later writes and the commit return the same error, then the store is
 * usable again and holds what it held before the batch.
 */
int gp_store_batch(struct gp_store *s, struct gp_err *e) GP_MUST_USE;
int gp_store_commit(struct gp_store *s, struct gp_err *e) GP_MUST_USE;
/* Ends the batch without a trace of it. */
void gp_store_cancel(struct gp_store *s);

enum {
	GP_URLF_SEED = 1,      /* named by the operator */
	GP_URLF_OWN = 2,       /* on the own site */
	GP_URLF_CRAWL = 4,     /* its links are followed */
	GP_URLF_LINKED = 8,    /* some page links to it (not only a redirect) */
	GP_URLF_RESOURCE = 16, /* first seen as something a page loads */
	GP_URLF_LISTED = 32,   /* a sitemap names it */
	GP_URLF_INBRED = 64,   /* first seen on a page of its own family (core/crawl/traps.h) */
	GP_URLF_TRAP = 128,    /* no address: stands for those of a kind that were cut */
	GP_URLF_CARRIED = 256, /* its result is that of an earlier run, and it was not asked for */
	GP_URLF_SAME = 512,    /* it was asked whether it is the same, and is */
	GP_URLF_ARTICLE = 1024, /* published by the office, elsewhere: its links are checked */
};

/* A URL as it was discovered. */
struct gp_store_url {
	int64_t id;
	const char *url; /* without fragment; for a malformed link the raw text */
	int64_t host;    /* lane number, chosen by the caller; 0 for URLs never requested */
	int depth;
	unsigned flags;  /* GP_URLF_… */
	int64_t parent;  /* the page that showed it first, 0 for seeds */
	const char *text;/* the first link text seen */
};

/* What the network and the parser said of it. */
struct gp_store_result {
	int64_t id;
	int status;            /* HTTP status of the deciding attempt, 0: none */
	const char *cause;     /* contracts cause id, "" for none */
	int status2;           /* the second probe, when there was one */
	const char *cause2;
	int attempts;          /* requests made for it */
	int64_t redirect;      /* id of the next hop, 0: none; with cause "budget" of what it was cut with */
	const char *location;  /* Location as resolved, "" */
	const char *type;      /* media type without parameters */
	int64_t size;          /* decoded bytes, else Content-Length; -1 unknown */
	int64_t elapsed_ms;
	int64_t at;            /* gp_clock_now() */
	const char *detail;    /* more on the cause, for the engineer; English or server's words */
	const char *title;     /* NULL when not a parsed page */
	int64_t plain_count;   /* as gp_facts.plain_count; -1: not parsed */
	uint64_t text_hash;    /* fingerprint of the visible text; 0: not parsed */
	int64_t phrases;       /* which phrase sets hit, as bits; see core/crawl */
	const void *ids;       /* sorted 32-bit hashes (core/crawl/edges.h); NULL: not parsed */
	size_t ids_n;          /* bytes */
	const char *charset;   /* used, "" */
	bool parsed;
	const char *etag, *modified; /* of the body that was read, "" */
	int64_t read_at;       /* when that was, as a page or for rules: at, or before when the server said that it is the same; 0: never */
};

/* A host, kept for the verdicts: what a made-up address gives. */
struct gp_store_host {
	int64_t id;
	const char *key;       /* "http://127.0.0.1:8080" */
	bool own;
	int probe_status;      /* 0: not probed */
	uint64_t probe_hash;
	int64_t probe_plain;
	int64_t probe_redirect; /* id of the URL that a made-up address redirects to, 0 */
	uint64_t root_hash;    /* fingerprint of "/", when it was asked for the comparison */
	const char *down;      /* cause when the whole host is unreachable, "" */
};

/*
 * Strings that are NULL are stored as "" (but for title); they are kept byte for byte, well-formed
 * UTF-8 or not. An id that is not the next one, or of no URL, is GP_EINTEGRITY.
 */
int gp_store_put_url(struct gp_store *s, const struct gp_store_url *u,
    struct gp_err *e) GP_MUST_USE;
/* More flags for a known URL (set, never cleared). */
int gp_store_add_flags(struct gp_store *s, int64_t id, unsigned flags,
    struct gp_err *e) GP_MUST_USE;
/* Marks the URL as done; a second result replaces the first. */
int gp_store_put_result(struct gp_store *s, const struct gp_store_result *r,
    struct gp_err *e) GP_MUST_USE;
/* Other hashes for a URL that has a result; a URL without one stays as it is. */
int gp_store_put_ids(struct gp_store *s, int64_t id, const void *ids, size_t n,
    struct gp_err *e) GP_MUST_USE;
/* What rules found on a page (finding.h, packed); replaces what was there. */
int gp_store_put_findings(struct gp_store *s, int64_t page, const void *blob, size_t n,
    struct gp_err *e) GP_MUST_USE;
/* The links of a page, as one opaque blob (core/crawl/edges.h). */
int gp_store_put_links(struct gp_store *s, int64_t page, const void *blob, size_t n,
    struct gp_err *e) GP_MUST_USE;
/*
 * What links of many pages have in common, in numbered opaque blobs (core/crawl/edges.h); replaces the one with that
 * number. *count: one more than the highest number, 0: there are none.
 */
int gp_store_put_stamps(struct gp_store *s, int64_t number, const void *blob, size_t n,
    struct gp_err *e) GP_MUST_USE;
int gp_store_stamp_blobs(struct gp_store *s, int64_t *count, struct gp_err *e) GP_MUST_USE;
int gp_store_put_host(struct gp_store *s, const struct gp_store_host *h,
    struct gp_err *e) GP_MUST_USE;

/*
 * A callback returns 0 to go on, anything else to stop; the call then returns that value.
 * Of the store it may call only gp_store_result() and gp_store_ids().
 */
typedef int gp_store_url_fn(void *user, const struct gp_store_url *u);
typedef int gp_store_result_fn(void *user, const struct gp_store_url *u,
    const struct gp_store_result *r);
typedef int gp_store_links_fn(void *user, int64_t page, const char *url, const void *blob,
    size_t n);
typedef int gp_store_host_fn(void *user, const struct gp_store_host *h);

/* URLs of `host` that are not done, with id > after, by id, at most `limit`. */
int gp_store_next_unseen(struct gp_store *s, int64_t host, int64_t after, int limit,
    gp_store_url_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;
/* Every URL by id, for rebuilding the visited set; `done` says whether it has a result. */
int gp_store_each_url(struct gp_store *s,
    int (*fn)(void *user, const struct gp_store_url *u, bool done), void *user,
    struct gp_err *e) GP_MUST_USE;
/* Every finished URL by id; r->ids is NULL here and below, gp_store_ids() has them. */
int gp_store_each_result(struct gp_store *s, gp_store_result_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
/* The same ordered by URL text, byte by byte, then id. */
int gp_store_each_result_by_url(struct gp_store *s, gp_store_result_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
/* Every page with findings of rules, ordered by the page's URL; the blob is what was put. */
int gp_store_each_findings(struct gp_store *s, gp_store_links_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
/* Every page that has links, ordered by the page's URL. */
int gp_store_each_links(struct gp_store *s, gp_store_links_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
/* Every blob of gp_store_put_stamps(), by number. */
typedef int gp_store_stamps_fn(void *user, int64_t number, const void *blob, size_t n);
int gp_store_each_stamps(struct gp_store *s, gp_store_stamps_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
int gp_store_each_host(struct gp_store *s, gp_store_host_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
/* The ids blob of a URL: 1 found, 0 none, -1 error. *ids lives until the next call on the store. */
int gp_store_ids(struct gp_store *s, int64_t id, const void **ids, size_t *n,
    struct gp_err *e) GP_MUST_USE;
/* One finished URL: 1 found, 0 none, -1 error; strings live until the next call on the store. */
int gp_store_result(struct gp_store *s, int64_t id, struct gp_store_url *u,
    struct gp_store_result *r, struct gp_err *e) GP_MUST_USE;

#endif
