/*
 * ooxml.h - what the files of Word and Excel share: parts, relationships, properties (ISO/IEC 29500-2).
 */
#ifndef GP_DOC_OOXML_H
#define GP_DOC_OOXML_H

#include <stdbool.h>

#include "core/base/mem.h"
#include "core/doc/xml.h"
#include "core/doc/zip_in.h"

#define GP_OOXML_RELS 20000 /* relationships of one part */

struct gp_ooxml {
	struct gp_zip_in *zip;
	struct gp_buf part;     /* the bytes of the part that was read last */
	struct gp_arena *arena; /* the caller's */
};

struct gp_ooxml_rel {
	const char *id;
	const char *type;   /* the last word of its address: "worksheet", "hyperlink", … */
	const char *target; /* the name of a part, or an address when external */
	bool external;
};

struct gp_ooxml_rels {
	const struct gp_ooxml_rel *list; /* by id */
	size_t count;
};

/* p[0..n) and the arena must outlive it. */
int gp_ooxml_open(struct gp_ooxml *o, struct gp_arena *a, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;
void gp_ooxml_close(struct gp_ooxml *o);

/* Reads a part as XML. Errors of zip_in.h and xml.h. */
int gp_ooxml_read(struct gp_ooxml *o, const char *part, const struct gp_xml_reader *r, void *user, struct gp_err *e)
    GP_MUST_USE;
/* The relationships of a part ("": of the file); none when it has no list of them. */
int gp_ooxml_rels(struct gp_ooxml *o, struct gp_ooxml_rels *out, const char *part, struct gp_err *e) GP_MUST_USE;
/* NULL where there is none. */
const struct gp_ooxml_rel *gp_ooxml_rel(const struct gp_ooxml_rels *r, const char *id);
/* The part that the first relationship of this type leads to, or NULL when there is none in the file. */
const char *gp_ooxml_part(const struct gp_ooxml *o, const struct gp_ooxml_rels *r, const char *type);
/* The name of the part that `target`, written in `part`, leads to: "." and ".." resolved. In the arena. */
const char *gp_ooxml_target(struct gp_arena *a, const char *part, const char *target);
/* The title in the file's properties, or NULL. */
int gp_ooxml_title(struct gp_ooxml *o, const char **out, struct gp_err *e) GP_MUST_USE;

/* Text as it may stand in a document: line ends are "\n", other control characters are gone. In the arena. */
const char *gp_ooxml_text(struct gp_arena *a, const char *s, size_t n, size_t *out_n);
/* Nothing but white space, that of Chinese text included. */
bool gp_ooxml_blank(const char *s, size_t n);

#endif
