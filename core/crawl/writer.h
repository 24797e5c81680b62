/*
 * writer.h - the one thread that writes to the store.
 *
 * The network thread appends operations to the batch at hand; whole batches
 * go to the writer and become one transaction each, in order. A batch is only
 * handed over between two events, so a page, its links and the addresses it
 * showed first are in the file together or not at all. Requests to read the
 * frontier travel in the same queue and so see everything before them.
 */
#ifndef GP_CRAWL_WRITER_H
#define GP_CRAWL_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/crawl/edges.h"
#include "core/store/crawl_store.h"

struct gp_writer;
struct gp_loop;

/* Addresses of a host that wait, in order of id; the array lives until the call returns. `more`: the limit was reached. */
typedef void gp_writer_refill_fn(void *user, int64_t host, const struct gp_store_url *urls, size_t n, bool more);

/* A page of the last run, with what it had; everything lives until the call returns. */
struct gp_recalled {
	struct gp_arena arena;
	bool found;                    /* false: another address has the same hash, or the page is to be read after all */
	struct gp_store_result result; /* as it was, with ids */
	struct gp_recalled_link {
		struct gp_edge edge;       /* but for `to` and `same_text`: its text is always there */
		const char *url;           /* as the store has it */
		bool judged;               /* without a request: `url` may be no address */
		bool resource;
	} *links;
	size_t link_count, link_cap;
	const void *findings;
	size_t findings_n;
};
typedef void gp_writer_recall_fn(void *user, void *ticket, const struct gp_recalled *r);

struct gp_writer_calls {
	gp_writer_refill_fn *refill;
	gp_writer_recall_fn *recall;
	void *user;
};

int gp_writer_new(struct gp_writer **out, struct gp_store *s, struct gp_loop *loop,
    const struct gp_writer_calls *calls, struct gp_err *e) GP_MUST_USE;
/*
 * Writes what is left and ends the thread; the store is the caller's again. -1 when any write
 * failed: then it may be read and closed, and not be written.
 */
int gp_writer_close(struct gp_writer *w, struct gp_err *e) GP_MUST_USE;

/* All copy what they are given. */
void gp_writer_url(struct gp_writer *w, const struct gp_store_url *u);
void gp_writer_flags(struct gp_writer *w, int64_t id, unsigned flags);
void gp_writer_result(struct gp_writer *w, const struct gp_store_result *r);
void gp_writer_ids(struct gp_writer *w, int64_t id, const void *ids, size_t n);
void gp_writer_links(struct gp_writer *w, int64_t page, const void *blob, size_t n);
void gp_writer_findings(struct gp_writer *w, int64_t page, const void *blob, size_t n);
/* The number of a stamp (edges.h) that is made of this link, wherever it stands; 0: there are no more. */
uint32_t gp_writer_stamp(struct gp_writer *w, const struct gp_edge *e);
void gp_writer_host(struct gp_writer *w, const struct gp_store_host *h);
/* `id` gets the result that `last` had in the last run. */
void gp_writer_carry(struct gp_writer *w, int64_t id, int64_t last);
/* Reads page `last` of the last run; the answer comes with the ticket. It waits for no batch. */
void gp_writer_recall(struct gp_writer *w, int64_t last, void *ticket);
void gp_writer_refill(struct gp_writer *w, int64_t host, int64_t after, int limit);

/* Between events: hands the batch over when it is large or old. Waits while the writer is far behind. */
void gp_writer_turn(struct gp_writer *w);
/* The first failure, or NULL; the crawl should stop then. */
const struct gp_err *gp_writer_failed(struct gp_writer *w);

#endif
