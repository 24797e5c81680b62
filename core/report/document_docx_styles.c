#include "core/report/document_docx.h"

#include <string.h>

#define FANGSONG "仿宋_GB2312"
#define KAITI "楷体_GB2312"
#define HEITI "黑体"
#define SONG "宋体"
#define TITLE_SONG "方正小标宋简体"
#define LATIN "Times New Roman"
#define LINE 579   /* twips: 22 lines on the 225 mm between the margins */
#define INDENT 640 /* twips: two characters of 三号 */

/* A paragraph's look. Sizes: 44 二号, 32 三号, 28 四号, 24 小四, 21 五号, 18 小五. */
struct look {
	const char *id;
	const char *names[4]; /* the first is the one that Word knows in every language */
	const char *font;     /* of Chinese characters */
	const char *jc;
	unsigned size;
	unsigned before, after; /* twips */
	unsigned line;          /* exactly, in twips; 0: what the letters need */
	unsigned outline;       /* level in the navigation, from 1; 0: none */
	bool bold, red, keep_next;
	bool indent;            /* in Chinese: two characters */
};

static const struct look looks[GP_WORD_STYLES] = {
	[GP_WORD_TITLE] = {.id = "Title", .names = {"Title", "标题"}, .font = TITLE_SONG, .size = 44, .jc = "center",
	    .after = LINE, .line = 700, .keep_next = true},
	[GP_WORD_HEADING] = {.id = "Heading1", .names = {"heading 1", "标题 1"}, .font = HEITI, .size = 32,
	    .jc = "left", .line = LINE, .indent = true, .keep_next = true, .outline = 1},
	{.id = "Heading2", .names = {"heading 2", "标题 2"}, .font = KAITI, .size = 32, .jc = "left", .line = LINE,
	    .indent = true, .keep_next = true, .outline = 2},
	{.id = "Heading3", .names = {"heading 3", "标题 3"}, .font = FANGSONG, .size = 32, .bold = true, .jc = "left",
	    .line = LINE, .indent = true, .keep_next = true, .outline = 3},
	{.id = "Heading4", .names = {"heading 4", "标题 4"}, .font = FANGSONG, .size = 32, .jc = "left", .line = LINE,
	    .indent = true, .keep_next = true, .outline = 4},
	{.id = "Heading5", .names = {"heading 5", "标题 5"}, .font = FANGSONG, .size = 32, .jc = "left", .line = LINE,
	    .indent = true, .keep_next = true, .outline = 5},
	{.id = "Heading6", .names = {"heading 6", "标题 6"}, .font = FANGSONG, .size = 32, .jc = "left", .line = LINE,
	    .indent = true, .keep_next = true, .outline = 6},
	[GP_WORD_BODY] = {.id = "ReportText", .names = {"Report Text", "报告正文"}, .font = FANGSONG, .size = 32,
	    .jc = "both", .line = LINE},
	[GP_WORD_NOTE] = {.id = "ReportNote", .names = {"Report Note", "报告注释"}, .font = FANGSONG, .size = 21,
	    .jc = "left", .before = 60},
	[GP_WORD_CAPTION] = {.id = "Caption", .names = {"caption", "题注"}, .font = HEITI, .size = 24, .jc = "center",
	    .before = 120, .after = 60, .keep_next = true},
	[GP_WORD_CELL] = {.id = "ReportTable", .names = {"Report Table", "报告表格"}, .font = SONG, .size = 21,
	    .jc = "left"},
	[GP_WORD_DRAFT] = {.id = "ReportDraft", .names = {"Report Draft", "报告草稿"}, .font = HEITI, .size = 28,
	    .bold = true, .red = true, .jc = "center"},
	[GP_WORD_FOOTER] = {.id = "Footer", .names = {"footer", "页脚"}, .font = SONG, .size = 28, .jc = "center"},
};

const char *gp_word_style_id(enum gp_word_style s)
{
	return looks[s].id;
}

const char *gp_word_style_name(enum gp_word_style s, unsigned i)
{
	return i < sizeof looks[s].names / sizeof *looks[s].names ? looks[s].names[i] : NULL;
}

static void put_letters(struct gp_buf *out, const char *font, unsigned size, bool bold, bool red)
{
	gp_buf_printf(out, "<w:rPr><w:rFonts w:ascii=\"" LATIN "\" w:eastAsia=\"%s\" w:hAnsi=\"" LATIN
	    "\" w:cs=\"" LATIN "\"/>%s%s<w:sz w:val=\"%u\"/><w:szCs w:val=\"%u\"/></w:rPr>", font,
	    bold ? "<w:b/><w:bCs/>" : "<w:b w:val=\"0\"/><w:bCs w:val=\"0\"/>",
	    red ? "<w:color w:val=\"C00000\"/>" : "<w:color w:val=\"auto\"/>", size, size);
}

void gp_word_style(struct gp_buf *out, enum gp_word_style s, const char *id, bool zh)
{
	const struct look *l = &looks[s];

	gp_buf_puts(out, "<w:style w:type=\"paragraph\"");
	if (!strncmp(l->names[0], "Report ", 7))
		gp_buf_puts(out, " w:customStyle=\"1\"");
	gp_buf_puts(out, " w:styleId=\"");
	gp_buf_puts(out, id);
	/* based on nothing: what the office's own styles say does not leak in */
	gp_buf_printf(out, "\"><w:name w:val=\"%s\"/><w:qFormat/><w:pPr>%s<w:snapToGrid w:val=\"0\"/>"
	    "<w:spacing w:before=\"%u\" w:after=\"%u\"", l->names[0], l->keep_next ? "<w:keepNext/><w:keepLines/>" : "",
	    l->before, l->after);
	if (l->line)
		gp_buf_printf(out, " w:line=\"%u\" w:lineRule=\"exact\"/>", l->line);
	else
		gp_buf_puts(out, " w:line=\"240\" w:lineRule=\"auto\"/>");
	if (l->indent && zh)
		gp_buf_printf(out, "<w:ind w:firstLineChars=\"200\" w:firstLine=\"%d\"/>", INDENT);
	gp_buf_printf(out, "<w:jc w:val=\"%s\"/>", l->jc);
	if (l->outline)
		gp_buf_printf(out, "<w:outlineLvl w:val=\"%u\"/>", l->outline - 1);
	gp_buf_puts(out, "</w:pPr>");
	/* Latin letters have no 黑体 to tell a heading by */
	put_letters(out, l->font, l->size, l->bold || (!zh && (l->outline || s == GP_WORD_TITLE)), l->red);
	gp_buf_puts(out, "</w:style>");
}

void gp_word_styles(struct gp_buf *out, const struct gp_word *x)
{
	int s;

	gp_buf_puts(out, GP_WORD_XML "<w:styles" GP_WORD_NAMESPACES "><w:docDefaults><w:rPrDefault><w:rPr>"
	    "<w:rFonts w:ascii=\"" LATIN "\" w:eastAsia=\"" FANGSONG "\" w:hAnsi=\"" LATIN "\" w:cs=\"" LATIN "\"/>"
	    "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/>"
	    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
	    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
	    "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
	    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
	    "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/>"
	    "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
	    "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>"
	    "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>"
	    "</w:tblCellMar></w:tblPr></w:style>");
	for (s = 0; s < GP_WORD_STYLES; s++)
		gp_word_style(out, (enum gp_word_style)s, x->style[s], x->zh);
	gp_buf_puts(out, "</w:styles>");
}
