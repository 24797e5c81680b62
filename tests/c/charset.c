/* Encodings: labels, decoding, encoding, what a page declares, what it is. */
#include <iconv.h>
#include <stdint.h>

#include "core/text/charset.h"
#include "core/text/utf8.h"
#include "tests/lib/tap.h"

static struct gp_buf out;

static const struct gp_charset *label(const char *s)
{
	return gp_charset_by_label(s, strlen(s));
}

static void name_is(const struct gp_charset *cs, const char *want, const char *name)
{
	is_str(cs ? gp_charset_name(cs) : NULL, want, name);
}

static size_t decode(const char *charset, const char *bytes, size_t n)
{
	size_t errors;

	gp_buf_clear(&out);
	gp_charset_decode(label(charset), bytes, n, &out, &errors);
	gp_buf_put(&out, "", 0);
	return errors;
}

/* The text in `charset`, by the system's iconv; static. */
static const char *encoded(const char *charset, const char *utf8, size_t *n)
{
	static char bytes[1 << 17];
	iconv_t cd = iconv_open(charset, "UTF-8");
	char *in = (char *)(uintptr_t)utf8, *to = bytes;
	size_t left = strlen(utf8), room = sizeof bytes;

	iconv(cd, &in, &left, &to, &room);
	iconv_close(cd);
	*n = sizeof bytes - room;
	return bytes;
}

static void test_labels(void)
{
	name_is(label("UTF8"), "utf-8", "labels ignore case");
	name_is(label(" \t\r\n\fgb2312 "), "gb18030",
		"surrounding space is ignored; gb2312 is gb18030");
	name_is(label("x-gbk"), "gb18030", "gbk is gb18030");
	name_is(label("iso-8859-1"), "windows-1252", "iso-8859-1 is windows-1252");
	name_is(label("unicodefeff"), "utf-16le", "an odd label of utf-16le");
	name_is(label("hz-gb-2312"), "replacement", "hz is refused");
	name_is(label("866"), "ibm866", "the first label is found");
	name_is(label("x-x-big5"), "big5", "the last label is found");
	ok(!label("utf-7") && !label("") && !label("gb 2312") && !gp_charset_by_label("gbk\0", 4),
	   "what is no label is not found");
	ok(label("gb2312") == label("gb18030"), "one object an encoding");
}

/* Bytes and text from the decoder's description in the Encoding Standard. */
static void test_gb18030_decoder(void)
{
	static const struct {
		const char *in, *out;
		size_t errors;
	} row[] = {
	    {"s", "s", 0},
	    {"\x80", "€", 0},
	    {"\xFF", "\uFFFD", 1},
	    {"\x81", "\uFFFD", 1},
	    {"\x81(", "\uFFFD(", 1},
	    {"\x81\x40", "丂", 0},
	    {"\x81\x7E", "亊", 0},
	    {"\x81\x7F", "\uFFFD\x7F", 1},
	    {"\x81\x80", "亐", 0},
	    {"\x81\xFF", "\uFFFD", 1},
	    {"\xFE\x40", "\uFA0C", 0},
	    {"\xFE\xFE", "\uE4C5", 0},
	    {"\x81\x30", "\uFFFD", 1},
	    {"\x81\x30\xFE", "\uFFFD", 1},
	    {"\x81\x30\xFF", "\uFFFD0\uFFFD", 2},
	    {"\x81\x30\xFE)", "\uFFFD0\uFFFD)", 2},
	    {"\xFE\x39\xFE\x39", "\uFFFD", 1},
	    {"\x81\x35\xF4\x36", "\u1E3E", 0},
	    {"\x81\x35\xF4\x37", "\uE7C7", 0},
	    {"\x81\x35\xF4\x38", "\u1E40", 0},
	    {"\x84\x31\xA4\x39", "\uFFFF", 0},
	    {"\x84\x31\xA5\x30", "\uFFFD", 1},
	    {"\x8F\x39\xFE\x39", "\uFFFD", 1},
	    {"\x90\x30\x81\x30", "\U00010000", 0},
	    {"\xE3\x32\x9A\x35", "\U0010FFFF", 0},
	    {"\xE3\x32\x9A\x36", "\uFFFD", 1},
	    {"\x83\x36\xC8\x30", "\uE7C8", 0},
	    {"\xA3\xA0", "\u3000", 0},
	    {"\xA6\xD9", "\uFE10", 0},
	    {"\xA8\xBC", "\u1E3F", 0},
	    {"\xFE\x59", "\u9FB4", 0},
	    {"\xFE\x51", "\uE816", 0},
	    {"\xA1\xAB", "\uFF5E", 0},
	    {"\xD5\xFE\xCE\xF1<b>\xB9\xAB\xBF\xAA\r\n", "政务<b>公开\r\n", 0},
	    {"\xD5\xFE\xCE<b>\xB9\xAB", "政\uFFFD<b>公", 1},
	};
	size_t i, errors;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		errors = decode("gb18030", row[i].in, strlen(row[i].in));
		if (errors != row[i].errors || strcmp(out.data, row[i].out) != 0)
			break;
	}
	ok(i == sizeof row / sizeof *row,
	   "GB18030 decodes and resumes as the standard says (row %zu)", i);
}

static void test_gb18030_round_trip(void)
{
	size_t n, wrong = 0, refused = 0, errors;
	struct gp_buf back;
	char utf8[4];
	uint32_t cp;

	gp_buf_init(&back, 100);
	for (cp = 0x80; cp < 0x110000; cp++) {
		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		n = gp_utf8_put(cp, utf8);
		gp_buf_clear(&out);
		gp_buf_clear(&back);
		gp_charset_encode(label("gb18030"), utf8, n, &out);
		gp_charset_decode(label("gb18030"), out.data, out.len, &back, &errors);
		refused += out.data[0] == '&';
		wrong += errors || back.len != n || memcmp(back.data, utf8, n) != 0;
	}
	/* U+E5E5 has no code; 18 private-use characters share theirs with what they stood in for */
	is_int((long long)refused, 1, "GB18030 has a code for every character but U+E5E5");
	is_int((long long)wrong, 1 + 18,
	       "each comes back, but for 18 that moved out of private use");
	gp_buf_free(&back);
}

static void test_other_decoders(void)
{
	static const struct {
		const char *charset, *in, *out;
		size_t n, errors;
	} row[] = {
	    {"utf-8", "a\xE4\xB8 b\xFF\xC0\x80", "a\uFFFD b\uFFFD\uFFFD\uFFFD", 8, 4},
	    {"utf-8", "\xF0\x9F\x98", "\uFFFD", 3, 1},
	    {"utf-16le", "a\0\x3F\x65\x3D\xD8\x00\xDE", "a政😀", 8, 0},
	    {"utf-16be", "\0a\x65\x3F\xD8\x3D\xDE\x00", "a政😀", 8, 0},
	    {"utf-16le",
	     "\x3D\xD8"
	     "a\0\x00\xDEz",
	     "\uFFFDa\uFFFD\uFFFD", 7, 3},
	    {"windows-1252", "\x80\x81\x93\xE9", "€\xC2\x81“é", 4, 0},
	    {"iso-8859-3", "a\xA5", "a\uFFFD", 2, 1},
	    {"koi8-u", "\xAE", "ў", 1, 0},
	    {"windows-1251", "\xCF\xF0\xE8", "При", 3, 0},
	    {"x-user-defined", "a\x80\xFF", "a\uF780\uF7FF", 3, 0},
	    {"replacement", "anything", "\uFFFD", 8, 1},
	    {"big5", "\xAC\x46\xA9\xB2", "政府", 4, 0},
	    {"big5", "\xAC\x46\xA9<b>", "政\uFFFD<b>", 6, 1},
	    {"big5", "\xAC\x46\xA9", "政\uFFFD", 3, 1},
	    {"shift_jis", "\x93\xFA\x96\x7B\\~", "日本\\~", 6, 0},
	    {"euc-jp", "\xC6\xFC\xCB\xDC", "日本", 4, 0},
	    {"iso-2022-jp", "\x1B$BF|K\\\x1B(Bx", "日本x", 11, 0},
	    {"euc-kr", "\xC7\xD1", "한", 2, 0},
	};
	size_t i, errors;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		errors = decode(row[i].charset, row[i].in, row[i].n);
		if (errors != row[i].errors || strcmp(out.data, row[i].out) != 0)
			printf("# %s: %zu errors, %s\n", row[i].charset, errors, out.data);
		ok(errors == row[i].errors && !strcmp(out.data, row[i].out), "%s decodes (row %zu)",
		   row[i].charset, i);
	}
}

/* A body of many stretches, cut nowhere in our favour, must not depend on where they end. */
static void test_long_bodies(void)
{
	static const char text[] = "<p>政务公开é€𠀀</p>\n";
	static const char *const charset[] = {"gb18030", "utf-8", "utf-16le"};
	size_t i, k, n, errors, wrong;
	struct gp_buf body, want;
	const char *bytes;

	gp_buf_init(&body, 1 << 20);
	gp_buf_init(&want, 1 << 20);
	for (i = 0; i < sizeof charset / sizeof *charset; i++) {
		gp_buf_clear(&body);
		gp_buf_clear(&want);
		bytes = encoded(charset[i], text, &n);
		for (k = 0; k < 5000; k++) {
			gp_buf_put(&body, bytes, n);
			gp_buf_puts(&want, text);
		}
		gp_buf_put(&body, "\xFF", 1);
		gp_buf_puts(&want, "\uFFFD");
		errors = decode(charset[i], body.data, body.len);
		wrong = errors != 1 || out.len != want.len ||
			memcmp(out.data, want.data, want.len) != 0;
		ok(!wrong, "5,000 lines of %s and one bad byte", charset[i]);
	}
	gp_buf_free(&want);
	gp_buf_init(&want, 100);
	is_int(gp_charset_decode(label("utf-16le"), body.data, body.len, &want, &errors), -1,
	       "more than the buffer may hold is refused");
	ok(want.full && want.len > 70 && gp_utf8_valid(want.data, want.len),
	   "what fits is kept, whole characters only");
	gp_buf_free(&want);
	gp_buf_free(&body);
}

static void encodes(const char *charset, const char *utf8, const char *want, const char *name)
{
	gp_buf_clear(&out);
	gp_charset_encode(label(charset), utf8, strlen(utf8), &out);
	is_str(out.data, want, name);
}

static void test_encoders(void)
{
	encodes("gb18030", "政务A€",
		"\xD5\xFE\xCE\xF1"
		"A\xA2\xE3",
		"GB18030 for a query");
	encodes("gb18030", "😀", "\x94\x39\xFC\x36", "GB18030 in four bytes");
	encodes("gb18030", "\uE78D", "\xA6\xD9", "a private-use character of old keeps its code");
	encodes("gb18030", "a\uE5E5", "a&#58853;", "what GB18030 lacks becomes a reference");
	encodes("big5", "政府😀x", "\xAC\x46\xA9\xB2&#128512;x", "Big5 and a reference");
	encodes("windows-1252", "é€政", "\xE9\x80&#25919;", "windows-1252 and a reference");
	encodes("iso-2022-jp", "日😀", "\x1B$BF|\x1B(B&#128512;",
		"a reference is written in ASCII state");
	encodes("utf-16le", "政", "政", "UTF-16 pages send UTF-8");
	encodes("utf-8", "a\xFF", "a\uFFFD", "malformed input becomes U+FFFD");
	encodes("gb18030", "a\xFF", "a\x84\x31\xA4\x37", "in GB18030, too");
}

static void declares(const char *html, const char *want)
{
	const struct gp_charset *cs = gp_charset_prescan(html, strlen(html));

	if (!is_str(cs ? gp_charset_name(cs) : NULL, want, "what a page declares"))
		printf("#   in: %s\n", html);
}

static void test_prescan(void)
{
	declares("<meta charset=gb2312>", "gb18030");
	declares("<!DOCTYPE html><html><META CHARSET = ' GBK '/>", "gb18030");
	declares("<meta http-equiv='Content-Type' content='text/html; charset=big5'>", "big5");
	declares("<meta content=\"text/html;charset='utf-8'\" http-equiv=content-type>", "utf-8");
	declares("<meta content='text/html; charset=utf-8'>", NULL);
	declares("<meta http-equiv=refresh content='0; charset=utf-8'>", NULL);
	declares("<meta name=charset content=gbk><meta charset=utf-8>", "utf-8");
	declares("<!-- <meta charset=gbk> --><meta charset=utf-8>", "utf-8");
	declares("<!--><meta charset=gbk>-->", "gb18030");
	declares("<a title='<meta charset=gbk>'><meta charset=utf-8>", "utf-8");
	declares("</a title=\"><meta charset=gbk>\"><meta charset=utf-8>", "utf-8");
	declares("<?php <meta charset=gbk>?><meta charset=utf-8>", "utf-8");
	declares("<meta charset=utf-16>", "utf-8");
	declares("<meta charset=x-user-defined>", "windows-1252");
	declares("<meta charset=nonsense><meta charset=gbk>", "gb18030");
	declares("<meta charset=utf-8 charset=gbk>", "utf-8");
	declares("<meta charset='gbk", NULL);
	declares("<meta charset=gbk", NULL);
	declares("<metacharset=gbk>", NULL);
	declares("<meta/charset=gbk>", "gb18030");
	declares("<meta http-equiv=content-type content='charset charset=gbk;'>", "gb18030");
	declares("<meta http-equiv=content-type content='charset=\"gbk'>", NULL);
	declares("<?xml version='1.0' encoding=\"GB2312\"?><rss/>", "gb18030");
	declares("<?xml version='1.0' encoding='big5'?><meta charset=utf-8>", "utf-8");
	declares("", NULL);
}

static struct gp_charset_choice choose(const char *charset, const char *utf8, const char *header)
{
	struct gp_charset_choice c;
	size_t n;
	const char *bytes = encoded(charset, utf8, &n);

	gp_charset_choose(&c, bytes, n, header, header ? strlen(header) : 0);
	return c;
}

#define SENTENCE "各部门要落实政务公开工作要点，及时公布信息。"
#define TRADITIONAL "本部為落實政府資訊公開，應主動公布相關資料，並提供民眾閱覽。"

static void chosen(const struct gp_charset_choice *c, const char *used,
		   enum gp_charset_source source, bool mislabelled, const char *name)
{
	bool pass = !strcmp(gp_charset_name(c->used), used) && c->source == source &&
		    c->mislabelled == mislabelled;

	if (!ok(pass, "%s", name))
		printf("#   %s, source %d, mislabelled %d\n", gp_charset_name(c->used),
		       (int)c->source, c->mislabelled);
}

static void test_choice(void)
{
	struct gp_charset_choice c;

	c = choose("utf-8", "\uFEFF" SENTENCE, "gb2312");
	chosen(&c, "utf-8", GP_CHARSET_BOM, true, "a byte order mark beats the header");
	is_int((long long)c.bom, 3, "and is to be skipped");
	c = choose("gb18030", "<meta charset=utf-8>" SENTENCE, "gb2312");
	chosen(&c, "gb18030", GP_CHARSET_HEADER, false, "the header beats the meta element");
	c = choose("gb18030", "<meta charset=gb2312>" SENTENCE, NULL);
	chosen(&c, "gb18030", GP_CHARSET_META, false, "the meta element is believed");
	c = choose("gb18030", "<meta charset=gb2312>" SENTENCE, "no-such-thing");
	chosen(&c, "gb18030", GP_CHARSET_META, false, "an unknown label in the header is none");
	c = choose("utf-8", SENTENCE, NULL);
	chosen(&c, "utf-8", GP_CHARSET_UTF8, false, "undeclared UTF-8");
	c = choose("utf-8", "plain", NULL);
	chosen(&c, "utf-8", GP_CHARSET_UTF8, false, "undeclared ASCII");
	c = choose("gb18030", SENTENCE, NULL);
	chosen(&c, "gb18030", GP_CHARSET_GUESSED, false, "undeclared GB18030");
	c = choose("gb18030", "每个打不开的链接", NULL);
	chosen(&c, "gb18030", GP_CHARSET_GUESSED, false, "a few words that may be Big5 as well are GB18030");
	c = choose("big5", TRADITIONAL, NULL);
	chosen(&c, "big5", GP_CHARSET_GUESSED, false, "undeclared Big5");
	c = choose("windows-1252", "Préfecture de la région, numéro élevé “là”", NULL);
	chosen(&c, "windows-1252", GP_CHARSET_FALLBACK, false, "undeclared French");
	c = choose("utf-16le", "<html><p>政务</p></html>", NULL);
	chosen(&c, "utf-16le", GP_CHARSET_GUESSED, false, "undeclared UTF-16");
}

static void test_well_formed(void)
{
	struct gp_charset_choice c = choose("utf-8", SENTENCE, NULL);

	ok(c.well_formed, "well-formed UTF-8 is told");
	c = choose("utf-8", "\uFEFF" SENTENCE, NULL);
	ok(!c.well_formed, "not behind a byte order mark, which is to be skipped");
	gp_charset_choose(&c, SENTENCE, sizeof SENTENCE - 2, "utf-8", 5);
	ok(c.used == label("utf-8") && !c.well_formed, "a last character that was cut off has to be replaced");
	gp_charset_choose(&c, "ab\xFF", 3, "utf-8", 5);
	ok(!c.well_formed, "nor is anything else that is not UTF-8");
}

static void test_mislabelled(void)
{
	struct gp_charset_choice c;

	c = choose("gb18030", "<meta charset=utf-8>" SENTENCE, NULL);
	chosen(&c, "gb18030", GP_CHARSET_META, true, "declared utf-8, is GB18030");
	name_is(c.declared, "utf-8", "the declaration is kept");
	c = choose("gb18030", "<title>政</title>", "utf-8");
	chosen(&c, "gb18030", GP_CHARSET_HEADER, true, "one character is enough");
	c = choose("big5", TRADITIONAL, "utf-8");
	chosen(&c, "big5", GP_CHARSET_HEADER, true, "declared utf-8, is Big5");
	c = choose("utf-8", SENTENCE, "gbk");
	chosen(&c, "utf-8", GP_CHARSET_HEADER, true, "declared gbk, is UTF-8");
	c = choose("utf-8", "公", "gb2312");
	chosen(&c, "utf-8", GP_CHARSET_HEADER, true, "one character of UTF-8 is enough");
	c = choose("utf-8", SENTENCE, "iso-8859-1");
	chosen(&c, "utf-8", GP_CHARSET_HEADER, true, "a server's default iso-8859-1, is UTF-8");
	c = choose("gb18030", SENTENCE, "iso-8859-1");
	chosen(&c, "gb18030", GP_CHARSET_HEADER, true, "a server's default iso-8859-1, is GB18030");
	c = choose("big5", TRADITIONAL TRADITIONAL, "gb2312");
	chosen(&c, "big5", GP_CHARSET_HEADER, true, "declared gb2312, is Big5");
	c = choose("gb18030", SENTENCE SENTENCE, "big5");
	chosen(&c, "gb18030", GP_CHARSET_HEADER, true, "declared big5, is GB18030");
	c = choose("utf-8", "<p>ASCII</p>", "utf-16");
	chosen(&c, "utf-8", GP_CHARSET_HEADER, true, "declared utf-16, but bytes stand singly");
}

/* A declaration that is right stays, whatever a few bytes say. */
static void test_rightly_labelled(void)
{
	struct gp_charset_choice c;
	struct gp_buf b;
	size_t n;
	const char *bytes;

	c = choose("utf-8", "ASCII", "gb2312");
	chosen(&c, "gb18030", GP_CHARSET_HEADER, false, "ASCII contradicts nothing");
	c = choose("utf-8", "", "utf-16");
	chosen(&c, "utf-16le", GP_CHARSET_HEADER, false, "nor does an empty body");
	gp_buf_init(&b, 10000);
	gp_buf_puts(&b, SENTENCE "\xFF\xFE" SENTENCE "\xE4\xB8");
	gp_charset_choose(&c, b.data, b.len, "utf-8", 5);
	chosen(&c, "utf-8", GP_CHARSET_HEADER, false, "two bad bytes and a cut tail in UTF-8");
	gp_charset_choose(&c, b.data, b.len, NULL, 0);
	chosen(&c, "utf-8", GP_CHARSET_UTF8, false, "also when undeclared");
	gp_buf_clear(&b);
	bytes = encoded("gb18030", SENTENCE, &n);
	gp_buf_put(&b, bytes, n);
	gp_buf_puts(&b, "\xFF\xFF<b>");
	gp_buf_put(&b, bytes, n - 1);
	gp_charset_choose(&c, b.data, b.len, "gb2312", 6);
	chosen(&c, "gb18030", GP_CHARSET_HEADER, false, "bad bytes and a cut tail in GB18030");
	gp_charset_choose(&c, "\xC2\xB7", 2, "gb2312", 6);
	chosen(&c, "gb18030", GP_CHARSET_HEADER, false, "two bytes that also are UTF-8");
	c = choose("big5", TRADITIONAL, "big5");
	chosen(&c, "big5", GP_CHARSET_HEADER, false, "Big5");
	c = choose("windows-1252", "Préfecture de la région, numéro élevé", "iso-8859-1");
	chosen(&c, "windows-1252", GP_CHARSET_HEADER, false, "French");
	c = choose("windows-1252", "Préfecture de la région, numéro élevé", "utf-8");
	chosen(&c, "utf-8", GP_CHARSET_HEADER, false,
	       "nothing better than utf-8 is found for French");
	c = choose("windows-1251", "Правительство Российской Федерации", "windows-1251");
	chosen(&c, "windows-1251", GP_CHARSET_HEADER, false, "Russian");
	gp_buf_free(&b);
}

static void test_late_meta(void)
{
	char page[3000];
	struct gp_charset_choice c;
	size_t i;

	for (i = 0; i < sizeof page; i++)
		page[i] = ' ';
	memcpy(page + 2000, "<meta charset=gbk>", 18);
	gp_charset_choose(&c, page, sizeof page, NULL, 0);
	ok(c.late_meta && c.declared == label("gbk"),
	   "a meta charset after byte 1024 is found and flagged");
	gp_charset_choose(&c, page, sizeof page, "utf-8", 5);
	ok(!c.late_meta, "it does not matter when the header says");
	memcpy(page + 100, "<meta charset=gbk>", 18);
	gp_charset_choose(&c, page, sizeof page, NULL, 0);
	ok(!c.late_meta && c.declared == label("gbk"), "one in its place is not late");
}

int main(void)
{
	gp_buf_init(&out, 1 << 22);
	gp_charset_preload();
	test_labels();
	test_gb18030_decoder();
	test_gb18030_round_trip();
	test_other_decoders();
	test_long_bodies();
	test_encoders();
	test_prescan();
	test_choice();
	test_well_formed();
	test_mislabelled();
	test_rightly_labelled();
	test_late_meta();
	gp_buf_free(&out);
	return tap_done();
}
