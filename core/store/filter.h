/*
 * filter.h - the filter language of registers: words of a clerk to a condition in SQL, all values bound.
 *
 *   term   field:value  field=value  field!=value  field<value  <=  >  >=      several values: a,b
 *          "text"                     in the full text: each word of it
 *          +tag  -tag                 in any field of tags
 *          @move  @move:2023-01..03   that move was made (and not undone), in that time; @closed, @办结: any that closes
 *          overdue 逾期  soon 即将到期  of any clock
 *          rows.field:value           one of the rows has it
 *   and    blank, and, 且             or    or, 或             not   not, 非            ( … )
 *
 * Fields, states, moves, clocks and values are named by key or label, in Chinese or English; a name with blanks stands in
 * quotes, or has - for them. Large letters are as small ones. Signs may be full-width. `:` finds a part of a text, `=` the whole. Values: numbers and dates also as ranges a..b,
 * a.. and ..b; dates as periods (gp_filter_days); a code that ends with *; none, 空 and any, 有 for empty and not. A clock is
 * compared with days left (clock<5), with dates of its due day, or with a status.
 *
 * Personal and secret fields can be asked for equality alone, through the index of keyed hashes.
 * A rid is unique in all registers. The condition speaks of the tables record (alias r), moved, clock, link and fts
 * (rowid is record.id).
 */
#ifndef GP_STORE_FILTER_H
#define GP_STORE_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/mem.h"

#define GP_FILTER_MAX 4096   /* bytes of a filter */
#define GP_FILTER_DEPTH 20   /* parentheses and negations */
#define GP_FILTER_VALUES 2000 /* of the condition */
#define GP_FILTER_SQL ((size_t)256 << 10)
#define GP_FILTER_RIDS 500   /* records that one personal value finds */

struct sqlite3_stmt;

/* A name: the key, and its labels; these may be NULL. */
struct gp_filter_word {
	const char *key, *zh, *en;
};

enum gp_filter_type {
	GP_FILTER_TEXT,
	GP_FILTER_ENUM,  /* and codes */
	GP_FILTER_INT,
	GP_FILTER_MONEY, /* stored in cents, written in yuan */
	GP_FILTER_DATE,
	GP_FILTER_TIME,
	GP_FILTER_BOOL,
	GP_FILTER_SET,   /* a list of texts, of `values` if there are any */
	GP_FILTER_TAGS,
	GP_FILTER_REF,   /* and refs */
	GP_FILTER_ROWS,
	GP_FILTER_FILE,
	GP_FILTER_FILES,
	GP_FILTER_CALC,  /* not stored: cannot be asked for */
};

struct gp_filter_field {
	struct gp_filter_word name;
	enum gp_filter_type type;
	bool personal;
	bool unseen; /* personal, and who asks may not read it: then it cannot be guessed at either */
	const char *ref; /* of REF: the register that it refers to; or NULL */
	const struct gp_filter_word *values;
	size_t value_count;
	const struct gp_filter_field *rows;
	size_t row_count;
};

struct gp_filter_clock {
	struct gp_filter_word name;
	bool calendar_days; /* what is left is counted so, not in working days */
	bool closes;        /* a window: once its day has passed it is closed, not overdue */
	int warn;           /* working days before the due date from which it is due soon */
};

/* What the filter knows of time: ISO dates. core/ledger/filter_days.h */
struct gp_filter_days {
	/* The first and the last day of a period; false: it is none. */
	bool (*period)(const void *context, const char *word, size_t n, char from[11], char to[11]);
	/* The n-th working day (or day) after today, before it where n < 0; false: too far. */
	bool (*after)(const void *context, int n, bool calendar_days, char day[11]);
	const void *context;
};

typedef int gp_filter_rid_fn(void *list, const char *rid);

struct gp_filter_schema {
	const char *reg;
	const char *office; /* whose records are asked for; or NULL: then states that are not meant are looked at too */
	const struct gp_filter_field *fields;
	size_t field_count;
	const struct gp_filter_word *states, *moves;
	size_t state_count, move_count;
	const struct gp_filter_clock *clocks;
	size_t clock_count;
	struct gp_filter_days days;
	const char *me, *dept; /* what 我 and 我的 stand for, dept in fields that refer to records; or NULL */
	/* Calls `found` for each record that has the personal value; NULL: personal fields are refused. */
	int (*find)(void *context, const char *field, const char *value, size_t n, gp_filter_rid_fn *found, void *list,
	    struct gp_err *e);
	void *find_context;
};

struct gp_filter_value {
	const char *text; /* NULL: the number */
	size_t n;
	int64_t number;
};

/* Zero-initialise one. */
struct gp_filter {
	struct gp_arena arena;
	const char *sql; /* a condition, with a ? for each value in turn */
	struct gp_filter_value *values;
	size_t count;
	/* Part of it names the records by their rid, or by their id: better ways to them than that by their state. */
	bool by_rid, by_id;
};

/*
 * An empty text is the condition "1". GP_EUSAGE says the column (in characters) and what there is. Free it either way.
 * Nothing of `text` and `s` is needed afterwards.
 */
int gp_filter_compile(struct gp_filter *out, const char *text, const struct gp_filter_schema *s,
    struct gp_err *e) GP_MUST_USE;
/* Binds the values to the parameters from `first` on; the next free parameter. They must live as long as it runs. */
int gp_filter_bind(const struct gp_filter *f, struct sqlite3_stmt *st, int first);
void gp_filter_free(struct gp_filter *f);

#endif
