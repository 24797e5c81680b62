/*
 * links_view.h - a report as a list of things to be done: what the writers for people share.
 *
 * Links and findings in one list, the worst first, in groups; each belongs to columns of the site.
 * Writers go through it from top to bottom and drain between their pieces. What is kept meanwhile
 * is a pointer for each link and finding, and the figures of the columns.
 */
#ifndef GP_REPORT_LINKS_VIEW_H
#define GP_REPORT_LINKS_VIEW_H

#include "core/report/links.h"
#include "core/report/markup.h"

#define GP_VIEW_COLUMNS 4000  /* of the site, kept apart */
#define GP_VIEW_SLOTS 16384   /* a power of two, well above that */
#define GP_VIEW_MEMO 1024
#define GP_VIEW_DRAIN ((size_t)64 << 10)

/* A link or a finding: one of both. */
struct gp_view_item {
	const struct gp_link_entry *link;
	const struct gp_finding *finding;
};

/* What has to be done about an item; also in the HTML page, for the filters. */
enum gp_view_group {
	GP_VIEW_MEND,
	GP_VIEW_HAND,      /* to be looked at by a person */
	GP_VIEW_UNCHECKED, /* nobody knows, and nobody has looked */
	GP_VIEW_RULE,
	GP_VIEW_FINE,
};

/* A column of the site as far as anything was found in it. */
struct gp_view_column {
	char *name;        /* for people */
	const char *owner; /* "" */
	char *key;         /* what makes it one */
	int64_t mend, hand, rules;
	int64_t items;     /* those that are fine too */
};

enum { GP_VIEW_TEMPLATE, GP_VIEW_ELSEWHERE }; /* the first two columns */

struct gp_view_columns {
	struct gp_view_column *list;
	size_t count, cap;
	bool owners;  /* somebody is named */
	bool hosts;   /* pages of several hosts: names need them */
	struct gp_buf origin;           /* of the first page */
	uint16_t slots[GP_VIEW_SLOTS];  /* hash of keys: index + 1 */
	struct {
		const char *page; /* addresses of pages are shared: the pointer tells */
		uint16_t column;
	} memo[GP_VIEW_MEMO];
};

struct gp_view {
	struct gp_outfile *o;
	struct gp_err *e;
	struct gp_markup m;
	struct gp_buf words;
	const struct gp_links *l;
	const struct gp_links_run *run;
	const struct gp_links_style *st;
	struct gp_view_item *items; /* the worst first */
	size_t count;
	int64_t templates;          /* links to mend that are part of a template */
	struct gp_view_columns columns;
	bool patterns;              /* are in the document */
};

/* Never NULL. What it is given must live as long; gp_view_free() accepts NULL. */
struct gp_view *gp_view_new(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e);
void gp_view_free(struct gp_view *v);
/* Writes the markup that is there when it is enough. */
int gp_view_drain(struct gp_view *v) GP_MUST_USE;

/* --- items */

enum gp_view_group gp_view_group(const struct gp_view_item *i);
const char *gp_view_group_name(enum gp_view_group g);
/* The link's address, or that of the page or file where a finding is. */
const char *gp_view_item_address(const struct gp_view_item *i);
/* Its verdict or severity: "broken". */
const char *gp_view_level(const struct gp_view_item *i);
/* Its cause or rule: "http-404" or "pages/title"; "" for a link that is fine. */
const char *gp_view_cause(const struct gp_view_item *i);
/* That in words. */
const char *gp_view_cause_word(const struct gp_view *v, const struct gp_view_item *i);
/* How many items from `from` on have the same level and cause. */
size_t gp_view_run(const struct gp_view *v, size_t from);
/*
 * Whether an item is one task however many pages have it: a link that belongs to a template, stands on
 * no page or is fine, and every finding.
 */
bool gp_view_is_whole(const struct gp_view_item *i);
/* How many tasks it is: 1, else one for each place; the task `k` is that at places[k]. */
size_t gp_view_tasks(const struct gp_view_item *i);

/* --- words */

/* A sentence of the catalogue, escaped with its parameters (NULL: none). */
void gp_view_say(struct gp_view *v, const char *id, const struct gp_param *params);
/* One with {n}. */
void gp_view_say_n(struct gp_view *v, const char *id, int64_t n);
/* Where a link stands; see gp_link_where(). */
void gp_view_where(struct gp_view *v, const struct gp_link_entry *l, const struct gp_link_place *p, bool whole);
/* What is wrong with an item, and what to do; may be empty. */
void gp_view_message(struct gp_view *v, const struct gp_view_item *i);
void gp_view_fix(struct gp_view *v, const struct gp_view_item *i);
/* The same as plain words, appended. */
void gp_view_put_message(struct gp_buf *out, const struct gp_view *v, const struct gp_view_item *i);
void gp_view_put_fix(struct gp_buf *out, const struct gp_view *v, const struct gp_view_item *i);
/* The sentence that a report of a run that did not end begins with ({n}: the unchecked); NULL: it ended. */
const char *gp_view_incomplete(const struct gp_links_run *run);

/* --- columns */

/* The columns where it stands, without doubles: how many. */
size_t gp_view_columns_of(struct gp_view *v, const struct gp_view_item *i, uint16_t out[GP_LINK_PAGES]);
/* The column of the task `k` of an item. */
uint16_t gp_view_column_of(struct gp_view *v, const struct gp_view_item *i, size_t k);
/* The column of places[k] of a link. */
uint16_t gp_view_place_column(struct gp_view *v, const struct gp_view_item *i, size_t k);
/* links_view_columns.c: part of gp_view_new() and gp_view_free(). */
void gp_view_columns_load(struct gp_view *v);
void gp_view_columns_free(struct gp_view_columns *c);

#endif
