#include "core/base/value.h"

#include <math.h>
#include <string.h>

#include "core/base/utf8.h"

const char *gp_value_type_name(enum gp_value_type t)
{
	static const char *const names[GP_VALUE_TYPES] = {"nothing", "true or false", "a whole number", "a number",
	    "a string", "a list", "a table with names", "a function"};

	return t < GP_VALUE_TYPES ? names[t] : "?";
}

const struct gp_value *gp_value_get(const struct gp_value *v, const char *key)
{
	size_t n = strlen(key);

	if (!v || v->type != GP_VALUE_MAP)
		return NULL;
	for (size_t i = 0; i < v->map.n; i++)
		if (v->map.members[i].key_n == n && !memcmp(v->map.members[i].key, key, n))
			return &v->map.members[i].value;
	return NULL;
}

const char *gp_value_str(const struct gp_value *v, const char *key)
{
	const struct gp_value *s = gp_value_get(v, key);

	return s && s->type == GP_VALUE_STRING ? s->string.p : NULL;
}

int64_t gp_value_int(const struct gp_value *v, const char *key, int64_t otherwise)
{
	const struct gp_value *i = gp_value_get(v, key);

	return i && i->type == GP_VALUE_INT ? i->integer : otherwise;
}

int gp_value_depth(const struct gp_value *v)
{
	bool list = v->type == GP_VALUE_LIST, map = v->type == GP_VALUE_MAP;
	size_t n = list ? v->list.n : map ? v->map.n : 0;
	int deepest = 0;

	for (size_t i = 0; i < n; i++) {
		int d = gp_value_depth(list ? &v->list.items[i] : &v->map.members[i].value);

		deepest = d > deepest ? d : deepest;
	}
	return deepest + (list || map);
}

/* --- packing */

static void put_count(struct gp_buf *b, size_t n)
{
	uint32_t c = (uint32_t)n;

	if (n > UINT32_MAX)
		b->full = true;
	gp_buf_put(b, &c, sizeof c);
}

void gp_pack_null(struct gp_buf *b)
{
	gp_buf_putc(b, GP_VALUE_NULL);
}

void gp_pack_code(struct gp_buf *b)
{
	gp_buf_putc(b, GP_VALUE_CODE);
}

void gp_pack_bool(struct gp_buf *b, bool v)
{
	gp_buf_putc(b, GP_VALUE_BOOL);
	gp_buf_putc(b, v);
}

void gp_pack_int(struct gp_buf *b, int64_t v)
{
	gp_buf_putc(b, GP_VALUE_INT);
	gp_buf_put(b, &v, sizeof v);
}

void gp_pack_number(struct gp_buf *b, double v)
{
	gp_buf_putc(b, GP_VALUE_NUMBER);
	gp_buf_put(b, &v, sizeof v);
}

void gp_pack_key(struct gp_buf *b, const char *key, size_t n)
{
	put_count(b, n);
	gp_buf_put(b, key, n);
}

void gp_pack_str(struct gp_buf *b, const char *s, size_t n)
{
	gp_buf_putc(b, GP_VALUE_STRING);
	gp_pack_key(b, s, n);
}

void gp_pack_list(struct gp_buf *b, size_t n)
{
	gp_buf_putc(b, GP_VALUE_LIST);
	put_count(b, n);
}

void gp_pack_map(struct gp_buf *b, size_t n)
{
	gp_buf_putc(b, GP_VALUE_MAP);
	put_count(b, n);
}

void gp_pack_value(struct gp_buf *b, const struct gp_value *v)
{
	switch (v->type) {
	case GP_VALUE_BOOL:
		gp_pack_bool(b, v->truth);
		break;
	case GP_VALUE_INT:
		gp_pack_int(b, v->integer);
		break;
	case GP_VALUE_NUMBER:
		gp_pack_number(b, v->number);
		break;
	case GP_VALUE_STRING:
		gp_pack_str(b, v->string.p, v->string.n);
		break;
	case GP_VALUE_LIST:
		gp_pack_list(b, v->list.n);
		for (size_t i = 0; i < v->list.n; i++)
			gp_pack_value(b, &v->list.items[i]);
		break;
	case GP_VALUE_MAP:
		gp_pack_map(b, v->map.n);
		for (size_t i = 0; i < v->map.n; i++) {
			gp_pack_key(b, v->map.members[i].key, v->map.members[i].key_n);
			gp_pack_value(b, &v->map.members[i].value);
		}
		break;
	case GP_VALUE_CODE:
		gp_pack_code(b);
		break;
	default:
		gp_pack_null(b);
	}
}

/* --- unpacking */

struct reader {
	struct gp_arena *arena;
	const char *p;
	size_t left;
	size_t items; /* that may still come: each takes a byte, so no more than there are bytes */
	int depth;
	const char *wrong; /* NULL, or why this is no tree */
};

static void take(struct reader *r, void *to, size_t n)
{
	if (n > r->left) {
		r->wrong = "it is cut short";
		memset(to, 0, n);
		r->left = 0;
		return;
	}
	memcpy(to, r->p, n);
	r->p += n;
	r->left -= n;
}

/* An item takes at least one byte, so a count above what is left is a lie. */
static size_t take_count(struct reader *r, size_t item, bool counts_items)
{
	uint32_t n;

	take(r, &n, sizeof n);
	if (n > r->left / item || n > r->items) {
		r->wrong = "it is cut short";
		return 0;
	}
	if (counts_items)
		r->items -= n;
	return n;
}

static const char *take_string(struct reader *r, size_t *n)
{
	const char *s;

	*n = take_count(r, 1, false);
	if (!gp_utf8_valid(r->p, *n)) {
		r->wrong = "a string is not UTF-8";
		*n = 0;
	}
	s = gp_arena_strndup(r->arena, r->p, *n);
	r->p += *n;
	r->left -= *n;
	return s;
}

static void take_value(struct reader *r, struct gp_value *v);

static void take_list(struct reader *r, struct gp_value *v)
{
	size_t n = take_count(r, 1, true);
	struct gp_value *items = gp_arena_alloc(r->arena, (n ? n : 1) * sizeof *items);

	for (size_t i = 0; i < n && !r->wrong; i++)
		take_value(r, &items[i]);
	v->list.items = items;
	v->list.n = r->wrong ? 0 : n;
}

static void take_map(struct reader *r, struct gp_value *v)
{
	size_t n = take_count(r, 5, true); /* a key's length and a value's type */
	struct gp_member *members = gp_arena_alloc(r->arena, (n ? n : 1) * sizeof *members);

	for (size_t i = 0; i < n && !r->wrong; i++) {
		members[i].key = take_string(r, &members[i].key_n);
		members[i].line = 0;
		take_value(r, &members[i].value);
	}
	v->map.members = members;
	v->map.n = r->wrong ? 0 : n;
}

static void take_nested(struct reader *r, struct gp_value *v)
{
	if (++r->depth > GP_VALUE_DEPTH)
		r->wrong = "it is nested too deep";
	else if (v->type == GP_VALUE_LIST)
		take_list(r, v);
	else
		take_map(r, v);
	r->depth--;
}

static void take_value(struct reader *r, struct gp_value *v)
{
	unsigned char type;

	*v = (struct gp_value){0};
	take(r, &type, 1);
	if (r->wrong)
		return;
	if (type >= GP_VALUE_TYPES) {
		r->wrong = "a value has no known type";
		return;
	}
	v->type = (enum gp_value_type)type;
	switch (v->type) {
	case GP_VALUE_BOOL:
		take(r, &type, 1);
		v->truth = type != 0;
		break;
	case GP_VALUE_INT:
		take(r, &v->integer, sizeof v->integer);
		break;
	case GP_VALUE_NUMBER:
		take(r, &v->number, sizeof v->number);
		if (!isfinite(v->number))
			r->wrong = "a number is not finite";
		break;
	case GP_VALUE_STRING:
		v->string.p = take_string(r, &v->string.n);
		break;
	case GP_VALUE_LIST:
	case GP_VALUE_MAP:
		take_nested(r, v);
		break;
	default:
		break;
	}
}

int gp_value_unpack(struct gp_value *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct reader r = {.arena = a, .p = p, .left = n, .items = n};

	take_value(&r, out);
	if (!r.wrong && r.left)
		r.wrong = "bytes are left over";
	if (!r.wrong)
		return 0;
	*out = (struct gp_value){0};
	return gp_fail(e, GP_EPARSE, "this is no packed value: %s", r.wrong);
}

void gp_json_value(struct gp_json *j, const struct gp_value *v)
{
	switch (v->type) {
	case GP_VALUE_BOOL:
		gp_json_bool(j, v->truth);
		break;
	case GP_VALUE_INT:
		gp_json_int(j, v->integer);
		break;
	case GP_VALUE_NUMBER:
		gp_json_number(j, v->number);
		break;
	case GP_VALUE_STRING:
		gp_json_strn(j, v->string.p, v->string.n);
		break;
	case GP_VALUE_LIST:
		gp_json_array(j);
		for (size_t i = 0; i < v->list.n; i++)
			gp_json_value(j, &v->list.items[i]);
		gp_json_array_end(j);
		break;
	case GP_VALUE_MAP:
		gp_json_object(j);
		for (size_t i = 0; i < v->map.n; i++) {
			gp_json_keyn(j, v->map.members[i].key, v->map.members[i].key_n);
			gp_json_value(j, &v->map.members[i].value);
		}
		gp_json_object_end(j);
		break;
	default:
		gp_json_null(j);
	}
}
