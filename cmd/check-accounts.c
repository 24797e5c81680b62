#define _GNU_SOURCE
#include "cmd/check-accounts.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/check-secret.h"
#include "core/ledger/date.h"
#include "core/report/links_accounts.h"

#define PAST_DAYS 365          /* older articles need not be listed */
#define KEPT_MAX ((size_t)32 << 20)

static bool is_named(const struct gp_office_account *a, const struct gp_check_accounts_how *how)
{
	for (size_t i = 0; i < how->name_count; i++)
		if (!strcmp(a->name, how->names[i]) || !strcmp(a->id, how->names[i]) || !strcmp(a->platform, how->names[i]))
			return true;
	return !how->names;
}

static int check_names(const struct gp_office *o, const struct gp_check_accounts_how *how, struct gp_err *e)
{
	struct gp_check_accounts_how one = *how;
	size_t k;

	for (size_t i = 0; i < how->name_count; i++) {
		one.names = how->names + i;
		one.name_count = 1;
		for (k = 0; k < o->account_count && !is_named(&o->accounts[k], &one); k++)
			;
		if (k == o->account_count)
			return gp_fail(e, GP_ENOTFOUND, "no account of the office has the name, id or platform '%s'", how->names[i]);
	}
	return 0;
}

int gp_check_accounts_read(struct gp_check_accounts *c, const struct gp_office *o, const struct gp_check_accounts_how *how,
    struct gp_err *e)
{
	struct gp_account_means m = {.network = how->network, .guards = how->guards, .secret = gp_secret_read,
	    .timeout_ms = how->timeout_ms, .pause_ms = how->pause_ms, .stop = how->stop};

	*c = (struct gp_check_accounts){0};
	m.today = gp_date_iso(how->today, c->today);
	m.since = gp_date_iso(how->today - PAST_DAYS, c->since);
	if (check_names(o, how, e) || gp_adapters_open(&c->adapters, o->dir, how->lang, e))
		return -1;
	m.adapters = c->adapters;
	c->list = gp_calloc(o->account_count + 1, sizeof *c->list);
	for (size_t i = 0; i < o->account_count; i++) {
		if (!is_named(&o->accounts[i], how))
			continue;
		if (gp_account_read(&c->list[c->count++], &o->accounts[i], &m, e))
			return -1;
	}
	return 0;
}

void gp_check_accounts_free(struct gp_check_accounts *c)
{
	gp_adapters_close(c->adapters);
	for (size_t i = 0; i < c->count; i++)
		gp_account_reading_free(&c->list[i]);
	free(c->list);
	gp_arena_free(&c->arena);
}

/* --- for the report */

/* Two accounts of one name on one platform are told apart by a number. */
static const char *address_of(struct gp_check_accounts *c, size_t i)
{
	const struct gp_office_account *a = c->list[i].account;
	struct gp_buf b;
	size_t same = 0;
	const char *s;

	for (size_t k = 0; k < i; k++)
		same += !strcmp(c->list[k].account->platform, a->platform) && !strcmp(c->list[k].account->name, a->name);
	gp_buf_init(&b, (size_t)1 << 20);
	gp_links_account_address(&b, a->platform, a->name, same + 1);
	s = gp_arena_strndup(&c->arena, b.data ? b.data : "", b.len);
	gp_buf_free(&b);
	return s;
}

static void put(struct gp_buf *b, const char *key, const char *value)
{
	gp_pack_key(b, key, strlen(key));
	gp_pack_str(b, value, strlen(value));
}

static void put_account(struct gp_buf *b, const struct gp_account_reading *r, const char *address, const char *today)
{
	const struct gp_office_account *a = r->account;

	gp_pack_map(b, 14);
	put(b, "address", address);
	put(b, "platform", a->platform);
	put(b, "name", a->name);
	put(b, "url", a->url);
	put(b, "owner", a->owner ? a->owner->name : "");
	put(b, "site", a->site ? a->site->url : "");
	put(b, "adapter", r->adapter);
	put(b, "mark", r->mark);
	put(b, "state", gp_account_state_name(r->state));
	put(b, "why", r->why);
	put(b, "detail", r->detail);
	put(b, "today", today);
	gp_pack_key(b, "days", 4);
	gp_pack_int(b, a->days);
	gp_pack_key(b, "articles", 8);
	gp_pack_list(b, r->count);
	for (size_t i = 0; i < r->count; i++) {
		gp_pack_map(b, 4);
		put(b, "url", r->list[i].url);
		put(b, "title", r->list[i].title);
		put(b, "date", r->list[i].date);
		gp_pack_key(b, "deleted", 7);
		gp_pack_bool(b, r->list[i].deleted);
	}
}

int gp_check_accounts_keep(const struct gp_check_accounts *c, struct gp_store *s, struct gp_err *e)
{
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, KEPT_MAX);
	gp_pack_list(&b, c->count);
	for (size_t i = 0; i < c->count; i++)
		put_account(&b, &c->list[i], c->sources[i].address, c->today);
	rc = b.full ? gp_fail(e, GP_ELIMIT, "what the accounts published is too much to keep: more than %d MiB", (int)(KEPT_MAX >> 20))
	    : gp_store_put_value(s, GP_LINKS_ACCOUNTS, b.data, b.len, e);
	gp_buf_free(&b);
	return rc;
}

/* --- for the crawl */

void gp_check_accounts_crawl(struct gp_check_accounts *c, struct gp_crawl_options *o)
{
	c->sources = gp_arena_alloc(&c->arena, (c->count + 1) * sizeof *c->sources);
	for (size_t i = 0; i < c->count; i++) {
		const struct gp_account_reading *r = &c->list[i];
		struct gp_crawl_article *list = gp_arena_alloc(&c->arena, (r->count + 2) * sizeof *list);
		size_t n = 0;

		if (*r->account->url) /* its own page, or what is read of it */
			list[n++] = (struct gp_crawl_article){r->account->url, r->account->name};
		for (size_t k = 0; k < r->count; k++)
			if (!r->list[k].deleted)
				list[n++] = (struct gp_crawl_article){r->list[k].url, r->list[k].title};
		c->sources[i] = (struct gp_crawl_source){.address = address_of(c, i), .title = r->account->name, .list = list, .count = n};
	}
	o->sources = c->sources;
	o->source_count = c->count;
}
