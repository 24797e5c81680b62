/* trigger_signs.h - what is known of a page beside its words; for triggers.c only. */
#ifndef GP_CRAWL_TRIGGER_SIGNS_H
#define GP_CRAWL_TRIGGER_SIGNS_H

#include "core/crawl/triggers.h"

/* The bits of gp_trigger_signs[], by place, of those that are asked for. */
uint32_t gp_trigger_signs_of(const struct gp_trigger_page *p, uint32_t asked, struct gp_arena *a);

#endif
