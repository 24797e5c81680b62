/* frontier.c - links become addresses, and new addresses become tasks */
#include "core/crawl/engine.h"

#include <ctype.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <xxhash.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/web/address.h"
#include "core/web/mailto.h"
#include "core/web/tel.h"

#define DEEP_PATH 64     /* parts of a path */
#define SAME_FOLDERS 4   /* that may have one name before the next one is too many */
#define EMPTY "(empty)" /* how a link without any text in it is shown */

/* Schemes that mean something to a browser or an app and are not ours to fetch (IANA registry and practice). */
static const char *const quiet_schemes[] = {
	"tel", "sms", "data", "blob", "about", "callto", "geo", "skype", "magnet", "urn",
	"weixin", "wechat", "alipay", "alipays", "mqqwpa", "mqq", "mqqapi", "tencent", "sinaweibo", "snssdk1128",
	"irc", "ircs", "sip", "sips", "nntp", "smtp", "news", "ssh", "git", "webcal", "cid", "view-source", "chrome",
	"itms-apps", "itms", "market", "intent", "android-app", "ios-app", "baiduboxapp", "xmpp", "ws", "wss",
};
static const char *const unfetched_schemes[] = {"ftp", "ftps", "sftp", "thunder", "ed2k", "rtsp", "rtmp", "mms"};

bool gp_globs_match(const char *const *globs, const char *url)
{
	for (size_t i = 0; globs && globs[i]; i++)
		if (!fnmatch(globs[i], url, 0))
			return true;
	return false;
}

struct gp_task *gp_task_new(struct gp_lane *l, int64_t id, const char *url, int depth, unsigned flags)
{
	struct gp_task *t = gp_calloc(1, sizeof *t), **all = &l->crawl->tasks;

	t->lane = l;
	t->id = id;
	t->url = gp_strdup(url);
	t->depth = depth;
	t->flags = flags;
	t->all_next = *all;
	if (t->all_next)
		t->all_next->all_prev = &t->all_next;
	t->all_prev = all;
	*all = t;
	return t;
}

void gp_task_free(struct gp_task *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < sizeof t->result_strings / sizeof *t->result_strings; i++)
		free(t->result_strings[i]);
	*t->all_prev = t->all_next;
	if (t->all_next)
		t->all_next->all_prev = t->all_prev;
	gp_arena_free(&t->strings);
	free(t->url);
	free(t);
}

/* The counts behind "is everything done?", changed by this thread only. */
static void count_pending(struct gp_crawl *c, int depth, int by)
{
	c->pending += by;
	if (c->o->depth < 0)
		return;
	if (depth <= c->level)
		c->at_level += by;
	else
		c->below += by;
}

void gp_frontier_result(struct gp_crawl *c, const struct gp_store_url *u, struct gp_store_result *r)
{
	r->at = gp_clock_now();
	gp_writer_result(c->writer, r);
	c->done++;
	c->failing += r->cause[0] != '\0';
	if (c->watch->result)
		c->watch->result(c->watch->user, u, r);
}

void gp_task_done(struct gp_task *t, struct gp_store_result *r)
{
	struct gp_crawl *c = t->lane->crawl;
	struct gp_store_url u = {.id = t->id, .url = t->url, .host = t->lane->id, .depth = t->depth,
	    .flags = t->flags, .text = ""};

	gp_road_note(t, r);
	r->id = t->id;
	r->attempts = t->requests;
	gp_frontier_result(c, &u, r);
	count_pending(c, t->depth, -1);
	gp_task_free(t);
}

void gp_task_settle(struct gp_task *t, struct gp_store_result *r, bool keep)
{
	r->id = t->id;
	r->attempts = t->requests;
	r->at = gp_clock_now();
	if (keep)
		gp_writer_result(t->lane->crawl->writer, r);
	gp_task_free(t);
}

struct gp_task *gp_task_again(struct gp_lane *l, int64_t id, const char *url, int depth, unsigned flags)
{
	struct gp_task *t = gp_task_new(l, id, url, depth, flags);

	t->requests = 1; /* at least; it is no new address to any budget */
	l->crawl->done--;
	count_pending(l->crawl, depth, 1);
	return t;
}

void gp_task_unchanged(struct gp_task *t)
{
	struct gp_crawl *c = t->lane->crawl;

	c->done++;
	count_pending(c, t->depth, -1);
	gp_task_free(t);
}

static bool in_list(const char *const *list, size_t count, const char *s, size_t n)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == n && !strncasecmp(list[i], s, n))
			return true;
	return false;
}

/* "javascript:" links that do nothing or steer the browser: every old template has them. */
static bool harmless_script(const char *raw)
{
	static const char *const words[] = {"", "void(0)", "void0", "void(null)", "void()", "returnfalse",
	    "false", "#", "history.back()", "history.back(-1)", "history.go(-1)", "window.history.back()",
	    "window.history.go(-1)", "window.print()", "print()", "window.close()", "self.close()", "alert()"};
	char s[64];
	size_t n = 0;
	const char *p = strchr(raw, ':');

	for (p = p ? p + 1 : raw; *p && n < sizeof s - 1; p++)
		if (!isspace((unsigned char)*p) && *p != ';')
			s[n++] = *p;
	s[n] = '\0';
	return in_list(words, sizeof words / sizeof *words, s, n);
}

/* Damerau's distance (one letter more, less, other or swapped) of two short words. */
static int distance(const char *a, size_t n, const char *b)
{
	int d[16][16];
	size_t m = strlen(b);

	for (size_t i = 0; i <= n; i++)
		for (size_t k = 0; k <= m; k++) {
			int best, same = i && k && tolower((unsigned char)a[i - 1]) == b[k - 1];

			if (!i || !k) {
				d[i][k] = (int)(i + k);
				continue;
			}
			best = d[i - 1][k - 1] + !same;
			best = d[i - 1][k] + 1 < best ? d[i - 1][k] + 1 : best;
			best = d[i][k - 1] + 1 < best ? d[i][k - 1] + 1 : best;
			if (i > 1 && k > 1 && tolower((unsigned char)a[i - 2]) == b[k - 1] &&
			    tolower((unsigned char)a[i - 1]) == b[k - 2] && d[i - 2][k - 2] + 1 < best)
				best = d[i - 2][k - 2] + 1;
			d[i][k] = best;
		}
	return d[n][m];
}

/* htp, htttp, javascrpit, mialto: what was meant is plain. */
static bool misspelt(const char *scheme, size_t n)
{
	static const char *const meant[] = {"http", "https", "mailto", "javascript"};

	for (size_t i = 0; n < 15 && i < sizeof meant / sizeof *meant; i++)
		if (distance(scheme, n, meant[i]) <= (strlen(meant[i]) < 6 ? 1 : 2))
			return true;
	return false;
}

/* The verdict for a link of another scheme: NULL when it is no link for us. */
static const char *cause_of_scheme(const struct gp_found *f, const char **detail)
{
	const char *url = f->url, *wrong;
	size_t n = strcspn(url, ":");

	if (n == 1 || (n == 4 && !strncasecmp(url, "file", 4)))
		return "local-file"; /* one letter is a drive: C:\… */
	if (n == 10 && !strncasecmp(url, "javascript", 10))
		return harmless_script(f->raw) ? NULL : "javascript";
	wrong = n == 3 && !strncmp(url, "tel", 3) ? gp_tel_wrong(url, f->url_n) : NULL;
	if (wrong) {
		*detail = wrong;
		return "malformed-url";
	}
	if (in_list(quiet_schemes, sizeof quiet_schemes / sizeof *quiet_schemes, url, n))
		return NULL;
	if (in_list(unfetched_schemes, sizeof unfetched_schemes / sizeof *unfetched_schemes, url, n))
		return "unsupported-format";
	return misspelt(url, n) ? "bad-scheme" : "unsupported-format";
}

/* White space around a raw value says nothing. */
static char *trimmed(const char *raw)
{
	size_t n;

	while (*raw && isspace((unsigned char)*raw))
		raw++;
	n = strlen(raw);
	while (n && isspace((unsigned char)raw[n - 1]))
		n--;
	return gp_strndup(raw, n);
}

static const char *why_malformed(enum gp_url_why why)
{
	switch (why) {
	case GP_URL_NO_HOST:
		return "no-host";
	case GP_URL_BAD_HOST:
		return "bad-host";
	case GP_URL_BAD_PORT:
		return "bad-port";
	case GP_URL_TOO_LONG:
		return "too-long";
	case GP_URL_RELATIVE:
		return "no-scheme";
	default:
		return "";
	}
}

/* An address that is judged without a request. */
static void judged(struct gp_crawl *c, const struct gp_found *f, int64_t id, const char *url, const char *cause,
    const char *detail)
{
	struct gp_store_url u = {.id = id, .url = url, .depth = f->depth, .flags = f->flags,
	    .parent = f->parent, .text = f->text_n ? f->text : ""};
	struct gp_store_result r = {.id = id, .cause = cause, .cause2 = "", .location = "", .type = "",
	    .size = -1, .detail = detail, .plain_count = -1, .charset = ""};

	gp_writer_url(c->writer, &u);
	gp_frontier_result(c, &u, &r);
}

uint32_t gp_frontier_text_hash(const char *text, size_t n)
{
	return (uint32_t)XXH3_64bits(text, n);
}

/* Marks `key` as known under an id; true when it is new. */
static bool mark(struct gp_crawl *c, const char *key, size_t n, const struct gp_found *f, int64_t *id, bool *same_text)
{
	struct gp_visited_entry *e = gp_visited_at(&c->visited, key, n);
	uint32_t text = gp_frontier_text_hash(f->text, f->text_n);
	unsigned flags = f->flags & ((1u << GP_HOPS_SHIFT) - 1);
	bool new = !e->id;

	if (new) {
		e->id = (uint32_t)++c->last_id;
		e->text = text;
		e->flags = flags;
	} else if (flags & ~e->flags) {
		e->flags |= flags;
		gp_writer_flags(c->writer, e->id, flags);
	}
	*id = e->id;
	*same_text = e->text == text;
	if (f->known)
		*f->known = (struct gp_page_known){e->id, e->text};
	return new;
}

/* What is no address is known by its own text, which no address can be. */
static void key_of_raw(struct gp_crawl *c, const char *shown)
{
	gp_buf_clear(&c->scratch);
	gp_buf_printf(&c->scratch, "raw %s", shown);
}

static void known(struct gp_crawl *c, const char *key, size_t n, const struct gp_store_url *u)
{
	struct gp_visited_entry *e = gp_visited_at(&c->visited, key, n);

	e->id = (uint32_t)u->id;
	e->flags = u->flags & ((1u << GP_HOPS_SHIFT) - 1);
	e->text = 0; /* the first text is in the store; later links carry their own */
}

void gp_frontier_know(struct gp_crawl *c, const struct gp_store_url *u)
{
	if (u->host) {
		known(c, u->url, strlen(u->url), u);
		return;
	}
	/* judged without a request: a raw text, or an address, which may be shown as it was typed */
	key_of_raw(c, u->url);
	known(c, c->scratch.data, c->scratch.len, u);
	if (gp_url_parse(&c->url, u->url, strlen(u->url), NULL, NULL) == GP_URL_OK)
		known(c, gp_url_href(&c->url), gp_url_bare_len(&c->url), u);
}

static int64_t add_unfetchable(struct gp_crawl *c, const struct gp_found *f, const char *cause,
    const char *detail, bool *same_text)
{
	char *shown = trimmed(f->raw);
	size_t n = strlen(shown);
	int64_t id;

	key_of_raw(c, n ? shown : EMPTY);
	if (mark(c, c->scratch.data, c->scratch.len, f, &id, same_text))
		judged(c, f, id, n ? shown : EMPTY, cause, detail);
	free(shown);
	return id;
}

char *gp_frontier_open(struct gp_crawl *c, const struct gp_found *f, struct gp_store_url *row, bool *same_text)
{
	char *shown = trimmed(f->raw);

	*row = (struct gp_store_url){.url = shown, .depth = f->depth, .flags = f->flags, .parent = f->parent,
	    .text = f->text_n ? f->text : ""};
	key_of_raw(c, shown);
	if (mark(c, c->scratch.data, c->scratch.len, f, &row->id, same_text)) {
		gp_writer_url(c->writer, row);
		return shown;
	}
	free(shown);
	return NULL;
}

int64_t gp_frontier_stand_in(struct gp_crawl *c, const char *shown, const char *detail)
{
	const struct gp_found f = {.raw = shown, .text = "", .flags = GP_URLF_LINKED | GP_URLF_TRAP};
	struct gp_store_result r = {.cause = "budget", .cause2 = "", .location = "", .type = "", .size = -1,
	    .detail = detail, .plain_count = -1, .charset = "", .at = gp_clock_now()};
	int64_t known = c->last_id;
	bool same;

	r.id = add_unfetchable(c, &f, "budget", detail, &same);
	if (r.id <= known)
		gp_writer_result(c->writer, &r);
	return r.id;
}

/*
 * A relative link one folder wrong leads from /news/ to /news/news/ and on without end where a server
 * answers everything. Such pages are checked, but not followed.
 */
static bool goes_in_circles(const char *url)
{
	const char *start[DEEP_PATH];
	const char *p = strstr(url, "://");
	size_t len[DEEP_PATH], n = 0;
	int same;

	for (p = p ? strchr(p + 3, '/') : NULL; p && *p == '/'; p += len[n++] + 1) {
		if (n == DEEP_PATH)
			return true;
		start[n] = p + 1;
		len[n] = strcspn(p + 1, "/?");
		same = 0;
		for (size_t i = 0; i < n; i++)
			same += len[i] && len[i] == len[n] && !memcmp(start[i], start[n], len[n]);
		if (same >= SAME_FOLDERS)
			return true;
	}
	return false;
}

static unsigned flags_of(const struct gp_crawl *c, const struct gp_lane *l, const struct gp_found *f, const char *url)
{
	unsigned flags = f->flags | (l->own || l->folder ? (unsigned)GP_URLF_OWN : 0u);
	bool follow = c->o->mode == GP_CRAWL_SITE && l->own;

	if (c->o->mode == GP_CRAWL_FOLDER)
		follow = l->folder && f->flags & GP_URLF_SEED;
	if (f->flags & GP_URLF_ARTICLE)
		return flags | GP_URLF_CRAWL;
	if (follow && (c->o->depth < 0 || f->depth <= c->o->depth) &&
	    (!c->o->follow || f->flags & GP_URLF_SEED || gp_globs_match(c->o->follow, url)) &&
	    !gp_globs_match(c->o->no_follow, url))
		flags |= GP_URLF_CRAWL;
	return flags;
}

/* A cause that needs no request: excluded, private, or a slip of the editor. */
static const char *cause_before_request(struct gp_crawl *c, const struct gp_url *u, const char *url,
    const struct gp_found *f)
{
	char host[256];
	unsigned class;

	if (gp_url_host(u, host, sizeof host))
		return "malformed-url";
	if (gp_globs_match(c->o->exclude, url))
		return "excluded";
	class = gp_address_of_host(host);
	if (class && !(class & c->allow) && !(f->flags & GP_URLF_SEED))
		return "private-address";
	return NULL;
}

/* http://http://www… parses, with a host called "http": the commonest slip of all. NULL: not that; else as typed. */
static char *doubled_scheme(const struct gp_url *u)
{
	const char *href = gp_url_href(u);
	size_t n = u->host_end - u->host;
	struct gp_buf b;

	if ((n != 4 && n != 5) || memcmp(href + u->host, "https", n) || strncmp(href + u->path, "//", 2))
		return NULL;
	gp_buf_init(&b, 2 * GP_URL_MAX);
	gp_buf_put(&b, href, u->host_end);
	gp_buf_putc(&b, ':');
	gp_buf_puts(&b, href + u->path);
	return b.data;
}

static void enqueue(struct gp_crawl *c, const struct gp_found *f, int64_t id)
{
	struct gp_url *u = &c->url;
	struct gp_lane *l = gp_lane_of(c, u);
	const char *url = gp_url_href(u);
	bool circle;
	struct gp_store_url row = {.id = id, .url = url, .depth = f->depth, .parent = f->parent,
	    .text = f->text_n ? f->text : ""};
	int64_t last;

	if (!l) {
		judged(c, f, id, url, "malformed-url", "bad-host");
		return;
	}
	if (f->flags & GP_URLF_SEED && !(f->flags >> GP_HOPS_SHIFT))
		gp_lane_adopt(l);
	row.host = l->id;
	last = gp_again_fine(l, f, url);
	if (last) {
		row.flags = flags_of(c, l, f, url) | GP_URLF_CARRIED;
		gp_writer_url(c->writer, &row);
		gp_writer_carry(c->writer, id, last);
		c->done++;
		return;
	}
	row.flags = flags_of(c, l, f, url) | (l->own ? gp_escape_new(c, f, url) : 0u);
	circle = row.flags & GP_URLF_CRAWL && goes_in_circles(url);
	if (circle)
		row.flags &= ~(unsigned)GP_URLF_CRAWL;
	gp_writer_url(c->writer, &row);
	if (circle)
		gp_escape_circle(c, url);
	count_pending(c, f->depth, 1);
	if (c->o->depth < 0 && (l->spilled || l->queued >= GP_LANE_RAM)) {
		l->spilled = true;
		l->spilled_since = l->refilling;
		gp_lane_update(l);
	} else {
		struct gp_task *t = gp_task_new(l, id, url, f->depth, row.flags);

		gp_look_found(t, c->reading, f->text, f->text_n);
		gp_lane_push(l, t);
	}
}

static int64_t add_fetchable(struct gp_crawl *c, const struct gp_found *f, bool *same_text)
{
	const char *cause;
	char *typed;
	int64_t id;

	*same_text = false;
	if (gp_escape_link(c, f, &id) || !mark(c, f->url, f->url_n, f, &id, same_text))
		return id;
	/* the string came from a worker: only what our own parser makes of it is used */
	if (gp_url_parse(&c->url, f->url, f->url_n, NULL, NULL) != GP_URL_OK ||
	    gp_url_bare_len(&c->url) != f->url_n || memcmp(gp_url_href(&c->url), f->url, f->url_n)) {
		judged(c, f, id, f->url, "malformed-url", "");
		return id;
	}
	typed = doubled_scheme(&c->url);
	if (typed) {
		judged(c, f, id, typed, "malformed-url", "doubled-scheme");
		free(typed);
		return id;
	}
	cause = cause_before_request(c, &c->url, f->url, f);
	/* where an included address leads to is what decides about it */
	if (!cause && c->o->include && !(f->flags & GP_URLF_SEED) && !(f->flags >> GP_HOPS_SHIFT) &&
	    !gp_globs_match(c->o->include, f->url))
		cause = "excluded";
	if (cause)
		judged(c, f, id, f->url, cause, "");
	else
		enqueue(c, f, id);
	return id;
}

int64_t gp_frontier_reserve(struct gp_crawl *c, const char *url, size_t n, bool seed, struct gp_lane **lane, bool *fresh)
{
	struct gp_found f = {.url = url, .url_n = n, .text = "", .flags = seed ? (unsigned)GP_URLF_SEED : 0u};
	struct gp_store_url row = {.url = url, .text = ""};
	bool same;

	*lane = NULL;
	*fresh = false;
	if (!gp_url_looks_serialised(url, n) || gp_url_parse(&c->url, url, n, NULL, NULL) != GP_URL_OK ||
	    cause_before_request(c, &c->url, url, &f))
		return 0;
	*lane = gp_lane_of(c, &c->url);
	if (!*lane)
		return 0;
	*fresh = mark(c, url, n, &f, &row.id, &same);
	if (*fresh) {
		row.host = (*lane)->id;
		row.flags = f.flags | ((*lane)->own ? (unsigned)GP_URLF_OWN : 0u);
		gp_writer_url(c->writer, &row);
	}
	return row.id;
}

static int64_t add_mail(struct gp_crawl *c, const struct gp_found *f, bool *same_text)
{
	struct gp_mailto m;

	gp_mailto_read(&m, f->url, f->url_n);
	return m.wrong ? add_unfetchable(c, f, "malformed-url", m.wrong, same_text) : gp_mail_add(c, f, &m, same_text);
}

int64_t gp_frontier_add(struct gp_crawl *c, const struct gp_found *f, bool *same_text)
{
	const char *cause, *detail = "";

	if (f->why != GP_URL_OK)
		return add_unfetchable(c, f, "malformed-url", why_malformed(f->why), same_text);
	if (!strncmp(f->url, "http:", 5) || !strncmp(f->url, "https:", 6))
		return gp_url_looks_serialised(f->url, f->url_n) ? add_fetchable(c, f, same_text) : 0;
	if (!strncmp(f->url, "mailto:", 7))
		return add_mail(c, f, same_text);
	cause = cause_of_scheme(f, &detail);
	return cause ? add_unfetchable(c, f, cause, detail, same_text) : 0;
}
