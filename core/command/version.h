/*
 * version.h - the Lua inside the binary.
 */
#ifndef GP_COMMAND_VERSION_H
#define GP_COMMAND_VERSION_H

/* "5.4.4" */
const char *gp_host_lua_version(void);

#endif
