/*
 * rules_files.h - the files and folders that `govpub rules run` was given, as files.
 */
#ifndef GP_CMD_RULES_FILES_H
#define GP_CMD_RULES_FILES_H

#include <stddef.h>

#include "core/base/err.h"

#define GP_RULES_FILES 20000

struct gp_rules_files {
	char **list; /* addresses stay as they are */
	size_t count, cap;
};

/*
 * A folder is all pages and documents in it and in its folders, by name; hidden ones and links to elsewhere are left out. A
 * word with * ? [ ] that is no file is a pattern. GP_ENOTFOUND: a folder or pattern without any; GP_ELIMIT.
 */
int gp_rules_files(struct gp_rules_files *out, char **words, int count, struct gp_err *e) GP_MUST_USE;
void gp_rules_files_free(struct gp_rules_files *f);

#endif
