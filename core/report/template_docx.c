/* template_docx.c - templates that are Word files: what is filled in stands between the bytes that stay */
#include <string.h>

#include "core/doc/zip_in.h"
#include "core/doc/zip_out.h"
#include "core/report/document_docx.h"
#include "core/report/template_word.h"

#define TYPES "[Content_Types].xml"

/* The parts with text that people see. */
static bool has_text(const char *name)
{
	static const char *const begins[] = {"word/header", "word/footer", "word/footnotes.", "word/endnotes."};
	size_t n = strlen(name);

	if (!strcmp(name, "word/document.xml"))
		return true;
	if (n < 4 || strcmp(name + n - 4, ".xml") != 0)
		return false;
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (!strncmp(name, begins[i], strlen(begins[i])) && !strchr(name + 5, '/'))
			return true;
	return false;
}

static int fill_part(struct gp_buf *out, const char *name, const struct gp_buf *in,
    const struct gp_template_scope *scope, struct gp_err *e)
{
	struct gp_template_part part = {.p = in->data ? in->data : "", .n = in->len, .out = out};
	struct gp_err why = GP_ERR_INIT;
	int rc;

	rc = gp_xml_spans(&part.xml, &part.arena, part.p, part.n, &why);
	if (rc)
		gp_fail(e, why.code, "%.100s: %s", name, why.msg);
	else
		rc = gp_template_part(&part, scope, e);
	gp_arena_free(&part.arena);
	if (!rc && out->full)
		rc = gp_fail(e, GP_ELIMIT, "the document has more than %zu bytes, too many for Word", out->max);
	return rc;
}

/* A template of Word (.dotx) becomes a document. */
static int fill_types(struct gp_buf *out, const struct gp_buf *in, struct gp_err *e)
{
	static const char from[] = GP_WORD_MIME "template.main+xml", to[] = GP_WORD_MIME "document.main+xml";
	const char *p = in->data ? in->data : "", *at = strstr(p, from);

	if (strstr(p, "macroEnabled"))
		return gp_fail(e, GP_EUSAGE, "it contains macros; save it as .docx");
	if (!at && !strstr(p, to))
		return gp_fail(e, GP_EPARSE, "it is no Word document (.docx)");
	if (at) {
		gp_buf_put(out, p, (size_t)(at - p));
		gp_buf_puts(out, to);
		at += sizeof from - 1;
	}
	gp_buf_puts(out, at ? at : p);
	return 0;
}

static int fill_entry(struct gp_zip_out *to, const char *name, const struct gp_buf *in,
    const struct gp_template_scope *scope, struct gp_err *e)
{
	struct gp_buf filled;
	int rc = 0;

	gp_buf_init(&filled, GP_WORD_PART_MAX);
	if (!strcmp(name, TYPES))
		rc = fill_types(&filled, in, e);
	else if (has_text(name))
		rc = fill_part(&filled, name, in, scope, e);
	else
		gp_buf_put(&filled, in->data ? in->data : "", in->len);
	if (!rc)
		rc = gp_zip_out_add(to, name, filled.data ? filled.data : "", filled.len, e);
	gp_buf_free(&filled);
	return rc;
}

static int fill_entries(struct gp_zip_out *to, struct gp_zip_in *from, const struct gp_template_scope *scope,
    struct gp_err *e)
{
	struct gp_buf in;
	int rc = 0;

	gp_buf_init(&in, GP_ZIP_ENTRY_MAX);
	for (size_t i = 0; i < gp_zip_in_count(from) && !rc; i++) {
		const char *name = gp_zip_in_name(from, i);
		size_t n = strlen(name);

		if (n && name[n - 1] != '/')
			rc = gp_zip_in_read(from, name, &in, e) ? -1 : fill_entry(to, name, &in, scope, e);
	}
	gp_buf_free(&in);
	return rc;
}

int gp_template_docx(struct gp_buf *out, const char *p, size_t n, const struct gp_template_scope *scope,
    struct gp_err *e)
{
	struct gp_zip_in *from = NULL;
	struct gp_zip_out *to = NULL;
	int rc;

	if (n >= 4 && !memcmp(p, "\xD0\xCF\x11\xE0", 4))
		return gp_fail(e, GP_EUSAGE,
		    "it is a .doc or .wps file, or has a password; save it as .docx without one");
	rc = gp_zip_in_open(&from, p, n, e);
	if (!rc && (!gp_zip_in_has(from, TYPES) || !gp_zip_in_has(from, "word/document.xml")))
		rc = gp_fail(e, GP_EPARSE, "it is no Word document (.docx)");
	if (!rc && !(to = gp_zip_out_open(e)))
		rc = -1;
	if (!rc)
		rc = fill_entries(to, from, scope, e);
	gp_zip_in_free(from);
	if (rc) {
		gp_zip_out_drop(to);
		return -1;
	}
	return gp_zip_out_finish(to, out, e);
}
