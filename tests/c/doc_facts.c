/* doc_facts.c - files of every kind as rules see them, through the jailed workers; what is not read, and why */
#define _GNU_SOURCE
#include "core/doc/doc_facts.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/report/reader.h"
#include "tests/lib/parts.h"
#include "tests/lib/pdf.h"
#include "tests/lib/tap.h"

#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' " \
    "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
#define S "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' " \
    "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
#define O "xmlns:ofd='http://www.ofdspec.org/2016'"
#define RELS "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
#define REL(id, type, to) "<Relationship Id='" id "' Type='http://x/" type "' Target='" to "'/>"

static struct gp_err err;
static struct gp_arena arena;

/* "kind at |text|" a line, [hidden]; then properties and links. */
static const char *show(const struct gp_doc_facts *f)
{
	static char out[200000];
	struct gp_buf b;

	gp_buf_init(&b, sizeof out - 1);
	for (size_t i = 0; i < f->part_count; i++) {
		const struct gp_doc_part *p = &f->parts[i];
		struct gp_doc_str s = gp_doc_part_text(f, p);

		if (p->kind == GP_DOC_PROPERTY)
			continue;
		gp_buf_printf(&b, "%s %.*s%s |%.*s|\n", gp_doc_kind_name(p->kind), (int)p->at.n, p->at.p,
		    p->hidden ? " hidden" : "", (int)s.n, s.p);
	}
	for (size_t i = 0; i < f->meta_count; i++)
		gp_buf_printf(&b, "%.*s=%.*s\n", (int)f->metas[i].name.n, f->metas[i].name.p, (int)f->metas[i].value.n,
		    f->metas[i].value.p);
	for (size_t i = 0; i < f->link_count; i++)
		gp_buf_printf(&b, "<%.*s> %.*s %.*s\n", (int)f->links[i].href.n, f->links[i].href.p, (int)f->links[i].at.n,
		    f->links[i].at.p, (int)f->links[i].text.n, f->links[i].text.p);
	memcpy(out, b.data ? b.data : "", b.len);
	out[b.len] = '\0';
	gp_buf_free(&b);
	return out;
}

static struct gp_doc_facts facts;

/* By the type that the bytes are; the reason when it is not read. */
static const char *read_n(const char *p, size_t n, const char *name)
{
	enum gp_reader_type type;
	static struct gp_buf packed;
	const char *s = NULL;

	gp_arena_reset(&arena);
	gp_buf_free(&packed);
	err = (struct gp_err)GP_ERR_INIT;
	facts = (struct gp_doc_facts){.parts = NULL};
	if (!gp_reader_type_for_rules(&type, p, n, name, &err) && !gp_reader_facts(&packed, type, p, n, "", &err) &&
	    !gp_doc_unpack(&facts, &arena, packed.data, packed.len, &err))
		s = show(&facts);
	return s ? s : err.msg;
}

static const char *read_parts(const struct part *p, const char *name)
{
	struct gp_buf zip;
	const char *s;

	zip_parts(&zip, p, true);
	s = read_n(zip.data, zip.len, name);
	gp_buf_free(&zip);
	return s;
}

static const char *word_with(const char *body)
{
	struct part p[] = {{"_rels/.rels", RELS REL("1", "officeDocument", "word/document.xml") "</Relationships>", 0},
	    {"word/document.xml", body, 0}, {NULL, NULL, 0}};

	return read_parts(p, "a.docx");
}

#define BODY(x) "<w:document " W "><w:body>" x "</w:body></w:document>"
#define P(x) "<w:p>" x "</w:p>"
#define T(x) "<w:r><w:t>" x "</w:t></w:r>"

static void word(void)
{
	static const struct part whole[] = {
	    {"_rels/.rels", RELS REL("1", "officeDocument", "word/document.xml") REL("2", "core-properties", "docProps/core.xml")
		REL("3", "extended-properties", "docProps/app.xml") REL("4", "custom-properties", "docProps/custom.xml")
		"</Relationships>", 0},
	    {"word/_rels/document.xml.rels", RELS REL("a", "header", "header1.xml") REL("b", "comments", "comments.xml")
		REL("c", "footnotes", "footnotes.xml") REL("d", "styles", "styles.xml")
		"<Relationship Id='h' Type='http://x/hyperlink' Target='http://a.gov.cn/x' TargetMode='External'/></Relationships>", 0},
	    {"word/styles.xml", "<w:styles " W "><w:style w:styleId='H'><w:name w:val='heading 1'/></w:style></w:styles>", 0},
	    {"word/document.xml", BODY(P("<w:pPr><w:pStyle w:val='H'/></w:pPr>" T("总则")) P("")
		P(T("张三") "<w:del>" "<w:r><w:delText>李四</w:delText></w:r></w:del><w:ins>" T("王五") "</w:ins>" T("。"))
		P("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>")
		P("<w:hyperlink r:id='h'>" T("链接") "</w:hyperlink>"
		  "<w:r><w:fldChar/></w:r><w:r><w:instrText> HYPERLINK \"http://b.gov.cn/\" </w:instrText></w:r><w:r><w:fldChar/></w:r>")
		"<w:tbl><w:tr><w:tc>" P(T("甲")) P(T("乙")) "</w:tc><w:tc>" P(T("丙")) "</w:tc></w:tr></w:tbl>"
		P("<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>" T("项"))), 0},
	    {"word/header1.xml", "<w:hdr " W ">" P(T("机密★1年")) "</w:hdr>", 0},
	    {"word/comments.xml", "<w:comments " W "><w:comment>" P(T("改这里")) "</w:comment></w:comments>", 0},
	    {"word/footnotes.xml", "<w:footnotes " W "><w:footnote w:type='separator'>" P(T("-")) "</w:footnote><w:footnote>"
		P(T("注")) "</w:footnote></w:footnotes>", 0},
	    {"docProps/core.xml", "<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>通知</dc:title><dc:creator>赵六"
		"</dc:creator><lastModifiedBy>钱七</lastModifiedBy></c>", 0},
	    {"docProps/app.xml", "<p><Company>某某公司</Company></p>", 0},
	    {"docProps/custom.xml", "<p><property name='密级'><x>内部</x></property></p>", 0}, {NULL, NULL, 0}};

	is_str(read_parts(whole, "a.docx"), "heading paragraph 1 |总则|\nparagraph paragraph 2 |张三王五。|\n"
	    "inserted paragraph 2 |王五|\ndeleted paragraph 2 |李四|\nparagraph paragraph 3 hidden |藏|\nparagraph paragraph 4 |链接|\n"
	    "cell table 1, row 1, cell 1 |甲\n乙|\ncell table 1, row 1, cell 2 |丙|\nlist paragraph 5 |项|\nheader header 1 |机密★1年|\n"
	    "note footnote 1 |注|\ncomment comment 1 |改这里|\ntitle=通知\nauthor=赵六\nlast_modified_by=钱七\n"
	    "company=某某公司\n密级=内部\n<http://a.gov.cn/x> paragraph 4 链接\n<http://b.gov.cn/> paragraph 4 \n",
	    "a Word file: what was deleted, hidden, noted and commented is there as well");
	is_int((long)facts.parts[2].from, 13, "what was inserted lies within its block");
	is_int((long)facts.parts[2].line, 2, "and has its line");
	ok(gp_doc_part_at(&facts, 13) == &facts.parts[1], "a place in the text belongs to the block");
	ok(gp_doc_part_at(&facts, facts.text.n) == NULL, "and none behind it does");
	is_str(word_with(BODY(P(T("a") "<w:r><w:pict><w:txbxContent>" P(T("框")) "</w:txbxContent></w:pict></w:r>" T("b")))),
	    "paragraph paragraph 1 |框|\nparagraph paragraph 2 |ab|\n", "a text box is a block of its own");
	is_str(word_with(BODY(P("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"))),
	    "paragraph paragraph 1 |a\tb\nc|\n", "tabs and line breaks stay");
	ok(strstr(word_with("<w:x " W "/>"), "no Word file"), "another part in its place is refused: %s", err.msg);
	ok(strstr(word_with("<!DOCTYPE w:document [<!ENTITY a 'b'>]>" BODY(P(T("&a;")))), "document type"),
	    "entities are refused: %s", err.msg);
}

static void workbook(void)
{
	static const struct part whole[] = {
	    {"_rels/.rels", RELS REL("1", "officeDocument", "xl/workbook.xml") "</Relationships>", 0},
	    {"xl/workbook.xml", "<workbook " S "><sheets><sheet name='三' r:id='a'/><sheet name='藏' state='hidden' r:id='b'/></sheets>"
		"</workbook>", 0},
	    {"xl/_rels/workbook.xml.rels", RELS REL("a", "worksheet", "worksheets/1.xml") REL("b", "worksheet", "worksheets/2.xml")
		"</Relationships>", 0},
	    {"xl/worksheets/1.xml", "<worksheet " S "><sheetData><row r='5'><c r='C5' t='inlineStr'><is><t>姓名</t></is></c><c r='D5'><v>13800138000</v></c>"
		"</row></sheetData><hyperlinks><hyperlink ref='C5' r:id='l'/></hyperlinks></worksheet>", 0},
	    {"xl/worksheets/_rels/1.xml.rels", RELS REL("c", "comments", "../comments1.xml")
		"<Relationship Id='l' Type='http://x/hyperlink' Target='http://a.cn/' TargetMode='External'/></Relationships>", 0},
	    {"xl/comments1.xml", "<comments " S "><commentList><comment ref='C5'><text><r><t>核对</t></r></text></comment></commentList></comments>", 0},
	    {"xl/worksheets/2.xml", "<worksheet " S "><sheetData><row><c t='str'><v>密</v></c></row></sheetData></worksheet>", 0},
	    {NULL, NULL, 0}};

	is_str(read_parts(whole, "a.xlsx"), "name 三 |三|\ncell 三!C5 |姓名|\ncell 三!D5 |13800138000|\ncomment 三!C5 |核对|\n"
	    "name 藏 hidden |藏|\ncell 藏!A1 hidden |密|\n<http://a.cn/> 三!C5 \n", "a workbook, its hidden sheets marked");
}

#define LINE(y, s) "<ofd:TextObject Boundary='10 " y " 100 5' Size='4'><ofd:TextCode X='0' Y='4'>" s "</ofd:TextCode></ofd:TextObject>"

static void ofd_part(struct part out[6], const char *page)
{
	const struct part p[] = {{"OFD.xml", "<ofd:OFD " O "><ofd:DocBody><ofd:DocInfo><ofd:Title>公告</ofd:Title><ofd:Author>某局</ofd:Author>"
		"</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>", 0},
	    {"Doc_0/Document.xml", "<ofd:Document " O "><ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/0/Content.xml'/><ofd:Page ID='7' BaseLoc='/Doc_0/Pages/1/Content.xml'/>"
		"</ofd:Pages><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations></ofd:Document>", 0},
	    {"Doc_0/Pages/0/Content.xml", page, 0},
	    {"Doc_0/Pages/1/Content.xml", "<ofd:Page " O "/>", 0},
	    {"Doc_0/Annots/Annotations.xml", "<ofd:Annotations " O "><ofd:Page PageID='7'><ofd:FileLoc>P/A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>", 0},
	    {"Doc_0/Annots/P/A.xml", "<ofd:PageAnnot " O "><ofd:Annot><ofd:Remark>批</ofd:Remark></ofd:Annot></ofd:PageAnnot>", 0}};

	memcpy(out, p, sizeof p);
}

static void ofd(void)
{
	struct part p[7] = {{NULL, NULL, 0}};

	ofd_part(p, "<ofd:Page " O "><ofd:Content><ofd:Layer>" LINE("10", "关于某事的") LINE("10", "公告") LINE("20", "各单位：")
	    LINE("30", "为了把这件事情办好现在把有关的各项事情通知如") LINE("40", "下，请照办。") "</ofd:Layer></ofd:Content></ofd:Page>");
	is_str(read_parts(p, "a.ofd"), "paragraph page 1 |关于某事的公告|\nparagraph page 1 |各单位：|\n"
	    "paragraph page 1 |为了把这件事情办好现在把有关的各项事情通知如下，请照办。|\ncomment page 2 |批|\ntitle=公告\nauthor=某局\n",
	    "an OFD file: pieces of a line are joined, and lines that go on");
	ofd_part(p, "<ofd:Page " O "><ofd:Content><ofd:Layer>" LINE("10", "见网站")
	    "<ofd:PathObject><ofd:Actions><ofd:Action Event='CLICK'><ofd:URI URI='http://10.1.2.3/a?b=1&amp;c'/></ofd:Action>"
	    "<ofd:Action Event='CLICK'><ofd:URI Base='https://www.example.gov.cn/' URI='b.html'/></ofd:Action>"
	    "<ofd:Action Event='CLICK'><ofd:URI/></ofd:Action></ofd:Actions></ofd:PathObject></ofd:Layer></ofd:Content></ofd:Page>");
	p[5].text = "<ofd:PageAnnot " O "><ofd:Annot Type='Link'><ofd:Appearance><ofd:PathObject><ofd:Actions><ofd:Action>"
	    "<ofd:URI URI='file:///C:/a.doc'/></ofd:Action></ofd:Actions></ofd:PathObject></ofd:Appearance></ofd:Annot></ofd:PageAnnot>";
	is_str(read_parts(p, "a.ofd"), "paragraph page 1 |见网站|\ntitle=公告\nauthor=某局\n<http://10.1.2.3/a?b=1&c> page 1 \n"
	    "<https://www.example.gov.cn/b.html> page 1 \n<file:///C:/a.doc> page 2 \n", "its links: of objects and of annotations");
	ofd_part(p, "<ofd:Page " O "/>");
	p[4].name = NULL;
	p[1].text = "<ofd:Document " O "><ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/0/Content.xml'/></ofd:Pages></ofd:Document>";
	ok(strstr(read_parts(p, "a.ofd"), "only pictures"), "one without text is not clean: %s", err.msg);
	p[2].name = "elsewhere.xml";
	ok(strstr(read_parts(p, "a.ofd"), "part is missing"), "nor is one with a missing page: %s", err.msg);
	p[0].text = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>";
	ok(strstr(read_parts(p, "a.ofd"), "document type"), "entities are refused: %s", err.msg);
}

#define PDF(action) "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n" \
	"2 0 obj <</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>> endobj\n" \
	"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F 8 0 R>>>>" \
	"/Annots[5 0 R]>> endobj\n" \
	"4 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F 8 0 R>>>>" \
	"/Annots[6 0 R]>> endobj\n" \
	"5 0 obj <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<<" action ">>>> endobj\n" \
	"6 0 obj <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://10.1.2.3/x)>>>> endobj\n" \
	"7 0 obj <</Length 38>> stream\nBT /F 12 Tf 60 700 Td (Hello) Tj ET    \nendstream endobj\n" \
	"8 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\ntrailer <</Root 1 0 R/Size 9>>\n"

static const char linked[] = PDF("/S/URI/URI(https://www.example.gov.cn/a)");
static const char odd[] = PDF("/S/GoToR/F(a.pdf)"); /* some versions of poppler fall over it */

static void pdf(void)
{
	struct gp_buf b;
	const char *said;

	pdf_file(&b, "关于某事的通知\n各单位：\f第二页\n", "Notice", "");
	said = read_n(b.data, b.len, "a.pdf");
	if (strstr(said, "Landlock") || strstr(said, "not installed")) {
		ok(true, "PDF files are read # SKIP %s", said);
		gp_buf_free(&b);
		return;
	}
	is_str(said, "paragraph page 1 |关于某事的通知|\nparagraph page 1 |各单位：|\nparagraph page 2 |第二页|\n"
	    "title=Notice\nauthor=Office\ncreated=2026-01-02T03:04:05Z\npages=2\n", "a PDF through pdftotext and pdfinfo");
	said = read_n(linked, strlen(linked), "a.pdf");
	if (strstr(said, "links=unread"))
		ok(true, "the links of a PDF # SKIP this pdfinfo has no -url");
	else
		is_str(said, "paragraph page 1 |Hello|\nparagraph page 2 |Hello|\npages=2\n<https://www.example.gov.cn/a> page 1 \n"
		    "<http://10.1.2.3/x> page 2 \n", "the links of a PDF, with their pages");
	said = read_n(odd, strlen(odd), "a.pdf");
	ok(!strncmp(said, "paragraph page 1 |Hello|\n", 25) && !strstr(said, "<http"),
	    "whatever becomes of the reader of links, the text counts: %s", said);
	read_n(b.data, b.len / 2, "a.pdf");
	ok(err.code == GP_EPARSE || err.code == GP_EUSAGE, "half of it is not read: %s", err.msg);
	gp_buf_free(&b);
	pdf_file(&b, "\f", "Scan", "");
	ok(strstr(read_n(b.data, b.len, "a.pdf"), "only pictures"), "one without text is not clean: %s", err.msg);
	gp_buf_free(&b);
	read_n("%PDF-1.7\n", 9, "a.pdf");
	ok(err.code == GP_EPARSE, "nor is one that is no PDF: %s", err.msg);
}

static void text(void)
{
	is_str(read_n("a\r\n\r\nb", 6, "a.txt"), "paragraph line 1 |a|\nparagraph line 3 |b|\n", "lines of a text");
	is_str(read_n("\xD6\xD0\xB9\xFA\xC8\xCB\xC3\xF1", 8, "a.txt"), "paragraph line 1 |中国人民|\n", "in GBK");
	is_str(read_n("# T\n- x\ny", 9, "a.md"), "heading line 1 |# T|\nlist line 2 |- x|\nparagraph line 3 |y|\n", "Markdown");
	is_str(read_n("a\x1b[1mb", 6, "a.txt"), "paragraph line 1 |a[1mb|\n", "no control characters");
	ok(strstr(read_n("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "a.doc"), "old format"), ".doc is not read: %s", err.msg);
	ok(strstr(read_n("\x89PNG\r\n", 6, "a.png"), "images"), "nor are images: %s", err.msg);
	ok(strstr(read_n("", 0, "a.txt"), "empty"), "nor an empty file: %s", err.msg);
}

static void limits(void)
{
	static char big[GP_DOC_TEXT_MAX + 100];
	struct gp_buf xml;
	struct part p[] = {{"word/document.xml", NULL, 0}, {NULL, NULL, 0}};

	memset(big, 'a', sizeof big);
	ok(strstr(read_n(big, sizeof big, "a.txt"), "8 MiB of text"), "too much text: %s", err.msg);
	for (size_t i = 0; i < 2 * (size_t)GP_DOC_PARTS + 2; i++)
		big[i] = i % 2 ? '\n' : 'a';
	ok(strstr(read_n(big, 2 * (size_t)GP_DOC_PARTS + 2, "a.txt"), "8 MiB of text"), "too many parts: %s", err.msg);
	gp_buf_init(&xml, (size_t)40 << 20);
	gp_buf_puts(&xml, "<w:document " W "><w:body>");
	for (int i = 0; i < 30000; i++)
		gp_buf_printf(&xml, "<w:p><w:r><w:t>2026%05d</w:t></w:r></w:p>", i / 10);
	gp_buf_puts(&xml, "</w:body></w:document>");
	p[0].text = xml.data;
	p[0].n = xml.len;
	read_parts(p, "a.docx");
	is_int((long)facts.part_count, 30000, "a very regular file is read");
	gp_buf_clear(&xml);
	for (int i = 0; i < 3000000; i++)
		gp_buf_puts(&xml, "aaaaaaaaaa");
	p[0].text = xml.data;
	p[0].n = xml.len;
	ok(strstr(read_parts(p, "a.docx"), "packed so tightly"), "a bomb: %s", err.msg);
	gp_buf_free(&xml);
}

/* What a worker that was taken over might send. */
static void lying(void)
{
	struct gp_doc_builder b;
	struct gp_doc_facts f;
	struct gp_arena a = {0};
	struct gp_buf packed;
	long bad = 0;

	gp_doc_begin(&b, &a, GP_DOC_TXT);
	ok(!gp_doc_block(&b, GP_DOC_PARAGRAPH, "line 1", false, "中文", 6, NULL) && !gp_doc_within(&b, GP_DOC_INSERTED, "line 1", 0, 3) &&
	    !gp_doc_meta_add(&b, "title", "题", 3) && !gp_doc_link_add(&b, "http://a/", "文", 3, "line 1"), "facts are made");
	gp_doc_end(&b, &f);
	gp_buf_init(&packed, 10000);
	gp_doc_pack(&packed, &f);
	ok(!gp_doc_unpack(&f, &a, packed.data, packed.len, &err), "and come through");
	for (size_t i = 0; i < packed.len; i++) {
		for (int bit = 0; bit < 8; bit++) {
			char *copy = gp_strndup(packed.data, packed.len);

			copy[i] = (char)(copy[i] ^ (1 << bit));
			if (!gp_doc_unpack(&f, &a, copy, packed.len, &err))
				for (size_t k = 0; k < f.part_count; k++) {
					struct gp_doc_str s = gp_doc_part_text(&f, &f.parts[k]);

					bad += !gp_utf8_valid(s.p, s.n) || !gp_utf8_valid(f.parts[k].at.p, f.parts[k].at.n);
				}
			free(copy);
		}
		bad += !gp_doc_unpack(&f, &a, packed.data, i, &err);
	}
	is_int(bad, 0, "no flipped bit and no cut leads outside of it");
	gp_buf_free(&packed);
	gp_arena_free(&a);
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "-x"))
		return !strcmp(argv[2], "read") ? gp_reader_worker() : gp_pdf_worker(gp_pdf_role(argv[2]));
	signal(SIGPIPE, SIG_IGN);
	word();
	workbook();
	ofd();
	pdf();
	text();
	limits();
	lying();
	gp_arena_free(&arena);
	return tap_done();
}
