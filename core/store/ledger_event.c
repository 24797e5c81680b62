/* events, declarations and printed heads */
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/store/ledger_db.h"

#define LAST_OF "100000" /* events that are looked through for somebody's last invocation */
#define EVENT "eid, office, reg, rid, seq, at, on_, by_, via, tx, kind, move, body, decl, prev, hash"
/* Those that are folded: hashes and the like are not read from their pages. */
#define FOLDING "office, reg, rid, seq, at, on_, by_, kind, move, body"

void gp_ledger_forget_tail(struct gp_ledger *l)
{
	free(l->tail_reg);
	l->tail_reg = NULL;
}

static void keep_tail(struct gp_ledger *l, const struct gp_ledger_event *ev)
{
	if (!l->tail_reg || strcmp(l->tail_reg, ev->reg) != 0) {
		free(l->tail_reg);
		l->tail_reg = gp_strdup(ev->reg);
	}
	l->tail_seq = ev->seq;
	memcpy(l->tail_hash, ev->hash, GP_LEDGER_HASH);
}

int gp_ledger_put_event(struct gp_ledger *l, const struct gp_ledger_event *ev, struct gp_err *e)
{
	static const char sql[] = "INSERT INTO event(" EVENT ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
	struct gp_ledger_query q;

	if (ev->body_n > GP_LEDGER_BODY_MAX)
		return gp_fail(e, GP_ELIMIT, "%.300s: a value is too large to store", l->path);
	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, ev->eid);
	gp_ledger_bind_text(&q, ev->office);
	gp_ledger_bind_text(&q, ev->reg);
	gp_ledger_bind_text(&q, ev->rid);
	gp_ledger_bind_int(&q, ev->seq);
	gp_ledger_bind_text(&q, ev->at);
	gp_ledger_bind_text(&q, ev->on);
	gp_ledger_bind_text(&q, ev->by);
	gp_ledger_bind_text(&q, ev->via);
	gp_ledger_bind_text(&q, ev->tx);
	gp_ledger_bind_text(&q, ev->kind);
	gp_ledger_bind_text(&q, ev->move);
	gp_ledger_bind_textn(&q, ev->body, ev->body_n);
	gp_ledger_bind_text(&q, ev->decl);
	gp_ledger_bind_blob(&q, ev->prev, ev->prev_n);
	gp_ledger_bind_blob(&q, ev->hash, ev->hash_n);
	if (gp_ledger_run(&q, e))
		return -1;
	keep_tail(l, ev);
	return 0;
}

/* ASCII without a NUL, eight bytes at a time. */
static bool plain(const char *s, size_t n)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	uint64_t v;

	for (; n >= sizeof v; s += sizeof v, n -= sizeof v) {
		memcpy(&v, s, sizeof v);
		if ((v | (v - ones)) & high)
			return false;
	}
	for (; n; s++, n--)
		if (!*s || (unsigned char)*s >= 0x80)
			return false;
	return true;
}

/* A text of this program is UTF-8 without a NUL: what follows a NUL would not be hashed. */
static const char *take(sqlite3_stmt *st, int column, struct gp_ledger_event *ev)
{
	const char *s = gp_ledger_column(st, column);
	size_t n = (size_t)sqlite3_column_bytes(st, column);

	ev->odd = ev->odd || (!plain(s, n) && (memchr(s, '\0', n) || !gp_utf8_valid(s, n)));
	return s;
}

static size_t take_hash(sqlite3_stmt *st, int column, unsigned char out[GP_LEDGER_HASH])
{
	const void *p = sqlite3_column_blob(st, column);
	size_t n = (size_t)sqlite3_column_bytes(st, column);

	memset(out, 0, GP_LEDGER_HASH);
	if (n)
		memcpy(out, p, n < GP_LEDGER_HASH ? n : GP_LEDGER_HASH);
	return n;
}

static void take_event(sqlite3_stmt *st, struct gp_ledger_event *ev)
{
	ev->odd = false;
	ev->eid = take(st, 0, ev);
	ev->office = take(st, 1, ev);
	ev->reg = take(st, 2, ev);
	ev->rid = take(st, 3, ev);
	ev->seq = sqlite3_column_int64(st, 4);
	ev->at = take(st, 5, ev);
	ev->on = take(st, 6, ev);
	ev->by = take(st, 7, ev);
	ev->via = take(st, 8, ev);
	ev->tx = take(st, 9, ev);
	ev->kind = take(st, 10, ev);
	ev->move = take(st, 11, ev);
	ev->body = take(st, 12, ev);
	ev->body_n = (size_t)sqlite3_column_bytes(st, 12);
	ev->decl = take(st, 13, ev);
	ev->prev_n = take_hash(st, 14, ev->prev);
	ev->hash_n = take_hash(st, 15, ev->hash);
	ev->odd = ev->odd || ev->hash_n != GP_LEDGER_HASH || (ev->prev_n && ev->prev_n != GP_LEDGER_HASH);
}

static void take_folding(sqlite3_stmt *st, struct gp_ledger_event *ev)
{
	*ev = (struct gp_ledger_event){.eid = "", .via = "", .tx = "", .decl = ""};
	ev->office = gp_ledger_column(st, 0);
	ev->reg = gp_ledger_column(st, 1);
	ev->rid = gp_ledger_column(st, 2);
	ev->seq = sqlite3_column_int64(st, 3);
	ev->at = gp_ledger_column(st, 4);
	ev->on = gp_ledger_column(st, 5);
	ev->by = gp_ledger_column(st, 6);
	ev->kind = gp_ledger_column(st, 7);
	ev->move = gp_ledger_column(st, 8);
	ev->body = gp_ledger_column(st, 9);
	ev->body_n = (size_t)sqlite3_column_bytes(st, 9);
}

/* The conditions that `pick` has, of its range one part, and their values in the same order. */
static int pick_events(struct gp_ledger *l, const struct gp_ledger_pick *pick, size_t part, struct gp_ledger_query *q,
    struct gp_err *e)
{
	const char *values[6];
	size_t n = 0;
	struct gp_buf sql;
	int rc;
	const struct {
		const char *column, *value;
	} conditions[] = {
	    {"office", !pick->office ? l->office : strcmp(pick->office, "*") ? pick->office : NULL},
	    {"reg", pick->reg}, {"rid", pick->rid}, {"tx", pick->tx}, {"by_", pick->by}, {"kind", pick->kind}};

	gp_buf_init(&sql, 1000);
	gp_buf_printf(&sql, "SELECT %s FROM event WHERE true", pick->folding ? FOLDING : EVENT);
	for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
		if (!conditions[i].value)
			continue;
		gp_buf_printf(&sql, " AND %s = ?", conditions[i].column);
		values[n++] = conditions[i].value;
	}
	if (pick->after_seq)
		gp_buf_puts(&sql, " AND seq > ?");
	if (pick->rows)
		gp_buf_puts(&sql, " AND rowid BETWEEN ? AND ?");
	gp_ledger_put_range(&sql, pick->range, GP_LEDGER_KEY_OFFICE, part);
	if (pick->as_written)
		gp_buf_puts(&sql, " ORDER BY rowid LIMIT ?");
	else
		gp_buf_printf(&sql, " ORDER BY office, reg, %sseq%s LIMIT ?", pick->by_record ? "rid, " : "",
		    pick->newest_first ? " DESC" : "");
	rc = gp_ledger_query_once(l, sql.data, q, e);
	gp_buf_free(&sql);
	if (rc)
		return -1;
	for (size_t i = 0; i < n; i++)
		gp_ledger_bind_text(q, values[i]);
	if (pick->after_seq)
		gp_ledger_bind_int(q, pick->after_seq);
	if (pick->rows) {
		gp_ledger_bind_int(q, pick->rows[0]);
		gp_ledger_bind_int(q, pick->rows[1]);
	}
	gp_ledger_bind_range(q, pick->range, GP_LEDGER_KEY_OFFICE, part);
	gp_ledger_bind_int(q, pick->limit > 0 ? pick->limit : -1);
	return 0;
}

/* `behind` becomes true when the end of the range has come. */
static int each_of_part(struct gp_ledger *l, const struct gp_ledger_pick *pick, size_t part, bool *behind,
    gp_ledger_event_fn *fn, void *user, struct gp_err *e)
{
	struct gp_ledger_event ev = {0};
	struct gp_ledger_query q;
	int rc, answer = 0;

	if (pick_events(l, pick, part, &q, e))
		return -1;
	while ((rc = gp_ledger_step(&q, e)) > 0) {
		if (pick->folding)
			take_folding(q.st, &ev);
		else
			take_event(q.st, &ev);
		*behind = gp_ledger_behind(pick->range, ev.office, ev.reg, ev.rid);
		if (*behind) {
			gp_ledger_done(&q);
			return 0;
		}
		answer = fn(user, &ev);
		if (answer) {
			gp_ledger_done(&q);
			return answer;
		}
	}
	return rc;
}

int gp_ledger_each_event(struct gp_ledger *l, const struct gp_ledger_pick *pick, gp_ledger_event_fn *fn, void *user,
    struct gp_err *e)
{
	size_t parts = gp_ledger_range_parts(pick->range, GP_LEDGER_KEY_OFFICE);
	bool behind = false;
	int rc = 0;

	for (size_t i = 0; i < parts && !rc && !behind; i++)
		rc = each_of_part(l, pick, i, &behind, fn, user, e);
	return rc;
}

int gp_ledger_tail(struct gp_ledger *l, const char *reg, int64_t *seq, unsigned char hash[GP_LEDGER_HASH],
    struct gp_err *e)
{
	static const char sql[] = "SELECT seq, hash FROM event WHERE office = ? AND reg = ? ORDER BY seq DESC LIMIT 1";
	struct gp_ledger_query q;
	int rc;

	*seq = 0;
	if (l->tail_reg && strcmp(l->tail_reg, reg) == 0) {
		*seq = l->tail_seq;
		memcpy(hash, l->tail_hash, GP_LEDGER_HASH);
		return 1;
	}
	if (gp_ledger_query(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, l->office);
	gp_ledger_bind_text(&q, reg);
	rc = gp_ledger_step(&q, e);
	if (rc > 0) {
		*seq = sqlite3_column_int64(q.st, 0);
		take_hash(q.st, 1, hash);
		gp_ledger_done(&q);
	}
	return rc;
}

int gp_ledger_last_tx(struct gp_ledger *l, const char *by, const char *reg, const char *before, char out[32],
    struct gp_err *e)
{
	/* + lets it go back from the last event, and not through all of the office */
	static const char sql[] = "SELECT tx FROM event WHERE by_ = ? AND +office = ? AND +reg = ?"
	    " AND kind NOT IN ('read', 'print', 'undo')"
	    " AND rowid < coalesce((SELECT min(rowid) FROM event WHERE tx = ?), 9223372036854775807)"
	    " AND rowid > (SELECT max(rowid) FROM event) - " LAST_OF " ORDER BY rowid DESC LIMIT 1";
	struct gp_ledger_query q;
	int rc;

	if (gp_ledger_query(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, by);
	gp_ledger_bind_text(&q, l->office);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, before);
	rc = gp_ledger_step(&q, e);
	if (rc > 0) {
		sqlite3_snprintf(32, out, "%s", gp_ledger_column(q.st, 0));
		gp_ledger_done(&q);
	}
	return rc;
}

/* --- declarations */

int gp_ledger_declare(struct gp_ledger *l, const char *hash, const char *name, const char *text, struct gp_err *e)
{
	static const char sql[] = "INSERT OR IGNORE INTO declaration(hash, name, text) VALUES(?, ?, ?)";
	struct gp_ledger_query q;

	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, hash);
	gp_ledger_bind_text(&q, name);
	gp_ledger_bind_text(&q, text);
	return gp_ledger_run(&q, e);
}

/* Whether `hash` is the SHA-256 of the text, in hex. */
static bool hashes_to(const char *hash, const void *text, size_t n)
{
	unsigned char h[GP_LEDGER_HASH];
	char hex[2 * sizeof h + 1];

	if (EVP_Digest(text, n, h, NULL, EVP_sha256(), NULL) != 1)
		return false;
	for (size_t i = 0; i < sizeof h; i++)
		snprintf(hex + 2 * i, 3, "%02x", h[i]);
	return !strcmp(hash, hex);
}

int gp_ledger_declared(struct gp_ledger *l, const char *hash, struct gp_err *e)
{
	static const char sql[] = "SELECT text FROM declaration WHERE hash = ?";
	struct gp_ledger_query q;
	int rc;

	if (gp_ledger_query(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, hash);
	rc = gp_ledger_step(&q, e);
	if (rc <= 0)
		return rc;
	rc = hashes_to(hash, sqlite3_column_text(q.st, 0), (size_t)sqlite3_column_bytes(q.st, 0));
	gp_ledger_done(&q);
	return rc;
}

/* --- heads */

static int each_head(struct gp_ledger *l, const char *sql, gp_ledger_head_fn *fn, void *user, struct gp_err *e)
{
	struct gp_ledger_head h;
	struct gp_ledger_query q;
	int rc, answer;

	if (gp_ledger_query_once(l, sql, &q, e))
		return -1;
	while ((rc = gp_ledger_step(&q, e)) > 0) {
		h.office = gp_ledger_column(q.st, 0);
		h.reg = gp_ledger_column(q.st, 1);
		h.seq = sqlite3_column_int64(q.st, 2);
		take_hash(q.st, 3, h.hash);
		h.at = (const char *)sqlite3_column_text(q.st, 4);
		answer = fn(user, &h);
		if (answer) {
			gp_ledger_done(&q);
			return answer;
		}
	}
	return rc;
}

int gp_ledger_each_tail(struct gp_ledger *l, gp_ledger_head_fn *fn, void *user, struct gp_err *e)
{
	return each_head(l, "SELECT v.office, v.reg, v.seq, v.hash, NULL FROM (SELECT office, reg, max(seq) AS seq FROM event"
	    " GROUP BY office, reg) t JOIN event v USING(office, reg, seq) ORDER BY v.office, v.reg", fn, user, e);
}

int gp_ledger_each_printed(struct gp_ledger *l, gp_ledger_head_fn *fn, void *user, struct gp_err *e)
{
	return each_head(l, "SELECT office, reg, seq, hash, at FROM head ORDER BY office, reg, seq, at", fn, user, e);
}

int gp_ledger_mark_head(struct gp_ledger *l, const char *reg, const char *at, struct gp_err *e)
{
	static const char sql[] = "INSERT OR IGNORE INTO head(office, reg, seq, hash, at) VALUES(?, ?, ?, ?, ?)";
	unsigned char hash[GP_LEDGER_HASH];
	struct gp_ledger_query q;
	int64_t seq;
	int rc = gp_ledger_tail(l, reg, &seq, hash, e);

	if (rc <= 0)
		return rc;
	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, l->office);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_int(&q, seq);
	gp_ledger_bind_blob(&q, hash, sizeof hash);
	gp_ledger_bind_text(&q, at);
	return gp_ledger_run(&q, e) ? -1 : 1;
}
