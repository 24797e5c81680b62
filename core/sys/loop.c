#include "core/sys/loop.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"

#define BATCH 128 /* events fetched by one wait */

struct watch {
	gp_loop_fd_fn *fn; /* NULL: not registered */
	void *user;
	uint32_t events;
	uint32_t generation; /* of this registration; travels in the event */
};

struct due {
	int64_t at;
	uint64_t seq; /* keeps timers of one millisecond in order */
	struct gp_timer *t;
};

struct gp_loop {
	int epoll;
	uint32_t generation;
	struct watch *watches; /* by descriptor */
	size_t watch_count;
	struct due *heap; /* binary, smallest first */
	size_t timers, heap_cap;
	uint64_t seq;
	int64_t firing_at; /* the time of the timers being fired, or INT64_MIN */
};

int gp_loop_new(struct gp_loop **out, struct gp_err *e)
{
	int fd = epoll_create1(EPOLL_CLOEXEC);

	*out = NULL;
	if (fd < 0)
		return gp_fail_errno(e, GP_EIO, "epoll_create1");
	*out = gp_calloc(1, sizeof **out);
	(*out)->epoll = fd;
	(*out)->firing_at = INT64_MIN;
	return 0;
}

void gp_loop_free(struct gp_loop *l)
{
	size_t i;

	if (!l)
		return;
	for (i = 0; i < l->timers; i++)
		l->heap[i].t->slot = 0;
	close(l->epoll);
	free(l->watches);
	free(l->heap);
	free(l);
}

static void grow_watches(struct gp_loop *l, size_t need)
{
	size_t n = l->watch_count ? l->watch_count : 64;

	while (n < need)
		n *= 2;
	l->watches = gp_reallocarray(l->watches, n, sizeof *l->watches);
	memset(l->watches + l->watch_count, 0, (n - l->watch_count) * sizeof *l->watches);
	l->watch_count = n;
}

int gp_loop_watch(struct gp_loop *l, int fd, uint32_t events, gp_loop_fd_fn *fn, void *user,
    struct gp_err *e)
{
	struct epoll_event ev = {.events = events};
	bool known = fd >= 0 && (size_t)fd < l->watch_count && l->watches[fd].fn;
	uint32_t generation = known ? l->watches[fd].generation : ++l->generation;
	int rc;

	if (!known || l->watches[fd].events != events) {
		ev.data.u64 = (uint64_t)generation << 32 | (uint32_t)fd;
		rc = epoll_ctl(l->epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &ev);
		if (rc < 0)
			return gp_fail_errno(e, GP_EIO, "watching descriptor %d", fd);
	}
	if ((size_t)fd >= l->watch_count)
		grow_watches(l, (size_t)fd + 1);
	l->watches[fd] = (struct watch){fn, user, events, generation};
	return 0;
}

void gp_loop_forget(struct gp_loop *l, int fd)
{
	if (fd < 0 || (size_t)fd >= l->watch_count || !l->watches[fd].fn)
		return;
	l->watches[fd].fn = NULL;
	epoll_ctl(l->epoll, EPOLL_CTL_DEL, fd, NULL);
}

static bool before(const struct due *a, const struct due *b)
{
	return a->at < b->at || (a->at == b->at && a->seq < b->seq);
}

static void place(struct gp_loop *l, size_t i, struct due d)
{
	l->heap[i] = d;
	d.t->slot = (uint32_t)i + 1;
}

/* Puts `d` where it belongs, starting from the free place i. */
static void sift(struct gp_loop *l, size_t i, struct due d)
{
	size_t child;

	while (i > 0 && before(&d, &l->heap[(i - 1) / 2])) {
		place(l, i, l->heap[(i - 1) / 2]);
		i = (i - 1) / 2;
	}
	while ((child = 2 * i + 1) < l->timers) {
		if (child + 1 < l->timers && before(&l->heap[child + 1], &l->heap[child]))
			child++;
		if (!before(&l->heap[child], &d))
			break;
		place(l, i, l->heap[child]);
		i = child;
	}
	place(l, i, d);
}

void gp_loop_arm(struct gp_loop *l, struct gp_timer *t, int64_t at)
{
	size_t i;

	t->at = at;
	if (t->slot) {
		i = t->slot - 1;
	} else {
		if (l->timers == l->heap_cap) {
			l->heap_cap = l->heap_cap ? l->heap_cap * 2 : 64;
			l->heap = gp_reallocarray(l->heap, l->heap_cap, sizeof *l->heap);
		}
		i = l->timers++;
	}
	/* not ahead of what is already due, or a timer that re-arms itself starves the rest */
	if (at < l->firing_at)
		at = l->firing_at;
	sift(l, i, (struct due){at, ++l->seq, t});
}

void gp_loop_disarm(struct gp_loop *l, struct gp_timer *t)
{
	size_t i;

	if (!t->slot)
		return;
	i = t->slot - 1;
	t->slot = 0;
	l->timers--;
	if (i < l->timers)
		sift(l, i, l->heap[l->timers]);
}

static int wait_ms(const struct gp_loop *l, int max_ms)
{
	int64_t left;

	if (!l->timers)
		return max_ms;
	left = l->heap[0].at - gp_clock_mono_ms();
	if (left < 0)
		left = 0;
	if (left > INT_MAX)
		left = INT_MAX;
	return max_ms >= 0 && max_ms < left ? max_ms : (int)left;
}

static void deliver(struct gp_loop *l, const struct epoll_event *ev)
{
	size_t fd = (uint32_t)ev->data.u64;
	struct watch w = l->watches[fd]; /* a copy: the callback may move the table */
	uint32_t events;

	if (!w.fn || w.generation != ev->data.u64 >> 32)
		return;
	events = ev->events & (w.events | EPOLLERR | EPOLLHUP);
	if (events)
		w.fn(w.user, (int)fd, events);
}

static void fire(struct gp_loop *l)
{
	uint64_t last = l->seq; /* timers armed by the callbacks wait for the next turn */
	struct gp_timer *t;

	l->firing_at = gp_clock_mono_ms();
	while (l->timers && l->heap[0].at <= l->firing_at && l->heap[0].seq <= last) {
		t = l->heap[0].t;
		gp_loop_disarm(l, t);
		t->fn(t->user);
	}
	l->firing_at = INT64_MIN;
}

int gp_loop_turn(struct gp_loop *l, int max_ms, struct gp_err *e)
{
	struct epoll_event batch[BATCH];
	int i, n;

	n = epoll_wait(l->epoll, batch, BATCH, wait_ms(l, max_ms));
	if (n < 0 && errno != EINTR)
		return gp_fail_errno(e, GP_EIO, "epoll_wait");
	for (i = 0; i < n; i++)
		deliver(l, &batch[i]);
	fire(l);
	return 0;
}
