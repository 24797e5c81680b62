/*
 * mixed.h - what a page over https loads over http (W3C Mixed Content).
 *
 * Browsers refuse what could change the page (section 5.1, "blockable": scripts, styles, frames, fonts) and
 * take pictures and media unencrypted, or not at all. Links that a visitor follows are no mixed content.
 */
#ifndef GP_CRAWL_MIXED_H
#define GP_CRAWL_MIXED_H

#include "core/web/facts.h"
#include "core/web/url.h"

enum gp_mixed {
	GP_MIXED_NONE,
	GP_MIXED_PASSIVE, /* pictures, sound, video */
	GP_MIXED_ACTIVE,  /* blocked: the page does not work or look as it should */
	GP_MIXED_FORM,    /* what is filled in would be sent unencrypted; browsers warn */
	GP_MIXED_COUNT,
};

/* to: the address of `l` on `page`. This machine's own addresses are none: browsers trust them. */
enum gp_mixed gp_mixed_class(const struct gp_link *l, const struct gp_url *page, const struct gp_url *to);
/* Whether the page tells browsers to load all over https (Content-Security-Policy in <meta>). */
bool gp_mixed_upgraded(const struct gp_facts *f);

#endif
