/*
 * pool.h - a few parse workers, fed with page bodies, watched and replaced.
 *
 * A worker that is silent past its budget, ends, or says anything that does
 * not fit is killed; the page it was on fails with a reason, the pages behind
 * it go to its successor. One hostile page never stops a run.
 */
#ifndef GP_CRAWL_POOL_H
#define GP_CRAWL_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/crawl/parse_msg.h"
#include "core/crawl/phrases.h"

struct gp_pool;
struct gp_loop;

struct gp_pool_options {
	int workers;
	int budget_ms;          /* wall time for one page */
	size_t region;          /* bytes of shared memory a worker; the largest body that fits */
	const char *binary;     /* NULL: this binary (tests name another) */
	const struct gp_phrases *phrases; /* must outlive the pool */
	const struct gp_buf *triggers;    /* packed conditions (triggers.h), at most GP_PARSE_PIECE each; so must these */
	size_t trigger_count;
};

/*
 * `page` NULL: the page could not be read and `why` says how ("silent", "ended", "lied",
 * "too large", "unreadable", GP_POOL_NO_WORKER).
 */
#define GP_POOL_NO_WORKER "no worker"
typedef void gp_pool_done_fn(void *user, const struct gp_page *page, const char *why);

int gp_pool_new(struct gp_pool **out, struct gp_loop *loop, const struct gp_pool_options *o,
    struct gp_err *e) GP_MUST_USE;
void gp_pool_free(struct gp_pool *p);

/*
 * Hands a body over; the pool takes its bytes (the buffer comes back empty).
 * The callback comes later, from gp_loop_turn(), or at once for a body that is
 * "too large". -1 only when no worker can be started.
 */
int gp_pool_submit(struct gp_pool *p, const struct gp_parse_job *job, struct gp_buf *body,
    gp_pool_done_fn *done, void *user, struct gp_err *e) GP_MUST_USE;
/*
 * The same for the first n bytes of a file, which go from there to the worker without another copy. The pool takes
 * the descriptor, also on failure. A file that has become shorter is read as it is now; one that cannot be read
 * any more fails as "unreadable".
 */
int gp_pool_submit_file(struct gp_pool *p, const struct gp_parse_job *job, int fd, size_t n,
    gp_pool_done_fn *done, void *user, struct gp_err *e) GP_MUST_USE;
/*
 * Where the body of a page lies in shared memory. Held, it stays there until it is released, so that
 * another worker with the same memory can read it; the parser goes on beside it meanwhile.
 */
struct gp_pool_body {
	int region; /* number of the parse worker, from 0 */
	size_t offset, length;
};
/* Only from within the callback of a page that was read; gp_pool_release() or gp_pool_free() ends it. */
struct gp_pool_body *gp_pool_hold(struct gp_pool *p);
void gp_pool_release(struct gp_pool *p, struct gp_pool_body *b);
/* The descriptors of a region's memory, and of its notes for reading, to hand to a worker (proc.h). */
int gp_pool_region(const struct gp_pool *p, int region);
int gp_pool_notes(const struct gp_pool *p, int region);

/* Bytes of bodies not yet parsed, or held: the crawl starts no fetch while this is large. */
size_t gp_pool_backlog(const struct gp_pool *p);
/* "full", … as the workers reported it; "unknown" before the first page. */
const char *gp_pool_protection(const struct gp_pool *p);
/* How many workers were killed or ended on their own so far. */
int gp_pool_replaced(const struct gp_pool *p);

#endif
