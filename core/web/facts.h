/*
 * facts.h - what a page says: its links, ids, title, meta, text and dates.
 *
 * Input is UTF-8 (malformed bytes already replaced). Nothing is resolved
 * here: `raw` is the attribute's value after character references, before
 * trimming; of a data: address only the first 64 bytes. Lines and columns are
 * 1-based, columns in code points, and point at the value (in CSS: at the
 * url). Texts that had to be changed lie in the caller's arena, all others are
 * spans of the input: both must outlive the facts.
 *
 * No link, because nothing follows or loads it: what stands in comments,
 * <template>, strings of scripts (but for the literals below), <base href>,
 * cite, <link> without rel or to a bare host (dns-prefetch, preconnect), empty
 * addresses outside <a> and <area>, url(#…) in CSS.
 */
#ifndef GP_WEB_FACTS_H
#define GP_WEB_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/mem.h"
#include "core/web/span.h"

enum gp_confidence {
	GP_CONFIDENCE_HIGH, /* markup that a browser follows or loads */
	GP_CONFIDENCE_LOW,  /* a literal in a script: location=, window.open('…') */
};

struct gp_link {
	/*
	 * Both static. kind: the element in lower case ("a", "img", "meta"), "css" or
	 * "script-literal". attr: its attribute ("href", "srcset", "content"); of "css"
	 * "url()", "@import" or, in an attribute, "style"; of "script-literal" "location",
	 * "location.href", "location.replace", "location.assign" or "window.open".
	 */
	const char *kind, *attr;
	struct gp_text raw;
	struct gp_text text; /* anchor text, else alt or title; collapsed, up to 120 code points */
	uint32_t line, col;
	uint8_t place;       /* where on the page: 0 top … 255 bottom, by byte offset */
	enum gp_confidence confidence;
	bool nofollow;       /* rel=nofollow on it */
	bool canonical;      /* <link rel=canonical>: what the page calls itself */
	bool download;       /* a resource that is loaded with the page (img, script, css) */
	bool sheet;          /* <link rel=stylesheet>; not packed */
	bool alt;            /* its element has the attribute alt, perhaps an empty one; not packed */
	bool written;        /* <a> in a literal that a script writes into the page; its address is absolute */
	uint16_t veil;       /* number of the region that hides it, from 1; 0: it is seen */
};

/* Why what stands there is not seen, by the page's own words (attributes and <style>). */
enum gp_veil_why {
	GP_VEIL_NONE,
	GP_VEIL_DISPLAY,    /* display:none, hidden */
	GP_VEIL_VISIBILITY,
	GP_VEIL_OPACITY,
	GP_VEIL_FONT_SIZE,
	GP_VEIL_OFF_SCREEN, /* left, top, margin, text-indent */
	GP_VEIL_NO_SIZE,    /* next to no width or height, and the rest cut off */
	GP_VEIL_CLIPPED,
	GP_VEIL_COLOUR,     /* that of its background */
	GP_VEIL_MARQUEE,    /* too small or too fast to be read */
	GP_VEIL_NOSCRIPT,   /* shown to programs only */
	GP_VEIL_AFTER_END,  /* a styled element behind </html> */
	GP_VEIL_WRITTEN,    /* not hidden, but written by a script */
	GP_VEIL_COUNT,
};

struct gp_veil {
	uint8_t why;    /* enum gp_veil_why */
	bool strong;    /* nothing is hidden so to be shown later */
	bool folds;     /* it looks like a menu, tab or the like that scripts show */
	uint16_t rule;  /* of <style>, from 1; 0: its own attributes */
};

struct gp_meta {
	struct gp_text name;    /* name, property or http-equiv, lower case */
	struct gp_text content;
};

/* An address that nobody has filled in: {{…}}, <%…%>, ${…}. Fields as in gp_link. */
struct gp_template {
	const char *kind, *attr;
	struct gp_text raw;
	uint32_t line, col;
};

struct gp_facts {
	struct gp_text title;    /* first <title>, white space collapsed */
	struct gp_text base;     /* href of the first <base href>, raw; n = 0 when none */
	bool has_base;
	struct gp_link *links;
	size_t link_count;
	struct gp_veil *veils; /* regions that hide; up to 2,000 */
	size_t veil_count;
	struct gp_text *ids;     /* every id, and name of <a>; after character references */
	size_t id_count;
	struct gp_meta *metas;
	size_t meta_count;
	struct gp_text *elements; /* names of the start tags, each once, in lower case; up to 255, of 15 bytes; not packed */
	size_t element_count;
	struct gp_template *templates; /* of attributes that hold one address; up to 100 */
	size_t template_count;
	struct gp_text *dates;   /* "2023-04-20[ 11:20]": up to 50 of meta, then 50 of the text */
	size_t date_count;
	struct gp_text text;     /* visible text; blocks separated by '\n' */
	size_t plain_count;      /* code points of visible text outside <a href>, no white space */
	struct gp_text headings; /* text of h1 and h2, '\n' between */
	bool frameset;
	const char *limit;       /* NULL, or the limit met first: links ids metas text attribute */
};

struct gp_facts_limits {
	size_t links;     /* 0: 100,000 */
	size_t ids;       /* 0: 100,000 */
	size_t text;      /* bytes of visible text kept; 0: 1 MiB */
	size_t attribute; /* bytes of one attribute value; 0: 64 KiB, longer values are no link */
	bool markup_only; /* no text, headings, plain_count and dates of the text: a third of the time */
};

/* Never fails. Comments and unfilled templates ({{…}}, <%…%>, ${…}) give no links. */
void gp_facts_html(struct gp_facts *out, struct gp_arena *a, const char *utf8, size_t n,
    const struct gp_facts_limits *lim);
/* url() and @import of a style sheet, as links of kind "css". */
void gp_facts_css(struct gp_facts *out, struct gp_arena *a, const char *utf8, size_t n,
    const struct gp_facts_limits *lim);

#endif
