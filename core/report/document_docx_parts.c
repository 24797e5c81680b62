#include "core/report/document_docx.h"

#include <string.h>

#include "core/doc/zip_out.h"
#include "core/ledger/date.h"

#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define BULLET_LIST 0
#define ORDERED_LIST 1

const char *gp_word_title(const struct gp_document *d)
{
	size_t i;

	if (d->title)
		return d->title;
	for (i = 0; i < d->count; i++)
		if (d->blocks[i].kind == GP_BLOCK_TITLE && d->blocks[i].text.count)
			return d->blocks[i].text.list[0].text;
	return "";
}

bool gp_word_is_date(const char *s)
{
	int day;

	return gp_date_parse(&day, s, strlen(s));
}

void gp_word_core(struct gp_buf *out, const struct gp_document *d)
{
	gp_buf_puts(out, GP_WORD_XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\""
	    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
	    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
	gp_word_str(out, gp_word_title(d));
	gp_buf_puts(out, "</dc:title>");
	if (d->author) {
		gp_buf_puts(out, "<dc:creator>");
		gp_word_str(out, d->author);
		gp_buf_puts(out, "</dc:creator>");
	}
	if (d->date && gp_word_is_date(d->date))
		gp_buf_printf(out, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">"
		    "%sT00:00:00Z</dcterms:created>", d->date);
	gp_buf_printf(out, "<dc:language>%s</dc:language></cp:coreProperties>",
	    d->language && !strcmp(d->language, "en") ? "en-US" : "zh-CN");
}

void gp_word_abstract_list(struct gp_buf *out, unsigned id, bool ordered)
{
	gp_buf_printf(out, "<w:abstractNum w:abstractNumId=\"%u\"><w:multiLevelType w:val=\"singleLevel\"/>"
	    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"%s\"/>"
	    "<w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"1060\" w:hanging=\"420\"/></w:pPr>"
	    "<w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\""
	    " w:cs=\"Times New Roman\"/></w:rPr>"
	    "</w:lvl></w:abstractNum>", id, ordered ? "decimal" : "bullet", ordered ? "%1." : "•");
}

void gp_word_nums(struct gp_buf *out, const struct gp_word *x, unsigned bullet_list, unsigned ordered_list)
{
	unsigned i;

	gp_buf_printf(out, "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%u\"/></w:num>", x->bullets, bullet_list);
	for (i = 1; i <= x->ordered_count; i++)
		gp_buf_printf(out, "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%u\"/><w:lvlOverride w:ilvl=\"0\">"
		    "<w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>", x->bullets + i, ordered_list);
}

void gp_word_numbering(struct gp_buf *out, const struct gp_word *x)
{
	gp_buf_puts(out, GP_WORD_XML "<w:numbering" GP_WORD_NAMESPACES ">");
	gp_word_abstract_list(out, BULLET_LIST, false);
	gp_word_abstract_list(out, ORDERED_LIST, true);
	gp_word_nums(out, x, BULLET_LIST, ORDERED_LIST);
	gp_buf_puts(out, "</w:numbering>");
}

void gp_word_draft(struct gp_buf *out, const struct gp_word *x)
{
	gp_buf_printf(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r>%s<w:t>%s</w:t></w:r></w:p>",
	    x->style[GP_WORD_DRAFT],
	    x->zh ? "<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>" : "", x->zh ? "草稿" : "DRAFT");
}

void gp_word_header(struct gp_buf *out, const struct gp_word *x)
{
	gp_buf_puts(out, GP_WORD_XML "<w:hdr" GP_WORD_NAMESPACES ">");
	gp_word_draft(out, x);
	gp_buf_puts(out, "</w:hdr>");
}

static void put_footer(struct gp_buf *out, const struct gp_word *x)
{
	gp_buf_printf(out, GP_WORD_XML "<w:ftr" GP_WORD_NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>"
	    "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
	    "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
	    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
	    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p>",
	    x->style[GP_WORD_FOOTER]);
	if (x->d->footer && *x->d->footer) {
		gp_buf_printf(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:rPr>%s<w:sz w:val=\"18\"/>"
		    "<w:szCs w:val=\"18\"/></w:rPr><w:t xml:space=\"preserve\">", x->style[GP_WORD_FOOTER],
		    x->zh ? "<w:rFonts w:hint=\"eastAsia\"/>" : "");
		gp_word_str(out, x->d->footer);
		gp_buf_puts(out, "</w:t></w:r></w:p>");
	}
	gp_buf_puts(out, "</w:ftr>");
}

static void put_document(struct gp_buf *out, const struct gp_word *x)
{
	gp_buf_puts(out, GP_WORD_XML "<w:document" GP_WORD_NAMESPACES "><w:body>");
	gp_buf_put(out, x->body.data, x->body.len);
	gp_buf_puts(out, "<w:sectPr>");
	if (x->d->draft)
		gp_buf_puts(out, "<w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/>");
	gp_buf_puts(out, "<w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>" GP_WORD_PAGE
	    "<w:cols w:space=\"425\"/>"
	    "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr></w:body></w:document>");
}

static void put_relations(struct gp_buf *out, const struct gp_word *x)
{
	static const char *const parts[] = {"styles", "settings", "fontTable", "numbering"};
	size_t i;

	gp_buf_puts(out, GP_WORD_XML "<Relationships xmlns=\"" PACKAGE "relationships\">");
	for (i = 0; i < sizeof parts / sizeof *parts; i++)
		gp_buf_printf(out, "<Relationship Id=\"rId%zu\" Type=\"" GP_WORD_RELATION "%s\" Target=\"%s.xml\"/>",
		    i + 1, parts[i], parts[i]);
	gp_buf_puts(out, "<Relationship Id=\"rIdFooter\" Type=\"" GP_WORD_RELATION "footer\" Target=\"footer1.xml\"/>");
	if (x->d->draft)
		gp_buf_puts(out,
		    "<Relationship Id=\"rIdHeader\" Type=\"" GP_WORD_RELATION "header\" Target=\"header1.xml\"/>");
	if (x->links.len)
		gp_buf_put(out, x->links.data, x->links.len);
	gp_buf_puts(out, "</Relationships>");
}

static void put_types(struct gp_buf *out, const struct gp_word *x)
{
	static const char *const parts[][2] = {{"document", "document.main"}, {"styles", "styles"},
	    {"settings", "settings"}, {"fontTable", "fontTable"}, {"numbering", "numbering"}, {"footer1", "footer"},
	    {"header1", "header"}};
	size_t i, n = sizeof parts / sizeof *parts - (x->d->draft ? 0 : 1);

	gp_buf_puts(out, GP_WORD_XML "<Types xmlns=\"" PACKAGE "content-types\">"
	    "<Default Extension=\"rels\" ContentType="
	    "\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
	for (i = 0; i < n; i++)
		gp_buf_printf(out, "<Override PartName=\"/word/%s.xml\" ContentType=\"" GP_WORD_MIME "%s+xml\"/>",
		    parts[i][0], parts[i][1]);
	gp_buf_puts(out, "<Override PartName=\"/docProps/core.xml\" ContentType="
	    "\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/docProps/app.xml\""
	    " ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>");
}

/* Where a font of official documents is missing, Word takes the one that is named beside it. */
static void put_fonts(struct gp_buf *out)
{
	static const char *const fonts[][2] = {{"方正小标宋简体", "FZXiaoBiaoSong-B05S,宋体"},
	    {"仿宋_GB2312", "仿宋,FangSong"}, {"楷体_GB2312", "楷体,KaiTi"}, {"黑体", "SimHei"}, {"宋体", "SimSun"}};
	size_t i;

	gp_buf_puts(out, GP_WORD_XML "<w:fonts" GP_WORD_NAMESPACES ">");
	for (i = 0; i < sizeof fonts / sizeof *fonts; i++)
		gp_buf_printf(out, "<w:font w:name=\"%s\"><w:altName w:val=\"%s\"/><w:charset w:val=\"86\"/></w:font>",
		    fonts[i][0], fonts[i][1]);
	gp_buf_puts(out, "<w:font w:name=\"Times New Roman\"><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/>"
	    "</w:font></w:fonts>");
}

static const char settings[] = GP_WORD_XML "<w:settings" GP_WORD_NAMESPACES "><w:zoom w:percent=\"100\"/>"
    "<w:defaultTabStop w:val=\"420\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>"
    "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
    "</w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>";
static const char app[] = GP_WORD_XML "<Properties xmlns="
    "\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
    "<Application>govpub</Application></Properties>";
static const char package_relations[] = GP_WORD_XML "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" GP_WORD_RELATION "officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\""
    " Target=\"docProps/core.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" GP_WORD_RELATION "extended-properties\" Target=\"docProps/app.xml\"/>"
    "</Relationships>";

enum part {
	PART_TYPES,
	PART_PACKAGE,
	PART_DOCUMENT,
	PART_RELATIONS,
	PART_STYLES,
	PART_SETTINGS,
	PART_FONTS,
	PART_NUMBERING,
	PART_FOOTER,
	PART_HEADER,
	PART_CORE,
	PART_APP,
	PARTS,
};

/* Some programs want the types first. */
static const char *const part_names[PARTS] = {"[Content_Types].xml", "_rels/.rels", "word/document.xml",
    "word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml", "word/fontTable.xml",
    "word/numbering.xml", "word/footer1.xml", "word/header1.xml", "docProps/core.xml", "docProps/app.xml"};

static void put_part(struct gp_buf *out, enum part p, const struct gp_word *x)
{
	switch (p) {
	case PART_TYPES:
		put_types(out, x);
		break;
	case PART_PACKAGE:
		gp_buf_puts(out, package_relations);
		break;
	case PART_DOCUMENT:
		put_document(out, x);
		break;
	case PART_RELATIONS:
		put_relations(out, x);
		break;
	case PART_STYLES:
		gp_word_styles(out, x);
		break;
	case PART_SETTINGS:
		gp_buf_puts(out, settings);
		break;
	case PART_FONTS:
		put_fonts(out);
		break;
	case PART_NUMBERING:
		gp_word_numbering(out, x);
		break;
	case PART_FOOTER:
		put_footer(out, x);
		break;
	case PART_HEADER:
		gp_word_header(out, x);
		break;
	case PART_CORE:
		gp_word_core(out, x->d);
		break;
	case PART_APP:
		gp_buf_puts(out, app);
		break;
	case PARTS:
		break;
	}
}

int gp_word_package(struct gp_buf *out, const struct gp_word *x, struct gp_err *e)
{
	struct gp_zip_out *z = gp_zip_out_open(e);
	struct gp_buf part;
	int p, result = -1;

	if (!z)
		return -1;
	gp_buf_init(&part, GP_WORD_PART_MAX + 4096); /* the body and what stands around it */
	for (p = 0; p < PARTS; p++) {
		if (p == PART_HEADER && !x->d->draft)
			continue;
		gp_buf_clear(&part);
		put_part(&part, (enum part)p, x);
		if (part.full) {
			gp_fail(e, GP_ELIMIT, "the document has more than %zu bytes, too many for Word", part.max);
			goto out;
		}
		if (gp_zip_out_add(z, part_names[p], part.data, part.len, e))
			goto out;
	}
	result = gp_zip_out_finish(z, out, e);
	z = NULL;
out:
	gp_zip_out_drop(z);
	gp_buf_free(&part);
	return result;
}
