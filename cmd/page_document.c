#include "cmd/page_document.h"

#include <string.h>

#include "core/base/json.h"
#include "core/doc/doc_facts.h"
#include "core/doc/magic.h"
#include "core/report/reader.h"
#include "core/script/file_subject.h"
#include "core/text/utf8.h"

#define PARTS_SHOWN 40

struct show {
	struct gp_buf *out;
	const struct gp_catalogue *words;
	enum gp_lang lang;
	const struct gp_doc_facts *facts;
};

/* --- for a person */

static void shown(const struct show *s, struct gp_doc_str text, size_t points)
{
	size_t cut = gp_utf8_prefix(text.p, text.n, points);

	gp_utf8_show(s->out, text.p, cut);
	gp_buf_puts(s->out, cut < text.n ? "…" : "");
}

static void label(const struct show *s, const char *id)
{
	gp_buf_printf(s->out, "%s%s", gp_catalogue_text(s->words, s->lang, id), s->lang == GP_LANG_ZH ? "：" : ": ");
}

static void people_read(const struct show *s)
{
	const struct gp_doc_facts *f = s->facts;

	label(s, "page.type");
	gp_buf_puts(s->out, gp_doc_type_name(f->type));
	gp_buf_putc(s->out, '\n');
	label(s, "page.title");
	shown(s, f->title.n ? f->title : (struct gp_doc_str){"-", 1}, 200);
	gp_buf_putc(s->out, '\n');
	label(s, "page.meta");
	for (size_t i = 0; i < f->meta_count; i++) {
		gp_buf_puts(s->out, "\n  ");
		shown(s, f->metas[i].name, 60);
		gp_buf_puts(s->out, " = ");
		shown(s, f->metas[i].value, 120);
	}
	gp_buf_putc(s->out, '\n');
	label(s, "page.document-links");
	for (size_t i = 0; i < f->link_count; i++) {
		gp_buf_puts(s->out, "\n  ");
		shown(s, f->links[i].at, 80);
		gp_buf_puts(s->out, "  ");
		shown(s, f->links[i].href, 200);
		gp_buf_puts(s->out, f->links[i].text.n ? "  " : "");
		shown(s, f->links[i].text, 60);
	}
	gp_buf_putc(s->out, '\n');
	label(s, "page.parts");
	for (size_t i = 0; i < f->part_count && i < PARTS_SHOWN; i++) {
		gp_buf_puts(s->out, "\n  ");
		shown(s, f->parts[i].at, 80);
		gp_buf_printf(s->out, "  %s%s  ", gp_doc_kind_name(f->parts[i].kind), f->parts[i].hidden ? " hidden" : "");
		shown(s, gp_doc_part_text(f, &f->parts[i]), 60);
	}
	gp_buf_puts(s->out, f->part_count > PARTS_SHOWN ? "\n  …\n" : "\n");
}

/* --- for programs */

static void put(struct gp_json *j, const char *key, struct gp_doc_str s)
{
	gp_json_key(j, key);
	gp_json_strn(j, s.p, s.n);
}

static void put_parts(struct gp_json *j, const struct gp_doc_facts *f)
{
	gp_json_key(j, "parts");
	gp_json_array(j);
	for (size_t i = 0; i < f->part_count; i++) {
		const struct gp_doc_part *p = &f->parts[i];

		gp_json_object(j);
		gp_json_key(j, "kind");
		gp_json_str(j, gp_doc_kind_name(p->kind));
		put(j, "at", p->at);
		gp_json_key(j, "hidden");
		gp_json_bool(j, p->hidden);
		put(j, "text", gp_doc_part_text(f, p));
		gp_json_object_end(j);
	}
	gp_json_array_end(j);
}

static void programs_read(const struct show *s, const char *url)
{
	const struct gp_doc_facts *f = s->facts;
	struct gp_json j;

	gp_json_init(&j, s->out);
	gp_json_object(&j);
	gp_json_key(&j, "url");
	gp_json_str(&j, url);
	gp_json_key(&j, "type");
	gp_json_str(&j, gp_doc_type_name(f->type));
	gp_json_key(&j, "title");
	if (f->title.n)
		gp_json_strn(&j, f->title.p, f->title.n);
	else
		gp_json_null(&j);
	gp_json_key(&j, "meta");
	gp_json_object(&j);
	for (size_t i = 0; i < f->meta_count; i++) {
		gp_json_keyn(&j, f->metas[i].name.p, f->metas[i].name.n);
		gp_json_strn(&j, f->metas[i].value.p, f->metas[i].value.n);
	}
	gp_json_object_end(&j);
	gp_json_key(&j, "links");
	gp_json_array(&j);
	for (size_t i = 0; i < f->link_count; i++) {
		gp_json_object(&j);
		put(&j, "url", f->links[i].href);
		put(&j, "text", f->links[i].text);
		put(&j, "at", f->links[i].at);
		gp_json_object_end(&j);
	}
	gp_json_array_end(&j);
	put_parts(&j, f);
	put(&j, "text", f->text);
	gp_json_object_end(&j);
	gp_buf_putc(s->out, '\n');
}

/* --- */

/* Bytes that no reader of pages makes sense of, although none of the documents either. */
static bool is_binary(const char *p, size_t n)
{
	const char *magic = gp_magic(p, n < GP_MAGIC_HEAD ? n : GP_MAGIC_HEAD);

	return strcmp(magic, "html") != 0 && strcmp(magic, "text") != 0 && strcmp(magic, "unknown") != 0 &&
	    strcmp(magic, "empty") != 0;
}

int gp_page_document_show(struct gp_buf *out, struct gp_ctx *ctx, enum gp_lang lang, bool json,
    const struct gp_page_input *in, struct gp_err *e)
{
	const char *p = in->body.data ? in->body.data : "";
	struct gp_err why = GP_ERR_INIT;
	struct gp_arena a = {0};
	struct gp_doc_facts f;
	struct show s = {out, &ctx->words, lang, &f};
	enum gp_reader_type type;
	struct gp_buf packed;
	int rc;

	if (!in->file || !is_binary(p, in->body.len))
		return 0;
	if (gp_reader_type_for_rules(&type, p, in->body.len, in->file, &why))
		return gp_fail(e, why.code, "%s: %s", in->file, why.msg);
	rc = gp_reader_facts(&packed, type, p, in->body.len, "", &why) ||
	    gp_doc_unpack(&f, &a, packed.data, packed.len, &why) ? gp_fail(e, why.code, "%s: %s", in->file, why.msg) : 1;
	if (rc == 1) {
		if (json)
			programs_read(&s, in->page.url);
		else
			people_read(&s);
		rc = out->full ? gp_doc_too_large(e) : 1;
	}
	gp_buf_free(&packed);
	gp_arena_free(&a);
	return rc;
}
