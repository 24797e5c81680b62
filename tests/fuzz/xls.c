/*
 * Any bytes as an older workbook: a document, a ledger and facts, or refused with words. What is no compound file
 * is a stream of records that lies in one.
 */
#include "core/doc/xls.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/doc/cfb.h"
#include "core/doc/grid.h"
#include "tests/fuzz/facts_of.h"
#include "tests/lib/xls_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void grid_of(const char *p, size_t n)
{
	struct gp_arena a = {0};
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf packed;
	struct gp_value v;

	gp_buf_init(&packed, GP_GRID_PACKED);
	if (gp_xls_grid(&packed, &a, p, n, &e)) {
		if (e.code == GP_OK || !*e.msg)
			abort();
	} else if (!packed.full && (gp_value_unpack(&v, &a, packed.data, packed.len, &e) || !gp_grid_is(&v))) {
		abort();
	}
	gp_buf_free(&packed);
	gp_arena_free(&a);
}

static void document_of(const char *p, size_t n)
{
	struct gp_arena a = {0};
	struct gp_document d;
	struct gp_err e = GP_ERR_INIT;

	if (gp_xls_read(&d, &a, p, n, &e) && (e.code == GP_OK || !*e.msg))
		abort();
	gp_arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct xls x = {.version = 8};
	struct gp_buf file;
	char *copy;

	if (n >= GP_CFB_MAGIC_N && !memcmp(data, GP_CFB_MAGIC, GP_CFB_MAGIC_N)) {
		gp_buf_init(&file, n + 1);
		gp_buf_put(&file, data, n);
	} else {
		gp_buf_init(&x.stream, n + 1);
		gp_buf_put(&x.stream, data, n);
		xls_file(&file, &x, "Workbook");
	}
	copy = gp_strndup(file.data, file.len);
	document_of(copy, file.len);
	grid_of(copy, file.len);
	facts_of(gp_xls_facts, GP_DOC_XLS, copy, file.len);
	free(copy);
	gp_buf_free(&file);
	return 0;
}
