/* govpub.terminal: who sits there, for verbs in Lua */
#define _GNU_SOURCE
#include "core/command/modules.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { LOGIN_MAX = 16384 }; /* of one entry of the user database */

/* shows() → whether a person reads what is printed */
static int terminal_shows(lua_State *L)
{
	lua_pushboolean(L, isatty(STDOUT_FILENO));
	return 1;
}

/* asks() → whether there is a person who can be asked */
static int terminal_asks(lua_State *L)
{
	const char *term = getenv("TERM");

	lua_pushboolean(L, isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && !(term && !strcmp(term, "dumb")));
	return 1;
}

/* columns() → how wide the terminal is; 80 where nobody knows */
static int terminal_columns(lua_State *L)
{
	struct winsize w = {0};

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) || !w.ws_col)
		w.ws_col = 80;
	lua_pushinteger(L, w.ws_col);
	return 1;
}

/* login() → by the real user id: the environment can say what it likes */
static int terminal_login(lua_State *L)
{
	char buf[LOGIN_MAX];
	struct passwd entry, *found = NULL;

	if (!getpwuid_r(getuid(), &entry, buf, sizeof buf, &found) && found)
		lua_pushstring(L, entry.pw_name);
	else
		lua_pushfstring(L, "uid-%d", (int)getuid());
	return 1;
}

void gp_command_terminal(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"shows", terminal_shows}, {"asks", terminal_asks},
	    {"columns", terminal_columns}, {"login", terminal_login}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}
