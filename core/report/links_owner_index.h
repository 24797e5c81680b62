/*
 * links_owner_index.h - the cover of the reports by owner: a line for each, and the name of its file.
 */
#ifndef GP_REPORT_LINKS_OWNER_INDEX_H
#define GP_REPORT_LINKS_OWNER_INDEX_H

#include "core/report/links.h"

struct gp_owner_line {
	const char *owner;         /* as people call it, also where nobody is named */
	bool named;                /* somebody is */
	const char *file;          /* NULL: there is nothing to report */
	int64_t mend, hand, rules;
};

struct gp_owner_index {
	const struct gp_owner_line *list;
	size_t count;
	const struct gp_links_run *run;
	const struct gp_links_style *st;
};

/* The whole of it, appended; GP_EIO where libcrypto gives no hash for the page's policy. */
typedef int gp_owner_index_writer(struct gp_buf *out, const struct gp_owner_index *x, struct gp_err *e);

gp_owner_index_writer gp_owner_index_text GP_MUST_USE;
gp_owner_index_writer gp_owner_index_csv GP_MUST_USE;
gp_owner_index_writer gp_owner_index_json GP_MUST_USE; /* {"schema":1,"run":{…},"owners":[{"owner","file","mend","rules","hand"}]} */
gp_owner_index_writer gp_owner_index_html GP_MUST_USE;

#endif
