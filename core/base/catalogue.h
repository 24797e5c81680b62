/*
 * catalogue.h - the sentences shown to users: id and parameters to text.
 *
 * The texts live in lua/govpub/messages/ and errors/; they are turned into tables when
 * the program is built (core/tool/sentences.c). A missing id shows as itself, so that
 * nothing is ever silently empty.
 */
#ifndef GP_BASE_CATALOGUE_H
#define GP_BASE_CATALOGUE_H

#include <stddef.h>

#include "core/base/buf.h"

enum gp_lang { GP_LANG_ZH, GP_LANG_EN };

struct gp_catalogue {
	const struct gp_sentence {
		const char *id;
		const char *text[2]; /* by gp_lang */
	} *list;                 /* sorted by id */
	size_t count;
};

/* lua/govpub/messages/: id → both texts. */
extern const struct gp_catalogue gp_messages;
/* lua/govpub/errors/: the id is the English format, both texts are the Chinese one. */
extern const struct gp_catalogue gp_errors;

/* A parameter of a sentence; lists end with a NULL name. */
struct gp_param {
	const char *name, *value;
};

/* The bare text; `id` itself when it is unknown. */
const char *gp_catalogue_text(const struct gp_catalogue *c, enum gp_lang lang, const char *id);
/* Appends the text with {name} replaced, {name|one|several} by `one` where the value is 1; params may be NULL. */
int gp_catalogue_say(struct gp_buf *out, const struct gp_catalogue *c, enum gp_lang lang, const char *id,
    const struct gp_param *params);

#endif
