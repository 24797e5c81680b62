/* Any bytes as the links of a page: strings lie inside, and what was read can be written and read again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/crawl/edges.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void inside(const char *s, size_t len, const uint8_t *data, size_t n)
{
	if (len && ((const uint8_t *)s < data || (const uint8_t *)s + len > data + n))
		abort();
}

static void same(const struct gp_edge *a, const struct gp_edge *b)
{
	if (a->stamp != b->stamp || a->to != b->to || a->line != b->line || a->col != b->col || a->kind != b->kind ||
	    a->place != b->place || a->hidden != b->hidden || a->mixed != b->mixed || a->low != b->low ||
	    a->same_text != b->same_text ||
	    a->has_fragment != b->has_fragment || a->text_n != b->text_n || a->fragment_n != b->fragment_n)
		abort();
	if ((a->text_n && memcmp(a->text, b->text, a->text_n)) ||
	    (a->fragment_n && memcmp(a->fragment, b->fragment, a->fragment_n)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_edge_reader r, again;
	struct gp_edge_writer w;
	struct gp_edge e, copy;
	struct gp_buf b;

	gp_buf_init(&b, 16 * n + 64);
	gp_edges_begin(&w, &b);
	gp_edges_open(&r, data, n);
	while (gp_edges_next(&r, &e) == 1) {
		inside(e.text, e.text_n, data, n);
		inside(e.fragment, e.fragment_n, data, n);
		if (gp_edges_put(&w, &e))
			abort();
	}
	gp_edges_open(&r, data, n);
	gp_edges_open(&again, b.data ? b.data : "", b.len);
	while (gp_edges_next(&again, &copy) == 1) {
		if (gp_edges_next(&r, &e) != 1)
			abort();
		same(&e, &copy);
	}
	gp_buf_free(&b);
	return 0;
}
