#define _GNU_SOURCE
#include "cmd/check-documents.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/script/file_subject.h"

#define KEY "documents" /* "read" or "skipped"; missing: no rule is on documents */

int gp_check_documents_keep(bool wanted, bool read, struct gp_store *s, struct gp_err *e)
{
	const char *value = read ? "read" : "skipped";

	return wanted ? gp_store_put_value(s, KEY, value, strlen(value), e) : 0;
}

static bool is_named_text(const char *url)
{
	static const char *const ends[] = {".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ppt", ".pptx", ".dps", ".pdf", ".ofd",
	    ".rtf", ".odt", ".ods", ".txt", ".csv"};
	size_t n = strcspn(url, "?#");

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (n > strlen(ends[i]) && !strncasecmp(url + n - strlen(ends[i]), ends[i], strlen(ends[i])))
			return true;
	return false;
}

/* Downloads without a name are sent as application/octet-stream. */
static bool is_text_type(const char *type)
{
	static const char *const types[] = {"application/pdf", "application/ofd", "application/msword", "application/vnd.ms-",
	    "application/vnd.openxmlformats-", "application/vnd.oasis.", "application/wps", "application/kswps",
	    "application/rtf", "application/octet-stream", "text/rtf", "text/plain", "text/csv"};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (!strncasecmp(type, types[i], strlen(types[i])))
			return true;
	return false;
}

static int count(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	struct gp_links_run *run = user;
	bool there = !*r->cause && (!*r->cause2 || !strcmp(r->cause2, "ok")) && !r->redirect && !r->parsed;

	if (there && (u->flags & (GP_URLF_OWN | GP_URLF_RESOURCE)) == GP_URLF_OWN && !gp_file_is_no_text(u->url) &&
	    (is_named_text(u->url) || is_text_type(r->type)))
		run->documents.unread++;
	return 0;
}

int gp_check_documents_read(struct gp_links_run *run, const struct gp_links *l, struct gp_store *s, struct gp_err *e)
{
	char *value;
	size_t n;

	if (gp_store_get_value(s, KEY, &value, &n, e))
		return -1;
	run->documents.wanted = value;
	run->documents.read = value && !strcmp(value, "read");
	run->documents.unread = 0;
	free(value);
	for (size_t i = 0; run->documents.read && i < l->finding_count; i++)
		run->documents.unread += !strcmp(l->findings[i].rule, "documents/unread");
	return run->documents.wanted && !run->documents.read ? gp_store_each_result(s, count, run, e) : 0;
}
