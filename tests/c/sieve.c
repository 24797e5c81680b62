/* tests/c/sieve.c - what the sieve of a text says of words */
#include "core/match/sieve.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/match/terms.h"
#include "tests/lib/tap.h"

static struct gp_sieve sieve;

static const char text[] = "云澜市文化和旅游局关于印发《云澜市旅游条例》的通知，<img src=a.png> 请认真贯彻执行。";

static void every_word_of_the_text_may_be_there(void)
{
	size_t n = strlen(text);
	bool all = true;

	for (size_t from = 0; from < n; from++)
		for (size_t len = 1; from + len <= n; len++)
			all = all && gp_sieve_may(&sieve, text + from, len);
	ok(all, "every part of the text, at any place and of any length, may be there");
}

static void other_words_are_not(void)
{
	ok(!gp_sieve_may(&sieve, "政府信息公开", strlen("政府信息公开")), "a word that is not there is ruled out");
	ok(!gp_sieve_may(&sieve, "<video", 6), "one of six bytes as well");
	ok(gp_sieve_may(&sieve, "zzzzz", 5), "of a shorter one nothing is known");
	gp_sieve_fill(&sieve, "", 0);
	ok(!gp_sieve_may(&sieve, "旅游局", strlen("旅游局")), "an empty text has none");
	gp_sieve_fill(&sieve, text, strlen(text));
}

static bool may(const char *const *words, size_t count, bool fold)
{
	struct gp_termset *t = gp_termset_begin(gp_alloc(gp_termset_size(count, 200)), count, 200, GP_TERMS_ALL, fold);
	struct gp_err e = GP_ERR_INIT;
	bool is;

	for (size_t i = 0; i < count; i++)
		(void)!gp_termset_add(t, words[i], strlen(words[i]), &e);
	gp_termset_end(t);
	is = gp_termset_may(t, &sieve, text, strlen(text));
	free(t);
	return is;
}

static void lists_of_terms(void)
{
	ok(!may((const char *const[]){"政府信息公开", "★", "密*"}, 3, false), "no term of a list, long or short, is there");
	ok(may((const char *const[]){"政府信息公开", "旅游条例"}, 2, false), "a long one is");
	ok(may((const char *const[]){"政府信息公开", "》"}, 2, false), "a short one is");
	ok(may((const char *const[]){"＜ＩＭＧ"}, 1, true), "a list that folds is always looked for");
}

int main(void)
{
	gp_sieve_fill(&sieve, text, strlen(text));
	every_word_of_the_text_may_be_there();
	other_words_are_not();
	lists_of_terms();
	return tap_done();
}
