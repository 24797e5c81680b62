/*
 * phrases.h - pages that answer 200 and say that they are not there.
 *
 * The phrases are knowledge and come from rules/ (core/script/data.h); here is
 * only the judgement. A page is judged by what it says outside its links,
 * and only when it says little: an article about "页面不存在" is an article.
 */
#ifndef GP_CRAWL_PHRASES_H
#define GP_CRAWL_PHRASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/crawl/guard.h"
#include "core/web/facts.h"

enum gp_phrase_set {
	GP_PHRASE_SOFT_404, /* bit 0 of the judgement */
	GP_PHRASE_DELETED,  /* bit 1: taken down by its author or a platform */
	GP_PHRASE_CHALLENGE,/* bit 2: not the page but a test for browsers; looked for in the source */
	GP_PHRASE_PARKED,   /* bit 3: the title offers the domain itself */
	GP_PHRASE_BETTING,  /* bit 4: the title of a betting site; both say nothing without a past (takeover.h) */
	GP_PHRASE_TRUSTED,  /* no phrases but domains: see hidden.h */
	GP_PHRASE_SETS,
};

/* Beside those bits: the page keeps itself out of search engines; it says that its address is another one; */
#define GP_SIGN_NOINDEX 64
#define GP_SIGN_ELSEWHERE 128
/* of a redirect: it set a cookie; it leads to a place on a page: "#…". */
#define GP_SIGN_COOKIE 256
#define GP_SIGN_PLACE 512
/* Of a page: its header has browsers load all over https, whatever the page says. */
#define GP_SIGN_UPGRADES 1024

struct gp_phrases {
	struct gp_phrase {
		enum gp_phrase_set set;
		char *text; /* UTF-8, ASCII in lower case */
		size_t n;
		char *vendor; /* GP_PHRASE_CHALLENGE: whose it is, "" */
		bool at_200, at_202; /* GP_PHRASE_CHALLENGE: which statuses such a page has */
	} *list;
	size_t count;
	size_t long_text;  /* pages with more characters outside links are never judged by phrases */
	size_t short_text; /* at most this many: a phrase anywhere outside links is enough */
	struct gp_guards guards; /* what tells a protection's reply from the site's */
};

/* Empty ones are ignored. */
void gp_phrases_add(struct gp_phrases *p, enum gp_phrase_set set, const char *text, size_t n,
    const char *vendor);
void gp_phrases_free(struct gp_phrases *p);
/*
 * Bits of gp_phrase_set: what the page says of itself; of a challenge, from bit GP_PHRASE_WHICH on the
 * place of the phrase in the list as well, from 1. `source` is the decoded page.
 */
#define GP_PHRASE_WHICH 8
unsigned gp_phrases_judge(const struct gp_phrases *p, const struct gp_facts *f, const char *source, size_t n);
/* The judgement without a challenge that does not come with this status. */
unsigned gp_phrases_at(const struct gp_phrases *p, unsigned judged, int status);

/*
 * A fingerprint of visible text that changes little when the text changes
 * little (SimHash over character 4-grams, digits ignored); exact for long texts. Never 0 for
 * a parsed page.
 */
uint64_t gp_text_fingerprint(const char *text, size_t n, size_t plain_count);
/* Whether two pages say the same: fingerprints and lengths are close. */
int gp_text_alike(uint64_t a, int64_t plain_a, uint64_t b, int64_t plain_b);

#endif
