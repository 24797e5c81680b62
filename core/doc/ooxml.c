#include "core/doc/ooxml.h"

#include <stdlib.h>
#include <string.h>

int gp_ooxml_open(struct gp_ooxml *o, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	*o = (struct gp_ooxml){.arena = a};
	gp_buf_init(&o->part, GP_ZIP_ENTRY_MAX + ((size_t)64 << 10));
	return gp_zip_in_open(&o->zip, p, n, e);
}

void gp_ooxml_close(struct gp_ooxml *o)
{
	gp_zip_in_free(o->zip);
	gp_buf_free(&o->part);
}

int gp_ooxml_read(struct gp_ooxml *o, const char *part, const struct gp_xml_reader *r, void *user, struct gp_err *e)
{
	if (gp_zip_in_read(o->zip, part, &o->part, e))
		return -1;
	return gp_xml_read(r, user, o->part.data ? o->part.data : "", o->part.len, e);
}

/* --- relationships */

struct rels {
	struct gp_arena *a;
	const char *part; /* that has them */
	struct gp_ooxml_rel *list;
	size_t count, cap;
};

const char *gp_ooxml_target(struct gp_arena *a, const char *part, const char *target)
{
	const char *slash = strrchr(part, '/');
	size_t dir = slash ? (size_t)(slash + 1 - part) : 0, n = strlen(target), len = 0;
	char *out = gp_arena_alloc(a, dir + n + 2);

	if (*target != '/') {
		memcpy(out, part, dir);
		len = dir;
	}
	while (*target) {
		size_t step = strcspn(target, "/");

		if (step == 2 && !memcmp(target, "..", 2)) {
			for (len -= len > 0; len && out[len - 1] != '/'; len--)
				;
		} else if (step && !(step == 1 && *target == '.')) {
			memcpy(out + len, target, step);
			len += step;
			if (target[step])
				out[len++] = '/';
		}
		target += step + (target[step] == '/');
	}
	out[len] = '\0';
	return out;
}

static void rels_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct rels *r = user;
	const char *id, *type, *target, *mode;
	bool external;

	if (ns != GP_XML_PACKAGE || strcmp(name, "Relationship") != 0)
		return;
	id = gp_xml_attr(x, GP_XML_NONE, "Id");
	type = gp_xml_attr(x, GP_XML_NONE, "Type");
	target = gp_xml_attr(x, GP_XML_NONE, "Target");
	mode = gp_xml_attr(x, GP_XML_NONE, "TargetMode");
	if (!id || !type || !target)
		return;
	if (r->count == GP_OOXML_RELS) {
		gp_fail(gp_xml_stop(x), GP_ELIMIT, "a part of the file refers to more than 20,000 others");
		return;
	}
	if (r->count == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 16;
		r->list = gp_reallocarray(r->list, r->cap, sizeof *r->list);
	}
	type = strrchr(type, '/') ? strrchr(type, '/') + 1 : type;
	external = mode && !strcmp(mode, "External");
	r->list[r->count++] = (struct gp_ooxml_rel){gp_arena_strndup(r->a, id, strlen(id)),
	    gp_arena_strndup(r->a, type, strlen(type)),
	    external ? gp_arena_strndup(r->a, target, strlen(target)) : gp_ooxml_target(r->a, r->part, target), external};
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct gp_ooxml_rel *)a)->id, ((const struct gp_ooxml_rel *)b)->id);
}

int gp_ooxml_rels(struct gp_ooxml *o, struct gp_ooxml_rels *out, const char *part, struct gp_err *e)
{
	static const struct gp_xml_reader reader = {.start = rels_start};
	const char *slash = strrchr(part, '/');
	size_t dir = slash ? (size_t)(slash + 1 - part) : 0;
	struct rels r = {.a = o->arena, .part = part};
	struct gp_buf name;
	struct gp_ooxml_rel *list;
	int rc = 0;

	gp_buf_init(&name, 2 * GP_ZIP_NAME_MAX);
	gp_buf_put(&name, part, dir);
	gp_buf_puts(&name, "_rels/");
	gp_buf_puts(&name, part + dir);
	gp_buf_puts(&name, ".rels");
	if (!name.full && gp_zip_in_has(o->zip, name.data))
		rc = gp_ooxml_read(o, name.data, &reader, &r, e);
	gp_buf_free(&name);
	list = gp_arena_alloc(o->arena, (r.count + 1) * sizeof *list);
	if (r.count)
		memcpy(list, r.list, r.count * sizeof *list);
	free(r.list);
	qsort(list, r.count, sizeof *list, by_id);
	*out = (struct gp_ooxml_rels){list, r.count};
	return rc;
}

const struct gp_ooxml_rel *gp_ooxml_rel(const struct gp_ooxml_rels *r, const char *id)
{
	struct gp_ooxml_rel key = {.id = id};

	return bsearch(&key, r->list, r->count, sizeof key, by_id);
}

const char *gp_ooxml_part(const struct gp_ooxml *o, const struct gp_ooxml_rels *r, const char *type)
{
	for (size_t i = 0; i < r->count; i++)
		if (!r->list[i].external && !strcmp(r->list[i].type, type) && gp_zip_in_has(o->zip, r->list[i].target))
			return r->list[i].target;
	return NULL;
}

/* --- properties */

struct title {
	struct gp_buf text;
	bool inside;
};

static void title_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct title *t = user;

	(void)x;
	t->inside = ns == GP_XML_DC && !strcmp(name, "title");
}

static void title_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	(void)x;
	(void)ns;
	(void)name;
	((struct title *)user)->inside = false;
}

static void title_text(void *user, struct gp_xml *x, const char *s, size_t n)
{
	struct title *t = user;

	(void)x;
	if (t->inside)
		gp_buf_put(&t->text, s, n);
}

int gp_ooxml_title(struct gp_ooxml *o, const char **out, struct gp_err *e)
{
	static const struct gp_xml_reader reader = {title_start, title_end, title_text};
	struct title t = {.inside = false};
	struct gp_ooxml_rels rels;
	const char *part;
	size_t n;
	int rc = gp_ooxml_rels(o, &rels, "", e);

	*out = NULL;
	gp_buf_init(&t.text, 4000);
	part = rc ? NULL : gp_ooxml_part(o, &rels, "core-properties");
	if (part)
		rc = gp_ooxml_read(o, part, &reader, &t, e);
	if (!rc && !gp_ooxml_blank(t.text.data, t.text.len))
		*out = gp_ooxml_text(o->arena, t.text.data, t.text.len, &n);
	gp_buf_free(&t.text);
	return rc;
}

/* --- text */

const char *gp_ooxml_text(struct gp_arena *a, const char *s, size_t n, size_t *out_n)
{
	char *out = gp_arena_alloc(a, n + 1);
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '\r' && i + 1 < n && s[i + 1] == '\n')
			continue;
		if (c == '\r')
			c = '\n';
		if (c >= ' ' ? c != 0x7F : c == '\n' || c == '\t')
			out[len++] = (char)c;
	}
	out[len] = '\0';
	*out_n = len;
	return out;
}

bool gp_ooxml_blank(const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		if (n - i >= 3 && !memcmp(s + i, "\xE3\x80\x80", 3)) /* U+3000 */
			i += 3;
		else if (n - i >= 2 && !memcmp(s + i, "\xC2\xA0", 2)) /* U+00A0 */
			i += 2;
		else if ((unsigned char)s[i] <= ' ')
			i++;
		else
			return false;
	}
	return true;
}
