/*
 * page_rules.h - rules at work during a crawl: every page of the own site, as it is read.
 *
 * Each parse worker has a script worker beside it that reads the same memory; files that are no pages are few, and
 * go to the worker that loaded the rules. A rule that
 * breaks or is stopped becomes a finding of its own, and after the third time it
 * is left out for the rest of the run; the other rules of that page are run again.
 */
#ifndef GP_RULES_PAGE_RULES_H
#define GP_RULES_PAGE_RULES_H

#include "core/crawl/crawl.h"
#include "core/rules/rules.h"
#include "core/script/session.h"

struct gp_page_rules;

/*
 * The rules must be loaded, and outlive this, as must the session that loaded them: its worker is shown the files.
 * Rules that check-links covers itself (`cause`) are not run.
 * documents: files are fetched whole for rules on documents, which else see pages alone.
 */
struct gp_page_rules *gp_page_rules_new(struct gp_rules *rules, struct gp_session *session, enum gp_lang lang,
    bool documents);
void gp_page_rules_free(struct gp_page_rules *p);
/* For gp_crawl_options; lives as long as `p`. NULL when no rule is on. */
const struct gp_crawl_looker *gp_page_rules_looker(struct gp_page_rules *p);

#endif
