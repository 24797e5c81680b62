/* links_findings.c - what rules found, from the store to the report */
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/base/mem.h"
#include "core/crawl/crawl.h"
#include "core/report/links.h"
#include "core/store/crawl_past.h"

#define OF_REPORT "report-findings" /* value of the store: identities of what no page has stored */

struct loading {
	struct gp_links *l;
	struct gp_err *e;
};

void gp_links_add_finding(struct gp_links *l, const struct gp_finding *f)
{
	if (l->finding_count == l->finding_cap) {
		l->finding_cap = l->finding_cap ? l->finding_cap * 2 : 64;
		l->findings = gp_reallocarray(l->findings, l->finding_cap, sizeof *l->findings);
	}
	l->findings[l->finding_count++] = *f;
	l->severities[f->severity]++;
}

bool gp_links_finding_unread(const struct gp_finding *f)
{
	return !strcmp(f->rule, "documents/unread") || !strncmp(f->rule, "account.", 8);
}

static const char *with_paths(struct gp_links *l, const char *s)
{
	static const char origin[] = GP_FOLDER_ORIGIN "/";
	const char *from = s, *at = s ? strstr(s, origin) : NULL;
	char *out, *to;

	if (!at)
		return s;
	out = to = gp_arena_alloc(&l->arena, strlen(s) + 1);
	for (; at; from = at + sizeof origin - 1, at = strstr(from, origin)) {
		memcpy(to, from, (size_t)(at - from));
		to += at - from;
	}
	memcpy(to, from, strlen(from) + 1);
	return out;
}

void gp_links_name_files(struct gp_links *l)
{
	for (size_t i = 0; l->folder && i < l->finding_count; i++) {
		struct gp_finding *f = &l->findings[i];

		for (int lang = 0; lang < 2; lang++) {
			f->message[lang] = with_paths(l, f->message[lang]);
			f->fix[lang] = with_paths(l, f->fix[lang]);
		}
		f->evidence = with_paths(l, f->evidence);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct gp_finding *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->col != y->col)
		return x->col < y->col ? -1 : 1;
	return strcmp(x->rule, y->rule);
}

static int take_page(void *user, int64_t page, const char *url, const void *blob, size_t n)
{
	struct loading *x = user;
	struct gp_links *l = x->l;
	size_t first = l->finding_count;
	struct gp_value list;
	struct gp_finding f;

	(void)page;
	if (gp_value_unpack(&list, &l->arena, blob, n, x->e) || list.type != GP_VALUE_LIST)
		return gp_fail(x->e, GP_EINTEGRITY, "%s: what rules found there cannot be read; check again with --fresh", url);
	url = gp_arena_strndup(&l->arena, url, strlen(url));
	for (size_t i = 0; i < list.list.n; i++) {
		if (list.list.items[i].type == GP_VALUE_LIST) /* what rules keep of the page (core/rules/run_rules.h) */
			continue;
		if (gp_finding_read(&f, &list.list.items[i], x->e))
			return -1;
		f.url = url;
		gp_links_add_finding(l, &f);
	}
	if (l->finding_count > first)
		qsort(l->findings + first, l->finding_count - first, sizeof *l->findings, by_place);
	return 0;
}

/* --- what the last run found as well */

/* The same finding, wherever on its page it stands now. */
static uint64_t identity(const struct gp_finding *f)
{
	const char *parts[] = {f->url, f->rule, f->message[GP_LANG_ZH], f->message[GP_LANG_EN], f->evidence};
	uint64_t h = 0;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		h = XXH3_64bits_withSeed(parts[i] ? parts[i] : "", parts[i] ? strlen(parts[i]) : 0, h);
	return h;
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

int gp_links_keep_findings(const struct gp_links *l, size_t first, struct gp_store *s, struct gp_err *e)
{
	size_t n = l->finding_count - first;
	uint64_t *list = gp_calloc(n + 1, sizeof *list);
	int rc;

	for (size_t i = 0; i < n; i++)
		list[i] = identity(&l->findings[first + i]);
	rc = gp_store_put_value(s, OF_REPORT, list, n * sizeof *list, e);
	free(list);
	return rc;
}

/* What the last run found, in order; how many. NULL: failed. */
static uint64_t *last_findings(struct gp_store *s, size_t *count, struct gp_err *e)
{
	struct gp_links old = {0};
	struct loading x = {&old, e};
	uint64_t *list = NULL;
	char *kept = NULL;
	size_t n, bytes = 0;

	if (gp_store_each_last_findings(s, take_page, &x, e) || gp_store_get_last_value(s, OF_REPORT, &kept, &bytes, e))
		goto out;
	n = bytes / sizeof *list;
	list = gp_calloc(old.finding_count + n + 1, sizeof *list);
	for (size_t i = 0; i < old.finding_count; i++)
		list[i] = identity(&old.findings[i]);
	if (n)
		memcpy(list + old.finding_count, kept, n * sizeof *list);
	*count = old.finding_count + n;
	qsort(list, *count, sizeof *list, by_number);
out:
	free(kept);
	gp_links_free(&old);
	return list;
}

int gp_links_only_new_findings(struct gp_links *l, struct gp_store *s, struct gp_err *e)
{
	size_t known_count, n = 0;
	uint64_t *known = last_findings(s, &known_count, e), key;

	if (!known)
		return -1;
	memset(l->severities, 0, sizeof l->severities);
	for (size_t i = 0; i < l->finding_count; i++) {
		key = identity(&l->findings[i]);
		if (bsearch(&key, known, known_count, sizeof *known, by_number))
			continue;
		l->findings[n++] = l->findings[i];
		l->severities[l->findings[i].severity]++;
	}
	l->finding_count = n;
	free(known);
	return 0;
}

int gp_links_load_findings(struct gp_links *l, struct gp_store *s, struct gp_err *e)
{
	struct loading x = {l, e};

	return gp_store_each_findings(s, take_page, &x, e) ? -1 : 0;
}
