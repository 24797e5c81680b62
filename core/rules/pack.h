/*
 * pack.h - one pack: what pack.lua says of it, and whose it is.
 *
 * A pack lies in memory (core/pack/files.h) from the moment it is read; its manifest, its signature and its rules are
 * those bytes and no others. pack.lua is data (literal.h): nothing in it runs.
 */
#ifndef GP_RULES_PACK_H
#define GP_RULES_PACK_H

#include <stdbool.h>

#include "core/base/catalogue.h"
#include "core/base/value.h"
#include "core/pack/files.h"
#include "core/pack/minisign.h"

#define GP_PACK_API 1                /* level of the script interface that this program offers */
#define GP_PACK_KEY "author.pub"     /* the author's public key, which the manifest covers */
#define GP_PACK_WORD_MAX 40          /* bytes of a name; a version is shorter */

enum gp_pack_state {
	GP_PACK_TRUSTED,  /* signed by a key that the office trusts */
	GP_PACK_UNKNOWN,  /* signed and whole, by a key that it does not trust */
	GP_PACK_UNSIGNED,
	/* these never run */
	GP_PACK_FORGED,   /* the signature does not fit */
	GP_PACK_CHANGED,  /* the files are not those that were packed or installed */
	GP_PACK_STALE,    /* the lock and the folder do not belong together */
	GP_PACK_BROKEN,   /* it cannot be read */
	GP_PACK_STATES,
};

struct gp_pack {
	struct gp_arena arena;
	struct gp_pack_files files;
	const char *name, *version;
	const char *title[2];                    /* by gp_lang */
	const char *author, *office, *licence, *homepage; /* "" where it says nothing */
	const struct gp_value *needs;            /* a list of names, or NULL */
	char manifest[2 * GP_PACK_HASH + 1];     /* SHA-256 of MANIFEST, or of what it would be */
	enum gp_pack_state state;                /* TRUSTED to CHANGED */
	char key[GP_MINISIGN_ID];                /* of the signature; "" without one */
	const char *problem;                     /* FORGED, CHANGED: what is wrong; else "" */
};

/* The keys that the office trusts (pack_keys.h). */
struct gp_pack_keys;

/*
 * Takes over the sealed files, also when it fails (they are freed then). `from` is what messages call it. GP_EUSAGE:
 * pack.lua is missing or not as it should be; GP_EDENIED: it is written for a newer program, its name is taken by
 * what is shipped, or a file lies where a pack has none. `keys` may be NULL.
 */
int gp_pack_open(struct gp_pack **out, struct gp_pack_files *files, const char *from, const struct gp_pack_keys *keys,
    struct gp_err *e) GP_MUST_USE;
/* A folder. */
int gp_pack_read(struct gp_pack **out, const char *folder, const struct gp_pack_keys *keys, struct gp_err *e) GP_MUST_USE;
void gp_pack_free(struct gp_pack *p); /* NULL is fine */

/* "trusted" "unknown-key" "unsigned" "forged" "changed" "stale" "broken". */
const char *gp_pack_state_name(enum gp_pack_state s);
/* Whether its rules run: always, or when it is asked for by name. */
bool gp_pack_runs(enum gp_pack_state s);
/* The list of its files: MANIFEST, or what it would be. */
void gp_pack_manifest(struct gp_buf *out, const struct gp_pack *p);
/* What the trusted comment of its signature says. */
void gp_pack_comment(char out[GP_MINISIGN_COMMENT], const struct gp_pack *p);
/* Less than, equal to or greater than 0; versions are numbers with points between. */
int gp_pack_compare_versions(const char *a, const char *b);
/* a-z, 0-9, - and _, and none that means something else on a command line or is shipped. */
bool gp_pack_is_name(const char *s);
/* Whether it is the name of a shipped pack. */
bool gp_pack_is_shipped(const char *name);

#endif
