#define _GNU_SOURCE
#include "core/crawl/pool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/parse_put.h"
#include "core/sys/loop.h"
#include "core/sys/proc.h"

#define DEPTH 8                          /* jobs a worker has at once */
#define REGION_SOFT ((size_t)2 << 20)    /* ordinary pages stay below this, so little memory is touched */
#define FILE_WEIGHT ((size_t)32 << 10)   /* so that a backlog of small files is no great number of descriptors */
#define OUT_MAX ((size_t)4 << 20)
#define START_TRIES 3                    /* workers that end before "ready", in a row */

struct job {
	struct gp_pool_body held; /* first, so that a holder's pointer is the job's */
	struct job *next;
	struct job *younger, **link; /* among the bodies that lie in the region, oldest first */
	bool is_held;
	struct gp_pool *pool;
	struct gp_parse_job what;
	struct gp_buf body; /* kept for a successor of the worker until the page is read */
	int file;           /* or a file, kept for the same; -1 */
	size_t weight;      /* in the backlog */
	gp_pool_done_fn *done;
	void *user;
};

struct worker {
	struct gp_pool *pool;
	struct gp_proc proc;
	struct gp_shared shared;
	struct gp_notes notes;
	struct gp_timer timer;
	struct job *first, **last; /* in flight, oldest first */
	struct job *oldest, **youngest; /* whose bodies lie in the region, in flight or held */
	int depth;
	size_t head; /* next free byte of the region */
	bool ready, alive;
	struct gp_buf in, out;
	size_t reply; /* bytes of records for the current page */
	struct gp_arena arena;
	struct gp_page page;
	struct gp_page_names names;
};

struct gp_pool {
	struct gp_loop *loop;
	struct gp_pool_options options;
	struct worker *workers;
	struct job *waiting, **waiting_last;
	size_t backlog;
	struct job *finishing; /* whose callback runs */
	int replaced, failed_starts;
	char protection[32];
};

static void on_socket(void *user, int fd, uint32_t events);
static int start(struct worker *w, struct gp_err *e);
static void feed(struct gp_pool *p);

static void leave_region(struct job *j)
{
	struct worker *w = &j->pool->workers[j->held.region];

	if (!j->link)
		return;
	*j->link = j->younger;
	if (j->younger)
		j->younger->link = j->link;
	else
		w->youngest = j->link;
	j->link = NULL;
}

static void job_free(struct gp_pool *p, struct job *j)
{
	leave_region(j);
	p->backlog -= j->weight;
	gp_buf_free(&j->body);
	if (j->file >= 0)
		close(j->file);
	free((char *)j->what.url);
	free((char *)j->what.charset);
	free((char *)j->what.passages);
	free(j);
}

static void finish(struct gp_pool *p, struct job *j, const struct gp_page *page, const char *why)
{
	p->finishing = page ? j : NULL;
	j->done(j->user, page, why);
	p->finishing = NULL;
	if (!j->is_held)
		job_free(p, j);
}

static struct job *pop_job(struct worker *w)
{
	struct job *j = w->first;

	w->first = j->next;
	if (!w->first)
		w->last = &w->first;
	w->depth--;
	return j;
}

/* The oldest job fails; the others go back to the head of the queue. */
static void replace(struct worker *w, const char *why)
{
	struct gp_pool *p = w->pool;
	struct job *bad = w->ready && w->first ? pop_job(w) : NULL;
	struct gp_err e = GP_ERR_INIT;

	gp_loop_disarm(p->loop, &w->timer);
	gp_loop_forget(p->loop, w->proc.sock);
	gp_proc_end(&w->proc);
	p->replaced++;
	p->failed_starts = w->ready ? 0 : p->failed_starts + 1;
	w->alive = false;
	for (struct job *j = w->first; j; j = j->next)
		leave_region(j);
	if (w->first) {
		*w->last = p->waiting;
		if (!p->waiting)
			p->waiting_last = w->last;
		p->waiting = w->first;
		w->first = NULL;
		w->last = &w->first;
		w->depth = 0;
	}
	if (bad)
		finish(p, bad, NULL, why);
	if (p->failed_starts < START_TRIES && start(w, &e))
		p->failed_starts = START_TRIES;
	feed(p);
}

static void on_budget(void *user)
{
	replace(user, "silent");
}

/* -1: the loop refuses. A worker that ended shows up when its socket is read, in its own turn. */
static int flush(struct worker *w, struct gp_err *e)
{
	size_t done = 0;

	while (done < w->out.len) {
		ssize_t n = send(w->proc.sock, w->out.data + done, w->out.len - done, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		done += (size_t)n;
	}
	gp_buf_shift(&w->out, done);
	return gp_loop_watch(w->pool->loop, w->proc.sock,
	    w->out.len ? EPOLLIN | EPOLLOUT : EPOLLIN, on_socket, w, e);
}

static int start(struct worker *w, struct gp_err *e)
{
	struct gp_pool *p = w->pool;

	if (gp_proc_spawn_with(&w->proc, p->options.binary, "parse", w->shared.fd, w->notes.fd, e))
		return -1;
	w->alive = true;
	w->ready = false;
	gp_buf_clear(&w->in);
	gp_buf_clear(&w->out);
	gp_arena_reset(&w->arena);
	gp_page_names_forget(&w->names);
	w->page = (struct gp_page){0};
	w->reply = 0;
	if (gp_parse_put_config(&w->out, p->options.phrases))
		return gp_fail(e, GP_ELIMIT, "the phrases are too long for one record");
	if (gp_parse_put_triggers(&w->out, p->options.triggers, p->options.trigger_count))
		return gp_fail(e, GP_ELIMIT, "what the rules want of pages is too much together (4 MiB)");
	gp_loop_arm(p->loop, &w->timer, gp_clock_mono_ms() + p->options.budget_ms);
	return flush(w, e);
}

/*
 * Where n bytes can lie: behind the youngest body, else at the start again, as in a ring; SIZE_MAX: nowhere.
 * A region that is empty takes a body of any size.
 */
static size_t room(const struct worker *w, size_t n)
{
	size_t tail;

	if (!w->oldest)
		return n <= w->shared.size ? 0 : SIZE_MAX;
	tail = w->oldest->what.offset;
	if (w->head > tail || (w->head == tail && !w->oldest->what.length)) {
		if (w->head + n <= REGION_SOFT)
			return w->head;
		return n < tail ? 0 : SIZE_MAX;
	}
	return w->head + n < tail ? w->head : SIZE_MAX;
}

static bool fits(const struct worker *w, size_t n)
{
	return w->alive && w->depth < DEPTH && room(w, n) != SIZE_MAX;
}

/* To where the worker sees it. -1: the file cannot be read any more. */
static int bring(struct worker *w, struct job *j)
{
	if (j->file >= 0)
		return gp_shared_read(&w->shared, j->what.offset, j->file, &j->what.length);
	if (j->what.length)
		memcpy(w->shared.map + j->what.offset, j->body.data, j->what.length);
	return 0;
}

/* NULL, or why not. */
static const char *send_job(struct worker *w, struct job *j)
{
	j->what.offset = room(w, j->what.length);
	if (bring(w, j))
		return "unreadable";
	if (gp_parse_put_job(&w->out, &j->what))
		return "too large"; /* for a record */
	w->head = j->what.offset + j->what.length;
	j->held.region = (int)(w - w->pool->workers);
	j->younger = NULL;
	j->link = w->youngest;
	*w->youngest = j;
	w->youngest = &j->younger;
	j->next = NULL;
	*w->last = j;
	w->last = &j->next;
	if (!w->depth++)
		gp_loop_arm(w->pool->loop, &w->timer, gp_clock_mono_ms() + w->pool->options.budget_ms);
	return NULL;
}

/* The least busy worker that has room. */
static struct worker *idlest(struct gp_pool *p, size_t n)
{
	struct worker *best = NULL;

	for (int i = 0; i < p->options.workers; i++)
		if (fits(&p->workers[i], n) && (!best || p->workers[i].depth < best->depth))
			best = &p->workers[i];
	return best;
}

static void leave_queue(struct gp_pool *p)
{
	p->waiting = p->waiting->next;
	if (!p->waiting)
		p->waiting_last = &p->waiting;
}

static void feed(struct gp_pool *p)
{
	struct gp_err e = GP_ERR_INIT;
	struct worker *w;
	const char *why;

	while (p->waiting) {
		struct job *j = p->waiting;

		if (j->what.length > p->options.region || p->failed_starts >= START_TRIES) {
			leave_queue(p);
			finish(p, j, NULL, p->failed_starts >= START_TRIES ? GP_POOL_NO_WORKER : "too large");
			continue;
		}
		w = idlest(p, j->what.length);
		if (!w)
			return;
		leave_queue(p);
		why = send_job(w, j);
		if (why) {
			finish(p, j, NULL, why);
			continue;
		}
		if (flush(w, &e)) /* replacing it here could pull the page from under a callback */
			gp_loop_arm(p->loop, &w->timer, 0);
	}
}

static void page_done(struct worker *w)
{
	struct gp_pool *p = w->pool;
	struct job *j = pop_job(w);

	if (w->depth)
		gp_loop_arm(p->loop, &w->timer, gp_clock_mono_ms() + p->options.budget_ms);
	else
		gp_loop_disarm(p->loop, &w->timer);
	finish(p, j, &w->page, NULL);
	gp_arena_reset(&w->arena);
	w->page = (struct gp_page){0};
	w->reply = 0;
}

static int take_ready(struct worker *w, struct gp_msg_in *m)
{
	size_t n;
	const char *s = gp_msg_take_str(m, sizeof w->pool->protection - 1, &n);

	if (w->ready || !gp_msg_done(m))
		return -1;
	memcpy(w->pool->protection, s, n);
	w->pool->protection[n] = '\0';
	w->ready = true;
	w->pool->failed_starts = 0;
	if (w->depth)
		gp_loop_arm(w->pool->loop, &w->timer, gp_clock_mono_ms() + w->pool->options.budget_ms);
	else
		gp_loop_disarm(w->pool->loop, &w->timer);
	return 0;
}

/* One record. -1: it does not fit. */
static int take_record(struct worker *w, struct gp_msg_in *m, size_t size)
{
	int rc;

	if (m->type == GP_PARSE_READY)
		return take_ready(w, m);
	w->reply += size;
	if (!w->ready || !w->first || w->reply > GP_PARSE_REPLY_MAX)
		return -1;
	rc = gp_page_take(&w->page, &w->arena, &w->names, m);
	if (rc < 0 || (w->page.id && w->page.id != w->first->what.id) || w->page.noted > w->first->what.length)
		return -1;
	if (rc)
		page_done(w);
	return 0;
}

static void take_records(struct worker *w)
{
	size_t at = 0;
	long size;

	for (;;) {
		struct gp_msg_in m;

		size = gp_msg_next(&m, w->in.data + at, w->in.len - at);
		if (size <= 0)
			break;
		at += (size_t)size;
		if (take_record(w, &m, (size_t)size)) {
			size = -1;
			break;
		}
	}
	gp_buf_shift(&w->in, at);
	if (size < 0)
		replace(w, "lied");
	else
		feed(w->pool);
}

static void on_socket(void *user, int fd, uint32_t events)
{
	struct worker *w = user;
	struct gp_err e = GP_ERR_INIT;
	char *room;
	ssize_t n;

	if (events & EPOLLOUT && flush(w, &e)) {
		replace(w, "ended");
		return;
	}
	if (!(events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
		return;
	room = gp_buf_reserve(&w->in, GP_MSG_MAX);
	if (!room) {
		replace(w, "lied");
		return;
	}
	n = read(fd, room, GP_MSG_MAX);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		replace(w, "ended");
		return;
	}
	w->in.len += (size_t)n;
	take_records(w);
}

static int no_worker(const struct gp_pool *p, struct gp_err *e)
{
	return p->failed_starts < START_TRIES ? 0 : gp_fail(e, GP_EIO, "no parse worker could be started; run "
	    "'govpub -x parse' under strace to see what the system refuses");
}

static struct job *new_job(struct gp_pool *p, const struct gp_parse_job *what, size_t n, gp_pool_done_fn *done, void *user)
{
	struct job *j = gp_calloc(1, sizeof *j);

	j->pool = p;
	j->what = *what;
	j->what.url = gp_strdup(what->url);
	j->what.charset = gp_strdup(what->charset);
	j->what.passages = gp_strdup(what->passages ? what->passages : "");
	j->what.length = j->weight = n;
	j->file = -1;
	j->done = done;
	j->user = user;
	return j;
}

static void append(struct gp_pool *p, struct job *j)
{
	*p->waiting_last = j;
	p->waiting_last = &j->next;
	p->backlog += j->weight;
	feed(p);
}

int gp_pool_submit(struct gp_pool *p, const struct gp_parse_job *what, struct gp_buf *body,
    gp_pool_done_fn *done, void *user, struct gp_err *e)
{
	struct job *j;

	if (no_worker(p, e))
		return -1;
	j = new_job(p, what, body->len, done, user);
	j->body = *body;
	gp_buf_init(body, body->max);
	append(p, j);
	return 0;
}

int gp_pool_submit_file(struct gp_pool *p, const struct gp_parse_job *what, int fd, size_t n,
    gp_pool_done_fn *done, void *user, struct gp_err *e)
{
	struct job *j;

	if (no_worker(p, e)) {
		close(fd);
		return -1;
	}
	j = new_job(p, what, n, done, user);
	j->file = fd;
	if (n < FILE_WEIGHT)
		j->weight = FILE_WEIGHT;
	append(p, j);
	return 0;
}

int gp_pool_new(struct gp_pool **out, struct gp_loop *loop, const struct gp_pool_options *o,
    struct gp_err *e)
{
	struct gp_pool *p = gp_calloc(1, sizeof *p);

	p->loop = loop;
	p->options = *o;
	p->waiting_last = &p->waiting;
	memcpy(p->protection, "unknown", 8);
	p->workers = gp_calloc((size_t)o->workers, sizeof *p->workers);
	for (int i = 0; i < o->workers; i++) {
		struct worker *w = &p->workers[i];

		w->pool = p;
		w->last = &w->first;
		w->youngest = &w->oldest;
		w->proc.sock = -1;
		w->shared.fd = -1;
		w->notes = (struct gp_notes){-1, -1};
		w->timer.fn = on_budget;
		w->timer.user = w;
		gp_buf_init(&w->in, 2 * GP_MSG_MAX + GP_MSG_HEADER);
		gp_buf_init(&w->out, OUT_MAX);
		if (gp_shared_new(&w->shared, "govpub-body", o->region, e) ||
		    gp_notes_new(&w->notes, "govpub-facts", o->region, e) || start(w, e)) {
			gp_pool_free(p);
			return -1;
		}
	}
	*out = p;
	return 0;
}

void gp_pool_free(struct gp_pool *p)
{
	if (!p)
		return;
	for (int i = 0; i < p->options.workers; i++) {
		struct worker *w = &p->workers[i];

		if (!w->pool) /* never set up */
			continue;
		gp_loop_disarm(p->loop, &w->timer);
		if (w->proc.sock >= 0)
			gp_loop_forget(p->loop, w->proc.sock);
		gp_proc_end(&w->proc);
		gp_shared_free(&w->shared);
		gp_notes_free(&w->notes);
		while (w->first)
			job_free(p, pop_job(w));
		for (struct job *j = w->oldest, *younger; j; j = younger) { /* held */
			younger = j->younger;
			job_free(p, j);
		}
		gp_buf_free(&w->in);
		gp_buf_free(&w->out);
		gp_arena_free(&w->arena);
		gp_page_names_free(&w->names);
	}
	while (p->waiting) {
		struct job *j = p->waiting;

		p->waiting = j->next;
		job_free(p, j);
	}
	free(p->workers);
	free(p);
}

struct gp_pool_body *gp_pool_hold(struct gp_pool *p)
{
	struct job *j = p->finishing;

	j->is_held = true;
	j->held.offset = j->what.offset;
	j->held.length = j->what.length;
	gp_buf_free(&j->body);
	return &j->held;
}

void gp_pool_release(struct gp_pool *p, struct gp_pool_body *b)
{
	struct job *j = (struct job *)b;

	leave_region(j);
	if (p->finishing == j) /* in the callback that held it */
		j->is_held = false;
	else
		job_free(p, j);
	feed(p);
}

int gp_pool_region(const struct gp_pool *p, int region)
{
	return p->workers[region].shared.fd;
}

int gp_pool_notes(const struct gp_pool *p, int region)
{
	return p->workers[region].notes.reader;
}

size_t gp_pool_backlog(const struct gp_pool *p)
{
	return p->backlog;
}

const char *gp_pool_protection(const struct gp_pool *p)
{
	return p->protection;
}

int gp_pool_replaced(const struct gp_pool *p)
{
	return p->replaced;
}
