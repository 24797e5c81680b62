/*
 * parts.h - zip files made of a few parts, and documents as lines of text: for the tests of the readers.
 */
#ifndef GP_TEST_PARTS_H
#define GP_TEST_PARTS_H

#include <string.h>
#include <zip.h>

#include "core/base/document.h"

struct part {
	const char *name, *text;
	size_t n; /* 0: up to the NUL */
};

/* A zip of the parts (a NULL name ends them) in `out`, which is initialised here. Stored or deflated. */
__attribute__((unused)) static bool zip_parts(struct gp_buf *out, const struct part *p, bool deflate)
{
	zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = zip_open_from_source(to, ZIP_TRUNCATE, NULL);
	zip_stat_t st;
	bool good = true;

	gp_buf_init(out, (size_t)256 << 20);
	zip_source_keep(to);
	for (; good && p->name; p++) {
		zip_source_t *s = zip_source_buffer(z, p->text, p->n ? p->n : strlen(p->text), 0);
		zip_int64_t i = zip_file_add(z, p->name, s, ZIP_FL_ENC_UTF_8);

		good = i >= 0 && !zip_set_file_compression(z, (zip_uint64_t)i, deflate ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
		if (i < 0)
			zip_source_free(s);
	}
	good = good && !zip_close(z);
	if (!good)
		zip_discard(z);
	good = good && !zip_source_stat(to, &st) && !zip_source_open(to);
	if (good) {
		char *room = gp_buf_reserve(out, (size_t)st.size + 1);

		out->len = (size_t)zip_source_read(to, room, st.size);
		good = out->len == st.size;
		zip_source_close(to);
	}
	zip_source_free(to);
	return good;
}

static void show_runs(struct gp_buf *b, const struct gp_runs *t)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct gp_run *r = &t->list[i];

		gp_buf_puts(b, r->bold ? "*" : "");
		gp_buf_put(b, r->text, r->n);
		gp_buf_puts(b, r->bold ? "*" : "");
		if (r->href)
			gp_buf_printf(b, "<%s>", r->href);
	}
}

static void show_table(struct gp_buf *b, const struct gp_table *t)
{
	gp_buf_printf(b, "table %u %u\n", t->cols, t->head);
	for (size_t i = 0; i < t->row_count; i++) {
		for (size_t k = 0; k < t->rows[i].count; k++) {
			const struct gp_cell *c = &t->rows[i].cells[k];

			gp_buf_puts(b, "|");
			if (c->cols > 1 || c->rows > 1)
				gp_buf_printf(b, "%ux%u:", c->cols, c->rows);
			gp_buf_puts(b, c->bold ? "*" : "");
			gp_buf_put(b, c->text, c->n);
			if (c->is_number)
				gp_buf_printf(b, "=%.17g", c->number);
			if (c->note)
				gp_buf_printf(b, "(%s)", c->note);
		}
		gp_buf_puts(b, "\n");
	}
}

/* Packs the document, reads it again as the parent does, and shows it: a line a block, a line a row. */
__attribute__((unused)) static const char *show_document(const struct gp_document *d)
{
	static const char *const kinds[] = {"title", "h", "p", "note", "list", "", "chart", "break"};
	static char text[200000];
	struct gp_buf packed, b;
	struct gp_arena a = {0};
	struct gp_document again;
	struct gp_value v;
	struct gp_err e = GP_ERR_INIT;

	gp_buf_init(&packed, (size_t)64 << 20);
	gp_buf_init(&b, sizeof text - 1);
	gp_document_pack(&packed, d);
	if (packed.full || gp_value_unpack(&v, &a, packed.data, packed.len, &e) || gp_document_read(&again, &a, &v, &e))
		gp_buf_printf(&b, "unreadable: %s", e.msg);
	else if (again.title)
		gp_buf_printf(&b, "called %s\n", again.title);
	for (size_t i = 0; !e.code && i < again.count; i++) {
		const struct gp_block *k = &again.blocks[i];

		if (k->kind == GP_BLOCK_TABLE) {
			show_table(&b, k->table);
			continue;
		}
		gp_buf_puts(&b, kinds[k->kind]);
		if (k->kind == GP_BLOCK_HEADING)
			gp_buf_printf(&b, "%u", k->level);
		gp_buf_puts(&b, k->ordered ? " 1" : "");
		for (size_t n = 0; n < k->item_count; n++) {
			gp_buf_puts(&b, n ? "; " : " ");
			show_runs(&b, &k->items[n]);
		}
		gp_buf_puts(&b, k->kind == GP_BLOCK_LIST ? "" : " ");
		show_runs(&b, &k->text);
		gp_buf_puts(&b, "\n");
	}
	memcpy(text, b.data ? b.data : "", b.len);
	text[b.len] = '\0';
	gp_buf_free(&packed);
	gp_buf_free(&b);
	gp_arena_free(&a);
	return text;
}

#endif
