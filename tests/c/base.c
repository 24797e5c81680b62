/* buf, json, mem: what every other room stands on */
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/err.h"
#include "core/base/json.h"
#include "core/base/mem.h"
#include "tests/lib/tap.h"

static void buffer_has_a_maximum(void)
{
	struct gp_buf b;

	gp_buf_init(&b, 10);
	is_int(gp_buf_puts(&b, "123456789"), 0, "nine of ten bytes fit");
	is_int(gp_buf_puts(&b, "ab"), -1, "a write past the maximum is refused");
	is_str(b.data, "123456789", "and leaves what was there");
	ok(b.full, "and is remembered");
	is_int(gp_buf_printf(&b, "%d", 7), 0, "a fitting write still works");
	gp_buf_shift(&b, 8);
	is_str(b.data, "97", "shift drops from the front");
	gp_buf_free(&b);
}

static void an_error_ends_with_a_whole_character(void)
{
	struct gp_err e;
	char words[3 * 300 + 1] = "";

	for (size_t i = 0; i + 1 < sizeof words; i += 3)
		memcpy(words + i, "字", 4);
	gp_fail(&e, GP_EUSAGE, "%s", words);
	is_int((int)strlen(e.msg), 498, "what does not fit is cut before a character");
	gp_fail(&e, GP_EUSAGE, "a%s", words);
	is_int((int)strlen(e.msg), 499, "or behind one, where it just fits");
}

static void integers_are_written_whole(void)
{
	struct gp_buf b;
	struct gp_json j;

	gp_buf_init(&b, 100);
	gp_buf_put_uint(&b, 0);
	gp_buf_putc(&b, ' ');
	gp_buf_put_uint(&b, UINT64_MAX);
	is_str(b.data, "0 18446744073709551615", "the least and the largest number");
	gp_buf_clear(&b);
	gp_json_init(&j, &b);
	gp_json_array(&j);
	gp_json_int(&j, INT64_MIN);
	gp_json_int(&j, INT64_MAX);
	gp_json_array_end(&j);
	is_str(b.data, "[-9223372036854775808,9223372036854775807]", "and so in JSON");
	gp_buf_free(&b);
}

static void json_is_always_valid(void)
{
	struct gp_buf b;
	struct gp_json j;

	gp_buf_init(&b, 1000);
	gp_json_init(&j, &b);
	gp_json_object(&j);
	gp_json_key(&j, "a");
	gp_json_array(&j);
	gp_json_int(&j, -5);
	gp_json_str(&j, "q\"\\\n\x01\x7f政");
	gp_json_str(&j, "bad\xff\xc0\x80\xed\xa0\x80");
	gp_json_null(&j);
	gp_json_array_end(&j);
	gp_json_key(&j, "b");
	gp_json_bool(&j, true);
	gp_json_object_end(&j);
	is_str(b.data,
	    "{\"a\":[-5,\"q\\\"\\\\\\n\\u0001\x7f政\",\"bad\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
	    "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\",null],\"b\":true}",
	    "commas, escapes, and U+FFFD for bytes that are not UTF-8");
	gp_buf_free(&b);
}

static void arena_keeps_pointers_until_reset(void)
{
	struct gp_arena a = {0};
	char *s = gp_arena_strndup(&a, "hello world", 5);
	char *big = gp_arena_alloc(&a, 1 << 20);

	memset(big, 'x', 1 << 20);
	is_str(s, "hello", "a small string survives a large allocation");
	gp_arena_reset(&a);
	is_int((long long)a.used, 0, "reset empties it");
	gp_arena_free(&a);
}

int main(void)
{
	char iso[32];

	buffer_has_a_maximum();
	an_error_ends_with_a_whole_character();
	integers_are_written_whole();
	json_is_always_valid();
	arena_keeps_pointers_until_reset();
	is_str(gp_clock_iso(1681960800, iso), "2023-04-20T11:20:00+08:00", "dates are those of China");
	return tap_done();
}
