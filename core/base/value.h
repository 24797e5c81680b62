/*
 * value.h - plain data from outside: null, booleans, numbers, strings, lists, maps.
 *
 * What a script returns, what it declares and what office.lua holds comes to the engine
 * as such a tree, never as a Lua value. Packed, a tree is a run of bytes that crosses a
 * process or lies in a store; the reader trusts none of them.
 *
 * Packed: one byte of type, then: booleans 1 byte; integers and numbers 8 bytes; strings
 * u32 length and bytes; lists u32 count and the items; maps u32 count and pairs
 * of key (as a string without type byte) and value. Host byte order.
 */
#ifndef GP_BASE_VALUE_H
#define GP_BASE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/json.h"
#include "core/base/mem.h"

#define GP_VALUE_DEPTH 32             /* lists and maps inside one another */
#define GP_VALUE_MAX ((size_t)1 << 20) /* packed bytes of one tree from a script */

enum gp_value_type {
	GP_VALUE_NULL,
	GP_VALUE_BOOL,
	GP_VALUE_INT,
	GP_VALUE_NUMBER, /* finite */
	GP_VALUE_STRING,
	GP_VALUE_LIST,
	GP_VALUE_MAP,
	GP_VALUE_CODE,   /* a function of a declaration: only that it is there */
	GP_VALUE_TYPES,
};

struct gp_member;

struct gp_value {
	enum gp_value_type type;
	uint32_t line; /* where it begins in its file, 1-based; 0: not known */
	union {
		bool truth;
		int64_t integer;
		double number;
		struct {
			const char *p; /* UTF-8 with a NUL after it, perhaps NULs inside */
			size_t n;
		} string;
		struct {
			const struct gp_value *items;
			size_t n;
		} list;
		struct {
			const struct gp_member *members; /* in the order of the file or the script */
			size_t n;
		} map;
	};
};

struct gp_member {
	const char *key; /* as a string above */
	size_t key_n;
	uint32_t line;
	struct gp_value value;
};

/* "a string", "a list", … for messages, in English; gp_err_word() translates them. */
const char *gp_value_type_name(enum gp_value_type t);

/* The member of a map; NULL when v is NULL, no map, or has none such. */
const struct gp_value *gp_value_get(const struct gp_value *v, const char *key);
/* The string at `key`, or NULL. */
const char *gp_value_str(const struct gp_value *v, const char *key);
/* The integer at `key`, or `otherwise`. */
int64_t gp_value_int(const struct gp_value *v, const char *key, int64_t otherwise);

/* How many lists and maps are inside of one another: 0 of a number, 1 of a list of numbers. */
int gp_value_depth(const struct gp_value *v);

/* Packing, piece by piece; the buffer's `full` tells whether all of it fitted. */
void gp_pack_null(struct gp_buf *b);
void gp_pack_bool(struct gp_buf *b, bool v);
void gp_pack_int(struct gp_buf *b, int64_t v);
void gp_pack_number(struct gp_buf *b, double v);
void gp_pack_str(struct gp_buf *b, const char *s, size_t n);
void gp_pack_code(struct gp_buf *b);
/* n items follow */
void gp_pack_list(struct gp_buf *b, size_t n);
/* n times gp_pack_key() and a value follow */
void gp_pack_map(struct gp_buf *b, size_t n);
void gp_pack_key(struct gp_buf *b, const char *key, size_t n);
void gp_pack_value(struct gp_buf *b, const struct gp_value *v);

/*
 * Reads p[0..n), all of it, into the arena. GP_EPARSE when it is not a tree: cut short,
 * too deep, not UTF-8, not finite, bytes left over. Allocates a small multiple of n.
 */
int gp_value_unpack(struct gp_value *out, struct gp_arena *a, const char *p, size_t n,
    struct gp_err *e) GP_MUST_USE;

/* As JSON: code is null. The writer's depth bounds what can be written (json.h). */
void gp_json_value(struct gp_json *j, const struct gp_value *v);

#endif
