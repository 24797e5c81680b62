#define _GNU_SOURCE
#include "core/crawl/link_memo.h"

#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#define XXH_INLINE_ALL /* most links are hashed, and are short */
#include <xxhash.h>

#include "core/crawl/edges.h"

#define SLOTS ((uint32_t)GP_LINK_NAMES * 4)
#define ENTRIES (GP_LINK_NAMES + GP_LINK_NAMES / 4) /* folders stand among them */
#define PROBES 16      /* a page may be made to collide; then it only goes slower */
#define BARE_MAX 1024
#define STAMP_SLOTS ((uint32_t)131072) /* 1 MiB: each link is looked up, anywhere in it */
#define STAMP_NUMBER 0xFFFFu           /* of a slot; the other bits are the hash's */

_Static_assert(GP_LINK_STAMPS <= STAMP_NUMBER, "numbers fit");

struct gp_link_memo_entry {
	uint64_t hash;
	struct gp_text raw, text;
	uint32_t folder;   /* 0: this is a folder */
	uint32_t number;
	uint32_t url_n;    /* bytes of the address without a fragment */
	uint8_t kind, flags;
};

enum { LOW = 1, DOWNLOAD = 2 };

static uint8_t flags_of(const struct gp_link *l)
{
	return (uint8_t)((l->confidence == GP_CONFIDENCE_LOW ? LOW : 0) | (l->download ? DOWNLOAD : 0));
}

static void forget(struct gp_link_memo *m)
{
	gp_arena_reset(&m->arena);
	memset(m->slots, 0, SLOTS * sizeof *m->slots);
	m->count = 1;
	m->numbered = 0;
	m->bytes = 0;
	memset(m->stamps, 0, STAMP_SLOTS * sizeof *m->stamps);
	m->stamped = 0;
	m->stamp_bytes = 0;
}

static void open_memo(struct gp_link_memo *m)
{
	m->list = gp_calloc(ENTRIES, sizeof *m->list);
	m->slots = gp_calloc(SLOTS, sizeof *m->slots);
	m->stamps = gp_calloc(STAMP_SLOTS, sizeof *m->stamps);
	/* the kernel's random bytes for the process: asking it for more is not among what the jail allows */
	memcpy(&m->seed, (const void *)getauxval(AT_RANDOM), sizeof m->seed);
	m->count = 1;
}

void gp_link_memo_free(struct gp_link_memo *m)
{
	gp_arena_free(&m->arena);
	free(m->list);
	free(m->slots);
	free(m->stamps);
	*m = (struct gp_link_memo){0};
}

static bool is_entry(const struct gp_link_memo_entry *e, uint64_t hash, uint32_t folder, struct gp_text raw,
    uint8_t kind, uint8_t flags)
{
	return e->hash == hash && e->folder == folder && e->raw.n == raw.n && e->kind == kind && e->flags == flags &&
	    !memcmp(e->raw.p, raw.p, raw.n);
}

/* The entry; or 0 and the free slot for it in *at (SLOTS: there is none near). */
static uint32_t look(const struct gp_link_memo *m, uint64_t hash, uint32_t folder, struct gp_text raw, uint8_t kind,
    uint8_t flags, uint32_t *at)
{
	uint32_t i = (uint32_t)hash & (SLOTS - 1);

	for (int probe = 0; probe < PROBES; probe++, i = (i + 1) & (SLOTS - 1)) {
		if (!m->slots[i]) {
			*at = i;
			return 0;
		}
		if (is_entry(&m->list[m->slots[i]], hash, folder, raw, kind, flags))
			return m->slots[i];
	}
	*at = SLOTS;
	return 0;
}

static struct gp_text keep(struct gp_link_memo *m, struct gp_text t)
{
	return (struct gp_text){t.n ? gp_arena_strndup(&m->arena, t.p, t.n) : "", t.n};
}

static uint32_t put(struct gp_link_memo *m, const struct gp_link_memo_entry *e)
{
	m->bytes += e->raw.n + e->text.n + e->url_n;
	m->list[m->count] = *e;
	m->list[m->count].raw = keep(m, e->raw);
	m->list[m->count].text = keep(m, e->text);
	return m->count++;
}

static bool has_room(const struct gp_link_memo *m)
{
	return m->count < ENTRIES && m->numbered < GP_LINK_NAMES && m->bytes < GP_LINK_NAME_BYTES;
}

static bool has_stamps(const struct gp_link_memo *m)
{
	return m->stamped < GP_LINK_STAMPS && m->stamp_bytes < GP_LINK_STAMP_BYTES;
}

/* The folder of the base is an entry like the links, with what else matters in its name. */
static uint32_t folder_of(struct gp_link_memo *m, const struct gp_url *page, const struct gp_url *base, const char *charset)
{
	const char *href = gp_url_href(base), *end = memrchr(href, '/', base->path_end);
	char name[64 + GP_URL_MAX];
	struct gp_link_memo_entry e = {.raw = {name, 0}};
	size_t n = strlen(charset), len = end ? (size_t)(end + 1 - href) : 0;
	uint32_t found, at;

	if ((base->scheme != GP_SCHEME_HTTP && base->scheme != GP_SCHEME_HTTPS) || !len || n + 1 + len > sizeof name)
		return 0;
	memcpy(name, charset, n);
	name[n] = page->scheme == GP_SCHEME_HTTPS ? '!' : ' ';
	memcpy(name + n + 1, href, len);
	e.raw.n = n + 1 + len;
	e.hash = XXH3_64bits(name, e.raw.n);
	found = look(m, e.hash, 0, e.raw, 0, 0, &at);
	return found || at == SLOTS ? found : (m->slots[at] = put(m, &e));
}

bool gp_link_memo_page(struct gp_link_memo *m, const struct gp_url *page, const struct gp_url *base, const char *charset)
{
	bool full;

	if (!m->list)
		open_memo(m);
	full = !has_room(m) || !has_stamps(m);
	if (full)
		forget(m);
	m->self = 0;
	m->folder = folder_of(m, page, base, charset);
	return full;
}

enum { BLANK = 1, COLON = 2, ESCAPED = 4 /* in a fragment: URL Standard 1.3 */ };

/* Everything that the bytes are; one look-up a byte, as every link passes here. */
static unsigned classes_in(const char *p, size_t n)
{
	enum { B = BLANK | ESCAPED, E = ESCAPED };
	static const unsigned char classes[128] = {
		B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
		['"'] = E, [':'] = COLON, ['<'] = E, ['>'] = E, ['`'] = E, [0x7F] = E,
	};
	unsigned all = 0, bytes = 0;

	for (size_t i = 0; i < n; i++) {
		bytes |= (unsigned char)p[i];
		all |= classes[p[i] & 0x7F];
	}
	/* beyond ASCII the low bits are any class: the careful way is right as well */
	return bytes & 0x80 ? BLANK | COLON | ESCAPED : all;
}

/* Text directives are looked at by others. */
static bool plain_fragment(const char *p, size_t n)
{
	unsigned all = classes_in(p, n);

	return !(all & ESCAPED) && (!(all & COLON) || !memmem(p, n, ":~:", 3));
}

/* White space is cut off at the ends, and "?…" and "http:?…" keep the last part of the base. */
static bool needs_folder_only(const char *p, size_t n)
{
	unsigned all = classes_in(p, n);

	for (size_t i = 0; all & COLON && i < n; i++)
		if (p[i] == ':' && (i + 1 == n || p[i + 1] != '/'))
			return false;
	return !(all & BLANK) && p[0] != '?';
}

void gp_link_memo_key(const struct gp_link_memo *m, struct gp_link_memo_key *key, const struct gp_link *l)
{
	const char *mark = memchr(l->raw.p, '#', l->raw.n);
	size_t n = mark ? (size_t)(mark - l->raw.p) : l->raw.n;

	*key = (struct gp_link_memo_key){.kind = gp_edge_kind(l->kind, strlen(l->kind)), .flags = flags_of(l),
	    .bare = {l->raw.p, n}, .has_fragment = mark != NULL};
	if (!m->folder || n > BARE_MAX || (n ? !needs_folder_only(l->raw.p, n) : !mark))
		return;
	if (mark)
		key->fragment = (struct gp_text){mark + 1, l->raw.n - n - 1};
	key->fits = plain_fragment(key->fragment.p, key->fragment.n);
	key->hash = XXH3_64bits_withSeed(l->raw.p, n, m->folder);
}

uint32_t gp_link_memo_find(const struct gp_link_memo *m, const struct gp_link_memo_key *key, const struct gp_link *l,
    bool *same_text)
{
	const struct gp_link_memo_entry *e;
	uint32_t found = m->self, at;

	if (!key->fits)
		return 0;
	if (key->bare.n)
		found = look(m, key->hash, m->folder, key->bare, key->kind, key->flags, &at);
	e = &m->list[found];
	if (!found || e->kind != key->kind || e->flags != key->flags ||
	    e->url_n + 1 + key->fragment.n > GP_URL_MAX)
		return 0;
	*same_text = e->text.n == l->text.n && (!l->text.n || !memcmp(e->text.p, l->text.p, l->text.n));
	return e->number;
}

uint32_t gp_link_memo_add(struct gp_link_memo *m, const struct gp_link_memo_key *key, const struct gp_link *l,
    const struct gp_url *u)
{
	struct gp_link_memo_entry e = {.hash = key->hash, .raw = key->bare, .text = l->text, .folder = m->folder,
	    .number = m->numbered + 1, .url_n = (uint32_t)gp_url_bare_len(u), .kind = key->kind, .flags = key->flags};
	uint32_t at = SLOTS;

	if (!key->fits || !has_room(m))
		return 0;
	if (!key->bare.n && !m->self)
		m->self = put(m, &e);
	else if (key->bare.n && !look(m, key->hash, m->folder, key->bare, key->kind, key->flags, &at) && at < SLOTS)
		m->slots[at] = put(m, &e);
	else
		return 0; /* among the known, but too long with this fragment; or too many share a place */
	return ++m->numbered;
}

uint64_t gp_link_memo_hash(const struct gp_link_memo *m, const struct gp_link *l)
{
	const uint64_t rest = (uint64_t)m->folder << 16 | (uint64_t)gp_edge_kind(l->kind, strlen(l->kind)) << 8 |
	    flags_of(l);
	uint64_t hash;

	if (!m->folder || !l->raw.n || l->raw.p[0] == '#') /* those lead into the page itself */
		return 0;
	hash = XXH3_64bits_withSeed(l->text.p, l->text.n, m->seed ^ rest * 0x9E3779B97F4A7C15u);
	hash = XXH3_64bits_withSeed(l->raw.p, l->raw.n, hash);
	return hash ? hash : 1;
}

static uint32_t slot_of(uint64_t hash)
{
	return (uint32_t)(hash >> 16) & (STAMP_SLOTS - 1);
}

uint32_t gp_link_memo_stamp(const struct gp_link_memo *m, uint64_t hash)
{
	uint32_t i = slot_of(hash);

	for (int probe = 0; hash && probe < PROBES && m->stamps[i]; probe++, i = (i + 1) & (STAMP_SLOTS - 1))
		if (!((m->stamps[i] ^ hash) & ~(uint64_t)STAMP_NUMBER))
			return m->stamps[i] & STAMP_NUMBER;
	return 0;
}

uint32_t gp_link_memo_add_stamp(struct gp_link_memo *m, uint64_t hash, size_t bytes)
{
	uint32_t i = slot_of(hash);

	if (!hash || !has_stamps(m))
		return 0;
	for (int probe = 0; m->stamps[i]; i = (i + 1) & (STAMP_SLOTS - 1))
		if (++probe == PROBES)
			return 0;
	m->stamp_bytes += bytes;
	m->stamps[i] = (hash & ~(uint64_t)STAMP_NUMBER) | ++m->stamped;
	return m->stamped;
}
