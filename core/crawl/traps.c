#include "core/crawl/traps.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <xxhash.h>

#include "core/base/mem.h"
#include "core/crawl/phrases.h"
#include "core/web/url.h"

#define KEYS_MAX 32        /* of a query; what has more is of the kind of the first ones */
#define HEX_RUN 8          /* letters and digits of a number in base 16 */
#define FIRST_YEAR 1990    /* before it no page of the web was made */
#define YEARS_AHEAD 2
#define VALUE_MAX 1024     /* bytes of a value that are looked at */

struct part {
	const char *p;
	size_t n;
};

/* --- patterns */

/* Parameters whose words choose what a program shows, as others do by the path: index.php?m=content&a=show. */
static const char *const routes[] = {"m", "c", "a", "r", "s", "act", "action", "mod", "module", "method", "op", "do",
    "cmd", "controller", "task", "option", "func", "type", NULL};

static bool in_list(struct part s, const char *const *list)
{
	for (size_t i = 0; list[i]; i++)
		if (strlen(list[i]) == s.n && !strncasecmp(list[i], s.p, s.n))
			return true;
	return false;
}

static bool is_word(struct part s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!isalpha((unsigned char)s.p[i]) && s.p[i] != '_' && s.p[i] != '-')
			return false;
	return s.n > 0 && s.n <= 40;
}

/* The length of a number at s, in base 10 or, when it is long, 16. */
static size_t number_at(const char *s, size_t n)
{
	size_t digits = 0, hex = 0;
	bool mixed = false;

	while (digits < n && isdigit((unsigned char)s[digits]))
		digits++;
	while (hex < n && isxdigit((unsigned char)s[hex]))
		mixed |= isdigit((unsigned char)s[hex++]) != 0;
	return mixed && hex >= HEX_RUN && hex > digits ? hex : digits;
}

/* One segment of a path with its numbers as stars. */
static void put_segment(struct gp_buf *out, const char *s, size_t n)
{
	size_t from = out->len;

	while (n) {
		size_t len = number_at(s, n);

		if (!len)
			gp_buf_putc(out, *s);
		else if (out->len == from || out->data[out->len - 1] != '*')
			gp_buf_putc(out, '*');
		s += len ? len : 1;
		n -= len ? len : 1;
	}
}

/* A segment that says what the one before it says is the same one once more. */
static void put_path(struct gp_buf *out, const char *p, const char *end)
{
	size_t last = out->len, now;

	while (p < end) {
		const char *stop = memchr(p + 1, '/', (size_t)(end - p - 1));
		size_t n = (size_t)((stop ? stop : end) - p);

		now = out->len;
		put_segment(out, p, n);
		if (now > last && out->len - now == now - last && out->len - now > 1 &&
		    !memcmp(out->data + now, out->data + last, now - last))
			out->len = now;
		else
			last = now;
		p += n;
	}
}

static int by_key(const void *a, const void *b)
{
	const struct part *x = a, *y = b;
	size_t n = x->n < y->n ? x->n : y->n;
	int rc = memcmp(x->p, y->p, n);

	return rc ? rc : (x->n > y->n) - (x->n < y->n);
}

/* Sorted: in which order a form or a filter writes them says nothing. `whole`: also what is no route. */
static void put_query(struct gp_buf *out, const char *p, const char *end, bool whole)
{
	struct part pairs[KEYS_MAX] = {{0}};
	size_t n = 0, key;
	bool route;

	for (; p < end && n < KEYS_MAX; p += pairs[n++].n + 1) {
		const char *amp = memchr(p, '&', (size_t)(end - p));

		pairs[n] = (struct part){p, (size_t)((amp ? amp : end) - p)};
	}
	qsort(pairs, n, sizeof *pairs, by_key);
	for (size_t i = 0; i < n; i++) {
		const char *eq = memchr(pairs[i].p, '=', pairs[i].n);
		struct part value;

		key = eq ? (size_t)(eq - pairs[i].p) : pairs[i].n;
		value = (struct part){pairs[i].p + key + 1, eq ? pairs[i].n - key - 1 : 0};
		route = eq && in_list((struct part){pairs[i].p, key}, routes) && is_word(value);
		if (!route && !whole)
			continue;
		gp_buf_putc(out, i ? '&' : '?');
		put_segment(out, pairs[i].p, key);
		if (route)
			gp_buf_put(out, eq, value.n + 1);
		else if (eq)
			gp_buf_puts(out, "=*");
	}
}

static void put_address(struct gp_buf *out, const char *url, size_t n, bool whole)
{
	const char *end = url + n, *host = strstr(url, "://"), *path, *query;

	host = host ? host + 3 : url;
	path = memchr(host, '/', (size_t)(end - host));
	path = path ? path : end;
	query = memchr(path, '?', (size_t)(end - path));
	gp_buf_put(out, url, (size_t)(path - url));
	put_path(out, path, query ? query : end);
	if (query)
		put_query(out, query + 1, end, whole);
}

void gp_trap_pattern(struct gp_buf *out, const char *url, size_t n)
{
	put_address(out, url, n, true);
}

static uint64_t hash(struct gp_buf *scratch, const char *url, size_t n, bool whole)
{
	uint64_t h;

	gp_buf_clear(scratch);
	put_address(scratch, url, n, whole);
	h = XXH3_64bits(scratch->data ? scratch->data : "", scratch->len);
	return h ? h : 1;
}

uint64_t gp_trap_kind(struct gp_buf *scratch, const char *url, size_t n)
{
	return hash(scratch, url, n, true);
}

uint64_t gp_trap_family(struct gp_buf *scratch, const char *url, size_t n)
{
	return hash(scratch, url, n, false);
}

/* --- dates in a query */

/* 2024-05, 2024-05-06, 2024/5/6, 202405, 20240506: the year; 0: it is none. */
static int year_of(struct part v, bool *separated)
{
	int year = 0, rest = 0;

	*separated = false;
	if (v.n < 6 || v.n > 25)
		return 0;
	for (size_t i = 0; i < 4; i++) {
		if (!isdigit((unsigned char)v.p[i]))
			return 0;
		year = year * 10 + (v.p[i] - '0');
	}
	*separated = v.p[4] == '-' || v.p[4] == '/' || v.p[4] == '.';
	for (size_t i = *separated ? 5 : 4; i < v.n && isdigit((unsigned char)v.p[i]); i++)
		rest++;
	if (*separated ? rest < 1 || rest > 2 : rest != 2 && rest != 4)
		return 0;
	return year;
}

static bool has_any(struct part s, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		for (size_t k = 0, n = strlen(words[i]); k + n <= s.n; k++)
			if (!strncasecmp(s.p + k, words[i], n))
				return true;
	return false;
}

/* The year that one parameter names; 0: none. */
static int year_in(struct part key, struct part value)
{
	static const char *const names[] = {"date", "month", "day", "time", "ym", "riqi", NULL};
	static const char *const years[] = {"year", "nian", NULL};
	bool separated;
	int year = year_of(value, &separated);

	if (year)
		return separated || has_any(key, names) ? year : 0; /* 20240506 may be the number of anything */
	if (value.n == 4 && has_any(key, years) && strspn(value.p, "0123456789") >= 4)
		return (int)strtol(value.p, NULL, 10);
	return 0;
}

bool gp_trap_dated(const char *url, int year_now, bool *far)
{
	const char *p = strchr(url, '?');
	bool dated = false;

	*far = false;
	while (p && *p++) {
		size_t n = strcspn(p, "&"), key = strcspn(p, "=&");
		int year = key < n ? year_in((struct part){p, key}, (struct part){p + key + 1, n - key - 1}) : 0;

		dated |= year != 0;
		*far |= year && (year < FIRST_YEAR || year > year_now + YEARS_AHEAD);
		p = strchr(p + n, '&');
	}
	return dated;
}

/* --- satellites */

bool gp_trap_satellite(const char *url, const char *page)
{
	const char *p = strchr(url, '?'), *path = strstr(page, "://");
	struct gp_buf v;
	bool all = p && p[1];

	path = path ? strchr(path + 3, '/') : NULL;
	if (!all || !path || !path[1])
		return false;
	gp_buf_init(&v, VALUE_MAX);
	while (all && p && *p++) {
		size_t n = strcspn(p, "&"), key = strcspn(p, "=&");

		gp_buf_clear(&v);
		gp_url_percent_decode(&v, p + key + (key < n), n - key - (key < n));
		/* an empty or a very short value is in every address */
		all = v.full || (v.len && (strstr(v.data, path) || (v.len > 3 && strstr(page, v.data))));
		p = strchr(p + n, '&');
	}
	gp_buf_free(&v);
	return all;
}

/* --- what is known of each kind */

static struct gp_trap *slot(struct gp_trap *slots, size_t size, uint64_t kind)
{
	size_t i = (size_t)kind & (size - 1);

	while (slots[i].kind && slots[i].kind != kind)
		i = (i + 1) & (size - 1);
	return &slots[i];
}

struct gp_trap *gp_trap_find(const struct gp_traps *t, uint64_t kind)
{
	struct gp_trap *x = t->size ? slot(t->slots, t->size, kind) : NULL;

	return x && x->kind ? x : NULL;
}

struct gp_trap *gp_trap_at(struct gp_traps *t, uint64_t kind)
{
	struct gp_trap *x;

	if (t->count * 2 >= t->size) {
		struct gp_traps bigger = {.size = t->size ? t->size * 2 : 64};

		bigger.slots = gp_calloc(bigger.size, sizeof *bigger.slots);
		for (size_t i = 0; i < t->size; i++)
			if (t->slots[i].kind)
				*slot(bigger.slots, bigger.size, t->slots[i].kind) = t->slots[i];
		free(t->slots);
		t->slots = bigger.slots;
		t->size = bigger.size;
	}
	x = slot(t->slots, t->size, kind);
	if (!x->kind) {
		x->kind = kind;
		t->count++;
	}
	return x;
}

void gp_trap_close(struct gp_traps *t, struct gp_trap *x)
{
	t->closed += !x->closed;
	x->closed = true;
}

bool gp_trap_page(struct gp_traps *t, uint64_t kind, uint64_t hash, int64_t plain, bool far, bool fruit)
{
	struct gp_trap *x = gp_trap_at(t, kind);
	bool same = far || gp_text_alike(x->hash, x->plain, hash, plain);

	x->hash = hash;
	x->plain = plain;
	x->fruitless = fruit ? 0 : x->fruitless + 1;
	x->barren = same && !fruit ? x->barren + 1 : 0;
	if (x->closed || (x->barren < GP_TRAP_BARREN && x->fruitless < GP_TRAP_FRUITLESS))
		return false;
	gp_trap_close(t, x);
	return true;
}

void gp_traps_free(struct gp_traps *t)
{
	for (size_t i = 0; i < t->size; i++)
		free(t->slots[i].text);
	free(t->slots);
	*t = (struct gp_traps){0};
}
