/*
 * text_facts.h - plain text as rules see it: of .txt and .md files, and of pages that another program read.
 *
 * p[0..n) is UTF-8. -1: more than doc_facts.h allows.
 */
#ifndef GP_DOC_TEXT_FACTS_H
#define GP_DOC_TEXT_FACTS_H

#include "core/doc/doc_facts.h"

/* A line, a block; places are "line 7". In a GP_DOC_MD file headings and items of lists are told by their signs. */
int gp_text_facts(struct gp_doc_builder *b, const char *p, size_t n) GP_MUST_USE;
/*
 * Pages with a form feed behind each, as pdftotext writes them; places are "page 2". Lines that go on in the next one are
 * joined: of Chinese text nothing but the width of the page breaks them.
 */
int gp_pages_facts(struct gp_doc_builder *b, const char *p, size_t n) GP_MUST_USE;
/* The lines of one page as blocks with place `at`, joined likewise. `lines` ends each with "\n". */
int gp_lines_facts(struct gp_doc_builder *b, const char *lines, size_t n, enum gp_doc_kind kind, const char *at) GP_MUST_USE;

#endif
