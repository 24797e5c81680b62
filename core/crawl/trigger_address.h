/*
 * trigger_address.h - what rules say of addresses (`host` and `address` of a condition, and of links_where()).
 *
 * A pattern is found anywhere in the path of an address, without what follows "?" and "#":
 *   #   a digit              #+  one or more
 *   ~   a digit, a letter from a to f, or "-", as identifiers have   ~+  one or more
 *   *   any characters but "/", or none
 *   $   at its end: the end of the path
 * All else stands for itself.
 */
#ifndef GP_CRAWL_TRIGGER_ADDRESS_H
#define GP_CRAWL_TRIGGER_ADDRESS_H

#include <stdbool.h>

#include "core/web/span.h"

/* Of the address of a page; empty, and at least "/". */
struct gp_text gp_trigger_host(const char *url);
struct gp_text gp_trigger_path(const char *url);

/* Whether it is this host or one below it, in any case. */
bool gp_trigger_host_is(struct gp_text host, const char *name, size_t n);
/*
 * Patterns, all of which a path is followed through at once: the time is its length, times one for each 64 bytes of patterns.
 * The caller keeps their bytes. Of a pattern longer than 200 bytes the beginning counts.
 */
struct gp_trigger_paths;

struct gp_trigger_paths *gp_trigger_paths_new(void);
void gp_trigger_paths_free(struct gp_trigger_paths *t); /* accepts NULL */
void gp_trigger_paths_add(struct gp_trigger_paths *t, const char *pattern, size_t n); /* of one byte at least */
/* For each pattern there[number], in the order in which they were added: whether it is found. */
void gp_trigger_paths_find(struct gp_trigger_paths *t, struct gp_text path, bool *there);

#endif
