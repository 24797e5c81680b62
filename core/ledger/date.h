/*
 * date.h - civil dates as day numbers.
 *
 * A day is the number of days since 1970-01-01 in the proleptic Gregorian calendar, from
 * GP_DATE_MIN to GP_DATE_MAX. All are dates of China (core/base/clock.h).
 */
#ifndef GP_LEDGER_DATE_H
#define GP_LEDGER_DATE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/err.h"

#define GP_DATE_MIN (-719162) /* 0001-01-01 */
#define GP_DATE_MAX 2932896   /* 9999-12-31 */

/* False when there is no such date in the years 1 to 9999. */
bool gp_date_of(int *out, int year, int month, int day) GP_MUST_USE;
/* Any of the three may be NULL. */
void gp_date_split(int date, int *year, int *month, int *day);
/* 1 for Monday to 7 for Sunday (ISO 8601). */
int gp_date_weekday(int date);
/* "2026-09-20" into out[11]; returns out. */
char *gp_date_iso(int date, char out[11]);
/* By the clock, in China. */
int gp_date_today(void);

/* Exactly "2026-09-20" (ISO 8601, extended). False for anything else and for days that do not exist. */
bool gp_date_parse(int *out, const char *s, size_t n) GP_MUST_USE;
/*
 * As people write it: 2026-09-20 2026/9/20 2026.9.20 20260920 2026年9月20日 9月20日 (of the year of
 * `today`) today tomorrow yesterday 今天 明天 昨天; full-width digits and signs as well.
 * GP_EUSAGE says what is wrong with it.
 */
int gp_date_read(int *out, const char *word, int today, struct gp_err *e) GP_MUST_USE;

/*
 * The first date that stands in s[0..n), and where: 2026年9月20日, 二〇二六年九月二十日, 2026-9-20, 2026/9/20, 2026.9.20,
 * 20260920 (of the years 1900 to 2099), full-width digits as well. False when there is none. Linear. date_find.c
 */
struct gp_date_found {
	int date;
	size_t from, to;
};
bool gp_date_find(struct gp_date_found *out, const char *s, size_t n) GP_MUST_USE;

#endif
