/* document_html.c - a document as one page that runs nothing and asks nobody for anything */
#include "core/report/document_html.h"

#include <openssl/evp.h>
#include <string.h>

#include "core/report/document.h"

const char *gp_sheet_word(const struct gp_sheet *s, const char *zh, const char *en)
{
	return s->english ? en : zh;
}

void gp_sheet_text(struct gp_sheet *s, const char *p, size_t n)
{
	const char *end = p + n, *nl;

	while (p < end && (nl = memchr(p, '\n', (size_t)(end - p)))) {
		gp_markup_text(&s->m, p, (size_t)(nl - p));
		gp_markup_raw(&s->m, "<br>");
		p = nl + 1;
	}
	gp_markup_text(&s->m, p, (size_t)(end - p));
}

/* An address that no browser should follow from here stands behind its text. */
static void put_run(struct gp_sheet *s, const struct gp_run *r)
{
	bool link = r->href && gp_markup_link(&s->m, r->href);

	if (r->bold)
		gp_markup_raw(&s->m, "<strong>");
	gp_sheet_text(s, r->text, r->n);
	if (r->bold)
		gp_markup_raw(&s->m, "</strong>");
	if (link) {
		gp_markup_raw(&s->m, "</a>");
	} else if (r->href && strcmp(r->href, r->text)) {
		gp_markup_raw(&s->m, gp_sheet_word(s, "（", " ("));
		gp_markup_str(&s->m, r->href);
		gp_markup_raw(&s->m, gp_sheet_word(s, "）", ")"));
	}
}

static void put_runs(struct gp_sheet *s, const struct gp_runs *t)
{
	for (size_t i = 0; i < t->count; i++)
		put_run(s, &t->list[i]);
}

/* --- blocks */

/* Readers by ear go from heading to heading: a level that was jumped over is closed up. */
static void put_heading(struct gp_sheet *s, const struct gp_block *b)
{
	unsigned depth = s->top + b->level - 1;

	if (depth > s->depth + 1)
		depth = s->depth + 1;
	if (depth > 6)
		depth = 6;
	s->depth = depth;
	gp_buf_printf(&s->m.out, "<h%u class=\"l%u\">", depth, b->level);
	put_runs(s, &b->text);
	gp_buf_printf(&s->m.out, "</h%u>\n", depth);
}

static void put_title(struct gp_sheet *s, const struct gp_block *b)
{
	s->depth = 1;
	gp_markup_raw(&s->m, "<h1 class=\"title\">");
	put_runs(s, &b->text);
	gp_markup_raw(&s->m, "</h1>\n");
}

static void put_paragraph(struct gp_sheet *s, const struct gp_block *b)
{
	static const char *const tags[] = {"<p>", "<p>", "<p class=\"c\">", "<p class=\"e\">"};

	gp_markup_raw(&s->m, b->indent && b->align <= GP_ALIGN_START ? "<p class=\"i\">" : tags[b->align]);
	put_runs(s, &b->text);
	gp_markup_raw(&s->m, "</p>\n");
}

static void put_list(struct gp_sheet *s, const struct gp_block *b)
{
	gp_markup_raw(&s->m, b->ordered ? "<ol>\n" : "<ul>\n");
	for (size_t i = 0; i < b->item_count; i++) {
		gp_markup_raw(&s->m, "<li>");
		put_runs(s, &b->items[i]);
		gp_markup_raw(&s->m, "</li>\n");
	}
	gp_markup_raw(&s->m, b->ordered ? "</ol>\n" : "</ul>\n");
}

static void put_block(struct gp_sheet *s, const struct gp_block *b)
{
	switch (b->kind) {
	case GP_BLOCK_TITLE:
		put_title(s, b);
		break;
	case GP_BLOCK_HEADING:
		put_heading(s, b);
		break;
	case GP_BLOCK_NOTE:
		gp_markup_raw(&s->m, "<p class=\"note\">");
		put_runs(s, &b->text);
		gp_markup_raw(&s->m, "</p>\n");
		break;
	case GP_BLOCK_LIST:
		put_list(s, b);
		break;
	case GP_BLOCK_TABLE:
		gp_sheet_table(s, b->table);
		break;
	case GP_BLOCK_CHART:
		gp_sheet_chart(s, b->chart);
		break;
	case GP_BLOCK_BREAK:
		gp_markup_raw(&s->m, "<div class=\"break\"></div>\n");
		break;
	default:
		put_paragraph(s, b);
	}
}

/* --- the page */

/* The style is known to the policy by its hash. */
static int put_head(struct gp_sheet *s, const struct gp_buf *css, struct gp_err *e)
{
	unsigned char hash[EVP_MAX_MD_SIZE], base64[2 * EVP_MAX_MD_SIZE];
	struct gp_markup *m = &s->m;
	unsigned int len = 0;

	if (!EVP_Digest(css->data, css->len, hash, &len, EVP_sha256(), NULL))
		return gp_fail(e, GP_EIO, "the system's libcrypto gives no SHA-256");
	EVP_EncodeBlock(base64, hash, (int)len);
	gp_markup_raw(m, "<!DOCTYPE html>\n<html lang=\"");
	gp_markup_raw(m, gp_sheet_word(s, "zh-CN", "en"));
	gp_markup_raw(m, "\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'sha256-");
	gp_markup_str(m, (const char *)base64);
	gp_markup_raw(m, "'; base-uri 'none'; form-action 'none'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"generator\" content=\"govpub " GP_VERSION "\">\n");
	return 0;
}

static void put_meta(struct gp_sheet *s, const char *name, const char *value)
{
	if (!value)
		return;
	gp_markup_raw(&s->m, "<meta name=\"");
	gp_markup_raw(&s->m, name);
	gp_markup_raw(&s->m, "\" content=\"");
	gp_markup_str(&s->m, value);
	gp_markup_raw(&s->m, "\">\n");
}

/* The labels that government sites must give a page (政府网站发展指引, 国办发〔2017〕47号, annex 2). */
static void put_labels(struct gp_sheet *s)
{
	const struct gp_document *d = s->d;

	put_meta(s, "ArticleTitle", d->title);
	put_meta(s, "ContentSource", d->author);
	put_meta(s, "Author", d->author);
	put_meta(s, "PubDate", d->date);
	gp_markup_raw(&s->m, "<link rel=\"icon\" href=\"data:,\">\n<title>"); /* no icon asked of a server */
	if (d->draft)
		gp_markup_raw(&s->m, gp_sheet_word(s, "【草稿】", "[Draft] "));
	gp_markup_str(&s->m, d->title ? d->title : gp_sheet_word(s, "无标题", "Untitled"));
	gp_markup_raw(&s->m, "</title>\n<style>");
}

static void open_body(struct gp_sheet *s)
{
	gp_markup_raw(&s->m, "</style>\n</head>\n");
	if (!s->d->draft) {
		gp_markup_raw(&s->m, "<body>\n<main>\n");
		return;
	}
	gp_markup_raw(&s->m, gp_sheet_word(s, "<body class=\"draft\">\n<div class=\"mark\" aria-hidden=\"true\">草稿</div>\n"
	    "<p class=\"banner\" role=\"note\"><strong>草稿</strong> 内容尚未审定，不得对外发布。</p>\n<main>\n",
	    "<body class=\"draft\">\n<div class=\"mark\" aria-hidden=\"true\">DRAFT</div>\n"
	    "<p class=\"banner\" role=\"note\"><strong>Draft</strong> Not approved yet; not for publication.</p>\n<main>\n"));
}

static void close_body(struct gp_sheet *s)
{
	gp_markup_raw(&s->m, "</main>\n");
	if (s->d->footer) {
		gp_markup_raw(&s->m, "<footer>\n<p>");
		gp_sheet_text(s, s->d->footer, strlen(s->d->footer));
		gp_markup_raw(&s->m, "</p>\n</footer>\n");
	}
	gp_markup_raw(&s->m, "</body>\n</html>\n");
}

static bool is_form(const struct gp_table *t)
{
	for (size_t i = 0; i < t->row_count; i++)
		for (size_t k = 0; k < t->rows[i].count; k++)
			if (t->rows[i].cells[k].input != GP_INPUT_NONE)
				return true;
	return false;
}

/* What has to be known before the first line; and the style sheet. */
static void look_through(struct gp_sheet *s, struct gp_buf *css)
{
	unsigned tables = 0;

	s->top = 1;
	gp_buf_put(css, gp_document_html_css, gp_document_html_css_n);
	for (size_t i = 0; i < s->d->count; i++) {
		const struct gp_block *b = &s->d->blocks[i];

		if (b->kind == GP_BLOCK_TITLE)
			s->top = 2;
		if (b->kind != GP_BLOCK_TABLE)
			continue;
		gp_sheet_table_style(css, b->table, ++tables);
		s->form = s->form || is_form(b->table);
	}
}

int gp_document_html(struct gp_buf *out, const struct gp_document *d, struct gp_err *e)
{
	struct gp_sheet s = {.d = d, .english = !strcmp(d->language, "en")};
	struct gp_buf css;
	int rc = -1;

	gp_buf_init(&css, out->max);
	gp_markup_init(&s.m, out->max);
	gp_buf_free(&s.m.out);
	s.m.out = *out; /* the page goes where it is wanted, without a copy */
	look_through(&s, &css);
	if (put_head(&s, &css, e))
		goto out;
	put_labels(&s);
	gp_buf_put(&s.m.out, css.data, css.len);
	open_body(&s);
	for (size_t i = 0; i < d->count && !s.m.out.full; i++)
		put_block(&s, &d->blocks[i]);
	close_body(&s);
	rc = s.m.out.full || css.full ? gp_fail(e, GP_ELIMIT, "the document is too large for a page") : 0;
out:
	*out = s.m.out;
	gp_buf_init(&s.m.out, 0);
	gp_markup_free(&s.m);
	gp_buf_free(&css);
	return rc;
}
