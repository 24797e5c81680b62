/*
 * passage.h - text fragments: whether a page has the words that "#:~:text=…" points at.
 *
 * WICG, "URL Fragment Text Directives": text=[prefix-,]start[,end][,-suffix],
 * each part percent-encoded; several directives are joined by "&". Compared is
 * what a reader sees: upper and lower case, full and half width and runs of
 * white space are alike, inline elements do not part words, blocks do: one
 * part of a directive never goes across. Where the specification asks for word
 * boundaries they are asked for between ASCII letters and digits only; words
 * of languages without spaces need a dictionary, and a link is not called
 * wrong for the lack of one.
 */
#ifndef GP_WEB_PASSAGE_H
#define GP_WEB_PASSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/mem.h"
#include "core/web/span.h"

#define GP_PASSAGE_TEXT ((size_t)1 << 20) /* bytes of text that are looked at */

/* Where ":~:" stands in a fragment; n when it has none. */
size_t gp_passage_at(const char *fragment, size_t n);
/*
 * The next text directive ("text=…", as written) at *p, which begins at ":~:"; false at the end.
 * Other directives, and those that a browser ignores for their form, are left out.
 */
bool gp_passage_next(const char **p, const char *end, struct gp_text *directive);

/* A page's visible text made ready for comparing: folded, '\n' between blocks. */
struct gp_passage_text {
	char *text;
	size_t n;
	bool whole;     /* nothing was cut off */
	bool scripted;  /* it says next to nothing and has scripts: they may write its text */
};

/* UTF-8 of an HTML page; the text lies in the arena. */
void gp_passage_read(struct gp_passage_text *out, struct gp_arena *a, const char *utf8, size_t n);

enum gp_passage_answer {
	GP_PASSAGE_FOUND,
	GP_PASSAGE_ABSENT,
	GP_PASSAGE_UNKNOWN, /* the text is not whole, or the search was given up as too long */
};
enum gp_passage_answer gp_passage_find(const struct gp_passage_text *t, struct gp_arena *a,
    struct gp_text directive);

/* What a directive looks for, for people: "start … end", decoded, into the arena. */
struct gp_text gp_passage_words(struct gp_arena *a, struct gp_text directive);

#endif
