/*
 * json_read.h - reads JSON (RFC 8259) that this program has written: what lies in a store.
 *
 * Such text is hostile as any: the file may have been changed. Two readers. The tree, checked through and
 * through. And the members of one object as they are written, for those who move them elsewhere and need no tree.
 */
#ifndef GP_BASE_JSON_READ_H
#define GP_BASE_JSON_READ_H

#include "core/base/value.h"

/*
 * Reads p[0..n), all of it, into the arena. Whole numbers within 64 bits are integers. GP_EPARSE: no JSON, deeper
 * than GP_VALUE_DEPTH, strings that are not UTF-8. Of members with one key all are there.
 */
int gp_json_read(struct gp_value *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e) GP_MUST_USE;

/* A member as it is written: the key without its quotes, the value with all of its own. */
struct gp_json_member {
	const char *key;
	size_t key_n;
	const char *value;
	size_t n;
};

/* Over the members of one object: cleared, `p` and `end` set to its text. */
struct gp_json_walk {
	const char *p, *end;
	bool inside;
};

/*
 * The next member: 1; 0: there is none any more; -1: this is no object. What lies in a value is only skipped, so
 * that a value is whole but may be no JSON. Keys with escapes in them keep those.
 */
int gp_json_next(struct gp_json_walk *w, struct gp_json_member *out) GP_MUST_USE;
/* The same over the items of an array. */
int gp_json_next_item(struct gp_json_walk *w, const char **value, size_t *n) GP_MUST_USE;

#endif
