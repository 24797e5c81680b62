/* the full text of records */
#include <stdlib.h>
#include <string.h>

#include "core/store/ledger_db.h"

#define HELD_MAX ((size_t)8 << 20) /* bytes of texts that wait */

/*
 * FTS5 writes out what it has gathered whenever another statement of the transaction may have to be taken back, and
 * when one record comes twice: a segment of its index for each record, all to be merged. So texts wait until the
 * transaction is kept, or somebody searches.
 */
struct gp_ledger_held {
	int64_t id; /* of the record */
	size_t order;
	size_t at, n; /* in the texts */
};

static int by_id(const void *a, const void *b)
{
	const struct gp_ledger_held *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

void gp_ledger_forget_words(struct gp_ledger *l)
{
	free(l->held);
	gp_buf_free(&l->held_texts);
	l->held = NULL;
	l->held_count = l->held_room = 0;
}

static int put_text(struct gp_ledger *l, const struct gp_ledger_held *h, struct gp_err *e)
{
	static const char sql[] = "INSERT OR REPLACE INTO fts(rowid, body) VALUES(?, ?)";
	struct gp_ledger_query q;

	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_int(&q, h->id);
	gp_ledger_bind_textn(&q, l->held_texts.data + h->at, h->n);
	return gp_ledger_run(&q, e);
}

int gp_ledger_settle_words(struct gp_ledger *l, struct gp_err *e)
{
	size_t count = l->held_count;
	int rc = 0;

	if (!count)
		return 0;
	qsort(l->held, count, sizeof *l->held, by_id);
	for (size_t i = 0; i < count && !rc; i++)
		if (i + 1 == count || l->held[i + 1].id != l->held[i].id) /* the last text of a record */
			rc = put_text(l, &l->held[i], e);
	gp_ledger_forget_words(l);
	return rc;
}

static int id_of(struct gp_ledger *l, const char *office, const char *reg, const char *rid, int64_t *out, struct gp_err *e)
{
	static const char sql[] = "SELECT id FROM record WHERE office = ? AND reg = ? AND rid = ?";
	struct gp_ledger_query q;
	int rc;

	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, office);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, rid);
	rc = gp_ledger_step(&q, e);
	if (rc > 0) {
		*out = sqlite3_column_int64(q.st, 0);
		gp_ledger_done(&q);
	}
	return rc;
}

int gp_ledger_put_words(struct gp_ledger *l, const char *office, const char *reg, const char *rid, const char *text,
    size_t n, struct gp_err *e)
{
	int64_t id;
	int rc = id_of(l, office, reg, rid, &id, e);

	if (rc <= 0)
		return rc;
	if (l->held_texts.len + n > HELD_MAX && gp_ledger_settle_words(l, e))
		return -1;
	if (!l->held_count)
		gp_buf_init(&l->held_texts, HELD_MAX + n);
	if (l->held_count == l->held_room) {
		l->held_room = l->held_room ? 2 * l->held_room : 64;
		l->held = gp_reallocarray(l->held, l->held_room, sizeof *l->held);
	}
	l->held[l->held_count] = (struct gp_ledger_held){id, l->held_count, l->held_texts.len, n};
	l->held_count++;
	gp_buf_put(&l->held_texts, text, n);
	return 0;
}

int gp_ledger_words(struct gp_ledger *l, const char *office, const char *reg, const char *rid, struct gp_buf *out,
    struct gp_err *e)
{
	static const char sql[] = "SELECT w.c0 FROM record r JOIN fts_content w ON w.id = r.id WHERE r.office = ?"
	    " AND r.reg = ? AND r.rid = ?";
	struct gp_ledger_query q;
	int rc;

	if (gp_ledger_settle_words(l, e) || gp_ledger_query(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, office);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, rid);
	rc = gp_ledger_step(&q, e);
	if (rc > 0) {
		const char *text = gp_ledger_column(q.st, 0);

		gp_buf_put(out, text, (size_t)sqlite3_column_bytes(q.st, 0));
		gp_ledger_done(&q);
	}
	return rc;
}

int gp_ledger_each_words(struct gp_ledger *l, gp_ledger_words_fn *fn, void *user, struct gp_err *e)
{
	struct gp_ledger_record r;
	struct gp_ledger_query q;
	const char *words;
	int rc, answer;

	if (gp_ledger_settle_words(l, e) || gp_ledger_query_once(l, "SELECT " GP_LEDGER_RECORD ", w.c0 FROM record r"
	    " LEFT JOIN fts_content w ON w.id = r.id ORDER BY r.id", &q, e))
		return -1;
	while ((rc = gp_ledger_step(&q, e)) > 0) {
		gp_ledger_take_record(q.st, &r);
		words = (const char *)sqlite3_column_text(q.st, GP_LEDGER_RECORD_COLUMNS);
		answer = fn(user, &r, words, (size_t)sqlite3_column_bytes(q.st, GP_LEDGER_RECORD_COLUMNS));
		if (answer) {
			gp_ledger_done(&q);
			return answer;
		}
	}
	return rc;
}

static int count(struct gp_ledger *l, const char *sql, int64_t *out, struct gp_err *e)
{
	struct gp_ledger_query q;

	if (gp_ledger_settle_words(l, e) || gp_ledger_query(l, sql, &q, e) || gp_ledger_step(&q, e) <= 0)
		return -1;
	*out = sqlite3_column_int64(q.st, 0);
	gp_ledger_done(&q);
	return 0;
}

int gp_ledger_count_words(struct gp_ledger *l, int64_t *out, struct gp_err *e)
{
	return count(l, "SELECT count(*) FROM fts_content", out, e);
}

int gp_ledger_count_stray_words(struct gp_ledger *l, int64_t *out, struct gp_err *e)
{
	return count(l, "SELECT count(*) FROM fts_content w WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.id = w.id)", out, e);
}
