/*
 * check-headers.h - request headers that one origin gets and no other: --header.
 */
#ifndef GP_CMD_CHECK_HEADERS_H
#define GP_CMD_CHECK_HEADERS_H

#include <stdint.h>

#include "core/base/err.h"
#include "core/crawl/crawl.h"

struct gp_words { /* a NULL-terminated list that grows */
	char **list;
	size_t n;
};
void gp_words_append(struct gp_words *w, const char *s);
void gp_words_free(struct gp_words *w);

struct gp_header_list {
	struct gp_origin_headers *list;
	size_t count;
};
/* "ORIGIN NAME: VALUE", or @FILE with one a line. GP_EUSAGE, GP_EIO. */
int gp_headers_option(struct gp_header_list *l, const char *word, struct gp_err *e) GP_MUST_USE;
void gp_headers_free(struct gp_header_list *l);
/* Who asks decides what is seen; the words themselves are secrets and are not kept. */
uint64_t gp_headers_hash(const struct gp_header_list *l);

#endif
