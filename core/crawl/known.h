/*
 * known.h - what the last finished run can spare this one, by address.
 *
 * Pages and files of the own site with an ETag or a date, which may be asked whether they are still the same, and
 * addresses of other hosts that were found ok a short while ago, which need not be asked at all.
 * 16 bytes each and the validators. Addresses are known by a keyed hash (as in visited.h); the store
 * compares the addresses themselves before it hands anything over.
 */
#ifndef GP_CRAWL_KNOWN_H
#define GP_CRAWL_KNOWN_H

#include "core/base/buf.h"
#include "core/store/crawl_past.h"

struct gp_known_entry {
	uint64_t hash;
	uint32_t id;         /* of the last run */
	uint32_t validators; /* where they lie, UINT32_MAX: an address of another host */
};

struct gp_known {
	struct gp_known_entry *list; /* by hash */
	size_t count, cap;
	struct gp_buf text;          /* etag NUL modified NUL … */
	unsigned char key[16];
};

/* Loads what was read or asked since then; `key` are 16 bytes that nobody outside knows. */
int gp_known_load(struct gp_known *k, struct gp_store *s, int64_t read_since, int64_t asked_since,
    const unsigned char key[16], struct gp_err *e) GP_MUST_USE;
void gp_known_free(struct gp_known *k);
/* The id of a page or file that was read, with its validators ("": none); 0: not known. */
int64_t gp_known_page(const struct gp_known *k, const char *url, const char **etag, const char **modified);
/* The id of an address of another host that was ok; 0: not known. */
int64_t gp_known_fine(const struct gp_known *k, const char *url);

#endif
