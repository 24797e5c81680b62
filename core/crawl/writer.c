#define _GNU_SOURCE
#include "core/crawl/writer.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/recall.h"
#include "core/store/crawl_past.h"
#include "core/sys/loop.h"

#define BATCH_OPS 4000
#define BATCH_BYTES ((size_t)2 << 20)
#define BATCH_AGE_MS 500
#define STAMPS_BYTES ((size_t)4 << 20) /* of one blob; a link of those has a few KiB at the most */
#define QUEUE_MAX 3 /* batches that wait for the writer */

enum op_kind { OP_URL, OP_FLAGS, OP_RESULT, OP_IDS, OP_LINKS, OP_STAMPS, OP_FINDINGS, OP_HOST, OP_CARRY, OP_REFILL };

struct op {
	enum op_kind kind;
	int64_t id; /* URL, page or host */
	union {
		struct gp_store_url url;
		struct gp_store_result result;
		struct gp_store_host host;
		struct {
			const void *p;
			size_t n;
		} blob;
		struct {
			int64_t after;
			int limit;
		} refill;
		unsigned flags;
		int64_t last;
	} as;
};

struct batch {
	struct batch *next;
	struct gp_arena arena;
	struct op *ops;
	size_t count, cap;
	int64_t since;
	bool urgent; /* a lane waits for it */
};

/* The stamps that are being made: one blob, written again with each batch until it is full. */
struct stamps {
	struct gp_buf list;
	struct gp_edge_writer writer;
	int64_t number; /* of the blob */
	uint32_t count;
	bool unsaved;
};

/* What a refill found; goes back to the network thread. */
struct found {
	struct found *next;
	struct gp_arena arena;
	int64_t host;
	struct gp_store_url *urls;
	size_t n, cap;
	int limit;
};

/* A page to be read, and then what was read. */
struct recall {
	struct recall *next;
	int64_t last;
	void *ticket;
	struct gp_recalled page;
};

struct gp_writer {
	struct gp_store *store;
	struct gp_loop *loop;
	struct gp_writer_calls calls;
	struct batch *current;
	struct stamps stamps;
	struct gp_last_stamps last_stamps; /* the writer's own thread */
	int event;
	pthread_t thread;
	pthread_mutex_t lock; /* guards everything below */
	pthread_cond_t changed;
	struct batch *queue, **queue_last;
	int queued;
	struct found *found, **found_last;
	struct recall *wanted, **wanted_last;
	struct recall *read, **read_last;
	bool closing;
	bool failed;
	struct gp_err error;
};

static struct batch *batch_new(void)
{
	struct batch *b = gp_calloc(1, sizeof *b);

	b->since = gp_clock_mono_ms();
	return b;
}

static void batch_free(struct batch *b)
{
	if (!b)
		return;
	gp_arena_free(&b->arena);
	free(b->ops);
	free(b);
}

static struct op *add_op(struct gp_writer *w, enum op_kind kind, int64_t id)
{
	struct batch *b = w->current;

	if (b->count == b->cap) {
		b->cap = b->cap ? b->cap * 2 : 256;
		b->ops = gp_reallocarray(b->ops, b->cap, sizeof *b->ops);
	}
	if (!b->count)
		b->since = gp_clock_mono_ms();
	b->ops[b->count] = (struct op){.kind = kind, .id = id};
	return &b->ops[b->count++];
}

static const char *copy(struct gp_writer *w, const char *s)
{
	return s ? gp_arena_strndup(&w->current->arena, s, strlen(s)) : NULL;
}

static const void *copy_bytes(struct gp_writer *w, const void *p, size_t n)
{
	void *q = gp_arena_alloc(&w->current->arena, n);

	if (n)
		memcpy(q, p, n);
	return q;
}

void gp_writer_url(struct gp_writer *w, const struct gp_store_url *u)
{
	struct op *op = add_op(w, OP_URL, u->id);

	op->as.url = *u;
	op->as.url.url = copy(w, u->url);
	op->as.url.text = copy(w, u->text);
}

void gp_writer_flags(struct gp_writer *w, int64_t id, unsigned flags)
{
	add_op(w, OP_FLAGS, id)->as.flags = flags;
}

void gp_writer_result(struct gp_writer *w, const struct gp_store_result *r)
{
	struct gp_store_result *to = &add_op(w, OP_RESULT, r->id)->as.result;

	*to = *r;
	to->cause = copy(w, r->cause);
	to->cause2 = copy(w, r->cause2);
	to->location = copy(w, r->location);
	to->type = copy(w, r->type);
	to->detail = copy(w, r->detail);
	to->title = copy(w, r->title);
	to->charset = copy(w, r->charset);
	to->etag = copy(w, r->etag);
	to->modified = copy(w, r->modified);
	to->ids = r->ids ? copy_bytes(w, r->ids, r->ids_n) : NULL;
}

static void add_blob(struct gp_writer *w, enum op_kind kind, int64_t page, const void *blob, size_t n)
{
	struct op *op = add_op(w, kind, page);

	op->as.blob.p = copy_bytes(w, blob, n);
	op->as.blob.n = n;
}

void gp_writer_ids(struct gp_writer *w, int64_t id, const void *ids, size_t n)
{
	add_blob(w, OP_IDS, id, ids, n);
}

void gp_writer_links(struct gp_writer *w, int64_t page, const void *blob, size_t n)
{
	add_blob(w, OP_LINKS, page, blob, n);
}

static void save_stamps(struct gp_writer *w)
{
	struct stamps *s = &w->stamps;

	if (s->unsaved)
		add_blob(w, OP_STAMPS, s->number, s->list.data, s->list.len);
	s->unsaved = false;
}

static void begin_stamps(struct stamps *s, int64_t number)
{
	gp_buf_clear(&s->list);
	gp_edges_begin(&s->writer, &s->list);
	s->number = number;
	s->count = 0;
}

uint32_t gp_writer_stamp(struct gp_writer *w, const struct gp_edge *e)
{
	struct gp_edge nowhere = *e;
	struct stamps *s = &w->stamps;

	if (s->count == GP_STAMPS) {
		save_stamps(w);
		begin_stamps(s, s->number + 1);
	}
	nowhere.line = nowhere.col = nowhere.place = 0;
	if (s->number >= UINT32_MAX / GP_STAMPS || gp_edges_put(&s->writer, &nowhere))
		return 0;
	s->unsaved = true;
	return (uint32_t)s->number * GP_STAMPS + ++s->count;
}

void gp_writer_findings(struct gp_writer *w, int64_t page, const void *blob, size_t n)
{
	add_blob(w, OP_FINDINGS, page, blob, n);
}

void gp_writer_host(struct gp_writer *w, const struct gp_store_host *h)
{
	struct op *op = add_op(w, OP_HOST, h->id);

	op->as.host = *h;
	op->as.host.key = copy(w, h->key);
	op->as.host.down = copy(w, h->down);
}

void gp_writer_carry(struct gp_writer *w, int64_t id, int64_t last)
{
	add_op(w, OP_CARRY, id)->as.last = last;
}

void gp_writer_recall(struct gp_writer *w, int64_t last, void *ticket)
{
	struct recall *r = gp_calloc(1, sizeof *r);

	r->last = last;
	r->ticket = ticket;
	pthread_mutex_lock(&w->lock);
	*w->wanted_last = r;
	w->wanted_last = &r->next;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

void gp_writer_refill(struct gp_writer *w, int64_t host, int64_t after, int limit)
{
	struct op *op = add_op(w, OP_REFILL, host);

	op->as.refill.after = after;
	op->as.refill.limit = limit;
	w->current->urgent = true;
}

/* --- the writer's own thread */

static int collect(void *user, const struct gp_store_url *u)
{
	struct found *f = user;
	struct gp_store_url *to;

	if (f->n == f->cap) {
		f->cap = f->cap ? f->cap * 2 : 64;
		f->urls = gp_reallocarray(f->urls, f->cap, sizeof *f->urls);
	}
	to = &f->urls[f->n++];
	*to = *u;
	to->url = gp_arena_strndup(&f->arena, u->url, strlen(u->url));
	to->text = NULL;
	return 0;
}

static void found_free(struct found *f)
{
	gp_arena_free(&f->arena);
	free(f->urls);
	free(f);
}

static int wake(struct gp_writer *w, struct gp_err *e)
{
	uint64_t one = 1;

	if (write(w->event, &one, sizeof one) < 0 && errno != EAGAIN)
		return gp_fail_errno(e, GP_EIO, "waking the network thread");
	return 0;
}

static int run_refill(struct gp_writer *w, const struct op *op, struct gp_err *e)
{
	struct found *f = gp_calloc(1, sizeof *f);

	f->host = op->id;
	f->limit = op->as.refill.limit;
	if (gp_store_next_unseen(w->store, op->id, op->as.refill.after, f->limit, collect, f, e)) {
		found_free(f);
		return -1;
	}
	pthread_mutex_lock(&w->lock);
	*w->found_last = f;
	w->found_last = &f->next;
	pthread_mutex_unlock(&w->lock);
	return wake(w, e);
}

static int run_op(struct gp_writer *w, const struct op *op, struct gp_err *e)
{
	switch (op->kind) {
	case OP_URL:
		return gp_store_put_url(w->store, &op->as.url, e);
	case OP_FLAGS:
		return gp_store_add_flags(w->store, op->id, op->as.flags, e);
	case OP_RESULT:
		return gp_store_put_result(w->store, &op->as.result, e);
	case OP_IDS:
		return gp_store_put_ids(w->store, op->id, op->as.blob.p, op->as.blob.n, e);
	case OP_LINKS:
		return gp_store_put_links(w->store, op->id, op->as.blob.p, op->as.blob.n, e);
	case OP_STAMPS:
		return gp_store_put_stamps(w->store, op->id, op->as.blob.p, op->as.blob.n, e);
	case OP_FINDINGS:
		return gp_store_put_findings(w->store, op->id, op->as.blob.p, op->as.blob.n, e);
	case OP_HOST:
		return gp_store_put_host(w->store, &op->as.host, e);
	case OP_CARRY:
		return gp_store_carry(w->store, op->id, op->as.last, e);
	case OP_REFILL:
		return run_refill(w, op, e);
	}
	return 0;
}

static int run_batch(struct gp_writer *w, const struct batch *b, struct gp_err *e)
{
	if (gp_store_batch(w->store, e))
		return -1;
	for (size_t i = 0; i < b->count; i++)
		if (run_op(w, &b->ops[i], e))
			return -1;
	return gp_store_commit(w->store, e);
}

/* The first failure counts. Called with the lock held. */
static void note_failure(struct gp_writer *w, const struct gp_err *e)
{
	if (!w->failed)
		w->error = *e;
	w->failed = true;
}

/* Reads a page that the network thread waits for. Called with the lock held, and lets go of it meanwhile. */
static void run_recall(struct gp_writer *w)
{
	struct recall *r = w->wanted;
	struct gp_err e = GP_ERR_INIT;
	int rc;

	w->wanted = r->next;
	if (!w->wanted)
		w->wanted_last = &w->wanted;
	r->next = NULL;
	pthread_mutex_unlock(&w->lock);
	rc = gp_recall_read(&r->page, w->store, &w->last_stamps, r->last, &e);
	pthread_mutex_lock(&w->lock);
	*w->read_last = r;
	w->read_last = &r->next;
	if (rc || wake(w, &e))
		note_failure(w, &e);
}

static void *writer_main(void *user)
{
	struct gp_writer *w = user;
	struct gp_err e = GP_ERR_INIT;

	pthread_mutex_lock(&w->lock);
	for (;;) {
		struct batch *b;
		bool bad;

		while (!w->queue && !w->wanted && !w->closing)
			pthread_cond_wait(&w->changed, &w->lock);
		if (w->wanted && !w->closing) {
			run_recall(w);
			continue;
		}
		b = w->queue;
		if (!b)
			break;
		bad = w->failed;
		pthread_mutex_unlock(&w->lock);
		bad = bad || run_batch(w, b, &e);
		pthread_mutex_lock(&w->lock);
		if (bad)
			note_failure(w, &e);
		w->queue = b->next;
		if (!w->queue)
			w->queue_last = &w->queue;
		w->queued--;
		batch_free(b);
		pthread_cond_broadcast(&w->changed);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

/* --- the network thread again */

static void recalls_free(struct recall *list)
{
	while (list) {
		struct recall *next = list->next;

		gp_arena_free(&list->page.arena);
		free(list);
		list = next;
	}
}

static void on_found(void *user, int fd, uint32_t events)
{
	struct gp_writer *w = user;
	struct found *list;
	struct recall *read_now;
	uint64_t n;

	(void)events;
	if (read(fd, &n, sizeof n) < 0)
		return;
	pthread_mutex_lock(&w->lock);
	list = w->found;
	w->found = NULL;
	w->found_last = &w->found;
	read_now = w->read;
	w->read = NULL;
	w->read_last = &w->read;
	pthread_mutex_unlock(&w->lock);
	for (struct recall *r = read_now; r; r = r->next)
		w->calls.recall(w->calls.user, r->ticket, &r->page);
	recalls_free(read_now);
	while (list) {
		struct found *next = list->next;

		w->calls.refill(w->calls.user, list->host, list->urls, list->n, list->n == (size_t)list->limit);
		found_free(list);
		list = next;
	}
}

static void hand_over(struct gp_writer *w, bool wait)
{
	save_stamps(w);
	pthread_mutex_lock(&w->lock);
	while (wait && w->queued >= QUEUE_MAX)
		pthread_cond_wait(&w->changed, &w->lock);
	*w->queue_last = w->current;
	w->queue_last = &w->current->next;
	w->queued++;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
	w->current = batch_new();
}

void gp_writer_turn(struct gp_writer *w)
{
	const struct batch *b = w->current;

	if (b->count && (b->urgent || b->count >= BATCH_OPS || b->arena.used >= BATCH_BYTES ||
	        gp_clock_mono_ms() - b->since >= BATCH_AGE_MS))
		hand_over(w, true);
}

const struct gp_err *gp_writer_failed(struct gp_writer *w)
{
	bool failed;

	pthread_mutex_lock(&w->lock);
	failed = w->failed;
	pthread_mutex_unlock(&w->lock);
	return failed ? &w->error : NULL;
}

static void release(struct gp_writer *w)
{
	if (w->event >= 0) {
		gp_loop_forget(w->loop, w->event);
		close(w->event);
	}
	batch_free(w->current);
	gp_buf_free(&w->stamps.list);
	gp_last_stamps_free(&w->last_stamps);
	while (w->found) {
		struct found *next = w->found->next;

		found_free(w->found);
		w->found = next;
	}
	recalls_free(w->wanted);
	recalls_free(w->read);
	pthread_cond_destroy(&w->changed);
	pthread_mutex_destroy(&w->lock);
	free(w);
}

int gp_writer_new(struct gp_writer **out, struct gp_store *s, struct gp_loop *loop,
    const struct gp_writer_calls *calls, struct gp_err *e)
{
	struct gp_writer *w = gp_calloc(1, sizeof *w);
	int64_t stamps = 0;

	w->store = s;
	w->loop = loop;
	w->calls = *calls;
	w->wanted_last = &w->wanted;
	w->read_last = &w->read;
	w->queue_last = &w->queue;
	w->found_last = &w->found;
	w->current = batch_new();
	gp_buf_init(&w->stamps.list, STAMPS_BYTES);
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->changed, NULL);
	w->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (w->event < 0) {
		gp_fail_errno(e, GP_EIO, "eventfd");
		goto fail;
	}
	if (gp_loop_watch(loop, w->event, EPOLLIN, on_found, w, e) || gp_store_stamp_blobs(s, &stamps, e))
		goto fail;
	begin_stamps(&w->stamps, stamps);
	if (pthread_create(&w->thread, NULL, writer_main, w)) {
		gp_fail(e, GP_EIO, "the system refuses another thread");
		goto fail;
	}
	*out = w;
	return 0;
fail:
	release(w);
	return -1;
}

int gp_writer_close(struct gp_writer *w, struct gp_err *e)
{
	int rc = 0;

	if (!w)
		return 0;
	if (w->current->count)
		hand_over(w, false);
	pthread_mutex_lock(&w->lock);
	w->closing = true;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	if (w->failed) {
		*e = w->error;
		rc = -1;
	}
	release(w);
	return rc;
}
