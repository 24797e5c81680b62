/*
 * account_secret.h - the credentials of an account: named, put into requests, kept out of everything else.
 *
 * A secret is "NAME=VALUE", one a line, or a single line that is the value of "token". Scripts write
 * "{secret.NAME}" and never see a value; it is put in its place by the parent, on the way out.
 */
#ifndef GP_OFFICE_ACCOUNT_SECRET_H
#define GP_OFFICE_ACCOUNT_SECRET_H

#include <stdbool.h>

#include "core/base/buf.h"

#define GP_ACCOUNT_SECRETS 16
#define GP_ACCOUNT_SECRET_MAX 4096 /* bytes of all of them */

struct gp_account_secrets {
	struct gp_account_secret {
		const char *name, *value; /* within `text` */
	} list[GP_ACCOUNT_SECRETS];
	size_t count;
	char text[GP_ACCOUNT_SECRET_MAX + 1];
};

/* `from` is named in messages, a value never. GP_EUSAGE. */
int gp_account_secrets_read(struct gp_account_secrets *out, const struct gp_buf *text, const char *from,
    struct gp_err *e) GP_MUST_USE;
void gp_account_secrets_wipe(struct gp_account_secrets *s);
/* NULL: there is none of this name. */
const char *gp_account_secret(const struct gp_account_secrets *s, const char *name, size_t n);

/* How a value is written where it is put. */
enum gp_secret_place {
	GP_SECRET_IN_URL,    /* percent-encoded (RFC 3986: all but unreserved characters) */
	GP_SECRET_IN_HEADER, /* as it is */
	GP_SECRET_IN_JSON,   /* as part of a JSON string */
};
/* Whether `text` has a place for a secret. */
bool gp_account_secret_wanted(const char *text);
/* Appends `text` with the secrets in their places. GP_EUSAGE: one of them is not there; GP_ELIMIT. */
int gp_account_secrets_fill(struct gp_buf *out, const char *text, enum gp_secret_place place,
    const struct gp_account_secrets *s, struct gp_err *e) GP_MUST_USE;
/* Whether some value stands in `text`, as it is or percent-encoded. */
bool gp_account_secrets_in(const struct gp_account_secrets *s, const char *text);

#endif
