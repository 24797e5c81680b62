/* declarations_packs.c - registers and reports of installed packs: which of them are used, and why others are not */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/office/embed.h"
#include "core/rules/declarations_impl.h"
#include "core/rules/taxonomies.h"

/* --- its files */

/* The NAME of "registers/NAME.lua", or of "registers/lib/NAME.lua" with `lib`; else NULL. */
static const char *name_of(struct gp_declarations *r, const struct gp_pack_file *file, const char *lib)
{
	const char *folder = gp_sources_joined(&r->files, r->what->folder + 1, lib, "");

	return gp_declarations_name_in(r, file->name, folder);
}

bool gp_pack_declares(const struct gp_pack *pack, const struct gp_declaring *what)
{
	size_t n = strlen(what->folder + 1);

	for (size_t i = 0; i < pack->files.count; i++)
		if (!strncmp(pack->files.list[i].name, what->folder + 1, n))
			return true;
	return false;
}

bool gp_declarations_is_shipped(const struct gp_declaring *what, const char *id)
{
	char path[200];

	return (size_t)snprintf(path, sizeof path, "%s%s.lua", what->shipped, id) < sizeof path && gp_embed_find(path);
}

static int add_source(struct gp_declarations *r, const struct gp_installed *one, const struct gp_pack_file *file, int pack,
    enum gp_script_kind kind, const char *name, struct gp_err *e)
{
	struct gp_source s = {.pack = pack, .kind = kind, .name = name, .text = file->data, .n = file->n};

	if (file->n > GP_SCRIPT_SOURCE_MAX)
		return gp_fail(e, GP_ELIMIT, "%s: a script may have %d KiB at most", file->name, (int)(GP_SCRIPT_SOURCE_MAX >> 10));
	s.path = gp_sources_joined(&r->files, one->path, "/", file->name);
	if (strlen(s.path) > GP_SCRIPT_PATH_MAX)
		return gp_fail(e, GP_ELIMIT, "%s: the name is too long for a script", s.path);
	return gp_sources_add(&r->files, &s, e);
}

/* Its modules; a pack has a state of its own, where require finds the engine, these, and what is shipped. */
static int add_modules(struct gp_declarations *r, const struct gp_installed *one, int pack, struct gp_err *e)
{
	for (size_t i = 0; i < one->pack->files.count; i++) {
		const struct gp_pack_file *file = &one->pack->files.list[i];
		const char *name = name_of(r, file, "lib/");

		if (name && add_source(r, one, file, pack, r->what->lib, name, e))
			return -1;
	}
	return 0;
}

/* --- which are used */

static const char *kept(struct gp_declarations *r, const char *s)
{
	return gp_sources_joined(&r->files, s, "", "");
}

/* One that is told of, and not used. */
static void set_aside(struct gp_declarations *r, const struct gp_declaration *one, const char *why)
{
	r->unused = gp_reallocarray(r->unused, r->unused_count + 1, sizeof *r->unused);
	r->unused[r->unused_count] = *one;
	r->unused[r->unused_count++].problem = kept(r, why);
}

static struct gp_declaration *by_id(const struct gp_declarations *r, const char *id)
{
	const struct gp_declaration *d = gp_declarations_by_id(r, id);

	return d ? &r->list[d - r->list] : NULL;
}

/* Whether the key that signed what was installed is one that the office trusts, whatever lies there now. */
static bool was_trusted(const struct gp_packs *p, const struct gp_installed *one)
{
	const struct gp_pack_locked *locked = gp_pack_lock_find(p->lock, one->name);
	char id[GP_MINISIGN_ID];

	for (size_t i = 0; locked && i < p->keys->count; i++) {
		gp_minisign_id(id, p->keys->list[i].key.id);
		if (!strcmp(id, locked->key))
			return true;
	}
	return one->state == GP_PACK_TRUSTED;
}

static void clash(struct gp_declarations *r, struct gp_declaration *old, const struct gp_declaration *one)
{
	struct gp_err e = GP_ERR_INIT;

	if (old->problem && gp_pack_runs(old->pack->state)) /* of three, the first two are named */
		return;
	gp_fail(&e, GP_ECONFLICT, "the packs '%s' and '%s' both have '%s': remove one of them, or put an own file into %s",
	    old->pack->name, one->pack->name, one->id, r->what->folder + 1);
	old->problem = kept(r, e.msg);
}

/* Trusted packs come after the office and before what is shipped; the others come last, and take nobody's place. */
static void place(struct gp_declarations *r, struct gp_declaration *one)
{
	struct gp_declaration *old = by_id(r, one->id);

	if (!old) {
		gp_declarations_put(r, one);
	} else if (one->problem && one->asks) {
		set_aside(r, one, one->problem);
	} else if (!old->pack) {
		set_aside(r, one, gp_err_word(old->shipped
		    ? "this is the name of a shipped one, which only a pack that the office trusts replaces"
		    : "the office has an own one of this name"));
	} else if (old->asks && !gp_pack_runs(old->pack->state)) {
		set_aside(r, old, old->problem);
		*old = *one;
	} else if (old->asks == one->asks) {
		clash(r, old, one);
	} else {
		set_aside(r, one, gp_err_word("a pack that the office trusts has this name"));
	}
}

static int add_pack(struct gp_declarations *r, const struct gp_installed *one, bool asks, struct gp_err *e)
{
	bool runs = gp_pack_runs(one->state);
	int pack = runs ? ++r->files.packs : 0;
	struct gp_err why = GP_ERR_INIT;

	if (runs && (gp_declarations_add_engine(r, pack, e) || add_modules(r, one, pack, e) ||
	    gp_taxonomies_of_pack(&r->files, one, pack, e) || gp_declarations_add_shipped(r, pack, e)))
		return -1;
	if (!runs)
		gp_fail(&why, GP_EINTEGRITY, "the pack '%s' does not run: %.300s", one->name, one->problem);
	for (size_t i = 0; i < one->pack->files.count; i++) {
		const struct gp_pack_file *file = &one->pack->files.list[i];
		struct gp_declaration d = {.id = name_of(r, file, ""), .pack = one, .asks = asks,
		    .problem = runs ? NULL : kept(r, why.msg)};

		if (!d.id)
			continue;
		if (runs && add_source(r, one, file, pack, r->what->kind, NULL, e))
			return -1;
		d.path = runs ? r->files.list[r->files.count - 1].path : gp_sources_joined(&r->files, one->path, "/", file->name);
		d.file = runs ? r->files.count - 1 : -1;
		place(r, &d);
	}
	return 0;
}

int gp_declarations_add_packs(struct gp_declarations *r, bool trusted, struct gp_err *e)
{
	for (size_t i = 0; r->packs && i < r->packs->count; i++) {
		const struct gp_installed *one = &r->packs->list[i];

		if (one->pack && was_trusted(r->packs, one) == trusted && gp_pack_declares(one->pack, r->what) &&
		    add_pack(r, one, !trusted, e))
			return -1;
	}
	return 0;
}

int gp_declarations_open_pack(struct gp_declarations **out, const struct gp_declaring *what, const struct gp_installed *one,
    enum gp_lang lang, struct gp_err *e)
{
	struct gp_declarations *r = gp_declarations_new(what, lang);

	*out = r;
	if (!add_pack(r, one, true, e) && !gp_sources_may_run(true, e)) {
		gp_declarations_sort(r);
		return 0;
	}
	gp_declarations_close(r);
	*out = NULL;
	return -1;
}
