/* document_pdf.c - a document as PDF: the HTML of it, printed by a browser of this machine */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/report/document.h"
#include "core/sys/program.h"
#include "core/sys/tempdir.h"

#define SECONDS 60
#define HTML_MAX ((size_t)64 << 20)
#define FILE_MAX ((size_t)512 << 20) /* of any file that the browser writes, its own among them */
#define PATH_PIECES 4096
#define PAGE "document.html"
#define PRINT "document.pdf"
#define NO_DATE "19800101"

/* A path as part of an address: what is no plain character as %XX (RFC 3986, 2.1). */
static void put_path(struct gp_buf *out, const char *path)
{
	static const char plain[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";

	for (; *path; path++) {
		if (strchr(plain, *path))
			gp_buf_putc(out, *path);
		else
			gp_buf_printf(out, "%%%02X", (unsigned char)*path);
	}
}

/*
 * Chromium with a profile of its own that goes with the folder, without extensions, and without a
 * network: the page needs none. Its sandbox cannot be had as root.
 */
static int run_chromium(
    const char *program, const struct gp_tempdir *dir, const char *const *env, struct gp_err *e)
{
	const char *argv[] = {program, "--headless", "--disable-gpu", "--no-first-run",
	    "--no-default-browser-check", "--disable-extensions", "--disable-background-networking",
	    "--disable-sync", "--disable-breakpad", "--disable-dev-shm-usage",
	    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
	    "--user-data-dir=profile", "--print-to-pdf=document.pdf", NULL,
	    geteuid() ? NULL : "--no-sandbox", NULL};
	struct gp_program run = {.argv = argv,
	    .env = env,
	    .folder = dir->path,
	    .seconds = SECONDS,
	    .file_max = FILE_MAX};
	struct gp_buf address;
	size_t at = sizeof argv / sizeof *argv - 3;
	int rc;

	gp_buf_init(&address, 3 * PATH_PIECES);
	gp_buf_puts(&address, "file://");
	put_path(&address, dir->path);
	gp_buf_puts(&address, "/" PAGE);
	argv[at] = address.data;
	rc = gp_program_run(&run, NULL, e);
	gp_buf_free(&address);
	return rc;
}

static int run_weasyprint(
    const char *program, const struct gp_tempdir *dir, const char *const *env, struct gp_err *e)
{
	const char *argv[] = {program, PAGE, PRINT, NULL};
	struct gp_program run = {.argv = argv,
	    .env = env,
	    .folder = dir->path,
	    .seconds = SECONDS,
	    .file_max = FILE_MAX};

	return gp_program_run(&run, NULL, e);
}

typedef int runner(
    const char *program, const struct gp_tempdir *dir, const char *const *env, struct gp_err *e);

static int print_page(const struct gp_tempdir *dir, struct gp_err *e)
{
	static const struct {
		const char *name;
		runner *run;
	} programs[] = {{"chromium", run_chromium}, {"chromium-browser", run_chromium},
	    {"google-chrome", run_chromium}, {"google-chrome-stable", run_chromium},
	    {"weasyprint", run_weasyprint}};
	struct gp_buf home, tmp;
	const char *env[] = {NULL, NULL, NULL};
	char *program = NULL;
	size_t i;
	int rc;

	for (i = 0; i < sizeof programs / sizeof *programs && !program; i++)
		program = gp_program_find(programs[i].name);
	if (!program)
		return gp_fail(e, GP_ENOTFOUND,
		    "a PDF needs Chromium or WeasyPrint, and neither is here: "
		    "'apt-get install chromium', or write HTML and print it from a browser");
	gp_buf_init(&home, PATH_PIECES);
	gp_buf_init(&tmp, PATH_PIECES);
	gp_buf_printf(&home, "HOME=%s", dir->path);
	gp_buf_printf(&tmp, "TMPDIR=%s", dir->path);
	env[0] = home.data;
	env[1] = tmp.data;
	rc = programs[i - 1].run(program, dir, env, e);
	gp_buf_free(&home);
	gp_buf_free(&tmp);
	free(program);
	return rc;
}

/* "/KEY (D:YYYYMMDDHHMMSS" gets the document's date: the same document is the same file. */
static void set_dates(char *pdf, size_t n, const char *key, const struct gp_document *d)
{
	char date[] = NO_DATE "000000";
	size_t len = strlen(key), i, k;
	char *p = pdf, *end = pdf + n;

	for (i = k = 0; d->date && d->date[i] && k < 8; i++)
		if (d->date[i] >= '0' && d->date[i] <= '9')
			date[k++] = d->date[i];
	while ((p = memchr(p, '/', (size_t)(end - p))) != NULL) {
		if ((size_t)(end - p) > len + sizeof date && !memcmp(p, key, len))
			memcpy(p + len, date, sizeof date - 1);
		p++;
	}
}

static int take_print(
    const struct gp_tempdir *dir, struct gp_buf *out, const struct gp_document *d, struct gp_err *e)
{
	size_t from = out->len;
	struct gp_err why = GP_ERR_INIT;

	if (gp_tempdir_read(dir, PRINT, out, &why)) {
		if (why.code == GP_ENOTFOUND)
			gp_fail(&why, GP_EIO, "the browser made no PDF");
		if (e)
			*e = why;
		return -1;
	}
	if (out->len - from < 5 || memcmp(out->data + from, "%PDF-", 5) != 0)
		return gp_fail(e, GP_EIO, "the browser made a file that is no PDF");
	set_dates(out->data + from, out->len - from, "/CreationDate (D:", d);
	set_dates(out->data + from, out->len - from, "/ModDate (D:", d);
	return 0;
}

int gp_document_pdf(struct gp_buf *out, const struct gp_document *d, struct gp_err *e)
{
	struct gp_tempdir dir = {.path = NULL};
	struct gp_buf html;
	int rc = -1;

	gp_buf_init(&html, HTML_MAX);
	if (!gp_document_html(&html, d, e) && !gp_tempdir_make(&dir, e) &&
	    !gp_tempdir_write(&dir, PAGE, html.data, html.len, e) && !print_page(&dir, e))
		rc = take_print(&dir, out, d, e);
	gp_tempdir_remove(&dir);
	gp_buf_free(&html);
	return rc;
}
