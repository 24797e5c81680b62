#define _GNU_SOURCE
#include "core/rules/pack_keys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/office/literal.h"
#include "core/office/schema.h"
#include "core/report/outfile.h"
#include "core/sys/read.h"

#define KEYS "packs.trust"
#define LOCK "packs.lock"

#define TEXT {.types = GP_IS(STRING)}

static const struct gp_schema_field key_fields[] = {{"key", true, TEXT}, {"name", true, TEXT}, {"since", false, TEXT},
	{NULL, false, {0}}};
static const struct gp_schema a_key = {.types = GP_IS(MAP), .fields = key_fields};
static const struct gp_schema all_keys = {.types = GP_IS(LIST), .each = &a_key, .max = GP_PACK_KEYS_MAX};

static const struct gp_schema_field locked_fields[] = {{"name", true, TEXT}, {"version", true, TEXT},
	{"manifest", true, TEXT}, {"next", false, TEXT}, {"key", false, TEXT}, {"source", false, TEXT},
	{"installed", false, TEXT}, {NULL, false, {0}}};
static const struct gp_schema a_locked = {.types = GP_IS(MAP), .fields = locked_fields};
static const struct gp_schema all_locked = {.types = GP_IS(LIST), .each = &a_locked, .max = GP_PACK_LOCKED_MAX};

/* --- reading */

/* The items of dir/name; none where the file is missing. */
static int read_list(const struct gp_value **items, size_t *n, struct gp_arena *a, const char *dir, const char *name,
    const char *word, const struct gp_schema *schema, struct gp_err *e)
{
	const struct gp_schema_source source = {.file = name, .word = word, .code = GP_EUSAGE};
	struct gp_value *root = gp_arena_alloc(a, sizeof *root);
	struct gp_buf path, text;
	int rc = -1;

	*items = NULL;
	*n = 0;
	gp_buf_init(&path, 5000);
	gp_buf_init(&text, 2 * GP_LITERAL_MAX);
	gp_buf_printf(&path, "%s/%s", dir, name);
	if (gp_read_file(AT_FDCWD, path.data, &text))
		rc = errno == ENOENT ? 0 : gp_fail_errno(e, GP_EIO, "%s", path.data);
	else if (!gp_literal_read(root, a, text.data ? text.data : "", text.len, name, word, e) &&
	    !gp_schema_check(root, schema, &source, e)) {
		rc = 0;
		if (root->type == GP_VALUE_LIST) {
			*items = root->list.items;
			*n = root->list.n;
		}
	}
	gp_buf_free(&path);
	gp_buf_free(&text);
	return rc;
}

static const char *text_of(const struct gp_value *v, const char *key)
{
	const char *s = gp_value_str(v, key);

	return s ? s : "";
}

/* --- writing */

/* As a string of Lua; control characters and what is no UTF-8 leave it empty. */
static void put_string(struct gp_buf *out, const char *s)
{
	bool good = gp_utf8_valid(s, strlen(s));

	for (const char *p = s; *p; p++)
		good = good && (unsigned char)*p >= ' ' && *p != '\x7F';
	gp_literal_put_string(out, good ? s : "");
}

/* One that has to be there. */
static void put_required(struct gp_buf *out, const char *key, const char *value)
{
	gp_buf_printf(out, "\t\t%s = ", key);
	put_string(out, value);
	gp_buf_puts(out, ",\n");
}

static void put_field(struct gp_buf *out, const char *key, const char *value)
{
	if (*value)
		put_required(out, key, value);
}

static int write_file(struct gp_buf *text, const char *dir, const char *name, struct gp_err *e)
{
	struct gp_outfile *f;
	struct gp_buf path;
	int rc;

	gp_buf_init(&path, 5000);
	gp_buf_printf(&path, "%s/%s", dir, name);
	rc = gp_outfile_open(&f, path.data, e);
	gp_buf_free(&path);
	if (rc)
		return -1;
	if (gp_outfile_drain(f, text, e)) {
		gp_outfile_discard(f);
		return -1;
	}
	return gp_outfile_commit(f, e);
}

/* --- keys */

int gp_pack_keys_read(struct gp_pack_keys **out, const char *dir, struct gp_err *e)
{
	struct gp_pack_keys *k = gp_calloc(1, sizeof *k);
	const struct gp_value *items;
	size_t n;

	*out = k;
	if (read_list(&items, &n, &k->arena, dir, KEYS, "trust", &all_keys, e))
		goto fail;
	for (size_t i = 0; i < n; i++) {
		struct gp_pack_trusted *t = &k->list[k->count++];
		const char *key = text_of(&items[i], "key");
		struct gp_err why = GP_ERR_INIT;

		t->name = text_of(&items[i], "name");
		t->since = text_of(&items[i], "since");
		if (gp_minisign_public_read(&t->key, key, strlen(key), &why)) {
			gp_fail(e, GP_EUSAGE, "%s:%u: %s", KEYS, (unsigned)items[i].line, why.msg);
			goto fail;
		}
	}
	return 0;
fail:
	gp_pack_keys_free(k);
	*out = NULL;
	return -1;
}

int gp_pack_keys_write(const struct gp_pack_keys *k, const char *dir, struct gp_err *e)
{
	struct gp_buf text, key;
	int rc;

	gp_buf_init(&text, GP_LITERAL_MAX);
	gp_buf_init(&key, 100);
	gp_buf_puts(&text, "-- keys that this office trusts; govpub rules trust\nreturn trust {\n");
	for (size_t i = 0; i < k->count; i++) {
		gp_buf_clear(&key);
		gp_minisign_public_text(&key, &k->list[i].key);
		gp_buf_puts(&text, "\t{\n");
		put_field(&text, "key", key.data);
		gp_buf_puts(&text, "\t\tname = ");
		put_string(&text, k->list[i].name);
		gp_buf_puts(&text, ",\n");
		put_field(&text, "since", k->list[i].since);
		gp_buf_puts(&text, "\t},\n");
	}
	gp_buf_puts(&text, "}\n");
	rc = text.full ? gp_fail(e, GP_ELIMIT, "%s: too long", KEYS) : write_file(&text, dir, KEYS, e);
	gp_buf_free(&key);
	gp_buf_free(&text);
	return rc;
}

void gp_pack_keys_free(struct gp_pack_keys *k)
{
	if (!k)
		return;
	gp_arena_free(&k->arena);
	free(k);
}

const struct gp_minisign_public *gp_pack_keys_find(const struct gp_pack_keys *k, const unsigned char id[8])
{
	for (size_t i = 0; k && i < k->count; i++)
		if (!memcmp(k->list[i].key.id, id, 8))
			return &k->list[i].key;
	return NULL;
}

/* --- the lock */

int gp_pack_lock_read(struct gp_pack_lock **out, const char *dir, struct gp_err *e)
{
	struct gp_pack_lock *l = gp_calloc(1, sizeof *l);
	const struct gp_value *items;
	size_t n;

	*out = l;
	if (read_list(&items, &n, &l->arena, dir, LOCK, "lock", &all_locked, e)) {
		gp_pack_lock_free(l);
		*out = NULL;
		return -1;
	}
	for (size_t i = 0; i < n; i++)
		l->list[l->count++] = (struct gp_pack_locked){.name = text_of(&items[i], "name"),
		    .version = text_of(&items[i], "version"), .manifest = text_of(&items[i], "manifest"),
		    .next = text_of(&items[i], "next"), .key = text_of(&items[i], "key"),
		    .source = text_of(&items[i], "source"), .installed = text_of(&items[i], "installed")};
	return 0;
}

int gp_pack_lock_write(const struct gp_pack_lock *l, const char *dir, struct gp_err *e)
{
	struct gp_buf text;
	int rc;

	gp_buf_init(&text, GP_LITERAL_MAX);
	gp_buf_puts(&text, "-- installed packs, kept by govpub rules install, update and remove\nreturn lock {\n");
	for (size_t i = 0; i < l->count; i++) {
		const struct gp_pack_locked *p = &l->list[i];

		gp_buf_puts(&text, "\t{\n");
		put_field(&text, "name", p->name);
		put_required(&text, "version", p->version);
		put_required(&text, "manifest", p->manifest);
		put_field(&text, "next", p->next);
		put_field(&text, "key", p->key);
		put_field(&text, "source", p->source);
		put_field(&text, "installed", p->installed);
		gp_buf_puts(&text, "\t},\n");
	}
	gp_buf_puts(&text, "}\n");
	rc = text.full ? gp_fail(e, GP_ELIMIT, "%s: too long", LOCK) : write_file(&text, dir, LOCK, e);
	gp_buf_free(&text);
	return rc;
}

void gp_pack_lock_free(struct gp_pack_lock *l)
{
	if (!l)
		return;
	gp_arena_free(&l->arena);
	free(l);
}

struct gp_pack_locked *gp_pack_lock_find(struct gp_pack_lock *l, const char *name)
{
	for (size_t i = 0; i < l->count; i++)
		if (!strcmp(l->list[i].name, name))
			return &l->list[i];
	return NULL;
}

struct gp_pack_locked *gp_pack_lock_add(struct gp_pack_lock *l, const char *name)
{
	struct gp_pack_locked *p = gp_pack_lock_find(l, name);

	if (p || l->count == GP_PACK_LOCKED_MAX)
		return p;
	l->list[l->count] = (struct gp_pack_locked){.name = gp_arena_strndup(&l->arena, name, strlen(name)), .version = "",
	    .manifest = "", .next = "", .key = "", .source = "", .installed = ""};
	return &l->list[l->count++];
}

void gp_pack_lock_drop(struct gp_pack_lock *l, const char *name)
{
	struct gp_pack_locked *p = gp_pack_lock_find(l, name);

	if (!p)
		return;
	l->count--;
	memmove(p, p + 1, (size_t)(&l->list[l->count] - p) * sizeof *p);
}
