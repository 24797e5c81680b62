/*
 * rules - lists, shows, checks, tests and runs rules.
 */
#define _GNU_SOURCE
#include "cmd/rules.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/rule_profile.h"

#include "cmd/rules_packs.h"

static const char usage[] =
    "usage: govpub rules list [-C DIR] [--json] [--lang LANG] [-o FILE] [RULE...]\n"
    "       govpub rules show [-C DIR] [--json] [--lang LANG] [-o FILE] [--source] RULE...\n"
    "       govpub rules lint [-C DIR] [--json] [--lang LANG] [-o FILE] [RULE...]\n"
    "       govpub rules test [-C DIR] [--json] [--lang LANG] [-o FILE] [RULE...]\n"
    "       govpub rules run [-C DIR] [--fail-on LEVEL] [--json] [--lang LANG] [-o FILE]\n"
    "                        [--rule-arg RULE.NAME=VALUE] [--rule-profile FILE] [--rules RULES]\n"
    "                        [--url BASE] PAGE...\n";

static const struct option longs[] = {
	{"fail-on", required_argument, NULL, 'F'},
	{"help", no_argument, NULL, 'h'},
	{"json", no_argument, NULL, 'j'},
	{"lang", required_argument, NULL, 'L'},
	{"rule-arg", required_argument, NULL, 'A'},
	{"rule-profile", required_argument, NULL, 'P'},
	{"rules", required_argument, NULL, 'r'},
	{"source", no_argument, NULL, 'S'},
	{"url", required_argument, NULL, 'u'},
	{NULL, 0, NULL, 0},
};

static int level(struct gp_rules_verb *v, const char *word, struct gp_err *e)
{
	static const char *const levels[] = {"error", "warning", "info", "never", NULL};
	static const int least[] = {GP_SEVERITY_ERROR, GP_SEVERITY_WARNING, GP_SEVERITY_INFO, -1};

	for (int i = 0; levels[i]; i++)
		if (!strcmp(word, levels[i])) {
			v->fail_on = least[i];
			return 0;
		}
	return gp_fail(e, GP_EUSAGE, "--fail-on: '%s' is none of error, warning, info, never", word);
}

/* 1: -h was given. */
static int read_options(struct gp_rules_verb *v, int argc, char **argv, struct gp_err *e)
{
	int c;

	optind = 0;
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":C:ho:", longs, NULL)) != -1)
		switch (c) {
		case 'C':
			v->office_dir = optarg;
			break;
		case 'A':
			gp_words_append(&v->args, optarg);
			break;
		case 'F':
			if (level(v, optarg, e))
				return -1;
			break;
		case 'h':
			return 1;
		case 'j':
			v->json = true;
			break;
		case 'L':
			if (gp_cmd_lang(&v->lang, optarg, e))
				return -1;
			break;
		case 'o':
			v->out = optarg;
			break;
		case 'P':
			v->profile = optarg;
			break;
		case 'S':
			v->source = true;
			break;
		case 'r':
			v->which = optarg;
			break;
		case 'u':
			v->base = optarg;
			break;
		default:
			return gp_cmd_bad_option("rules", c, argv, e);
		}
	return 0;
}

/* --- which rules */

static bool is_file(const char *word)
{
	size_t n = strlen(word);

	return n > 4 && !strcmp(word + n - 4, ".lua");
}

static bool is_folder(const char *word)
{
	struct stat st;

	return (strchr(word, '/') || !strcmp(word, ".")) && !stat(word, &st) && S_ISDIR(st.st_mode);
}

/* Those of the binary and of the office, if there is one. */
static int add_all(struct gp_rules_verb *v, struct gp_err *e)
{
	char dir[4096];
	int none;

	gp_rules_add_shipped(v->rules);
	none = gp_office_find(dir, v->office_dir ? v->office_dir : ".", e);
	if (none < 0)
		return -1;
	if (none && v->office_dir)
		return gp_fail(e, GP_ENOTFOUND, "%s: neither here nor above is an office.lua; 'govpub init' makes one",
		    v->office_dir);
	return none ? 0 : gp_office_read(&v->office, dir, e) || gp_rules_add_office(v->rules, dir, e) ? -1 : 0;
}

/* What the words name: files and folders stand alone, ids and packs are looked up among all. */
static int add_words(struct gp_rules_verb *v, char **words, int count, bool *named, struct gp_buf *ids,
    struct gp_err *e)
{
	int rc = 0, looked_up = 0;

	for (int i = 0; i < count; i++)
		if (!is_file(words[i]) && !is_folder(words[i]))
			gp_buf_printf(ids, count > 1 ? "%s(%s)" : "%s%s", looked_up++ ? "," : "", words[i]);
	if (!looked_up)
		gp_buf_puts(ids, "none");
	if (looked_up || !count)
		rc = add_all(v, e);
	for (int i = 0; !rc && i < count; i++) {
		int first = v->rules->files.count;

		if (is_file(words[i]))
			rc = gp_rules_add_file(v->rules, words[i], e);
		else if (is_folder(words[i]))
			rc = gp_rules_add_folder(v->rules, words[i], e);
		for (int f = first; f < v->rules->files.count; f++)
			named[f] = true;
	}
	return rc;
}

/* What office.lua says of rules; `list` goes on when it misspells one, for it is where the right id is found. */
static int adjust(struct gp_rules_verb *v, struct gp_err *e)
{
	if (!v->office || !gp_rules_adjust(v->rules, v->office, &v->session, e))
		return 0;
	return v->lists && e->code == GP_ENOTFOUND ? 0 : -1;
}

static int gather(struct gp_rules_verb *v, char **words, int count, struct gp_err *e)
{
	bool *named = gp_calloc(GP_SCRIPT_FILES, sizeof *named);
	struct gp_buf ids;
	int rc;

	gp_buf_init(&ids, 1 << 16);
	v->chosen = count > 0;
	rc = add_words(v, words, count, named, &ids, e);
	if (!rc)
		rc = gp_rules_open(v->rules, &v->session, v->lang, e) || gp_rules_load(v->rules, &v->session, e) ||
		    adjust(v, e) || (count && gp_rules_choose(v->rules, ids.data ? ids.data : "", e)) ? -1 : 0;
	for (size_t i = 0; !rc && i < v->args.n; i++)
		rc = gp_rules_set_arg(v->rules, &v->session, v->args.list[i], e);
	for (size_t i = 0; !rc && i < v->rules->count; i++)
		if (named[v->rules->list[i].file])
			v->rules->list[i].off = false;
	gp_buf_free(&ids);
	free(named);
	return rc;
}

/* The alternatives of an expression, cut at the commas that stand in no parentheses: files and folders may be among them. */
static int gather_for_run(struct gp_rules_verb *v, struct gp_err *e)
{
	char *copy = gp_strdup(v->which ? v->which : "default");
	char **words = gp_calloc(strlen(copy) + 2, sizeof *words);
	int n = 0, depth = 0, rc;

	words[n++] = copy;
	for (char *p = copy; *p; p++) {
		depth += *p == '(' ? 1 : *p == ')' ? -1 : 0;
		if (*p == ',' && !depth) {
			*p = '\0';
			words[n++] = p + 1;
		}
	}
	rc = gather(v, words, n, e);
	free(words);
	free(copy);
	return rc;
}

/* --- commands */

static int print(struct gp_rules_verb *v, int status, struct gp_err *e)
{
	struct gp_outfile *f;

	if (v->text.full)
		return gp_fail(e, GP_ELIMIT, "the output is larger than 64 MiB; name fewer rules or pages");
	if (gp_outfile_open(&f, v->out, e))
		return -1;
	if (gp_outfile_drain(f, &v->text, e)) {
		gp_outfile_discard(f);
		return -1;
	}
	return gp_outfile_commit(f, e) ? -1 : status;
}

static int command(struct gp_rules_verb *v, const char *name, char **words, int count, struct gp_err *e)
{
	static const struct {
		const char *name, *alias;
		int (*run)(struct gp_rules_verb *v, struct gp_err *e);
	} plain[] = {{"list", "列表", gp_rules_list}, {"show", "查看", gp_rules_show}, {"lint", "检查", gp_rules_lint},
	    {"test", "测试", gp_rules_test}};

	if (!strcmp(name, "run") || !strcmp(name, "运行")) {
		if (!count)
			return gp_fail(e, GP_EUSAGE, "rules run: on which page? Give an address or a file");
		return gather_for_run(v, e) ? -1 : gp_rules_run(v, words, count, e);
	}
	if ((!strcmp(name, "show") || !strcmp(name, "查看")) && !count)
		return gp_fail(e, GP_EUSAGE, "rules show: which rule? 'govpub rules list' names them");
	v->lists = !strcmp(name, plain[0].name) || !strcmp(name, plain[0].alias);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (!strcmp(name, plain[i].name) || !strcmp(name, plain[i].alias))
			return gather(v, words, count, e) ? -1 : plain[i].run(v, e);
	return gp_fail(e, GP_EUSAGE, "rules: '%s' is none of list, show, lint, test, run, pack, keygen, install, verify, remove, "
	    "trust, update", name);
}

int gp_cmd_rules(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct gp_rules_verb v = {.ctx = ctx, .lang = ctx->lang, .fail_on = GP_SEVERITY_ERROR};
	int rc;

	if (gp_rules_is_packs(argc, argv))
		return gp_rules_packs(ctx, argc, argv, e);
	rc = read_options(&v, argc, argv, e);
	if (rc > 0) {
		printf("%s%s", usage, gp_rules_packs_usage);
		return 0;
	}
	if (!rc && optind >= argc)
		rc = gp_fail(e, GP_EUSAGE, "rules: what to do? One of list, show, lint, test, run");
	if (rc)
		return rc;
	v.rules = gp_rules_new();
	v.rules->profile = v.profile;
	gp_buf_init(&v.text, (size_t)64 << 20);
	rc = command(&v, argv[optind], argv + optind + 1, argc - optind - 1, e);
	gp_packs_warn(ctx, v.lang, v.rules->packs);
	if (rc >= 0)
		rc = print(&v, rc, e);
	if (rc >= 0 && v.profile && gp_rules_write_profile(v.rules, v.profile, e))
		rc = -1;
	gp_session_close(&v.session);
	gp_rules_free(v.rules);
	gp_office_free(v.office);
	gp_words_free(&v.args);
	gp_buf_free(&v.text);
	return rc;
}
