#include "core/ledger/chain.h"

#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/json_read.h"
#include "core/base/utf8.h"
#include "core/ledger/behind.h"
#include "core/ledger/chain_impl.h"
#include "core/ledger/upgrade.h"

#define WORD_MAX_BYTES 1000 /* of a name, a person, a number: what is no body */

int gp_chain_open(struct gp_chain **out, const char *dir, const struct gp_ledger_options *o, struct gp_err *e)
{
	struct gp_chain *c = gp_calloc(1, sizeof *c);

	*out = NULL;
	if (gp_ledger_open(&c->l, dir, o, e)) {
		gp_chain_close(c);
		return -1;
	}
	c->hasher = gp_event_hasher_new(gp_ledger_hash_name(c->l));
	if (!c->hasher) {
		gp_chain_close(c);
		return gp_fail(e, GP_EIO, "this machine's libcrypto cannot hash as the registers need it");
	}
	if (gp_ledger_older(c->l) && gp_chain_upgrade(c, dir, e)) {
		gp_chain_close(c);
		return -1;
	}
	*out = c;
	return 0;
}

/* What the thread has not written yet is dropped. */
static void end_behind(struct gp_chain *c)
{
	gp_behind_end(c->behind);
	gp_event_hasher_free(c->own_hasher);
	c->behind = NULL;
	c->own_hasher = NULL;
}

void gp_chain_close(struct gp_chain *c)
{
	if (!c)
		return;
	end_behind(c);
	gp_event_hasher_free(c->hasher);
	gp_ledger_close(c->l);
	free(c);
}

struct gp_ledger *gp_chain_ledger(struct gp_chain *c)
{
	if (c->behind)
		gp_behind_wait(c->behind, NULL); /* what failed is told by gp_chain_commit() */
	return c->l;
}

struct gp_event_hasher *gp_chain_hasher(struct gp_chain *c)
{
	return c->hasher;
}

/* --- appending */

static bool known_kind(const char *kind)
{
	static const char *const kinds[] = {"create", "edit", "move", "note", "attach", "detach", "link", "print", "erase",
	    "import", "undo", "read", "amend"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kind, kinds[i]))
			return true;
	return false;
}

static bool creates(const char *kind)
{
	return !strcmp(kind, "create") || !strcmp(kind, "import");
}

static bool is_date(const char *s)
{
	static const char form[] = "dddd-dd-dd";
	size_t i = 0;

	for (; form[i] && s[i]; i++)
		if (form[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != form[i])
			return false;
	return !form[i] && !s[i];
}

static int check_words(const struct gp_ledger_event *ev, struct gp_err *e)
{
	const char *const words[] = {ev->reg, ev->rid, ev->by, ev->via, ev->tx, ev->move, ev->decl};

	if (!*ev->reg)
		return gp_fail(e, GP_EUSAGE, "an entry needs the name of its register");
	if (!known_kind(ev->kind))
		return gp_fail(e, GP_EUSAGE, "'%.60s' is no kind of entry", ev->kind);
	if (!is_date(ev->on))
		return gp_fail(e, GP_EUSAGE, "'%.60s' is no date of an entry", ev->on);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (n > WORD_MAX_BYTES || !gp_utf8_valid(words[i], n))
			return gp_fail(e, GP_EUSAGE, "'%.60s' is too long for an entry, or no UTF-8", words[i]);
	}
	return 0;
}

static int load_move(void *user, const struct gp_ledger_move *m)
{
	gp_folded_load_move(user, m);
	return 0;
}

/* The record as it is; an undo needs its moves too. */
static int load(struct gp_chain *c, const struct gp_ledger_event *ev, bool new, struct gp_folded *r, struct gp_err *e)
{
	struct gp_ledger_record row;
	int rc = new ? 0 : gp_ledger_record(c->l, ev->office, ev->reg, ev->rid, &row, e);

	if (rc < 0)
		return -1;
	if (rc > 0)
		gp_folded_load(r, &row);
	else if (!creates(ev->kind))
		return gp_fail(e, GP_ECONFLICT, "register %.60s has no record %.60s", ev->reg, ev->rid);
	return strcmp(ev->kind, "undo") ? 0 : gp_ledger_each_move(c->l, ev->office, ev->reg, ev->rid, load_move, r, e);
}

static int append(struct gp_chain *c, struct gp_ledger_event *ev, bool new, struct gp_chain_done *out, struct gp_err *e)
{
	struct gp_folded r = {0};
	int rc = gp_ledger_tail(c->l, ev->reg, &ev->seq, ev->prev, e);

	ev->prev_n = rc > 0 ? GP_LEDGER_HASH : 0;
	ev->hash_n = GP_LEDGER_HASH;
	ev->seq++;
	if (rc >= 0 && !load(c, ev, new, &r, e) && !gp_event_hash(c->hasher, ev, ev->hash, e) && !gp_folded_apply(&r, ev, e) &&
	    !gp_ledger_put_event(c->l, ev, e))
		rc = gp_chain_project(c, ev->office, ev->reg, ev->rid, &r, e);
	else
		rc = -1;
	out->seq = ev->seq;
	out->rev = r.rev;
	gp_folded_free(&r);
	return rc;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

/* Its names and its time; a new record gets a name here. */
static int name_event(const struct gp_chain_entry *entry, struct gp_chain_done *out, struct gp_err *e)
{
	*out = (struct gp_chain_done){0};
	if (gp_ulid(out->eid, e) || (!entry->rid && gp_ulid(out->rid, e)))
		return -1;
	gp_clock_iso(gp_clock_now(), out->at);
	if (entry->rid && strlen(entry->rid) >= GP_ULID)
		return gp_fail(e, GP_EUSAGE, "'%.60s' is no name of a record", entry->rid);
	if (entry->rid)
		memcpy(out->rid, entry->rid, strlen(entry->rid) + 1);
	return 0;
}

int gp_chain_append(struct gp_chain *c, const struct gp_chain_entry *entry, struct gp_chain_done *out, struct gp_err *e)
{
	if (c->behind && gp_behind_wait(c->behind, e))
		return -1;
	return name_event(entry, out, e) || gp_chain_append_named(c, entry, out, e) ? -1 : 0;
}

int gp_chain_append_named(struct gp_chain *c, const struct gp_chain_entry *entry, struct gp_chain_done *out,
    struct gp_err *e)
{
	static const struct gp_value empty = {.type = GP_VALUE_MAP};
	struct gp_ledger_event ev = {.office = gp_ledger_office(c->l), .reg = or_empty(entry->reg),
	    .kind = or_empty(entry->kind), .move = or_empty(entry->move), .by = or_empty(entry->by),
	    .via = or_empty(entry->via), .decl = or_empty(entry->decl)};
	char today[11];
	struct gp_buf body;
	int rc;

	memcpy(today, out->at, 10);
	today[10] = '\0';
	ev.eid = out->eid;
	ev.rid = out->rid;
	ev.at = out->at;
	ev.on = entry->on ? entry->on : today;
	ev.tx = entry->tx ? entry->tx : out->eid;
	gp_buf_init(&body, GP_LEDGER_BODY_MAX);
	rc = gp_event_canonical(&body, entry->body ? entry->body : &empty, e);
	if (!rc) {
		ev.body = body.data;
		ev.body_n = body.len;
		rc = check_words(&ev, e) || append(c, &ev, !entry->rid, out, e) ? -1 : 0;
	}
	gp_buf_free(&body);
	return rc;
}

/* --- beside the caller */

void gp_chain_write_behind(struct gp_chain *c)
{
	if (c->behind || !gp_ledger_writing(c->l))
		return;
	c->own_hasher = gp_event_hasher_new(gp_ledger_hash_name(c->l));
	if (c->own_hasher)
		c->behind = gp_behind_start(c);
}

bool gp_chain_is_behind(const struct gp_chain *c)
{
	return c->behind != NULL;
}

int gp_chain_commit(struct gp_chain *c, struct gp_err *e)
{
	if (c->behind && gp_behind_wait(c->behind, e)) {
		gp_chain_rollback(c);
		return -1;
	}
	end_behind(c);
	return gp_ledger_commit(c->l, e);
}

void gp_chain_rollback(struct gp_chain *c)
{
	end_behind(c);
	gp_ledger_rollback(c->l);
}

int gp_chain_append_behind(struct gp_chain *c, const struct gp_chain_entry *entry, const char *body, size_t n,
    struct gp_chain_done *out, struct gp_err *e)
{
	return name_event(entry, out, e) || gp_behind_event(c->behind, entry, out, body, n, e) ? -1 : 0;
}

int gp_chain_put_blind(struct gp_chain *c, const char *reg, const char *field, const char *rid, const char *value,
    size_t n, struct gp_err *e)
{
	return c->behind ? gp_behind_blind(c->behind, reg, field, rid, value, n, e) :
	    gp_ledger_put_blind(c->l, reg, field, rid, value, n, e);
}

int gp_chain_put_clocks(struct gp_chain *c, const char *reg, const char *rid, const struct gp_ledger_clock *clocks,
    size_t count, bool new, struct gp_err *e)
{
	return c->behind ? gp_behind_clocks(c->behind, reg, rid, clocks, count, new, e) :
	    gp_ledger_put_clocks(c->l, reg, rid, clocks, count, new, e);
}

/* --- personal values */

int gp_chain_commitment(struct gp_event_hasher *h, const void *salt, size_t salt_n, const char *json, size_t n,
    unsigned char out[GP_LEDGER_HASH], struct gp_err *e)
{
	struct gp_buf text;
	int rc;

	gp_buf_init(&text, GP_LEDGER_BODY_MAX);
	gp_buf_put(&text, salt, salt_n);
	gp_buf_put(&text, json, n);
	rc = text.full ? gp_fail(e, GP_ELIMIT, "an entry is larger than %d MiB", (int)(GP_LEDGER_BODY_MAX >> 20)) :
	    gp_event_hash_bytes(h, text.data, text.len, out, e);
	gp_buf_free(&text);
	return rc;
}

int gp_chain_seal(struct gp_chain *c, const char *json, size_t n, unsigned char h[GP_LEDGER_HASH], struct gp_err *e)
{
	unsigned char salt[GP_CHAIN_SALT];

	if (RAND_bytes(salt, sizeof salt) != 1)
		return gp_fail(e, GP_EIO, "the system gives no random numbers");
	if (gp_chain_commitment(c->behind ? c->own_hasher : c->hasher, salt, sizeof salt, json, n, h, e))
		return -1;
	return c->behind ? gp_behind_secret(c->behind, h, salt, json, n, e) :
	    gp_ledger_put_secret(c->l, h, salt, sizeof salt, json, n, e);
}

struct erasing {
	struct gp_chain *c;
	const char *const *fields;
	size_t field_count;
	bool texts;
	struct gp_buf files; /* hashes of those that the values named */
	struct gp_buf kept;  /* and of those that other fields name */
	struct gp_err *e;
};

/* { h, name, size, mime } anywhere in a value */
static void note_files(struct gp_buf *out, const struct gp_value *v)
{
	const struct gp_value *name = gp_value_get(v, "h");
	size_t n = v->type == GP_VALUE_LIST ? v->list.n : v->type == GP_VALUE_MAP ? v->map.n : 0;
	unsigned char h[GP_LEDGER_HASH];

	if (name && name->type == GP_VALUE_STRING && !gp_event_unhex(h, name->string.p, name->string.n))
		gp_buf_put(out, (const char *)h, sizeof h);
	for (size_t i = 0; i < n; i++)
		note_files(out, v->type == GP_VALUE_LIST ? &v->list.items[i] : &v->map.members[i].value);
}

static int drop_secret(struct erasing *x, const unsigned char h[GP_LEDGER_HASH])
{
	struct gp_arena a = {0};
	struct gp_value v;
	struct gp_buf json;
	int rc;

	gp_buf_init(&json, GP_LEDGER_BODY_MAX);
	rc = gp_ledger_secret(x->c->l, h, &json, x->e);
	if (rc > 0 && !gp_json_read(&v, &a, json.data, json.len, NULL))
		note_files(&x->files, &v);
	gp_arena_free(&a);
	gp_buf_free(&json);
	return rc < 0 ? -1 : gp_ledger_drop_secret(x->c->l, h, x->e);
}

/* Wherever {"$v": "…"} stands in a value. */
static int drop_in(struct erasing *x, const struct gp_value *v)
{
	unsigned char h[GP_LEDGER_HASH];
	const struct gp_value *ref = gp_value_get(v, "$v");
	size_t n = v->type == GP_VALUE_LIST ? v->list.n : v->type == GP_VALUE_MAP ? v->map.n : 0;

	if (ref && ref->type == GP_VALUE_STRING && !gp_event_unhex(h, ref->string.p, ref->string.n))
		return drop_secret(x, h);
	for (size_t i = 0; i < n; i++)
		if (drop_in(x, v->type == GP_VALUE_LIST ? &v->list.items[i] : &v->map.members[i].value))
			return -1;
	return 0;
}

static bool is_asked(const struct erasing *x, const char *prefix, const struct gp_member *m)
{
	size_t n = strlen(prefix);

	for (size_t i = 0; i < x->field_count; i++)
		if (!strncmp(x->fields[i], prefix, n) && strlen(x->fields[i] + n) == m->key_n &&
		    !memcmp(x->fields[i] + n, m->key, m->key_n))
			return true;
	return false;
}

/* A file or a list of them, as it stands in a field that was not personal then; in rows the other cells stay. */
static bool is_files(const struct gp_value *v)
{
	return gp_value_get(v, "h") || (v->type == GP_VALUE_LIST && v->list.n && gp_value_get(&v->list.items[0], "h"));
}

/* What a member of the map that is asked for seals, or names as a file. */
static int drop_members(struct erasing *x, const struct gp_value *map, const char *prefix)
{
	for (size_t i = 0; map && map->type == GP_VALUE_MAP && i < map->map.n; i++) {
		const struct gp_value *value = &map->map.members[i].value;
		bool asked = is_asked(x, prefix, &map->map.members[i]);

		note_files(asked && is_files(value) ? &x->files : &x->kept, value);
		if (asked && drop_in(x, value))
			return -1;
	}
	return 0;
}

static int drop_of_event(void *user, const struct gp_ledger_event *ev)
{
	struct erasing *x = user;
	const struct gp_value *text;
	struct gp_arena a = {0};
	struct gp_value body;
	int rc = gp_json_read(&body, &a, ev->body, ev->body_n, x->e);

	text = rc || !x->texts ? NULL : gp_value_get(&body, "text");
	if (text)
		rc = drop_in(x, text);
	if (!rc)
		rc = drop_members(x, gp_value_get(&body, "set"), "") ||
		    drop_members(x, gp_value_get(&body, "free"), GP_CHAIN_QUESTION) ? -1 : 0;
	gp_arena_free(&a);
	return rc;
}

static bool is_kept(const struct erasing *x, const char *h)
{
	for (size_t at = 0; at < x->kept.len; at += GP_LEDGER_HASH)
		if (!memcmp(x->kept.data + at, h, GP_LEDGER_HASH))
			return true;
	return false;
}

int gp_chain_erase(struct gp_chain *c, const char *reg, const char *rid, const char *const *fields, size_t field_count,
    bool texts, struct gp_err *e)
{
	struct erasing x = {.c = c, .fields = fields, .field_count = field_count, .texts = texts, .e = e};
	const struct gp_ledger_pick pick = {.reg = reg, .rid = rid, .by_record = true};
	struct gp_ledger *l = gp_chain_ledger(c);
	int rc = 0;

	for (size_t i = 0; i < field_count; i++)
		if (gp_ledger_drop_blind(l, reg, fields[i], rid, e))
			return -1;
	gp_buf_init(&x.files, GP_LEDGER_BODY_MAX);
	gp_buf_init(&x.kept, GP_LEDGER_BODY_MAX);
	rc = gp_ledger_each_event(c->l, &pick, drop_of_event, &x, e);
	for (size_t at = 0; !rc && at < x.files.len; at += GP_LEDGER_HASH)
		if (!is_kept(&x, x.files.data + at))
			rc = gp_ledger_drop_blob(c->l, (const unsigned char *)x.files.data + at, reg, rid, e);
	gp_buf_free(&x.files);
	gp_buf_free(&x.kept);
	return rc;
}
