/* match.c - how fast terms and ids are looked for; leaves text and lists in the folder that is named, for peers. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/mem.h"
#include "core/match/ids.h"
#include "core/match/terms.h"

#define TEXT ((size_t)48 << 20)
#define CHARS 1500 /* of the alphabet, frequent ones first */

static uint64_t seed = 5000;

static unsigned roll(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* A Chinese character; those with low numbers come more often, as in a language. */
static char *put_char(char *to, unsigned spread)
{
	unsigned cp = 0x4E00 + (spread ? roll(1 + roll(CHARS)) : roll(CHARS));

	*to++ = (char)(0xE0 | cp >> 12);
	*to++ = (char)(0x80 | (cp >> 6 & 0x3F));
	*to++ = (char)(0x80 | (cp & 0x3F));
	return to;
}

static size_t make_text(char *text)
{
	char *p = text, *end = text + TEXT - 16;

	while (p < end) {
		unsigned dice = roll(40);

		if (dice == 0)
			*p++ = '\n';
		else if (dice < 3)
			p = mempcpy(p, "，", 3);
		else
			p = put_char(p, 1);
	}
	*p++ = '\n';
	return (size_t)(p - text);
}

static size_t make_list(char *list, unsigned count)
{
	static const unsigned char lengths[] = {2, 3, 3, 4, 4, 4, 5, 6, 8};
	char *p = list;

	while (count--) {
		for (unsigned n = lengths[roll(sizeof lengths)]; n; n--)
			p = put_char(p, 0);
		*p++ = '\n';
	}
	return (size_t)(p - list);
}

static double cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool hit(void *user, const struct gp_termset_hit *h)
{
	(void)h;
	++*(size_t *)user;
	return true;
}

static bool id(void *user, const struct gp_id *found)
{
	(void)found;
	++*(size_t *)user;
	return true;
}

static void search(const char *text, size_t n, const char *list, size_t list_n, unsigned count)
{
	struct gp_termset *t = gp_alloc(gp_termset_size(count, list_n));
	double start = cpu(), built;
	struct gp_err e = GP_ERR_INIT;
	size_t hits = 0;

	gp_termset_begin(t, count, list_n, GP_TERMS_FIRST, false);
	for (const char *p = list; p < list + list_n; p = strchr(p, '\n') + 1)
		if (gp_termset_add(t, p, (size_t)(strchr(p, '\n') - p), &e))
			exit(1);
	gp_termset_end(t);
	built = cpu();
	gp_termset_scan(t, text, n, false, hit, &hits);
	printf("%u terms: %6.0f MB/s, %zu hits, made in %.1f ms\n", count, (double)n / 1e6 / (cpu() - built), hits,
	    (built - start) * 1e3);
	free(t);
}

static int leave(const char *folder, const char *name, const char *p, size_t n)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "wb");
	if (!f || fwrite(p, 1, n, f) != n || fclose(f))
		return -1;
	return 0;
}

int main(int argc, char **argv)
{
	static const unsigned counts[] = {5000, 20000};
	static const char *const names[] = {"terms-5000", "terms-20000"};
	char *text = gp_alloc(TEXT), *list = gp_alloc((size_t)20000 * 32);
	size_t n = make_text(text), ids = 0;
	double start;

	if (argc != 2 || leave(argv[1], "text", text, n))
		return 1;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		size_t list_n = make_list(list, counts[i]);

		list[list_n] = '\0';
		if (leave(argv[1], names[i], list, list_n))
			return 1;
		search(text, n, list, list_n, counts[i]);
	}
	start = cpu();
	gp_ids_scan(text, n, ~0u, id, &ids);
	printf("ids:   %6.0f MB/s, %zu found\n", (double)n / 1e6 / (cpu() - start), ids);
	free(list);
	free(text);
	return 0;
}
