/* stamps: links that come again are read, reported and recalled as if each were whole where it stands */
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/crawl.h"
#include "core/crawl/stamps.h"
#include "core/report/links.h"
#include "core/store/crawl_past.h"
#include "tests/lib/tap.h"

#include <stdio.h>
#include <stdlib.h>

static struct gp_err err;
static struct gp_store *store;

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

	must(gp_store_begin_run(store, "s", true, &resumed, &err));
}

static struct gp_edge edge(int64_t to, const char *text, const char *fragment)
{
	return (struct gp_edge){.to = to, .kind = 1, .text = text, .text_n = strlen(text), .fragment = fragment,
	    .fragment_n = strlen(fragment), .has_fragment = *fragment};
}

static struct gp_edge stamp(uint32_t number, uint32_t line)
{
	return (struct gp_edge){.stamp = number, .line = line, .col = 2, .place = 3};
}

static void pack(struct gp_buf *b, const struct gp_edge *list, size_t n)
{
	struct gp_edge_writer w;

	gp_buf_init(b, 1 << 20);
	gp_edges_begin(&w, b);
	for (size_t i = 0; i < n; i++)
		must(gp_edges_put(&w, &list[i]));
}

static void put_stamps(int64_t number, const struct gp_edge *list, size_t n)
{
	struct gp_buf b;

	pack(&b, list, n);
	must(gp_store_put_stamps(store, number, b.data, b.len, &err));
	gp_buf_free(&b);
}

static void put_links(int64_t page, const struct gp_edge *list, size_t n)
{
	struct gp_buf b;

	pack(&b, list, n);
	must(gp_store_put_links(store, page, b.data, b.len, &err));
	gp_buf_free(&b);
}

static int see(void *user, uint32_t number, const struct gp_edge *e)
{
	char *out = user;
	size_t n = strlen(out);

	snprintf(out + n, 300 - n, "%u>%d ", (unsigned)number, (int)e->to);
	return 0;
}

static void blobs_are_walked(void)
{
	const struct gp_edge some[] = {edge(7, "seven", ""), edge(8, "", "x")}, nested[] = {edge(5, "", ""), stamp(1, 1)};
	char seen[300] = "";
	int64_t count;

	begin();
	ok(!gp_store_stamp_blobs(store, &count, &err) && !count, "there are none at first");
	put_stamps(0, some, 2);
	put_stamps(1, some, 1);
	must(gp_stamps_each(store, see, seen, &err));
	is_str(seen, "1>7 2>8 257>7 ", "each has the number of its blob and place");
	ok(!gp_store_stamp_blobs(store, &count, &err) && count == 2, "the next blob has the next number");
	put_stamps(1, some + 1, 1);
	put_stamps(2, nested, 2);
	must(gp_store_put_stamps(store, 3, "\2\0", 2, &err));
	put_stamps(4, some, 1);
	put_stamps(6, some, 1);
	put_stamps(INT64_MAX, some, 1);
	seen[0] = '\0';
	must(gp_stamps_each(store, see, seen, &err));
	is_str(seen, "1>7 2>8 257>8 513>5 1025>7 ", "one is replaced; stamps of stamps, damage and what comes after a gap are passed over");
}

/* --- reports */

static void put_page(int64_t id, const char *url, int status)
{
	uint32_t top = gp_edges_name_hash("top", 3);
	struct gp_store_url u = {.id = id, .url = url, .host = 1, .flags = GP_URLF_LINKED | GP_URLF_OWN, .text = "first"};
	struct gp_store_result r = {.id = id, .status = status, .cause = status == 200 ? "" : "http-404",
	    .parsed = status == 200, .plain_count = 1, .ids = &top, .ids_n = sizeof top};

	must(gp_store_put_url(store, &u, &err));
	must(gp_store_put_result(store, &r, &err));
}

static void put_pages(void)
{
	begin();
	put_page(1, "http://a/1", 200);
	put_page(2, "http://a/2", 200);
	put_page(3, "http://a/gone", 404);
}

/* Each link with its cause and its places. */
static void report(char *out, size_t size)
{
	struct gp_links l;
	size_t n = 0;

	out[0] = '\0';
	if (gp_links_load(&l, store, false, &err)) {
		snprintf(out, size, "%s", err.msg);
		return;
	}
	for (size_t i = 0; i < l.count; i++) {
		const struct gp_link_entry *e = &l.list[i];

		n += (size_t)snprintf(out + n, size - n, "%s %s:", e->url, e->judged.cause->id);
		for (size_t k = 0; k < e->place_count; k++)
			n += (size_t)snprintf(out + n, size - n, " %s:%u:%u %s", e->places[k].page + 9, (unsigned)e->places[k].line,
			    (unsigned)e->places[k].col, e->places[k].text);
		n += (size_t)snprintf(out + n, size - n, "; ");
	}
	gp_links_free(&l);
}

static void reports_are_the_same(void)
{
	struct gp_edge same = edge(3, "", "");
	char out[600];

	same.same_text = true;
	put_pages();
	put_stamps(0, (struct gp_edge[]){edge(3, "gone", ""), edge(2, "fine", "top"), edge(2, "fine", "nope"), edge(2, "ok", ""),
	    same, edge(77, "not there", "x")}, 6);
	put_links(1, (struct gp_edge[]){stamp(2, 1), stamp(1, 4), stamp(3, 5), stamp(4, 6), stamp(6, 7)}, 5);
	put_links(2, (struct gp_edge[]){edge(2, "whole", "top"), stamp(5, 8), stamp(3, 9)}, 3);
	report(out, sizeof out);
	is_str(out, "http://a/2#nope fragment: 1:5:2 fine 2:9:2 fine; http://a/gone http-404: 1:4:2 gone 2:8:2 first; ",
	    "what is wrong has its places, what is fine is not told");
	put_links(2, (struct gp_edge[]){stamp(2, 1), stamp(7, 1)}, 2);
	report(out, sizeof out);
	is_str(out, "the links of http://a/2 are damaged in the crawl file; check again with --fresh", "a number that no stamp has is damage");
}

/* --- the last run */

static void the_last_run_has_its_own(void)
{
	struct gp_last_stamps last = {0};
	struct gp_edge e = stamp(257, 12);
	char *large = gp_calloc(1, 100001);

	memset(large, 'x', 100000);
	put_pages();
	put_stamps(0, (struct gp_edge[]){edge(1, "one", ""), edge(2, "two", "f")}, 2);
	put_stamps(1, (struct gp_edge[]){edge(3, large, "")}, 1);
	must(gp_store_end_run(store, "complete", &err));
	begin();
	put_stamps(0, (struct gp_edge[]){edge(9, "new", "")}, 1);
	is_int(gp_last_stamps_get(&last, store, 257, &e, &err), 1, "a stamp of the last run");
	ok(e.to == 3 && e.text_n == 100000 && e.line == 12 && e.col == 2 && e.place == 3 && e.stamp == 257, "all but its place");
	is_int(gp_last_stamps_get(&last, store, 2, &e, &err), 1, "one of another blob");
	ok(e.to == 2 && e.text_n == 3 && !memcmp(e.text, "two", 3) && e.has_fragment && e.fragment[0] == 'f', "is another");
	is_int(gp_last_stamps_get(&last, store, 1, &e, &err) == 1 && e.to == 1, 1, "the first one, though this run has one as well");
	is_int(gp_last_stamps_get(&last, store, 3, &e, &err), 0, "a number that none has");
	is_int(gp_last_stamps_get(&last, store, 258, &e, &err), 0, "in no blob");
	is_int(gp_last_stamps_get(&last, store, 5 * GP_STAMPS, &e, &err), 0, "and beyond all");
	gp_last_stamps_free(&last);
	free(large);
}

int main(void)
{
	gp_clock_freeze(1700000000);
	must(gp_store_open(&store, ":memory:", &err));
	blobs_are_walked();
	reports_are_the_same();
	the_last_run_has_its_own();
	gp_store_close(store);
	return tap_done();
}
