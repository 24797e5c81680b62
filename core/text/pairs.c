#include "core/text/pairs.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/block.h"

#define DEPTH 32     /* open marks; beyond that the outermost is forgotten */
#define ORDINAL 12   /* bytes looked at before a closing bracket for "1）" */

/* A mark that opens is a positive kind, the one that closes it the same negative. */
enum { NONE, ROUND, SQUARE, LENS, SHELL, TITLE, ANGLE, CORNER, CORNER2, QUOTE };

/* U+3000 to U+301F */
static const signed char cjk[32] = {
	[0x08] = ANGLE, [0x09] = -ANGLE, [0x0A] = TITLE, [0x0B] = -TITLE, [0x0C] = CORNER, [0x0D] = -CORNER,
	[0x0E] = CORNER2, [0x0F] = -CORNER2, [0x10] = LENS, [0x11] = -LENS, [0x14] = SHELL, [0x15] = -SHELL,
};

/* The kind of the mark at s (n bytes left), and its length; 0 for any other character. */
static int mark_at(const unsigned char *s, size_t n, size_t *len)
{
	*len = 1;
	switch (*s) {
	case '(':
		return ROUND;
	case ')':
		return -ROUND;
	case '[':
		return SQUARE;
	case ']':
		return -SQUARE;
	default:
		break;
	}
	if (*s < 0xE0)
		return NONE;
	*len = *s < 0xF0 ? 3 : 4;
	if (n < 3)
		return NONE;
	if (s[0] == 0xE3 && s[1] == 0x80 && (s[2] & 0xE0) == 0x80)
		return cjk[s[2] - 0x80];
	if (s[0] == 0xEF && s[1] == 0xBC)
		return s[2] == 0x88 ? ROUND : s[2] == 0x89 ? -ROUND : s[2] == 0xBB ? SQUARE : s[2] == 0xBD ? -SQUARE : NONE;
	if (s[0] == 0xE2 && s[1] == 0x80)
		return s[2] == 0x9C ? QUOTE : s[2] == 0x9D ? -QUOTE : NONE;
	return NONE;
}

/* Whether a mark may begin with this byte: nearly all of a text is other bytes. */
static bool may_begin(unsigned char c)
{
	return c == '(' || c == ')' || c == '[' || c == ']' || c == 0xE2 || c == 0xE3 || c == 0xEF;
}

/*
 * The first place from i on where a mark may stand, or n: between marks are whole sentences. No byte within a character
 * begins one. A few others are said as well, where leaving them out costs more.
 */
static size_t next_mark(const char *s, size_t n, size_t i)
{
	for (; i + 2 + sizeof(gp_block) <= n; i += sizeof(gp_block)) {
		const gp_block a = gp_block_load(s + i), b = gp_block_load(s + i + 1), c = gp_block_load(s + i + 2);
		const gp_block half_width = (gp_block)((a | 1) == ')') | (gp_block)((a | 6) == ('[' | 6));
		const gp_block cjk_or_quotes = (gp_block)(a == 0xE2) | ((gp_block)(a == 0xE3) & (gp_block)(c >= 0x88));
		const gp_block wide = (gp_block)(a == 0xEF) & (gp_block)(b == 0xBC) &
		    ((gp_block)((c | 1) == 0x89) | (gp_block)((c | 6) == 0xBF));
		const gp_block m = half_width | (cjk_or_quotes & (gp_block)(b == 0x80)) | wide;

		if (gp_block_any(m))
			return i + gp_block_first(m);
	}
	while (i < n && !may_begin((unsigned char)s[i]))
		i++;
	return i;
}

struct open {
	size_t at, n;
	int kind;
};

struct scan {
	const char *s;
	struct open stack[DEPTH];
	size_t depth;
	struct gp_unpaired *out;
	size_t count, max;
};

static void found(struct scan *c, size_t at, size_t n, bool opens)
{
	if (c->count < c->max)
		c->out[c->count++] = (struct gp_unpaired){at, n, opens};
}

static void forget(struct scan *c, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		found(c, c->stack[i].at, c->stack[i].n, true);
	memmove(c->stack + from, c->stack + to, (c->depth - to) * sizeof *c->stack);
	c->depth -= to - from;
}

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "1）", "a)", "一）": a number at the beginning of a line or after a mark or blank. */
static bool ends_ordinal(const char *s, size_t at)
{
	size_t begin = at > ORDINAL ? at - ORDINAL : 0, i = at;

	while (i > begin && is_alnum(s[i - 1]))
		i--;
	if (i < at)
		return true; /* whatever stands before: "见附件1）" says no more */
	for (; i >= begin + 3; i -= 3) { /* 一 to 十, ① to ⑳ */
		static const char numerals[] = "一二三四五六七八九十";
		bool is = !memcmp(s + i - 3, "\xE2\x91", 2);

		for (size_t k = 0; k + 3 <= sizeof numerals - 1; k += 3)
			is = is || !memcmp(s + i - 3, numerals + k, 3);
		if (!is)
			break;
	}
	return i < at;
}

static void closes(struct scan *c, int kind, size_t at, size_t n)
{
	size_t i = c->depth;

	while (i > 0 && c->stack[i - 1].kind != kind)
		i--;
	if (i > 0) { /* what was opened within it stays open */
		forget(c, i, c->depth);
		c->depth = i - 1;
	} else if (kind != ROUND || !ends_ordinal(c->s, at)) {
		found(c, at, n, false);
	}
}

static void opens(struct scan *c, int kind, size_t at, size_t n)
{
	if (c->depth == DEPTH)
		forget(c, 0, 1);
	c->stack[c->depth++] = (struct open){at, n, kind};
}

static void expire(struct scan *c, size_t at)
{
	size_t old = 0;

	while (old < c->depth && at - c->stack[old].at > GP_PAIR_SPAN)
		old++;
	if (old)
		forget(c, 0, old);
}

static int by_place(const void *a, const void *b)
{
	const struct gp_unpaired *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

size_t gp_unpaired(struct gp_unpaired *out, size_t max, const char *s, size_t n)
{
	struct scan c = {.s = s, .out = out, .max = max};
	size_t len;

	for (size_t i = next_mark(s, n, 0); i < n && c.count < max; i = next_mark(s, n, i + len)) {
		int kind = mark_at((const unsigned char *)s + i, n - i, &len);

		if (kind == NONE)
			continue;
		expire(&c, i);
		if (kind > 0)
			opens(&c, kind, i, len);
		else
			closes(&c, -kind, i, len);
	}
	forget(&c, 0, c.depth);
	if (c.count)
		qsort(out, c.count, sizeof *out, by_place);
	return c.count;
}
