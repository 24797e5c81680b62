/*
 * links_moves.h - permanent redirects within the own site: what can be replaced in one go, and by what.
 *
 * A move is one link, or a beginning that three and more links share in their old and in their new
 * addresses: "http://old.example/" → "https://new.example/". Only links that stand on pages count, and only
 * those all of whose redirects say that they are for good, or only change http into https. One that leads to the home
 * page is none: the page is gone.
 */
#ifndef GP_REPORT_LINKS_MOVES_H
#define GP_REPORT_LINKS_MOVES_H

#include "core/report/links.h"

struct gp_link_move {
	const char *from, *to;
	size_t from_n, to_n;   /* bytes of them: addresses, or beginnings of the first link's */
	bool prefix;           /* beginnings */
	const struct gp_link_entry **links; /* by address */
	size_t count;
	int64_t places;        /* pages to be edited, each as often as it has one of the links */
};

struct gp_links_moves {
	struct gp_link_move *list; /* those with most places first */
	size_t count;
	int64_t links;             /* of all */
	const struct gp_link_entry **links_of; /* what the list points into */
};

/* Points into `l`. */
void gp_links_moves_make(struct gp_links_moves *out, const struct gp_links *l);
void gp_links_moves_free(struct gp_links_moves *m);
/* An end of a move for a person's eyes, appended: a beginning ends in "…". */
void gp_link_move_show(struct gp_buf *out, const struct gp_links *l, const char *url, size_t n, bool prefix);

#endif
