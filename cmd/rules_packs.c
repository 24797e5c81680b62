/* rules_packs.c - the commands about packs: options, and what they have in common; verify and remove */
#define _GNU_SOURCE
#include "cmd/rules_packs.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/report/outfile.h"
#include "core/text/utf8.h"

const char gp_rules_packs_usage[] =
    "       govpub rules pack [--json] [--key FILE] [--lang LANG] [-o FILE]\n"
    "                         [--password-file FILE] FOLDER\n"
    "       govpub rules keygen [--lang LANG] [--no-password] [--password-file FILE] FILE\n"
    "       govpub rules install [-C DIR] [--force] [--json] [--lang LANG] PACK\n"
    "       govpub rules verify [-C DIR] [--json] [--lang LANG] [PACK...]\n"
    "       govpub rules remove [-C DIR] [--json] [--lang LANG] NAME...\n"
    "       govpub rules trust [-C DIR] [--json] [--lang LANG] [add KEY [NAME] | remove KEY]\n"
    "       govpub rules update [-C DIR] [--diff] [--force] [--json] [--lang LANG] [--no-input]\n"
    "                           [--yes] [NAME...]\n";

static const struct option longs[] = {
	{"diff", no_argument, NULL, 'd'},
	{"force", no_argument, NULL, 'f'},
	{"help", no_argument, NULL, 'h'},
	{"json", no_argument, NULL, 'j'},
	{"key", required_argument, NULL, 'k'},
	{"lang", required_argument, NULL, 'L'},
	{"no-input", no_argument, NULL, 'n'},
	{"no-password", no_argument, NULL, 'W'},
	{"password-file", required_argument, NULL, 'p'},
	{"yes", no_argument, NULL, 'y'},
	{NULL, 0, NULL, 0},
};

static const struct {
	const char *name, *alias;
	int (*run)(struct gp_packs_verb *v, struct gp_err *e);
	int least, most; /* words */
} commands[] = {
	{"pack", "打包", gp_rules_pack, 1, 1}, {"keygen", "生成密钥", gp_rules_keygen, 1, 1},
	{"install", "安装", gp_rules_install, 1, 1}, {"verify", "核验", gp_rules_verify, 0, 1000},
	{"remove", "卸载", gp_rules_remove, 1, 1000}, {"trust", "信任", gp_rules_trust, 0, 3},
	{"update", "更新", gp_rules_update, 0, 1000},
};

/* The place of the command in argv: the first word that is no option and no value of one; 0 without. */
static int command_at(int argc, char **argv)
{
	static const char *const valued[] = {"-C", "-o", "--lang", "--key", "--password-file"};

	for (int i = 1; i < argc; i++) {
		bool takes = false;

		if (*argv[i] != '-')
			return i;
		for (size_t k = 0; k < sizeof valued / sizeof *valued; k++)
			takes = takes || !strcmp(argv[i], valued[k]);
		i += takes;
	}
	return 0;
}

static int find(const char *word)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (!strcmp(word, commands[i].name) || !strcmp(word, commands[i].alias))
			return (int)i;
	return -1;
}

bool gp_rules_is_packs(int argc, char **argv)
{
	int at = command_at(argc, argv);

	return at && find(argv[at]) >= 0;
}

static int read_options(struct gp_packs_verb *v, int argc, char **argv, struct gp_err *e)
{
	int c;

	optind = 0;
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":C:ho:", longs, NULL)) != -1)
		switch (c) {
		case 'C':
			v->office_dir = optarg;
			break;
		case 'd':
			v->diff = true;
			break;
		case 'f':
			v->force = true;
			break;
		case 'h':
			return 1;
		case 'j':
			v->json = true;
			break;
		case 'k':
			v->key = optarg;
			break;
		case 'L':
			if (gp_cmd_lang(&v->lang, optarg, e))
				return -1;
			break;
		case 'n':
			v->no_input = true;
			break;
		case 'o':
			v->out = optarg;
			break;
		case 'p':
			v->password_file = optarg;
			break;
		case 'W':
			v->no_password = true;
			break;
		case 'y':
			v->yes = true;
			break;
		default:
			return gp_cmd_bad_option("rules", c, argv, e);
		}
	return 0;
}

/* The office, if there is one: what it is called, what it trusts, what it has installed. */
static int find_office(struct gp_packs_verb *v, struct gp_err *e)
{
	int none = gp_office_find(v->dir, v->office_dir ? v->office_dir : ".", e);

	if (none < 0)
		return -1;
	if (none) {
		v->dir[0] = '\0';
		return v->office_dir ? gp_packs_need_office(v, e) : 0;
	}
	return gp_office_read(&v->office, v->dir, e) || gp_packs_read(&v->packs, v->dir, e) ? -1 : 0;
}

int gp_packs_need_office(const struct gp_packs_verb *v, struct gp_err *e)
{
	return *v->dir ? 0 : gp_fail(e, GP_ENOTFOUND, "%s: neither here nor above is an office.lua; 'govpub init' makes one",
	    v->office_dir ? v->office_dir : ".");
}

void gp_packs_say(struct gp_packs_verb *v, const char *id, const struct gp_param *params)
{
	struct gp_buf b;

	gp_buf_init(&b, 1 << 16);
	gp_catalogue_say(&b, &v->ctx->words, v->lang, id, params);
	gp_utf8_show(&v->text, b.data ? b.data : "", b.len);
	gp_buf_putc(&v->text, '\n');
	gp_buf_free(&b);
}

int gp_packs_print(struct gp_packs_verb *v, struct gp_err *e)
{
	struct gp_outfile *f;

	if (v->text.full)
		return gp_fail(e, GP_ELIMIT, "the output is larger than 64 MiB; name fewer rules or pages");
	if (gp_outfile_open(&f, NULL, e))
		return -1;
	if (gp_outfile_drain(f, &v->text, e)) {
		gp_outfile_discard(f);
		return -1;
	}
	return gp_outfile_commit(f, e);
}

int gp_rules_packs(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct gp_packs_verb v = {.ctx = ctx, .lang = ctx->lang};
	int rc = read_options(&v, argc, argv, e), which;

	if (rc > 0) {
		printf("usage:%s", gp_rules_packs_usage + strlen("usage:"));
		return 0;
	}
	if (rc || (which = find(argv[optind])) < 0)
		return rc ? rc : gp_cmd_bad_option("rules", '?', argv, e);
	v.words = argv + optind + 1;
	v.count = argc - optind - 1;
	if (v.count < commands[which].least || v.count > commands[which].most)
		return gp_fail(e, GP_EUSAGE, "rules %s: wrong number of words; 'govpub rules %s -h' shows how it is used",
		    commands[which].name, commands[which].name);
	gp_buf_init(&v.text, (size_t)64 << 20);
	rc = find_office(&v, e) ? -1 : commands[which].run(&v, e);
	if (v.text.len) { /* also when it failed: the tests that did, say */
		struct gp_err lost = GP_ERR_INIT;

		if (gp_packs_print(&v, rc < 0 ? &lost : e) && rc >= 0)
			rc = -1;
	}
	gp_packs_free(v.packs);
	gp_office_free(v.office);
	gp_buf_free(&v.text);
	return rc;
}

/* --- packs as people and programs see them */

static const char *state_word(const struct gp_ctx *ctx, enum gp_lang lang, enum gp_pack_state s)
{
	char id[40];

	snprintf(id, sizeof id, "standing.%s", gp_pack_state_name(s));
	return gp_catalogue_text(&ctx->words, lang, id);
}

void gp_packs_json(struct gp_json *j, const struct gp_installed *one, enum gp_lang lang)
{
	const struct gp_pack *p = one->pack;

	gp_json_object(j);
	gp_json_key(j, "name");
	gp_json_str(j, one->name);
	gp_json_key(j, "version");
	gp_json_str(j, *one->version ? one->version : NULL);
	gp_json_key(j, "title");
	gp_json_str(j, p ? p->title[lang] : NULL);
	gp_json_key(j, "office");
	gp_json_str(j, p ? p->office : NULL);
	gp_json_key(j, "trust");
	gp_json_str(j, one->state == GP_PACK_TRUSTED ? "trusted" : "local");
	gp_json_key(j, "state");
	gp_json_str(j, gp_pack_state_name(one->state));
	gp_json_key(j, "problem");
	gp_json_str(j, *one->problem ? one->problem : NULL);
	gp_json_key(j, "key");
	gp_json_str(j, *one->key ? one->key : NULL);
	gp_json_key(j, "signer");
	gp_json_str(j, *one->signer ? one->signer : NULL);
	gp_json_key(j, "source");
	gp_json_str(j, *one->source ? one->source : NULL);
	gp_json_key(j, "manifest");
	gp_json_str(j, p ? p->manifest : NULL);
	gp_json_object_end(j);
}

static void put_line(struct gp_buf *out, const struct gp_ctx *ctx, enum gp_lang lang, const struct gp_installed *one)
{
	const char *open = lang == GP_LANG_ZH ? "（" : " (", *close = lang == GP_LANG_ZH ? "）" : ")";

	gp_buf_printf(out, "%s%s%s: %s", one->name, *one->version ? " " : "", one->version, state_word(ctx, lang, one->state));
	if (*one->key)
		gp_buf_printf(out, "%s%s%s%s%s", open, one->key, *one->signer ? " " : "", one->signer, close);
	if (*one->problem)
		gp_buf_printf(out, "%s%s", lang == GP_LANG_ZH ? "：" : ": ", one->problem);
}

void gp_packs_line(struct gp_packs_verb *v, const struct gp_installed *one)
{
	struct gp_buf b;

	gp_buf_init(&b, 1 << 14);
	put_line(&b, v->ctx, v->lang, one);
	gp_utf8_show(&v->text, b.data ? b.data : "", b.len);
	gp_buf_putc(&v->text, '\n');
	gp_buf_free(&b);
}

void gp_packs_warn(const struct gp_ctx *ctx, enum gp_lang lang, const struct gp_packs *p)
{
	struct gp_buf b, shown;

	gp_buf_init(&b, 1 << 14);
	gp_buf_init(&shown, 1 << 16);
	for (size_t i = 0; p && i < p->count; i++) {
		if (p->list[i].state == GP_PACK_TRUSTED)
			continue;
		gp_buf_clear(&b);
		gp_buf_clear(&shown);
		put_line(&b, ctx, lang, &p->list[i]);
		gp_utf8_show(&shown, b.data ? b.data : "", b.len);
		fprintf(stderr, "govpub: %s%s\n", gp_catalogue_text(&ctx->words, lang, "bundle.pack"), shown.data ? shown.data : "");
	}
	gp_buf_free(&b);
	gp_buf_free(&shown);
}

/* --- verify */

/* What does not run is a matter of integrity, what is not trusted a finding. */
static int worse(int status, enum gp_pack_state s)
{
	if (!gp_pack_runs(s))
		return 7;
	return s != GP_PACK_TRUSTED && !status ? 1 : status;
}

/* A pack that lies elsewhere, as if it were installed. */
static int look_elsewhere(struct gp_packs_verb *v, const char *word, struct gp_installed *one, struct gp_arena *a,
    struct gp_err *e)
{
	if (gp_packs_fetch(&one->pack, word, v->packs ? v->packs->keys : NULL, a, &one->source, e))
		return -1;
	one->name = one->pack->name;
	one->version = one->pack->version;
	one->state = one->pack->state;
	one->problem = one->pack->problem;
	one->key = one->pack->key;
	one->path = word;
	return 0;
}

static int verify_one(struct gp_packs_verb *v, struct gp_json *j, const char *word, int *status, struct gp_err *e)
{
	const struct gp_installed *known = gp_packs_find(v->packs, word);
	struct gp_installed other = {.signer = ""};
	struct gp_arena a = {0};
	int rc = known ? 0 : look_elsewhere(v, word, &other, &a, e);

	if (!rc) {
		if (v->json)
			gp_packs_json(j, known ? known : &other, v->lang);
		else
			gp_packs_line(v, known ? known : &other);
		*status = worse(*status, known ? known->state : other.state);
	}
	gp_pack_free(other.pack);
	gp_arena_free(&a);
	return rc;
}

int gp_rules_verify(struct gp_packs_verb *v, struct gp_err *e)
{
	struct gp_json j;
	int status = 0, rc = v->count ? 0 : gp_packs_need_office(v, e);

	if (rc)
		return -1;
	gp_json_init(&j, &v->text);
	if (v->json) {
		gp_json_object(&j);
		gp_json_key(&j, "packs");
		gp_json_array(&j);
	}
	for (int i = 0; !rc && i < v->count; i++)
		rc = verify_one(v, &j, v->words[i], &status, e);
	for (size_t i = 0; !v->count && i < v->packs->count; i++)
		rc = verify_one(v, &j, v->packs->list[i].name, &status, e);
	if (v->json) {
		gp_json_array_end(&j);
		gp_json_object_end(&j);
		gp_buf_putc(&v->text, '\n');
	}
	return rc ? -1 : status;
}

/* --- remove */

int gp_rules_remove(struct gp_packs_verb *v, struct gp_err *e)
{
	struct gp_json j;

	if (gp_packs_need_office(v, e))
		return -1;
	gp_json_init(&j, &v->text);
	for (int i = 0; i < v->count; i++) {
		struct gp_param params[] = {{"name", v->words[i]}, {NULL, NULL}};

		if (gp_pack_remove(v->dir, v->words[i], e))
			return -1;
		if (v->json)
			continue;
		gp_packs_say(v, "bundle.removed", params);
		if (gp_packs_say_left(v, gp_packs_find(v->packs, v->words[i]), e))
			return -1;
	}
	if (v->json) {
		gp_json_object(&j);
		gp_json_key(&j, "removed");
		gp_json_array(&j);
		for (int i = 0; i < v->count; i++)
			gp_json_str(&j, v->words[i]);
		gp_json_array_end(&j);
		gp_json_object_end(&j);
		gp_buf_putc(&v->text, '\n');
	}
	return 0;
}
