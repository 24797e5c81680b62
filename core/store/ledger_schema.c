#include <openssl/rand.h>
#include <string.h>

#include "core/store/ledger_db.h"

#define APPLICATION_ID 0x67704C31 /* "gpL1" */
#define STRINGIFY(x) #x
#define TEXT_OF(x) STRINGIFY(x)

/*
 * An event is never changed and never goes: the triggers keep mistakes away, the chain shows intent. Names that
 * are words of SQL carry a "_" behind them. Projections have no foreign keys: they can be made again at any time.
 * Without rowid, the key's columns come first: SQLite 3.40 takes others for NULL when it checks the file.
 */
static const char schema[] =
    "PRAGMA application_id = " TEXT_OF(APPLICATION_ID) ";"
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE event("
    "eid TEXT NOT NULL PRIMARY KEY, office TEXT NOT NULL, reg TEXT NOT NULL, rid TEXT NOT NULL,"
    "seq INTEGER NOT NULL, at TEXT NOT NULL, on_ TEXT NOT NULL, by_ TEXT NOT NULL, via TEXT NOT NULL,"
    "tx TEXT NOT NULL, kind TEXT NOT NULL, move TEXT NOT NULL, body TEXT NOT NULL, decl TEXT NOT NULL,"
    "prev BLOB NOT NULL, hash BLOB NOT NULL, UNIQUE(office, reg, seq)) STRICT;"
    "CREATE INDEX event_record ON event(office, reg, rid, seq);"
    "CREATE INDEX event_tx ON event(tx);"
    "CREATE TRIGGER event_update BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'events are never changed'); END;"
    "CREATE TRIGGER event_delete BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'events are never deleted'); END;"
    "CREATE TABLE vault(h BLOB PRIMARY KEY, salt BLOB NOT NULL, val TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE blind(reg TEXT NOT NULL, field TEXT NOT NULL, mac BLOB NOT NULL, rid TEXT NOT NULL,"
    "PRIMARY KEY(reg, field, mac, rid)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX blind_rid ON blind(reg, rid);"
    "CREATE TABLE blob(h BLOB PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, mime TEXT NOT NULL)"
    "STRICT, WITHOUT ROWID;"
    "CREATE TABLE clock(office TEXT NOT NULL, reg TEXT NOT NULL, rid TEXT NOT NULL, name TEXT NOT NULL,"
    "status TEXT NOT NULL, due TEXT, earliest TEXT, used INTEGER, total INTEGER, provisional INTEGER NOT NULL,"
    "met_on TEXT, late INTEGER NOT NULL, PRIMARY KEY(office, reg, rid, name)) STRICT;"
    "CREATE INDEX clock_due ON clock(due) WHERE due IS NOT NULL;"
    "CREATE INDEX clock_open ON clock(due) WHERE due IS NOT NULL AND status IN ('running', 'agreed', 'paused');"
    "CREATE INDEX clock_waits ON clock(office, reg) WHERE due IS NULL AND status IN ('paused', 'held');"
    "CREATE TABLE declaration(hash TEXT PRIMARY KEY, name TEXT NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE head(office TEXT NOT NULL, reg TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL,"
    "hash BLOB NOT NULL, PRIMARY KEY(office, reg, seq, at)) STRICT, WITHOUT ROWID;";

/* What can be made again from the events, and is when a newer version wants it otherwise. */
static const char derived[] =
    "CREATE TABLE record(id INTEGER PRIMARY KEY, office TEXT NOT NULL, reg TEXT NOT NULL, rid TEXT NOT NULL,"
    "no TEXT, n INTEGER, year INTEGER, state TEXT NOT NULL, rev INTEGER NOT NULL, created_on TEXT NOT NULL,"
    "closed_on TEXT, void INTEGER NOT NULL, j TEXT NOT NULL, UNIQUE(office, reg, rid)) STRICT;"
    "CREATE INDEX record_number ON record(reg, n, year);"
    "CREATE INDEX record_no ON record(reg, no);"
    "CREATE INDEX record_year ON record(reg, year, n, rid);"
    "CREATE INDEX record_state ON record(office, reg, void, state);"
    "CREATE TABLE moved(office TEXT NOT NULL, reg TEXT NOT NULL, rid TEXT NOT NULL, seq INTEGER NOT NULL,"
    "step INTEGER NOT NULL, move TEXT NOT NULL, on_ TEXT NOT NULL, at TEXT NOT NULL, by_ TEXT NOT NULL,"
    "state TEXT NOT NULL, closed INTEGER NOT NULL, undone INTEGER NOT NULL,"
    "PRIMARY KEY(office, reg, rid, seq, step)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE link(reg TEXT NOT NULL, rid TEXT NOT NULL, field TEXT NOT NULL, to_reg TEXT NOT NULL,"
    "to_rid TEXT NOT NULL, PRIMARY KEY(reg, rid, field, to_reg, to_rid)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX link_to ON link(to_reg, to_rid);";

/* Beside the others: it is thrown away and made again when all records are. Its rowid is the id of a record. */
static const char fts[] = "CREATE VIRTUAL TABLE fts USING fts5(body, tokenize = 'govpub_bigram')";

static int ask_int(struct gp_ledger *l, const char *sql, int64_t *out, struct gp_err *e)
{
	struct gp_ledger_query q;

	if (gp_ledger_query_once(l, sql, &q, e) || gp_ledger_step(&q, e) <= 0)
		return -1;
	*out = sqlite3_column_int64(q.st, 0);
	gp_ledger_done(&q);
	return 0;
}

static int put_meta(struct gp_ledger *l, const char *key, const void *v, size_t n, bool text, struct gp_err *e)
{
	struct gp_ledger_query q;

	if (gp_ledger_query_once(l, "INSERT INTO meta(key, value) VALUES(?, ?)", &q, e))
		return -1;
	gp_ledger_bind_text(&q, key);
	if (text)
		gp_ledger_bind_textn(&q, v, n);
	else
		gp_ledger_bind_blob(&q, v, n);
	return gp_ledger_run(&q, e);
}

static int make(struct gp_ledger *l, const struct gp_ledger_options *o, struct gp_err *e)
{
	const char *hash = o->hash && *o->hash ? o->hash : "sha256", *office = o->office ? o->office : "";
	unsigned char key[GP_LEDGER_KEY];

	if (strcmp(hash, "sha256") && strcmp(hash, "sm3"))
		return gp_fail(e, GP_EUSAGE, "office.lua: ledger: hash is sha256 or sm3, not '%.40s'", hash);
	if (RAND_bytes(key, sizeof key) != 1)
		return gp_fail(e, GP_EIO, "%.300s: no random numbers for the key", l->path);
	if (gp_ledger_db_exec(l, schema, e) || gp_ledger_db_exec(l, derived, e) || gp_ledger_db_exec(l, fts, e) ||
	    put_meta(l, "hash", hash, strlen(hash), true, e) ||
	    put_meta(l, "office", office, strlen(office), true, e) || put_meta(l, "blind-key", key, sizeof key, false, e))
		return -1;
	return gp_ledger_db_exec(l, "PRAGMA user_version = " TEXT_OF(GP_LEDGER_SCHEMA), e);
}

static int wrong_meta(struct gp_ledger *l, struct gp_err *e)
{
	return gp_fail(e, GP_EINTEGRITY, "%.300s: does not say whose it is or how it is hashed", l->path);
}

static int read_meta(struct gp_ledger *l, struct gp_err *e)
{
	struct gp_ledger_query q;
	bool key = false;
	int rc;

	if (gp_ledger_query_once(l, "SELECT key, value FROM meta", &q, e))
		return -1;
	while ((rc = gp_ledger_step(&q, e)) > 0) {
		const char *name = gp_ledger_column(q.st, 0);

		if (!strcmp(name, "office") && !l->office) {
			l->office = gp_strdup(gp_ledger_column(q.st, 1));
		} else if (!strcmp(name, "hash") && !l->hash) {
			l->hash = gp_strdup(gp_ledger_column(q.st, 1));
		} else if (!strcmp(name, "blind-key") && sqlite3_column_bytes(q.st, 1) == GP_LEDGER_KEY) {
			memcpy(l->key, sqlite3_column_blob(q.st, 1), GP_LEDGER_KEY);
			key = true;
		}
	}
	if (rc < 0)
		return -1;
	return l->office && l->hash && key && (!strcmp(l->hash, "sha256") || !strcmp(l->hash, "sm3")) ? 0 :
	    wrong_meta(l, e);
}

/* The code is hashed with every event: who opens them as another office would go on in a chain that is not its own. */
static int check_office(struct gp_ledger *l, const struct gp_ledger_options *o, struct gp_err *e)
{
	if (!o->office || !*o->office || !*l->office || !strcmp(o->office, l->office))
		return 0;
	return gp_fail(e, GP_ECONFLICT, "%.300s: are the registers of office '%.60s'; the code in office.lua is '%.60s'", l->path,
	    l->office, o->office);
}

/* In a transaction: of two processes that find a new file one makes the tables. */
static int make_once(struct gp_ledger *l, const struct gp_ledger_options *o, struct gp_err *e)
{
	int64_t tables = 0;

	if (gp_ledger_db_exec(l, "BEGIN IMMEDIATE", e))
		return -1;
	if (ask_int(l, "SELECT count(*) FROM sqlite_schema", &tables, e) == 0 && (tables || make(l, o, e) == 0) &&
	    gp_ledger_db_exec(l, "COMMIT", e) == 0)
		return 0;
	if (!sqlite3_get_autocommit(l->db))
		sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
	return -1;
}

int gp_ledger_schema_clear_words(struct gp_ledger *l, struct gp_err *e)
{
	gp_ledger_forget_words(l);
	return gp_ledger_db_exec(l, "DROP TABLE fts", e) || gp_ledger_db_exec(l, fts, e) ? -1 : 0;
}

int gp_ledger_schema_ready(struct gp_ledger *l, const struct gp_ledger_options *o, struct gp_err *e)
{
	int64_t app = 0, version = 0, tables = 0;

	if (ask_int(l, "SELECT count(*) FROM sqlite_schema", &tables, e) ||
	    ask_int(l, "PRAGMA application_id", &app, e))
		return -1;
	if (tables && app != APPLICATION_ID)
		return gp_fail(e, GP_EUSAGE, "%.300s: is no database of registers", l->path);
	/* a process that died right after making the file leaves it empty */
	if (gp_ledger_db_exec(l, "PRAGMA journal_mode = WAL", e) || (!tables && make_once(l, o, e)) ||
	    ask_int(l, "PRAGMA user_version", &version, e))
		return -1;
	if (version < 0)
		return gp_fail(e, GP_EUSAGE, "%.300s: is no database of registers", l->path);
	l->newer = version > GP_LEDGER_SCHEMA ? (int)version : 0;
	l->older = version < GP_LEDGER_SCHEMA;
	if (l->newer && gp_ledger_db_exec(l, "PRAGMA query_only = ON", e))
		return -1;
	return read_meta(l, e) || check_office(l, o, e) ? -1 : 0;
}

/* --- from an older version to this one */

bool gp_ledger_older(const struct gp_ledger *l)
{
	return l->older;
}

int gp_ledger_check_file(struct gp_ledger *l, struct gp_err *e)
{
	struct gp_ledger_query q;
	bool sound;

	if (gp_ledger_query_once(l, "PRAGMA integrity_check(1)", &q, e) || gp_ledger_step(&q, e) <= 0)
		return -1;
	sound = !strcmp(gp_ledger_column(q.st, 0), "ok");
	gp_ledger_done(&q);
	return sound ? 0 : gp_fail(e, GP_EINTEGRITY, "%.300s: is damaged; govpub restore puts a backup in its place", l->path);
}

int gp_ledger_upgrade(struct gp_ledger *l, struct gp_err *e)
{
	int64_t version;

	if (ask_int(l, "PRAGMA user_version", &version, e))
		return -1;
	if (version < GP_LEDGER_SCHEMA && (gp_ledger_db_exec(l, "DROP TABLE IF EXISTS fts; DROP TABLE IF EXISTS record;"
	        " DROP TABLE IF EXISTS moved; DROP TABLE IF EXISTS link", e) || gp_ledger_db_exec(l, derived, e) ||
	        gp_ledger_db_exec(l, fts, e) || gp_ledger_db_exec(l, "PRAGMA user_version = " TEXT_OF(GP_LEDGER_SCHEMA), e)))
		return -1;
	l->older = false;
	return version < GP_LEDGER_SCHEMA;
}

int gp_ledger_kept(struct gp_ledger *l, int64_t *rows, struct gp_err *e)
{
	return ask_int(l, "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM vault) + (SELECT count(*) FROM blind)"
	    " + (SELECT count(*) FROM blob) + (SELECT count(*) FROM declaration) + (SELECT count(*) FROM head)", rows, e);
}
