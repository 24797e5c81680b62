/* finding_place.c - places in files, for people: "table 1, row 2, cell 3" in their language */
#include <string.h>

#include "core/base/finding.h"

#define WORDS 3    /* of one place, each with a number */
#define DIGITS 10

static const struct {
	const char *word, *id; /* of the catalogue */
} known[] = {{"paragraph ", "place.paragraph"}, {"page ", "place.page"}, {"line ", "place.line"},
    {"header ", "place.header"}, {"footer ", "place.footer"}, {"footnote ", "place.footnote"},
    {"endnote ", "place.endnote"}, {"comment ", "place.comment"}, {"table ", "place.table"}};

/* "WORD N" at s: the end of it, and N; NULL when it is none. */
static const char *numbered(const char *s, const char *word, char number[DIGITS + 1])
{
	size_t n;

	if (strncmp(s, word, strlen(word)) != 0)
		return NULL;
	s += strlen(word);
	n = strspn(s, "0123456789");
	if (!n || n > DIGITS)
		return NULL;
	memcpy(number, s, n);
	number[n] = '\0';
	return s + n;
}

/* "sheet!C5" */
static bool is_cell(const char *s)
{
	const char *sign = strrchr(s, '!');
	size_t letters = sign ? strspn(sign + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") : 0;

	return letters && letters <= 3 && sign[1 + letters] && !sign[1 + letters + strspn(sign + 1 + letters, "0123456789")];
}

static bool say_table(struct gp_buf *out, const char *rest, char n[WORDS][DIGITS + 1], const struct gp_catalogue *words,
    enum gp_lang lang)
{
	const struct gp_param params[] = {{"table", n[0]}, {"row", n[1]}, {"cell", n[2]}, {NULL, NULL}};

	rest = numbered(rest, ", row ", n[1]);
	rest = rest ? numbered(rest, ", cell ", n[2]) : NULL;
	return rest && !*rest && !gp_catalogue_say(out, words, lang, "place.table", params);
}

bool gp_finding_place(struct gp_buf *out, const struct gp_finding *f, const struct gp_catalogue *words, enum gp_lang lang)
{
	const char *s = f->selector;
	char n[WORDS][DIGITS + 1];

	if (s && is_cell(s))
		return !gp_buf_puts(out, s);
	for (size_t i = 0; s && i < sizeof known / sizeof *known; i++) {
		const char *rest = numbered(s, known[i].word, n[0]);
		const struct gp_param params[] = {{"n", n[0]}, {NULL, NULL}};

		if (rest && *rest)
			return say_table(out, rest, n, words, lang);
		if (rest)
			return !gp_catalogue_say(out, words, lang, known[i].id, params);
	}
	return false;
}
