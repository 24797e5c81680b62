/*
 * script_shell.h - the worker's end of a shell: code evaluated piece by piece, in one environment that lasts.
 *
 * Each request is one packed map (value.h), and so is each answer:
 *   { run, name, width }       compiles and runs a piece of source; `name` is what messages call it
 *   { resume = V }             goes on with the piece that asked, V is what it asked for
 *   { give = { slot, url, status, type, charset, offset, length, headers, newest } }
 *                              a page in the shared memory, from now on pages[slot]; headers: name, value, …;
 *                              newest = 1: it is `page` as well
 *   { names = TEXT }           how the word at the end of TEXT can go on
 * Answers: { status = "done", text }, { status = "error", text, why }, { status = "more" } when the piece is not complete,
 * { status = "ask", ask = { want, … } } (lua/govpub/shell/session.lua says what is asked), { names = { … } }.
 * The code runs in a coroutine, so that asking is an answer like any other.
 */
#ifndef GP_SCRIPT_SCRIPT_SHELL_H
#define GP_SCRIPT_SCRIPT_SHELL_H

#include "core/base/value.h"
#include "core/script/script_call.h"

#define GP_SHELL_PAGES 16                        /* slots 1…16; a slot given again loses its page */
#define GP_SHELL_PRINTED ((size_t)256 << 10)     /* bytes that one piece may print */

struct gp_sandbox;

/* What the worker lends. */
struct gp_shell_room {
	struct gp_sandbox *sandbox;
	const char *shared; /* memory with the pages */
	size_t shared_size;
	int pack;           /* whose modules require finds */
	gp_script_find_fn *find;
	void *user;
};

/* One request, one answer. -1: the request is not as above, or there is no memory. */
int gp_script_shell(const struct gp_shell_room *room, const struct gp_value *ask, struct gp_buf *out,
    struct gp_err *e) GP_MUST_USE;

#endif
