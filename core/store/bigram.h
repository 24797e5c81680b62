/*
 * bigram.h - the tokenizer govpub_bigram of SQLite's FTS5: Chinese without a dictionary.
 *
 * Of a run of Chinese characters (kana and Hangul too) each two neighbours are a token, so that any part of two or more
 * characters is found as a phrase. In documents the last character of a run is a token of its own beside that pair: a query
 * of one character, asked as a prefix ("段"*), finds it wherever it stands. Other letters and digits are words, A to Z made
 * small; full-width forms are as narrow ones; everything else parts tokens.
 */
#ifndef GP_STORE_BIGRAM_H
#define GP_STORE_BIGRAM_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/err.h"

struct sqlite3;

/* Makes it known to the connection. GP_EIO: this SQLite has no FTS5. */
int gp_bigram_register(struct sqlite3 *db, struct gp_err *e) GP_MUST_USE;
/* Whether the text has a token. */
bool gp_bigram_has_words(const char *s, size_t n);

#endif
