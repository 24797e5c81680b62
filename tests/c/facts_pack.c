/* facts_pack: facts come through as bytes, and bytes that are no facts are refused */
#include <string.h>

#include "core/base/mem.h"
#include "core/web/facts_pack.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

static const char page[] =
    "<!doctype html><html><head><title>关于开放月的通知</title><base href='/zwgk/'>"
    "<meta name=PubDate content='2023-04-20 11:20'><meta name=keywords content='文旅,公开'></head>"
    "<body id=top><h1>通知</h1><p>2023年4月21日，正文内容。<a href='a.html'>附件</a>"
    "<a href='#'>收藏</a><a href='{{item.url}}'>x</a><img src=b.png alt=图>"
    "<script>location.href='/next.html'</script></body></html>";

static bool same(struct gp_text a, struct gp_text b)
{
	return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n));
}

static bool same_link(const struct gp_link *a, const struct gp_link *b)
{
	return !strcmp(a->kind, b->kind) && a->canonical == b->canonical && !strcmp(a->attr, b->attr) && same(a->raw, b->raw) && same(a->text, b->text) &&
	    a->line == b->line && a->col == b->col && a->place == b->place && a->confidence == b->confidence &&
	    a->nofollow == b->nofollow && a->download == b->download;
}

static void facts_come_through(const struct gp_facts *f, const struct gp_buf *b)
{
	struct gp_arena a = {0};
	struct gp_facts g;
	bool links = true, metas = true;

	is_int(gp_facts_unpack(&g, &a, b->data, b->len), 0, "they are read");
	ok(same(f->title, g.title) && same(f->headings, g.headings) && same(f->base, g.base) && g.has_base,
	    "title, headings and base");
	is_int((long)g.plain_count, (long)f->plain_count, "the count of plain text");
	ok(g.date_count == f->date_count && g.date_count == 2 && same(f->dates[1], g.dates[1]), "dates");
	ok(g.id_count == f->id_count && same(f->ids[0], g.ids[0]), "ids");
	for (size_t i = 0; i < f->meta_count; i++)
		metas = metas && same(f->metas[i].name, g.metas[i].name) && same(f->metas[i].content, g.metas[i].content);
	ok(g.meta_count == f->meta_count && metas, "metas");
	for (size_t i = 0; i < f->link_count; i++)
		links = links && same_link(&f->links[i], &g.links[i]);
	ok(g.link_count == f->link_count && f->link_count == 4 && links, "links");
	ok(g.template_count == 1 && same(f->templates[0].raw, g.templates[0].raw), "templates");
	ok(same(f->text, g.text) && !g.limit, "the text, and that no limit was met");
	gp_arena_free(&a);
}

static void what_is_no_facts_is_refused(const struct gp_buf *b)
{
	struct gp_arena a = {0};
	struct gp_facts g;
	char *copy = gp_alloc(b->len + 1);
	int taken = 0;

	for (size_t n = 0; n < b->len; n++) {
		char *cut = gp_alloc(n + 1); /* so that a read past the end is seen */

		if (n)
			memcpy(cut, b->data, n);
		taken += gp_facts_unpack(&g, &a, cut, n) == 0;
		free(cut);
		gp_arena_reset(&a);
	}
	is_int(taken, 0, "cut short anywhere");
	memcpy(copy, b->data, b->len);
	copy[b->len] = 0;
	is_int(gp_facts_unpack(&g, &a, copy, b->len + 1), -1, "with a byte left over");
	for (int i = 0; i < 20000; i++) {
		memcpy(copy, b->data, b->len);
		for (int k = 0; k < 3; k++)
			copy[random_below(b->len)] = (char)random_below(256);
		if (!gp_facts_unpack(&g, &a, copy, b->len) && a.used > 64 * b->len)
			taken++;
		gp_arena_reset(&a);
	}
	is_int(taken, 0, "20,000 mutations: read or refused, and no memory to speak of");
	free(copy);
	gp_arena_free(&a);
}

int main(void)
{
	struct gp_arena a = {0};
	struct gp_facts f;
	struct gp_buf b;

	gp_facts_html(&f, &a, page, sizeof page - 1, NULL);
	gp_buf_init(&b, 1 << 20);
	gp_facts_pack(&b, &f);
	facts_come_through(&f, &b);
	what_is_no_facts_is_refused(&b);
	gp_buf_free(&b);
	gp_arena_free(&a);
	return tap_done();
}
