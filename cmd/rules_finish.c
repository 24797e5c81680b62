/* rules_finish.c - what rules keep of things, and the end of a run without a crawl */
#include <stdlib.h>
#include <string.h>

#include "cmd/rules_finish.h"

struct gp_rules_kept_of {
	const struct gp_rule *rule;
	struct gp_buf list; /* packed maps { url, value } */
	size_t count;
};

static struct gp_rules_kept_of *kept_of(const struct gp_rules_kept *k, const struct gp_rule *rule)
{
	for (size_t i = 0; i < k->count; i++)
		if (k->list[i].rule == rule)
			return &k->list[i];
	return NULL;
}

static void pack_str(struct gp_buf *b, const char *key, const char *s)
{
	gp_pack_key(b, key, strlen(key));
	gp_pack_str(b, s, strlen(s));
}

void gp_rules_keep(struct gp_rules_kept *k, const struct gp_rule *rule, const char *where, const struct gp_value *v)
{
	struct gp_rules_kept_of *of = kept_of(k, rule);

	if (!of) {
		k->list = gp_reallocarray(k->list, k->count + 1, sizeof *k->list);
		of = &k->list[k->count++];
		*of = (struct gp_rules_kept_of){.rule = rule};
		gp_buf_init(&of->list, GP_RULES_KEPT_BYTES);
	}
	of->count++;
	gp_pack_map(&of->list, 2);
	pack_str(&of->list, "url", where);
	gp_pack_key(&of->list, "value", 5);
	gp_pack_value(&of->list, v);
}

bool gp_rules_has_kept(const struct gp_rules_kept *k, const struct gp_rule *rule)
{
	return kept_of(k, rule) != NULL;
}

void gp_rules_pack_finish(const struct gp_rules_kept *k, const struct gp_rule *rule, const char *today,
    const char *state, struct gp_buf *body)
{
	const struct gp_rules_kept_of *of = kept_of(k, rule);

	gp_pack_map(body, 4);
	pack_str(body, "on", gp_subject_words[GP_SUBJECT_FINISH]);
	pack_str(body, "today", today);
	pack_str(body, "state", state);
	gp_pack_key(body, "kept", 4);
	gp_pack_list(body, of ? of->count : 0);
	if (of && of->list.len)
		gp_buf_put(body, of->list.data, of->list.len);
	body->full = body->full || (of && (of->list.full || of->count > GP_RULES_KEPT));
}

void gp_rules_kept_free(struct gp_rules_kept *k)
{
	for (size_t i = 0; i < k->count; i++)
		gp_buf_free(&k->list[i].list);
	free(k->list);
}
