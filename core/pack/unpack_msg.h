/*
 * unpack_msg.h - what the parent and the worker that unpacks say to each other.
 *
 * parent → worker: one JOB; the archive is the beginning of the shared memory.
 * worker → parent: READY (inside the jail), then FILE and BYTES… for each file and DONE, or FAILED, whose sentence is
 * English without anything filled in, so that the parent says it in the user's language. The parent believes none of it.
 */
#ifndef GP_PACK_UNPACK_MSG_H
#define GP_PACK_UNPACK_MSG_H

#include "core/sys/msg.h"

enum {
	GP_UNPACK_JOB = 1,    /* int length */
	GP_UNPACK_READY = 16, /* str protection */
	GP_UNPACK_FILE,       /* bytes name, int size */
	GP_UNPACK_BYTES,      /* bytes: a piece of that file */
	GP_UNPACK_DONE,
	GP_UNPACK_FAILED,     /* int enum gp_code, str name, str sentence */
};

#define GP_UNPACK_CPU_S 10
#define GP_UNPACK_PIECE 60000
#define GP_UNPACK_NAME_MAX 8192 /* longer than any that is let in, so that the parent says why */
#define GP_UNPACK_SENTENCE_MAX 400
#define GP_UNPACK_PROTECTION_MAX 31

#endif
