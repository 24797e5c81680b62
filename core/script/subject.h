/*
 * subject.h - what rules look at: the words of `on`, and what each of them is in a script worker.
 *
 * A request for a check says which subjects lie before the worker: a page that was read is a page, its
 * links, and a document; a finished run is something of its own. For each rule the worker goes through the
 * subjects that the rule is on, and calls check() once a thing.
 *
 * A new subject is one file subject_NAME.c with its read-only object (object.h) and a struct gp_subject
 * that stands in the list of subject.c. What it is made of comes with the request: the page as
 * rule_page.h has it, or packed data in its place (gp_rule_page_data()).
 */
#ifndef GP_SCRIPT_SUBJECT_H
#define GP_SCRIPT_SUBJECT_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/mem.h"
#include "core/base/value.h"

enum gp_subject_word {
	GP_SUBJECT_PAGE,
	GP_SUBJECT_LINK,
	GP_SUBJECT_ATTACHMENT,
	GP_SUBJECT_DOCUMENT,
	GP_SUBJECT_SITE,
	GP_SUBJECT_START,
	GP_SUBJECT_FINISH,
	GP_SUBJECTS,
};
#define GP_ON(word) (1u << GP_SUBJECT_##word)
#define GP_ON_ALL ((1u << GP_SUBJECTS) - 1)
/* What an HTML page is, and what belongs to the run and to no page. */
#define GP_ON_HTML (GP_ON(PAGE) | GP_ON(LINK) | GP_ON(DOCUMENT))
#define GP_ON_RUN (GP_ON(SITE) | GP_ON(START) | GP_ON(FINISH))

/* "page", "link", …, ended by NULL. */
extern const char *const gp_subject_words[];

struct gp_rule_page;

/*
 * Which of the things of a page a rule wants, for the worker to sort out before it enters Lua; read from
 * what the parent has checked (gp_rule_filter_pack()). Lists end with NULL; NULL: any.
 */
struct gp_rule_filter {
	unsigned on;
	bool keeps;                  /* what check() returns is kept */
	const char *const *kinds, *const *schemes, *const *suffixes, *const *to; /* of links */
	const struct gp_value *condition; /* of pages and documents (core/crawl/triggers.h), or NULL */
	const struct gp_value *finds; /* what is found in them without code (rule_finds.h), or NULL */
};
#define GP_ON_CONDITION (GP_ON(PAGE) | GP_ON(LINK) | GP_ON(DOCUMENT)) /* what it is said of */

/* Packed, for the worker; the strings of what is unpacked lie in the arena. */
void gp_rule_filter_pack(struct gp_buf *b, const struct gp_rule_filter *f);
int gp_rule_filter_unpack(struct gp_rule_filter *f, struct gp_arena *a, const char *p, size_t n,
    struct gp_err *e) GP_MUST_USE;
/* Whether s[0..n) is one of the words, or begins like one that ends in "*"; any when there is no list. */
bool gp_rule_filter_word(const char *const *list, const char *s, size_t n);

struct gp_subject {
	enum gp_subject_word word;
	/* How many there are before the worker; NULL: one. */
	size_t (*count)(struct gp_rule_page *p);
	/* Whether the rule wants thing i; NULL: it does. */
	bool (*fits)(struct gp_rule_page *p, size_t i, const struct gp_rule_filter *f);
	/* Pushes the object of thing i. May raise. */
	void (*push)(lua_State *L, struct gp_rule_page *p, size_t i);
	bool anywhere;               /* a report may name an address */
};

/* NULL: the program has no reader for it. */
const struct gp_subject *gp_subject_find(enum gp_subject_word word);

extern const struct gp_subject gp_subject_page, gp_subject_link, gp_subject_document, gp_subject_attachment,
    gp_subject_site, gp_subject_start, gp_subject_finish;

#endif
