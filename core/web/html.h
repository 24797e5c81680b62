/*
 * html.h - HTML tokenizer (HTML Living Standard, 13.2.5): tags, text, comments
 * and doctypes of UTF-8 in memory, without a tree and without parse errors.
 *
 * A pull interface: gp_html_next() gives tokens until NULL. Spans in a token
 * point into the input, as written; gp_html_decode() applies character
 * references and the standard's newline and NUL rules only where a caller
 * wants them, so nothing is copied for nothing. The bytes need not be
 * well-formed UTF-8. Every byte is looked at a bounded number of times.
 *
 * What a browser's tree builder tells its tokenizer (raw text after <script>,
 * CDATA in <svg>) comes from gp_html_follow(), called after each tag.
 */
#ifndef GP_WEB_HTML_H
#define GP_WEB_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/mem.h"
#include "core/web/element.h"
#include "core/web/span.h"

#define GP_HTML_ATTRS 256 /* attributes kept of one tag; the rest are read and dropped */

enum gp_html_kind {
	GP_HTML_TEXT,
	GP_HTML_START_TAG,
	GP_HTML_END_TAG,
	GP_HTML_COMMENT,
	GP_HTML_DOCTYPE,
};

enum gp_html_state {
	GP_HTML_DATA,
	GP_HTML_RCDATA,
	GP_HTML_RAWTEXT,
	GP_HTML_SCRIPT,
	GP_HTML_PLAINTEXT,
	GP_HTML_CDATA,
};

struct gp_html_attr {
	struct gp_text name, value; /* as written; of two with one name the first counts */
};

struct gp_html_token {
	enum gp_html_kind kind;
	enum gp_html_state state; /* of text: where it was read, see gp_html_text_flags() */
	struct gp_text data;      /* text, comment */
	struct gp_text name;      /* tag, doctype (p NULL: missing) */
	char tag[GP_ELEMENT_NAME];  /* tag name in lower case, NUL-padded; empty when too long */
	size_t attr_count;
	bool self_closing;
	bool quirks;                        /* doctype: force-quirks */
	struct gp_text public_id, system_id; /* doctype (p NULL: missing) */
};

struct gp_html {
	const char *p, *end; /* what is still to be read */
	enum gp_html_state state;
	char last_start[GP_ELEMENT_NAME]; /* the name that ends raw text */
	bool foreign;                     /* inside svg or math: <![CDATA[ opens a section */
	struct gp_html_token token;
	struct gp_html_attr attrs[GP_HTML_ATTRS];
};

void gp_html_init(struct gp_html *t, const char *s, size_t n);
/* The next token, owned by t and valid until the next call; NULL at the end. */
const struct gp_html_token *gp_html_next(struct gp_html *t);

/* Which svg and math elements are open, and their integration points (HTML 13.2.6.5). */
struct gp_html_mode {
	unsigned char open[32];
	unsigned depth;
};

/*
 * Sets the tokenizer's state after the tag it just returned. True when that tag is
 * an HTML element, false for one in the svg or math namespace.
 */
bool gp_html_follow(struct gp_html_mode *m, struct gp_html *t, const struct gp_element *e);

/* How to read a span. */
enum {
	GP_HTML_REFS = 1,     /* character references */
	GP_HTML_IN_ATTR = 2,  /* …by the rules for attribute values */
	GP_HTML_KEEP_NUL = 4, /* NUL stays; otherwise it becomes U+FFFD */
	GP_HTML_LOWER = 8,    /* ASCII letters in lower case */
};
#define GP_HTML_AS_VALUE (GP_HTML_REFS | GP_HTML_IN_ATTR)

unsigned gp_html_text_flags(enum gp_html_state state);

/*
 * The character reference at p[0] == '&': how many bytes it takes (0: it is none)
 * and its UTF-8 in out[0..*out_n). HTML 13.2.5.72 to 13.2.5.80.
 */
size_t gp_html_ref(const char *p, size_t n, bool in_attr, char out[8], size_t *out_n);

/* The span itself when nothing has to change, else a copy in the arena. */
struct gp_text gp_html_decode(struct gp_arena *a, struct gp_text raw, unsigned flags);

/* A decoded value that still knows where its bytes stand in the source. */
struct gp_html_value {
	struct gp_text text; /* decoded */
	struct gp_text raw;  /* as written */
	unsigned flags;
	size_t raw_at, text_at; /* how far gp_html_value_source() has come */
};

void gp_html_value_read(struct gp_html_value *v, struct gp_arena *a, struct gp_text raw,
    unsigned flags);
/* Where text.p[at] stands in the source; `at` must not fall from call to call. */
const char *gp_html_value_source(struct gp_html_value *v, size_t at);

#endif
