/*
 * triggers.h - what rules want of a page before they see it (`match` of a rule), asked for all rules at once.
 *
 * The words of all rules are one search each over text and title; where they stand, and what else is known of
 * the page (its facts), says which rules want it. Judged where the page is read, so that a page that no rule wants goes
 * nowhere. Nothing here is Lua's; what is said to fit may still be of no interest to the rule.
 *
 * A condition is a map of a declaration:
 *   text source title meta element   a word, or words of which one is enough
 *   has                              words of gp_trigger_signs[], of which one is enough
 *   kind scheme                      of links, of which one is enough
 *   host address                     of the page: names of hosts, and patterns (trigger_address.h), of which one is enough
 *   except                           with `has` of "empty-link": texts of links that do not count
 *   lacks                            a map of the same: nothing of it is there (a meta tag that is empty is not)
 *   any                              a list of such maps, of which one fits as well
 *   finds                            "text": that it fits is all that is wanted of the page, and where the words of `text`
 *                                    stand; "fits": that it fits
 * A list without words is never found. Keys that are not here are not looked at. In place of a word of `text` may stand a
 * list of it and of longer words: where it stands within one of these it does not count.
 */
#ifndef GP_CRAWL_TRIGGERS_H
#define GP_CRAWL_TRIGGERS_H

#include "core/base/value.h"
#include "core/text/text_place.h"
#include "core/web/facts.h"

#define GP_TRIGGERS_MAX 4096   /* conditions */
#define GP_TRIGGERS_BITS (GP_TRIGGERS_MAX / 8)
#define GP_TRIGGER_ADDRESSES 1000 /* different patterns; what is more is found nowhere */
#define GP_TRIGGER_SHOWN 3        /* places of words that are told */
#define GP_TRIGGER_PLACES 1000    /* that are counted */

/* What `has` knows, ended by NULL: "unpaired", "resident-id", … */
extern const char *const gp_trigger_signs[];

struct gp_triggers;

/* Whether a page is to be shown to rules: to none, to those whose conditions fit, to some whatever fits. */
enum gp_wanted { GP_UNWANTED, GP_WANTED_IF, GP_WANTED };

struct gp_triggers *gp_triggers_new(void);
void gp_triggers_free(struct gp_triggers *t); /* accepts NULL */
/* Numbers from 0 to GP_TRIGGERS_MAX - 1, each once. The value is copied. */
void gp_triggers_add(struct gp_triggers *t, unsigned number, const struct gp_value *condition);
/* Whether the declaration says anything that is judged here. */
bool gp_triggers_any(const struct gp_value *condition);

/*
 * Whether the address may have this scheme (in lower case, none that pages have) once it is resolved: blanks before it and
 * line ends within it count for nothing.
 */
bool gp_trigger_scheme(struct gp_text raw, const char *scheme, size_t n);

struct gp_trigger_page {
	const struct gp_facts *facts;   /* of a web page; NULL: another document */
	struct gp_text source;          /* in UTF-8, of a web page */
	struct gp_text text, title;
	const char *url;                /* NULL: it has none */
	bool mislabelled, late_charset; /* as charset.h has it */
};

/* Sets the bits of those that fit: bits[number / 8] & 1 << number % 8. */
void gp_triggers_judge(struct gp_triggers *t, const struct gp_trigger_page *p, unsigned char bits[GP_TRIGGERS_BITS]);
/* Whether one of these bits is that of a condition without `finds`: somebody wants to see the page. */
bool gp_triggers_ask(const struct gp_triggers *t, const unsigned char bits[GP_TRIGGERS_BITS]);

/* What a condition with `finds` of "text" has found. */
struct gp_trigger_found {
	unsigned number;
	struct gp_text word;  /* that stands first, … */
	size_t from;          /* … and where */
	size_t count;         /* places, up to GP_TRIGGER_PLACES; what is less than three bytes apart is one */
	struct {
		size_t from, to;
	} shown[GP_TRIGGER_SHOWN];
};
/* Number i, from 0, of what was found on the page that was judged last; NULL: no more. */
const struct gp_trigger_found *gp_triggers_found(const struct gp_triggers *t, size_t i);
/* Where the source of a web page has it. */
struct gp_place gp_trigger_found_place(const struct gp_trigger_page *p, const struct gp_trigger_found *f);
/* As a report (core/rules): line, col and selector where there are any, params {word, count}, evidence. */
void gp_trigger_found_pack(struct gp_buf *b, const struct gp_trigger_found *f, struct gp_text text,
    struct gp_place at, struct gp_text selector);

#endif
