/*
 * outfile.h - an output file that is there whole or not at all.
 *
 * The bytes go to a file beside the target (same folder, so that rename(2) is atomic), which
 * takes the target's place at gp_outfile_commit(), after fsync. A reader sees the old
 * file or the new one; a crash in between leaves the old one and a ".govpub-….tmp".
 * Standard output and special files (a pipe, /dev/full) are written as they are.
 * Errors: GP_EUSAGE for a folder, GP_EIO for the rest, and the message names the file. SIGPIPE
 * must be ignored by the process, so that a closed pipe is an error like others.
 */
#ifndef GP_REPORT_OUTFILE_H
#define GP_REPORT_OUTFILE_H

#include "core/base/buf.h"
#include "core/base/err.h"

struct gp_outfile;

/*
 * `path` NULL or "-" is standard output. A link is followed: the file it names is replaced. An
 * existing file keeps its mode (owner and group too, where permitted); one that is
 * write-protected is refused.
 */
int gp_outfile_open(struct gp_outfile **out, const char *path, struct gp_err *e) GP_MUST_USE;
/* For its owner alone, whatever the mode of the old file; where it is written as it is, nothing changes. */
int gp_outfile_private(struct gp_outfile *o, struct gp_err *e) GP_MUST_USE;
/* Writes what is in b and empties it. After a failure every call returns the first error. */
int gp_outfile_drain(struct gp_outfile *o, struct gp_buf *b, struct gp_err *e) GP_MUST_USE;
/* Puts the file in its place and frees o, also when that fails; the old file then stays. */
int gp_outfile_commit(struct gp_outfile *o, struct gp_err *e) GP_MUST_USE;
/* Frees o and leaves the old file; what went to standard output is gone out. Accepts NULL. */
void gp_outfile_discard(struct gp_outfile *o);

#endif
