/*
 * ledger_store.h - the file that holds the registers of an office: data/govpub.db and data/files.
 *
 * Operations, never SQL. Two sorts of tables. Events are appended and never changed; what is in them and how they
 * are chained is the business of core/ledger. The rest is what follows from the events (records, their moves and
 * links), what may be erased (vault, blind index) and a cache (clocks).
 * Several processes may have the file open; one of them writes at a time, between gp_ledger_begin() and
 * gp_ledger_commit(). What was committed is on the disk. Dates are "2023-04-20", times "2023-04-20T11:20:00+08:00".
 * One thread at a time may use a ledger. Strings that are handed to callbacks live until they return, others as said.
 * Errors: GP_ECONFLICT somebody else writes for longer than ten seconds, GP_EINTEGRITY damage or a row that
 * contradicts others, GP_EUSAGE a foreign file, GP_EDENIED a network file system or a file that may only be read,
 * GP_EIO disk and permissions, GP_ELIMIT a value too large.
 */
#ifndef GP_STORE_LEDGER_STORE_H
#define GP_STORE_LEDGER_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/store/filter.h"

#define GP_LEDGER_BODY_MAX ((size_t)4 << 20)   /* bytes of an event's body, and of all fields of a record */
#define GP_LEDGER_FILE_MAX ((int64_t)1 << 31)  /* bytes of a file that is put in */
#define GP_LEDGER_HASH 32                      /* bytes: SHA-256 or SM3 */
#define GP_LEDGER_WAIT_MS 10000

struct gp_ledger;

struct gp_ledger_options {
	bool create;        /* else GP_ENOTFOUND where there is none */
	const char *hash;   /* "sha256" or "sm3", for one that is made now; NULL: sha256 */
	const char *office; /* its code, the same; of a file that is there: GP_ECONFLICT when it has another */
};

/*
 * Of the office in the folder `dir`. One that a newer version wrote is opened for reading only. Folders are
 * made 0700, files 0600.
 */
int gp_ledger_open(struct gp_ledger **out, const char *dir, const struct gp_ledger_options *o,
    struct gp_err *e) GP_MUST_USE;
/* Accepts NULL; what was not committed is gone. */
void gp_ledger_close(struct gp_ledger *l);
const char *gp_ledger_path(const struct gp_ledger *l);
const char *gp_ledger_dir(const struct gp_ledger *l); /* of the office */
const char *gp_ledger_office(const struct gp_ledger *l);
const char *gp_ledger_hash_name(const struct gp_ledger *l);
/* Not 0: the schema of a newer version, which this one may only read. */
int gp_ledger_newer(const struct gp_ledger *l);

/* The file is of an older version: nothing else is done with it before it is one of this (upgrade.h). */
bool gp_ledger_older(const struct gp_ledger *l);
/* Whether SQLite finds its own structure sound: 0, or GP_EINTEGRITY. */
int gp_ledger_check_file(struct gp_ledger *l, struct gp_err *e) GP_MUST_USE;
/*
 * Calls fn with the kind and name of each table, index and trigger that is not there, is another than this version makes, or
 * should not be there. Not for the file of a newer version.
 */
int gp_ledger_check_shape(struct gp_ledger *l, int (*fn)(void *user, const char *name), void *user,
    struct gp_err *e) GP_MUST_USE;
/* Outside of any transaction: whether the index of the full text is that of its texts: 1, 0. Others cannot write meanwhile. */
int gp_ledger_check_index(struct gp_ledger *l, struct gp_err *e) GP_MUST_USE;
/*
 * Inside a transaction: the tables that follow from the events as this version has them, empty: 1; 0: somebody has
 * done it meanwhile.
 */
int gp_ledger_upgrade(struct gp_ledger *l, struct gp_err *e) GP_MUST_USE;
/* How many rows there are that do not follow from others. */
int gp_ledger_kept(struct gp_ledger *l, int64_t *rows, struct gp_err *e) GP_MUST_USE;

/*
 * A write outside of a transaction is an error. After a write that failed nothing of the transaction can be
 * committed any more.
 */
int gp_ledger_begin(struct gp_ledger *l, struct gp_err *e) GP_MUST_USE;
int gp_ledger_commit(struct gp_ledger *l, struct gp_err *e) GP_MUST_USE;
void gp_ledger_rollback(struct gp_ledger *l);
/* What is read between the two is as it was at one moment. Not inside a transaction that writes. */
int gp_ledger_begin_reading(struct gp_ledger *l, struct gp_err *e) GP_MUST_USE;
void gp_ledger_end_reading(struct gp_ledger *l);
/*
 * Opens the registers n times more, for other threads. Begins reading in all of them, as it is at the same moment: 1; 0:
 * others write all the time, reading has begun in `l` only, and there are no twins.
 */
int gp_ledger_begin_reading_together(struct gp_ledger *l, struct gp_ledger **twins, size_t n,
    struct gp_err *e) GP_MUST_USE;
/* The rows of the first event in the file and of the last; 0 and 0 where there is none. */
int gp_ledger_rows(struct gp_ledger *l, int64_t rows[2], struct gp_err *e) GP_MUST_USE;
bool gp_ledger_writing(const struct gp_ledger *l);

/* --- events */

struct gp_ledger_event {
	const char *eid, *office, *reg, *rid;
	int64_t seq; /* dense from 1 within office and register */
	const char *at, *on, *by, *via, *tx, *kind, *move;
	const char *body; /* canonical JSON, an object */
	const char *decl;
	unsigned char prev[GP_LEDGER_HASH], hash[GP_LEDGER_HASH];
	size_t body_n, prev_n, hash_n; /* prev_n is 0 for the first of a chain */
	bool odd; /* a row that this program did not write: a NUL in a text, a hash of another length */
};

/* A stretch of records in the order of office, register and rid: from the first name on, up to but not with the second. */
struct gp_ledger_name {
	const char *office, *reg, *rid;
};
struct gp_ledger_range {
	const struct gp_ledger_name *from, *to; /* NULL: no end on that side */
};

/* NULL and 0: any. */
struct gp_ledger_pick {
	const char *office; /* NULL: the one of this ledger; "*": all */
	const char *reg, *rid, *tx, *by, *kind;
	int64_t after_seq, limit;
	bool newest_first;
	bool by_record; /* rid before seq */
	bool as_written; /* in the order in which they lie in the file: the quickest, and the same where all is well */
	const int64_t *rows; /* [2]: those that lie there in the file, from the first to the last */
	const struct gp_ledger_range *range; /* of these records, which come by_record and without a limit */
	bool folding;   /* only what is folded: eid, via, tx, decl, prev and hash stay empty */
};

/* A callback returns 0 to go on, anything else to stop; the call then returns that value. */
typedef int gp_ledger_event_fn(void *user, const struct gp_ledger_event *ev);

int gp_ledger_put_event(struct gp_ledger *l, const struct gp_ledger_event *ev, struct gp_err *e) GP_MUST_USE;
/* By office, register and seq. A callback may read from the ledger, and write. */
int gp_ledger_each_event(struct gp_ledger *l, const struct gp_ledger_pick *pick, gp_ledger_event_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
/* The last seq of a register and its hash: 1; 0: it has no event yet. */
int gp_ledger_tail(struct gp_ledger *l, const char *reg, int64_t *seq, unsigned char hash[GP_LEDGER_HASH],
    struct gp_err *e) GP_MUST_USE;
/*
 * The tx of the last change that `by` made in the register, of those before the tx `before` (NULL: of all), undone or not; no reading,
 * printing or undoing: 1, 0 there is none among the last 100,000 events.
 */
int gp_ledger_last_tx(struct gp_ledger *l, const char *by, const char *reg, const char *before, char out[32],
    struct gp_err *e) GP_MUST_USE;

/* --- what follows from them */

struct gp_ledger_record {
	const char *office, *reg, *rid;
	const char *no;     /* "": none */
	int64_t n, year;    /* 0: none */
	const char *state;
	int64_t rev;        /* how many events changed it */
	const char *created_on, *closed_on; /* closed_on "": it is open */
	bool void_;
	const char *j;      /* all fields, canonical JSON */
	size_t j_n;
};

struct gp_ledger_move {
	const char *office, *reg, *rid;
	int64_t seq, step;  /* of the event; of the history that an import brings, from 1 */
	const char *move, *on, *at, *by;
	const char *state;  /* after it */
	bool closed, undone;
};

struct gp_ledger_link {
	const char *field, *reg, *rid;
	bool back; /* the other record refers to this one */
};

typedef int gp_ledger_record_fn(void *user, const struct gp_ledger_record *r);
typedef int gp_ledger_move_fn(void *user, const struct gp_ledger_move *m);
typedef int gp_ledger_link_fn(void *user, const struct gp_ledger_link *k);

/* 1, 0 there is none; the strings live until the next call on the ledger. */
int gp_ledger_record(struct gp_ledger *l, const char *office, const char *reg, const char *rid,
    struct gp_ledger_record *out, struct gp_err *e) GP_MUST_USE;
int gp_ledger_put_record(struct gp_ledger *l, const struct gp_ledger_record *r, struct gp_err *e) GP_MUST_USE;
/* By office, register and rid; reg NULL: all, office as in gp_ledger_pick. */
int gp_ledger_each_record(struct gp_ledger *l, const char *office, const char *reg, gp_ledger_record_fn *fn,
    void *user, struct gp_err *e) GP_MUST_USE;
/* Records that are not void, oldest first; year 0: any. */
int gp_ledger_by_number(struct gp_ledger *l, const char *reg, int64_t n, int64_t year, gp_ledger_record_fn *fn,
    void *user, struct gp_err *e) GP_MUST_USE;
/* The same by the whole number; is_void: of the void ones instead. */
int gp_ledger_by_no(struct gp_ledger *l, const char *reg, const char *no, bool is_void, gp_ledger_record_fn *fn,
    void *user, struct gp_err *e) GP_MUST_USE;
/* One more than the highest number ever given in that year; year 0: in all. */
int gp_ledger_next_number(struct gp_ledger *l, const char *reg, int64_t year, int64_t *out,
    struct gp_err *e) GP_MUST_USE;

/*
 * Records that are not void. sort: keys parted by commas, "-" before one that goes down: no, n, year, state, rev,
 * created_on, closed_on, a field, a clock (by its due date); NULL: the newest first.
 */
struct gp_ledger_list {
	const char *reg, *sort;
	const struct gp_filter *filter; /* filter.h; NULL: all */
	const struct gp_filter_schema *schema; /* of the register: which keys are clocks; NULL: each may be one */
	int64_t limit, offset; /* limit 0: no */
};

struct gp_ledger_cell {
	const char *row, *column; /* "": none */
	int64_t n;
};

/* GP_EUSAGE: a sort key, a row or a column that no name can be. */
int gp_ledger_list(struct gp_ledger *l, const struct gp_ledger_list *list, gp_ledger_record_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
int gp_ledger_count(struct gp_ledger *l, const struct gp_ledger_list *list, int64_t *out, struct gp_err *e) GP_MUST_USE;
/* How many there are of each pair of values; column NULL: of each value. By value. */
int gp_ledger_crosstab(struct gp_ledger *l, const struct gp_ledger_list *list, const char *row, const char *column,
    int (*fn)(void *user, const struct gp_ledger_cell *cell), void *user, struct gp_err *e) GP_MUST_USE;

int gp_ledger_put_move(struct gp_ledger *l, const struct gp_ledger_move *m, struct gp_err *e) GP_MUST_USE;
/* By seq and step. */
int gp_ledger_each_move(struct gp_ledger *l, const char *office, const char *reg, const char *rid,
    gp_ledger_move_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;

int gp_ledger_drop_links(struct gp_ledger *l, const char *reg, const char *rid, struct gp_err *e) GP_MUST_USE;
int gp_ledger_put_link(struct gp_ledger *l, const char *reg, const char *rid, const char *field, const char *to_reg,
    const char *to_rid, struct gp_err *e) GP_MUST_USE;
/* What the full text has of a record, in place of what it had; nothing personal. */
int gp_ledger_put_words(struct gp_ledger *l, const char *office, const char *reg, const char *rid, const char *text,
    size_t n, struct gp_err *e) GP_MUST_USE;
/* Both ways. */
int gp_ledger_each_link(struct gp_ledger *l, const char *reg, const char *rid, gp_ledger_link_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
/* The ones that a record has itself, by field. */
int gp_ledger_each_link_from(struct gp_ledger *l, const char *reg, const char *rid, gp_ledger_link_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
/* Every record that has links, once: its register and rid; field is "". */
int gp_ledger_each_linking(struct gp_ledger *l, gp_ledger_link_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;
int gp_ledger_count_links(struct gp_ledger *l, int64_t *out, struct gp_err *e) GP_MUST_USE;
/* What gp_ledger_put_words() was given: 1, 0 there is nothing. */
int gp_ledger_words(struct gp_ledger *l, const char *office, const char *reg, const char *rid, struct gp_buf *out,
    struct gp_err *e) GP_MUST_USE;
/* Texts of no record. */
int gp_ledger_count_stray_words(struct gp_ledger *l, int64_t *out, struct gp_err *e) GP_MUST_USE;
/* All records of all offices with their words; NULL: there are none. */
typedef int gp_ledger_words_fn(void *user, const struct gp_ledger_record *r, const char *words, size_t n);
int gp_ledger_each_words(struct gp_ledger *l, gp_ledger_words_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;
/* How many texts there are. */
int gp_ledger_count_words(struct gp_ledger *l, int64_t *out, struct gp_err *e) GP_MUST_USE;

/*
 * Records with their words, moves and links of all offices at once, by office, register and rid: to compare them with the
 * events. Links know no office: they are those of these registers and rids.
 */
struct gp_ledger_scan;
struct gp_ledger_scanned {
	struct gp_ledger_record record;
	const char *words; /* NULL: there are none */
	size_t words_n;
};
struct gp_ledger_scanned_link {
	const char *reg, *rid; /* whose link it is */
	struct gp_ledger_link link;
};
int gp_ledger_scan_open(struct gp_ledger_scan **out, struct gp_ledger *l, const struct gp_ledger_range *range,
    struct gp_err *e) GP_MUST_USE;
void gp_ledger_scan_close(struct gp_ledger_scan *s); /* accepts NULL */
/* 1, 0 behind the last; strings live until the next call of the same. */
int gp_ledger_scan_record(struct gp_ledger_scan *s, struct gp_ledger_scanned *out, struct gp_err *e) GP_MUST_USE;
int gp_ledger_scan_move(struct gp_ledger_scan *s, struct gp_ledger_move *out, struct gp_err *e) GP_MUST_USE;
int gp_ledger_scan_link(struct gp_ledger_scan *s, struct gp_ledger_scanned_link *out, struct gp_err *e) GP_MUST_USE;
/* Everything that follows from events is gone; before they are folded again. The cache of clocks stays. */
int gp_ledger_drop_projections(struct gp_ledger *l, struct gp_err *e) GP_MUST_USE;

/* --- the cache of clocks */

struct gp_ledger_clock {
	const char *reg, *rid, *no; /* of the record; not looked at when clocks are put */
	const char *name, *status, *due, *earliest;
	int64_t used, total; /* -1: none */
	bool provisional, late;
	const char *met_on;
};

struct gp_ledger_due {
	const char *regs;   /* a JSON list of names; NULL: all */
	const char *until;  /* due up to this date; NULL: any that has one */
	const char *status; /* NULL: any that is open: running, agreed, paused */
	bool waits;         /* those that stand still without a date (paused, held), in place of those that have one */
	int64_t limit, offset; /* limit 0: no */
};

typedef int gp_ledger_clock_fn(void *user, const struct gp_ledger_clock *c);

/* In place of those that the record had; new: it is a record that had none. */
int gp_ledger_put_clocks(struct gp_ledger *l, const char *reg, const char *rid, const struct gp_ledger_clock *clocks,
    size_t count, bool new, struct gp_err *e) GP_MUST_USE;
/* Of one record, in the order in which they were put. */
int gp_ledger_each_clock(struct gp_ledger *l, const char *reg, const char *rid, gp_ledger_clock_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;
/* By due date (of those that wait: not), register and number; without void records. */
int gp_ledger_each_due(struct gp_ledger *l, const struct gp_ledger_due *d, gp_ledger_clock_fn *fn, void *user,
    struct gp_err *e) GP_MUST_USE;

/* --- personal values */

typedef int gp_ledger_secret_fn(void *user, const unsigned char h[GP_LEDGER_HASH], const void *salt, size_t salt_n,
    const char *value, size_t n);

int gp_ledger_put_secret(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], const void *salt, size_t salt_n,
    const char *value, size_t n, struct gp_err *e) GP_MUST_USE;
/* 1 and the value in out, which may be NULL; 0: it has been erased, or never was. */
int gp_ledger_secret(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], struct gp_buf *out,
    struct gp_err *e) GP_MUST_USE;
/* All of them, to see whether h is still the hash of salt and value. */
int gp_ledger_each_secret(struct gp_ledger *l, gp_ledger_secret_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;
int gp_ledger_drop_secret(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], struct gp_err *e) GP_MUST_USE;
/* The keyed hash of a value, for finding it again without holding it; the key never leaves the file. */
int gp_ledger_put_blind(struct gp_ledger *l, const char *reg, const char *field, const char *rid, const char *value,
    size_t n, struct gp_err *e) GP_MUST_USE;
int gp_ledger_each_blind(struct gp_ledger *l, const char *reg, const char *field, const char *value, size_t n,
    int (*fn)(void *user, const char *rid), void *user, struct gp_err *e) GP_MUST_USE;
/* field NULL: of all. */
int gp_ledger_drop_blind(struct gp_ledger *l, const char *reg, const char *field, const char *rid,
    struct gp_err *e) GP_MUST_USE;

/* --- files */

struct gp_ledger_blob {
	unsigned char h[GP_LEDGER_HASH]; /* SHA-256 of the bytes, whatever hash the chain has */
	const char *name, *mime;
	int64_t size;
};

/*
 * Copies the file at `path` into data/files and has it on the disk before it returns; `mime` as the caller knows it.
 * The bytes go again with a transaction that is not kept.
 */
int gp_ledger_put_blob(struct gp_ledger *l, const char *path, const char *name, const char *mime,
    struct gp_ledger_blob *out, struct gp_err *e) GP_MUST_USE;
/* Where the bytes lie, whether they are there or not. */
void gp_ledger_blob_path(const struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], struct gp_buf *out);
/* The same looks at the file only: its hash and its size. */
int gp_ledger_look_at_file(const char *path, const char *name, const char *mime, struct gp_ledger_blob *out,
    struct gp_err *e) GP_MUST_USE;
/*
 * Takes a file away, unless an event of another record than (reg, rid) or a sealed value names it; its bytes go when
 * the transaction is kept.
 */
int gp_ledger_drop_blob(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], const char *reg, const char *rid,
    struct gp_err *e) GP_MUST_USE;
/*
 * The files below data/files that no row names: a writer was killed before its transaction was kept. Waits for who
 * writes now; says nothing where that takes too long. What fn returns that is not 0 ends it.
 */
int gp_ledger_each_stray(struct gp_ledger *l, int (*fn)(void *user, const char *path), void *user,
    struct gp_err *e) GP_MUST_USE;
/* Removes them, and says how many. */
int gp_ledger_drop_strays(struct gp_ledger *l, int64_t *n, struct gp_err *e) GP_MUST_USE;
/* Of the bytes as they lie there: 1; 0: they are not there. */
int gp_ledger_hash_blob(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], unsigned char out[GP_LEDGER_HASH],
    struct gp_err *e) GP_MUST_USE;
int gp_ledger_each_blob(struct gp_ledger *l, int (*fn)(void *user, const struct gp_ledger_blob *b), void *user,
    struct gp_err *e) GP_MUST_USE;

/*
 * Copies any file to `to`, with the folders on its way, and has it on the disk; h is the hash of what was copied. The
 * file is there whole or not at all, and takes the place of one that is there. GP_ENOTFOUND.
 */
int gp_ledger_copy_file(const char *from, const char *to, unsigned char h[GP_LEDGER_HASH], int64_t *size,
    struct gp_err *e) GP_MUST_USE;

/* --- copies */

/* Behind the name of the database: as it was before. What is erased is erased with them. */
#define GP_LEDGER_BEFORE_RESTORE ".before-restore"
#define GP_LEDGER_BEFORE_UPGRADE ".before-upgrade"

/* The database as it is now, without what was deleted in it, as the new file `path`. */
int gp_ledger_copy_to(struct gp_ledger *l, const char *path, struct gp_err *e) GP_MUST_USE;
/*
 * The database `from`, which nobody has open, becomes that of the office in `dir`; the old one stays beside it as
 * govpub.db.before-restore. GP_ECONFLICT: somebody has that open.
 */
int gp_ledger_replace(const char *dir, const char *from, struct gp_err *e) GP_MUST_USE;

/* --- declarations and heads */

/* hash: the SHA-256 of the text, in hex. One that is there already stays as it is. */
int gp_ledger_declare(struct gp_ledger *l, const char *hash, const char *name, const char *text,
    struct gp_err *e) GP_MUST_USE;
/* 1 it is there, with the text that it is the hash of; 0 it is not. */
int gp_ledger_declared(struct gp_ledger *l, const char *hash, struct gp_err *e) GP_MUST_USE;

struct gp_ledger_head {
	const char *office, *reg;
	int64_t seq;
	unsigned char hash[GP_LEDGER_HASH];
	const char *at; /* when it was printed; NULL: it is the tail */
};

typedef int gp_ledger_head_fn(void *user, const struct gp_ledger_head *h);

/* The tails of all registers, by name; or all that were printed, oldest first. */
int gp_ledger_each_tail(struct gp_ledger *l, gp_ledger_head_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;
int gp_ledger_each_printed(struct gp_ledger *l, gp_ledger_head_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;
/* Remembers the tail of a register as printed now: 1, 0 there is none. */
int gp_ledger_mark_head(struct gp_ledger *l, const char *reg, const char *at, struct gp_err *e) GP_MUST_USE;

#endif
