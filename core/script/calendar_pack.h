/*
 * calendar_pack.h - the calendar of an office on its way to a script worker, as a source among others.
 *
 * A worker sees no files, so the parent reads the calendar. One that cannot be read goes as the reason:
 * only a script that asks for working days breaks, with the words that `govpub workday` has.
 */
#ifndef GP_SCRIPT_CALENDAR_PACK_H
#define GP_SCRIPT_CALENDAR_PACK_H

#include "core/office/calendar_load.h"
#include "core/script/sources.h"

/* Adds the calendar of the office in `dir`, if it has a folder calendar/. GP_ELIMIT when there are too many sources. */
int gp_calendar_source(struct gp_sources *s, const char *dir, struct gp_err *e) GP_MUST_USE;
/* Into an empty `out`; -1: the bytes are none, or the calendar could not be read: `e` has the reason. */
int gp_calendar_unpack(struct gp_workdays *out, const char *packed, size_t n, struct gp_err *e) GP_MUST_USE;

#endif
