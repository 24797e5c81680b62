/* Any bytes as a workbook: it is a document that packs and reads again, or is refused with words. */
#define _GNU_SOURCE
#include "core/doc/xlsx.h"

#include <stdint.h>
#include <stdlib.h>

#include "tests/fuzz/parts_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_arena a = {0};
	struct gp_document d;
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf zip;
	char *copy;

	if (parts_of(&zip, (const char *)data, n, &copy)) {
		if (gp_xlsx_read(&d, &a, zip.data ? zip.data : "", zip.len, &e)) {
			if (e.code == GP_OK || !*e.msg)
				abort();
		} else if (!strncmp(show_document(&d), "unreadable", 10)) {
			abort();
		}
	}
	free(copy);
	gp_buf_free(&zip);
	gp_arena_free(&a);
	return 0;
}
