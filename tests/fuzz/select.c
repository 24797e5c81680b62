/* A selector, a line end, a document: whatever is found is an element that lies in the page. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/web/select.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static unsigned sum;

static void touch(struct gp_text t)
{
	for (size_t i = 0; i < t.n; i++)
		sum += (unsigned char)t.p[i];
}

static void check(struct gp_tree *t, const struct gp_node *node, size_t n)
{
	char name[GP_NODE_NAME];
	uint32_t line, col;
	struct gp_text key, value;

	if (gp_node_name(node, name) != strlen(name))
		abort();
	for (size_t i = 0; i < gp_node_attr_count(node); i++) {
		gp_node_attr_at(node, i, &key, &value);
		touch(key);
		touch(value);
		if (!gp_node_attr(node, key, &value))
			abort();
	}
	if (gp_node_place(t, node, &line, &col) && (!line || line > n + 1 || !col || col > n + 1))
		abort();
	touch(gp_node_text(t, node));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct gp_select s;
	static struct gp_tree *t;
	const char *page = memchr(data, '\n', n);
	const struct gp_node *const *found;
	struct gp_err e = GP_ERR_INIT;
	size_t css, count;

	if (!page)
		return 0;
	if (!t)
		t = gp_tree_new();
	css = (size_t)(page - (const char *)data);
	page++;
	n -= css + 1;
	if (gp_select_compile(&s, (const char *)data, css, &e) || gp_tree_parse(t, page, n, &e))
		return 0;
	count = gp_select_all(&s, t, NULL, 100, &found);
	for (size_t i = 0; i < count; i++)
		check(t, found[i], n);
	if (count) {
		const struct gp_node *first = found[0];

		count = gp_select_all(&s, t, first, 100, &found);
		for (size_t i = 0; i < count; i++)
			if (found[i] == first)
				abort();
	}
	return 0;
}
