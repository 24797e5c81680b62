/*
 * visited.h - which addresses are known, in 32 bytes each.
 *
 * An address is represented by a keyed 128-bit hash (XXH3 with a secret of
 * this run), so nobody can prepare two addresses that collide. Insertion is
 * the mark "visited": find-or-add is one step. A session number is no part of
 * an address, neither ";jsessionid=…" nor "?PHPSESSID=…": servers write a new one into
 * every link for a client without cookies, and each would be a new page.
 */
#ifndef GP_CRAWL_VISITED_H
#define GP_CRAWL_VISITED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GP_VISITED_KEY 192 /* bytes of secret; XXH3_SECRET_SIZE_MIN is 136 */

struct gp_visited_entry {
	uint64_t lo, hi;
	uint32_t id;   /* 0: free slot */
	uint32_t text; /* hash of the first link text */
	uint32_t flags;
};

struct gp_visited {
	unsigned char key[GP_VISITED_KEY];
	struct gp_visited_entry *slots;
	size_t size, count;
};

void gp_visited_init(struct gp_visited *v, const unsigned char key[GP_VISITED_KEY]);
void gp_visited_free(struct gp_visited *v);
/* The entry of url[0..n); new ones have id 0, which the caller sets. Valid until the next call. */
struct gp_visited_entry *gp_visited_at(struct gp_visited *v, const char *url, size_t n);
/* As above, but NULL when unknown. */
struct gp_visited_entry *gp_visited_find(const struct gp_visited *v, const char *url, size_t n);
/* Whether both are one address to the functions above. */
bool gp_visited_same(const char *a, const char *b);

#endif
