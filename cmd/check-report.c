#define _GNU_SOURCE
#include "cmd/check-report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/check-documents.h"
#include "cmd/check-packs.h"
#include "cmd/check-run.h"
#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/report/links_accounts.h"
#include "core/report/links_by_owner.h"

#define OUTCOME "outcome" /* the value that keeps what the crawl was: "REQUESTS ENDED PROTECTION" */

#define SUMMARY_MAX ((size_t)16 << 20)

/* The report of an owner, and the cover of them all. */
static const struct gp_by_owner forms[] = {
    [GP_CHECK_TEXT] = {gp_links_text, "txt", gp_owner_index_text, "txt"},
    [GP_CHECK_JSON] = {gp_links_json, "json", gp_owner_index_json, "json"},
    [GP_CHECK_JSONL] = {gp_links_jsonl, "jsonl", gp_owner_index_json, "json"},
    [GP_CHECK_CSV] = {gp_links_csv, "csv", gp_owner_index_csv, "csv"},
    [GP_CHECK_HTML] = {gp_links_html, "html", gp_owner_index_html, "html"},
    [GP_CHECK_JUNIT] = {gp_links_junit, "xml", gp_owner_index_json, "json"},
    [GP_CHECK_SARIF] = {gp_links_sarif, "sarif", gp_owner_index_json, "json"},
    [GP_CHECK_XLSX] = {gp_links_xlsx, "xlsx", gp_owner_index_csv, "csv"},
    [GP_CHECK_DOT] = {gp_links_dot, "dot", gp_owner_index_text, "txt"}};

/* --- where it goes */

static int has_owners(const struct gp_check_office *c, bool accounts, struct gp_err *e)
{
	for (size_t i = 0; accounts && c->office && i < c->office->account_count; i++)
		if (c->office->accounts[i].owner)
			return 0;
	for (size_t i = 0; c->office && i < c->office->column_count; i++)
		if (*c->office->columns[i].owner)
			return 0;
	return gp_fail(e, GP_EUSAGE, "--by-owner needs an office.lua whose columns name an owner; see govpub-office(5)");
}

int gp_check_report_open(struct gp_check_report *r, struct gp_err *e)
{
	if (r->o->by_owner && (has_owners(r->office, r->o->accounts, e) || gp_outfolder_open(&r->folder, r->o->by_owner, e)))
		return -1;
	return gp_check_outputs_open(&r->o->outputs, e);
}

bool gp_check_report_streams(const struct gp_check_report *r)
{
	return !r->o->summary && gp_check_outputs_stream(&r->o->outputs);
}

void gp_check_report_discard(struct gp_check_report *r)
{
	gp_outfolder_discard(r->folder);
	r->folder = NULL;
}

/* --- what the exit status says */

/* Findings of rules that count like a verdict of the level. */
static int64_t findings_from(const struct gp_links *l, enum gp_fail_on level)
{
	static const enum gp_severity least[] = {GP_SEVERITY_ERROR, GP_SEVERITY_WARNING, GP_SEVERITY_INFO};
	int64_t n = 0;

	for (int s = 0; level != GP_FAIL_ON_NEVER && s <= (int)least[level]; s++)
		n += s == GP_SEVERITY_BONUS ? 0 : l->severities[s];
	return n;
}

/* Links by verdict, of those that the report is about. */
static void count_listed(const struct gp_links *l, int64_t counts[GP_VERDICTS])
{
	memcpy(counts, l->counts, sizeof l->counts);
	if (!l->only_changed)
		return;
	memset(counts, 0, sizeof l->counts);
	for (size_t i = 0; i < l->count; i++)
		counts[l->list[i].judged.verdict]++;
}

static bool adapter_broke(const struct gp_links *l, const char *address)
{
	for (size_t i = 0; i < l->account_count; i++)
		if (!strcmp(l->accounts[i].address, address))
			return !strcmp(l->accounts[i].why, "script");
	return false;
}

/*
 * What nobody could look into, a file or an account: it is unchecked as links are, unless the account's adapter, which
 * is a script, broke.
 */
static int64_t unread_things(const struct gp_links *l)
{
	int64_t n = 0;

	for (size_t i = 0; i < l->finding_count; i++) {
		const struct gp_finding *f = &l->findings[i];

		n += !strcmp(f->rule, "documents/unread") || (f->severity == GP_SEVERITY_UNCHECKED &&
		    !strncmp(f->rule, "account.", strlen("account.")) && !adapter_broke(l, f->url));
	}
	return n;
}

/* contracts: several at once 4 > 1 > 5 > 3. */
static int exit_status(enum gp_fail_on fail_on, const struct gp_links *l, bool partial)
{
	int64_t bad = findings_from(l, fail_on), counts[GP_VERDICTS], unread = unread_things(l);

	count_listed(l, counts);
	if (counts[GP_VERDICT_DANGER])
		return 4;
	switch (fail_on) {
	case GP_FAIL_ON_INFO:
		bad += counts[GP_VERDICT_REDIRECTED] + counts[GP_VERDICT_UNCHECKED] + unread;
		/* fall through */
	case GP_FAIL_ON_WARNING:
		bad += counts[GP_VERDICT_BLOCKED] + counts[GP_VERDICT_THROTTLED] +
		    counts[GP_VERDICT_UNVERIFIED];
		/* fall through */
	case GP_FAIL_ON_ERROR:
		bad += counts[GP_VERDICT_BROKEN];
		/* fall through */
	case GP_FAIL_ON_NEVER:
		break;
	}
	if (bad)
		return 1;
	if (l->severities[GP_SEVERITY_UNCHECKED] > unread)
		return 5;
	return partial ? 3 : 0;
}

/* --- the report */

/* The rules on sites and on the whole look at what was found; not where a crawl was interrupted and goes on later. */
static int end_rules(const struct gp_check_report *r, struct gp_store *s, const struct gp_target *t,
    const struct gp_links *l, const struct gp_links_run *run, struct gp_err *e)
{
	struct gp_run_input in = gp_check_office_run(r->office, t, s, r->style.lang);

	in.today = r->o->today;
	in.state = run->state;
	in.links = l;
	return !in.rules || r->again || !strcmp(run->state, "interrupted") ? 0 : gp_run_rules_end(&in, e);
}

static int load(struct gp_check_report *r, struct gp_store *s, const struct gp_target *t, struct gp_links *l,
    struct gp_links_run *run, struct gp_err *e)
{
	const struct gp_catalogue *words = r->style.words;
	size_t stored; /* findings of rules; the report adds its own */

	if (gp_links_load(l, s, r->style.all, e))
		return -1;
	stored = l->finding_count;
	l->folder = t->mode == GP_CRAWL_FOLDER;
	gp_check_office_describe(r->office, run, r->style.lang);
	if (gp_links_suggest(l, s, e) || gp_links_compare_sitemaps(l, s, words, e) ||
	    gp_links_tell_mixed(l, s, words, e) ||
	    gp_links_look_at_hosts(l, s, run->started, &r->o->certificate, words, e) ||
	    gp_links_load_accounts(l, s, run, words, e) || gp_run_rules_began(l, s, e) ||
	    end_rules(r, s, t, l, run, e) || gp_run_rules_ended(l, s, e) ||
	    (!r->again && gp_links_keep_findings(l, stored, s, e)) || gp_check_office_broken_rules(l, s, e) ||
	    gp_check_documents_read(run, l, s, e) || gp_check_packs_read(run, &l->arena, s, e) ||
	    (r->o->since && gp_links_only_changed(l, s, e))) {
		gp_links_free(l);
		return -1;
	}
	gp_links_name_files(l);
	return 0;
}

/* What goes to the path or to standard output, and the folder; then both are put in their places. */
static int write_out(struct gp_check_report *r, const struct gp_links *l, const struct gp_links_run *run,
    struct gp_err *e)
{
	struct gp_check_outputs *o = &r->o->outputs;
	struct gp_outfolder *f = r->folder;
	int form = o->format >= 0 ? o->format : GP_CHECK_HTML; /* for people who have a browser and no terminal */
	struct gp_buf summary;
	int rc = 0;

	gp_buf_init(&summary, SUMMARY_MAX);
	if (f)
		rc = gp_links_by_owner(f, l, run, &r->style, &forms[form], &summary, e);
	if (!rc)
		rc = r->o->summary ? gp_outfile_drain(o->list[0].file, &summary, e) :
		    gp_check_outputs_write(o, l, run, &r->style, e);
	gp_buf_free(&summary);
	if (rc)
		return -1;
	r->folder = NULL;
	if (f && gp_outfolder_commit(f, e))
		return -1;
	return gp_check_outputs_commit(o, e);
}

static int write_report(struct gp_check_report *r, struct gp_store *s, const struct gp_target *t,
    struct gp_links_run *run, struct gp_err *e)
{
	struct gp_links links;
	int rc;

	run->seed = t->name;
	run->folder = t->folder;
	if (load(r, s, t, &links, run, e))
		return -1;
	rc = write_out(r, &links, run, e);
	if (!rc)
		rc = exit_status(r->o->fail_on, &links, strcmp(run->state, "complete") != 0);
	gp_links_free(&links);
	return rc;
}

/* The end of a finished run is in the store; that of another is now. */
static int keep_outcome(struct gp_store *s, const struct gp_links_run *run, struct gp_err *e)
{
	char text[120];
	int n = snprintf(text, sizeof text, "%" PRId64 " %" PRId64 " %.32s", run->requests, run->started + run->seconds,
	    run->protection);

	return gp_store_put_value(s, OUTCOME, text, (size_t)n, e);
}

int gp_check_report_write(struct gp_check_report *r, struct gp_store *s, const struct gp_target *t,
    const struct gp_crawl_outcome *done, struct gp_err *e)
{
	struct gp_links_run run = {.state = done->state, .protection = done->protection, .requests = done->requests};
	struct gp_store_run sr;
	int rc;

	if (gp_store_run(s, &sr, e))
		return -1;
	run.started = sr.started;
	run.seconds = (sr.finished ? sr.finished : gp_clock_now()) - sr.started;
	rc = keep_outcome(s, &run, e) ? -1 : write_report(r, s, t, &run, e);
	return rc >= 0 && !strcmp(done->state, "interrupted") ? 130 : rc;
}

/* --- again, from the file */

static bool same_target(const struct gp_target *t, const char *signature)
{
	struct gp_buf b;
	bool same;

	gp_buf_init(&b, (size_t)256 << 20);
	gp_check_sign_target(t, &b);
	same = !b.full && !strncmp(signature, b.data, b.len) && strncmp(signature + b.len, "seed ", 5);
	gp_buf_free(&b);
	return same;
}

/* A run that was killed left no outcome: what its addresses tell. */
static int tally(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	struct gp_links_run *run = user;

	run->requests += u->flags & GP_URLF_CARRIED ? 0 : r->attempts;
	if (r->at - run->started > run->seconds)
		run->seconds = r->at - run->started;
	return 0;
}

static int recall_outcome(struct gp_store *s, struct gp_links_run *run, char protection[33], struct gp_err *e)
{
	char *text, *rest;
	size_t n;

	if (gp_store_get_value(s, OUTCOME, &text, &n, e))
		return -1;
	run->protection = protection;
	snprintf(protection, 33, "unknown");
	if (!text)
		return gp_store_each_result(s, tally, run, e);
	run->requests = strtoll(text, &rest, 10);
	run->seconds = strtoll(rest, &rest, 10) - run->started;
	if (*rest == ' ')
		snprintf(protection, 33, "%.32s", rest + 1);
	free(text);
	return 0;
}

int gp_check_report_again(struct gp_check_report *r, struct gp_store *s, const struct gp_target *t,
    struct gp_links_run *run, struct gp_err *e)
{
	struct gp_store_run sr;
	char protection[33];
	int rc;

	r->again = true;
	if (gp_store_run(s, &sr, e))
		return -1;
	if (!same_target(t, sr.signature))
		return gp_fail(e, GP_EUSAGE, "%s: the crawl file holds a check of something else", t->name);
	*run = (struct gp_links_run){.started = sr.started,
	    .state = !sr.finished ? "interrupted" : !strcmp(sr.state, "budget") ? "budget" : "complete"};
	rc = recall_outcome(s, run, protection, e) ? -1 : write_report(r, s, t, run, e);
	run->protection = NULL;
	return rc;
}
