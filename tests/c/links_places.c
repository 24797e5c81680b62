/* links_places: the names of a page come as they are stored, whether they were kept or not */
#include <string.h>

#include "core/report/links_places.h"
#include "tests/lib/tap.h"

#define PAGES 40
#define BYTES ((size_t)1 << 20)
#define LARGE ((size_t)5 << 20)

static struct gp_err err;
static struct gp_store *store;

static void must(int rc)
{
	if (rc) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
}

static void add_page(int64_t id, const char *ids, size_t n)
{
	struct gp_store_url u = {.id = id, .url = "http://a.example/", .host = 1, .text = ""};
	struct gp_store_result r = {.id = id, .cause = "", .cause2 = "", .location = "", .type = "", .detail = "",
	    .charset = "", .etag = "", .modified = "", .parsed = true};

	must(gp_store_put_url(store, &u, &err));
	must(gp_store_put_result(store, &r, &err));
	if (ids)
		must(gp_store_put_ids(store, id, ids, n, &err));
}

static bool has(struct gp_places *p, int64_t id, int byte, size_t want)
{
	const void *ids;
	size_t n;

	return gp_places_of(p, id, &ids, &n, &err) == 1 && n == want &&
	    (!n || (((const char *)ids)[0] == byte && ((const char *)ids)[n - 1] == byte));
}

static int all(struct gp_places *p)
{
	int right = 0;

	for (int id = 1; id <= PAGES; id++)
		right += has(p, id, id, BYTES);
	return right;
}

int main(void)
{
	static char bytes[LARGE];
	struct gp_places p = {0};
	const void *ids;
	size_t n;
	bool resumed;

	gp_places_free(&p);
	must(gp_store_open(&store, ":memory:", &err));
	must(gp_store_begin_run(store, "s", true, &resumed, &err));
	for (int id = 1; id <= PAGES; id++)
		add_page(id, memset(bytes, id, BYTES), BYTES);
	add_page(PAGES + 1, memset(bytes, 99, LARGE), LARGE);
	add_page(PAGES + 2, NULL, 0);
	add_page(PAGES + 3, "", 0);
	gp_places_init(&p, store, PAGES + 4);
	is_int(all(&p), PAGES, "each page has its own names, more than are kept");
	is_int(all(&p), PAGES, "and once more");
	ok(p.lists.len <= 16 << 20, "it stays small");
	must(gp_store_put_ids(store, PAGES, "x", 1, &err));
	ok(has(&p, PAGES, PAGES, BYTES), "what was read is not read again");
	ok(has(&p, PAGES + 1, 99, LARGE) && has(&p, PAGES + 1, 99, LARGE), "a page with more names than are kept of one");
	ok(has(&p, PAGES, PAGES, BYTES), "which drives out no other");
	is_int(gp_places_of(&p, PAGES + 2, &ids, &n, &err), 0, "a page whose names are not known");
	ok(has(&p, PAGES + 3, 0, 0) && has(&p, PAGES + 3, 0, 0), "a page without names");
	is_int(gp_places_of(&p, 1000, &ids, &n, &err), 0, "a page that is not there");
	is_int(gp_places_of(&p, -1, &ids, &n, &err), 0, "nor can be");
	gp_places_free(&p);
	gp_store_close(store);
	return tap_done();
}
