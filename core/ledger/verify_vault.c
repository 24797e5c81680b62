/* personal values and files, which lie beside the events */
#include <string.h>

#include "core/ledger/verify_impl.h"

/* --- personal values */

static int check_secret(void *user, const unsigned char h[GP_LEDGER_HASH], const void *salt, size_t salt_n,
    const char *value, size_t n)
{
	struct gp_verify *v = user;
	unsigned char found[GP_LEDGER_HASH];
	char hex[2 * GP_LEDGER_HASH + 1];

	v->counts->secrets++;
	if (v->vault)
		gp_verify_mark(v->vault, h);
	if (gp_chain_commitment(v->hasher, salt, salt_n, value, n, found, v->e))
		return -1;
	if (!memcmp(found, h, sizeof found))
		return 0;
	gp_event_hex(hex, h);
	return gp_verify_report(v, &(struct gp_verify_finding){.what = GP_VERIFY_VAULT, .detail = hex});
}

int gp_verify_vault(struct gp_verify *v)
{
	return gp_ledger_each_secret(v->l, check_secret, v, v->e);
}

/* --- files */

static int check_file(void *user, const struct gp_ledger_blob *b)
{
	struct gp_verify *v = user;
	unsigned char found[GP_LEDGER_HASH];
	char hex[2 * GP_LEDGER_HASH + 1];
	int rc = gp_ledger_hash_blob(v->l, b->h, found, v->e);

	v->counts->files++;
	if (rc < 0)
		return -1;
	if (rc && !memcmp(found, b->h, sizeof found))
		return 0;
	gp_event_hex(hex, b->h); /* its name may be personal */
	return gp_verify_report(v, &(struct gp_verify_finding){.what = rc ? GP_VERIFY_FILE_CHANGED : GP_VERIFY_FILE,
	    .detail = hex});
}

int gp_verify_files(struct gp_verify *v)
{
	return gp_ledger_each_blob(v->l, check_file, v, v->e);
}

static int report_stray(void *user, const char *path)
{
	const char *below = strstr(path, "data/files/");

	return gp_verify_report(user, &(struct gp_verify_finding){.what = GP_VERIFY_FILE_STRAY,
	    .detail = below ? below : path});
}

int gp_verify_strays(struct gp_verify *v)
{
	return gp_ledger_each_stray(v->l, report_stray, v, v->e);
}
