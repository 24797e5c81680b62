/*
 * blake2b.h - BLAKE2b (RFC 7693) with a result of any length, as the checksum of a minisign key needs it; libcrypto
 * of OpenSSL 3.0 has the one of 64 bytes only.
 */
#ifndef GP_PACK_BLAKE2B_H
#define GP_PACK_BLAKE2B_H

#include <stddef.h>

/* Without a key; 1 to 64 bytes of result. */
void gp_blake2b(unsigned char *out, size_t out_n, const void *p, size_t n);

#endif
