/*
 * finding.h - one thing that a rule found (contracts section 4).
 *
 * Findings come from crawls, rules, registers and reports alike; every writer
 * takes this record. Sentences are in both languages: a rule that has only one
 * gives it for both.
 */
#ifndef GP_BASE_FINDING_H
#define GP_BASE_FINDING_H

#include "core/base/catalogue.h"
#include "core/base/value.h"

enum gp_severity {
	GP_SEVERITY_VETO,
	GP_SEVERITY_DEDUCT,
	GP_SEVERITY_BONUS,
	GP_SEVERITY_ERROR,
	GP_SEVERITY_WARNING,
	GP_SEVERITY_INFO,
	GP_SEVERITY_UNCHECKED, /* the rule could not say */
	GP_SEVERITIES,
};
/* "veto", …; also the id of its word in the catalogue: "severity.veto". */
const char *gp_severity_name(enum gp_severity s);
/* GP_SEVERITIES when it is none. */
enum gp_severity gp_severity_by_name(const char *name);

struct gp_finding {
	const char *rule;           /* its id: "pages/title" */
	enum gp_severity severity;
	const char *url;            /* where: an address … */
	const char *file;           /* … or a file */
	uint32_t line, col;         /* 1-based, columns in code points; 0: the whole of it */
	const char *selector;       /* or NULL */
	const char *title[2];       /* what the rule is about, by gp_lang */
	const char *message[2];     /* what is wrong here */
	const char *fix[2];         /* what to do, "" */
	const char *evidence;       /* the text that shows it, or NULL */
	const char *basis;          /* the provision, or NULL */
	const char *mark;           /* evidence mark "V", "M", "D", or NULL */
	const struct gp_value *params; /* of the message, or NULL */
};

/* Through a store or a pipe. The strings of the result lie in the arena. */
void gp_finding_pack(struct gp_buf *b, const struct gp_finding *f);
int gp_finding_unpack(struct gp_finding *out, struct gp_arena *a, const char *p, size_t n,
    struct gp_err *e) GP_MUST_USE;
/* The same from a tree that was unpacked. */
int gp_finding_read(struct gp_finding *out, const struct gp_value *v, struct gp_err *e) GP_MUST_USE;

/*
 * Appends where in a file it is, in words ("第3段", "三!C5"), when its selector is a place as readers of files write them
 * (core/doc/doc_facts.h); false, and appends nothing, for any other.
 */
bool gp_finding_place(struct gp_buf *out, const struct gp_finding *f, const struct gp_catalogue *words, enum gp_lang lang);

/* The object of contracts; `seen` is an ISO 8601 time or NULL. */
void gp_json_finding(struct gp_json *j, const struct gp_finding *f, enum gp_lang lang, const char *seen);

#endif
