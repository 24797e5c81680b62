/*
 * data.h - reading the shipped Lua data files into C.
 *
 * The files are part of the binary (embed.h) and are evaluated in a state
 * without any library: they can build tables and nothing else.
 */
#ifndef GP_SCRIPT_DATA_H
#define GP_SCRIPT_DATA_H

#include "core/base/catalogue.h"
#include "core/base/err.h"
#include "core/crawl/phrases.h"

/* lua/govpub/messages/: id → both texts. */
int gp_data_messages(struct gp_catalogue *out, struct gp_err *e) GP_MUST_USE;
/* lua/govpub/errors/: the id is the English format, both texts are the Chinese one. */
int gp_data_errors(struct gp_catalogue *out, struct gp_err *e) GP_MUST_USE;
/* rules/pages/lib/phrases.lua, rules/links/lib/trusted.lua and guards.lua */
int gp_data_phrases(struct gp_phrases *out, struct gp_err *e) GP_MUST_USE;

#endif
