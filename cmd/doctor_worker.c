#define _GNU_SOURCE
#include "cmd/doctor_worker.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/crawl/parse_msg.h"
#include "core/pack/unpack_msg.h"
#include "core/report/reader_msg.h"
#include "core/script/script_msg.h"
#include "core/sys/msg.h"
#include "core/sys/proc.h"

#define PATIENCE_MS 10000
#define REGION ((size_t)1 << 20) /* the shared memory that every worker gets */

const struct gp_worker_role gp_worker_roles[] = {
	{"parse", GP_PARSE_READY},
	{"read", GP_READER_READY},
	{"script", GP_SCRIPT_READY},
	{"unpack", GP_UNPACK_READY},
	{NULL, 0},
};

/* Bytes until the first whole record. 1: it is there; 0: the worker closed its end; -1: it said nothing. */
static int first_record(const struct gp_proc *p, struct gp_buf *in, struct gp_msg_in *m)
{
	int64_t end = gp_clock_mono_ms() + PATIENCE_MS, left;
	struct pollfd wait = {.fd = p->sock, .events = POLLIN};
	long size;

	while ((size = gp_msg_next(m, in->data ? in->data : "", in->len)) == 0) {
		char *room = gp_buf_reserve(in, 4096);
		ssize_t n;

		left = end - gp_clock_mono_ms();
		if (!room || left <= 0)
			return -1;
		if (poll(&wait, 1, (int)left) <= 0)
			continue;
		n = read(p->sock, room, 4096);
		if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
			return 0;
		in->len += n > 0 ? (size_t)n : 0;
	}
	return size > 0 ? 1 : -1;
}

static int take_level(const struct gp_worker_role *role, struct gp_msg_in *m, char level[GP_WORKER_LEVEL])
{
	size_t n;
	const char *s = gp_msg_take_str(m, GP_WORKER_LEVEL - 1, &n);

	if (m->type != role->ready || !gp_msg_done(m))
		return -1;
	memcpy(level, s, n);
	level[n] = '\0';
	return 0;
}

int gp_worker_starts(const struct gp_worker_role *role, char level[GP_WORKER_LEVEL], struct gp_err *e)
{
	struct gp_proc p = {.sock = -1};
	struct gp_shared region = {.fd = -1};
	struct gp_msg_in m;
	struct gp_buf in;
	int got, status, rc = -1;

	gp_buf_init(&in, GP_MSG_HEADER + GP_MSG_MAX);
	if (gp_shared_new(&region, "govpub-doctor", REGION, e) ||
	    gp_proc_spawn(&p, NULL, role->name, region.fd, e))
		goto out;
	got = first_record(&p, &in, &m);
	status = gp_proc_end(&p);
	if (got > 0)
		rc = take_level(role, &m, level)
		    ? gp_fail(e, GP_EIO, "it says something else than that it is ready") : 0;
	else if (got < 0)
		gp_fail(e, GP_EIO, "it starts and is not ready after %d seconds", PATIENCE_MS / 1000);
	else if (WIFSIGNALED(status))
		gp_fail(e, GP_EIO, "signal %d ended it before it was ready", WTERMSIG(status));
	else
		gp_fail(e, GP_EIO, "it ended with status %d before it was ready", WEXITSTATUS(status));
out:
	gp_shared_free(&region);
	gp_buf_free(&in);
	return rc;
}
