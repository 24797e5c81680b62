/* document.h - a document for a test, written as data in Lua (core/office/literal.h). */
#ifndef GP_TEST_DOCUMENT_H
#define GP_TEST_DOCUMENT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/document.h"
#include "core/office/literal.h"

/* Ends the test program when it is none: the test itself is wrong. */
__attribute__((unused)) static const struct gp_document *document_of(struct gp_arena *a, const char *lua)
{
	struct gp_document *d = gp_arena_alloc(a, sizeof *d);
	struct gp_err e = GP_ERR_INIT;
	struct gp_value v;

	if (gp_literal_read(&v, a, lua, strlen(lua), "document", NULL, &e) || gp_document_read(d, a, &v, &e)) {
		printf("Bail out! %s\n", e.msg);
		exit(1);
	}
	return d;
}

#endif
