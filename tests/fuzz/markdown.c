/* Any text as Markdown: it is a document that packs and reads again, or is refused with words. */
#define _GNU_SOURCE
#include "core/doc/markdown.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/base/utf8.h"
#include "tests/lib/parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_arena a = {0};
	struct gp_document d;
	struct gp_err e = GP_ERR_INIT;

	if (!gp_utf8_valid((const char *)data, n)) /* the worker has decoded it */
		return 0;
	if (gp_markdown_read(&d, &a, (const char *)data, n, &e)) {
		if (e.code == GP_OK || !*e.msg)
			abort();
	} else if (!strncmp(show_document(&d), "unreadable", 10)) {
		abort();
	}
	gp_arena_free(&a);
	return 0;
}
