/* cell_of.h - the cell of a document with an id, for tests. */
#ifndef GP_TEST_CELL_OF_H
#define GP_TEST_CELL_OF_H

#include <string.h>

#include "core/base/document.h"

/* NULL when there is none; *table and *row (from 0) tell where it is. */
static const struct gp_cell *cell_of(const struct gp_document *d, const char *id,
    const struct gp_table **table, size_t *row)
{
	for (size_t b = 0; b < d->count; b++) {
		const struct gp_table *t = d->blocks[b].table;

		for (size_t i = 0; t && i < t->row_count; i++)
			for (size_t k = 0; k < t->rows[i].count; k++)
				if (t->rows[i].cells[k].id && !strcmp(t->rows[i].cells[k].id, id)) {
					*table = t;
					*row = i;
					return &t->rows[i].cells[k];
				}
	}
	return NULL;
}

#endif
