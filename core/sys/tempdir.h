/*
 * tempdir.h - a folder of one's own for the files of another library or program.
 *
 * It lies in $TMPDIR (else /tmp), only this user may enter it, and it goes with all that is in it: SIGINT, SIGTERM
 * and SIGHUP wait while it is there, and end the process when it is gone (gp_program_run() looks for them).
 */
#ifndef GP_SYS_TEMPDIR_H
#define GP_SYS_TEMPDIR_H

#include <signal.h>

#include "core/base/buf.h"
#include "core/base/err.h"

struct gp_tempdir {
	char *path; /* NULL: none; has no slash at its end */
	sigset_t mask; /* that was before */
};

int gp_tempdir_make(struct gp_tempdir *t, struct gp_err *e) GP_MUST_USE;
/* The path of a file in it; the caller frees. */
char *gp_tempdir_file(const struct gp_tempdir *t, const char *name)
    __attribute__((returns_nonnull));
/* Makes a file of the n bytes at s. */
int gp_tempdir_write(const struct gp_tempdir *t, const char *name, const char *s, size_t n,
    struct gp_err *e) GP_MUST_USE;
/* Appends the file to the buffer. GP_ELIMIT: it is larger; GP_ENOTFOUND: there is none. */
int gp_tempdir_read(
    const struct gp_tempdir *t, const char *name, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;
/* Removes it and all that is in it, following no link. Accepts a cleared struct. */
void gp_tempdir_remove(struct gp_tempdir *t);

#endif
