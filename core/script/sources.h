/*
 * sources.h - the script files that one worker is given, and where they are read from.
 *
 * Paths are as messages show them. Texts and paths live as long as the set.
 */
#ifndef GP_SCRIPT_SOURCES_H
#define GP_SCRIPT_SOURCES_H

#include "core/base/mem.h"
#include "core/script/script.h"

struct gp_sources {
	struct gp_arena arena;
	struct gp_source *list;
	int count, cap;
	int packs; /* numbers given to packs so far */
};

void gp_sources_free(struct gp_sources *s);

/* GP_ELIMIT when there are too many. */
int gp_sources_add(struct gp_sources *s, const struct gp_source *one, struct gp_err *e) GP_MUST_USE;
/* One file from disk. GP_ENOTFOUND, GP_EIO; GP_EUSAGE for what is no file with a script; GP_ELIMIT. */
int gp_sources_add_file(struct gp_sources *s, const char *path, int pack, enum gp_script_kind kind,
    struct gp_err *e) GP_MUST_USE;

/* Called after a file was added as the last of the set; `bare` is its name without .lua. */
typedef void gp_sources_added_fn(void *user, const char *folder, const char *bare);
/* The *.lua files of `folder` ("/" at its end), by name; a missing folder is fine. `added` may be NULL. */
int gp_sources_add_folder(struct gp_sources *s, const char *folder, int pack, enum gp_script_kind kind,
    gp_sources_added_fn *added, void *user, struct gp_err *e) GP_MUST_USE;

/* a, b and c one after another. */
const char *gp_sources_joined(struct gp_sources *s, const char *a, const char *b, const char *c);
/* A path below the working folder without that folder: messages name files as people see them. */
const char *gp_sources_from_here(struct gp_sources *s, const char *path);

/*
 * GP_EDENIED when this system has no jail for scripts: security: without any layer of it nothing runs but
 * what came with the program.
 */
int gp_sources_may_run(bool foreign, struct gp_err *e) GP_MUST_USE;

#endif
