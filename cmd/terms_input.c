#define _GNU_SOURCE
#include "cmd/terms_input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/utf8.h"
#include "core/doc/doc_facts.h"
#include "core/doc/magic.h"
#include "core/report/reader.h"
#include "core/text/charset.h"

#define ROOM (2 * GP_TERMS_PIECE)

int gp_terms_input_open(struct gp_terms_input *in, const char *name, struct gp_err *e)
{
	struct stat st;

	*in = (struct gp_terms_input){.name = name};
	gp_buf_init(&in->bytes, GP_TERMS_DECODED + ROOM);
	in->fd = strcmp(name, "-") ? open(name, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
	if (in->fd < 0)
		return gp_fail_errno(e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%s: cannot be read", name);
	if (!fstat(in->fd, &st) && S_ISDIR(st.st_mode))
		return gp_fail(e, GP_EUSAGE, "%s: is a folder; name the files, as %s/*", name, name);
	return 0;
}

void gp_terms_input_close(struct gp_terms_input *in)
{
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	gp_buf_free(&in->bytes);
}

/* Reads until there are `want` bytes, or the file ends. */
static int fill(struct gp_terms_input *in, size_t want, struct gp_err *e)
{
	while (!in->eof && in->bytes.len < want) {
		size_t room = want - in->bytes.len < GP_TERMS_PIECE ? want - in->bytes.len : GP_TERMS_PIECE;
		char *to = gp_buf_reserve(&in->bytes, room);
		ssize_t n = to ? read(in->fd, to, room) : 0;

		if (!to)
			return gp_fail(e, GP_ELIMIT, "%s: a text that is no UTF-8 may have %d MiB at most", in->name,
			    (int)(GP_TERMS_DECODED >> 20));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return gp_fail_errno(e, GP_EIO, "%s: cannot be read", in->name);
		in->eof = n == 0;
		in->bytes.len += (size_t)n;
	}
	return 0;
}

/* All of the file, decoded. */
static int decode(struct gp_terms_input *in, const struct gp_charset_choice *cs, struct gp_err *e)
{
	struct gp_buf utf8;
	int rc = fill(in, SIZE_MAX, e);

	if (rc)
		return rc;
	gp_buf_init(&utf8, 2 * GP_TERMS_DECODED);
	rc = gp_charset_decode(cs->used, in->bytes.data + cs->bom, in->bytes.len - cs->bom, &utf8, NULL);
	gp_buf_free(&in->bytes);
	in->bytes = utf8;
	return rc ? gp_fail(e, GP_ELIMIT, "%s: a text that is no UTF-8 may have %d MiB at most", in->name,
			(int)(GP_TERMS_DECODED >> 20)) : 0;
}

/* Office files and PDF: their text, as rules see it. Archives and pictures are searched byte by byte, as they always were. */
static bool is_document(const struct gp_buf *b)
{
	const char *magic = gp_magic(b->data ? b->data : "", b->len < GP_MAGIC_HEAD ? b->len : GP_MAGIC_HEAD);

	return !strcmp(magic, "ole") || !strcmp(magic, "docx") || !strcmp(magic, "xlsx") || !strcmp(magic, "ofd") ||
	    !strcmp(magic, "pdf");
}

static int read_document(struct gp_terms_input *in, struct gp_err *e)
{
	struct gp_err why = GP_ERR_INIT;
	struct gp_arena a = {0};
	struct gp_doc_facts f;
	struct gp_buf packed;
	enum gp_reader_type type;
	int rc = fill(in, GP_READER_FILE_MAX + 1, e);

	if (rc)
		return rc;
	gp_buf_init(&packed, 0);
	if (gp_reader_type_for_rules(&type, in->bytes.data, in->bytes.len, in->name, &why) ||
	    gp_reader_facts(&packed, type, in->bytes.data, in->bytes.len, "", &why) ||
	    gp_doc_unpack(&f, &a, packed.data, packed.len, &why)) {
		rc = gp_fail(e, why.code, "%s: %s", in->name, why.msg);
	} else {
		gp_buf_clear(&in->bytes);
		gp_buf_put(&in->bytes, f.text.p, f.text.n);
		gp_buf_put(&in->bytes, f.behind.p, f.behind.n);
	}
	gp_buf_free(&packed);
	gp_arena_free(&a);
	return rc;
}

/* What the first piece says of the charset; the last character of it may not be whole. */
static int begin(struct gp_terms_input *in, struct gp_err *e)
{
	const struct gp_charset *utf8 = gp_charset_by_label("utf-8", 5);
	struct gp_charset_choice cs;
	size_t n;

	in->begun = true;
	if (fill(in, GP_TERMS_PIECE, e))
		return -1;
	if (is_document(&in->bytes))
		return read_document(in, e);
	n = in->bytes.len;
	if (!n || (gp_utf8_valid_upto(in->bytes.data, n) + 4 > n && memcmp(in->bytes.data, "\xEF\xBB\xBF", n < 3 ? n : 3) != 0))
		return 0;
	gp_charset_choose(&cs, in->bytes.data, n, NULL, 0);
	if (cs.used != utf8 && cs.source != GP_CHARSET_FALLBACK)
		return decode(in, &cs, e);
	gp_buf_shift(&in->bytes, cs.bom);
	return 0;
}

int gp_terms_input_next(struct gp_terms_input *in, struct gp_err *e)
{
	const char *line;

	if ((!in->begun && begin(in, e)) || fill(in, in->at + GP_TERMS_PIECE, e))
		return -1;
	if (in->at == in->bytes.len)
		return 0;
	in->more = false;
	in->piece = in->bytes.len;
	if (in->eof)
		return 1;
	line = memrchr(in->bytes.data + in->at, '\n', in->bytes.len - in->at);
	if (line)
		in->piece = (size_t)(line - in->bytes.data) + 1;
	else
		in->more = true;
	return 1;
}

void gp_terms_input_done(struct gp_terms_input *in, size_t done)
{
	size_t kept = in->more && done > GP_TERMS_CONTEXT ? GP_TERMS_CONTEXT : in->more ? done : 0;

	gp_buf_shift(&in->bytes, done - kept);
	in->base += done - kept;
	in->at = kept;
}
