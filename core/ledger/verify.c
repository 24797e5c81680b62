#include "core/ledger/verify_impl.h"

const char *gp_verify_word(enum gp_verify_what what)
{
	static const char *const words[GP_VERIFY_KINDS] = {"odd", "hash", "link", "missing", "time", "declaration", "head",
	    "record", "moves", "extra", "links", "words", "vault", "vault-gone", "file", "file-changed", "file-stray",
	    "schema", "index"};

	return words[what];
}

int gp_verify_report(struct gp_verify *v, const struct gp_verify_finding *f)
{
	struct gp_verify_finding all = *f;

	all.office = all.office ? all.office : "";
	all.reg = all.reg ? all.reg : "";
	all.rid = all.rid ? all.rid : "";
	all.eid = all.eid ? all.eid : "";
	all.detail = all.detail ? all.detail : "";
	v->counts->findings++;
	return v->fn(v->user, &all);
}

int gp_verify_stop(void *user, const struct gp_verify_finding *f)
{
	(void)user;
	(void)f;
	return 1;
}

/* Whether nothing is wrong with links and words; where something is, the records may be the reason. */
static bool found_well(const struct gp_verify *v)
{
	struct gp_verify_counts counts;
	struct gp_verify quick = *v;

	quick.fn = gp_verify_stop;
	quick.counts = &counts;
	return !gp_verify_found(&quick);
}

static int check_index(struct gp_verify *v)
{
	int rc = gp_ledger_check_index(v->l, v->e);

	return rc ? (rc < 0 ? -1 : 0) : gp_verify_report(v, &(struct gp_verify_finding){.what = GP_VERIFY_INDEX});
}

static int report_shape(void *user, const char *name)
{
	return gp_verify_report(user, &(struct gp_verify_finding){.what = GP_VERIFY_SCHEMA, .detail = name});
}

/* Records and moves; then links and words, where the records are sound that they follow from. */
static int look_at_records(struct gp_verify *v, bool *found)
{
	int rc = gp_verify_projections(v, NULL, false);

	*found = !rc && found_well(v);
	return rc || *found || v->damaged ? rc : gp_verify_found(v);
}

int gp_chain_verify(struct gp_chain *c, gp_verify_fn *fn, void *user, struct gp_verify_counts *counts, struct gp_err *e)
{
	struct gp_verify v = {.l = gp_chain_ledger(c), .hasher = gp_chain_hasher(c), .fn = fn, .user = user,
	    .counts = counts, .e = e};
	bool well[GP_VERIFY_PARTS], found = true;
	int rc = 0;

	*counts = (struct gp_verify_counts){0};
	/* all of it as it is at one moment, whoever writes meanwhile */
	if (gp_verify_quick(&v, well)) {
		gp_ledger_end_reading(v.l);
		return -1;
	}
	if (!gp_ledger_newer(v.l))
		rc = gp_ledger_check_shape(v.l, report_shape, &v, e);
	if (!rc && !well[GP_VERIFY_PART_CHAINS])
		rc = gp_verify_chains_in_order(&v);
	if (!rc && !well[GP_VERIFY_PART_VAULT])
		rc = gp_verify_vault(&v);
	if (!rc && !well[GP_VERIFY_PART_FILES])
		rc = gp_verify_files(&v);
	if (!rc && !well[GP_VERIFY_PART_RECORDS])
		rc = look_at_records(&v, &found);
	gp_ledger_end_reading(v.l);
	if (!rc && found && !well[GP_VERIFY_PART_INDEX])
		rc = check_index(&v);
	return rc ? rc : gp_verify_strays(&v);
}
