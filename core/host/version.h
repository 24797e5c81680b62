/*
 * version.h - the Lua inside the binary.
 */
#ifndef GP_HOST_VERSION_H
#define GP_HOST_VERSION_H

/* "5.4.4" */
const char *gp_host_lua_version(void);

#endif
