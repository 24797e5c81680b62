#include "core/host/bind.h"

static const char *code_name(enum gp_code code)
{
	switch (code) {
	case GP_EUSAGE:
		return "usage";
	case GP_ENOTFOUND:
		return "not-found";
	case GP_EDENIED:
		return "denied";
	case GP_ESCRIPT:
		return "script";
	case GP_ECONFLICT:
		return "conflict";
	case GP_EINTEGRITY:
		return "integrity";
	case GP_EPARSE:
		return "parse";
	case GP_ELIMIT:
		return "limit";
	default:
		return "io";
	}
}

int gp_bind_fail(lua_State *L, const struct gp_err *e)
{
	lua_pushnil(L);
	lua_pushstring(L, e->msg);
	lua_pushstring(L, code_name(e->code));
	return 3;
}
