/*
 * usage: ledger FOLDER [EVENTS]
 * Registers in FOLDER with EVENTS events (a record has five: created, then moved on), 10,000 of them a transaction.
 * Prints how long it took to write them, to verify all, and to make again what follows from them. With EVENTS 0 what is
 * in FOLDER is verified, and nothing else.
 */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "core/base/clock.h"
#include "core/base/json_read.h"
#include "core/ledger/verify.h"

#define PER_RECORD 5
#define BATCH 10000
/* the SHA-256 of "return register {}" */
#define DECLARED "33c7f8dc83902295894c56a0284c6f0cd24f4d167ce84a5eb2d35edb4a36d94d"

static struct gp_err err;

static void must(int rc, const char *what)
{
	if (rc) {
		fprintf(stderr, "%s: %s\n", what, err.msg);
		exit(1);
	}
}

static void put(struct gp_chain *c, int64_t i, char rid[GP_ULID])
{
	static const char *const moves[PER_RECORD] = {"", "accept", "consult", "sign", "deliver"},
	    *const states[PER_RECORD] = {"received", "open", "open", "signed", "done"};
	int64_t step = i % PER_RECORD, record = i / PER_RECORD;
	struct gp_chain_done done;
	struct gp_arena a = {0};
	struct gp_value body;
	char json[1000], name[2 * GP_LEDGER_HASH + 1] = "";
	unsigned char h[GP_LEDGER_HASH];

	if (!step) {
		must(gp_chain_seal(c, "\"张三\"", strlen("\"张三\""), h, &err), "seal");
		gp_event_hex(name, h);
	}
	if (step)
		snprintf(json, sizeof json, "{\"to\":\"%s\",\"set\":{\"note\":\"第%d步\",\"posted_on\":\"2023-05-%02d\"}%s}",
		    states[step], (int)step, (int)(step + 1), step == PER_RECORD - 1 ? ",\"closed\":true" : "");
	else
		snprintf(json, sizeof json, "{\"no\":\"依申请〔2023〕%" PRId64 "号\",\"n\":%" PRId64 ",\"year\":2023,\"to\":\"received\","
		    "\"set\":{\"subject\":\"关于文化产业扶持资金分配情况的申请\",\"channel\":\"online\",\"received_on\":\"2023-04-20\","
		    "\"pages\":%d,\"tags\":[\"资金\",\"文化产业\"],\"dept\":{\"reg\":\"dept\",\"rid\":\"01D\"},"
		    "\"name\":{\"$v\":\"%s\"}}}", record + 1, record + 1, (int)(record % 40), name);
	must(gp_json_read(&body, &a, json, strlen(json), &err), "body");
	must(gp_chain_append(c, &(struct gp_chain_entry){.reg = record % 3 ? "foi" : "message", .rid = step ? rid : NULL,
	    .kind = step ? "move" : "create", .move = moves[step], .on = "2023-04-20", .by = "zhang", .via = "cli",
	    .tx = "01ARZ3NDEKTSV4RRFFQ69G5FAV", .decl = DECLARED, .body = &body}, &done, &err), "append");
	memcpy(rid, done.rid, GP_ULID);
	gp_arena_free(&a);
}

/* What has passed since the last call: on the clock and of the processor. */
static const char *passed(void)
{
	static int64_t wall;
	static clock_t cpu;
	static char text[60];

	snprintf(text, sizeof text, "%" PRId64 " ms (%ld ms CPU)", gp_clock_mono_ms() - wall,
	    (long)((clock() - cpu) / (CLOCKS_PER_SEC / 1000)));
	wall = gp_clock_mono_ms();
	cpu = clock();
	return text;
}

static int none(void *user, const struct gp_verify_finding *f)
{
	int64_t *shown = user;

	if (++*shown < 10)
		printf("found: %s %s %" PRId64 "\n", gp_verify_word(f->what), f->reg, f->seq);
	return 0;
}

int main(int argc, char **argv)
{
	int64_t events = argc > 2 ? strtoll(argv[2], NULL, 10) : 100000, shown = 0, records;
	struct gp_ledger_options o = {.create = true};
	struct gp_verify_counts counts;
	char rid[GP_ULID] = "";
	struct gp_chain *c;
	struct rusage use;

	if (argc < 2)
		return 2;
	must(gp_chain_open(&c, argv[1], &o, &err), "open");
	passed();
	for (int64_t i = 0; i < events; i++) {
		if (i % BATCH == 0) {
			must(gp_ledger_begin(gp_chain_ledger(c), &err), "begin");
			must(gp_ledger_declare(gp_chain_ledger(c), DECLARED, "foi", "return register {}", &err), "declare");
		}
		put(c, i, rid);
		if (i % BATCH == BATCH - 1 || i == events - 1)
			must(gp_ledger_commit(gp_chain_ledger(c), &err), "commit");
	}
	if (events)
		printf("append: %" PRId64 " events in %s\n", events, passed());
	must(gp_chain_verify(c, none, &shown, &counts, &err), "verify");
	printf("verify: %" PRId64 " events, %" PRId64 " records in %s\n", counts.events, counts.records, passed());
	if (events) {
		must(gp_chain_rebuild(c, &records, &err), "rebuild");
		printf("rebuild: %" PRId64 " records in %s\n", records, passed());
	}
	gp_chain_close(c);
	getrusage(RUSAGE_SELF, &use);
	printf("peak of memory: %ld MiB\n", use.ru_maxrss >> 10);
	return 0;
}
