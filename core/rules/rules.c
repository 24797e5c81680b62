/* rules.c - the files of rules: where they are found, and the set they make */
#define _GNU_SOURCE
#include "core/rules/rules.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/utf8.h"
#include "core/office/embed.h"
#include "core/rules/packs.h"
#include "core/rules/taxonomies.h"
#include "core/script/calendar_pack.h"
#include "core/script/office_terms.h"

struct gp_rules *gp_rules_new(void)
{
	return gp_calloc(1, sizeof(struct gp_rules));
}

void gp_rules_free(struct gp_rules *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->count; i++) {
		gp_buf_free(&r->list[i].args);
		gp_buf_free(&r->list[i].filter);
		free(r->list[i].cost.worst);
	}
	gp_packs_free(r->packs);
	gp_packs_free_folders(r->folders);
	free(r->list);
	free(r->homes);
	gp_sources_free(&r->files);
	gp_arena_free(&r->arena);
	free(r);
}

static const char *keep(struct gp_rules *r, const char *s)
{
	return gp_arena_strndup(&r->arena, s, strlen(s));
}

static const char *joined(struct gp_rules *r, const char *a, const char *b, const char *c)
{
	return gp_sources_joined(&r->files, a, b, c);
}

/* The rule for the newest source; one of the same id that is shipped makes way for an office's. */
static void add_rule(struct gp_rules *r, const char *id, const char *folder, bool shipped)
{
	struct gp_rule *old = gp_rules_by_id(r, id), *n = old;
	int file = r->files.count - 1;

	if (!old) {
		if (r->count == r->cap) {
			r->cap = r->cap ? r->cap * 2 : 64;
			r->list = gp_reallocarray(r->list, r->cap, sizeof *r->list);
		}
		n = &r->list[r->count++];
	} else {
		r->files.list[old->file].out = true;
	}
	*n = (struct gp_rule){.file = file, .id = keep(r, id), .path = r->files.list[file].path,
	    .folder = keep(r, folder), .shipped = shipped, .overrides = old && !shipped};
	gp_buf_init(&n->args, GP_SCRIPT_PIECE);
	gp_buf_init(&n->filter, GP_SCRIPT_FILTER_MAX);
}

void gp_rules_add_packed(struct gp_rules *r, const char *id, const struct gp_installed *from)
{
	struct gp_rule *rule;

	add_rule(r, id, "", false);
	rule = gp_rules_by_file(r, r->files.count - 1);
	rule->pack = from;
	rule->asks = rule->off = from->state != GP_PACK_TRUSTED;
}

struct gp_rule *gp_rules_by_id(struct gp_rules *r, const char *id)
{
	for (size_t i = 0; i < r->count; i++)
		if (!strcmp(r->list[i].id, id))
			return &r->list[i];
	return NULL;
}

struct gp_rule *gp_rules_by_file(struct gp_rules *r, int file)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->list[i].file == file)
			return &r->list[i];
	return NULL;
}

/* --- shipped */

/* Folders of rules/ that hold other things than rules. */
static bool holds_rules(const char *pack, size_t n)
{
	static const char *const others[] = {"adapters", "calendar", "fees", "lib", "registers", "reports", "taxonomy"};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strlen(others[i]) == n && !memcmp(others[i], pack, n))
			return false;
	return true;
}

/* The modules of rules/lib/, which all packs that come with the program share. */
static void add_shared(struct gp_rules *r, int pack)
{
	for (size_t i = 0; i < gp_embed_count; i++) {
		const struct gp_embed *f = &gp_embed_files[i];
		struct gp_source s = {.path = f->path, .text = (const char *)f->data, .n = f->len,
		    .pack = pack, .kind = GP_SCRIPT_MODULE};

		if (!strncmp(f->path, "rules/lib/", 10))
			(void)!gp_sources_add(&r->files, &s, NULL);
	}
}

void gp_rules_add_shipped(struct gp_rules *r)
{
	const char *pack = "";
	size_t pack_n = 0;

	for (size_t i = 0; i < gp_embed_count; i++) {
		const struct gp_embed *f = &gp_embed_files[i];
		const char *p = f->path + 6, *slash;
		char id[200];
		struct gp_source s = {.path = f->path, .text = (const char *)f->data, .n = f->len};

		if (strncmp(f->path, "rules/", 6) || !(slash = strchr(p, '/')) || !holds_rules(p, (size_t)(slash - p)))
			continue;
		if ((size_t)(slash - p) != pack_n || memcmp(p, pack, pack_n)) {
			pack = p;
			pack_n = (size_t)(slash - p);
			r->files.packs++;
			add_shared(r, r->files.packs - 1);
		}
		s.pack = r->files.packs - 1;
		s.kind = !strncmp(slash, "/lib/", 5) ? GP_SCRIPT_MODULE : GP_SCRIPT_RULE;
		if (s.kind == GP_SCRIPT_RULE && strchr(slash + 1, '/'))
			continue;
		(void)!gp_sources_add(&r->files, &s, NULL); /* a few dozen files of ours */
		snprintf(id, sizeof id, "%.*s", (int)(strlen(p) - 4), p);
		if (s.kind == GP_SCRIPT_RULE)
			add_rule(r, id, "", true);
	}
}

/* --- from disk */

struct adding {
	struct gp_rules *rules;
	const char *prefix; /* begins their ids */
};

static void on_added(void *user, const char *folder, const char *bare)
{
	struct adding *a = user;

	add_rule(a->rules, joined(a->rules, a->prefix, bare, ""), folder, false);
}

static int add_modules(struct gp_rules *r, const char *folder, int pack, struct gp_err *e)
{
	return gp_sources_add_folder(&r->files, joined(r, folder, "lib/", ""), pack, GP_SCRIPT_MODULE, NULL, NULL, e);
}

/*
 * The modules of the shipped pack whose rules an office's pack replaces, behind its own: what was
 * copied from there needs them. `prefix` is the pack's name with "/", or "".
 */
static void add_modules_of_shipped(struct gp_rules *r, const char *prefix, int pack)
{
	const char *lib = *prefix ? joined(r, "rules/", prefix, "lib/") : NULL;
	bool is_shipped = false;

	for (size_t i = 0; lib && i < gp_embed_count; i++) {
		const struct gp_embed *f = &gp_embed_files[i];
		struct gp_source s = {.path = f->path, .text = (const char *)f->data, .n = f->len, .pack = pack,
		    .kind = GP_SCRIPT_MODULE};

		is_shipped = is_shipped || !strncmp(f->path, lib, strlen(lib) - 4);
		if (!strncmp(f->path, lib, strlen(lib)))
			(void)!gp_sources_add(&r->files, &s, NULL);
	}
	if (is_shipped)
		add_shared(r, pack);
}

/* A pack: the rules of a folder ("/" at its end) and the modules of its lib/. */
static int add_pack(struct gp_rules *r, const char *folder, const char *prefix, struct gp_err *e)
{
	struct adding a = {r, prefix};
	int pack = r->files.packs++;

	if (gp_sources_add_folder(&r->files, folder, pack, GP_SCRIPT_RULE, on_added, &a, e) ||
	    add_modules(r, folder, pack, e))
		return -1;
	add_modules_of_shipped(r, prefix, pack);
	return 0;
}

static int visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool is_pack(struct gp_rules *r, const char *folder, const char *name)
{
	struct stat st;

	return strcmp(name, "lib") && strcmp(name, "tests") && !stat(joined(r, folder, name, ""), &st) &&
	    S_ISDIR(st.st_mode);
}

int gp_rules_add_office(struct gp_rules *r, const char *dir, struct gp_err *e)
{
	const char *folder = gp_sources_from_here(&r->files, joined(r, dir, "/rules/", ""));
	struct dirent **names;
	int rc, n;

	if (gp_packs_read(&r->packs, dir, e) || gp_taxonomies_add(&r->files, dir, r->packs, e) ||
	    gp_packs_add_rules(r->packs, r, e))
		return -1;
	r->own = r->files.packs;
	rc = add_pack(r, folder, "", e);
	n = scandir(folder, &names, visible, by_name);
	for (int i = 0; i < n; i++) {
		if (!rc && is_pack(r, folder, names[i]->d_name))
			rc = add_pack(r, joined(r, folder, names[i]->d_name, "/"), joined(r, names[i]->d_name, "/", ""), e);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	if (!rc)
		rc = gp_office_terms(&r->files, dir, e);
	return rc ? rc : gp_calendar_source(&r->files, dir, e);
}

/* What its id should be: the path under the last rules/ folder, else the name. */
static const char *id_of(struct gp_rules *r, const char *path)
{
	const char *base = strrchr(path, '/'), *from = base ? base + 1 : path;
	size_t n;

	for (const char *p = path; (p = strstr(p, "rules/")); p++)
		if (p == path || p[-1] == '/')
			from = p + 6;
	n = strlen(from);
	return gp_arena_strndup(&r->arena, from, n > 4 && !strcmp(from + n - 4, ".lua") ? n - 4 : n);
}

static int add_one(struct gp_rules *r, const char *path, enum gp_script_kind kind, struct gp_err *e)
{
	int pack = r->files.packs++;
	const char *slash = strrchr(path, '/');
	const char *folder = gp_arena_strndup(&r->arena, path, slash ? (size_t)(slash - path) + 1 : 0);

	if (gp_sources_add_file(&r->files, path, pack, kind, e))
		return -1;
	if (kind == GP_SCRIPT_RULE)
		add_rule(r, id_of(r, path), folder, false);
	return add_modules(r, folder, pack, e);
}

static bool in_rules(const char *path)
{
	const char *p = strstr(path, "rules/");

	while (p && p != path && p[-1] != '/')
		p = strstr(p + 1, "rules/");
	return p;
}

/* Rules from source `first` on came from a place that says nothing about their ids. */
static void loosen(struct gp_rules *r, int first)
{
	for (size_t i = 0; i < r->count; i++)
		r->list[i].loose = r->list[i].loose || r->list[i].file >= first;
}

int gp_rules_add_file(struct gp_rules *r, const char *path, struct gp_err *e)
{
	int first = r->files.count, rc = add_one(r, path, GP_SCRIPT_RULE, e);
	const char *slash = strrchr(path, '/');
	const char *above = joined(r, gp_arena_strndup(&r->arena, path, slash ? (size_t)(slash - path) + 1 : 0), "../", "");

	/* within a pack the name of the pack stands before the id */
	if (!in_rules(path) || gp_packs_is_folder(above))
		loosen(r, first);
	return rc;
}

int gp_rules_add_folder(struct gp_rules *r, const char *path, struct gp_err *e)
{
	size_t n = strlen(path);
	const char *bare, *base, *folder;
	int first = r->files.count;

	while (n > 1 && path[n - 1] == '/')
		n--;
	bare = gp_arena_strndup(&r->arena, path, n);
	folder = joined(r, bare, "/", "");
	if (gp_packs_is_folder(folder))
		return gp_packs_add_folder(r, bare, e);
	base = strrchr(bare, '/') ? strrchr(bare, '/') + 1 : bare;
	if (add_pack(r, folder, strcmp(base, "rules") ? joined(r, base, "/", "") : "", e))
		return -1;
	if (r->files.count == first)
		return gp_fail(e, GP_ENOTFOUND, "%s: there is no rule in this folder", path);
	if (!in_rules(folder) || gp_packs_is_folder(joined(r, folder, "../", "")))
		loosen(r, first);
	return 0;
}

int gp_rules_add_script(struct gp_rules *r, const char *path, struct gp_err *e)
{
	return add_one(r, path, GP_SCRIPT_PLAIN, e);
}

/* --- failures */

bool gp_rule_strike(struct gp_rules *r, struct gp_rule *rule)
{
	if (++rule->strikes != GP_RULES_STRIKES)
		return false;
	r->files.list[rule->file].out = true;
	return true;
}
