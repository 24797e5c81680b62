/*
 * magic.h - what the first bytes of a file say it is, whatever it is called.
 *
 * Words: "pdf", "ole" (.doc, .xls, .wps, .et, .ppt; encrypted .docx), "zip", "docx", "xlsx", "ofd", "html", "rar", "7z",
 * "png", "jpeg", "gif", "text", "empty", "unknown". A zip is told by the names of the parts that the given bytes show:
 * of one that shows none that is known it is only said that it is a zip.
 */
#ifndef GP_DOC_MAGIC_H
#define GP_DOC_MAGIC_H

#include <stddef.h>

#define GP_MAGIC_HEAD 1024 /* bytes that are enough */

/* Static. `n`: the bytes at hand, the file may be longer. */
const char *gp_magic(const char *p, size_t n);

#endif
