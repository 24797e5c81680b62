/*
 * check-links - checks the links of a site, a page, a folder or a list.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/check-accounts.h"
#include "cmd/check-documents.h"
#include "cmd/check-office.h"
#include "cmd/check-options.h"
#include "cmd/check-packs.h"
#include "cmd/check-report.h"
#include "cmd/check-run.h"
#include "cmd/check-target.h"
#include "cmd/cmd.h"
#include "cmd/progress.h"
#include "cmd/rules_packs.h"
#include "core/base/mem.h"
#include "core/script/data.h"
#include "core/store/crawl_past.h"
#include "core/web/fetch.h"
#include "core/web/url.h"

#define ACCOUNT_PAUSE_MS 1000 /* between two requests to a platform */

static volatile sig_atomic_t stop;

static void on_signal(int sig)
{
	stop = 1;
	signal(sig, SIG_DFL); /* a second one ends the program at once */
}

struct run {
	struct gp_check_options *o;
	struct gp_check_report *report;
	struct gp_progress progress;
	struct gp_buf line;
	struct gp_err error; /* writing a partial line failed */
};

static void on_progress(void *user, const struct gp_crawl_progress *p)
{
	struct run *r = user;

	gp_progress_show(&r->progress, p);
}

/* JSON lines come while the crawl runs, as soon as something certainly fails. */
static void on_result(void *user, const struct gp_store_url *u, const struct gp_store_result *res)
{
	struct run *r = user;

	if (gp_cause_by_id(res->cause)->verdict != GP_VERDICT_BROKEN ||
	    (*res->cause2 && gp_cause_by_id(res->cause2)->verdict != GP_VERDICT_BROKEN))
		return;
	gp_links_partial(&r->line, u, res, &r->report->style);
	if (!r->error.code && gp_check_outputs_line(&r->o->outputs, &r->line, &r->error))
		stop = 1;
	gp_buf_clear(&r->line);
}

static void catch_signals(void)
{
	struct sigaction a = {.sa_handler = on_signal}; /* no SA_RESTART: the loop must wake up */

	stop = 0;
	sigemptyset(&a.sa_mask);
	sigaction(SIGINT, &a, NULL);
	sigaction(SIGTERM, &a, NULL);
}

/* Rules on the start of a run. */
static int begin_rules(const struct run *r, struct gp_store *s, const struct gp_target *t, struct gp_err *e)
{
	struct gp_run_input in = gp_check_office_run(r->report->office, t, s, r->o->lang);

	in.today = r->o->today;
	return in.rules ? gp_run_rules_start(&in, e) : 0;
}

/* What the accounts published, before the crawl: it is asked for with the rest. */
static int read_accounts(struct run *r, struct gp_check_accounts *a, struct gp_store *s, struct gp_err *e)
{
	struct gp_crawl_options *c = &r->o->crawl;
	const struct gp_check_accounts_how how = {.network = &c->network, .guards = &c->phrases->guards, .lang = r->o->lang,
	    .timeout_ms = c->timeout_ms, .pause_ms = c->fast ? 0 : ACCOUNT_PAUSE_MS, .today = r->o->today, .stop = &stop};

	if (!r->o->accounts)
		return 0;
	if (gp_check_accounts_read(a, r->report->office->office, &how, e))
		return -1;
	gp_check_accounts_crawl(a, c);
	return gp_check_accounts_keep(a, s, e);
}

static int crawl_and_report(struct gp_ctx *ctx, struct run *r, struct gp_store *s, const struct gp_target *t,
    bool resumed, struct gp_err *e)
{
	struct gp_crawl_watch watch = {.progress = on_progress, .user = r,
	    .result = gp_check_report_streams(r->report) ? on_result : NULL};
	struct gp_check_accounts accounts = {.count = 0};
	struct gp_crawl_outcome done;
	struct gp_phrases phrases;
	int rc;

	if (begin_rules(r, s, t, e) || gp_data_phrases(&phrases, e))
		return -1;
	r->o->crawl.phrases = &phrases;
	catch_signals();
	if (resumed && !r->o->quiet)
		fprintf(stderr, "%s\n", gp_catalogue_text(&ctx->words, r->o->lang, "progress.resumed"));
	rc = read_accounts(r, &accounts, s, e) ? -1 : gp_crawl_run(&r->o->crawl, s, resumed, &watch, &done, e);
	gp_check_accounts_free(&accounts);
	gp_phrases_free(&phrases);
	gp_progress_end(&r->progress);
	if (!rc && r->error.code) {
		*e = r->error;
		return -1;
	}
	if (rc)
		return -1;
	if (!strcmp(done.state, "interrupted") && !r->o->quiet)
		fprintf(stderr, "%s\n", gp_catalogue_text(&ctx->words, r->o->lang, "progress.interrupted"));
	return gp_check_report_write(r->report, s, t, &done, e);
}

static int store_path(char path[4096], const struct gp_check_options *o, const struct gp_target *t,
    const struct gp_check_office *office, struct gp_err *e)
{
	if (o->store && (size_t)snprintf(path, 4096, "%s", o->store) >= 4096)
		return gp_fail(e, GP_EUSAGE, "--store: the name is too long");
	if (o->store)
		return 0;
	return t->of_office ? gp_check_office_store(office, path, e) : gp_check_default_store(path, o, t, e);
}

static int check(struct gp_ctx *ctx, struct gp_check_report *report, struct gp_check_options *o,
    const struct gp_target *t, struct gp_check_office *office, struct gp_err *e)
{
	struct run r = {.o = o, .report = report};
	struct gp_store *s = NULL;
	char path[4096], *sign = gp_check_signature(o, t, office->rules_hash);
	bool resumed;
	int rc = -1;

	gp_buf_init(&r.line, 1 << 20);
	if (!o->quiet && office->rules)
		gp_packs_warn(ctx, o->lang, office->rules->packs);
	o->crawl.mode = t->mode;
	o->crawl.seeds = (const char *const *)t->seeds;
	o->crawl.seed_count = t->count;
	o->crawl.root = t->root;
	gp_network_settle(&o->network, office->office, &o->crawl);
	o->crawl.stop = &stop;
	o->crawl.forget = o->fresh;
	o->crawl.looker = office->looker ? gp_page_rules_looker(office->looker) : NULL;
	gp_progress_init(&r.progress, &ctx->words, o->lang, o->quiet);
	if (gp_scope_settle(&o->scope, &o->crawl, e))
		goto out;
	if (store_path(path, o, t, office, e) || gp_check_report_open(report, e) || gp_store_open(&s, path, e) ||
	    (!o->fresh && gp_links_settle(s, e)) || gp_store_begin_run(s, sign, o->fresh, &resumed, e) ||
	    gp_check_put_scope(s, o, t, e) || gp_check_put_rules(s, o, office->rules_hash, e) ||
	    gp_network_note(&o->network, s, &o->crawl, e) || gp_check_office_keep_broken(office, s, e) ||
	    gp_check_documents_keep(office->documents && t->mode != GP_CRAWL_LIST, o->documents, s, e) ||
	    gp_check_packs_keep(office->rules ? office->rules->packs : NULL, s, e))
		goto out;
	rc = crawl_and_report(ctx, &r, s, t, resumed, e);
out:
	gp_check_report_discard(report);
	gp_store_close(s);
	gp_buf_free(&r.line);
	free(sign);
	return rc;
}

/* The report of the last check, from its file. */
static int print_again(struct gp_ctx *ctx, struct gp_check_report *report, const struct gp_check_options *o,
    const struct gp_target *t, const struct gp_check_office *office, struct gp_err *e)
{
	struct gp_store *s = NULL;
	char path[4096], minute[32];
	struct gp_param params[] = {{"started", minute}, {NULL, NULL}};
	struct gp_links_run run = {0};
	int rc = -1;

	if (!store_path(path, o, t, office, e) && !gp_store_open_kept(&s, path, e) && !gp_check_report_open(report, e))
		rc = gp_check_report_again(report, s, t, &run, e);
	if (rc >= 0 && !o->quiet) {
		struct gp_buf b;

		gp_link_minute(run.started, minute);
		gp_buf_init(&b, 4096);
		gp_catalogue_say(&b, &ctx->words, o->lang,
		    strcmp(run.state, "complete") ? "offline.partial" : "offline.whole", params);
		fprintf(stderr, "%s\n", b.data ? b.data : "");
		gp_buf_free(&b);
	}
	gp_check_report_discard(report);
	gp_store_close(s);
	return rc;
}

int gp_cmd_check_links(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct gp_check_options o;
	struct gp_check_report report = {.o = &o, .style = {.words = &ctx->words}};
	struct gp_check_office office = {0};
	struct gp_target t = {0};
	int rc;

	gp_check_options_init(&o, ctx->lang);
	rc = gp_check_options_read(&o, argc, argv, e);
	if (rc || o.help) {
		fputs(rc ? "" : gp_check_usage, stdout);
		gp_check_options_free(&o);
		return rc;
	}
	rc = gp_check_office_open(&office, o.office, e);
	if (!rc && o.accounts && (!office.office || !office.office->account_count))
		rc = gp_fail(e, GP_EUSAGE, "--accounts: there is no office.lua here that names accounts; see govpub-office(5)");
	gp_check_options_settle(&o, office.office);
	report.office = &office;
	report.style.lang = o.lang;
	report.style.all = o.all;
	if (!rc)
		rc = optind < argc ? gp_target_read(&t, argv + optind, argc - optind, e) :
		    gp_check_office_target(&office, o.accounts, &t, e);
	if (!rc)
		rc = t.of_office ? gp_check_office_scope(&office, &o.scope, e) : 0;
	if (!rc && office.office)
		rc = gp_network_office(&o.network, office.office, e);
	if (!rc && o.offline)
		rc = print_again(ctx, &report, &o, &t, &office, e);
	else if (!rc)
		rc = gp_check_office_rules(&office, &o, e) ? -1 : check(ctx, &report, &o, &t, &office, e);
	if (rc >= 0 && gp_check_office_profile(&office, &o, e))
		rc = -1;
	gp_check_office_close(&office);
	gp_target_free(&t);
	gp_check_options_free(&o);
	return rc;
}
