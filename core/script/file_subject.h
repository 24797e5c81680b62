/*
 * file_subject.h - a file that is no page, made ready for a script worker: as a document, as an attachment.
 */
#ifndef GP_SCRIPT_FILE_SUBJECT_H
#define GP_SCRIPT_FILE_SUBJECT_H

#include <stdbool.h>

#include "core/report/reader.h"
#include "core/script/script.h"

#define GP_ATTACHMENT_PAGES 50

struct gp_attachment {
	const char *url, *type, *text; /* type: media type; text: of the link */
	int64_t size;                  /* -1: not known */
	const char *head;              /* the first bytes; as many as GP_MAGIC_HEAD are kept */
	size_t head_n;
	const char *magic;             /* NULL: told from the head */
	const char *const *pages;      /* NULL-terminated, or NULL */
};

/* What subject_attachment.c reads, appended to `out`. */
void gp_attachment_pack(struct gp_buf *out, const struct gp_attachment *a);
/* The same of the data of a rule's test. */
void gp_attachment_pack_value(struct gp_buf *out, const struct gp_value *v, const char *url);

/* The name of the file that an address leads to, decoded when that gives UTF-8; in the arena. */
const char *gp_file_name(struct gp_arena *a, const char *url);
/* Whether the name of a file says that it is a web page, or nothing. */
bool gp_file_is_named_page(const char *name);

/* Whether the end of an address says that no text can be read from it: archives, programs, pictures, sound, films. */
bool gp_file_is_no_text(const char *url);

/* Packed facts from a reader: whether a script worker will understand them. GP_EIO when not. */
int gp_document_check(const struct gp_buf *packed, struct gp_err *e) GP_MUST_USE;
/* The media type that a server should give for such a file. */
const char *gp_document_media_type(enum gp_reader_type type);
/* Makes `page` the request for packed facts at its offset, of so many bytes. */
void gp_document_page(struct gp_script_page *page, size_t length);

#endif
