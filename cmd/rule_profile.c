#include "cmd/rule_profile.h"

#include <stdio.h>
#include <string.h>

#include "core/base/json.h"
#include "core/report/outfile.h"

int gp_rules_write_profile(struct gp_rules *r, const char *path, struct gp_err *e)
{
	size_t n = strlen(path);
	struct gp_outfile *f;
	struct gp_buf b;
	struct gp_json j;
	int rc;

	gp_buf_init(&b, (size_t)16 << 20);
	if (n > 5 && !strcmp(path + n - 5, ".json")) {
		gp_json_init(&j, &b);
		gp_json_object(&j);
		gp_json_key(&j, "profile");
		gp_rules_profile_json(r, &j);
		gp_json_object_end(&j);
		gp_buf_putc(&b, '\n');
	} else {
		gp_rules_profile_text(r, &b);
	}
	if (!strcmp(path, "-")) {
		fputs(b.data, stderr);
		rc = 0;
	} else if ((rc = gp_outfile_open(&f, path, e)) == 0) {
		rc = gp_outfile_drain(f, &b, e);
		if (rc)
			gp_outfile_discard(f);
		else
			rc = gp_outfile_commit(f, e);
	}
	gp_buf_free(&b);
	return rc;
}
