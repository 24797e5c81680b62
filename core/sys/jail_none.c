/* Systems without a jail of their own yet: the level says so, and callers act on it. */
#include "core/sys/jail.h"

#ifndef __linux__

void gp_jail_probe(struct gp_jail_level *out)
{
	*out = (struct gp_jail_level){0};
}

int gp_jail_enter(enum gp_jail_role role, const struct gp_jail_limits *lim,
    struct gp_jail_level *got, struct gp_err *e)
{
	(void)role, (void)lim, (void)e;
	*got = (struct gp_jail_level){0};
	return 0;
}

#endif
