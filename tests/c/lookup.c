/* tests/c/lookup.c - whether words stand in a text: as memmem() has it, wherever the word lies */
#define _GNU_SOURCE
#include "core/match/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/lib/tap.h"

static const char *const words[] = {
	"@", "qr", "{{", "></h", "aa", "aaaa", "文号", "地图\"", "<html lang=\"zh", "公开公开公", "mp.weixin.qq.com", "\x80\x80",
};

#define WORDS (sizeof words / sizeof *words)

static bool as_memmem(const char *s, size_t size, const char *word)
{
	size_t n = strlen(word);
	bool there = memmem(s, size, word, n) != NULL;
	static struct gp_lookup l;

	gp_lookup_set(&l, s, size);
	return gp_lookup_once(s, size, word, n) == there && gp_lookup_has(&l, word, n) == there;
}

/* A text of its own for each size, so that a look beyond its end is seen. */
static bool at_every_place(const char *word, const char *around, size_t size)
{
	size_t n = strlen(word), period = strlen(around);
	bool all = true;

	for (size_t at = 0; at + n <= size; at++) {
		char *s = gp_alloc(size);

		for (size_t i = 0; i < size; i++)
			s[i] = around[i % period];
		all = all && as_memmem(s, size, word);
		memcpy(s + at, word, n);
		all = all && as_memmem(s, size, word) && gp_lookup_once(s, size, word, n);
		s[at + n - 1] = (char)(s[at + n - 1] ^ 1);
		all = all && as_memmem(s, size, word);
		free(s);
	}
	return all;
}

static void everywhere(void)
{
	static const char *const around[] = {"x", "a", "公开", "<a href=\"文\"></h>"};
	static const size_t sizes[] = {1, 2, 15, 16, 17, 63, 64, 65, 80, 130, 200};
	bool all = true;

	for (size_t i = 0; i < WORDS; i++)
		for (size_t k = 0; k < sizeof around / sizeof *around; k++)
			for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++)
				all = all && at_every_place(words[i], around[k], sizes[j]);
	ok(all, "a word is found wherever it stands, and nowhere else");
}

int main(void)
{
	everywhere();
	ok(gp_lookup_once("", 0, "", 0) && gp_lookup_once("abc", 3, "", 0), "the empty word is in every text");
	ok(!gp_lookup_once("abc", 3, "abcd", 4), "a word longer than the text is not");
	ok(gp_lookup_once("abc", 3, "abc", 3), "the text itself is");
	return tap_done();
}
