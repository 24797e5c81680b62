#include "core/report/document_docx_words.h"

#include <string.h>

struct gp_word_words gp_word_words(struct gp_arena *a, const struct gp_xml_spans *xml)
{
	size_t n = xml->count, i, *inside, *last;
	struct gp_word_words w;

	w.first = gp_arena_alloc(a, n * sizeof *w.first);
	w.next = gp_arena_alloc(a, n * sizeof *w.next);
	inside = gp_arena_alloc(a, n * sizeof *inside); /* the innermost paragraph around it */
	last = gp_arena_alloc(a, n * sizeof *last);
	for (i = 0; i < n; i++) {
		const struct gp_xml_span *at = &xml->list[i];

		w.first[i] = w.next[i] = GP_WORD_NONE;
		inside[i] = !strcmp(at->name, "w:p") ? i : i ? inside[at->parent] : GP_WORD_NONE;
		if (inside[i] == GP_WORD_NONE || strcmp(at->name, "w:t") != 0)
			continue;
		if (w.first[inside[i]] == GP_WORD_NONE)
			w.first[inside[i]] = i;
		else
			w.next[last[inside[i]]] = i;
		last[inside[i]] = i;
	}
	return w;
}

void gp_word_join(struct gp_buf *out, const struct gp_xml_spans *xml, const struct gp_word_words *w, size_t paragraph)
{
	size_t t;

	gp_buf_clear(out);
	for (t = w->first[paragraph]; t != GP_WORD_NONE; t = w->next[t])
		gp_buf_puts(out, xml->list[t].text);
}
