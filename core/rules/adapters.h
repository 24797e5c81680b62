/*
 * adapters.h - the adapters at hand, which read what an account published (govpub-adapters(7)).
 *
 * An adapter is a file: rules/adapters/ID.lua in the binary, or adapters/ID.lua of an office, which takes the
 * place of a shipped one with the same id. Each is evaluated and called in a script worker (session.h), shipped
 * ones and those of an office in different packs. It has no network and sees no secret: it says what it would
 * have asked for, and account_read.h asks.
 */
#ifndef GP_RULES_ADAPTERS_H
#define GP_RULES_ADAPTERS_H

#include "core/script/session.h"
#include "core/script/sources.h"

#define GP_ADAPTER_BODY_MAX ((size_t)4 << 20) /* bytes of a reply or a file that an adapter is shown */

struct gp_adapter {
	const char *id, *path;
	bool shipped, overrides;
	int file;                      /* of the sources */
	bool declared;                 /* what follows is known */
	const char *title[2];          /* by gp_lang */
	const char *mark, *platform;   /* "" */
	const char *const *hosts;      /* it may ask these, and secrets go to them alone; ended by NULL */
	const char *const *articles;   /* hosts on which articles lie, ended by NULL; empty: anywhere */
	const char *const *secrets;    /* names of those it needs, ended by NULL */
	bool reads_file;               /* it asks for nothing: it is shown the account's file */
};

struct gp_adapters {
	struct gp_sources files;
	struct gp_arena arena;
	struct gp_adapter *list;       /* by id */
	size_t count, cap;
	struct gp_session session;
	bool open;
	struct gp_buf answer;          /* packed: of the last call */
};

/* `dir`: the office's folder, or NULL. GP_EIO, GP_ELIMIT; GP_EDENIED when an office has adapters and there is no jail. */
int gp_adapters_open(struct gp_adapters **out, const char *dir, enum gp_lang lang, struct gp_err *e) GP_MUST_USE;
void gp_adapters_close(struct gp_adapters *a); /* NULL is fine */
/* NULL when there is none. */
struct gp_adapter *gp_adapters_by_id(struct gp_adapters *a, const char *id);

/* Evaluates the file, once. GP_ESCRIPT says what is wrong with it. */
int gp_adapters_declare(struct gp_adapters *a, struct gp_adapter *one, struct gp_err *e) GP_MUST_USE;
/*
 * Calls request(), parse() or tests() of a declared adapter with a packed value, and with a body of `n` bytes
 * (NULL: none); the result lies in the arena `to`. GP_ESCRIPT, GP_ELIMIT.
 */
int gp_adapters_call(struct gp_adapters *a, const struct gp_adapter *one, const char *function,
    const struct gp_buf *ask, const char *body, size_t n, const char *charset, struct gp_value *out, struct gp_arena *to,
    struct gp_err *e) GP_MUST_USE;

#endif
