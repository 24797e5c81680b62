/*
 * tar.h - a pack as one file: a tar archive (POSIX.1-2017 pax, "ustar Interchange Format") in gzip (RFC 1952).
 *
 * Read with zlib and the few hundred lines here, and not with libarchive: that knows forty formats and
 * filters, links, ACLs, sparse files and the disk, each of which a hostile archive could ask for; a pack needs
 * plain files and folders.
 */
#ifndef GP_PACK_TAR_H
#define GP_PACK_TAR_H

#include <stdint.h>

#include "core/base/buf.h"

#define GP_PACK_FILES 1000
#define GP_PACK_BYTES ((size_t)16 << 20) /* of all files together, and of an archive */
#define GP_PACK_RATIO 100                /* unpacked to packed, above GP_PACK_RATIO_FROM */
#define GP_PACK_RATIO_FROM ((size_t)1 << 20)

/* A plain file; name and bytes live until it returns. -1 ends the reading. */
typedef int gp_tar_file_fn(void *user, const char *name, size_t name_n, const char *p, size_t n, struct gp_err *e);

/*
 * Calls `fn` on each file, in the order of the archive; what the names are like is the caller's business.
 * GP_EDENIED: links, devices, sparse files, anything that is no plain file or folder; headers that change the size.
 * GP_EPARSE: no gzip, damaged, cut short, bytes after the end. GP_ELIMIT: more than GP_PACK_FILES, GP_PACK_BYTES,
 * or a greater ratio than GP_PACK_RATIO.
 */
int gp_tar_read(const char *p, size_t n, gp_tar_file_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;

/*
 * Writing: the same calls make the same bytes on every machine (no times, no owners, no gzip header fields). Names
 * that do not fit a ustar header are GP_ELIMIT. Then gp_tar_finish() puts the archive into `out`, which is empty
 * before, and `tar` is not needed any more.
 */
int gp_tar_put(struct gp_buf *tar, const char *name, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
int gp_tar_finish(struct gp_buf *out, struct gp_buf *tar, struct gp_err *e) GP_MUST_USE;

#endif
