/*
 * check-options.h - what the command line and the office say about a check of links.
 */
#ifndef GP_CMD_CHECK_OPTIONS_H
#define GP_CMD_CHECK_OPTIONS_H

#include "cmd/check-network.h"
#include "cmd/check-output.h"
#include "cmd/check-scope.h"
#include "cmd/cmd.h"
#include "core/crawl/crawl.h"
#include "core/office/office.h"
#include "core/report/links.h"

extern const char gp_check_usage[];

enum gp_fail_on { GP_FAIL_ON_ERROR, GP_FAIL_ON_WARNING, GP_FAIL_ON_INFO, GP_FAIL_ON_NEVER };

struct gp_check_options {
	struct gp_crawl_options crawl;
	struct gp_words include, exclude;
	struct gp_check_scope scope;
	struct gp_check_network network;
	struct gp_check_outputs outputs;
	struct gp_certificate_limits certificate;
	enum gp_fail_on fail_on;
	bool all, accounts, documents, fresh, since, offline, quiet, help;
	bool summary;                 /* standard output only says what --by-owner wrote */
	int pace;                     /* 1: fast; -1: not said */
	const char *by_owner, *store, *office, *rules, *rule_profile;
	struct gp_words rule_args;
	enum gp_lang lang;
	int today;                    /* the day that accounts are judged by (core/ledger/date.h) */
};

/* Nothing said. */
void gp_check_options_init(struct gp_check_options *o, enum gp_lang lang);
/* Points into `argv`; optind is behind the options. GP_EUSAGE. */
int gp_check_options_read(struct gp_check_options *o, int argc, char **argv, struct gp_err *e) GP_MUST_USE;
/* Where the command line says nothing the office does (NULL: there is none), and then the program. */
void gp_check_options_settle(struct gp_check_options *o, const struct gp_office *office);
void gp_check_options_free(struct gp_check_options *o);

#endif
