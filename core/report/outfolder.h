/*
 * outfolder.h - a folder of output files that is there whole or not at all.
 *
 * The files are made in a folder beside the target, which takes the target's place at
 * gp_outfolder_commit(). A reader sees the old folder or the new one; a crash in between leaves the old one and
 * a ".govpub-….tmp". Only a folder that is not there, is empty, or holds nothing but what an
 * earlier commit put there is replaced: a list of its files lies in it as ".govpub-files".
 * Errors: GP_EUSAGE for any other folder and for a file, GP_EIO for the rest; the message names it.
 */
#ifndef GP_REPORT_OUTFOLDER_H
#define GP_REPORT_OUTFOLDER_H

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/report/outfile.h"

struct gp_outfolder;

int gp_outfolder_open(struct gp_outfolder **out, const char *path, struct gp_err *e) GP_MUST_USE;
/* As the caller named it. */
const char *gp_outfolder_name(const struct gp_outfolder *f);
/* Begins the file `name` (no folders in it, no line ends, none twice), which the caller commits or discards. */
int gp_outfolder_begin(struct gp_outfolder *f, const char *name, struct gp_outfile **out, struct gp_err *e) GP_MUST_USE;
/* Puts the folder in its place and frees f, also when that fails; the old one then stays. */
int gp_outfolder_commit(struct gp_outfolder *f, struct gp_err *e) GP_MUST_USE;
/* Frees f and leaves the old folder. Accepts NULL. */
void gp_outfolder_discard(struct gp_outfolder *f);

#endif
