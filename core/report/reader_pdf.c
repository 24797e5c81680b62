/*
 * reader_pdf.c - roles "pdftext", "pdfinfo" and "pdflinks": a program of poppler-utils in a jail of its own
 *
 * It has the file as standard input, the socket to the parent as standard output, and may open nothing but
 * libraries and its tables of Chinese, Japanese and Korean characters.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "core/report/reader.h"
#include "core/report/reader_msg.h"
#include "core/sys/jail.h"
#include "core/sys/proc.h"

#define ADDRESS_SPACE ((size_t)1 << 30)

static const char *const text[] = {"pdftotext", "-q", "-enc", "UTF-8", "-", "-", NULL};
static const char *const info[] = {"pdfinfo", "-enc", "UTF-8", "-isodates", "-", NULL};
static const char *const links[] = {"pdfinfo", "-enc", "UTF-8", "-url", "-", NULL};
static const char *const *const arguments[] = {text, info, links};

/* The first of these that is there; the search path of whoever started us is not asked. */
static const char *program(bool text_of)
{
	static const char *const places[2][2] = {{"/usr/bin/pdfinfo", "/usr/local/bin/pdfinfo"},
	    {"/usr/bin/pdftotext", "/usr/local/bin/pdftotext"}};

	for (size_t i = 0; i < 2; i++)
		if (!access(places[text_of][i], X_OK))
			return places[text_of][i];
	return NULL;
}

const char *gp_pdf_program(void)
{
	return program(true);
}

enum gp_pdf_role gp_pdf_role(const char *name)
{
	return !strcmp(name, "pdftext") ? GP_PDF_TEXT : !strcmp(name, "pdfinfo") ? GP_PDF_INFO : GP_PDF_LINKS;
}

int gp_pdf_worker(enum gp_pdf_role role)
{
	static char *const envp[] = {NULL};
	const char *path = program(role == GP_PDF_TEXT);
	const char *const readable[] = {path, "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib",
	    "/usr/share/poppler", "/etc/ld.so.cache", NULL};
	struct gp_jail_limits lim = {.cpu_s = GP_READER_CPU_S, .memory = ADDRESS_SPACE, .keep_fd = GP_PROC_MEMORY,
	    .readable = readable};
	struct gp_jail_level level;
	struct gp_err e = GP_ERR_INIT;

	if (!path)
		return GP_PDF_NO_PROGRAM;
	if (gp_jail_enter(GP_JAIL_PROGRAM, &lim, &level, &e))
		return GP_PDF_NO_JAIL;
	/* whoever read it before left the place where it ended */
	if (dup2(GP_PROC_MEMORY, 0) < 0 || dup2(GP_PROC_SOCKET, 1) < 0 || lseek(0, 0, SEEK_SET) < 0 ||
	    gp_proc_close_from(GP_PROC_SOCKET) < 0)
		return GP_PDF_NO_JAIL;
	/* execve takes char *, and writes to none */
	execve(path, (char *const *)(uintptr_t)arguments[role], envp);
	return GP_PDF_NO_PROGRAM;
}
