/*
 * traps.h - spaces of addresses without end, and when to leave them.
 *
 * Calendars, page numbers past the last page, sorting and filtering in every order: pages that a
 * program makes as long as somebody asks. Addresses of one kind differ only in numbers and in
 * the values of their query; those of one family also in what their query has. A page is barren when it
 * was found on a page of its own family (or its query has a date), says what the one of its kind before it
 * says, and shows no page of another family that was not known. After so many barren pages in a row
 * nothing more of that kind is taken from pages of that family; what others link to is still
 * checked. A page that says something new begins the count anew, so archives of any length are read to
 * their end.
 *
 * What is cut stands in the store as one address for each kind, with its pattern, the cause "budget" and the first
 * examples; links to what was cut lead there.
 */
#ifndef GP_CRAWL_TRAPS_H
#define GP_CRAWL_TRAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"

#define GP_TRAP_BARREN 100     /* pages in a row that say the same */
#define GP_TRAP_FRUITLESS 10000 /* that may say anything, and show no page of another family */
#define GP_TRAP_EXAMPLES 3

/* What is known of one kind. */
struct gp_trap {
	uint64_t kind;        /* 0: a free slot */
	uint64_t hash;        /* of the last page's text, with its length */
	int64_t plain;
	int barren, fruitless;
	bool closed;
	int64_t id;           /* of the address that stands for what was cut; 0: nothing was */
	int examples;
	char *text;           /* them, a space between */
};

struct gp_traps {
	struct gp_trap *slots;
	size_t size, count, closed;
};

/* The pattern of an address's kind, appended: "http://a/list.jsp?column=*&page=*". */
void gp_trap_pattern(struct gp_buf *out, const char *url, size_t n);
/* The kind, never 0: a hash of the pattern. `scratch` is emptied. */
uint64_t gp_trap_kind(struct gp_buf *scratch, const char *url, size_t n);
/* The family: path and, of the query, what chooses a page as a path does (?m=content&a=show). Never 0. */
uint64_t gp_trap_family(struct gp_buf *scratch, const char *url, size_t n);
/* Whether its query names a day or a month; *far: of a time that nobody plans or kept pages of. */
bool gp_trap_dated(const char *url, int year_now, bool *far);
/* Whether `url`, found on `page`, only says where it was found: /login?back=…, /share?url=…, /print?day=…. */
bool gp_trap_satellite(const char *url, const char *page);

/* NULL when the kind is not known. */
struct gp_trap *gp_trap_find(const struct gp_traps *t, uint64_t kind);
/* Made when it is not known; valid until the next call. */
struct gp_trap *gp_trap_at(struct gp_traps *t, uint64_t kind);
/* A page of the kind was read. fruit: it shows new pages of other families. True when that closes the kind. */
bool gp_trap_page(struct gp_traps *t, uint64_t kind, uint64_t hash, int64_t plain, bool far, bool fruit);
void gp_trap_close(struct gp_traps *t, struct gp_trap *x);
void gp_traps_free(struct gp_traps *t);

#endif
