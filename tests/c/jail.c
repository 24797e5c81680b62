/*
 * jail: a worker that turned hostile tries the doors, one a process.
 *
 * Each attempt runs in both roles, with both layers, with either, and with
 * neither: the last shows that the attempt is a real one. What needs a descriptor is tried once more with neither layer and
 * the limit on them, which is off else, for it would refuse before the layers. As root the whole is done again as nobody. The test is its own worker: "-x ROLE/WITHOUT/ATTEMPT".
 */
#define _GNU_SOURCE
#include "core/sys/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/sys/proc.h"
#include "tests/lib/tap.h"

#define SHARED ((size_t)16 << 20)
#define MEMORY ((size_t)256 << 20)
#define NOBODY 65534u

static struct gp_err err;

/* Left for the attempts by the worker before it enters. */
static pid_t parent;
static const char *shared;
static void *page;
static struct sockaddr_in listener = {.sin_family = AF_INET};

static int result(long rc)
{
	return rc < 0 ? errno : 0;
}

/* --- the attempts: 0 when the door was open, else errno */

static int read_file(void)
{
	close(0); /* where only the number of descriptors is limited */
	return result(open("/etc/passwd", O_RDONLY));
}

static int create_file(void)
{
	close(0);
	return result(open("newfile", O_WRONLY | O_CREAT, 0600));
}

static int write_file(void)
{
	int fd;

	close(0);
	fd = open("victim", O_WRONLY);
	return fd < 0 ? errno : result(write(fd, "x", 1));
}

static int unlink_file(void)
{
	return result(unlink("victim"));
}

static int rename_file(void)
{
	return result(rename("victim", "moved"));
}

static int truncate_file(void)
{
	return result(truncate("victim", 0));
}

static int make_dir(void)
{
	return result(mkdir("newdir", 0700));
}

static int stat_file(void)
{
	struct stat st;

	return result(stat("victim", &st));
}

static int connect_tcp(void)
{
	int s;

	close(0);
	s = socket(AF_INET, SOCK_STREAM, 0);
	return s < 0 ? errno : result(connect(s, (void *)&listener, sizeof listener));
}

static int udp_socket(void)
{
	close(0);
	return result(socket(AF_INET, SOCK_DGRAM, 0));
}

static int socket_pair(void)
{
	int pair[2];

	close(0);
	close(1);
	return result(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
}

static int do_fork(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return result(pid);
}

static int do_clone(void)
{
	pid_t pid = (pid_t)syscall(SYS_clone, CLONE_VM | CLONE_VFORK | SIGCHLD, NULL, NULL, NULL, NULL);

	if (pid == 0)
		_exit(0);
	return result(pid);
}

/* /bin/true ends with 0 and without a word: the parent takes that for success. */
static int exec_program(void)
{
	char name[] = "true", *argv[] = {name, NULL}, *envp[] = {NULL};

	close(0); /* the loader needs one, too */
	return result(execve("/bin/true", argv, envp));
}

static int kill_parent(void)
{
	return result(kill(parent, 0));
}

static int trace_parent(void)
{
	return result(ptrace(PTRACE_SEIZE, parent, NULL, NULL));
}

static int read_parent_memory(void)
{
	char path[40];

	close(0);
	snprintf(path, sizeof path, "/proc/%ld/mem", (long)parent);
	return result(open(path, O_RDONLY));
}

static int vm_read_parent(void)
{
	char byte;
	struct iovec here = {&byte, 1}, there = {&parent, 1};

	return result(process_vm_readv(parent, &here, 1, &there, 1, 0));
}

static int map_executable(void)
{
	int flags = MAP_PRIVATE | MAP_ANONYMOUS;

	return mmap(NULL, 4096, PROT_READ | PROT_EXEC, flags, -1, 0) == MAP_FAILED ? errno : 0;
}

static int make_executable(void)
{
	return result(mprotect(page, 4096, PROT_READ | PROT_EXEC));
}

static int map_file(void)
{
	return mmap(NULL, 4096, PROT_READ, MAP_SHARED, GP_PROC_MEMORY, 0) == MAP_FAILED ? errno : 0;
}

static int become_dumpable(void)
{
	return result(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
}

static int regain_privileges(void)
{
	return result(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0));
}

static int become_root(void)
{
	return result(setuid(0));
}

static int raise_limit(void)
{
	struct rlimit l = {100, 100};

	return result(setrlimit(RLIMIT_NOFILE, &l));
}

static int one_more_descriptor(void)
{
	return result(dup(GP_PROC_SOCKET));
}

static int shared_segment(void)
{
	int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);

	if (id >= 0)
		shmctl(id, IPC_RMID, NULL);
	return result(id);
}

static int message_queue(void)
{
	close(0);
	return result(syscall(SYS_mq_open, "govpub-test", O_RDWR | O_CREAT, 0600, NULL));
}

static int memory_file(void)
{
	close(0);
	return result(memfd_create("x", 0));
}

static int io_ring(void)
{
	char params[120] = {0};

	close(0);
	return result(syscall(SYS_io_uring_setup, 1, params));
}

static int watch_files(void)
{
	close(0);
	return result(inotify_init1(0));
}

static int user_namespace(void)
{
	return result(unshare(CLONE_NEWUSER));
}

static int add_key(void)
{
	return result(syscall(SYS_add_key, "user", "govpub", "x", 1, -1 /* thread keyring */));
}

static int change_handler(void)
{
	return signal(SIGXCPU, SIG_IGN) == SIG_ERR ? errno : 0;
}

static int much_memory(void)
{
	int flags = MAP_PRIVATE | MAP_ANONYMOUS;

	return mmap(NULL, MEMORY, PROT_READ, flags, -1, 0) == MAP_FAILED ? errno : 0;
}

static int write_shared(void)
{
	return result(write(GP_PROC_MEMORY, "x", 1));
}

static int shrink_shared(void)
{
	return result(ftruncate(GP_PROC_MEMORY, 1));
}

static int map_shared_writable(void)
{
	int prot = PROT_READ | PROT_WRITE;

	return mmap(NULL, 4096, prot, MAP_SHARED, GP_PROC_MEMORY, 0) == MAP_FAILED ? errno : 0;
}

static int make_shared_writable(void)
{
	return result(mprotect((void *)(uintptr_t)shared, 4096, PROT_READ | PROT_WRITE));
}

#ifdef __x86_64__
static int call_32_bit(void)
{
	long rc = 20; /* getpid */

	__asm__ volatile("int $0x80" : "+a"(rc) : : "memory", "r8", "r9", "r10", "r11");
	return rc > 0 ? 0 : ENOSYS;
}
#endif

/* What an honest worker does must work. */
static int honest_work(void)
{
	struct timespec t;
	struct pollfd p = {.fd = GP_PROC_SOCKET, .events = POLLOUT};
	size_t n = (size_t)20 << 20;
	char *big = malloc(n), c, *small[1000];
	int i;

	if (!big || clock_gettime(CLOCK_MONOTONIC, &t) < 0 || poll(&p, 1, 0) != 1)
		return errno;
	memset(big, 'x', n);
	big = realloc(big, 2 * n);
	for (i = 0; i < 1000; i++)
		small[i] = malloc((size_t)i * 100);
	for (i = 0; i < 1000; i++)
		free(small[i]);
	if (!big || big[n - 1] != 'x' || shared[SHARED - 1] != '!')
		return EFAULT;
	free(big);
	return read(GP_PROC_SOCKET, &c, 1) == 1 && c == '?' ? 0 : EIO;
}

/* --- the table */

#define LANDLOCK 1u
#define SECCOMP 2u /* in the script role: death */
#define ALWAYS 4u  /* uid, rlimit, seal */
#define PEER 8u    /* another uid is enough: always, when root started the worker */
#define MAYBE 16u  /* without the layers it depends on the machine */
#define DEATH 32u  /* by seccomp in every role */
#define OPENS 64u  /* makes a descriptor: the limit on them refuses it as well */

static const struct attempt {
	const char *name;
	int (*run)(void);
	unsigned by;  /* what refuses it, each alone */
	int from_abi; /* the Landlock ABI that does, if not the first */
} attempts[] = {
	{"work honestly", honest_work, 0, 0},
	{"read a file", read_file, LANDLOCK | SECCOMP | OPENS, 0},
	{"create a file", create_file, LANDLOCK | SECCOMP | OPENS, 0},
	{"write to a file", write_file, LANDLOCK | SECCOMP | ALWAYS | OPENS, 0},
	{"unlink a file", unlink_file, LANDLOCK | SECCOMP, 0},
	{"rename a file", rename_file, LANDLOCK | SECCOMP, 0},
	{"truncate a file", truncate_file, LANDLOCK | SECCOMP, 3},
	{"make a directory", make_dir, LANDLOCK | SECCOMP, 0},
	{"stat a file", stat_file, SECCOMP, 0},
	{"connect over TCP", connect_tcp, LANDLOCK | SECCOMP | OPENS, 4},
	{"make a UDP socket", udp_socket, SECCOMP | OPENS, 0},
	{"make a socket pair", socket_pair, SECCOMP | OPENS, 0},
	{"fork", do_fork, SECCOMP | ALWAYS, 0},
	{"clone", do_clone, SECCOMP | ALWAYS, 0},
	{"execute a program", exec_program, LANDLOCK | SECCOMP, 0},
	{"signal the parent", kill_parent, LANDLOCK | SECCOMP | PEER, 6},
	{"trace the parent", trace_parent, LANDLOCK | SECCOMP | PEER | MAYBE, 0},
	{"open the parent's memory", read_parent_memory, LANDLOCK | SECCOMP | PEER | MAYBE | OPENS, 0},
	{"read the parent's memory", vm_read_parent, LANDLOCK | SECCOMP | PEER | MAYBE, 0},
	{"map executable memory", map_executable, SECCOMP, 0},
	{"make memory executable", make_executable, SECCOMP, 0},
	{"map a file", map_file, SECCOMP, 0},
	{"become dumpable", become_dumpable, SECCOMP, 0},
	{"undo NO_NEW_PRIVS", regain_privileges, SECCOMP | ALWAYS, 0},
	{"become root", become_root, SECCOMP | ALWAYS, 0},
	{"raise a limit", raise_limit, SECCOMP | ALWAYS, 0},
	{"have one more descriptor", one_more_descriptor, SECCOMP | ALWAYS | OPENS, 0},
	{"make a shared segment", shared_segment, SECCOMP | MAYBE, 0},
	{"make a message queue", message_queue, SECCOMP | ALWAYS, 0},
	{"make a memory file", memory_file, SECCOMP | OPENS, 0},
	{"set up io_uring", io_ring, SECCOMP | MAYBE | OPENS, 0},
	{"watch files", watch_files, SECCOMP | MAYBE | OPENS, 0},
	{"make a user namespace", user_namespace, SECCOMP | MAYBE, 0},
	{"add a key", add_key, SECCOMP | MAYBE, 0},
	{"change a signal handler", change_handler, SECCOMP, 0},
	{"take more memory than allowed", much_memory, ALWAYS, 0},
	{"write to the shared memory", write_shared, ALWAYS, 0},
	{"shrink the shared memory", shrink_shared, SECCOMP | ALWAYS, 0},
	{"map the shared memory for writing", map_shared_writable, SECCOMP | ALWAYS, 0},
	{"make the shared memory writable", make_shared_writable, ALWAYS, 0},
#ifdef __x86_64__
	{"make a 32-bit system call", call_32_bit, SECCOMP | DEATH | MAYBE, 0},
#endif
};
#define ATTEMPTS (sizeof attempts / sizeof *attempts)

/* --- the worker's side */

/* What the worker sends: the level it got, then what came of the attempt. */
struct entered {
	int rc;
	struct gp_jail_level level;
};

static void enter(enum gp_jail_role role, unsigned without)
{
	struct gp_jail_limits lim = {.cpu_s = 10, .memory = MEMORY, .keep_fd = GP_PROC_MEMORY, .without = without};
	struct entered said = {0};
	size_t size;

	parent = getppid();
	shared = gp_shared_map(GP_PROC_MEMORY, &size, &err);
	page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memcpy(&listener.sin_port, shared, sizeof listener.sin_port);
	listener.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	said.rc = gp_jail_enter(role, &lim, &said.level, &err);
	if (write(GP_PROC_SOCKET, &said, sizeof said) != sizeof said || said.rc < 0)
		_exit(9);
}

static int be_worker(const char *role)
{
	unsigned n[3] = {0};
	const char *at = role;
	int i, outcome;

	for (i = 0; i < 3; i++)
		n[i] = (unsigned)strtoul(at + (*at == '/'), (char **)(uintptr_t)&at, 10);
	enter((enum gp_jail_role)n[0], n[1]);
	outcome = attempts[n[2]].run();
	if (write(GP_PROC_SOCKET, &outcome, sizeof outcome) != sizeof outcome)
		_exit(9);
	_exit(1);
}

/* --- the parent's side */

static struct gp_shared memory;
static struct gp_jail_level here;

/* n bytes from the worker within 5 s; fewer when it ended. */
static size_t hear(int fd, void *to, size_t n)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};
	size_t have = 0;
	ssize_t got;

	while (have < n && poll(&p, 1, 5000) > 0) {
		got = read(fd, (char *)to + have, n - have);
		if (got <= 0)
			break;
		have += (size_t)got;
	}
	return have;
}

static int make_victim(void)
{
	int fd;

	rmdir("newdir");
	unlink("newfile");
	unlink("moved");
	unlink("victim");
	fd = open("victim", O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	return fd < 0 || fchmod(fd, 0666) < 0 ? -1 : close(fd);
}

/* 0: it succeeded; -1: killed by SIGSYS; -2: no set-up; else errno or 1000 + signal. */
static int run_attempt(enum gp_jail_role role, unsigned without, size_t i)
{
	struct entered said;
	struct gp_proc p;
	char name[40];
	int outcome = 0, status;
	bool told;

	snprintf(name, sizeof name, "%d/%u/%zu", (int)role, without, i);
	if (make_victim() < 0 || gp_proc_spawn(&p, NULL, name, memory.fd, &err) < 0)
		return -2;
	send(p.sock, "?", 1, MSG_NOSIGNAL); /* for honest work; others may have ended already */
	told = hear(p.sock, &said, sizeof said) == sizeof said && said.rc == 0 &&
	    said.level.landlock == (here.landlock && !(without & GP_JAIL_LANDLOCK)) &&
	    said.level.seccomp == (here.seccomp && !(without & GP_JAIL_SECCOMP));
	if (!told) {
		gp_proc_end(&p);
		return -2;
	}
	told = hear(p.sock, &outcome, sizeof outcome) == sizeof outcome;
	status = gp_proc_end(&p);
	if (told)
		return outcome;
	if (WIFSIGNALED(status))
		return WTERMSIG(status) == SIGSYS ? -1 : 1000 + WTERMSIG(status);
	return WEXITSTATUS(status) == 0 ? 0 : -2;
}

/* Whether the outcome is the one that the layers in force must lead to. */
static bool as_it_must(const struct attempt *a, enum gp_jail_role role, unsigned without,
    int outcome)
{
	unsigned by = a->by;
	bool landlock = here.landlock && !(without & GP_JAIL_LANDLOCK) &&
	    (by & LANDLOCK) && here.landlock_abi >= a->from_abi;
	bool filter = here.seccomp && !(without & GP_JAIL_SECCOMP) && (by & SECCOMP);

	if (outcome == -2)
		return false;
	if (filter && (role == GP_JAIL_SCRIPT || (by & DEATH)))
		return outcome == -1;
	if (filter)
		return outcome == EPERM;
	if (landlock || (by & ALWAYS) || ((by & PEER) && geteuid() == 0))
		return outcome > 0;
	if (!(without & GP_JAIL_DESCRIPTORS) && (by & OPENS))
		return outcome > 0;
	return outcome == 0 || (outcome > 0 && (by & MAYBE));
}

static void every_door(const char *who)
{
	enum gp_jail_role role;
	unsigned without;
	size_t i, wrong;
	int outcome;

	for (i = 0; i < ATTEMPTS; i++) {
		wrong = 0;
		for (role = GP_JAIL_PARSE; role <= GP_JAIL_SCRIPT; role++)
			for (without = attempts[i].by & OPENS ? 3 : GP_JAIL_DESCRIPTORS; without < 8; without++) {
				outcome = run_attempt(role, without, i);
				if (as_it_must(&attempts[i], role, without, outcome))
					continue;
				wrong++;
				printf("# role %d, without %u: outcome %d\n", (int)role, without, outcome);
			}
		ok(wrong == 0, "%s: a worker %s %s", who, attempts[i].by ? "cannot" : "can",
		    attempts[i].name);
	}
}

/* A listener for connect_tcp; its port goes into the shared memory. */
static void listen_on_loopback(void)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof a;
	int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (bind(s, (void *)&a, sizeof a) < 0 || listen(s, 100) < 0 ||
	    getsockname(s, (void *)&a, &len) < 0)
		ok(false, "listener");
	memcpy(memory.map, &a.sin_port, sizeof a.sin_port);
	memory.map[SHARED - 1] = '!';
}

static int run_tests(bool root)
{
	if (gp_shared_new(&memory, "test", SHARED, &err) < 0)
		ok(false, "%s", err.msg);
	listen_on_loopback();
	gp_jail_probe(&here);
	printf("# %s, Landlock ABI %d\n", gp_jail_level_name(&here), here.landlock_abi);
	every_door(root ? "root" : "user");
	if (root) {
		if (setgroups(0, NULL) < 0 || setresgid(NOBODY, NOBODY, NOBODY) < 0 ||
		    setresuid(NOBODY, NOBODY, NOBODY) < 0 || prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) < 0)
			ok(false, "becoming nobody");
		every_door("nobody");
	}
	gp_shared_free(&memory);
	return tap_done();
}

int main(int argc, char **argv)
{
	char dir[] = "/tmp/govpub-jail-XXXXXX";
	int status = 1;
	pid_t pid;

	if (argc == 3 && !strcmp(argv[1], "-x"))
		return be_worker(argv[2]);
	setvbuf(stdout, NULL, _IOLBF, 0);
#ifdef GP_SANITIZED
	skip_all("a sanitized build has no seccomp and no memory limit");
#endif
	if (!mkdtemp(dir) || chmod(dir, 0777) < 0 || chdir(dir) < 0)
		ok(false, "set-up");
	/* this process stays who it is, to clean up after one that becomes nobody */
	pid = fork();
	if (pid == 0)
		exit(run_tests(geteuid() == 0));
	waitpid(pid, &status, 0);
	make_victim();
	unlink("victim");
	if (chdir("/") < 0 || rmdir(dir) < 0)
		perror(dir);
	return status != 0;
}
