/* msg: records from a worker that may be lying */
#include "core/sys/msg.h"

#include "core/base/mem.h"
#include "tests/lib/tap.h"

static struct gp_buf buf;

/* One record: type 7, an integer, a string, a negative integer, raw bytes. */
static void write_sample(void)
{
	struct gp_msg_out m;

	gp_buf_clear(&buf);
	gp_msg_begin(&m, &buf, 7);
	gp_msg_put_int(&m, INT64_MAX);
	gp_msg_put_str(&m, "公开 open", 11);
	gp_msg_put_int(&m, -2);
	gp_msg_put_str(&m, "\xff\0\x80", 3);
	is_int(gp_msg_end(&m), 0, "a record is written");
}

/* Takes the sample's fields; whether all was as it must be. */
static bool read_sample(struct gp_msg_in *m)
{
	const char *s;
	size_t n;
	bool same = gp_msg_take_int(m) == INT64_MAX;

	s = gp_msg_take_str(m, 11, &n);
	same = same && n == 11 && !memcmp(s, "公开 open", 11);
	same = same && gp_msg_take_range(m, -2, 5) == -2;
	s = gp_msg_take_bytes(m, 3, &n);
	return same && n == 3 && !memcmp(s, "\xff\0\x80", 3) && gp_msg_done(m);
}

static void records_round_trip(void)
{
	struct gp_msg_in m;
	struct gp_msg_out out;
	long len;

	write_sample();
	gp_msg_begin(&out, &buf, 65535);
	is_int(gp_msg_end(&out), 0, "an empty record too");
	len = gp_msg_next(&m, buf.data, buf.len);
	is_int(len, (long long)buf.len - GP_MSG_HEADER, "the first record is found");
	is_int(m.type, 7, "with its type");
	ok(read_sample(&m), "and its fields");
	is_int(gp_msg_next(&m, buf.data + len, buf.len - (size_t)len), GP_MSG_HEADER, "then the second");
	ok(m.type == 65535 && gp_msg_done(&m), "which is empty");
}

static void numbers_round_trip(void)
{
	static const uint64_t value[] = {0, 1, 127, 128, 300, UINT32_MAX, INT64_MAX, UINT64_MAX};
	struct gp_msg_out out;
	struct gp_msg_in m;
	int same = 0;

	gp_buf_clear(&buf);
	gp_msg_begin(&out, &buf, 1);
	gp_msg_put_numbers(&out, value, 8);
	is_int(gp_msg_end(&out), 0, "numbers are written");
	is_int((long long)buf.len - GP_MSG_HEADER, 1 + 1 + 1 + 2 + 2 + 5 + 9 + 10, "in as few bytes as they need");
	gp_msg_next(&m, buf.data, buf.len);
	for (size_t i = 0; i < 8; i++)
		same += gp_msg_take_number(&m) == value[i];
	ok(same == 8 && gp_msg_done(&m), "and come out again");
	is_int((long long)gp_msg_take_number(&m), 0, "there are no more");
	ok(m.bad, "and that is bad");
	gp_buf_clear(&buf);
	gp_msg_begin(&out, &buf, 1);
	gp_msg_put_int(&out, -1);
	gp_msg_put_int(&out, -1);
	is_int(gp_msg_end(&out), 0, "bytes that go on and on");
	gp_msg_next(&m, buf.data, buf.len);
	gp_msg_take_number(&m);
	ok(m.bad, "are no number");
}

static void every_cut_asks_for_more(void)
{
	struct gp_msg_in m;
	size_t n, wrong = 0;
	char *copy;

	write_sample();
	for (n = 0; n < buf.len; n++) {
		copy = gp_strndup(buf.data, n); /* its own allocation: reading past it is seen */
		wrong += gp_msg_next(&m, copy, n) != 0 || gp_msg_done(&m);
		free(copy);
	}
	is_int((long long)wrong, 0, "a record cut short anywhere needs more bytes");
}

/* The same cuts, with a header that claims the cut payload is whole. */
static void every_short_payload_is_bad(void)
{
	struct gp_msg_in m;
	uint32_t len;
	size_t n, wrong = 0;
	char *copy;

	write_sample();
	for (n = GP_MSG_HEADER; n < buf.len; n++) {
		copy = gp_strndup(buf.data, n);
		len = (uint32_t)n - GP_MSG_HEADER;
		memcpy(copy, &len, sizeof len);
		wrong += gp_msg_next(&m, copy, n) != (long)n || read_sample(&m) || gp_msg_done(&m);
		free(copy);
	}
	is_int((long long)wrong, 0, "a payload cut short anywhere is bad");
}

static void headers_are_checked(void)
{
	struct gp_msg_in m;
	char head[GP_MSG_HEADER] = {0};
	uint32_t len = GP_MSG_MAX;

	memcpy(head, &len, sizeof len);
	is_int(gp_msg_next(&m, head, sizeof head), 0, "the longest payload is waited for");
	len++;
	memcpy(head, &len, sizeof len);
	is_int(gp_msg_next(&m, head, sizeof head), -1, "a longer one is no record");
	is_int(gp_msg_next(&m, head, 4), -1, "as soon as its length is there");
	memset(head, 0, sizeof head);
	head[6] = 1;
	is_int(gp_msg_next(&m, head, sizeof head), -1, "nor one whose reserved bytes are set");
}

/* Begins to read a record whose only field is a string that claims `claim` bytes. */
static void one_string(struct gp_msg_in *m, const char *s, size_t n, uint32_t claim)
{
	struct gp_msg_out out;

	gp_buf_clear(&buf);
	gp_msg_begin(&out, &buf, 1);
	gp_msg_put_str(&out, s, n);
	if (gp_msg_end(&out) < 0)
		ok(false, "writing");
	memcpy(buf.data + GP_MSG_HEADER, &claim, sizeof claim);
	if (gp_msg_next(m, buf.data, buf.len) <= 0)
		ok(false, "reading");
}

static void string_lengths_are_checked(void)
{
	static const uint32_t lies[] = {6, 7, 65536, 0x7FFFFFFF, 0x80000000, UINT32_MAX};
	struct gp_msg_in m;
	size_t i, n, wrong = 0;

	for (i = 0; i < sizeof lies / sizeof *lies; i++) {
		one_string(&m, "hello", 5, lies[i]);
		wrong += gp_msg_take_bytes(&m, SIZE_MAX, &n)[0] != '\0' || n || !m.bad;
	}
	is_int((long long)wrong, 0, "a string longer than its record is bad, empty, and not read");
	one_string(&m, "hello", 5, 5);
	is_str(gp_msg_take_str(&m, 4, &n), "", "a string over the caller's maximum is empty");
	ok(m.bad && n == 0 && !gp_msg_done(&m), "and bad");
	one_string(&m, "hello", 5, 4);
	gp_msg_take_str(&m, 5, &n);
	ok(n == 4 && !m.bad && !gp_msg_done(&m), "a leftover byte: all fields are good, but not done");
}

static void utf8_is_checked(void)
{
	static const char *const good[] = {"", "ascii only, more than eight", "é", "政务公开政务公开",
	    "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "\xEE\x80\x80", "\xE0\xA0\x80"};
	static const char *const bad[] = {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF",
	    "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
	    "\xC3", "\xE6\x94",
	    "\xF0\x90\x80", "seven..\xE6\x94", "12345678\xC3(", "\xE6\x94(", "\xF0\x90\x80("};
	struct gp_msg_in m;
	size_t i, n;

	for (i = 0; i < sizeof good / sizeof *good; i++) {
		one_string(&m, good[i], strlen(good[i]), (uint32_t)strlen(good[i]));
		gp_msg_take_str(&m, 100, &n);
		ok(n == strlen(good[i]) && gp_msg_done(&m), "well-formed text %zu is taken", i);
	}
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		one_string(&m, bad[i], strlen(bad[i]), (uint32_t)strlen(bad[i]));
		ok(!gp_msg_take_str(&m, 100, &n)[0] && n == 0 && m.bad, "malformed text %zu is bad", i);
	}
}

static void bad_sticks(void)
{
	struct gp_msg_in m;
	size_t n;

	write_sample();
	if (gp_msg_next(&m, buf.data, buf.len) <= 0)
		ok(false, "reading");
	is_int(gp_msg_take_range(&m, -5, 5), -5, "a value out of range becomes the lower bound");
	is_int(gp_msg_take_int(&m), 0, "after it integers are 0");
	is_str(gp_msg_take_str(&m, 100, &n), "", "and strings empty");
	ok(!gp_msg_done(&m), "and the record is not done");
}

static void too_much_is_taken_back(void)
{
	static char big[GP_MSG_MAX + 1];
	struct gp_msg_out m;
	struct gp_buf small;
	size_t before;

	write_sample();
	before = buf.len;
	gp_msg_begin(&m, &buf, 1);
	gp_msg_put_str(&m, big, GP_MSG_MAX - 4);
	is_int(gp_msg_end(&m), 0, "the largest payload is written");
	buf.len = before;
	gp_msg_begin(&m, &buf, 1);
	gp_msg_put_str(&m, big, GP_MSG_MAX - 3);
	gp_msg_put_int(&m, 1);
	is_int(gp_msg_end(&m), -1, "one byte more is refused");
	is_int((long long)buf.len, (long long)before, "and the record taken back");
	gp_msg_begin(&m, &buf, 1);
	gp_msg_put_str(&m, big, SIZE_MAX);
	is_int(gp_msg_end(&m), -1, "an absurd length too");
	gp_buf_init(&small, 20);
	gp_msg_begin(&m, &small, 1);
	gp_msg_put_int(&m, 1);
	gp_msg_put_int(&m, 2);
	ok(gp_msg_end(&m) < 0 && small.len == 0 && !small.full, "a full buffer is left as it was");
	gp_msg_begin(&m, &small, 1);
	gp_msg_put_int(&m, 1);
	is_int(gp_msg_end(&m), 0, "and takes a record that fits");
	gp_buf_free(&small);
	gp_buf_init(&small, 3);
	gp_msg_begin(&m, &small, 1);
	is_int(gp_msg_end(&m), -1, "a buffer without room for a header takes none");
	gp_buf_free(&small);
}

int main(void)
{
	gp_buf_init(&buf, 4 * GP_MSG_MAX);
	records_round_trip();
	numbers_round_trip();
	every_cut_asks_for_more();
	every_short_payload_is_bad();
	headers_are_checked();
	string_lengths_are_checked();
	utf8_is_checked();
	bad_sticks();
	too_much_is_taken_back();
	gp_buf_free(&buf);
	return tap_done();
}
