/* trigger_found.c - what a rule without code says of the words that were found: as report() would be given it */
#include <string.h>

#include "core/crawl/triggers.h"

#define EXCERPT_BYTES 8192 /* malformed text has characters of any length */

struct gp_place gp_trigger_found_place(const struct gp_trigger_page *p, const struct gp_trigger_found *f)
{
	const char *before = p->text.p + f->from, *end = memchr(before, '\n', p->text.n - f->from);

	while (before > p->text.p && before[-1] != '\n')
		before--;
	end = end ? end : p->text.p + p->text.n;
	return gp_text_sought(p->source.p, p->source.n, before, (size_t)(end - before));
}

static void put_key(struct gp_buf *b, const char *key)
{
	gp_pack_key(b, key, strlen(key));
}

static void put_evidence(struct gp_buf *b, const struct gp_trigger_found *f, struct gp_text text)
{
	size_t shown = f->count < GP_TRIGGER_SHOWN ? f->count : GP_TRIGGER_SHOWN;
	struct gp_buf s;

	gp_buf_init(&s, EXCERPT_BYTES);
	for (size_t i = 0; i < shown; i++) {
		if (i)
			gp_buf_putc(&s, ' ');
		gp_text_around(&s, text.p, text.n, f->shown[i].from, f->shown[i].to, GP_AROUND_CHARS);
	}
	put_key(b, "evidence");
	gp_pack_str(b, s.data, s.len);
	gp_buf_free(&s);
}

void gp_trigger_found_pack(struct gp_buf *b, const struct gp_trigger_found *f, struct gp_text text,
    struct gp_place at, struct gp_text selector)
{
	gp_pack_map(b, 2u + (at.line > 0) + (at.col > 0) + (selector.n > 0));
	if (at.line) {
		put_key(b, "line");
		gp_pack_int(b, at.line);
	}
	if (at.col) {
		put_key(b, "col");
		gp_pack_int(b, at.col);
	}
	if (selector.n) {
		put_key(b, "selector");
		gp_pack_str(b, selector.p, selector.n);
	}
	put_key(b, "params");
	gp_pack_map(b, 2);
	put_key(b, "word");
	gp_pack_str(b, f->word.p, f->word.n);
	put_key(b, "count");
	gp_pack_int(b, (int64_t)f->count);
	put_evidence(b, f, text);
}
