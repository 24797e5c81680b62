/*
 * links_accounts_match.c - the same document on an account and on the own site
 *
 * Titles are compared without what differs for no reason: width, case, signs, blanks, and the name of the site
 * behind it. Two that have nearly all pairs of neighbouring characters in common (Dice's coefficient) are taken for
 * one document - but not when their numbers differ: the notices of a series have nothing else that does.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/report/links_accounts.h"
#include "core/text/utf8.h"

#define TITLE_MOST 120     /* code points that are compared */
#define TITLE_LEAST 5      /* shorter ones say too little */
#define LIKENESS 0.85
#define PAGES_MOST 100000  /* compared with the articles of one account */
#define TEXT_MAX ((size_t)8192)

struct title {
	uint64_t bits;          /* of its pairs, hashed: most that differ are told by these */
	uint64_t numbers;       /* hash of its digits, in order */
	uint32_t pairs[TITLE_MOST];
	unsigned n;             /* of them */
};

static bool counts(uint32_t cp)
{
	if (cp < 0x80)
		return isalnum((int)cp);
	return !(cp >= 0x2000 && cp <= 0x206F) && !(cp >= 0x3000 && cp <= 0x303F) && cp != 0xB7 && cp != 0xFEFF;
}

/* 0 to 9, and 〇 一 二 … 十 */
static bool is_digit(uint32_t cp)
{
	static const uint32_t words[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D,
	    0x5341};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (cp == words[i])
			return true;
	return cp < 0x80 && isdigit((int)cp);
}

static bool ends_title(uint32_t cp)
{
	return cp == '_' || cp == '|' || cp == '-' || cp == 0x2014 || cp == 0x2013;
}

static int by_pair(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* The pairs of a title; false when it is too short to say anything. */
static bool make_title(struct title *t, const char *s)
{
	struct gp_buf folded;
	uint32_t last = 0;
	unsigned chars = 0;
	size_t len;

	t->n = 0;
	t->bits = t->numbers = 0;
	gp_buf_init(&folded, TEXT_MAX);
	gp_utf8_fold_width(&folded, s, strnlen(s, TEXT_MAX));
	for (size_t at = 0; at < folded.len && t->n < TITLE_MOST; at += len) {
		uint32_t cp = gp_utf8_get(folded.data + at, folded.len - at, &len);

		if (ends_title(cp) && chars > TITLE_LEAST) /* "标题_某某市人民政府" */
			break;
		if (!counts(cp))
			continue;
		cp = cp < 0x80 ? (uint32_t)tolower((int)cp) : cp;
		if (is_digit(cp))
			t->numbers = t->numbers * 0x100000001B3u + cp;
		if (chars++) {
			uint32_t pair = (last * 0x9E3779B1u) ^ (cp * 0x85EBCA6Bu);

			t->pairs[t->n++] = pair;
			t->bits |= UINT64_C(1) << (pair >> 26);
		}
		last = cp;
	}
	gp_buf_free(&folded);
	qsort(t->pairs, t->n, sizeof *t->pairs, by_pair);
	return chars >= TITLE_LEAST;
}

static bool alike(const struct title *a, const struct title *b)
{
	unsigned common = 0, most = a->n < b->n ? a->n : b->n;

	if (a->numbers != b->numbers || (double)(2 * most) < LIKENESS * (a->n + b->n))
		return false;
	/* of n pairs that one has more than the other, at most n bits are set in one alone */
	if (__builtin_popcountll(a->bits ^ b->bits) > (int)((1 - LIKENESS) * (a->n + b->n)) + 1)
		return false;
	for (unsigned i = 0, k = 0; i < a->n && k < b->n;) {
		if (a->pairs[i] == b->pairs[k]) {
			common++;
			i++;
			k++;
		} else if (a->pairs[i] < b->pairs[k]) {
			i++;
		} else {
			k++;
		}
	}
	return 2.0 * common >= LIKENESS * (a->n + b->n);
}

/* --- the days of addresses: /20231110/, /2023/11/10/, t20230420_… */

static bool digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isdigit((unsigned char)s[i]))
			return false;
	return true;
}

static int one_or_two_digits(const char *s, size_t n)
{
	return n == 2 ? (s[0] - '0') * 10 + s[1] - '0' : s[0] - '0';
}

static bool is_day(char out[11], const char *y, const char *m, size_t m_n, const char *d, size_t d_n)
{
	int month = one_or_two_digits(m, m_n), day = one_or_two_digits(d, d_n);

	if (memcmp(y, "20", 2) != 0 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	memcpy(out, y, 4);
	out[4] = out[7] = '-';
	out[5] = (char)('0' + month / 10);
	out[6] = (char)('0' + month % 10);
	out[8] = (char)('0' + day / 10);
	out[9] = (char)('0' + day % 10);
	out[10] = '\0';
	return true;
}

static bool day_of_address(char out[11], const char *url)
{
	const char *p = strstr(url, "://");

	for (p = p ? strchr(p + 3, '/') : NULL; p && *p; p++) {
		size_t run = strspn(p, "0123456789"), m, d;

		if (run == 8 && is_day(out, p, p + 4, 2, p + 6, 2))
			return true;
		if (run == 4 && digits(p, 4) && strchr("/-", p[4]) && p[4]) {
			m = strspn(p + 5, "0123456789");
			d = m && m <= 2 && p[5 + m] == p[4] ? strspn(p + 6 + m, "0123456789") : 0;
			if (d && d <= 2 && is_day(out, p, p + 5, m, p + 6 + m, d))
				return true;
		}
		p += run ? run - 1 : 0;
	}
	return false;
}

/* --- the two */

struct matching {
	struct gp_links *l;
	struct gp_links_account *a;
	struct title *titles;      /* of the articles; n 0: none */
	char oldest[11];
	struct gp_account_match *site;
	struct title page;
	int64_t pages;
};

static void note(struct matching *m, struct gp_account_match *to, const char *title)
{
	size_t n = strlen(title), cut = gp_utf8_prefix(title, n, 60);

	to->missing++;
	if (to->count < sizeof to->examples / sizeof *to->examples)
		to->examples[to->count++] = gp_arena_strndup(&m->l->arena, title, cut);
}

static int take_page(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	struct matching *m = user;
	const unsigned page = GP_URLF_OWN | GP_URLF_CRAWL;
	char day[11];
	bool found = false;

	if ((u->flags & page) != page || !r->parsed || !r->title || *r->cause ||
	    strncmp(u->url, m->a->site, strlen(m->a->site)) || m->pages == PAGES_MOST || !make_title(&m->page, r->title))
		return 0;
	m->pages++;
	for (size_t i = 0; i < m->a->count; i++)
		if (m->titles[i].n && alike(&m->page, &m->titles[i])) {
			m->a->list[i].on_site = true;
			found = true;
		}
	if (!found && day_of_address(day, u->url) && strcmp(day, m->oldest) >= 0 && strcmp(day, m->a->today) <= 0)
		note(m, m->site, r->title);
	return 0;
}

static void make_titles(struct matching *m)
{
	m->titles = gp_calloc(m->a->count + 1, sizeof *m->titles);
	memcpy(m->oldest, "9999-12-31", sizeof m->oldest);
	for (size_t i = 0; i < m->a->count; i++) {
		const struct gp_links_article *one = &m->a->list[i];

		if (one->deleted || !make_title(&m->titles[i], one->title))
			m->titles[i].n = 0;
		if (strlen(one->date) == 10 && strcmp(one->date, m->oldest) < 0)
			memcpy(m->oldest, one->date, sizeof m->oldest);
	}
}

int gp_links_match_account(struct gp_links *l, struct gp_store *s, struct gp_links_account *a,
    struct gp_account_match *account, struct gp_account_match *site, struct gp_err *e)
{
	struct matching m = {.l = l, .a = a, .site = site};
	int rc;

	*account = *site = (struct gp_account_match){.missing = 0};
	make_titles(&m);
	rc = gp_store_each_result(s, take_page, &m, e);
	if (!rc && m.pages) {
		a->on_site = 0;
		for (size_t i = 0; i < a->count; i++) {
			a->on_site += a->list[i].on_site;
			if (m.titles[i].n && !a->list[i].on_site)
				note(&m, account, a->list[i].title);
		}
	}
	free(m.titles);
	return rc ? -1 : m.pages > 0;
}
