#include "core/doc/doc_facts.h"

#include <stdlib.h>
#include <string.h>

#include "core/doc/ooxml.h"

static const char *const types[GP_DOC_TYPES] = {"docx", "xlsx", "ofd", "pdf", "html", "txt", "md", "xls"};
static const char *const kinds[GP_DOC_KINDS] = {"heading", "paragraph", "cell", "list", "header", "footer", "comment",
    "inserted", "deleted", "note", "name", "property"};

static int by_name(const char *const *list, int count, const char *name, size_t n)
{
	int i = 0;

	while (i < count && (strlen(list[i]) != n || memcmp(list[i], name, n) != 0))
		i++;
	return i;
}

const char *gp_doc_type_name(enum gp_doc_type t)
{
	return t < GP_DOC_TYPES ? types[t] : "";
}

enum gp_doc_type gp_doc_type_by_name(const char *name, size_t n)
{
	return (enum gp_doc_type)by_name(types, GP_DOC_TYPES, name, n);
}

const char *gp_doc_kind_name(enum gp_doc_kind k)
{
	return k < GP_DOC_KINDS ? kinds[k] : "";
}

enum gp_doc_kind gp_doc_kind_by_name(const char *name, size_t n)
{
	return (enum gp_doc_kind)by_name(kinds, GP_DOC_KINDS, name, n);
}

struct gp_doc_str gp_doc_part_text(const struct gp_doc_facts *f, const struct gp_doc_part *p)
{
	if (p->from >= f->text.n && p->line == 0)
		return (struct gp_doc_str){f->behind.p + (p->from - f->text.n), p->n};
	return (struct gp_doc_str){f->text.p + p->from, p->n};
}

const struct gp_doc_part *gp_doc_part_at(const struct gp_doc_facts *f, size_t at)
{
	size_t lo = 0, hi = f->block_count;

	while (lo < hi) { /* the last that does not begin behind it */
		size_t mid = lo + (hi - lo) / 2;

		if (f->parts[f->blocks[mid]].from <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (!lo || at >= f->text.n || at > f->parts[f->blocks[lo - 1]].from + (size_t)f->parts[f->blocks[lo - 1]].n)
		return NULL;
	return &f->parts[f->blocks[lo - 1]];
}

/* --- making them */

void gp_doc_begin(struct gp_doc_builder *b, struct gp_arena *a, enum gp_doc_type type)
{
	*b = (struct gp_doc_builder){.arena = a, .line = 1, .facts = {.type = type, .title = {"", 0}}};
	gp_buf_init(&b->text, GP_DOC_TEXT_MAX);
	gp_buf_init(&b->behind, GP_DOC_TEXT_MAX);
}

int gp_doc_clean(struct gp_buf *out, const char *s, size_t n)
{
	for (size_t i = 0, run; i < n; i += run + (i + run < n)) {
		for (run = 0; i + run < n; run++) {
			unsigned char c = (unsigned char)s[i + run];

			if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7F)
				break;
		}
		if (run && gp_buf_put(out, s + i, run))
			return -1;
		if (i + run < n && s[i + run] == '\r' && (i + run + 1 == n || s[i + run + 1] != '\n') && gp_buf_putc(out, '\n'))
			return -1;
	}
	return 0;
}

static int keep(struct gp_doc_builder *b, struct gp_doc_str *out, const char *s, size_t n)
{
	if (n > GP_DOC_STRINGS_MAX - b->strings)
		return -1;
	b->strings += n;
	*out = (struct gp_doc_str){gp_arena_strndup(b->arena, s, n), n};
	return 0;
}

static int add_part(struct gp_doc_builder *b, const struct gp_doc_part *p, const char *at)
{
	struct gp_doc_part *last = b->facts.part_count ? &b->parts[b->facts.part_count - 1] : NULL;
	struct gp_doc_part *to;

	if (b->facts.part_count == GP_DOC_PARTS)
		return -1;
	if (b->facts.part_count == b->part_cap) {
		b->part_cap = b->part_cap ? 2 * b->part_cap : 64;
		b->parts = gp_reallocarray(b->parts, b->part_cap, sizeof *b->parts);
		last = b->facts.part_count ? &b->parts[b->facts.part_count - 1] : NULL;
	}
	to = &b->parts[b->facts.part_count];
	*to = *p;
	if (last && last->at.n == strlen(at) && !memcmp(last->at.p, at, last->at.n))
		to->at = last->at;
	else if (keep(b, &to->at, at, strlen(at)))
		return -1;
	b->facts.part_count++;
	return 0;
}

int gp_doc_block(struct gp_doc_builder *b, enum gp_doc_kind kind, const char *at, bool hidden, const char *s, size_t n,
    size_t *from)
{
	struct gp_doc_part p = {.kind = kind, .hidden = hidden, .from = (uint32_t)b->text.len, .n = (uint32_t)n,
	    .line = b->line};

	if (gp_ooxml_blank(s, n))
		return 0;
	if (n >= GP_DOC_TEXT_MAX || gp_buf_put(&b->text, s, n) || gp_buf_putc(&b->text, '\n') || add_part(b, &p, at))
		return -1;
	if (from)
		*from = p.from;
	b->seen = p.from;
	b->seen_line = b->line++;
	for (const char *nl = s; (nl = memchr(nl, '\n', (size_t)(s + n - nl))); nl++)
		b->line++;
	return 0;
}

int gp_doc_within(struct gp_doc_builder *b, enum gp_doc_kind kind, const char *at, size_t from, size_t n)
{
	const struct gp_doc_part *last = b->facts.part_count ? &b->parts[b->facts.part_count - 1] : NULL;
	struct gp_doc_part p = {.kind = kind, .from = (uint32_t)from, .n = (uint32_t)n};

	if (!n || !last || from < last->from || from < b->seen || from + n > b->text.len)
		return 0;
	for (; b->seen < from; b->seen++)
		b->seen_line += b->text.data[b->seen] == '\n';
	p.line = b->seen_line;
	return add_part(b, &p, at);
}

int gp_doc_meta_add(struct gp_doc_builder *b, const char *name, const char *value, size_t n)
{
	struct gp_doc_part p = {.kind = GP_DOC_PROPERTY, .from = (uint32_t)b->behind.len};
	struct gp_doc_meta *m;

	if (gp_ooxml_blank(value, n))
		return 0;
	for (size_t i = 0; i < b->facts.meta_count; i++)
		if (b->metas[i].name.n == strlen(name) && !memcmp(b->metas[i].name.p, name, strlen(name)))
			return 0;
	if (b->facts.meta_count == GP_DOC_METAS)
		return -1;
	if (b->facts.meta_count == b->meta_cap) {
		b->meta_cap = b->meta_cap ? 2 * b->meta_cap : 16;
		b->metas = gp_reallocarray(b->metas, b->meta_cap, sizeof *b->metas);
	}
	if (gp_doc_clean(&b->behind, value, n))
		return -1;
	p.n = (uint32_t)b->behind.len - p.from;
	m = &b->metas[b->facts.meta_count];
	if (keep(b, &m->name, name, strlen(name)) || keep(b, &m->value, b->behind.data + p.from, p.n))
		return -1;
	b->facts.meta_count++;
	if (!strcmp(name, "title"))
		b->facts.title = m->value;
	return gp_buf_putc(&b->behind, '\n') || add_part(b, &p, name) ? -1 : 0;
}

int gp_doc_link_add(struct gp_doc_builder *b, const char *href, const char *text, size_t n, const char *at)
{
	struct gp_doc_link *l;

	if (b->facts.link_count == GP_DOC_LINKS)
		return -1;
	if (b->facts.link_count == b->link_cap) {
		b->link_cap = b->link_cap ? 2 * b->link_cap : 16;
		b->links = gp_reallocarray(b->links, b->link_cap, sizeof *b->links);
	}
	l = &b->links[b->facts.link_count++];
	*l = (struct gp_doc_link){{"", 0}, {"", 0}, {"", 0}};
	return keep(b, &l->href, href, strlen(href)) || keep(b, &l->text, text, n) || keep(b, &l->at, at, strlen(at)) ?
	    -1 : 0;
}

static void *move(struct gp_arena *a, const void *list, size_t count, size_t size)
{
	void *out = gp_arena_alloc(a, count * size + 1);

	if (count)
		memcpy(out, list, count * size);
	return out;
}

/* Blocks first, in the order of the text, then the properties, whose positions follow it. */
static void order_parts(struct gp_doc_builder *b, struct gp_doc_facts *out)
{
	struct gp_doc_part *parts = gp_arena_alloc(b->arena, (out->part_count + 1) * sizeof *parts);
	uint32_t *blocks = gp_arena_alloc(b->arena, (out->part_count + 1) * sizeof *blocks);
	size_t n = 0;

	for (size_t i = 0; i < out->part_count; i++) {
		if (!b->parts[i].line)
			continue;
		if (b->parts[i].kind != GP_DOC_INSERTED)
			blocks[out->block_count++] = (uint32_t)n;
		parts[n++] = b->parts[i];
	}
	for (size_t i = 0; i < out->part_count; i++)
		if (!b->parts[i].line) {
			parts[n] = b->parts[i];
			parts[n++].from += (uint32_t)out->text.n;
		}
	out->parts = parts;
	out->blocks = blocks;
}

void gp_doc_end(struct gp_doc_builder *b, struct gp_doc_facts *out)
{
	*out = b->facts;
	out->text = (struct gp_doc_str){gp_arena_strndup(b->arena, b->text.len ? b->text.data : "", b->text.len), b->text.len};
	out->behind = (struct gp_doc_str){gp_arena_strndup(b->arena, b->behind.len ? b->behind.data : "", b->behind.len),
	    b->behind.len};
	out->metas = move(b->arena, b->metas, out->meta_count, sizeof *b->metas);
	out->links = move(b->arena, b->links, out->link_count, sizeof *b->links);
	order_parts(b, out);
	gp_doc_drop(b);
}

void gp_doc_drop(struct gp_doc_builder *b)
{
	gp_buf_free(&b->text);
	gp_buf_free(&b->behind);
	free(b->parts);
	free(b->metas);
	free(b->links);
	*b = (struct gp_doc_builder){.arena = b->arena};
}

int gp_doc_too_large(struct gp_err *e)
{
	return gp_fail(e, GP_ELIMIT, "the file holds more than 8 MiB of text or 200,000 parts; split it");
}
