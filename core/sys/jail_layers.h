/*
 * jail_layers.h - the two layers of the Linux jail; only jail_linux.c calls them.
 */
#ifndef GP_SYS_JAIL_LAYERS_H
#define GP_SYS_JAIL_LAYERS_H

#include <stdbool.h>

#include "core/sys/jail.h"

/* The Landlock ABI of this kernel; 0 when it has none or it is off. */
int gp_jail_landlock_abi(void);
/*
 * Denies all that `abi` can deny, but reading and executing what lies beneath `readable` (NULL: nothing).
 * Needs NO_NEW_PRIVS and two free descriptors.
 */
int gp_jail_landlock_enter(int abi, const char *const *readable, struct gp_err *e) GP_MUST_USE;

/* Whether a filter can be loaded. */
bool gp_jail_seccomp_here(void);
/* Loads the allow-list of the role. Needs NO_NEW_PRIVS. */
int gp_jail_seccomp_enter(enum gp_jail_role role, struct gp_err *e) GP_MUST_USE;

#endif
