#include "core/doc/cfb.h"

#include <stdlib.h>
#include <string.h>

#define HEADER 512
#define FREE_FROM 0xFFFFFFFAu /* MAXREGSECT: numbers from here on are no sectors */
#define END_OF_CHAIN 0xFFFFFFFEu
#define ENTRY 128             /* bytes of an entry of the directory */
#define MINI 64               /* bytes of a small sector */
#define IN_HEADER 109         /* sectors of the table that the header lists */

enum { STREAM = 2, ROOT = 5 };

static int damaged(struct gp_err *e)
{
	return gp_fail(e, GP_EPARSE, "the file is damaged: its parts cannot be put together");
}

/* --- sectors */

/* The bytes of a sector, which the end of the file may cut short. */
static struct gp_bytes sector(const struct gp_cfb *c, uint32_t number)
{
	size_t size = (size_t)1 << c->shift, at = ((size_t)number + 1) << c->shift;

	if (number >= c->sectors)
		return (struct gp_bytes){NULL, 0};
	return (struct gp_bytes){c->file.p + at, c->file.n - at < size ? c->file.n - at : size};
}

/* The sector behind `number` in its chain; what is no sector ends it. */
static uint32_t next(const struct gp_cfb *c, uint32_t number)
{
	size_t in_one = ((size_t)1 << c->shift) / 4, at = number % in_one;
	struct gp_bytes s;

	if (number / in_one >= c->fat_count)
		return FREE_FROM;
	s = sector(c, c->fat[number / in_one]);
	return 4 * at + 4 <= s.n ? gp_le32(s.p + 4 * at) : FREE_FROM;
}

/* The first n bytes of a chain. It need not be followed further, so one that bites its tail does no harm. */
static int read_chain(const struct gp_cfb *c, uint32_t first, size_t n, struct gp_bytes *out, struct gp_err *e)
{
	unsigned char *to;
	size_t len = 0;

	if (n > c->file.n)
		return damaged(e);
	to = gp_arena_alloc(c->arena, n + 1);
	for (uint32_t at = first; len < n; at = next(c, at)) {
		struct gp_bytes s = sector(c, at);
		size_t take = s.n < n - len ? s.n : n - len;

		if (!take || (take < (size_t)1 << c->shift && len + take < n))
			return damaged(e);
		memcpy(to + len, s.p, take);
		len += take;
	}
	*out = (struct gp_bytes){to, n};
	return 0;
}

/* --- the tables */

/* The numbers of the table's own sectors: the first stand in the header, the others in a chain of their own (2.5). */
static int read_fat(struct gp_cfb *c, struct gp_err *e)
{
	uint32_t said = gp_le32(c->file.p + 44), more = gp_le32(c->file.p + 68);
	size_t in_one = ((size_t)1 << c->shift) / 4 - 1;
	uint32_t *fat;

	if (!said || said > c->sectors)
		return damaged(e);
	fat = gp_arena_alloc(c->arena, said * sizeof *fat);
	for (; c->fat_count < said && c->fat_count < IN_HEADER; c->fat_count++)
		fat[c->fat_count] = gp_le32(c->file.p + 76 + 4 * c->fat_count);
	while (c->fat_count < said) {
		struct gp_bytes s = sector(c, more);

		if (s.n < 4 * (in_one + 1))
			return damaged(e);
		for (size_t i = 0; i < in_one && c->fat_count < said; i++)
			fat[c->fat_count++] = gp_le32(s.p + 4 * i);
		more = gp_le32(s.p + 4 * in_one);
	}
	c->fat = fat;
	return 0;
}

/* Its length is known only by its end. */
static int read_directory(struct gp_cfb *c, struct gp_err *e)
{
	uint32_t first = gp_le32(c->file.p + 48), count = 0;

	for (uint32_t at = first; at < FREE_FROM; at = next(c, at))
		if (++count > c->sectors)
			return damaged(e);
	return count ? read_chain(c, first, (size_t)count << c->shift, &c->directory, e) : damaged(e);
}

int gp_cfb_open(struct gp_cfb *c, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	const unsigned char *h = (const unsigned char *)p;
	size_t size;

	*c = (struct gp_cfb){.arena = a, .file = {h, n}};
	if (n < HEADER || memcmp(p, GP_CFB_MAGIC, GP_CFB_MAGIC_N) != 0)
		return damaged(e);
	c->shift = gp_le16(h + 30);
	if ((c->shift != 9 && c->shift != 12) || gp_le16(h + 32) != 6 || n > UINT32_MAX)
		return damaged(e);
	size = (size_t)1 << c->shift;
	c->sectors = n > size ? (uint32_t)((n - size + size - 1) >> c->shift) : 0;
	c->cutoff = gp_le32(h + 56);
	c->first_mini = gp_le32(h + 60);
	c->minis = gp_le32(h + 64);
	return read_fat(c, e) || read_directory(c, e) ? -1 : 0;
}

/* --- the directory (2.6) */

static const unsigned char *entry(const struct gp_cfb *c, uint32_t number)
{
	return number < c->directory.n / ENTRY ? c->directory.p + (size_t)number * ENTRY : NULL;
}

static unsigned char lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : c;
}

static bool is_named(const unsigned char *entry, const char *name)
{
	size_t n = strlen(name);

	if (gp_le16(entry + 64) != 2 * n + 2)
		return false;
	for (size_t i = 0; i < n; i++)
		if (entry[2 * i + 1] || lower(entry[2 * i]) != lower((unsigned char)name[i]))
			return false;
	return true;
}

/*
 * The stream of that name among the children of the root, which are a tree. All of it is looked through: not everyone
 * who writes such files sorts it.
 */
static const unsigned char *find(const struct gp_cfb *c, const char *name)
{
	size_t count = c->directory.n / ENTRY, depth = 0;
	const unsigned char *root = entry(c, 0), *found = NULL;
	uint32_t *waiting;
	bool *seen;

	if (!root || root[66] != ROOT)
		return NULL;
	waiting = gp_calloc(2 * count + 1, sizeof *waiting);
	seen = gp_calloc(count, sizeof *seen);
	waiting[depth++] = gp_le32(root + 76);
	while (depth && !found) {
		uint32_t number = waiting[--depth];
		const unsigned char *at = entry(c, number);

		if (!at || seen[number])
			continue;
		seen[number] = true;
		if (at[66] == STREAM && is_named(at, name))
			found = at;
		waiting[depth++] = gp_le32(at + 68);
		waiting[depth++] = gp_le32(at + 72);
	}
	free(waiting);
	free(seen);
	return found;
}

/* --- streams */

static int read_mini(struct gp_cfb *c, uint32_t first, size_t n, struct gp_bytes *out, struct gp_err *e)
{
	const unsigned char *root = entry(c, 0);
	unsigned char *to;
	size_t len = 0;

	if (!c->mini.p && (c->minis > c->sectors || read_chain(c, gp_le32(root + 116), gp_le32(root + 120), &c->mini, e) ||
	    read_chain(c, c->first_mini, (size_t)c->minis << c->shift, &c->mini_fat, e)))
		return damaged(e);
	to = gp_arena_alloc(c->arena, n + 1);
	for (uint32_t at = first; len < n;) {
		size_t take = n - len < MINI ? n - len : MINI, from = (size_t)at * MINI;

		if (from > c->mini.n || c->mini.n - from < take || (size_t)at * 4 + 4 > c->mini_fat.n)
			return damaged(e);
		memcpy(to + len, c->mini.p + from, take);
		len += take;
		at = gp_le32(c->mini_fat.p + (size_t)at * 4);
	}
	*out = (struct gp_bytes){to, n};
	return 0;
}

int gp_cfb_stream(struct gp_cfb *c, const char *name, struct gp_bytes *out, bool *found, struct gp_err *e)
{
	const unsigned char *at = find(c, name);
	size_t n = at ? gp_le32(at + 120) : 0;

	*found = at != NULL;
	*out = (struct gp_bytes){(const unsigned char *)"", 0};
	if (!n)
		return 0;
	if (n > c->file.n)
		return damaged(e);
	return n < c->cutoff ? read_mini(c, gp_le32(at + 116), n, out, e) : read_chain(c, gp_le32(at + 116), n, out, e);
}

bool gp_cfb_is_cut(const char *p, size_t n)
{
	const unsigned char *h = (const unsigned char *)p;

	return n >= HEADER && gp_le16(h + 30) < 16 && ((uint64_t)gp_le32(h + 48) + 1) << gp_le16(h + 30) >= n;
}

bool gp_cfb_mentions(const char *p, size_t n, const char *name)
{
	/* sectors begin at multiples of their size, and so do entries */
	for (size_t at = HEADER; at < n && n - at >= ENTRY; at += ENTRY) {
		const unsigned char *entry_at = (const unsigned char *)p + at;

		if ((entry_at[66] == 1 || entry_at[66] == STREAM) && is_named(entry_at, name))
			return true;
	}
	return false;
}
