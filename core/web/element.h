/*
 * element.h - the HTML, SVG and MathML elements this room treats in a special
 * way, by name. Every other name is one shared row without properties.
 */
#ifndef GP_WEB_ELEMENT_H
#define GP_WEB_ELEMENT_H

#include <stdint.h>

#define GP_ELEMENT_NAME 16 /* bytes of a name that is looked up, NUL included */

enum gp_element_id {
	GP_EL_OTHER,
	GP_EL_A, GP_EL_AREA, GP_EL_AUDIO, GP_EL_BASE, GP_EL_BODY, GP_EL_BR, GP_EL_DESC, GP_EL_EMBED,
	GP_EL_FOREIGN_OBJECT, GP_EL_FORM, GP_EL_FRAME, GP_EL_FRAMESET, GP_EL_H1, GP_EL_H2,
	GP_EL_IFRAME, GP_EL_IMG, GP_EL_INPUT, GP_EL_LINK, GP_EL_MATH, GP_EL_MATH_TEXT, GP_EL_META,
	GP_EL_NOEMBED, GP_EL_NOFRAMES, GP_EL_NOSCRIPT, GP_EL_OBJECT, GP_EL_PLAINTEXT, GP_EL_SCRIPT,
	GP_EL_SOURCE, GP_EL_STYLE, GP_EL_SVG, GP_EL_TABLE, GP_EL_TD, GP_EL_TEMPLATE, GP_EL_TEXTAREA,
	GP_EL_TITLE, GP_EL_TRACK, GP_EL_VIDEO, GP_EL_XMP,
};

enum {
	GP_EL_BLOCK = 1,    /* text before and after it stands on lines of its own */
	GP_EL_CELL = 2,     /* a table cell: set apart by a space */
	GP_EL_BREAKOUT = 4, /* as a start tag it ends svg and math (HTML 13.2.6.5) */
};

struct gp_element {
	char name[GP_ELEMENT_NAME]; /* NUL-padded */
	uint8_t id;                 /* enum gp_element_id */
	uint8_t flags;
};

/* By lower-case, NUL-padded name. Never NULL: an unknown name gives a row with id GP_EL_OTHER. */
const struct gp_element *gp_element_find(const char name[GP_ELEMENT_NAME]);

#endif
