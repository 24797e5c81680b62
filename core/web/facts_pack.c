#include "core/web/facts_pack.h"

#include <string.h>

#include "core/base/utf8.h"

/* --- writing */

static void put_number(struct gp_buf *b, size_t n)
{
	uint32_t v = n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;

	gp_buf_put(b, &v, sizeof v);
}

static void put_text(struct gp_buf *b, struct gp_text t)
{
	put_number(b, t.n);
	if (t.n)
		gp_buf_put(b, t.p, t.n);
}

/* A C string, with its NUL. */
static void put_word(struct gp_buf *b, const char *s)
{
	put_text(b, (struct gp_text){s, strlen(s) + 1});
}

static void put_texts(struct gp_buf *b, const struct gp_text *list, size_t n)
{
	put_number(b, n);
	for (size_t i = 0; i < n; i++)
		put_text(b, list[i]);
}

enum { LOW = 1, NOFOLLOW = 2, DOWNLOAD = 4, CANONICAL = 8 };

static char *write_number(char *to, uint32_t n)
{
	memcpy(to, &n, sizeof n);
	return to + sizeof n;
}

static char *write_text(char *to, const char *p, size_t n)
{
	to = write_number(to, (uint32_t)n);
	if (n)
		memcpy(to, p, n);
	return to + n;
}

/* A page has hundreds, so there is room made once for each. */
static void put_link(struct gp_buf *b, const struct gp_link *l)
{
	const size_t kind = strlen(l->kind) + 1, attr = strlen(l->attr) + 1;
	const size_t size = 2 + 6 * sizeof(uint32_t) + kind + attr + l->raw.n + l->text.n;
	char *to = gp_buf_reserve(b, size);

	if (!to)
		return;
	*to++ = (char)((l->confidence == GP_CONFIDENCE_LOW ? LOW : 0) | (l->nofollow ? NOFOLLOW : 0) |
	    (l->download ? DOWNLOAD : 0) | (l->canonical ? CANONICAL : 0));
	*to++ = (char)l->place;
	to = write_number(to, l->line);
	to = write_number(to, l->col);
	to = write_text(to, l->kind, kind);
	to = write_text(to, l->attr, attr);
	to = write_text(to, l->raw.p, l->raw.n);
	to = write_text(to, l->text.p, l->text.n);
	*to = '\0';
	b->len += size;
}

static void put_template(struct gp_buf *b, const struct gp_template *t)
{
	put_number(b, t->line);
	put_number(b, t->col);
	put_word(b, t->kind);
	put_word(b, t->attr);
	put_text(b, t->raw);
}

void gp_facts_pack(struct gp_buf *out, const struct gp_facts *f)
{
	gp_buf_putc(out, f->frameset);
	gp_buf_putc(out, f->has_base);
	put_text(out, f->base);
	put_text(out, f->title);
	put_text(out, f->headings);
	put_number(out, f->plain_count);
	put_word(out, f->limit ? f->limit : "");
	put_texts(out, f->dates, f->date_count);
	put_texts(out, f->ids, f->id_count);
	put_number(out, f->meta_count);
	for (size_t i = 0; i < f->meta_count; i++) {
		put_text(out, f->metas[i].name);
		put_text(out, f->metas[i].content);
	}
	put_number(out, f->link_count);
	for (size_t i = 0; i < f->link_count; i++)
		put_link(out, &f->links[i]);
	put_number(out, f->template_count);
	for (size_t i = 0; i < f->template_count; i++)
		put_template(out, &f->templates[i]);
	gp_buf_putc(out, f->text.n <= GP_FACTS_PACK_TEXT);
	if (f->text.n <= GP_FACTS_PACK_TEXT)
		put_text(out, f->text);
}

/* --- reading */

struct reader {
	const char *p;
	size_t left;
	bool bad;
};

static unsigned take_byte(struct reader *r)
{
	if (!r->left) {
		r->bad = true;
		return 0;
	}
	r->left--;
	return (unsigned char)*r->p++;
}

static uint32_t take_number(struct reader *r)
{
	uint32_t v = 0;

	if (r->left < sizeof v) {
		r->bad = true;
		return 0;
	}
	memcpy(&v, r->p, sizeof v);
	r->p += sizeof v;
	r->left -= sizeof v;
	return v;
}

/* How many items follow, each of at least `size` bytes. */
static size_t take_count(struct reader *r, size_t size)
{
	size_t n = take_number(r);

	if (n > r->left / size) {
		r->bad = true;
		return 0;
	}
	return n;
}

static struct gp_text take_bytes(struct reader *r)
{
	struct gp_text t = {"", take_count(r, 1)};

	if (!t.n)
		return t;
	t.p = r->p;
	r->p += t.n;
	r->left -= t.n;
	return t;
}

static struct gp_text take_text(struct reader *r)
{
	struct gp_text t = take_bytes(r);

	if (!gp_utf8_valid(t.p, t.n))
		r->bad = true;
	return t;
}

static const char *take_word(struct reader *r)
{
	struct gp_text t = take_text(r);

	if (!t.n || t.p[t.n - 1]) {
		r->bad = true;
		return "";
	}
	return t.p;
}

static struct gp_text *take_texts(struct reader *r, struct gp_arena *a, size_t *count)
{
	size_t n = take_count(r, 4);
	struct gp_text *list = gp_arena_alloc(a, (n ? n : 1) * sizeof *list);

	for (*count = 0; *count < n && !r->bad; ++*count)
		list[*count] = take_text(r);
	return list;
}

static void take_metas(struct reader *r, struct gp_arena *a, struct gp_facts *f)
{
	size_t n = take_count(r, 8);

	f->metas = gp_arena_alloc(a, (n ? n : 1) * sizeof *f->metas);
	for (; f->meta_count < n && !r->bad; f->meta_count++) {
		f->metas[f->meta_count].name = take_text(r);
		f->metas[f->meta_count].content = take_text(r);
	}
}

static void take_link(struct reader *r, struct gp_link *l)
{
	unsigned flags = take_byte(r);

	*l = (struct gp_link){.confidence = flags & LOW ? GP_CONFIDENCE_LOW : GP_CONFIDENCE_HIGH,
	    .nofollow = flags & NOFOLLOW, .download = flags & DOWNLOAD, .canonical = flags & CANONICAL,
	    .place = (uint8_t)take_byte(r)};
	l->line = take_number(r);
	l->col = take_number(r);
	l->kind = take_word(r);
	l->attr = take_word(r);
	l->raw = take_text(r);
	l->text = take_text(r);
}

static void take_links(struct reader *r, struct gp_arena *a, struct gp_facts *f)
{
	size_t n = take_count(r, 26);

	f->links = gp_arena_alloc(a, (n ? n : 1) * sizeof *f->links);
	for (; f->link_count < n && !r->bad; f->link_count++)
		take_link(r, &f->links[f->link_count]);
}

static void take_templates(struct reader *r, struct gp_arena *a, struct gp_facts *f)
{
	size_t n = take_count(r, 20);

	f->templates = gp_arena_alloc(a, (n ? n : 1) * sizeof *f->templates);
	for (; f->template_count < n && !r->bad; f->template_count++) {
		struct gp_template *t = &f->templates[f->template_count];

		t->line = take_number(r);
		t->col = take_number(r);
		t->kind = take_word(r);
		t->attr = take_word(r);
		t->raw = take_text(r);
	}
}

int gp_facts_unpack(struct gp_facts *out, struct gp_arena *a, const char *p, size_t n)
{
	struct reader r = {p, n, false};

	*out = (struct gp_facts){.text = {NULL, 0}};
	out->frameset = take_byte(&r) != 0;
	out->has_base = take_byte(&r) != 0;
	out->base = take_text(&r);
	out->title = take_text(&r);
	out->headings = take_text(&r);
	out->plain_count = take_number(&r);
	out->limit = take_word(&r);
	if (!*out->limit)
		out->limit = NULL;
	out->dates = take_texts(&r, a, &out->date_count);
	out->ids = take_texts(&r, a, &out->id_count);
	take_metas(&r, a, out);
	take_links(&r, a, out);
	take_templates(&r, a, out);
	if (take_byte(&r))
		out->text = take_bytes(&r);
	return r.bad || r.left ? -1 : 0;
}
