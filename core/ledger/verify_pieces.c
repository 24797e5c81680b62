/*
 * The quick look: whether all is well, in pieces that threads take from one list. A piece only says yes or no; what is wrong is
 * named by those who look in order. Each thread has a connection of its own, with its 16 MiB of pages. What is held does not
 * grow with the number of events; with that of personal values it does, by eight bytes for each in the vault and eight for
 * each in a record. Looking each up in the vault takes a page of it each time.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "core/ledger/verify_impl.h"

#define THREADS_FROM 5000 /* events: below, another connection takes longer than it saves */
#define THREADS_MAX 4
#define PIECES_MAX 64 /* of events, and of records */

struct piece {
	enum gp_verify_part part;
	int64_t rows[2];                 /* of chains */
	struct gp_verify_stretch *stretch;
	struct gp_ledger_range range;    /* of records */
};

struct quick {
	struct piece pieces[GP_VERIFY_PARTS + 2 * PIECES_MAX];
	struct gp_ledger_name names[PIECES_MAX]; /* where the records of one piece end and those of the next begin */
	size_t count, name_count;
	atomic_size_t next;
	atomic_bool wrong[GP_VERIFY_PARTS];
	struct gp_verify_marks vault;
	struct gp_ledger *aside; /* in no transaction; NULL: the index of the full text is not looked at */
};

struct worker {
	struct quick *q;
	struct gp_ledger *l;
	struct gp_event_hasher *hasher;
	struct gp_verify_counts counts;
	struct gp_verify_marks sealed;
	pthread_t thread;
};

void gp_verify_mark(struct gp_verify_marks *m, const unsigned char h[GP_LEDGER_HASH])
{
	uint64_t first = 0;

	for (size_t i = 0; i < 8; i++)
		first = first << 8 | h[i];
	if (!(m->n & (m->n - 1)))
		m->items = gp_reallocarray(m->items, m->n ? 2 * m->n : 1, sizeof *m->items);
	m->items[m->n++] = first;
}

bool gp_verify_stopped(const struct gp_verify *v)
{
	return v->stop && atomic_load_explicit(v->stop, memory_order_relaxed);
}

/* --- the list */

static struct piece *add(struct quick *q, enum gp_verify_part part)
{
	q->pieces[q->count] = (struct piece){.part = part};
	return &q->pieces[q->count++];
}

size_t gp_verify_piece_count(const int64_t rows[2])
{
	uint64_t n = ((uint64_t)rows[1] - (uint64_t)rows[0]) / GP_VERIFY_PIECE + 1;

	return n < PIECES_MAX ? (size_t)n : PIECES_MAX;
}

int64_t gp_verify_piece_row(const int64_t rows[2], size_t count, size_t i)
{
	uint64_t step = ((uint64_t)rows[1] - (uint64_t)rows[0]) / count + 1;

	return (int64_t)((uint64_t)rows[0] + i * step);
}

static void add_chains(struct quick *q, const int64_t rows[2])
{
	size_t count = gp_verify_piece_count(rows);

	for (size_t i = 0; i < count; i++) {
		struct piece *p = add(q, GP_VERIFY_PART_CHAINS);

		p->rows[0] = i ? gp_verify_piece_row(rows, count, i) : INT64_MIN;
		p->rows[1] = i + 1 < count ? gp_verify_piece_row(rows, count, i + 1) - 1 : INT64_MAX;
	}
}

static int keep_name(void *user, const struct gp_ledger_event *ev)
{
	struct quick *q = user;

	q->names[q->name_count++] = (struct gp_ledger_name){gp_strdup(ev->office), gp_strdup(ev->reg), gp_strdup(ev->rid)};
	return 1;
}

static int by_name(const void *a, const void *b)
{
	const struct gp_ledger_name *x = a, *y = b;
	int c = strcmp(x->office, y->office);

	c = c ? c : strcmp(x->reg, y->reg);
	return c ? c : strcmp(x->rid, y->rid);
}

/* The records of events that lie evenly in the file part all records evenly. Two may be the same: nothing is between them. */
static int add_records(struct quick *q, struct gp_verify *v, const int64_t rows[2])
{
	size_t count = gp_verify_piece_count(rows);

	for (size_t i = 1; i < count; i++) {
		const int64_t from[2] = {gp_verify_piece_row(rows, count, i), INT64_MAX};
		const struct gp_ledger_pick pick = {.office = "*", .as_written = true, .folding = true, .rows = from, .limit = 1};

		if (gp_ledger_each_event(v->l, &pick, keep_name, q, v->e) < 0)
			return -1;
	}
	if (q->name_count)
		qsort(q->names, q->name_count, sizeof *q->names, by_name);
	for (size_t i = 0; i <= q->name_count; i++)
		add(q, GP_VERIFY_PART_RECORDS)->range = (struct gp_ledger_range){i ? &q->names[i - 1] : NULL,
		    i < q->name_count ? &q->names[i] : NULL};
	return 0;
}

/* The longest that cannot be parted come first. */
static int make_list(struct quick *q, struct gp_verify *v, const int64_t rows[2])
{
	add(q, GP_VERIFY_PART_FILES);
	if (q->aside)
		add(q, GP_VERIFY_PART_INDEX);
	else
		atomic_store(&q->wrong[GP_VERIFY_PART_INDEX], true);
	add(q, GP_VERIFY_PART_VAULT);
	if (add_records(q, v, rows))
		return -1;
	add_chains(q, rows);
	return 0;
}

/* --- the work */

/* 0: it is well. */
static int look_at(struct quick *q, struct piece *p, struct gp_verify *v)
{
	switch (p->part) {
	case GP_VERIFY_PART_FILES:
		return gp_verify_files(v);
	case GP_VERIFY_PART_INDEX:
		return gp_ledger_check_index(q->aside, v->e) <= 0;
	case GP_VERIFY_PART_VAULT:
		return gp_verify_vault(v);
	case GP_VERIFY_PART_RECORDS:
		return gp_verify_projections(v, &p->range, true);
	case GP_VERIFY_PART_CHAINS:
		return gp_verify_stretch(v, p->rows, &p->stretch);
	default:
		return 0;
	}
}

static void *work(void *user)
{
	struct worker *w = user;
	struct quick *q = w->q;
	size_t i;

	while ((i = atomic_fetch_add(&q->next, 1)) < q->count) {
		struct piece *p = &q->pieces[i];
		struct gp_err e;
		struct gp_verify v = {.l = w->l, .hasher = w->hasher, .fn = gp_verify_stop, .counts = &w->counts, .e = &e,
		    .stop = &q->wrong[p->part], .vault = &q->vault, .sealed = &w->sealed};

		if (!gp_verify_stopped(&v) && look_at(q, p, &v))
			atomic_store(&q->wrong[p->part], true);
	}
	return NULL;
}

/* --- the threads */

static size_t thread_count(const int64_t rows[2])
{
	cpu_set_t set;
	size_t n = 1;

	if ((uint64_t)rows[1] - (uint64_t)rows[0] >= THREADS_FROM && !sched_getaffinity(0, sizeof set, &set))
		n = (size_t)CPU_COUNT(&set);
	return n < THREADS_MAX ? n : THREADS_MAX;
}

/* Threads that cannot be started leave their work to the others. */
static void run(struct worker *workers, size_t n)
{
	size_t started = 1;

	while (started < n && !pthread_create(&workers[started].thread, NULL, work, &workers[started]))
		started++;
	work(&workers[0]);
	for (size_t i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
}

/* What belongs to parts that are well; the others are counted again. */
static void count(struct gp_verify *v, const struct gp_verify_counts *c, const bool well[GP_VERIFY_PARTS])
{
	v->counts->files += well[GP_VERIFY_PART_FILES] ? c->files : 0;
	v->counts->secrets += well[GP_VERIFY_PART_VAULT] ? c->secrets : 0;
	v->counts->records += well[GP_VERIFY_PART_RECORDS] ? c->records : 0;
	v->counts->events += well[GP_VERIFY_PART_CHAINS] ? c->events : 0;
}

static bool stretches_fit(const struct quick *q, struct gp_verify *v)
{
	struct gp_verify_stretch *all[PIECES_MAX];
	size_t n = 0;

	for (size_t i = 0; i < q->count; i++)
		if (q->pieces[i].part == GP_VERIFY_PART_CHAINS)
			all[n++] = q->pieces[i].stretch;
	return gp_verify_stretches_fit(v, all, n);
}

/* What each record has been looked at for, and is there once for each. */
static bool no_words_left(struct gp_verify *v, int64_t records)
{
	int64_t words;

	return !gp_ledger_count_words(v->l, &words, v->e) && words == records;
}

static int by_mark(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool all_in_vault(const struct gp_verify_marks *sealed, const struct gp_verify_marks *vault)
{
	for (size_t i = 0; i < sealed->n; i++)
		if (!vault->n || !bsearch(&sealed->items[i], vault->items, vault->n, sizeof *vault->items, by_mark))
			return false;
	return true;
}

static void conclude(struct quick *q, struct gp_verify *v, const struct worker *workers, size_t n, bool well[GP_VERIFY_PARTS])
{
	int64_t records = 0;

	for (size_t i = 0; i < GP_VERIFY_PARTS; i++)
		well[i] = !atomic_load(&q->wrong[i]);
	for (size_t i = 0; i < n; i++)
		records += workers[i].counts.records;
	well[GP_VERIFY_PART_RECORDS] = well[GP_VERIFY_PART_RECORDS] && well[GP_VERIFY_PART_VAULT] && no_words_left(v, records);
	for (size_t i = 0; i < n && well[GP_VERIFY_PART_RECORDS]; i++)
		well[GP_VERIFY_PART_RECORDS] = all_in_vault(&workers[i].sealed, &q->vault);
	well[GP_VERIFY_PART_CHAINS] = well[GP_VERIFY_PART_CHAINS] && stretches_fit(q, v);
	for (size_t i = 0; i < n; i++)
		count(v, &workers[i].counts, well);
}

/* How many threads look, each with its own connection, as they all are at one moment; 0: reading could not begin. */
static size_t begin(struct quick *q, struct gp_verify *v, struct worker workers[THREADS_MAX], int64_t rows[2])
{
	const struct gp_ledger_options o = {.create = false};
	struct gp_ledger *twins[THREADS_MAX];
	size_t n, ready = 1;
	int rc;

	if (gp_ledger_rows(v->l, rows, v->e))
		return 0;
	n = thread_count(rows);
	rc = gp_ledger_begin_reading_together(v->l, twins, n - 1, v->e);
	if (rc < 0)
		return 0;
	if (!rc)
		n = 1;
	if (n > 1 && gp_ledger_open(&q->aside, gp_ledger_dir(v->l), &o, v->e))
		q->aside = NULL;
	workers[0] = (struct worker){.q = q, .l = v->l, .hasher = v->hasher};
	for (size_t i = 1; i < n; i++) {
		workers[ready] = (struct worker){.q = q, .l = twins[i - 1],
		    .hasher = gp_event_hasher_new(gp_ledger_hash_name(v->l))};
		if (workers[ready].hasher)
			ready++;
		else
			gp_ledger_close(twins[i - 1]);
	}
	return ready;
}

static void end(struct quick *q, struct worker *workers, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(workers[i].sealed.items);
		if (i) {
			gp_event_hasher_free(workers[i].hasher);
			gp_ledger_close(workers[i].l);
		}
	}
	free(q->vault.items);
	gp_ledger_close(q->aside);
	for (size_t i = 0; i < q->count; i++)
		gp_verify_stretch_free(q->pieces[i].stretch);
	for (size_t i = 0; i < q->name_count; i++) {
		free((char *)q->names[i].office);
		free((char *)q->names[i].reg);
		free((char *)q->names[i].rid);
	}
	free(q);
}

int gp_verify_quick(struct gp_verify *v, bool well[GP_VERIFY_PARTS])
{
	struct quick *q = gp_calloc(1, sizeof *q);
	struct worker workers[THREADS_MAX];
	int64_t rows[2];
	size_t n = begin(q, v, workers, rows);
	int rc = n && !make_list(q, v, rows) ? 0 : -1;

	if (!rc) {
		run(workers, n);
		conclude(q, v, workers, n, well);
	}
	end(q, workers, n);
	return rc;
}
