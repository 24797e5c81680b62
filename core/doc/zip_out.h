/*
 * zip_out.h - a zip archive (APPNOTE.TXT 6.3) made in memory, through libzip.
 *
 * Entries stand in the order in which they were added. Nothing of the machine or the hour goes into it: all entries
 * are of 1980-01-01, the first day a zip knows, so that the same entries give the same bytes.
 */
#ifndef GP_DOC_ZIP_OUT_H
#define GP_DOC_ZIP_OUT_H

#include <stddef.h>

#include "core/base/buf.h"

struct gp_zip_out;

struct gp_zip_out *gp_zip_out_open(struct gp_err *e);
/* A copy of p[0..n) as an entry, deflated; `name` is UTF-8 with "/" between folders. */
int gp_zip_out_add(struct gp_zip_out *z, const char *name, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
/* Appends the archive to out and frees z, also when it fails. GP_ELIMIT when out is full. */
int gp_zip_out_finish(struct gp_zip_out *z, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;
/* Throws it away; NULL is nothing. */
void gp_zip_out_drop(struct gp_zip_out *z);

#endif
