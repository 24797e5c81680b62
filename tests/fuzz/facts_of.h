/* facts_of.h - what a reader makes of bytes is packed and unpacked, and everything in it is UTF-8. */
#ifndef GP_FUZZ_FACTS_OF_H
#define GP_FUZZ_FACTS_OF_H

#include <stdlib.h>

#include "core/doc/doc_facts.h"

typedef int facts_fn(struct gp_doc_builder *b, const char *p, size_t n, struct gp_err *e);

static void facts_of(facts_fn *read, enum gp_doc_type type, const char *p, size_t n)
{
	struct gp_arena a = {0};
	struct gp_doc_builder b;
	struct gp_doc_facts f;
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf packed;

	gp_buf_init(&packed, GP_DOC_PACKED_MAX);
	gp_doc_begin(&b, &a, type);
	if (read(&b, p, n, &e)) {
		if (e.code == GP_OK || !*e.msg)
			abort();
		gp_doc_drop(&b);
	} else {
		gp_doc_end(&b, &f);
		gp_doc_pack(&packed, &f);
		if (packed.full || gp_doc_unpack(&f, &a, packed.data, packed.len, &e))
			abort();
		for (size_t i = 0; i < f.part_count; i++)
			if (f.parts[i].line && !gp_doc_part_at(&f, f.parts[i].from))
				abort();
	}
	gp_buf_free(&packed);
	gp_arena_free(&a);
}

#endif
