/* Any bytes as the parts of an office's own Word file, with 0xFF between them: what is made of it is XML again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/doc/xml_spans.h"
#include "core/doc/zip_in.h"
#include "core/doc/zip_out.h"
#include "core/report/document.h"

#define FILE_MAX ((size_t)8 << 20)
#define PARTS 5

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char types[] = "<Types><Override PartName=\"/word/document.xml\" ContentType=\""
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
static const char *const names[PARTS] = {"word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
    "word/numbering.xml", "word/header1.xml"};

static const struct gp_document *report(void)
{
	static const struct gp_run runs[] = {{"<&>\n", 4, true, NULL}, {"a", 1, false, "https://a.cn/"}};
	static const struct gp_runs items[] = {{runs, 2}};
	static const struct gp_cell cells[] = {{.text = "1", .n = 1, .cols = 2, .rows = 1}};
	static const struct gp_row rows[] = {{cells, 1}};
	static const double widths[] = {0.5, 0.5};
	static const struct gp_table table = {.rows = rows, .row_count = 1, .cols = 2, .widths = widths};
	static const struct gp_block blocks[] = {{.kind = GP_BLOCK_HEADING, .level = 1, .text = {runs, 2}},
	    {.kind = GP_BLOCK_LIST, .items = items, .item_count = 1, .ordered = true},
	    {.kind = GP_BLOCK_TABLE, .table = &table}};
	static const struct gp_document d = {.title = "T<", .author = "A&", .date = "2025-01-20", .footer = "F",
	    .draft = true, .blocks = blocks, .count = 3};

	return &d;
}

static void make_sample(struct gp_buf *out, const uint8_t *data, size_t n)
{
	struct gp_zip_out *z = gp_zip_out_open(NULL);
	const uint8_t *end;
	size_t i, len;

	if (!z || gp_zip_out_add(z, "[Content_Types].xml", types, sizeof types - 1, NULL) ||
	    gp_zip_out_add(z, "_rels/.rels", "<Relationships/>", 16, NULL))
		abort();
	for (i = 0; i < PARTS; i++) {
		end = memchr(data, 0xFF, n);
		len = end ? (size_t)(end - data) : n;
		if (gp_zip_out_add(z, names[i], (const char *)data, len, NULL))
			abort();
		if (!end)
			break;
		n -= len + 1;
		data = end + 1;
	}
	if (gp_zip_out_finish(z, out, NULL))
		abort();
}

/* The writer adds to what is well-formed, so that it is so still. */
static void check(const struct gp_buf *docx)
{
	struct gp_arena a = {0};
	struct gp_xml_spans x;
	struct gp_zip_in *z;
	struct gp_buf part;
	size_t i;

	gp_buf_init(&part, FILE_MAX * 2);
	if (gp_zip_in_open(&z, docx->data, docx->len, NULL) || !gp_zip_in_has(z, "docProps/core.xml"))
		abort();
	for (i = 0; i < PARTS; i++)
		if (gp_zip_in_has(z, names[i]) && !gp_zip_in_read(z, names[i], &part, NULL) && i == 0 &&
		    gp_xml_spans(&x, &a, part.data, part.len, NULL))
			abort();
	gp_zip_in_free(z);
	gp_buf_free(&part);
	gp_arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_buf sample, out;

	gp_buf_init(&sample, FILE_MAX);
	gp_buf_init(&out, FILE_MAX);
	make_sample(&sample, data, n);
	if (!gp_document_docx(&out, report(), &(struct gp_document_sample){"sample.docx", sample.data, sample.len}, NULL))
		check(&out);
	gp_buf_free(&sample);
	gp_buf_free(&out);
	return 0;
}
