/*
 * proc.h - a worker is the same binary, executed again in a role.
 *
 * The child has: 0, 1, 2 on /dev/null, 3 a stream socket to the parent, 4 the
 * shared memory, nothing else. Environment: only LC_ALL and what is named here.
 */
#ifndef GP_SYS_PROC_H
#define GP_SYS_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "core/base/err.h"

#define GP_PROC_SOCKET 3
#define GP_PROC_MEMORY 4

struct gp_proc {
	pid_t pid;
	int sock; /* the parent's end, non-blocking, close-on-exec */
};

/*
 * Starts `binary` (NULL: /proc/self/exe) with argv "-x", role. `memory_fd` is
 * handed over as descriptor 4 (-1: none). The child dies with its parent.
 */
int gp_proc_spawn(struct gp_proc *out, const char *binary, const char *role, int memory_fd,
    struct gp_err *e) GP_MUST_USE;
/* Kills (SIGKILL), closes and waits. Accepts a cleared struct. */
void gp_proc_end(struct gp_proc *p);

/*
 * Shared memory for page bodies: the parent writes, the worker maps it
 * read-only. `size` is fixed; pages that were never written cost nothing.
 * Sealed against shrinking and against writing through new mappings.
 */
struct gp_shared {
	int fd;
	char *map;
	size_t size;
};
int gp_shared_new(struct gp_shared *out, const char *name, size_t size, struct gp_err *e) GP_MUST_USE;
void gp_shared_free(struct gp_shared *s);
/* In the worker: maps descriptor `fd` read-only; *size receives its size. NULL on failure. */
const char *gp_shared_map(int fd, size_t *size, struct gp_err *e);

#endif
