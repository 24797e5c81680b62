/*
 * field_function.h - what conditions read of a record's fields, as functions of SQL.
 *
 *   gp_field(j, key)         the member of an object: a text, a number, 1 or 0 of a boolean, the JSON of a list or a map; NULL
 *                            where there is none, it is null, or j is no object
 *   gp_list(j, key)          the JSON of it where it is a list or a map, else NULL
 *   gp_has(j, key, text)     1: it is the text, or a list with it among its items; else 0
 *
 * The first is json_extract(j, '$.key'), but no tree is made of the document: a tenth of the time, and a condition on any field
 * of all records needs no index. j is JSON as this program writes it, without blanks.
 */
#ifndef GP_STORE_FIELD_FUNCTION_H
#define GP_STORE_FIELD_FUNCTION_H

#include "core/base/err.h"

struct sqlite3;

/* Makes them known to the connection. GP_EIO: no memory. */
int gp_field_function_register(struct sqlite3 *db, struct gp_err *e) GP_MUST_USE;

#endif
