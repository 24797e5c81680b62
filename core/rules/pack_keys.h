/*
 * pack_keys.h - the two files in which an office keeps whom it trusts (packs.trust) and what it installed (packs.lock).
 *
 * Both lie beside office.lua and are data (literal.h), written whole or not at all. All strings live as long as the set.
 */
#ifndef GP_RULES_PACK_KEYS_H
#define GP_RULES_PACK_KEYS_H

#include "core/base/mem.h"
#include "core/pack/files.h"
#include "core/pack/minisign.h"

#define GP_PACK_KEYS_MAX 500
#define GP_PACK_LOCKED_MAX 200 /* installed packs */

struct gp_pack_trusted {
	struct gp_minisign_public key;
	const char *name;  /* as the office calls whose it is */
	const char *since; /* "2026-11-23" */
};

struct gp_pack_keys {
	struct gp_arena arena;
	struct gp_pack_trusted list[GP_PACK_KEYS_MAX];
	size_t count;
};

/* A missing file is fine. GP_EUSAGE: it is not as it should be; GP_EIO. */
int gp_pack_keys_read(struct gp_pack_keys **out, const char *dir, struct gp_err *e) GP_MUST_USE;
int gp_pack_keys_write(const struct gp_pack_keys *k, const char *dir, struct gp_err *e) GP_MUST_USE;
void gp_pack_keys_free(struct gp_pack_keys *k); /* NULL is fine */
/* NULL when it is not there; `k` may be NULL. */
const struct gp_minisign_public *gp_pack_keys_find(const struct gp_pack_keys *k, const unsigned char id[8]);

struct gp_pack_locked {
	const char *name, *version;
	const char *manifest; /* SHA-256 of MANIFEST in hexadecimal; "" when the first installation did not come to its end */
	const char *next;     /* of the one that was about to take its place; "" */
	const char *key;      /* number of the key that signed it; "" */
	const char *source;   /* where it came from: a path or an address; "" */
	const char *installed; /* "2026-11-23" */
};

struct gp_pack_lock {
	struct gp_arena arena;
	struct gp_pack_locked list[GP_PACK_LOCKED_MAX];
	size_t count;
};

int gp_pack_lock_read(struct gp_pack_lock **out, const char *dir, struct gp_err *e) GP_MUST_USE;
int gp_pack_lock_write(const struct gp_pack_lock *l, const char *dir, struct gp_err *e) GP_MUST_USE;
void gp_pack_lock_free(struct gp_pack_lock *l); /* NULL is fine */
/* NULL when it is not there. */
struct gp_pack_locked *gp_pack_lock_find(struct gp_pack_lock *l, const char *name);
/* The entry of that name, new and empty if need be; NULL when there are too many. */
struct gp_pack_locked *gp_pack_lock_add(struct gp_pack_lock *l, const char *name);
void gp_pack_lock_drop(struct gp_pack_lock *l, const char *name);

#endif
