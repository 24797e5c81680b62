/*
 * check-headers.h - request headers that one origin gets and no other: --header.
 */
#ifndef GP_CMD_CHECK_HEADERS_H
#define GP_CMD_CHECK_HEADERS_H

#include <stdbool.h>
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
/* One more line for the origin of url[0..n). GP_EUSAGE names `option`. */
int gp_headers_add(struct gp_header_list *l, const char *option, const char *url, size_t n, const char *line,
    struct gp_err *e) GP_MUST_USE;
/* Whether the origin of url[0..n) gets a header of this name. */
bool gp_headers_have(const struct gp_header_list *l, const char *url, size_t n, const char *name);
/*
 * Who asks decides what is seen. The words themselves are secrets: 16 bits tell that they are others, and are too
 * few to find them out by trying.
 */
uint64_t gp_headers_hash(const struct gp_header_list *l);

#endif
