/*
 * session.h - a script worker for a verb that does one thing after another.
 *
 * Owns a loop, a worker and the memory in which pages lie; requests are made
 * with script.h and waited for here.
 */
#ifndef GP_SCRIPT_SESSION_H
#define GP_SCRIPT_SESSION_H

#include "core/script/script.h"
#include "core/sys/proc.h"

#define GP_SESSION_PAGE_MAX ((size_t)16 << 20) /* bytes of a page */

struct gp_session {
	struct gp_loop *loop;
	struct gp_script *script;
	struct gp_shared shared;
};

/* The sources stay the caller's. */
int gp_session_open(struct gp_session *s, struct gp_source *sources, int count, enum gp_lang lang,
    struct gp_err *e) GP_MUST_USE;
/* The same with `size` bytes for pages, and other limits; o->memory_fd is set here. */
int gp_session_start(struct gp_session *s, const struct gp_script_options *o, size_t size, struct gp_err *e) GP_MUST_USE;
/* Accepts a cleared struct. */
void gp_session_close(struct gp_session *s);
/*
 * While a caller waits for much at once, its loop turns for the worker: until NULL is lent, or the session closed.
 * Requests under way end without a callback.
 */
void gp_session_lend(struct gp_session *s, struct gp_loop *loop);
/* Turns the loop until every request has its answer. */
int gp_session_wait(struct gp_session *s, struct gp_err *e) GP_MUST_USE;
/* Puts the bytes of a page where the worker sees them, at offset 0: no request may be under way that is about others. */
int gp_session_body(struct gp_session *s, const char *body, size_t n, struct gp_err *e) GP_MUST_USE;

/*
 * An answer that is not GP_SCRIPT_GOOD as an error: `name` is the script or rule it
 * was about. Always -1.
 */
int gp_script_fail(const struct gp_script_answer *a, const char *name, struct gp_err *e);

#endif
