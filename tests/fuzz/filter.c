/* Any text as a filter: refused, or a condition with a value for each "?" and nothing of the text in it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/ledger/period.h"
#include "core/store/bigram.h"
#include "core/store/filter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct gp_filter_word values[] = {{"post", "邮寄", "post"}, {"3.1", "国家秘密", NULL}};
static const struct gp_filter_word states[] = {{"open", "办理中", "open"}}, moves[] = {{"reply", "答复", "reply"}};
static const struct gp_filter_field rows[] = {
	{.name = {"view", "意见", NULL}, .type = GP_FILTER_TEXT},
	{.name = {"sent_on", "发出", NULL}, .type = GP_FILTER_DATE},
};
static const struct gp_filter_field fields[] = {
	{.name = {"subject", "内容", "subject"}, .type = GP_FILTER_TEXT},
	{.name = {"channel", "渠道", NULL}, .type = GP_FILTER_ENUM, .values = values, .value_count = 2},
	{.name = {"on", "日期", NULL}, .type = GP_FILTER_DATE}, {.name = {"at", "时间", NULL}, .type = GP_FILTER_TIME},
	{.name = {"pages", "页数", NULL}, .type = GP_FILTER_INT}, {.name = {"fee", "费用", NULL}, .type = GP_FILTER_MONEY},
	{.name = {"urgent", "加急", NULL}, .type = GP_FILTER_BOOL}, {.name = {"tags", "标签", NULL}, .type = GP_FILTER_TAGS},
	{.name = {"dept", "处室", NULL}, .type = GP_FILTER_REF}, {.name = {"file", "材料", NULL}, .type = GP_FILTER_FILES},
	{.name = {"who", "姓名", NULL}, .type = GP_FILTER_TEXT, .personal = true},
	{.name = {"asked", "征求", NULL}, .type = GP_FILTER_ROWS, .rows = rows, .row_count = 2},
};
static const struct gp_filter_clock clocks[] = {{.name = {"due", "期限", NULL}, .warn = 5}};

static int find(void *context, const char *field, const char *value, size_t n, gp_filter_rid_fn *found, void *list,
    struct gp_err *e)
{
	(void)context;
	(void)field;
	(void)value;
	(void)e;
	return n % 2 ? found(list, "01H") : 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct gp_calendar calendar;
	static const struct gp_period_days days = {&calendar, 19492};
	struct gp_filter_schema s = {.reg = "foi", .fields = fields, .field_count = sizeof fields / sizeof *fields,
	    .states = states, .state_count = 1, .moves = moves, .move_count = 1, .clocks = clocks, .clock_count = 1, .dept = "d",
	    .find = find};
	struct gp_err e = GP_ERR_INIT;
	size_t marks = 0;
	struct gp_filter f;
	char *text;

	text = gp_strndup((const char *)data, n);
	gp_period_filter_days(&s.days, &days);
	if (!gp_filter_compile(&f, text, &s, &e)) {
		for (const char *p = f.sql; *p; p++) {
			marks += *p == '?';
			if ((unsigned char)*p >= 0x80)
				abort();
		}
		if (marks != f.count)
			abort();
	} else if (e.code != GP_EUSAGE || !*e.msg) {
		abort();
	}
	gp_filter_free(&f);
	gp_bigram_has_words(text, strlen(text));
	free(text);
	return 0;
}
