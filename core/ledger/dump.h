/*
 * dump.h - all that follows from the events, as lines of text: for comparing two states of the registers, byte by byte.
 *
 * By office, register and record: {"record": …}, then its {"move": …}, {"link": …}, {"words": …} and {"clock": …}, each
 * one line of JSON with the values as they are stored. Personal values are not in it: only what stands for them.
 */
#ifndef GP_LEDGER_DUMP_H
#define GP_LEDGER_DUMP_H

#include "core/ledger/chain.h"

/* A line without its end. Returns 0 to go on; anything else stops, and gp_chain_dump() returns it. */
typedef int gp_chain_dump_fn(void *user, const char *line, size_t n);

int gp_chain_dump(struct gp_chain *c, gp_chain_dump_fn *fn, void *user, struct gp_err *e) GP_MUST_USE;

#endif
