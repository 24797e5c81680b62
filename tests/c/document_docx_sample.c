/* The Word writer with an office's own file. */
#include "core/doc/zip_out.h"
#include "tests/lib/docx_package.h"

#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define WORD " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define MIME "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* A sample from its parts; any may be NULL. */
struct sample {
	const char *type, *document, *relations, *styles, *numbering, *header;
};

static struct gp_buf make_sample(const struct sample *s)
{
	struct gp_zip_out *z = gp_zip_out_open(&err);
	struct gp_buf out, b;
	bool good = z != NULL;

	gp_buf_init(&out, FILE_MAX);
	gp_buf_init(&b, FILE_MAX);
#define ADD(name, p) (good = good && (!(p) || !gp_zip_out_add(z, name, p, strlen(p), &err)))
	gp_buf_printf(&b, "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	    "<Override PartName=\"/word/document.xml\" ContentType=\"%s\"/></Types>",
	    s->type ? s->type : MIME "document.main+xml");
	ADD("[Content_Types].xml", b.data);
	ADD("_rels/.rels", "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"rId1\" Type=\"" OFFICE
	    "/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
	ADD("word/document.xml", s->document);
	ADD("word/_rels/document.xml.rels", s->relations);
	ADD("word/styles.xml", s->styles);
	ADD("word/numbering.xml", s->numbering);
	ADD("word/header7.xml", s->header);
	ADD("word/media/seal.xml", "<seal/>");
#undef ADD
	if (!good || gp_zip_out_finish(z, &out, &err))
		ok(false, "the sample can be made: %s", err.msg);
	gp_buf_free(&b);
	return out;
}

static const char letter[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document" WORD " xmlns:r=\"" OFFICE "\"><w:body>"
    "<w:p><w:r><w:t>红头 {{ti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tle}} 号{{age</w:t></w:r><w:r><w:t>ncy</w:t>"
    "</w:r><w:r><w:t>}}{{none}}</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:pStyle w:val=\"a7\"/></w:pPr><w:r><w:t>{{re</w:t></w:r><w:r><w:t>port}}</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>{{ date }}</w:t></w:r></w:p>"
    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdReport3\"/><w:pgSz w:w=\"12000\" w:h=\"16000\"/>"
    "<w:pgMar w:left=\"1000\" w:right=\"1000\"/></w:sectPr></w:body></w:document>";
static const char letter_relations[] = "<Relationships xmlns=\"" RELATIONS "\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" OFFICE "/numbering\" Target=\"/word/numbering.xml\"/>"
    "<Relationship Id=\"rIdReport3\" Type=\"" OFFICE "/header\" Target=\"header7.xml\"/></Relationships>";
static const char letter_styles[] = "<w:styles" WORD ">"
    "<w:style w:type=\"paragraph\" w:styleId=\"a7\"><w:name w:val=\"机关正文\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"Heading 1\"/></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Heading2\"><w:name w:val=\"标题 2\"/></w:style></w:styles>";
static const char letter_numbering[] = "<w:numbering" WORD ">"
    "<w:abstractNum w:abstractNumId=\"5\"/><w:num w:numId=\"9\"><w:abstractNumId w:val=\"5\"/></w:num></w:numbering>";
static const char letter_header[] = "<w:hdr" WORD "><w:p><w:r><w:t>{{title}}</w:t></w:r></w:p></w:hdr>";

static void test_sample(void)
{
	struct sample s = {.document = letter, .relations = letter_relations, .styles = letter_styles,
	    .numbering = letter_numbering, .header = letter_header};
	struct gp_document d = *report();
	struct gp_buf sample = make_sample(&s), out, again;
	const char *x, *styles, *numbering;

	d.draft = true;
	out = write_docx(&d, &sample, 0);
	again = write_docx(&d, &sample, 0);
	check_package(&out, "a sample");
	ok(out.len == again.len && !memcmp(out.data, again.data, out.len), "the same sample gives the same bytes");
	x = part(&out, "word/document.xml");
	styles = part(&out, "word/styles.xml");
	numbering = part(&out, "word/numbering.xml");
	ok(strstr(x, "红头 某局2024年报告</w:t>") && strstr(x, "> 号某局</w:t>"),
	    "title and agency are put in, also over several runs");
	ok(strstr(x, "{{none}}") && !strstr(x, "{{re"), "other braces stay, those of the report are gone");
	ok(strstr(x, ">2025年1月20日</w:t>") != NULL, "the day is written as officials write it");
	ok(strstr(x, "红头") < strstr(x, "一、总体情况") && strstr(x, "一、总体情况") < strstr(x, "2025年1月20日"),
	    "what stood before and behind the report does so still");
	ok(strstr(x, "<w:pStyle w:val=\"a7\"/><w:ind w:firstLineChars=\"200\"") != NULL,
	    "its text looks as the marker did");
	ok(strstr(x, "<w:pStyle w:val=\"1\"/>") && !strstr(styles, "w:styleId=\"Heading1\""),
	    "a heading has the sample's style");
	ok(strstr(styles, "w:styleId=\"Heading2Report1\"><w:name w:val=\"heading 2\"/>") != NULL,
	    "a style that is missing is added, under an id that is free");
	ok(!strstr(styles, "Report Text"), "one that is not used is not");
	ok(strstr(numbering, "w:abstractNumId=\"7\"") && strstr(numbering, "w:numId=\"12\"") &&
	    strstr(numbering, "\"7\">") < strstr(numbering, "<w:num "), "lists get numbers that are free");
	ok(strstr(part(&out, "word/_rels/document.xml.rels"), "Id=\"rIdReport4_1\"") != NULL, "so do links");
	ok(strstr(x, "<w:tblW w:w=\"10000\"") != NULL, "a table is as wide as the sample's text");
	ok(strstr(part(&out, "word/header7.xml"), "草稿") && strstr(part(&out, "word/header7.xml"), "某局2024年报告"),
	    "the sample's own header says that it is a draft");
	is_str(part(&out, "word/media/seal.xml"), "<seal/>", "what is not spoken of stays");
	ok(strstr(part(&out, "docProps/core.xml"), "某局2024年报告") != NULL, "the properties are the report's");
	gp_buf_free(&sample);
	sample = out;
	out = write_docx(&d, &sample, 0);
	check_package(&out, "its own output as a sample");
	gp_buf_free(&sample);
	gp_buf_free(&again);
	gp_buf_free(&out);
}

static void test_sample_without_marker(void)
{
	struct sample s = {.type = MIME "template.main+xml", .document = "<w:document" WORD "><w:body>"
	    "<w:p><w:pPr><w:sectPr><w:footerReference xmlns:r=\"" OFFICE "\" w:type=\"default\" r:id=\"f\"/>"
	    "</w:sectPr></w:pPr></w:p><w:p><w:r><w:t>旧文</w:t></w:r></w:p><w:sectPr/></w:body></w:document>",
	    .relations = "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"f\" Type=\"" OFFICE
	    "/footer\" Target=\"header7.xml\"/></Relationships>", .header = "<w:ftr" WORD "/>"};
	struct gp_document d = *report();
	struct gp_buf sample = make_sample(&s), out;
	const char *x;

	d.draft = true;
	out = write_docx(&d, &sample, 0);
	x = part(&out, "word/document.xml");
	check_package(&out, "a sample without a marker");
	ok(!strstr(x, "旧文") && strstr(x, "总体情况"), "all of its text gives way");
	ok(strstr(x, "r:id=\"f\"") != NULL, "the foot of a section that is gone is the last one's");
	is_int(count(x, "<w:headerReference"), 3, "a header that says draft is added");
	ok(strstr(part(&out, "[Content_Types].xml"), MIME "document.main+xml") != NULL,
	    "a template becomes a document");
	gp_buf_free(&sample);
	gp_buf_free(&out);
	s.document = "<w:document" WORD "><w:body><w:tbl><w:tr><w:tc><w:p><w:pPr><w:sectPr/></w:pPr>"
	    "<w:r><w:t>{{report}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
	s.relations = NULL;
	sample = make_sample(&s);
	out = write_docx(&d, &sample, 0);
	x = part(&out, "word/document.xml");
	ok(strstr(x, "总体情况") && !strstr(x, "{{report}}") && count(x, "<w:sectPr") == 1,
	    "a marker may stand in a table and end a section");
	gp_buf_free(&sample);
	gp_buf_free(&out);
	s.document = "<w:document" WORD "><w:body><w:p><w:t>{{title<w:t> </w:t></w:t><w:t>{{</w:t>"
	    "<w:t>ti<w:t>t</w:t></w:t><w:t>tle}}</w:t></w:p><w:p><w:t>{{report}}</w:t></w:p></w:body></w:document>";
	sample = make_sample(&s);
	out = write_docx(&d, &sample, 0);
	check_package(&out, "elements where none may be");
	gp_buf_free(&sample);
	gp_buf_free(&out);
}

static void refused(const struct gp_buf *sample, enum gp_code code, const char *words, const char *name)
{
	struct gp_buf out = write_docx(report(), sample, -1);

	ok(err.code == code && strstr(err.msg, "office.docx: it cannot serve as a sample: ") && strstr(err.msg, words), "%s", name);
	if (!strstr(err.msg, words))
		printf("# %s\n", err.msg);
	is_int((long long)out.len, 0, "and nothing is written");
	gp_buf_free(&out);
}

static void test_no_sample(void)
{
	struct gp_buf b = {.data = (char[]){"no zip"}, .len = 6};
	struct gp_buf old = {.data = (char[]){"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"}, .len = 8};
	static const struct {
		struct sample s;
		enum gp_code code;
		const char *words, *name;
	} cases[] = {
		{{.document = NULL}, GP_EPARSE, "no Word document", "a zip without a text"},
		{{.document = "<w:document" WORD "><w:body>"}, GP_EPARSE,
		    "word/document.xml: the file is damaged: it is no well-formed XML", "XML that is cut off"},
		{{.document = "<!DOCTYPE w:document [<!ENTITY a \"b\">]><w:document" WORD "><w:body/></w:document>"},
		    GP_EPARSE, "document type", "XML with entities"},
		{{.document = "<w:document" WORD "/>"}, GP_EPARSE, "no Word document", "a document without a body"},
		{{.document = "<html/>"}, GP_EPARSE, "no Word document", "something else"},
		{{.document = letter, .type = "application/vnd.ms-word.document.macroEnabled.main+xml"}, GP_EUSAGE,
		    "macros", "macros"},
		{{.document = "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body/>"
		    "</w:document>"},
		    GP_EUSAGE, "Strict", "the strict kind"},
	};

	refused(&b, GP_EPARSE, "", "a sample that is no zip");
	refused(&old, GP_EUSAGE, ".docx", "a .doc");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct gp_buf sample = make_sample(&cases[i].s);

		refused(&sample, cases[i].code, cases[i].words, cases[i].name);
		gp_buf_free(&sample);
	}
}

/* A file that was cut or changed anywhere is refused or read, never worse. */
static void test_damaged(void)
{
	struct sample s = {.document = letter, .relations = letter_relations, .styles = letter_styles,
	    .numbering = letter_numbering, .header = letter_header};
	struct gp_buf whole = make_sample(&s), out;
	struct gp_document d = *report();
	char *copy = gp_alloc(whole.len);
	int refusals = 0;

	for (size_t i = 0; i < whole.len; i += 13) {
		memcpy(copy, whole.data, whole.len);
		copy[i] = (char)(copy[i] ^ 0x55);
		gp_buf_init(&out, FILE_MAX);
		refusals += gp_document_docx(&out, &d, &(struct gp_document_sample){"s", copy, whole.len}, &err) != 0;
		refusals += gp_document_docx(&out, &d, &(struct gp_document_sample){"s", copy, i}, &err) != 0;
		gp_buf_free(&out);
	}
	ok(refusals > (int)(whole.len / 13), "damaged samples are refused");
	free(copy);
	gp_buf_free(&whole);
}

int main(void)
{
	test_sample();
	test_sample_without_marker();
	test_no_sample();
	test_damaged();
	gp_arena_free(&arena);
	return tap_done();
}
