/*
 * charset.h - from the bytes of a page to UTF-8, and back for URL queries.
 *
 * Names and labels are those of the WHATWG Encoding Standard (gb2312 and gbk
 * are read as GB18030, which contains them; iso-8859-1 and ascii are read as
 * windows-1252). GB18030 is decoded by our own table, generated at build
 * time; the rest goes through iconv, whose converters must be opened before
 * the jail closes (gp_charset_preload). Those converters
 * hold state: one thread at a time may decode or encode.
 */
#ifndef GP_TEXT_CHARSET_H
#define GP_TEXT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buf.h"

struct gp_charset; /* one static object an encoding: compare by address */

/* Where the decision came from, strongest first. */
enum gp_charset_source {
	GP_CHARSET_BOM,
	GP_CHARSET_HEADER,   /* Content-Type: …; charset= */
	GP_CHARSET_META,     /* prescan of the first 1024 bytes */
	GP_CHARSET_UTF8,     /* nothing declared, and the bytes are valid UTF-8 */
	GP_CHARSET_GUESSED,  /* GB18030 or Big5 by their error rate */
	GP_CHARSET_FALLBACK, /* nothing fits: windows-1252 */
};

struct gp_charset_choice {
	const struct gp_charset *declared; /* by header, else by meta; NULL when neither does */
	const struct gp_charset *used;
	enum gp_charset_source source;
	size_t bom;       /* bytes to skip before decoding */
	bool mislabelled; /* declared, but the bytes say otherwise: `used` differs */
	bool late_meta;   /* declared only by a meta after byte 1024 (looked for up to 16 KiB) */
	bool well_formed; /* there is no BOM, and all of it is UTF-8: decoding as such would change nothing */
};

/* NULL for an unknown label. Case and surrounding ASCII space do not matter. */
const struct gp_charset *gp_charset_by_label(const char *label, size_t n);
/* The WHATWG name in lower case: "utf-8", "gb18030", "big5". Static. */
const char *gp_charset_name(const struct gp_charset *cs);

/*
 * The encoding that the beginning of a page declares (HTML Standard, 13.2.3.2: meta, else the
 * XML declaration; utf-16 is read as utf-8), or NULL. Give it the bytes to be searched.
 */
const struct gp_charset *gp_charset_prescan(const char *body, size_t n);

/*
 * Decides the encoding of a page: BOM > header > meta prescan > UTF-8 check >
 * GB18030 > Big5 by error rate (GB18030 when that ties). A declaration
 * that the bytes contradict (declared utf-8 but invalid, say) loses, and
 * `mislabelled` is set. `header` is the charset parameter of Content-Type or NULL.
 */
void gp_charset_choose(struct gp_charset_choice *out, const char *body, size_t n,
    const char *header, size_t header_n);

/*
 * Appends n bytes as UTF-8 to `out`; what cannot be decoded becomes U+FFFD and
 * is counted in *errors (may be NULL). -1 only when `out` is full.
 * Newlines stay where they are, so line numbers hold.
 */
int gp_charset_decode(const struct gp_charset *cs, const char *body, size_t n, struct gp_buf *out,
    size_t *errors);

/*
 * Appends UTF-8 text encoded in `cs` to `out`; what `cs` cannot express becomes
 * "&#NNNN;" (Encoding Standard, "html" error mode). UTF-16 and unknown encode as UTF-8.
 */
int gp_charset_encode(const struct gp_charset *cs, const char *utf8, size_t n, struct gp_buf *out);

/* Opens every converter now, so that none has to load a module inside the jail. */
void gp_charset_preload(void);

#endif
