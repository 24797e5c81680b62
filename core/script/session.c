#include "core/script/session.h"

#include <string.h>

#include "core/sys/loop.h"

int gp_session_start(struct gp_session *s, const struct gp_script_options *o, size_t size, struct gp_err *e)
{
	struct gp_script_options own = *o;

	*s = (struct gp_session){.shared = {.fd = -1}};
	if (gp_loop_new(&s->loop, e) || gp_shared_new(&s->shared, "govpub-page", size, e)) {
		gp_session_close(s);
		return -1;
	}
	own.memory_fd = s->shared.fd;
	s->script = gp_script_new(s->loop, &own);
	return 0;
}

int gp_session_open(struct gp_session *s, struct gp_source *sources, int count, enum gp_lang lang, struct gp_err *e)
{
	struct gp_script_options o = {.sources = sources, .count = count, .lang = lang};

	return gp_session_start(s, &o, GP_SESSION_PAGE_MAX, e);
}

void gp_session_close(struct gp_session *s)
{
	gp_script_free(s->script);
	if (s->loop)
		gp_shared_free(&s->shared);
	gp_loop_free(s->loop);
	*s = (struct gp_session){0};
}

void gp_session_lend(struct gp_session *s, struct gp_loop *loop)
{
	gp_script_turn_in(s->script, loop ? loop : s->loop);
}

int gp_session_wait(struct gp_session *s, struct gp_err *e)
{
	while (gp_script_pending(s->script))
		if (gp_loop_turn(s->loop, -1, e))
			return -1;
	return 0;
}

int gp_session_body(struct gp_session *s, const char *body, size_t n, struct gp_err *e)
{
	if (n > s->shared.size)
		return gp_fail(e, GP_ELIMIT, "the page is larger than %d MiB", (int)(GP_SESSION_PAGE_MAX >> 20));
	if (n)
		memcpy(s->shared.map, body, n);
	return 0;
}

int gp_script_fail(const struct gp_script_answer *a, const char *name, struct gp_err *e)
{
	if (a->outcome == GP_SCRIPT_BAD)
		return gp_fail(e, GP_ESCRIPT, "%s", a->message);
	if (a->outcome == GP_SCRIPT_LOST)
		return gp_fail(e, GP_ESCRIPT, "%s: %s", name, a->message);
	switch (a->limit) {
	case GP_SCRIPT_CPU:
		return gp_fail(e, GP_ESCRIPT, "%s: stopped: it used more than %d seconds of processor time", name,
		    GP_SCRIPT_CPU_MS / 1000);
	case GP_SCRIPT_WALL:
		return gp_fail(e, GP_ESCRIPT, "%s: stopped: it took longer than %d seconds", name,
		    GP_SCRIPT_WALL_MS / 1000);
	case GP_SCRIPT_MEMORY:
		return gp_fail(e, GP_ESCRIPT, "%s: stopped: it used more than %d MiB of memory", name,
		    (int)(GP_SCRIPT_HEAP >> 20));
	case GP_SCRIPT_KEPT:
		return gp_fail(e, GP_ESCRIPT, "%s: stopped: it kept more than %d MiB of memory after its end", name,
		    (int)(GP_SCRIPT_KEPT_MAX >> 20));
	default:
		return gp_fail(e, GP_ESCRIPT, "%s: stopped: it made the interpreter crash", name);
	}
}
