/* main.c - finds the verb, gives it what it needs, turns its end into an exit status */
#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "cmd/help.h"
#include "core/command/command.h"
#include "core/crawl/parse_msg.h"
#include "core/office/office.h"
#include "core/pack/files.h"
#include "core/report/reader.h"
#include "core/script/script_msg.h"
#include "core/text/utf8.h"

static gp_cmd_fn cmd_help, cmd_version;

static const struct verb {
	const char *name, *alias; /* the alias is what a Chinese clerk types */
	gp_cmd_fn *run;           /* NULL: cmd/<name>.lua does it */
	const char *summary;      /* id in the catalogue */
} verbs[] = {
	{"check-links", "查链接", gp_cmd_check_links, "verb.check-links"},
	{"accounts", "账号", gp_cmd_accounts, "verb.accounts"},
	{"history", "链接历史", gp_cmd_history, "verb.history"},
	{"notify", "通知", NULL, "verb.notify"},
	{"page", "看网页", gp_cmd_page, "verb.page"},
	{"rules", "规则", gp_cmd_rules, "verb.rules"},
	{"run", "运行", gp_cmd_run, "verb.run"},
	{"shell", "试写", gp_cmd_shell, "verb.shell"},
	{"fetch", "取网页", gp_cmd_fetch, "verb.fetch"},
	{"preview", "预览", gp_cmd_preview, "verb.preview"},
	{"annual-report", "年报", NULL, "verb.annual-report"},
	{"reg", "登记簿声明", NULL, "verb.reg"},
	{"terms", "查词", gp_cmd_terms, "verb.terms"},
	{"workday", "工作日", gp_cmd_workday, "verb.workday"},
	{"fees", "收费", NULL, "verb.fees"},
	{"audit", "核验", NULL, "verb.audit"},
	{"backup", "备份", NULL, "verb.backup"},
	{"restore", "恢复", NULL, "verb.restore"},
	{"register", "登记簿", NULL, "verb.register"},
	{"due", "期限", NULL, "verb.due"},
	{"check", "检查", NULL, "verb.check"},
	{"completion", "补全", NULL, "verb.completion"},
	{"init", "建立", NULL, "verb.init"},
	{"new", "新建", NULL, "verb.new"},
	{"workshop", "培训", NULL, "verb.workshop"},
	{"doctor", "体检", gp_cmd_doctor, "verb.doctor"},
	{"help", "帮助", cmd_help, "verb.help"},
	{"version", "版本", cmd_version, "verb.version"},
	{NULL, NULL, NULL, NULL},
};

int gp_cmd_lang(enum gp_lang *out, const char *word, struct gp_err *e)
{
	if (strcmp(word, "zh") && strcmp(word, "en"))
		return gp_fail(e, GP_EUSAGE, "--lang: '%s' is neither zh nor en", word);
	*out = word[0] == 'z' ? GP_LANG_ZH : GP_LANG_EN;
	return 0;
}

int gp_cmd_number(long *out, const char *option, const char *word, long lo, long hi, struct gp_err *e)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(word, &end, 10);
	if (errno || end == word || *end || n < lo || n > hi)
		return gp_fail(e, GP_EUSAGE, "%s: '%s' is not a number from %ld to %ld", option, word, lo, hi);
	*out = n;
	return 0;
}

int gp_cmd_bad_option(const char *verb, int c, char *const *argv, struct gp_err *e)
{
	char letter[] = {'-', (char)optopt, '\0'};

	if (c == ':')
		return gp_fail(e, GP_EUSAGE, "%s needs a value", argv[optind - 1]);
	return gp_fail(e, GP_EUSAGE, "unknown option %s; 'govpub %s -h' lists them",
	    optopt > 0 && optopt < 256 ? letter : argv[optind - 1], verb);
}

/* POSIX: LC_ALL beats LC_MESSAGES beats LANG. NULL: none is set. */
static const char *locale_of_environment(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *v = getenv(names[i]);

		if (v && *v)
			return v;
	}
	return NULL;
}

/* Whether somebody chose a language: C and POSIX are what machines have without anybody's choice. */
static bool environment_speaks(void)
{
	const char *v = locale_of_environment();

	return v && strcmp(v, "C") != 0 && strncmp(v, "C.", 2) != 0 && strcmp(v, "POSIX") != 0;
}

/* The language that office.lua names, of the folder behind -C or of the one we are in. */
static enum gp_lang lang_of_office(char *const *argv, enum gp_lang lang)
{
	struct gp_office *o = NULL;
	struct gp_err ignored = GP_ERR_INIT; /* the verb that needs the office says what is wrong with it */
	const char *start = ".";
	char dir[4096];

	for (; *argv; argv++)
		if (!strcmp(*argv, "-C") && argv[1])
			start = argv[1];
	if (!gp_office_find(dir, start, &ignored) && !gp_office_read(&o, dir, &ignored) && o->language >= 0)
		lang = (enum gp_lang)o->language;
	gp_office_free(o);
	return lang;
}

/* Where nothing is set, the users are Chinese offices. */
static enum gp_lang lang_of_environment(void)
{
	const char *v = locale_of_environment();

	return v && strncmp(v, "zh", 2) != 0 ? GP_LANG_EN : GP_LANG_ZH;
}

/* --lang counts for what is said about the other words, wherever it stands. */
static enum gp_lang lang_of_words(char *const *argv, enum gp_lang lang)
{
	for (; *argv; argv++) {
		const char *v = !strncmp(*argv, "--lang=", 7) ? *argv + 7 : NULL;

		if (!strcmp(*argv, "--lang"))
			v = argv[1];
		if (v && (!strcmp(v, "zh") || !strcmp(v, "en")))
			lang = v[0] == 'z' ? GP_LANG_ZH : GP_LANG_EN;
	}
	return lang;
}

static int is_help(const char *word)
{
	return !strcmp(word, "-h") || !strcmp(word, "--help");
}

static const char *chinese(const char *fmt)
{
	return gp_catalogue_text(&gp_errors, GP_LANG_ZH, fmt);
}

static void list_verbs(FILE *f, const struct gp_ctx *ctx)
{
	fputs("usage: govpub VERB [ARG...]\n\n", f);
	for (const struct verb *v = verbs; v->name; v++)
		fprintf(f, "  %-12s %s\n", v->name, gp_catalogue_text(&ctx->words, ctx->lang, v->summary));
	fprintf(f, "\n%s\n", gp_catalogue_text(&ctx->words, ctx->lang, "help.more"));
}

static const struct verb *find_verb(const char *word)
{
	for (const struct verb *v = verbs; v->name; v++)
		if (!strcmp(word, v->name) || !strcmp(word, v->alias))
			return v;
	return NULL;
}

static const struct gp_command_verb *names_of_verbs(void)
{
	static struct gp_command_verb names[sizeof verbs / sizeof *verbs];

	for (size_t i = 0; verbs[i].name; i++)
		names[i] = (struct gp_command_verb){verbs[i].name, verbs[i].alias, verbs[i].summary};
	return names;
}

/* `govpub VERB -h`: below the usage, what the verb is for and where more is said. */
static void explain(const struct gp_ctx *ctx, const struct verb *v)
{
	printf("\n%s\n%sgovpub help %s\n", gp_catalogue_text(&ctx->words, ctx->lang, v->summary),
	       gp_catalogue_text(&ctx->words, ctx->lang, "help.page"), v->name);
}

static int start(const struct verb *v, struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct gp_command lua = {&ctx->words, ctx->lang, names_of_verbs()};
	int status = v->run ? v->run(ctx, argc, argv, e) : gp_command_run(&lua, v->name, argc, argv, e);

	if (!status && argc == 2 && is_help(argv[1]))
		explain(ctx, v);
	return status;
}

static int cmd_help(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	const struct verb *v;
	int i = 1;

	while (i < argc && !strncmp(argv[i], "--lang", 6)) /* lang_of_words() has read it */
		i += argv[i][6] ? 1 : 2;
	if (i >= argc) {
		list_verbs(stdout, ctx);
		return 0;
	}
	v = find_verb(argv[i]);
	return gp_help_page(ctx->lang, v ? v->name : argv[i], e);
}

static int cmd_version(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	(void)ctx;
	(void)argc;
	(void)argv;
	(void)e;
	puts("govpub " GP_VERSION);
	return 0;
}

/* Whether nobody reads standard output any more, as behind `| head`. */
static bool is_reader_gone(void)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return poll(&out, 1, 0) > 0 && (out.revents & (POLLERR | POLLHUP));
}

/* Output that could not be written is a failure, whatever the verb thinks; what went wrong before it is said first. */
static int flushed(int status, struct gp_err *e)
{
	int failed = fflush(stdout);

	if (status < 0 || (!failed && !ferror(stdout)))
		return status;
	if (is_reader_gone())
		errno = EPIPE;
	return gp_fail_errno(e, GP_EIO, "standard output");
}

/*
 * Ends as other programs do whose reader has gone: by the signal, and without a word. Only now: until the verb was
 * done the signal was ignored, so that it could not come between two writes.
 */
static int end_by_pipe(void)
{
	signal(SIGPIPE, SIG_DFL);
	raise(SIGPIPE);
	return 128 + SIGPIPE;
}

/* argv[-1] is the program. */
static int run_verb(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	const struct verb *v = find_verb(argv[0]);

	if (!v && is_help(argv[0]))
		v = find_verb("help");
	if (!v && (!strcmp(argv[0], "-V") || !strcmp(argv[0], "--version")))
		v = find_verb("version");
	if (!v && *argv[0] == '-')
		return gp_fail(e, GP_EUSAGE, "options stand behind the verb: govpub VERB %s", argv[0]);
	if (!v) /* perhaps a register: to cmd/register.lua its name is the first word behind the verb */
		return flushed(start(find_verb("register"), ctx, argc + 1, argv - 1, e), e);
	return flushed(start(v, ctx, argc, argv, e), e);
}

static int run_role(const char *role)
{
	if (!strcmp(role, "parse"))
		return gp_parse_worker();
	if (!strcmp(role, "read"))
		return gp_reader_worker();
	if (!strncmp(role, "pdf", 3))
		return gp_pdf_worker(gp_pdf_role(role));
	if (!strcmp(role, "unpack"))
		return gp_unpack_worker();
	return strcmp(role, "script") ? 2 : gp_script_worker();
}

/* What went wrong may be in the words of a script or a server: nothing in them draws on the terminal. */
static void complain(const struct gp_err *e)
{
	struct gp_buf shown;

	gp_buf_init(&shown, 16 * sizeof e->msg);
	gp_utf8_show(&shown, e->msg, strlen(e->msg));
	fprintf(stderr, "govpub: %s\n", shown.data ? shown.data : "");
	gp_buf_free(&shown);
}

int main(int argc, char **argv)
{
	struct gp_ctx ctx = {.words = gp_messages, .lang = lang_of_environment()};
	struct gp_err e = GP_ERR_INIT;
	int status;

	if (argc == 3 && !strcmp(argv[1], "-x")) /* a worker: see core/sys/proc.h */
		return run_role(argv[2]);
	signal(SIGPIPE, SIG_IGN);
	if (!environment_speaks())
		ctx.lang = lang_of_office(argv, ctx.lang);
	ctx.lang = lang_of_words(argv, ctx.lang);
	if (ctx.lang == GP_LANG_ZH)
		gp_err_words(chinese);
	if (argc < 2) {
		list_verbs(stderr, &ctx);
		status = 2;
	} else {
		status = run_verb(&ctx, argc - 1, argv + 1, &e);
	}
	if (status < 0 && e.code == GP_EIO && e.sys == EPIPE && is_reader_gone()) {
		status = end_by_pipe();
	} else if (status < 0) {
		complain(&e);
		status = gp_code_exit(e.code);
	}
	return status;
}
