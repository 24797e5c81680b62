#define _GNU_SOURCE
#include "core/ledger/event.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What surrounds a body in the hashed bytes; names and persons are short. */
#define HASHED_MAX (GP_LEDGER_BODY_MAX + ((size_t)64 << 10))

/* The next name of the same millisecond: indexes grow at their end then, and not in ten places. */
static void count_up(unsigned char bytes[16])
{
	for (size_t i = 16; i-- > 6 && !++bytes[i];)
		;
}

int gp_ulid(char out[GP_ULID], struct gp_err *e)
{
	static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	static _Thread_local unsigned char bytes[16];
	static _Thread_local uint64_t last;
	static _Thread_local pid_t owner; /* a child of fork() counts up from a number of its own */
	struct timespec t;
	uint64_t ms;

	clock_gettime(CLOCK_REALTIME, &t); /* not gp_clock_now(): a frozen clock must not make names meet */
	ms = (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
	if (ms == last && owner == getpid()) {
		count_up(bytes);
	} else {
		if (RAND_bytes(bytes + 6, 10) != 1)
			return gp_fail(e, GP_EIO, "the system gives no random numbers");
		for (size_t i = 0; i < 6; i++)
			bytes[i] = (unsigned char)(ms >> (40 - 8 * i));
		last = ms;
		owner = getpid();
	}
	/* 26 digits of 5 bits are 130: the first has 3 */
	for (int i = 0; i < GP_ULID - 1; i++) {
		unsigned digit = 0;

		for (int bit = 5 * i - 2; bit < 5 * i + 3; bit++)
			digit = digit << 1 | (bit < 0 ? 0 : (unsigned)(bytes[bit / 8] >> (7 - bit % 8)) & 1);
		out[i] = digits[digit];
	}
	out[GP_ULID - 1] = '\0';
	return 0;
}

/* --- canonical JSON */

/*
 * By UTF-16 code units, as RFC 8785 3.2.3 orders names. UTF-8 sorts by code points; both differ only where one
 * character is above U+FFFF (lead byte F0 and more) and the other from U+E000 on (EE and EF).
 */
static int by_utf16(const void *a, const void *b)
{
	const struct gp_member *const *x = a, *const *y = b;
	size_t n = (*x)->key_n < (*y)->key_n ? (*x)->key_n : (*y)->key_n;

	for (size_t i = 0; i < n; i++) {
		unsigned char p = (unsigned char)(*x)->key[i], q = (unsigned char)(*y)->key[i];

		if (p == q)
			continue;
		if (p >= 0xEE && q >= 0xEE && (p >= 0xF0) != (q >= 0xF0))
			return p >= 0xF0 ? -1 : 1;
		return p < q ? -1 : 1;
	}
	return ((*x)->key_n > (*y)->key_n) - ((*x)->key_n < (*y)->key_n);
}

static void put_value(struct gp_json *j, const struct gp_value *v);

static void put_map(struct gp_json *j, const struct gp_value *v)
{
	const struct gp_member **sorted = gp_calloc(v->map.n ? v->map.n : 1, sizeof *sorted);

	for (size_t i = 0; i < v->map.n; i++)
		sorted[i] = &v->map.members[i];
	qsort(sorted, v->map.n, sizeof *sorted, by_utf16);
	gp_json_object(j);
	for (size_t i = 0; i < v->map.n; i++) {
		gp_json_keyn(j, sorted[i]->key, sorted[i]->key_n);
		put_value(j, &sorted[i]->value);
	}
	gp_json_object_end(j);
	free(sorted);
}

static void put_value(struct gp_json *j, const struct gp_value *v)
{
	if (v->type == GP_VALUE_MAP) {
		put_map(j, v);
	} else if (v->type == GP_VALUE_LIST) {
		gp_json_array(j);
		for (size_t i = 0; i < v->list.n; i++)
			put_value(j, &v->list.items[i]);
		gp_json_array_end(j);
	} else {
		gp_json_value(j, v);
	}
}

int gp_event_canonical(struct gp_buf *out, const struct gp_value *v, struct gp_err *e)
{
	static const struct gp_value empty = {.type = GP_VALUE_MAP};
	struct gp_json j;

	gp_json_init(&j, out);
	put_value(&j, v->type == GP_VALUE_LIST && !v->list.n ? &empty : v);
	return out->full ? gp_fail(e, GP_ELIMIT, "an entry is larger than %d MiB", (int)(GP_LEDGER_BODY_MAX >> 20)) : 0;
}

/* --- hashes */

struct gp_event_hasher {
	EVP_MD *md; /* fetched: looking it up for every event takes as long as hashing one */
	EVP_MD_CTX *ctx;
	struct gp_buf line;
};

struct gp_event_hasher *gp_event_hasher_new(const char *name)
{
	struct gp_event_hasher *h = gp_calloc(1, sizeof *h);

	gp_buf_init(&h->line, HASHED_MAX);
	h->md = EVP_MD_fetch(NULL, strcmp(name, "sm3") ? "SHA256" : "SM3", NULL);
	h->ctx = EVP_MD_CTX_new();
	if (h->md && h->ctx)
		return h;
	gp_event_hasher_free(h);
	return NULL;
}

void gp_event_hasher_free(struct gp_event_hasher *h)
{
	if (!h)
		return;
	EVP_MD_CTX_free(h->ctx);
	EVP_MD_free(h->md);
	gp_buf_free(&h->line);
	free(h);
}

int gp_event_hash_bytes(struct gp_event_hasher *h, const void *p, size_t n, unsigned char out[GP_LEDGER_HASH],
    struct gp_err *e)
{
	if (EVP_DigestInit_ex2(h->ctx, h->md, NULL) != 1 || EVP_DigestUpdate(h->ctx, p, n) != 1 ||
	    EVP_DigestFinal_ex(h->ctx, out, NULL) != 1)
		return gp_fail(e, GP_EIO, "this machine's libcrypto cannot hash as the registers need it");
	return 0;
}

#define BYTES(c) (UINT64_C(0x0101010101010101) * (c))

/* ASCII that stands in JSON as it is, eight bytes at a time; nearly all texts of an event are. */
static bool plain(const char *s, size_t n)
{
	uint64_t v, quote, slash;

	for (; n >= sizeof v; s += sizeof v, n -= sizeof v) {
		memcpy(&v, s, sizeof v);
		quote = v ^ BYTES('"');
		slash = v ^ BYTES('\\');
		/* a high bit: beyond ASCII, or below what is taken away */
		if ((v | (v - BYTES(0x20)) | (quote - BYTES(1)) | (slash - BYTES(1))) & BYTES(0x80))
			return false;
	}
	for (; n; s++, n--)
		if ((unsigned char)*s < 0x20 || (unsigned char)*s >= 0x80 || *s == '"' || *s == '\\')
			return false;
	return true;
}

/* `name` with all that stands before the value. */
static void put_member(struct gp_buf *line, const char *name, const char *text, size_t n)
{
	struct gp_json j;
	char *to;

	gp_buf_puts(line, name);
	if (!plain(text, n)) {
		gp_json_init(&j, line);
		gp_json_strn(&j, text, n);
		return;
	}
	to = gp_buf_reserve(line, n + 2);
	if (!to)
		return;
	to[0] = to[n + 1] = '"';
	memcpy(to + 1, text, n);
	line->len += n + 2;
}

/* Members in order; the body is canonical already, and where it is not the hash says so. */
int gp_event_hash(struct gp_event_hasher *h, const struct gp_ledger_event *ev, unsigned char out[GP_LEDGER_HASH],
    struct gp_err *e)
{
	const struct {
		const char *name, *text;
	} before[] = {{",\"by\":", ev->by}, {",\"decl\":", ev->decl}, {",\"eid\":", ev->eid}, {",\"kind\":", ev->kind},
	    {",\"move\":", ev->move}, {",\"office\":", ev->office}, {",\"on\":", ev->on}},
	    behind[] = {{",\"tx\":", ev->tx}, {",\"via\":", ev->via}};
	char prev[2 * GP_LEDGER_HASH + 1] = "";

	if (ev->prev_n)
		gp_event_hex(prev, ev->prev);
	gp_buf_clear(&h->line);
	put_member(&h->line, "{\"at\":", ev->at, strlen(ev->at));
	gp_buf_puts(&h->line, ",\"body\":");
	gp_buf_put(&h->line, ev->body, ev->body_n);
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		put_member(&h->line, before[i].name, before[i].text, strlen(before[i].text));
	put_member(&h->line, ",\"prev\":", prev, strlen(prev));
	put_member(&h->line, ",\"reg\":", ev->reg, strlen(ev->reg));
	put_member(&h->line, ",\"rid\":", ev->rid, strlen(ev->rid));
	gp_buf_puts(&h->line, ev->seq < 0 ? ",\"seq\":-" : ",\"seq\":");
	gp_buf_put_uint(&h->line, ev->seq < 0 ? 0 - (uint64_t)ev->seq : (uint64_t)ev->seq);
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		put_member(&h->line, behind[i].name, behind[i].text, strlen(behind[i].text));
	gp_buf_putc(&h->line, '}');
	if (h->line.full)
		return gp_fail(e, GP_ELIMIT, "an entry is larger than %d MiB", (int)(GP_LEDGER_BODY_MAX >> 20));
	return gp_event_hash_bytes(h, h->line.data, h->line.len, out, e);
}

void gp_event_hex(char out[2 * GP_LEDGER_HASH + 1], const unsigned char hash[GP_LEDGER_HASH])
{
	for (size_t i = 0; i < GP_LEDGER_HASH; i++) {
		out[2 * i] = "0123456789abcdef"[hash[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[hash[i] & 15];
	}
	out[2 * GP_LEDGER_HASH] = '\0';
}

int gp_event_unhex(unsigned char out[GP_LEDGER_HASH], const char *hex, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	const char *high, *low;

	if (n != 2 * GP_LEDGER_HASH)
		return -1;
	for (size_t i = 0; i < GP_LEDGER_HASH; i++) {
		high = memchr(digits, hex[2 * i], 16);
		low = memchr(digits, hex[2 * i + 1], 16);
		if (!high || !low)
			return -1;
		out[i] = (unsigned char)((high - digits) << 4 | (low - digits));
	}
	return 0;
}
