/*
 * convert_pdf.h - a Word file or a web page as PDF, by LibreOffice where this machine has it.
 *
 * It runs in a process of its own, with a profile that goes with it, without a network, and not for ever.
 */
#ifndef GP_REPORT_CONVERT_PDF_H
#define GP_REPORT_CONVERT_PDF_H

#include "core/base/buf.h"
#include "core/base/err.h"

/*
 * Appends the PDF of the n bytes of a file with this ending, "docx" or "html". GP_ENOTFOUND: there is no LibreOffice;
 * GP_EIO: it made no PDF; GP_ELIMIT: its time was up, or the PDF is larger than the buffer may be.
 */
int gp_convert_pdf(struct gp_buf *out, const char *ending, const char *bytes, size_t n, struct gp_err *e) GP_MUST_USE;

#endif
