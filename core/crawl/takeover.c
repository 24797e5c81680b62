#include "core/crawl/takeover.h"

#include <ctype.h>
#include <string.h>
#include <xxhash.h>

#include "core/crawl/phrases.h"
#include "core/store/crawl_past.h"
#include "core/web/domain.h"
#include "core/web/url.h"

#define SHINGLES 256  /* of a title that are compared */
#define UNLIKE 25     /* per cent shared; below it two titles have nothing in common */
#define NOT_MUCH 50
#define BAD_WORDS (1 << GP_PHRASE_PARKED | 1 << GP_PHRASE_BETTING)

/* --- titles */

static size_t add(uint32_t *list, size_t n, const char *p, size_t len)
{
	uint32_t h = (uint32_t)XXH3_64bits(p, len);

	for (size_t i = 0; i < n; i++)
		if (list[i] == h)
			return n;
	if (n < SHINGLES)
		list[n++] = h;
	return n;
}

/* A word of two ASCII letters or more, in lower case: its length in the title. */
static size_t take_word(const char *p, char out[64], size_t *len)
{
	size_t n = 0;

	for (*len = 0; isalpha((unsigned char)p[n]); n++)
		if (*len < 64)
			out[(*len)++] = (char)tolower((unsigned char)p[n]);
	return n;
}

static size_t char_at(const char *p)
{
	size_t n = 1;

	while (((unsigned char)p[n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* Digits, spaces and punctuation of ASCII part the shingles and are none. */
static size_t shingles(const char *title, uint32_t *list)
{
	char word[64];
	size_t n = 0, len;

	for (const char *p = title; *p;) {
		if (isalpha((unsigned char)*p)) {
			p += take_word(p, word, &len);
			if (len > 1)
				n = add(list, n, word, len);
		} else if (!(*p & 0x80)) {
			p++;
		} else {
			len = char_at(p);
			if (p[len] & 0x80)
				n = add(list, n, p, len + char_at(p + len));
			p += len;
		}
	}
	return n;
}

int gp_titles_alike(const char *a, const char *b)
{
	uint32_t x[SHINGLES], y[SHINGLES];
	size_t n = shingles(a, x), m = shingles(b, y), both = 0;

	if (!n || !m) /* a number or a single character says nothing, and nothing is not unlike */
		return 100;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			both += x[i] == y[k];
	return (int)(100 * both / (n < m ? n : m));
}

/* --- the judgement */

bool gp_takeover(const struct gp_face *was, const struct gp_face *now, const char *link, const char *url)
{
	int alike = gp_titles_alike(was->title, now->title);

	if (now->phrases & ~was->phrases & BAD_WORDS && alike < NOT_MUCH && !gp_domain_restricted(now->host))
		return true;
	return alike < UNLIKE && !gp_domain_same_owner(now->host, was->host) && !gp_domain_same_owner(now->host, link) &&
	    !gp_domain_restricted(now->host) && !gp_is_login(url);
}

/* --- over a run */

const char *gp_takeover_host(const char *url, char out[256])
{
	struct gp_url u;

	gp_url_init(&u);
	if (gp_url_parse(&u, url, strlen(url), NULL, NULL) != GP_URL_OK || gp_url_host(&u, out, 256))
		out[0] = '\0';
	gp_url_free(&u);
	return out;
}

struct search {
	struct gp_nodes *nodes;
	struct gp_store *s;
	struct gp_err *e;
};

static int look(void *user, int64_t id, const char *url, const struct gp_store_face *f)
{
	struct search *x = user;
	struct gp_judgement j = gp_judge(x->nodes, id);
	struct gp_face was = {.host = f->host, .title = f->title, .phrases = f->phrases}, now;
	char link[256], host[256];
	struct gp_store_url u;
	struct gp_store_result r;
	int found;

	if (j.verdict != GP_VERDICT_OK && j.verdict != GP_VERDICT_REDIRECTED)
		return 0;
	found = gp_store_result(x->s, j.final, &u, &r, x->e);
	if (found != 1 || !r.parsed || !r.title || !*r.title)
		return found < 0 ? -1 : 0;
	now = (struct gp_face){.host = gp_takeover_host(u.url, host), .title = r.title, .phrases = r.phrases};
	x->nodes->list[id].taken = gp_takeover(&was, &now, gp_takeover_host(url, link), u.url);
	return 0;
}

int gp_takeovers_find(struct gp_nodes *n, struct gp_store *s, struct gp_err *e)
{
	struct search x = {n, s, e};

	return gp_store_each_face(s, look, &x, e) ? -1 : 0;
}
