#include "cmd/check-packs.h"

#include <stdlib.h>
#include <string.h>

#define KEY "packs"
#define KEPT_MAX ((size_t)1 << 20)

static void put(struct gp_buf *out, const char *key, const char *value)
{
	gp_pack_key(out, key, strlen(key));
	gp_pack_str(out, value, strlen(value));
}

int gp_check_packs_keep(const struct gp_packs *p, struct gp_store *s, struct gp_err *e)
{
	size_t n = p ? p->count : 0;
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, KEPT_MAX);
	gp_pack_list(&b, n);
	for (size_t i = 0; i < n; i++) {
		const struct gp_installed *one = &p->list[i];

		gp_pack_map(&b, 6);
		put(&b, "name", one->name);
		put(&b, "version", one->version);
		put(&b, "state", gp_pack_state_name(one->state));
		put(&b, "problem", one->problem);
		put(&b, "key", one->key);
		put(&b, "signer", one->signer);
	}
	rc = b.full ? gp_fail(e, GP_ELIMIT, "there are more than %d packs", GP_PACK_LOCKED_MAX)
	    : gp_store_put_value(s, KEY, b.data, b.len, e);
	gp_buf_free(&b);
	return rc;
}

static const char *text(const struct gp_value *v, const char *key)
{
	const char *s = gp_value_str(v, key);

	return s ? s : "";
}

int gp_check_packs_read(struct gp_links_run *run, struct gp_arena *a, struct gp_store *s, struct gp_err *e)
{
	struct gp_links_pack *list;
	struct gp_value v;
	const char *mine;
	char *packed;
	size_t n;

	if (gp_store_get_value(s, KEY, &packed, &n, e))
		return -1;
	if (!packed)
		return 0;
	mine = gp_arena_strndup(a, packed, n); /* the strings of what is unpacked may stay where they are */
	free(packed);
	if (gp_value_unpack(&v, a, mine, n, e) || v.type != GP_VALUE_LIST)
		return gp_fail(e, GP_EINTEGRITY, "the packs of the check cannot be read; check again with --fresh");
	list = gp_arena_alloc(a, (v.list.n + 1) * sizeof *list);
	for (size_t i = 0; i < v.list.n; i++) {
		const struct gp_value *one = &v.list.items[i];

		list[i] = (struct gp_links_pack){.name = text(one, "name"), .version = text(one, "version"),
		    .state = text(one, "state"), .problem = text(one, "problem"), .key = text(one, "key"),
		    .signer = text(one, "signer")};
	}
	run->packs = list;
	run->pack_count = v.list.n;
	return 0;
}
