#define _GNU_SOURCE
#include "core/sys/jail_layers.h"

#ifdef __linux__

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/sys/proc.h"

/*
 * The uid and gid of the first role, when root starts the workers. Each role
 * has its own, so that roles can neither signal nor trace one another. The far one
 * lies where nobody allocates (Debian policy 9.2.2; systemd's UIDS-GIDS: 1879048192 to
 * 2147352575 is unused). A container that maps only the first 65536 gets the near
 * one, from the range Debian reserves above systemd's dynamic users.
 */
#define ID_FAR 1900000000u
#define ID_NEAR 65520u

#define STACK ((rlim_t)8 << 20)
#define PROGRAM_FILES ((rlim_t)64)

static int refused(struct gp_err *e, const char *step)
{
	return gp_fail_errno(e, GP_EIO, "jail: %s", step);
}

static int take_ids(uid_t id)
{
	return setresgid(id, id, id) < 0 ? -1 : setresuid(id, id, id);
}

static int leave_root(enum gp_jail_role role, struct gp_err *e)
{
	if (geteuid() != 0)
		return 0;
	if (setgroups(0, NULL) < 0)
		return refused(e, "setgroups (root of a user namespace? start as an ordinary user)");
	if (take_ids(ID_FAR + (uid_t)role) == 0)
		return 0;
	if (errno != EINVAL || take_ids(ID_NEAR + (uid_t)role) < 0)
		return refused(e, "setresuid");
	return 0;
}

/* An ordinary user, too, may have been given some. */
static int drop_capabilities(struct gp_err *e)
{
	struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};

	return syscall(SYS_capset, &head, none) < 0 ? refused(e, "capset") : 0;
}

/* Who this process is: without privileges, invisible to others, and gone with its parent. */
static int settle(enum gp_jail_role role, struct gp_err *e)
{
	pid_t parent = getppid();

	/* EINVAL: there are threads, and the layers would bind only this one */
	if (unshare(CLONE_VM) < 0 && errno == EINVAL)
		return refused(e, "a worker with threads");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return refused(e, "NO_NEW_PRIVS");
	if (leave_root(role, e) < 0 || drop_capabilities(e) < 0)
		return -1;
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		return refused(e, "DUMPABLE");
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0)
		return refused(e, "PDEATHSIG");
	/* the change of uid had switched the signal off for a moment */
	if (getppid() != parent)
		return gp_fail(e, GP_EIO, "jail: the parent has ended");
	return 0;
}

/* Lowers a limit for good; one that is lower already stays. */
static int lower(__rlimit_resource_t resource, rlim_t soft, rlim_t hard)
{
	struct rlimit l;

	if (getrlimit(resource, &l) < 0)
		return -1;
	if (hard < l.rlim_max)
		l.rlim_max = hard;
	l.rlim_cur = soft < l.rlim_max ? soft : l.rlim_max;
	return setrlimit(resource, &l);
}

static int limit(const struct gp_jail_limits *lim, struct gp_err *e)
{
	static const struct {
		__rlimit_resource_t resource;
		rlim_t most;
		const char *name;
	} fixed[] = {{RLIMIT_FSIZE, 0, "RLIMIT_FSIZE"}, {RLIMIT_NPROC, 0, "RLIMIT_NPROC"},
	    {RLIMIT_CORE, 0, "RLIMIT_CORE"}, {RLIMIT_STACK, STACK, "RLIMIT_STACK"},
	    {RLIMIT_MEMLOCK, 0, "RLIMIT_MEMLOCK"}, {RLIMIT_MSGQUEUE, 0, "RLIMIT_MSGQUEUE"}};
	size_t i;

	for (i = 0; i < sizeof fixed / sizeof *fixed; i++)
		if (lower(fixed[i].resource, fixed[i].most, fixed[i].most) < 0)
			return refused(e, fixed[i].name);
	if (lim->cpu_s && lower(RLIMIT_CPU, lim->cpu_s, (rlim_t)lim->cpu_s + 1) < 0)
		return refused(e, "RLIMIT_CPU");
#ifndef GP_SANITIZED
	if (lim->memory && lower(RLIMIT_AS, lim->memory, lim->memory) < 0)
		return refused(e, "RLIMIT_AS");
#endif
	return 0;
}

void gp_jail_probe(struct gp_jail_level *out)
{
	out->landlock_abi = gp_jail_landlock_abi();
	out->landlock = out->landlock_abi > 0;
	out->seccomp = gp_jail_seccomp_here();
}

int gp_jail_enter(enum gp_jail_role role, const struct gp_jail_limits *lim,
    struct gp_jail_level *got, struct gp_err *e)
{
	rlim_t files = role == GP_JAIL_PROGRAM ? PROGRAM_FILES : lim->without & GP_JAIL_DESCRIPTORS ? (rlim_t)lim->keep_fd + 1 : 0;

	gp_jail_probe(got);
	if (lim->without & GP_JAIL_LANDLOCK) {
		got->landlock = false;
		got->landlock_abi = 0;
	}
	if (lim->without & GP_JAIL_SECCOMP)
		got->seccomp = false;
	if (role == GP_JAIL_PROGRAM && !got->landlock)
		return gp_fail(e, GP_EDENIED, "jail: without Landlock no other program is started");
	if (gp_proc_close_from(lim->keep_fd + 1) < 0)
		return refused(e, "closing descriptors");
	if (settle(role, e) < 0 || limit(lim, e) < 0)
		return -1;
	if (got->landlock && gp_jail_landlock_enter(got->landlock_abi, role == GP_JAIL_PROGRAM ? lim->readable : NULL, e) < 0)
		return -1;
	/* only now: the ruleset needed a descriptor */
	if (lower(RLIMIT_NOFILE, files, files) < 0)
		return refused(e, "RLIMIT_NOFILE");
	if (got->seccomp && gp_jail_seccomp_enter(role, e) < 0)
		return -1;
	return 0;
}

#endif
