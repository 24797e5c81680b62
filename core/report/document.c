/* document.c - the formats of a document by name */
#include "core/report/document.h"

#include <string.h>

enum gp_document_format gp_document_format_by_name(const char *name)
{
	static const char *const names[GP_DOCUMENT_FORMATS] = {
		[GP_DOCUMENT_HTML] = "html",
		[GP_DOCUMENT_DOCX] = "docx",
		[GP_DOCUMENT_XLSX] = "xlsx",
		[GP_DOCUMENT_MD] = "md",
		[GP_DOCUMENT_PDF] = "pdf",
	};
	int f;

	for (f = 0; f < GP_DOCUMENT_FORMATS; f++)
		if (!strcmp(name, names[f]))
			break;
	return (enum gp_document_format)f;
}
