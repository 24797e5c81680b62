/* visit.c - asking for one address, and what the reply means */
#include "core/crawl/engine.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/edges.h"
#include "core/crawl/pool.h"
#include "core/crawl/reply.h"
#include "core/crawl/verdict.h"

#define SECOND_PROBE_MS 2000
#define SECOND_PROBE_FAST_MS 30
#define SLOW_INTERVAL_MS 100    /* between starts on a host that asked us to slow down, at first */
#define SLOW_INTERVAL_MAX_MS 5000
#define HONEST_ENOUGH 2         /* HEAD's "not found" is believed after GET agreed so often */
#define DOWN_AFTER_TIMEOUTS 3

static const char *const head_suffixes[] = {
	".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".et", ".dps", ".ofd", ".zip",
	".rar", ".7z", ".gz", ".tgz", ".iso", ".exe", ".apk", ".mp3", ".mp4", ".wmv", ".avi", ".mov", ".flv",
	".m4v", ".webm", ".tif", ".tiff", ".ceb", ".caj",
};

/* Documents and media are long: HEAD tells enough about them. */
static bool pays_head(const char *url)
{
	size_t n = strcspn(url, "?"), k;

	for (size_t i = 0; i < sizeof head_suffixes / sizeof *head_suffixes; i++) {
		k = strlen(head_suffixes[i]);
		if (n > k && !strncasecmp(url + n - k, head_suffixes[i], k))
			return true;
	}
	return false;
}

static void on_reply(void *user, struct gp_fetch_reply *r);
static void on_page(void *user, const struct gp_page *page, const char *why);

/* What is kept of the body, as GP_BODY_…. */
static unsigned wanted(const struct gp_task *t)
{
	switch (t->kind) {
	case GP_TASK_FAMILY:
		return 0;
	case GP_TASK_ROBOTS:
		return GP_BODY_TEXT;
	case GP_TASK_SITEMAP:
		return GP_BODY_ANY;
	default:
		return t->lane->own ? GP_BODY_HTML | GP_BODY_CSS : GP_BODY_HTML;
	}
}

void gp_visit_start(struct gp_task *t)
{
	struct gp_lane *l = t->lane;
	struct gp_crawl *c = l->crawl;
	struct gp_fetch_request q = {
		.fresh_connection = t->second || t->family,
		.family = t->family,
		.uncoded = t->uncoded,
		.keep = wanted(t),
		.enough = t->kind == GP_TASK_ROBOTS ? GP_ROBOTS_BYTES + 1 : 0, /* one more, to see that it was cut */
	};
	struct gp_err e = GP_ERR_INIT;
	char *elsewhere = gp_network_request(t, &q);
	enum gp_crawl_bytes bytes = gp_look_bytes(t);

	q.want_headers = gp_look_wants(t);
	if (bytes) {
		q.keep |= GP_BODY_ANY;
		q.enough_other = bytes == GP_CRAWL_ALL ? GP_BODY_MAX : GP_CRAWL_HEAD;
	}
	t->head = q.head = t->kind == GP_TASK_URL && !t->no_head && !l->head_lies &&
	    !(l->settings && l->settings->no_head) && pays_head(t->url) && !bytes;
	gp_again_ask(t, &q);
	if (gp_fetch_start(c->fetch, &q, on_reply, t, &e)) {
		l->running--;
		c->running--;
		gp_crawl_fail(c, &e);
		gp_task_free(t);
	}
	free(elsewhere);
}

static struct gp_store_result new_result(const char *cause, const char *detail)
{
	return (struct gp_store_result){.cause = cause, .cause2 = "", .location = "", .type = "", .size = -1,
	    .detail = detail, .plain_count = -1, .charset = ""};
}

void gp_visit_skip(struct gp_task *t, const char *cause, const char *detail, bool confirmed)
{
	struct gp_store_result r = new_result(cause, detail);

	if (confirmed)
		r.cause2 = cause;
	if (t->kind == GP_TASK_SITEMAP)
		gp_sitemap_done(t, &r, "failed");
	else if (t->kind == GP_TASK_URL)
		gp_task_done(t, &r);
	else
		gp_host_helper_done(t);
}

/* --- the reply */

static void again(struct gp_task *t, int64_t delay_ms)
{
	t->not_before = gp_clock_mono_ms() + delay_ms;
	gp_lane_delay(t->lane, t);
}

/* HEAD said no, or said too little: only GET is believed. true: asked again. */
static bool again_with_get(struct gp_task *t, const struct gp_fetch_reply *r, const char *cause)
{
	struct gp_lane *l = t->lane;
	bool page = !strcmp(r->type, "text/html");

	if (!t->head || (!*cause && !page) || gp_reply_redirects(r->status) || !strcmp(cause, "http-429"))
		return false;
	if ((r->status == 404 || r->status == 410) && l->head_honest >= HONEST_ENOUGH && !strchr(t->url, '?'))
		return false;
	t->no_head = true;
	snprintf(t->first_cause, sizeof t->first_cause, "%s", cause);
	gp_lane_push_front(l, t);
	return true;
}

/* What GET says after HEAD tells whether this host's HEAD can be believed. */
static void learn_head(struct gp_task *t, const char *cause)
{
	struct gp_lane *l = t->lane;

	if (!t->no_head || t->head || !t->first_cause[0] || t->second)
		return;
	if (!*cause)
		l->head_lies = true;
	else if (!strcmp(cause, t->first_cause))
		l->head_honest++;
	t->first_cause[0] = '\0';
}

/* Three of ten addresses were told to wait: not one address but the host asks for it. */
static void slow_down(struct gp_lane *l, int64_t wait_ms)
{
	if (__builtin_popcount(l->recent & 0x3FF) < 3)
		return;
	l->paused_until = gp_clock_mono_ms() + wait_ms;
	l->slowed_running = 1;
	l->slowed_ms = l->slowed_ms < SLOW_INTERVAL_MS ? SLOW_INTERVAL_MS : l->slowed_ms * 2;
	if (l->slowed_ms > SLOW_INTERVAL_MAX_MS)
		l->slowed_ms = SLOW_INTERVAL_MAX_MS;
	l->recent = 0;
	l->patience = 0;
}

/* Ten good answers in a row earn a little speed back. */
static void speed_up(struct gp_lane *l)
{
	if (!l->slowed_running || ++l->patience < 10)
		return;
	l->patience = 0;
	l->slowed_ms /= 2;
	if (l->slowed_running < l->max_running)
		l->slowed_running++;
	else if (l->slowed_ms <= l->interval_ms)
		l->slowed_running = l->slowed_ms = 0;
}

static bool wait_as_told(struct gp_task *t, const struct gp_fetch_reply *r, const char *cause)
{
	struct gp_lane *l = t->lane;
	bool asked = !strcmp(cause, "http-429") || !strcmp(cause, "http-503-retry-after");
	int64_t wait = r->has_retry_after ? r->retry_after_ms : 1000 << t->waits;

	if (!t->waits && !t->second) /* each address counts once */
		l->recent = l->recent << 1 | asked;
	if (!asked)
		speed_up(l);
	if (!asked || t->waits >= GP_WAITS_MAX || wait > GP_WAIT_CAP_MS)
		return false;
	t->waits++;
	slow_down(l, wait);
	again(t, wait < 50 ? 50 : wait);
	return true;
}

/* The first of two probes failed in a way that may pass. */
static bool second_probe(struct gp_task *t, const struct gp_fetch_reply *r, const char *cause)
{
	const struct gp_crawl *c = t->lane->crawl;

	if (t->second || !gp_cause_by_id(cause)->retry)
		return false;
	t->second = true;
	t->uncoded = r->better_uncoded; /* "Content-Encoding: utf-8" and the like: browsers show such pages */
	t->doubtful = r->better_uncoded ||
	    (r->reused && (r->failure == GP_FETCH_EMPTY || r->failure == GP_FETCH_RESET));
	t->no_head = true;
	t->first_status = r->status;
	snprintf(t->first_cause, sizeof t->first_cause, "%s", cause);
	snprintf(t->first_detail, sizeof t->first_detail, "%.119s", r->detail);
	again(t, c->o->fast ? SECOND_PROBE_FAST_MS : SECOND_PROBE_MS);
	return true;
}

/* A host that cannot be reached at all need not be asked once more for each of its addresses. */
static void learn_down(struct gp_task *t, const struct gp_fetch_reply *r, const char *cause)
{
	struct gp_lane *l = t->lane;
	bool whole = r->failure == GP_FETCH_DNS || r->failure == GP_FETCH_REFUSED ||
	    (r->failure >= GP_FETCH_TLS_EXPIRED && r->failure <= GP_FETCH_TLS_UNSUPPORTED);

	if (l->own)
		return;
	if (!whole && (r->failure != GP_FETCH_TIMEOUT || l->answers)) {
		l->down_seen = 0;
		return;
	}
	l->down_seen++;
	if (t->second && !l->answers && (whole || l->down_seen >= DOWN_AFTER_TIMEOUTS) && !strcmp(t->first_cause, cause)) {
		snprintf(l->down, sizeof l->down, "%s", cause);
		gp_host_save(l);
	}
}

/* The host failed in the same way when it was asked for robots.txt: that was the first probe, where there are two. */
static void count_robots_probe(struct gp_task *t, const char *cause)
{
	if (t->second || !gp_cause_by_id(cause)->retry || strcmp(t->lane->robots_cause, cause))
		return;
	t->second = true;
	snprintf(t->first_cause, sizeof t->first_cause, "%s", cause);
}

/* Seeds often answer with a redirect to the site's real name. */
static void adopt_host(struct gp_task *t, const struct gp_url *target)
{
	struct gp_lane *l = gp_lane_of(t->lane->crawl, target);

	if (l && t->lane->own && t->flags & GP_URLF_SEED && gp_reply_same_site(l->host, t->lane->host))
		gp_lane_adopt(l);
}

/* An address that redirects to itself with a session, in a cookie or in the path, wants it back. true: asked again. */
static bool again_with_session(struct gp_task *t, const struct gp_fetch_reply *r, const char *cause)
{
	struct gp_lane *l = t->lane;
	struct gp_url *to = &l->crawl->target;
	char *location;
	bool same, numbered;

	if (*cause || t->session || !gp_reply_redirects(r->status) || !gp_network_location(t, r->location, to))
		return false;
	location = gp_strndup(gp_url_href(to), gp_url_bare_len(to));
	numbered = strcmp(location, t->url) != 0;
	same = gp_visited_same(location, t->url) && (numbered || r->cookies);
	if (same) {
		t->session = true;
		if (!numbered)
			gp_network_take_cookies(t, r);
		free(t->url);
		t->url = location;
		gp_look_anew(t);
		gp_lane_push_front(l, t);
	} else {
		free(location);
	}
	return same;
}

static void redirect(struct gp_task *t, const struct gp_fetch_reply *from, struct gp_store_result *r)
{
	struct gp_crawl *c = t->lane->crawl;
	struct gp_url *to = &c->target;
	unsigned hops = (t->flags >> GP_HOPS_SHIFT) + 1;
	struct gp_found f = {.raw = from->location, .text = "", .depth = t->depth, .parent = t->id,
	    .flags = (t->flags & (GP_URLF_SEED | GP_URLF_ARTICLE)) | hops << GP_HOPS_SHIFT};
	char *location, host[256];
	bool same;

	if (!gp_network_location(t, from->location, to) ||
	    (to->scheme != GP_SCHEME_HTTP && to->scheme != GP_SCHEME_HTTPS)) {
		r->cause = "redirect-broken";
		r->location = from->location;
		return;
	}
	if (hops > GP_HOPS_MAX) { /* a server can invent hops without end */
		r->cause = "too-many-redirects";
		r->location = from->location;
		return;
	}
	if (from->cookies)
		r->phrases |= GP_SIGN_COOKIE;
	if (from->cookies && !gp_url_host(to, host, sizeof host) && !strcmp(host, t->lane->host))
		gp_network_take_cookies(t, from); /* where it leads to will ask for them */
	if (to->has_fragment)
		r->phrases |= GP_SIGN_PLACE;
	adopt_host(t, to);
	location = gp_strndup(gp_url_href(to), gp_url_bare_len(to));
	f.url = location;
	f.url_n = strlen(location);
	r->redirect = gp_frontier_add(c, &f, &same);
	gp_passages_move(c, t->id, r->redirect);
	t->result_strings[0] = location;
	r->location = location;
}

/* Which reader the body is for; -1: none. */
static int parse_as(const struct gp_task *t, const struct gp_fetch_reply *r)
{
	bool own_site = t->lane->crawl->o->mode == GP_CRAWL_SITE && t->lane->own;

	if (!r->kept || !r->body->len)
		return -1;
	if (!strcmp(r->type, "text/css"))
		return own_site ? GP_PARSE_AS_CSS : -1;
	return gp_reply_is_page(r) ? GP_PARSE_AS_HTML : -1;
}

/* The reply goes, the task stays. */
static void keep_result(struct gp_task *t, const struct gp_store_result *r)
{
	t->result = *r;
	t->result.type = t->result_strings[1] = gp_strdup(r->type);
	t->result.detail = t->result_strings[2] = gp_strdup(r->detail);
	t->result.etag = t->result_strings[3] = r->etag ? gp_strdup(r->etag) : NULL;
	t->result.modified = t->result_strings[4] = r->modified ? gp_strdup(r->modified) : NULL;
}

static void settle(struct gp_task *t, struct gp_fetch_reply *r, const char *cause)
{
	bool file = r->kept && !gp_reply_is_page(r) && strcmp(r->type, "text/css") != 0 && gp_look_bytes(t);
	struct gp_store_result res = new_result(cause, r->detail);
	bool both = t->second && (*cause || t->kind != GP_TASK_SITEMAP); /* a sitemap that came at last can be read */
	int as;

	res.status = r->status;
	res.type = r->type;
	res.etag = r->etag;
	res.modified = r->modified;
	res.size = file && r->length >= 0 ? r->length : r->kept ? (int64_t)r->body->len : r->length;
	res.elapsed_ms = r->elapsed_ms;
	res.phrases = (r->noindex ? GP_SIGN_NOINDEX : 0) | (r->upgrades ? GP_SIGN_UPGRADES : 0);
	if (!strcmp(cause, "http-503-retry-after") && t->waits >= GP_WAITS_MAX)
		res.cause = res.cause2 = cause = "http-5xx"; /* waited as told, and still not there */
	if (both && t->doubtful) {
		res.cause2 = cause; /* the first failure may not have been the page's */
	} else if (both) {
		res.status = t->first_status;
		res.cause = t->first_cause;
		res.status2 = r->status;
		res.cause2 = *cause ? cause : "ok";
		if (!*res.detail)
			res.detail = t->first_detail;
	}
	if (t->kind == GP_TASK_SITEMAP) {
		gp_sitemap_reply(t, r, &res);
		return;
	}
	if (!*cause && gp_reply_redirects(r->status)) {
		redirect(t, r, &res);
	} else if (!*cause && (as = parse_as(t, r)) >= 0) {
		gp_look_headers(t, r);
		gp_visit_parse(t, &res, (enum gp_parse_as)as, r->charset, r->body);
		return;
	} else if (!*cause && file) {
		keep_result(t, &res);
		gp_look_file(t, r->body->data ? r->body->data : "", r->body->len);
		return;
	}
	gp_task_done(t, &res);
}

/* Nothing has answered yet, and a start address fails twice: is it the site, or this machine? */
static bool network_is_dead(struct gp_task *t, const struct gp_fetch_reply *r)
{
	struct gp_crawl *c = t->lane->crawl;
	struct gp_err e = GP_ERR_INIT;

	if (c->answered || c->network_asked || !(t->flags & GP_URLF_SEED))
		return false;
	if (r->failure == GP_FETCH_PROXY && r->no_route) {
		gp_fail(&e, GP_EIO, "the proxy %s cannot be used; nothing was checked (%s)", c->o->network.proxy, r->detail);
		gp_crawl_fail(c, &e);
		return true;
	}
	if (!t->second || c->o->network.proxy) /* behind a proxy this machine need not know any name */
		return false;
	c->network_asked = true;
	if (r->no_route)
		gp_fail(&e, GP_EIO, "the network cannot be reached from this machine; nothing was checked");
	else if (r->failure != GP_FETCH_DNS || !gp_fetch_resolver_answers(t->lane->host, &e))
		return false;
	gp_crawl_fail(c, &e);
	return true;
}

static void on_reply(void *user, struct gp_fetch_reply *r)
{
	struct gp_task *t = user;
	struct gp_lane *l = t->lane;
	const struct gp_guard *guard = gp_guards_find(&l->crawl->o->phrases->guards, r);
	const char *cause = guard ? guard->cause : gp_reply_cause(r);

	if (guard)
		snprintf(r->detail, sizeof r->detail, "%s", guard->vendor);
	t->asked_family = r->family;
	gp_site_reply(t, r);
	gp_network_reply(t, r);
	t->requests++;
	l->crawl->requests++;
	l->running--;
	l->crawl->running--;
	if (!r->failure) {
		l->answers++;
		l->crawl->answered++;
		l->answer_ms += r->elapsed_ms;
	}
	if (network_is_dead(t, r)) {
		gp_task_free(t); /* without a result: it is asked for again when the run goes on */
	} else if (t->kind == GP_TASK_PASSAGES && *cause) {
		gp_host_helper_done(t);
	} else if (t->kind != GP_TASK_URL && t->kind != GP_TASK_SITEMAP) {
		gp_host_reply(t, r);
	} else if (t->family && *cause) {
		gp_road_failed(t);
	} else if (!gp_again_same(t, r) && !again_with_get(t, r, cause) && !again_with_session(t, r, cause)) {
		learn_head(t, cause);
		if (!wait_as_told(t, r, cause)) {
			count_robots_probe(t, cause);
			learn_down(t, r, cause);
			if (!second_probe(t, r, cause))
				settle(t, r, cause);
		}
	}
	gp_lane_update(l);
}

/* --- the page */

static struct gp_parse_job parse_job(struct gp_task *t, enum gp_parse_as as, const char *charset)
{
	static int64_t ticket; /* robots, probe and root have no id in the store */

	return (struct gp_parse_job){.id = t->id ? t->id : --ticket, .as = as,
	    .want_links = as != GP_PARSE_AS_HTML || t->flags & GP_URLF_CRAWL,
	    .wanted = as == GP_PARSE_AS_HTML ? gp_look_wants(t) : GP_UNWANTED,
	    .url = t->url, .charset = strlen(charset) < 100 ? charset : "",
	    .passages = gp_passages_of(t->lane->crawl, t->id)};
}

void gp_visit_parse(struct gp_task *t, struct gp_store_result *r, enum gp_parse_as as, const char *charset,
    struct gp_buf *body)
{
	struct gp_parse_job job = parse_job(t, as, charset);
	struct gp_crawl *c = t->lane->crawl;
	struct gp_err e = GP_ERR_INIT;

	if (t->kind == GP_TASK_URL || t->kind == GP_TASK_SITEMAP)
		keep_result(t, r);
	if (gp_pool_submit(c->pool, &job, body, on_page, t, &e)) {
		gp_crawl_fail(c, &e);
		gp_task_free(t);
	}
}

void gp_visit_parse_file(struct gp_task *t, const struct gp_store_result *r, enum gp_parse_as as, int fd)
{
	struct gp_parse_job job = parse_job(t, as, "");
	struct gp_crawl *c = t->lane->crawl;
	struct gp_err e = GP_ERR_INIT;

	t->result = *r;
	if (gp_pool_submit_file(c->pool, &job, fd, (size_t)r->size, on_page, t, &e)) {
		gp_crawl_fail(c, &e);
		gp_task_free(t);
	}
}

/* Limits on text and meta cost nothing that is checked; these leave links or places unseen. */
static bool cut_short(const struct gp_page *page)
{
	return !strcmp(page->limit, "links") || !strcmp(page->limit, "ids") || !strcmp(page->limit, "attribute");
}

/* Whose challenge the page is, when it is one. */
static const char *vendor_of(const struct gp_phrases *p, unsigned phrases, const char *otherwise)
{
	size_t which = phrases >> GP_PHRASE_WHICH;

	return which && which <= p->count ? p->list[which - 1].vendor : otherwise;
}

static void on_page(void *user, const struct gp_page *page, const char *why)
{
	struct gp_task *t = user;
	struct gp_store_result *r = &t->result;
	struct gp_lane *l = t->lane;
	unsigned judged = 0;

	if (!page && !strcmp(why, GP_POOL_NO_WORKER)) { /* nothing can be read at all: say so, and nothing else */
		struct gp_err e = GP_ERR_INIT;

		gp_fail(&e, GP_EIO, "no parse worker can be started: this system refuses what its jail needs "
		    "(see 'govpub -x parse' under strace)");
		gp_crawl_fail(l->crawl, &e);
	}
	if (t->kind == GP_TASK_SITEMAP) {
		gp_sitemap_page(t, page);
		return;
	}
	if (t->kind != GP_TASK_URL) {
		gp_host_page(t, page, why);
		return;
	}
	if (page)
		judged = gp_phrases_at(l->crawl->o->phrases, page->phrases, r->status);
	if (t->family && (!page || judged & 1u << GP_PHRASE_CHALLENGE)) {
		gp_road_failed(t);
		return;
	}
	if (!page) {
		r->cause = "parse-limit";
		r->detail = why;
		gp_task_done(t, r);
		return;
	}
	r->parsed = true;
	r->read_at = gp_clock_now();
	r->title = page->title;
	r->plain_count = page->plain_count;
	r->text_hash = page->text_hash;
	r->phrases |= judged & ((1u << GP_PHRASE_WHICH) - 1);
	r->detail = vendor_of(l->crawl->o->phrases, judged, r->detail);
	r->charset = page->charset;
	r->ids = page->ids ? (const void *)page->ids : "";
	r->ids_n = page->id_count * 4;
	if (cut_short(page) && !*r->cause) {
		r->cause = "parse-limit";
		r->detail = page->limit;
	}
	gp_host_saw_page(l, t, page);
	l->crawl->fruit = false;
	if (page->link_count)
		gp_page_links(t, page);
	gp_escape_page(l->crawl, t, page);
	l->crawl->pages += (t->flags & GP_URLF_CRAWL) != 0;
	if (gp_look_wants(t) && strcmp(r->type, "text/css") != 0)
		gp_look(t, page);
	else
		gp_task_done(t, r);
}
