/*
 * links_settled.h - links to places on pages that were found to be fine.
 *
 * A manual has millions of them, and most stand on many pages: what came of one comes of all. They are
 * kept as hashes, in at most 8 MiB; what is forgotten is looked up once more. Those that were asked for last
 * stand in a small table before it: of five links four are on a page near by.
 */
#ifndef GP_REPORT_LINKS_SETTLED_H
#define GP_REPORT_LINKS_SETTLED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zeroed is empty. */
struct gp_settled {
	uint64_t *slots;
	size_t size, count;
	uint64_t *recent; /* what the last question to each of its slots found */
};

uint64_t gp_settled_hash(int64_t to, const char *fragment, size_t n);
bool gp_settled_has(struct gp_settled *s, uint64_t hash);
void gp_settled_add(struct gp_settled *s, uint64_t hash);
void gp_settled_free(struct gp_settled *s);

#endif
