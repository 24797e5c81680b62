#define _GNU_SOURCE
#include "cmd/check-office.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <xxhash.h>

#include "cmd/check-options.h"
#include "cmd/rule_profile.h"
#include "core/base/mem.h"
#include "core/web/curl.h"

#define BROKEN "broken-rules" /* the value that keeps them: a packed list of findings */
#define BROKEN_MAX ((size_t)8 << 20)

int gp_check_office_open(struct gp_check_office *c, const char *start, struct gp_err *e)
{
	int none;

	*c = (struct gp_check_office){0};
	none = gp_office_find(c->dir, start ? start : ".", e);
	if (none < 0)
		return -1;
	if (!none)
		return gp_office_read(&c->office, c->dir, e);
	if (start)
		return gp_fail(e, GP_ENOTFOUND, "%s: neither here nor above is an office.lua; 'govpub init' makes one", start);
	return 0;
}

void gp_check_office_close(struct gp_check_office *c)
{
	gp_page_rules_free(c->looker);
	gp_session_close(&c->session);
	gp_rules_free(c->rules);
	gp_office_free(c->office);
}

int gp_check_office_target(const struct gp_check_office *c, bool accounts, struct gp_target *t, struct gp_err *e)
{
	const struct gp_office *o = c->office;
	char **words;
	int rc;

	*t = (struct gp_target){0};
	if (!o)
		return gp_fail(e, GP_EUSAGE, "check what? Give an address, a page, a folder or a list of addresses; or go to "
		    "the folder of an office, whose sites are then checked");
	if (!o->site_count && accounts && o->account_count) {
		t->mode = GP_CRAWL_SITE;
		t->name = gp_strdup(o->name[GP_LANG_ZH]);
		t->of_office = true;
		return 0;
	}
	if (!o->site_count)
		return gp_fail(e, GP_EUSAGE, "%s/office.lua names no site: add one with its url, or give an address", c->dir);
	words = gp_calloc(o->site_count, sizeof *words);
	for (size_t i = 0; i < o->site_count; i++)
		words[i] = gp_strdup(*o->sites[i].url ? o->sites[i].url : o->sites[i].folder);
	rc = gp_target_read(t, words, (int)o->site_count, e);
	t->of_office = true;
	for (size_t i = 0; i < o->site_count; i++)
		free(words[i]);
	free(words);
	return rc;
}

int gp_check_office_scope(const struct gp_check_office *c, struct gp_check_scope *s, struct gp_err *e)
{
	for (size_t i = 0; i < c->office->site_count; i++)
		for (size_t k = 0; c->office->sites[i].hosts[k]; k++)
			if (gp_scope_host(s, c->office->sites[i].hosts[k], e))
				return -1;
	return 0;
}

int gp_check_office_store(const struct gp_check_office *c, char path[4096], struct gp_err *e)
{
	if ((size_t)snprintf(path, 4096, "%s/data/crawl.db", c->dir) >= 4096)
		return gp_fail(e, GP_EUSAGE, "%s: the name of the folder is too long", c->dir);
	return 0;
}

/* --- rules */

/* The sources of a pack's modules count as well: a rule may change by them alone. */
static uint64_t hash(const struct gp_rules *r)
{
	uint64_t h = 0;

	for (size_t i = 0; i < r->count; i++)
		if (!r->list[i].off) {
			h = XXH3_64bits_withSeed(r->list[i].id, strlen(r->list[i].id), h);
			h = XXH3_64bits_withSeed(r->list[i].args.data, r->list[i].args.len, h * 31 + r->list[i].severity);
		}
	for (int i = 0; i < r->files.count; i++)
		h = XXH3_64bits_withSeed(r->files.list[i].text, r->files.list[i].n, h);
	return h;
}

/* The library that fetches is made ready meanwhile; without it the crawl says so. */
static int load(struct gp_check_office *c, struct gp_err *e)
{
	if (gp_rules_load_start(c->rules, &c->session, e))
		return -1;
	(void)!gp_curl_load(NULL);
	return gp_rules_load_end(c->rules, &c->session, e);
}

int gp_check_office_rules(struct gp_check_office *c, const struct gp_check_options *o, struct gp_err *e)
{
	const char *which = o->rules;
	enum gp_lang lang = o->lang;
	int rc;

	if (!which)
		which = c->office ? "default" : "none";
	if (!strcmp(which, "none"))
		return 0;
	c->rules = gp_rules_new();
	c->rules->profile = o->rule_profile;
	gp_rules_add_shipped(c->rules);
	rc = (c->office && gp_rules_add_office(c->rules, c->dir, e)) || gp_rules_open(c->rules, &c->session, lang, e) ||
	    load(c, e) || (c->office && gp_rules_adjust(c->rules, c->office, &c->session, e)) ||
	    gp_rules_choose(c->rules, which, e) ? -1 : 0;
	for (size_t i = 0; !rc && i < o->rule_args.n; i++)
		rc = gp_rules_set_arg(c->rules, &c->session, o->rule_args.list[i], e);
	if (rc)
		return -1;
	c->documents = gp_rules_any_on(c->rules, GP_ON(DOCUMENT));
	c->rules_hash = hash(c->rules) ^ (c->documents && o->documents);
	c->looker = gp_page_rules_new(c->rules, &c->session, lang, o->documents);
	return 0;
}

int gp_check_office_profile(const struct gp_check_office *c, const struct gp_check_options *o, struct gp_err *e)
{
	return o->rule_profile && c->rules ? gp_rules_write_profile(c->rules, o->rule_profile, e) : 0;
}

void gp_check_office_describe(const struct gp_check_office *c, struct gp_links_run *run, enum gp_lang lang)
{
	if (!c->office)
		return;
	run->office = c->office->name[lang];
	run->columns = c->office->columns;
	run->column_count = c->office->column_count;
}

struct gp_run_input gp_check_office_run(struct gp_check_office *c, const struct gp_target *t, struct gp_store *s,
    enum gp_lang lang)
{
	return (struct gp_run_input){.rules = c->rules, .session = &c->session, .lang = lang, .office = c->office,
	    .seeds = (const char *const *)t->seeds, .seed_count = t->count, .store = s};
}

int gp_check_office_keep_broken(const struct gp_check_office *c, struct gp_store *s, struct gp_err *e)
{
	struct gp_arena arena = {0};
	struct gp_finding f;
	struct gp_buf list, whole;
	size_t n = 0;
	int rc;

	gp_buf_init(&list, BROKEN_MAX);
	gp_buf_init(&whole, BROKEN_MAX + 16);
	for (size_t i = 0; c->rules && i < c->rules->count; i++) {
		const struct gp_rule *r = &c->rules->list[i];

		if (!r->broken || r->off)
			continue;
		gp_rule_failure(&f, r, NULL, r->broken, &arena);
		f.file = r->path;
		gp_finding_pack(&list, &f);
		n++;
	}
	gp_pack_list(&whole, n);
	gp_buf_put(&whole, list.data ? list.data : "", list.len);
	rc = list.full ? gp_fail(e, GP_ELIMIT, "%s: too many rules that do not load", c->dir)
	    : gp_store_put_value(s, BROKEN, whole.data, whole.len, e);
	gp_buf_free(&list);
	gp_buf_free(&whole);
	gp_arena_free(&arena);
	return rc;
}

int gp_check_office_broken_rules(struct gp_links *l, struct gp_store *s, struct gp_err *e)
{
	struct gp_value list;
	struct gp_finding f;
	const char *mine;
	char *packed;
	size_t n;
	int rc = 0;

	if (gp_store_get_value(s, BROKEN, &packed, &n, e))
		return -1;
	if (!packed)
		return 0;
	mine = gp_arena_strndup(&l->arena, packed, n); /* the strings of what is unpacked may stay where they are */
	free(packed);
	if (gp_value_unpack(&list, &l->arena, mine, n, e) || list.type != GP_VALUE_LIST)
		return gp_fail(e, GP_EINTEGRITY, "the rules that did not load cannot be read; check again with --fresh");
	for (size_t i = 0; !rc && i < list.list.n; i++) {
		rc = gp_finding_read(&f, &list.list.items[i], e);
		if (!rc)
			gp_links_add_finding(l, &f);
	}
	return rc;
}
