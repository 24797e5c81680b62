/*
 * zip_in.h - the entries of a zip file that lies in memory (APPNOTE.TXT 6.3, through libzip).
 *
 * Whoever wrote the file means harm: what it says of sizes is checked against what comes out, and all
 * that may come out is bounded. Only stored and deflated entries are read. Names are compared without
 * regard to ASCII case, as the parts of an office file are (ECMA-376 part 2, 6.2.2.3).
 */
#ifndef GP_DOC_ZIP_IN_H
#define GP_DOC_ZIP_IN_H

#include <stdbool.h>

#include "core/base/buf.h"

#define GP_ZIP_ENTRIES 5000
#define GP_ZIP_ENTRY_MAX ((size_t)32 << 20) /* unpacked bytes of one entry */
#define GP_ZIP_TOTAL_MAX ((size_t)64 << 20) /* unpacked bytes of all that is read */
/* Unpacked to packed, of an entry above GP_ZIP_RATIO_FROM. A regular ledger of 10,000 rows has 105; deflate ends at 1032. */
#define GP_ZIP_RATIO 500
#define GP_ZIP_RATIO_FROM ((size_t)1 << 20)
#define GP_ZIP_NAME_MAX 500

struct gp_zip_in;

/*
 * p[0..n) must outlive it. GP_EPARSE: no zip, damaged, or names that lead elsewhere or stand twice;
 * GP_ELIMIT: too many entries.
 */
int gp_zip_in_open(struct gp_zip_in **out, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
/* Accepts NULL. */
void gp_zip_in_free(struct gp_zip_in *z);
/* The entries by name; those that end in "/" are folders. */
size_t gp_zip_in_count(const struct gp_zip_in *z);
const char *gp_zip_in_name(const struct gp_zip_in *z, size_t i);
bool gp_zip_in_has(const struct gp_zip_in *z, const char *name);
/*
 * Clears `out` and puts the entry there. GP_EPARSE: there is none of that name, it is damaged or not what
 * it says; GP_EUSAGE: encrypted; GP_ELIMIT: larger than the limits above or than the buffer.
 */
int gp_zip_in_read(struct gp_zip_in *z, const char *name, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;

#endif
