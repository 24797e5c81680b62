#include "core/report/document_docx_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NUMBER_MAX 2000000000u /* of a list; Word counts them in 32 bits with a sign */

/* The number at the end of an id such as "rIdReport12", or 0. */
static unsigned number_after(const char *id, const char *prefix)
{
	size_t n = strlen(prefix);
	unsigned long v;

	if (strncmp(id, prefix, n) != 0 || id[n] < '0' || id[n] > '9')
		return 0;
	v = strtoul(id + n, NULL, 10);
	return v < NUMBER_MAX ? (unsigned)v : NUMBER_MAX;
}

/* A beginning that no relationship id of the part has. */
static const char *free_prefix(struct gp_word_sample *s, const struct gp_word_part *p)
{
	unsigned most = 0, n;
	const char *id;
	char prefix[40];
	size_t i;
	int len;

	for (i = 1; p && i < p->xml.count; i++) {
		id = gp_xml_span_attr(&p->xml.list[i], "Id");
		n = id ? number_after(id, "rIdReport") : 0;
		most = n > most ? n : most;
	}
	len = snprintf(prefix, sizeof prefix, "rIdReport%u_", most + 1);
	return gp_arena_strndup(&s->arena, prefix, (size_t)len);
}

/* w:val of a style's w:name, or "". */
static const char *name_of(const struct gp_word_part *styles, size_t style)
{
	size_t name = gp_word_child(styles, style, "w:name", 0);
	const char *v = name ? gp_xml_span_attr(&styles->xml.list[name], "w:val") : NULL;

	return v ? v : "";
}

static bool is_paragraph_style(const struct gp_word_part *styles, size_t style)
{
	const char *type = gp_xml_span_attr(&styles->xml.list[style], "w:type");

	return type && !strcmp(type, "paragraph") && gp_xml_span_attr(&styles->xml.list[style], "w:styleId");
}

/* The style of the sample that stands for one of ours: by its name, else by its id; 0 for none. */
static size_t find_style(const struct gp_word_part *styles, enum gp_word_style which)
{
	size_t i, by_id = 0;
	const char *name;
	unsigned k;

	for (i = gp_word_child(styles, 0, "w:style", 0); i; i = gp_word_child(styles, 0, "w:style", i)) {
		if (!is_paragraph_style(styles, i))
			continue;
		for (k = 0; (name = gp_word_style_name(which, k)); k++)
			if (!strcasecmp(name, name_of(styles, i)))
				return i;
		if (!strcmp(gp_xml_span_attr(&styles->xml.list[i], "w:styleId"), gp_word_style_id(which)))
			by_id = i;
	}
	return by_id;
}

static bool id_is_taken(const struct gp_word_part *styles, const char *id)
{
	const char *other;
	size_t i;

	for (i = gp_word_child(styles, 0, "w:style", 0); i; i = gp_word_child(styles, 0, "w:style", i))
		if ((other = gp_xml_span_attr(&styles->xml.list[i], "w:styleId")) && !strcasecmp(other, id))
			return true;
	return false;
}

const char *gp_word_escaped(struct gp_word_sample *s, const char *id)
{
	struct gp_buf b;
	const char *copy;

	gp_buf_init(&b, GP_WORD_PART_MAX);
	gp_word_str(&b, id);
	copy = gp_word_keep(s, &b);
	gp_buf_free(&b);
	return copy;
}

static int choose_styles(struct gp_word_sample *s, struct gp_err *e)
{
	char id[60];
	size_t found;
	unsigned k;
	int i;

	for (i = 0; i < GP_WORD_STYLES && s->styles; i++) {
		if ((found = find_style(s->styles, (enum gp_word_style)i))) {
			s->x->style[i] = gp_word_escaped(s, gp_xml_span_attr(&s->styles->xml.list[found], "w:styleId"));
			continue;
		}
		snprintf(id, sizeof id, "%s", gp_word_style_id((enum gp_word_style)i));
		for (k = 1; id_is_taken(s->styles, id); k++) {
			if (k == 100)
				return gp_fail(e, GP_EPARSE, "the sample has too many styles of the same name");
			snprintf(id, sizeof id, "%sReport%u", gp_word_style_id((enum gp_word_style)i), k);
		}
		s->x->style[i] = gp_arena_strndup(&s->arena, id, strlen(id));
	}
	return 0;
}

/* The greatest number of the numbering's children of this name, or 0. */
static unsigned greatest(const struct gp_word_part *p, const char *child, const char *attr)
{
	unsigned most = 0, n;
	const char *v;
	size_t i;

	for (i = gp_word_child(p, 0, child, 0); i; i = gp_word_child(p, 0, child, i)) {
		v = gp_xml_span_attr(&p->xml.list[i], attr);
		n = v ? number_after(v, "") : 0;
		most = n > most ? n : most;
	}
	return most;
}

int gp_word_choose_ids(struct gp_word_sample *s, struct gp_err *e)
{
	unsigned num;

	s->x->link_prefix = free_prefix(s, s->relations);
	s->package_prefix = free_prefix(s, s->package);
	if (s->numbering) {
		num = greatest(s->numbering, "w:num", "w:numId");
		s->abstract_list = greatest(s->numbering, "w:abstractNum", "w:abstractNumId") + 1;
		if (num >= NUMBER_MAX - GP_DOCUMENT_BLOCKS || s->abstract_list > NUMBER_MAX - 1)
			return gp_fail(e, GP_EPARSE, "the lists of the sample are numbered too high");
		s->x->bullets = num + 1;
	}
	return choose_styles(s, e);
}

struct gp_word_part *gp_word_put_part(struct gp_word_sample *s, const char *name, const struct gp_buf *bytes)
{
	struct gp_word_part *p = gp_arena_alloc(&s->arena, sizeof *p);

	*p = (struct gp_word_part){.name = name, .p = gp_word_keep(s, bytes), .n = bytes->len, .next = s->parts};
	s->parts = p;
	return p;
}

void gp_word_new_part(struct gp_word_sample *s, const char *kind, const struct gp_buf *bytes)
{
	char name[60];
	struct gp_buf b;
	unsigned k = 1;
	int n;

	do
		n = snprintf(name, sizeof name, "word/%sReport%u.xml", kind, k++);
	while (gp_zip_in_has(s->zip, name));
	gp_word_put_part(s, gp_arena_strndup(&s->arena, name, (size_t)n), bytes);
	gp_buf_printf(&s->x->links, "<Relationship Id=\"%s%s\" Type=\"" GP_WORD_RELATION "%s\" Target=\"/%s\"/>",
	    s->x->link_prefix, kind, kind, name);
	gp_buf_init(&b, 1000);
	gp_buf_printf(&b, "<Override PartName=\"/%s\" ContentType=\"" GP_WORD_MIME "%s+xml\"/>", name, kind);
	gp_word_append(s, s->types, 0, gp_word_keep(s, &b), b.len);
	gp_buf_free(&b);
}

static void merge_styles(struct gp_word_sample *s)
{
	struct gp_buf b;
	int i;

	gp_buf_init(&b, GP_WORD_PART_MAX);
	if (s->styles) {
		for (i = 0; i < GP_WORD_STYLES; i++)
			if (s->x->used & 1u << i && !find_style(s->styles, (enum gp_word_style)i))
				gp_word_style(&b, (enum gp_word_style)i, s->x->style[i], s->x->zh);
		if (b.len)
			gp_word_append(s, s->styles, 0, gp_word_keep(s, &b), b.len);
	} else {
		gp_word_styles(&b, s->x);
		gp_word_new_part(s, "styles", &b);
	}
	gp_buf_free(&b);
}

/* Definitions stand before the lists that use them, and these before w:numIdMacAtCleanup. */
static void put_lists(struct gp_word_sample *s, const struct gp_buf *definitions, const struct gp_buf *lists)
{
	struct gp_word_part *p = s->numbering;
	size_t first = gp_word_child(p, 0, "w:num", 0), last = gp_word_child(p, 0, "w:numIdMacAtCleanup", 0), at;
	struct gp_buf both;

	gp_buf_init(&both, GP_WORD_PART_MAX);
	if (first) {
		at = p->xml.list[first].start;
		gp_word_edit(p, at, at, gp_word_keep(s, definitions), definitions->len);
	} else {
		gp_buf_put(&both, definitions->data, definitions->len);
	}
	gp_buf_put(&both, lists->data, lists->len);
	if (last) {
		at = p->xml.list[last].start;
		gp_word_edit(p, at, at, gp_word_keep(s, &both), both.len);
	} else {
		gp_word_append(s, p, 0, gp_word_keep(s, &both), both.len);
	}
	gp_buf_free(&both);
}

static void merge_numbering(struct gp_word_sample *s)
{
	const struct gp_document *d = s->x->d;
	struct gp_buf definitions, lists;
	size_t i;

	for (i = 0; i < d->count && d->blocks[i].kind != GP_BLOCK_LIST; i++)
		;
	if (i == d->count)
		return;
	gp_buf_init(&definitions, GP_WORD_PART_MAX);
	gp_buf_init(&lists, GP_WORD_PART_MAX);
	if (s->numbering) {
		gp_word_abstract_list(&definitions, s->abstract_list, false);
		gp_word_abstract_list(&definitions, s->abstract_list + 1, true);
		gp_word_nums(&lists, s->x, s->abstract_list, s->abstract_list + 1);
		put_lists(s, &definitions, &lists);
	} else {
		gp_word_numbering(&lists, s->x);
		gp_word_new_part(s, "numbering", &lists);
	}
	gp_buf_free(&definitions);
	gp_buf_free(&lists);
}

void gp_word_merge(struct gp_word_sample *s)
{
	merge_styles(s);
	merge_numbering(s);
}
