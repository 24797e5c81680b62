/*
 * sandbox.h - Lua states for scripts that nobody vouches for (security.md 1, 2).
 *
 * Profiles, from narrow to wide: data (data.h, no library at all), script (here), command
 * (command.h, shipped verbs in the parent). What a script gets is an allow-list:
 * every name that is missing has a reason, and a script that uses it is told.
 *
 * Meant for a worker that can be killed: passing the memory limit ends the
 * process through `over`, for Lua 5.4.4 is not safe when an allocation is
 * refused. States are never closed, so no finalizer runs at the end.
 */
#ifndef GP_SCRIPT_SANDBOX_H
#define GP_SCRIPT_SANDBOX_H

#include <lua.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"

struct gp_sandbox {
	size_t used, max;              /* bytes of all states together, as malloc() counts them */
	uint64_t given;                /* bytes ever given to them, also those that came back */
	void (*over)(void);            /* the limit was passed; must not return */
};

/* Before the jail: what library functions ask the system for once. */
void gp_sandbox_preload(void);
/* A new state with the libraries of the profile, out of reach of scripts until gp_sandbox_env(). */
lua_State *gp_sandbox_state(struct gp_sandbox *s, struct gp_err *e);
/*
 * Pushes a new environment: own copies of all libraries, so that what one script
 * does to them no other sees. Raises for memory only.
 */
void gp_sandbox_env(lua_State *L);
/* Before each call into a script: the random numbers, which a state has in common, begin anew. May raise. */
void gp_sandbox_renew(lua_State *L);
/*
 * Compiles src[0..n), text only, and pushes the function with the environment
 * that is on top of the stack (and is consumed). `path` is what messages call it. Raises
 * with the reason: syntax, bytecode, bidirectional control characters.
 */
void gp_sandbox_load(lua_State *L, const char *src, size_t n, const char *path);

#endif
