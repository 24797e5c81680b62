/*
 * doc_value.h - a document that a rule's test gives as data: { type, title, text, meta, parts, links }.
 *
 * `text` is a block a line; `parts` are blocks { kind, text, at, hidden } instead of it, or behind it; `meta` a map of
 * strings; `links` { { url, text, at }, … }. GP_EPARSE for a word that is none of doc_facts.h.
 */
#ifndef GP_DOC_DOC_VALUE_H
#define GP_DOC_DOC_VALUE_H

#include "core/base/value.h"
#include "core/doc/doc_facts.h"

/* Packed into `out`. */
int gp_doc_pack_value(struct gp_buf *out, const struct gp_value *v, struct gp_err *e) GP_MUST_USE;

#endif
