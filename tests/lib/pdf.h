/*
 * pdf.h - small PDF files for tests: pages of lines, in any script (ISO 32000-1; a font without glyphs whose codes are
 * UTF-16 units, which is all that a reader of text needs).
 */
#ifndef GP_TEST_PDF_H
#define GP_TEST_PDF_H

#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"

static const char pdf_to_unicode[] = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    "1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end\n";

static void pdf_line(struct gp_buf *b, const char *s, size_t n, int y)
{
	gp_buf_printf(b, "BT /F 12 Tf 1 0 0 1 60 %d Tm <", y);
	for (size_t i = 0, len; i < n; i += len)
		gp_buf_printf(b, "%04X", (unsigned)(gp_utf8_get(s + i, n - i, &len) & 0xFFFF));
	gp_buf_puts(b, "> Tj ET\n");
}

/* Lines end in "\n", pages in "\f". `title` is ASCII; `extra` goes into the trailer ("" or "/Encrypt 9 0 R"). */
__attribute__((unused)) static void pdf_file(struct gp_buf *out, const char *text, const char *title, const char *extra)
{
	size_t at[64], count = 6, first = count;
	struct gp_buf page, kids;
	char line[40];

	gp_buf_init(out, (size_t)16 << 20);
	gp_buf_init(&page, (size_t)8 << 20);
	gp_buf_init(&kids, 1000);
	gp_buf_puts(out, "%PDF-1.4\n");
	while (*text && count < 60) {
		int y = 780;

		gp_buf_clear(&page);
		for (size_t n; *text && *text != '\f'; text += n + (text[n] == '\n'), y -= 16) {
			n = strcspn(text, "\n\f");
			pdf_line(&page, text, n, y);
		}
		text += *text == '\f';
		gp_buf_printf(&kids, "%zu 0 R ", count);
		at[count] = out->len;
		gp_buf_printf(out, "%zu 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %zu 0 R"
		    "/Resources<</Font<</F 3 0 R>>>>>> endobj\n", count, count + 1);
		at[count + 1] = out->len;
		gp_buf_printf(out, "%zu 0 obj <</Length %zu>> stream\n%s\nendstream endobj\n", count + 1, page.len,
		    page.data ? page.data : "");
		count += 2;
	}
	at[1] = out->len;
	gp_buf_puts(out, "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n");
	at[2] = out->len;
	gp_buf_printf(out, "2 0 obj <</Type/Pages/Count %zu/Kids[%s]>> endobj\n", (count - first) / 2,
	    kids.data ? kids.data : "");
	at[3] = out->len;
	gp_buf_puts(out, "3 0 obj <</Type/Font/Subtype/Type0/BaseFont/T/Encoding/Identity-H/ToUnicode 4 0 R/DescendantFonts"
	    "[<</Type/Font/Subtype/CIDFontType2/BaseFont/T/DW 1000/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>>>]>>"
	    " endobj\n");
	at[4] = out->len;
	gp_buf_printf(out, "4 0 obj <</Length %zu>> stream\n%s\nendstream endobj\n", strlen(pdf_to_unicode), pdf_to_unicode);
	at[5] = out->len;
	gp_buf_printf(out, "5 0 obj <</Title(%s)/Author(Office)/CreationDate(D:20260102030405Z)>> endobj\n", title);
	at[0] = out->len;
	gp_buf_printf(out, "xref\n0 %zu\n0000000000 65535 f \n", count);
	for (size_t i = 1; i < count; i++) {
		snprintf(line, sizeof line, "%010zu 00000 n \n", at[i]);
		gp_buf_puts(out, line);
	}
	gp_buf_printf(out, "trailer <</Size %zu/Root 1 0 R/Info 5 0 R%s>>\nstartxref\n%zu\n%%%%EOF\n", count, extra, at[0]);
	gp_buf_free(&page);
	gp_buf_free(&kids);
}

#endif
