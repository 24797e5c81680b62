/*
 * robots.h - the Robots Exclusion Protocol, RFC 9309.
 *
 * Groups for the product token are merged; a specific group beats "*"; the
 * longest matching rule wins, Allow on a tie; `*` and `$` are special; paths
 * compare percent-normalised. At most 500 KiB are read (the rest is ignored).
 * Of rules with `*` beyond the 1,000th only the part before it counts, and no
 * Allow, so that a hostile file cannot make every question slow.
 */
#ifndef GP_WEB_ROBOTS_H
#define GP_WEB_ROBOTS_H

#include <stdbool.h>
#include <stddef.h>

#define GP_ROBOTS_BYTES ((size_t)500 << 10) /* RFC 9309 section 2.5: at least this much must be read */

struct gp_robots;

/* Never fails: unreadable lines are skipped. `agent` is the product token, e.g. "govpub". */
struct gp_robots *gp_robots_parse(const char *body, size_t n, const char *agent);
void gp_robots_free(struct gp_robots *r);
/* `target` is path plus "?query" as requested. NULL r allows everything; /robots.txt always is. */
bool gp_robots_allows(const struct gp_robots *r, const char *target, size_t n);
/* Crawl-delay of the matching group in milliseconds, or -1. */
long gp_robots_delay_ms(const struct gp_robots *r);
/* The i-th Sitemap line, or NULL past the last. */
const char *gp_robots_sitemap(const struct gp_robots *r, size_t i);

#endif
