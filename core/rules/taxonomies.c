#include "core/rules/taxonomies.h"

#include <string.h>

#include "core/office/literal.h"

#define FOLDER "taxonomy/"
#define PREFIX "taxonomy."
#define FAULT_MAX 4096

static void on_added(void *user, const char *folder, const char *bare)
{
	struct gp_sources *s = user;

	(void)folder;
	s->list[s->count - 1].name = gp_sources_joined(s, PREFIX, bare, "");
}

/* "taxonomy.NAME" of "taxonomy/NAME.lua", else NULL. */
static const char *name_of(struct gp_sources *s, const struct gp_pack_file *file)
{
	size_t n = strlen(file->name), from = strlen(FOLDER);

	if (strncmp(file->name, FOLDER, from) || strchr(file->name + from, '/') || n < from + 5 ||
	    strcmp(file->name + n - 4, ".lua"))
		return NULL;
	return gp_sources_joined(s, PREFIX, gp_arena_strndup(&s->arena, file->name + from, n - from - 4), "");
}

/* One from `first` on that has this name. */
static struct gp_source *find(struct gp_sources *s, int first, const char *name)
{
	for (int i = first; i < s->count; i++)
		if (!strcmp(s->list[i].name, name))
			return &s->list[i];
	return NULL;
}

/* Two packs have it: whoever asks for it is told so, and the others go on. */
static void clash(struct gp_sources *s, struct gp_source *old, const char *name, const char *pack)
{
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf b;

	gp_buf_init(&b, FAULT_MAX);
	gp_fail(&e, GP_ECONFLICT, "%s: the pack '%s' has this as well: remove one of them, or put an own file into taxonomy/",
	    old->path, pack);
	gp_buf_puts(&b, "error(");
	gp_literal_put_string(&b, e.msg);
	gp_buf_puts(&b, ", 0)\n");
	old->name = name;
	old->text = gp_arena_strndup(&s->arena, b.data, b.len);
	old->n = b.len;
	gp_buf_free(&b);
}

static int add_file(struct gp_sources *s, const struct gp_installed *one, const struct gp_pack_file *file, const char *name,
    int pack, enum gp_script_kind kind, struct gp_err *e)
{
	struct gp_source source = {.pack = pack, .kind = kind, .name = name, .text = file->data, .n = file->n,
	    .path = gp_sources_joined(s, one->path, "/", file->name)};

	if (file->n > GP_SCRIPT_SOURCE_MAX)
		return gp_fail(e, GP_ELIMIT, "%s: a script may have %d KiB at most", file->name, (int)(GP_SCRIPT_SOURCE_MAX >> 10));
	if (strlen(source.path) > GP_SCRIPT_PATH_MAX)
		return gp_fail(e, GP_ELIMIT, "%s: the name is too long for a script", source.path);
	return gp_sources_add(s, &source, e);
}

static int add_trusted(struct gp_sources *s, const struct gp_installed *one, int first, int own, int pack, struct gp_err *e)
{
	for (size_t i = 0; i < one->pack->files.count; i++) {
		const struct gp_pack_file *file = &one->pack->files.list[i];
		const char *name = name_of(s, file);
		struct gp_source *old = name ? find(s, first, name) : NULL;

		if (old && old - s->list >= own)
			clash(s, old, name, one->name);
		else if (name && !old && add_file(s, one, file, name, pack, GP_SCRIPT_TAXONOMY, e))
			return -1;
	}
	return 0;
}

int gp_taxonomies_add(struct gp_sources *s, const char *dir, const struct gp_packs *packs, struct gp_err *e)
{
	const char *folder = gp_sources_from_here(s, gp_sources_joined(s, dir, "/", FOLDER));
	int first = s->count, pack = s->packs++, own;

	if (gp_sources_add_folder(s, folder, pack, GP_SCRIPT_TAXONOMY, on_added, s, e))
		return -1;
	own = s->count;
	for (size_t i = 0; packs && i < packs->count; i++)
		if (packs->list[i].state == GP_PACK_TRUSTED && add_trusted(s, &packs->list[i], first, own, pack, e))
			return -1;
	return 0;
}

int gp_taxonomies_of_pack(struct gp_sources *s, const struct gp_installed *one, int pack, struct gp_err *e)
{
	for (size_t i = 0; i < one->pack->files.count; i++) {
		const struct gp_pack_file *file = &one->pack->files.list[i];
		const char *name = name_of(s, file);

		if (name && add_file(s, one, file, name, pack, GP_SCRIPT_MODULE, e))
			return -1;
	}
	return 0;
}
