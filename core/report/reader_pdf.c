/*
 * reader_pdf.c - roles "pdftext" and "pdfinfo": a program of poppler-utils in a jail of its own
 *
 * It has the file as standard input, the socket to the parent as standard output, and may open nothing but
 * libraries and its tables of Chinese, Japanese and Korean characters.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <unistd.h>

#include "core/report/reader.h"
#include "core/report/reader_msg.h"
#include "core/sys/jail.h"
#include "core/sys/proc.h"

#define ADDRESS_SPACE ((size_t)1 << 30)

static const char *const text[] = {"pdftotext", "-q", "-enc", "UTF-8", "-", "-", NULL};
static const char *const info[] = {"pdfinfo", "-enc", "UTF-8", "-isodates", "-", NULL};

/* The first of these that is there; the search path of whoever started us is not asked. */
static const char *program(bool is_info)
{
	static const char *const places[2][2] = {{"/usr/bin/pdftotext", "/usr/local/bin/pdftotext"},
	    {"/usr/bin/pdfinfo", "/usr/local/bin/pdfinfo"}};

	for (size_t i = 0; i < 2; i++)
		if (!access(places[is_info][i], X_OK))
			return places[is_info][i];
	return NULL;
}

const char *gp_pdf_program(void)
{
	return program(false);
}

int gp_pdf_worker(bool is_info)
{
	static char *const envp[] = {NULL};
	const char *path = program(is_info);
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
	execve(path, (char *const *)(uintptr_t)(is_info ? info : text), envp);
	return GP_PDF_NO_PROGRAM;
}
