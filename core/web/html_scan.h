/*
 * html_scan.h - the pieces of the tokenizer, between html*.c only. Each scans
 * forward from `p` and never past `end`.
 */
#ifndef GP_WEB_HTML_SCAN_H
#define GP_WEB_HTML_SCAN_H

#include "core/web/html.h"

static inline bool gp_html_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static inline char gp_html_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static inline bool gp_html_alpha(char c)
{
	return gp_html_lower(c) >= 'a' && gp_html_lower(c) <= 'z';
}

/* Whether [p, end) begins with `word` (lower case), letters in either case. */
bool gp_html_begins(const char *p, const char *end, const char *word);

/* Where the text of an RCDATA or RAWTEXT element ends: at its own end tag, or `end`. */
const char *gp_html_raw_end(const char *p, const char *end, const char *name);
/* The same for script data with its escaped states (13.2.5.4, 13.2.5.15 to 13.2.5.31). */
const char *gp_html_script_end(const char *p, const char *end, const char *name);

/* Behind "<!": a comment, doctype or bogus comment into the token; returns what is left. */
const char *gp_html_declaration(struct gp_html_token *k, const char *p, const char *end);
/* A bogus comment whose data begin at p. */
const char *gp_html_bogus_comment(struct gp_html_token *k, const char *p, const char *end);

#endif
