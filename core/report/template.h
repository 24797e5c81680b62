/*
 * template.h - the one filler of templates: letters and forms of offices, as .docx, HTML, Markdown or plain text.
 *
 * A template is a file with tags in it:
 *
 *   {{name}}                  the value; {{name.key}} one inside a map
 *   {{#name}} … {{/name}}     once for each item of a list, with the item's names before the others
 *   {{?name}} … {{/name}}     only when the value is there: not null, false, 0, "" or an empty list
 *   {{!name}} … {{/name}}     only when it is not
 *   {{^}}                     at the start of a table's cell in .docx: a cell that says what the one above it of
 *                             the repetition before says is merged with that
 *
 * Names are keys of the values, in any language; blanks around them do not count, and {{/}} ends whatever was
 * begun last. Values are strings, whole numbers, booleans, lists of strings (joined by "、"), lists of maps
 * and maps. They are data: what in a value looks like a tag or like markup stays text. A name that is not among the
 * values is an error, null is nothing.
 *
 * In .docx a tag may be split over runs as Word and WPS do; the filled text looks like the run in which its tag
 * begins. {{#…}} and its end repeat paragraphs when each stands alone in one, rows when both stand in one table, else
 * text inside the paragraph. Everything else in the file stays, byte for byte. Headers and footers are filled too.
 */
#ifndef GP_REPORT_TEMPLATE_H
#define GP_REPORT_TEMPLATE_H

#include "core/base/buf.h"
#include "core/base/value.h"

enum gp_template_kind {
	GP_TEMPLATE_TEXT,
	GP_TEMPLATE_MARKDOWN, /* CommonMark */
	GP_TEMPLATE_HTML,
	GP_TEMPLATE_DOCX,
	GP_TEMPLATE_KINDS,
};

#define GP_TEMPLATE_DEPTH 8 /* tags inside one another */

/* "text", "markdown", "html", "docx"; GP_TEMPLATE_KINDS when it is none. */
enum gp_template_kind gp_template_kind_by_name(const char *name);

#define GP_TEMPLATE_USED_MAX ((size_t)64 << 10) /* bytes of the names that a template uses */

/*
 * Appends the filled template. GP_EUSAGE when it is written wrongly, with the words of the template around the place
 * (never values); GP_EPARSE when it is no .docx; GP_ELIMIT when the result does not fit into `out`.
 * `used`, an empty buffer of GP_TEMPLATE_USED_MAX or NULL, gets each name that was looked up, once, on a line of its own:
 * "=name", or "!name" where {{name}} had nothing to put there. Sections that were left out look nothing up.
 */
int gp_template_fill(struct gp_buf *out, enum gp_template_kind kind, const char *p, size_t n,
    const struct gp_value *values, struct gp_buf *used, struct gp_err *e) GP_MUST_USE;

#endif
