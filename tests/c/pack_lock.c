/* pack_lock: packs.lock says the same after it was written and read again, whatever stands in it. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/rules/pack_keys.h"
#include "tests/lib/tap.h"

int main(void)
{
	char dir[] = "/tmp/gp-pack-lock-XXXXXX", path[100];
	struct gp_pack_lock *l = NULL, *again = NULL;
	struct gp_err e = GP_ERR_INIT;
	struct gp_pack_locked *p;

	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof path, "%s/packs.lock", dir);
	is_int(gp_pack_lock_read(&l, dir, &e), 0, "a lock that is not there is empty");
	p = gp_pack_lock_add(l, "policy");
	p->version = "1.0\"\\";
	p->manifest = "00\"";
	p->source = "a \"file\"";
	is_int(gp_pack_lock_write(l, dir, &e), 0, "it is written");
	is_int(gp_pack_lock_read(&again, dir, &e), 0, "and read again, with quotes that somebody wrote into it");
	p = again ? gp_pack_lock_find(again, "policy") : NULL;
	is_str(p ? p->version : "", "1.0\"\\", "the version is the same");
	is_str(p ? p->manifest : "", "00\"", "so is the number of the manifest");
	is_str(p ? p->source : "", "a \"file\"", "and where it came from");
	gp_pack_lock_free(l);
	gp_pack_lock_free(again);
	unlink(path);
	rmdir(dir);
	return tap_done();
}
