/*
 * page_finds.h - the conditions of the rules of a run, numbered for the readers of pages, and what rules without
 * code find by them; for page_rules.c only.
 */
#ifndef GP_RULES_PAGE_FINDS_H
#define GP_RULES_PAGE_FINDS_H

#include "core/crawl/crawl.h"
#include "core/rules/rules.h"

/* By place in the list of rules. */
struct gp_page_numbers {
	int condition; /* its number; -1: none, or it is not judged by the readers */
	int first;     /* of those in `finds` */
	bool said;     /* the rule has no code for pages: what it finds is said by the readers */
};

struct gp_page_finds {
	struct gp_buf *conditions; /* packed */
	size_t count;
	struct gp_page_numbers *of;
};

/* Those of the rules that run, as far as readers take them. */
void gp_page_finds_read(struct gp_page_finds *p, const struct gp_rules *r);
void gp_page_finds_free(struct gp_page_finds *p);

/* Whether the condition of the rule fits; one that is not judged does. */
bool gp_page_finds_fit(const struct gp_page_finds *p, int rule, const struct gp_crawl_page *page);
/* Of a rule that is `said`: what it keeps of the page, or NULL. */
const struct gp_value *gp_page_finds_kept(const struct gp_page_finds *p, const struct gp_rules *r, int rule,
    const struct gp_crawl_page *page, struct gp_arena *a);
/* Of one that is on no finish: report i of it, or NULL after the last; one that is not as it should be is a null. */
const struct gp_value *gp_page_finds_report(const struct gp_page_finds *p, const struct gp_rules *r, int rule,
    const struct gp_crawl_page *page, size_t i, struct gp_arena *a);

#endif
