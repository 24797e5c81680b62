#include "core/web/microhttpd.h"

#include "core/sys/library.h"

struct gp_mhd gp_mhd;

#define SYMBOL(name) {"MHD_" #name, &gp_mhd.name},

int gp_mhd_load(struct gp_err *e)
{
	static const struct gp_symbol symbols[] = {GP_MHD_FUNCTIONS(SYMBOL)};

	return gp_library_load(gp_soname_microhttpd, symbols, sizeof symbols / sizeof *symbols, e);
}
