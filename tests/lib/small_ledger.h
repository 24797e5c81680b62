/*
 * small_ledger.h - registers with a little of everything, for tests that damage them.
 */
#ifndef GP_TEST_SMALL_LEDGER_H
#define GP_TEST_SMALL_LEDGER_H

#include <ftw.h>
#include <unistd.h>

#include "core/base/json_read.h"
#include "core/ledger/verify.h"
#include "tests/lib/tap.h"

#define SMALL_TEXT "return register {}"
/* its SHA-256 */
#define SMALL_DECL "33c7f8dc83902295894c56a0284c6f0cd24f4d167ce84a5eb2d35edb4a36d94d"

static struct gp_err err;

__attribute__((unused)) static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

/* Appends; rid NULL: a new record. -1: err says why. */
static int put_entry(struct gp_chain *c, const char *reg, char *rid, bool new, const char *kind, const char *move,
    const char *json)
{
	struct gp_chain_done done;
	struct gp_arena a = {0};
	struct gp_value body;
	int rc = gp_json_read(&body, &a, json, strlen(json), &err);

	if (!rc)
		rc = gp_chain_append(c, &(struct gp_chain_entry){.reg = reg, .rid = new ? NULL : rid, .kind = kind, .move = move,
		    .on = "2023-04-20", .by = "张三", .via = "cli", .decl = SMALL_DECL, .body = &body}, &done, &err);
	gp_arena_free(&a);
	if (!rc)
		memcpy(rid, done.rid, GP_ULID);
	return rc;
}

/* A record with its life: created, edited with a personal value, moved on, closed; every third undone. */
__attribute__((unused)) static int put_life(struct gp_chain *c, const char *reg, int i)
{
	char rid[GP_ULID], json[500], hex[2 * GP_LEDGER_HASH + 1];
	unsigned char h[GP_LEDGER_HASH];
	int64_t seq;

	if (gp_chain_seal(c, "\"李四\"", strlen("\"李四\""), h, &err))
		return -1;
	gp_event_hex(hex, h);
	snprintf(json, sizeof json, "{\"no\":\"%s〔2023〕%d号\",\"n\":%d,\"year\":2023,\"to\":\"received\",\"set\":{\"subject\":"
	    "\"扶持资金\",\"pages\":%d,\"name\":{\"$v\":\"%s\"},\"dept\":{\"reg\":\"dept\",\"rid\":\"D1\"}}}", reg, i, i, i, hex);
	if (put_entry(c, reg, rid, true, "create", "", json) ||
	    put_entry(c, reg, rid, false, "edit", "", "{\"set\":{\"pages\":null,\"note\":\"急\"}}") ||
	    put_entry(c, reg, rid, false, "move", "deliver", "{\"to\":\"done\",\"closed\":true}"))
		return -1;
	if (i % 3)
		return 0;
	if (gp_ledger_tail(gp_chain_ledger(c), reg, &seq, h, &err) < 0)
		return -1;
	snprintf(json, sizeof json, "{\"seqs\":[%d],\"state\":\"received\"}", (int)seq);
	return put_entry(c, reg, rid, false, "undo", "", json);
}

/* `lives` records in two registers, a file, and a head that was printed behind all of them. */
__attribute__((unused)) static struct gp_chain *make_small(const char *dir, const char *hash, int lives)
{
	struct gp_ledger_options o = {.create = true, .hash = hash, .office = "310000"};
	struct gp_ledger_blob blob;
	struct gp_chain *c;
	struct gp_ledger *l;
	char path[300];
	FILE *f;

	snprintf(path, sizeof path, "%s/letter", dir);
	f = fopen(path, "w");
	if (!f || fputs("答复书", f) < 0 || fclose(f) || gp_chain_open(&c, dir, &o, &err))
		return NULL;
	l = gp_chain_ledger(c);
	if (gp_ledger_begin(l, &err) || gp_ledger_declare(l, SMALL_DECL, "foi", SMALL_TEXT, &err) ||
	    gp_ledger_put_blob(l, path, "letter", "text/plain", &blob, &err))
		return NULL;
	for (int i = 1; i <= lives; i++)
		if (put_life(c, i % 2 ? "foi" : "message", i))
			return NULL;
	if (gp_ledger_mark_head(l, "foi", "2023-05-01T00:00:00+08:00", &err) != 1 ||
	    gp_ledger_mark_head(l, "message", "2023-05-01T00:00:00+08:00", &err) != 1 || gp_ledger_commit(l, &err))
		return NULL;
	return c;
}

#endif
