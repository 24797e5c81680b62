#define _GNU_SOURCE
#include "core/sys/jail_layers.h"

#ifdef __linux__

#include <errno.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * Enough for a program that has everything loaded: its descriptors, its heap,
 * the clocks, its end. Nothing here names a file, makes a descriptor, reaches
 * another process or makes memory executable. futex and sched_yield serve the
 * C library's locks, rt_sig* and sigaltstack the way out of abort() and faults.
 */
static const int plain[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(restart_syscall),
	SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(sigaltstack),
	SCMP_SYS(exit), SCMP_SYS(exit_group),
};

/* Budgets of time are kept by timers (host/script_worker.c). */
static const int script[] = {SCMP_SYS(timer_settime)};

/*
 * What a program that reads a file and writes to what is open has no use for. It is loaded and linked inside, so a list
 * of what it may do would be that of the C library of each system; files are what Landlock is for.
 */
static const int program[] = {
	SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept),
	SCMP_SYS(accept4), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(clone3), SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(tgkill),
	SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo), SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd),
	SCMP_SYS(pidfd_send_signal), SCMP_SYS(shmget), SCMP_SYS(shmat), SCMP_SYS(semget), SCMP_SYS(msgget), SCMP_SYS(mq_open),
	SCMP_SYS(open_by_handle_at), SCMP_SYS(mount), SCMP_SYS(umount2),
	SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(chroot), SCMP_SYS(pivot_root), SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(userfaultfd),
	SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register), SCMP_SYS(memfd_create),
	SCMP_SYS(chmod), SCMP_SYS(fchmod), SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(fchown), SCMP_SYS(fchownat),
	SCMP_SYS(utimensat), SCMP_SYS(setpgid), SCMP_SYS(setsid),
};

bool gp_jail_seccomp_here(void)
{
#ifdef GP_SANITIZED
	return false;
#else
	uint32_t action = SECCOMP_RET_KILL_PROCESS;

	return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0u, &action) == 0;
#endif
}

/* Memory: anonymous only, never executable. */
static int allow_memory(scmp_filter_ctx c)
{
	struct scmp_arg_cmp not_exec = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	struct scmp_arg_cmp anonymous = SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS);
	int rc = seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, not_exec, anonymous);

	return rc ? rc : seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, not_exec);
}

static int fill(scmp_filter_ctx c, enum gp_jail_role role)
{
	size_t i;
	/* calls of another architecture (32-bit, x32) are an attack in every role */
	int rc = seccomp_attr_set(c, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);

	for (i = 0; !rc && role == GP_JAIL_PROGRAM && i < sizeof program / sizeof *program; i++)
		rc = seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), program[i], 0);
	if (!rc && role == GP_JAIL_PROGRAM) /* its own limits it may ask for */
		rc = seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1, SCMP_A0(SCMP_CMP_NE, 0));
	if (rc || role == GP_JAIL_PROGRAM)
		return rc;
	for (i = 0; !rc && i < sizeof plain / sizeof *plain; i++)
		rc = seccomp_rule_add(c, SCMP_ACT_ALLOW, plain[i], 0);
	for (i = 0; !rc && role == GP_JAIL_SCRIPT && i < sizeof script / sizeof *script; i++)
		rc = seccomp_rule_add(c, SCMP_ACT_ALLOW, script[i], 0);
	return rc ? rc : allow_memory(c);
}

int gp_jail_seccomp_enter(enum gp_jail_role role, struct gp_err *e)
{
	uint32_t other = role == GP_JAIL_PROGRAM ? SCMP_ACT_ALLOW : role == GP_JAIL_PARSE ? SCMP_ACT_ERRNO(EPERM) :
	    SCMP_ACT_KILL_PROCESS;
	scmp_filter_ctx c = seccomp_init(other);
	int rc;

	if (!c)
		return gp_fail(e, GP_EIO, "jail: seccomp_init");
	rc = fill(c, role);
	if (!rc)
		rc = seccomp_load(c);
	seccomp_release(c);
	if (!rc)
		return 0;
	errno = -rc;
	return gp_fail_errno(e, GP_EIO, "jail: seccomp filter");
}

#endif
