/* page_signs.h - what a page says of itself to search engines: keep out, or that it is a copy of another */
#ifndef GP_CRAWL_PAGE_SIGNS_H
#define GP_CRAWL_PAGE_SIGNS_H

#include "core/web/facts.h"
#include "core/web/url.h"

/* GP_SIGN_NOINDEX, GP_SIGN_ELSEWHERE (phrases.h), or'ed; `scratch` is overwritten. */
unsigned gp_page_signs(const struct gp_facts *f, const struct gp_url *page, struct gp_url *scratch);

#endif
