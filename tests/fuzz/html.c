/* Any bytes as a page: every span of the facts lies in readable memory, every place on the page. */
#include <stdint.h>
#include <stdlib.h>

#include "core/web/facts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static unsigned sum;

static void touch(struct gp_text t)
{
	for (size_t i = 0; i < t.n; i++)
		sum += (unsigned char)t.p[i];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_arena a = {0};
	struct gp_facts f;

	gp_facts_html(&f, &a, (const char *)data, n, NULL);
	touch(f.title);
	touch(f.base);
	touch(f.text);
	touch(f.headings);
	for (size_t i = 0; i < f.link_count; i++) {
		touch(f.links[i].raw);
		touch(f.links[i].text);
		if (f.links[i].veil > f.veil_count)
			abort();
		if (!f.links[i].line || f.links[i].line > n + 1 || f.links[i].col > n + 1)
			abort();
	}
	for (size_t i = 0; i < f.id_count; i++)
		touch(f.ids[i]);
	for (size_t i = 0; i < f.date_count; i++)
		touch(f.dates[i]);
	for (size_t i = 0; i < f.template_count; i++)
		touch(f.templates[i].raw);
	for (size_t i = 0; i < f.meta_count; i++) {
		touch(f.metas[i].name);
		touch(f.metas[i].content);
	}
	gp_arena_free(&a);
	return 0;
}
