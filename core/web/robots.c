#define _GNU_SOURCE /* memmem */
#include "core/web/robots.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/web/url.h"
#include "core/web/url_pieces.h"

#define DELAY_MAX 86400000L   /* a day */
#define WILD_MAX 1000         /* rules with '*' that are kept as they are */

/* Which of the groups that matter a rule stands in. */
enum { NOBODY = 0, ANYBODY = 1, US = 2 };

struct rule {
	const char *pattern; /* normalised; '*' is the wildcard */
	size_t n;
	bool allow;
	bool to_end; /* "$": the pattern must reach the end of the target */
	unsigned char owners;
};

struct gp_robots {
	struct gp_arena arena;
	struct rule *rules;
	size_t rule_count, rule_cap;
	const char **sitemaps;
	size_t sitemap_count, sitemap_cap;
	long delay_ms;
};

struct reader {
	struct gp_robots *r;
	const char *agent;
	size_t agent_n;
	unsigned group;   /* owners of the group being read */
	bool naming;      /* the last line that counts was User-agent */
	unsigned seen;    /* owners that have a group at all */
	long delay_ms[4]; /* by owner */
	size_t wild;      /* rules with '*' so far */
	struct gp_buf scratch;
};

struct span {
	const char *p;
	size_t n;
};

static struct span trimmed(const char *p, size_t n)
{
	while (n && (*p == ' ' || *p == '\t')) {
		p++;
		n--;
	}
	while (n && (p[n - 1] == ' ' || p[n - 1] == '\t'))
		n--;
	return (struct span){p, n};
}

static bool same_word(struct span s, const char *word)
{
	return s.n == strlen(word) && !strncasecmp(s.p, word, s.n);
}

/* --- one spelling for paths (2.2.2) */

static bool is_unreserved(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    (c && strchr("-._~", c));
}

/*
 * Appends one octet in its normal spelling. A reserved character and its
 * escape differ in a path; within a query those that separate nothing there
 * are the same (the example with "https%3A%2F%2F" in 2.2.2).
 */
static void put_octet(struct gp_buf *out, int c, bool escaped, bool in_query)
{
	bool plain = is_unreserved(c) || (c < 0x80 && c && strchr(":/?@", c) && (!escaped || in_query)) ||
	    (!escaped && c < 0x80 && c && strchr("#[]!&'()+,;=%", c));

	if (plain)
		gp_buf_putc(out, c);
	else
		gp_buf_printf(out, "%%%02X", (unsigned)c);
}

/* `*` and `$` are special in a pattern and plain characters in a target. */
static void normalise(struct gp_buf *out, const char *s, size_t n, bool pattern)
{
	bool in_query = false;
	size_t i, run;

	for (i = 0; i < n; i++) {
		int c, hi = -1, lo = -1;

		for (run = i; i < n && (is_unreserved(s[i]) || s[i] == '/'); i++)
			continue;
		gp_buf_put(out, s + run, i - run);
		if (i == n)
			break;
		c = (unsigned char)s[i];
		if (c == '%' && n - i > 2) {
			hi = gp_url_hex(s[i + 1]);
			lo = gp_url_hex(s[i + 2]);
		}
		if (hi >= 0 && lo >= 0) {
			put_octet(out, hi << 4 | lo, true, in_query);
			i += 2;
		} else if (c == '*' && pattern) {
			if (!out->len || out->data[out->len - 1] != '*')
				gp_buf_putc(out, '*');
		} else {
			put_octet(out, c, false, in_query);
			in_query = in_query || c == '?';
		}
	}
}

/* --- reading */

static void add_rule(struct reader *rd, struct span path, bool allow)
{
	struct gp_robots *r = rd->r;
	struct rule rule = {.allow = allow, .owners = (unsigned char)rd->group};
	const char *star;

	rd->naming = false;
	/* No value is no rule; and only a path or a wildcard can match a target. */
	if (!rd->group || !path.n || (path.p[0] != '/' && path.p[0] != '*') || path.n > GP_URL_MAX)
		return;
	rule.to_end = path.p[path.n - 1] == '$';
	gp_buf_clear(&rd->scratch);
	normalise(&rd->scratch, path.p, path.n - rule.to_end, true);
	rule.n = rd->scratch.len;
	star = memchr(rd->scratch.data, '*', rule.n);
	if (star && ++rd->wild > WILD_MAX) {
		/* So many would make every question slow. Rather too little is fetched then. */
		if (allow)
			return;
		rule.n = (size_t)(star - rd->scratch.data);
		rule.to_end = false;
	}
	rule.pattern = gp_arena_strndup(&r->arena, rd->scratch.data, rule.n);
	if (r->rule_count == r->rule_cap) {
		r->rule_cap = r->rule_cap ? 2 * r->rule_cap : 16;
		r->rules = gp_reallocarray(r->rules, r->rule_cap, sizeof r->rules[0]);
	}
	r->rules[r->rule_count++] = rule;
}

static void add_sitemap(struct gp_robots *r, struct span url)
{
	if (!url.n || url.n > GP_URL_MAX)
		return;
	if (r->sitemap_count == r->sitemap_cap) {
		r->sitemap_cap = r->sitemap_cap ? 2 * r->sitemap_cap : 4;
		r->sitemaps = gp_reallocarray(r->sitemaps, r->sitemap_cap, sizeof r->sitemaps[0]);
	}
	r->sitemaps[r->sitemap_count++] = gp_arena_strndup(&r->arena, url.p, url.n);
}

/* Length of the product token that s begins with. */
static size_t token_len(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] && ((s[i] | 0x20) >= 'a' ? (s[i] | 0x20) <= 'z' : s[i] == '-'))
		i++;
	return i;
}

static void name_agent(struct reader *rd, struct span agent)
{
	size_t n = token_len(agent.p, agent.n);

	if (!rd->naming)
		rd->group = NOBODY;
	rd->naming = true;
	if (agent.n && agent.p[0] == '*' && (agent.n == 1 || agent.p[1] == ' ' || agent.p[1] == '\t'))
		rd->group |= ANYBODY;
	else if (n && n == rd->agent_n && !strncasecmp(agent.p, rd->agent, n))
		rd->group |= US;
	rd->seen |= rd->group;
}

static void set_delay(struct reader *rd, struct span s)
{
	long ms = 0, unit = 1000;
	size_t i;
	unsigned owner;

	for (i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		if (ms < DELAY_MAX)
			ms = ms * 10 + (s.p[i] - '0') * 1000L;
	if (!i)
		return;
	if (i < s.n && s.p[i] == '.')
		for (i++; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
			ms += (s.p[i] - '0') * (unit /= 10);
	if (i < s.n)
		return;
	if (ms > DELAY_MAX)
		ms = DELAY_MAX;
	for (owner = ANYBODY; owner <= US; owner++)
		if ((rd->group & owner) && ms > rd->delay_ms[owner])
			rd->delay_ms[owner] = ms;
}

static void read_line(struct reader *rd, const char *line, size_t n)
{
	const char *comment = memchr(line, '#', n), *colon;
	struct span key, value;

	if (comment)
		n = (size_t)(comment - line);
	colon = memchr(line, ':', n);
	if (!colon)
		return;
	key = trimmed(line, (size_t)(colon - line));
	value = trimmed(colon + 1, n - (size_t)(colon + 1 - line));
	if (same_word(key, "user-agent"))
		name_agent(rd, value);
	else if (same_word(key, "disallow"))
		add_rule(rd, value, false);
	else if (same_word(key, "allow"))
		add_rule(rd, value, true);
	else if (same_word(key, "crawl-delay"))
		set_delay(rd, value);
	else if (same_word(key, "sitemap"))
		add_sitemap(rd->r, value);
}

static void read_lines(struct reader *rd, const char *s, size_t n)
{
	const char *end = s + n, *stop;

	for (; s < end; s = stop + 1) {
		for (stop = s; stop < end && *stop != '\n' && *stop != '\r'; stop++)
			continue;
		read_line(rd, s, (size_t)(stop - s));
	}
}

/* The most octets first; of equals, Allow. */
static int by_weight(const void *pa, const void *pb)
{
	const struct rule *a = pa, *b = pb;

	if (a->n + a->to_end != b->n + b->to_end)
		return a->n + a->to_end < b->n + b->to_end ? 1 : -1;
	return (int)b->allow - (int)a->allow;
}

/* Keeps the rules of the group that counts for us, in the order they are tried. */
static void choose_group(struct reader *rd)
{
	struct gp_robots *r = rd->r;
	unsigned owner = rd->seen & US ? US : ANYBODY;
	size_t i, kept = 0;

	for (i = 0; i < r->rule_count; i++)
		if (r->rules[i].owners & owner)
			r->rules[kept++] = r->rules[i];
	r->rule_count = kept;
	r->delay_ms = rd->delay_ms[owner];
	if (kept)
		qsort(r->rules, kept, sizeof r->rules[0], by_weight);
}

struct gp_robots *gp_robots_parse(const char *body, size_t n, const char *agent)
{
	struct gp_robots *r = gp_calloc(1, sizeof *r);
	struct reader rd = {.r = r, .agent = agent, .agent_n = token_len(agent, strlen(agent)),
		.delay_ms = {-1, -1, -1, -1}};
	size_t i;

	gp_buf_init(&rd.scratch, 3 * GP_URL_MAX);
	if (n >= 3 && !memcmp(body, "\xEF\xBB\xBF", 3)) {
		body += 3;
		n -= 3;
	}
	if (n > GP_ROBOTS_BYTES) /* a rule cut in two would be another rule: drop its line */
		for (n = GP_ROBOTS_BYTES; n && body[n] != '\n' && body[n] != '\r'; n--)
			continue;
	for (i = 0; i < n && strchr(" \t\r\n", body[i]) && body[i]; i++)
		continue;
	/* A page of HTML says nothing about robots, whatever its text may be. */
	if (i < n && body[i] != '<')
		read_lines(&rd, body + i, n - i);
	choose_group(&rd);
	gp_buf_free(&rd.scratch);
	return r;
}

void gp_robots_free(struct gp_robots *r)
{
	if (!r)
		return;
	gp_arena_free(&r->arena);
	free(r->rules);
	free(r->sitemaps);
	free(r);
}

/* --- asking */

/*
 * The leftmost place for each literal between wildcards is enough, so one pass
 * over the target does. The last literal of a "$" pattern has only one place.
 */
static bool matches(const struct rule *rule, const char *target, size_t n)
{
	const char *p = rule->pattern, *end = p + rule->n, *star, *at = target, *stop = target + n;
	bool first = true;
	size_t len;

	for (;; p = star + 1) {
		star = memchr(p, '*', (size_t)(end - p));
		len = (size_t)((star ? star : end) - p);
		if ((size_t)(stop - at) < len)
			return false;
		if (!star && rule->to_end && !first)
			return !memcmp(stop - len, p, len);
		if (first ? memcmp(at, p, len) != 0 : !(at = memmem(at, (size_t)(stop - at), p, len)))
			return false;
		at += len;
		if (!star)
			return !rule->to_end || at == stop;
		first = false;
	}
}

bool gp_robots_allows(const struct gp_robots *r, const char *target, size_t n)
{
	char normal[3 * GP_URL_MAX + 1];
	struct gp_buf out = {.data = normal, .cap = sizeof normal, .max = sizeof normal - 1};
	size_t i;

	if (!r || !r->rule_count || (n == 11 && !memcmp(target, "/robots.txt", 11)))
		return true;
	normalise(&out, target, n < GP_URL_MAX ? n : GP_URL_MAX, false);
	for (i = 0; i < r->rule_count; i++)
		if (matches(&r->rules[i], normal, out.len))
			return r->rules[i].allow;
	return true;
}

long gp_robots_delay_ms(const struct gp_robots *r)
{
	return r ? r->delay_ms : -1;
}

const char *gp_robots_sitemap(const struct gp_robots *r, size_t i)
{
	return r && i < r->sitemap_count ? r->sitemaps[i] : NULL;
}
