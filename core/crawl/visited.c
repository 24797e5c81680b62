#include "core/crawl/visited.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <xxhash.h>

#include "core/base/mem.h"

#define TOKEN_MIN 16
#define FIRST_SIZE ((size_t)1 << 12)

void gp_visited_init(struct gp_visited *v, const unsigned char key[GP_VISITED_KEY])
{
	memcpy(v->key, key, GP_VISITED_KEY);
	v->size = FIRST_SIZE;
	v->count = 0;
	v->slots = gp_calloc(v->size, sizeof *v->slots);
}

void gp_visited_free(struct gp_visited *v)
{
	free(v->slots);
	v->slots = NULL;
	v->size = v->count = 0;
}

/* The slot that holds the hash, or the free one where it belongs. */
static struct gp_visited_entry *slot(struct gp_visited_entry *slots, size_t size, uint64_t lo, uint64_t hi)
{
	size_t i = (size_t)lo & (size - 1);

	while (slots[i].id && (slots[i].lo != lo || slots[i].hi != hi))
		i = (i + 1) & (size - 1);
	return &slots[i];
}

static void grow(struct gp_visited *v)
{
	size_t size = v->size * 2;
	struct gp_visited_entry *bigger = gp_calloc(size, sizeof *bigger);

	for (size_t i = 0; i < v->size; i++)
		if (v->slots[i].id)
			*slot(bigger, size, v->slots[i].lo, v->slots[i].hi) = v->slots[i];
	free(v->slots);
	v->slots = bigger;
	v->size = size;
}

/* An address in two parts, around its session number. */
struct parts {
	const char *tail;
	size_t head_n, tail_n;
};

/* A number that nobody types: long, of letters and digits. "sid=12" is the number of a site or a section. */
static size_t token(const char *p, const char *end)
{
	size_t n = 0;
	bool digit = false, odd = false;

	for (; p + n < end && p[n] != '&' && p[n] != '#'; n++) {
		digit |= isdigit((unsigned char)p[n]) != 0;
		odd |= !isalnum((unsigned char)p[n]);
	}
	return digit && !odd && n >= TOKEN_MIN ? n : 0;
}

/* One parameter with the '&' behind it, or the '?' or '&' before it when it is the last. */
static struct parts without_parameter(const char *url, const char *end, const char *query)
{
	static const char *const names[] = {"phpsessid=", "jsessionid=", "sessionid=", "session_id=", "sid="};

	for (const char *p = query; p && p < end; p = memchr(p + 1, '&', (size_t)(end - p - 1)))
		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			size_t k = strlen(names[i]), n;

			if ((size_t)(end - p - 1) <= k || strncasecmp(p + 1, names[i], k) || !(n = token(p + 1 + k, end)))
				continue;
			if (p + 1 + k + n < end && p[1 + k + n] == '&')
				return (struct parts){p + 2 + k + n, (size_t)(p + 1 - url), (size_t)(end - (p + 2 + k + n))};
			return (struct parts){p + 1 + k + n, (size_t)(p - url), (size_t)(end - (p + 1 + k + n))};
		}
	return (struct parts){end, (size_t)(end - url), 0};
}

static struct parts without_session(const char *url, size_t n)
{
	static const char name[] = ";jsessionid=";
	const char *end = url + n, *p = url;

	while ((p = memchr(p, ';', (size_t)(end - p)))) {
		const char *tail = p + sizeof name - 1;

		if ((size_t)(end - p) >= sizeof name - 1 && !strncasecmp(p, name, sizeof name - 1)) {
			while (tail < end && !strchr("/;?#", *tail))
				tail++;
			return (struct parts){tail, (size_t)(p - url), (size_t)(end - tail)};
		}
		p++;
	}
	p = memchr(url, '?', n);
	return p ? without_parameter(url, end, p) : (struct parts){end, n, 0};
}

static XXH128_hash_t hash_of(const struct gp_visited *v, const char *url, size_t n)
{
	struct parts p = without_session(url, n);
	XXH3_state_t *state;
	XXH128_hash_t h;

	if (p.head_n == n)
		return XXH3_128bits_withSecret(url, n, v->key, sizeof v->key);
	state = XXH3_createState();
	XXH3_128bits_reset_withSecret(state, v->key, sizeof v->key);
	XXH3_128bits_update(state, url, p.head_n);
	XXH3_128bits_update(state, p.tail, p.tail_n);
	h = XXH3_128bits_digest(state);
	XXH3_freeState(state);
	return h;
}

static char byte_at(const char *url, struct parts p, size_t i)
{
	return i < p.head_n ? url[i] : p.tail[i - p.head_n];
}

bool gp_visited_same(const char *a, const char *b)
{
	struct parts x = without_session(a, strlen(a)), y = without_session(b, strlen(b));
	size_t n = x.head_n + x.tail_n, i = 0;

	if (n != y.head_n + y.tail_n)
		return false;
	while (i < n && byte_at(a, x, i) == byte_at(b, y, i))
		i++;
	return i == n;
}

struct gp_visited_entry *gp_visited_at(struct gp_visited *v, const char *url, size_t n)
{
	XXH128_hash_t h = hash_of(v, url, n);
	struct gp_visited_entry *e;

	if (v->count * 4 >= v->size * 3)
		grow(v);
	e = slot(v->slots, v->size, h.low64, h.high64);
	if (!e->id) {
		*e = (struct gp_visited_entry){.lo = h.low64, .hi = h.high64};
		v->count++;
	}
	return e;
}

struct gp_visited_entry *gp_visited_find(const struct gp_visited *v, const char *url, size_t n)
{
	XXH128_hash_t h = hash_of(v, url, n);
	struct gp_visited_entry *e = slot(v->slots, v->size, h.low64, h.high64);

	return e->id ? e : NULL;
}
