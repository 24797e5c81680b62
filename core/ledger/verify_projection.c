/* what follows from the events, compared with what they say now */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "core/ledger/fold.h"
#include "core/ledger/verify_impl.h"

/* --- records */

struct replay {
	struct gp_verify *v;
	struct gp_folded r;
	char *office, *reg, *rid; /* whose events come now */
	bool broken;              /* one of them cannot be folded */
	struct gp_ledger_scan *scan;
	struct gp_verify_finder *finder; /* NULL: links and words are not looked at */
	struct gp_ledger_scanned record; /* the rows that come next, when there are any */
	struct gp_ledger_move move;
	bool has_record, has_move;
};

static bool same_text(const char *a, const char *b)
{
	return !strcmp(a, b);
}

static bool same_record(const struct gp_ledger_record *a, const struct gp_ledger_record *b)
{
	return same_text(a->no, b->no) && a->n == b->n && a->year == b->year && same_text(a->state, b->state) &&
	    a->rev == b->rev && same_text(a->created_on, b->created_on) && same_text(a->closed_on, b->closed_on) &&
	    a->void_ == b->void_ && a->j_n == b->j_n && !memcmp(a->j, b->j, a->j_n);
}

static bool same_move(const struct gp_ledger_move *a, const struct gp_ledger_move *b)
{
	return a->seq == b->seq && a->step == b->step && same_text(a->move, b->move) && same_text(a->on, b->on) &&
	    same_text(a->at, b->at) && same_text(a->by, b->by) && same_text(a->state, b->state) && a->closed == b->closed &&
	    a->undone == b->undone;
}

static int report(struct replay *p, enum gp_verify_what what)
{
	p->v->damaged = p->v->damaged || what == GP_VERIFY_RECORD;
	return gp_verify_report(p->v, &(struct gp_verify_finding){.what = what, .office = p->office, .reg = p->reg,
	    .rid = p->rid});
}

/* A value that is sealed and not in the vault; of several one is named. */
static int check_sealed(struct replay *p, const char *j, size_t n)
{
	const char *at = j, *end = j + n;
	unsigned char h[GP_LEDGER_HASH];
	int rc;

	while ((at = memmem(at, (size_t)(end - at), "{\"$v\":\"", 7))) {
		at += 7;
		if (end - at < 2 * GP_LEDGER_HASH || gp_event_unhex(h, at, 2 * GP_LEDGER_HASH))
			continue;
		if (p->v->sealed) {
			gp_verify_mark(p->v->sealed, h);
			continue;
		}
		rc = gp_ledger_secret(p->v->l, h, NULL, p->v->e);
		if (rc <= 0)
			return rc < 0 ? -1 : report(p, GP_VERIFY_VAULT_GONE);
	}
	return 0;
}

static int next_record(struct replay *p)
{
	int rc = gp_ledger_scan_record(p->scan, &p->record, p->v->e);

	p->has_record = rc > 0;
	return rc < 0 ? -1 : 0;
}

static int next_move(struct replay *p)
{
	int rc = gp_ledger_scan_move(p->scan, &p->move, p->v->e);

	p->has_move = rc > 0;
	return rc < 0 ? -1 : 0;
}

/* Whether a row comes before the record whose events were replayed; behind the last all do. */
static int order(const struct replay *p, const char *office, const char *reg, const char *rid)
{
	int c = p->rid ? strcmp(office, p->office) : -1;

	c = c ? c : strcmp(reg, p->reg);
	return c ? c : strcmp(rid, p->rid);
}

static int extra(struct replay *p, const char *office, const char *reg, const char *rid)
{
	p->v->damaged = true;
	return gp_verify_report(p->v, &(struct gp_verify_finding){.what = GP_VERIFY_EXTRA, .office = office, .reg = reg,
	    .rid = rid});
}

static int compare_record(struct replay *p)
{
	const struct gp_ledger_record *r = &p->record.record;
	struct gp_ledger_record want;
	int rc = 0;

	while (!rc && p->has_record && order(p, r->office, r->reg, r->rid) < 0) {
		rc = extra(p, r->office, r->reg, r->rid);
		if (!rc)
			rc = next_record(p);
	}
	if (rc || !p->rid)
		return rc;
	gp_folded_record(&p->r, &want);
	if (!p->has_record || order(p, r->office, r->reg, r->rid))
		return report(p, GP_VERIFY_RECORD);
	if (p->broken || !same_record(&want, r))
		rc = report(p, GP_VERIFY_RECORD);
	else
		rc = check_sealed(p, want.j, want.j_n);
	if (!rc && p->finder)
		rc = gp_verify_finder_next(p->finder, &p->record);
	return rc ? rc : next_record(p);
}

static int compare_moves(struct replay *p)
{
	struct gp_ledger_move want;
	bool same = true;
	size_t i = 0;
	int rc = 0;

	while (!rc && p->has_move && order(p, p->move.office, p->move.reg, p->move.rid) < 0) {
		rc = extra(p, p->move.office, p->move.reg, p->move.rid);
		if (!rc)
			rc = next_move(p);
	}
	if (rc || !p->rid)
		return rc;
	for (; !rc && p->has_move && !order(p, p->move.office, p->move.reg, p->move.rid); i++) {
		if (i < p->r.move_count)
			gp_folded_move(&p->r.moves[i], &want);
		same = same && i < p->r.move_count && same_move(&want, &p->move);
		rc = next_move(p);
	}
	return rc || (same && i == p->r.move_count) || p->broken ? rc : report(p, GP_VERIFY_MOVES);
}

static int finish(struct replay *p)
{
	int rc = compare_record(p);

	if (!rc)
		rc = compare_moves(p);
	p->v->counts->records += p->rid != NULL;
	gp_folded_free(&p->r);
	free(p->office);
	free(p->reg);
	free(p->rid);
	p->office = p->reg = p->rid = NULL;
	p->broken = false;
	return rc;
}

static int replay_event(void *user, const struct gp_ledger_event *ev)
{
	struct replay *p = user;
	int rc = 0;

	if (gp_verify_stopped(p->v))
		return 1;
	if (p->rid && (strcmp(p->rid, ev->rid) || strcmp(p->reg, ev->reg) || strcmp(p->office, ev->office)))
		rc = finish(p);
	if (!p->rid) {
		p->office = gp_strdup(ev->office);
		p->reg = gp_strdup(ev->reg);
		p->rid = gp_strdup(ev->rid);
	}
	/* what does not fold differs from what was hashed, or never could have been written */
	p->broken = p->broken || gp_folded_apply(&p->r, ev, NULL);
	return rc;
}

int gp_verify_projections(struct gp_verify *v, const struct gp_ledger_range *range, bool found)
{
	static const struct gp_ledger_range all;
	const struct gp_ledger_pick pick = {.office = "*", .by_record = true, .folding = true, .range = range};
	struct replay p = {.v = v};
	int rc = gp_ledger_scan_open(&p.scan, v->l, range ? range : &all, v->e);

	if (!rc && found)
		p.finder = gp_verify_finder_new(v, p.scan);
	if (!rc)
		rc = next_record(&p) || next_move(&p) ? -1 : 0;
	if (!rc)
		rc = gp_ledger_each_event(v->l, &pick, replay_event, &p, v->e);
	if (!rc && p.rid)
		rc = finish(&p);
	if (!rc)
		rc = finish(&p); /* what is left belongs to no events */
	if (!rc && found)
		rc = gp_verify_finder_next(p.finder, NULL);
	gp_verify_finder_free(p.finder);
	gp_folded_free(&p.r);
	free(p.office);
	free(p.reg);
	free(p.rid);
	gp_ledger_scan_close(p.scan);
	return rc;
}
