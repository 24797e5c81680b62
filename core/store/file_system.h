/*
 * file_system.h - where a database may lie.
 */
#ifndef GP_STORE_FILE_SYSTEM_H
#define GP_STORE_FILE_SYSTEM_H

#include "core/base/err.h"

/* The name of a file system (statfs f_type) where SQLite's locks and log are not safe, or NULL. */
const char *gp_file_system_remote(unsigned long f_type);
/* Makes the folders on the way to the file `path` (0700) that are not there. GP_EIO. */
int gp_file_system_folders(const char *path, struct gp_err *e) GP_MUST_USE;

#endif
