#include "core/crawl/history.h"

#include <string.h>

static bool is(const char *verdict, enum gp_verdict v)
{
	return !strcmp(verdict, gp_verdict_name(v));
}

bool gp_history_fine(const char *verdict)
{
	return is(verdict, GP_VERDICT_OK) || is(verdict, GP_VERDICT_REDIRECTED);
}

bool gp_history_bad(const char *verdict)
{
	return is(verdict, GP_VERDICT_BROKEN) || is(verdict, GP_VERDICT_DANGER);
}

const char *gp_change_name(enum gp_change c)
{
	static const char *const names[] = {NULL, "new", "still", "fixed", "other"};

	return names[c];
}

static bool is_carried(const struct gp_store_past *p)
{
	return !strcmp(p->cause, GP_PAST_CARRIED);
}

void gp_history_complete(struct gp_store_past *p, int64_t last_run_at)
{
	if (!gp_history_fine(p->verdict) || is_carried(p))
		return;
	p->last_ok = p->last_checked = last_run_at;
}

/* Pages come and go without the link being another: they are not compared. */
static bool same_spell(const struct gp_store_past *a, const struct gp_store_past *b)
{
	return a->status == b->status && !strcmp(a->verdict, b->verdict) && !strcmp(a->cause, b->cause) &&
	    !strcmp(a->final_url, b->final_url);
}

static void spell_of(const struct gp_store_past *p, int64_t until, struct gp_store_spell *spell)
{
	*spell = (struct gp_store_spell){.from = p->since, .until = until, .verdict = p->verdict, .cause = p->cause,
	    .status = p->status, .final_url = p->final_url, .pages = p->pages};
}

/* Dates and counts after a check that was made. */
static void count(struct gp_store_past *p, const struct gp_check *now)
{
	if (is(now->verdict, GP_VERDICT_UNCHECKED) || !strcmp(now->cause, GP_PAST_CARRIED))
		return;
	p->last_checked = now->at;
	if (gp_history_fine(now->verdict)) {
		p->last_ok = now->at;
		p->failed_since = p->streak = 0;
	} else if (gp_history_bad(now->verdict)) {
		if (!p->streak++)
			p->failed_since = now->at;
	}
}

static enum gp_change change_of(const struct gp_store_past *before, const struct gp_check *now)
{
	bool was_bad = before && before->streak > 0;

	if (!now->before_run) /* the first run of all: nothing to be new against */
		return GP_CHANGE_NONE;
	if (gp_history_bad(now->verdict))
		return was_bad ? GP_CHANGE_STILL : GP_CHANGE_NEW;
	if (was_bad && gp_history_fine(now->verdict))
		return GP_CHANGE_FIXED;
	return before && !strcmp(before->verdict, now->verdict) ? GP_CHANGE_NONE : GP_CHANGE_OTHER;
}

enum gp_change gp_history_next(const struct gp_store_past *before, const struct gp_check *now,
    struct gp_store_past *after, struct gp_store_spell *spell, bool *closed)
{
	struct gp_store_past was = {.first_seen = now->at, .since = now->run};

	if (before)
		was = *before;
	if (before)
		gp_history_complete(&was, now->before);
	*after = was;
	after->own = now->own;
	after->fragment = now->fragment;
	after->gone = false;
	after->verdict = now->verdict;
	after->cause = now->cause;
	after->status = now->status;
	after->final_url = now->final_url;
	after->pages = now->pages;
	count(after, now);
	*closed = before && !same_spell(&was, after);
	if (*closed) {
		spell_of(&was, now->before_run, spell);
		after->since = now->run;
	}
	after->change = change_of(before, now);
	after->was = before ? before->verdict : "";
	return (enum gp_change)after->change;
}

enum gp_change gp_history_missing(const struct gp_store_past *before, const struct gp_check *now, bool covered,
    struct gp_store_past *after, struct gp_store_spell *spell)
{
	*after = *before;
	gp_history_complete(after, now->before);
	spell_of(before, now->before_run, spell);
	after->gone = true;
	after->since = now->run;
	after->verdict = covered ? GP_PAST_REMOVED : GP_PAST_UNSEEN;
	after->cause = after->final_url = "";
	after->status = 0;
	after->pages = 0;
	after->was = strcmp(before->verdict, GP_PAST_UNSEEN) ? before->verdict : before->was;
	after->change = covered && before->streak ? GP_CHANGE_FIXED : GP_CHANGE_NONE;
	if (covered)
		after->streak = after->failed_since = 0;
	return (enum gp_change)after->change;
}

bool gp_history_same(const struct gp_store_past *a, const struct gp_store_past *b)
{
	bool times = gp_history_fine(a->verdict) && !is_carried(a); /* then the dates are those of the runs */

	return same_spell(a, b) && a->own == b->own && a->fragment == b->fragment && a->gone == b->gone &&
	    a->first_seen == b->first_seen && a->failed_since == b->failed_since && a->streak == b->streak &&
	    a->since == b->since &&
	    (times || (a->pages == b->pages && a->change == b->change && a->last_ok == b->last_ok && a->last_checked == b->last_checked &&
	    !strcmp(a->was, b->was)));
}
