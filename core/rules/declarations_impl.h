/*
 * declarations_impl.h - between declarations.c and declarations_packs.c only.
 */
#ifndef GP_RULES_DECLARATIONS_IMPL_H
#define GP_RULES_DECLARATIONS_IMPL_H

#include "core/rules/declarations.h"

struct gp_declarations *gp_declarations_new(const struct gp_declaring *what, enum gp_lang lang);
void gp_declarations_sort(struct gp_declarations *r); /* by id */
/* A copy joins the list. */
void gp_declarations_put(struct gp_declarations *r, const struct gp_declaration *one);
/* The path between `prefix` and ".lua", or NULL when it does not begin so or is in a folder below. */
const char *gp_declarations_name_in(struct gp_declarations *r, const char *path, const char *prefix);

/* For the scripts of one pack: the engine's modules; what is shipped, also for require. Pack 0 is the office's. */
int gp_declarations_add_engine(struct gp_declarations *r, int pack, struct gp_err *e) GP_MUST_USE;
int gp_declarations_add_shipped(struct gp_declarations *r, int pack, struct gp_err *e) GP_MUST_USE;
/* declarations_packs.c: those of r->packs, the trusted ones or the others. */
int gp_declarations_add_packs(struct gp_declarations *r, bool trusted, struct gp_err *e) GP_MUST_USE;

#endif
