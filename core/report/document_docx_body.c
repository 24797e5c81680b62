#include "core/report/document_docx.h"

#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/web/url.h"

#define HEADINGS 6
#define REPLACEMENT "\xEF\xBF\xBD"

/* Whether XML 1.0 may hold it (production 2), and no reference is needed. */
static bool stands_as_it_is(uint32_t cp)
{
	if (cp < 0x20)
		return cp == '\t' || cp == '\n' || cp == '\r';
	return cp != GP_UTF8_BAD && cp != 0xFFFE && cp != 0xFFFF && cp != '&' && cp != '<' && cp != '>' && cp != '"';
}

static const char *reference(uint32_t cp)
{
	switch (cp) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return REPLACEMENT;
	}
}

void gp_word_text(struct gp_buf *out, const char *s, size_t n)
{
	size_t i, len, from = 0;
	uint32_t cp;

	for (i = 0; i < n; i += len) {
		cp = gp_utf8_get(s + i, n - i, &len);
		if (stands_as_it_is(cp))
			continue;
		gp_buf_put(out, s + from, i - from);
		gp_buf_puts(out, reference(cp));
		from = i + len;
	}
	if (n > from)
		gp_buf_put(out, s + from, n - from);
}

void gp_word_str(struct gp_buf *out, const char *s)
{
	gp_word_text(out, s, strlen(s));
}

void gp_word_lines(struct gp_buf *out, const char *s, size_t n)
{
	size_t i, from = 0;

	for (i = 0; i <= n; i++) {
		if (i < n && s[i] != '\n' && s[i] != '\r' && s[i] != '\t')
			continue;
		if (i > from) {
			gp_buf_puts(out, "<w:t xml:space=\"preserve\">");
			gp_word_text(out, s + from, i - from);
			gp_buf_puts(out, "</w:t>");
		}
		from = i + 1;
		if (i == n)
			break;
		if (s[i] == '\t')
			gp_buf_puts(out, "<w:tab/>");
		else if (s[i] == '\n' || i + 1 == n || s[i + 1] != '\n') /* "\r\n" is one */
			gp_buf_puts(out, "<w:br/>");
	}
}

void gp_word_run(struct gp_word *x, const char *s, size_t n, bool bold, const char *look)
{
	/* without the hint Word sets “ ” … in the Latin letters, half as wide */
	const char *hint = x->zh ? "<w:rFonts w:hint=\"eastAsia\"/>" : "";

	if (!n)
		return;
	gp_buf_puts(&x->body, "<w:r>");
	if (*hint || bold || *look)
		gp_buf_printf(&x->body, "<w:rPr>%s%s%s</w:rPr>", hint, bold ? "<w:b/><w:bCs/>" : "", look);
	gp_word_lines(&x->body, s, n);
	gp_buf_puts(&x->body, "</w:r>");
}

/* How much of an address Word takes: 0 for none. A wrong one makes it call the whole file damaged. */
static size_t link_length(const char *href)
{
	size_t bare = strcspn(href, "#"), i;

	if (!gp_url_looks_serialised(href, bare))
		return 0;
	for (i = bare; href[i]; i++)
		if (href[i] <= ' ' || href[i] > '~' || strchr("\"<>\\^`{|}", href[i]) || (href[i] == '#' && i > bare))
			return bare; /* a name of a place that cannot be written opens the page */
	return i;
}

static void put_link(struct gp_word *x, const struct gp_run *r)
{
	size_t n = link_length(r->href);
	unsigned id;

	if (!n) {
		gp_word_run(x, r->text, r->n, r->bold, "");
		if (strcmp(r->text, r->href) != 0 && *r->href) {
			gp_word_run(x, " <", 2, r->bold, "");
			gp_word_run(x, r->href, strlen(r->href), r->bold, "");
			gp_word_run(x, ">", 1, r->bold, "");
		}
		return;
	}
	id = ++x->link_count;
	gp_buf_printf(&x->links, "<Relationship Id=\"%s%u\" Type=\"" GP_WORD_RELATION "hyperlink\" Target=\"",
	    x->link_prefix, id);
	gp_word_text(&x->links, r->href, n);
	gp_buf_puts(&x->links, "\" TargetMode=\"External\"/>");
	gp_buf_printf(&x->body, "<w:hyperlink r:id=\"%s%u\" w:history=\"1\">", x->link_prefix, id);
	gp_word_run(x, r->text, r->n, r->bold, "<w:color w:val=\"0563C1\"/><w:u w:val=\"single\"/>");
	gp_buf_puts(&x->body, "</w:hyperlink>");
}

static void put_runs(struct gp_word *x, const struct gp_runs *t)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		if (t->list[i].href)
			put_link(x, &t->list[i]);
		else
			gp_word_run(x, t->list[i].text, t->list[i].n, t->list[i].bold, "");
}

void gp_word_paragraph(struct gp_word *x, enum gp_word_style style, const char *properties)
{
	gp_buf_printf(&x->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s</w:pPr>", x->style[style],
	    x->page_break ? "<w:pageBreakBefore/>" : "", properties);
	x->used |= 1u << style;
	x->page_break = false;
}

/* A line so low that it is not seen: Word joins tables that touch, and wants a paragraph at the end. */
static void put_gap(struct gp_word *x)
{
	gp_word_paragraph(x, GP_WORD_NOTE,
	    "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>");
	gp_buf_puts(&x->body, "</w:p>");
}

static const char *paragraph_look(const struct gp_block *b)
{
	static const char *const jc[] = {
		[GP_ALIGN_AUTO] = "",
		[GP_ALIGN_START] = "",
		[GP_ALIGN_CENTER] = "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
		[GP_ALIGN_END] = "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"right\"/>",
	};

	if (*jc[b->align])
		return jc[b->align];
	return b->indent ? "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>"
			 : "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>";
}

static void put_text(struct gp_word *x, enum gp_word_style style, const char *look, const struct gp_runs *text)
{
	gp_word_paragraph(x, style, look);
	put_runs(x, text);
	gp_buf_puts(&x->body, "</w:p>");
}

static void put_list(struct gp_word *x, const struct gp_block *b)
{
	char look[100];
	size_t i;
	unsigned id = x->bullets;

	if (b->ordered)
		id += ++x->ordered_count;
	snprintf(look, sizeof look, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"%u\"/></w:numPr>", id);
	for (i = 0; i < b->item_count; i++)
		put_text(x, GP_WORD_BODY, look, &b->items[i]);
}

static int put_block(struct gp_word *x, const struct gp_block *b, struct gp_err *e)
{
	unsigned level = b->level < 1 ? 1 : b->level > HEADINGS ? HEADINGS : b->level;

	switch (b->kind) {
	case GP_BLOCK_TITLE:
		if (!x->without_title)
			put_text(x, GP_WORD_TITLE, "", &b->text);
		break;
	case GP_BLOCK_HEADING:
		put_text(x, (enum gp_word_style)(GP_WORD_HEADING + level - 1), "", &b->text);
		break;
	case GP_BLOCK_PARAGRAPH:
		put_text(x, GP_WORD_BODY, paragraph_look(b), &b->text);
		break;
	case GP_BLOCK_NOTE:
		put_text(x, GP_WORD_NOTE, "", &b->text);
		break;
	case GP_BLOCK_LIST:
		put_list(x, b);
		break;
	case GP_BLOCK_TABLE:
		return gp_word_table(x, b->table, e);
	case GP_BLOCK_CHART:
		gp_word_chart(x, b->chart);
		break;
	case GP_BLOCK_BREAK:
		x->page_break = true;
		break;
	case GP_BLOCKS:
		break;
	}
	return 0;
}

static bool is_table(const struct gp_block *b)
{
	return b->kind == GP_BLOCK_TABLE || b->kind == GP_BLOCK_CHART;
}

int gp_word_body(struct gp_word *x, struct gp_err *e)
{
	const struct gp_document *d = x->d;
	size_t i;

	for (i = 0; i < d->count; i++) {
		/* the break of a page is a property of a paragraph, which a table is not */
		if (x->page_break && is_table(&d->blocks[i]))
			put_gap(x);
		if (put_block(x, &d->blocks[i], e))
			return -1;
		if (is_table(&d->blocks[i]))
			put_gap(x);
	}
	if (x->page_break || !d->count)
		put_gap(x);
	if (x->body.full || x->links.full)
		return gp_fail(e, GP_ELIMIT, "the document has more than %zu bytes, too many for Word", x->body.max);
	return 0;
}
