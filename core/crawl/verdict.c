#define _GNU_SOURCE
#include "core/crawl/verdict.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/crawl/phrases.h"
#include "core/crawl/takeover.h"

#define TELLING_TEXT 8 /* characters; two pages with less say nothing, not the same */

static const struct gp_cause causes[] = {
	{"", GP_VERDICT_OK, false},
	{"http-404", GP_VERDICT_BROKEN, false},
	{"http-410", GP_VERDICT_BROKEN, false},
	{"http-4xx", GP_VERDICT_BROKEN, false},
	{"malformed-url", GP_VERDICT_BROKEN, false},
	{"redirect-loop", GP_VERDICT_BROKEN, false},
	{"too-many-redirects", GP_VERDICT_BROKEN, false},
	{"redirect-broken", GP_VERDICT_BROKEN, false},
	{"bad-scheme", GP_VERDICT_BROKEN, false},
	{"local-file", GP_VERDICT_BROKEN, false},
	{"missing-file", GP_VERDICT_BROKEN, false},
	{"http-5xx", GP_VERDICT_BROKEN, true},
	{"dns", GP_VERDICT_BROKEN, true},
	{"refused", GP_VERDICT_BROKEN, true},
	{"reset", GP_VERDICT_BROKEN, true},
	{"empty-reply", GP_VERDICT_BROKEN, true},
	{"timeout", GP_VERDICT_BROKEN, true},
	{"truncated", GP_VERDICT_BROKEN, true},
	{"malformed-reply", GP_VERDICT_BROKEN, true},
	{"tls-expired", GP_VERDICT_BROKEN, true},
	{"tls-name", GP_VERDICT_BROKEN, true},
	{"tls-chain", GP_VERDICT_BROKEN, true},
	{"tls-self-signed", GP_VERDICT_BROKEN, true},
	{"tls-unsupported", GP_VERDICT_BROKEN, true},
	{"soft-404", GP_VERDICT_BROKEN, false},
	{"deleted-article", GP_VERDICT_BROKEN, false},
	{"fragment", GP_VERDICT_BROKEN, false},
	{"text-fragment", GP_VERDICT_BROKEN, false},
	{"login-401", GP_VERDICT_BLOCKED, false},
	{"waf", GP_VERDICT_BLOCKED, false},
	{"waf-403", GP_VERDICT_BLOCKED, false},
	{"challenge", GP_VERDICT_BLOCKED, false},
	{"http-429", GP_VERDICT_THROTTLED, false},
	{"http-503-retry-after", GP_VERDICT_THROTTLED, false},
	{"redirect-permanent", GP_VERDICT_REDIRECTED, false},
	{"redirect-temporary", GP_VERDICT_REDIRECTED, false},
	{"redirect-https", GP_VERDICT_REDIRECTED, false},
	{"private-address", GP_VERDICT_UNVERIFIED, false},
	{"proxy", GP_VERDICT_UNVERIFIED, false},
	{"robots", GP_VERDICT_UNVERIFIED, false},
	{"excluded", GP_VERDICT_UNVERIFIED, false},
	{"javascript", GP_VERDICT_UNVERIFIED, false},
	{"spa-anchor", GP_VERDICT_UNVERIFIED, false},
	{"no-renderer", GP_VERDICT_UNVERIFIED, false},
	{"changing", GP_VERDICT_UNVERIFIED, false},
	{"takeover", GP_VERDICT_DANGER, false},
	{"budget", GP_VERDICT_UNCHECKED, false},
	{"too-large", GP_VERDICT_UNCHECKED, false},
	{"bomb", GP_VERDICT_UNCHECKED, false},
	{"parse-limit", GP_VERDICT_UNCHECKED, false},
	{"unsupported-format", GP_VERDICT_UNCHECKED, false},
	{"hidden-link", GP_VERDICT_DANGER, false},
	{"unknown", GP_VERDICT_UNCHECKED, false},
	{NULL, GP_VERDICT_OK, false},
};

const char *gp_verdict_name(enum gp_verdict v)
{
	static const char *const name[GP_VERDICTS] = {"ok", "redirected", "blocked", "throttled", "unverified",
	    "unchecked", "broken", "danger"};

	return name[v];
}

const struct gp_cause *gp_causes(void)
{
	return causes;
}

const struct gp_cause *gp_cause_by_id(const char *id)
{
	size_t i;

	for (i = 0; causes[i].id && strcmp(causes[i].id, id); i++)
		;
	return causes[i].id ? &causes[i] : &causes[i - 1];
}

/* --- loading */

struct hosts {
	struct host {
		struct gp_store_host row;
		char *key;
	} *list;
	size_t count;
};

struct loading {
	struct gp_nodes *nodes;
	struct hosts hosts;
};

static int load_host(void *user, const struct gp_store_host *h)
{
	struct loading *l = user;

	if (h->id <= 0)
		return 0;
	if ((size_t)h->id >= l->hosts.count) {
		l->hosts.list = gp_reallocarray(l->hosts.list, (size_t)h->id + 64, sizeof *l->hosts.list);
		memset(l->hosts.list + l->hosts.count, 0,
		    ((size_t)h->id + 64 - l->hosts.count) * sizeof *l->hosts.list);
		l->hosts.count = (size_t)h->id + 64;
	}
	l->hosts.list[h->id].row = *h;
	l->hosts.list[h->id].key = gp_strdup(h->key);
	return 0;
}

static struct gp_node *node_at(struct gp_nodes *n, int64_t id)
{
	size_t cap = (size_t)id + 1;

	if (cap > n->count) {
		cap += cap / 2;
		n->list = gp_reallocarray(n->list, cap, sizeof *n->list);
		memset(n->list + n->count, 0, (cap - n->count) * sizeof *n->list);
		n->count = cap;
	}
	return &n->list[id];
}

static bool is_root(const struct host *h, const char *url)
{
	size_t n = strlen(h->key);

	return !strncmp(url, h->key, n) && (!strcmp(url + n, "/") || !url[n]);
}

/* Behind a login everything redirects to the same page, what is there and what is not. */
bool gp_is_login(const char *url)
{
	static const char *const words[] = {"login", "logon", "signin", "passport", "sso", "/cas/", "oauth", "denglu"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcasestr(url, words[i]))
			return true;
	return false;
}

/* What the page says of itself, and whether it says what a made-up address says. */
static const char *cause_of_content(const struct host *h, const struct gp_store_url *u, const struct gp_store_result *r)
{
	bool alike;

	if (r->parsed && r->phrases & 1 << GP_PHRASE_CHALLENGE)
		return "challenge";
	if (r->parsed && r->phrases & 1 << GP_PHRASE_DELETED)
		return "deleted-article";
	if (r->parsed && r->phrases & 1 << GP_PHRASE_SOFT_404)
		return "soft-404";
	if (!h || !h->key || is_root(h, u->url))
		return "";
	if (r->redirect && r->redirect == h->row.probe_redirect)
		return gp_is_login(r->location) ? "login-401" : "soft-404";
	if (!r->parsed || h->row.probe_status != 200)
		return "";
	alike = gp_text_alike(h->row.probe_hash, h->row.probe_plain, r->text_hash, r->plain_count);
	if (!alike)
		return "";
	if (r->plain_count < TELLING_TEXT || !h->row.root_hash ||
	    gp_text_alike(h->row.probe_hash, h->row.probe_plain, h->row.root_hash, h->row.probe_plain))
		return "no-renderer"; /* every address of this host gives the same page */
	return "soft-404";
}

static int load_result(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	struct loading *l = user;
	struct gp_node *n = node_at(l->nodes, u->id);
	const struct host *h = u->host > 0 && (size_t)u->host < l->hosts.count ? &l->hosts.list[u->host] : NULL;
	const struct gp_cause *first = gp_cause_by_id(r->cause);
	const struct gp_cause *second = *r->cause2 ? gp_cause_by_id(strcmp(r->cause2, "ok") ? r->cause2 : "") : NULL;
	const struct gp_cause *cause = first;

	if (second && second->verdict == GP_VERDICT_BROKEN && first->verdict == GP_VERDICT_BROKEN)
		n->twice = true;
	else if (second)
		cause = gp_cause_by_id("changing"); /* one probe says yes, the other no */
	if (!*cause->id)
		cause = gp_cause_by_id(cause_of_content(h, u, r));
	n->redirect = (uint32_t)r->redirect;
	n->host = (uint32_t)u->host;
	n->status = (uint16_t)r->status;
	n->cause = (uint8_t)(cause - causes);
	n->flags = (uint16_t)u->flags;
	n->permanent = r->status == 301 || r->status == 308;
	n->https_only = !strncmp(u->url, "http:", 5) && !strncmp(r->location, "https:", 6) &&
	    !strcmp(u->url + 5, r->location + 6);
	n->parsed = r->parsed;
	n->html = !*r->type || !strcmp(r->type, "text/html") || !strcmp(r->type, "application/xhtml+xml");
	n->cookie = r->phrases & GP_SIGN_COOKIE;
	n->noindex = r->phrases & GP_SIGN_NOINDEX;
	n->upgrades = r->phrases & GP_SIGN_UPGRADES;
	n->elsewhere = r->phrases & GP_SIGN_ELSEWHERE;
	n->places = r->phrases & GP_SIGN_PLACE;
	n->done = true;
	return 0;
}

int gp_nodes_load(struct gp_nodes *n, struct gp_store *s, struct gp_err *e)
{
	struct loading l = {.nodes = n};
	int rc;

	*n = (struct gp_nodes){0};
	rc = gp_store_each_host(s, load_host, &l, e) || gp_store_each_result(s, load_result, &l, e) ||
	    gp_takeovers_find(n, s, e) ? -1 : 0;
	for (size_t i = 0; i < l.hosts.count; i++)
		free(l.hosts.list[i].key);
	free(l.hosts.list);
	if (rc)
		gp_nodes_free(n);
	return rc;
}

void gp_nodes_free(struct gp_nodes *n)
{
	free(n->list);
	*n = (struct gp_nodes){0};
}

/* --- judging */

static struct gp_judgement verdict_of(const struct gp_node *n, int64_t id, const char *cause)
{
	struct gp_judgement j = {.cause = gp_cause_by_id(cause), .final = id};

	j.verdict = j.cause->verdict;
	j.status = n->status;
	j.confirmed = n->twice || (j.verdict == GP_VERDICT_BROKEN && !j.cause->retry);
	return j;
}

static const char *redirect_cause(const struct gp_nodes *n, int64_t first, int64_t last)
{
	if (n->list[first].https_only && (int64_t)n->list[first].redirect == last)
		return "redirect-https";
	return n->list[first].permanent ? "redirect-permanent" : "redirect-temporary";
}

static bool among(const int64_t *seen, int n, int64_t id)
{
	while (n > 0 && seen[n - 1] != id)
		n--;
	return n > 0;
}

/* The judgement of the address where a chain ends, and how many redirects lead there. */
static struct gp_judgement chain_end(const struct gp_nodes *n, int64_t at)
{
	static const struct gp_node missing = {0};
	int64_t seen[GP_HOPS_MAX];
	struct gp_judgement j;
	int hops = 0;
	bool cookie = false; /* some hop set one: a browser would bring it back and may get out of the circle */

	for (;;) {
		const struct gp_node *p = (size_t)at < n->count ? &n->list[at] : &missing;

		if (!p->done)
			j = verdict_of(p, at, "budget");
		else if (causes[p->cause].id[0] || !p->redirect)
			j = verdict_of(p, at, causes[p->cause].id);
		else if (among(seen, hops, at))
			j = verdict_of(p, at, cookie ? "challenge" : "redirect-loop");
		else if (hops >= GP_HOPS_MAX)
			j = verdict_of(p, at, "too-many-redirects");
		else {
			seen[hops++] = at;
			at = p->redirect;
			cookie |= p->cookie;
			continue;
		}
		break;
	}
	j.hops = hops;
	return j;
}

struct gp_judgement gp_judge(const struct gp_nodes *n, int64_t id)
{
	struct gp_judgement j = chain_end(n, id), end = j;

	if (end.verdict == GP_VERDICT_OK && (size_t)id < n->count && n->list[id].taken) {
		j = verdict_of(&n->list[id], end.final, "takeover");
		j.confirmed = true; /* it opened, and what it shows is not what it was */
		j.hops = end.hops;
		return j;
	}
	if (!end.hops)
		return end;
	if (end.verdict == GP_VERDICT_OK) {
		j = verdict_of(&n->list[id], end.final, redirect_cause(n, id, end.final));
	} else if (end.verdict == GP_VERDICT_BROKEN && strcmp(end.cause->id, "redirect-loop") &&
	    strcmp(end.cause->id, "too-many-redirects")) {
		j.cause = gp_cause_by_id("redirect-broken"); /* status and certainty are those of the end */
	}
	j.hops = end.hops;
	return j;
}
