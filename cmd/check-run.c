/* check-run.c - what makes a check the same as the last one, and where it is kept */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "cmd/check-run.h"
#include "cmd/state_folder.h"
#include "core/base/buf.h"
#include "core/store/crawl_past.h"

void gp_check_sign_target(const struct gp_target *t, struct gp_buf *out)
{
	gp_buf_printf(out, "1 %d %s\n", t->mode, t->root ? t->root : "");
	for (size_t i = 0; i < t->count; i++)
		gp_buf_printf(out, "seed %s\n", t->seeds[i]);
}

/* Everything that decides which addresses are found. */
static void put_scope(struct gp_buf *b, const struct gp_check_options *o, const struct gp_target *t)
{
	gp_check_sign_target(t, b);
	for (size_t i = 0; i < o->include.n; i++)
		gp_buf_printf(b, "include %s\n", o->include.list[i]);
	for (size_t i = 0; i < o->exclude.n; i++)
		gp_buf_printf(b, "exclude %s\n", o->exclude.list[i]);
	gp_scope_sign(&o->scope, b);
	gp_network_sign(&o->network, b);
	if (o->accounts)
		gp_buf_puts(b, "accounts\n");
	gp_buf_printf(b, "depth %d\nmax-urls %" PRId64 "\n", o->crawl.depth, o->crawl.max_urls);
}

/* And how they are checked: equal means resumable. */
char *gp_check_signature(const struct gp_check_options *o, const struct gp_target *t, uint64_t rules)
{
	struct gp_buf b;

	gp_buf_init(&b, (size_t)256 << 20);
	put_scope(&b, o, t);
	gp_buf_printf(&b, "headers %016" PRIx64 "\n", gp_network_who(&o->network));
	gp_buf_printf(&b, "rules %016" PRIx64 "\n", rules);
	return b.data;
}

/* Whether two runs would find the same on the same site is told by a hash of their scopes. */
int gp_check_put_scope(struct gp_store *s, const struct gp_check_options *o, const struct gp_target *t, struct gp_err *e)
{
	struct gp_buf b;
	char hex[20];

	gp_buf_init(&b, (size_t)256 << 20);
	put_scope(&b, o, t);
	snprintf(hex, sizeof hex, "%016" PRIx64, XXH3_64bits(b.data, b.len));
	gp_buf_free(&b);
	return gp_store_put_value(s, "scope", hex, strlen(hex), e);
}

/* Pages that are the same need not be shown to the rules again when those are the same as well. */
int gp_check_put_rules(struct gp_store *s, struct gp_check_options *o, uint64_t rules, struct gp_err *e)
{
	char hex[20], *last;
	size_t n;

	snprintf(hex, sizeof hex, "%016" PRIx64, rules);
	if (gp_store_get_last_value(s, "rules", &last, &n, e))
		return -1;
	o->crawl.same_rules = last && !strcmp(last, hex);
	free(last);
	return gp_store_put_value(s, "rules", hex, strlen(hex), e);
}

int gp_check_default_store(char path[4096], const struct gp_check_options *o, const struct gp_target *t,
    struct gp_err *e)
{
	char folder[4000];
	uint64_t h = XXH3_64bits_withSeed(t->root ? t->root : "", t->root ? strlen(t->root) : 0,
	    gp_network_hash(&o->network));

	for (size_t i = 0; i < t->count; i++)
		h = XXH3_64bits_withSeed(t->seeds[i], strlen(t->seeds[i]), h);
	if (gp_state_folder(folder, sizeof folder))
		return gp_fail(e, GP_EUSAGE, "neither XDG_STATE_HOME nor HOME is set; name a file with --store");
	snprintf(path, 4096, "%s/crawl-%016" PRIx64 ".db", folder, h);
	return 0;
}
