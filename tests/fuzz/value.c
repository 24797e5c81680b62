/* Any bytes as a packed tree: what is read packs to the same meaning, and is JSON; or it is refused. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/finding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void finding(const struct gp_value *v, struct gp_arena *a)
{
	struct gp_finding f, again;
	struct gp_buf b;

	if (gp_finding_read(&f, v, NULL))
		return;
	gp_buf_init(&b, 4 * GP_VALUE_MAX);
	gp_finding_pack(&b, &f);
	if (gp_finding_unpack(&again, a, b.data, b.len, NULL) || strcmp(f.rule, again.rule) != 0 ||
	    f.severity != again.severity || f.line != again.line)
		abort();
	gp_buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_arena a = {0};
	struct gp_value v, again;
	struct gp_buf b, json;
	struct gp_json j;

	gp_buf_init(&b, GP_VALUE_MAX);
	gp_buf_init(&json, 8 * GP_VALUE_MAX);
	if (n <= GP_VALUE_MAX && !gp_value_unpack(&v, &a, (const char *)data, n, NULL)) {
		gp_pack_value(&b, &v);
		if (b.len != n || gp_value_unpack(&again, &a, b.data, b.len, NULL))
			abort();
		gp_json_init(&j, &json);
		gp_json_value(&j, &v);
		if (j.depth != 0 || !json.len)
			abort();
		finding(&v, &a);
	}
	if (a.used > 256 * (n + 16))
		abort();
	gp_buf_free(&b);
	gp_buf_free(&json);
	gp_arena_free(&a);
	return 0;
}
