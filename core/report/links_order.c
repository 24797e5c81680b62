/* links_order.c - what comes first, what belongs together, and where it belongs */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/report/links.h"
#include "core/web/url.h"

#define TEMPLATE_PAGES 10 /* as many pages with the same link: a template */
#define FOOTER_FROM 200   /* mean place on the page, of 255 */
#define HEADER_TO 80

const enum gp_verdict gp_verdict_order[GP_VERDICTS] = {GP_VERDICT_DANGER, GP_VERDICT_BROKEN, GP_VERDICT_BLOCKED,
    GP_VERDICT_THROTTLED, GP_VERDICT_UNVERIFIED, GP_VERDICT_UNCHECKED, GP_VERDICT_REDIRECTED, GP_VERDICT_OK};

const enum gp_severity gp_severity_order[GP_SEVERITIES] = {GP_SEVERITY_VETO, GP_SEVERITY_DEDUCT,
    GP_SEVERITY_ERROR, GP_SEVERITY_WARNING, GP_SEVERITY_UNCHECKED, GP_SEVERITY_INFO, GP_SEVERITY_BONUS};

int gp_verdict_rank(enum gp_verdict v)
{
	int i;

	for (i = 0; i < GP_VERDICTS && gp_verdict_order[i] != v; i++)
		;
	return i;
}

int gp_severity_rank(enum gp_severity s)
{
	int i;

	for (i = 0; i < GP_SEVERITIES && gp_severity_order[i] != s; i++)
		;
	return i;
}

static int by_verdict(const void *a, const void *b)
{
	const struct gp_link_entry *x = *(const struct gp_link_entry *const *)a;
	const struct gp_link_entry *y = *(const struct gp_link_entry *const *)b;
	int c = gp_verdict_rank(x->judged.verdict) - gp_verdict_rank(y->judged.verdict);

	if (!c)
		c = (x->judged.cause > y->judged.cause) - (x->judged.cause < y->judged.cause);
	if (!c)
		c = x->trap - y->trap;
	if (!c) /* what stands on many pages first */
		c = (x->pages_total < y->pages_total) - (x->pages_total > y->pages_total);
	return c ? c : strcmp(x->url, y->url);
}

const struct gp_link_entry **gp_links_by_verdict(const struct gp_links *l)
{
	const struct gp_link_entry **list = gp_calloc(l->count + 1, sizeof(struct gp_link_entry *));

	for (size_t i = 0; i < l->count; i++)
		list[i] = &l->list[i];
	qsort(list, l->count, sizeof *list, by_verdict);
	return list;
}

static int by_severity(const void *a, const void *b)
{
	const struct gp_finding *x = *(const struct gp_finding *const *)a;
	const struct gp_finding *y = *(const struct gp_finding *const *)b;
	int c = gp_severity_rank(x->severity) - gp_severity_rank(y->severity);

	if (!c)
		c = strcmp(x->rule, y->rule);
	return c ? c : (x > y) - (x < y); /* both lie in one array, by page and place */
}

const struct gp_finding **gp_findings_by_severity(const struct gp_links *l)
{
	const struct gp_finding **list = gp_calloc(l->finding_count + 1, sizeof(struct gp_finding *));

	for (size_t i = 0; i < l->finding_count; i++)
		list[i] = &l->findings[i];
	qsort(list, l->finding_count, sizeof *list, by_severity);
	return list;
}

enum gp_link_spread gp_link_spread(const struct gp_link_entry *l)
{
	uint64_t mean;

	if (l->pages_total < TEMPLATE_PAGES || !l->place_count)
		return GP_LINK_SINGLE;
	mean = l->place_sum / (uint64_t)l->pages_total;
	return mean >= FOOTER_FROM ? GP_LINK_FOOTER : mean <= HEADER_TO ? GP_LINK_HEADER : GP_LINK_TEMPLATE;
}

/* --- columns */

/* Bytes of the column's path when `path` begins so, else 0. */
static size_t begins(const char *path, size_t n, const struct gp_column *c)
{
	size_t k = strlen(c->path);

	return k <= n && !memcmp(path, c->path, k) ? k : 0;
}

const struct gp_column *gp_links_column(const struct gp_links_run *run, const char *page)
{
	const struct gp_owned_page *owned = gp_links_owned(run, page);
	const struct gp_column *best = NULL;
	const char *host = strstr(page, "://");
	const char *path = host ? strchr(host + 3, '/') : NULL;
	struct gp_buf decoded;
	size_t most = 0;

	if (owned)
		return owned->column;
	if (!path || !run->column_count)
		return NULL;
	gp_buf_init(&decoded, GP_URL_MAX);
	if (strchr(path, '%')) /* offices write their paths as people read them */
		gp_url_percent_decode(&decoded, path, strlen(path));
	for (size_t i = 0; i < run->column_count; i++) {
		size_t k = begins(path, strlen(path), &run->columns[i]);

		if (!k && decoded.len)
			k = begins(decoded.data, decoded.len, &run->columns[i]);
		if (k > most) {
			most = k;
			best = &run->columns[i];
		}
	}
	gp_buf_free(&decoded);
	return best;
}
