/*
 * term_file.h - lists of terms as people keep them: a row a line, columns parted by TAB.
 *
 *   # a remark
 *   云澜市文广局<TAB>云澜市文化和旅游局<TAB>2018年机构改革
 *
 * The columns are the term, what to write instead, and a note; the last two may be missing. Empty
 * lines and lines that begin with # or ＃ say nothing; white space around a column is not part of it.
 * The bytes are UTF-8, GBK (GB18030), or whatever their byte order mark says.
 */
#ifndef GP_TEXT_TERM_FILE_H
#define GP_TEXT_TERM_FILE_H

#include <stdint.h>

#include "core/base/err.h"
#include "core/base/mem.h"

#define GP_TERM_FILE_MAX ((size_t)4 << 20) /* bytes of a file */
#define GP_TERM_ROWS 50000
#define GP_TERM_CHARS 100                  /* code points of a term */
#define GP_TERM_NOTE_CHARS 500             /* of another column */

struct gp_term_row {
	const char *term, *instead, *note; /* UTF-8; "" where there is none, but for the term */
	uint32_t line;                     /* from 1 */
};

struct gp_term_file {
	struct gp_term_row *rows;
	size_t count, room; /* the rows are malloc'ed, their strings lie in the arena */
};

/*
 * Reads s[0..n); `name` is the file in messages. GP_EUSAGE, with file and line: a row without a term, too many
 * columns, a column that is too long, columns parted by blanks, a term to be replaced by itself; bytes in no
 * charset that is read here, too many rows, too large a file.
 */
int gp_term_file_read(struct gp_term_file *out, struct gp_arena *a, const char *s, size_t n, const char *name,
    struct gp_err *e) GP_MUST_USE;
/* One row; the same rules hold. */
int gp_term_file_add(struct gp_term_file *f, const struct gp_term_row *row, const char *name,
    struct gp_err *e) GP_MUST_USE;
void gp_term_file_free(struct gp_term_file *f);

#endif
