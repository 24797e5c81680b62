/*
 * script_request.h - one request to a script worker, and what has come of it so far; for script.c only.
 */
#ifndef GP_SCRIPT_SCRIPT_REQUEST_H
#define GP_SCRIPT_SCRIPT_REQUEST_H

#include "core/base/mem.h"
#include "core/script/script.h"

struct gp_script_request {
	struct gp_script_request *next;
	struct gp_buf record;      /* as it goes over the wire; kept for a successor */
	uint16_t type;
	int file;                  /* DECLARE, RUN */
	size_t rules;              /* CHECK: how many numbers of files the record ends with */
	size_t ticks;              /* that came; one a rule at most, for each buys time */
	struct gp_arena arena;     /* of the pieces */
	struct gp_buf value;
	struct gp_script_piece *first, **last;
	struct gp_value *note;
	gp_script_done_fn *done;
	void *user;
};

/* Whether `file` is one of those that the request runs. */
bool gp_script_request_runs(const struct gp_script_request *q, int64_t file);
/* FOUND, KEPT_VALUE, NOTE or BROKE, with `files` sources there are. -1: it does not fit. */
int gp_script_request_take(struct gp_script_request *q, int files, struct gp_msg_in *m) GP_MUST_USE;

#endif
