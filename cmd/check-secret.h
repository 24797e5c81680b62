/*
 * check-secret.h - passwords and other secrets, from files and the environment.
 *
 * Never from the command line, which every user of the machine can read.
 */
#ifndef GP_CMD_CHECK_SECRET_H
#define GP_CMD_CHECK_SECRET_H

#include "core/base/buf.h"
#include "core/base/err.h"

/* Appends a file that nobody but its owner may read. GP_EUSAGE, GP_EIO. */
int gp_secret_file(struct gp_buf *out, const char *path, struct gp_err *e) GP_MUST_USE;
/* The same, or "env:NAME": that variable. Workers never get it: their environment is a reduced one. */
int gp_secret_read(struct gp_buf *out, const char *from, struct gp_err *e) GP_MUST_USE;
/*
 * Appends the Authorization header (RFC 7617, RFC 6750) for "USER:PASSWORD" or "Bearer TOKEN", one line. GP_EUSAGE
 * names `from`, never the secret.
 */
int gp_secret_authorization(struct gp_buf *out, const struct gp_buf *secret, const char *from,
    struct gp_err *e) GP_MUST_USE;
/* Empties it and overwrites what it held. */
void gp_secret_wipe(struct gp_buf *b);

#endif
