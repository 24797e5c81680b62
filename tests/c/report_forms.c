/* the shipped forms in the jail: what they declare, and that their documents are documents */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/document.h"
#include "core/rules/declarations.h"
#include "tests/lib/cell_of.h"
#include "tests/lib/tap.h"

static struct gp_declarations *reports;
static struct gp_arena arena;

/* What `function` gives for a draft of a nearly empty report of 2020, or NULL. */
static const struct gp_value *called(const struct gp_declaration *f, const char *function)
{
	static struct gp_value v;
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf ask;
	int rc;

	gp_buf_init(&ask, 1000);
	gp_pack_map(&ask, 2);
	gp_pack_key(&ask, "draft", 5);
	gp_pack_bool(&ask, true);
	gp_pack_key(&ask, "report", 6);
	gp_pack_map(&ask, 2);
	gp_pack_key(&ask, "cells", 5);
	gp_pack_map(&ask, 2);
	gp_pack_key(&ask, "3.A1/自然人", strlen("3.A1/自然人"));
	gp_pack_int(&ask, 3);
	gp_pack_key(&ask, "3.R1/总计", strlen("3.R1/总计"));
	gp_pack_int(&ask, 2);
	gp_pack_key(&ask, "year", 4);
	gp_pack_int(&ask, 2020);
	rc = gp_declarations_call(reports, f, function, &ask, &e) ||
	    gp_value_unpack(&v, &arena, reports->answer.data, reports->answer.len, &e);
	gp_buf_free(&ask);
	if (rc)
		printf("# %s: %s\n", function, e.msg);
	return rc ? NULL : &v;
}

static bool is_document(struct gp_document *d, const struct gp_value *v)
{
	struct gp_err e = GP_ERR_INIT;

	if (!v || gp_document_read(d, &arena, v, &e)) {
		printf("# %s\n", v ? e.msg : "nothing");
		return false;
	}
	return true;
}

static void look_at(const char *id)
{
	const struct gp_declaration *f = gp_declarations_by_id(reports, id);
	const struct gp_table *table = NULL;
	const struct gp_value *v;
	const struct gp_cell *cell;
	struct gp_document d;
	struct gp_err e = GP_ERR_INIT;
	size_t row = 0;

	ok(f && !gp_declarations_declare(reports, f, &e), "%s is declared", id);
	if (!f)
		return;
	if (e.code)
		printf("# %s\n", e.msg);
	ok(reports->answer.len < 100000, "%s: what it declares is small", id);
	v = called(f, "template");
	ok(v && is_document(&d, gp_value_get(v, "document")), "%s: its empty form is a document", id);
	cell = v ? cell_of(&d, "3.R7/总计", &table, &row) : NULL;
	ok(cell && cell->sum && cell->input == GP_INPUT_NONE && !strcmp(table->sheet, "三、依申请公开"), "%s: with sums", id);
	ok(is_document(&d, called(f, "render")) && d.draft, "%s: so is a draft of its report", id);
	cell = cell_of(&d, "3.A1/自然人", &table, &row);
	ok(cell && table->head == 3 && table->cols == 10 && row == 3, "%s: with its third table as it is printed", id);
}

/* A form that is not about requests, or is not printed as it is declared. */
static void look_at_own(const char *id, const char *cell, int charts)
{
	const struct gp_declaration *f = gp_declarations_by_id(reports, id);
	const struct gp_table *table;
	struct gp_document d;
	struct gp_err e = GP_ERR_INIT;
	size_t row, count = 0;

	ok(f && !gp_declarations_declare(reports, f, &e), "%s is declared", id);
	if (!f)
		return;
	if (e.code)
		printf("# %s\n", e.msg);
	ok(is_document(&d, gp_value_get(called(f, "template"), "document")), "%s: its empty form is a document", id);
	ok(is_document(&d, called(f, "render")) && d.draft && d.count > 1, "%s: so is a draft", id);
	ok(cell_of(&d, cell, &table, &row), "%s: with its cells", id);
	for (size_t i = 0; i < d.count; i++)
		count += d.blocks[i].kind == GP_BLOCK_CHART;
	is_int((int)count, charts, "and charts");
}

int main(int argc, char **argv)
{
	struct gp_err e = GP_ERR_INIT;

	if (argc == 3 && !strcmp(argv[1], "-x"))
		return gp_script_worker();
	ok(!gp_declarations_open(&reports, &gp_reports, NULL, GP_LANG_EN, &e), "the generators open");
	look_at("foi-2021");
	look_at("foi-2019");
	look_at_own("website", "1.信息发布总数/内容", 0);
	look_at_own("citizen", "3.R1/总计", 2);
	gp_declarations_close(reports);
	gp_arena_free(&arena);
	return tap_done();
}
