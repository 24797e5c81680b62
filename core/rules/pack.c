#define _GNU_SOURCE
#include "core/rules/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/office/embed.h"
#include "core/office/literal.h"
#include "core/office/schema.h"
#include "core/pack/manifest.h"
#include "core/rules/pack_keys.h"

#define ROOT "rules/"

/* --- pack.lua */

static const char *one_line(const struct gp_value *v)
{
	if (v->type != GP_VALUE_STRING)
		return NULL;
	for (size_t i = 0; i < v->string.n; i++)
		if ((unsigned char)v->string.p[i] < ' ' || v->string.p[i] == '\x7F')
			return "must be one line of text";
	return !v->string.n || v->string.n > 300 ? "must have 1 to 300 bytes" : NULL;
}

static const char *name_word(const struct gp_value *v)
{
	return gp_pack_is_name(v->string.p) ? NULL : "must be made of a-z, 0-9, '_' and '-', and be no word of --rules";
}

static const char *version_word(const struct gp_value *v)
{
	const char *p = v->string.p;
	int parts = 0;

	for (; parts < 4; parts++) {
		size_t n = strspn(p, "0123456789");

		if (!n || n > 6)
			break;
		p += n;
		if (*p != '.')
			return *p ? "must be numbers with points between, like 1.2" : NULL;
		p++;
	}
	return "must be numbers with points between, like 1.2";
}

#define TEXT {.types = GP_IS(STRING), .check = one_line}

static const struct gp_schema_field title_fields[] = {{"zh", false, TEXT}, {"en", false, TEXT}, {NULL, false, {0}}};
static const struct gp_schema_field author_fields[] = {{"name", false, TEXT}, {"office", true, TEXT}, {NULL, false, {0}}};
static const struct gp_schema a_name = {.types = GP_IS(STRING), .check = name_word};
static const struct gp_schema_field pack_fields[] = {
	{"name", true, {.types = GP_IS(STRING), .check = name_word}},
	{"version", true, {.types = GP_IS(STRING), .check = version_word}},
	{"api", true, {.types = GP_IS(INT), .min = 1, .max = 1000}},
	{"title", true, {.types = GP_IS(STRING) | GP_IS(MAP), .fields = title_fields, .check = one_line}},
	{"author", true, {.types = GP_IS(MAP), .fields = author_fields}},
	{"licence", true, TEXT},
	{"homepage", false, TEXT},
	{"needs", false, {.types = GP_IS(LIST), .each = &a_name, .max = 50}},
	{NULL, false, {0}},
};
static const struct gp_schema a_pack = {.types = GP_IS(MAP), .fields = pack_fields};

static const char *text(const struct gp_value *v, const char *key)
{
	const char *s = gp_value_str(v, key);

	return s ? s : "";
}

static int take_declaration(struct gp_pack *p, const char *from, struct gp_err *e)
{
	const struct gp_pack_file *file = gp_pack_files_find(&p->files, "pack.lua");
	const char *path = gp_arena_strndup(&p->arena, from, strlen(from)), *zh, *en;
	struct gp_buf name;
	struct gp_schema_source source = {.word = "pack", .code = GP_EUSAGE};
	struct gp_value root;
	const struct gp_value *title;
	int rc, api;

	if (!file)
		return gp_fail(e, GP_EUSAGE, "%s: there is no pack.lua in it, so it is no pack", path);
	gp_buf_init(&name, 5000);
	gp_buf_printf(&name, "%s/pack.lua", path);
	source.file = name.data ? name.data : "pack.lua";
	rc = gp_literal_read(&root, &p->arena, file->data, file->n, source.file, "pack", e) ||
	    gp_schema_check(&root, &a_pack, &source, e) ? -1 : 0;
	gp_buf_free(&name);
	if (rc)
		return -1;
	api = (int)gp_value_int(&root, "api", 0);
	if (api > GP_PACK_API)
		return gp_fail(e, GP_EDENIED, "%s: the pack is written for api %d, and this program has api %d; update the program",
		    path, api, GP_PACK_API);
	p->name = text(&root, "name");
	p->version = text(&root, "version");
	title = gp_value_get(&root, "title");
	zh = title->type == GP_VALUE_STRING ? title->string.p : gp_value_str(title, "zh");
	en = title->type == GP_VALUE_STRING ? title->string.p : gp_value_str(title, "en");
	p->title[GP_LANG_ZH] = zh ? zh : en ? en : p->name;
	p->title[GP_LANG_EN] = en ? en : zh ? zh : p->name;
	p->author = text(gp_value_get(&root, "author"), "name");
	p->office = text(gp_value_get(&root, "author"), "office");
	p->licence = text(&root, "licence");
	p->homepage = text(&root, "homepage");
	p->needs = gp_value_get(&root, "needs");
	if (gp_pack_is_shipped(p->name))
		return gp_fail(e, GP_EDENIED, "%s: the name '%s' is that of a shipped pack; choose another", path, p->name);
	return 0;
}

/* --- what a pack may hold, and where */

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

static bool has_place(const char *name)
{
	static const char *const folders[] = {"taxonomy/", "registers/", "reports/", "calendar/", "tests/"};
	static const char *const files[] = {"pack.lua", GP_MANIFEST, GP_MANIFEST_SIGNATURE, GP_PACK_KEY};
	static const char *const papers[] = {"README", "LICENCE", "LICENSE", "NEWS"};
	const char *end = strrchr(name, '.');

	if (begins(name, ROOT)) {
		const char *rest = name + strlen(ROOT);

		if (begins(rest, "tests/"))
			return true;
		if (begins(rest, "lib/"))
			rest += 4;
		return !strchr(rest, '/') && end && !strcmp(end, ".lua");
	}
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (begins(name, folders[i]))
			return true;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (!strcmp(name, files[i]))
			return true;
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (begins(name, papers[i]) && !strchr(name, '/'))
			return true;
	return false;
}

static int check_places(const struct gp_pack *p, const char *from, struct gp_err *e)
{
	for (size_t i = 0; i < p->files.count; i++)
		if (!has_place(p->files.list[i].name))
			return gp_fail(e, GP_EDENIED, "%s: %s: a pack has no such file; it has pack.lua, README, LICENCE, rules/NAME.lua, "
			    "rules/lib/NAME.lua, and the folders rules/tests, tests, taxonomy, registers, reports, calendar",
			    from, p->files.list[i].name);
	return 0;
}

/* --- whose it is */

static void judge(struct gp_pack *p, enum gp_pack_state state, const char *problem)
{
	p->state = state;
	p->problem = gp_arena_strndup(&p->arena, problem, strlen(problem));
}

/* The key that the signature names: one of the office's, else the one that the pack brings along. */
static bool find_key(struct gp_minisign_public *out, const struct gp_pack *p, const struct gp_pack_keys *keys,
    const unsigned char id[8], bool *trusted)
{
	const struct gp_pack_file *own = gp_pack_files_find(&p->files, GP_PACK_KEY);
	const struct gp_minisign_public *known = gp_pack_keys_find(keys, id);

	*trusted = known != NULL;
	if (known) {
		*out = *known;
		return true;
	}
	return own && !gp_minisign_public_read(out, own->data, own->n, NULL) && !memcmp(out->id, id, sizeof out->id);
}

static void judge_signature(struct gp_pack *p, const struct gp_pack_file *manifest, const struct gp_pack_file *file,
    const struct gp_pack_keys *keys)
{
	struct gp_minisign_signature s;
	struct gp_minisign_public key;
	struct gp_err e = GP_ERR_INIT;
	char comment[GP_MINISIGN_COMMENT];
	bool trusted;

	if (gp_minisign_signature_read(&s, file->data, file->n, &e)) {
		judge(p, GP_PACK_FORGED, e.msg);
		return;
	}
	gp_minisign_id(p->key, s.id);
	gp_pack_comment(comment, p);
	if (!find_key(&key, p, keys, s.id, &trusted))
		judge(p, GP_PACK_FORGED, gp_err_word("the public key of the signature is not in the pack"));
	else if (gp_minisign_verify(&s, &key, manifest->data, manifest->n, &e))
		judge(p, GP_PACK_FORGED, e.msg);
	else if (strcmp(s.comment, comment) != 0)
		judge(p, GP_PACK_FORGED, gp_err_word("the signature is that of another pack or version"));
	else
		judge(p, trusted ? GP_PACK_TRUSTED : GP_PACK_UNKNOWN, "");
}

static void judge_files(struct gp_pack *p, const struct gp_pack_keys *keys)
{
	const struct gp_pack_file *manifest = gp_pack_files_find(&p->files, GP_MANIFEST);
	const struct gp_pack_file *signature = gp_pack_files_find(&p->files, GP_MANIFEST_SIGNATURE);
	unsigned char hash[GP_PACK_HASH];
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf list;

	gp_buf_init(&list, GP_MANIFEST_MAX);
	gp_pack_manifest(&list, p);
	gp_pack_sha256(hash, list.data ? list.data : "", list.len);
	gp_pack_hex(p->manifest, hash);
	gp_buf_free(&list);
	if (manifest && gp_manifest_check(manifest->data, manifest->n, &p->files, &e))
		judge(p, GP_PACK_CHANGED, e.msg);
	else if (signature && !manifest)
		judge(p, GP_PACK_CHANGED, gp_err_word("there is a signature, and no MANIFEST that it could be for"));
	else if (signature)
		judge_signature(p, manifest, signature, keys);
	else
		judge(p, GP_PACK_UNSIGNED, "");
}

/* --- opening */

int gp_pack_open(struct gp_pack **out, struct gp_pack_files *files, const char *from, const struct gp_pack_keys *keys,
    struct gp_err *e)
{
	struct gp_pack *p = gp_calloc(1, sizeof *p);

	p->files = *files;
	p->problem = "";
	*files = (struct gp_pack_files){0};
	*out = NULL;
	if (take_declaration(p, from, e) || check_places(p, from, e)) {
		gp_pack_free(p);
		return -1;
	}
	judge_files(p, keys);
	*out = p;
	return 0;
}

int gp_pack_read(struct gp_pack **out, const char *folder, const struct gp_pack_keys *keys, struct gp_err *e)
{
	struct gp_pack_files files = {0};

	*out = NULL;
	if (gp_pack_files_read(&files, folder, e)) {
		gp_pack_files_free(&files);
		return -1;
	}
	return gp_pack_open(out, &files, folder, keys, e);
}

void gp_pack_free(struct gp_pack *p)
{
	if (!p)
		return;
	gp_pack_files_free(&p->files);
	gp_arena_free(&p->arena);
	free(p);
}

const char *gp_pack_state_name(enum gp_pack_state s)
{
	static const char *const names[GP_PACK_STATES] = {"trusted", "unknown-key", "unsigned", "forged", "changed", "stale",
	    "broken"};

	return s < GP_PACK_STATES ? names[s] : "broken";
}

bool gp_pack_runs(enum gp_pack_state s)
{
	return s <= GP_PACK_UNSIGNED;
}

void gp_pack_manifest(struct gp_buf *out, const struct gp_pack *p)
{
	const struct gp_pack_file *manifest = gp_pack_files_find(&p->files, GP_MANIFEST);

	if (manifest)
		gp_buf_put(out, manifest->data, manifest->n);
	else
		gp_manifest_write(out, &p->files);
}

void gp_pack_comment(char out[GP_MINISIGN_COMMENT], const struct gp_pack *p)
{
	snprintf(out, GP_MINISIGN_COMMENT, "pack %s %s", p->name, p->version);
}

int gp_pack_compare_versions(const char *a, const char *b)
{
	while (*a || *b) {
		char *end;
		long x = strtol(a, &end, 10), y;

		a = end + (*end == '.');
		y = strtol(b, &end, 10);
		b = end + (*end == '.');
		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

bool gp_pack_is_shipped(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < gp_embed_count; i++) {
		const char *path = gp_embed_files[i].path;

		if (begins(path, ROOT) && !strncmp(path + strlen(ROOT), name, n) && path[strlen(ROOT) + n] == '/')
			return true;
	}
	return false;
}

bool gp_pack_is_name(const char *s)
{
	/* what --rules, office.lua and the folders of rules mean by these is something else */
	static const char *const others[] = {"accessibility", "all", "and", "attachments", "default", "lib", "links", "local",
	    "media", "metadata", "none", "not", "office", "optional", "or", "pages", "privacy", "secrecy", "shipped", "slow", "terms",
	    "tests", "trusted", "typos", "wording"};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (!strcmp(s, others[i]))
			return false;
	return *s && strlen(s) <= GP_PACK_WORD_MAX && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(s) && *s != '-';
}
