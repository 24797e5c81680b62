/* a value as a document: what is taken, what is refused and where */
#include <string.h>

#include "core/base/document.h"
#include "tests/lib/cell_of.h"
#include "tests/lib/tap.h"

static struct gp_arena arena, read_to;

static struct gp_value text(const char *s)
{
	return (struct gp_value){.type = GP_VALUE_STRING, .string = {s, strlen(s)}};
}

static struct gp_value integer(int64_t i)
{
	return (struct gp_value){.type = GP_VALUE_INT, .integer = i};
}

static struct gp_value list(const struct gp_value *items, size_t n)
{
	struct gp_value *copy = gp_arena_alloc(&arena, (n + 1) * sizeof *copy);

	if (n)
		memcpy(copy, items, n * sizeof *items);
	return (struct gp_value){.type = GP_VALUE_LIST, .list = {copy, n}};
}

static struct gp_value map(const char *const *keys, const struct gp_value *values, size_t n)
{
	struct gp_member *m = gp_arena_alloc(&arena, (n + 1) * sizeof *m);

	for (size_t i = 0; i < n; i++)
		m[i] = (struct gp_member){.key = keys[i], .key_n = strlen(keys[i]), .value = values[i]};
	return (struct gp_value){.type = GP_VALUE_MAP, .map = {m, n}};
}

static struct gp_value cell(const char *s, int64_t cols, int64_t rows)
{
	return map((const char *const[]){"text", "cols", "rows"}, (struct gp_value[]){text(s), integer(cols), integer(rows)}, 3);
}

static struct gp_value document(struct gp_value block)
{
	struct gp_value blocks = list(&block, 1);

	return map((const char *const[]){"title", "blocks"}, (struct gp_value[]){text("t"), blocks}, 2);
}

static struct gp_value table(const struct gp_value *rows, size_t n)
{
	return document(map((const char *const[]){"kind", "rows"}, (struct gp_value[]){text("table"), list(rows, n)}, 2));
}

static void refused(struct gp_value v, const char *why)
{
	struct gp_document d;
	struct gp_err e = GP_ERR_INIT;

	if (gp_document_read(&d, &arena, &v, &e))
		is_str(e.msg, why, why);
	else
		ok(0, "%s", why);
}

static void test_spans(void)
{
	struct gp_value rows[] = {
	    list((struct gp_value[]){cell("corner", 1, 2), cell("wide", 2, 1)}, 2),
	    list((struct gp_value[]){text("a"), integer(7)}, 2),
	    list((struct gp_value[]){text("short")}, 1),
	};
	struct gp_value v = table(rows, 3);
	struct gp_document d;
	struct gp_err e = GP_ERR_INIT;
	const struct gp_table *t;

	ok(!gp_document_read(&d, &arena, &v, &e), "a table with spans is read: %s", e.msg);
	t = d.blocks[0].table;
	is_int(t->cols, 3, "the grid is as wide as its cells reach");
	is_int(t->rows[1].cells[0].col, 1, "a cell beside one from above stands in the next column");
	ok(t->rows[1].cells[1].is_number && t->rows[1].cells[1].number == 7, "a number stays a number");
	is_str(t->rows[1].cells[1].text, "7", "and has its digits as text");
	is_int((long)t->rows[2].count, 3, "a row that ends early is filled");
	ok(t->widths[0] > 0.33 && t->widths[0] < 0.34, "columns are equally wide when nothing is said");
}

static void test_refusals(void)
{
	struct gp_value over[] = {list((struct gp_value[]){text("a"), cell("b", 1, 2)}, 2),
	    list((struct gp_value[]){cell("c", 2, 1)}, 1)};
	struct gp_value below[] = {list((struct gp_value[]){cell("a", 1, 2)}, 1)};
	struct gp_value wide[] = {list((struct gp_value[]){text("a"), cell("b", 64, 1)}, 2)};
	struct gp_value wrong[] = {list((struct gp_value[]){text("a"), list(NULL, 0)}, 2)};

	refused(table(over, 2), "blocks[1].rows[2]: two cells of the table lie over one another");
	refused(table(below, 1), "blocks[1].rows[1]: a cell reaches below the last row of its table");
	refused(table(wide, 1), "blocks[1].rows[1]: the table has too many columns");
	refused(table(wrong, 1), "blocks[1].rows[1][2]: a cell is a string, a number, or { text, value, cols, rows, ... }");
	refused(document(map((const char *const[]){"kind"}, (struct gp_value[]){text("tabel")}, 1)),
	    "blocks[1].kind: 'tabel' is no word that is known here");
	refused(document(map((const char *const[]){"kind", "txt"}, (struct gp_value[]){text("note"), text("x")}, 2)),
	    "blocks[1]: unknown key 'txt'; allowed: kind text ");
	refused(document(map((const char *const[]){"kind"}, (struct gp_value[]){text("paragraph")}, 1)),
	    "blocks[1]: the text is missing");
	refused(document(text("x")), "blocks[1]: a block is a table with a kind");
	refused(text("x"), "document: a document is a table with blocks = { ... }, and not too many");
}

/* A cell in the last column makes each of the empty rows as wide: tables that are small in a file and large to hold. */
static void test_bounds(void)
{
	static struct gp_value rows[GP_TABLE_ROWS], blocks[3];
	struct gp_value one = cell("wide", GP_TABLE_COLS, 1), v;
	struct gp_document d;
	struct gp_err e = GP_ERR_INIT;

	for (size_t i = 0; i < GP_TABLE_ROWS; i++)
		rows[i] = i ? list(NULL, 0) : list(&one, 1);
	refused(table(rows, GP_TABLE_ROWS), "blocks[1]: the tables of a document have too many cells");
	one = cell("all of it", GP_TABLE_COLS, GP_TABLE_ROWS);
	rows[0] = list(&one, 1);
	for (size_t i = 0; i < 3; i++)
		blocks[i] = map((const char *const[]){"kind", "rows"}, (struct gp_value[]){text("table"),
		    list(rows, GP_TABLE_ROWS)}, 2);
	v = map((const char *const[]){"blocks"}, (struct gp_value[]){list(blocks, 3)}, 1);
	gp_arena_reset(&read_to);
	ok(!gp_document_read(&d, &read_to, &v, &e), "rows that a cell from above takes whole are read: %s", e.msg);
	ok(read_to.used < 4000000, "and cost nothing");
}

/* Packed, unpacked, read and packed again: the same bytes. */
static void test_round(void)
{
	struct gp_value runs = list((struct gp_value[]){text("a"),
	    map((const char *const[]){"bold", "href", "text"}, (struct gp_value[]){
	    {.type = GP_VALUE_BOOL, .truth = true}, text("https://www.example.gov.cn/"), text("b")}, 3)}, 2);
	struct gp_value bar = list((struct gp_value[]){text("x"), {.type = GP_VALUE_NUMBER, .number = 1.5}}, 2);
	struct gp_value number = map((const char *const[]){"id", "note", "input", "sum", "value"}, (struct gp_value[]){
	    text("1.a/b"), text("n"), text("decimal"), list((struct gp_value[]){text("1.a/c")}, 1),
	    {.type = GP_VALUE_NUMBER, .number = 7730.28}}, 5);
	struct gp_value blocks[] = {
	    map((const char *const[]){"kind", "text", "align", "indent"}, (struct gp_value[]){text("paragraph"), runs,
	    text("center"), {.type = GP_VALUE_BOOL, .truth = true}}, 4),
	    map((const char *const[]){"kind", "text", "level"}, (struct gp_value[]){text("heading"), text("h"), integer(2)}, 3),
	    map((const char *const[]){"kind", "bars", "unit"}, (struct gp_value[]){text("chart"), list(&bar, 1), text("件")}, 3),
	    map((const char *const[]){"kind", "items"}, (struct gp_value[]){text("list"), list(&runs, 1)}, 2),
	    map((const char *const[]){"kind", "rows", "head"}, (struct gp_value[]){text("table"),
	    list((struct gp_value[]){list(&number, 1)}, 1), integer(1)}, 3),
	    map((const char *const[]){"kind"}, (struct gp_value[]){text("break")}, 1),
	};
	struct gp_value v = map((const char *const[]){"blocks", "date"}, (struct gp_value[]){list(blocks, 6),
	    text("2026-01-20")}, 2), again;
	struct gp_document d;
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf one, two;
	const struct gp_table *t;
	const struct gp_cell *c;
	size_t row;

	gp_buf_init(&one, 100000);
	gp_buf_init(&two, 100000);
	ok(!gp_document_read(&d, &arena, &v, &e), "every kind of block is read: %s", e.msg);
	gp_document_pack(&one, &d);
	ok(!gp_value_unpack(&again, &arena, one.data, one.len, &e) && !gp_document_read(&d, &arena, &again, &e),
	    "what was packed is read again: %s", e.msg);
	gp_document_pack(&two, &d);
	ok(one.len == two.len && !memcmp(one.data, two.data, one.len), "and packs to the same bytes");
	c = cell_of(&d, "1.a/b", &t, &row);
	ok(c && c->number == 7730.28 && !strcmp(c->text, "7730.28") && !strcmp(c->sum[0], "1.a/c"),
	    "a cell is found by its id, with its decimal and its sum");
	ok(!cell_of(&d, "1.a", &t, &row), "and no other is");
	gp_buf_free(&one);
	gp_buf_free(&two);
}

int main(void)
{
	test_spans();
	test_refusals();
	test_bounds();
	test_round();
	gp_arena_free(&arena);
	gp_arena_free(&read_to);
	return tap_done();
}
