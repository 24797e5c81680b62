/*
 * links_part.h - a report in parts: what each owner of columns has to act on.
 *
 * A link belongs to whoever keeps the columns where it stands, and each gets only the places of his own; one
 * of a template to whoever keeps the root of the site; a finding to whoever keeps its page. What nobody keeps is the
 * last part.
 */
#ifndef GP_REPORT_LINKS_PART_H
#define GP_REPORT_LINKS_PART_H

#include "core/report/links_view.h"

struct gp_links_part {
	const char *owner;          /* "": nobody is named */
	int64_t mend, hand, rules;  /* as of a column; a link in columns of two owners counts for both */
	size_t *items;              /* numbers of the view's */
	size_t count, cap;
};

struct gp_links_parts {
	struct gp_view *view;
	struct gp_links_part *list; /* those with most to mend first, also owners with nothing; nobody's last */
	size_t count, cap;
};

/* What it is given must live as long. */
void gp_links_parts_make(struct gp_links_parts *out, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e);
void gp_links_parts_free(struct gp_links_parts *p);
/*
 * The links and findings of one part; gp_links_free() it before the parts. Counts are those of the part, but for
 * the pages that were read and all addresses. Of the history only what the part's links say.
 */
void gp_links_part_take(struct gp_links *out, const struct gp_links_parts *p, const struct gp_links_part *part);

#endif
