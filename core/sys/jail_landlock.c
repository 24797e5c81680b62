#define _GNU_SOURCE
#include "core/sys/jail_layers.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
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

struct path_beneath {
	uint64_t access;
	int32_t parent;
} __attribute__((packed));

#define VERSION_FLAG 1u
#define NET_TCP ((uint64_t)3)      /* bind, connect */
#define SCOPE_ALL ((uint64_t)3)    /* abstract UNIX sockets, signals */
#define PATH_BENEATH 1u
#define EXECUTE ((uint64_t)1)
#define READ_FILE ((uint64_t)4)
#define READ_DIR ((uint64_t)8)

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

/* What is not there cannot be opened either. */
static int open_beneath(int ruleset, const char *path, struct gp_err *e)
{
	struct path_beneath rule = {.parent = open(path, O_PATH | O_CLOEXEC)};
	struct stat st;
	int rc;

	if (rule.parent < 0)
		return 0;
	rule.access = !fstat(rule.parent, &st) && S_ISDIR(st.st_mode) ? EXECUTE | READ_FILE | READ_DIR : EXECUTE | READ_FILE;
	rc = (int)syscall(SYS_landlock_add_rule, ruleset, PATH_BENEATH, &rule, 0u);
	if (rc < 0)
		gp_fail_errno(e, GP_EIO, "jail: landlock_add_rule");
	close(rule.parent);
	return rc;
}

int gp_jail_landlock_enter(int abi, const char *const *readable, struct gp_err *e)
{
	struct ruleset r = {.fs = fs_rights(abi)};
	size_t size = sizeof r.fs;
	int fd, rc = 0;

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
	for (; !rc && readable && *readable; readable++)
		rc = open_beneath(fd, *readable, e);
	if (!rc && (rc = (int)syscall(SYS_landlock_restrict_self, fd, 0u)) < 0)
		gp_fail_errno(e, GP_EIO, "jail: landlock_restrict_self");
	close(fd);
	return rc;
}

#endif
