/*
 * document_docx_words.h - the text of the paragraphs of a part, which Word and WPS split over runs; for the files that
 * fill an office's own .docx.
 */
#ifndef GP_REPORT_DOCUMENT_DOCX_WORDS_H
#define GP_REPORT_DOCUMENT_DOCX_WORDS_H

#include "core/base/buf.h"
#include "core/doc/xml_spans.h"

#define GP_WORD_NONE ((size_t)-1)

/* The w:t elements of each paragraph; those of a text box belong to the paragraph inside it. */
struct gp_word_words {
	size_t *first, *next; /* by element: of a paragraph its first w:t, of that the next one, or GP_WORD_NONE */
};

/* Lies in the arena. */
struct gp_word_words gp_word_words(struct gp_arena *a, const struct gp_xml_spans *xml);
/* Clears `out` and puts the text of a paragraph there. */
void gp_word_join(struct gp_buf *out, const struct gp_xml_spans *xml, const struct gp_word_words *w, size_t paragraph);

#endif
