/*
 * calendar_file.h - one file of a calendar, read but not yet part of it; for calendar_load.c.
 */
#ifndef GP_OFFICE_CALENDAR_FILE_H
#define GP_OFFICE_CALENDAR_FILE_H

#include "core/office/calendar_load.h"

#define GP_CALENDAR_FILE_MAX ((size_t)1 << 20) /* bytes */

/* A year whose days off and moved days are all in the file. */
struct gp_calendar_year {
	int year, from; /* the first day that it names, or 1 January */
	uint32_t line;
};

struct gp_calendar_file {
	const char *name; /* in messages */
	struct gp_workdays *w; /* its arena has the strings; notices are added to it */
	struct gp_calendar_day *days;
	size_t count, room;
	struct gp_calendar_year *years;
	size_t year_count;
};

/* GP_EUSAGE when there are too many. `name` is kept. */
int gp_calendar_file_add(struct gp_calendar_file *f, int day, bool work, const char *name, uint32_t line,
    struct gp_err *e) GP_MUST_USE;
/* A year begins with the days from the one with this index; they must lie in it or in the December before. */
int gp_calendar_file_year(struct gp_calendar_file *f, int year, size_t first, uint32_t line, struct gp_err *e) GP_MUST_USE;

/* `year` is the one that the file is named after, or 0. */
int gp_calendar_file_csv(struct gp_calendar_file *f, const char *s, size_t n, int year, struct gp_err *e) GP_MUST_USE;
int gp_calendar_file_lua(struct gp_calendar_file *f, const char *s, size_t n, struct gp_err *e) GP_MUST_USE;

#endif
