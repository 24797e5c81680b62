#include "core/sys/jail.h"

const char *gp_jail_level_name(const struct gp_jail_level *l)
{
	if (l->landlock)
		return l->seccomp ? "full" : "no-seccomp";
	return l->seccomp ? "no-landlock" : "none";
}
