/*
 * guard.h - replies that come from a protection before the site, not from the site.
 *
 * Blocked is not broken: a person's browser may well get in. Which maker's it
 * is tells the reader what to expect, and whom to ask to let the checker pass.
 * The rows are knowledge (rules/links/lib/guards.lua); here is only the comparing.
 */
#ifndef GP_CRAWL_GUARD_H
#define GP_CRAWL_GUARD_H

#include <stddef.h>

struct gp_fetch_reply;

#define GP_GUARD_STATUSES 8
#define GP_GUARD_SOURCE ((size_t)64 << 10) /* bytes of a body that are looked at */

/* Strings in lower case, but for the vendor; "" when the row does not name it. */
struct gp_guard {
	char *vendor;
	const char *cause;   /* static: "challenge" or "waf" */
	int status[GP_GUARD_STATUSES];
	size_t status_count;
	char *header, *value; /* value: part of it */
	char *cookie;        /* the beginning of its name */
	char *source;        /* of replies other than 200 and 202; those are the parser's (phrases.h) */
};

struct gp_guards {
	struct gp_guard *list;
	size_t count;
	const char **headers; /* names that some row asks for, NULL-terminated */
};

/* Takes the strings. */
void gp_guards_add(struct gp_guards *g, const struct gp_guard *row);
void gp_guards_free(struct gp_guards *g);
/* The first row that the reply fits, or NULL. */
const struct gp_guard *gp_guards_find(const struct gp_guards *g, const struct gp_fetch_reply *r);

#endif
