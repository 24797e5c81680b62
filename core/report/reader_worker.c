/* reader_worker.c - role "read": the bytes of one file in, a packed document out, behind closed doors */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/doc/docx.h"
#include "core/doc/grid.h"
#include "core/doc/markdown.h"
#include "core/doc/ofd_facts.h"
#include "core/doc/ooxml_facts.h"
#include "core/doc/text_facts.h"
#include "core/doc/xls.h"
#include "core/doc/xlsx.h"
#include "core/report/reader.h"
#include "core/report/reader_msg.h"
#include "core/sys/jail.h"
#include "core/sys/proc.h"
#include "core/text/charset.h"
#include "core/web/document.h"

#define ADDRESS_SPACE ((size_t)512 << 20)

/* Of what lies in the shared memory; of a PDF also the text, and that with the properties. */
struct gp_reader_lengths {
	size_t whole, text, info;
};

struct worker {
	struct gp_buf in, out, packed;
	struct gp_arena arena;
	const char *shared;
	size_t shared_size;
	bool served;
};

static int answer(struct worker *w, const struct gp_err *failed)
{
	struct gp_msg_out m;
	const char *sentence = failed->msg + failed->sentence;

	for (size_t at = 0, len; !failed->code && at < w->packed.len; at += len) {
		len = w->packed.len - at < GP_READER_PIECE ? w->packed.len - at : GP_READER_PIECE;
		gp_msg_begin(&m, &w->out, GP_READER_BYTES);
		gp_msg_put_str(&m, w->packed.data + at, len);
		if (gp_msg_end(&m) || gp_msg_flush(GP_PROC_SOCKET, &w->out))
			return -1;
	}
	gp_msg_begin(&m, &w->out, failed->code ? GP_READER_FAILED : GP_READER_DONE);
	if (failed->code) {
		gp_msg_put_int(&m, failed->code);
		gp_msg_put_str(&m, failed->msg, failed->place);
		gp_msg_put_str(&m, sentence, strnlen(sentence, GP_READER_SENTENCE_MAX));
	}
	return gp_msg_end(&m) || gp_msg_flush(GP_PROC_SOCKET, &w->out) ? -1 : 0;
}

static int read_text(struct worker *w, struct gp_document *d, size_t n, const char *charset, struct gp_err *e)
{
	struct gp_charset_choice cs;
	struct gp_buf utf8;
	int rc;

	gp_buf_init(&utf8, GP_MARKDOWN_MAX);
	gp_charset_choose(&cs, w->shared, n, charset, strlen(charset));
	rc = gp_charset_decode(cs.used, w->shared + cs.bom, n - cs.bom, &utf8, NULL);
	if (rc)
		gp_fail(e, GP_ELIMIT, "the text is longer than 4 MiB");
	else
		rc = gp_markdown_read(d, &w->arena, utf8.data ? utf8.data : "", utf8.len, e);
	gp_buf_free(&utf8);
	return rc;
}

/* The document into w->packed. */
static int read_file(struct worker *w, enum gp_reader_type type, size_t n, const char *charset, struct gp_err *e)
{
	struct gp_document d;

	switch (type) {
	case GP_READER_HTML:
		return gp_page_document(&w->packed, w->shared, n, charset, e);
	case GP_READER_XLSX:
		if (gp_xlsx_read(&d, &w->arena, w->shared, n, e))
			return -1;
		break;
	case GP_READER_XLS:
		if (gp_xls_read(&d, &w->arena, w->shared, n, e))
			return -1;
		break;
	case GP_READER_DOCX:
		if (gp_docx_read(&d, &w->arena, w->shared, n, e))
			return -1;
		break;
	default:
		if (read_text(w, &d, n, charset, e))
			return -1;
	}
	gp_document_pack(&w->packed, &d);
	if (w->packed.full || w->packed.len > GP_DOCUMENT_PACKED)
		return gp_document_too_large(e);
	return 0;
}

/* --- as rules see it */

/* Text in whatever charset as UTF-8. */
static int decode(struct gp_buf *utf8, const char *p, size_t n, const char *charset, struct gp_err *e)
{
	struct gp_charset_choice cs;

	gp_buf_init(utf8, 3 * GP_DOC_TEXT_MAX);
	gp_charset_choose(&cs, p, n, charset, strlen(charset));
	return gp_charset_decode(cs.used, p + cs.bom, n - cs.bom, utf8, NULL) ? gp_doc_too_large(e) : 0;
}

static int text_facts(struct worker *w, struct gp_doc_builder *b, size_t n, const char *charset, struct gp_err *e)
{
	struct gp_buf utf8;
	int rc = decode(&utf8, w->shared, n, charset, e);

	if (!rc && gp_text_facts(b, utf8.len ? utf8.data : "", utf8.len))
		rc = gp_doc_too_large(e);
	gp_buf_free(&utf8);
	return rc;
}

/* "Title:          text", a line each, as pdfinfo prints them. */
static int pdf_properties(struct gp_doc_builder *b, const char *p, size_t n)
{
	static const struct {
		const char *line, *name;
	} known[] = {{"Title:", "title"}, {"Subject:", "subject"}, {"Keywords:", "keywords"}, {"Author:", "author"},
	    {"Creator:", "application"}, {"Producer:", "producer"}, {"CreationDate:", "created"}, {"ModDate:", "modified"},
	    {"Pages:", "pages"}};

	for (size_t at = 0, len; at < n; at += len + 1) {
		const char *s = p + at, *nl = memchr(s, '\n', n - at);

		len = nl ? (size_t)(nl - s) : n - at;
		for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
			size_t k = strlen(known[i].line);

			if (len < k || memcmp(s, known[i].line, k) != 0)
				continue;
			while (k < len && s[k] == ' ')
				k++;
			if (gp_doc_meta_add(b, known[i].name, s + k, len - k))
				return -1;
		}
	}
	return 0;
}

static size_t strspn_in(const char *s, const char *end, const char *any)
{
	const char *from = s;

	while (s < end && *s && strchr(any, *s))
		s++;
	return (size_t)(s - from);
}

/* "   2  Annotation    https://…", a line each under a heading, as pdfinfo -url prints them. */
static int pdf_links(struct gp_doc_builder *b, const char *p, size_t n)
{
	for (size_t at = 0, len; at < n; at += len + 1) {
		const char *s = p + at, *nl = memchr(s, '\n', n - at);
		const char *page = s, *end, *word;
		char place[40];

		len = nl ? (size_t)(nl - s) : n - at;
		end = s + len;
		page += strspn_in(s, end, " ");
		word = page + strspn_in(page, end, "0123456789");
		if (word == page || word - page > 9) /* the heading */
			continue;
		snprintf(place, sizeof place, "page %.*s", (int)(word - page), page);
		word += strspn_in(word, end, " ");
		while (word < end && *word != ' ') /* what sort of link */
			word++;
		word += strspn_in(word, end, " ");
		if (word < end && gp_doc_link_add(b, gp_arena_strndup(b->arena, word, (size_t)(end - word)), "", 0, place))
			return -1;
	}
	return n ? 0 : gp_doc_meta_add(b, "links", "unread", 6);
}

/* What the programs printed, which is UTF-8 as far as the file lets them. */
static int pdf_facts(struct worker *w, struct gp_doc_builder *b, const struct gp_reader_lengths *n, struct gp_err *e)
{
	static int (*const readers[])(struct gp_doc_builder *b, const char *p, size_t n) = {gp_pages_facts, pdf_properties,
	    pdf_links};
	const size_t ends[] = {n->text, n->info, n->whole};
	const struct gp_charset *utf8 = gp_charset_by_label("utf-8", 5);
	size_t from = 0;
	int rc = 0;

	for (size_t i = 0; !rc && i < sizeof ends / sizeof *ends; from = ends[i++]) {
		struct gp_buf said;

		gp_buf_init(&said, 3 * GP_DOC_TEXT_MAX);
		if (gp_charset_decode(utf8, w->shared + from, ends[i] - from, &said, NULL) ||
		    readers[i](b, said.len ? said.data : "", said.len))
			rc = gp_doc_too_large(e);
		gp_buf_free(&said);
	}
	return rc;
}

static int read_facts(struct worker *w, enum gp_reader_type type, const struct gp_reader_lengths *lengths,
    const char *charset, struct gp_err *e)
{
	static const enum gp_doc_type types[GP_READER_TYPES] = {GP_DOC_XLSX, GP_DOC_DOCX, GP_DOC_HTML, GP_DOC_MD, GP_DOC_XLS,
	    GP_DOC_TXT, GP_DOC_OFD, GP_DOC_PDF};
	size_t n = lengths->whole;
	struct gp_doc_builder b;
	struct gp_doc_facts f;
	int rc;

	gp_doc_begin(&b, &w->arena, types[type]);
	if (type == GP_READER_XLSX)
		rc = gp_xlsx_facts(&b, w->shared, n, e);
	else if (type == GP_READER_XLS)
		rc = gp_xls_facts(&b, w->shared, n, e);
	else if (type == GP_READER_DOCX)
		rc = gp_docx_facts(&b, w->shared, n, e);
	else if (type == GP_READER_OFD)
		rc = gp_ofd_facts(&b, w->shared, n, e);
	else if (type == GP_READER_PDF)
		rc = pdf_facts(w, &b, lengths, e);
	else
		rc = text_facts(w, &b, n, charset, e);
	if (rc) {
		gp_doc_drop(&b);
		return -1;
	}
	gp_doc_end(&b, &f);
	gp_doc_pack(&w->packed, &f);
	return w->packed.full ? gp_doc_too_large(e) : 0;
}

/* The tables of a page. */
static int page_grid(struct worker *w, size_t n, const char *charset, struct gp_err *e)
{
	struct gp_document d;
	struct gp_buf page;
	struct gp_value v;
	int rc;

	gp_buf_init(&page, GP_DOCUMENT_PACKED);
	rc = gp_page_document(&page, w->shared, n, charset, e) || gp_value_unpack(&v, &w->arena, page.data, page.len, e) ||
	    gp_document_read(&d, &w->arena, &v, e) || gp_document_grid(&w->packed, &d, e) ? -1 : 0;
	gp_buf_free(&page);
	return rc;
}

static int read_grid(struct worker *w, enum gp_reader_type type, size_t n, const char *charset, struct gp_err *e)
{
	struct gp_buf utf8;
	int rc;

	w->packed.max = GP_GRID_PACKED;
	if (type == GP_READER_XLSX) {
		rc = gp_xlsx_grid(&w->packed, &w->arena, w->shared, n, e);
	} else if (type == GP_READER_XLS) {
		rc = gp_xls_grid(&w->packed, &w->arena, w->shared, n, e);
	} else if (type == GP_READER_HTML) {
		rc = page_grid(w, n, charset, e);
	} else {
		rc = decode(&utf8, w->shared, n, charset, e) ||
		    gp_csv_grid(&w->packed, utf8.len ? utf8.data : "", utf8.len, e) ? -1 : 0;
		gp_buf_free(&utf8);
	}
	return rc || !w->packed.full ? rc : gp_fail(e, GP_ELIMIT, "the file has more than 48 MiB of text; split it");
}

static int do_job(struct worker *w, struct gp_msg_in *m)
{
	enum gp_reading_form form = (enum gp_reading_form)gp_msg_take_range(m, 0, GP_READING_FORMS - 1);
	enum gp_reader_type type = (enum gp_reader_type)gp_msg_take_range(m, 0, GP_READER_TYPES - 1);
	struct gp_reader_lengths length = {(size_t)gp_msg_take_range(m, 0, (int64_t)w->shared_size), 0, 0};
	size_t n;
	const char *s;
	const char *charset;
	struct gp_err e = GP_ERR_INIT;
	int rc;

	length.text = (size_t)gp_msg_take_range(m, 0, (int64_t)length.whole);
	length.info = (size_t)gp_msg_take_range(m, 0, (int64_t)length.whole);
	s = gp_msg_take_str(m, GP_READER_CHARSET_MAX, &n);
	charset = gp_arena_strndup(&w->arena, s, n);
	if (m->type != GP_READER_JOB || !gp_msg_done(m) || (type == GP_READER_PDF && length.info < length.text))
		return -1;
	if (form == GP_READING_FACTS)
		rc = read_facts(w, type, &length, charset, &e);
	else if (form == GP_READING_GRID)
		rc = read_grid(w, type, length.whole, charset, &e);
	else
		rc = read_file(w, type, length.whole, charset, &e);
	if (rc && !e.code)
		e.code = GP_EPARSE;
	return answer(w, &e);
}

/* One file, and that is all: what it may have broken is gone with this process, which the parent ends. */
static int handle(void *user, struct gp_msg_in *m)
{
	struct worker *w = user;

	if (w->served)
		return -1;
	w->served = true;
	return do_job(w, m);
}

static int by_byte(const void *a, const void *b)
{
	return *(const unsigned char *)a - *(const unsigned char *)b;
}

/* When it first sorts more than a kilobyte, the C library asks how much memory there is, which is refused inside. */
static void sort_preload(void)
{
	unsigned char some[2048] = {0};

	qsort(some, sizeof some, 1, by_byte);
}

int gp_reader_worker(void)
{
	struct worker w = {0};
	struct gp_jail_limits lim = {.memory = ADDRESS_SPACE, .keep_fd = GP_PROC_MEMORY, .cpu_s = GP_READER_CPU_S};
	struct gp_jail_level level;
	struct gp_msg_out m;
	struct gp_err e = GP_ERR_INIT;
	const char *name;

	gp_buf_init(&w.in, 2 * GP_MSG_MAX);
	gp_buf_init(&w.out, 4 * GP_MSG_MAX);
	gp_buf_init(&w.packed, GP_DOC_PACKED_MAX);
	gp_charset_preload();
	sort_preload();
	setenv("TZ", "UTC0", 1); /* libzip wants the hour of each entry; other zones are files, which are shut out */
	tzset();
	w.shared = gp_shared_map(GP_PROC_MEMORY, &w.shared_size, &e);
	if (!w.shared || gp_jail_enter(GP_JAIL_PARSE, &lim, &level, &e))
		return 8;
	name = gp_jail_level_name(&level);
	gp_msg_begin(&m, &w.out, GP_READER_READY);
	gp_msg_put_str(&m, name, strlen(name));
	if (gp_msg_end(&m) || gp_msg_flush(GP_PROC_SOCKET, &w.out))
		return 8;
	return gp_msg_serve(&w.in, 4096, handle, &w) ? 8 : 0;
}
