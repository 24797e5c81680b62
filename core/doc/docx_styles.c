/* docx_styles.c - what styles and numberings say of their paragraphs (ISO/IEC 29500-1, 17.7 and 17.9) */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/doc/docx_impl.h"

#define BASES 16 /* styles that one is based on, in a row */
#define LEVELS 9 /* of a numbering */

struct reading {
	struct gp_docx_in_styles *s;
	struct gp_arena *a;
	struct gp_docx_in_style style;            /* that is being read */
	struct gp_docx_numbering used, defined;
	unsigned level;                        /* of the numbering */
	size_t cap, used_cap, defined_cap;
};

static const char *value(const struct gp_xml *x)
{
	return gp_xml_attr(x, GP_XML_WORD, "val");
}

static long number(const char *s, long otherwise)
{
	return s ? strtol(s, NULL, 10) : otherwise;
}

static void too_many(struct gp_xml *x)
{
	gp_fail(gp_xml_stop(x), GP_ELIMIT, "the file has more than 5,000 styles or lists");
}

/* --- styles */

/* "heading 3": 2; else -1. Names of built-in styles are English in every language. */
static int level_of(const char *name)
{
	return !strncasecmp(name, "heading ", 8) && name[8] >= '1' && name[8] <= '9' && !name[9] ? name[8] - '1' : -1;
}

static void style_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;
	const char *v;

	if (ns != GP_XML_WORD)
		return;
	if (!strcmp(name, "style")) {
		v = gp_xml_attr(x, GP_XML_WORD, "styleId");
		r->style = (struct gp_docx_in_style){.id = v ? gp_arena_strndup(r->a, v, strlen(v)) : NULL,
		    .level = -1, .list = -1};
		return;
	}
	v = value(x);
	if (!strcmp(name, "name") && v) {
		r->style.title = !strcasecmp(v, "title");
		if (r->style.level < 0)
			r->style.level = level_of(v);
	} else if (!strcmp(name, "basedOn") && v) {
		r->style.based_on = gp_arena_strndup(r->a, v, strlen(v));
	} else if (!strcmp(name, "outlineLvl")) {
		long n = number(v, -1);

		if (n >= 0 && n <= GP_DOCX_NO_LEVEL)
			r->style.level = (int)n;
	} else if (!strcmp(name, "numId")) {
		r->style.list = (int)(number(v, 0) & 0xFFFFFF);
	}
}

static void style_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;
	struct gp_docx_in_styles *s = r->s;

	if (ns != GP_XML_WORD || strcmp(name, "style") != 0 || !r->style.id)
		return;
	if (s->count == GP_DOCX_STYLES) {
		too_many(x);
		return;
	}
	if (s->count == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 64;
		s->list = gp_reallocarray(s->list, r->cap, sizeof *s->list);
	}
	s->list[s->count++] = r->style;
	r->style.id = NULL;
}

static int by_style(const void *a, const void *b)
{
	return strcmp(((const struct gp_docx_in_style *)a)->id, ((const struct gp_docx_in_style *)b)->id);
}

struct gp_docx_in_style gp_docx_in_style(const struct gp_docx_in_styles *s, const char *id)
{
	struct gp_docx_in_style out = {.id = id, .level = -1, .list = -1};

	for (int i = 0; id && i < BASES && s->count; i++) {
		struct gp_docx_in_style key = {.id = id};
		const struct gp_docx_in_style *it = bsearch(&key, s->list, s->count, sizeof key, by_style);

		if (!it)
			break;
		out.title = out.title || (i == 0 && it->title);
		out.level = out.level < 0 ? it->level : out.level;
		out.list = out.list < 0 ? it->list : out.list;
		id = it->based_on;
	}
	out.level = out.level < 0 ? GP_DOCX_NO_LEVEL : out.level;
	out.list = out.list < 0 ? 0 : out.list;
	return out;
}

/* --- numbering */

static void numbering_start(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;
	const char *v;

	if (ns != GP_XML_WORD)
		return;
	if (!strcmp(name, "abstractNum")) {
		v = gp_xml_attr(x, GP_XML_WORD, "abstractNumId");
		r->defined = (struct gp_docx_numbering){.id = number(v, -1)};
	} else if (!strcmp(name, "num")) {
		v = gp_xml_attr(x, GP_XML_WORD, "numId");
		r->used = (struct gp_docx_numbering){.id = number(v, -1), .abstract = -1};
	} else if (!strcmp(name, "lvl")) {
		r->level = (unsigned)number(gp_xml_attr(x, GP_XML_WORD, "ilvl"), LEVELS);
	} else if (!strcmp(name, "abstractNumId")) {
		r->used.abstract = number(value(x), -1);
	} else if (!strcmp(name, "lvlOverride")) {
		gp_xml_skip(x);
	} else if (!strcmp(name, "numFmt") && r->level < LEVELS) {
		v = value(x);
		if (v && (!strcmp(v, "bullet") || !strcmp(v, "none")))
			r->defined.bullets |= 1u << r->level;
	}
}

static void add_numbering(struct gp_docx_numbering **list, size_t *count, size_t *cap,
    const struct gp_docx_numbering *n, struct gp_xml *x)
{
	if (*count == GP_DOCX_NUMBERINGS) {
		too_many(x);
		return;
	}
	if (*count == *cap) {
		*cap = *cap ? 2 * *cap : 16;
		*list = gp_reallocarray(*list, *cap, sizeof **list);
	}
	(*list)[(*count)++] = *n;
}

static void numbering_end(void *user, struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	struct reading *r = user;
	struct gp_docx_in_styles *s = r->s;

	if (ns != GP_XML_WORD)
		return;
	if (!strcmp(name, "abstractNum"))
		add_numbering(&s->defined, &s->defined_count, &r->defined_cap, &r->defined, x);
	else if (!strcmp(name, "num"))
		add_numbering(&s->used, &s->used_count, &r->used_cap, &r->used, x);
}

static int by_number(const void *a, const void *b)
{
	const struct gp_docx_numbering *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

bool gp_docx_counts(const struct gp_docx_in_styles *s, long numbering, unsigned level)
{
	struct gp_docx_numbering key = {.id = numbering};
	const struct gp_docx_numbering *it;

	it = s->used_count ? bsearch(&key, s->used, s->used_count, sizeof key, by_number) : NULL;
	key.id = it ? it->abstract : -1;
	it = it && s->defined_count ? bsearch(&key, s->defined, s->defined_count, sizeof key, by_number) : NULL;
	return it && level < LEVELS && !(it->bullets >> level & 1);
}

/* --- both */

int gp_docx_in_styles(struct gp_docx_in_styles *s, struct gp_ooxml *o, const char *styles, const char *numbering,
    struct gp_err *e)
{
	static const struct gp_xml_reader of_styles = {.start = style_start, .end = style_end};
	static const struct gp_xml_reader of_numbering = {.start = numbering_start, .end = numbering_end};
	struct reading r = {.s = s, .a = o->arena, .level = LEVELS};

	*s = (struct gp_docx_in_styles){0};
	if (styles && gp_ooxml_read(o, styles, &of_styles, &r, e))
		return -1;
	if (numbering && gp_ooxml_read(o, numbering, &of_numbering, &r, e))
		return -1;
	if (s->count)
		qsort(s->list, s->count, sizeof *s->list, by_style);
	if (s->used_count)
		qsort(s->used, s->used_count, sizeof *s->used, by_number);
	if (s->defined_count)
		qsort(s->defined, s->defined_count, sizeof *s->defined, by_number);
	return 0;
}

void gp_docx_styles_free(struct gp_docx_in_styles *s)
{
	free(s->list);
	free(s->used);
	free(s->defined);
}
