/*
 * Any bytes as office.lua: read or refused by name; what is read has the lines that the
 * scanner for rules finds, and meets the schema or a message.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/office/literal.h"
#include "core/office/office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct source {
	const char *p;
	size_t n;
};

static uint32_t line_of(void *user, const char *const *path)
{
	const struct source *s = user;

	return gp_literal_key_line(s->p, s->n, "office", path);
}

static void same_lines(struct source *s, const struct gp_value *v, const char *up)
{
	for (size_t i = 0; v->type == GP_VALUE_MAP && i < v->map.n && i < 16; i++) {
		const struct gp_member *m = &v->map.members[i];
		const char *path[3] = {up ? up : m->key, up ? m->key : NULL, NULL};

		if (line_of(s, path) != m->line || m->line > m->value.line)
			abort();
		if (!up)
			same_lines(s, &m->value, m->key);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct source s = {(const char *)data, n};
	struct gp_schema_source from = {"office.lua", "office", GP_EUSAGE, line_of, &s};
	const char *const whole[] = {NULL}, *const inner[] = {"sites", "2", "url", NULL};
	struct gp_err e = GP_ERR_INIT;
	struct gp_arena a = {0};
	struct gp_value v;

	line_of(&s, inner);
	if (gp_literal_read(&v, &a, s.p, n, "office.lua", "office", &e)) {
		if (strncmp(e.msg, "office.lua:", 11) != 0)
			abort();
	} else {
		/* entries that are nil have lines and are not read */
		if (line_of(&s, whole) && !memmem(data, n, "nil", 3))
			same_lines(&s, &v, NULL);
		if (gp_schema_check(&v, &gp_office_schema, &from, &e) && strncmp(e.msg, "office.lua:", 11))
			abort();
	}
	gp_arena_free(&a);
	return 0;
}
