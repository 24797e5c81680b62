/* xls_text.c - text in older workbooks: UTF-16 in one or two bytes, continued over records; before 1997 code pages */
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/doc/xls_impl.h"

#define REPLACEMENT 0xFFFDu

bool gp_xls_record(const struct gp_xls_book *b, size_t at, struct gp_xls_record *r)
{
	const unsigned char *p;

	if (at > b->stream.n || b->stream.n - at < 4)
		return false;
	p = b->stream.p + at;
	if (b->stream.n - at - 4 < gp_le16(p + 2))
		return false;
	*r = (struct gp_xls_record){gp_le16(p), {p + 4, gp_le16(p + 2)}, at + 4 + gp_le16(p + 2)};
	return true;
}

struct gp_xls_run gp_xls_run(const struct gp_xls_book *b, const struct gp_xls_record *r)
{
	return (struct gp_xls_run){b, r->body, r->next};
}

/* Goes on to the record that continues this one; false: there is none. */
static bool go_on(struct gp_xls_run *r)
{
	struct gp_xls_record more;

	if (!gp_xls_record(r->book, r->next, &more) || more.type != GP_XLS_CONTINUE)
		return false;
	r->rest = more.body;
	r->next = more.next;
	return true;
}

static void drop(struct gp_xls_run *r, size_t n)
{
	r->rest.p += n;
	r->rest.n -= n;
}

int gp_xls_skip(struct gp_xls_run *r, size_t n)
{
	while (n) {
		size_t some = r->rest.n < n ? r->rest.n : n;

		drop(r, some);
		n -= some;
		if (n && !go_on(r))
			return -1;
	}
	return 0;
}

static int take8(struct gp_xls_run *r, unsigned *v)
{
	while (!r->rest.n)
		if (!go_on(r))
			return -1;
	*v = *r->rest.p;
	drop(r, 1);
	return 0;
}

int gp_xls_take16(struct gp_xls_run *r, unsigned *v)
{
	unsigned low, high;

	if (take8(r, &low) || take8(r, &high))
		return -1;
	*v = low | high << 8;
	return 0;
}

static void put_char(struct gp_buf *out, uint32_t cp)
{
	char utf8[4];

	gp_buf_put(out, utf8, gp_utf8_put(cp, utf8));
}

/* The next unit of UTF-16; *high: half of a pair that waits for the other half. */
static void put_unit(struct gp_buf *out, uint32_t unit, uint32_t *high)
{
	bool low = unit >= 0xDC00 && unit < 0xE000;

	if (*high && low) {
		put_char(out, 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00));
		*high = 0;
		return;
	}
	if (*high)
		put_char(out, REPLACEMENT);
	*high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
	if (!*high)
		put_char(out, low ? REPLACEMENT : unit);
}

int gp_xls_chars(struct gp_xls_run *r, size_t count, bool wide, struct gp_buf *out)
{
	uint32_t high = 0;

	for (; count; count--) {
		unsigned flags = wide;

		while (!r->rest.n) { /* what continues it says anew how wide the rest is */
			if (!go_on(r))
				return -1;
			if (r->rest.n && take8(r, &flags))
				return -1;
			wide = flags & 1;
		}
		if (r->rest.n < (wide ? 2u : 1u))
			return -1;
		put_unit(out, wide ? gp_le16(r->rest.p) : *r->rest.p, &high);
		drop(r, wide ? 2 : 1);
	}
	if (high)
		put_char(out, REPLACEMENT);
	return out->full ? -1 : 0;
}

void gp_xls_utf16(struct gp_buf *out, struct gp_bytes b)
{
	uint32_t high = 0;

	for (size_t i = 0; i + 1 < b.n && gp_le16(b.p + i); i += 2)
		put_unit(out, gp_le16(b.p + i), &high);
	if (high)
		put_char(out, REPLACEMENT);
}

/* What stands behind the text of a string: formats and phonetic hints. */
struct behind {
	unsigned runs;
	uint32_t phonetic;
};

/* The flags of a string, and the counts behind them (2.5.293). */
static int take_flags(struct gp_xls_run *r, bool *wide, struct behind *behind)
{
	unsigned flags, low, high;

	*behind = (struct behind){0};
	if (take8(r, &flags) || (flags & 8 && gp_xls_take16(r, &behind->runs)))
		return -1;
	*wide = flags & 1;
	if (flags & 4) {
		if (gp_xls_take16(r, &low) || gp_xls_take16(r, &high))
			return -1;
		behind->phonetic = low | (uint32_t)high << 16;
	}
	return 0;
}

int gp_xls_string(struct gp_xls_run *r, bool is_short, struct gp_buf *out)
{
	struct behind behind;
	unsigned count;
	bool wide;

	if (is_short ? take8(r, &count) : gp_xls_take16(r, &count))
		return -1;
	if (r->book->biff8)
		return take_flags(r, &wide, &behind) || gp_xls_chars(r, count, wide, out) ? -1 : 0;
	if (count > r->rest.n)
		return -1;
	if (gp_charset_decode(r->book->charset, (const char *)r->rest.p, count, out, NULL))
		return -1;
	drop(r, count);
	return 0;
}

static void add_string(struct gp_xls_book *b, const struct gp_buf *text)
{
	struct gp_xlsx_string s;

	if (b->string_count == b->string_cap) {
		b->string_cap = b->string_cap ? 2 * b->string_cap : 256;
		b->strings = gp_reallocarray(b->strings, b->string_cap, sizeof *b->strings);
	}
	s.p = gp_ooxml_text(b->arena, text->len ? text->data : "", text->len, &s.n);
	b->strings[b->string_count++] = s;
}

int gp_xls_read_strings(struct gp_xls_book *b, const struct gp_xls_record *r, struct gp_err *e)
{
	struct gp_xls_run run = gp_xls_run(b, r);
	uint32_t unique = r->body.n < 8 ? 0 : gp_le32(r->body.p + 4);
	struct behind behind;
	struct gp_buf text;
	unsigned count;
	bool wide;
	int rc = gp_xls_skip(&run, 8);

	if (unique > GP_XLSX_STRINGS)
		return gp_fail(e, GP_ELIMIT, "the workbook has more than 1,000,000 texts");
	gp_buf_init(&text, GP_XLSX_TEXT_MAX);
	while (!rc && b->string_count < unique) {
		gp_buf_clear(&text);
		rc = gp_xls_take16(&run, &count) || take_flags(&run, &wide, &behind) || gp_xls_chars(&run, count, wide, &text) ||
		    gp_xls_skip(&run, 4 * (size_t)behind.runs) || gp_xls_skip(&run, behind.phonetic) ? -1 : 0;
		if (!rc)
			add_string(b, &text);
	}
	gp_buf_free(&text);
	return rc ? gp_fail(e, GP_EPARSE, "the file is damaged: its parts cannot be put together") : 0;
}

const struct gp_charset *gp_xls_charset(unsigned code_page)
{
	static const struct {
		unsigned page;
		const char *label;
	} known[] = {{936, "gbk"}, {54936, "gb18030"}, {950, "big5"}, {932, "shift_jis"}, {949, "euc-kr"}, {874, "windows-874"},
	    {65001, "utf-8"}, {1200, "utf-16le"}, {10000, "macintosh"}, {32768, "macintosh"}, {32769, "windows-1252"},
	    {437, "windows-1252"}, {850, "windows-1252"}};
	char label[32];

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].page == code_page)
			return gp_charset_by_label(known[i].label, strlen(known[i].label));
	snprintf(label, sizeof label, "windows-%u", code_page);
	return gp_charset_by_label(label, strlen(label));
}
