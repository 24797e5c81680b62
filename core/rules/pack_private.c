#define _GNU_SOURCE
#include "core/rules/pack_private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/utf8.h"
#include "core/match/ids.h"
#include "core/office/literal.h"
#include "core/sys/read.h"
#include "core/text/charset.h"

#define MARKER "not personal:"
#define WORDS_MAX 20000 /* of all lists */
#define TERMS_MAX ((size_t)4 << 20) /* bytes of one file in terms/ */
#define HITS_MAX 500 /* in one file; more tell no more */

struct word {
	const char *text;
	size_t n;
	const char *what;
};

struct hit {
	const char *what;
	size_t from, to; /* bytes of the text */
};

struct scanning {
	struct gp_arena arena;
	struct word *words;
	size_t count, cap;
	gp_private_fn *fn;
	void *user;
	/* the file */
	const char *file, *text;
	size_t n;
	struct hit hits[HITS_MAX];
	size_t hit_count;
	struct gp_err *e;
};

/* --- the words of the office */

static void add_word(struct scanning *s, const char *text, size_t n, const char *what)
{
	if (gp_utf8_count(text, n) < 2 || s->count == WORDS_MAX)
		return;
	if (s->count == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 256;
		s->words = gp_reallocarray(s->words, s->cap, sizeof *s->words);
	}
	s->words[s->count++] = (struct word){gp_arena_strndup(&s->arena, text, n), n, what};
}

static void add_office(struct scanning *s, const struct gp_office *o)
{
	for (size_t i = 0; i < o->person_count; i++)
		add_word(s, o->people[i].name, strlen(o->people[i].name), "person");
	for (size_t i = 0; i < o->department_count; i++) {
		add_word(s, o->departments[i].phone, strlen(o->departments[i].phone), "phone");
		add_word(s, o->departments[i].email, strlen(o->departments[i].email), "email");
	}
}

/* A row a line, `#` begins a comment, the term ends at a tab. */
static void add_rows(struct scanning *s, const char *p, size_t n)
{
	const char *end = p + n;

	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p)), *next = stop ? stop + 1 : end;
		size_t length = (size_t)((stop ? stop : end) - p);
		const char *tab = memchr(p, '\t', length);

		length = tab ? (size_t)(tab - p) : length;
		while (length && (p[length - 1] == ' ' || p[length - 1] == '\r'))
			length--;
		if (length && *p != '#')
			add_word(s, p, length, "term");
		p = next;
	}
}

/* { "term", { term = "term" }, … } */
static void add_entries(struct scanning *s, const struct gp_value *list)
{
	for (size_t i = 0; list->type == GP_VALUE_LIST && i < list->list.n; i++) {
		const struct gp_value *v = &list->list.items[i], *term = gp_value_get(v, "term");

		term = v->type == GP_VALUE_STRING ? v : term;
		if (v->type == GP_VALUE_LIST && v->list.n)
			term = &v->list.items[0];
		if (term && term->type == GP_VALUE_STRING)
			add_word(s, term->string.p, term->string.n, "term");
	}
}

/* As UTF-8, whatever it was. */
static void decode(struct gp_buf *out, const char *p, size_t n)
{
	struct gp_charset_choice c;

	gp_charset_choose(&c, p, n, NULL, 0);
	(void)gp_charset_decode(c.used, p + c.bom, n - c.bom, out, NULL);
}

static int read_terms(struct scanning *s, const char *path, const char *name)
{
	int rc = 0;
	struct gp_buf raw, text;
	struct gp_value list;

	gp_buf_init(&raw, TERMS_MAX);
	gp_buf_init(&text, 4 * TERMS_MAX);
	if (gp_read_file(AT_FDCWD, path, &raw))
		rc = errno == EFBIG ? gp_fail(s->e, GP_ELIMIT, "%s: is larger than 4 MiB", path)
		    : gp_fail_errno(s->e, GP_EIO, "%s", path);
	else
		decode(&text, raw.data ? raw.data : "", raw.len);
	if (!rc && !strcmp(name + strlen(name) - 4, ".lua")) {
		rc = gp_literal_read(&list, &s->arena, text.data ? text.data : "", text.len, path, NULL, s->e);
		if (!rc)
			add_entries(s, &list);
	} else if (!rc) {
		add_rows(s, text.data ? text.data : "", text.len);
	}
	gp_buf_free(&raw);
	gp_buf_free(&text);
	return rc;
}

static int is_list(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 4 && d->d_name[0] != '.' && (!strcmp(d->d_name + n - 4, ".txt") || !strcmp(d->d_name + n - 4, ".lua"));
}

static int add_terms(struct scanning *s, const char *dir)
{
	char folder[4200], path[4500];
	struct dirent **names;
	int rc = 0, n;

	snprintf(folder, sizeof folder, "%s/terms", dir);
	n = scandir(folder, &names, is_list, alphasort);
	if (n < 0)
		return errno == ENOENT ? 0 : gp_fail_errno(s->e, GP_EIO, "%s", folder);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
		if (!rc)
			rc = read_terms(s, path, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	return rc;
}

/* --- what is found */

/* The first and the last character, two each of longer ones. */
static void mask(char out[GP_PRIVATE_MASKED], const char *p, size_t n)
{
	size_t count = gp_utf8_count(p, n), show = count > 8 ? 2 : 1, head = gp_utf8_prefix(p, n, show);
	size_t tail = gp_utf8_prefix(p, n, count - (count > 2 ? show : 0));

	head = head < 20 ? head : 0;
	tail = n - tail < 20 ? tail : n;
	snprintf(out, GP_PRIVATE_MASKED, "%.*s**%.*s", (int)head, p, (int)(n - tail), p + tail);
}

static bool is_excused(const struct scanning *s, size_t from)
{
	const char *begin = s->text + from, *end = memchr(begin, '\n', s->n - from), *reason;

	while (begin > s->text && begin[-1] != '\n')
		begin--;
	end = end ? end : s->text + s->n;
	reason = memmem(begin, (size_t)(end - begin), MARKER, strlen(MARKER));
	if (!reason)
		return false;
	for (reason += strlen(MARKER); reason < end; reason++)
		if (*reason != ' ' && *reason != '\r' && *reason != '\t')
			return true;
	return false;
}

static void report(struct scanning *s, const char *what, size_t from, size_t to)
{
	if (s->hit_count < HITS_MAX && !is_excused(s, from))
		s->hits[s->hit_count++] = (struct hit){what, from, to};
}

static int by_place(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	return x->from != y->from ? (x->from < y->from ? -1 : 1) : (x->to > y->to) - (x->to < y->to);
}

/* In the order of the file; of two at one place the first. */
static void say_hits(struct scanning *s)
{
	struct gp_private p = {.file = s->file, .line = 1};
	size_t at = 0, end = 0;

	qsort(s->hits, s->hit_count, sizeof *s->hits, by_place);
	for (size_t i = 0; i < s->hit_count; i++) {
		const struct hit *h = &s->hits[i];

		for (; at < h->from; at++)
			p.line += s->text[at] == '\n';
		if (i && h->from < end)
			continue;
		end = h->to;
		p.what = h->what;
		mask(p.masked, s->text + h->from, h->to - h->from);
		s->fn(s->user, &p);
	}
	s->hit_count = 0;
}

/* The author of a pack names himself in its pack.lua. */
static bool is_author(const struct scanning *s, const struct gp_pack *p, const struct word *w)
{
	return !strcmp(s->file, "pack.lua") && !strcmp(w->what, "person") && !strcmp(w->text, p->author);
}

static void scan_words(struct scanning *s, const struct gp_pack *p)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct word *w = &s->words[i];
		const char *at = s->text, *end = s->text + s->n;

		while (!is_author(s, p, w) && (at = memmem(at, (size_t)(end - at), w->text, w->n)) != NULL) {
			report(s, w->what, (size_t)(at - s->text), (size_t)(at - s->text) + w->n);
			at += w->n;
		}
	}
}

/* --- addresses that open a door to who has them */

static bool is_key_name(const char *p, size_t n)
{
	static const char *const names[] = {"access_token", "api_key", "apikey", "appsecret", "key", "passwd", "password", "pwd",
	    "secret", "sign", "signature", "token"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == n && !strncasecmp(names[i], p, n))
			return true;
	return false;
}

/* The values of the query at p[0..n), which begins with ? or &. */
static void scan_query(struct scanning *s, const char *p, size_t n)
{
	const char *end = p + n;

	while (p < end) {
		const char *name = p + 1, *equals, *stop;

		for (stop = name; stop < end && *stop != '&' && *stop != '#' && *stop != ';'; stop++)
			;
		equals = memchr(name, '=', (size_t)(stop - name));
		if (equals && stop - equals > 8 && is_key_name(name, (size_t)(equals - name)))
			report(s, "key", (size_t)(equals + 1 - s->text), (size_t)(stop - s->text));
		p = stop;
	}
}

static void scan_addresses(struct scanning *s)
{
	const char *at = s->text, *end = s->text + s->n;

	while ((at = memmem(at, (size_t)(end - at), "://", 3)) != NULL) {
		size_t n = 0, host;
		const char *query, *user;

		at += 3;
		while (at + n < end && !memchr(" \t\r\n\"'<>`", at[n], 10))
			n++;
		for (host = 0; host < n && !memchr("/?#", at[host], 3); host++)
			;
		user = memrchr(at, '@', host);
		if (user && memchr(at, ':', (size_t)(user - at)))
			report(s, "password", (size_t)(at - s->text), (size_t)(user - s->text));
		query = memchr(at, '?', n);
		if (query)
			scan_query(s, query, (size_t)(at + n - query));
		at += n;
	}
}

/* --- numbers that belong to somebody */

#define KINDS (1u << GP_ID_RESIDENT | 1u << GP_ID_RESIDENT_15 | 1u << GP_ID_MOBILE | 1u << GP_ID_BANK_CARD | 1u << GP_ID_PASSPORT | \
	1u << GP_ID_PLATE | 1u << GP_ID_EMAIL | 1u << GP_ID_LANDLINE | 1u << GP_ID_SECRECY)

static bool on_id(void *user, const struct gp_id *id)
{
	if (id->high)
		report(user, gp_id_name(id->kind), id->from, id->to);
	return true;
}

static bool is_made(const char *name)
{
	return !strcmp(name, GP_PACK_KEY);
}

int gp_private_scan(const struct gp_pack *p, const struct gp_office *office, gp_private_fn *fn, void *user,
    struct gp_err *e)
{
	struct scanning s = {.fn = fn, .user = user, .e = e}; /* some 12 KiB */
	struct gp_buf text;
	int rc = 0;

	gp_buf_init(&text, 4 * GP_PACK_BYTES);
	if (office) {
		add_office(&s, office);
		rc = add_terms(&s, office->dir);
	}
	for (size_t i = 0; !rc && i < p->files.count; i++) {
		const struct gp_pack_file *f = &p->files.list[i];

		if (is_made(f->name))
			continue;
		gp_buf_clear(&text);
		decode(&text, f->data, f->n);
		s.file = f->name;
		s.text = text.data ? text.data : "";
		s.n = text.len;
		scan_words(&s, p);
		scan_addresses(&s);
		gp_ids_scan(s.text, s.n, KINDS, on_id, &s);
		say_hits(&s);
	}
	gp_buf_free(&text);
	free(s.words);
	gp_arena_free(&s.arena);
	return rc;
}
