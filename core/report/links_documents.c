/* links_documents.c - files that rules on documents did not see, in the head of a report: nobody found them clean */
#include <inttypes.h>
#include <stdio.h>

#include "core/report/links.h"

bool gp_links_documents_line(struct gp_buf *out, const struct gp_links_run *run, const struct gp_links_style *st)
{
	char n[24];
	const struct gp_param params[] = {{"n", n}, {NULL, NULL}};

	/* where files were to be read, each that could not be is a finding */
	if (!run->documents.wanted || run->documents.read || !run->documents.unread)
		return false;
	snprintf(n, sizeof n, "%" PRId64, run->documents.unread);
	gp_catalogue_say(out, st->words, st->lang, "report.documents", params);
	return true;
}

void gp_links_documents_json(struct gp_json *j, const struct gp_links_run *run)
{
	if (!run->documents.wanted)
		return;
	gp_json_key(j, "documents");
	gp_json_object(j);
	gp_json_key(j, "read");
	gp_json_bool(j, run->documents.read);
	gp_json_key(j, "unread");
	gp_json_int(j, run->documents.unread);
	gp_json_object_end(j);
}
