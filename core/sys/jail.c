#include "core/sys/jail.h"

#include <stdlib.h>

const char *gp_jail_level_name(const struct gp_jail_level *l)
{
	if (l->landlock)
		return l->seccomp ? "full" : "no-seccomp";
	return l->seccomp ? "no-landlock" : "none";
}

static int in_order(const void *a, const void *b)
{
	return *(const char *)a - *(const char *)b;
}

void gp_jail_preload(void)
{
	static char large[4096];

	qsort(large, sizeof large, 1, in_order);
}
