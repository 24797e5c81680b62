/* links_html.c - the report as one page: the document around its parts, and what the parts share */
#include "core/report/links_html.h"

#include <openssl/evp.h>
#include <string.h>

#include "core/report/outfile.h"

#define URL_SHOWN 300 /* code points of an address in sight */
#define TITLE_SHOWN 1000
#define TITLE_MAX ((size_t)1 << 20)

/* --- what the parts share */

static void address(struct gp_view *v, const char *url, bool link)
{
	link = link && !v->l->folder && gp_markup_link(&v->m, url);
	gp_buf_clear(&v->words);
	gp_link_show(&v->words, v->l, url);
	gp_markup_cut(&v->m, v->words.data ? v->words.data : "", v->words.len, URL_SHOWN);
	if (link)
		gp_markup_raw(&v->m, "</a>");
}

void gp_view_address(struct gp_view *v, const char *url)
{
	address(v, url, true);
}

void gp_view_item_link(struct gp_view *v, const struct gp_view_item *i)
{
	address(v, gp_view_item_address(i), !i->link || i->link->judged.verdict != GP_VERDICT_DANGER);
}

void gp_view_suggestion(struct gp_view *v, const struct gp_link_entry *l)
{
	struct gp_buf b;

	gp_buf_init(&b, TITLE_MAX);
	gp_link_suggestion(&b, l, v->st);
	gp_markup_text(&v->m, b.data ? b.data : "", b.len);
	gp_buf_free(&b);
}

void gp_view_chip(struct gp_view *v, const struct gp_view_item *i)
{
	gp_markup_raw(&v->m, "<b class=\"chip ");
	gp_markup_str(&v->m, gp_view_level(i));
	gp_markup_raw(&v->m, i->link ? "\">" : " rule\">");
	gp_markup_str(&v->m, i->link ? gp_verdict_word(v->st, i->link->judged.verdict)
	    : gp_severity_word(v->st, i->finding->severity));
	gp_markup_raw(&v->m, "</b>");
}

/* --- the document */

/* 'sha256-…' of the one style and the one script, by which the policy knows them. */
static int put_hash(struct gp_markup *m, const unsigned char *bytes, size_t n, struct gp_err *e)
{
	unsigned char hash[EVP_MAX_MD_SIZE], base64[2 * EVP_MAX_MD_SIZE];
	unsigned int len = 0;

	if (!EVP_Digest(bytes, n, hash, &len, EVP_sha256(), NULL))
		return gp_fail(e, GP_EIO, "the system's libcrypto gives no SHA-256");
	EVP_EncodeBlock(base64, hash, (int)len);
	gp_markup_raw(m, "'sha256-");
	gp_markup_str(m, (const char *)base64);
	gp_markup_raw(m, "'; ");
	return 0;
}

/* "{site}: link check report" */
static void put_title(struct gp_markup *m, const struct gp_links_style *st, const struct gp_links_run *run)
{
	struct gp_buf site, title;
	struct gp_param params[] = {{"site", ""}, {NULL, NULL}};

	gp_buf_init(&site, TITLE_MAX);
	gp_buf_init(&title, 2 * TITLE_MAX);
	gp_links_site(&site, run);
	params[0].value = site.data ? site.data : "";
	gp_catalogue_say(&title, st->words, st->lang, "html.document", params);
	gp_markup_cut(m, title.data ? title.data : "", title.len, TITLE_SHOWN);
	gp_buf_free(&site);
	gp_buf_free(&title);
}

int gp_links_html_open(struct gp_markup *m, const struct gp_links_style *st, const struct gp_links_run *run,
    struct gp_err *e)
{
	gp_markup_raw(m, st->lang == GP_LANG_ZH ? "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n"
	    : "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
	gp_markup_raw(m, "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; img-src data:; style-src ");
	if (put_hash(m, gp_links_html_css, gp_links_html_css_n, e))
		return -1;
	gp_markup_raw(m, "script-src ");
	if (put_hash(m, gp_links_html_js, gp_links_html_js_n, e))
		return -1;
	gp_markup_raw(m, "base-uri 'none'; form-action 'none'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"generator\" content=\"govpub " GP_VERSION "\">\n"
	    "<link rel=\"icon\" href=\"data:,\">\n<title>"); /* no icon asked of a server */
	put_title(m, st, run);
	gp_markup_raw(m, "</title>\n<style>");
	gp_buf_put(&m->out, gp_links_html_css, gp_links_html_css_n);
	gp_markup_raw(m, "</style>\n</head>\n<body>\n");
	return 0;
}

static void put_packs(struct gp_view *v)
{
	struct gp_buf line;

	gp_buf_init(&line, 1 << 14);
	for (size_t i = 0; i < v->run->pack_count; i++) {
		struct gp_param params[] = {{"pack", ""}, {NULL, NULL}};

		gp_buf_clear(&line);
		gp_links_pack_line(&line, &v->run->packs[i], v->st);
		params[0].value = line.data ? line.data : "";
		gp_markup_raw(&v->m, "<p>");
		gp_view_say(v, "report.pack", params);
		gp_markup_raw(&v->m, "</p>\n");
	}
	gp_buf_free(&line);
}

static int close_document(struct gp_view *v)
{
	struct gp_param params[] = {{"version", GP_VERSION}, {"level", v->run->protection}, {NULL, NULL}};

	gp_markup_raw(&v->m, "<footer>\n<p>");
	gp_view_say(v, "html.foot", params);
	gp_markup_raw(&v->m, "</p>\n");
	if (strcmp(v->run->protection, "full") && strcmp(v->run->protection, "unknown")) {
		gp_markup_raw(&v->m, "<p>");
		gp_view_say(v, "report.protection", params);
		gp_markup_raw(&v->m, "</p>\n");
	}
	put_packs(v);
	gp_markup_raw(&v->m, "</footer>\n<script>");
	gp_buf_put(&v->m.out, gp_links_html_js, gp_links_html_js_n);
	gp_markup_raw(&v->m, "</script>\n</body>\n</html>\n");
	return gp_outfile_drain(v->o, &v->m.out, v->e);
}

int gp_links_html(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct gp_view *v = gp_view_new(o, l, run, st, e);
	int rc;

	rc = gp_links_html_open(&v->m, st, run, e) || gp_view_head(v) || gp_view_trend(v) || gp_view_chart(v) || gp_view_todo(v) ||
	    gp_view_moves(v) || gp_view_accounts(v) || gp_view_list(v) || close_document(v) ? -1 : 0;
	gp_view_free(v);
	return rc;
}
