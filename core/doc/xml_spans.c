#include "core/doc/xml_spans.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"

#define TEXT_MAX ((size_t)64 << 20)
#define PIECE ((size_t)1 << 20) /* bytes that expat is given at once; it takes an int */

struct reading {
	XML_Parser parser;
	struct gp_arena *arena;
	struct gp_xml_spans *out;
	size_t cap;
	size_t open[GP_XML_SPANS_DEPTH]; /* indexes */
	unsigned depth;
	struct gp_buf text;              /* since the last start tag */
	bool leaf;                       /* nothing has ended since the last start tag */
	struct gp_err *e;
	bool failed;
};

static void refuse(struct reading *r, enum gp_code code, const char *why)
{
	if (!r->failed)
		gp_fail(r->e, code, "the file is damaged: %s", gp_err_word(why));
	r->failed = true;
	XML_StopParser(r->parser, XML_FALSE);
}

static const char *const *copy_attrs(struct reading *r, const XML_Char **attrs)
{
	const char **copy;
	size_t n, i;

	for (n = 0; attrs[n]; n++)
		;
	copy = gp_arena_alloc(r->arena, (n + 1) * sizeof *copy);
	for (i = 0; i < n; i++)
		copy[i] = gp_arena_strndup(r->arena, attrs[i], strlen(attrs[i]));
	copy[n] = NULL;
	return copy;
}

/* The name, once: a document has few and says them often. */
static const char *intern(struct reading *r, const char *name)
{
	size_t i, from = r->out->count > 64 ? r->out->count - 64 : 0;

	for (i = r->out->count; i-- > from;)
		if (!strcmp(r->out->list[i].name, name))
			return r->out->list[i].name;
	return gp_arena_strndup(r->arena, name, strlen(name));
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attrs)
{
	struct reading *r = user;
	struct gp_xml_span *s;

	if (r->failed)
		return;
	if (r->depth == GP_XML_SPANS_DEPTH || r->out->count == GP_XML_SPANS) {
		refuse(r, GP_ELIMIT, "it has too many elements");
		return;
	}
	if (r->out->count == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 256;
		r->out->list = gp_reallocarray(r->out->list, r->cap, sizeof *r->out->list);
	}
	s = &r->out->list[r->out->count];
	*s = (struct gp_xml_span){.name = intern(r, name), .attrs = copy_attrs(r, attrs), .text = ""};
	s->start = (size_t)XML_GetCurrentByteIndex(r->parser);
	s->inner = s->start + (size_t)XML_GetCurrentByteCount(r->parser);
	s->parent = r->depth ? r->open[r->depth - 1] : 0;
	r->open[r->depth++] = r->out->count++;
	gp_buf_clear(&r->text);
	r->leaf = true;
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
	struct reading *r = user;
	struct gp_xml_span *s;

	(void)name;
	if (r->failed)
		return;
	s = &r->out->list[r->open[--r->depth]];
	s->inner_end = (size_t)XML_GetCurrentByteIndex(r->parser);
	s->end = s->inner_end + (size_t)XML_GetCurrentByteCount(r->parser); /* 0 bytes behind "<x/>" */
	s->next = r->out->count;
	if (r->leaf && r->text.len)
		s->text = gp_arena_strndup(r->arena, r->text.data, r->text.len);
	r->leaf = false;
}

static void XMLCALL on_text(void *user, const XML_Char *s, int n)
{
	struct reading *r = user;

	if (r->leaf && !r->failed)
		gp_buf_put(&r->text, s, (size_t)n);
}

static void XMLCALL on_doctype(void *user, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int own)
{
	(void)name;
	(void)system;
	(void)public;
	(void)own;
	refuse(user, GP_EPARSE, "it has a document type");
}

/* To expat in pieces. */
static void feed(struct reading *r, const char *p, size_t n)
{
	size_t at, piece;

	for (at = 0; at < n && !r->failed; at += piece) {
		piece = n - at < PIECE ? n - at : PIECE;
		if (XML_Parse(r->parser, p + at, (int)piece, at + piece == n) == XML_STATUS_ERROR && !r->failed)
			refuse(r, GP_EPARSE, "it is no well-formed XML");
	}
	if (!n)
		refuse(r, GP_EPARSE, "it is empty");
}

int gp_xml_spans(struct gp_xml_spans *out, struct gp_arena *a, const char *p, size_t n, struct gp_err *e)
{
	struct reading r = {.arena = a, .out = out, .e = e};
	struct gp_xml_span *list;

	*out = (struct gp_xml_spans){NULL, 0};
	if (n && memchr(p, 0, n)) /* expat would read UTF-16, with places in its own bytes */
		return gp_fail(e, GP_EPARSE, "the file is damaged: %s", gp_err_word("the text is not UTF-8"));
	r.parser = XML_ParserCreate("UTF-8");
	if (!r.parser)
		return gp_fail(e, GP_EIO, "there is no memory to read the file");
	gp_buf_init(&r.text, TEXT_MAX);
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_start, on_end);
	XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	feed(&r, p, n);
	XML_ParserFree(r.parser);
	gp_buf_free(&r.text);
	list = out->list;
	out->list = gp_arena_alloc(a, (out->count + 1) * sizeof *list);
	if (out->count)
		memcpy(out->list, list, out->count * sizeof *list);
	free(list);
	return r.failed ? -1 : 0;
}

const char *gp_xml_span_attr(const struct gp_xml_span *s, const char *name)
{
	size_t i;

	for (i = 0; s->attrs[i]; i += 2)
		if (!strcmp(s->attrs[i], name))
			return s->attrs[i + 1];
	return NULL;
}
