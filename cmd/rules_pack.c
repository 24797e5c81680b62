/* rules_pack.c - govpub rules pack: a folder becomes an archive that others can verify */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rules_packs.h"
#include "core/pack/manifest.h"
#include "core/report/outfile.h"
#include "core/rules/pack_private.h"
#include "core/text/utf8.h"

/* The folder's files but those that packing makes; with the public key of who signs. */
static int gather(struct gp_pack_files *out, const char *folder, const struct gp_minisign_public *key, struct gp_err *e)
{
	static const char *const made[] = {GP_MANIFEST, GP_MANIFEST_SIGNATURE, GP_PACK_KEY};
	struct gp_pack_files all = {0};
	struct gp_buf text;
	int rc = gp_pack_files_read(&all, folder, e);

	for (size_t i = 0; !rc && i < all.count; i++) {
		bool ours = false;

		for (size_t k = 0; k < sizeof made / sizeof *made; k++)
			ours = ours || !strcmp(all.list[i].name, made[k]);
		if (!ours)
			rc = gp_pack_files_add(out, all.list[i].name, strlen(all.list[i].name), all.list[i].data, all.list[i].n, e);
	}
	gp_pack_files_free(&all);
	if (!rc && key) {
		gp_buf_init(&text, GP_MINISIGN_FILE);
		gp_minisign_public_write(&text, key);
		rc = gp_pack_files_add(out, GP_PACK_KEY, strlen(GP_PACK_KEY), text.data, text.len, e);
		gp_buf_free(&text);
	}
	return rc ? -1 : gp_pack_files_seal(out, e);
}

/* --- what must not leave the office */

struct finding {
	struct gp_packs_verb *v;
	struct gp_json *j;
	const char *folder;
	int found;
};

static void on_private(void *user, const struct gp_private *p)
{
	struct finding *f = user;
	char line[16], id[40];
	struct gp_param params[] = {{"file", p->file}, {"line", line}, {"what", ""}, {"masked", p->masked}, {NULL, NULL}};

	f->found++;
	if (f->v->json) {
		gp_json_object(f->j);
		gp_json_key(f->j, "file");
		gp_json_str(f->j, p->file);
		gp_json_key(f->j, "line");
		gp_json_int(f->j, p->line);
		gp_json_key(f->j, "what");
		gp_json_str(f->j, p->what);
		gp_json_key(f->j, "masked");
		gp_json_str(f->j, p->masked);
		gp_json_object_end(f->j);
		return;
	}
	snprintf(line, sizeof line, "%u", p->line);
	snprintf(id, sizeof id, "private.%s", p->what);
	params[2].value = gp_catalogue_text(&f->v->ctx->words, f->v->lang, id);
	gp_packs_say(f->v, "bundle.private", params);
}

static int refuse_private(struct gp_packs_verb *v, const struct gp_pack *p, struct gp_err *e)
{
	struct gp_json j;
	struct finding f = {.v = v, .j = &j, .folder = v->words[0]};
	size_t start = v->text.len;
	int rc;

	gp_json_init(&j, &v->text);
	if (v->json) {
		gp_json_object(&j);
		gp_json_key(&j, "private");
		gp_json_array(&j);
	}
	rc = gp_private_scan(p, v->office, on_private, &f, e);
	if (v->json) {
		gp_json_array_end(&j);
		gp_json_object_end(&j);
		gp_buf_putc(&v->text, '\n');
		if (!f.found)
			v->text.len = start;
	}
	if (rc || !f.found)
		return rc;
	return gp_fail(e, GP_EDENIED, "%s: nothing was packed: %d places hold what should not leave the office; take it out, or write "
	    "'not personal: REASON' as a comment on that line", v->words[0], f.found);
}

/* --- the archive */

static int sign(struct gp_pack *p, const struct gp_minisign_secret *key, struct gp_err *e)
{
	struct gp_buf list, signature;
	char comment[GP_MINISIGN_COMMENT];
	int rc;

	gp_buf_init(&list, GP_MANIFEST_MAX);
	gp_buf_init(&signature, GP_MINISIGN_FILE);
	gp_pack_manifest(&list, p);
	gp_pack_comment(comment, p);
	rc = list.full ? gp_fail(e, GP_ELIMIT, "the pack has more than 1000 files")
	    : gp_pack_files_add(&p->files, GP_MANIFEST, strlen(GP_MANIFEST), list.data, list.len, e);
	if (!rc && key)
		rc = gp_minisign_sign(&signature, key, list.data, list.len, comment, e) ||
		    gp_pack_files_add(&p->files, GP_MANIFEST_SIGNATURE, strlen(GP_MANIFEST_SIGNATURE), signature.data, signature.len, e)
		    ? -1 : 0;
	if (!rc)
		rc = gp_pack_files_seal(&p->files, e);
	gp_buf_free(&list);
	gp_buf_free(&signature);
	return rc;
}

static int write_archive(const struct gp_pack *p, const char *path, struct gp_err *e)
{
	struct gp_buf archive;
	struct gp_outfile *f;
	char top[2 * GP_PACK_WORD_MAX + 2];
	int rc;

	snprintf(top, sizeof top, "%s-%s", p->name, p->version);
	gp_buf_init(&archive, 2 * GP_PACK_BYTES);
	rc = gp_pack_files_archive(&p->files, top, &archive, e);
	if (!rc && archive.len > GP_PACK_BYTES)
		rc = gp_fail(e, GP_ELIMIT, "the archive is larger than 16 MiB");
	if (!rc)
		rc = gp_outfile_open(&f, path, e);
	if (!rc && gp_outfile_drain(f, &archive, e)) {
		gp_outfile_discard(f);
		rc = -1;
	} else if (!rc) {
		rc = gp_outfile_commit(f, e);
	}
	gp_buf_free(&archive);
	return rc;
}

static void say_packed(struct gp_packs_verb *v, const struct gp_pack *p, const char *path, const char *key, size_t rules,
    size_t tests)
{
	char n[24], m[24];
	struct gp_param params[] = {{"file", path}, {"rules", n}, {"tests", m}, {"key", key}, {NULL, NULL}};
	struct gp_json j;

	snprintf(n, sizeof n, "%zu", rules);
	snprintf(m, sizeof m, "%zu", tests);
	if (!v->json) {
		gp_packs_say(v, *key ? "bundle.packed" : "bundle.packed-unsigned", params);
		return;
	}
	gp_json_init(&j, &v->text);
	gp_json_object(&j);
	gp_json_key(&j, "file");
	gp_json_str(&j, path);
	gp_json_key(&j, "name");
	gp_json_str(&j, p->name);
	gp_json_key(&j, "version");
	gp_json_str(&j, p->version);
	gp_json_key(&j, "rules");
	gp_json_int(&j, (int64_t)rules);
	gp_json_key(&j, "tests");
	gp_json_int(&j, (int64_t)tests);
	gp_json_key(&j, "key");
	gp_json_str(&j, *key ? key : NULL);
	gp_json_key(&j, "manifest");
	gp_json_str(&j, p->manifest);
	gp_json_object_end(&j);
	gp_buf_putc(&v->text, '\n');
}

int gp_rules_pack(struct gp_packs_verb *v, struct gp_err *e)
{
	struct gp_minisign_secret secret;
	struct gp_minisign_public public = {{0}, {0}};
	struct gp_pack_files files = {0};
	struct gp_pack *p = NULL;
	char path[2 * GP_PACK_WORD_MAX + 10], id[GP_MINISIGN_ID] = "";
	size_t rules, tests;
	int rc = v->key ? gp_packs_read_key(&secret, v, e) : 0;

	if (!rc && v->key) {
		gp_minisign_public_of(&public, &secret);
		gp_minisign_id(id, public.id);
	}
	rc = rc || gather(&files, v->words[0], v->key ? &public : NULL, e) || gp_pack_open(&p, &files, v->words[0], NULL, e) ||
	    refuse_private(v, p, e) || gp_packs_test(v, p, &rules, &tests, e) || sign(p, v->key ? &secret : NULL, e) ? -1 : 0;
	if (!rc) {
		snprintf(path, sizeof path, "%s-%s.tar.gz", p->name, p->version);
		rc = write_archive(p, v->out ? v->out : path, e);
	}
	if (!rc)
		say_packed(v, p, v->out ? v->out : path, id, rules, tests);
	if (v->key)
		gp_minisign_wipe(&secret, sizeof secret);
	gp_pack_files_free(&files);
	gp_pack_free(p);
	return rc;
}
