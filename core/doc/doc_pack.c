/* doc_pack.c - facts of a file as a run of bytes, host byte order: head, parts, properties, links, strings, text */
#include <string.h>

#include "core/base/utf8.h"
#include "core/doc/doc_facts.h"

#define MAGIC 0x31445047u /* "GPD1" */

struct head {
	uint32_t magic, type, text, behind, parts, metas, links, strings;
	uint32_t title, title_n; /* within the strings, as all below */
};

struct span {
	uint32_t at, n;
};

struct part {
	uint32_t kind, hidden, from, n, line;
	struct span place;
};

struct meta {
	struct span name, value;
};

struct link {
	struct span href, text, place;
};

/* --- writing */

struct packing {
	struct gp_buf strings;
	struct gp_doc_str last; /* parts of one place come in a row */
	struct span last_span;
};

static struct span put(struct packing *k, struct gp_doc_str s)
{
	struct span out = {(uint32_t)k->strings.len, (uint32_t)s.n};

	if (s.n && s.p == k->last.p && s.n == k->last.n)
		return k->last_span;
	gp_buf_put(&k->strings, s.p, s.n);
	k->last = s;
	k->last_span = out;
	return out;
}

void gp_doc_pack(struct gp_buf *b, const struct gp_doc_facts *f)
{
	struct packing k = {.last = {NULL, 0}};
	struct head h = {MAGIC, f->type, (uint32_t)f->text.n, (uint32_t)f->behind.n, (uint32_t)f->part_count,
	    (uint32_t)f->meta_count, (uint32_t)f->link_count, 0, 0, (uint32_t)f->title.n};
	size_t start = b->len;

	gp_buf_init(&k.strings, GP_DOC_PACKED_MAX);
	gp_buf_put(&k.strings, f->title.p, f->title.n);
	gp_buf_put(b, &h, sizeof h);
	for (size_t i = 0; i < f->part_count; i++) {
		const struct gp_doc_part *p = &f->parts[i];
		struct part out = {p->kind, p->hidden, p->from, p->n, p->line, put(&k, p->at)};

		gp_buf_put(b, &out, sizeof out);
	}
	for (size_t i = 0; i < f->meta_count; i++) {
		struct meta out = {.name = put(&k, f->metas[i].name)};

		out.value = put(&k, f->metas[i].value);
		gp_buf_put(b, &out, sizeof out);
	}
	for (size_t i = 0; i < f->link_count; i++) {
		struct link out = {.href = put(&k, f->links[i].href)};

		out.text = put(&k, f->links[i].text);
		out.place = put(&k, f->links[i].at);
		gp_buf_put(b, &out, sizeof out);
	}
	gp_buf_put(b, k.strings.data, k.strings.len);
	gp_buf_put(b, f->text.p, f->text.n);
	gp_buf_put(b, f->behind.p, f->behind.n);
	if (k.strings.full)
		b->full = true;
	h.strings = (uint32_t)k.strings.len;
	if (b->len >= start + sizeof h)
		memcpy(b->data + start, &h, sizeof h);
	gp_buf_free(&k.strings);
}

/* --- reading */

struct reading {
	struct head h;
	const char *parts, *metas, *links, *strings, *text; /* `behind` follows the text */
	size_t all;                                         /* bytes of the text and what is behind it */
	bool bad;
};

/* A span of well-formed text is well-formed when it begins and ends between characters. */
static bool cuts_none(const char *p, size_t all, size_t at, size_t n)
{
	return at <= all && n <= all - at && (at == all || ((unsigned char)p[at] & 0xC0) != 0x80) &&
	    (at + n == all || ((unsigned char)p[at + n] & 0xC0) != 0x80);
}

static struct gp_doc_str take(struct reading *r, struct span s)
{
	if (cuts_none(r->strings, r->h.strings, s.at, s.n))
		return (struct gp_doc_str){r->strings + s.at, s.n};
	r->bad = true;
	return (struct gp_doc_str){"", 0};
}

static int locate(struct reading *r, const char *p, size_t n)
{
	const struct head *h = &r->h;
	size_t need;

	if (n < sizeof *h || n > GP_DOC_PACKED_MAX)
		return -1;
	memcpy(&r->h, p, sizeof r->h);
	if (h->magic != MAGIC || h->type >= GP_DOC_TYPES || h->parts > GP_DOC_PARTS || h->metas > GP_DOC_METAS ||
	    h->links > GP_DOC_LINKS || h->text > GP_DOC_TEXT_MAX || h->behind > GP_DOC_TEXT_MAX ||
	    h->strings > GP_DOC_PACKED_MAX)
		return -1;
	r->parts = p + sizeof *h;
	r->metas = r->parts + h->parts * sizeof(struct part);
	r->links = r->metas + h->metas * sizeof(struct meta);
	r->strings = r->links + h->links * sizeof(struct link);
	r->text = r->strings + h->strings;
	r->all = (size_t)h->text + h->behind;
	need = (size_t)(r->text - p) + r->all;
	return need == n && gp_utf8_valid(r->strings, h->strings) && gp_utf8_valid(r->text, h->text) &&
	    gp_utf8_valid(r->text + h->text, h->behind) ? 0 : -1;
}

static void take_parts(struct reading *r, struct gp_doc_facts *out, struct gp_arena *a)
{
	struct gp_doc_part *parts = gp_arena_alloc(a, (r->h.parts + 1) * sizeof *parts);
	uint32_t *blocks = gp_arena_alloc(a, (r->h.parts + 1) * sizeof *blocks), before = 0;
	bool behind = false;

	for (uint32_t i = 0; i < r->h.parts; i++) {
		struct part p;

		memcpy(&p, r->parts + i * sizeof p, sizeof p);
		behind = behind || !p.line;
		if (p.kind >= GP_DOC_KINDS || p.hidden > 1 || p.from < before || behind != !p.line ||
		    behind != (p.from >= r->h.text) || !cuts_none(r->text, r->all, p.from, p.n) ||
		    (!behind && p.n > r->h.text - p.from)) {
			r->bad = true;
			return;
		}
		before = p.from;
		if (p.line && p.kind != GP_DOC_INSERTED)
			blocks[out->block_count++] = i;
		parts[i] = (struct gp_doc_part){(enum gp_doc_kind)p.kind, p.hidden, p.from, p.n, p.line, take(r, p.place)};
	}
	out->parts = parts;
	out->part_count = r->h.parts;
	out->blocks = blocks;
}

static void take_rest(struct reading *r, struct gp_doc_facts *out, struct gp_arena *a)
{
	struct gp_doc_meta *metas = gp_arena_alloc(a, (r->h.metas + 1) * sizeof *metas);
	struct gp_doc_link *links = gp_arena_alloc(a, (r->h.links + 1) * sizeof *links);

	for (uint32_t i = 0; i < r->h.metas; i++) {
		struct meta m;

		memcpy(&m, r->metas + i * sizeof m, sizeof m);
		metas[i] = (struct gp_doc_meta){take(r, m.name), take(r, m.value)};
	}
	for (uint32_t i = 0; i < r->h.links; i++) {
		struct link l;

		memcpy(&l, r->links + i * sizeof l, sizeof l);
		links[i] = (struct gp_doc_link){take(r, l.href), take(r, l.text), take(r, l.place)};
	}
	out->metas = metas;
	out->meta_count = r->h.metas;
	out->links = links;
	out->link_count = r->h.links;
}

int gp_doc_unpack(struct gp_doc_facts *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct reading r = {.bad = false};

	*out = (struct gp_doc_facts){.title = {"", 0}, .text = {"", 0}, .behind = {"", 0}};
	r.bad = locate(&r, p, n) != 0;
	if (!r.bad)
		take_parts(&r, out, a);
	if (!r.bad)
		take_rest(&r, out, a);
	if (!r.bad) {
		out->type = (enum gp_doc_type)r.h.type;
		out->title = take(&r, (struct span){r.h.title, r.h.title_n});
		out->text = (struct gp_doc_str){r.text, r.h.text};
		out->behind = (struct gp_doc_str){r.text + r.h.text, r.h.behind};
	}
	return r.bad ? gp_fail(e, GP_EPARSE, "the process that reads files said what it may not say") : 0;
}
