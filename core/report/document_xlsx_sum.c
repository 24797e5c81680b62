/* document_xlsx_sum.c - sums as formulas, which must give what the document says */
#include "core/report/document_xlsx.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TERMS_MAX 255    /* arguments of a function; Excel specifications and limits */
#define EXACT 1e-12      /* relative: what adding decimals in another order may change */
#define DEPTH_MAX 32     /* sums of sums that the form leaves open */
#define NAMED 200        /* bytes of the ids in a message */

static int by_id(const void *a, const void *b)
{
	const struct gp_xlsx_place *p = a, *q = b;
	int c = strcmp(p->cell->id, q->cell->id);

	return c ? c : (p->order > q->order) - (p->order < q->order);
}

/* Calls once to count, and again to fill. */
static size_t each_place(struct gp_xlsx *x, struct gp_xlsx_place *out)
{
	size_t n = 0;

	for (size_t s = 0; s < x->sheet_count; s++) {
		const struct gp_table *t = x->sheets[s].block->table;

		for (size_t r = 0; t && r < t->row_count; r++)
			for (size_t k = 0; k < t->rows[r].count; k++) {
				const struct gp_cell *c = &t->rows[r].cells[k];

				if (!c->id)
					continue;
				if (out)
					out[n] = (struct gp_xlsx_place){.cell = c,
					    .sheet = &x->sheets[s],
					    .row = x->sheets[s].top + (unsigned)r,
					    .order = n};
				n++;
			}
	}
	return n;
}

void gp_xlsx_index(struct gp_xlsx *x)
{
	x->place_count = each_place(x, NULL);
	x->places = gp_arena_alloc(&x->keep, x->place_count * sizeof *x->places + 1);
	each_place(x, x->places);
	qsort(x->places, x->place_count, sizeof *x->places, by_id);
}

/* The first cell of the document with this id. */
static struct gp_xlsx_place *find(const struct gp_xlsx *x, const char *id)
{
	size_t low = 0, high = x->place_count, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (strcmp(x->places[mid].cell->id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == x->place_count || strcmp(x->places[low].cell->id, id) != 0)
		return NULL;
	return &x->places[low];
}

bool gp_xlsx_is_formula(const struct gp_xlsx *x, const struct gp_cell *c)
{
	if (!c->sum || !c->sum[0])
		return false;
	return c->is_number ? gp_xlsx_number(c) != GP_XLSX_STRING : x->form && !c->n;
}

/* Cells that are one range: in a row or in a column, each beside the one before. */
struct range {
	const struct gp_xlsx_place *first, *last;
	enum { ALONE, ACROSS, DOWN } way;
};

static bool takes(struct range *g, const struct gp_xlsx_place *p)
{
	const struct gp_xlsx_place *l = g->last;
	bool across = l->row == p->row && l->cell->col + l->cell->cols == p->cell->col;
	bool down = l->cell->col == p->cell->col && l->row + l->cell->rows == p->row;

	if (l->sheet != p->sheet || !((across && g->way != DOWN) || (down && g->way != ACROSS)))
		return false;
	g->way = across ? ACROSS : DOWN;
	g->last = p;
	return true;
}

static void put_address(struct gp_buf *out, const struct gp_xlsx_place *p)
{
	char name[LXW_MAX_CELL_NAME_LENGTH];

	lxw_rowcol_to_cell(name, p->row, (lxw_col_t)p->cell->col);
	gp_buf_puts(out, name);
}

static void put_range(struct gp_buf *out, const struct range *g, const struct gp_xlsx_sheet *own)
{
	if (g->first->sheet != own)
		gp_buf_printf(out, "'%s'!", g->first->sheet->name);
	put_address(out, g->first);
	if (g->last == g->first)
		return;
	gp_buf_putc(out, ':');
	put_address(out, g->last);
}

static const char *cell_name(const struct gp_cell *c)
{
	return c->id ? c->id : gp_err_word("a cell without id");
}

static int refuse_sum(const struct gp_xlsx *x, const struct gp_cell *c, double sum)
{
	struct gp_buf ids;

	gp_buf_init(&ids, NAMED);
	for (size_t i = 0; c->sum[i] && !ids.full; i++)
		gp_buf_printf(&ids, "%s%s", i ? " + " : "", c->sum[i]);
	gp_fail(x->e, GP_EINTEGRITY, "%.120s is %.15g, but what it sums is %.15g: %s%s",
	    cell_name(c), c->number, sum, ids.len ? ids.data : "", ids.full ? " …" : "");
	gp_buf_free(&ids);
	return -1;
}

/*
 * What a cell will be worth to a formula: text and empty cells nothing, a sum that the form leaves
 * open what its own cells give. Each is computed once.
 */
static int worth(struct gp_xlsx *x, struct gp_xlsx_place *p, unsigned depth, double *value)
{
	const struct gp_cell *c = p->cell;
	double one;

	if (!p->known && c->is_number) {
		p->value = gp_xlsx_number(c) != GP_XLSX_STRING ? c->number : 0;
		p->known = true;
	}
	if (!p->known && !gp_xlsx_is_formula(x, c))
		p->known = true;
	*value = p->value;
	if (p->known)
		return 0;
	if (depth > DEPTH_MAX)
		return gp_fail(x->e, GP_EINTEGRITY,
		    "%.120s: sums of sums go round in a circle or too deep", cell_name(c));
	for (size_t i = 0; c->sum[i]; i++) {
		struct gp_xlsx_place *q = find(x, c->sum[i]);

		if (q && worth(x, q, depth + 1, &one))
			return -1;
		p->value += q ? one : 0; /* one that is not there is refused where it is written */
	}
	p->known = true;
	*value = p->value;
	return 0;
}

int gp_xlsx_formula(struct gp_xlsx *x, const struct gp_xlsx_sheet *s, const struct gp_cell *c,
    struct gp_buf *out, double *value)
{
	struct range g = {NULL, NULL, ALONE};
	double sum = 0, size = 1, one;
	size_t terms = 0;

	gp_buf_puts(out, "=SUM(");
	for (size_t i = 0; c->sum[i]; i++) {
		struct gp_xlsx_place *p = find(x, c->sum[i]);

		if (!p)
			return gp_fail(x->e, GP_EINTEGRITY,
			    "%.120s sums %.120s, which no table has", cell_name(c), c->sum[i]);
		if (worth(x, p, 0, &one))
			return -1;
		sum += one;
		size += fabs(one);
		if (g.first && takes(&g, p))
			continue;
		if (g.first) {
			put_range(out, &g, s);
			gp_buf_putc(out, ',');
		}
		g = (struct range){p, p, ALONE};
		terms++;
	}
	if (g.first)
		put_range(out, &g, s);
	gp_buf_putc(out, ')');
	if (out->full || terms > TERMS_MAX)
		return gp_fail(x->e, GP_ELIMIT, "%.120s sums more cells than a formula can name",
		    cell_name(c));
	if (c->is_number && fabs(sum - c->number) > EXACT * size)
		return refuse_sum(x, c, sum);
	*value = c->is_number ? c->number : sum;
	return 0;
}
