#define _DEFAULT_SOURCE
#include <endian.h>
#include <string.h>

#include "core/text/utf8.h"
#include "core/web/facts_page.h"

#define LABEL_INPUT 4096 /* bytes */

enum { PLAIN, BLANK, LEAD, AMP, DROP };

/* Whatever skip_plain() stops at must have a class of its own here. */
static const unsigned char classes[256] = {
	DROP, DROP, DROP, DROP, DROP, DROP, DROP, DROP, DROP, /* U+0000 to U+0008 */
	BLANK, BLANK, BLANK, BLANK, BLANK, DROP, DROP, DROP,
	DROP, DROP, DROP, DROP, DROP, DROP, DROP, DROP,
	DROP, DROP, DROP, DROP, DROP, DROP, DROP, BLANK, /* U+0019 to U+0020 */
	['&'] = AMP,
	/* first bytes of U+00A0, of U+2000 to U+205F, of U+3000 */
	[0xC2] = LEAD, [0xC3] = LEAD, [0xE2] = LEAD, [0xE3] = LEAD,
};

#define ONES UINT64_C(0x0101010101010101)
#define TOPS (ONES * 0x80)

/* The eight bytes at p, the first one lowest. */
static uint64_t load8(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof w);
	return le64toh(w);
}

/* How many of eight bytes continue a character: 10xxxxxx. */
static size_t continuing(uint64_t w)
{
	return (((w >> 7) & ~(w >> 6) & ONES) * ONES) >> 56;
}

static bool continues(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

size_t gp_text_points(const char *p, size_t n)
{
	size_t points = n;

	for (; n >= 8; n -= 8, p += 8)
		points -= continuing(load8(p));
	for (; n; n--, p++)
		points -= continues(*p);
	return points;
}

/*
 * Behind the PLAIN bytes at p; adds their code points. Eight bytes a step: the top
 * bit of each byte that is not plain is set in `stop`;
 * bits above the lowest may be wrong, so only that one is used.
 */
static const char *skip_plain(const char *p, const char *end, size_t *points)
{
	uint64_t w, amp, lead, stop, low;
	unsigned k;

	for (; end - p >= 8; p += 8) {
		w = load8(p);
		amp = w ^ ONES * '&';
		lead = (w & ONES * 0xDE) ^ ONES * 0xC2;
		stop = ((w - ONES * 0x21) & ~w) | ((amp - ONES) & ~amp) | ((lead - ONES) & ~lead);
		stop &= TOPS;
		if (stop) {
			low = stop & (~stop + 1); /* 0x80 of the first byte to stop at */
			k = (unsigned)__builtin_ctzll(stop) / 8;
			*points += k - continuing(w & ((low >> 7) - 1));
			return p + k;
		}
		*points += 8 - continuing(w);
	}
	for (; p < end && classes[(unsigned char)*p] == PLAIN; p++)
		*points += !continues(*p);
	return p;
}

/* Bytes of the white space (Unicode White_Space beyond ASCII) at p, or 0. */
static size_t wide_blank(const char *p, const char *end)
{
	const unsigned char *s = (const unsigned char *)p;

	if (end - p < 2)
		return 0;
	if (s[0] == 0xC2)
		return s[1] == 0xA0 || s[1] == 0x85 ? 2 : 0;
	if (end - p < 3)
		return 0;
	if (s[0] == 0xE3)
		return s[1] == 0x80 && s[2] == 0x80 ? 3 : 0;
	if (s[0] != 0xE2 || (s[1] != 0x80 && s[1] != 0x81))
		return 0;
	if (s[1] != 0x80)
		return s[2] == 0x9F ? 3 : 0;
	return s[2] <= 0x8A || s[2] == 0xA8 || s[2] == 0xA9 || s[2] == 0xAF ? 3 : 0;
}

void gp_sink_gap(struct gp_sink *s, char gap)
{
	if (gap == '\n' || !s->gap)
		s->gap = gap;
}

static void sink_run(struct gp_sink *s, const char *p, size_t n)
{
	size_t room;

	if (s->full || (s->max_points && s->points + (s->gap != 0) >= s->max_points)) {
		s->full = true;
		return;
	}
	if (s->gap && s->n && s->n < s->cap) {
		s->p[s->n++] = s->gap;
		s->points++;
	}
	s->gap = 0;
	room = s->cap - s->n;
	if (n > room) {
		s->full = true;
		n = room;
		while (n && continues(p[n]))
			n--;
	}
	if (s->max_points) {
		size_t points = gp_text_points(p, n), left = s->max_points - s->points;

		if (points > left) {
			s->full = true;
			n = gp_utf8_prefix(p, n, left);
			points = left;
		}
		s->points += points;
	}
	memcpy(s->p + s->n, p, n);
	s->n += n;
}

static void run(struct gp_sink *const *to, size_t count, const char *p, size_t n)
{
	for (size_t i = 0; i < count; i++)
		sink_run(to[i], p, n);
}

static void gap(struct gp_sink *const *to, size_t count)
{
	for (size_t i = 0; i < count; i++)
		gp_sink_gap(to[i], ' ');
}

/* The reference or bare '&' at p; the bytes it takes. */
static size_t feed_ref(struct gp_sink *const *to, size_t count, const char *p, size_t n,
    size_t *points)
{
	char out[8];
	size_t out_n, used = gp_html_ref(p, n, false, out, &out_n);

	if (!used) {
		run(to, count, p, 1);
		++*points;
		return 1;
	}
	if (classes[(unsigned char)out[0]] == BLANK || wide_blank(out, out + out_n) == out_n) {
		gap(to, count);
	} else {
		run(to, count, out, out_n);
		*points += gp_text_points(out, out_n);
	}
	return used;
}

size_t gp_sink_feed(struct gp_sink *const *to, size_t count, struct gp_text raw, bool refs)
{
	const char *p = raw.p, *end = p + raw.n, *from;
	size_t points = 0, wide;

	while (p < end) {
		unsigned c = classes[(unsigned char)*p];

		if (c == BLANK) {
			gap(to, count);
			while (p < end && classes[(unsigned char)*p] == BLANK)
				p++;
		} else if (c == DROP) {
			p++;
		} else if (c == AMP && refs) {
			p += feed_ref(to, count, p, (size_t)(end - p), &points);
		} else if (c == LEAD && (wide = wide_blank(p, end))) {
			gap(to, count);
			p += wide;
		} else {
			from = p;
			do { /* a LEAD byte, or '&' as text, begins one code point of the run */
				points += c != PLAIN;
				p = skip_plain(p + (c != PLAIN), end, &points);
				c = p < end ? classes[(unsigned char)*p] : BLANK;
			} while (c == LEAD && !wide_blank(p, end));
			run(to, count, from, (size_t)(p - from));
		}
	}
	return points;
}

struct gp_text gp_text_label(struct gp_arena *a, struct gp_text decoded)
{
	char buf[GP_ANCHOR_POINTS * 4];
	struct gp_sink s = {.p = buf, .cap = sizeof buf, .max_points = GP_ANCHOR_POINTS}, *to = &s;

	/* white space may be long, so the input is not cut by its length alone */
	if (decoded.n > LABEL_INPUT)
		for (decoded.n = LABEL_INPUT; decoded.n && continues(decoded.p[decoded.n]);)
			decoded.n--;
	gp_sink_feed(&to, 1, decoded, false);
	return (struct gp_text){gp_arena_strndup(a, buf, s.n), s.n};
}
