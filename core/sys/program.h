/*
 * program.h - runs another program of this machine to its end, without a shell.
 *
 * The program gets nothing of ours: descriptors 0 (/dev/null), 1 and 2 (what it says), default
 * signals, and an environment of PATH, LANG, LC_ALL and what the caller adds. It dies with its
 * children when its time is up.
 */
#ifndef GP_SYS_PROGRAM_H
#define GP_SYS_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buf.h"
#include "core/base/err.h"

struct gp_program {
	const char *const *argv; /* argv[0]: the path of the program; NULL at the end */
	const char *const *env;  /* "NAME=value" in addition, NULL at the end; or NULL */
	const char *folder;      /* where it starts, or NULL: here */
	unsigned seconds;        /* that it may take */
	size_t file_max;         /* bytes of any file it writes; 0: no limit */
	bool no_network;         /* in a network of its own, where the system lets us; and no proxy is there for it */
};

/* The path of a program in $PATH (absolute folders only); the caller frees. NULL: there is none. */
char *gp_program_find(const char *name);
/*
 * Runs it. 0 when it ended with status 0. GP_EIO with its status and the last line it said when
 * not; GP_ELIMIT when its time was up. SIGINT, SIGTERM or SIGHUP that waits because the caller blocks it
 * ends the program too (GP_EIO). `said` (NULL: forgotten) receives its output up to the
 * buffer's maximum.
 */
int gp_program_run(const struct gp_program *r, struct gp_buf *said, struct gp_err *e) GP_MUST_USE;

#endif
