/* many terms at once: the same hits as a search that is plain to see, whatever terms and text are made of */
#include "core/match/terms.h"

#include "core/base/mem.h"
#include "core/text/utf8.h"
#include "tests/lib/tap.h"

#define TERMS 60
#define HITS 100000

struct hits {
	size_t n;
	struct gp_termset_hit list[HITS];
};

static uint64_t seed = 20261123;

static unsigned roll(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static bool note(void *user, const struct gp_termset_hit *h)
{
	struct hits *x = user;

	if (x->n < HITS)
		x->list[x->n++] = *h;
	return true;
}

static struct gp_termset *make(const char *const *terms, size_t count, enum gp_termset_mode mode, bool fold)
{
	struct gp_termset *t;
	size_t bytes = 0;

	for (size_t i = 0; i < count; i++)
		bytes += strlen(terms[i]);
	t = gp_termset_begin(gp_alloc(gp_termset_size(count, bytes)), count, bytes, mode, fold);
	for (size_t i = 0; i < count; i++) {
		struct gp_err e = GP_ERR_INIT;

		if (gp_termset_add(t, terms[i], strlen(terms[i]), &e))
			printf("# %s\n", e.msg);
	}
	gp_termset_end(t);
	return t;
}

/* --- the plain way */

/* Of the terms that stand at p the one that the mode wants; in mode ALL those shorter than `below`, the longest of them. */
static int wanted(const char *const *terms, size_t count, enum gp_termset_mode mode, const char *p, size_t rest, size_t below)
{
	int best = -1;

	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(terms[i]);

		if (n > rest || n >= below || memcmp(p, terms[i], n) != 0)
			continue;
		if (best < 0 || (mode != GP_TERMS_FIRST && n > strlen(terms[best])))
			best = (int)i;
	}
	return best;
}

static void plainly(struct hits *out, const char *const *terms, size_t count, enum gp_termset_mode mode, const char *s, size_t n)
{
	out->n = 0;
	for (size_t p = 0; p < n;) {
		size_t below = SIZE_MAX, step = 1;
		int i;

		while ((i = wanted(terms, count, mode, s + p, n - p, below)) >= 0) {
			below = strlen(terms[i]);
			note(out, &(struct gp_termset_hit){p, p + below, (uint32_t)i});
			step = mode == GP_TERMS_ALL ? 1 : below;
			if (mode != GP_TERMS_ALL)
				break;
		}
		p += step;
	}
}

static bool same(const struct hits *a, const struct hits *b)
{
	bool equal = a->n == b->n;

	for (size_t i = 0; equal && i < a->n; i++)
		equal = a->list[i].from == b->list[i].from && a->list[i].to == b->list[i].to &&
		    a->list[i].index == b->list[i].index;
	return equal;
}

/* --- random terms and texts */

static const char *const alphabets[][12] = {
	{"国", "家", "秘", "密", "中", "人"},
	{"a", "b", "1"},
	{"国", "a", "é", "人", "\xF0\xA0\x80\x80", "1", "中"},
	{"国", "\xE5\x9B\x9B", "\xE5\x9B", "\xBD", "a", "\xFF", "\xE5", "家", "\r\n", "\xEF\xBB\xBF", "\xF0\xA0"},
};
static const unsigned letters[] = {6, 3, 7, 11};

static size_t random_text(char *out, size_t max, unsigned alphabet, unsigned chars)
{
	size_t n = 0;

	while (chars--) {
		const char *c = alphabets[alphabet][roll(letters[alphabet])];

		if (n + strlen(c) >= max)
			break;
		memcpy(out + n, c, strlen(c));
		n += strlen(c);
	}
	out[n] = '\0';
	return n;
}

static size_t random_terms(const char **terms, char store[TERMS][64], unsigned alphabet)
{
	size_t count = 1 + roll(TERMS), n = 0;

	for (size_t i = 0; i < count; i++) {
		size_t len = random_text(store[n], sizeof store[n], alphabet, 1 + roll(roll(3) ? 3 : 12));

		if (len && gp_utf8_valid(store[n], len)) {
			terms[n] = store[n];
			n++;
		}
	}
	return n;
}

/* In pieces, as they come from a file. */
static void in_pieces(struct hits *out, const struct gp_termset *t, const char *s, size_t n)
{
	size_t at = 0, end = 0;

	out->n = 0;
	while (at < n) {
		size_t before = out->n, done;

		end += 1 + roll(40);
		end = end < n ? end : n;
		done = gp_termset_scan(t, s + at, end - at, end < n, note, out);
		for (size_t i = before; i < out->n; i++) {
			out->list[i].from += at;
			out->list[i].to += at;
		}
		at += done;
		if (end == n)
			break;
	}
}

static void property(unsigned alphabet)
{
	static char store[TERMS][64], text[4000];
	static struct hits want, got;
	const char *terms[TERMS];
	int wrong = 0, cut = 0;
	size_t total = 0;

	for (int round = 0; round < 400; round++) {
		enum gp_termset_mode mode = (enum gp_termset_mode)(round % 3);
		size_t count = random_terms(terms, store, alphabet);
		size_t n = random_text(text, sizeof text, alphabet, roll(round % 5 ? 300 : 1300)); /* some go beyond a batch */
		char *exact = gp_alloc(n + !n); /* so that a byte too far is seen */
		struct gp_termset *t = make(terms, count, mode, false);

		memcpy(exact, text, n);
		plainly(&want, terms, count, mode, exact, n);
		got.n = 0;
		gp_termset_scan(t, exact, n, false, note, &got);
		wrong += !same(&want, &got);
		in_pieces(&got, t, exact, n);
		cut += !same(&want, &got);
		total += want.n;
		free(exact);
		free(t);
	}
	ok(total > 5000, "there is something to be found (%zu)", total);
	is_int(wrong, 0, "and all of it is");
	is_int(cut, 0, "in pieces as well");
}

/* --- cases */

static void finds(const char *const *terms, size_t count, enum gp_termset_mode mode, bool fold, const char *text,
    const char *want, const char *name)
{
	static struct hits got;
	struct gp_termset *t = make(terms, count, mode, fold);
	char line[1000] = "";

	got.n = 0;
	gp_termset_scan(t, text, strlen(text), false, note, &got);
	for (size_t i = 0; i < got.n; i++)
		snprintf(line + strlen(line), sizeof line - strlen(line), "%s%zu-%zu:%u", i ? " " : "", got.list[i].from,
		    got.list[i].to, (unsigned)got.list[i].index);
	is_str(line, want, name);
	free(t);
}

static bool stop(void *user, const struct gp_termset_hit *h)
{
	(void)h;
	return --*(int *)user > 0;
}

static void cases(void)
{
	const char *const words[] = {"国家", "国家秘密", "家秘", "秘密"}, *const wide[] = {"（试行）", "ABC", "abc"};
	struct gp_termset *t = make(words, 4, GP_TERMS_LONGEST, false);
	struct gp_err e = GP_ERR_INIT;
	char long_term[GP_TERM_MAX + 2];
	int left = 2;

	finds(words, 4, GP_TERMS_FIRST, false, "国家秘密", "0-6:0 6-12:3", "the first of the list");
	finds(words, 4, GP_TERMS_LONGEST, false, "国家秘密", "0-12:1", "the longest");
	finds(words, 4, GP_TERMS_ALL, false, "国家秘密", "0-12:1 0-6:0 3-9:2 6-12:3", "all");
	finds(wide, 3, GP_TERMS_FIRST, true, "ａＢc(试行）aBC", "0-7:1 7-17:0 17-20:1", "folded, and of equal terms the first");
	finds(words, 0, GP_TERMS_FIRST, false, "国家", "", "no terms, no hits");
	is_int((long long)gp_termset_scan(t, "国家x秘密x国家", 20, false, stop, &left), 13, "a search that is ended says where");
	free(t);
	memset(long_term, 'x', sizeof long_term);
	t = gp_termset_begin(gp_alloc(gp_termset_size(3, 2000)), 3, 2000, GP_TERMS_FIRST, false);
	ok(gp_termset_add(t, "", 0, &e) && gp_termset_add(t, "\xE5\x9B", 2, &e) && gp_termset_add(t, long_term, GP_TERM_MAX + 1, &e),
	    "empty, malformed and very long terms are refused");
	gp_termset_end(t);
	is_int((long long)gp_termset_scan(t, "国", 3, false, stop, &left), 3, "and a list of only such finds nothing");
	free(t);
}

/* A fold of more than one piece: places stay right beyond the first. */
static void far(void)
{
	static struct hits got;
	const char *const terms[] = {"Ｘy", "国家"};
	struct gp_termset *t = make(terms, 2, GP_TERMS_FIRST, true);
	size_t n = 100000;
	char *s = gp_alloc(n);

	for (size_t i = 0; i + 3 <= n; i += 3)
		memcpy(s + i, "，", 3);
	memcpy(s + 30000, "国家", 6);
	memcpy(s + 90000, "ｘＹ", 6);
	got.n = 0;
	gp_termset_scan(t, s, n, false, note, &got);
	ok(got.n == 2 && got.list[0].from == 30000 && got.list[0].to == 30006 && got.list[1].from == 90000 &&
	    got.list[1].to == 90006, "places in a long text that is folded");
	free(s);
	free(t);
}

int main(void)
{
	for (unsigned i = 0; i < sizeof letters / sizeof *letters; i++)
		property(i);
	cases();
	far();
	return tap_done();
}
