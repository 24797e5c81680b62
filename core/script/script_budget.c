#define _GNU_SOURCE
#include "core/script/script_budget.h"

#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/sys/proc.h"

#define SIGNAL_STACK 65536
#ifdef GP_SANITIZED
#define OWN_STACK 0 /* on another stack than the usual one the sanitizer would have to read /proc */
#else
#define OWN_STACK SA_ONSTACK
#endif

/* For signal handlers and the allocator, which take no argument. */
static volatile sig_atomic_t current = -1; /* the file whose code runs */

_Noreturn void gp_budget_over(enum gp_script_limit what)
{
	struct {
		uint32_t length;
		uint16_t type, zero;
		int64_t what, file;
	} record = {16, GP_SCRIPT_LIMIT, 0, what, current};

	_Static_assert(sizeof record == GP_MSG_HEADER + 16, "as gp_msg_put_int() would write it");
	while (write(GP_PROC_SOCKET, &record, sizeof record) < 0 && errno == EINTR)
		;
	_exit(0);
}

static void on_signal(int sig)
{
	gp_budget_over(sig == SIGPROF ? GP_SCRIPT_CPU : sig == SIGALRM || sig == SIGTERM ? GP_SCRIPT_WALL : GP_SCRIPT_CRASH);
}

static void catch_signals(void)
{
	static char stack[SIGNAL_STACK];
	static const int caught[] = {SIGPROF, SIGALRM, SIGTERM,
#ifndef GP_SANITIZED
		SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT,
#endif
	};
	stack_t ss = {.ss_sp = stack, .ss_size = sizeof stack};
	struct sigaction a = {.sa_handler = on_signal, .sa_flags = OWN_STACK};

	sigaltstack(&ss, NULL);
	sigfillset(&a.sa_mask);
	for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
		sigaction(caught[i], &a, NULL);
}

/* CPU time as the scheduler counts it; ITIMER_PROF goes by ticks, which miss much on a busy machine. */
static timer_t cpu_timer, wall_timer;

int gp_budget_open(void)
{
	struct sigevent cpu = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGPROF};
	struct sigevent wall = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};

	catch_signals();
	return timer_create(CLOCK_PROCESS_CPUTIME_ID, &cpu, &cpu_timer) ? -1 :
	    timer_create(CLOCK_MONOTONIC, &wall, &wall_timer);
}

static void set_timer(timer_t timer, int ms)
{
	struct itimerspec t = {.it_value = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L}};

	timer_settime(timer, 0, &t, NULL);
}

/* A system call costs as much as a quick rule: those that follow one another at once share the timers. */
#define SHARED_MS 20

static int64_t armed_at = -1; /* ms; -1: not at all */

void gp_budget_begin(int file, int cpu_ms, int wall_ms)
{
	int64_t now = gp_clock_mono_ms();

	current = file;
	if (armed_at >= 0 && now - armed_at < SHARED_MS)
		return;
	armed_at = now;
	set_timer(cpu_timer, cpu_ms);
	set_timer(wall_timer, wall_ms);
}

void gp_budget_end(void)
{
	current = -1;
}

void gp_budget_stop(void)
{
	current = -1;
	armed_at = -1;
	set_timer(cpu_timer, 0);
	set_timer(wall_timer, 0);
}
