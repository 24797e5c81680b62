/*
 * rules_diff.c - what changes between two packs, line by line.
 *
 * Lines that both begin or end with are passed over; between, the longest common subsequence is looked for where that
 * takes no more than CELLS steps, and else everything old goes out and everything new comes in.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/rules_packs.h"
#include "core/pack/manifest.h"
#include "core/text/utf8.h"

#define CELLS ((size_t)4 << 20)

struct lines {
	const char **at; /* and one behind the last */
	size_t n;
};

static void split(struct lines *l, const char *p, size_t n)
{
	const char *end = p + n;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += p[i] == '\n';
	l->at = gp_calloc(count + 2, sizeof *l->at);
	for (l->n = 0; p < end; l->n++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));

		l->at[l->n] = p;
		p = stop ? stop + 1 : end;
	}
	l->at[l->n] = end;
}

static size_t length(const struct lines *l, size_t i)
{
	return (size_t)(l->at[i + 1] - l->at[i]);
}

static bool same(const struct lines *a, size_t i, const struct lines *b, size_t k)
{
	size_t n = length(a, i);

	return n == length(b, k) && !memcmp(a->at[i], b->at[k], n);
}

static void put(struct gp_buf *out, char sign, const struct lines *l, size_t i)
{
	size_t n = length(l, i);

	gp_buf_putc(out, sign);
	gp_utf8_show(out, l->at[i], n && l->at[i][n - 1] == '\n' ? n - 1 : n);
	gp_buf_putc(out, '\n');
}

/* table[i * (w + 1) + k]: common lines of a from i on and b from k on. */
static unsigned *table_of(const struct lines *a, size_t from, size_t a_n, const struct lines *b, size_t b_n)
{
	unsigned *t = gp_calloc((a_n + 1) * (b_n + 1), sizeof *t);

	for (size_t i = a_n; i-- > 0;)
		for (size_t k = b_n; k-- > 0;) {
			unsigned down = t[(i + 1) * (b_n + 1) + k], right = t[i * (b_n + 1) + k + 1];

			t[i * (b_n + 1) + k] = same(a, from + i, b, from + k) ? 1 + t[(i + 1) * (b_n + 1) + k + 1]
			    : down > right ? down : right;
		}
	return t;
}

static void put_changes(struct gp_buf *out, const struct lines *a, const struct lines *b)
{
	size_t from = 0, a_n = a->n, b_n = b->n, i = 0, k = 0;
	unsigned *t;

	while (from < a_n && from < b_n && same(a, from, b, from))
		from++;
	while (a_n > from && b_n > from && same(a, a_n - 1, b, b_n - 1)) {
		a_n--;
		b_n--;
	}
	a_n -= from;
	b_n -= from;
	t = (a_n + 1) <= CELLS / (b_n + 1) ? table_of(a, from, a_n, b, b_n) : NULL;
	gp_buf_printf(out, "@@ %zu\n", from + 1);
	while (i < a_n || k < b_n)
		if (t && i < a_n && k < b_n && same(a, from + i, b, from + k)) {
			put(out, ' ', a, from + i++);
			k++;
		} else if (i < a_n && (!t || k == b_n || t[(i + 1) * (b_n + 1) + k] >= t[i * (b_n + 1) + k + 1])) {
			put(out, '-', a, from + i++);
		} else {
			put(out, '+', b, from + k++);
		}
	free(t);
}

static void put_file(struct gp_buf *out, const char *name, const char *a, size_t a_n, const char *b, size_t b_n)
{
	struct lines before, after;

	gp_buf_printf(out, "--- %s\n+++ %s\n", name, name);
	if (!gp_utf8_valid(a, a_n) || !gp_utf8_valid(b, b_n)) {
		gp_buf_printf(out, "-%zu bytes\n+%zu bytes\n", a_n, b_n);
		return;
	}
	split(&before, a, a_n);
	split(&after, b, b_n);
	put_changes(out, &before, &after);
	free(before.at);
	free(after.at);
}

/* Both of these change with every version and say nothing of what changes. */
static bool is_derived(const char *name)
{
	return !strcmp(name, GP_MANIFEST) || !strcmp(name, GP_MANIFEST_SIGNATURE);
}

void gp_packs_diff(struct gp_buf *out, const struct gp_pack_files *before, const struct gp_pack_files *after)
{
	static const struct gp_pack_file none = {.name = "", .data = ""};

	for (size_t i = 0, k = 0; i < before->count || k < after->count;) {
		const struct gp_pack_file *a = i < before->count ? &before->list[i] : &none;
		const struct gp_pack_file *b = k < after->count ? &after->list[k] : &none;
		int order = a == &none ? 1 : b == &none ? -1 : strcmp(a->name, b->name);
		const char *name = order <= 0 ? a->name : b->name;
		bool equal = !order && !memcmp(a->sha256, b->sha256, GP_PACK_HASH);

		if (order < 0)
			b = &none;
		else if (order > 0)
			a = &none;
		if (!equal && !is_derived(name))
			put_file(out, name, a->data, a->n, b->data, b->n);
		i += order <= 0;
		k += order >= 0;
	}
}
