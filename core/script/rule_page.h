/*
 * rule_page.h - what a rule sees of a page (govpub-rules(7), "The page").
 *
 * The worker sets the input, rules read it through the object that
 * gp_bind_page() makes. Nothing is decoded, parsed or made into Lua values before
 * a rule asks for it, and then once a page, whatever number of rules and
 * states asks. Objects that a rule keeps beyond its page raise an error when used.
 */
#ifndef GP_SCRIPT_RULE_PAGE_H
#define GP_SCRIPT_RULE_PAGE_H

#include <lua.h>
#include <stddef.h>

struct gp_script_known;

struct gp_rule_header {
	const char *name, *value; /* name in lower case */
};

struct gp_rule_page_input {
	const char *url;     /* absolute; base of the links until <base> */
	int status;          /* 0: not from the network */
	const char *type;    /* media type, "" */
	const char *charset; /* of the Content-Type header, "" */
	const struct gp_rule_header *headers;
	size_t header_count;
	const struct gp_script_known *known; /* what a parser has found already, or NULL */
	const char *body;    /* as received */
	size_t n;
};

struct gp_rule_page;

struct gp_rule_page *gp_rule_page_new(void);
/* Begins the next page; the input must live until the next call. */
void gp_rule_page_set(struct gp_rule_page *p, const struct gp_rule_page_input *in);
void gp_rule_page_free(struct gp_rule_page *p);

/* Pushes the read-only page object. May raise (memory): call it protected. */
void gp_bind_page(lua_State *L, struct gp_rule_page *p);
/* The state keeps one page object for its rules, and with it the long strings they asked for: no longer. (Nor the document.) */
void gp_bind_page_forget(lua_State *L);
/* What the record (page, document, link …) at `index` is of, or NULL when it is no such object, or gone. */
struct gp_rule_page *gp_bind_page_at(lua_State *L, int index);
/* Pushes a plain table with the shape of contracts section 3, "page --json". */
void gp_bind_page_describe(lua_State *L, struct gp_rule_page *p);

#endif
