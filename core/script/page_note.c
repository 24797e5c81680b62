/* page_note.c - what a check remembers of a home page for the rules on its site */
#include <string.h>

#include "core/base/utf8.h"
#include "core/script/page_view.h"

#define TITLE_MAX 200 /* code points of each */
#define TEXT_MAX 2000
#define META_MAX 100
#define METAS_MAX 20

static void put(struct gp_buf *b, const char *key, struct gp_text t, size_t max)
{
	gp_pack_key(b, key, strlen(key));
	gp_pack_str(b, t.p, gp_utf8_prefix(t.p, t.n, max));
}

static void put_metas(struct gp_buf *b, const struct gp_facts *f)
{
	size_t n = f->meta_count < METAS_MAX ? f->meta_count : METAS_MAX;

	gp_pack_key(b, "meta", 4);
	gp_pack_map(b, n);
	for (size_t i = 0; i < n; i++) {
		const struct gp_meta *m = &f->metas[i];

		gp_pack_key(b, m->name.p, gp_utf8_prefix(m->name.p, m->name.n, META_MAX));
		gp_pack_str(b, m->content.p, gp_utf8_prefix(m->content.p, m->content.n, META_MAX));
	}
}

void gp_rule_page_note(struct gp_rule_page *p, struct gp_buf *out)
{
	static const struct gp_text none = {"", 0};
	const struct gp_facts *f = gp_rule_page_facts(p);

	gp_pack_map(out, 4);
	put(out, "date", f->date_count ? f->dates[0] : none, 10);
	put(out, "title", f->title, TITLE_MAX);
	put(out, "text", f->text, TEXT_MAX);
	put_metas(out, f);
}
