/*
 * cfb.h - compound files ([MS-CFB]): a small file system in a file, which Word and Excel wrote until 2007.
 *
 * Only the streams that lie in the root are found; those of embedded objects are other files.
 */
#ifndef GP_DOC_CFB_H
#define GP_DOC_CFB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/base/mem.h"

#define GP_CFB_MAGIC "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
#define GP_CFB_MAGIC_N 8

struct gp_bytes {
	const unsigned char *p;
	size_t n;
};

struct gp_cfb {
	struct gp_arena *arena;
	struct gp_bytes file;
	unsigned shift;             /* a sector has 1 << shift bytes */
	uint32_t sectors;           /* in the file; the last may be cut short */
	const uint32_t *fat;        /* the sectors of the allocation table */
	size_t fat_count;
	uint32_t first_mini, minis; /* where the table of the small sectors begins, and how many sectors it has */
	uint32_t cutoff;            /* streams of fewer bytes lie in small sectors */
	struct gp_bytes directory, mini, mini_fat; /* the last two are read when a small stream is */
};

/* Reads the tables; p and the arena must outlive it. GP_EPARSE: it is no such file, or damaged. */
int gp_cfb_open(struct gp_cfb *c, struct gp_arena *a, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
/*
 * The bytes of a stream, in the arena; its name is ASCII, of any case, but control characters in front of it. *found
 * false: there is none. GP_EPARSE: it is damaged.
 */
int gp_cfb_stream(struct gp_cfb *c, const char *name, struct gp_bytes *out, bool *found, struct gp_err *e) GP_MUST_USE;
/* Whether the directory of p[0..n) lies behind its end: the rest of the file is missing. */
bool gp_cfb_is_cut(const char *p, size_t n);
/*
 * Whether p[0..n) has a stream or a storage of this name anywhere, found without following the tables: what an unknown
 * file seems to be.
 */
bool gp_cfb_mentions(const char *p, size_t n, const char *name);

/* Little-endian numbers. */
static inline uint16_t gp_le16(const unsigned char *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t gp_le32(const unsigned char *p)
{
	return (uint32_t)gp_le16(p) | (uint32_t)gp_le16(p + 2) << 16;
}

#endif
