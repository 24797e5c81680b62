/* rules_profile.c - what each rule cost */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/rules/rules.h"

void gp_rule_spent(struct gp_rule *r, const char *url, const struct gp_script_cost *c)
{
	r->cost.pages++;
	r->cost.calls += c->calls;
	r->cost.ns += c->ns;
	r->cost.bytes += c->bytes;
	if (c->ns <= r->cost.worst_ns && r->cost.worst)
		return;
	r->cost.worst_ns = c->ns;
	free(r->cost.worst);
	r->cost.worst = gp_strdup(url);
}

static int by_cost(const void *a, const void *b)
{
	const struct gp_rule *x = *(struct gp_rule *const *)a, *y = *(struct gp_rule *const *)b;

	if (x->cost.ns != y->cost.ns)
		return x->cost.ns > y->cost.ns ? -1 : 1;
	return strcmp(x->id, y->id);
}

struct gp_rule **gp_rules_by_cost(struct gp_rules *r, size_t *count)
{
	struct gp_rule **list = gp_calloc(r->count, sizeof(struct gp_rule *));

	*count = 0;
	for (size_t i = 0; i < r->count; i++)
		if (r->list[i].cost.pages)
			list[(*count)++] = &r->list[i];
	if (*count)
		qsort(list, *count, sizeof(struct gp_rule *), by_cost);
	return list;
}

static double ms(int64_t ns)
{
	return (double)ns / 1e6;
}

void gp_rules_profile_text(struct gp_rules *r, struct gp_buf *out)
{
	size_t n;
	struct gp_rule **list = gp_rules_by_cost(r, &n);
	int64_t sum = 0;

	gp_buf_printf(out, "%-32s %8s %8s %10s %8s %10s %8s  %s\n", "rule", "pages", "calls", "cpu ms", "us/page", "KiB",
	    "findings", "worst page");
	for (size_t i = 0; i < n; i++) {
		const struct gp_rule *q = list[i];

		sum += q->cost.ns;
		gp_buf_printf(out, "%-32s %8" PRId64 " %8" PRId64 " %10.1f %8.1f %10" PRId64 " %8" PRId64 "  %.1f ms %s\n", q->id,
		    q->cost.pages, q->cost.calls, ms(q->cost.ns), ms(q->cost.ns) * 1000 / (double)q->cost.pages,
		    q->cost.bytes >> 10, q->cost.findings, ms(q->cost.worst_ns), q->cost.worst);
	}
	gp_buf_printf(out, "%-32s %8s %8s %10.1f\n", "=", "", "", ms(sum));
	free(list);
}

void gp_rules_profile_json(struct gp_rules *r, struct gp_json *j)
{
	size_t n;
	struct gp_rule **list = gp_rules_by_cost(r, &n);

	gp_json_array(j);
	for (size_t i = 0; i < n; i++) {
		const struct gp_rule *q = list[i];

		gp_json_object(j);
		gp_json_key(j, "rule");
		gp_json_str(j, q->id);
		gp_json_key(j, "pages");
		gp_json_int(j, q->cost.pages);
		gp_json_key(j, "calls");
		gp_json_int(j, q->cost.calls);
		gp_json_key(j, "cpu_ms");
		gp_json_number(j, ms(q->cost.ns));
		gp_json_key(j, "bytes");
		gp_json_int(j, q->cost.bytes);
		gp_json_key(j, "findings");
		gp_json_int(j, q->cost.findings);
		gp_json_key(j, "worst_ms");
		gp_json_number(j, ms(q->cost.worst_ns));
		gp_json_key(j, "worst");
		gp_json_str(j, q->cost.worst);
		gp_json_object_end(j);
	}
	gp_json_array_end(j);
	free(list);
}
