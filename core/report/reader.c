#include "core/report/reader.h"

#include <poll.h>

#include "core/doc/grid.h"

/* Turn after turn, until it is done. */
static int await(struct gp_reading *r, struct gp_err *e)
{
	int rc = 0;

	while (!rc) {
		struct pollfd wait = {.fd = gp_reading_fd(r), .events = POLLIN};
		int64_t left = gp_reading_left(r);

		if (poll(&wait, 1, left > 0 ? (int)left : 0) > 0 || left <= 0)
			rc = gp_reading_turn(r, e);
	}
	return rc < 0 ? -1 : 0;
}

/* The answer as a tree that has been looked through. */
static int take_document(const struct gp_buf *packed, const struct gp_value **out, struct gp_arena *a, struct gp_err *e)
{
	struct gp_value *v = gp_arena_alloc(a, sizeof *v);
	struct gp_arena checked = {0};
	struct gp_document d;
	struct gp_err why = GP_ERR_INIT;
	int rc;

	if (gp_value_unpack(v, a, packed->data, packed->len, &why))
		return gp_fail(e, GP_EIO, "the process that reads files said what it may not say");
	rc = gp_document_read(&d, &checked, v, &why);
	gp_arena_free(&checked);
	if (rc)
		return gp_fail(e, GP_EPARSE, "the file does not make a document: %s", why.msg);
	*out = v;
	return 0;
}

int gp_reader_read(const struct gp_value **out, struct gp_arena *a, enum gp_reader_type type, const char *p, size_t n,
    const char *charset, struct gp_err *e)
{
	struct gp_reading *r;
	int rc;

	*out = NULL;
	if (gp_reading_start(&r, GP_READING_DOCUMENT, type, p, n, charset, e))
		return -1;
	rc = await(r, e) || take_document(gp_reading_packed(r), out, a, e) ? -1 : 0;
	gp_reading_free(r);
	return rc;
}

int gp_reader_grid(const struct gp_value **out, struct gp_arena *a, enum gp_reader_type type, const char *p, size_t n,
    const char *charset, struct gp_err *e)
{
	struct gp_value *v = gp_arena_alloc(a, sizeof *v);
	struct gp_err why = GP_ERR_INIT;
	struct gp_reading *r;
	int rc;

	*out = v;
	if (type != GP_READER_XLSX && type != GP_READER_XLS && type != GP_READER_HTML && type != GP_READER_TEXT)
		return gp_fail(e, GP_EUSAGE, "this is no ledger that can be read: give .xlsx, .xls, .csv, .json or .jsonl");
	if (gp_reading_start(&r, GP_READING_GRID, type, p, n, charset, e))
		return -1;
	rc = await(r, e);
	if (!rc && (gp_value_unpack(v, a, gp_reading_packed(r)->data, gp_reading_packed(r)->len, &why) || !gp_grid_is(v)))
		rc = gp_fail(e, GP_EIO, "the process that reads files said what it may not say");
	gp_reading_free(r);
	return rc;
}

int gp_reader_facts(struct gp_buf *out, enum gp_reader_type type, const char *p, size_t n, const char *charset,
    struct gp_err *e)
{
	struct gp_reading *r;
	int rc;

	gp_buf_init(out, (size_t)64 << 20);
	if (gp_reading_start(&r, GP_READING_FACTS, type, p, n, charset, e))
		return -1;
	rc = await(r, e);
	if (!rc)
		gp_buf_put(out, gp_reading_packed(r)->data, gp_reading_packed(r)->len);
	gp_reading_free(r);
	return rc;
}
