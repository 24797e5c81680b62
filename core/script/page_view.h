/*
 * page_view.h - the current page from C, made on first use; for rule_page.c and what
 * binds it to Lua only. Everything returned holds until the next gp_rule_page_set().
 */
#ifndef GP_SCRIPT_PAGE_VIEW_H
#define GP_SCRIPT_PAGE_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/value.h"
#include "core/script/rule_page.h"
#include "core/text/charset.h"
#include "core/web/facts.h"
#include "core/web/select.h"
#include "core/web/url.h"

/*
 * Objects in Lua name their page by this number, never by address: no two pages of
 * a process have the same.
 */
uint64_t gp_rule_page_number(const struct gp_rule_page *p);
/* The page with that number, or NULL when it is gone. */
struct gp_rule_page *gp_rule_page_numbered(uint64_t number);

const struct gp_rule_page_input *gp_rule_page_input(const struct gp_rule_page *p);
/*
 * What stands in the place of a page when it is another subject: the packed value in its body; a null when
 * that is none.
 */
const struct gp_value *gp_rule_page_data(struct gp_rule_page *p);
const struct gp_charset_choice *gp_rule_page_charset(struct gp_rule_page *p);
struct gp_text gp_rule_page_body(struct gp_rule_page *p); /* UTF-8 */
/* Whether the body holds s. */
bool gp_rule_page_contains(struct gp_rule_page *p, const char *s, size_t n);
/* All facts, and those that need no text: everything but text, headings, plain_count and dates. */
const struct gp_facts *gp_rule_page_facts(struct gp_rule_page *p);
const struct gp_facts *gp_rule_page_markup(struct gp_rule_page *p);
/*
 * Packs { date, title, text, meta } of a home page, as far as they are of use for the rules on its site; at most
 * GP_SCRIPT_NOTE_MAX bytes. (Of other pages only the date is noted, which the crawl knows.)
 */
void gp_rule_page_note(struct gp_rule_page *p, struct gp_buf *out);
/* Facts that a parser may have found already. */
struct gp_text gp_rule_page_headings(struct gp_rule_page *p);
size_t gp_rule_page_plain_count(struct gp_rule_page *p);
const struct gp_text *gp_rule_page_dates(struct gp_rule_page *p, size_t *count);
bool gp_rule_page_has_id(struct gp_rule_page *p, const char *id, size_t n);

/* A link of the facts, resolved. */
struct gp_rule_url {
	struct gp_text href; /* with its fragment; n = 0 unless why is GP_URL_OK */
	uint32_t scheme_end;
	enum gp_url_why why;
	bool done;
};

const struct gp_rule_url *gp_rule_page_url(struct gp_rule_page *p, size_t link);

/* As gp_select_all(); -1 for a selector or a page that cannot be used. */
int gp_rule_page_select(struct gp_rule_page *p, const struct gp_node *within, const char *css,
    size_t n, size_t max, const struct gp_node *const **found, size_t *count, struct gp_err *e)
    GP_MUST_USE;
/* For what is asked about nodes. */
struct gp_tree *gp_rule_page_tree(struct gp_rule_page *p);

#endif
