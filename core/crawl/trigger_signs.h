/* trigger_signs.h - what is known of a page beside its words; for triggers.c only. */
#ifndef GP_CRAWL_TRIGGER_SIGNS_H
#define GP_CRAWL_TRIGGER_SIGNS_H

#include "core/crawl/triggers.h"
#include "core/match/ids.h"

#define GP_TRIGGER_EMPTY_LINK (UINT32_C(1) << (GP_ID_KINDS + 4)) /* "empty-link" */

/* Whether it leads to nothing: the sign "empty-link". */
bool gp_trigger_link_is_empty(const struct gp_link *l);

/* The bits of gp_trigger_signs[], by place, of those that are asked for. */
uint32_t gp_trigger_signs_of(const struct gp_trigger_page *p, uint32_t asked, struct gp_arena *a);

#endif
