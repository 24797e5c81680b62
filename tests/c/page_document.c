/* page_document: what a reader sees of a page, as a document; data tables as grids, layout tables not at all */
#include <time.h>

#include "core/text/charset.h"
#include "core/web/document.h"
#include "tests/lib/tap.h"

#ifdef GP_SANITIZED
#define SECONDS 20
#else
#define SECONDS 2 /* of a hostile page */
#endif

static struct gp_err err;
static struct gp_arena arena;
static struct gp_document doc;
static struct gp_buf shown;

static int try_read(const char *html, size_t n, const char *charset)
{
	struct gp_buf packed;
	struct gp_value v;
	int rc;

	gp_buf_init(&packed, 8 << 20);
	gp_arena_reset(&arena);
	rc = gp_page_document(&packed, html, n, charset, &err);
	if (!rc && (gp_value_unpack(&v, &arena, packed.data, packed.len, &err) || gp_document_read(&doc, &arena, &v, &err))) {
		printf("Bail out! not a document: %s\n", err.msg);
		exit(1);
	}
	gp_buf_free(&packed);
	return rc;
}

/* --- a document as a few lines: *bold*, text<address>, [cell|cell over 2 columns:2|over 3 rows^3] */

static void show_runs(const struct gp_runs *t)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct gp_run *r = &t->list[i];

		gp_buf_printf(&shown, r->bold ? "*%s*" : "%s", r->text);
		if (r->href)
			gp_buf_printf(&shown, "<%s>", r->href);
	}
}

static void show_table(const struct gp_table *t)
{
	gp_buf_printf(&shown, "table %ux%zu head %u", t->cols, t->row_count, t->head);
	if (t->caption)
		gp_buf_printf(&shown, " %s", t->caption);
	for (size_t i = 0; i < t->row_count; i++) {
		gp_buf_puts(&shown, "\n");
		for (size_t k = 0; k < t->rows[i].count; k++) {
			const struct gp_cell *c = &t->rows[i].cells[k];

			gp_buf_printf(&shown, "%s%s%s", k ? "|" : "[", c->head ? "!" : "", c->text);
			if (c->cols > 1)
				gp_buf_printf(&shown, ":%u", c->cols);
			if (c->rows > 1)
				gp_buf_printf(&shown, "^%u", c->rows);
		}
		gp_buf_puts(&shown, "]");
	}
}

static void show_block(const struct gp_block *b)
{
	static const char *const aligns[] = {"", "<", "=", ">"};

	if (b->kind == GP_BLOCK_TABLE) {
		show_table(b->table);
	} else if (b->kind == GP_BLOCK_LIST) {
		for (size_t i = 0; i < b->item_count; i++) {
			gp_buf_printf(&shown, i ? "\n%s " : "%s ", b->ordered ? "1." : "-");
			show_runs(&b->items[i]);
		}
	} else {
		if (b->kind == GP_BLOCK_HEADING)
			gp_buf_printf(&shown, "h%u ", b->level);
		gp_buf_puts(&shown, aligns[b->align]);
		show_runs(&b->text);
	}
	gp_buf_puts(&shown, "\n");
}

static void reads(const char *html, const char *want, const char *name)
{
	gp_buf_clear(&shown);
	gp_buf_puts(&shown, "");
	if (try_read(html, strlen(html), ""))
		gp_buf_printf(&shown, "%s", err.msg);
	else
		for (size_t i = 0; i < doc.count; i++)
			show_block(&doc.blocks[i]);
	is_str(shown.data, want, name);
}

/* --- */

static void reads_text(void)
{
	reads("<title>x</title><h1>年度报告</h1><p>一</p>二<div>三<br>四</div><h3>五<b>六</b></h3>",
	    "h1 年度报告\n一\n二\n三\n四\nh3 五六\n", "headings and paragraphs come in their order");
	reads("<p>全年<b>共</b>收到 <strong>21</strong><span style='FONT-WEIGHT: 700'>件</span>",
	    "全年*共*收到 *21件*\n", "what is bold is bold");
	reads("<p><b>一、总体情况</b></p>", "*一、总体情况*\n", "a bold line that looks like a heading stays a paragraph");
	reads("<p>　　公开\n      条例 &nbsp;第十\n条  a\nb</p>", "公开条例 第十条 a b\n", "white space is cleaned as a browser shows it");
	reads("<p>信\xe2\x80\x8b息\xef\xbb\xbf公\xc2\xad开\xe2\x80\xae&#7;</p>", "信息公开\n", "marks that nobody sees are dropped");
	reads("<pre>一\n二</pre>", "一\n二\n", "lines of preformatted text stay lines");
	reads("<p>见<a href='https://a.example/甲'>网<b>站</b></a>、<a href='/x'>页</a>、<a href='javascript:x'>做</a></p>",
	    "见网<https://a.example/%E7%94%B2>*站*<https://a.example/%E7%94%B2>、页、做\n", "whole addresses of links are kept");
	reads("<p align=center>题</p><div style='text-align: right'><p>落款</p></div><center>中</center>", "=题\n>落款\n=中\n",
	    "text in the middle and at the end is known");
	reads("<ul><li>甲<li>乙<ol><li>丙</ol></ul><ul><li>丁</ul>", "- 甲\n- 乙\n1. 丙\n- 丁\n", "lists are lists");
	reads("<body><script>a</script><style>b</style><noscript>c</noscript><template>d</template><p hidden>e</p><!-- f -->"
	    "<div style='color:red;display : none'>g</div><svg><text>h</text></svg><p style='visibility:hidden'>i</p><p>见</p>",
	    "见\n", "what is not seen is not read");
	reads("", "", "an empty page is an empty document");
}

static void reads_labels(void)
{
	reads("<html lang=zh><head><title>报告_某市政府</title><meta name=ArticleTitle content=' 年度\n报告 '>"
	    "<meta name=PubDate content='2022-01-20 10:30'><meta name=ContentSource content=某局></head>", "", "labels are no text");
	is_str(doc.title, "年度报告", "the title is the label of the article");
	is_str(doc.date, "2022-01-20", "the date is that of publication");
	is_str(doc.author, "某局", "the author is the source");
	reads("<html lang=en-GB><title>A  b</title><meta name=PubDate content=soon>", "", "a page without labels is read");
	is_str(doc.title, "A b", "its title is the page's");
	is_str(doc.language, "en", "its language is the page's");
	ok(!doc.date, "what is no date is none");
}

/* As Word writes it into an editor of a portal. */
static const char pasted[] =
    "<table class=\"MsoNormalTable\" border=\"1\" style=\"border-collapse:collapse;mso-yfti-tbllook:1184\"><tbody>\n"
    "<tr style='mso-yfti-irow:0'><td colspan=\"3\" rowspan=\"2\" valign=\"center\"><p class=\"MsoNormal\" align=\"center\">"
    "<span style=\"font-size:10.5pt\">（本列数据的勾稽关系为：第一项加第\n二项之和）<o:p></o:p></span></p></td>"
    "<td colspan=\"2\"><p><span>申请人情况</span></p></td></tr>\n"
    "<tr><td><p><span>自然人</span></p></td><td><p>总&nbsp;计</p></td></tr>\n"
    "<tr><td rowspan=3><p>三、本年度</p><p>办理结果</p></td><td colspan=2><p>（一）予以公开</p></td>\n<td><p><b> 12 </b></p></td><td>12</td></tr>"
    "<tr><td rowspan=2><p>（三）</p></td><td>1.属于国家秘密</td><td>&nbsp;</td><td><p>　</p></td></tr>"
    "<tr><td>2.其他</td><td>0</td><td>０</td></tr></tbody></table>";

static void reads_tables(void)
{
	reads(pasted, "table 5x5 head 0\n[（本列数据的勾稽关系为：第一项加第二项之和）:3^2|申请人情况:2]\n[自然人|总 计]\n"
	    "[三、本年度\n办理结果^3|（一）予以公开:2|12|12]\n[（三）^2|1.属于国家秘密||]\n[2.其他|0|０]\n", "a table pasted from Word is a grid");
	is_str(doc.blocks[0].table->rows[2].cells[2].at, "6:1", "a cell says where it stands");
	ok(doc.blocks[0].table->rows[2].cells[2].bold, "and that all of it is bold");
	reads("<table><caption>表<br>一</caption><thead><tr><th>甲<th>乙</thead><tfoot><tr><td>计<td>3</tfoot><tbody><tr><td>子<td>1</table>",
	    "table 2x3 head 1 表\n一\n[!甲|!乙]\n[子|1]\n[计|3]\n", "head, foot and caption of a table are known");
	reads("<table><tr><td>a<td>b<tr style='display:none'><td>c<tr><td>d<td hidden>x<td>e</table>", "table 2x2 head 0\n[a|b]\n[d|e]\n",
	    "rows and cells that are not seen are none");
	reads("<table><tr><td><td> </table><p>后", "后\n", "an empty table is none");
	reads("<p>前<table><tr><td>a<td>b</table>后", "前\ntable 2x1 head 0\n[a|b]\n后\n", "a table stands among the text in its place");
	reads("<ul><li>甲<table><tr><td>a<td>b</table></ul>", "- 甲\ntable 2x1 head 0\n[a|b]\n", "a table inside a list is a table");
}

static void mends_spans(void)
{
	reads("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>", "table 2x3 head 0\n[a^3|b]\n[c]\n[d]\n",
	    "rowspan 0 reaches down to the end");
	reads("<table><tr><td rowspan=99>a<td>b<tr><td>c</table>", "table 2x2 head 0\n[a^2|b]\n[c]\n", "a cell ends with its table");
	reads("<table><thead><tr><th rowspan=5>a<th>b</thead><tbody><tr><td>c<td>d</table>",
	    "table 2x2 head 1\n[!a|!b]\n[c|d]\n", "and with its group of rows");
	reads("<table><tr><td colspan=1000>a<tr><td>b<td colspan='2x'>c<td>d</table>", "table 4x2 head 0\n[a:4]\n[b|c:2|d]\n",
	    "a cell over more columns than there are ends with them");
	reads("<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e</table>", "table 4x2 head 0\n[a|b^2|c|]\n[d||e]\n",
	    "a cell that would lie over another ends before it");
	reads("<table><tr><td rowspan=2>a<td rowspan=2>b<tr></tr><tr></tr><tr><td colspan=-1 rowspan=x>c<td>d</table>",
	    "table 2x3 head 0\n[a^2|b^2]\n]\n[c|d]\n", "an empty row counts only where something reaches into it");
	reads("<table><tr><td>a<td colspan=99999999999999999999 rowspan=99999999999999999999>b</table>", "table 2x1 head 0\n[a|b]\n",
	    "spans without measure are cut");
}

static void sees_through_layout(void)
{
	reads("<table><tr><td>左栏<td><table><tr><td>a<td>b</table><p>文</p></table>", "左栏\ntable 2x1 head 0\n[a|b]\n文\n",
	    "a table around a table is layout");
	reads("<table><tr><td>左<td><h2>一、总体情况</h2>文</table>", "左\nh2 一、总体情况\n文\n", "so is one around a heading");
	reads("<table><tr><td><p>一</p><p>二</p></table>", "一\n二\n", "so is one of a single cell");
	reads("<table><tr><td>a<td><table><tr><td>b</table></table>", "table 2x1 head 0\n[a|b]\n", "a box inside a cell is only its text");
	reads("<table><caption><h3>表</h3></caption><tr><td>a<td>b</table>", "table 2x1 head 0 表\n[a|b]\n", "a heading as caption is no layout");
	reads("<table><tr><td><table><tr><td>a<td>b</table><td><table style='display:none'><tr><td>c<td>d</table>"
	    "<table><tr><td>e<td>f</table></table>", "table 2x1 head 0\n[a|b]\ntable 2x1 head 0\n[e|f]\n", "tables side by side are kept apart");
}

/* --- hostile pages */

static char *repeated(const char *s, size_t times, const char *after)
{
	size_t n = strlen(s), m = strlen(after);
	char *p = malloc(n * times + m + 1);

	if (!p)
		exit(1);
	for (size_t i = 0; i < times; i++)
		memcpy(p + i * n, s, n);
	memcpy(p + n * times, after, m + 1);
	return p;
}

/* Read, or refused for its size, in a bounded time. */
static void survives(const char *part, size_t times, const char *after, const char *name)
{
	char *page = repeated(part, times, after);
	clock_t begin = clock();
	int rc = try_read(page, strlen(page), NULL);
	double s = (double)(clock() - begin) / CLOCKS_PER_SEC;

	if (!ok((!rc || err.code == GP_ELIMIT) && s < SECONDS, "%s", name))
		printf("# %s, %.2f s\n", rc ? err.msg : "read", s);
	free(page);
}

static void refuses(const char *part, size_t times, const char *after, const char *want, const char *name)
{
	char *page = repeated(part, times, after);

	err = (struct gp_err)GP_ERR_INIT;
	ok(try_read(page, strlen(page), NULL) && err.code == GP_ELIMIT && strstr(err.msg, want), "%s", name);
	free(page);
}

static void bears_hostile_pages(void)
{
	survives("<div>", 20000, "x", "deep nesting costs no stack");
	survives("<table><tr><td>", 3000, "x", "nor do tables in tables");
	survives("<b><a href=http://a>", 2000, "x", "nor do formats");
	survives("<table><tr><td>a<td>", 2000, "<h1>x", "many tables around a heading cost one look each");
	survives("<p>a", 19000, "", "many paragraphs");
	survives("<table><tr><td rowspan=0 colspan=64>", 4000, "", "many spans");
	refuses("<p>a", 20001, "", "paragraphs", "too many paragraphs are refused");
	refuses("<td>a", 0, "<table><tr><td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a"
	    "<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a"
	    "<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a<td>a",
	    "1:332: the table is too large: more than 64 columns", "too many columns are refused, with their line");
}

static void refuses_rows(void)
{
	char *rows = repeated("<tr><td>a<td>b", 5001, ""), *page = repeated("<table>", 1, rows);

	ok(try_read(page, strlen(page), NULL) && err.code == GP_ELIMIT, "too many rows are refused");
	free(page);
	free(rows);
}

static void reads_encodings(void)
{
	const char *utf8 = "<meta charset=gb2312><p>政府信息公开</p><table><tr><td>规章<td>5</table>";
	const struct gp_charset *gbk = gp_charset_by_label("gbk", 3);
	struct gp_buf gb, small;

	gp_buf_init(&gb, 4096);
	gp_charset_encode(gbk, utf8, strlen(utf8), &gb);
	ok(!try_read(gb.data, gb.len, "") && doc.count == 2 && !strcmp(doc.blocks[0].text.list->text, "政府信息公开") &&
	    !strcmp(doc.blocks[1].table->rows[0].cells[0].text, "规章"), "a page in GBK is read by what it declares");
	gp_buf_clear(&gb);
	gp_charset_encode(gbk, "<p>信息公开年报", strlen("<p>信息公开年报"), &gb);
	ok(!try_read(gb.data, gb.len, "GBK") && !strcmp(doc.blocks[0].text.list->text, "信息公开年报"), "or by its Content-Type");
	gp_buf_init(&small, 20);
	ok(gp_page_document(&small, utf8, strlen(utf8), NULL, &err) && err.code == GP_ELIMIT, "an answer that is too long is refused");
	gp_buf_free(&small);
	gp_buf_free(&gb);
}

int main(void)
{
	gp_buf_init(&shown, 1 << 20);
	reads_text();
	reads_labels();
	reads_tables();
	mends_spans();
	sees_through_layout();
	bears_hostile_pages();
	refuses_rows();
	reads_encodings();
	gp_arena_free(&arena);
	gp_buf_free(&shown);
	return tap_done();
}
