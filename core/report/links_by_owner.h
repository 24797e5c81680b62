/*
 * links_by_owner.h - one report for each owner of columns, in one folder, with a cover.
 */
#ifndef GP_REPORT_LINKS_BY_OWNER_H
#define GP_REPORT_LINKS_BY_OWNER_H

#include "core/report/links_owner_index.h"
#include "core/report/outfolder.h"

struct gp_by_owner {
	gp_links_writer *write;       /* of each report, … */
	const char *suffix;           /* … and the end of its file's name: "html" */
	gp_owner_index_writer *index; /* of the cover "index", … */
	const char *index_suffix;
};

/*
 * Files are named after their owners ("政务公开科.html"): what a file system or a Windows desktop does not take
 * becomes "_", and names that are alike get numbers. Owners with nothing to report have no file.
 * What the cover says as text is appended to `summary`.
 */
int gp_links_by_owner(struct gp_outfolder *f, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, const struct gp_by_owner *how, struct gp_buf *summary,
    struct gp_err *e) GP_MUST_USE;
/* links_by_owner.c: the name without a suffix that an owner's file has, after the `taken` names before it. */
char *gp_owner_file_name(const char *owner, char *const *taken, size_t n) __attribute__((returns_nonnull));

#endif
