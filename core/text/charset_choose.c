#include <stdint.h>
#include <string.h>

#include "core/text/charset.h"
#include "core/text/charset_impl.h"
#include "core/text/utf8.h"

#define PRESCAN 1024              /* where a declaration should stand */
#define LATE ((size_t)16 << 10)   /* where it is still looked for */
#define SAMPLE ((size_t)8 << 10)  /* bytes weighed, from the first that is not ASCII */

/* One reading of the sample. */
struct reading {
	size_t good;   /* characters beyond ASCII */
	size_t common; /* of them, ordinary ones: what running Chinese text is made of */
	size_t bad;
};

static struct reading read_utf8(const unsigned char *s, size_t n)
{
	struct reading r = {0};
	size_t i = 0, len;

	while (i < n) {
		if (s[i] < 0x80) {
			i++;
			continue;
		}
		len = gp_utf8_bad((const char *)s + i, n - i);
		if (len && n - i < 4 && i + len == n)
			break; /* cut off, not wrong */
		if (len) {
			r.bad++;
		} else {
			r.good++;
			gp_utf8_get((const char *)s + i, n - i, &len);
			r.common += len >= 3; /* two bytes occur by chance in other encodings */
		}
		i += len;
	}
	return r;
}

static bool within(unsigned char c, unsigned lo, unsigned hi)
{
	return c >= lo && c <= hi;
}

static bool gb_four(const unsigned char *s, size_t n)
{
	return n >= 4 && within(s[1], '0', '9') && within(s[2], 0x81, 0xFE) &&
	       within(s[3], '0', '9');
}

/* Common: rows 1–3 (punctuation, full-width forms), 16–55 (first-level characters) of GB 2312. */
static struct reading read_gb18030(const unsigned char *s, size_t n)
{
	struct reading r = {0};
	size_t i = 0;

	while (i < n) {
		if (s[i] < 0x80) {
			i++;
		} else if (i + 1 == n) {
			break;
		} else if (within(s[i], 0x81, 0xFE) && gb_four(s + i, n - i)) {
			r.good++;
			i += 4;
		} else if (within(s[i], 0x81, 0xFE) && within(s[i + 1], 0x40, 0xFE) &&
			   s[i + 1] != 0x7F) {
			r.good++;
			r.common += s[i + 1] >= 0xA1 &&
				    (within(s[i], 0xA1, 0xA3) || within(s[i], 0xB0, 0xD7));
			i += 2;
		} else {
			r.bad++;
			i++;
		}
	}
	return r;
}

/* Common: punctuation (A1, A2) and the frequently used characters (A4–C6) of Big5. */
static struct reading read_big5(const unsigned char *s, size_t n)
{
	struct reading r = {0};
	size_t i = 0;

	while (i < n) {
		if (s[i] < 0x80) {
			i++;
		} else if (i + 1 == n) {
			break;
		} else if (within(s[i], 0x81, 0xFE) &&
			   (within(s[i + 1], 0x40, 0x7E) || within(s[i + 1], 0xA1, 0xFE))) {
			r.good++;
			r.common += within(s[i], 0xA1, 0xA2) || within(s[i], 0xA4, 0xC6);
			i += 2;
		} else {
			r.bad++;
			i++;
		}
	}
	return r;
}

/* The share of ordinary characters in per mille; malformed bytes count against it. */
static size_t share(const struct reading *r)
{
	return r->good + r->bad ? r->common * 1000 / (r->good + r->bad) : 0;
}

/* Running Chinese text: hardly anything malformed, mostly ordinary characters. */
static bool fits(const struct reading *r)
{
	return r->good && r->bad * 20 <= r->good && share(r) >= 600;
}

struct sample {
	const char *body; /* everything */
	size_t n;
	const unsigned char *s; /* the part that is weighed */
	size_t len;
};

static struct sample take_sample(const char *body, size_t n)
{
	struct sample k = {.body = body, .n = n};
	size_t from = 0;
	uint64_t eight;

	for (; from + 8 <= n; from += 8) { /* a page may be ASCII from end to end */
		memcpy(&eight, body + from, 8);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (from < n && !((unsigned char)body[from] & 0x80))
		from++;
	k.s = (const unsigned char *)body + from;
	k.len = n - from < SAMPLE ? n - from : SAMPLE;
	return k;
}

/*
 * GB18030 or Big5, whichever the bytes look like; NULL for neither. It is a tie only for a few words, and then
 * GB18030, which offices write.
 */
static const struct gp_charset *chinese(const struct sample *k)
{
	struct reading gb = read_gb18030(k->s, k->len), big5 = read_big5(k->s, k->len);
	size_t a = share(&gb), b = share(&big5);
	bool tie = a < b + 30 && b < a + 30;

	if (!fits(&big5))
		return fits(&gb) ? gp_charset_gb18030 : NULL;
	if (!fits(&gb))
		return gp_charset_big5;
	return b > a && !tie ? gp_charset_big5 : gp_charset_gb18030;
}

/* UTF-8 with at most a few wounds, by characters that no other encoding shows by chance. */
static bool mostly_utf8(const struct reading *r)
{
	return r->common && r->bad * 10 <= r->good;
}

/* Markup and ASCII text in UTF-16 leave every second byte zero; NULL when it is not that. */
static const struct gp_charset *utf16_by_zeros(const char *body, size_t n)
{
	size_t zero[2] = {0, 0}, i, look = n < PRESCAN ? n & ~(size_t)1 : PRESCAN;

	for (i = 0; i < look; i++)
		zero[i & 1] += body[i] == '\0';
	if (zero[1] * 10 > look / 2 && zero[0] * 20 < zero[1])
		return gp_charset_utf16le;
	if (zero[0] * 10 > look / 2 && zero[1] * 20 < zero[0])
		return gp_charset_utf16be;
	return NULL;
}

static void guess(struct gp_charset_choice *out, const struct sample *k, size_t valid)
{
	struct reading u;
	const struct gp_charset *cs = utf16_by_zeros(k->body, k->n);

	out->source = GP_CHARSET_GUESSED;
	if (!cs && valid == k->n) {
		cs = gp_charset_utf8;
		out->source = GP_CHARSET_UTF8;
	}
	if (!cs) {
		u = read_utf8(k->s, k->len);
		if (mostly_utf8(&u)) {
			cs = gp_charset_utf8;
			out->source = GP_CHARSET_UTF8;
		}
	}
	if (!cs)
		cs = chinese(k);
	if (!cs) {
		cs = gp_charset_windows_1252;
		out->source = GP_CHARSET_FALLBACK;
	}
	out->used = cs;
}

static bool is_utf16(const struct gp_charset *cs)
{
	return cs == gp_charset_utf16le || cs == gp_charset_utf16be;
}

/* Declared utf-8, and not all of it is. */
static const struct gp_charset *doubt_utf8(const struct sample *k)
{
	struct reading u = read_utf8(k->s, k->len);
	const struct gp_charset *cs;

	if (u.bad * 10 <= u.good)
		return gp_charset_utf8;
	cs = chinese(k);
	return cs ? cs : gp_charset_utf8;
}

/* Declared gb18030 or big5: the other one, or UTF-8, only on clear evidence. */
static const struct gp_charset *doubt_chinese(const struct sample *k, const struct gp_charset *cs)
{
	bool is_big5 = cs == gp_charset_big5;
	struct reading own = is_big5 ? read_big5(k->s, k->len) : read_gb18030(k->s, k->len);
	struct reading other, u;

	if (fits(&own))
		return cs;
	u = read_utf8(k->s, k->len);
	if (mostly_utf8(&u))
		return gp_charset_utf8;
	other = is_big5 ? read_gb18030(k->s, k->len) : read_big5(k->s, k->len);
	if (other.good >= 8 && fits(&other) && share(&other) > share(&own) + 200)
		return is_big5 ? gp_charset_gb18030 : gp_charset_big5;
	return cs;
}

/* Declared windows-1252 (iso-8859-1 is the default of some servers): no byte contradicts it. */
static const struct gp_charset *doubt_latin(const struct sample *k)
{
	struct reading u = read_utf8(k->s, k->len);
	struct reading gb = read_gb18030(k->s, k->len), big5 = read_big5(k->s, k->len);

	if (mostly_utf8(&u))
		return gp_charset_utf8;
	if ((gb.good >= 8 && !gb.bad && share(&gb) >= 800) ||
	    (big5.good >= 8 && !big5.bad && share(&big5) >= 800))
		return chinese(k);
	return gp_charset_windows_1252;
}

static const struct gp_charset *confirm(const struct gp_charset *cs, const struct sample *k,
					size_t valid)
{
	struct reading u;

	if (cs == gp_charset_utf8)
		return valid == k->n ? cs : doubt_utf8(k);
	/* UTF-16 with neither a zero byte nor anything malformed would be rare ideographs only */
	if (is_utf16(cs))
		return k->n && valid == k->n && !memchr(k->body, '\0', k->n) ? gp_charset_utf8 : cs;
	if (k->len == 0)
		return cs;
	if (cs == gp_charset_gb18030 || cs == gp_charset_big5)
		return doubt_chinese(k, cs);
	if (cs == gp_charset_windows_1252)
		return doubt_latin(k);
	u = read_utf8(k->s, k->len);
	return valid == k->n && u.common ? gp_charset_utf8 : cs;
}

static size_t bom(const char *s, size_t n, const struct gp_charset **cs)
{
	if (n >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3)) {
		*cs = gp_charset_utf8;
		return 3;
	}
	if (n >= 2 && !memcmp(s, "\xFE\xFF", 2)) {
		*cs = gp_charset_utf16be;
		return 2;
	}
	if (n >= 2 && !memcmp(s, "\xFF\xFE", 2)) {
		*cs = gp_charset_utf16le;
		return 2;
	}
	return 0;
}

/*
 * Where well-formed UTF-8, which ends at `valid`, may be said to end: a last character that was cut off is no fault, unless it is
 * all there is beyond ASCII.
 */
static size_t valid_upto(const struct sample *k, size_t valid)
{
	size_t rest = k->n - valid;

	if (rest > 0 && rest < 4 && (unsigned char)k->body[valid] >= 0xC2 &&
	    (unsigned char)k->body[valid] <= 0xF4 && gp_utf8_bad(k->body + valid, rest) == rest &&
	    (const unsigned char *)k->body + valid > k->s)
		return k->n;
	return valid;
}

static void find_declared(struct gp_charset_choice *out, const char *body, size_t n,
			  const char *header, size_t header_n)
{
	if (header)
		out->declared = gp_charset_by_label(header, header_n);
	out->source = GP_CHARSET_HEADER;
	if (out->declared)
		return;
	out->source = GP_CHARSET_META;
	out->declared = gp_charset_prescan(body, n < PRESCAN ? n : PRESCAN);
	if (!out->declared && n > PRESCAN && !out->bom) {
		out->declared = gp_charset_prescan(body, n < LATE ? n : LATE);
		out->late_meta = out->declared != NULL;
	}
}

void gp_charset_choose(struct gp_charset_choice *out, const char *body, size_t n,
		       const char *header, size_t header_n)
{
	const struct gp_charset *by_bom = NULL;
	struct sample k;
	size_t valid, ascii;

	if (n == 0)
		body = ""; /* may have been NULL */
	*out = (struct gp_charset_choice){0};
	out->bom = bom(body, n, &by_bom);
	find_declared(out, body, n, header, header_n);
	if (by_bom) {
		out->used = by_bom;
		out->source = GP_CHARSET_BOM;
	} else {
		k = take_sample(body, n);
		ascii = (size_t)((const char *)k.s - body);
		valid = ascii + gp_utf8_valid_upto(body + ascii, n - ascii);
		out->well_formed = valid == n;
		valid = valid_upto(&k, valid);
		if (out->declared)
			out->used = confirm(out->declared, &k, valid);
		else
			guess(out, &k, valid);
	}
	out->mislabelled = out->declared && out->used != out->declared;
}
