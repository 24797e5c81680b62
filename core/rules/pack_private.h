/*
 * pack_private.h - what should not leave the office with a pack.
 *
 * Names of the people of office.lua, telephone numbers and addresses of its departments, the office's own terms (terms/),
 * passwords and keys in addresses, and numbers that belong to somebody. A line with "not personal:" and a reason in it
 * is passed over.
 */
#ifndef GP_RULES_PACK_PRIVATE_H
#define GP_RULES_PACK_PRIVATE_H

#include "core/office/office.h"
#include "core/rules/pack.h"

#define GP_PRIVATE_MASKED 128

struct gp_private {
	const char *file;
	unsigned line;      /* from 1 */
	const char *what;   /* "person" "phone" "email" "term" "password" "key", or the kind of a number (ids.h) */
	char masked[GP_PRIVATE_MASKED]; /* its beginning and end, with stars between */
};

typedef void gp_private_fn(void *user, const struct gp_private *p);

/*
 * Calls `fn` on each, by file and place within the pack. `office` may be NULL. GP_EIO, GP_EUSAGE when terms/ cannot be
 * read: then nobody knows.
 */
int gp_private_scan(const struct gp_pack *p, const struct gp_office *office, gp_private_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;

#endif
