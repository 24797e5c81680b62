/* tests/c/wordset.c - which words stand in a text: as memmem() has it for each of them */
#define _GNU_SOURCE
#include "core/match/wordset.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

#define TEXT 90

static const char *const words[] = {
	"发布机构", "发布机关", "成文日期", "有效期", "文号", "</head", "<html lang=\"zh", "aaaaaa", "aaaaaab", "baaaaaa", "审图号",
};

#define WORDS (sizeof words / sizeof *words)

static bool as_memmem(struct gp_wordset *w, const char *s, size_t n)
{
	bool there[WORDS], all = true;

	gp_wordset_find(w, s, n, there);
	for (size_t i = 0; i < WORDS; i++)
		all = all && there[i] == (memmem(s, n, words[i], strlen(words[i])) != NULL);
	return all;
}

/* A text of its own size, so that a look beyond its end is seen. */
static bool in_some_texts(struct gp_wordset *w)
{
	static const char *const pieces[] = {"发布机", "关", "构", "文", "号", "a", "aaaa", "b", "<", "有效期", "审图号", "</head", "zh"};
	bool all = true;

	for (int round = 0; round < 5000; round++) {
		char buf[TEXT], *s;
		size_t n = 0, most = random_below(TEXT);

		while (n < most) {
			const char *piece = pieces[random_below(sizeof pieces / sizeof *pieces)];
			size_t len = strlen(piece) < most - n ? strlen(piece) : most - n;

			memcpy(buf + n, piece, len);
			n += len;
		}
		s = gp_alloc(n);
		memcpy(s, buf, n);
		all = all && as_memmem(w, s, n);
		free(s);
	}
	return all;
}

/* Each word, wherever it stands, and cut by the end. */
static bool at_every_place(struct gp_wordset *w)
{
	bool all = true;

	for (size_t i = 0; i < WORDS; i++)
		for (size_t at = 0; at < 40; at++) {
			size_t n = strlen(words[i]);
			char *s = gp_alloc(at + n);

			memset(s, '-', at);
			memcpy(s + at, words[i], n);
			all = all && as_memmem(w, s, at + n) && as_memmem(w, s, at + n - 1);
			free(s);
		}
	return all;
}

int main(void)
{
	struct gp_wordset *w = gp_wordset_new();
	bool none = true;

	gp_wordset_find(w, "text", 4, &none);
	ok(none, "without words nothing is looked for");
	for (size_t i = 0; i < WORDS; i++)
		if (gp_wordset_add(w, words[i], strlen(words[i])) != i)
			ok(false, "words are numbered in their order");
	ok(as_memmem(w, "", 0), "an empty text has none");
	ok(at_every_place(w), "a word is found wherever it stands, and not where its end is missing");
	ok(in_some_texts(w), "several words are found, and those of which a part stands there are not");
	gp_wordset_free(w);
	gp_wordset_free(NULL);
	return tap_done();
}
