/*
 * taxonomies.h - lists that scripts have in common: taxonomy/NAME.lua, for require "taxonomy.NAME".
 *
 * Those of the office and of packs that it trusts are for the scripts of everybody, an office's own before a pack's.
 * Those of other packs are for their own scripts only. Each is a module: it returns a table, in the state of whoever
 * asks for it.
 */
#ifndef GP_RULES_TAXONOMIES_H
#define GP_RULES_TAXONOMIES_H

#include "core/rules/packs.h"
#include "core/script/sources.h"

/* `packs` may be NULL. GP_EIO, GP_EUSAGE, GP_ELIMIT. */
int gp_taxonomies_add(struct gp_sources *s, const char *dir, const struct gp_packs *packs, struct gp_err *e) GP_MUST_USE;
/* Those of one pack for its own scripts, which have the number `pack`; what everybody may see is found first. */
int gp_taxonomies_of_pack(struct gp_sources *s, const struct gp_installed *one, int pack, struct gp_err *e) GP_MUST_USE;

#endif
