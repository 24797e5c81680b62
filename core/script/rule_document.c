#include "core/script/rule_document.h"

#include <string.h>


bool gp_rule_document_is_page(struct gp_rule_page *p)
{
	return strcmp(gp_rule_page_input(p)->type, GP_RULE_DOCUMENT_TYPE) != 0;
}

/* Headings stand in the text in their order: whether the line is the next one of them. */
static bool take_heading(struct gp_text *left, const char *s, size_t n)
{
	const char *nl = left->n ? memchr(left->p, '\n', left->n) : NULL;
	size_t len = nl ? (size_t)(nl - left->p) : left->n;

	if (!left->n || len != n || memcmp(left->p, s, n) != 0)
		return false;
	len += nl != NULL;
	left->p += len;
	left->n -= len;
	return true;
}

void gp_rule_document_of_page(struct gp_doc_facts *out, struct gp_arena *a, struct gp_text text, struct gp_text headings)
{
	size_t lines = 1, count = 0, line = 0;
	struct gp_doc_part *parts;
	uint32_t *blocks;

	for (const char *p = text.p; (p = memchr(p, '\n', (size_t)(text.p + text.n - p))); p++)
		lines++;
	lines = lines > GP_DOC_PARTS ? GP_DOC_PARTS : lines;
	parts = gp_arena_alloc(a, lines * sizeof *parts);
	blocks = gp_arena_alloc(a, lines * sizeof *blocks);
	for (size_t at = 0, len; at < text.n && count < lines; at += len + 1) {
		const char *nl = memchr(text.p + at, '\n', text.n - at);

		len = nl ? (size_t)(nl - text.p) - at : text.n - at;
		line++;
		if (!len)
			continue;
		blocks[count] = (uint32_t)count;
		parts[count++] = (struct gp_doc_part){.from = (uint32_t)at, .n = (uint32_t)len, .line = (uint32_t)line,
		    .kind = take_heading(&headings, text.p + at, len) ? GP_DOC_HEADING : GP_DOC_PARAGRAPH, .at = {"", 0}};
	}
	*out = (struct gp_doc_facts){.type = GP_DOC_HTML, .title = {"", 0}, .text = {text.p, text.n}, .behind = {"", 0},
	    .parts = parts, .part_count = count, .blocks = blocks, .block_count = count};
}

struct gp_place gp_rule_document_place(struct gp_rule_page *p, const struct gp_doc_part *part)
{
	struct gp_doc_str s = gp_doc_part_text(gp_rule_page_document(p), part);
	struct gp_text body = gp_rule_page_body(p);

	return gp_text_sought(body.p, body.n, s.p, s.n);
}

/* The line of a file of text: its place is "line 7". */
static uint32_t line_of(const struct gp_doc_part *part)
{
	uint32_t line = 0;

	for (size_t i = part->at.n > 5 ? 5 : part->at.n; i < part->at.n && part->at.p[i] >= '0' && part->at.p[i] <= '9'; i++)
		line = line * 10 + (uint32_t)(part->at.p[i] - '0');
	return line;
}

struct gp_place gp_rule_document_seen(struct gp_rule_page *p, const struct gp_doc_part *part)
{
	enum gp_doc_type type;

	if (gp_rule_document_is_page(p))
		return gp_rule_document_place(p, part);
	type = gp_rule_page_document(p)->type;
	return (struct gp_place){type == GP_DOC_TXT || type == GP_DOC_MD ? line_of(part) : 0, 0};
}
