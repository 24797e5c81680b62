/* writer: what is handed over is in the store in that order, and a failure is told */
#define _GNU_SOURCE
#include "core/crawl/writer.h"

#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/stamps.h"
#include "core/sys/loop.h"
#include "tests/lib/tap.h"

static struct gp_err err;
static struct gp_loop *loop;
static struct gp_store *store;
static struct gp_writer *writer;

/* What the refills brought, as "host: id url, id url+" (+: there is more). */
static char brought[2000];
static int refills;

static void on_refill(void *user, int64_t host, const struct gp_store_url *urls, size_t n, bool more)
{
	char line[300];

	(void)user;
	refills++;
	snprintf(line, sizeof line, "%s%d:", brought[0] ? " | " : "", (int)host);
	strncat(brought, line, sizeof brought - strlen(brought) - 1);
	for (size_t i = 0; i < n && i < 10; i++) {
		snprintf(line, sizeof line, " %d %s", (int)urls[i].id, urls[i].url);
		strncat(brought, line, sizeof brought - strlen(brought) - 1);
	}
	if (more)
		strncat(brought, "+", sizeof brought - strlen(brought) - 1);
}

static void must(int rc)
{
	if (rc) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
}

static void begin(void)
{
	bool resumed;

	must(gp_loop_new(&loop, &err));
	must(gp_store_open(&store, ":memory:", &err));
	must(gp_store_begin_run(store, "s", true, &resumed, &err));
	must(gp_writer_new(&writer, store, loop, &(struct gp_writer_calls){.refill = on_refill}, &err));
	brought[0] = '\0';
	refills = 0;
}

static void end(void)
{
	gp_store_close(store);
	gp_loop_free(loop);
}

static void put_url(int64_t id, int64_t host)
{
	char url[40] = "http://a/x", text[] = "text";
	struct gp_store_url u = {.id = id, .url = url, .host = host, .text = text};

	snprintf(url, sizeof url, "http://a/%d", (int)id);
	gp_writer_url(writer, &u);
	memset(url, '#', sizeof url - 1); /* the writer has its own copy */
	memset(text, '#', sizeof text - 1);
}

static void put_result(int64_t id)
{
	char cause[] = "http-404", ids[] = "12345678";
	struct gp_store_result r = {.id = id, .status = 404, .cause = cause, .ids = ids, .ids_n = 8};

	gp_writer_result(writer, &r);
	memset(cause, '#', sizeof cause - 1);
	memset(ids, '#', sizeof ids - 1);
}

/* Turns the loop until so many refills came, at most 5 s. */
static void run_until(int want)
{
	int64_t end_at = gp_clock_mono_ms() + 5000;

	while (refills < want && gp_clock_mono_ms() < end_at) {
		gp_writer_turn(writer);
		if (gp_loop_turn(loop, 50, &err))
			break;
	}
}

static int see_links(void *user, int64_t page, const char *url, const void *blob, size_t n)
{
	char *out = user;

	snprintf(out, 100, "%d %s %.*s", (int)page, url, (int)n, (const char *)blob);
	return 0;
}

static int see_host(void *user, const struct gp_store_host *h)
{
	char *out = user;

	snprintf(out, 100, "%d %s %s", (int)h->id, h->key, h->down);
	return 0;
}

static void everything_is_written(void)
{
	char blob[] = "links", key[] = "http://a", down[] = "dns", saw[100] = "";
	struct gp_store_host h = {.id = 1, .key = key, .down = down};
	struct gp_store_result r;
	struct gp_store_url u;
	const void *ids;
	size_t n;

	begin();
	put_url(1, 1);
	put_result(1);
	gp_writer_flags(writer, 1, GP_URLF_LINKED);
	gp_writer_links(writer, 1, blob, 5);
	gp_writer_host(writer, &h);
	memset(blob, '#', 5);
	memset(key, '#', 8);
	memset(down, '#', 3);
	ok(!gp_writer_failed(writer), "nothing has failed");
	is_int(gp_writer_close(writer, &err), 0, "closing writes what is left");
	is_int(gp_store_result(store, 1, &u, &r, &err), 1, "an address and its result");
	ok(!strcmp(u.url, "http://a/1") && !strcmp(u.text, "text") && !strcmp(r.cause, "http-404"),
	    "as they were when they were handed over");
	is_int(u.flags, GP_URLF_LINKED, "its flags");
	is_int(gp_store_ids(store, 1, &ids, &n, &err), 1, "its ids");
	ok(n == 8 && !memcmp(ids, "12345678", 8), "byte for byte");
	must(gp_store_each_links(store, see_links, saw, &err));
	is_str(saw, "1 http://a/1 links", "its links");
	must(gp_store_each_host(store, see_host, saw, &err));
	is_str(saw, "1 http://a dns", "and a host");
	end();
}

static int count_stamps(void *user, uint32_t number, const struct gp_edge *e)
{
	uint32_t *last = user;

	if (number == *last + 1 && e->to == number)
		*last = number;
	return 0;
}

static void stamps_are_written_with_their_batch(void)
{
	struct gp_edge e = {.to = 1, .line = 5, .text = "text", .text_n = 4, .fragment = ""};
	uint32_t last = 0;
	int64_t blobs;

	begin();
	put_url(1, 1);
	is_int(gp_writer_stamp(writer, &e), 1, "the first stamp");
	gp_writer_refill(writer, 1, 0, 5);
	run_until(1);
	for (e.to = 2; e.to <= 2 * GP_STAMPS; e.to++)
		last += gp_writer_stamp(writer, &e) == e.to;
	is_int(last, 2 * GP_STAMPS - 1, "others have the next numbers");
	put_url(2, 1);
	is_int(gp_writer_close(writer, &err), 0, "they are written in two batches");
	last = 0;
	ok(!gp_stamps_each(store, count_stamps, &last, &err) && last == 2 * GP_STAMPS, "all are there, in order");
	must(gp_writer_new(&writer, store, loop, &(struct gp_writer_calls){.refill = on_refill}, &err));
	e.to = 2 * GP_STAMPS + 1;
	is_int(gp_writer_stamp(writer, &e), e.to, "the next writer goes on after them");
	put_url(3, 1);
	is_int(gp_writer_close(writer, &err), 0, "and writes");
	ok(!gp_store_stamp_blobs(store, &blobs, &err) && blobs == 3, "another blob");
	end();
}

static void a_refill_sees_everything_before_it(void)
{
	begin();
	for (int i = 1; i <= 6; i++)
		put_url(i, i <= 4 ? 1 : 2);
	put_result(2);
	gp_writer_refill(writer, 1, 0, 10);
	gp_writer_refill(writer, 1, 1, 1);
	gp_writer_refill(writer, 2, 5, 10);
	gp_writer_refill(writer, 3, 0, 10);
	put_result(6);
	gp_writer_refill(writer, 2, 0, 10);
	is_int(refills, 0, "nothing is brought before the loop turns");
	run_until(5);
	is_str(brought, "1: 1 http://a/1 3 http://a/3 4 http://a/4 | 1: 3 http://a/3+ | 2: 6 http://a/6 | 3: | "
	    "2: 5 http://a/5", "each refill brings what waits at its place in the queue, in order");
	is_int(gp_writer_close(writer, &err), 0, "closing is fine");
	end();
}

static void a_refill_between_pages(void)
{
	begin();
	for (int i = 1; i <= 3; i++) {
		put_url(i, 1);
		gp_writer_refill(writer, 1, i - 1, 10);
		run_until(i);
	}
	is_str(brought, "1: 1 http://a/1 | 1: 2 http://a/2 | 1: 3 http://a/3", "what was put just before is brought");
	gp_writer_refill(writer, 1, 0, 10);
	gp_writer_turn(writer);
	is_int(gp_writer_close(writer, &err), 0, "a refill that nobody waits for is dropped");
	is_int(refills, 3, "without a call");
	end();
}

static int count_url(void *user, const struct gp_store_url *u, bool done)
{
	int64_t *last = user;

	if (u->id != *last + 1 || done != (u->id % 2 == 0))
		return 1;
	*last = u->id;
	return 0;
}

static void many_batches_stay_in_order(void)
{
	int64_t last = 0;

	begin();
	for (int i = 1; i <= 30000; i++) {
		put_url(i, 1);
		if (i % 2 == 0)
			put_result(i);
		if (i % 100 == 0)
			gp_writer_turn(writer);
	}
	is_int(gp_writer_close(writer, &err), 0, "30,000 addresses");
	is_int(gp_store_each_url(store, count_url, &last, &err), 0, "are written in order, with their results");
	is_int(last, 30000, "all of them");
	end();
}

static void an_old_batch_is_written_by_itself(void)
{
	const struct gp_err *e;
	int tries = 0;

	begin();
	put_url(2, 1); /* not the next id: the store refuses, which shows that it was asked */
	do {
		usleep(50000);
		gp_writer_turn(writer);
		e = gp_writer_failed(writer);
	} while (!e && ++tries < 100);
	ok(e && tries > 2, "a small batch is written after a while");
	is_int(gp_writer_close(writer, &err), -1, "and its failure told again at the end");
	end();
}

static void a_failing_store_stops_the_writer(void)
{
	const struct gp_err *e = NULL;
	int64_t last = 0;
	char first[500] = "";

	begin();
	put_url(1, 1);
	gp_writer_refill(writer, 1, 0, 10);
	run_until(1);
	put_url(2, 1);
	put_url(9, 1);
	gp_writer_refill(writer, 1, 0, 10);
	for (int i = 0; !e && i < 100; i++) {
		gp_writer_turn(writer);
		usleep(10000);
		e = gp_writer_failed(writer);
	}
	ok(e && e->code == GP_EINTEGRITY, "an address out of turn is refused");
	if (e)
		snprintf(first, sizeof first, "%s", e->msg);
	ok(strlen(first) > 10, "with a message: %s", first);
	put_url(2, 1);
	put_url(20, 1);
	is_int(gp_writer_close(writer, &err), -1, "closing tells it");
	is_str(err.msg, first, "with the first message, whatever came after");
	is_int(refills, 1, "nothing was brought after it");
	must(gp_store_each_url(store, count_url, &last, &err));
	is_int(last, 1, "what was written before stays, and nothing of the failed batch");
	end();
}

static void closing_nothing(void)
{
	is_int(gp_writer_close(NULL, &err), 0, "no writer closes well");
	begin();
	gp_writer_turn(writer);
	is_int(gp_writer_close(writer, &err), 0, "so does one that was given nothing");
	end();
}

int main(void)
{
	everything_is_written();
	stamps_are_written_with_their_batch();
	a_refill_sees_everything_before_it();
	a_refill_between_pages();
	many_batches_stay_in_order();
	an_old_batch_is_written_by_itself();
	a_failing_store_stops_the_writer();
	closing_nothing();
	return tap_done();
}
