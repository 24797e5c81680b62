/* subject_filter.c - which links a rule wants: what the parent has read of a declaration, and the worker goes by */
#include <string.h>

#include "core/base/mem.h"
#include "core/script/subject.h"

static void pack_words(struct gp_buf *b, const char *key, const char *const *list)
{
	size_t n = 0;

	while (list && list[n])
		n++;
	gp_pack_key(b, key, strlen(key));
	gp_pack_list(b, n);
	for (size_t i = 0; i < n; i++)
		gp_pack_str(b, list[i], strlen(list[i]));
}

void gp_rule_filter_pack(struct gp_buf *b, const struct gp_rule_filter *f)
{
	gp_pack_map(b, 6u + (f->condition != NULL) + (f->finds != NULL));
	gp_pack_key(b, "on", 2);
	gp_pack_int(b, f->on);
	gp_pack_key(b, "keeps", 5);
	gp_pack_int(b, f->keeps);
	pack_words(b, "kinds", f->kinds);
	pack_words(b, "schemes", f->schemes);
	pack_words(b, "suffixes", f->suffixes);
	pack_words(b, "to", f->to);
	if (f->condition) {
		gp_pack_key(b, "condition", 9);
		gp_pack_value(b, f->condition);
	}
	if (f->finds) {
		gp_pack_key(b, "finds", 5);
		gp_pack_value(b, f->finds);
	}
}

static const char *const *words(const struct gp_value *v, const char *key, struct gp_arena *a)
{
	const struct gp_value *list = gp_value_get(v, key);
	size_t n = list && list->type == GP_VALUE_LIST ? list->list.n : 0, used = 0;
	const char **out;

	if (!n)
		return NULL;
	out = gp_arena_alloc(a, (n + 1) * sizeof *out);
	for (size_t i = 0; i < n; i++)
		if (list->list.items[i].type == GP_VALUE_STRING)
			out[used++] = list->list.items[i].string.p;
	out[used] = NULL;
	return out;
}

int gp_rule_filter_unpack(struct gp_rule_filter *f, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct gp_value *unpacked = gp_arena_alloc(a, sizeof *unpacked), v;
	const char *kept = gp_arena_strndup(a, p, n);

	if (gp_value_unpack(unpacked, a, kept, n, e))
		return -1;
	v = *unpacked;
	*f = (struct gp_rule_filter){.on = (unsigned)gp_value_int(&v, "on", 0) & GP_ON_ALL,
	    .keeps = gp_value_int(&v, "keeps", 0), .kinds = words(&v, "kinds", a), .schemes = words(&v, "schemes", a),
	    .suffixes = words(&v, "suffixes", a), .to = words(&v, "to", a), .condition = gp_value_get(unpacked, "condition"),
	    .finds = gp_value_get(unpacked, "finds")};
	return 0;
}

bool gp_rule_filter_word(const char *const *list, const char *s, size_t n)
{
	for (size_t i = 0; list && list[i]; i++) {
		size_t k = strlen(list[i]);
		bool begins = k && list[i][k - 1] == '*';

		if (begins ? n >= k - 1 && !memcmp(list[i], s, k - 1) : n == k && !memcmp(list[i], s, n))
			return true;
	}
	return !list;
}
