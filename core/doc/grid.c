#include "core/doc/grid.h"

static bool are_ints(const struct gp_value *v)
{
	if (!v || v->type != GP_VALUE_LIST)
		return false;
	for (size_t i = 0; i < v->list.n; i++)
		if (v->list.items[i].type != GP_VALUE_INT)
			return false;
	return true;
}

static bool are_rows(const struct gp_value *v)
{
	if (!v || v->type != GP_VALUE_LIST)
		return false;
	for (size_t i = 0; i < v->list.n; i++) {
		const struct gp_value *row = &v->list.items[i];

		if (row->type != GP_VALUE_LIST || row->list.n > GP_GRID_COLS)
			return false;
		for (size_t k = 0; k < row->list.n; k++)
			if (row->list.items[k].type > GP_VALUE_STRING || row->list.items[k].type == GP_VALUE_BOOL)
				return false;
	}
	return true;
}

static bool is_sheet(const struct gp_value *v)
{
	const struct gp_value *hidden = gp_value_get(v, "hidden");
	int64_t cols = gp_value_int(v, "cols", -1), top = gp_value_int(v, "top", 0);

	return gp_value_str(v, "name") && hidden && hidden->type == GP_VALUE_BOOL && cols >= 0 && cols <= GP_GRID_COLS &&
	    top >= 1 && are_rows(gp_value_get(v, "rows")) && are_ints(gp_value_get(v, "merges")) &&
	    are_ints(gp_value_get(v, "hidden_rows")) && are_ints(gp_value_get(v, "no_value"));
}

bool gp_grid_is(const struct gp_value *v)
{
	if (v->type != GP_VALUE_LIST)
		return false;
	for (size_t i = 0; i < v->list.n; i++)
		if (!is_sheet(&v->list.items[i]))
			return false;
	return true;
}
