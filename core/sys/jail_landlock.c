#define _GNU_SOURCE
#include "core/sys/jail_layers.h"

#ifdef __linux__

#include <errno.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * The kernel's interface, here in full because the headers of Debian 12 know
 * only ABI 3 (linux/landlock.h; Documentation/userspace-api/landlock.rst).
 * A ruleset that handles a right and has no rule denies it everywhere.
 */
struct ruleset {
	uint64_t fs;     /* ABI 1 */
	uint64_t net;    /* ABI 4 */
	uint64_t scoped; /* ABI 6 */
};

#define VERSION_FLAG 1u
#define NET_TCP ((uint64_t)3)      /* bind, connect */
#define SCOPE_ALL ((uint64_t)3)    /* abstract UNIX sockets, signals */

/* Bits of the access rights an ABI knows: execute … make_sym, then refer, truncate, ioctl_dev. */
static uint64_t fs_rights(int abi)
{
	int bits = abi >= 5 ? 16 : abi >= 3 ? 15 : abi == 2 ? 14 : 13;

	return ((uint64_t)1 << bits) - 1;
}

int gp_jail_landlock_abi(void)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, VERSION_FLAG);

	return abi > 0 ? (int)abi : 0;
}

int gp_jail_landlock_enter(int abi, struct gp_err *e)
{
	struct ruleset r = {.fs = fs_rights(abi)};
	size_t size = sizeof r.fs;
	int fd, rc;

	if (abi >= 4) {
		r.net = NET_TCP;
		size += sizeof r.net;
	}
	if (abi >= 6) {
		r.scoped = SCOPE_ALL;
		size += sizeof r.scoped;
	}
	fd = (int)syscall(SYS_landlock_create_ruleset, &r, size, 0u);
	if (fd < 0)
		return gp_fail_errno(e, GP_EIO, "jail: landlock_create_ruleset");
	rc = (int)syscall(SYS_landlock_restrict_self, fd, 0u);
	if (rc < 0)
		gp_fail_errno(e, GP_EIO, "jail: landlock_restrict_self");
	close(fd);
	return rc;
}

#endif
