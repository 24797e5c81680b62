#define _GNU_SOURCE
#include <stdint.h>
#include <string.h>

#include "core/base/block.h"

#include "core/match/ids_impl.h"

#define LOCAL_MAX 64   /* bytes of an e-mail address before the @ (RFC 5321, 4.5.3.1.1) */
#define DOMAIN_MAX 255
#define TITLE_MAX 300  /* bytes from 《 on: what is longer was never closed */

/* Three bytes of a character as a number, the first one lowest. */
#define THREE(a, b, c) ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16)
#define MI THREE(0xE5, 0xAF, 0x86)          /* 密 */
#define TITLE_OPEN THREE(0xE3, 0x80, 0x8A)  /* 《 */
#define TITLE_CLOSE THREE(0xE3, 0x80, 0x8B) /* 》 */

/* --- characters */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_alnum(char c)
{
	return is_digit(c) || is_letter(c);
}

char gp_ids_alnum(const char *s, size_t n, size_t p, size_t *len)
{
	const unsigned char *u = (const unsigned char *)s + p;
	char c = 0;

	*len = 1;
	if (p >= n)
		return 0;
	if (u[0] < 0x80)
		return is_alnum(s[p]) ? s[p] : 0;
	if (u[0] != 0xEF || n - p < 3)
		return 0;
	if (u[1] == 0xBC && u[2] >= 0x81 && u[2] <= 0xBF) /* U+FF01 to U+FF3F */
		c = (char)(u[2] - 0x81 + '!');
	else if (u[1] == 0xBD && u[2] >= 0x80 && u[2] <= 0x9E) /* U+FF40 to U+FF5E */
		c = (char)(u[2] - 0x80 + '`');
	*len = 3;
	return is_alnum(c) ? c : 0;
}

void gp_ids_run(struct gp_run *r, const char *s, size_t n, size_t p)
{
	size_t len;
	char c;

	r->n = 0;
	while ((c = gp_ids_alnum(s, n, p, &len))) {
		if (r->n < GP_RUN_MAX) {
			r->c[r->n] = c;
			r->at[r->n] = p;
		}
		r->n += r->n <= GP_RUN_MAX;
		p += len;
	}
	if (r->n <= GP_RUN_MAX)
		r->at[r->n] = p;
	r->end = p;
}

void gp_ids_tell(struct gp_ids_search *x, enum gp_id_kind kind, size_t from, size_t to, bool high)
{
	const struct gp_id id = {kind, from, to, high};

	if (x->kinds & 1u << kind && !x->ended)
		x->ended = !x->fn(x->user, &id);
}

bool gp_ids_before(const struct gp_ids_search *x, size_t p, size_t reach, const char *word)
{
	size_t n = p < reach ? p : reach;

	return memmem(x->s + p - n, n, word, strlen(word)) != NULL;
}

bool gp_ids_after(const struct gp_ids_search *x, size_t p, size_t reach, const char *word)
{
	size_t n = x->n - p < reach ? x->n - p : reach;

	return memmem(x->s + p, n, word, strlen(word)) != NULL;
}

bool gp_ids_word(const struct gp_ids_search *x, size_t p, const char *word)
{
	size_t n = strlen(word);

	return p <= x->n && x->n - p >= n && !memcmp(x->s + p, word, n);
}

/* --- addresses */

/* An address of the web begins with the run: nothing in it counts. Its end, or 0. */
static size_t web_address(const struct gp_ids_search *x, const struct gp_run *r)
{
	bool www = r->n == 3 && (r->c[0] | 0x20) == 'w' && (r->c[1] | 0x20) == 'w' && (r->c[2] | 0x20) == 'w' &&
	    gp_ids_word(x, r->end, ".");
	size_t p = r->end;

	if (!www && !gp_ids_word(x, p, "://"))
		return 0;
	while (p < x->n && x->s[p] > ' ' && x->s[p] < 0x7F && !strchr("\"'<>()|", x->s[p]))
		p++;
	return p;
}

static size_t next_at_sign(struct gp_ids_search *x, size_t p)
{
	const char *found;

	if (x->at_sign < p) {
		found = memchr(x->s + p, '@', x->n - p);
		x->at_sign = found ? (size_t)(found - x->s) : x->n;
	}
	return x->at_sign;
}

static bool is_local(char c)
{
	return is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

/* The end of the domain at p, which has two labels at least and a last one of letters; or 0. */
static size_t mail_domain(const struct gp_ids_search *x, size_t p)
{
	size_t end = p, dots = 0, label = p;

	while (end < x->n && end - p < DOMAIN_MAX && (is_alnum(x->s[end]) || x->s[end] == '-' || x->s[end] == '.')) {
		if (x->s[end] == '.') {
			if (end == label || end + 1 == x->n || !is_alnum(x->s[end + 1]))
				break;
			dots++;
			label = end + 1;
		}
		end++;
	}
	if (!dots || end - label < 2)
		return 0;
	for (size_t i = label; i < end; i++)
		if (!is_letter(x->s[i]))
			return 0;
	return end;
}

/* The run begins an e-mail address; its end, or 0. */
static size_t mail_address(struct gp_ids_search *x, const struct gp_run *r)
{
	size_t from = r->at[0], at = next_at_sign(x, from), end;

	if (at == x->n || at - from > LOCAL_MAX)
		return 0;
	for (size_t i = from; i < at; i++)
		if (!is_local(x->s[i]))
			return 0;
	end = mail_domain(x, at + 1);
	if (end)
		gp_ids_tell(x, GP_ID_EMAIL, from, end, true);
	return end;
}

/* --- the pass */

static size_t at_run(struct gp_ids_search *x, size_t p)
{
	struct gp_run r;
	size_t end;

	gp_ids_run(&r, x->s, x->n, p);
	if (r.n > GP_RUN_MAX)
		return r.end;
	end = web_address(x, &r);
	if (!end)
		end = mail_address(x, &r);
	return end ? end : gp_ids_number(x, &r);
}

/* Four bytes, the first one lowest; zeros behind the end. */
static uint32_t word_at(const unsigned char *p, size_t n)
{
	if (n >= 4)
		return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
	return n == 3 ? THREE(p[0], p[1], p[2]) : n == 2 ? THREE(p[0], p[1], 0) : p[0];
}

/* Neither 密, nor 《 or 》, nor a full-width form from 0 on: nearly every character, and the commas. */
static bool is_dull(uint32_t v)
{
	return v != MI && (v & 0xFEFFFF) != TITLE_OPEN && (v & 0xFFFF) != 0xBDEF && ((v & 0xFFFF) != 0xBCEF || v >> 16 < 0x90);
}

/* A character of three bytes; where to go on. */
static size_t at_three(struct gp_ids_search *x, size_t p, uint32_t v)
{
	size_t len;

	if (v == MI)
		return gp_ids_mark(x, p);
	if (v == TITLE_OPEN)
		x->title = p;
	else if (v == TITLE_CLOSE || (x->title != SIZE_MAX && p - x->title > TITLE_MAX))
		x->title = SIZE_MAX;
	else if ((v & 0xFF) == 0xEF && gp_ids_alnum(x->s, x->n, p, &len))
		return at_run(x, p);
	return p + 3;
}

/*
 * The first place from p on with a letter, a digit or a character that is not dull, or one near the end before which
 * there is none: most of a text is neither. A few others are said as well, where leaving them out costs more.
 */
static size_t skip(const char *s, size_t n, size_t p)
{
	for (; p + 2 + sizeof(gp_block) <= n; p += sizeof(gp_block)) {
		const gp_block a = gp_block_load(s + p), b = gp_block_load(s + p + 1), c = gp_block_load(s + p + 2);
		const gp_block alnum = gp_block_ascii_from(a, '0');
		const gp_block mi = (gp_block)(b == 0xAF) & (gp_block)(c == 0x86);
		const gp_block title = (gp_block)(a == 0xE3) & (gp_block)((c | 1) == 0x8B);
		const gp_block wide = (gp_block)(a == 0xEF) & ((gp_block)(b == 0xBD) | (gp_block)(c >= 0x90));
		const gp_block m = alnum | mi | title | wide;

		if (gp_block_any(m))
			return p + gp_block_first(m);
	}
	return p;
}

void gp_ids_scan(const char *s, size_t n, unsigned kinds, gp_ids_fn *fn, void *user)
{
	struct gp_ids_search x = {.s = s, .n = n, .kinds = kinds, .fn = fn, .user = user, .title = SIZE_MAX};
	const unsigned char *u = (const unsigned char *)s;
	const char *sign = n ? memchr(s, '@', n) : NULL;
	size_t p = 0;

	x.at_sign = sign ? (size_t)(sign - s) : n;
	while (p < n && !x.ended) {
		uint32_t v;

		if (x.title == SIZE_MAX)
			p = skip(s, n, p);
		if (p == n)
			break;
		v = word_at(u + p, n - p);
		if ((v & 0xC0C0F0) == 0x8080E0)
			p = x.title == SIZE_MAX && is_dull(v & 0xFFFFFF) ? p + 3 : at_three(&x, p, v & 0xFFFFFF);
		else if (is_alnum(s[p]))
			p = at_run(&x, p);
		else if (s[p++] == '\n')
			x.title = SIZE_MAX;
	}
}
