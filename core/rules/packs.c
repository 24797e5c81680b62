#define _GNU_SOURCE
#include "core/rules/packs.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/rules/rules.h"
#include "core/rules/taxonomies.h"

struct reading {
	struct gp_packs *p;
	const char *dir;
	struct gp_sources names; /* for paths as people see them */
};

static const char *keep(struct gp_packs *p, const char *s)
{
	return gp_arena_strndup(&p->arena, s, strlen(s));
}

static struct gp_installed *add(struct gp_packs *p, const char *name)
{
	p->list = gp_reallocarray(p->list, p->count + 1, sizeof *p->list);
	p->list[p->count] = (struct gp_installed){.name = keep(p, name), .version = "", .path = "", .problem = "", .key = "",
	    .signer = "", .source = ""};
	return &p->list[p->count++];
}

static void judge(struct gp_packs *p, struct gp_installed *one, enum gp_pack_state state, const char *problem)
{
	one->state = state;
	one->problem = keep(p, problem);
}

static const char *signer_of(const struct gp_packs *p, const char *key)
{
	char id[GP_MINISIGN_ID];

	for (size_t i = 0; i < p->keys->count; i++) {
		gp_minisign_id(id, p->keys->list[i].key.id);
		if (!strcmp(id, key))
			return p->keys->list[i].name;
	}
	return "";
}

/* The lock against what lies there. */
static void compare(struct gp_packs *p, struct gp_installed *one)
{
	const struct gp_pack_locked *locked = gp_pack_lock_find(p->lock, one->name);

	if (locked)
		one->source = locked->source;
	if (!gp_pack_runs(one->state))
		return;
	if (!locked)
		judge(p, one, GP_PACK_STALE, gp_err_word("packs.lock does not have it: it was not put there by 'govpub rules install'"));
	else if (strcmp(one->pack->manifest, locked->manifest) != 0 && strcmp(one->pack->manifest, locked->next) != 0)
		judge(p, one, GP_PACK_STALE, gp_err_word("it is not the one that packs.lock has: install it again"));
	else if (*locked->key && !*one->pack->key)
		judge(p, one, GP_PACK_CHANGED, gp_err_word("it was signed when it was installed, and is not any more"));
}

static void read_pack(struct reading *r, const char *name)
{
	struct gp_packs *p = r->p;
	struct gp_installed *one = add(p, name);
	struct gp_err e = GP_ERR_INIT;
	const char *path = gp_sources_joined(&r->names, r->dir, "/packs/", name);

	one->path = keep(p, gp_sources_from_here(&r->names, path));
	if (gp_pack_read(&one->pack, one->path, p->keys, &e)) {
		judge(p, one, GP_PACK_BROKEN, e.msg);
		return;
	}
	one->version = one->pack->version;
	one->key = one->pack->key;
	one->signer = signer_of(p, one->key);
	if (strcmp(one->pack->name, name) != 0)
		judge(p, one, GP_PACK_STALE, gp_err_word("its folder has another name than the pack"));
	else
		judge(p, one, one->pack->state, one->pack->problem);
	compare(p, one);
}

static int visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct gp_installed *)a)->name, ((const struct gp_installed *)b)->name);
}

/* What the lock has and no folder is there for; one whose first installation was killed never was. */
static void add_missing(struct gp_packs *p)
{
	for (size_t i = 0; i < p->lock->count; i++) {
		const struct gp_pack_locked *locked = &p->lock->list[i];
		struct gp_installed *one;

		if (!*locked->manifest || gp_packs_find(p, locked->name))
			continue;
		one = add(p, locked->name);
		one->version = locked->version;
		one->source = locked->source;
		judge(p, one, GP_PACK_STALE, gp_err_word("packs.lock has it, and its folder is not there"));
	}
}

int gp_packs_read(struct gp_packs **out, const char *dir, struct gp_err *e)
{
	struct gp_packs *p = gp_calloc(1, sizeof *p);
	struct reading r = {.p = p, .dir = dir};
	struct dirent **names = NULL;
	int n = 0, rc;

	*out = p;
	rc = gp_pack_keys_read(&p->keys, dir, e) || gp_pack_lock_read(&p->lock, dir, e) ? -1 : 0;
	if (!rc) {
		const char *folder = gp_sources_joined(&r.names, dir, "/packs", "");

		n = scandir(folder, &names, visible, alphasort);
		if (n < 0 && errno != ENOENT)
			rc = gp_fail_errno(e, GP_EIO, "%s", folder);
	}
	for (int i = 0; i < n; i++) {
		if (!rc)
			read_pack(&r, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	gp_sources_free(&r.names);
	if (rc) {
		gp_packs_free(p);
		*out = NULL;
		return -1;
	}
	add_missing(p);
	if (p->count)
		qsort(p->list, p->count, sizeof *p->list, by_name);
	return 0;
}

void gp_packs_free(struct gp_packs *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->count; i++)
		gp_pack_free(p->list[i].pack);
	free(p->list);
	gp_pack_keys_free(p->keys);
	gp_pack_lock_free(p->lock);
	gp_arena_free(&p->arena);
	free(p);
}

const struct gp_installed *gp_packs_find(const struct gp_packs *p, const char *name)
{
	for (size_t i = 0; p && i < p->count; i++)
		if (!strcmp(p->list[i].name, name))
			return &p->list[i];
	return NULL;
}

/* --- their rules */

static int add_source(const struct gp_installed *one, const struct gp_pack_file *file, struct gp_rules *r, int pack,
    struct gp_err *e)
{
	const char *bare = file->name + strlen("rules/");
	bool module = !strncmp(bare, "lib/", 4);
	size_t n = strlen(bare);
	struct gp_source s = {.pack = pack, .kind = module ? GP_SCRIPT_MODULE : GP_SCRIPT_RULE, .text = file->data, .n = file->n};
	char *id;

	if (file->n > GP_SCRIPT_SOURCE_MAX)
		return gp_fail(e, GP_ELIMIT, "%s: a script may have %d KiB at most", file->name, (int)(GP_SCRIPT_SOURCE_MAX >> 10));
	s.path = gp_sources_joined(&r->files, one->path, "/", file->name);
	if (strlen(s.path) > GP_SCRIPT_PATH_MAX)
		return gp_fail(e, GP_ELIMIT, "%s: the name is too long for a script", s.path);
	if (gp_sources_add(&r->files, &s, e))
		return -1;
	if (module)
		return 0;
	id = gp_arena_strndup(&r->arena, bare, n - 4);
	gp_rules_add_packed(r, gp_sources_joined(&r->files, one->pack->name, "/", id), one);
	return 0;
}

int gp_pack_add_rules(const struct gp_installed *one, struct gp_rules *r, struct gp_err *e)
{
	int pack = r->files.packs++;

	if (gp_taxonomies_of_pack(&r->files, one, pack, e))
		return -1;
	for (size_t i = 0; i < one->pack->files.count; i++) {
		const struct gp_pack_file *file = &one->pack->files.list[i];
		size_t n = strlen(file->name);

		if (strncmp(file->name, "rules/", 6) || !strncmp(file->name, "rules/tests/", 12) || n < 11 ||
		    strcmp(file->name + n - 4, ".lua"))
			continue;
		if (add_source(one, file, r, pack, e))
			return -1;
	}
	return 0;
}

int gp_packs_add_rules(const struct gp_packs *p, struct gp_rules *r, struct gp_err *e)
{
	for (size_t i = 0; i < p->count; i++)
		if (gp_pack_runs(p->list[i].state) && gp_pack_add_rules(&p->list[i], r, e))
			return -1;
	return 0;
}

/* --- a pack that somebody works on */

bool gp_packs_is_folder(const char *folder)
{
	char path[4200];
	struct stat st;

	return (size_t)snprintf(path, sizeof path, "%spack.lua", folder) < sizeof path && !stat(path, &st) && S_ISREG(st.st_mode);
}

int gp_packs_add_folder(struct gp_rules *r, const char *folder, struct gp_err *e)
{
	struct gp_installed *one = gp_calloc(1, sizeof *one);

	*one = (struct gp_installed){.path = gp_arena_strndup(&r->arena, folder, strlen(folder)), .problem = "", .key = "",
	    .signer = "", .source = "", .next = r->folders};
	r->folders = one;
	if (gp_pack_read(&one->pack, folder, NULL, e))
		return -1;
	one->name = one->pack->name;
	one->version = one->pack->version;
	one->state = GP_PACK_UNSIGNED;
	return gp_pack_add_rules(one, r, e);
}

void gp_packs_free_folders(struct gp_installed *first)
{
	while (first) {
		struct gp_installed *next = first->next;

		gp_pack_free(first->pack);
		free(first);
		first = next;
	}
}
