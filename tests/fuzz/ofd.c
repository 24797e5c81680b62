/* Any bytes as the parts of an OFD file: facts that pack and unpack, or a refusal with words. */
#define _GNU_SOURCE
#include "core/doc/ofd_facts.h"

#include <stdint.h>
#include <stdlib.h>

#include "tests/fuzz/facts_of.h"
#include "tests/fuzz/parts_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct gp_buf zip;
	char *copy;

	if (parts_of(&zip, (const char *)data, n, &copy))
		facts_of(gp_ofd_facts, GP_DOC_OFD, zip.data ? zip.data : "", zip.len);
	free(copy);
	gp_buf_free(&zip);
	return 0;
}
