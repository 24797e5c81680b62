#include "core/store/bigram.h"

#include <sqlite3.h>
#include <string.h>

#include "core/text/utf8.h"

enum { WORD_MAX = 200 }; /* bytes of a word that are kept */

enum kind { APART, WORD, PAIRED };

/* Han with its extensions, kana, Hangul. */
static bool is_paired(uint32_t c)
{
	return c == 0x3007 || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD) ||
	    (c >= 0x3041 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7A3);
}

/* Blocks of signs and blanks. */
static bool is_apart(uint32_t c)
{
	return (c >= 0x80 && c <= 0xBF) || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x2E00 && c <= 0x303F) ||
	    (c >= 0x30FB && c <= 0x30FE) || (c >= 0x3200 && c <= 0x33FF) || (c >= 0xE000 && c <= 0xF8FF) ||
	    (c >= 0xFE00 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFFEF) || c == GP_UTF8_BAD || (c >= 0x1F000 && c <= 0x1FAFF);
}

/* The character at s as it is indexed, and what it is. */
static enum kind look(const char *s, size_t n, size_t *len, uint32_t *c)
{
	unsigned char first = (unsigned char)*s;
	char narrow;

	/* U+4000 to U+9FFF: nearly all characters of a Chinese text */
	if (n >= 3 && first >= 0xE4 && first <= 0xE9 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80) {
		*len = 3;
		*c = (uint32_t)(first & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (uint32_t)(s[2] & 0x3F);
		return PAIRED;
	}
	*c = gp_utf8_get(s, n, len);
	narrow = gp_utf8_narrow(*c);
	if (narrow)
		*c = (unsigned char)narrow;
	if (*c < 0x80) {
		if (*c >= 'A' && *c <= 'Z')
			*c += 'a' - 'A';
		return (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') ? WORD : APART;
	}
	if (is_paired(*c) && !(*c >= 0x30FB && *c <= 0x30FE))
		return PAIRED;
	return is_apart(*c) ? APART : WORD;
}

typedef int token_fn(void *context, int flags, const char *token, int n, int from, int to);

/* The word at `at`; *end is behind it. */
static int say_word(const char *s, size_t n, size_t at, size_t *end, token_fn *fn, void *context)
{
	char word[WORD_MAX + 4];
	size_t used = 0, len, i = at;
	uint32_t c;

	while (i < n && look(s + i, n - i, &len, &c) == WORD) {
		if (used <= WORD_MAX - 4)
			used += gp_utf8_put(c, word + used);
		i += len;
	}
	*end = i;
	return fn(context, 0, word, (int)used, (int)at, (int)i);
}

/* The run of paired characters at `at`. */
static int say_pairs(const char *s, size_t n, size_t at, size_t *end, bool query, token_fn *fn, void *context)
{
	size_t len, next_len, i = at;
	uint32_t c;
	int rc = SQLITE_OK;

	look(s + i, n - i, &len, &c);
	while (i + len < n && look(s + i + len, n - i - len, &next_len, &c) == PAIRED && rc == SQLITE_OK) {
		rc = fn(context, 0, s + i, (int)(len + next_len), (int)i, (int)(i + len + next_len));
		i += len;
		len = next_len;
	}
	*end = i + len;
	if (rc != SQLITE_OK || (query && i > at))
		return rc;
	return fn(context, i > at ? FTS5_TOKEN_COLOCATED : 0, s + i, (int)len, (int)i, (int)(i + len));
}

static int tokenize(const char *s, size_t n, bool query, token_fn *fn, void *context)
{
	int rc = SQLITE_OK;
	size_t len;
	uint32_t c;

	for (size_t at = 0; at < n && rc == SQLITE_OK;) {
		switch (look(s + at, n - at, &len, &c)) {
		case APART:
			at += len;
			break;
		case WORD:
			rc = say_word(s, n, at, &at, fn, context);
			break;
		case PAIRED:
			rc = say_pairs(s, n, at, &at, query, fn, context);
			break;
		}
	}
	return rc;
}

bool gp_bigram_has_words(const char *s, size_t n)
{
	size_t len;
	uint32_t c;

	for (size_t at = 0; at < n; at += len)
		if (look(s + at, n - at, &len, &c) != APART)
			return true;
	return false;
}

/* --- FTS5 */

static int create(void *context, const char **args, int count, Fts5Tokenizer **out)
{
	(void)args;
	*out = context; /* nothing is kept; the address only has to be one */
	return count ? SQLITE_ERROR : SQLITE_OK;
}

static void delete(Fts5Tokenizer *t)
{
	(void)t;
}

static int run(Fts5Tokenizer *t, void *context, int flags, const char *s, int n, token_fn *fn)
{
	(void)t;
	return tokenize(s, (size_t)n, (flags & FTS5_TOKENIZE_QUERY) != 0, fn, context);
}

/* The way of FTS5's documentation to its functions: a query that fills a pointer. */
static fts5_api *functions(sqlite3 *db)
{
	sqlite3_stmt *st = NULL;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL) == SQLITE_OK) {
		sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(st);
	}
	sqlite3_finalize(st);
	return api;
}

int gp_bigram_register(struct sqlite3 *db, struct gp_err *e)
{
	static fts5_tokenizer tokenizer = {create, delete, run};
	fts5_api *api = functions(db);

	if (!api || api->xCreateTokenizer(api, "govpub_bigram", &tokenizer, &tokenizer, NULL) != SQLITE_OK)
		return gp_fail(e, GP_EIO, "this SQLite cannot search full text (FTS5)");
	return 0;
}
