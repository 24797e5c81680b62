/* Any bytes as keys, signatures and manifests: read, or refused with words. */
#define _GNU_SOURCE
#include "core/pack/minisign.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/pack/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void refused(int rc, const struct gp_err *e)
{
	if (rc && (e->code == GP_OK || !*e->msg))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *p = (const char *)data;
	struct gp_minisign_public public;
	struct gp_minisign_signature s;
	struct gp_pack_files files = {0};
	struct gp_err e = GP_ERR_INIT;
	bool locked;

	refused(gp_minisign_public_read(&public, p, n, &e), &e);
	refused(gp_minisign_secret_locked(&locked, p, n, &e), &e);
	refused(gp_minisign_signature_read(&s, p, n, &e), &e);
	if (gp_pack_files_add(&files, "a", 1, "x", 1, &e) || gp_pack_files_seal(&files, &e))
		abort();
	refused(gp_manifest_check(p, n, &files, &e), &e);
	gp_pack_files_free(&files);
	return 0;
}
