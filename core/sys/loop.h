/*
 * loop.h - one epoll loop: descriptors and timers, single-threaded.
 *
 * A descriptor may be registered once; callbacks may add, change and remove
 * descriptors and timers, also their own, but not free the loop. An event that
 * was fetched before its descriptor was forgotten is dropped, also when the
 * number is in use again. Timers fire once, in order of time, and at equal
 * times in the order they were armed.
 */
#ifndef GP_SYS_LOOP_H
#define GP_SYS_LOOP_H

#include <stdint.h>

#include "core/base/err.h"

struct gp_loop;

/* `events`: EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP as epoll reports them. */
typedef void gp_loop_fd_fn(void *user, int fd, uint32_t events);
typedef void gp_loop_timer_fn(void *user);

int gp_loop_new(struct gp_loop **out, struct gp_err *e) GP_MUST_USE;
/* Closes the loop, not the descriptors; armed timers become disarmed. Accepts NULL. */
void gp_loop_free(struct gp_loop *l);

/* Registers fd, or changes its mask, callback and user. */
int gp_loop_watch(struct gp_loop *l, int fd, uint32_t events, gp_loop_fd_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
/* Must come before close(fd). Unknown descriptors are fine. */
void gp_loop_forget(struct gp_loop *l, int fd);

/* Owned by its user: set fn and user, zero the rest. `at` is gp_clock_mono_ms() time. */
struct gp_timer {
	int64_t at;
	gp_loop_timer_fn *fn;
	void *user;
	uint32_t slot; /* place in the heap + 1; 0: not armed */
};
/* (Re)arms t at `at`. One that a callback arms for a time already past fires in the next turn. */
void gp_loop_arm(struct gp_loop *l, struct gp_timer *t, int64_t at);
/* Fine on a timer that is not armed. */
void gp_loop_disarm(struct gp_loop *l, struct gp_timer *t);

/*
 * Waits at most max_ms (-1: for ever) for events or the next timer, and runs
 * what is due. A signal ends the wait early and is no error.
 */
int gp_loop_turn(struct gp_loop *l, int max_ms, struct gp_err *e) GP_MUST_USE;

#endif
