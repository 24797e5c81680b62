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
/* Time is the product of both lengths at worst. Of a pattern longer than 200 bytes the beginning counts. */
bool gp_trigger_path_like(struct gp_text path, const char *pattern, size_t n);

#endif
