/*
 * ledger_db.h - what the files of the SQLite driver of ledger_store.h share.
 *
 * ledger_schema.c has the tables, ledger_db.c statements and errors, ledger_store.c the life of a ledger; the others
 * are named after what they read and write.
 */
#ifndef GP_STORE_LEDGER_DB_H
#define GP_STORE_LEDGER_DB_H

#include <sqlite3.h>

#include "core/base/mem.h"
#include "core/store/ledger_store.h"

#define GP_LEDGER_SCHEMA 1
#define GP_LEDGER_KEPT 64 /* statements that are kept prepared */
#define GP_LEDGER_KEY 32  /* bytes of the key of the blind index */

struct gp_ledger {
	sqlite3 *db;
	char *dir, *path; /* of the office; of the database */
	char *office, *hash;
	int newer;
	bool older;
	bool writing;
	bool broken; /* a write of this transaction failed */
	bool wiped;  /* it erases: the log is to be emptied after it */
	unsigned char key[GP_LEDGER_KEY];
	struct evp_mac_ctx_st *mac; /* with the key; NULL: none was needed yet */
	struct {
		const char *sql; /* the address of the text is the key */
		sqlite3_stmt *st;
	} kept[GP_LEDGER_KEPT];
	size_t kept_count;
	unsigned char (*gone)[GP_LEDGER_HASH]; /* files whose bytes go when the transaction is kept */
	size_t gone_count;
	struct gp_arena strings; /* what gp_ledger_record() handed out */
	char *tail_reg; /* the register of the last event of this transaction; NULL: there is none yet */
	int64_t tail_seq;
	unsigned char tail_hash[GP_LEDGER_HASH];
	struct gp_ledger_held *held; /* texts that the full text is to have when the transaction is kept */
	size_t held_count, held_room;
	struct gp_buf held_texts;
};

/* Turns the connection's last error into words; returns -1. Clear errno before the failing call. */
int gp_ledger_db_fail(struct gp_ledger *l, struct gp_err *e);
int gp_ledger_db_exec(struct gp_ledger *l, const char *sql, struct gp_err *e) GP_MUST_USE;

/* A statement and its values, bound in order; nothing is copied, so run it before they go. */
struct gp_ledger_query {
	struct gp_ledger *l;
	sqlite3_stmt *st;
	int at, rc;
	bool kept; /* to be reset, not finalized */
};

/* `sql` is a static text: its statement is prepared once and kept. */
int gp_ledger_query(struct gp_ledger *l, const char *sql, struct gp_ledger_query *q, struct gp_err *e) GP_MUST_USE;
/* The same for text that was put together; and for a statement that stays open while others run. */
int gp_ledger_query_once(struct gp_ledger *l, const char *sql, struct gp_ledger_query *q, struct gp_err *e) GP_MUST_USE;
/* The same as gp_ledger_query() for a write: GP_EUSAGE outside a transaction. */
int gp_ledger_write(struct gp_ledger *l, const char *sql, struct gp_ledger_query *q, struct gp_err *e) GP_MUST_USE;
void gp_ledger_bind_int(struct gp_ledger_query *q, int64_t v);
void gp_ledger_bind_count(struct gp_ledger_query *q, int64_t v, int64_t none); /* NULL when it is `none` */
void gp_ledger_bind_text(struct gp_ledger_query *q, const char *v); /* NULL: "" */
void gp_ledger_bind_textn(struct gp_ledger_query *q, const char *v, size_t n);
void gp_ledger_bind_maybe(struct gp_ledger_query *q, const char *v); /* NULL and "": NULL */
void gp_ledger_bind_blob(struct gp_ledger_query *q, const void *v, size_t n);
/*
 * A range of records is read in parts, one behind the other: the rest of its first register, the rest of the registers of that
 * office, the rest of the offices; and with a look at each row whether it is behind the end. One condition,
 * (office, reg, rid) >= (?, ?, ?), would find the same, but SQLite compares such names with every row again, which takes longer
 * than all the rest of finding them.
 */
enum gp_ledger_key { GP_LEDGER_KEY_OFFICE, GP_LEDGER_KEY_REG, GP_LEDGER_KEY_RID, GP_LEDGER_KEYS };
/* How many parts there are for a table whose names begin with `first`. */
size_t gp_ledger_range_parts(const struct gp_ledger_range *range, enum gp_ledger_key first);
/* The condition of a part, with " AND" before each of its comparisons; and its values. */
void gp_ledger_put_range(struct gp_buf *sql, const struct gp_ledger_range *range, enum gp_ledger_key first, size_t part);
void gp_ledger_bind_range(struct gp_ledger_query *q, const struct gp_ledger_range *range, enum gp_ledger_key first,
    size_t part);
bool gp_ledger_behind(const struct gp_ledger_range *range, const char *office, const char *reg, const char *rid);
/* One row: 1; no more: 0, and the query is done; -1: it is done too. */
int gp_ledger_step(struct gp_ledger_query *q, struct gp_err *e) GP_MUST_USE;
void gp_ledger_done(struct gp_ledger_query *q);
/* Runs a write to its end. A failure spoils the transaction. */
int gp_ledger_run(struct gp_ledger_query *q, struct gp_err *e) GP_MUST_USE;
/* A column as text; NULL is "". */
const char *gp_ledger_column(sqlite3_stmt *st, int column);

/* Nobody else writes during a transaction: what it wrote last is known. */
void gp_ledger_forget_tail(struct gp_ledger *l);

/* Takes away the bytes of l->gone that nobody has put there again. */
void gp_ledger_unlink_gone(struct gp_ledger *l);

/* Makes the tables of a new file and remembers in l what meta says; refuses foreign ones. */
int gp_ledger_schema_ready(struct gp_ledger *l, const struct gp_ledger_options *o, struct gp_err *e) GP_MUST_USE;

/* Makes all tables in an empty database. */
int gp_ledger_schema_tables(struct gp_ledger *l, struct gp_err *e) GP_MUST_USE;

/* What an upgrade or a restoring left beside the database is removed. */
void gp_ledger_drop_copies(const struct gp_ledger *l);

/* Writes the texts that wait: before the transaction ends, and before somebody searches. */
int gp_ledger_settle_words(struct gp_ledger *l, struct gp_err *e) GP_MUST_USE;
void gp_ledger_forget_words(struct gp_ledger *l);

/* Empties the full text, in time that does not depend on its size. */
int gp_ledger_schema_clear_words(struct gp_ledger *l, struct gp_err *e) GP_MUST_USE;

/* The columns of a record, alias r, in the order in which gp_ledger_take_record() takes them. */
#define GP_LEDGER_RECORD \
	"r.office, r.reg, r.rid, r.no, r.n, r.year, r.state, r.rev, r.created_on, r.closed_on, r.void, r.j"
#define GP_LEDGER_RECORD_COLUMNS 12
/* Runs a statement with these columns to its end. */
int gp_ledger_each_row(struct gp_ledger_query *q, gp_ledger_record_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;
void gp_ledger_take_record(sqlite3_stmt *st, struct gp_ledger_record *r);

/* The moves of records, and what gp_ledger_take_move() takes of them. */
#define GP_LEDGER_MOVES \
	"SELECT office, reg, rid, seq, step, move, on_, at, by_, state, closed, undone FROM moved"
void gp_ledger_take_move(sqlite3_stmt *st, struct gp_ledger_move *m);

#endif
