/* parse_put.h - what the parent says to a parse worker (parse_msg.h), as records; -1: it does not fit. */
#ifndef GP_CRAWL_PARSE_PUT_H
#define GP_CRAWL_PARSE_PUT_H

#include "core/base/buf.h"
#include "core/crawl/parse_msg.h"
#include "core/crawl/phrases.h"

int gp_parse_put_config(struct gp_buf *out, const struct gp_phrases *ph) GP_MUST_USE;
/* The conditions get their places as numbers. */
int gp_parse_put_triggers(struct gp_buf *out, const struct gp_buf *list, size_t count) GP_MUST_USE;
int gp_parse_put_job(struct gp_buf *out, const struct gp_parse_job *job) GP_MUST_USE;

/* What conditions have found on the page that was judged, FOUND for each; `t` NULL: there are none. -1: no room. */
int gp_parse_put_found(struct gp_buf *out, const struct gp_triggers *t, const struct gp_trigger_page *p) GP_MUST_USE;

#endif
