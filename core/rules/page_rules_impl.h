/*
 * page_rules_impl.h - between page_rules.c, which asks rules, and file_rules.c, which makes files ready for them.
 */
#ifndef GP_RULES_PAGE_RULES_IMPL_H
#define GP_RULES_PAGE_RULES_IMPL_H

#include "core/crawl/crawl.h"
#include "core/rules/rules.h"
#include "core/script/session.h"

struct gp_page_rules;
struct gp_look; /* one page or file, with what was found about it */

struct gp_file_rules;

/* Whether any rule of the run wants it. */
bool gp_page_rules_want(const struct gp_page_rules *p, const struct gp_rule_thing *t);
/*
 * Lets the rules that want `t` look at what lies in the memory of `script`; once they have, gp_file_rules_next() is
 * called, perhaps before this returns.
 */
void gp_look_at(struct gp_look *k, struct gp_script *script, const struct gp_rule_thing *t,
    const struct gp_script_page *page);
/* A finding that is no rule's. */
void gp_look_add(struct gp_look *k, const struct gp_finding *f);
/* It is done. */
void gp_look_end(struct gp_look *k);

/* --- file_rules.c; the session is lent to the loop. documents: read them, rather than show them as attachments alone */
struct gp_file_rules *gp_file_rules_new(struct gp_page_rules *p, struct gp_loop *loop, struct gp_session *session,
    bool documents);
void gp_file_rules_free(struct gp_file_rules *f); /* accepts NULL */
/* Copies what it needs; `k` is ended when its turn is over. */
void gp_file_rules_add(struct gp_file_rules *f, const struct gp_crawl_file *file, struct gp_look *k);
void gp_file_rules_next(struct gp_file_rules *f);

#endif
