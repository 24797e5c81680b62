/*
 * declared_kept.h - what the registers of an office declare, kept in data/registers.declared: a verb that only reads
 * starts no worker.
 *
 * It is found again only while every file that a worker would be given is the same, byte for byte, and the program has the same
 * version: declarations know neither clock nor environment, so they would say the same. What is kept is read as what a
 * worker says is: hostile. Whoever can forge the file can write declarations in the same office. It may be deleted at any time.
 */
#ifndef GP_RULES_DECLARED_KEPT_H
#define GP_RULES_DECLARED_KEPT_H

#include "core/base/buf.h"
#include "core/script/sources.h"

struct gp_declared_kept;

/* Of the office in the folder `dir`; what cannot be read is not there. `files`: all that the worker is given. */
struct gp_declared_kept *gp_declared_kept_open(const char *dir, const struct gp_sources *files);
/* Writes what was added, if there is a folder for it that can be written to; accepts NULL. */
void gp_declared_kept_close(struct gp_declared_kept *k);
/* Puts what the register `id` declares, packed (value.h), in place of what is in `out`; false: it is not there. */
bool gp_declared_kept_find(const struct gp_declared_kept *k, const char *id, struct gp_buf *out);
void gp_declared_kept_add(struct gp_declared_kept *k, const char *id, const struct gp_buf *packed);

#endif
