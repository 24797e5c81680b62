/*
 * sitemap_impl.h - shared by the files of the sitemap reader only.
 *
 *   sitemap.c       unpacking, telling the form, plain text
 *   sitemap_xml.c   what stands in XML, through expat
 *   sitemap_date.c  dates
 */
#ifndef GP_WEB_SITEMAP_IMPL_H
#define GP_WEB_SITEMAP_IMPL_H

#include "core/base/buf.h"
#include "core/web/sitemap.h"

struct gp_sitemap_xml;

struct gp_sitemap_reading {
	struct gp_sitemap *out;
	const char *charset; /* of the header */
	gp_sitemap_fn *fn;
	void *user;
	bool begun, stopped; /* stopped: nothing more is read; out->limit says why, if there is a why */
	size_t bytes;        /* unpacked so far */
	struct gp_sitemap_xml *xml;
	struct gp_buf line;  /* text: the beginning of a line whose end has not come yet */
	struct gp_buf decoded;
	uint32_t number;     /* of that line, from 1 */
};

/* Ends the reading. `limit` "": it was no sitemap at all. */
void gp_sitemap_stop(struct gp_sitemap_reading *r, const char *limit, uint32_t line);
/* Trims, counts and hands over; nothing when there is no address. */
void gp_sitemap_emit(struct gp_sitemap_reading *r, struct gp_sitemap_entry *entry);

/* `head` is the beginning of the file, which an encoding may be named in. */
void gp_sitemap_xml_begin(struct gp_sitemap_reading *r, const char *head, size_t n);
void gp_sitemap_xml_feed(struct gp_sitemap_reading *r, const char *p, size_t n, bool last);
void gp_sitemap_xml_end(struct gp_sitemap_reading *r);

#endif
