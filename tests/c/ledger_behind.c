/* writes that nobody waits for: the same events as others, all of them or none, and whoever asks waits for them */
#define _GNU_SOURCE
#include "core/ledger/chain.h"
#include "tests/lib/small_ledger.h"

#define MANY 3000 /* several batches, so that the thread is at work while others are added */

static int findings(void *user, const struct gp_verify_finding *f)
{
	printf("# %s %s %d %s\n", gp_verify_word(f->what), f->reg, (int)f->seq, f->rid);
	++*(int *)user;
	return 0;
}

static int add(struct gp_chain *c, const char *kind, const char *json, char rid[GP_ULID])
{
	struct gp_chain_entry entry = {.reg = "foi", .kind = kind, .on = "2023-04-20", .by = "张三", .via = "import",
	    .decl = SMALL_DECL};
	struct gp_chain_done done;
	struct gp_arena a = {0};
	struct gp_value body;
	struct gp_buf packed;
	int rc = gp_json_read(&body, &a, json, strlen(json), &err);

	gp_buf_init(&packed, 1 << 20);
	if (!rc) {
		gp_pack_value(&packed, &body);
		rc = gp_chain_append_behind(c, &entry, packed.data, packed.len, &done, &err);
	}
	gp_buf_free(&packed);
	gp_arena_free(&a);
	if (!rc)
		memcpy(rid, done.rid, GP_ULID);
	return rc;
}

/* A record with all that an import writes. */
static int add_record(struct gp_chain *c, int i, char rid[GP_ULID])
{
	const struct gp_ledger_clock clocks[] = {{.name = "reply", .status = "running", .due = "2023-05-19", .total = 20},
	    {.name = "review", .status = "none", .used = -1, .total = -1}};
	char json[300], hex[2 * GP_LEDGER_HASH + 1];
	unsigned char h[GP_LEDGER_HASH];

	if (gp_chain_seal(c, "\"李四\"", strlen("\"李四\""), h, &err))
		return -1;
	gp_event_hex(hex, h);
	snprintf(json, sizeof json, "{\"no\":\"旧%d号\",\"n\":%d,\"year\":2021,\"to\":\"done\",\"set\":{\"subject\":\"开放时间\","
	    "\"name\":{\"$v\":\"%s\"}},\"history\":[{\"move\":\"accept\",\"on\":\"2021-01-05\",\"to\":\"open\"}]}", i, i, hex);
	return add(c, "import", json, rid) || gp_chain_put_blind(c, "foi", "name", rid, "李四", strlen("李四"), &err) ||
	    gp_chain_put_clocks(c, "foi", rid, clocks, 2, true, &err) ? -1 : 0;
}

static bool begin(struct gp_chain *c)
{
	if (gp_ledger_begin(gp_chain_ledger(c), &err) ||
	    gp_ledger_declare(gp_chain_ledger(c), SMALL_DECL, "foi", SMALL_TEXT, &err))
		return false;
	gp_chain_write_behind(c);
	return gp_chain_is_behind(c);
}

static int64_t last(struct gp_chain *c)
{
	unsigned char hash[GP_LEDGER_HASH];
	int64_t seq = -1;

	return gp_ledger_tail(gp_chain_ledger(c), "foi", &seq, hash, &err) < 0 ? -1 : seq;
}

static int count_rid(void *user, const char *rid)
{
	(void)rid;
	++*(int *)user;
	return 0;
}

static int count_clock(void *user, const struct gp_ledger_clock *k)
{
	(void)k;
	++*(int *)user;
	return 0;
}

static void all_of_them(struct gp_chain *c)
{
	struct gp_verify_counts counts;
	struct gp_ledger_record record;
	char rid[GP_ULID];
	bool added = begin(c);
	int wrong = 0, rids = 0, clocks = 0;

	for (int i = 1; i <= MANY && added; i++)
		added = !add_record(c, i, rid);
	ok(added, "records are added: %s", err.msg);
	is_int(gp_ledger_record(gp_chain_ledger(c), NULL, "foi", rid, &record, &err), 1, "who asks for the last one waits until it is there");
	is_int(record.rev, 1, "and finds it as it became");
	ok(!put_entry(c, "foi", rid, false, "edit", "", "{\"set\":{\"note\":\"急\"}}"), "an entry that is waited for comes behind the others");
	ok(!add(c, "import", "{\"no\":\"末\"}", rid), "and others behind it");
	ok(!gp_chain_commit(c, &err) && !gp_chain_is_behind(c), "all are kept");
	is_int(last(c), MANY + 2, "in one chain");
	ok(!gp_chain_verify(c, findings, &wrong, &counts, &err) && !wrong, "that is sound, with what follows from it");
	is_int(counts.records, MANY + 1, "every record is there");
	ok(!gp_ledger_each_blind(gp_chain_ledger(c), "foi", "name", "李四", strlen("李四"), count_rid, &rids, &err) && rids == MANY,
	    "personal values are found");
	ok(!gp_ledger_each_due(gp_chain_ledger(c), &(struct gp_ledger_due){.regs = "", .until = "", .status = ""}, count_clock, &clocks,
	    &err) && clocks == MANY, "deadlines are there");
}

static void none_of_them(struct gp_chain *c)
{
	int64_t before = last(c);
	char rid[GP_ULID];
	bool added = begin(c);

	for (int i = 1; i <= MANY && added; i++)
		added = !add_record(c, MANY + i, rid);
	gp_chain_rollback(c);
	is_int(last(c), before, "what is taken back leaves nothing");

	added = begin(c) && !add(c, "import", "{\"no\":\"先\"}", rid) && !add(c, "nonsense", "{\"no\":\"坏\"}", rid);
	ok(added, "what is wrong with an entry is told later");
	err.msg[0] = '\0';
	ok(gp_chain_commit(c, &err) && err.code == GP_EUSAGE && strstr(err.msg, "nonsense"), "at the end at the latest: %s", err.msg);
	is_int(last(c), before, "and nothing of the transaction is kept");

	added = begin(c) && !add(c, "nonsense", "{\"no\":\"坏\"}", rid);
	for (int i = 1; i <= MANY && added; i++)
		added = !add_record(c, MANY + i, rid);
	ok(!added && strstr(err.msg, "nonsense"), "who goes on for long is told before");
	gp_chain_rollback(c);
	ok(begin(c) && !add_record(c, 2 * MANY, rid) && !gp_chain_commit(c, &err), "the next transaction is not held up by it");
	is_int(last(c), before + 1, "and is kept");
	ok(begin(c) && !add_record(c, 2 * MANY + 1, rid), "one that nobody ends");
}

int main(void)
{
	char dir[] = "/tmp/gp-behind-XXXXXX";
	struct gp_ledger_options o = {.create = true};
	struct gp_chain *c = NULL;
	int64_t kept = 0;

	if (!mkdtemp(dir) || gp_chain_open(&c, dir, &o, &err))
		ok(false, "%s", err.msg);
	if (c) {
		all_of_them(c);
		none_of_them(c);
		kept = last(c) - 1;
	}
	gp_chain_close(c);
	ok(!gp_chain_open(&c, dir, &o, &err) && last(c) == kept, "is gone when the registers are closed");
	gp_chain_close(c);
	nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}
