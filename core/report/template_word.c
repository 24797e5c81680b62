#include "core/report/template_word.h"

#include <string.h>

size_t gp_template_child(const struct gp_template_part *t, size_t of, const char *name)
{
	const struct gp_xml_span *list = t->xml.list;

	for (size_t i = of + 1; i < list[of].next; i = list[i].next)
		if (!strcmp(list[i].name, name))
			return i;
	return 0;
}

static void put(struct gp_template_part *t, size_t from, size_t to)
{
	gp_buf_put(t->out, t->p + from, to - from);
}

/* Whether there may be a tag anywhere in an element: else it is copied as it is. */
static bool has_tags(const struct gp_template_part *t, size_t element)
{
	for (size_t i = element; i < t->xml.list[element].next; i++) /* a tag may be split, so one brace is enough */
		if (strchr(t->xml.list[i].text, '{'))
			return true;
	return false;
}

int gp_template_element(struct gp_template_part *t, size_t i, const struct gp_template_scope *scope, struct gp_err *e)
{
	const struct gp_xml_span *at = &t->xml.list[i];

	if (!has_tags(t, i)) {
		put(t, at->start, at->end);
		return 0;
	}
	if (!strcmp(at->name, "w:p"))
		return gp_template_paragraph(t, i, scope, e);
	if (!strcmp(at->name, "w:tbl"))
		return gp_template_table(t, i, scope, e);
	put(t, at->start, at->inner);
	if (gp_template_children(t, i + 1, at->next, at->inner, at->inner_end, scope, e))
		return -1;
	put(t, at->inner_end, at->end);
	return 0;
}

int gp_template_end(struct gp_template_part *t, const struct gp_template_tag *open, size_t from, size_t last, size_t *end,
    struct gp_err *e)
{
	struct gp_template_tag tag;
	int depth = 0;

	for (*end = t->xml.list[from].next; *end < last; *end = t->xml.list[*end].next) {
		if (!gp_template_alone(t, *end, &tag))
			continue;
		if (gp_template_opens(&tag))
			depth++;
		else if (tag.kind == GP_TAG_END && !depth--)
			break;
	}
	if (*end >= last)
		return 0;
	if (!tag.name_n || (tag.name_n == open->name_n && !memcmp(tag.name, open->name, tag.name_n)))
		return 1;
	return gp_fail(e, GP_EUSAGE, "{{/%.*s}} ends what {{%.*s}} began; tags end in the order in which they stand",
	    (int)tag.name_n, tag.name, (int)open->name_n, open->name);
}

/* What stands between two paragraphs that are tags. */
static int put_section(struct gp_template_part *t, const struct gp_template_tag *open, size_t from, size_t end,
    const struct gp_template_scope *scope, struct gp_err *e)
{
	const struct gp_xml_span *list = t->xml.list;
	const struct gp_value *items;
	unsigned outer = t->series;
	size_t times;

	if (gp_template_times(&times, &items, open, scope, e))
		return gp_template_where(t, from, e);
	t->series = ++t->last_series;
	for (size_t i = 0; i < times; i++) {
		struct gp_template_scope inner = gp_template_inner(open, items, i, scope);

		if (gp_template_children(t, list[from].next, end, list[from].end, list[end].start, &inner, e))
			return -1;
	}
	t->series = outer;
	return 0;
}

int gp_template_children(struct gp_template_part *t, size_t first, size_t last, size_t from, size_t to,
    const struct gp_template_scope *scope, struct gp_err *e)
{
	const struct gp_xml_span *list = t->xml.list;
	struct gp_template_tag tag;
	size_t end;
	int found;

	for (size_t i = first; i < last; i = list[i].next) {
		put(t, from, list[i].start);
		if (!strcmp(list[i].name, "w:p") && gp_template_alone(t, i, &tag) && gp_template_opens(&tag)) {
			found = gp_template_end(t, &tag, i, last, &end, e);
			if (!found)
				gp_fail(e, GP_EUSAGE, "'%.*s' is begun and not ended: {{/%.*s}} is missing",
				    (int)tag.name_n, tag.name, (int)tag.name_n, tag.name);
			if (found != 1)
				return gp_template_where(t, i, e);
			if (put_section(t, &tag, i, end, scope, e))
				return -1;
			i = end;
		} else if (gp_template_element(t, i, scope, e)) {
			return -1;
		}
		from = list[i].end;
	}
	put(t, from, to);
	return 0;
}

int gp_template_part(struct gp_template_part *t, const struct gp_template_scope *scope, struct gp_err *e)
{
	const struct gp_xml_span *root = &t->xml.list[0];

	t->words = gp_word_words(&t->arena, &t->xml);
	put(t, 0, root->inner);
	if (gp_template_children(t, 1, t->xml.count, root->inner, root->inner_end, scope, e))
		return -1;
	put(t, root->inner_end, t->n);
	return 0;
}
