/*
 * trust.h - the certificates of a bundle, each read when a handshake asks for it by name.
 *
 * OpenSSL reads all that a bundle has, 140 in the usual one and 40 ms, for the one or two that a site needs.
 * Here only their names are read at first. The verification (RFC 5280) is OpenSSL's own.
 */
#ifndef GP_WEB_TRUST_H
#define GP_WEB_TRUST_H

#include <openssl/x509.h>
#include <stdbool.h>

struct gp_trust;

/* A file of PEM. NULL: it cannot be read, or has more than plain certificates; OpenSSL is to read it then. */
struct gp_trust *gp_trust_open(const char *path);
/* From now on the store trusts what is in `t`, which must outlive it. false: it does not. */
bool gp_trust_serve(struct gp_trust *t, X509_STORE *store);
void gp_trust_close(struct gp_trust *t);

#endif
