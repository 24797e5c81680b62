/* page: the parent takes a page only from records that fit, and never trusts a number in them */
#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/edges.h"
#include "core/crawl/link_memo.h"
#include "tests/lib/page_records.h"
#include "tests/lib/random.h"

static const uint32_t sorted[] = {1, 5, 5, 900, UINT32_MAX};
static const struct link_record good_link = LINK_RECORD;

static struct gp_page_names names;

/* Takes every record of b: 1 a whole page, 0 it goes on, -1 refused (also when bytes stay). */
static int take_all(const struct gp_buf *b, struct gp_page *page, struct gp_arena *a)
{
	size_t at = 0;

	*page = (struct gp_page){0};
	while (at < b->len) {
		struct gp_msg_in m;
		long n = gp_msg_next(&m, b->data + at, b->len - at);
		int rc;

		if (n <= 0)
			return -1;
		at += (size_t)n;
		rc = gp_page_take(page, a, &names, &m);
		if (rc)
			return rc > 0 && at < b->len ? -1 : rc;
	}
	return 0;
}

static struct gp_buf buf;

static int taken(void)
{
	struct gp_arena a = {0};
	struct gp_page p;
	int rc = take_all(&buf, &p, &a);

	gp_page_names_forget(&names);
	gp_arena_free(&a);
	gp_buf_clear(&buf);
	return rc;
}

static void a_page_comes_through(void)
{
	struct gp_arena a = {0};
	struct gp_page p;

	record_page(&buf, 42, "政务公开");
	record_link(&buf, &good_link);
	record_link(&buf, &good_link);
	record_ids(&buf, sorted, 8);
	record_ids(&buf, sorted + 2, 12);
	record_done(&buf, 2);
	is_int(take_all(&buf, &p, &a), 1, "a whole page");
	is_int(p.id, 42, "its id");
	is_str(p.title, "政务公开", "its title");
	ok(!strcmp(p.declared, "gb18030") && !strcmp(p.charset, "GBK") && p.mislabelled && !p.late_meta,
	    "its charset");
	ok(p.plain_count == 1234 && p.text_hash == (uint64_t)-5 && p.phrases == 3 && !strcmp(p.limit, "links"),
	    "its text");
	ok(p.fits_n == 2 && p.fits[0] == 0x81 && p.fits[1] == 2 && !strcmp(p.date, "2023-04-20"),
	    "which conditions of rules fit it, and its date");
	is_int((long long)p.link_count, 2, "its links");
	is_str(p.links[1].url, "http://a.example/", "with their address");
	ok(p.links[1].kind == 1 && p.links[1].line == 12 && p.links[1].col == 34 && p.links[1].place == 200 &&
	    !p.links[1].low && p.links[1].resource, "and place");
	ok(p.links[1].text_n == 6 && p.links[1].has_fragment && !strcmp(p.links[1].fragment, "top"),
	    "text and fragment");
	ok(p.id_count == 5 && !memcmp(p.ids, sorted, 20), "its ids, of two records");
	gp_arena_free(&a);
	gp_buf_clear(&buf);
}

static void the_order_is_fixed(void)
{
	record_page(&buf, 1, "");
	record_done(&buf, 0);
	is_int(taken(), 1, "a page without anything is whole");
	record_page(&buf, 1, "");
	is_int(taken(), 0, "without its end it goes on");
	record_link(&buf, &good_link);
	is_int(taken(), -1, "no link before the page");
	record_ids(&buf, sorted, 4);
	is_int(taken(), -1, "no ids before the page");
	record_done(&buf, 0);
	is_int(taken(), -1, "no end before the page");
	record_page(&buf, 1, "");
	record_page(&buf, 1, "");
	is_int(taken(), -1, "no page in a page");
	record_page(&buf, 1, "");
	record_ids(&buf, sorted, 4);
	record_link(&buf, &good_link);
	is_int(taken(), -1, "no link after ids");
	record_page(&buf, 0, "");
	is_int(taken(), -1, "no page without an id");
}

static void records_of_another_kind(void)
{
	static const uint16_t types[] = {0, GP_PARSE_CONFIG, GP_PARSE_JOB, GP_PARSE_READY, GP_PARSE_FORGET, GP_PARSE_FORGET + 1,
	    65535};
	struct gp_msg_out m;
	int refused = 0;

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		record_page(&buf, 1, "");
		gp_msg_begin(&m, &buf, types[i]);
		record_end(&m);
		refused += taken() == -1;
	}
	is_int(refused, sizeof types / sizeof *types, "records that are none of a page's are refused");
	record_page(&buf, 1, "");
	gp_msg_begin(&m, &buf, GP_PARSE_DONE);
	gp_msg_put_int(&m, 0);
	gp_msg_put_int(&m, 0);
	record_end(&m);
	is_int(taken(), -1, "so is one with more than it should have");
	gp_msg_begin(&m, &buf, GP_PARSE_PAGE);
	gp_msg_put_int(&m, 1);
	record_end(&m);
	is_int(taken(), -1, "and one with less");
}

static int link_taken(struct link_record l)
{
	record_page(&buf, 1, "");
	record_link(&buf, &l);
	return taken();
}

static void facts_come_one_way(void)
{
	struct gp_msg_out m;

	record_page(&buf, 1, "");
	gp_msg_begin(&m, &buf, GP_PARSE_NOTED);
	gp_msg_put_int(&m, 300);
	record_end(&m);
	is_int(taken(), 0, "facts may lie in the notes");
	record_page(&buf, 1, "");
	for (int i = 0; i < 2; i++) {
		gp_msg_begin(&m, &buf, GP_PARSE_NOTED);
		gp_msg_put_int(&m, 300);
		record_end(&m);
	}
	is_int(taken(), -1, "once");
	record_page(&buf, 1, "");
	gp_msg_begin(&m, &buf, GP_PARSE_NOTED);
	gp_msg_put_int(&m, (int64_t)GP_PARSE_FACTS_MAX + 1);
	record_end(&m);
	is_int(taken(), -1, "and not without end");
}

static void numbers_have_ranges(void)
{
	struct link_record l = LINK_RECORD;
	int64_t *field[] = {&l.kind, &l.why, &l.has_fragment, &l.line, &l.col, &l.place, &l.low, &l.resource};
	int64_t most[] = {GP_EDGE_KINDS - 1, GP_URL_TOO_LONG, 1, UINT32_MAX, UINT32_MAX, 255, 1, 1};
	int in = 0, refused = 0;

	for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
		int64_t was = *field[i];

		*field[i] = most[i];
		in += link_taken(l) == 0;
		*field[i] = most[i] + 1;
		refused += link_taken(l) == -1;
		*field[i] = -1;
		refused += link_taken(l) == -1;
		*field[i] = was;
	}
	is_int(in, 8, "the highest number of each field is taken");
	is_int(refused, 16, "one more, and a negative one, are not");
}

static void strings_have_limits(void)
{
	struct link_record l = LINK_RECORD;
	char *big = gp_calloc(1, GP_URL_MAX + 2);

	memset(big, 'a', GP_URL_MAX + 1);
	l.url = "";
	is_int(link_taken(l), -1, "a good link has an address");
	l.why = GP_URL_BAD_HOST;
	is_int(link_taken(l), 0, "a bad one has none");
	l.url = big;
	is_int(link_taken(l), -1, "an address may not be too long");
	l = good_link;
	l.fragment = big;
	is_int(link_taken(l), -1, "nor a fragment");
	big[GP_PARSE_RAW_MAX + 1] = '\0';
	l = good_link;
	l.raw = big;
	is_int(link_taken(l), -1, "nor a raw value");
	l = good_link;
	l.text = big;
	is_int(link_taken(l), -1, "nor a text");
	l.text = "\xff";
	is_int(link_taken(l), -1, "a text is UTF-8");
	l = good_link;
	l.url = "http://a.example/\xc0\x80";
	is_int(link_taken(l), -1, "and so is an address");
	record_page(&buf, 1, big);
	is_int(taken(), -1, "a title may not be too long");
	free(big);
}

/* A string that ends earlier for C than for its length would be two different strings. */
static void strings_have_no_nul_inside(void)
{
	for (int which = 0; which < 2; which++) {
		struct gp_msg_out m;

		record_page(&buf, 1, "");
		gp_msg_begin(&m, &buf, GP_PARSE_LINK);
		gp_msg_put_int(&m, 1);
		gp_msg_put_int(&m, GP_URL_OK);
		gp_msg_put_str(&m, "http://a/\0b", which ? 9 : 11);
		gp_msg_put_str(&m, "", 0);
		gp_msg_put_int(&m, 1);
		gp_msg_put_str(&m, "t\0p", which ? 3 : 1);
		gp_msg_put_str(&m, "", 0);
		for (int i = 0; i < 5; i++)
			gp_msg_put_int(&m, 1);
		gp_msg_put_int(&m, 0);
		record_end(&m);
		is_int(taken(), -1, which ? "a fragment has no NUL inside" : "an address has no NUL inside");
	}
}

static void a_numbered_link_comes_again(void)
{
	struct link_record l = LINK_RECORD;
	struct gp_arena a = {0};
	struct gp_msg_out m;
	struct gp_page p;

	l.number = 1;
	record_page(&buf, 1, "");
	record_link(&buf, &l);
	record_done(&buf, 1);
	is_int(take_all(&buf, &p, &a), 1, "a link has a number");
	p.links[0].known->id = 77;
	gp_buf_clear(&buf);
	record_page(&buf, 2, "");
	record_link(&buf, &good_link);
	gp_msg_begin(&m, &buf, GP_PARSE_AGAIN);
	put_again(&m, 1, 0, NULL, NULL);
	put_again(&m, 1, 1000, "位置", "another");
	record_end(&m);
	record_done(&buf, 3);
	is_int(take_all(&buf, &p, &a), 1, "on the next page it comes again, twice");
	ok(p.links[1].kind == 1 && p.links[1].resource && !strcmp(p.links[1].url, l.url) && p.links[1].url_n == 17,
	    "it is the same link");
	ok(p.links[1].known == p.links[2].known && p.links[1].known->id == 77, "what is known of it is there");
	ok(p.links[1].line == 12 && p.links[2].line == 1012 && p.links[1].col == 300 && p.links[1].place == 7,
	    "in a place of its own");
	ok(!p.links[1].has_fragment && !p.links[1].fragment_n && !strcmp(p.links[1].text, "首页"),
	    "with the first text and without a fragment");
	ok(p.links[2].has_fragment && !strcmp(p.links[2].fragment, "位置") && !strcmp(p.links[2].text, "another"),
	    "or with others");
	gp_arena_free(&a);
	taken();
}

static void numbers_of_links_are_checked(void)
{
	struct link_record l = LINK_RECORD;
	struct gp_arena a = {0};
	struct gp_page p;

	record_page(&buf, 1, "");
	record_again(&buf, 1, NULL, NULL);
	is_int(taken(), -1, "a link that was never sent cannot come again");
	l.number = 2;
	is_int(link_taken(l), -1, "numbers begin at one");
	l.number = 1;
	record_page(&buf, 1, "");
	record_link(&buf, &l);
	record_link(&buf, &l);
	is_int(taken(), -1, "and none is given twice");
	record_page(&buf, 1, "");
	record_link(&buf, &l);
	record_again(&buf, 2, NULL, NULL);
	is_int(taken(), -1, "nor used before it is given");
	record_page(&buf, 1, "");
	record_link(&buf, &l);
	record_again(&buf, 1, "\xff", NULL);
	is_int(taken(), -1, "a fragment that comes again is UTF-8");
	record_page(&buf, 1, "");
	record_link(&buf, &l);
	record_again(&buf, 1, NULL, "\xff");
	is_int(taken(), -1, "and so is a text");
	l.why = GP_URL_BAD_HOST;
	is_int(link_taken(l), -1, "what is no address has no number");
	l.why = GP_URL_OK;
	record_page(&buf, 1, "");
	record_link(&buf, &l);
	record_done(&buf, 1);
	is_int(take_all(&buf, &p, &a), 1, "a page with a number");
	gp_arena_free(&a);
	gp_buf_clear(&buf);
	record_forget(&buf);
	record_page(&buf, 2, "");
	record_again(&buf, 1, NULL, NULL);
	is_int(taken(), -1, "what is forgotten cannot come again");
}

enum { WHOLE = GP_AGAIN_KEEP | GP_AGAIN_FRAGMENT | GP_AGAIN_TEXT };

static void a_stamp_comes_again(void)
{
	struct link_record l = LINK_RECORD;
	struct gp_arena a = {0};
	struct gp_page p;

	l.number = 1;
	record_page(&buf, 1, "");
	record_link(&buf, &l);
	record_flagged(&buf, WHOLE, 1);
	record_flagged(&buf, GP_AGAIN_KEEP, 1);
	record_done(&buf, 3);
	is_int(take_all(&buf, &p, &a), 1, "links are kept as stamps");
	ok(!p.links[0].stamp && p.links[1].stamp && p.links[2].stamp && p.links[1].stamp != p.links[2].stamp, "which are two");
	*p.links[1].stamp = 99;
	gp_arena_reset(&a);
	gp_buf_clear(&buf);
	record_page(&buf, 2, "");
	record_flagged(&buf, GP_AGAIN_STAMP, 2);
	record_flagged(&buf, GP_AGAIN_STAMP, 1);
	record_done(&buf, 2);
	is_int(take_all(&buf, &p, &a), 1, "on the next page both come again");
	ok(!strcmp(p.links[1].url, l.url) && p.links[1].has_fragment && !strcmp(p.links[1].fragment, "there") &&
	    p.links[1].fragment_n == 5 && !strcmp(p.links[1].text, "kept") && p.links[1].known && p.links[1].resource,
	    "one with its fragment and text");
	ok(!p.links[0].has_fragment && !strcmp(p.links[0].text, "首页") && p.links[0].text_n == 6, "one with those of the first");
	ok(p.links[1].line == 2 && p.links[1].col == 300 && p.links[1].place == 7, "in places of their own");
	ok(*p.links[1].stamp == 99 && !*p.links[0].stamp, "what is known of a stamp is there");
	gp_arena_free(&a);
	taken();
}

static void numbers_of_stamps_are_checked(void)
{
	static const uint64_t wrong[][2] = {{GP_AGAIN_STAMP, 0}, {GP_AGAIN_STAMP, 2}, {GP_AGAIN_STAMP | GP_AGAIN_TEXT, 1},
	    {GP_AGAIN_STAMP | GP_AGAIN_KEEP, 1}, {16, 1}, {GP_AGAIN_KEEP, 2}, {UINT64_MAX, 1}};
	struct link_record l = LINK_RECORD;
	int refused = 0;
	struct gp_msg_out m;

	l.number = 1;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		record_page(&buf, 1, "");
		record_link(&buf, &l);
		record_flagged(&buf, WHOLE, 1);
		record_flagged(&buf, wrong[i][0], wrong[i][1]);
		refused += taken() == -1;
	}
	is_int(refused, sizeof wrong / sizeof *wrong, "a stamp that was never made is refused, and flags that are none");
	record_page(&buf, 1, "");
	record_link(&buf, &l);
	for (int i = 0; i <= GP_LINK_STAMPS; i += 1000) {
		gp_msg_begin(&m, &buf, GP_PARSE_AGAIN);
		for (int k = 0; k < 1000; k++)
			put_flagged(&m, GP_AGAIN_KEEP, 1);
		record_end(&m);
	}
	is_int(taken(), -1, "and so are too many");
}

static void ids_are_sorted(void)
{
	static const uint32_t unsorted[] = {5, 4}, low[] = {1};

	record_page(&buf, 1, "");
	record_ids(&buf, unsorted, 8);
	is_int(taken(), -1, "ids out of order are refused");
	record_page(&buf, 1, "");
	record_ids(&buf, sorted + 1, 8);
	record_ids(&buf, low, 4);
	is_int(taken(), -1, "also between two records");
	record_page(&buf, 1, "");
	record_ids(&buf, sorted, 7);
	is_int(taken(), -1, "half an id is none");
	record_page(&buf, 1, "");
	record_ids(&buf, sorted, 0);
	is_int(taken(), -1, "a record without ids has no reason to be there");
}

static void the_number_of_links_is_checked(void)
{
	static const int64_t wrong[] = {0, 2, -1, INT64_MAX, INT64_MIN};
	int refused = 0;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		record_page(&buf, 1, "");
		record_link(&buf, &good_link);
		record_done(&buf, wrong[i]);
		refused += taken() == -1;
	}
	is_int(refused, sizeof wrong / sizeof *wrong, "an end that tells another number of links is refused");
}

/* Takes `count` records, one after the other, as they would come; what was used of memory, or -1. */
static int64_t flood(int64_t count, bool links)
{
	struct gp_arena a = {0};
	struct gp_page p = {.id = 1};
	int64_t used = -1;
	struct gp_msg_in m;
	uint32_t id = 7;

	gp_buf_clear(&buf);
	if (links)
		record_link(&buf, &good_link);
	else
		record_ids(&buf, &id, sizeof id);
	while (count-- > 0) {
		if (gp_msg_next(&m, buf.data, buf.len) <= 0 || gp_page_take(&p, &a, &names, &m) < 0)
			goto out;
	}
	used = (int64_t)a.used;
out:
	gp_arena_free(&a);
	gp_buf_clear(&buf);
	return used;
}

static void floods_are_bounded(void)
{
	int64_t before = gp_clock_mono_ms(), used = flood(200000, false);

	ok(used > 0 && used < 4 << 20, "200,000 ids in as many records take %d KiB", (int)(used >> 10));
	ok(gp_clock_mono_ms() - before < 2000, "and little time");
	is_int(flood(200001, false), -1, "more are refused");
	used = flood(100000, true);
	ok(used > 0 && used < 64 << 20, "100,000 links take %d MiB", (int)(used >> 20));
	is_int(flood(100001, true), -1, "more are refused");
}

static void any_change_is_survived(void)
{
	struct gp_buf whole = {0};
	struct gp_arena a = {0};
	struct gp_page p;
	int pages = 0, refused = 0;

	gp_buf_init(&whole, 1 << 16);
	record_page(&whole, 42, "政务公开");
	record_link(&whole, &good_link);
	record_link(&whole, &good_link);
	record_ids(&whole, sorted, sizeof sorted);
	record_done(&whole, 2);
	for (int i = 0; i < 30000; i++) {
		int rc;

		/* exactly its size, so that a sanitizer sees a byte read past it */
		buf.data = gp_realloc(buf.data, whole.len + 1);
		buf.cap = whole.len + 1;
		memcpy(buf.data, whole.data, whole.len + 1);
		buf.len = i % 3 ? whole.len : random_below(whole.len);
		for (size_t k = 1 + random_below(4); k > 0; k--)
			buf.data[random_below(whole.len)] ^= (char)(1 << random_below(8));
		gp_arena_reset(&a);
		rc = take_all(&buf, &p, &a);
		pages += rc == 1;
		refused += rc < 0;
		if (rc == 1 && (p.link_count > 2 || p.id_count > 5))
			ok(false, "more came out than went in");
	}
	ok(pages > 0 && refused > 0, "of 30,000 changed streams some are pages, most are refused");
	gp_arena_free(&a);
	gp_buf_free(&whole);
	gp_buf_clear(&buf);
}

int main(void)
{
	gp_buf_init(&buf, 1 << 20);
	a_page_comes_through();
	the_order_is_fixed();
	records_of_another_kind();
	facts_come_one_way();
	numbers_have_ranges();
	strings_have_limits();
	strings_have_no_nul_inside();
	a_numbered_link_comes_again();
	numbers_of_links_are_checked();
	a_stamp_comes_again();
	numbers_of_stamps_are_checked();
	ids_are_sorted();
	the_number_of_links_is_checked();
	floods_are_bounded();
	any_change_is_survived();
	gp_buf_free(&buf);
	return tap_done();
}
