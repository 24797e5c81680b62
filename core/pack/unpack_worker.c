/* unpack_worker.c - role "unpack": an archive in, names and bytes out, behind closed doors */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/pack/files.h"
#include "core/pack/unpack_msg.h"
#include "core/sys/jail.h"
#include "core/sys/proc.h"

#define ADDRESS_SPACE ((size_t)256 << 20)

struct worker {
	struct gp_buf in, out;
	const char *shared;
	size_t shared_size;
	bool served;
};

static int say(struct worker *w, struct gp_msg_out *m)
{
	return gp_msg_end(m) || gp_msg_flush(GP_PROC_SOCKET, &w->out) ? -1 : 0;
}

static int on_file(void *user, const char *name, size_t name_n, const char *p, size_t n, struct gp_err *e)
{
	struct worker *w = user;
	struct gp_msg_out m;

	gp_msg_begin(&m, &w->out, GP_UNPACK_FILE);
	gp_msg_put_str(&m, name, name_n < GP_UNPACK_NAME_MAX ? name_n : GP_UNPACK_NAME_MAX);
	gp_msg_put_int(&m, (int64_t)n);
	if (say(w, &m))
		return gp_fail(e, GP_EIO, "the parent is gone");
	for (size_t at = 0, len; at < n; at += len) {
		len = n - at < GP_UNPACK_PIECE ? n - at : GP_UNPACK_PIECE;
		gp_msg_begin(&m, &w->out, GP_UNPACK_BYTES);
		gp_msg_put_str(&m, p + at, len);
		if (say(w, &m))
			return gp_fail(e, GP_EIO, "the parent is gone");
	}
	return 0;
}

static int do_job(struct worker *w, struct gp_msg_in *m)
{
	size_t n = (size_t)gp_msg_take_range(m, 0, (int64_t)w->shared_size);
	struct gp_err e = GP_ERR_INIT;
	struct gp_msg_out out;
	const char *sentence;

	if (m->type != GP_UNPACK_JOB || !gp_msg_done(m))
		return -1;
	if (!gp_tar_read(w->shared, n, on_file, w, &e)) {
		gp_msg_begin(&out, &w->out, GP_UNPACK_DONE);
		return say(w, &out);
	}
	sentence = e.msg + e.sentence;
	gp_msg_begin(&out, &w->out, GP_UNPACK_FAILED);
	gp_msg_put_int(&out, e.code);
	gp_msg_put_str(&out, e.msg, e.place);
	gp_msg_put_str(&out, sentence, strnlen(sentence, GP_UNPACK_SENTENCE_MAX));
	return say(w, &out);
}

/* One archive, and that is all; then the parent ends this process. */
static int handle(void *user, struct gp_msg_in *m)
{
	struct worker *w = user;

	if (w->served)
		return -1;
	w->served = true;
	return do_job(w, m);
}

int gp_unpack_worker(void)
{
	struct worker w = {0};
	struct gp_jail_limits lim = {.memory = ADDRESS_SPACE, .keep_fd = GP_PROC_MEMORY, .cpu_s = GP_UNPACK_CPU_S};
	struct gp_jail_level level;
	struct gp_msg_out m;
	struct gp_err e = GP_ERR_INIT;
	const char *name;

	gp_buf_init(&w.in, GP_MSG_HEADER + GP_MSG_MAX);
	gp_buf_init(&w.out, 4 * GP_MSG_MAX);
	w.shared = gp_shared_map(GP_PROC_MEMORY, &w.shared_size, &e);
	if (!w.shared || gp_jail_enter(GP_JAIL_PARSE, &lim, &level, &e))
		return 8;
	name = gp_jail_level_name(&level);
	gp_msg_begin(&m, &w.out, GP_UNPACK_READY);
	gp_msg_put_str(&m, name, strlen(name));
	return say(&w, &m) || gp_msg_serve(&w.in, 4096, handle, &w) ? 8 : 0;
}
