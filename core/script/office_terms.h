/*
 * office_terms.h - the lists of terms of an office: DIR/terms/NAME.txt or NAME.lua (govpub-office(5)).
 *
 * Rules of every pack get them with require "terms.NAME": a list of { term, instead, note, line }. Each file becomes
 * a module of data for the script worker; one that is not as it should be becomes a module that says so, and breaks
 * the rules that ask for it and no others.
 */
#ifndef GP_SCRIPT_OFFICE_TERMS_H
#define GP_SCRIPT_OFFICE_TERMS_H

#include "core/script/sources.h"

#define GP_OFFICE_TERMS_PREFIX "terms."

/* A missing folder is fine. GP_EIO, GP_ELIMIT. */
int gp_office_terms(struct gp_sources *s, const char *dir, struct gp_err *e) GP_MUST_USE;

#endif
