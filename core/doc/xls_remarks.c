/* xls_remarks.c - comments and links of an older sheet: what belongs to cells, but lies beside them */
#include <string.h>

#include "core/doc/xls_impl.h"

#define OBJECTS 65536 /* numbers that an object may have */
#define TEXT_AT 18    /* bytes of the record TXO before its text, which is continued */
#define GOES_ON 0xFFFF /* in place of the row: what goes on with a text of more than 2,048 bytes, which is not read */

/* The first part of the record says the kind and the number (2.5.143). */
void gp_xls_object(struct gp_xls_objects *o, struct gp_bytes body)
{
	o->last = body.n >= 8 && gp_le16(body.p) == 0x15 ? gp_le16(body.p + 6) : 0;
}

/* 2.4.329 */
int gp_xls_object_text(struct gp_xls_objects *o, const struct gp_xls_book *b, const struct gp_xls_record *r)
{
	struct gp_xls_run run = gp_xls_run(b, r);
	struct gp_xlsx_string *to;
	struct gp_buf text;
	int rc = 0;

	if (r->body.n < TEXT_AT)
		return -1;
	if (!gp_le16(r->body.p + 10))
		return 0;
	if (!o->texts)
		o->texts = gp_calloc(OBJECTS, sizeof *o->texts);
	to = &o->texts[o->last];
	gp_buf_init(&text, GP_XLSX_TEXT_MAX);
	rc = gp_xls_skip(&run, r->body.n) || gp_xls_chars(&run, gp_le16(r->body.p + 10), false, &text) ? -1 : 0;
	if (!rc)
		to->p = gp_ooxml_text(b->arena, text.len ? text.data : "", text.len, &to->n);
	gp_buf_free(&text);
	return rc;
}

/* Before 1997 the text itself stands behind the place (its length first), afterwards the number of its object (2.4.179). */
int gp_xls_add_note(struct gp_xls_sheet *s, const struct gp_xls_objects *o, const struct gp_xls_book *b,
    const struct gp_xls_record *r)
{
	struct gp_xls_note note = {.text = {"", 0}};
	struct gp_buf text;
	size_t n;

	if (r->body.n < 8)
		return -1;
	note.row = gp_le16(r->body.p);
	note.col = gp_le16(r->body.p + 2);
	if (note.col >= GP_XLS_COLS || s->note_count == GP_XLS_NOTES || (!b->biff8 && note.row == GOES_ON))
		return 0;
	if (b->biff8) {
		if (o->texts && o->texts[gp_le16(r->body.p + 6)].p)
			note.text = o->texts[gp_le16(r->body.p + 6)];
	} else {
		n = gp_le16(r->body.p + 4);
		gp_buf_init(&text, GP_XLSX_TEXT_MAX);
		(void)gp_charset_decode(b->charset, (const char *)r->body.p + 6, n < r->body.n - 6 ? n : r->body.n - 6, &text, NULL);
		note.text.p = gp_ooxml_text(b->arena, text.len ? text.data : "", text.len, &note.text.n);
		gp_buf_free(&text);
	}
	if (s->note_count == s->note_cap) {
		s->note_cap = s->note_cap ? 2 * s->note_cap : 16;
		s->notes = gp_reallocarray(s->notes, s->note_cap, sizeof *s->notes);
	}
	s->notes[s->note_count++] = note;
	return 0;
}

/* --- links: [MS-OSHARED] 2.3.7.1 */

#define HAS_MONIKER 0x01u
#define HAS_FRAME 0x80u
#define HAS_NAME 0x10u
#define IS_STRING 0x100u

static const unsigned char url_moniker[16] = {0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00,
    0x4B, 0xA9, 0x0B};

/* Counted UTF-16 at *at, which moves behind it; each unit has `size` bytes in the count. */
static bool counted(struct gp_bytes body, size_t *at, size_t size, struct gp_bytes *out)
{
	size_t n;

	if (body.n - *at < 4)
		return false;
	n = gp_le32(body.p + *at) * size;
	*at += 4;
	if (body.n - *at < n)
		return false;
	*out = (struct gp_bytes){body.p + *at, n};
	*at += n;
	return true;
}

/* The address that a link leads to; false for places in this file, and for files by their path on someone's disk. */
static bool address(struct gp_bytes body, struct gp_bytes *out)
{
	size_t at = 32; /* range of cells, class, version, flags */
	uint32_t flags;

	if (body.n < at)
		return false;
	flags = gp_le32(body.p + 28);
	if ((flags & HAS_NAME && !counted(body, &at, 2, out)) || (flags & HAS_FRAME && !counted(body, &at, 2, out)) ||
	    !(flags & HAS_MONIKER))
		return false;
	if (flags & IS_STRING)
		return counted(body, &at, 2, out);
	if (body.n - at < sizeof url_moniker || memcmp(body.p + at, url_moniker, sizeof url_moniker) != 0)
		return false;
	at += sizeof url_moniker;
	return counted(body, &at, 1, out);
}

void gp_xls_add_link(struct gp_xls_sheet *s, const struct gp_xls_book *b, struct gp_bytes body)
{
	struct gp_xlsx_sheet *t = &s->cells;
	struct gp_xlsx_link l = {.id = NULL};
	struct gp_bytes href;
	struct gp_buf text;

	if (t->link_count == GP_XLSX_LINKS || !address(body, &href))
		return;
	l.row = gp_le16(body.p);
	l.col = gp_le16(body.p + 4);
	if (l.col >= GP_XLS_COLS)
		return;
	gp_buf_init(&text, GP_XLSX_TEXT_MAX);
	gp_xls_utf16(&text, href);
	l.id = gp_arena_strndup(b->arena, text.len ? text.data : "", text.len);
	gp_buf_free(&text);
	if (t->link_count == t->link_cap) {
		t->link_cap = t->link_cap ? 2 * t->link_cap : 16;
		t->links = gp_reallocarray(t->links, t->link_cap, sizeof *t->links);
	}
	t->links[t->link_count++] = l;
}
