/* xls_properties.c - what an older file says of itself: two streams of numbered properties ([MS-OLEPS]) */
#include <stdio.h>
#include <string.h>

#include "core/doc/xls_impl.h"

#define VALUE_MAX ((size_t)64 << 10) /* bytes of one property */
#define PROPERTIES 100               /* of a stream; those beyond are not read */
#define SECONDS_1601 11644473600     /* from 1601, where file times begin, to 1970 */

enum { TYPE_TEXT = 0x1E, TYPE_WIDE_TEXT = 0x1F, TYPE_TIME = 0x40 };

struct known {
	uint32_t number;
	const char *name;
};

/* [MS-OLEPS] 3.1.2 … 3.1.15 and [MS-OSHARED] 2.3.3.2.1; names as ooxml_properties.c has them */
static const struct known summary[] = {{2, "title"}, {3, "subject"}, {4, "author"}, {5, "keywords"}, {6, "comments"},
    {7, "template"}, {8, "last_modified_by"}, {9, "revision"}, {11, "printed"}, {12, "created"}, {13, "modified"},
    {18, "application"}, {0, NULL}};
static const struct known document_summary[] = {{2, "category"}, {14, "manager"}, {15, "company"}, {27, "status"}, {0, NULL}};

/* The first set of properties of a stream: they refer to their values from its beginning. */
static struct gp_bytes first_set(struct gp_bytes s)
{
	size_t at = s.n < 48 ? 0 : gp_le32(s.p + 44);

	if (!at || at > s.n || s.n - at < 8)
		return (struct gp_bytes){NULL, 0};
	return (struct gp_bytes){s.p + at, s.n - at};
}

/* The value of a property, its type in front. */
static bool find(struct gp_bytes set, uint32_t number, struct gp_bytes *out)
{
	size_t count = gp_le32(set.p + 4);

	for (size_t i = 0; i < count && i < PROPERTIES && 16 + 8 * i <= set.n; i++) {
		size_t at = gp_le32(set.p + 12 + 8 * i);

		if (gp_le32(set.p + 8 + 8 * i) != number || at > set.n || set.n - at < 8)
			continue;
		*out = (struct gp_bytes){set.p + at, set.n - at};
		return true;
	}
	return false;
}

static const struct gp_charset *charset_of(struct gp_bytes set)
{
	struct gp_bytes v;
	const struct gp_charset *cs = find(set, 1, &v) ? gp_xls_charset(gp_le16(v.p + 4)) : NULL;

	return cs ? cs : gp_xls_charset(936);
}

/* Text up to its NUL. Counted in bytes, or in UTF-16 units. */
static void put_text(struct gp_buf *out, struct gp_bytes v, const struct gp_charset *cs, bool wide)
{
	size_t n = gp_le32(v.p + 4);
	const unsigned char *end;

	v = (struct gp_bytes){v.p + 8, v.n - 8};
	n = wide && n <= v.n ? 2 * n : n;
	n = n < v.n ? n : v.n;
	if (wide || cs == gp_xls_charset(1200)) {
		gp_xls_utf16(out, (struct gp_bytes){v.p, n});
		return;
	}
	end = memchr(v.p, '\0', n);
	(void)gp_charset_decode(cs, (const char *)v.p, end ? (size_t)(end - v.p) : n, out, NULL);
}

/* A file time (tenths of microseconds) as those of an .xlsx are written. Times of nothing are none. */
static void put_time(struct gp_buf *out, struct gp_bytes v)
{
	int64_t s;
	char day[40];

	if (v.n < 12)
		return;
	s = (int64_t)((gp_le32(v.p + 4) | (uint64_t)gp_le32(v.p + 8) << 32) / 10000000) - SECONDS_1601;
	if (s < 0 || !gp_xlsx_date((double)(s / 86400) + 25569, false, day))
		return;
	gp_buf_printf(out, "%.10sT%02d:%02d:%02dZ", day, (int)(s / 3600 % 24), (int)(s / 60 % 60), (int)(s % 60));
}

static void put_value(struct gp_buf *out, struct gp_bytes set, struct gp_bytes v)
{
	switch (gp_le16(v.p)) {
	case TYPE_TEXT:
	case TYPE_WIDE_TEXT:
		put_text(out, v, charset_of(set), gp_le16(v.p) == TYPE_WIDE_TEXT);
		break;
	case TYPE_TIME:
		put_time(out, v);
		break;
	default:
		break;
	}
}

static int add_set(struct gp_cfb *f, struct gp_doc_builder *b, const char *stream, const struct known *list, struct gp_err *e)
{
	struct gp_err why = GP_ERR_INIT;
	struct gp_bytes s, set, v;
	struct gp_buf value;
	bool found;
	int rc = 0;

	if (gp_cfb_stream(f, stream, &s, &found, &why)) /* what they say is no reason to refuse what the cells say */
		return 0;
	set = first_set(s);
	gp_buf_init(&value, VALUE_MAX);
	for (; !rc && set.p && list->name; list++) {
		gp_buf_clear(&value);
		if (!find(set, list->number, &v))
			continue;
		put_value(&value, set, v);
		rc = gp_doc_meta_add(b, list->name, value.len ? value.data : "", value.len);
	}
	gp_buf_free(&value);
	return rc ? gp_doc_too_large(e) : 0;
}

int gp_xls_properties(struct gp_cfb *f, struct gp_doc_builder *b, struct gp_err *e)
{
	return add_set(f, b, "\5SummaryInformation", summary, e) ||
	    add_set(f, b, "\5DocumentSummaryInformation", document_summary, e) ? -1 : 0;
}

const char *gp_xls_title(struct gp_cfb *f)
{
	struct gp_err why = GP_ERR_INIT;
	struct gp_bytes s, set, v;
	struct gp_buf value;
	const char *title = NULL;
	bool found;
	size_t n;

	if (gp_cfb_stream(f, "\5SummaryInformation", &s, &found, &why))
		return NULL;
	set = first_set(s);
	gp_buf_init(&value, VALUE_MAX);
	if (set.p && find(set, 2, &v))
		put_value(&value, set, v);
	if (!gp_ooxml_blank(value.len ? value.data : "", value.len))
		title = gp_ooxml_text(f->arena, value.data, value.len, &n);
	gp_buf_free(&value);
	return title;
}
