/*
 * packs.h - the packs that an office has installed: in which state they are, and their rules.
 *
 * A pack NAME lies in the office's packs/NAME/ as `govpub rules install` put it there; packs.lock says which one it
 * should be. Every run reads it anew, compares it with its manifest, that with the lock and the signature with the
 * keys that the office trusts, and then runs these very bytes: nothing is remembered from one run to the next.
 */
#ifndef GP_RULES_PACKS_H
#define GP_RULES_PACKS_H

#include "core/rules/pack.h"
#include "core/rules/pack_keys.h"

struct gp_rules;

struct gp_installed {
	const char *name, *version; /* version "" when it cannot be read */
	const char *path;           /* of the folder, as messages show it */
	enum gp_pack_state state;
	const char *problem;        /* what is wrong, in the user's language; "" */
	const char *key;            /* number of the key that signed it, "" */
	const char *signer;         /* what the office calls that key, "" */
	const char *source;         /* where it came from, "" */
	struct gp_pack *pack;       /* NULL when it cannot be read or is not there */
	struct gp_installed *next;  /* of those that gp_packs_add_folder() made */
};

struct gp_packs {
	struct gp_arena arena;
	struct gp_pack_keys *keys;
	struct gp_pack_lock *lock;
	struct gp_installed *list;  /* by name */
	size_t count;
};

/* -1 when packs.lock or packs.trust cannot be read; a pack that cannot be has a state. */
int gp_packs_read(struct gp_packs **out, const char *dir, struct gp_err *e) GP_MUST_USE;
void gp_packs_free(struct gp_packs *p); /* NULL is fine */
const struct gp_installed *gp_packs_find(const struct gp_packs *p, const char *name);

/*
 * Adds the rules of those that may run, from memory; the others of the set stay. The packs must live as long as the
 * rules. Rules of a pack that is not trusted are off until they or the pack are named.
 */
int gp_packs_add_rules(const struct gp_packs *p, struct gp_rules *r, struct gp_err *e) GP_MUST_USE;
/* The rules of one pack, whatever its state. */
int gp_pack_add_rules(const struct gp_installed *one, struct gp_rules *r, struct gp_err *e) GP_MUST_USE;

/* Whether the folder of this path ("/" at its end, or "") has a pack.lua. */
bool gp_packs_is_folder(const char *folder);
/* The rules of a pack that lies anywhere; it is kept in `r`. Its state does not matter: somebody named it. */
int gp_packs_add_folder(struct gp_rules *r, const char *folder, struct gp_err *e) GP_MUST_USE;
void gp_packs_free_folders(struct gp_installed *first);

/*
 * Puts the pack in place of the one of its name, or beside the others: after a crash there is the old or the new,
 * whole. A pack without MANIFEST gets one. GP_ECONFLICT: another process is at it; GP_EIO.
 */
int gp_pack_install(const struct gp_pack *pack, const char *dir, const char *source, struct gp_err *e) GP_MUST_USE;
/* GP_ENOTFOUND. */
int gp_pack_remove(const char *dir, const char *name, struct gp_err *e) GP_MUST_USE;

#endif
