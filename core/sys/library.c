#include "core/sys/library.h"

#include <dlfcn.h>
#include <string.h>

int gp_library_load(const char *soname, const struct gp_symbol *list, size_t n, struct gp_err *e)
{
	void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);

	for (size_t i = 0; library && i < n; i++) {
		void *function = dlsym(library, list[i].name);

		if (!function)
			return gp_fail(e, GP_EIO, "a library of govpub does not fit: %s", dlerror());
		memcpy(list[i].pointer, &function, sizeof function); /* POSIX: a function's address fits into void * */
	}
	return library ? 0 : gp_fail(e, GP_EIO, "a library of govpub is missing: %s", dlerror());
}
