/*
 * proc.h - a worker is the same binary, executed again in a role.
 *
 * The child has: 0, 1, 2 on /dev/null, 3 a stream socket to the parent, 4 the
 * shared memory, 5 memory that a worker writes for another one, nothing else. Environment: only LC_ALL. Signals: all default
 * and unblocked, but SIGINT is ignored: the parent decides what an interrupt
 * means. (Built with sanitizers, 2 stays the parent's and their options pass,
 * so that their reports are seen.)
 */
#ifndef GP_SYS_PROC_H
#define GP_SYS_PROC_H

#include <stddef.h>
#include <sys/types.h>

#include "core/base/err.h"

#define GP_PROC_SOCKET 3
#define GP_PROC_MEMORY 4
#define GP_PROC_NOTES 5

struct gp_proc {
	pid_t pid;
	int sock; /* the parent's end, non-blocking, close-on-exec; the worker's end blocks */
};

/*
 * Starts `binary` (NULL: /proc/self/exe) with argv "-x", role. `memory_fd` is
 * handed over as descriptor 4 (-1: none). Returns when the program runs; one
 * that cannot be executed is an error here. A worker may end at any moment, so the
 * parent ignores SIGPIPE or sends with MSG_NOSIGNAL. The child dies with the *thread*
 * that called this: spawn from one that lasts as long as the workers.
 */
int gp_proc_spawn(struct gp_proc *out, const char *binary, const char *role, int memory_fd,
    struct gp_err *e) GP_MUST_USE;
/* The same with `notes_fd` as descriptor 5 (-1: none). */
int gp_proc_spawn_with(struct gp_proc *out, const char *binary, const char *role, int memory_fd, int notes_fd,
    struct gp_err *e) GP_MUST_USE;
/*
 * Kills (SIGKILL), closes and waits; returns the wait status. A worker that
 * had ended by itself (its socket reads as closed) keeps its own status, so
 * the caller learns what ended it. Accepts a cleared struct (returns 0).
 */
int gp_proc_end(struct gp_proc *p);
/* Closes every descriptor from `first` on. -1 with errno set. Safe between fork and exec. */
int gp_proc_close_from(int first);

/*
 * Shared memory for page bodies: the parent writes, the worker maps it
 * read-only. `size` is fixed; pages that were never written cost nothing.
 * Sealed against shrinking, growing and (Linux 5.1) writing through any new
 * mapping or descriptor; `fd` itself is open for reading only.
 */
struct gp_shared {
	int fd;
	char *map;
	size_t size;
};
/* `name` shows up in /proc/PID/maps. */
int gp_shared_new(struct gp_shared *out, const char *name, size_t size, struct gp_err *e)
    GP_MUST_USE;
/*
 * Memory that a worker writes (`fd`) and others read (`reader`, for reading only); the parent does not look into it. Sealed
 * against shrinking and growing. What stands there may change while it is read: copy it first.
 */
struct gp_notes {
	int fd, reader;
};
int gp_notes_new(struct gp_notes *out, const char *name, size_t size, struct gp_err *e) GP_MUST_USE;
/* Accepts a struct with both of them -1. */
void gp_notes_free(struct gp_notes *n);
/* In the worker that writes it; as gp_shared_map(). */
char *gp_notes_map(int fd, size_t *size, struct gp_err *e);
/* Accepts a cleared struct. */
void gp_shared_free(struct gp_shared *s);
/*
 * Reads the first *n bytes of a file to s->map + offset, where there must be room; *n becomes how many there were.
 * -1 with errno.
 */
int gp_shared_read(struct gp_shared *s, size_t offset, int fd, size_t *n) GP_MUST_USE;
/*
 * In the worker: maps descriptor `fd` read-only; *size receives its size.
 * NULL on failure. Stays mapped as long as the worker lives.
 */
const char *gp_shared_map(int fd, size_t *size, struct gp_err *e);

#endif
