/* markdown.c - Markdown becomes blocks, pipe tables among them */
#define _GNU_SOURCE
#include "core/doc/markdown.h"

#include "tests/lib/parts.h"
#include "tests/lib/tap.h"

static struct gp_err err;
static struct gp_arena arena;

static const char *read_n(const char *p, size_t n)
{
	struct gp_document d;
	char *exact = gp_strndup(p, n);
	const char *s;

	err = (struct gp_err)GP_ERR_INIT;
	s = gp_markdown_read(&d, &arena, exact, n, &err) ? err.msg : show_document(&d);
	gp_arena_reset(&arena);
	free(exact);
	return s;
}

static const char *show(const char *text)
{
	return read_n(text, strlen(text));
}

static void blocks(void)
{
	is_str(show("# 一\n\n## 二\n正文**粗**[链](https://a.cn)[坏](javascript:x)*斜*\n次行\n"),
	    "h1 一\nh2 二\np 正文*粗*链<https://a.cn>坏斜\n次行\n", "headings, bold, links, lines");
	is_str(show("- 甲\n- 乙\n  - 丙\n\n1. 丁\n2. 戊\n\n   己\n"), "list 甲; 乙; 丙\nlist 1 丁; 戊; 己\n", "lists");
	is_str(show("> 注\n\n`码` <b>x</b>\n\n<div>y</div>\n\n    code\n\n---\n"), "note 注\np 码 <b>x</b>\np <div>y</div>\np code\n",
	    "quotes are notes; HTML and code are text");
	is_str(show(""), "", "nothing");
}

static void tables(void)
{
	is_str(show("前文\n| 甲 | **乙** |\n|---|:-:|\n| 1 | a\\|b |\n| `x|y` |\n后文 | 列 | 多\n\n末\n"),
	    "p 前文\ntable 2 1\n|甲|乙\n|1|a|b\n|`x|y`\n|后文|列\np 末\n", "a table: cells that miss are empty, those too many go");
	is_str(show("|a|b|\n|-|-|\n|-|1.|\n|# x|> y|\n|**粗**|(**z**)|\n"), "table 2 1\n|a|b\n|-|1.\n|# x|> y\n|*粗|(z)\n",
	    "a dash or a number alone is no list");
	is_str(show("|a|\n|-|\n|x\r- y|\n"), "table 1 1\n|a\n|x - y\n", "nor behind a stray carriage return");
	is_str(show("a | b\n--|--\n1 | 2\n"), "table 2 1\n|a|b\n|1|2\n", "without bars at the ends");
	is_str(show("| a |\n|---|\n"), "table 1 1\n|a\n", "a head alone");
	is_str(show("| a | b |\n|---|\n\n|---|---|\n"), "p | a | b |\n|---|\np |---|---|\n", "other numbers of cells are no table");
	is_str(show("```\n| a |\n|---|\n```\n"), "p | a |\n|---|\n", "no table within code");
	is_str(show("    | a |\n    |---|\n"), "p | a |\n|---|\n", "nor where it is set in as code");
	is_str(show("| a |\r\n|---|\r\n| 1 |\r\n\r\nb\r\n"), "table 1 1\n|a\n|1\np b\n", "line ends of Windows");
	is_str(show("| a |\n|---|\n| 1 |"), "table 1 1\n|a\n|1\n", "no line end at the end");
	is_str(show("|a|\n|-|\n# b\n"), "table 1 1\n|a\nh1 b\n", "a table ends where there is no bar");
}

static void limits(void)
{
	struct gp_buf b;

	gp_buf_init(&b, (size_t)8 << 20);
	gp_buf_puts(&b, "|a|\n|-|\n");
	for (int i = 0; i < 5001; i++)
		gp_buf_puts(&b, "|1|\n");
	show(b.data);
	is_int(err.code, GP_ELIMIT, "5,002 rows");
	gp_buf_clear(&b);
	for (int i = 0; i < 20001; i++)
		gp_buf_puts(&b, "x\n\n");
	show(b.data);
	is_int(err.code, GP_ELIMIT, "20,001 paragraphs");
	gp_buf_clear(&b);
	for (int i = 0; i < 65; i++)
		gp_buf_puts(&b, "|a");
	gp_buf_puts(&b, "\n");
	for (int i = 0; i < 65; i++)
		gp_buf_puts(&b, "|-");
	ok(!strstr(show(b.data), "table"), "65 columns are no table");
	gp_buf_clear(&b);
	for (int i = 0; i < 100000; i++)
		gp_buf_puts(&b, "> ");
	show(b.data);
	is_int(err.code, GP_OK, "100,000 quotes inside one another");
	gp_buf_clear(&b);
	while (b.len <= GP_MARKDOWN_MAX)
		gp_buf_puts(&b, "many words and many more of them\n");
	show(b.data);
	is_int(err.code, GP_ELIMIT, "more than 4 MiB");
	gp_buf_free(&b);
}

static void cut(void)
{
	static const char text[] = "# 一\n| **a** | b |\n|---|:-:|\n| 1 | [x](https://a.cn) |\n\n- 甲\n> 乙\n```\nc\n";
	int good = 0;

	for (size_t n = 0; n < sizeof text - 1; n++) {
		read_n(text, n);
		good += err.code == GP_OK;
	}
	is_int(good, sizeof text - 1, "cut anywhere, it is read");
}

int main(void)
{
	blocks();
	tables();
	limits();
	cut();
	gp_arena_free(&arena);
	return tap_done();
}
