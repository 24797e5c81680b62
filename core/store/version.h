/*
 * version.h - the database library, as it is at run time.
 */
#ifndef GP_STORE_VERSION_H
#define GP_STORE_VERSION_H

/* "3.40.1" */
const char *gp_store_sqlite_version(void);

#endif
