/* edges: what is put into a blob comes out; what is not a blob is refused and never read past */
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/crawl/edges.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

#define MANY 2000

static bool same_string(const char *a, size_t n, const char *b, size_t m)
{
	return n == m && (!n || !memcmp(a, b, n));
}

static bool same(const struct gp_edge *a, const struct gp_edge *b)
{
	return a->stamp == b->stamp && a->to == b->to && a->line == b->line && a->col == b->col && a->kind == b->kind &&
	    a->place == b->place && a->hidden == b->hidden && a->mixed == b->mixed && a->low == b->low &&
	    a->same_text == b->same_text &&
	    a->has_fragment == b->has_fragment && same_string(a->text, a->text_n, b->text, b->text_n) &&
	    same_string(a->fragment, a->fragment_n, b->fragment, b->fragment_n);
}

/* Small, middling and extreme numbers alike. */
static uint64_t any_number(void)
{
	return random_u64() >> random_below(64);
}

static struct gp_edge any_edge(const char *strings)
{
	if (!random_below(4))
		return (struct gp_edge){.stamp = (uint32_t)any_number() | 1, .line = (uint32_t)any_number(),
		    .col = (uint32_t)any_number(), .place = (uint8_t)random_below(256), .text = "", .fragment = ""};

	struct gp_edge e = {.to = (int64_t)any_number() | 1, .line = (uint32_t)any_number(),
	    .col = (uint32_t)any_number(), .kind = (uint8_t)random_below(GP_EDGE_KINDS),
	    .place = (uint8_t)random_below(256),
	    .hidden = (uint8_t)(random_below(2) * random_below(256)), .mixed = (uint8_t)random_below(4), .low = random_below(2),
	    .same_text = random_below(2),
	    .has_fragment = random_below(2), .text = "", .fragment = ""};

	if (!e.same_text) {
		e.text = strings + random_below(100);
		e.text_n = random_below(150);
	}
	if (e.has_fragment) {
		e.fragment = strings + random_below(100);
		e.fragment_n = random_below(150);
	}
	return e;
}

/* All that a blob gives, or -1; touches every byte that it points to. */
static int read_all(const void *blob, size_t n, struct gp_edge *out, int max)
{
	static volatile unsigned sum;
	struct gp_edge_reader r;
	struct gp_edge e;
	int rc, count = 0;

	gp_edges_open(&r, blob, n);
	while ((rc = gp_edges_next(&r, &e)) == 1) {
		for (size_t i = 0; i < e.text_n; i++)
			sum += (unsigned char)e.text[i];
		for (size_t i = 0; i < e.fragment_n; i++)
			sum += (unsigned char)e.fragment[i];
		if (count < max)
			out[count] = e;
		count++;
	}
	return rc < 0 ? -1 : count;
}

static void links_round_trip(void)
{
	static const struct gp_edge want[] = {
	    {.to = 7, .line = 3, .col = 9, .kind = 1, .place = 4, .same_text = true, .text = "", .fragment = ""},
	    {.to = 7, .line = 3, .col = 40, .kind = 1, .place = 4, .low = true, .text = "政务公开",
	        .text_n = 12, .fragment = "", .has_fragment = true},
	    {.to = 1, .line = 2, .col = 1, .kind = 16, .place = 255, .text = "", .fragment = "a\0b",
	        .fragment_n = 3, .has_fragment = true},
	    {.stamp = 70000, .line = 4, .col = 5, .place = 6, .text = "", .fragment = ""},
	    {.stamp = 1, .line = 4, .col = 50, .place = 6, .text = "", .fragment = ""},
	    {.to = 1, .line = 4, .text = "", .fragment = "", .same_text = true},
	    {.stamp = UINT32_MAX, .line = UINT32_MAX, .col = UINT32_MAX, .place = 255, .text = "", .fragment = ""},
	    {.to = INT64_MAX, .line = UINT32_MAX, .col = UINT32_MAX, .same_text = true, .text = "",
	        .fragment = ""},
	    {.to = INT64_MIN, .line = 0, .col = 0, .same_text = true, .text = "", .fragment = ""},
	};
	int count = (int)(sizeof want / sizeof *want), good = 0;
	struct gp_edge got[sizeof want / sizeof *want];
	struct gp_edge_writer w;
	struct gp_buf b;

	gp_buf_init(&b, 1 << 20);
	gp_edges_begin(&w, &b);
	for (int i = 0; i < count; i++)
		good += !gp_edges_put(&w, &want[i]);
	is_int(good, count, "links are put");
	is_int(read_all(b.data, b.len, got, count), count, "as many come out");
	for (int i = 0; i < count; i++)
		ok(same(&got[i], &want[i]), "link %d comes out as it went in", i);
	is_int(read_all("", 0, got, 0), 0, "an empty blob has no links");
	gp_buf_free(&b);
}

static void a_usual_link_is_small(void)
{
	struct gp_edge e = {.to = 150000, .line = 900, .col = 30, .kind = 1, .same_text = true};
	struct gp_edge_writer w;
	struct gp_buf b;

	gp_buf_init(&b, 1000);
	gp_edges_begin(&w, &b);
	gp_edges_put(&w, &e);
	gp_buf_clear(&b);
	e.to++;
	e.line++;
	gp_edges_put(&w, &e);
	is_int((long long)b.len, 6, "a link that follows another takes six bytes");
	e.stamp = 60000;
	gp_edges_put(&w, &e);
	gp_buf_clear(&b);
	e.stamp += 60;
	gp_edges_put(&w, &e);
	is_int((long long)b.len, 5, "a stamp takes five, whatever its text and fragment");
	gp_buf_free(&b);
}

static void a_full_buffer_is_told(void)
{
	struct gp_edge e = {.to = 1, .text = "123456789", .text_n = 9};
	struct gp_edge_writer w;
	struct gp_buf b;

	gp_buf_init(&b, 10);
	gp_edges_begin(&w, &b);
	is_int(gp_edges_put(&w, &e), -1, "a link that does not fit is refused");
	gp_buf_free(&b);
}

/* `b` gets a blob of MANY random links, `list` what is in it. */
static void random_blob(struct gp_buf *b, struct gp_edge *list, const char *strings, int count)
{
	struct gp_edge_writer w;

	gp_edges_begin(&w, b);
	for (int i = 0; i < count; i++) {
		list[i] = any_edge(strings);
		if (gp_edges_put(&w, &list[i]))
			ok(false, "the blob is too small");
	}
}

static void random_links_round_trip(const char *strings)
{
	struct gp_edge *want = gp_calloc(MANY, sizeof *want), *got = gp_calloc(MANY, sizeof *got);
	struct gp_buf b;
	int equal = 0;

	gp_buf_init(&b, 4 << 20);
	random_blob(&b, want, strings, MANY);
	is_int(read_all(b.data, b.len, got, MANY), MANY, "random links all come out");
	for (int i = 0; i < MANY; i++)
		equal += same(&got[i], &want[i]);
	is_int(equal, MANY, "and are equal");
	gp_buf_free(&b);
	free(want);
	free(got);
}

/* The copy is exact, so that a sanitizer sees any byte read past it. */
static int read_copy(const char *p, size_t n)
{
	char *copy = gp_alloc(n ? n : 1);
	int rc;

	memcpy(copy, p, n);
	rc = read_all(copy, n, NULL, 0);
	free(copy);
	return rc;
}

static void damaged_blobs_are_read_safely(const char *strings)
{
	struct gp_edge list[12];
	struct gp_buf b;
	int refused = 0, wrong = 0;

	gp_buf_init(&b, 1 << 20);
	random_blob(&b, list, strings, 12);
	for (size_t n = 0; n < b.len; n++) {
		int rc = read_copy(b.data, n);

		refused += rc < 0;
		wrong += rc >= 12;
	}
	ok(refused > 0 && (size_t)refused >= b.len - 12, "a blob cut inside a link is refused");
	is_int(wrong, 0, "a cut blob never gives all links");
	wrong = 0;
	for (size_t i = 0; i < b.len; i++)
		for (int x = 1; x < 256; x++) {
			b.data[i] = (char)(b.data[i] ^ x);
			wrong += read_copy(b.data, b.len) > (int)b.len;
			b.data[i] = (char)(b.data[i] ^ x);
		}
	is_int(wrong, 0, "no flipped byte makes it read past the end");
	for (int i = 0; i < 20000; i++) {
		char noise[40];
		size_t n = random_below(sizeof noise);

		for (size_t k = 0; k < n; k++)
			noise[k] = (char)random_u64();
		wrong += read_copy(noise, n) > (int)n;
	}
	is_int(wrong, 0, "nor does noise");
	gp_buf_free(&b);
}

static void lies_about_lengths_are_refused(void)
{
	/* to 1, line 0, col 0, kind, place, flags, text of 2^64 - 1 bytes */
	static const char huge[] = "\2\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01xx";
	static const char no_stamp[] = "\0\0\0\0\0", half_a_stamp[] = "\0\2\0\0";
	static const char endless[] = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\0\0\0\0\x02";

	is_int(read_copy(huge, sizeof huge - 1), -1, "a text longer than the blob is refused");
	is_int(read_copy(endless, sizeof endless - 1), -1, "a number of more than ten bytes is refused");
	is_int(read_copy(no_stamp, sizeof no_stamp - 1), -1, "no stamp has the number 0");
	is_int(read_copy(half_a_stamp, sizeof half_a_stamp - 1), -1, "a stamp without a place is refused");
}

static void kinds_have_names(void)
{
	int wrong = 0;

	for (int i = 0; i < GP_EDGE_KINDS; i++) {
		const char *name = gp_edge_kind_name((uint8_t)i);

		wrong += strcmp(name, "other") && gp_edge_kind(name, strlen(name)) != i;
	}
	is_int(wrong, 0, "a kind's name gives the kind");
	is_int(gp_edge_kind("a", 1), 1, "a is a kind");
	is_int(gp_edge_kind("blink", 5), 0, "an unknown element is not");
	is_int(gp_edge_kind("area", 1), 1, "the length counts");
	is_str(gp_edge_kind_name(0), "other", "and is called other");
	is_str(gp_edge_kind_name(255), "other", "as is a number that no kind has");
}

static int by_value(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void names_are_found(void)
{
	uint32_t hash[301];
	char name[20];
	int found = 0, false_hits = 0;

	for (int n = 0; n <= 300; n += 100) {
		found = false_hits = 0;
		for (int i = 0; i < n; i++)
			hash[i] = gp_edges_name_hash(name, (size_t)snprintf(name, sizeof name, "id-%d", i));
		qsort(hash, (size_t)n, sizeof *hash, by_value);
		for (int i = 0; i < n + 100; i++) {
			uint32_t h = gp_edges_name_hash(name, (size_t)snprintf(name, sizeof name, "id-%d", i));
			bool has = gp_edges_has_name(hash, (size_t)n * 4, h);

			found += has && i < n;
			false_hits += has && i >= n;
		}
		ok(found == n && !false_hits, "%d names are found and no other", n);
	}
	ok(gp_edges_has_name((const char *)hash + 4, 4, hash[1]), "the first of one name");
	ok(!gp_edges_has_name(hash, 3, hash[0]), "bytes that are no whole hash do not count");
}

int main(void)
{
	char strings[400];

	for (size_t i = 0; i < sizeof strings; i++)
		strings[i] = (char)random_u64();
	links_round_trip();
	a_usual_link_is_small();
	a_full_buffer_is_told();
	random_links_round_trip(strings);
	damaged_blobs_are_read_safely(strings);
	lies_about_lengths_are_refused();
	kinds_have_names();
	names_are_found();
	return tap_done();
}
