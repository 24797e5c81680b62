/* Any bytes as a page: what is read of them is a document, whose page can be written and read again. */
#include <stdint.h>
#include <stdlib.h>

#include "core/report/document.h"
#include "core/web/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Reads html[0..n) into d, or not; dies when that is no document. */
static bool read_page(struct gp_document *d, struct gp_arena *a, const char *html, size_t n)
{
	struct gp_err e = GP_ERR_INIT;
	struct gp_value v;
	struct gp_buf packed;
	bool taken;

	gp_buf_init(&packed, 8 << 20);
	taken = !gp_page_document(&packed, html, n, "", &e);
	if (!taken && e.code != GP_ELIMIT)
		abort();
	if (taken && (gp_value_unpack(&v, a, packed.data, packed.len, &e) || gp_document_read(d, a, &v, &e)))
		abort();
	gp_buf_free(&packed);
	return taken;
}

static size_t rows_of(const struct gp_document *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->count; i++)
		n += d->blocks[i].table ? d->blocks[i].table->row_count : 0;
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_arena a = {0};
	struct gp_document d, again;
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf page;

	gp_buf_init(&page, 8 << 20);
	if (read_page(&d, &a, (const char *)data, n)) {
		if (gp_document_html(&page, &d, &e) && e.code != GP_ELIMIT)
			abort();
		/* a table of a single cell is layout when it is read, and none was written */
		if (!page.full && read_page(&again, &a, page.data, page.len) && rows_of(&again) != rows_of(&d))
			abort();
	}
	gp_buf_free(&page);
	gp_arena_free(&a);
	return 0;
}
