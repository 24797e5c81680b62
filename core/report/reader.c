#define _GNU_SOURCE
#include "core/report/reader.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/report/reader_msg.h"
#include "core/sys/proc.h"

#define PATIENCE_MS 40000 /* the worker's limit counts processor time, and others use the machine too */

struct reading {
	struct gp_proc proc;
	struct gp_buf in, packed;
	bool ready, done;
	struct gp_err *e;
};

static int lied(struct reading *r)
{
	return gp_fail(r->e, GP_EIO, "the process that reads files said what it may not say");
}

/* Why the file could not be read, as the worker says. */
static int take_failed(struct reading *r, struct gp_msg_in *m)
{
	int64_t code = gp_msg_take_range(m, GP_EUSAGE, GP_ELIMIT);
	size_t at_n, n;
	const char *at = gp_msg_take_str(m, GP_READER_PLACE_MAX, &at_n);
	const char *s = gp_msg_take_str(m, GP_READER_SENTENCE_MAX, &n);
	char place[GP_READER_PLACE_MAX + 1], sentence[GP_READER_SENTENCE_MAX + 1];

	if (!gp_msg_done(m) || !n)
		return lied(r);
	memcpy(place, at, at_n);
	place[at_n] = '\0';
	memcpy(sentence, s, n);
	sentence[n] = '\0';
	if (code != GP_EUSAGE && code != GP_ELIMIT)
		code = GP_EPARSE;
	return gp_fail_at(r->e, (enum gp_code)code, place, sentence);
}

static int take_record(struct reading *r, struct gp_msg_in *m)
{
	size_t n;
	const char *s;

	if (m->type == GP_READER_READY && !r->ready) {
		r->ready = true;
		(void)gp_msg_take_str(m, GP_READER_PROTECTION_MAX, &n);
		return gp_msg_done(m) ? 0 : lied(r);
	}
	if (r->ready && m->type == GP_READER_BYTES) {
		s = gp_msg_take_bytes(m, GP_READER_PIECE, &n);
		return gp_msg_done(m) && n && !gp_buf_put(&r->packed, s, n) ? 0 : lied(r);
	}
	if (r->ready && m->type == GP_READER_FAILED)
		return take_failed(r, m);
	r->done = r->ready && m->type == GP_READER_DONE && gp_msg_done(m);
	return r->done ? 0 : lied(r);
}

static int take_records(struct reading *r)
{
	struct gp_msg_in m;
	size_t at = 0;
	long size;

	while (!r->done && (size = gp_msg_next(&m, r->in.data + at, r->in.len - at)) != 0) {
		if (size < 0)
			return lied(r);
		if (take_record(r, &m))
			return -1;
		at += (size_t)size;
	}
	gp_buf_shift(&r->in, at);
	return 0;
}

/* It has ended without an answer. */
static int ended(struct reading *r)
{
	int status = gp_proc_end(&r->proc);

	if (!r->ready)
		return gp_fail(r->e, GP_EIO, "the process that reads files cannot be started; see 'govpub doctor'");
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return gp_fail(r->e, GP_ELIMIT, "reading the file takes longer than %d seconds", GP_READER_CPU_S);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 8)
		return gp_fail(r->e, GP_ELIMIT, "reading the file takes too much memory");
	return gp_fail(r->e, GP_EPARSE, "the file is damaged in a way that ended the process that read it");
}

static int await(struct reading *r)
{
	int64_t until = gp_clock_mono_ms() + PATIENCE_MS;
	struct pollfd wait = {.fd = r->proc.sock, .events = POLLIN};

	while (!r->done) {
		int64_t left = until - gp_clock_mono_ms();
		char *room = gp_buf_reserve(&r->in, GP_MSG_MAX);
		ssize_t n;

		if (left <= 0)
			return gp_fail(r->e, GP_ELIMIT, "reading the file takes longer than %d seconds",
			    PATIENCE_MS / 1000);
		if (!room)
			return lied(r);
		if (poll(&wait, 1, (int)left) <= 0)
			continue;
		n = read(r->proc.sock, room, GP_MSG_MAX);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n <= 0)
			return ended(r);
		r->in.len += (size_t)n;
		if (take_records(r))
			return -1;
	}
	return 0;
}

/* A worker that has ended already is found out by whoever waits for its answer. */
static void send_job(struct reading *r, enum gp_reader_type type, size_t n, const char *charset)
{
	struct gp_buf out;
	struct gp_msg_out m;

	gp_buf_init(&out, GP_MSG_MAX);
	gp_msg_begin(&m, &out, GP_READER_JOB);
	gp_msg_put_int(&m, type);
	gp_msg_put_int(&m, (int64_t)n);
	gp_msg_put_str(&m, charset, strnlen(charset, GP_READER_CHARSET_MAX));
	if (!gp_msg_end(&m)) /* a small record into an empty socket goes out whole */
		(void)send(r->proc.sock, out.data, out.len, MSG_NOSIGNAL);
	gp_buf_free(&out);
}

/* The answer as a tree that has been looked through. */
static int take_document(struct reading *r, const struct gp_value **out, struct gp_arena *a)
{
	struct gp_value *v = gp_arena_alloc(a, sizeof *v);
	struct gp_arena checked = {0};
	struct gp_document d;
	struct gp_err why = GP_ERR_INIT;
	int rc;

	if (!r->packed.len || gp_value_unpack(v, a, r->packed.data, r->packed.len, &why))
		return lied(r);
	rc = gp_document_read(&d, &checked, v, &why);
	gp_arena_free(&checked);
	if (rc)
		return gp_fail(r->e, GP_EPARSE, "the file does not make a document: %s", why.msg);
	*out = v;
	return 0;
}

int gp_reader_read(const struct gp_value **out, struct gp_arena *a, enum gp_reader_type type, const char *p, size_t n,
    const char *charset, struct gp_err *e)
{
	struct reading r = {.proc = {.sock = -1}, .e = e};
	struct gp_shared shared = {.fd = -1};
	int rc = -1;

	*out = NULL;
	if (n == 0)
		return gp_fail(e, GP_EUSAGE, "the file is empty");
	if (n > GP_READER_FILE_MAX)
		return gp_fail(e, GP_ELIMIT, "the file is larger than 16 MiB");
	gp_buf_init(&r.in, 4 * GP_MSG_MAX);
	gp_buf_init(&r.packed, GP_DOCUMENT_PACKED);
	if (gp_shared_new(&shared, "govpub-read", n, e))
		goto out;
	memcpy(shared.map, p, n);
	if (gp_proc_spawn(&r.proc, NULL, "read", shared.fd, e))
		goto out;
	send_job(&r, type, n, charset);
	rc = await(&r) || take_document(&r, out, a) ? -1 : 0;
out:
	gp_proc_end(&r.proc);
	gp_shared_free(&shared);
	gp_buf_free(&r.in);
	gp_buf_free(&r.packed);
	return rc;
}
