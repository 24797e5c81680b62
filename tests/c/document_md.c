/* a document as Markdown: what it looks like, and that it reads back as the same text */
#include "core/base/utf8.h"
#include "core/doc/markdown.h"
#include "core/report/document.h"
#include "tests/lib/document.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

static struct gp_arena arena;
static struct gp_buf out;
static struct gp_err err;

static const char *md(const struct gp_document *d)
{
	gp_buf_clear(&out);
	return gp_document_md(&out, d, &err) ? err.msg : out.data ? out.data : "";
}

static void is_md(const char *lua, const char *want, const char *name)
{
	is_str(md(document_of(&arena, lua)), want, name);
	gp_arena_reset(&arena);
}

static void test_blocks(void)
{
	is_md("return { draft = true, footer = '甲', blocks = {"
	    " { kind = 'title', text = '报告' }, { kind = 'heading', level = 1, text = '一、总体' },"
	    " { kind = 'paragraph', text = '有\\n两行' }, { kind = 'note', text = '注' },"
	    " { kind = 'list', items = { '甲', '乙\\n丙' } }, { kind = 'list', ordered = true, items = { '丁' } },"
	    " { kind = 'break' }, { kind = 'heading', level = 6, text = '细' } } }",
	    "> **草稿**\n\n# 报告\n\n## 一、总体\n\n有\\\n两行\n\n> 注\n\n- 甲\n- 乙\\\n  丙\n\n1) 丁\n\n---\n\n###### 细\n\n---\n\n甲\n",
	    "every block");
	is_md("return { language = 'en', draft = true, blocks = { { kind = 'heading', level = 1, text = 'A' },"
	    " { kind = 'chart', caption = 'C', bars = { { 'x', 1.5 } } } } }",
	    "> **Draft**\n\n# A\n\n**C**\n\n| Item | Value |\n| --- | ---: |\n| x | 1.5 |\n", "without a title, and in English");
	is_md("return { blocks = { { kind = 'chart', bars = { { 'a', 1234567890123456 } } } }, language = 'en' }",
	    "| Item | Value |\n| --- | ---: |\n| a | 1234567890123456 |\n", "its numbers have all their digits");
	is_md("return { blocks = { { kind = 'chart', unit = '件|', bars = { { '公开', 12 } } } } }",
	    "| 项目 | 件\\| |\n| --- | ---: |\n| 公开 | 12 |\n", "a chart is a table");
	is_md("return { blocks = {} }", "", "nothing");
}

static void test_tables(void)
{
	is_md("return { blocks = { { kind = 'table', caption = '表', head = 2, rows = {"
	    " { { text = '情况', rows = 2, head = true }, { text = '申请人', cols = 2, head = true } },"
	    " { { text = '自然人', head = true }, { text = '总计', head = true } },"
	    " { { text = '结果', rows = 2 }, 1, 2 }, { 3, { text = 'a|b\\nc', id = '3.x', note = '不填*' } } } } } }",
	    "**表**\n\n| 情况 | 申请人 / 自然人 | 申请人 / 总计 |\n| --- | :---: | --- |\n| 结果 | 1 | 2 |\n| 结果 | 3 | a\\|b c |\n"
	    "\n> 3.x：不填\\*\n", "a span stands in each of its places, heads are one row");
	is_md("return { blocks = { { kind = 'table', rows = { { { text = '项', bold = true }, 1 }, { '', 2 } } } } }",
	    "|  |  |\n| --- | :---: |\n| **项** | 1 |\n|  | 2 |\n", "a table without header rows has an empty one");
}

static void test_bold(void)
{
	is_md("return { blocks = { { kind = 'paragraph', text = { '依据', { text = '《条例》', bold = true }, '规定' } } } }",
	    "依据《**条例**》规定\n", "bold begins and ends where Markdown lets it");
	is_md("return { blocks = { { kind = 'paragraph', text = { { text = '《条例》', bold = true }, '，' } } } }",
	    "**《条例》**，\n", "which is also beside punctuation and at the beginning");
	is_md("return { blocks = { { kind = 'paragraph', text = { { text = 'a', bold = true }, { text = 'b ', bold = true }, 'c',"
	    " { text = ' ', bold = true }, { text = '！', bold = true }, 'd' } } } }", "**ab** c ！d\n", "neighbours are one");
	is_md("return { blocks = { { kind = 'paragraph', text = { '字!', { text = '《网]站》', bold = true,"
	    " href = 'https://a.cn/(x)>y' }, '字' } } } }", "字\\![**《网\\]站》**](<https://a.cn/(x)%3Ey>)字\n", "a link in bold");
	is_md("return { blocks = { { kind = 'paragraph', text = { { text = 'a*', href = 'javascript:alert(1)' } } } } }",
	    "a\\* \\<javascript:alert(1)\\>\n", "an address that no page leads to is said in words");
}

static void test_escapes(void)
{
	is_md("return { blocks = { { kind = 'paragraph', text = '# a\\n- b\\n+c\\n===\\n1. d\\n1.属于\\n   code\\n> q' },"
	    " { kind = 'paragraph', text = '\\n*a* _b_ `c` [d](e) <b>&amp; ~~f~~ \\\\ |\\27\\n\\n' } } }",
	    "\\# a\\\n\\- b\\\n\\+c\\\n\\===\\\n1\\. d\\\n1.属于\\\ncode\\\n\\> q\n\n"
	    "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<b\\>\\&amp; \\~\\~f\\~\\~ \\\\ \\|\xEF\xBF\xBD\n", "markup is escaped");
}

/* --- reading it back */

static const char *const pieces[] = {"a", "字", "《", "》", "，", "（", "*", "**", "_", "`", "```", "[", "]", "(", ")", "<b>", "&lt;",
    "#", "# ", "- ", "+ ", "1. ", "2)", "> ", "|", "\\", "\n", "\n\n", " ", "    ", "~~~", "===", "---", "!", "![", "]: ", ":", "<!--",
    "&", ";", "\t", "http://a", "“", "”", "@", "+", "=", "12", "."};

static void random_text(struct gp_buf *b)
{
	gp_buf_clear(b);
	for (size_t n = random_below(12) + 1; n > 0; n--)
		gp_buf_puts(b, pieces[random_below(sizeof pieces / sizeof *pieces)]);
}

/* Without the blanks that Markdown does not keep: at both ends of lines, and line ends at both ends of the text. */
static void normal(struct gp_buf *to, const char *s, size_t n, bool one_line)
{
	size_t i, k;

	gp_buf_clear(to);
	for (i = 0; i < n; i = k + 1) {
		size_t from = i, end;

		for (k = i; k < n && s[k] != '\n'; k++)
			;
		for (end = k; end > from && strchr(" \t", s[end - 1]); end--)
			;
		while (from < end && strchr(" \t", s[from]))
			from++;
		gp_buf_put(to, s + from, end - from);
		gp_buf_putc(to, one_line ? ' ' : '\n');
	}
	while (to->len && strchr(" \n", to->data[to->len - 1]))
		to->data[--to->len] = '\0';
	for (i = 0; i < to->len && strchr(" \n", to->data[i]); i++)
		;
	gp_buf_shift(to, i);
	for (i = 0; one_line && i + 1 < to->len;) { /* how many blanks a line end is does not matter */
		if (!strchr(" \t", to->data[i]) || !strchr(" \t", to->data[i + 1])) {
			i++;
			continue;
		}
		to->data[i + 1] = ' ';
		memmove(to->data + i, to->data + i + 1, to->len - i);
		to->len--;
	}
}

/* The texts of a document, one after the other. */
static void flatten(struct gp_buf *to, const struct gp_document *d)
{
	struct gp_buf b, n;

	gp_buf_init(&b, 10000);
	gp_buf_init(&n, 10000);
	gp_buf_clear(to);
	for (size_t i = 0; i < d->count; i++) {
		const struct gp_block *k = &d->blocks[i];
		const struct gp_runs *t = k->item_count ? k->items : &k->text;

		for (size_t j = 0; j < (k->item_count ? k->item_count : 1); j++, t++) {
			gp_buf_clear(&b);
			for (size_t r = 0; r < t->count; r++)
				gp_buf_put(&b, t->list[r].text, t->list[r].n);
			normal(&n, b.data ? b.data : "", b.len, k->kind == GP_BLOCK_HEADING);
			gp_buf_printf(to, "%d{%s}\n", (int)k->kind, n.data ? n.data : "");
		}
		for (size_t r = 0; k->table && r < k->table->row_count; r++)
			for (size_t j = 0; j < k->table->rows[r].count; j++) {
				const struct gp_cell *c = &k->table->rows[r].cells[j];

				normal(&n, c->text, c->n, true);
				gp_buf_printf(to, "[%s]", n.data ? n.data : "");
			}
	}
	gp_buf_free(&b);
	gp_buf_free(&n);
}

/* Every kind of block with one text in it, which is not blank. */
static struct gp_document sample(const char *s, size_t n, size_t cut)
{
	struct gp_document d = {.language = "zh"};
	struct gp_run *runs = gp_arena_alloc(&arena, 3 * sizeof *runs), *all = gp_arena_alloc(&arena, sizeof *all);
	struct gp_runs *items = gp_arena_alloc(&arena, 2 * sizeof *items);
	struct gp_block *b = gp_arena_alloc(&arena, 5 * sizeof *b);
	struct gp_cell *cells = gp_arena_alloc(&arena, 4 * sizeof *cells);
	struct gp_row *rows = gp_arena_alloc(&arena, 2 * sizeof *rows);
	struct gp_table *t = gp_arena_alloc(&arena, sizeof *t);
	static const double widths[] = {0.5, 0.5};

	runs[0] = (struct gp_run){.text = "x", .n = 1};
	runs[1] = (struct gp_run){.text = s, .n = cut, .bold = true};
	runs[2] = (struct gp_run){.text = s + cut, .n = n - cut};
	*all = (struct gp_run){.text = s, .n = n};
	items[0] = items[1] = (struct gp_runs){all, 1};
	cells[0] = cells[1] = cells[2] = cells[3] = (struct gp_cell){.text = s, .n = n, .cols = 1, .rows = 1};
	cells[1].col = cells[3].col = 1;
	rows[0] = (struct gp_row){cells, 2};
	rows[1] = (struct gp_row){cells + 2, 2};
	*t = (struct gp_table){.rows = rows, .row_count = 2, .cols = 2, .head = 1, .widths = widths};
	b[0] = (struct gp_block){.kind = GP_BLOCK_HEADING, .level = 2, .text = {runs, 3}};
	b[1] = (struct gp_block){.kind = GP_BLOCK_PARAGRAPH, .text = {all, 1}};
	b[2] = (struct gp_block){.kind = GP_BLOCK_NOTE, .text = {runs, 3}};
	b[3] = (struct gp_block){.kind = GP_BLOCK_TABLE, .table = t};
	b[4] = (struct gp_block){.kind = GP_BLOCK_LIST, .items = items, .item_count = 2};
	d.blocks = b;
	d.count = 5;
	return d;
}

static void test_reads_back(void)
{
	struct gp_buf text, before, after, plain;
	struct gp_document d, back;
	int bad = 0, i;

	gp_buf_init(&text, 1000);
	gp_buf_init(&before, 20000);
	gp_buf_init(&after, 20000);
	gp_buf_init(&plain, 2000);
	for (i = 0; i < 4000 && bad < 3; i++) {
		random_text(&text);
		normal(&plain, text.data, text.len, false);
		if (!plain.len)
			continue;
		d = sample(text.data, text.len, (size_t)gp_utf8_prefix(text.data, text.len, random_below(4)));
		flatten(&before, &d);
		md(&d);
		if (gp_markdown_read(&back, &arena, out.data, out.len, &err)) {
			printf("# %s\n", err.msg);
			bad++;
			continue;
		}
		flatten(&after, &back);
		if (strcmp(before.data, after.data) != 0) {
			printf("# before:\n%s\n# Markdown:\n%s\n# after:\n%s\n", before.data, out.data, after.data);
			bad++;
		}
		gp_arena_reset(&arena);
	}
	is_int(bad, 0, "any text reads back as it was");
	gp_buf_free(&text);
	gp_buf_free(&before);
	gp_buf_free(&after);
	gp_buf_free(&plain);
}

static void test_limit(void)
{
	struct gp_buf small;

	gp_buf_init(&small, 10);
	is_int(gp_document_md(&small, document_of(&arena, "return { blocks = { { kind = 'paragraph', text = '0123456789a' } } }"),
	    &err), -1, "a buffer that is too small is an error");
	is_int(err.code, GP_ELIMIT, "of size");
	gp_buf_free(&small);
}

int main(void)
{
	gp_buf_init(&out, 1 << 20);
	test_blocks();
	test_tables();
	test_bold();
	test_escapes();
	test_reads_back();
	test_limit();
	gp_buf_free(&out);
	gp_arena_free(&arena);
	return tap_done();
}
