/*
 * fetch_room.c - the memory that bodies take while they come in.
 *
 * Each may be as large as the options allow, and there may be as many as connections. So when those that
 * are not small come to more than GP_FETCH_ROOM, together with what waits elsewhere to be read, all but one
 * of them are held until there is room again. Time that a transfer is held does not count as its own.
 */
#include "core/base/clock.h"
#include "core/web/fetch_internal.h"

#define SMALL ((size_t)256 << 10)      /* bodies up to this size are never held */
#define SMALL_CODED ((size_t)4 << 20)  /* above it a bomb is known: GP_FETCH_BOMB_RATIO times what libcurl reads at once */

static bool crowded(const struct gp_fetch *f)
{
	return f->loaded + f->elsewhere > GP_FETCH_ROOM;
}

/* One at a time always goes on, or all would wait for each other; but not when readers are behind. */
static bool one_may_go_on(const struct gp_fetch *f)
{
	return !f->large && f->elsewhere <= GP_FETCH_ROOM / 2;
}

static void hold(struct gp_transfer *t)
{
	struct gp_fetch *f = t->owner;

	t->held = true;
	t->held_since = gp_clock_mono_ms();
	t->next_held = NULL;
	*f->held_last = t;
	f->held_last = &t->next_held;
	curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, 0L);
}

enum gp_fetch_room gp_fetch_room_for(struct gp_transfer *t, size_t n)
{
	struct gp_fetch *f = t->owner;
	bool may;

	if (t->body.len + n <= (t->coded ? SMALL_CODED : SMALL)) {
		f->loaded += n;
		return GP_FETCH_ROOM_THERE;
	}
	f->large -= t->large;
	may = !crowded(f) || one_may_go_on(f);
	t->large = may;
	f->large += may;
	if (may) {
		f->loaded += n;
		return GP_FETCH_ROOM_THERE;
	}
	if (t->coded) /* libcurl would go on to unpack what it has, into a buffer of its own */
		return GP_FETCH_ROOM_CODED;
	hold(t);
	return GP_FETCH_ROOM_HELD;
}

/* Takes t out of the list of those that are held. */
static void release(struct gp_transfer *t)
{
	struct gp_fetch *f = t->owner;
	struct gp_transfer **at = &f->held;

	if (!t->held)
		return;
	while (*at != t)
		at = &(*at)->next_held;
	*at = t->next_held;
	if (!*at)
		f->held_last = at;
	t->held = false;
}

void gp_fetch_room_leave(struct gp_transfer *t, size_t n)
{
	release(t);
	t->owner->large -= t->large;
	t->large = false;
	t->owner->loaded -= n;
}

void gp_fetch_make_room(struct gp_fetch *f, size_t elsewhere)
{
	f->elsewhere = elsewhere;
	while (f->held && (!crowded(f) || one_may_go_on(f))) {
		struct gp_transfer *t = f->held;

		release(t);
		t->held_ms += gp_clock_mono_ms() - t->held_since;
		curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, (long)(t->timeout_ms * 3L + t->held_ms));
		gp_curl.easy_pause(t->easy, CURLPAUSE_CONT); /* comes by in gp_fetch_room_for() at once */
	}
}
