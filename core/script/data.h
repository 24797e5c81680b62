/*
 * data.h - reading the shipped Lua data files into C.
 *
 * The files are part of the binary (embed.h) and are evaluated in a state
 * without any library: they can build tables and nothing else.
 */
#ifndef GP_SCRIPT_DATA_H
#define GP_SCRIPT_DATA_H

#include "core/base/err.h"
#include "core/crawl/phrases.h"

/* rules/pages/lib/phrases.lua, rules/links/lib/trusted.lua and guards.lua */
int gp_data_phrases(struct gp_phrases *out, struct gp_err *e) GP_MUST_USE;

#endif
