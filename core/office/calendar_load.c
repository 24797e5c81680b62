#define _GNU_SOURCE
#include "core/office/calendar_load.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/office/calendar_file.h"
#include "core/office/embed.h"
#include "core/office/place.h"
#include "core/sys/read.h"

#define FOLDER "calendar"
#define SHIPPED "cn.lua"
#define MAX_FILES 100

/* --- one file, before it is part of the calendar */

int gp_calendar_file_add(struct gp_calendar_file *f, int day, bool work, const char *name, uint32_t line,
    struct gp_err *e)
{
	if (f->count == GP_CALENDAR_DAYS)
		return gp_fail(e, GP_EUSAGE, "%s: more than %d days in all calendars", f->name, GP_CALENDAR_DAYS);
	if (f->count == f->room) {
		f->room = f->room ? 2 * f->room : 64;
		f->days = gp_reallocarray(f->days, f->room, sizeof *f->days);
	}
	f->days[f->count++] = (struct gp_calendar_day){day, work, line, name};
	return 0;
}

int gp_calendar_file_year(struct gp_calendar_file *f, int year, size_t first, uint32_t line, struct gp_err *e)
{
	char place[GP_PLACE_MAX], date[11];
	int lo, hi, from;

	if (!gp_date_of(&lo, year - 1, 12, 1) || !gp_date_of(&from, year, 1, 1) || !gp_date_of(&hi, year, 12, 31))
		return gp_fail(e, GP_EUSAGE, "%s%d is no year of a calendar", gp_place(place, f->name, line, NULL), year);
	for (size_t i = first; i < f->count; i++) {
		const struct gp_calendar_day *d = &f->days[i];

		if (d->day < lo || d->day > hi)
			return gp_fail(e, GP_EUSAGE, "%s%s is neither in %d nor in the December before",
			    gp_place(place, f->name, d->line, NULL), gp_date_iso(d->day, date), year);
		from = d->day < from ? d->day : from;
	}
	f->years = gp_reallocarray(f->years, f->year_count + 1, sizeof *f->years);
	f->years[f->year_count++] = (struct gp_calendar_year){year, from, line};
	return 0;
}

static int by_year(const void *a, const void *b)
{
	const struct gp_calendar_year *x = a, *y = b;

	return x->year < y->year ? -1 : x->year > y->year;
}

static int cover_year(const struct gp_calendar_file *f, const struct gp_calendar_year *y, struct gp_calendar *c,
    struct gp_err *e)
{
	char place[GP_PLACE_MAX];
	int to, first, last;

	if (gp_date_of(&to, y->year, 12, 31) && !gp_calendar_cover(c, y->from, to))
		return 0;
	gp_date_split(c->from, &first, NULL, NULL);
	gp_date_split(c->to, &last, NULL, NULL);
	return gp_fail(e, GP_EUSAGE, "%sthe year %d does not join the years %d to %d; add those between",
	    gp_place(place, f->name, y->line, NULL), y->year, first, last);
}

/* Years after those that are known join them from the first one on, years before from the last one down. */
static int cover(const struct gp_calendar_file *f, struct gp_calendar *c, struct gp_err *e)
{
	size_t n = f->year_count;

	if (n)
		qsort(f->years, n, sizeof *f->years, by_year);
	for (size_t i = 0; i < n; i++)
		if ((!c->covers || f->years[i].from >= c->from) && cover_year(f, &f->years[i], c, e))
			return -1;
	for (size_t i = n; i-- > 0;)
		if (f->years[i].from < c->from && cover_year(f, &f->years[i], c, e))
			return -1;
	return 0;
}

static int take_in(struct gp_calendar_file *f, struct gp_err *e)
{
	struct gp_calendar *c = &f->w->calendar;

	return gp_calendar_merge(c, f->days, f->count, f->name, e) || cover(f, c, e) ? -1 : 0;
}

/* "2027.csv" is 2027; 0: the name is no year. */
static int year_of(const char *name)
{
	int year = 0;

	for (int i = 0; i < 4; i++) {
		if (!isdigit((unsigned char)name[i]))
			return 0;
		year = year * 10 + (name[i] - '0');
	}
	return strcmp(name + 4, ".csv") ? 0 : year;
}

/* `name` is the last part of `path`, which messages say. */
static int read_bytes(struct gp_workdays *w, const char *path, const char *name, const char *s, size_t n,
    struct gp_err *e)
{
	struct gp_calendar_file f = {.name = path, .w = w};
	bool csv = strlen(name) > 4 && !strcmp(name + strlen(name) - 4, ".csv");
	int rc = csv ? gp_calendar_file_csv(&f, s, n, year_of(name), e) : gp_calendar_file_lua(&f, s, n, e);

	if (!rc)
		rc = take_in(&f, e);
	free(f.days);
	free(f.years);
	return rc;
}

/* --- the folder of an office */

static int read_file(struct gp_buf *b, int folder, const char *name, const char *path, struct gp_err *e)
{
	if (!gp_read_file(folder, name, b))
		return 0;
	if (errno == EFBIG)
		return gp_fail(e, GP_EUSAGE, "%s: a calendar may have %d KiB at most", path,
		    (int)(GP_CALENDAR_FILE_MAX >> 10));
	return errno == EINVAL ? gp_fail(e, GP_EIO, "%s: cannot be read as a file", path)
	    : gp_fail_errno(e, GP_EIO, "%s: cannot be read", path);
}

static bool ends_with(const char *s, const char *tail)
{
	size_t n = strlen(s), k = strlen(tail);

	return n > k && !strcmp(s + n - k, tail);
}

static int add_file(struct gp_workdays *w, int folder, const char *name, struct gp_err *e)
{
	char *path = gp_arena_alloc(&w->arena, sizeof FOLDER + 1 + strlen(name));
	struct gp_buf b;
	int rc;

	snprintf(path, sizeof FOLDER + 1 + strlen(name), FOLDER "/%s", name);
	gp_buf_init(&b, GP_CALENDAR_FILE_MAX);
	rc = read_file(&b, folder, name, path, e);
	if (!rc)
		rc = read_bytes(w, path, name, b.data ? b.data : "", b.len, e);
	gp_buf_free(&b);
	w->files[w->file_count++] = path;
	return rc;
}

static int is_calendar(const struct dirent *d)
{
	return d->d_name[0] != '.' && (ends_with(d->d_name, ".lua") || ends_with(d->d_name, ".csv"));
}

static int is_spreadsheet(const struct dirent *d)
{
	const char *const tails[] = {".xlsx", ".xls", ".et", ".CSV", ".ods"};
	bool is = false;

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		is = is || ends_with(d->d_name, tails[i]);
	return is && d->d_name[0] != '.' && d->d_name[0] != '~';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void free_names(struct dirent **names, int n)
{
	for (int i = 0; i < n; i++)
		free(names[i]);
	if (n >= 0)
		free(names);
}

/* What nobody reads would seem to count. */
static int refuse_spreadsheets(int folder, struct gp_err *e)
{
	struct dirent **names;
	int n = scandirat(folder, ".", &names, is_spreadsheet, by_name), rc = 0;

	if (n > 0)
		rc = gp_fail(e, GP_EUSAGE, "calendar/%s: a calendar is a .csv or .lua file; save it as 'CSV UTF-8', named .csv",
		    names[0]->d_name);
	free_names(names, n);
	return rc;
}

static int add_shipped(struct gp_workdays *w, struct gp_err *e)
{
	const struct gp_embed *f = gp_embed_find("rules/calendar/" SHIPPED);

	if (!f)
		return gp_fail(e, GP_ESCRIPT, "%s is not in this binary", "rules/calendar/" SHIPPED);
	return read_bytes(w, f->path, SHIPPED, (const char *)f->data, f->len, e);
}

static int add_folder(struct gp_workdays *w, int folder, struct gp_err *e)
{
	struct dirent **names;
	int n = scandirat(folder, ".", &names, is_calendar, by_name), rc = 0;

	if (n < 0)
		return gp_fail_errno(e, GP_EIO, "%s: cannot be opened as a folder", FOLDER);
	if (n > MAX_FILES)
		rc = gp_fail(e, GP_EUSAGE, "calendar: more than %d files", MAX_FILES);
	w->files = gp_arena_alloc(&w->arena, ((size_t)n + 1) * sizeof *w->files);
	for (int i = 0; i < n && !w->overridden; i++)
		w->overridden = !strcmp(names[i]->d_name, SHIPPED);
	if (!rc)
		rc = w->overridden ? add_file(w, folder, SHIPPED, e) : add_shipped(w, e);
	for (int i = 0; i < n && !rc; i++)
		if (strcmp(names[i]->d_name, SHIPPED) != 0)
			rc = add_file(w, folder, names[i]->d_name, e);
	free_names(names, n);
	return rc ? rc : refuse_spreadsheets(folder, e);
}

int gp_workdays_load(struct gp_workdays *out, const char *office, struct gp_err *e)
{
	char path[4096 + sizeof "/" FOLDER];
	int folder = -1, rc;

	*out = (struct gp_workdays){0};
	if (office) {
		snprintf(path, sizeof path, "%s/" FOLDER, office);
		folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (folder < 0 && errno != ENOENT)
			return gp_fail_errno(e, GP_EIO, "%s: cannot be opened as a folder", path);
	}
	rc = folder < 0 ? add_shipped(out, e) : add_folder(out, folder, e);
	if (folder >= 0)
		close(folder);
	return rc;
}

void gp_workdays_free(struct gp_workdays *w)
{
	gp_calendar_free(&w->calendar);
	gp_arena_free(&w->arena);
	free(w->notices);
	*w = (struct gp_workdays){0};
}
