/*
 * minisign.h - signatures and keys in the format of minisign (jedisct1.github.io/minisign): Ed25519 (RFC 8032) over the
 * BLAKE2b-512 of the message, text files of base64 with a comment above.
 *
 * What is written here the minisign program reads, and the other way round. Signatures of the older kind, over
 * the message itself ("Ed"), are refused.
 */
#ifndef GP_PACK_MINISIGN_H
#define GP_PACK_MINISIGN_H

#include <stdbool.h>

#include "core/base/buf.h"

#define GP_MINISIGN_ID 17       /* of a key's number as text: 16 hexadecimal digits and a NUL */
#define GP_MINISIGN_COMMENT 256 /* bytes of a comment, with a NUL */
#define GP_MINISIGN_FILE 4096   /* bytes of a key or a signature */

struct gp_minisign_public {
	unsigned char id[8], key[32];
};

struct gp_minisign_secret {
	unsigned char id[8], key[64]; /* the seed and the public half */
};

struct gp_minisign_signature {
	unsigned char id[8], signature[64], global[64];
	char comment[GP_MINISIGN_COMMENT]; /* the trusted one */
};

/* As minisign prints it. */
void gp_minisign_id(char out[GP_MINISIGN_ID], const unsigned char id[8]);

/* A key file or the base64 of its second line alone. GP_EPARSE. */
int gp_minisign_public_read(struct gp_minisign_public *out, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
void gp_minisign_public_write(struct gp_buf *out, const struct gp_minisign_public *key);
/* Only the base64. */
void gp_minisign_public_text(struct gp_buf *out, const struct gp_minisign_public *key);

/* GP_EPARSE. Nothing is verified yet. */
int gp_minisign_signature_read(struct gp_minisign_signature *out, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
/* Both signatures, the one of the message and the one of the trusted comment. GP_EINTEGRITY. */
int gp_minisign_verify(const struct gp_minisign_signature *s, const struct gp_minisign_public *key, const char *message,
    size_t n, struct gp_err *e) GP_MUST_USE;
/* The comment has no line end in it. GP_EIO: libcrypto fails. */
int gp_minisign_sign(struct gp_buf *out, const struct gp_minisign_secret *key, const char *message, size_t n,
    const char *comment, struct gp_err *e) GP_MUST_USE;

/* --- minisign_key.c: making and keeping secret keys; wipe them with gp_minisign_wipe() */
int gp_minisign_generate(struct gp_minisign_secret *out, struct gp_err *e) GP_MUST_USE;
void gp_minisign_public_of(struct gp_minisign_public *out, const struct gp_minisign_secret *key);
/* `password` (or NULL: none) encrypts it with scrypt (RFC 7914). */
int gp_minisign_secret_write(struct gp_buf *out, const struct gp_minisign_secret *key, const char *password,
    struct gp_err *e) GP_MUST_USE;
/* Whether the file wants a password. GP_EPARSE. */
int gp_minisign_secret_locked(bool *out, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
/* GP_EPARSE; GP_EDENIED: the password does not fit. */
int gp_minisign_secret_read(struct gp_minisign_secret *out, const char *p, size_t n, const char *password,
    struct gp_err *e) GP_MUST_USE;
void gp_minisign_wipe(void *p, size_t n);

/* --- minisign_text.c: what the files have in common */
/* Exactly `n` bytes from the base64 at s[0..length); -1 when it is anything else. */
int gp_minisign_decode(unsigned char *out, size_t n, const char *s, size_t length);
void gp_minisign_encode(struct gp_buf *out, const unsigned char *p, size_t n);
/* The next line, without its end; its length in *length. NULL when there is none. */
const char *gp_minisign_line(const char **p, const char *end, size_t *length);

#endif
