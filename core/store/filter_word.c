/* Names in a filter: finding them, and telling which were perhaps meant. */
#include "core/store/filter_impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"

#define CHARS 40  /* of a name that are compared */
#define SHOWN 8   /* names in a message */

bool gp_filter_equals(const char *s, size_t n, const char *word)
{
	return word && strlen(word) == n && memcmp(s, word, n) == 0;
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* As people write it: large letters as small ones, and "reply-date" for "Reply date". */
static bool is_label(const char *s, size_t n, const char *label)
{
	size_t i = 0;

	for (; label && i < n && label[i]; i++)
		if (small(s[i]) != small(label[i]) && !(label[i] == ' ' && (s[i] == '-' || s[i] == '_')))
			return false;
	return label && i == n && !label[i];
}

bool gp_filter_is(const struct gp_filter_word *w, const char *s, size_t n)
{
	return is_label(s, n, w->key) || is_label(s, n, w->zh) || is_label(s, n, w->en);
}

const struct gp_filter_word *gp_filter_find_word(const struct gp_filter_word *list, size_t count, const char *s, size_t n)
{
	for (size_t i = 0; i < count; i++)
		if (gp_filter_is(&list[i], s, n))
			return &list[i];
	return NULL;
}

/* --- what was perhaps meant */

struct letters {
	uint32_t c[CHARS];
	size_t n;
};

struct gp_filter_near {
	const char *text;
	size_t n;
	struct letters word;
	bool ascii;
	size_t count;
	struct {
		const char *name;
		size_t far;
	} list[SHOWN]; /* nearest first */
};

static struct letters letters_of(const char *s, size_t n)
{
	struct letters out = {.n = 0};

	for (size_t at = 0, len; at < n && out.n < CHARS; at += len)
		out.c[out.n++] = gp_utf8_get(s + at, n - at, &len);
	return out;
}

/* Letters to be put in, left out or changed (Levenshtein). */
static size_t distance(const struct letters *a, const struct letters *b)
{
	size_t row[CHARS + 1];

	for (size_t k = 0; k <= b->n; k++)
		row[k] = k;
	for (size_t i = 1; i <= a->n; i++) {
		size_t above_left = row[0];

		row[0] = i;
		for (size_t k = 1; k <= b->n; k++) {
			size_t above = row[k], best = above_left + (a->c[i - 1] != b->c[k - 1]);

			best = above + 1 < best ? above + 1 : best;
			row[k] = row[k - 1] + 1 < best ? row[k - 1] + 1 : best;
			above_left = above;
		}
	}
	return row[b->n];
}

struct gp_filter_near *gp_filter_near_new(const char *s, size_t n)
{
	struct gp_filter_near *near = gp_calloc(1, sizeof *near);

	near->text = s;
	near->n = n;
	near->word = letters_of(s, n);
	near->ascii = true;
	for (size_t i = 0; i < n; i++)
		near->ascii = near->ascii && (unsigned char)s[i] < 0x80;
	return near;
}

bool gp_filter_contains(const char *name, const char *s, size_t n)
{
	size_t all = strlen(name);

	for (size_t i = 0; i + n <= all; i++)
		if (memcmp(name + i, s, n) == 0)
			return true;
	return false;
}

/* A name in the script of the word: who writes Chinese is shown labels. */
void gp_filter_near_add(struct gp_filter_near *near, const struct gp_filter_word *w)
{
	const char *name = !near->ascii && w->zh ? w->zh : w->key;
	struct letters other = letters_of(name, strlen(name));
	size_t far = gp_filter_contains(name, near->text, near->n) ? 0 : distance(&near->word, &other), i = near->count;

	if (i == SHOWN && far >= near->list[SHOWN - 1].far)
		return;
	if (i < SHOWN)
		near->count++;
	else
		i--;
	for (; i && near->list[i - 1].far > far; i--)
		near->list[i] = near->list[i - 1];
	near->list[i].name = name;
	near->list[i].far = far;
}

void gp_filter_near_end(struct gp_filter_near *near, char *out, size_t room)
{
	/* with some that are much alike, the others would only be in the way */
	size_t nearest = near->count ? near->list[0].far : 0, used = 0;
	bool alike = near->count && 2 * nearest <= near->word.n;

	*out = '\0';
	for (size_t i = 0; i < near->count; i++) {
		size_t n = strlen(near->list[i].name);

		if ((alike && near->list[i].far > nearest) || used + n + 3 > room)
			break;
		used += (size_t)snprintf(out + used, room - used, "%s%s", i ? ", " : "", near->list[i].name);
	}
	free(near);
}
