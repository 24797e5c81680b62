/*
 * hidden.h - hidden links (暗链): which of the links that a page does not show lead to strangers.
 *
 * That something is hidden says little: menus, tabs and skip links are. Looked
 * for are links to another registrant's site (domain.h) that is not among the
 * trusted ones, in a place that nothing is likely to show again.
 */
#ifndef GP_CRAWL_HIDDEN_H
#define GP_CRAWL_HIDDEN_H

#include "core/crawl/phrases.h"
#include "core/web/facts.h"
#include "core/web/url.h"

/*
 * For each link of f, into out[0..link_count), why it is a hidden link: an enum gp_veil_why,
 * GP_VEIL_NONE for all that may stand where they are. `page` is the page's own address.
 */
void gp_hidden_judge(uint8_t *out, const struct gp_facts *f, const struct gp_url *page,
    const struct gp_url *base, const struct gp_phrases *phrases);

/* "hidden-display", …: what the detail of a hidden link says; "" beyond the list. Static. */
const char *gp_hidden_detail(uint8_t why);

#endif
