/*
 * seal.h - the heads of all registers as a small text, to be printed, signed, or stamped by others.
 *
 * Lines: govpub-seal 1 / office CODE / at TIME / hash NAME / head OFFICE REGISTER SEQ HASH … / end SHA256, the hash of
 * all lines above. Whoever keeps it outside of the office's machine can show later that no entry before it was changed.
 */
#ifndef GP_LEDGER_SEAL_H
#define GP_LEDGER_SEAL_H

#include "core/ledger/chain.h"

/* `at` as gp_clock_iso() writes it. */
int gp_seal_text(struct gp_chain *c, const char *at, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;
/* A request to a time-stamping authority (RFC 3161, DER) over any bytes: SHA-256, a nonce, its certificate asked for. */
int gp_seal_request(const char *p, size_t n, struct gp_buf *out, struct gp_err *e) GP_MUST_USE;

#endif
