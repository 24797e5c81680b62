/*
 * fetch_one.h - one address fetched, with all redirects it takes to get there.
 *
 * For verbs that look at a single page. It asks as a crawl would: the same
 * agent, certificates always verified, every hop under the address policy (what
 * the operator named may be an internal address; what it redirects to may not,
 * unless it is the same site or the named address was of that class itself).
 * robots.txt is not asked, for the operator named the address. Nothing is asked
 * twice, with two exceptions: an address that redirects to itself with a
 * cookie is given it back, and a content coding that nobody knows is not asked
 * for again.
 */
#ifndef GP_CRAWL_FETCH_ONE_H
#define GP_CRAWL_FETCH_ONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/crawl/guard.h"
#include "core/crawl/verdict.h"
#include "core/web/fetch.h"

#define GP_FETCHED_MAX ((size_t)16 << 20) /* bytes of a body, decoded; more is cause "too-large" */

struct gp_fetched_hop {
	const char *url;
	int status;            /* 0: no reply */
	const char *location;  /* where it redirects, as the server wrote it; NULL */
	int64_t elapsed_ms;
	const char *failure;   /* cause id of why there is no reply, "" */
};

struct gp_fetched {
	struct gp_fetched_hop hops[GP_HOPS_MAX + 1]; /* in order; at least one */
	size_t hop_count;
	const char *final_url; /* of the last hop */
	const char *cause;     /* cause id (verdict.h): what is wrong at the end, "" */
	const char *detail;    /* its technical words, "" */
	int status;            /* of the last hop, 0 */
	const char *type;      /* media type in lower case without parameters, "" */
	const char *charset;   /* its charset parameter, "" */
	const struct gp_fetch_header *headers; /* of the last reply */
	size_t header_count;
	bool has_body;         /* `body` is the whole body of the last reply */
	struct gp_buf body;
	int64_t length;        /* Content-Length of the last reply, -1 */
	int64_t elapsed_ms;    /* of all hops */
	struct gp_arena strings; /* owns what the pointers above point to */
};

struct gp_fetch_one_options {
	bool head;             /* ask for the headers alone */
	int timeout_ms;        /* of each hop, as in gp_fetch_options */
	const struct gp_guards *guards; /* or NULL */
	bool (*stop)(void);    /* asked again and again: whether to give up (GP_EIO); or NULL */
};

/*
 * `url`: http or https; without "http://" before it that is meant. A failing site is a result, with
 * its cause. -1: GP_EUSAGE when `url` is no such address, GP_EIO when this
 * machine has no network or no resolver that answers. gp_fetched_free() in any case.
 */
int gp_fetch_one(struct gp_fetched *out, const char *url, const struct gp_fetch_one_options *o,
    struct gp_err *e) GP_MUST_USE;
void gp_fetched_free(struct gp_fetched *f);

#endif
