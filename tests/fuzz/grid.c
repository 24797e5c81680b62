/* Any bytes as a ledger, as text with separated fields and as the parts of an .xlsx: a grid, or refused with words. */
#define _GNU_SOURCE
#include "core/doc/grid.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/base/utf8.h"
#include "tests/fuzz/parts_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void judge(int rc, const struct gp_buf *packed, struct gp_arena *a, struct gp_err *e)
{
	struct gp_value v;

	if (rc ? e->code == GP_OK || !*e->msg :
	    !packed->full && (gp_value_unpack(&v, a, packed->data, packed->len, e) || !gp_grid_is(&v)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_arena a = {0};
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf zip, packed;
	char *copy;

	gp_buf_init(&packed, GP_GRID_PACKED);
	if (parts_of(&zip, (const char *)data, n, &copy))
		judge(gp_xlsx_grid(&packed, &a, zip.data ? zip.data : "", zip.len, &e), &packed, &a, &e);
	free(copy);
	gp_buf_free(&zip);
	copy = gp_strndup((const char *)data, n);
	if (gp_utf8_valid(copy, n)) { /* its caller has decoded it */
		gp_buf_clear(&packed);
		e = (struct gp_err)GP_ERR_INIT;
		judge(gp_csv_grid(&packed, copy, n, &e), &packed, &a, &e);
	}
	free(copy);
	gp_buf_free(&packed);
	gp_arena_free(&a);
	return 0;
}
