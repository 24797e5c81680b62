/*
 * accounts - the office's accounts on platforms: which there are, what they published, and whether adapters work.
 */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cmd/check-accounts.h"
#include "cmd/check-network.h"
#include "cmd/cmd.h"
#include "core/base/json.h"
#include "core/ledger/date.h"
#include "core/office/office.h"
#include "core/report/outfile.h"
#include "core/script/data.h"
#include "core/text/utf8.h"

#define TIMEOUT_MS 20000
#define PAUSE_MS 1000

static const char usage[] =
    "usage: govpub accounts list [-C DIR] [--json] [--lang LANG] [-o FILE]\n"
    "       govpub accounts read [-C DIR] [--json] [--lang LANG] [-o FILE] [--today DAY]\n"
    "                            [NAME...]\n"
    "       govpub accounts test [-C DIR] [--json] [--lang LANG] [-o FILE] [ADAPTER...]\n";

struct verb {
	struct gp_ctx *ctx;
	enum gp_lang lang;
	const char *dir, *out;
	bool json, help;
	int today;
	struct gp_office *office; /* or NULL */
	struct gp_buf text;
	struct gp_json j;
};

static const struct option longs[] = {
	{"help", no_argument, NULL, 'h'},
	{"json", no_argument, NULL, 'j'},
	{"lang", required_argument, NULL, 'L'},
	{"today", required_argument, NULL, 'T'},
	{NULL, 0, NULL, 0},
};

static int read_options(struct verb *v, int argc, char **argv, struct gp_err *e)
{
	int c;

	optind = 0;
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":C:ho:", longs, NULL)) != -1)
		switch (c) {
		case 'C':
			v->dir = optarg;
			break;
		case 'h':
			v->help = true;
			return 0;
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
		case 'T':
			if (gp_date_read(&v->today, optarg, gp_date_today(), e))
				return -1;
			break;
		default:
			return gp_cmd_bad_option("accounts", c, argv, e);
		}
	return 0;
}

static int open_office(struct verb *v, bool needed, struct gp_err *e)
{
	char dir[4096];
	int none = gp_office_find(dir, v->dir ? v->dir : ".", e);

	if (none < 0)
		return -1;
	if (!none)
		return gp_office_read(&v->office, dir, e);
	if (v->dir || needed)
		return gp_fail(e, GP_ENOTFOUND, "%s: neither here nor above is an office.lua; 'govpub init' makes one",
		    v->dir ? v->dir : ".");
	return 0;
}

/* --- saying */

static const char *word(const struct verb *v, const char *id)
{
	return gp_catalogue_text(&v->ctx->words, v->lang, id);
}

static void show(struct verb *v, const char *s)
{
	gp_utf8_show(&v->text, s, strlen(s));
}

static void field(struct verb *v, const char *key, const char *value)
{
	gp_json_key(&v->j, key);
	gp_json_str(&v->j, value);
}

static void words_field(struct verb *v, const char *key, const char *const *list)
{
	gp_json_key(&v->j, key);
	gp_json_array(&v->j);
	for (; *list; list++)
		gp_json_str(&v->j, *list);
	gp_json_array_end(&v->j);
}

static void line_of(struct verb *v, const char *id, const char *const *list)
{
	if (!*list)
		return;
	gp_buf_printf(&v->text, "    %s: ", word(v, id));
	for (size_t i = 0; list[i]; i++) {
		gp_buf_puts(&v->text, i ? ", " : "");
		show(v, list[i]);
	}
	gp_buf_putc(&v->text, '\n');
}

/* --- list */

static void list_account(struct verb *v, const struct gp_office_account *a, struct gp_adapters *set)
{
	struct gp_err why = GP_ERR_INIT;
	const struct gp_adapter *one = gp_account_adapter(a, set, &why);

	if (v->json) {
		gp_json_object(&v->j);
		field(v, "platform", a->platform);
		field(v, "name", a->name);
		field(v, "adapter", one ? one->id : NULL);
		field(v, "problem", one ? NULL : *why.msg ? why.msg : word(v, "account.why.no-adapter"));
		gp_json_object_end(&v->j);
		return;
	}
	gp_buf_printf(&v->text, "%s ", a->platform);
	show(v, a->name);
	gp_buf_puts(&v->text, ": ");
	if (one)
		gp_buf_puts(&v->text, one->id);
	else
		show(v, *why.msg ? why.msg : word(v, "account.why.no-adapter"));
	gp_buf_putc(&v->text, '\n');
}

static void list_adapter(struct verb *v, struct gp_adapters *set, struct gp_adapter *one)
{
	static const char *const none[] = {NULL};
	struct gp_err why = GP_ERR_INIT;
	bool good = !gp_adapters_declare(set, one, &why);

	if (v->json) {
		gp_json_object(&v->j);
		field(v, "id", one->id);
		field(v, "title", good ? one->title[v->lang] : NULL);
		field(v, "mark", good && *one->mark ? one->mark : NULL);
		field(v, "file", one->path);
		gp_json_key(&v->j, "shipped");
		gp_json_bool(&v->j, one->shipped);
		words_field(v, "hosts", good ? one->hosts : none);
		words_field(v, "articles", good ? one->articles : none);
		words_field(v, "secrets", good ? one->secrets : none);
		field(v, "problem", good ? NULL : why.msg);
		gp_json_object_end(&v->j);
		return;
	}
	gp_buf_printf(&v->text, "  %s  ", one->id);
	show(v, good ? one->title[v->lang] : why.msg);
	gp_buf_printf(&v->text, "  (%s%s%s)\n", word(v, one->shipped ? "rules.shipped" : one->overrides ? "rules.overrides" :
	    "rules.local"), good && *one->mark ? ", " : "", good ? one->mark : "");
	line_of(v, "accounts.hosts", good ? one->hosts : none);
	line_of(v, "accounts.secrets", good ? one->secrets : none);
}

static int list(struct verb *v, char **words, int count, struct gp_err *e)
{
	struct gp_adapters *set;

	if (count)
		return gp_fail(e, GP_EUSAGE, "accounts list: '%s' is too much; it lists all", words[0]);
	if (open_office(v, false, e) || gp_adapters_open(&set, v->office ? v->office->dir : NULL, v->lang, e))
		return -1;
	if (v->json) {
		gp_json_object(&v->j);
		gp_json_key(&v->j, "accounts");
		gp_json_array(&v->j);
	}
	for (size_t i = 0; v->office && i < v->office->account_count; i++)
		list_account(v, &v->office->accounts[i], set);
	if (v->json) {
		gp_json_array_end(&v->j);
		gp_json_key(&v->j, "adapters");
		gp_json_array(&v->j);
	} else {
		gp_buf_printf(&v->text, "%s\n", word(v, "accounts.adapters"));
	}
	for (size_t i = 0; i < set->count; i++)
		list_adapter(v, set, &set->list[i]);
	if (v->json) {
		gp_json_array_end(&v->j);
		gp_json_object_end(&v->j);
		gp_buf_putc(&v->text, '\n');
	}
	gp_adapters_close(set);
	return 0;
}

/* --- read */

/* Why it was not read, or not whole. */
static void say_why(struct verb *v, struct gp_buf *out, const struct gp_account_reading *r)
{
	struct gp_param params[] = {{"detail", r->detail}, {NULL, NULL}};
	char id[80];

	snprintf(id, sizeof id, "account.why.%s", r->why);
	gp_catalogue_say(out, &v->ctx->words, v->lang, id, params);
}

static void put_reading_json(struct verb *v, const struct gp_account_reading *r)
{
	struct gp_buf why;

	gp_buf_init(&why, 1 << 16);
	if (*r->why)
		say_why(v, &why, r);
	gp_json_object(&v->j);
	field(v, "platform", r->account->platform);
	field(v, "name", r->account->name);
	field(v, "adapter", *r->adapter ? r->adapter : NULL);
	field(v, "state", gp_account_state_name(r->state));
	field(v, "problem", why.len ? why.data : NULL);
	gp_json_key(&v->j, "requests");
	gp_json_int(&v->j, r->requests);
	gp_json_key(&v->j, "articles");
	gp_json_array(&v->j);
	for (size_t i = 0; i < r->count; i++) {
		gp_json_object(&v->j);
		field(v, "url", r->list[i].url);
		field(v, "title", r->list[i].title);
		field(v, "date", *r->list[i].date ? r->list[i].date : NULL);
		gp_json_key(&v->j, "deleted");
		gp_json_bool(&v->j, r->list[i].deleted);
		gp_json_object_end(&v->j);
	}
	gp_json_array_end(&v->j);
	gp_json_object_end(&v->j);
	gp_buf_free(&why);
}

static void put_reading(struct verb *v, const struct gp_account_reading *r)
{
	struct gp_buf why;

	if (v->json) {
		put_reading_json(v, r);
		return;
	}
	gp_buf_printf(&v->text, "%s ", r->account->platform);
	show(v, r->account->name);
	gp_buf_printf(&v->text, ": %s, %zu", word(v, r->state == GP_ACCOUNT_WHOLE ? "accounts.whole" :
	    r->state == GP_ACCOUNT_PART ? "accounts.part" : "accounts.unread"), r->count);
	if (*r->why) {
		gp_buf_init(&why, 1 << 16);
		say_why(v, &why, r);
		gp_buf_puts(&v->text, "\n  ");
		show(v, why.data ? why.data : "");
		gp_buf_free(&why);
	}
	gp_buf_putc(&v->text, '\n');
	for (size_t i = 0; i < r->count; i++) {
		gp_buf_printf(&v->text, "  %-10s  ", r->list[i].date);
		show(v, r->list[i].title);
		gp_buf_puts(&v->text, r->list[i].deleted ? "  " : "\n              ");
		show(v, r->list[i].deleted ? word(v, "account.deleted") : r->list[i].url);
		gp_buf_putc(&v->text, '\n');
	}
}

static int print_readings(struct verb *v, const struct gp_check_accounts *c)
{
	bool unread = false;

	if (v->json) {
		gp_json_object(&v->j);
		gp_json_key(&v->j, "accounts");
		gp_json_array(&v->j);
	}
	for (size_t i = 0; i < c->count; i++) {
		put_reading(v, &c->list[i]);
		unread |= c->list[i].state != GP_ACCOUNT_WHOLE;
	}
	if (v->json) {
		gp_json_array_end(&v->j);
		gp_json_object_end(&v->j);
		gp_buf_putc(&v->text, '\n');
	}
	return unread ? 5 : 0;
}

static int read_accounts(struct verb *v, char **words, int count, struct gp_err *e)
{
	struct gp_check_network network = {.proxy = NULL};
	struct gp_crawl_options crawl = {.connections = 1};
	struct gp_check_accounts accounts = {0};
	struct gp_phrases phrases = {0};
	struct gp_check_accounts_how how = {.network = &crawl.network, .guards = &phrases.guards, .lang = v->lang,
	    .timeout_ms = TIMEOUT_MS, .today = v->today, .names = count ? words : NULL, .name_count = (size_t)count};
	int rc = -1;

	if (open_office(v, true, e))
		return -1;
	how.pause_ms = v->office->fast ? 0 : PAUSE_MS;
	if (gp_network_office(&network, v->office, e) || gp_data_phrases(&phrases, e))
		goto out;
	gp_network_settle(&network, v->office, &crawl);
	if (!gp_check_accounts_read(&accounts, v->office, &how, e))
		rc = print_readings(v, &accounts);
out:
	gp_check_accounts_free(&accounts);
	gp_phrases_free(&phrases);
	gp_check_network_free(&network);
	return rc;
}

/* --- test */

struct testing {
	struct verb *v;
	int number, failed;
};

/* In TAP "# TODO" at the end of a name would excuse a test that fails. */
static void put_name(struct gp_buf *out, const char *name)
{
	for (size_t n; *name; name += n) {
		n = strcspn(name, "#\\");
		gp_utf8_show(out, name, n);
		if (name[n]) {
			gp_buf_printf(out, "\\%c", name[n]);
			n++;
		}
	}
}

static void result(struct testing *t, const struct gp_adapter *one, const char *name, const char *problem)
{
	struct verb *v = t->v;

	t->number++;
	t->failed += problem != NULL;
	if (v->json) {
		gp_json_object(&v->j);
		field(v, "adapter", one->id);
		field(v, "test", name);
		gp_json_key(&v->j, "ok");
		gp_json_bool(&v->j, !problem);
		field(v, "why", problem);
		gp_json_object_end(&v->j);
		return;
	}
	gp_buf_printf(&v->text, "%sok %d - %s: ", problem ? "not " : "", t->number, one->id);
	put_name(&v->text, name);
	gp_buf_putc(&v->text, '\n');
	if (problem) {
		gp_buf_puts(&v->text, "# ");
		show(v, problem);
		gp_buf_putc(&v->text, '\n');
	}
}

static void test_adapter(struct testing *t, struct gp_adapters *set, struct gp_adapter *one)
{
	const char *loads = word(t->v, "rules.loads");
	struct gp_arena scratch = {0};
	struct gp_err why = GP_ERR_INIT;
	struct gp_value v;
	struct gp_buf ask;

	gp_buf_init(&ask, 100);
	gp_pack_map(&ask, 0);
	if (gp_adapters_declare(set, one, &why) || gp_adapters_call(set, one, "tests", &ask, NULL, 0, "", &v, &scratch, &why) ||
	    v.type != GP_VALUE_LIST) {
		result(t, one, loads, why.msg);
	} else {
		if (!v.list.n)
			result(t, one, loads, NULL);
		for (size_t i = 0; i < v.list.n; i++) {
			const char *name = gp_value_str(&v.list.items[i], "name");

			result(t, one, name ? name : "?", gp_value_str(&v.list.items[i], "problem"));
		}
	}
	gp_buf_free(&ask);
	gp_arena_free(&scratch);
}

static int test_all(struct testing *t, struct gp_adapters *set, char **words, int count, struct gp_err *e)
{
	for (int i = 0; i < count; i++) {
		struct gp_adapter *one = gp_adapters_by_id(set, words[i]);

		if (!one)
			return gp_fail(e, GP_ENOTFOUND, "there is no adapter '%s'; 'govpub accounts list' names those that there are", words[i]);
		test_adapter(t, set, one);
	}
	for (size_t i = 0; !count && i < set->count; i++)
		test_adapter(t, set, &set->list[i]);
	return 0;
}

static int test(struct verb *v, char **words, int count, struct gp_err *e)
{
	struct testing t = {.v = v};
	struct gp_adapters *set;
	int rc;

	if (open_office(v, false, e) || gp_adapters_open(&set, v->office ? v->office->dir : NULL, v->lang, e))
		return -1;
	if (v->json) {
		gp_json_object(&v->j);
		gp_json_key(&v->j, "tests");
		gp_json_array(&v->j);
	}
	rc = test_all(&t, set, words, count, e);
	if (v->json) {
		gp_json_array_end(&v->j);
		gp_json_key(&v->j, "failed");
		gp_json_int(&v->j, t.failed);
		gp_json_object_end(&v->j);
		gp_buf_putc(&v->text, '\n');
	} else {
		gp_buf_printf(&v->text, "1..%d\n", t.number);
	}
	gp_adapters_close(set);
	return rc ? rc : t.failed != 0;
}

/* --- the whole */

static int print(struct verb *v, int status, struct gp_err *e)
{
	struct gp_outfile *f;

	if (v->text.full)
		return gp_fail(e, GP_ELIMIT, "the output is larger than 64 MiB; name fewer accounts");
	if (gp_outfile_open(&f, v->out, e))
		return -1;
	if (gp_outfile_drain(f, &v->text, e)) {
		gp_outfile_discard(f);
		return -1;
	}
	return gp_outfile_commit(f, e) ? -1 : status;
}

static int command(struct verb *v, const char *name, char **words, int count, struct gp_err *e)
{
	static const struct {
		const char *name, *alias;
		int (*run)(struct verb *v, char **words, int count, struct gp_err *e);
	} commands[] = {{"list", "列表", list}, {"read", "读取", read_accounts}, {"test", "测试", test}};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (!strcmp(name, commands[i].name) || !strcmp(name, commands[i].alias))
			return commands[i].run(v, words, count, e);
	return gp_fail(e, GP_EUSAGE, "accounts: '%s' is none of list, read, test", name);
}

int gp_cmd_accounts(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct verb v = {.ctx = ctx, .lang = ctx->lang, .today = gp_date_today()};
	int rc = read_options(&v, argc, argv, e);

	if (!rc && v.help) {
		fputs(usage, stdout);
		return 0;
	}
	if (!rc && optind >= argc)
		rc = gp_fail(e, GP_EUSAGE, "accounts: what to do? One of list, read, test");
	if (rc)
		return rc;
	gp_buf_init(&v.text, (size_t)64 << 20);
	gp_json_init(&v.j, &v.text);
	rc = command(&v, argv[optind], argv + optind + 1, argc - optind - 1, e);
	if (rc >= 0)
		rc = print(&v, rc, e);
	gp_office_free(v.office);
	gp_buf_free(&v.text);
	return rc;
}
