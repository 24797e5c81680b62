/* calendar_literal.c - calendar/X.lua and rules/calendar/cn.lua: return calendar { … } */
#include <string.h>

#include "core/office/calendar_file.h"
#include "core/office/literal.h"
#include "core/office/place.h"
#include "core/office/schema.h"

#define LONGEST 366 /* days of one entry */

static const char *const marks[] = {"V", "M", "D", NULL};

static const struct gp_schema a_string = {.types = GP_IS(STRING)};
static const struct gp_schema an_entry = {.types = GP_IS(LIST), .min = 2, .max = 3, .each = &a_string};
#define ENTRIES {.types = GP_IS(LIST), .each = &an_entry}

static const struct gp_schema_field notice_fields[] = {
	{"number", true, {.types = GP_IS(STRING)}},
	{"url", false, {.types = GP_IS(STRING)}},
	{NULL, false, {0}},
};
static const struct gp_schema a_notice = {.types = GP_IS(MAP), .fields = notice_fields};

static const struct gp_schema_field year_fields[] = {
	{"year", true, {.types = GP_IS(INT), .min = 1900, .max = 2999}},
	{"mark", false, {.types = GP_IS(STRING), .words = marks}},
	{"notices", false, {.types = GP_IS(LIST), .each = &a_notice}},
	{"off", true, ENTRIES},
	{"work", false, ENTRIES},
	{NULL, false, {0}},
};
static const struct gp_schema a_year = {.types = GP_IS(MAP), .fields = year_fields};

static const struct gp_schema_field calendar_fields[] = {
	{"years", false, {.types = GP_IS(LIST), .min = 0, .max = 1100, .each = &a_year}},
	{"off", false, ENTRIES},
	{"work", false, ENTRIES},
	{NULL, false, {0}},
};
static const struct gp_schema a_calendar = {.types = GP_IS(MAP), .fields = calendar_fields};

static int read_date(const struct gp_calendar_file *f, int *out, const struct gp_value *v, struct gp_err *e)
{
	char place[GP_PLACE_MAX], excerpt[GP_EXCERPT_MAX];

	if (gp_date_parse(out, v->string.p, v->string.n))
		return 0;
	return gp_fail(e, GP_EUSAGE, "%s'%s' is no date; write it as 2026-09-20", gp_place(place, f->name, v->line, NULL),
	    gp_excerpt(excerpt, v->string.p, v->string.n));
}

/* { "first", "last", "name" } or { "day", "name" } */
static int add_entry(struct gp_calendar_file *f, const struct gp_value *entry, bool work, struct gp_err *e)
{
	const struct gp_value *item = entry->list.items;
	size_t n = entry->list.n;
	char place[GP_PLACE_MAX];
	int first, last;

	if (read_date(f, &first, &item[0], e))
		return -1;
	last = first;
	if (n == 3 && read_date(f, &last, &item[1], e))
		return -1;
	if (last < first || last - first >= LONGEST)
		return gp_fail(e, GP_EUSAGE, "%sthe second date must be after the first, by less than a year",
		    gp_place(place, f->name, entry->line, NULL));
	for (int day = first; day <= last; day++)
		if (gp_calendar_file_add(f, day, work, item[n - 1].string.p, entry->line, e))
			return -1;
	return 0;
}

static int add_entries(struct gp_calendar_file *f, const struct gp_value *in, const char *key, struct gp_err *e)
{
	const struct gp_value *list = gp_value_get(in, key);
	bool work = !strcmp(key, "work");

	for (size_t i = 0; list && list->type == GP_VALUE_LIST && i < list->list.n; i++)
		if (add_entry(f, &list->list.items[i], work, e))
			return -1;
	return 0;
}

static void add_notices(struct gp_workdays *w, int year, const struct gp_value *list)
{
	size_t n = list && list->type == GP_VALUE_LIST ? list->list.n : 0;

	for (size_t i = 0; i < n; i++) {
		const char *url = gp_value_str(&list->list.items[i], "url");

		if (w->notice_count == w->notice_room) {
			w->notice_room = w->notice_room ? 2 * w->notice_room : 16;
			w->notices = gp_reallocarray(w->notices, w->notice_room, sizeof *w->notices);
		}
		w->notices[w->notice_count++] = (struct gp_calendar_notice){
		    year, gp_value_str(&list->list.items[i], "number"), url ? url : ""};
	}
}

static int add_year(struct gp_calendar_file *f, const struct gp_value *v, struct gp_err *e)
{
	int year = (int)gp_value_int(v, "year", 0);
	size_t first = f->count;

	if (add_entries(f, v, "off", e) || add_entries(f, v, "work", e))
		return -1;
	add_notices(f->w, year, gp_value_get(v, "notices"));
	return gp_calendar_file_year(f, year, first, v->line, e);
}

int gp_calendar_file_lua(struct gp_calendar_file *f, const char *s, size_t n, struct gp_err *e)
{
	const struct gp_schema_source from = {.file = f->name, .word = "calendar", .code = GP_EUSAGE};
	struct gp_value root;
	const struct gp_value *years;

	if (gp_literal_read(&root, &f->w->arena, s, n, f->name, "calendar", e) ||
	    gp_schema_check(&root, &a_calendar, &from, e))
		return -1;
	years = gp_value_get(&root, "years");
	for (size_t i = 0; years && years->type == GP_VALUE_LIST && i < years->list.n; i++)
		if (add_year(f, &years->list.items[i], e))
			return -1;
	return add_entries(f, &root, "off", e) || add_entries(f, &root, "work", e) ? -1 : 0;
}
