/*
 * xls_impl.h - between the files of the reader of older workbooks. Numbers of sections are those of [MS-XLS].
 */
#ifndef GP_DOC_XLS_IMPL_H
#define GP_DOC_XLS_IMPL_H

#include "core/doc/cfb.h"
#include "core/doc/xlsx_impl.h"
#include "core/text/charset.h"

#define GP_XLS_ROWS 65536 /* of a sheet in Excel 2003 */
#define GP_XLS_COLS 256

/* Types of records (2.3). */
enum {
	GP_XLS_FORMULA = 0x0006,
	GP_XLS_EOF = 0x000A,
	GP_XLS_NOTE = 0x001C,
	GP_XLS_DATE_MODE = 0x0022,
	GP_XLS_FILE_PASS = 0x002F,
	GP_XLS_CONTINUE = 0x003C,
	GP_XLS_CODE_PAGE = 0x0042,
	GP_XLS_OBJ = 0x005D,
	GP_XLS_BOUND_SHEET = 0x0085,
	GP_XLS_MUL_RK = 0x00BD,
	GP_XLS_RSTRING = 0x00D6,
	GP_XLS_XF = 0x00E0,
	GP_XLS_MERGE_CELLS = 0x00E5,
	GP_XLS_SST = 0x00FC,
	GP_XLS_LABEL_SST = 0x00FD,
	GP_XLS_TXO = 0x01B6,
	GP_XLS_HLINK = 0x01B8,
	GP_XLS_NUMBER = 0x0203,
	GP_XLS_LABEL = 0x0204,
	GP_XLS_BOOL_ERR = 0x0205,
	GP_XLS_STRING = 0x0207,
	GP_XLS_ROW = 0x0208,
	GP_XLS_ARRAY = 0x0221,
	GP_XLS_TABLE = 0x0236,
	GP_XLS_RK = 0x027E,
	GP_XLS_FORMAT = 0x041E,
	GP_XLS_SHARED_FORMULA = 0x04BC,
	GP_XLS_BOF = 0x0809,
};

struct gp_xls_named {
	const char *name;
	uint32_t at;       /* of its first record in the stream */
	bool hidden, cells; /* cells: it is a sheet of them, not a chart or a macro */
};

/* What the cells refer to. */
struct gp_xls_book {
	struct gp_arena *arena;
	struct gp_cfb file;
	struct gp_bytes stream;           /* of records */
	bool biff8;                       /* else BIFF5: text is in `charset` */
	bool from_1904;
	const struct gp_charset *charset;
	struct gp_xls_named *sheets;      /* free() */
	size_t sheet_count, sheet_cap;
	struct gp_xlsx_string *strings;   /* free() */
	size_t string_count, string_cap;
	bool *dates;                      /* one a cell format, as in an .xlsx; free() */
	size_t format_count, format_cap;
	size_t walked;                    /* bytes of the sheets so far, which share none */
};

struct gp_xls_record {
	unsigned type;
	struct gp_bytes body;
	size_t next; /* where the next one begins */
};

/* The record at `at`; false: there is none whole. */
bool gp_xls_record(const struct gp_xls_book *b, size_t at, struct gp_xls_record *r);

/* --- text (xls_text.c) */

/* The bytes of a record and of those that continue it. */
struct gp_xls_run {
	const struct gp_xls_book *book;
	struct gp_bytes rest;
	size_t next;
};

struct gp_xls_run gp_xls_run(const struct gp_xls_book *b, const struct gp_xls_record *r);
int gp_xls_skip(struct gp_xls_run *r, size_t n) GP_MUST_USE;
int gp_xls_take16(struct gp_xls_run *r, unsigned *v) GP_MUST_USE;
/* `count` UTF-16 units (wide) or their low bytes, which a continued record may change; appended as UTF-8. */
int gp_xls_chars(struct gp_xls_run *r, size_t count, bool wide, struct gp_buf *out) GP_MUST_USE;
/* A string with a count of two bytes (a short one: of one), as this workbook's version has them (2.5.240, 2.5.293). */
int gp_xls_string(struct gp_xls_run *r, bool is_short, struct gp_buf *out) GP_MUST_USE;
/* The shared strings (2.4.265). */
int gp_xls_read_strings(struct gp_xls_book *b, const struct gp_xls_record *r, struct gp_err *e) GP_MUST_USE;
/* The encoding of a Windows code page; NULL: not known. */
const struct gp_charset *gp_xls_charset(unsigned code_page);
/* UTF-16 up to the first NUL, as UTF-8. */
void gp_xls_utf16(struct gp_buf *out, struct gp_bytes b);

/* --- the workbook (xls_book.c); free it also after a failure */
int gp_xls_read_book(struct gp_xls_book *b, struct gp_arena *a, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
void gp_xls_book_free(struct gp_xls_book *b);

/* --- a sheet (xls_sheet.c) */

#define GP_XLS_NOTES 20000 /* of a sheet; those beyond are not read */

struct gp_xls_note {
	uint32_t row, col;
	struct gp_xlsx_string text;
};

struct gp_xls_sheet {
	struct gp_xlsx_sheet cells; /* the `id` of a link is its address here */
	struct gp_xls_note *notes;  /* free() */
	size_t note_count, note_cap;
};

int gp_xls_read_sheet(struct gp_xls_book *b, struct gp_xls_sheet *out, const struct gp_xls_named *named, struct gp_err *e)
    GP_MUST_USE;
void gp_xls_sheet_free(struct gp_xls_sheet *s);
/* The record NOTE with the texts of the sheet's objects, and HLINK (xls_remarks.c). */
struct gp_xls_objects {
	struct gp_xlsx_string *texts; /* one an object's number; NULL until there is one; free() */
	unsigned last;                /* the object whose text comes next */
};
void gp_xls_object(struct gp_xls_objects *o, struct gp_bytes body);
int gp_xls_object_text(struct gp_xls_objects *o, const struct gp_xls_book *b, const struct gp_xls_record *r) GP_MUST_USE;
int gp_xls_add_note(struct gp_xls_sheet *s, const struct gp_xls_objects *o, const struct gp_xls_book *b,
    const struct gp_xls_record *r) GP_MUST_USE;
void gp_xls_add_link(struct gp_xls_sheet *s, const struct gp_xls_book *b, struct gp_bytes body);

/* --- what the file says of itself ([MS-OLEPS]; xls_properties.c) */
int gp_xls_properties(struct gp_cfb *f, struct gp_doc_builder *b, struct gp_err *e) GP_MUST_USE;
/* Its title, or NULL; what is damaged has none. */
const char *gp_xls_title(struct gp_cfb *f);

#endif
