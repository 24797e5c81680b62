#define _GNU_SOURCE
#include "core/script/calendar_pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Both ends are the same binary on the same machine. A sign; then 'e': the words of an error; 'c': whether it covers
 * anything, from, to, and each day as twice its number, plus one when it is worked.
 */
#define PACKED_MAX GP_SCRIPT_SOURCE_MAX

static void put(struct gp_buf *b, int v)
{
	int32_t word = v;

	gp_buf_put(b, &word, sizeof word);
}

static void pack(struct gp_buf *b, const struct gp_calendar *c)
{
	gp_buf_putc(b, 'c');
	put(b, c->covers);
	put(b, c->from);
	put(b, c->to);
	for (size_t i = 0; i < c->count; i++)
		put(b, c->days[i].day * 2 + c->days[i].work);
}

static bool has_calendar(const char *dir)
{
	char path[4096 + sizeof "/calendar"];
	int n = snprintf(path, sizeof path, "%s/calendar", dir);

	return n > 0 && (size_t)n < sizeof path && !access(path, F_OK);
}

int gp_calendar_source(struct gp_sources *s, const char *dir, struct gp_err *e)
{
	struct gp_source one = {.kind = GP_SCRIPT_CALENDAR, .path = "calendar", .name = ""};
	struct gp_workdays w = {0};
	struct gp_err why = GP_ERR_INIT;
	struct gp_buf b;

	if (!has_calendar(dir))
		return 0;
	gp_buf_init(&b, PACKED_MAX);
	if (gp_workdays_load(&w, dir, &why)) {
		gp_buf_putc(&b, 'e');
		gp_buf_puts(&b, why.msg);
	} else {
		pack(&b, &w.calendar);
	}
	one.text = gp_arena_strndup(&s->arena, b.data, b.len);
	one.n = b.len;
	gp_buf_free(&b);
	gp_workdays_free(&w);
	return gp_sources_add(s, &one, e);
}

static int word_at(const char *p, size_t i)
{
	int32_t v;

	memcpy(&v, p + i * sizeof v, sizeof v);
	return v;
}

int gp_calendar_unpack(struct gp_workdays *out, const char *packed, size_t n, struct gp_err *e)
{
	size_t words = n ? (n - 1) / sizeof(int32_t) : 0;
	const char *p = packed + 1;
	struct gp_calendar_day *days;
	int rc = 0;

	*out = (struct gp_workdays){0};
	if (n && packed[0] == 'e')
		return gp_fail(e, GP_EUSAGE, "%s", p); /* sources end with a NUL */
	if (!n || packed[0] != 'c' || words < 3 || words - 3 > GP_CALENDAR_DAYS)
		return gp_fail(e, GP_EPARSE, "the calendar that was handed over is damaged");
	days = gp_calloc(words - 2, sizeof *days);
	for (size_t i = 0; i < words - 3; i++) {
		int v = word_at(p, i + 3);

		days[i] = (struct gp_calendar_day){.day = v >> 1, .work = v & 1, .name = ""};
	}
	if (word_at(p, 0) && gp_calendar_cover(&out->calendar, word_at(p, 1), word_at(p, 2)))
		rc = gp_fail(e, GP_EPARSE, "the calendar that was handed over is damaged");
	if (!rc)
		rc = gp_calendar_merge(&out->calendar, days, words - 3, "calendar", e);
	free(days);
	return rc;
}
