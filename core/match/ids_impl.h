/* ids_impl.h - the search for ids: what ids.c, ids_numbers.c and ids_marks.c share. */
#ifndef GP_MATCH_IDS_IMPL_H
#define GP_MATCH_IDS_IMPL_H

#include "core/match/ids.h"

#define GP_RUN_MAX 64 /* letters and digits without a break; in longer ones nothing is looked for */

struct gp_ids_search {
	const char *s;
	size_t n;
	unsigned kinds;
	gp_ids_fn *fn;
	void *user;
	bool ended;
	size_t at_sign; /* the first @ at or after the last place that was asked for; n: none is left */
	size_t title;   /* where the last 《 stands that is still open, or SIZE_MAX */
};

/* Letters and digits that stand together, as ASCII, and where. */
struct gp_run {
	char c[GP_RUN_MAX];
	size_t at[GP_RUN_MAX + 1]; /* offset of each, and of the end */
	size_t n;                  /* GP_RUN_MAX + 1: too long, and only its end is known */
	size_t end;
};

/* The ASCII letter or digit at s[p], full-width forms included, and its bytes; 0 when there is none. */
char gp_ids_alnum(const char *s, size_t n, size_t p, size_t *len);
void gp_ids_run(struct gp_run *r, const char *s, size_t n, size_t p);
void gp_ids_tell(struct gp_ids_search *x, enum gp_id_kind kind, size_t from, size_t to, bool high);
/* Whether `word` stands within the `reach` bytes before `p`, or after it. */
bool gp_ids_before(const struct gp_ids_search *x, size_t p, size_t reach, const char *word);
bool gp_ids_after(const struct gp_ids_search *x, size_t p, size_t reach, const char *word);
bool gp_ids_word(const struct gp_ids_search *x, size_t p, const char *word);

/* --- ids_checks.c: whether the region and the day of birth at the beginning of a resident's number fit */
bool gp_id_is_resident_begin(const char d[14]);
/* --- ids_numbers.c: what a run begins; where to go on */
size_t gp_ids_number(struct gp_ids_search *x, const struct gp_run *r);
/* --- ids_marks.c: 密 stands at p; where to go on */
size_t gp_ids_mark(struct gp_ids_search *x, size_t p);

#endif
