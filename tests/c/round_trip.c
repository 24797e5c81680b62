/* round_trip.c - what the writers wrote, the readers find again */
#define _GNU_SOURCE
#include "core/doc/docx.h"
#include "core/doc/xlsx.h"
#include "core/report/document.h"
#include "tests/lib/document.h"
#include "tests/lib/parts.h"
#include "tests/lib/tap.h"

static const char text[] = "return { title = '年报', date = '2025-01-20', blocks = {"
    "{ kind = 'title', text = '年度报告' }, { kind = 'heading', level = 1, text = '一、总体情况' },"
    "{ kind = 'paragraph', text = { '本年', { text = '公开', bold = true }, { text = '全文', href = 'https://www.gov.cn/' } } },"
    "{ kind = 'list', items = { '甲', '乙' } },"
    "{ kind = 'heading', level = 2, text = '表' },"
    "{ kind = 'table', id = 't', caption = '表一', sheet = '三', head = 2, rows = {"
    "  { { text = '项目', rows = 2, head = true }, { text = '数量', cols = 2, head = true } },"
    "  { { text = '上年', head = true }, { text = '本年', head = true } },"
    "  { '受理', { value = 12, id = 'a' }, { value = 30, id = 'b' } },"
    "  { '费用', { value = 0.5, id = 'c' }, { value = 1234567, id = 'd' } },"
    "  { '合计', { id = 'e', value = 12.5, sum = { 'a', 'c' } }, { id = 'f', value = 1234597, sum = { 'b', 'd' } } },"
    "} } } }";

static struct gp_arena arena;
static struct gp_err err;

static void contains(const char *got, const char *want, const char *name)
{
	if (!ok(strstr(got, want) != NULL, "%s", name))
		printf("#   got: %s\n", got);
}

static void workbook(const struct gp_document *d)
{
	struct gp_document again;
	struct gp_buf b;
	const char *s;

	gp_buf_init(&b, (size_t)8 << 20);
	s = gp_document_xlsx(&b, d, &err) || gp_xlsx_read(&again, &arena, b.data, b.len, &err) ? err.msg : show_document(&again);
	contains(s, "h1 三\n", "the name of a sheet");
	contains(s, "|1x2:项目|2x1:数量\n|上年|本年\n|受理|12=12|30=30\n|费用|0.5=0.5|1234567=1234567\n", "a table and its numbers");
	contains(s, "|12.5=12.5|1234597=1234597\n", "the values of sums");
	gp_buf_free(&b);
}

static void word(const struct gp_document *d)
{
	struct gp_document again;
	struct gp_buf b;
	const char *s;

	gp_buf_init(&b, (size_t)8 << 20);
	s = gp_document_docx(&b, d, NULL, &err) || gp_docx_read(&again, &arena, b.data, b.len, &err) ? err.msg : show_document(&again);
	contains(s, "年度报告\n", "the title");
	contains(s, "h1 一、总体情况\n", "a heading");
	contains(s, "p 本年*公开*全文<https://www.gov.cn/>\n", "a paragraph with bold text and a link");
	contains(s, "甲; 乙\n", "a list");
	contains(s, "h2 表\n", "a heading below");
	contains(s, "table 3 2\n", "a table with its head");
	contains(s, "|上年|本年\n|受理|12|30\n", "its rows");
	gp_buf_free(&b);
}

int main(void)
{
	const struct gp_document *d = document_of(&arena, text);

	workbook(d);
	word(d);
	gp_arena_free(&arena);
	return tap_done();
}
