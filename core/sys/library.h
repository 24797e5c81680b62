/*
 * library.h - libraries that are loaded when they are needed.
 *
 * Linking a library with all that it needs in turn takes milliseconds of every process that starts, and each
 * worker is one. So what only some of them call is opened by name. Each such library has a header of its own in
 * the room that uses it: a struct of pointers to its functions, with the types from the library's own header.
 */
#ifndef GP_SYS_LIBRARY_H
#define GP_SYS_LIBRARY_H

#include <stddef.h>

#include "core/base/err.h"

struct gp_symbol {
	const char *name;
	void *pointer; /* to the pointer to the function, which is written */
};

/*
 * Loads the library with this soname, for as long as the process lives, and finds its functions. GP_EIO: it is not
 * there, or lacks one. A jailed worker can open no file: it has to do this before.
 */
int gp_library_load(const char *soname, const struct gp_symbol *list, size_t n, struct gp_err *e) GP_MUST_USE;

/* The sonames of those that the headers belong to, which govpub was built with. */
extern const char gp_soname_curl[], gp_soname_microhttpd[];

#endif
