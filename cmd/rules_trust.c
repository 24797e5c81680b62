/* rules_trust.c - govpub rules trust: whose packs run without being asked for by name */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cmd/rules_packs.h"
#include "core/base/clock.h"
#include "core/text/utf8.h"

static void list(struct gp_packs_verb *v)
{
	const struct gp_pack_keys *k = v->packs->keys;
	struct gp_json j;
	struct gp_buf key;

	gp_buf_init(&key, 100);
	gp_json_init(&j, &v->text);
	if (v->json) {
		gp_json_object(&j);
		gp_json_key(&j, "keys");
		gp_json_array(&j);
	}
	for (size_t i = 0; i < k->count; i++) {
		char id[GP_MINISIGN_ID];

		gp_minisign_id(id, k->list[i].key.id);
		gp_buf_clear(&key);
		gp_minisign_public_text(&key, &k->list[i].key);
		if (v->json) {
			gp_json_object(&j);
			gp_json_key(&j, "id");
			gp_json_str(&j, id);
			gp_json_key(&j, "key");
			gp_json_str(&j, key.data);
			gp_json_key(&j, "name");
			gp_json_str(&j, k->list[i].name);
			gp_json_key(&j, "since");
			gp_json_str(&j, k->list[i].since);
			gp_json_object_end(&j);
			continue;
		}
		gp_buf_printf(&v->text, "%s  %s  ", id, key.data);
		gp_utf8_show(&v->text, k->list[i].name, strlen(k->list[i].name));
		gp_buf_printf(&v->text, "  %s\n", k->list[i].since);
	}
	if (v->json) {
		gp_json_array_end(&j);
		gp_json_object_end(&j);
		gp_buf_putc(&v->text, '\n');
	} else if (!k->count) {
		gp_packs_say(v, "bundle.no-keys", NULL);
	}
	gp_buf_free(&key);
}

/* The key that an installed pack brings along, and that its signature fits. */
static int key_of_pack(struct gp_minisign_public *out, const struct gp_installed *one, struct gp_err *e)
{
	const struct gp_pack_file *file = one->pack ? gp_pack_files_find(&one->pack->files, GP_PACK_KEY) : NULL;

	if (one->state != GP_PACK_UNKNOWN && one->state != GP_PACK_TRUSTED)
		return gp_fail(e, GP_EDENIED, "%s: the pack is not signed, or is not whole; there is no key to trust", one->name);
	return file ? gp_minisign_public_read(out, file->data, file->n, e)
	    : gp_fail(e, GP_ENOTFOUND, "%s: the pack does not bring its key along; name the file of the key", one->name);
}

static int key_of_file(struct gp_minisign_public *out, const char *path, int fd, struct gp_err *e)
{
	char text[GP_MINISIGN_FILE];
	ssize_t n = read(fd, text, sizeof text);
	struct gp_err why = GP_ERR_INIT;

	if (n < 0)
		return gp_fail_errno(e, GP_EIO, "%s", path);
	return gp_minisign_public_read(out, text, (size_t)n, &why) ? gp_fail(e, why.code, "%.200s: %s", path, why.msg) : 0;
}

/* KEY: an installed pack, a file, or the key itself. */
static int find_key(struct gp_minisign_public *out, const struct gp_packs_verb *v, const char *word, struct gp_err *e)
{
	const struct gp_installed *one = gp_packs_find(v->packs, word);
	int fd, rc;

	if (one)
		return key_of_pack(out, one, e);
	fd = open(word, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0) {
		if (!gp_minisign_public_read(out, word, strlen(word), NULL))
			return 0;
		errno = ENOENT;
		return gp_fail(e, GP_ENOTFOUND, "'%s' is no installed pack, no file, and no public key of minisign", word);
	}
	rc = key_of_file(out, word, fd, e);
	close(fd);
	return rc;
}

static void say_key(struct gp_packs_verb *v, const char *sentence, const char *id, const char *name)
{
	const struct gp_param params[] = {{"id", id}, {"name", name}, {NULL, NULL}};
	struct gp_json j;

	if (!v->json) {
		gp_packs_say(v, sentence, params);
		return;
	}
	gp_json_init(&j, &v->text);
	gp_json_object(&j);
	gp_json_key(&j, strcmp(sentence, "bundle.trusts") ? "removed" : "added");
	gp_json_str(&j, id);
	gp_json_object_end(&j);
	gp_buf_putc(&v->text, '\n');
}

static int add(struct gp_packs_verb *v, struct gp_err *e)
{
	struct gp_pack_keys *k = v->packs->keys;
	const struct gp_installed *one = gp_packs_find(v->packs, v->words[1]);
	const char *name = v->count > 2 ? v->words[2] : one && one->pack ? one->pack->office : "";
	struct gp_minisign_public key;
	char id[GP_MINISIGN_ID], iso[32];

	if (find_key(&key, v, v->words[1], e))
		return -1;
	gp_minisign_id(id, key.id);
	if (gp_pack_keys_find(k, key.id))
		return gp_fail(e, GP_ECONFLICT, "the key %s is trusted already", id);
	if (k->count == GP_PACK_KEYS_MAX)
		return gp_fail(e, GP_ELIMIT, "there are more than %d keys", GP_PACK_KEYS_MAX);
	k->list[k->count++] = (struct gp_pack_trusted){.key = key, .name = *name ? name : id,
	    .since = gp_arena_strndup(&k->arena, gp_clock_iso(gp_clock_now(), iso), 10)};
	if (gp_pack_keys_write(k, v->dir, e))
		return -1;
	say_key(v, "bundle.trusts", id, *name ? name : id);
	return 0;
}

static int drop(struct gp_packs_verb *v, struct gp_err *e)
{
	struct gp_pack_keys *k = v->packs->keys;

	for (size_t i = 0; i < k->count; i++) {
		const char *name = k->list[i].name;
		char id[GP_MINISIGN_ID];

		gp_minisign_id(id, k->list[i].key.id);
		if (strcasecmp(id, v->words[1]) && strcmp(name, v->words[1]))
			continue;
		k->count--;
		memmove(&k->list[i], &k->list[i + 1], (k->count - i) * sizeof *k->list);
		if (gp_pack_keys_write(k, v->dir, e))
			return -1;
		say_key(v, "bundle.distrusts", id, name);
		return 0;
	}
	return gp_fail(e, GP_ENOTFOUND, "no trusted key is '%s'; 'govpub rules trust' lists them", v->words[1]);
}

int gp_rules_trust(struct gp_packs_verb *v, struct gp_err *e)
{
	if (gp_packs_need_office(v, e))
		return -1;
	if (!v->count) {
		list(v);
		return 0;
	}
	if (!strcmp(v->words[0], "add") && v->count > 1)
		return add(v, e);
	if (!strcmp(v->words[0], "remove") && v->count == 2)
		return drop(v, e);
	return gp_fail(e, GP_EUSAGE, "rules trust: 'add KEY [NAME]' or 'remove KEY', or nothing for the list");
}
