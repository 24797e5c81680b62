#include "core/report/convert_pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/sys/program.h"
#include "core/sys/tempdir.h"

#define SECONDS 120 /* the first start writes a profile */
#define FILE_MAX ((size_t)512 << 20)
#define PATH_PIECES 4096
#define PRINT "letter.pdf"
/* where nothing listens, for a system on which a program cannot be kept from the network */
#define NO_PROXY "http://127.0.0.1:9"

/* Its profile is in its home, which is the folder; macros do not run in a conversion. */
static int run_office(const char *program, const char *file, const struct gp_tempdir *dir, struct gp_err *e)
{
	const char *argv[] = {program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
	    "--convert-to", "pdf", "--outdir", ".", file, NULL};
	struct gp_buf home, tmp;
	const char *env[] = {NULL, NULL, "http_proxy=" NO_PROXY, "https_proxy=" NO_PROXY, NULL};
	struct gp_program run = {.argv = argv, .env = env, .folder = dir->path, .seconds = SECONDS, .file_max = FILE_MAX,
	    .no_network = true};
	int rc;

	gp_buf_init(&home, PATH_PIECES);
	gp_buf_init(&tmp, PATH_PIECES);
	gp_buf_printf(&home, "HOME=%s", dir->path);
	gp_buf_printf(&tmp, "TMPDIR=%s", dir->path);
	env[0] = home.data;
	env[1] = tmp.data;
	rc = gp_program_run(&run, NULL, e);
	gp_buf_free(&home);
	gp_buf_free(&tmp);
	return rc;
}

static int take_print(const struct gp_tempdir *dir, struct gp_buf *out, struct gp_err *e)
{
	size_t from = out->len;
	struct gp_err why = GP_ERR_INIT;

	if (gp_tempdir_read(dir, PRINT, out, &why)) {
		if (why.code == GP_ENOTFOUND)
			gp_fail(&why, GP_EIO, "LibreOffice made no PDF");
		if (e)
			*e = why;
		return -1;
	}
	if (out->len - from < 5 || memcmp(out->data + from, "%PDF-", 5) != 0)
		return gp_fail(e, GP_EIO, "LibreOffice made a file that is no PDF");
	return 0;
}

int gp_convert_pdf(struct gp_buf *out, const char *ending, const char *bytes, size_t n, struct gp_err *e)
{
	struct gp_tempdir dir = {.path = NULL};
	char *program = gp_program_find("soffice"), file[20];
	int rc = -1;

	if (!program)
		program = gp_program_find("libreoffice");
	if (!program)
		return gp_fail(e, GP_ENOTFOUND, "a PDF of a Word file or a web page needs LibreOffice, which is not here: "
		    "'apt-get install libreoffice-writer', or print it from a word processor");
	snprintf(file, sizeof file, "letter.%.10s", ending);
	if (!gp_tempdir_make(&dir, e) && !gp_tempdir_write(&dir, file, bytes, n, e) && !run_office(program, file, &dir, e))
		rc = take_print(&dir, out, e);
	gp_tempdir_remove(&dir);
	free(program);
	return rc;
}
