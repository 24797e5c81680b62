/* Any bytes as what a parse worker sends: what is taken for a page is one, to its last byte. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/crawl/edges.h"
#include "core/crawl/parse_msg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static unsigned sum;

static void touch(const char *s, size_t n)
{
	if (s[n])
		abort(); /* every string is terminated */
	while (n > 0)
		sum += (unsigned char)s[--n];
}

static void check(const struct gp_page *p)
{
	touch(p->declared, strlen(p->declared));
	touch(p->charset, strlen(p->charset));
	touch(p->title, strlen(p->title));
	touch(p->limit, strlen(p->limit));
	for (size_t i = 0; i < p->link_count; i++) {
		const struct gp_page_link *l = &p->links[i];

		touch(l->url, l->url_n);
		touch(l->raw, strlen(l->raw));
		touch(l->fragment, l->fragment_n);
		touch(l->text, l->text_n);
		if (l->kind >= GP_EDGE_KINDS || (l->why == GP_URL_OK && strlen(l->url) != l->url_n))
			abort();
	}
	for (size_t i = 1; i < p->id_count; i++)
		if (p->ids[i - 1] > p->ids[i])
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_page p = {0};
	struct gp_arena a = {0};
	struct gp_page_names names = {0};
	const char *s = (const char *)data;
	struct gp_msg_in m;
	long len;

	while ((len = gp_msg_next(&m, s, n)) > 0) {
		int rc = gp_page_take(&p, &a, &names, &m);

		if (rc < 0)
			break;
		if (rc > 0) {
			check(&p);
			p = (struct gp_page){0};
			gp_arena_reset(&a);
		}
		s += len;
		n -= (size_t)len;
	}
	gp_arena_free(&a);
	gp_page_names_free(&names);
	return 0;
}
