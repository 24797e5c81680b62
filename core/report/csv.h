/*
 * csv.h - rows for spreadsheets: RFC 4180 in UTF-8, safe to open.
 *
 * A spreadsheet runs a cell that begins like a formula, and what we write comes from strangers:
 * text whose first visible character is one of = + - @ or their full-width forms, or that
 * begins with TAB, CR or LF, gets an apostrophe in front. Malformed bytes and control characters
 * other than TAB, CR and LF become U+FFFD, so that the file is UTF-8 and does nothing to a
 * terminal. Lines end in CR LF; a line break inside a cell stays as it is.
 * The buffer's owner drains it between rows; its `full` tells that a write was refused.
 */
#ifndef GP_REPORT_CSV_H
#define GP_REPORT_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"

struct gp_csv {
	struct gp_buf *out;
	bool some; /* a cell stands in this row: a comma is due */
};

/* bom: begin with U+FEFF, without which Excel takes the file for the system's own charset. */
void gp_csv_init(struct gp_csv *c, struct gp_buf *out, bool bom);
void gp_csv_str(struct gp_csv *c, const char *s); /* NULL: an empty cell */
void gp_csv_strn(struct gp_csv *c, const char *s, size_t n);
void gp_csv_int(struct gp_csv *c, int64_t v); /* a number, also when negative */
void gp_csv_end_row(struct gp_csv *c);

#endif
