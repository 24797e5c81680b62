/*
 * page_records.h - the records that a parse worker sends, made by hand: right
 * by default, and each field can be made wrong.
 */
#ifndef GP_TEST_PAGE_RECORDS_H
#define GP_TEST_PAGE_RECORDS_H

#include "core/crawl/parse_msg.h"
#include "tests/lib/tap.h"

static inline void record_end(struct gp_msg_out *m)
{
	if (gp_msg_end(m))
		abort();
}

static inline void record_text(struct gp_msg_out *m, const char *s)
{
	gp_msg_put_str(m, s, strlen(s));
}

static inline void record_page(struct gp_buf *b, int64_t id, const char *title)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, b, GP_PARSE_PAGE);
	gp_msg_put_int(&m, id);
	record_text(&m, "gb18030");
	record_text(&m, "GBK");
	gp_msg_put_int(&m, 1);
	gp_msg_put_int(&m, 0);
	record_text(&m, title);
	gp_msg_put_int(&m, 1234);
	gp_msg_put_int(&m, -5);
	gp_msg_put_int(&m, 3);
	record_text(&m, "links");
	record_text(&m, "2023-04-20");
	gp_msg_put_str(&m, "\x81\x02", 2);
	record_end(&m);
}

struct link_record {
	int64_t kind, why, has_fragment, line, col, place, hidden, mixed, low, resource;
	const char *url, *raw, *fragment, *text;
	int64_t number; /* 0: none */
};
#define LINK_RECORD {1, GP_URL_OK, 1, 12, 34, 200, 0, 0, 0, 1, "http://a.example/", "/", "top", "首页", 0}

static inline void record_link(struct gp_buf *b, const struct link_record *l)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, b, GP_PARSE_LINK);
	gp_msg_put_int(&m, l->kind);
	gp_msg_put_int(&m, l->why);
	record_text(&m, l->url);
	record_text(&m, l->raw);
	gp_msg_put_int(&m, l->has_fragment);
	record_text(&m, l->fragment);
	record_text(&m, l->text);
	gp_msg_put_int(&m, l->line);
	gp_msg_put_int(&m, l->col);
	gp_msg_put_int(&m, l->place);
	gp_msg_put_int(&m, l->hidden);
	gp_msg_put_int(&m, l->mixed);
	gp_msg_put_int(&m, l->low);
	gp_msg_put_int(&m, l->resource);
	gp_msg_put_int(&m, l->number);
	record_end(&m);
}

/* A link like number `number`; fragment and text NULL: none, and the same. */
static inline void put_again(struct gp_msg_out *m, uint64_t number, uint64_t line, const char *fragment, const char *text)
{
	const uint64_t numbers[] = {(fragment ? GP_AGAIN_FRAGMENT : 0u) | (text ? GP_AGAIN_TEXT : 0u), number, line, 300, 7};

	gp_msg_put_numbers(m, numbers, 5);
	if (fragment)
		record_text(m, fragment);
	if (text)
		record_text(m, text);
}

/* A link with a stamp; and one like number `number` that becomes one. */
static inline void put_flagged(struct gp_msg_out *m, uint64_t flags, uint64_t number)
{
	const uint64_t numbers[] = {flags, number, 1, 300, 7};

	gp_msg_put_numbers(m, numbers, 5);
	if (flags & GP_AGAIN_FRAGMENT)
		record_text(m, "there");
	if (flags & GP_AGAIN_TEXT)
		record_text(m, "kept");
}

static inline void record_flagged(struct gp_buf *b, uint64_t flags, uint64_t number)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, b, GP_PARSE_AGAIN);
	put_flagged(&m, flags, number);
	record_end(&m);
}

static inline void record_again(struct gp_buf *b, uint64_t number, const char *fragment, const char *text)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, b, GP_PARSE_AGAIN);
	put_again(&m, number, 1, fragment, text);
	record_end(&m);
}

static inline void record_ids(struct gp_buf *b, const uint32_t *ids, size_t bytes)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, b, GP_PARSE_IDS);
	gp_msg_put_str(&m, (const char *)ids, bytes);
	record_end(&m);
}

static inline void record_forget(struct gp_buf *b)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, b, GP_PARSE_FORGET);
	record_end(&m);
}

static inline void record_done(struct gp_buf *b, int64_t links)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, b, GP_PARSE_DONE);
	gp_msg_put_int(&m, links);
	record_end(&m);
}

#endif
