/*
 * facts_page.h - a page while its facts are gathered; between facts*.c only.
 *
 * Everything works forward over the page once: places (line, column) are asked
 * for in rising order, text is written as it is met.
 */
#ifndef GP_WEB_FACTS_PAGE_H
#define GP_WEB_FACTS_PAGE_H

#include "core/web/facts.h"
#include "core/web/html.h"
#include "core/web/veil.h"

#define GP_ANCHOR_POINTS 120 /* code points of an anchor text */
#define GP_DATES 50          /* dates kept of the text, and as many of meta */

/* Where collapsed text goes. */
struct gp_sink {
	char *p;
	size_t n, cap;             /* bytes */
	size_t points, max_points; /* code points; counted only when there is a maximum */
	char gap;                  /* white space due before the next run: 0, ' ' or '\n' */
	bool full;
};

/* White space is due; a line break is stronger than a space. */
void gp_sink_gap(struct gp_sink *s, char gap);
/*
 * Appends raw text with white space collapsed and, if asked, character references
 * decoded, to each sink; the number of code points that are not white space.
 */
size_t gp_sink_feed(struct gp_sink *const *to, size_t count, struct gp_text raw, bool refs);
/* Decoded text collapsed into the arena, at most GP_ANCHOR_POINTS. */
struct gp_text gp_text_label(struct gp_arena *a, struct gp_text decoded);
/* Code points, as gp_utf8_count() counts them, but eight bytes a step: every byte passes here. */
size_t gp_text_points(const char *p, size_t n);

struct gp_page {
	struct gp_facts *out;
	struct gp_arena *arena;
	const char *begin;
	size_t n;
	struct gp_facts_limits lim;
	const char *at; /* line and col are those of this byte */
	uint32_t line, col;
	size_t link_cap, id_cap, meta_cap, meta_dates;
	struct gp_sink text, heading, anchor;
	char anchor_text[GP_ANCHOR_POINTS * 4];
	bool in_heading, in_noscript;
	bool in_anchor;          /* inside <a href> */
	size_t anchor_link;      /* index + 1 of its link; 0 when it gave none */
	struct gp_text anchor_title, anchor_alt; /* as written */
	unsigned templates;      /* open <template> */
	uint8_t owner;           /* element whose raw text comes next, or 0 */
	bool runs;               /* the open script is JavaScript and inline */
	struct gp_veils veils;
	uint8_t elements[256];   /* by a hash of the name: the last such in out->elements, from 1; 0: none */
};

void gp_page_open(struct gp_page *pg, struct gp_facts *out, struct gp_arena *a, const char *s,
    size_t n, const struct gp_facts_limits *lim);
/* Records which limit was met first. */
void gp_page_limit(struct gp_page *pg, const char *limit);
/* A link whose value stands at `where`; NULL when the page has too many. */
struct gp_link *gp_page_link(struct gp_page *pg, const char *kind, const char *attr,
    struct gp_text raw, const char *where);
/* An address like that which is a template still; `where` as above. */
void gp_page_template(struct gp_page *pg, const char *kind, const char *attr, struct gp_text raw,
    const char *where);
void gp_page_id(struct gp_page *pg, struct gp_text id);
void gp_page_meta(struct gp_page *pg, struct gp_text name, struct gp_text content);

/* Whether an address is a template that nobody has filled: {{…}}, <%…%>, ${…}. */
bool gp_link_unfilled(struct gp_text t);
/* Length of the data: address kept of t, or 0 when it is none. */
size_t gp_link_data(struct gp_text t);

/* What the attributes of the start tag in `t` say; `html` is what gp_html_follow() returned. */
void gp_page_attrs(struct gp_page *pg, const struct gp_html *t, const struct gp_element *e,
    bool html);
/* Addresses in CSS; `attr` overrides "url()" and "@import" when not NULL. */
void gp_page_css(struct gp_page *pg, struct gp_html_value *v, const char *attr);
/* Literals that a script gives to location or window.open. */
void gp_page_script(struct gp_page *pg, struct gp_html_value *v);
/* The escapes that addresses are written with undone; a copy only when there is one. */
struct gp_text gp_script_unescape(struct gp_arena *a, struct gp_text raw);

/* The date at the beginning of s, normalised, into the arena; n = 0 when there is none. */
struct gp_text gp_date_first(struct gp_arena *a, struct gp_text s);
/* Appends the dates in s, at most GP_DATES. */
void gp_page_dates(struct gp_page *pg, struct gp_text s);

#endif
