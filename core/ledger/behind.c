#define _GNU_SOURCE
#include "core/ledger/behind.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/ledger/chain_impl.h"

#define BATCH_JOBS 256
#define BATCH_BYTES ((size_t)1 << 20) /* of values; one more may be larger */
#define QUEUE_MAX 4                   /* batches that wait for the thread */

struct bytes {
	const char *p;
	size_t n;
};

struct event {
	struct gp_chain_entry entry;
	struct gp_chain_done named;
	struct bytes body;
};

struct secret {
	unsigned char h[GP_LEDGER_HASH], salt[GP_CHAIN_SALT];
	struct bytes json;
};

struct blind {
	const char *reg, *field, *rid;
	struct bytes value;
};

struct clocks {
	const char *reg, *rid;
	struct gp_ledger_clock *list;
	size_t count;
	bool new;
};

struct job {
	int (*write)(struct gp_chain *c, struct job *job, struct gp_err *e);
	union {
		struct event event;
		struct secret secret;
		struct blind blind;
		struct clocks clocks;
	} as;
};

struct batch {
	struct batch *next;
	struct gp_arena arena;
	struct job jobs[BATCH_JOBS];
	size_t count, bytes;
};

struct gp_behind {
	struct gp_chain *c;
	struct batch *filling; /* the caller's; NULL: nothing was added yet */
	pthread_t thread;
	pthread_mutex_t lock; /* guards everything below */
	pthread_cond_t changed;
	struct batch *queue, **queue_last;
	int queued; /* with the one that is being written */
	bool ending, failed;
	struct gp_err error; /* of the first that failed */
};

static void batch_free(struct batch *b)
{
	if (b)
		gp_arena_free(&b->arena);
	free(b);
}

/* --- the thread */

static int write_all(struct gp_chain *c, struct batch *batch, struct gp_err *e)
{
	for (size_t i = 0; i < batch->count; i++)
		if (batch->jobs[i].write(c, &batch->jobs[i], e))
			return -1;
	return 0;
}

static void *write_queue(void *user)
{
	struct gp_behind *b = user;

	pthread_mutex_lock(&b->lock);
	while (!b->ending) {
		struct batch *batch = b->queue;
		struct gp_err e = GP_ERR_INIT;
		bool failed = b->failed;

		if (!batch) {
			pthread_cond_wait(&b->changed, &b->lock);
			continue;
		}
		b->queue = batch->next;
		if (!b->queue)
			b->queue_last = &b->queue;
		pthread_mutex_unlock(&b->lock);
		if (!failed)
			failed = write_all(b->c, batch, &e) != 0;
		batch_free(batch);
		pthread_mutex_lock(&b->lock);
		if (failed && !b->failed)
			b->error = e;
		b->failed = failed;
		b->queued--;
		pthread_cond_broadcast(&b->changed);
	}
	pthread_mutex_unlock(&b->lock);
	return NULL;
}

/* --- the caller */

static int failure(const struct gp_behind *b, struct gp_err *e)
{
	if (b->failed && e)
		*e = b->error;
	return b->failed ? -1 : 0;
}

static void hand_over(struct gp_behind *b)
{
	b->filling->next = NULL;
	*b->queue_last = b->filling;
	b->queue_last = &b->filling->next;
	b->filling = NULL;
	b->queued++;
	pthread_cond_broadcast(&b->changed);
}

int gp_behind_wait(struct gp_behind *b, struct gp_err *e)
{
	int rc;

	pthread_mutex_lock(&b->lock);
	if (b->filling)
		hand_over(b);
	while (b->queued)
		pthread_cond_wait(&b->changed, &b->lock);
	rc = failure(b, e);
	pthread_mutex_unlock(&b->lock);
	return rc;
}

/* Hands over what is full; where too much waits, it waits. */
static int make_room(struct gp_behind *b, struct gp_err *e)
{
	int rc = 0;

	if (b->filling && (b->filling->count == BATCH_JOBS || b->filling->bytes >= BATCH_BYTES)) {
		pthread_mutex_lock(&b->lock);
		while (b->queued >= QUEUE_MAX)
			pthread_cond_wait(&b->changed, &b->lock);
		hand_over(b);
		rc = failure(b, e);
		pthread_mutex_unlock(&b->lock);
	}
	if (!b->filling)
		b->filling = gp_calloc(1, sizeof *b->filling);
	return rc;
}

static const char *copy(struct gp_behind *b, const char *s)
{
	return s ? gp_arena_strndup(&b->filling->arena, s, strlen(s)) : NULL;
}

static struct bytes copy_bytes(struct gp_behind *b, const char *p, size_t n)
{
	b->filling->bytes += n;
	return (struct bytes){gp_arena_strndup(&b->filling->arena, p, n), n};
}

/* --- what is written */

static int write_event(struct gp_chain *c, struct job *job, struct gp_err *e)
{
	struct event *ev = &job->as.event;
	struct gp_arena a = {0};
	struct gp_value body;
	int rc = gp_value_unpack(&body, &a, ev->body.p, ev->body.n, e);

	ev->entry.body = &body;
	if (!rc)
		rc = gp_chain_append_named(c, &ev->entry, &ev->named, e);
	gp_arena_free(&a);
	return rc;
}

int gp_behind_event(struct gp_behind *b, const struct gp_chain_entry *entry, const struct gp_chain_done *named,
    const char *body, size_t n, struct gp_err *e)
{
	struct gp_chain_entry own;
	struct job *job;

	if (make_room(b, e))
		return -1;
	own = (struct gp_chain_entry){.reg = copy(b, entry->reg), .rid = copy(b, entry->rid), .kind = copy(b, entry->kind),
	    .move = copy(b, entry->move), .on = copy(b, entry->on), .by = copy(b, entry->by), .via = copy(b, entry->via),
	    .tx = copy(b, entry->tx), .decl = copy(b, entry->decl)};
	job = &b->filling->jobs[b->filling->count++];
	*job = (struct job){write_event, {.event = {own, *named, copy_bytes(b, body, n)}}};
	return 0;
}

static int write_secret(struct gp_chain *c, struct job *job, struct gp_err *e)
{
	const struct secret *s = &job->as.secret;

	return gp_ledger_put_secret(c->l, s->h, s->salt, sizeof s->salt, s->json.p, s->json.n, e);
}

int gp_behind_secret(struct gp_behind *b, const unsigned char h[GP_LEDGER_HASH], const unsigned char salt[GP_CHAIN_SALT],
    const char *json, size_t n, struct gp_err *e)
{
	struct job *job;

	if (make_room(b, e))
		return -1;
	job = &b->filling->jobs[b->filling->count++];
	*job = (struct job){write_secret, {.secret = {.json = copy_bytes(b, json, n)}}};
	memcpy(job->as.secret.h, h, GP_LEDGER_HASH);
	memcpy(job->as.secret.salt, salt, GP_CHAIN_SALT);
	return 0;
}

static int write_blind(struct gp_chain *c, struct job *job, struct gp_err *e)
{
	const struct blind *k = &job->as.blind;

	return gp_ledger_put_blind(c->l, k->reg, k->field, k->rid, k->value.p, k->value.n, e);
}

int gp_behind_blind(struct gp_behind *b, const char *reg, const char *field, const char *rid, const char *value,
    size_t n, struct gp_err *e)
{
	struct job *job;

	if (make_room(b, e))
		return -1;
	job = &b->filling->jobs[b->filling->count++];
	*job = (struct job){write_blind, {.blind = {copy(b, reg), copy(b, field), copy(b, rid), copy_bytes(b, value, n)}}};
	return 0;
}

static int write_clocks(struct gp_chain *c, struct job *job, struct gp_err *e)
{
	const struct clocks *k = &job->as.clocks;

	return gp_ledger_put_clocks(c->l, k->reg, k->rid, k->list, k->count, k->new, e);
}

int gp_behind_clocks(struct gp_behind *b, const char *reg, const char *rid, const struct gp_ledger_clock *clocks,
    size_t count, bool new, struct gp_err *e)
{
	struct gp_ledger_clock *list;
	struct job *job;

	if (make_room(b, e))
		return -1;
	list = gp_arena_alloc(&b->filling->arena, count * sizeof *list);
	for (size_t i = 0; i < count; i++) {
		list[i] = clocks[i];
		list[i].name = copy(b, clocks[i].name);
		list[i].status = copy(b, clocks[i].status);
		list[i].due = copy(b, clocks[i].due);
		list[i].earliest = copy(b, clocks[i].earliest);
		list[i].met_on = copy(b, clocks[i].met_on);
	}
	job = &b->filling->jobs[b->filling->count++];
	*job = (struct job){write_clocks, {.clocks = {copy(b, reg), copy(b, rid), list, count, new}}};
	return 0;
}

/* --- its life */

static void release(struct gp_behind *b)
{
	while (b->queue) {
		struct batch *next = b->queue->next;

		batch_free(b->queue);
		b->queue = next;
	}
	batch_free(b->filling);
	pthread_cond_destroy(&b->changed);
	pthread_mutex_destroy(&b->lock);
	free(b);
}

struct gp_behind *gp_behind_start(struct gp_chain *c)
{
	struct gp_behind *b = gp_calloc(1, sizeof *b);

	b->c = c;
	b->queue_last = &b->queue;
	pthread_mutex_init(&b->lock, NULL);
	pthread_cond_init(&b->changed, NULL);
	if (!pthread_create(&b->thread, NULL, write_queue, b))
		return b;
	release(b);
	return NULL;
}

void gp_behind_end(struct gp_behind *b)
{
	if (!b)
		return;
	pthread_mutex_lock(&b->lock);
	b->ending = true;
	pthread_cond_broadcast(&b->changed);
	pthread_mutex_unlock(&b->lock);
	pthread_join(b->thread, NULL);
	release(b);
}
