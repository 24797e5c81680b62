#include "core/crawl/trigger_address.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/mem.h"

#define ELEMENTS 200

struct gp_text gp_trigger_host(const char *url)
{
	const char *p = strstr(url, "://");
	size_t n;

	if (!p)
		return (struct gp_text){"", 0};
	p += 3;
	n = strcspn(p, ":/?#");
	return (struct gp_text){p, n};
}

struct gp_text gp_trigger_path(const char *url)
{
	const char *p = strstr(url, "://");

	p = p ? p + 3 + strcspn(p + 3, "/?#") : "";
	return *p == '/' ? (struct gp_text){p, strcspn(p, "?#")} : (struct gp_text){"/", 1};
}

bool gp_trigger_host_is(struct gp_text host, const char *name, size_t n)
{
	return host.n >= n && !strncasecmp(host.p + host.n - n, name, n) && (host.n == n || host.p[host.n - n - 1] == '.');
}

/* --- patterns: each element of each pattern is a bit, which is set while the path has been followed up to and with it */

struct gp_trigger_paths {
	struct pattern {
		const char *p;
		size_t n;
		size_t last;   /* the bit of its last element, or SIZE_MAX: it has none, and is found in every path */
	} *patterns;
	size_t count, cap;
	size_t words;      /* of 64 bits, for all elements */
	uint64_t *accepts; /* for each byte, `words` of them: the elements that it may be */
	uint64_t *first;   /* of a pattern, which may begin anywhere */
	uint64_t *stay;    /* more than once */
	uint64_t *maybe;   /* or not at all: no two in a row */
	uint64_t *whole, *end; /* the last of a pattern, which is found there, or when the path ends there */
	uint64_t *at, *found;
};

struct gp_trigger_paths *gp_trigger_paths_new(void)
{
	return gp_calloc(1, sizeof(struct gp_trigger_paths));
}

static void unbuild(struct gp_trigger_paths *t)
{
	free(t->accepts);
	t->accepts = NULL;
}

void gp_trigger_paths_free(struct gp_trigger_paths *t)
{
	if (!t)
		return;
	unbuild(t);
	free(t->patterns);
	free(t);
}

void gp_trigger_paths_add(struct gp_trigger_paths *t, const char *pattern, size_t n)
{
	unbuild(t);
	if (t->count == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 16;
		t->patterns = gp_reallocarray(t->patterns, t->cap, sizeof *t->patterns);
	}
	t->patterns[t->count++] = (struct pattern){.p = pattern, .n = n, .last = SIZE_MAX};
}

static void set(uint64_t *bits, size_t i)
{
	bits[i / 64] |= UINT64_C(1) << i % 64;
}

static bool has(const uint64_t *bits, size_t i)
{
	return bits[i / 64] >> i % 64 & 1;
}

static bool accepted(char sort, char c)
{
	bool digit = c >= '0' && c <= '9';

	switch (sort) {
	case '#':
		return digit;
	case '~':
		return digit || c == '-' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
	case '*':
		return c != '/';
	default:
		return c == sort;
	}
}

/* Its elements are bits from `bit` on; the first one behind them. */
static size_t build_pattern(struct gp_trigger_paths *t, struct pattern *one, size_t bit)
{
	const bool ends = one->p[one->n - 1] == '$';
	const size_t n = one->n - ends, begin = bit;
	char before = 0;

	for (size_t i = 0, elements = 0; i < n && elements < ELEMENTS; i++, elements++) {
		const char sort = one->p[i];
		const bool many = (sort == '#' || sort == '~') && i + 1 < n && one->p[i + 1] == '+';

		i += many;
		if (sort == '*' && before == '*')
			continue;
		before = sort;
		for (int c = 0; c < 256; c++)
			if (accepted(sort, (char)c))
				set(t->accepts + (size_t)c * t->words, bit);
		if (many || sort == '*')
			set(t->stay, bit);
		if (sort == '*')
			set(t->maybe, bit);
		bit++;
	}
	if (bit == begin)
		return bit;
	set(t->first, begin);
	one->last = bit - 1;
	set(ends ? t->end : t->whole, one->last);
	return bit;
}

static void build(struct gp_trigger_paths *t)
{
	enum { OTHERS = 7 }; /* than `accepts` */
	size_t bits = 0, words;

	for (size_t i = 0; i < t->count; i++)
		bits += t->patterns[i].n < ELEMENTS ? t->patterns[i].n : ELEMENTS;
	words = t->words = bits / 64 + 1;
	t->accepts = gp_calloc((256 + OTHERS) * words, sizeof *t->accepts);
	t->first = t->accepts + 256 * words;
	t->stay = t->first + words;
	t->maybe = t->stay + words;
	t->whole = t->maybe + words;
	t->end = t->whole + words;
	t->at = t->end + words;
	t->found = t->at + words;
	bits = 0;
	for (size_t i = 0; i < t->count; i++)
		bits = build_pattern(t, &t->patterns[i], bits);
}

/* Those that may be nothing are behind us as soon as they are reached. */
static uint64_t pass(const struct gp_trigger_paths *t, size_t i, uint64_t at, uint64_t carry)
{
	return at | ((at << 1 | carry | t->first[i]) & t->maybe[i]);
}

/* One character further. What comes over from the pattern before begins this one, which all do everywhere. */
static void step(struct gp_trigger_paths *t, unsigned char c)
{
	const uint64_t *accepts = t->accepts + c * t->words;
	uint64_t reached = 0, passed = 0;

	for (size_t i = 0; i < t->words; i++) {
		const uint64_t before = t->at[i];
		uint64_t now = accepts[i] & (((before << 1 | reached | t->first[i]) & ~t->maybe[i]) | (before & t->stay[i]));

		now = pass(t, i, now, passed);
		reached = before >> 63;
		passed = now >> 63;
		t->at[i] = now;
		t->found[i] |= now & t->whole[i];
	}
}

void gp_trigger_paths_find(struct gp_trigger_paths *t, struct gp_text path, bool *there)
{
	if (!t->accepts)
		build(t);
	for (size_t i = 0; i < t->words; i++) {
		t->at[i] = t->first[i] & t->maybe[i];
		t->found[i] = t->at[i] & t->whole[i];
	}
	for (size_t i = 0; i < path.n; i++)
		step(t, (unsigned char)path.p[i]);
	for (size_t i = 0; i < t->words; i++)
		t->found[i] |= t->at[i] & t->end[i];
	for (size_t i = 0; i < t->count; i++)
		there[i] = t->patterns[i].last == SIZE_MAX || has(t->found, t->patterns[i].last);
}
