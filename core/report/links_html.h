/*
 * links_html.h - what the files of the HTML report share, beside links_view.h.
 *
 * The document is written from top to bottom and drained between its pieces.
 */
#ifndef GP_REPORT_LINKS_HTML_H
#define GP_REPORT_LINKS_HTML_H

#include "core/report/links_view.h"

#define GP_VIEW_ROWS 5000     /* of the list; the rest is for a spreadsheet */

/* The beginning of a document, up to its body; the owner of `m` drains it. GP_EIO. */
int gp_links_html_open(struct gp_markup *m, const struct gp_links_style *st, const struct gp_links_run *run,
    struct gp_err *e) GP_MUST_USE;

/* An address as people read it, as a link where it is one. */
void gp_view_address(struct gp_view *v, const char *url);
/* That of an item; a dangerous one cannot be clicked. */
void gp_view_item_link(struct gp_view *v, const struct gp_view_item *i);
/* Where its page is now, in a sentence. */
void gp_view_suggestion(struct gp_view *v, const struct gp_link_entry *l);
/* <b class="chip …">: the verdict or severity of an item. */
void gp_view_chip(struct gp_view *v, const struct gp_view_item *i);

int gp_view_head(struct gp_view *v);
/* In the head: new, fixed and still broken. */
void gp_view_changes(struct gp_view *v);
int gp_view_trend(struct gp_view *v);
int gp_view_chart(struct gp_view *v);
/* What fills the bars that are not plain: once in a document. */
void gp_view_patterns(struct gp_view *v);
int gp_view_todo(struct gp_view *v);
int gp_view_moves(struct gp_view *v);
int gp_view_accounts(struct gp_view *v);
int gp_view_list(struct gp_view *v);

/* links_html.css and links_html.js, byte for byte */
extern const unsigned char gp_links_html_css[], gp_links_html_js[];
extern const size_t gp_links_html_css_n, gp_links_html_js_n;

#endif
