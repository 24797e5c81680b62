/* template_tag.h - tags and values of templates (template.h), for core/report/template*.c alone */
#ifndef GP_REPORT_TEMPLATE_TAG_H
#define GP_REPORT_TEMPLATE_TAG_H

#include <stdbool.h>

#include "core/report/markup.h"
#include "core/report/template.h"

enum gp_template_tag_kind {
	GP_TAG_VALUE,
	GP_TAG_EACH,
	GP_TAG_WHEN,
	GP_TAG_UNLESS,
	GP_TAG_MERGE,
	GP_TAG_END,
};

struct gp_template_tag {
	enum gp_template_tag_kind kind;
	const char *name; /* not ended by NUL */
	size_t name_n;
	size_t from, to;  /* its bytes, braces included */
};

/* Where names are looked up: the item at hand, then what is around it. */
struct gp_template_scope {
	const struct gp_value *map;
	const struct gp_template_scope *outer;
	int depth;
	struct gp_buf *used; /* of the outermost: gp_template_fill(); or NULL */
};

/* The first tag at or after `at` in s[0..n); false when there is none. */
bool gp_template_next(struct gp_template_tag *out, const char *s, size_t n, size_t at);
/* Whether it begins a section. */
bool gp_template_opens(const struct gp_template_tag *t);
/* The end of the section that `open` begins, in the same text: 1 found, 0 not in this text, -1 the tags cross. */
int gp_template_close(struct gp_template_tag *out, const char *s, size_t n, const struct gp_template_tag *open,
    struct gp_err *e) GP_MUST_USE;
/* -1: GP_EUSAGE, nobody has given such a name. *out is NULL when the value is null. */
int gp_template_value(const struct gp_value **out, const struct gp_template_tag *t, const struct gp_template_scope *scope,
    struct gp_err *e) GP_MUST_USE;
bool gp_template_truth(const struct gp_value *v);
/*
 * How often a section comes, and the scope of its i-th time. The scope keeps `outer`, and a map of the value.
 * -1: the value of {{#…}} is no list of maps; or too deep.
 */
int gp_template_times(size_t *times, const struct gp_value **list, const struct gp_template_tag *open,
    const struct gp_template_scope *scope, struct gp_err *e) GP_MUST_USE;
struct gp_template_scope gp_template_inner(const struct gp_template_tag *open, const struct gp_value *list, size_t i,
    const struct gp_template_scope *outer);
/* s[0..n) with its tags filled, to m->out, values escaped as the kind asks. */
int gp_template_text(struct gp_markup *m, enum gp_template_kind kind, const char *s, size_t n,
    const struct gp_template_scope *scope, struct gp_err *e) GP_MUST_USE;

/* template_docx.c */
int gp_template_docx(struct gp_buf *out, const char *p, size_t n, const struct gp_template_scope *scope,
    struct gp_err *e) GP_MUST_USE;

#endif
