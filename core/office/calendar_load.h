/*
 * calendar_load.h - the calendar that deadlines are computed with: what ships, and what the
 * office adds.
 *
 * Shipped is rules/calendar/cn.lua. Of an office, in the order of their names:
 *   calendar/cn.lua   replaces it
 *   calendar/X.lua    return calendar { years = { … }, off = { … }, work = { … } } (rules/calendar/cn.lua
 *                     says how they are written); a year in it moves the horizon
 *   calendar/X.csv    rows date,kind,name with kind off or work (休, 班); UTF-8, a BOM and CRLF are fine,
 *                     GBK is refused. 2027.csv, named after a year, is all of that year and moves the horizon
 * A later file overrides single days of an earlier one. Nothing in the files runs.
 */
#ifndef GP_OFFICE_CALENDAR_LOAD_H
#define GP_OFFICE_CALENDAR_LOAD_H

#include "core/ledger/calendar.h"

/* What a year's days were taken from. */
struct gp_calendar_notice {
	int year;
	const char *number, *url; /* 文号; perhaps "" */
};

struct gp_workdays {
	struct gp_arena arena;
	struct gp_calendar calendar;
	struct gp_calendar_notice *notices;
	size_t notice_count, notice_room;
	const char **files; /* of the office, as "calendar/2027.csv", in the order in which they count */
	size_t file_count;
	bool overridden;    /* by calendar/cn.lua of the office */
};

/*
 * `office` is the folder with office.lua, or NULL for what ships alone. GP_EUSAGE: a file is not as
 * it should be, with "calendar/2027.csv:3: …" and what to do; GP_EIO: it cannot be read. Free it either way.
 */
int gp_workdays_load(struct gp_workdays *out, const char *office, struct gp_err *e) GP_MUST_USE;
void gp_workdays_free(struct gp_workdays *w);

#endif
