/*
 * manifest.h - the list of a pack's files, which the signature covers.
 *
 * A line a file, in the order of the names as bytes: the SHA-256 in hexadecimal, the size, the name, with a space
 * between; every file of the pack but the list itself and its signature. There is one list for given files, byte
 * for byte.
 */
#ifndef GP_PACK_MANIFEST_H
#define GP_PACK_MANIFEST_H

#include "core/pack/files.h"

#define GP_MANIFEST "MANIFEST"
#define GP_MANIFEST_SIGNATURE "MANIFEST.minisig"
#define GP_MANIFEST_MAX ((size_t)1 << 20)

void gp_manifest_write(struct gp_buf *out, const struct gp_pack_files *f);
/*
 * Whether p[0..n) is the list of these files. GP_EINTEGRITY with the first file that was changed, is missing or is
 * there without being listed.
 */
int gp_manifest_check(const char *p, size_t n, const struct gp_pack_files *f, struct gp_err *e) GP_MUST_USE;

#endif
