/*
 * doctor - says whether everything is here that govpub needs, and what to do where it is not.
 */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/doctor_checks.h"
#include "core/base/json.h"
#include "core/text/utf8.h"

#define REPORT_MAX ((size_t)1 << 20)

static const char usage[] = "usage: govpub doctor [--json] [--lang LANG] [--network]\n";

struct options {
	struct gp_checkup_options checkup;
	bool json, help;
};

enum { OPT_JSON = 256, OPT_LANG, OPT_NETWORK };

static const struct option longs[] = {
	{"help", no_argument, NULL, 'h'},
	{"json", no_argument, NULL, OPT_JSON},
	{"lang", required_argument, NULL, OPT_LANG},
	{"network", no_argument, NULL, OPT_NETWORK},
	{NULL, 0, NULL, 0},
};

static int read_options(struct options *o, int argc, char **argv, struct gp_err *e)
{
	int c;

	optind = 0; /* glibc: start anew, main has used getopt too */
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":h", longs, NULL)) != -1)
		switch (c) {
		case OPT_JSON:
			o->json = true;
			break;
		case OPT_LANG:
			if (gp_cmd_lang(&o->checkup.lang, optarg, e))
				return -1;
			o->checkup.lang_given = true;
			break;
		case OPT_NETWORK:
			o->checkup.network = true;
			break;
		case 'h':
			o->help = true;
			break;
		case ':':
			return gp_fail(e, GP_EUSAGE, "%s needs a value", argv[optind - 1]);
		default:
			return gp_fail(e, GP_EUSAGE, "unknown option %s", argv[optind - 1]);
		}
	if (!o->help && optind < argc)
		return gp_fail(e, GP_EUSAGE, "doctor takes options only, not '%s'", argv[optind]);
	return 0;
}

static void put_text(struct gp_buf *b, const struct gp_checkup *c)
{
	static const char *const marks[] = {
		[GP_HEALTH_OK] = "ok", [GP_HEALTH_LIMITED] = "--", [GP_HEALTH_FAILED] = "!!",
	};

	for (size_t i = 0; i < c->count; i++) {
		const struct gp_checkup_item *item = &c->items[i];

		gp_buf_printf(b, "%s  ", marks[item->health]);
		gp_utf8_show(b, item->message, strlen(item->message));
		gp_buf_puts(b, *item->fix ? " " : "");
		gp_utf8_show(b, item->fix, strlen(item->fix));
		gp_buf_putc(b, '\n');
	}
}

static void put_items(struct gp_json *j, const struct gp_checkup *c)
{
	static const char *const names[] = {
		[GP_HEALTH_OK] = "ok", [GP_HEALTH_LIMITED] = "limited", [GP_HEALTH_FAILED] = "failed",
	};

	gp_json_key(j, "checks");
	gp_json_array(j);
	for (size_t i = 0; i < c->count; i++) {
		gp_json_object(j);
		gp_json_key(j, "check");
		gp_json_str(j, c->items[i].id);
		gp_json_key(j, "state");
		gp_json_str(j, names[c->items[i].health]);
		gp_json_key(j, "message");
		gp_json_str(j, c->items[i].message);
		gp_json_key(j, "fix");
		gp_json_str(j, *c->items[i].fix ? c->items[i].fix : NULL);
		gp_json_object_end(j);
	}
	gp_json_array_end(j);
}

static void put_json(struct gp_buf *b, const struct gp_checkup *c, bool healthy)
{
	struct gp_json j;

	gp_json_init(&j, b);
	gp_json_object(&j);
	gp_json_key(&j, "version");
	gp_json_str(&j, GP_VERSION);
	gp_json_key(&j, "ok");
	gp_json_bool(&j, healthy);
	gp_json_key(&j, "protection");
	gp_json_object(&j);
	gp_json_key(&j, "level");
	gp_json_str(&j, gp_jail_level_name(&c->jail));
	gp_json_key(&j, "landlock_abi");
	gp_json_int(&j, c->jail.landlock_abi);
	gp_json_key(&j, "seccomp");
	gp_json_bool(&j, c->jail.seccomp);
	gp_json_object_end(&j);
	gp_json_key(&j, "libraries");
	gp_json_object(&j);
	for (size_t i = 0; i < c->library_count; i++) {
		gp_json_key(&j, c->libraries[i].name);
		gp_json_str(&j, c->libraries[i].version);
	}
	gp_json_object_end(&j);
	put_items(&j, c);
	gp_json_object_end(&j);
	gp_buf_putc(b, '\n');
}

int gp_cmd_doctor(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct options o = {.checkup = {.words = &ctx->words, .lang = ctx->lang}};
	struct gp_checkup c;
	struct gp_buf b;
	bool healthy = true;

	if (read_options(&o, argc, argv, e))
		return -1;
	if (o.help) {
		fputs(usage, stdout);
		return 0;
	}
	gp_checkup(&c, &o.checkup);
	for (size_t i = 0; i < c.count; i++)
		healthy = healthy && c.items[i].health != GP_HEALTH_FAILED;
	gp_buf_init(&b, REPORT_MAX);
	if (o.json)
		put_json(&b, &c, healthy);
	else
		put_text(&b, &c);
	fwrite(b.data, 1, b.len, stdout); /* main flushes, and sees a full disk */
	gp_buf_free(&b);
	gp_checkup_free(&c);
	return healthy ? 0 : gp_code_exit(GP_EIO);
}
