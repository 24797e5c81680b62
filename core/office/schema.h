/*
 * schema.h - what a tree of values may look like, declared as tables.
 *
 * For what people write: office.lua, the declarations of rules. The first thing that is
 * wrong, in the order of the tree, is reported with its line, its place and the nearest
 * word that is allowed.
 */
#ifndef GP_OFFICE_SCHEMA_H
#define GP_OFFICE_SCHEMA_H

#include "core/base/value.h"

#define GP_SCHEMA_NAMES 64 /* fields of a table, words of a set */

/* Types of a schema, or'ed. */
#define GP_IS(type) (1u << GP_VALUE_##type)
#define GP_IS_NUMBER (GP_IS(INT) | GP_IS(NUMBER))

struct gp_schema_field;

/* Looks closer at a value of an allowed type: NULL, or what it must be ("must begin with /"). */
typedef const char *gp_schema_check_fn(const struct gp_value *v);

struct gp_schema {
	unsigned types; /* an empty list is an empty map as well, and vice versa */
	/* strings: one of these, ended by NULL; NULL: any */
	const char *const *words;
	/* of integers; of the number of entries of lists; both 0: any */
	int64_t min, max;
	/* of maps, ended by a NULL key; NULL: any names, with values like `each` */
	const struct gp_schema_field *fields;
	/* items of lists, values of maps without fields; NULL: any */
	const struct gp_schema *each;
	gp_schema_check_fn *check; /* or NULL */
};

struct gp_schema_field {
	const char *key;
	bool required;
	struct gp_schema value;
};

/* Where the tree comes from. */
struct gp_schema_source {
	const char *file;   /* "office.lua" */
	const char *word;   /* what the whole is called in messages: "office", "rule" */
	enum gp_code code;  /* of errors: GP_EUSAGE, GP_ESCRIPT */
	/*
	 * The line of the value at `path` when the tree does not say it (literal.h,
	 * gp_literal_key_line(): keys, places as numbers from "1", ended by NULL); 0: not
	 * known. May be NULL.
	 */
	uint32_t (*line)(void *user, const char *const *path);
	void *user;
};

int gp_schema_check(const struct gp_value *v, const struct gp_schema *s,
    const struct gp_schema_source *from, struct gp_err *e) GP_MUST_USE;

#endif
