/* events as bytes: canonical JSON, hashes that anybody can compute again, names; and files of a newer version */
#define _GNU_SOURCE
#include "tests/lib/small_ledger.h"

#include <openssl/evp.h>
#include <sqlite3.h>

static const char *canonical(const char *json)
{
	static struct gp_buf out;
	struct gp_arena a = {0};
	struct gp_value v;
	int rc;

	gp_buf_free(&out);
	gp_buf_init(&out, 10000);
	rc = gp_json_read(&v, &a, json, strlen(json), &err) || gp_event_canonical(&out, &v, &err);
	gp_arena_free(&a);
	return rc ? NULL : out.data;
}

static void canonical_json(void)
{
	is_str(canonical("{\"b\":[1.50,{\"d\":null,\"c\":true}],\"a\":\"中\\u000f\"}"),
	    "{\"a\":\"中\\u000f\",\"b\":[1.5,{\"c\":true,\"d\":null}]}", "members are sorted at every depth");
	/* RFC 8785 3.2.3 */
	is_str(canonical("{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\","
	    "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
	    "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}"),
	    "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
	    "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\","
	    "\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}", "by UTF-16, as RFC 8785 has them");
	is_str(canonical("[]"), "{}", "an empty table of Lua is an object at the top");
}

static void hashes(void)
{
	struct gp_ledger_event ev = {.eid = "E", .office = "310000", .reg = "foi", .rid = "R", .seq = 2,
	    .at = "2023-04-20T11:20:00+08:00", .on = "2023-04-19", .by = "张三", .via = "cli", .tx = "T", .kind = "move",
	    .move = "accept", .body = "{\"to\":\"open\"}", .body_n = 13, .decl = "D", .prev_n = GP_LEDGER_HASH};
	static const char line[] = "{\"at\":\"2023-04-20T11:20:00+08:00\",\"body\":{\"to\":\"open\"},\"by\":\"张三\",\"decl\":\"D\","
	    "\"eid\":\"E\",\"kind\":\"move\",\"move\":\"accept\",\"office\":\"310000\",\"on\":\"2023-04-19\",\"prev\":"
	    "\"abababababababababababababababababababababababababababababababab\",\"reg\":\"foi\",\"rid\":\"R\",\"seq\":2,"
	    "\"tx\":\"T\",\"via\":\"cli\"}";
	static const char *const names[] = {"sha256", "sm3"};
	unsigned char want[GP_LEDGER_HASH], got[GP_LEDGER_HASH];

	memset(ev.prev, 0xab, sizeof ev.prev);
	for (size_t i = 0; i < 2; i++) {
		struct gp_event_hasher *h = gp_event_hasher_new(names[i]);

		EVP_Digest(line, strlen(line), want, NULL, i ? EVP_sm3() : EVP_sha256(), NULL);
		ok(!gp_event_hash(h, &ev, got, &err) && !memcmp(want, got, sizeof want), "%s of the line that the header names",
		    names[i]);
		gp_event_hasher_free(h);
	}
}

static void names(void)
{
	char a[GP_ULID], b[GP_ULID];

	ok(!gp_ulid(a, &err) && !gp_ulid(b, &err) && strcmp(a, b), "no name comes twice");
	ok(strlen(a) == 26 && strspn(a, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == 26 && a[0] <= '7', "in Crockford's base 32");
	usleep(2000);
	ok(!gp_ulid(b, &err) && strcmp(a, b) < 0, "later ones sort behind");
}

static void set_version(const char *dir, const char *sql)
{
	char path[300];
	sqlite3 *db;

	snprintf(path, sizeof path, "%s/data/govpub.db", dir);
	sqlite3_open(path, &db);
	is_int(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK, sql);
	sqlite3_close(db);
}

static void versions(const char *dir)
{
	struct gp_ledger_options o = {.create = true};
	struct gp_chain *c = make_small(dir, "sha256", 2);
	unsigned char hash[GP_LEDGER_HASH];
	int64_t seq = 0;

	gp_chain_close(c);
	set_version(dir, "PRAGMA user_version = 2");
	ok(!gp_chain_open(&c, dir, &o, &err) && gp_ledger_newer(gp_chain_ledger(c)) == 2, "one of a newer version is opened");
	ok(gp_ledger_tail(gp_chain_ledger(c), "foi", &seq, hash, &err) == 1 && seq == 3, "and read");
	ok(gp_ledger_begin(gp_chain_ledger(c), &err) && err.code == GP_EDENIED && strstr(err.msg, "newer version"),
	    "but not written, and the message says why");
	gp_chain_close(c);
	set_version(dir, "PRAGMA application_id = 1");
	ok(gp_chain_open(&c, dir, &o, &err) && err.code == GP_EUSAGE, "a database of another program is refused");
}

int main(void)
{
	char dir[] = "/tmp/gp-event-XXXXXX";

	canonical_json();
	hashes();
	names();
	if (mkdtemp(dir))
		versions(dir);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}
