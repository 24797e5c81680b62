/*
 * jail.h - closing the doors of a worker before it reads hostile bytes.
 *
 * Order: descriptors closed, NO_NEW_PRIVS, uid of the role (when root),
 * capabilities dropped, DUMPABLE 0, PDEATHSIG, rlimits, Landlock deny-all,
 * NOFILE, seccomp allow-list. (DUMPABLE and PDEATHSIG come after the uid because
 * changing it resets both.) A step that fails ends the set-up: the worker must
 * then not run, for it may be half closed.
 *
 * NOFILE is 0: what is open works on, and nothing can be opened, not even in the place of what was closed. Where a layer is
 * missing, this still refuses files, pipes and sockets of any kind (UDP, which Landlock does not know, too). poll() of
 * one descriptor or more fails (EINVAL), so workers read and wait in read().
 *
 * What remains inside: read and write on the descriptors that are kept,
 * anonymous memory, the clocks, poll, exit. Everything must be mapped and loaded
 * before; stdio, threads, locales and the like are gone.
 *
 * Built with sanitizers there is no seccomp and no memory limit, because
 * their run-time needs calls and address space that no list can foresee.
 */
#ifndef GP_SYS_JAIL_H
#define GP_SYS_JAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/err.h"

/* What the kernel offers, and so what a jail is worth. Shown in reports. */
struct gp_jail_level {
	bool landlock;
	int landlock_abi; /* 0 without; TCP is refused from 4, signals from 6 (seccomp refuses all) */
	bool seccomp;
};

enum gp_jail_role {
	GP_JAIL_PARSE,  /* unknown system call: EPERM */
	GP_JAIL_SCRIPT, /* unknown system call: the worker is killed by SIGSYS */
	/*
	 * Another program is executed inside. It may read and execute what lies beneath `readable`, and open nothing
	 * else; sockets, new processes, tracing and the like are refused (EPERM). Without Landlock it is not started.
	 */
	GP_JAIL_PROGRAM,
};

/* Layers that tests leave out to see that the others hold. The product leaves out none. */
enum gp_jail_layer {
	GP_JAIL_LANDLOCK = 1,
	GP_JAIL_SECCOMP = 2,
	GP_JAIL_DESCRIPTORS = 4, /* without: in the place of one that it closes, a worker could open another */
};

struct gp_jail_limits {
	unsigned cpu_s;   /* RLIMIT_CPU, soft (SIGXCPU); hard is one more. 0: none */
	size_t memory;    /* RLIMIT_AS in bytes, of all that is mapped. 0: none */
	int keep_fd;      /* descriptors 0 … keep_fd stay open */
	const char *const *readable; /* GP_JAIL_PROGRAM: files and folders, NULL-terminated; missing ones are left out */
	unsigned without; /* enum gp_jail_layer, or-ed; for tests */
};

/* "full", "no-landlock", "no-seccomp", "none". */
const char *gp_jail_level_name(const struct gp_jail_level *l);
/* What this kernel would give, without entering. */
void gp_jail_probe(struct gp_jail_level *out);
/*
 * Enters; call it before there are threads. On success *got says which layers hold:
 * missing kernel support is not a failure, a failing call is, and the message names it.
 */
int gp_jail_enter(enum gp_jail_role role, const struct gp_jail_limits *lim,
    struct gp_jail_level *got, struct gp_err *e) GP_MUST_USE;

#endif
