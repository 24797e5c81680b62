/*
 * jail.h - closing the doors of a worker before it reads hostile bytes.
 *
 * Order: close_range, NO_NEW_PRIVS, DUMPABLE 0, PDEATHSIG, uid of the role
 * (when root), rlimits, Landlock deny-all, NOFILE, seccomp allow-list. A step
 * that fails ends the set-up: the worker must then not run.
 */
#ifndef GP_SYS_JAIL_H
#define GP_SYS_JAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/err.h"

/* What the kernel offers, and so what a jail is worth. Shown in reports. */
struct gp_jail_level {
	bool landlock;
	int landlock_abi;
	bool seccomp;
};

enum gp_jail_role {
	GP_JAIL_PARSE,  /* unknown system call: EPERM */
	GP_JAIL_SCRIPT, /* unknown system call: the worker is killed */
};

struct gp_jail_limits {
	unsigned cpu_s;      /* RLIMIT_CPU, soft; hard is one more. 0: none (the parent's wall clock rules) */
	size_t memory;       /* RLIMIT_AS in bytes; ignored under sanitizers */
	int keep_fd;         /* descriptors 0 … keep_fd stay open */
};

/* "full", "no-landlock", "no-seccomp", "none". */
const char *gp_jail_level_name(const struct gp_jail_level *l);
/* What this kernel would give, without entering. */
void gp_jail_probe(struct gp_jail_level *out);
/* Enters. On success *got says which layers hold; missing kernel support is not a failure, a failing call is. */
int gp_jail_enter(enum gp_jail_role role, const struct gp_jail_limits *lim,
    struct gp_jail_level *got, struct gp_err *e) GP_MUST_USE;

#endif
