/* unpack.c - the parent's end of the worker that unpacks archives */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/pack/files.h"
#include "core/pack/unpack_msg.h"
#include "core/sys/jail.h"
#include "core/sys/proc.h"

#define PATIENCE_MS 40000 /* the worker's limit counts processor time, and others use the machine too */

struct unpacking {
	struct gp_pack_files *files;
	struct gp_proc proc;
	struct gp_buf in, name, content;
	size_t left; /* bytes of the file that are still to come */
	bool ready, file, done;
	struct gp_err *e;
};

static int lied(struct unpacking *u)
{
	return gp_fail(u->e, GP_EIO, "the process that unpacks said what it may not say");
}

/* Why the archive is refused, as the worker says. */
static int take_failed(struct unpacking *u, struct gp_msg_in *m)
{
	int64_t code = gp_msg_take_range(m, GP_EUSAGE, GP_ELIMIT);
	size_t name_n, n;
	const char *name = gp_msg_take_str(m, GP_UNPACK_NAME_MAX, &name_n);
	const char *s = gp_msg_take_str(m, GP_UNPACK_SENTENCE_MAX, &n);
	char place[300], sentence[GP_UNPACK_SENTENCE_MAX + 1];

	if (!gp_msg_done(m) || !n)
		return lied(u);
	if (name_n >= sizeof place)
		name_n = sizeof place - 1;
	memcpy(place, name, name_n);
	place[name_n] = '\0';
	memcpy(sentence, s, n);
	sentence[n] = '\0';
	if (code != GP_EDENIED && code != GP_ELIMIT)
		code = GP_EPARSE;
	return gp_fail_at(u->e, (enum gp_code)code, place, sentence);
}

/* The file whose last byte has come. */
static int finish_file(struct unpacking *u)
{
	if (!u->file || u->left)
		return 0;
	u->file = false;
	return gp_pack_files_add(u->files, u->name.data ? u->name.data : "", u->name.len,
	    u->content.data ? u->content.data : "", u->content.len, u->e);
}

static int take_file(struct unpacking *u, struct gp_msg_in *m)
{
	size_t n;
	const char *name = gp_msg_take_bytes(m, GP_UNPACK_NAME_MAX, &n);
	int64_t size = gp_msg_take_range(m, 0, (int64_t)GP_PACK_BYTES);

	if (!gp_msg_done(m) || u->file)
		return lied(u);
	gp_buf_clear(&u->name);
	gp_buf_clear(&u->content);
	gp_buf_put(&u->name, name, n);
	u->left = (size_t)size;
	u->file = true;
	return finish_file(u);
}

static int take_bytes(struct unpacking *u, struct gp_msg_in *m)
{
	size_t n;
	const char *p = gp_msg_take_bytes(m, GP_UNPACK_PIECE, &n);

	if (!gp_msg_done(m) || !u->file || !n || n > u->left || gp_buf_put(&u->content, p, n))
		return lied(u);
	u->left -= n;
	return finish_file(u);
}

static int take_record(struct unpacking *u, struct gp_msg_in *m)
{
	size_t n;

	if (m->type == GP_UNPACK_READY && !u->ready) {
		u->ready = true;
		(void)gp_msg_take_str(m, GP_UNPACK_PROTECTION_MAX, &n);
		return gp_msg_done(m) ? 0 : lied(u);
	}
	if (!u->ready)
		return lied(u);
	if (m->type == GP_UNPACK_FILE)
		return take_file(u, m);
	if (m->type == GP_UNPACK_BYTES)
		return take_bytes(u, m);
	if (m->type == GP_UNPACK_FAILED)
		return take_failed(u, m);
	u->done = m->type == GP_UNPACK_DONE && !u->file && gp_msg_done(m);
	return u->done ? 0 : lied(u);
}

static int take_records(struct unpacking *u)
{
	struct gp_msg_in m;
	size_t at = 0;
	long size;

	while (!u->done && (size = gp_msg_next(&m, u->in.data + at, u->in.len - at)) != 0) {
		if (size < 0)
			return lied(u);
		if (take_record(u, &m))
			return -1;
		at += (size_t)size;
	}
	gp_buf_shift(&u->in, at);
	return 0;
}

/* It has ended without an answer. */
static int ended(struct unpacking *u)
{
	int status = gp_proc_end(&u->proc);

	if (!u->ready)
		return gp_fail(u->e, GP_EIO, "the process that unpacks cannot be started; see 'govpub doctor'");
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return gp_fail(u->e, GP_ELIMIT, "unpacking takes longer than %d seconds", GP_UNPACK_CPU_S);
	return gp_fail(u->e, GP_EPARSE, "the archive is damaged in a way that ended the process that unpacks it");
}

static int await(struct unpacking *u)
{
	int64_t until = gp_clock_mono_ms() + PATIENCE_MS;
	struct pollfd wait = {.fd = u->proc.sock, .events = POLLIN};

	while (!u->done) {
		int64_t left = until - gp_clock_mono_ms();
		char *room = gp_buf_reserve(&u->in, GP_MSG_MAX);
		ssize_t n;

		if (left <= 0)
			return gp_fail(u->e, GP_ELIMIT, "unpacking takes longer than %d seconds", PATIENCE_MS / 1000);
		if (!room)
			return lied(u);
		if (poll(&wait, 1, (int)left) <= 0)
			continue;
		n = read(u->proc.sock, room, GP_MSG_MAX);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n <= 0)
			return ended(u);
		u->in.len += (size_t)n;
		if (take_records(u))
			return -1;
	}
	return 0;
}

/* A worker that has ended already is found out by whoever waits for its answer. */
static void send_job(struct unpacking *u, size_t n)
{
	struct gp_buf out;
	struct gp_msg_out m;

	gp_buf_init(&out, GP_MSG_MAX);
	gp_msg_begin(&m, &out, GP_UNPACK_JOB);
	gp_msg_put_int(&m, (int64_t)n);
	if (!gp_msg_end(&m)) /* a small record into an empty socket goes out whole */
		(void)send(u->proc.sock, out.data, out.len, MSG_NOSIGNAL);
	gp_buf_free(&out);
}

/* Takes the one folder off that all of it lies in; what is left of names has been checked as their end. */
static void lift(struct gp_pack_files *f)
{
	const char *slash = f->count ? strchr(f->list[0].name, '/') : NULL;
	size_t top = slash ? (size_t)(slash - f->list[0].name) + 1 : 0;

	for (size_t i = 0; i < f->count; i++)
		if (!top || strncmp(f->list[i].name, f->list[0].name, top) || !strcmp(f->list[i].name, "pack.lua"))
			return;
	for (size_t i = 0; i < f->count; i++)
		f->list[i].name += top;
}

int gp_pack_files_unpack(struct gp_pack_files *f, const char *p, size_t n, struct gp_err *e)
{
	struct unpacking u = {.files = f, .proc = {.sock = -1}, .e = e};
	struct gp_shared shared = {.fd = -1};
	struct gp_jail_level level;
	int rc = -1;

	if (!n)
		return gp_fail(e, GP_EPARSE, "the archive is cut short");
	if (n > GP_PACK_BYTES)
		return gp_fail(e, GP_ELIMIT, "the archive is larger than 16 MiB");
	gp_jail_probe(&level);
	if (!level.landlock && !level.seccomp)
		return gp_fail(e, GP_EDENIED, "this system offers no jail (neither Landlock nor seccomp), so no pack is unpacked; "
		    "see 'govpub doctor'");
	gp_buf_init(&u.in, 4 * GP_MSG_MAX);
	gp_buf_init(&u.name, GP_UNPACK_NAME_MAX);
	gp_buf_init(&u.content, GP_PACK_BYTES);
	if (gp_shared_new(&shared, "govpub-unpack", n, e))
		goto out;
	memcpy(shared.map, p, n);
	if (gp_proc_spawn(&u.proc, NULL, "unpack", shared.fd, e))
		goto out;
	send_job(&u, n);
	rc = await(&u);
	if (!rc) {
		lift(f);
		rc = gp_pack_files_seal(f, e);
	}
out:
	gp_proc_end(&u.proc);
	gp_shared_free(&shared);
	gp_buf_free(&u.in);
	gp_buf_free(&u.name);
	gp_buf_free(&u.content);
	return rc;
}
