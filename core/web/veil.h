/*
 * veil.h - elements that hide what stands in them; between facts*.c only.
 *
 * Known are the page's own words: style attributes, <style>, a few elements.
 * What style sheets of their own files or scripts do later is not.
 */
#ifndef GP_WEB_VEIL_H
#define GP_WEB_VEIL_H

#include "core/web/facts.h"
#include "core/web/html.h"

struct gp_page;

/* What declarations ("display:none;…") make of an element; why GP_VEIL_NONE: it is seen. */
struct gp_veil_style {
	uint8_t why; /* enum gp_veil_why */
	bool strong;
};
struct gp_veil_style gp_veil_of_style(struct gp_text declarations);

#define GP_VEIL_DEPTH 128 /* elements open inside of a hidden one; deeper, nothing is called hidden */
#define GP_VEIL_RULES 64  /* of <style> that hide */
#define GP_VEIL_MAX 2000  /* regions of a page */

/* A rule of <style> for one class or id that hides. */
struct gp_veil_rule {
	struct gp_text name; /* with its '.' or '#' */
	struct gp_veil_style style;
	uint32_t uses;
};

/* The elements that are open since the outermost one that hides. */
struct gp_veils {
	struct gp_veil_open {
		char tag[GP_ELEMENT_NAME];
		uint16_t veil; /* number of the region that the element begins, 0: none */
	} open[GP_VEIL_DEPTH];
	unsigned depth;
	uint16_t now;   /* region of what stands here, 0: seen */
	bool after_end; /* behind </html> */
	struct gp_veil_rule *rules;
	size_t rule_count;
	size_t cap;     /* of the page's list of regions */
};

/* The rules of a <style> that hide. */
void gp_veil_sheet(struct gp_page *pg, struct gp_text css);
/* A start tag: what it means for elements inside of a hidden one; call when depth > 0. */
void gp_veil_start(struct gp_page *pg, const struct gp_html_token *k, const struct gp_element *e);
void gp_veil_end(struct gp_page *pg, const struct gp_html_token *k, const struct gp_element *e);
/* The same start tag, when it has attributes: whether it hides. `style` as written, n = 0: none. */
void gp_veil_attrs(struct gp_page *pg, const struct gp_html *t, struct gp_text style);
/* The element of `k` begins a region for what it is. */
void gp_veil_open(struct gp_page *pg, const struct gp_html_token *k, struct gp_veil_style s);
/* At the page's end: which regions scripts may show again. */
void gp_veil_close(struct gp_page *pg);

/* Links that a script writes into the page as literals: document.write("<a …>"), innerHTML = "…". */
void gp_page_written(struct gp_page *pg, struct gp_html_value *v);

#endif
