/*
 * files.h - the files of a pack in memory: read once, and from there hashed, checked and run.
 *
 * They come from a folder or, through a jailed worker (role "unpack"), from an archive. Every name has passed
 * gp_pack_name_check(). Sealed, they lie in the order of their names as bytes.
 */
#ifndef GP_PACK_FILES_H
#define GP_PACK_FILES_H

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/pack/tar.h"

#define GP_PACK_HASH 32 /* bytes of a SHA-256 */

struct gp_pack_file {
	const char *name;
	const char *data; /* a NUL after it */
	size_t n;
	unsigned char sha256[GP_PACK_HASH];
};

/* Cleared to make one. */
struct gp_pack_files {
	struct gp_arena arena;
	struct gp_pack_file *list;
	size_t count, cap, bytes;
};

void gp_pack_files_free(struct gp_pack_files *f);
/* Takes a copy. GP_EDENIED for a name that is not let in, GP_ELIMIT for too many files or bytes. */
int gp_pack_files_add(struct gp_pack_files *f, const char *name, size_t name_n, const char *p, size_t n,
    struct gp_err *e) GP_MUST_USE;
/*
 * Everything in the folder but hidden files and editors' copies (NAME~), then sealed. Links are refused
 * (GP_EDENIED), as is what is no plain file. GP_ENOTFOUND, GP_EIO.
 */
int gp_pack_files_read(struct gp_pack_files *f, const char *folder, struct gp_err *e) GP_MUST_USE;
/* What is in an archive, then sealed; one folder around all of it is taken off. Errors as of gp_tar_read(); GP_EIO: no worker. */
int gp_pack_files_unpack(struct gp_pack_files *f, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
/*
 * Sorts and hashes. GP_EDENIED when two names are one file somewhere (case, width), or a file is a folder to another.
 */
int gp_pack_files_seal(struct gp_pack_files *f, struct gp_err *e) GP_MUST_USE;
/* NULL when there is none; only when sealed. */
const struct gp_pack_file *gp_pack_files_find(const struct gp_pack_files *f, const char *name);
/* An archive of them, inside a folder `top`. */
int gp_pack_files_archive(const struct gp_pack_files *f, const char *top, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;

void gp_pack_sha256(unsigned char out[GP_PACK_HASH], const char *p, size_t n);
/* In hexadecimal, with a NUL. */
void gp_pack_hex(char out[2 * GP_PACK_HASH + 1], const unsigned char hash[GP_PACK_HASH]);

/* The worker's main function (role "unpack"); returns an exit status. */
int gp_unpack_worker(void);

#endif
