/*
 * doctor_worker.h - does a worker start here, and behind which doors?
 */
#ifndef GP_CMD_DOCTOR_WORKER_H
#define GP_CMD_DOCTOR_WORKER_H

#include <stdint.h>

#include "core/base/err.h"

/* A role of this binary (core/sys/proc.h) that says it is ready once it is inside its jail. */
struct gp_worker_role {
	const char *name;
	uint16_t ready; /* type of that record; its one field is the level of the jail */
};

/* All of them, ended by a NULL name. */
extern const struct gp_worker_role gp_worker_roles[];

#define GP_WORKER_LEVEL 32

/* Starts one, waits until it is ready, ends it. GP_EIO says why it is not. */
int gp_worker_starts(const struct gp_worker_role *role, char level[GP_WORKER_LEVEL],
    struct gp_err *e) GP_MUST_USE;

#endif
