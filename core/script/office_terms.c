#define _GNU_SOURCE
#include "core/script/office_terms.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/office/literal.h"
#include "core/office/schema.h"
#include "core/sys/read.h"
#include "core/text/term_file.h"

static const struct gp_schema a_string = {.types = GP_IS(STRING)};
static const struct gp_schema_field row_fields[] = {
	{"term", true, {.types = GP_IS(STRING)}},
	{"instead", false, {.types = GP_IS(STRING)}},
	{"note", false, {.types = GP_IS(STRING)}},
	{NULL, false, {0}},
};
/* "term", { "term", "instead", "note" }, or { term = …, instead = …, note = … } */
static const struct gp_schema a_row = {.types = GP_IS(STRING) | GP_IS(LIST) | GP_IS(MAP), .min = 1, .max = 3,
    .fields = row_fields, .each = &a_string};
static const struct gp_schema all_rows = {.types = GP_IS(LIST), .max = GP_TERM_ROWS, .each = &a_row};

/* One file on its way to being a module. */
struct reading {
	struct gp_arena arena;
	struct gp_term_file terms;
	struct gp_buf bytes, source;
};

/* --- the module */

static void put_rows(struct gp_buf *b, const struct gp_term_file *f)
{
	gp_buf_puts(b, "return {\n");
	for (size_t i = 0; i < f->count; i++) {
		const struct gp_term_row *row = &f->rows[i];

		gp_buf_puts(b, "{term=");
		gp_literal_put_string(b, row->term);
		if (*row->instead) {
			gp_buf_puts(b, ",instead=");
			gp_literal_put_string(b, row->instead);
		}
		if (*row->note) {
			gp_buf_puts(b, ",note=");
			gp_literal_put_string(b, row->note);
		}
		gp_buf_printf(b, ",line=%u},\n", (unsigned)row->line);
	}
	gp_buf_puts(b, "}\n");
}

static void put_fault(struct gp_buf *b, const char *message)
{
	gp_buf_clear(b);
	gp_buf_puts(b, "error(");
	gp_literal_put_string(b, message);
	gp_buf_puts(b, ", 0)\n");
}

/* --- reading */

static int read_bytes(struct gp_buf *b, const char *path, struct gp_err *e)
{
	if (!gp_read_file(AT_FDCWD, path, b) || errno == EFBIG) /* its reader says what is too large */
		return 0;
	return errno == EINVAL ? gp_fail(e, GP_EIO, "%s: cannot be read as a file", path)
	    : gp_fail_errno(e, GP_EIO, "%s: cannot be read", path);
}

static const char *item(const struct gp_value *row, size_t i, const char *key)
{
	const char *s = gp_value_str(row, key);

	if (row->type == GP_VALUE_LIST)
		s = i < row->list.n ? row->list.items[i].string.p : NULL;
	else if (row->type == GP_VALUE_STRING)
		s = i ? NULL : row->string.p;
	return s ? s : "";
}

static int read_literal(struct reading *r, const char *path, struct gp_err *e)
{
	const struct gp_schema_source from = {.file = path, .word = "terms", .code = GP_EUSAGE};
	struct gp_value root;

	if (gp_literal_read(&root, &r->arena, r->bytes.data ? r->bytes.data : "", r->bytes.len, path, "terms", e) ||
	    gp_schema_check(&root, &all_rows, &from, e))
		return -1;
	for (size_t i = 0; root.type == GP_VALUE_LIST && i < root.list.n; i++) {
		const struct gp_value *row = &root.list.items[i];

		if (gp_term_file_add(&r->terms, &(struct gp_term_row){item(row, 0, "term"), item(row, 1, "instead"),
		    item(row, 2, "note"), row->line}, path, e))
			return -1;
	}
	return 0;
}

static const char *ending(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && dot != name ? dot : "";
}

static bool exists_beside(const char *path, const char *tail)
{
	struct gp_buf b;
	bool is;

	gp_buf_init(&b, 4 * GP_SCRIPT_PATH_MAX);
	gp_buf_printf(&b, "%.*s%s", (int)(strlen(path) - strlen(ending(path))), path, tail);
	is = b.data && !access(b.data, F_OK);
	gp_buf_free(&b);
	return is;
}

static int read_terms(struct reading *r, const char *path, struct gp_err *e)
{
	const char *tail = ending(path);
	bool literal = !strcmp(tail, ".lua");

	if (!literal && strcmp(tail, ".txt") != 0)
		return gp_fail(e, GP_EUSAGE, "%s: a list of terms is a .txt or .lua file; from a spreadsheet, save it as "
		    "'Unicode text' and name it .txt", path);
	if (literal && exists_beside(path, ".txt"))
		return gp_fail(e, GP_EUSAGE, "%s: there is a .txt of the same name; keep one of the two", path);
	if (read_bytes(&r->bytes, path, e))
		return -1;
	return literal ? read_literal(r, path, e)
	    : gp_term_file_read(&r->terms, &r->arena, r->bytes.data ? r->bytes.data : "", r->bytes.len, path, e);
}

/* The module for one file. */
static int add_module(struct gp_sources *s, const char *path, const char *name, int pack, struct gp_err *e)
{
	struct gp_source one = {.pack = pack, .kind = GP_SCRIPT_TERMS, .path = path, .name = name};
	struct reading r = {0};
	struct gp_err why = GP_ERR_INIT;

	gp_buf_init(&r.bytes, GP_TERM_FILE_MAX + 1);
	gp_buf_init(&r.source, GP_SCRIPT_SOURCE_MAX);
	if (read_terms(&r, path, &why))
		put_fault(&r.source, why.msg);
	else
		put_rows(&r.source, &r.terms);
	if (r.source.full) {
		gp_fail(&why, GP_ELIMIT, "%s: the list is too long for rules (%d KiB)", path, (int)(GP_SCRIPT_SOURCE_MAX >> 10));
		put_fault(&r.source, why.msg);
	}
	one.text = gp_arena_strndup(&s->arena, r.source.data, r.source.len);
	one.n = r.source.len;
	gp_buf_free(&r.source);
	gp_buf_free(&r.bytes);
	gp_term_file_free(&r.terms);
	gp_arena_free(&r.arena);
	return gp_sources_add(s, &one, e);
}

/* --- the folder */

/* What could be meant as a list of terms: what nobody reads would seem to count. */
static int could_be_terms(const struct dirent *d)
{
	static const char *const tails[] = {".txt", ".lua", ".csv", ".xls", ".xlsx", ".et", ".ods", ".doc", ".docx", ".wps"};
	bool is = false;

	for (const char *p = d->d_name; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7F)
			return 0;
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		is = is || !strcasecmp(ending(d->d_name), tails[i]);
	return is && d->d_name[0] != '.' && d->d_name[0] != '~' && gp_utf8_valid(d->d_name, strlen(d->d_name));
}

static bool is_read(const char *name)
{
	return !strcmp(ending(name), ".lua") || !strcmp(ending(name), ".txt");
}

/* The first of a name counts: x.xlsx may lie beside the x.txt that was made from it. */
static int by_use(const struct dirent **a, const struct dirent **b)
{
	int read = is_read((*b)->d_name) - is_read((*a)->d_name);

	return read ? read : strcmp((*a)->d_name, (*b)->d_name);
}

static int add_file(struct gp_sources *s, const char *folder, const char *file, int pack, struct gp_err *e)
{
	const char *path = gp_sources_joined(s, folder, file, "");
	const char *bare = gp_arena_strndup(&s->arena, file, strlen(file) - strlen(ending(file)));
	const char *name = gp_sources_joined(s, GP_OFFICE_TERMS_PREFIX, bare, "");

	if (strlen(path) > GP_SCRIPT_PATH_MAX)
		return gp_fail(e, GP_EUSAGE, "%s: the name is too long, not UTF-8, or has control characters", path);
	return add_module(s, path, name, pack, e);
}

int gp_office_terms(struct gp_sources *s, const char *dir, struct gp_err *e)
{
	const char *folder = gp_sources_from_here(s, gp_sources_joined(s, dir, "/terms/", ""));
	struct dirent **names;
	int n = scandir(folder, &names, could_be_terms, by_use), pack = s->packs, rc = 0;

	if (n < 0)
		return errno == ENOENT || errno == ENOTDIR ? 0 : gp_fail_errno(e, GP_EIO, "%s", folder);
	s->packs++;
	for (int i = 0; i < n; i++) {
		if (!rc)
			rc = add_file(s, folder, names[i]->d_name, pack, e);
		free(names[i]);
	}
	free(names);
	return rc;
}
