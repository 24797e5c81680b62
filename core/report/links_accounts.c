#define _GNU_SOURCE
#include "core/report/links_accounts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SENTENCE_MAX ((size_t)1 << 16)

static const char basis[] = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）：监测时间点前2周内无更新";

void gp_links_account_address(struct gp_buf *out, const char *platform, const char *name, size_t n)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

	gp_buf_printf(out, "account:%s/", platform);
	for (; *name; name++)
		if (strchr(plain, *name))
			gp_buf_putc(out, *name);
		else
			gp_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*name);
	if (n > 1)
		gp_buf_printf(out, "/%zu", n);
}

/* --- from the store */

static const char *text(const struct gp_value *v, const char *key)
{
	const char *s = gp_value_str(v, key);

	return s ? s : "";
}

/* A day as a number that grows with it; 0: none. */
static int64_t day_number(const char *s)
{
	long y, m, d;
	char *end;

	y = strtol(s, &end, 10);
	if (end != s + 4 || *end != '-')
		return 0;
	m = strtol(end + 1, &end, 10);
	if (*end != '-')
		return 0;
	d = strtol(end + 1, &end, 10);
	if (m < 1 || m > 12 || d < 1 || d > 31)
		return 0;
	if (m <= 2) { /* years that begin in March have the leap day at their end */
		y--;
		m += 12;
	}
	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * (m - 3) + 2) / 5 + d;
}

static void take_articles(struct gp_links *l, struct gp_links_account *a, const struct gp_value *list)
{
	size_t n = list && list->type == GP_VALUE_LIST ? list->list.n : 0;

	a->list = gp_arena_alloc(&l->arena, (n + 1) * sizeof *a->list);
	a->count = n;
	for (size_t i = 0; i < n; i++) {
		const struct gp_value *v = &list->list.items[i], *deleted = gp_value_get(v, "deleted");

		a->list[i] = (struct gp_links_article){.url = text(v, "url"), .title = text(v, "title"), .date = text(v, "date"),
		    .deleted = deleted && deleted->type == GP_VALUE_BOOL && deleted->truth};
		a->deleted += a->list[i].deleted;
		if (strcmp(a->list[i].date, a->newest) > 0 && strcmp(a->list[i].date, a->today) <= 0)
			a->newest = a->list[i].date;
	}
	if (*a->newest)
		a->age = day_number(a->today) - day_number(a->newest);
}

static void take_account(struct gp_links *l, struct gp_links_account *a, const struct gp_value *v)
{
	*a = (struct gp_links_account){.address = text(v, "address"), .platform = text(v, "platform"), .name = text(v, "name"),
	    .url = text(v, "url"), .owner = text(v, "owner"), .site = text(v, "site"), .adapter = text(v, "adapter"),
	    .mark = text(v, "mark"), .state = text(v, "state"), .why = text(v, "why"), .detail = text(v, "detail"),
	    .today = text(v, "today"), .days = gp_value_int(v, "days", 0), .newest = "", .age = -1, .on_site = -1};
	take_articles(l, a, gp_value_get(v, "articles"));
}

static int take_all(struct gp_links *l, struct gp_store *s, struct gp_err *e)
{
	struct gp_value list;
	const char *mine;
	char *packed;
	size_t n;

	if (gp_store_get_value(s, GP_LINKS_ACCOUNTS, &packed, &n, e))
		return -1;
	if (!packed)
		return 0;
	mine = gp_arena_strndup(&l->arena, packed, n);
	free(packed);
	if (gp_value_unpack(&list, &l->arena, mine, n, e) || list.type != GP_VALUE_LIST)
		return gp_fail(e, GP_EINTEGRITY, "what the accounts published cannot be read; check again with --fresh");
	l->accounts = gp_arena_alloc(&l->arena, (list.list.n + 1) * sizeof *l->accounts);
	l->account_count = list.list.n;
	for (size_t i = 0; i < list.list.n; i++)
		take_account(l, &l->accounts[i], &list.list.items[i]);
	return 0;
}

/* --- to whom their pages belong */

static int by_page(const void *a, const void *b)
{
	return strcmp(((const struct gp_owned_page *)a)->page, ((const struct gp_owned_page *)b)->page);
}

/* "微信公众号 云澜发布" */
static const char *label(struct gp_links *l, const struct gp_links_account *a, const struct gp_catalogue *words, enum gp_lang lang)
{
	struct gp_buf b;
	const char *s;

	gp_buf_init(&b, SENTENCE_MAX);
	gp_links_account_label(&b, a, words, lang);
	s = gp_arena_strndup(&l->arena, b.data ? b.data : "", b.len);
	gp_buf_free(&b);
	return s;
}

static void own_pages(struct gp_links *l, struct gp_links_run *run, const struct gp_catalogue *words)
{
	struct gp_owned_page *list;
	size_t n = 0;

	for (size_t i = 0; i < l->account_count; i++)
		n += l->accounts[i].count + 1;
	list = gp_arena_alloc(&l->arena, (n + 1) * sizeof *list);
	n = 0;
	for (size_t i = 0; i < l->account_count; i++) {
		const struct gp_links_account *a = &l->accounts[i];
		struct gp_column *c = gp_arena_alloc(&l->arena, sizeof *c);

		*c = (struct gp_column){a->address, label(l, a, words, GP_LANG_ZH), a->owner};
		list[n++] = (struct gp_owned_page){a->address, c, i};
		for (size_t k = 0; k < a->count; k++)
			if (!a->list[k].deleted)
				list[n++] = (struct gp_owned_page){a->list[k].url, c, i};
	}
	qsort(list, n, sizeof *list, by_page);
	run->owned = list;
	run->owned_count = n;
}

const struct gp_owned_page *gp_links_owned(const struct gp_links_run *run, const char *page)
{
	const struct gp_owned_page key = {page, NULL, 0};

	return run->owned_count ? bsearch(&key, run->owned, run->owned_count, sizeof key, by_page) : NULL;
}

/* Articles that do not open, and links in articles that do not. */
static void count_links(struct gp_links *l, const struct gp_links_run *run)
{
	for (size_t i = 0; i < l->count; i++) {
		const struct gp_link_entry *n = &l->list[i];
		bool broken = n->judged.verdict == GP_VERDICT_BROKEN || n->judged.verdict == GP_VERDICT_DANGER;
		bool blocked = n->judged.verdict == GP_VERDICT_BLOCKED || n->judged.verdict == GP_VERDICT_THROTTLED ||
		    n->judged.verdict == GP_VERDICT_UNVERIFIED || n->judged.verdict == GP_VERDICT_UNCHECKED;

		for (size_t k = 0; (broken || blocked) && k < n->place_count; k++) {
			const struct gp_owned_page *p = gp_links_owned(run, n->places[k].page);
			struct gp_links_account *a = p ? &l->accounts[p->account] : NULL;

			if (!a)
				continue;
			if (strcmp(n->places[k].page, a->address) != 0)
				a->broken_inside += broken;
			else if (broken)
				a->broken++;
			else
				a->blocked++;
		}
	}
}

/* --- findings */

struct telling {
	struct gp_links *l;
	const struct gp_catalogue *words;
	const struct gp_links_account *a;
};

static const char *said(struct telling *t, const char *id, enum gp_lang lang, const struct gp_param *params)
{
	struct gp_buf b;
	const char *s;

	gp_buf_init(&b, SENTENCE_MAX);
	gp_catalogue_say(&b, t->words, lang, id, params);
	s = gp_arena_strndup(&t->l->arena, b.data ? b.data : "", b.len);
	gp_buf_free(&b);
	return s;
}

/* The sentences account.WHAT-title, account.WHAT and account.WHAT-fix; a parameter may be a sentence itself. */
static void tell(struct telling *t, struct gp_finding *f, const char *what, struct gp_param *params)
{
	char id[80];

	snprintf(id, sizeof id, "account.%s", what);
	f->rule = gp_arena_strndup(&t->l->arena, id, strlen(id));
	f->url = t->a->address;
	for (enum gp_lang lang = GP_LANG_ZH; lang <= GP_LANG_EN; lang++) {
		params[0] = (struct gp_param){"account", label(t->l, t->a, t->words, lang)};
		f->message[lang] = said(t, f->rule, lang, params);
		snprintf(id, sizeof id, "account.%s-title", what);
		f->title[lang] = said(t, id, lang, NULL);
		snprintf(id, sizeof id, "account.%s-fix", what);
		f->fix[lang] = said(t, id, lang, NULL);
	}
	gp_links_add_finding(t->l, f);
}

/* params of the finding: {days}. The message does not count them: said anew every day, it would be new every day. */
static const struct gp_value *days_since(struct telling *t)
{
	struct gp_value *v = gp_arena_alloc(&t->l->arena, sizeof *v);
	struct gp_member *m = gp_arena_alloc(&t->l->arena, sizeof *m);

	*m = (struct gp_member){.key = "days", .key_n = 4, .value = {.type = GP_VALUE_INT, .integer = t->a->age}};
	*v = (struct gp_value){.type = GP_VALUE_MAP, .map = {m, 1}};
	return v;
}

static void tell_stale(struct telling *t)
{
	int64_t own = t->a->days ? t->a->days : GP_ACCOUNT_DAYS;
	bool veto = t->a->age > GP_ACCOUNT_DAYS;
	struct gp_finding f = {.severity = veto ? GP_SEVERITY_VETO : GP_SEVERITY_WARNING, .basis = veto ? basis : NULL,
	    .mark = veto ? "V" : "D", .evidence = t->a->newest, .params = days_since(t)};
	char limit[24];
	struct gp_param params[] = {{NULL, NULL}, {"date", t->a->newest}, {"limit", limit}, {NULL, NULL}};

	if (t->a->age <= (own < GP_ACCOUNT_DAYS ? own : GP_ACCOUNT_DAYS))
		return;
	snprintf(limit, sizeof limit, "%lld", (long long)(veto ? GP_ACCOUNT_DAYS : own));
	tell(t, &f, "stale", params);
}

static void tell_unread(struct telling *t)
{
	bool part = !strcmp(t->a->state, "part");
	struct gp_finding f = {.severity = GP_SEVERITY_UNCHECKED, .mark = *t->a->mark ? t->a->mark : NULL};
	struct gp_buf why;

	gp_buf_init(&why, SENTENCE_MAX);
	f.rule = part ? "account.part" : "account.unread";
	f.url = t->a->address;
	for (enum gp_lang lang = GP_LANG_ZH; lang <= GP_LANG_EN; lang++) {
		struct gp_param params[] = {{"account", label(t->l, t->a, t->words, lang)}, {"why", ""}, {NULL, NULL}};

		gp_buf_clear(&why);
		gp_links_account_why(&why, t->a, t->words, lang);
		params[1].value = why.data ? why.data : "";
		f.title[lang] = said(t, "account.unread-title", lang, NULL);
		f.message[lang] = said(t, f.rule, lang, params);
		f.fix[lang] = said(t, "account.unread-fix", lang, NULL);
	}
	gp_links_add_finding(t->l, &f);
	gp_buf_free(&why);
}

static void tell_undated(struct telling *t)
{
	struct gp_finding f = {.severity = GP_SEVERITY_UNCHECKED};
	struct gp_param params[2] = {{NULL, NULL}, {NULL, NULL}};

	tell(t, &f, "undated", params);
}

static void tell_missing(struct telling *t, const char *what, const struct gp_account_match *m)
{
	struct gp_finding f = {.severity = GP_SEVERITY_INFO, .mark = "D"};
	char n[24];
	struct gp_buf list;
	struct gp_param params[] = {{NULL, NULL}, {"n", n}, {"list", ""}, {NULL, NULL}};

	if (!m->missing)
		return;
	snprintf(n, sizeof n, "%lld", (long long)m->missing);
	gp_buf_init(&list, SENTENCE_MAX);
	for (size_t i = 0; i < m->count; i++)
		gp_buf_printf(&list, "%s“%s”", i ? "、" : "", m->examples[i]);
	params[2].value = list.data ? list.data : "";
	tell(t, &f, what, params);
	gp_buf_free(&list);
}

/* Compared only when both were read: what was not seen is not missing. */
static int compare(struct telling *t, struct gp_links_account *a, struct gp_store *s, const struct gp_links_run *run,
    struct gp_err *e)
{
	struct gp_account_match account, site;
	int rc;

	if (strcmp(a->state, "whole") != 0 || strcmp(run->state, "complete") != 0)
		return 0;
	rc = gp_links_match_account(t->l, s, a, &account, &site, e);
	if (rc < 1)
		return rc;
	tell_missing(t, "not-on-site", &account);
	tell_missing(t, "not-on-account", &site);
	return 0;
}

int gp_links_load_accounts(struct gp_links *l, struct gp_store *s, struct gp_links_run *run,
    const struct gp_catalogue *words, struct gp_err *e)
{
	if (take_all(l, s, e))
		return -1;
	own_pages(l, run, words);
	count_links(l, run);
	for (size_t i = 0; i < l->account_count; i++) {
		struct telling t = {l, words, &l->accounts[i]};

		if (*t.a->why)
			tell_unread(&t);
		if (t.a->age >= 0)
			tell_stale(&t);
		else if (strcmp(t.a->state, "unread") != 0)
			tell_undated(&t);
		if (compare(&t, &l->accounts[i], s, run, e))
			return -1;
	}
	return 0;
}
