/* UTF-8: checking against table 3-7 of the Unicode Standard, width, showing, folding. */
#include "core/text/utf8.h"
#include "tests/lib/tap.h"

/* The definition, written out: first-byte classes of table 3-7. */
static size_t table_3_7(const unsigned char *s, size_t n)
{
	static const struct {
		unsigned char lo1, hi1, lo2, hi2;
		size_t len;
	} row[] = {
	    {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
	    {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
	    {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
	};
	size_t i, k;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		if (s[0] < row[i].lo1 || s[0] > row[i].hi1)
			continue;
		if (row[i].len > n || (row[i].len > 1 && (s[1] < row[i].lo2 || s[1] > row[i].hi2)))
			return 0;
		for (k = 2; k < row[i].len; k++)
			if (s[k] < 0x80 || s[k] > 0xBF)
				return 0;
		return row[i].len;
	}
	return 0;
}

static size_t slow_upto(const char *s, size_t n)
{
	size_t i = 0, len;

	while (i < n && (len = table_3_7((const unsigned char *)s + i, n - i)) > 0)
		i += len;
	return i;
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

/* Random mixtures of ASCII runs, Chinese and broken bytes, at every alignment. */
static void test_against_the_definition(void)
{
	static const char *const part[] = {"a",
					   "<a href=\"x\">link</a> text",
					   "政",
					   "务公开的信息",
					   "é",
					   "\xF0\xA0\x80\x80",
					   "\xED\x9F\xBF",
					   "\xE0\xA0\x80",
					   "\xED\xA0\x80",
					   "\xE4\xB8",
					   "\xC0\x80",
					   "\xF4\x90\x80\x80",
					   "\x80",
					   "\xFF"};
	char text[400];
	unsigned seed = 7;
	size_t n, len, i, round, wrong = 0;
	const char *p;

	for (round = 0; round < 20000; round++) {
		/* broken parts are the last six: seldom, so that long good runs occur */
		for (n = 0; n < 200; n += len) {
			i = next_random(&seed) % (next_random(&seed) % 16 ? 8 : 14);
			p = part[i];
			len = strlen(p);
			memcpy(text + n, p, len);
		}
		i = next_random(&seed) % 9;
		n -= i;
		wrong += gp_utf8_valid_upto(text + i, n - i) != slow_upto(text + i, n - i);
		wrong += gp_utf8_valid(text + i, n - i) != (slow_upto(text + i, n - i) == n - i);
	}
	is_int((long long)wrong, 0, "20,000 mixed texts are judged as table 3-7 does");
}

static void test_every_sequence(void)
{
	unsigned char s[5] = {0};
	size_t wrong = 0, len, want;
	unsigned a, b;
	uint32_t cp;
	char out[4];

	for (a = 0; a < 256; a++)
		for (b = 0; b < 256; b++) {
			s[0] = (unsigned char)a;
			s[1] = (unsigned char)b;
			s[2] = s[3] = 0x80;
			want = table_3_7(s, 4);
			cp = gp_utf8_get((char *)s, 4, &len);
			wrong +=
			    want ? cp == GP_UTF8_BAD || len != want : cp != GP_UTF8_BAD || len != 1;
			wrong +=
			    want && (gp_utf8_put(cp, out) != want || memcmp(out, s, want) != 0);
			wrong += (gp_utf8_bad((char *)s, 4) == 0) != (want > 0);
		}
	is_int((long long)wrong, 0,
	       "every pair of first bytes: get, put and bad agree with table 3-7");
	for (cp = 0, wrong = 0; cp < 0x110000; cp++) {
		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		len = gp_utf8_put(cp, (char *)s);
		wrong += gp_utf8_get((char *)s, len, &want) != cp || want != len;
		wrong += len > 1 && gp_utf8_get((char *)s, len - 1, &want) != GP_UTF8_BAD;
	}
	is_int((long long)wrong, 0, "every scalar value survives put and get, and is bad when cut");
	is_int((long long)gp_utf8_bad("\xE4\xB8"
				      "a",
				      3),
	       2, "a cut character is one malformed part");
	is_int((long long)gp_utf8_bad("\xED\xA0\x80", 3), 1,
	       "a surrogate is malformed from its first byte");
}

static void test_counting(void)
{
	static const char s[] = "a政é𠀀z";

	is_int((long long)gp_utf8_count(s, strlen(s)), 5, "count counts code points");
	is_int((long long)gp_utf8_prefix(s, strlen(s), 2), 4,
	       "prefix of two ends after the second");
	is_int((long long)gp_utf8_prefix(s, strlen(s), 0), 0, "prefix of none is empty");
	is_int((long long)gp_utf8_prefix(s, strlen(s), 9), (long long)strlen(s),
	       "prefix may be all");
}

static void test_width(void)
{
	static const struct {
		const char *s;
		int width;
	} row[] = {
	    {"abc", 3},
	    {"政务公开", 8},
	    {"ＡＢ", 4},
	    {"e\xCC\x81", 1},
	    {"\xE2\x80\x8B", 0},
	    {"한", 2},
	    {"\xF0\x9F\x98\x80", 2},
	    {"𠀀", 2},
	    {"，。", 4},
	    {"“”", 2},
	    {"\x1B", 0},
	    {"é", 1},
	    {"\xEF\xBD\xB1", 1},
	};
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++)
		if (gp_utf8_width(row[i].s, strlen(row[i].s)) != (size_t)row[i].width)
			break;
	ok(i == sizeof row / sizeof *row, "widths follow UAX #11 (row %zu)", i);
}

static void test_showing(void)
{
	static const struct {
		const char *in, *out;
	} row[] = {
	    {"plain 政务 é", "plain 政务 é"},
	    {"\x1B[31mred", "\\x1b[31mred"},
	    {"a\tb\nc\rd\x7F", "a b c\\x0dd\\x7f"},
	    {"\xC2\x9B"
	     "31m",
	     "\\u{9b}31m"},
	    {"gov\xE2\x80\xAE"
	     "nc.",
	     "gov\\u{202e}nc."},
	    {"a\xE2\x80\x8B"
	     "b\xEF\xBB\xBF",
	     "a\\u{200b}b\\u{feff}"},
	    {"\xE2\x81\xA6x\xF3\xA0\x81\x81", "\\u{2066}x\\u{e0041}"},
	    {"\xEF\xBF\xBE\xEF\xBF\xBF\xF0\x9F\xBF\xBE", "\\u{fffe}\\u{ffff}\\u{1fffe}"},
	    {"bad \xFF\xE4\xB8", "bad \\xff\\xe4\\xb8"},
	};
	struct gp_buf b;
	size_t i;

	gp_buf_init(&b, 1000);
	for (i = 0; i < sizeof row / sizeof *row; i++) {
		gp_buf_clear(&b);
		gp_utf8_show(&b, row[i].in, strlen(row[i].in));
		is_str(b.data, row[i].out, "shown text commands no terminal");
	}
	gp_buf_clear(&b);
	gp_utf8_show(&b, "a\0b", 3);
	is_str(b.data, "a\\x00b", "NUL is shown");
	gp_buf_free(&b);
}

static void test_folding(void)
{
	struct gp_buf b;
	static const char in[] = "ｈｔｔｐ：／／ｗｗｗ．ｇｏｖ．ｃｎ　政务\xC2\xA0～\xFF";

	gp_buf_init(&b, 1000);
	is_int(gp_utf8_fold_width(&b, in, strlen(in)), 0, "folding succeeds");
	is_str(b.data, "http://www.gov.cn 政务 ~\xFF",
	       "full-width ASCII and spaces are folded, the rest stays");
	gp_buf_free(&b);
	gp_buf_init(&b, 4);
	is_int(gp_utf8_fold_width(&b, in, strlen(in)), -1, "a full buffer is reported");
	gp_buf_free(&b);
}

int main(void)
{
	test_every_sequence();
	test_against_the_definition();
	test_counting();
	test_width();
	test_showing();
	test_folding();
	return tap_done();
}
