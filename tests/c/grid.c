/* grid: ledgers as cells, of text with separated fields and of workbooks; tables written and read again */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/doc/grid.h"
#include "core/report/table_xlsx.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

#define ROUNDS 3000

static struct gp_arena arena;
static struct gp_err err;

/* The packed sheets as a tree; NULL when they are none. */
static const struct gp_value *tree(const struct gp_buf *packed)
{
	struct gp_value *v = gp_arena_alloc(&arena, sizeof *v);

	return !gp_value_unpack(v, &arena, packed->data, packed->len, &err) && gp_grid_is(v) ? v : NULL;
}

static const char *json(const struct gp_value *v)
{
	static struct gp_buf out;
	struct gp_json j;

	gp_buf_free(&out);
	gp_buf_init(&out, 1 << 20);
	gp_json_init(&j, &out);
	gp_json_value(&j, v);
	return out.data;
}

static const char *rows_of(const char *p, size_t n)
{
	char *exact = gp_strndup(p, n);
	struct gp_buf packed;
	const struct gp_value *v;
	const char *said;

	gp_buf_init(&packed, GP_GRID_PACKED);
	err = (struct gp_err)GP_ERR_INIT;
	said = gp_csv_grid(&packed, exact, n, &err) ? err.msg : NULL;
	v = said ? NULL : tree(&packed);
	if (!said)
		said = v ? json(gp_value_get(&v->list.items[0], "rows")) : "no grid";
	gp_buf_free(&packed);
	free(exact);
	return said;
}

static void fields(void)
{
	static const struct {
		const char *text, *rows, *name;
	} cases[] = {
	    {"a,b\nc,d\n", "[[\"a\",\"b\"],[\"c\",\"d\"]]", "fields between commas"},
	    {"a;b,c;d\r\ne;f;g\r\n", "[[\"a\",\"b,c\",\"d\"],[\"e\",\"f\",\"g\"]]", "semicolons, where they part more evenly"},
	    {"a\tb\n1\t2", "[[\"a\",\"b\"],[\"1\",\"2\"]]", "tabs, and no end of the last line"},
	    {"a,\"b\"\"c\"\n", "[[\"a\",\"b\\\"c\"]]", "a doubled quote"},
	    {"a,\"b\nc,d\",e\n", "[[\"a\",\"b\\nc,d\",\"e\"]]", "a line break and a comma in quotes"},
	    {"a,b\"c\"\n", "[[\"a\",\"b\\\"c\\\"\"]]", "a quote inside of a field is itself"},
	    {"a,\"b", "[[\"a\",\"b\"]]", "the last quote may be missing"},
	    {"a,,  ,\n,,\nb,\n", "[[\"a\"],[],[\"b\"]]", "what is empty at the ends is left out"},
	    {",a\n", "[[null,\"a\"]]", "what is empty before is not"},
	    {"a,b,", "[[\"a\",\"b\"]]", "a separator at the very end"},
	    {"", "[]", "nothing"},
	    {"\n\n\n", "[]", "nothing but lines"},
	    {"a\rb\r", "[[\"a\"],[\"b\"]]", "carriage returns alone"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_str(rows_of(cases[i].text, strlen(cases[i].text)), cases[i].rows, cases[i].name);
}

static void limits(void)
{
	struct gp_buf b;

	gp_buf_init(&b, 1 << 20);
	for (int i = 0; i < 600; i++)
		gp_buf_puts(&b, "x,");
	ok(strstr(rows_of(b.data, b.len), "512 columns") != NULL, "too many columns");
	gp_buf_clear(&b);
	for (int i = 0; i < GP_GRID_ROWS + 5; i++)
		gp_buf_puts(&b, "x\n");
	ok(strstr(rows_of(b.data, b.len), "100,000 rows") != NULL, "too many rows");
	gp_buf_free(&b);
}

/* Whatever the bytes, what comes out is a grid. */
static void noise(void)
{
	static const char alphabet[] = "ab,,\"\"\n\r;\t \"=";
	bool sound = true;

	for (int round = 0; round < ROUNDS && sound; round++) {
		char text[200];
		size_t n = random_below(sizeof text);
		const char *said;

		for (size_t i = 0; i < n; i++)
			text[i] = alphabet[random_below(sizeof alphabet - 1)];
		said = rows_of(text, n);
		sound = *said == '[';
		gp_arena_reset(&arena);
	}
	ok(sound, "bytes at random make a grid");
}

static const struct gp_value *of_json(const char *text)
{
	struct gp_value *v = gp_arena_alloc(&arena, sizeof *v);

	return gp_json_read(v, &arena, text, strlen(text), &err) ? NULL : v;
}

static void shapes(void)
{
#define SHEET(rows, merges) "[{\"name\":\"a\",\"hidden\":false,\"cols\":2,\"top\":1,\"rows\":" rows ",\"merges\":" merges \
	",\"hidden_rows\":[],\"no_value\":[]}]"
	ok(gp_grid_is(of_json(SHEET("[[\"x\",1,1.5,null]]", "[1,1,2,2]"))), "a grid");
	ok(!gp_grid_is(of_json(SHEET("[[true]]", "[]"))), "a cell is no truth");
	ok(!gp_grid_is(of_json(SHEET("[[[]]]", "[]"))), "nor a list");
	ok(!gp_grid_is(of_json(SHEET("[\"x\"]", "[]"))), "a row is a list");
	ok(!gp_grid_is(of_json(SHEET("[]", "[\"A1\"]"))), "merged cells are numbers");
	ok(!gp_grid_is(of_json("[{\"name\":\"a\"}]")) && !gp_grid_is(of_json("{}")), "all of it has to be there");
}

/* --- what is written is read again */

static const struct gp_value *written(const char *book)
{
	static struct gp_buf xlsx;
	struct gp_buf packed;
	const struct gp_value *v = of_json(book);

	gp_buf_free(&xlsx);
	gp_buf_init(&xlsx, GP_TABLE_XLSX_MAX);
	gp_buf_init(&packed, GP_GRID_PACKED);
	err = (struct gp_err)GP_ERR_INIT;
	if (!v || gp_table_xlsx(&xlsx, v, &err) || gp_xlsx_grid(&packed, &arena, xlsx.data, xlsx.len, &err)) {
		printf("# %s\n", err.msg);
		v = NULL;
	} else {
		v = tree(&packed);
	}
	gp_buf_free(&packed);
	return v;
}

static const char *rows(const struct gp_value *sheets, size_t i)
{
	return sheets && i < sheets->list.n ? json(gp_value_get(&sheets->list.items[i], "rows")) : "none";
}

static void workbooks(void)
{
	const struct gp_value *v = written("{\"sheets\":[{\"name\":\"台账\",\"filter\":true,\"columns\":["
	    "{\"head\":\"_id\",\"hidden\":true},{\"head\":\"日期\",\"type\":\"date\"},{\"head\":\"金额\",\"type\":\"money\"},"
	    "{\"head\":\"时间\",\"type\":\"time\"},{\"head\":\"结果\",\"values\":[\"予以公开\",\"部分公开\"],\"help\":\"选一个\"}],"
	    "\"rows\":[[\"=1+1\",\"2023-04-20\",-12345,\"2023-04-20T09:30\",\"予以公开\"],[\"007\",\"待定\",null,\"\",\"@x\"]],"
	    "\"notes\":[[2,2,\"这是批注\"]]},{\"name\":\"_base\",\"hidden\":true,\"rows\":[[\"a\",3]]}]}");

	is_str(rows(v, 0), "[[\"_id\",\"日期\",\"金额\",\"时间\",\"结果\"],"
	    "[\"=1+1\",\"2023-04-20\",-123.45,\"2023-04-20T09:30:00\",\"予以公开\"],[\"007\",\"待定\",null,null,\"@x\"]]",
	    "dates and money are real, text is text whatever it begins with");
	ok(v && v->list.n == 3, "what drop-downs offer has a sheet");
	is_str(rows(v, 1), "[[\"予以公开\"],[\"部分公开\"]]", "of its own");
	is_str(rows(v, 2), "[[\"a\",3]]", "a sheet without a header");
	ok(v && gp_value_get(&v->list.items[1], "hidden")->truth && gp_value_get(&v->list.items[2], "hidden")->truth &&
	    !gp_value_get(&v->list.items[0], "hidden")->truth, "hidden as it was said");
}

static void long_lists(void)
{
	struct gp_buf b;
	const struct gp_value *v;

	gp_buf_init(&b, 1 << 20);
	gp_buf_puts(&b, "{\"sheets\":[{\"name\":\"a\",\"columns\":[{\"head\":\"x\",\"values\":[");
	for (int i = 0; i < 300; i++)
		gp_buf_printf(&b, "%s\"a value with many words in it, %d\"", i ? "," : "", i);
	gp_buf_puts(&b, "]}],\"rows\":[]}]}");
	v = written(b.data);
	ok(v && v->list.n == 2 && gp_value_get(&v->list.items[1], "rows")->list.n == 300,
	    "a drop-down has more than the 255 characters that fit into a cell's rule");
	gp_buf_free(&b);
	v = written("{}");
	ok(v != NULL, "a book of nothing is a workbook");
	v = written("{\"sheets\":[{\"name\":\"a/b[c]\",\"rows\":[[\"\\u0001_x0041_\"]]},{\"name\":\"A/B[C]\"}]}");
	is_str(rows(v, 0), "[[\"\uFFFD_x0041_\"]]", "names and texts that no workbook can hold are mended");
}

int main(void)
{
	fields();
	limits();
	noise();
	shapes();
	workbooks();
	long_lists();
	gp_arena_free(&arena);
	return tap_done();
}
