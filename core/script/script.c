#define _GNU_SOURCE
#include "core/script/script.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/script/script_put.h"
#include "core/script/script_request.h"
#include "core/script/subject.h"
#include "core/sys/loop.h"
#include "core/sys/proc.h"

#define START_TRIES 3           /* workers that end before "ready", in a row */
#define START_MS 10000          /* until "ready" */
#define PROTECTION_MAX 31       /* bytes of its name; govpub doctor shows it */
#define GRACE_MS 300            /* between SIGTERM, which asks for the last word, and SIGKILL */
#define OUT_MAX ((size_t)64 << 20)

struct gp_script {
	struct gp_loop *loop;
	struct gp_script_options o;
	struct gp_proc proc;
	struct gp_timer timer;
	struct gp_buf in, out;
	bool alive, ready, asked;  /* asked: SIGTERM was sent */
	int prelude;               /* answers to declarations that a new worker still owes */
	int failed_starts, pending;
	struct gp_script_request *first, **last;
};

static void on_socket(void *user, int fd, uint32_t events);
static int start(struct gp_script *s, struct gp_err *e);

static void request_free(struct gp_script_request *q)
{
	gp_buf_free(&q->record);
	gp_buf_free(&q->value);
	gp_arena_free(&q->arena);
	free(q);
}

static void arm(struct gp_script *s)
{
	int wall = s->o.wall_ms + 500; /* the worker's own clock comes first */

	if (!s->alive || (!s->first && s->ready))
		gp_loop_disarm(s->loop, &s->timer);
	else
		gp_loop_arm(s->loop, &s->timer, gp_clock_mono_ms() + (s->ready ? wall : START_MS));
}

/* The oldest request ends; what is behind it stays. */
static void finish(struct gp_script *s, struct gp_script_answer *a)
{
	struct gp_script_request *q = s->first;

	s->first = q->next;
	if (!s->first)
		s->last = &s->first;
	s->pending--;
	a->first = q->first;
	a->note = q->note;
	arm(s);
	q->done(q->user, a);
	request_free(q);
}

static void end_worker(struct gp_script *s)
{
	gp_loop_disarm(s->loop, &s->timer);
	if (s->alive) {
		gp_loop_forget(s->loop, s->proc.sock);
		gp_proc_end(&s->proc);
	}
	s->alive = s->ready = s->asked = false;
	s->prelude = 0;
	gp_buf_clear(&s->in);
	gp_buf_clear(&s->out);
}

/* What the request had received so far came from a worker that is no more. */
static void forget_answer(struct gp_script_request *q)
{
	gp_buf_clear(&q->value);
	gp_arena_reset(&q->arena);
	q->first = NULL;
	q->note = NULL;
	q->last = &q->first;
	q->ticks = 0;
}

/* The worker is gone; `a` is what its oldest request gets, and the others a new worker. */
static void replace(struct gp_script *s, struct gp_script_answer *a)
{
	struct gp_err e = GP_ERR_INIT;
	bool ready = s->ready;

	end_worker(s);
	s->failed_starts = ready ? 0 : s->failed_starts + 1;
	if (s->first && (ready || s->failed_starts >= START_TRIES)) {
		if (a->outcome == GP_SCRIPT_LOST)
			forget_answer(s->first);
		finish(s, a);
	}
	while (s->first && !s->alive) { /* a callback may have asked for more and so started one */
		if (s->failed_starts < START_TRIES && !start(s, &e))
			return;
		finish(s, &(struct gp_script_answer){.outcome = GP_SCRIPT_LOST, .file = -1,
		    .message = e.code ? e.msg : gp_err_word("no script worker can be started")});
	}
}

static void lost(struct gp_script *s, const char *why)
{
	replace(s, &(struct gp_script_answer){.outcome = GP_SCRIPT_LOST, .message = why, .file = -1});
}

static void on_silence(void *user)
{
	struct gp_script *s = user;

	if (!s->ready) { /* no script had a chance to be slow */
		lost(s, gp_err_word("no script worker can be started"));
	} else if (!s->asked) {
		s->asked = true;
		kill(s->proc.pid, SIGTERM);
		gp_loop_arm(s->loop, &s->timer, gp_clock_mono_ms() + GRACE_MS);
	} else {
		replace(s, &(struct gp_script_answer){.outcome = GP_SCRIPT_STOPPED, .limit = GP_SCRIPT_WALL,
		    .file = s->first ? s->first->file : -1});
	}
}

/* --- sending */

static int flush(struct gp_script *s, struct gp_err *e)
{
	size_t done = 0;

	while (done < s->out.len) {
		ssize_t n = send(s->proc.sock, s->out.data + done, s->out.len - done, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		done += (size_t)n;
	}
	gp_buf_shift(&s->out, done);
	return gp_loop_watch(s->loop, s->proc.sock, s->out.len ? EPOLLIN | EPOLLOUT : EPOLLIN, on_socket, s, e);
}

static int put_prelude(struct gp_script *s)
{
	struct gp_msg_out m;
	int rc;

	gp_msg_begin(&m, &s->out, GP_SCRIPT_CONFIG);
	gp_msg_put_int(&m, s->o.lang);
	gp_msg_put_int(&m, s->o.cpu_ms);
	gp_msg_put_int(&m, s->o.wall_ms);
	gp_msg_put_int(&m, s->o.profile);
	rc = gp_msg_end(&m);
	for (int i = 0; !rc && i < s->o.count; i++)
		if (!s->o.sources[i].out)
			rc = gp_script_put_source(&s->out, i, &s->o.sources[i]);
	for (int i = 0; !rc && i < s->o.count; i++)
		if (s->o.sources[i].declared && !s->o.sources[i].out) {
			s->prelude++;
			rc = gp_script_put_declare(&s->out, i, true) || gp_script_put_filter(&s->out, i, &s->o.sources[i]) ||
			    gp_script_put_args(&s->out, i, &s->o.sources[i]) ? -1 : 0;
		}
	for (struct gp_script_request *q = s->first; !rc && q; q = q->next)
		rc = gp_buf_put(&s->out, q->record.data, q->record.len);
	return rc;
}

static int start(struct gp_script *s, struct gp_err *e)
{
	int rc;

	if (gp_proc_spawn_with(&s->proc, s->o.binary, "script", s->o.memory_fd, s->o.notes_fd ? s->o.notes_fd : -1, e))
		return -1;
	s->alive = true;
	s->ready = s->asked = false;
	rc = put_prelude(s) ? gp_fail(e, GP_ELIMIT, "the scripts are too large to load together (64 MiB)") : flush(s, e);
	if (rc) /* it would answer requests that are given up now */
		end_worker(s);
	arm(s);
	return rc;
}

/* --- receiving */

static int take_done(struct gp_script *s, struct gp_script_request *q, struct gp_msg_in *m)
{
	struct gp_script_answer a = {.outcome = GP_SCRIPT_GOOD, .file = q->file};
	struct gp_value v;
	struct gp_err e = GP_ERR_INIT;
	bool wants = q->type != GP_SCRIPT_CHECK;

	if (!gp_msg_done(m) || wants != (q->value.len > 0))
		return -1;
	if (wants && gp_value_unpack(&v, &q->arena, q->value.data, q->value.len, &e))
		return -1;
	a.value = wants ? &v : NULL;
	finish(s, &a);
	return 0;
}

static int take_failed(struct gp_script *s, struct gp_script_request *q, struct gp_msg_in *m)
{
	struct gp_script_answer a = {.outcome = GP_SCRIPT_BAD, .file = q->file};
	size_t n;
	const char *message = gp_msg_take_str(m, GP_SCRIPT_MESSAGE_MAX, &n);

	a.message = gp_arena_strndup(&q->arena, message, n);
	if (!gp_msg_done(m) || q->type == GP_SCRIPT_CHECK)
		return -1;
	finish(s, &a);
	return 0;
}

/* 1: the worker has ended by its own word. */
static int take_limit(struct gp_script *s, struct gp_msg_in *m)
{
	struct gp_script_answer a = {.outcome = GP_SCRIPT_STOPPED};
	struct gp_script_request *q = s->first;

	a.limit = (enum gp_script_limit)gp_msg_take_range(m, GP_SCRIPT_CPU, GP_SCRIPT_LIMITS - 1);
	a.file = (int)gp_msg_take_range(m, -1, s->o.count - 1);
	if (!gp_msg_done(m))
		return -1;
	if (s->prelude) { /* a declaration that was fine before: never again */
		if (a.file < 0 || !s->o.sources[a.file].declared || s->o.sources[a.file].out)
			return -1;
		s->o.sources[a.file].out = true;
		s->ready = false; /* the request is not to blame */
	} else if (!q || (a.file >= 0 && !gp_script_request_runs(q, a.file))) {
		return -1;
	}
	replace(s, &a);
	return 1;
}

static int take_ready(struct gp_script *s, struct gp_msg_in *m)
{
	size_t n;

	(void)gp_msg_take_str(m, PROTECTION_MAX, &n);
	if (s->ready || !gp_msg_done(m))
		return -1;
	s->ready = true;
	s->failed_starts = 0;
	arm(s);
	return 0;
}

/* The answers to the declarations of a new worker. */
static int take_prelude(struct gp_script *s, struct gp_msg_in *m)
{
	if (m->type != GP_SCRIPT_DONE && m->type != GP_SCRIPT_FAILED)
		return -1;
	s->prelude--;
	arm(s);
	return 0;
}

/* Only this and an answer's end buy time: a worker that goes on talking is stopped all the same. */
static int take_tick(struct gp_script *s, struct gp_script_request *q, struct gp_msg_in *m)
{
	if (!gp_msg_done(m) || ++q->ticks > q->rules)
		return -1;
	if (!s->asked)
		arm(s);
	return 0;
}

/* One record. -1: it does not fit; 1: the worker is gone. */
static int take_record(struct gp_script *s, struct gp_msg_in *m)
{
	struct gp_script_request *q = s->first;
	const char *bytes;
	size_t n;

	if (m->type == GP_SCRIPT_READY)
		return take_ready(s, m);
	if (!s->ready)
		return -1;
	if (m->type == GP_SCRIPT_LIMIT)
		return take_limit(s, m);
	if (s->prelude)
		return take_prelude(s, m);
	if (!q)
		return -1;
	switch (m->type) {
	case GP_SCRIPT_TICK:
		return take_tick(s, q, m);
	case GP_SCRIPT_BYTES:
		bytes = gp_msg_take_bytes(m, GP_SCRIPT_PIECE, &n);
		return gp_msg_done(m) && n && !gp_buf_put(&q->value, bytes, n) ? 0 : -1;
	case GP_SCRIPT_FOUND:
	case GP_SCRIPT_KEPT_VALUE:
	case GP_SCRIPT_NOTE:
	case GP_SCRIPT_COST:
	case GP_SCRIPT_BROKE:
		return gp_script_request_take(q, s->o.count, m);
	case GP_SCRIPT_DONE:
		return take_done(s, q, m);
	case GP_SCRIPT_FAILED:
		return take_failed(s, q, m);
	default:
		return -1;
	}
}

static void take_records(struct gp_script *s)
{
	struct gp_buf in = s->in; /* a callback may free nothing of it, but a new worker clears s->in */
	size_t at = 0;
	long size;
	int rc = 0;

	gp_buf_init(&s->in, in.max);
	for (;;) {
		struct gp_msg_in m;

		size = gp_msg_next(&m, in.data + at, in.len - at);
		if (size <= 0)
			break;
		at += (size_t)size;
		rc = take_record(s, &m);
		if (rc)
			break;
	}
	if (size >= 0 && !rc) { /* what is left of a record waits for its rest */
		gp_buf_shift(&in, at);
		gp_buf_free(&s->in);
		s->in = in;
		return;
	}
	gp_buf_free(&in);
	if (rc <= 0)
		lost(s, gp_err_word("the script worker said what it may not say"));
}

static void on_socket(void *user, int fd, uint32_t events)
{
	struct gp_script *s = user;
	struct gp_err e = GP_ERR_INIT;
	char *room;
	ssize_t n;

	if (events & EPOLLOUT && flush(s, &e)) {
		lost(s, e.msg);
		return;
	}
	if (!(events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
		return;
	room = gp_buf_reserve(&s->in, GP_MSG_MAX);
	n = room ? read(fd, room, GP_MSG_MAX) : -1;
	if (room && n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		lost(s, gp_err_word("the script worker ended"));
		return;
	}
	s->in.len += (size_t)n;
	take_records(s);
}

/* --- requests */

static struct gp_script_request *new_request(uint16_t type, int file, size_t value_max, gp_script_done_fn *done, void *user)
{
	struct gp_script_request *q = gp_calloc(1, sizeof *q);

	gp_buf_init(&q->record, GP_SCRIPT_FACTS_MAX + 4 * GP_MSG_MAX);
	gp_buf_init(&q->value, value_max);
	q->type = type;
	q->file = file;
	q->last = &q->first;
	q->done = done;
	q->user = user;
	return q;
}

/* The newest request, which could not be sent, as if it had never been. */
static void take_back(struct gp_script *s, struct gp_script_request *q)
{
	struct gp_script_request **p = &s->first;

	while (*p && *p != q)
		p = &(*p)->next;
	if (!*p) /* it has had its answer */
		return;
	*p = NULL;
	s->last = p;
	s->pending--;
	request_free(q);
}

/* Sends a request whose record is written. */
static int submit(struct gp_script *s, struct gp_script_request *q, int bad, struct gp_err *e)
{
	if (bad) {
		request_free(q);
		return gp_fail(e, GP_ELIMIT, "too much for one request to a script (64 KiB)");
	}
	*s->last = q;
	s->last = &q->next;
	s->pending++;
	if (!s->alive) {
		if (s->failed_starts < START_TRIES && !start(s, e))
			return 0;
		take_back(s, q);
		return e->code ? -1 : gp_fail(e, GP_EIO, "no script worker can be started");
	}
	if (s->first == q)
		arm(s);
	if (gp_buf_put(&s->out, q->record.data, q->record.len)) {
		take_back(s, q);
		return gp_fail(e, GP_EIO, "the script worker takes no more requests");
	}
	if (flush(s, e))
		gp_loop_arm(s->loop, &s->timer, 0); /* the next turn replaces it */
	return 0;
}

int gp_script_declare(struct gp_script *s, int file, gp_script_done_fn *done, void *user, struct gp_err *e)
{
	struct gp_script_request *q = new_request(GP_SCRIPT_DECLARE, file, GP_VALUE_MAX, done, user);
	return submit(s, q, gp_script_put_declare(&q->record, file, false), e);
}

void gp_script_args(struct gp_script *s, int file)
{
	struct gp_err e = GP_ERR_INIT;

	if (s->alive && (gp_script_put_filter(&s->out, file, &s->o.sources[file]) || gp_script_put_args(&s->out, file, &s->o.sources[file]) || flush(s, &e)))
		gp_loop_arm(s->loop, &s->timer, 0); /* it takes no more: the next turn replaces it */
}

int gp_script_run(struct gp_script *s, int file, char *const *args, int count, gp_script_done_fn *done, void *user,
    struct gp_err *e)
{
	struct gp_script_request *q = new_request(GP_SCRIPT_RUN, file, GP_VALUE_MAX, done, user);
	struct gp_msg_out m;

	gp_msg_begin(&m, &q->record, GP_SCRIPT_RUN);
	gp_msg_put_int(&m, file);
	gp_msg_put_int(&m, count);
	for (int i = 0; i < count; i++)
		gp_msg_put_str(&m, args[i], strlen(args[i]));
	return submit(s, q, gp_msg_end(&m), e);
}

int gp_script_call(struct gp_script *s, int file, const char *function, size_t offset, size_t length,
    const struct gp_script_body *body, gp_script_done_fn *done, void *user, struct gp_err *e)
{
	struct gp_script_request *q = new_request(GP_SCRIPT_CALL, file, GP_SCRIPT_CALL_MAX, done, user);
	return submit(s, q, gp_script_put_call(&q->record, file, function, offset, length, body), e);
}

int gp_script_eval(struct gp_script *s, int pack, size_t offset, size_t length, gp_script_done_fn *done, void *user,
    struct gp_err *e)
{
	struct gp_script_request *q = new_request(GP_SCRIPT_EVAL, -1, GP_SCRIPT_CALL_MAX, done, user);
	return submit(s, q, gp_script_put_eval(&q->record, pack, offset, length), e);
}

int gp_script_check(struct gp_script *s, const struct gp_script_page *p, const uint16_t *files, size_t count,
    gp_script_done_fn *done, void *user, struct gp_err *e)
{
	struct gp_script_request *q = new_request(GP_SCRIPT_CHECK, count == 1 ? files[0] : -1, 0, done, user);
	struct gp_msg_out m;
	int bad = gp_script_put_facts(&q->record, p->known);

	q->rules = count;
	gp_msg_begin(&m, &q->record, GP_SCRIPT_CHECK);
	gp_script_put_page(&m, p);
	gp_msg_put_int(&m, p->subjects ? p->subjects : GP_ON_HTML);
	gp_msg_put_int(&m, p->note);
	gp_msg_put_int(&m, p->judged);
	gp_msg_put_str(&m, (const char *)files, count * sizeof *files);
	return submit(s, q, gp_msg_end(&m) || bad, e);
}

int gp_script_describe(struct gp_script *s, const struct gp_script_page *p, gp_script_done_fn *done, void *user,
    struct gp_err *e)
{
	struct gp_script_request *q = new_request(GP_SCRIPT_DESCRIBE, -1, GP_SCRIPT_DESCRIBE_MAX, done, user);
	struct gp_msg_out m;

	gp_msg_begin(&m, &q->record, GP_SCRIPT_DESCRIBE);
	gp_script_put_page(&m, p);
	return submit(s, q, gp_msg_end(&m), e);
}

int gp_script_pending(const struct gp_script *s)
{
	return s->pending;
}

struct gp_script *gp_script_new(struct gp_loop *loop, const struct gp_script_options *o)
{
	struct gp_script *s = gp_calloc(1, sizeof *s);

	s->loop = loop;
	s->o = *o;
	s->o.cpu_ms = o->cpu_ms ? o->cpu_ms : GP_SCRIPT_CPU_MS;
	s->o.wall_ms = o->wall_ms ? o->wall_ms : GP_SCRIPT_WALL_MS;
	s->proc.sock = -1;
	s->last = &s->first;
	s->timer.fn = on_silence;
	s->timer.user = s;
	gp_buf_init(&s->in, 4 * GP_MSG_MAX);
	gp_buf_init(&s->out, OUT_MAX);
	return s;
}

static void drop_requests(struct gp_script *s)
{
	while (s->first) {
		struct gp_script_request *q = s->first;

		s->first = q->next;
		request_free(q);
	}
	s->last = &s->first;
	s->pending = 0;
}

void gp_script_turn_in(struct gp_script *s, struct gp_loop *loop)
{
	struct gp_err e = GP_ERR_INIT;

	if (s->first)
		end_worker(s);
	drop_requests(s);
	gp_loop_disarm(s->loop, &s->timer);
	if (s->alive)
		gp_loop_forget(s->loop, s->proc.sock);
	s->loop = loop;
	if (s->alive && flush(s, &e)) /* the next request starts another */
		end_worker(s);
}

void gp_script_free(struct gp_script *s)
{
	if (!s)
		return;
	end_worker(s);
	drop_requests(s);
	gp_buf_free(&s->in);
	gp_buf_free(&s->out);
	free(s);
}
