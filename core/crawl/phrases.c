#define _GNU_SOURCE
#include "core/crawl/phrases.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/base/mem.h"

#define SIMHASH_MAX 2000     /* characters; longer texts get an exact hash */
#define ALIKE_BITS 6         /* SimHash distance still called the same */
#define SAID_TEXT 80         /* characters outside links of a page that only asks for a test */

void gp_phrases_add(struct gp_phrases *p, enum gp_phrase_set set, const char *text, size_t n,
    const char *vendor)
{
	struct gp_phrase *q;

	if (!n) /* it would be found everywhere, without end */
		return;
	p->list = gp_reallocarray(p->list, p->count + 1, sizeof *p->list);
	q = &p->list[p->count++];
	q->set = set;
	q->text = gp_strndup(text, n);
	q->n = n;
	q->vendor = gp_strdup(vendor);
	q->at_200 = q->at_202 = true;
	for (size_t i = 0; i < n; i++)
		q->text[i] = (char)tolower((unsigned char)q->text[i]);
}

void gp_phrases_free(struct gp_phrases *p)
{
	for (size_t i = 0; i < p->count; i++) {
		free(p->list[i].text);
		free(p->list[i].vendor);
	}
	free(p->list);
	gp_guards_free(&p->guards);
	*p = (struct gp_phrases){0};
}

static char *lower_copy(struct gp_text t)
{
	char *s = gp_strndup(t.p ? t.p : "", t.n);

	for (size_t i = 0; i < t.n; i++)
		if (s[i] >= 'A' && s[i] <= 'Z')
			s[i] = (char)(s[i] + 32);
	return s;
}

static size_t count_in(const char *text, size_t n, const struct gp_phrase *q)
{
	size_t hits = 0;
	const char *p = text, *end = text + n;

	while ((p = memmem(p, (size_t)(end - p), q->text, q->n))) {
		hits++;
		p += q->n;
	}
	return hits;
}

/*
 * A title or heading that is the phrase and little else, apart from the site's name before or
 * after a separator. Phrases may have separators inside, so it is their place that counts.
 */
static int dominates(const char *line, size_t n, const struct gp_phrase *q)
{
	static const char separators[] = "_-|";
	const char *at = memmem(line, n, q->text, q->n), *end = line + n;
	const char *from = at, *to = at ? at + q->n : NULL;

	if (!at)
		return 0;
	while (from > line && !strchr(separators, from[-1]))
		from--;
	while (to < end && !strchr(separators, *to))
		to++;
	return q->n * 2 >= (size_t)(to - from);
}

static int in_some_line(char *text, const struct gp_phrase *q)
{
	for (char *p = text; *p; p += strcspn(p, "\n") + (p[strcspn(p, "\n")] == '\n'))
		if (dominates(p, strcspn(p, "\n"), q))
			return 1;
	return 0;
}

static size_t count_in_links(const struct gp_facts *f, const struct gp_phrase *q)
{
	size_t hits = 0;

	for (size_t i = 0; i < f->link_count; i++) {
		char *s = lower_copy(f->links[i].text);

		hits += count_in(s, f->links[i].text.n, q);
		free(s);
	}
	return hits;
}

static int outside_links(const char *text, const struct gp_facts *f, const struct gp_phrase *q)
{
	size_t hits = count_in(text, f->text.n, q);

	return hits && hits > count_in_links(f, q);
}

static int in_title_only(const struct gp_phrase *q)
{
	return q->set == GP_PHRASE_PARKED || q->set == GP_PHRASE_BETTING;
}

/* These sites say a lot, and their titles are what a search engine shall show. */
static unsigned judge_title(const struct gp_phrases *p, const struct gp_facts *f)
{
	char *title = lower_copy(f->title);
	unsigned bits = 0;

	for (size_t i = 0; i < p->count; i++)
		if (in_title_only(&p->list[i]) && count_in(title, f->title.n, &p->list[i]))
			bits |= 1u << p->list[i].set;
	free(title);
	return bits;
}

/*
 * What is said in words is quoted by articles about it: then it is the title, or next to all there is. Marks of
 * scripts are shown by articles too: they count where they are not read but run.
 */
static int is_challenge(const struct gp_phrase *q, const struct gp_facts *f, char *title, char *headings,
    const char *text, const char *source, size_t n)
{
	size_t hits = count_in(source, n, q);

	for (size_t i = 0; hits && i < q->n; i++)
		if ((unsigned char)q->text[i] >= 0x80)
			return f->plain_count <= SAID_TEXT || in_some_line(title, q) || in_some_line(headings, q);
	return hits > count_in(text, f->text.n, q);
}

unsigned gp_phrases_at(const struct gp_phrases *p, unsigned judged, int status)
{
	size_t which = judged >> GP_PHRASE_WHICH;

	if (!which || which > p->count || (status == 202 ? p->list[which - 1].at_202 : p->list[which - 1].at_200))
		return judged;
	return judged & ((1u << GP_PHRASE_WHICH) - 1) & ~(1u << GP_PHRASE_CHALLENGE);
}

unsigned gp_phrases_judge(const struct gp_phrases *p, const struct gp_facts *f, const char *source, size_t n)
{
	unsigned bits = judge_title(p, f);
	bool is_short = f->plain_count <= p->short_text;
	char *title, *headings, *text, *lower;

	if (f->plain_count > p->long_text)
		return bits;
	title = lower_copy(f->title);
	headings = lower_copy(f->headings);
	text = is_short ? lower_copy(f->text) : NULL;
	lower = is_short ? lower_copy((struct gp_text){source, n}) : NULL;
	for (size_t i = 0; i < p->count; i++) {
		const struct gp_phrase *q = &p->list[i];

		if (bits >> q->set & 1 || q->set == GP_PHRASE_TRUSTED || in_title_only(q))
			continue;
		if (q->set == GP_PHRASE_CHALLENGE) {
			if (is_short && is_challenge(q, f, title, headings, text, lower, n))
				bits |= 1u << q->set | (unsigned)(i + 1) << GP_PHRASE_WHICH;
			continue;
		}
		if (in_some_line(title, q) || in_some_line(headings, q) ||
		    (is_short && outside_links(text, f, q)))
			bits |= 1u << q->set;
	}
	free(title);
	free(headings);
	free(text);
	free(lower);
	return bits;
}

/* Text without ASCII digits and white space: dates and echoed addresses differ from copy to copy. */
static size_t strip(const char *text, size_t n, char *out)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (!isdigit((unsigned char)text[i]) && !isspace((unsigned char)text[i]))
			out[k++] = text[i];
	return k;
}

/* How often each bit was set, 64 counts at a time: byte k of lane[i] counts bit 8k + i. */
struct bit_counts {
	uint64_t lane[8];
	unsigned count[64];
	unsigned pending; /* in the lanes, which hold at most 255 */
};

static void spill(struct bit_counts *c)
{
	for (unsigned b = 0; b < 64; b++)
		c->count[b] += (unsigned)(c->lane[b % 8] >> b / 8 * 8 & 0xFF);
	memset(c->lane, 0, sizeof c->lane);
	c->pending = 0;
}

static void count_bits(struct bit_counts *c, uint64_t h)
{
	for (unsigned i = 0; i < 8; i++)
		c->lane[i] += h >> i & UINT64_C(0x0101010101010101);
	if (++c->pending == 255)
		spill(c);
}

static uint64_t simhash(const char *s, size_t n)
{
	struct bit_counts set = {.pending = 0};
	size_t start[4] = {0}, seen = 0;
	uint64_t out = 0;

	for (size_t i = 0; i <= n; i++) {
		if (i < n && ((unsigned char)s[i] & 0xC0) == 0x80)
			continue;
		if (seen >= 4)
			count_bits(&set, XXH3_64bits(s + start[seen % 4], i - start[seen % 4]));
		start[seen++ % 4] = i;
	}
	if (seen <= 4)
		return XXH3_64bits(s, n);
	spill(&set);
	for (unsigned b = 0; b < 64; b++) /* by more than half of the seen - 4 pieces */
		out |= (uint64_t)(set.count[b] * 2 > seen - 4) << b;
	return out;
}

uint64_t gp_text_fingerprint(const char *text, size_t n, size_t plain_count)
{
	uint64_t h;
	char *s;

	if (plain_count > SIMHASH_MAX || n > SIMHASH_MAX * 16) {
		h = XXH3_64bits(text, n);
	} else {
		s = gp_alloc(n);
		h = simhash(s, strip(text, n, s));
		free(s);
	}
	return h ? h : 1;
}

int gp_text_alike(uint64_t a, int64_t plain_a, uint64_t b, int64_t plain_b)
{
	int64_t diff = plain_a > plain_b ? plain_a - plain_b : plain_b - plain_a;
	int64_t more = plain_a > plain_b ? plain_a : plain_b;

	if (!a || !b)
		return 0;
	if (a == b)
		return 1;
	return more <= SIMHASH_MAX && diff * 5 <= more && __builtin_popcountll(a ^ b) <= ALIKE_BITS;
}
