/* a document as PDF: a browser that is none shows how it is asked, and what becomes of its failures */
#define _GNU_SOURCE
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/report/document.h"
#include "tests/lib/document.h"
#include "tests/lib/tap.h"

static char folder[] = "/tmp/govpub-test-XXXXXX";
static char bin[64], tmp[64], seen[64];
static struct gp_arena arena;
static struct gp_buf out;
static struct gp_err err;

static int print(const char *date)
{
	char lua[200];

	snprintf(lua, sizeof lua, "return { title = 'T', date = %s, blocks = { { kind = 'paragraph', text = 'P' } } }", date);
	gp_buf_clear(&out);
	err = (struct gp_err)GP_ERR_INIT;
	return gp_document_pdf(&out, document_of(&arena, lua), &err);
}

/* The only browser of this machine, from now on. */
static void browser(const char *name, const char *script)
{
	char path[100];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", bin, name);
	f = fopen(path, "w");
	if (!f)
		exit(1);
	fprintf(f, "#!/bin/sh\n%s\n", script);
	fclose(f);
	chmod(path, 0700);
}

static void no_browser(const char *name)
{
	char path[100];

	snprintf(path, sizeof path, "%s/%s", bin, name);
	unlink(path);
}

static int files_in(const char *path)
{
	DIR *d = opendir(path);
	int n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n - 2;
}

static const char *said(void)
{
	static char text[4000];
	FILE *f = fopen(seen, "r");
	size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;

	text[n] = '\0';
	if (f)
		fclose(f);
	return text;
}

static void test_success(void)
{
	char script[600];

	snprintf(script, sizeof script, "{ pwd; for a; do echo \"arg $a\"; done; /bin/ls; } >%s\n%s", seen,
	    "echo '%PDF-1.4 /CreationDate (D:20200101123456+00) /ModDate (D:20200101123456+00)x' >document.pdf");
	browser("chromium", script);
	is_int(print("'2026-01-20'"), 0, "a browser prints");
	is_str(out.data, "%PDF-1.4 /CreationDate (D:20260120000000+00) /ModDate (D:20260120000000+00)x\n",
	    "the file has the document's date");
	ok(strstr(said(), "arg --headless\n") && strstr(said(), "arg --print-to-pdf=document.pdf\n") &&
	    strstr(said(), "arg --host-resolver-rules=MAP * ~NOTFOUND\n"), "without a window, and without a network");
	ok(strstr(said(), "arg file://") && strstr(said(), "/t%20mp/") && strstr(said(), "/document.html\n"), "its page is an address");
	is_int(strstr(said(), "arg --no-sandbox") != NULL, geteuid() == 0, "its sandbox is off only where there can be none");
	ok(strstr(said(), "\ndocument.html\n") != NULL, "the page is there");
	ok(strncmp(said(), tmp, strlen(tmp)) == 0, "it runs in the folder that goes");
	is_int(print("nil"), 0, "a document without date");
	ok(out.data && strstr(out.data, "CreationDate (D:19800101000000"), "has always the same");
	is_int(files_in(tmp), 0, "nothing is left behind");
}

static void test_failures(void)
{
	struct gp_buf small;
	struct gp_err e = GP_ERR_INIT;

	gp_buf_init(&small, 20);
	is_int(gp_document_pdf(&small, document_of(&arena, "return { blocks = {} }"), &e), -1, "a buffer that is too small is an error");
	is_int(e.code, GP_ELIMIT, "of size");
	gp_buf_free(&small);
	browser("chromium", "echo 'cannot open display' >&2; exit 7");
	is_int(print("nil"), -1, "a browser that fails is an error");
	ok(err.code == GP_EIO && strstr(err.msg, "/chromium: ended with status 7: cannot open display"), "with what it said");
	browser("chromium", "exit 0");
	is_int(print("nil"), -1, "so is one that makes nothing");
	ok(err.code == GP_EIO && !strcmp(err.msg, "the browser made no PDF"), "which is said");
	browser("chromium", "echo hello >document.pdf");
	is_int(print("nil"), -1, "and one that makes something else");
	is_str(err.msg, "the browser made a file that is no PDF", "which is said");
	is_int(files_in(tmp), 0, "nothing is left behind by any of them");
}

static void test_others(void)
{
	char script[300];

	no_browser("chromium");
	is_int(print("nil"), -1, "without a browser there is an error");
	is_int(err.code, GP_ENOTFOUND, "that says that there is none");
	ok(strstr(err.msg, "apt-get install chromium") != NULL, "and what to do");
	snprintf(script, sizeof script, "echo \"$1 $2\" >%s; echo '%%PDF-1.7' >\"$2\"", seen);
	browser("weasyprint", script);
	is_int(print("nil"), 0, "WeasyPrint does as well");
	is_str(said(), "document.html document.pdf\n", "with two names");
	browser("chromium-browser", "exit 9");
	is_int(print("nil"), -1, "a browser of another name comes before it");
	no_browser("chromium-browser");
	no_browser("weasyprint");
}

int main(void)
{
	if (!mkdtemp(folder))
		return 1;
	snprintf(bin, sizeof bin, "%s/bin", folder);
	snprintf(tmp, sizeof tmp, "%s/t mp", folder);
	snprintf(seen, sizeof seen, "%s/seen", folder);
	mkdir(bin, 0700);
	mkdir(tmp, 0700);
	setenv("PATH", bin, 1);
	setenv("TMPDIR", tmp, 1);
	gp_buf_init(&out, 1 << 20);
	test_success();
	test_failures();
	test_others();
	unlink(seen);
	rmdir(bin);
	rmdir(tmp);
	ok(!rmdir(folder), "the test leaves nothing behind either");
	gp_buf_free(&out);
	gp_arena_free(&arena);
	return tap_done();
}
