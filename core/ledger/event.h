/*
 * event.h - an event as bytes: canonical JSON (RFC 8785), its hash, and names that never repeat (ULID).
 *
 * What is hashed is one JSON object with the members at, body, by, decl, eid, kind, move, office, on, prev, reg, rid,
 * seq, tx, via; prev is the hash of the event before in lower-case hexadecimal, "" for the first of a register.
 */
#ifndef GP_LEDGER_EVENT_H
#define GP_LEDGER_EVENT_H

#include "core/base/value.h"
#include "core/store/ledger_store.h"

#define GP_ULID 27 /* bytes, with the NUL */

/* 48 bits of time, 80 of chance, in Crockford's base 32: later ones sort behind. GP_EIO: no random numbers. */
int gp_ulid(char out[GP_ULID], struct gp_err *e) GP_MUST_USE;

/* A tree as RFC 8785 has it: members sorted by UTF-16. At the top an empty list is an empty object: Lua has but one. */
int gp_event_canonical(struct gp_buf *out, const struct gp_value *v, struct gp_err *e) GP_MUST_USE;

/* Hashes one event after the other. */
struct gp_event_hasher;
/* `name` is "sha256" or "sm3"; NULL for want of memory. */
struct gp_event_hasher *gp_event_hasher_new(const char *name);
void gp_event_hasher_free(struct gp_event_hasher *h); /* accepts NULL */
int gp_event_hash(struct gp_event_hasher *h, const struct gp_ledger_event *ev, unsigned char out[GP_LEDGER_HASH],
    struct gp_err *e) GP_MUST_USE;
/* Of any bytes. */
int gp_event_hash_bytes(struct gp_event_hasher *h, const void *p, size_t n, unsigned char out[GP_LEDGER_HASH],
    struct gp_err *e) GP_MUST_USE;

void gp_event_hex(char out[2 * GP_LEDGER_HASH + 1], const unsigned char hash[GP_LEDGER_HASH]);
/* -1: these are no 64 digits. */
int gp_event_unhex(unsigned char out[GP_LEDGER_HASH], const char *hex, size_t n);

#endif
