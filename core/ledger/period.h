/*
 * period.h - times as people write them: a year, a quarter, a month, a week, a day.
 *
 * 2023 2023年 2023Q1 2023-01 2023年1月 1月 (of this year), every date of gp_date_read(), and words: 今年 去年 明年 本季度 上季度 下季度 本月
 * 上月 下月 本周 上周 下周 (from Monday), this-year last-year next-year, -quarter, -month, -week. Full-width digits as well.
 */
#ifndef GP_LEDGER_PERIOD_H
#define GP_LEDGER_PERIOD_H

#include "core/ledger/calendar.h"
#include "core/store/filter.h"

/* Its first and its last day. False: it is none. */
bool gp_period_read(int *from, int *to, const char *word, size_t n, int today) GP_MUST_USE;

/* What a filter knows of time; it must live as long as `out` is used. */
struct gp_period_days {
	const struct gp_calendar *calendar;
	int today;
};

void gp_period_filter_days(struct gp_filter_days *out, const struct gp_period_days *of);

#endif
