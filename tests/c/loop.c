/* loop: descriptors that come and go inside callbacks; timers in order */
#define _GNU_SOURCE
#include "core/sys/loop.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/time.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "tests/lib/tap.h"

static struct gp_loop *loop;
static struct gp_err err;
static char order[1200];

static void turn(int max_ms)
{
	if (gp_loop_turn(loop, max_ms, &err) < 0)
		ok(false, "turn: %s", err.msg);
}

static void watch(int fd, uint32_t events, gp_loop_fd_fn *fn, void *user)
{
	if (gp_loop_watch(loop, fd, events, fn, user, &err) < 0)
		ok(false, "watch: %s", err.msg);
}

static void note(const char *word)
{
	size_t n = strlen(order);

	snprintf(order + n, sizeof order - n, "%s", word);
}

/* A callback's user is not const; these words are never written to. */
static void *tag(const char *word)
{
	return (void *)(uintptr_t)word;
}

/* A pipe with a byte in it, so that its reading end is ready. */
static void ready_pipe(int p[2])
{
	if (pipe2(p, O_CLOEXEC | O_NONBLOCK) < 0 || write(p[1], "x", 1) != 1)
		ok(false, "pipe");
}

static void on_note(void *user, int fd, uint32_t events)
{
	(void)fd;
	note(user);
	if (events & EPOLLHUP)
		note("hup");
}

static void on_read(void *user, int fd, uint32_t events)
{
	char c;

	(void)events;
	if (read(fd, &c, 1) == 1)
		note(user);
}

static void descriptors_report_what_was_asked(void)
{
	int p[2];

	ready_pipe(p);
	order[0] = '\0';
	watch(p[0], EPOLLIN, on_read, tag("in;"));
	watch(p[1], EPOLLOUT, on_note, tag("out;"));
	turn(0);
	ok(strstr(order, "in;") && strstr(order, "out;"), "readable and writable ends are reported");
	order[0] = '\0';
	watch(p[1], 0, on_note, tag("out;"));
	turn(0);
	is_str(order, "", "an emptied mask reports nothing");
	watch(p[1], EPOLLOUT, on_note, tag("again;"));
	turn(0);
	is_str(order, "again;", "mask and user can be changed");
	gp_loop_forget(loop, p[1]);
	close(p[1]);
	order[0] = '\0';
	watch(p[0], EPOLLIN, on_note, tag(""));
	turn(0);
	is_str(order, "hup", "a hang-up is reported without being asked for");
	gp_loop_forget(loop, p[0]);
	gp_loop_forget(loop, p[0]);
	gp_loop_forget(loop, -1);
	gp_loop_forget(loop, 100000);
	close(p[0]);
	is_int(gp_loop_watch(loop, p[0], EPOLLIN, on_note, NULL, &err), -1, "a closed one fails");
	is_int(gp_loop_watch(loop, -1, EPOLLIN, on_note, NULL, &err), -1, "a negative one too");
}

#define MANY 20
static int many[MANY][2];
static int called;

/* Whoever is called first forgets and closes all the others of the batch. */
static void on_first(void *user, int fd, uint32_t events)
{
	int i;

	(void)user, (void)events;
	called++;
	for (i = 0; i < MANY; i++)
		if (many[i][0] != fd) {
			gp_loop_forget(loop, many[i][0]);
			close(many[i][0]);
		}
}

/* As above, and takes the freed numbers into use again. */
static void on_reuse(void *user, int fd, uint32_t events)
{
	int i;

	on_first(user, fd, events);
	for (i = 0; i < MANY; i++) {
		if (many[i][0] == fd)
			continue;
		if (fcntl(many[i][1], F_DUPFD_CLOEXEC, many[i][0]) != many[i][0])
			ok(false, "the number is taken again");
		watch(many[i][0], EPOLLIN, on_note, tag("stale;"));
	}
}

static void batch_of_ready_pipes(gp_loop_fd_fn *fn)
{
	int i;

	called = 0;
	order[0] = '\0';
	for (i = 0; i < MANY; i++) {
		ready_pipe(many[i]);
		watch(many[i][0], EPOLLIN, fn, NULL);
	}
	turn(0);
}

static void close_batch(void)
{
	int i;

	for (i = 0; i < MANY; i++) {
		gp_loop_forget(loop, many[i][0]);
		close(many[i][0]);
		close(many[i][1]);
	}
}

static void stale_events_are_dropped(void)
{
	batch_of_ready_pipes(on_first);
	is_int(called, 1, "a callback may forget descriptors later in the same batch");
	close_batch();
	batch_of_ready_pipes(on_reuse);
	is_int(called, 1, "and take their numbers into use again");
	is_str(order, "", "events of the former owner do not reach the new one");
	close_batch();
}

static void on_forget_self(void *user, int fd, uint32_t events)
{
	(void)user, (void)events;
	called++;
	gp_loop_forget(loop, fd);
}

static void a_callback_may_forget_itself(void)
{
	int p[2];

	called = 0;
	ready_pipe(p);
	watch(p[0], EPOLLIN, on_forget_self, NULL);
	turn(0);
	turn(0);
	is_int(called, 1, "a callback may forget its own descriptor");
	watch(p[0], EPOLLIN, on_forget_self, NULL);
	turn(0);
	is_int(called, 2, "and it may be registered again");
	close(p[0]);
	close(p[1]);
}

static void on_timer(void *user)
{
	note(user);
}

static void timers_fire_in_order(void)
{
	static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g"};
	static const int at[] = {5, 1, 3, 1, 4, 2, 3}; /* and e is disarmed */
	struct gp_timer t[7] = {{0}};
	int64_t now = gp_clock_mono_ms() - 100;
	int i;

	order[0] = '\0';
	for (i = 0; i < 7; i++) {
		t[i].fn = on_timer;
		t[i].user = tag(names[i]);
		gp_loop_arm(loop, &t[i], now + at[i]);
	}
	gp_loop_disarm(loop, &t[4]);
	gp_loop_disarm(loop, &t[4]);
	gp_loop_arm(loop, &t[1], now + 9); /* b moves to the end */
	turn(-1);
	is_str(order, "dfcgab", "by time, then by the order of arming; moved and disarmed ones obeyed");
	turn(0);
	is_str(order, "dfcgab", "each fires once");
}

static void many_timers_keep_their_order(void)
{
	static struct gp_timer t[1000];
	static const char digits[] = "0\0001\0002\0003\0004\0005\0006\0007\0008\0009";
	int64_t base = gp_clock_mono_ms() - 100000;
	size_t i, wrong = 0;
	unsigned x = 1;

	for (i = 0; i < 1000; i++) {
		x = x * 1103515245u + 12345u;
		t[i] = (struct gp_timer){.fn = on_timer, .user = tag(digits + 2 * ((x >> 16) % 10))};
		gp_loop_arm(loop, &t[i], base + (x >> 16) % 10);
	}
	for (i = 0; i < 1000; i += 7)
		gp_loop_disarm(loop, &t[i]);
	order[0] = '\0';
	turn(0);
	for (i = 0; order[i] && order[i + 1]; i++)
		wrong += order[i] > order[i + 1];
	is_int((long long)wrong, 0, "a thousand timers, some disarmed, fire in order");
	for (i = 0, wrong = 0; i < 1000; i++)
		wrong += t[i].slot != 0;
	is_int((long long)wrong, 0, "and are all disarmed after");
}

static struct gp_timer again, other;
static int again_count;

static void on_again(void *user)
{
	(void)user;
	again_count++;
	gp_loop_arm(loop, &again, 0); /* always in the past */
}

static void a_timer_in_the_past_starves_nobody(void)
{
	int64_t now = gp_clock_mono_ms();

	order[0] = '\0';
	again = (struct gp_timer){.fn = on_again};
	other = (struct gp_timer){.fn = on_timer, .user = tag("other")};
	gp_loop_arm(loop, &again, 0);
	gp_loop_arm(loop, &other, now - 1);
	turn(0);
	is_int(again_count, 1, "a timer that re-arms itself for the past fires once a turn");
	is_str(order, "other", "and the others get their turn");
	turn(-1);
	is_int(again_count, 2, "and again in the next");
	gp_loop_disarm(loop, &again);
}

static void waits_are_bounded(void)
{
	struct gp_timer t = {.fn = on_timer, .user = tag("t")};
	int64_t start = gp_clock_mono_ms(), took;

	order[0] = '\0';
	gp_loop_arm(loop, &t, start + 30);
	turn(5);
	is_str(order, "", "the maximal wait ends before the timer");
	while (!order[0])
		turn(-1);
	took = gp_clock_mono_ms() - start;
	ok(took >= 30, "a timer never fires early (%lld ms)", (long long)took);
}

static void on_alarm(int sig)
{
	(void)sig;
}

static void a_signal_ends_the_wait(void)
{
	struct sigaction sa = {.sa_handler = on_alarm};
	struct itimerval soon = {{0, 0}, {0, 20000}};

	sigaction(SIGALRM, &sa, NULL);
	setitimer(ITIMER_REAL, &soon, NULL);
	is_int(gp_loop_turn(loop, 10000, &err), 0, "a signal ends the wait and is no error");
}

int main(void)
{
	struct gp_timer left = {.fn = on_timer};

	is_int(gp_loop_new(&loop, &err), 0, "a loop");
	descriptors_report_what_was_asked();
	stale_events_are_dropped();
	a_callback_may_forget_itself();
	timers_fire_in_order();
	many_timers_keep_their_order();
	a_timer_in_the_past_starves_nobody();
	waits_are_bounded();
	a_signal_ends_the_wait();
	gp_loop_arm(loop, &left, gp_clock_mono_ms() + 100000);
	gp_loop_free(loop);
	gp_loop_free(NULL);
	is_int(left.slot, 0, "freeing the loop disarms what is left");
	return tap_done();
}
