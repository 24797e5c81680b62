/*
 * json.h - the one JSON writer: streaming, always valid, no tree.
 *
 * Values go to a buffer, which a writer of a long document drains between
 * them. Strings are UTF-8; bytes that are not
 * become U+FFFD, so the output parses whatever came in. Numbers and escapes
 * follow RFC 8785; key order is the caller's.
 */
#ifndef GP_BASE_JSON_H
#define GP_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buf.h"

#define GP_JSON_DEPTH 48 /* a value of its greatest depth (value.h) fits inside a report */

struct gp_json {
	struct gp_buf *out;
	int depth;
	bool some[GP_JSON_DEPTH + 1]; /* a value stands at this depth: a comma is due */
	bool after_key;
};

void gp_json_init(struct gp_json *j, struct gp_buf *out);
void gp_json_object(struct gp_json *j);
void gp_json_object_end(struct gp_json *j);
void gp_json_array(struct gp_json *j);
void gp_json_array_end(struct gp_json *j);
void gp_json_key(struct gp_json *j, const char *key);
void gp_json_keyn(struct gp_json *j, const char *key, size_t n);
void gp_json_str(struct gp_json *j, const char *s); /* NULL writes null */
void gp_json_strn(struct gp_json *j, const char *s, size_t n);
void gp_json_int(struct gp_json *j, int64_t v);
/* The shortest digits that read back as v (ECMAScript's Number::toString); null when v is not finite. */
void gp_json_number(struct gp_json *j, double v);
void gp_json_bool(struct gp_json *j, bool v);
void gp_json_null(struct gp_json *j);

#endif
