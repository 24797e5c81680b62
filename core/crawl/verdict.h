/*
 * verdict.h - one verdict and one cause for each link.
 *
 * The table is contracts: cause → verdict, and whether a second probe is
 * made. A verdict is a pure function of what the store holds: the address's
 * own result, where it redirects, and how its host answers made-up addresses.
 */
#ifndef GP_CRAWL_VERDICT_H
#define GP_CRAWL_VERDICT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/store/crawl_store.h"

#define GP_HOPS_MAX 10 /* redirects in a chain: more are not followed, and called too many */

enum gp_verdict {
	GP_VERDICT_OK,
	GP_VERDICT_REDIRECTED,
	GP_VERDICT_BLOCKED,
	GP_VERDICT_THROTTLED,
	GP_VERDICT_UNVERIFIED,
	GP_VERDICT_UNCHECKED,
	GP_VERDICT_BROKEN,
	GP_VERDICT_DANGER,
	GP_VERDICTS,
};
const char *gp_verdict_name(enum gp_verdict v);

struct gp_cause {
	const char *id;
	enum gp_verdict verdict;
	bool retry; /* a second probe on a fresh connection in the same run */
};
/* Never NULL: an unknown id (a file of a newer version) is "unknown", unchecked. */
const struct gp_cause *gp_cause_by_id(const char *id);
/* All of them, ended by a NULL id. */
const struct gp_cause *gp_causes(void);

/* What is kept in memory of every address while reports are made: 24 bytes. */
struct gp_node {
	uint32_t redirect; /* id of the next hop, 0 */
	uint32_t host;
	uint16_t status;
	uint8_t cause;     /* index into gp_causes() */
	uint16_t flags;    /* GP_URLF_… */
	bool permanent;    /* 301 or 308 */
	bool https_only;   /* it redirects to itself with https */
	bool twice;        /* two probes agreed that it fails */
	bool done, parsed;
	bool cookie;       /* it redirects and sets a cookie */
	bool noindex;      /* it is kept out of search engines */
	bool upgrades;     /* browsers load all that it names over https */
	bool elsewhere;    /* it says that its address is another one */
	bool html;
	bool taken;        /* it became something else: see takeover.h */
	bool places;       /* it redirects to a place on a page: "#…" */
};

struct gp_nodes {
	struct gp_node *list; /* by id; [0] unused */
	size_t count;         /* above the highest id */
};

/* Reads every result; the store may be used for other calls afterwards. */
int gp_nodes_load(struct gp_nodes *n, struct gp_store *s, struct gp_err *e) GP_MUST_USE;
void gp_nodes_free(struct gp_nodes *n);

struct gp_judgement {
	enum gp_verdict verdict;
	const struct gp_cause *cause;
	int64_t final;      /* id of the last address of the chain */
	int hops;
	bool confirmed;
	int status;         /* of the address that decided */
};
/* Whether an address looks like that of a login. */
bool gp_is_login(const char *url);
struct gp_judgement gp_judge(const struct gp_nodes *n, int64_t id);

#endif
