/* Templates: text, HTML and Markdown; Word files with tags split over runs, repeated rows, merged cells. */
#include "core/report/template.h"

#include <string.h>

#include "core/doc/zip_in.h"
#include "core/doc/zip_out.h"
#include "tests/lib/tap.h"

#define FILE_MAX ((size_t)4 << 20)
#define WORD "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document " \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
#define END "</w:body></w:document>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(text) "<w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" P(text) "</w:tc>"
#define T(text) "<w:t xml:space=\"preserve\">" text "</w:t>"
#define FILLED(text) "<w:p><w:r>" T(text) "</w:r></w:p>"

static struct gp_err err;
static struct gp_arena arena;

/* --- values: { 编号, who, fee = 0, paid = true, kinds = {…}, none = null, empty = {}, dept = {name}, rows = {…} } */

static void key(struct gp_buf *b, const char *k)
{
	gp_pack_key(b, k, strlen(k));
}

static void str(struct gp_buf *b, const char *k, const char *v)
{
	key(b, k);
	gp_pack_str(b, v, strlen(v));
}

static void row(struct gp_buf *b, const char *kind, const char *name)
{
	gp_pack_map(b, 2);
	str(b, "kind", kind);
	str(b, "姓名", name);
}

static struct gp_value values(void)
{
	struct gp_value v = {0};
	struct gp_buf b;

	gp_buf_init(&b, FILE_MAX);
	gp_pack_map(&b, 9);
	str(&b, "编号", "〔2023〕12号");
	str(&b, "who", "<王*某>\n{{编号}}");
	key(&b, "fee");
	gp_pack_int(&b, 0);
	key(&b, "paid");
	gp_pack_bool(&b, true);
	key(&b, "kinds");
	gp_pack_list(&b, 2);
	gp_pack_str(&b, "网站", 6);
	gp_pack_str(&b, "信函", 6);
	key(&b, "none");
	gp_pack_null(&b);
	key(&b, "empty");
	gp_pack_map(&b, 0);
	key(&b, "dept");
	gp_pack_map(&b, 1);
	str(&b, "name", "办公室");
	key(&b, "rows");
	gp_pack_list(&b, 3);
	row(&b, "甲", "一");
	row(&b, "甲", "二");
	row(&b, "乙", "三");
	if (gp_value_unpack(&v, &arena, b.data, b.len, &err))
		ok(false, "values: %s", err.msg);
	gp_buf_free(&b);
	return v;
}

/* The filled template, or the message. */
static const char *fill_max(enum gp_template_kind kind, const char *p, size_t n, size_t max, struct gp_buf *out)
{
	struct gp_value v = values();

	gp_buf_init(out, max);
	err = (struct gp_err)GP_ERR_INIT;
	if (gp_template_fill(out, kind, p, n, &v, NULL, &err))
		return err.msg;
	return out->data ? out->data : "";
}

static void is_filled(enum gp_template_kind kind, const char *template, const char *want, const char *name)
{
	struct gp_buf out;

	is_str(fill_max(kind, template, strlen(template), FILE_MAX, &out), want, name);
	gp_buf_free(&out);
}

static void test_text(void)
{
	is_filled(GP_TEMPLATE_TEXT, "第{{ 编号 }}、{{　dept.name}}{{none}}。", "第〔2023〕12号、办公室。", "values by name and path");
	is_filled(GP_TEMPLATE_TEXT, "{{kinds}} {{fee}} {{paid}}", "网站、信函 0 是", "lists, numbers and booleans have words");
	is_filled(GP_TEMPLATE_TEXT, "{{#rows}}{{kind}}{{姓名}}({{编号}});{{/rows}}",
	    "甲一(〔2023〕12号);甲二(〔2023〕12号);乙三(〔2023〕12号);", "a list repeats, and what is around it is there");
	is_filled(GP_TEMPLATE_TEXT, "{{#empty}}x{{/}}{{?fee}}收费{{/fee}}{{!fee}}免费{{/fee}}{{?paid}}已缴{{/}}", "免费已缴",
	    "what is empty is left out");
	is_filled(GP_TEMPLATE_TEXT, "{{who}}", "<王*某>\n{{编号}}", "a tag in a value is text");
	is_filled(GP_TEMPLATE_TEXT, "{{ {{}} {{\n}} }} {", "{{ {{}} {{\n}} }} {", "braces that are no tag stay");
	is_filled(GP_TEMPLATE_HTML, "<b>{{who}}</b>", "<b>&lt;王*某&gt;<br>{{编号}}</b>", "HTML is escaped");
	is_filled(GP_TEMPLATE_MARKDOWN, "# {{who}}", "# \\<王\\*某\\>\\\n\\{\\{编号\\}\\}", "Markdown is escaped");
}

static void test_used(void)
{
	static const char template[] = "{{编号}}{{none}}{{编号}}{{#rows}}{{kind}}{{/rows}}{{?empty}}{{fee}}{{/empty}}{{?paid}}{{who}}{{/paid}}";
	struct gp_value v = values();
	struct gp_buf out, used;

	gp_buf_init(&out, FILE_MAX);
	gp_buf_init(&used, GP_TEMPLATE_USED_MAX);
	ok(!gp_template_fill(&out, GP_TEMPLATE_TEXT, template, sizeof template - 1, &v, &used, &err), "names that were used");
	gp_buf_putc(&used, '\0');
	is_str(used.data, "=编号\n!none\n=rows\n=kind\n=empty\n=paid\n=who\n",
	    "each is told once, and which had nothing; not those in what was left out");
	gp_buf_free(&used);
	gp_buf_free(&out);
	gp_buf_init(&out, FILE_MAX);
	gp_buf_init(&used, 10);
	ok(gp_template_fill(&out, GP_TEMPLATE_TEXT, template, sizeof template - 1, &v, &used, &err) && err.code == GP_ELIMIT,
	    "none is forgotten for lack of room");
	gp_buf_free(&used);
	gp_buf_free(&out);
}

static void test_mistakes(void)
{
	struct gp_buf out;

	is_filled(GP_TEMPLATE_TEXT, "{{nobody}}", "there is nothing called 'nobody' to fill in", "an unknown name is said");
	is_filled(GP_TEMPLATE_TEXT, "{{dept.head}}", "there is nothing called 'dept.head' to fill in", "also inside a map");
	is_filled(GP_TEMPLATE_TEXT, "{{#rows}}x", "'rows' is begun and not ended: {{/rows}} is missing", "a missing end is said");
	is_filled(GP_TEMPLATE_TEXT, "x{{/rows}}", "{{/rows}} ends what was not begun", "a missing begin is said");
	is_filled(GP_TEMPLATE_TEXT, "{{#rows}}{{?paid}}{{/rows}}{{/}}",
	    "{{/rows}} ends what {{paid}} began; tags end in the order in which they stand", "crossed tags are said");
	is_filled(GP_TEMPLATE_TEXT, "{{rows}}", "'rows' has rows; write {{#rows}} … {{/rows}} around what is said of each",
	    "a list of rows is no value");
	is_filled(GP_TEMPLATE_TEXT, "{{#编号}}{{/}}", "'编号' has no rows; write {{编号}} for its value", "a value has no rows");
	is_filled(GP_TEMPLATE_TEXT,
	    "{{?paid}}{{?paid}}{{?paid}}{{?paid}}{{?paid}}{{?paid}}{{?paid}}{{?paid}}{{?paid}}x{{/}}{{/}}{{/}}{{/}}{{/}}{{/}}{{/}}{{/}}{{/}}",
	    "more than 8 tags inside one another", "depth has an end");
	is_str(fill_max(GP_TEMPLATE_TEXT, "{{#rows}}{{who}}{{/rows}}", 26, 40, &out), "what is filled in has more than 40 bytes",
	    "so has size");
	is_int(err.code, GP_ELIMIT, "which is a limit");
	gp_buf_free(&out);
}

/* --- Word */

static struct gp_buf package(const char *document, const char *header)
{
	static const char types[] = "<Types><Override ContentType=\""
	    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml\"/></Types>";
	struct gp_zip_out *z = gp_zip_out_open(&err);
	struct gp_buf out;

	gp_buf_init(&out, FILE_MAX);
	if (!z || gp_zip_out_add(z, "[Content_Types].xml", types, sizeof types - 1, &err) ||
	    gp_zip_out_add(z, "word/document.xml", document, strlen(document), &err) ||
	    (header && gp_zip_out_add(z, "word/header1.xml", header, strlen(header), &err)) ||
	    gp_zip_out_finish(z, &out, &err))
		ok(false, "the template can be made: %s", err.msg);
	return out;
}

/* The part after it was filled, or the message; in the arena. */
static const char *filled_part(const char *document, const char *header, const char *part)
{
	struct gp_buf in = package(document, header), out, b;
	const char *said = fill_max(GP_TEMPLATE_DOCX, in.data, in.len, FILE_MAX, &out);
	struct gp_zip_in *z = NULL;

	gp_buf_init(&b, FILE_MAX);
	if (err.code == GP_OK)
		said = gp_zip_in_open(&z, out.data, out.len, &err) || gp_zip_in_read(z, part, &b, &err) ? err.msg : b.data;
	said = gp_arena_strndup(&arena, said, strlen(said));
	gp_zip_in_free(z);
	gp_buf_free(&b);
	gp_buf_free(&out);
	gp_buf_free(&in);
	return said;
}

static void is_word(const char *document, const char *want, const char *name)
{
	is_str(filled_part(document, NULL, "word/document.xml"), want, name);
}

static void test_paragraphs(void)
{
	is_word(WORD "<w:p><w:r><w:t>第{{编</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>号</w:t></w:r><w:r><w:t>}}收</w:t></w:r></w:p>"
	    P("as it is") END,
	    WORD "<w:p><w:r>" T("第〔2023〕12号") "</w:r><w:r><w:rPr><w:b/></w:rPr></w:r><w:r>" T("收") "</w:r></w:p>"
	    P("as it is") END, "a tag split over runs looks like the first; the rest stays");
	is_word(WORD P("{{who}}") END, WORD "<w:p><w:r>" T("&lt;王*某&gt;") "<w:br/>" T("{{编号}}") "</w:r></w:p>" END,
	    "a value is text, with its lines");
	is_word(WORD P("{{#rows}}") P("{{姓名}}") P(" {{/rows}}") P("。") END,
	    WORD FILLED("一") FILLED("二") FILLED("三") P("。") END, "paragraphs between two that are tags repeat");
	is_word(WORD P("{{?fee}}") P("收") P("{{/fee}}") P("{{!fee}}") P("免") P("{{/fee}}") END, WORD P("免") END,
	    "and are left out");
	is_word(WORD P("{{#rows}}{{姓名}}，{{/rows}}完") END, WORD FILLED("一，二，三，完") END, "text inside a paragraph repeats");
	is_word(WORD "<w:p><w:r><w:pict><w:txbxContent>" P("{{编号}}") "</w:txbxContent></w:pict><w:t>x{{fee}}</w:t></w:r></w:p>" END,
	    WORD "<w:p><w:r><w:pict><w:txbxContent>" FILLED("〔2023〕12号") "</w:txbxContent></w:pict>" T("x0") "</w:r></w:p>" END,
	    "text boxes are filled");
	is_str(filled_part(WORD END, WORD P("{{编号}}") END, "word/header1.xml"), WORD FILLED("〔2023〕12号") END,
	    "and headers");
	ok(strstr(filled_part(WORD END, NULL, "[Content_Types].xml"), ".document.main+xml") != NULL, "a .dotx becomes a document");
}

static void test_tables(void)
{
	is_word(WORD "<w:tbl><w:tblPr/><w:tr>" TC("姓名") "</w:tr><w:tr>" TC("{{#rows}}{{kind}}") TC("{{姓名}}{{/rows}}")
	    "</w:tr></w:tbl>" END,
	    WORD "<w:tbl><w:tblPr/><w:tr>" TC("姓名") "</w:tr>"
	    "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("甲") "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("一") "</w:tc></w:tr>"
	    "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("甲") "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("二") "</w:tc></w:tr>"
	    "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("乙") "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("三") "</w:tc></w:tr>"
	    "</w:tbl>" END, "a row repeats");
	is_word(WORD "<w:tbl><w:tr><w:tc>" P("{{#rows}}{{^}}{{kind}}") "</w:tc>" TC("{{/rows}}x") "</w:tr></w:tbl>" END,
	    WORD "<w:tbl>"
	    "<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" FILLED("甲") "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("x") "</w:tc></w:tr>"
	    "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("x") "</w:tc></w:tr>"
	    "<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" FILLED("乙") "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("x") "</w:tc></w:tr>"
	    "</w:tbl>" END, "cells that say the same merge");
	is_word(WORD "<w:tbl><w:tr>" TC("{{#rows}}{{kind}}") "</w:tr><w:tr>" TC("{{?fee}}x{{/fee}}{{/rows}}") "</w:tr></w:tbl>" END,
	    WORD "<w:tbl>"
	    "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("甲") "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr><w:p><w:r></w:r></w:p></w:tc></w:tr>"
	    "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("甲") "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr><w:p><w:r></w:r></w:p></w:tc></w:tr>"
	    "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>" FILLED("乙") "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr><w:p><w:r></w:r></w:p></w:tc></w:tr>"
	    "</w:tbl>" END, "two rows repeat together");
	is_word(WORD "<w:tbl><w:tr><w:tc>" P("{{#rows}}") P("{{姓名}}") P("{{/rows}}") "</w:tc></w:tr></w:tbl>" END,
	    WORD "<w:tbl><w:tr><w:tc>" FILLED("一") FILLED("二") FILLED("三") "</w:tc></w:tr></w:tbl>" END,
	    "paragraphs in one cell repeat there");
}

static void test_word_mistakes(void)
{
	is_word(WORD P("致 {{nobody}}") END, "in '致 {{nobody}}': there is nothing called 'nobody' to fill in",
	    "a mistake is said with the words around it");
	is_word(WORD P("x{{#rows}}") P("{{/rows}}") END,
	    "in 'x{{#rows}}': {{rows}} and its end stand neither in one paragraph, nor each alone in one, nor in one table",
	    "a section that cannot be cut out is said");
	is_word(WORD P("{{#rows}}") END, "in '{{#rows}}': 'rows' is begun and not ended: {{/rows}} is missing", "a missing end");
	is_word(WORD P("{{/rows}}") END, "in '{{/rows}}': {{/rows}} ends what was not begun", "a missing begin");
	is_word(WORD "<w:tbl><w:tr>" TC("{{#rows}}") TC("{{/who}}") "</w:tr></w:tbl>" END,
	    "in '{{/who}}': {{/who}} ends what {{rows}} began; tags end in the order in which they stand", "crossed tags in a row");
	is_word("<w:document>", "word/document.xml: the file is damaged: it is no well-formed XML", "damage is said");
}

int main(void)
{
	test_text();
	test_used();
	test_mistakes();
	test_paragraphs();
	test_tables();
	test_word_mistakes();
	gp_arena_free(&arena);
	return tap_done();
}
