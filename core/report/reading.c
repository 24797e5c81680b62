/* reading.c - one file on its way through the workers that read it */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/doc/doc_facts.h"
#include "core/doc/grid.h"
#include "core/report/reader.h"
#include "core/report/reader_msg.h"
#include "core/sys/proc.h"

#define PATIENCE_MS 40000 /* a worker's limit counts processor time, and others use the machine too */

enum stage { PDF_TEXT, PDF_INFO, PDF_LINKS, READ };

struct gp_reading {
	enum gp_reading_form form;
	enum gp_reader_type type;
	enum stage stage;
	struct gp_proc proc;
	struct gp_shared file;      /* what the workers see */
	struct gp_buf in, packed;   /* packed: what comes out */
	struct gp_buf printed;      /* what the programs for PDF said: the text, the properties, then the links */
	size_t length, text;        /* of the file; of the text in `printed`, */
	size_t info;                /* and with the properties */
	char charset[GP_READER_CHARSET_MAX + 1];
	int64_t until;
	bool ready, done, encrypted;
	struct gp_err *e;
};

static int lied(struct gp_reading *r)
{
	return gp_fail(r->e, GP_EIO, "the process that reads files said what it may not say");
}

/* --- the worker that reads */

/* Why the file could not be read, as the worker says. */
static int take_failed(struct gp_reading *r, struct gp_msg_in *m)
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

static int take_record(struct gp_reading *r, struct gp_msg_in *m)
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
	r->done = r->ready && m->type == GP_READER_DONE && gp_msg_done(m) && r->packed.len;
	return r->done ? 0 : lied(r);
}

static int take_records(struct gp_reading *r)
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
	return r->done;
}

/* It has ended without an answer. */
static int ended(struct gp_reading *r)
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

/* A worker that has ended already is found out by whoever waits for its answer. */
static void send_job(struct gp_reading *r)
{
	struct gp_buf out;
	struct gp_msg_out m;

	gp_buf_init(&out, GP_MSG_MAX);
	gp_msg_begin(&m, &out, GP_READER_JOB);
	gp_msg_put_int(&m, r->form);
	gp_msg_put_int(&m, r->type);
	gp_msg_put_int(&m, (int64_t)r->length);
	gp_msg_put_int(&m, (int64_t)r->text);
	gp_msg_put_int(&m, (int64_t)r->info);
	gp_msg_put_str(&m, r->charset, strlen(r->charset));
	if (!gp_msg_end(&m)) /* a small record into an empty socket goes out whole */
		(void)send(r->proc.sock, out.data, out.len, MSG_NOSIGNAL);
	gp_buf_free(&out);
}

/* --- stages */

static int start_stage(struct gp_reading *r, enum stage stage)
{
	static const char *const roles[] = {"pdftext", "pdfinfo", "pdflinks", "read"};

	r->stage = stage;
	r->until = gp_clock_mono_ms() + PATIENCE_MS;
	if (gp_proc_spawn(&r->proc, NULL, roles[stage], r->file.fd, r->e))
		return -1;
	if (stage == READ)
		send_job(r);
	return 0;
}

/* What the programs printed takes the place of the file. */
static int read_printed(struct gp_reading *r)
{
	gp_shared_free(&r->file);
	r->length = r->printed.len;
	if (!r->text)
		return gp_fail(r->e, GP_EUSAGE, "the file holds no text, only pictures of pages; nobody has read it");
	if (gp_shared_new(&r->file, "govpub-read", r->length, r->e))
		return -1;
	memcpy(r->file.map, r->printed.data, r->length);
	return start_stage(r, READ);
}

/* pdftotext(1), pdfinfo(1): 1 is a file that cannot be opened, 3 one whose permissions forbid it; the rest is ours. */
static int program_ended(struct gp_reading *r)
{
	int status = gp_proc_end(&r->proc);

	if (r->stage == PDF_LINKS) { /* old ones know no -url, newer ones fall over some files: what was read before counts */
		if (!WIFEXITED(status) || WEXITSTATUS(status))
			r->printed.len = r->info;
		return read_printed(r);
	}
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
		return gp_fail(r->e, GP_ELIMIT, "reading the file takes longer than %d seconds", GP_READER_CPU_S);
	if (WIFEXITED(status) && WEXITSTATUS(status) == GP_PDF_NO_JAIL)
		return gp_fail(r->e, GP_EUSAGE, "PDF files are read only where Landlock can lock the reader in; see 'govpub doctor'");
	if (WIFEXITED(status) && WEXITSTATUS(status) == GP_PDF_NO_PROGRAM)
		return gp_fail(r->e, GP_EUSAGE, "PDF files are read by pdftotext, which is not installed (poppler-utils)");
	if (r->encrypted && WIFEXITED(status) && WEXITSTATUS(status))
		return gp_fail(r->e, GP_EUSAGE, "the file is protected by a password; save it without one");
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		return gp_fail(r->e, GP_EPARSE, "the file is damaged: it is no PDF that can be read");
	if (r->stage == PDF_INFO) {
		r->info = r->printed.len;
		return start_stage(r, PDF_LINKS);
	}
	for (size_t i = 0; i < r->printed.len; i++) /* form feeds alone are pages of pictures */
		if ((unsigned char)r->printed.data[i] > ' ')
			r->text = r->printed.len;
	return r->text ? start_stage(r, PDF_INFO) : read_printed(r);
}

/* --- from outside */

static size_t packed_max(enum gp_reading_form form)
{
	return form == GP_READING_FACTS ? GP_DOC_PACKED_MAX : form == GP_READING_GRID ? GP_GRID_PACKED : GP_DOCUMENT_PACKED;
}

int gp_reading_start(struct gp_reading **out, enum gp_reading_form form, enum gp_reader_type type, const char *p, size_t n,
    const char *charset, struct gp_err *e)
{
	struct gp_reading *r;

	*out = NULL;
	if (n == 0)
		return gp_fail(e, GP_EUSAGE, "the file is empty");
	if (n > GP_READER_FILE_MAX)
		return gp_fail(e, GP_ELIMIT, "the file is larger than 16 MiB");
	r = gp_calloc(1, sizeof *r);
	*r = (struct gp_reading){.form = form, .type = type, .proc = {.sock = -1}, .file = {.fd = -1}, .length = n, .e = e};
	gp_buf_init(&r->in, 4 * GP_MSG_MAX);
	gp_buf_init(&r->packed, packed_max(form));
	gp_buf_init(&r->printed, GP_DOC_TEXT_MAX + GP_MSG_MAX);
	memcpy(r->charset, charset, strnlen(charset, GP_READER_CHARSET_MAX));
	r->encrypted = type == GP_READER_PDF && memmem(p, n, "/Encrypt", 8);
	if (gp_shared_new(&r->file, "govpub-read", n, e))
		goto bad;
	memcpy(r->file.map, p, n);
	if (start_stage(r, type == GP_READER_PDF ? PDF_TEXT : READ))
		goto bad;
	*out = r;
	return 0;
bad:
	gp_reading_free(r);
	return -1;
}

int gp_reading_fd(const struct gp_reading *r)
{
	return r->proc.sock;
}

int64_t gp_reading_left(const struct gp_reading *r)
{
	return r->until - gp_clock_mono_ms();
}

const struct gp_buf *gp_reading_packed(const struct gp_reading *r)
{
	return &r->packed;
}

void gp_reading_free(struct gp_reading *r)
{
	if (!r)
		return;
	gp_proc_end(&r->proc);
	gp_shared_free(&r->file);
	gp_buf_free(&r->in);
	gp_buf_free(&r->packed);
	gp_buf_free(&r->printed);
	free(r);
}

int gp_reading_turn(struct gp_reading *r, struct gp_err *e)
{
	struct gp_buf *to = r->stage == READ ? &r->in : &r->printed;
	char *room;
	ssize_t n;

	r->e = e;
	if (gp_reading_left(r) <= 0)
		return gp_fail(e, GP_ELIMIT, "reading the file takes longer than %d seconds", PATIENCE_MS / 1000);
	room = gp_buf_reserve(to, GP_MSG_MAX);
	if (!room && r->stage == PDF_LINKS) { /* no room for all of them: then for none */
		gp_proc_end(&r->proc);
		r->printed.len = r->info;
		return read_printed(r);
	}
	if (!room)
		return r->stage == READ ? lied(r) : gp_doc_too_large(e);
	n = read(r->proc.sock, room, GP_MSG_MAX);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (n <= 0)
		return r->stage == READ ? ended(r) : program_ended(r);
	to->len += (size_t)n;
	return r->stage == READ ? take_records(r) : 0;
}
