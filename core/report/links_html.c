/* links_html.c - the report as one page: the document around its parts, and what the parts share */
#include "core/report/links_html.h"

#include <inttypes.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/report/outfile.h"

#define OUT_MAX ((size_t)32 << 20) /* one row with all its places is far smaller */
#define WORDS_SHOWN 1000           /* code points of a sentence: rules may write long ones */
#define URL_SHOWN 300              /* code points of an address in sight */

/* --- words */

/* What the words hold, escaped. */
static void put_words(struct gp_view *v)
{
	gp_markup_cut(&v->m, v->words.data ? v->words.data : "", v->words.len, WORDS_SHOWN);
}

void gp_view_say(struct gp_view *v, const char *id, const struct gp_param *params)
{
	gp_buf_clear(&v->words);
	gp_catalogue_say(&v->words, v->st->words, v->st->lang, id, params);
	put_words(v);
}

void gp_view_say_n(struct gp_view *v, const char *id, int64_t n)
{
	char digits[24];
	struct gp_param params[] = {{"n", digits}, {NULL, NULL}};

	snprintf(digits, sizeof digits, "%" PRId64, n);
	gp_view_say(v, id, params);
}

void gp_view_where(struct gp_view *v, const struct gp_link_entry *l, const struct gp_link_place *p, bool whole)
{
	gp_buf_clear(&v->words);
	gp_link_where(&v->words, v->l, l, p, whole, v->st);
	put_words(v);
}

void gp_view_message(struct gp_view *v, const struct gp_view_item *i)
{
	gp_buf_clear(&v->words);
	if (i->link)
		gp_link_message(&v->words, i->link, v->st);
	else
		gp_buf_puts(&v->words, i->finding->message[v->st->lang]);
	put_words(v);
}

void gp_view_fix(struct gp_view *v, const struct gp_view_item *i)
{
	struct gp_buf fix;
	struct gp_param params[] = {{"fix", ""}, {NULL, NULL}};

	gp_buf_init(&fix, 1 << 20);
	if (i->link)
		gp_link_fix(&fix, i->link, v->st);
	else
		gp_buf_puts(&fix, i->finding->fix[v->st->lang]);
	if (fix.len) {
		params[0].value = fix.data;
		gp_view_say(v, "report.fix", params);
	}
	gp_buf_free(&fix);
}

void gp_view_address(struct gp_view *v, const char *url)
{
	bool link = !(v->l->folder) && gp_markup_link(&v->m, url);

	gp_buf_clear(&v->words);
	gp_link_show(&v->words, v->l, url);
	gp_markup_cut(&v->m, v->words.data ? v->words.data : "", v->words.len, URL_SHOWN);
	if (link)
		gp_markup_raw(&v->m, "</a>");
}

const char *gp_view_item_address(const struct gp_view_item *i)
{
	if (i->link)
		return i->link->url;
	return i->finding->file ? i->finding->file : i->finding->url ? i->finding->url : "";
}

const char *gp_view_level(const struct gp_view_item *i)
{
	return i->link ? gp_verdict_name(i->link->judged.verdict) : gp_severity_name(i->finding->severity);
}

const char *gp_view_cause(const struct gp_view_item *i)
{
	return i->link ? i->link->judged.cause->id : i->finding->rule;
}

const char *gp_view_cause_word(const struct gp_view *v, const struct gp_view_item *i)
{
	const char *title;

	if (i->link)
		return gp_cause_word(v->st, i->link->judged.cause);
	title = i->finding->title[v->st->lang];
	return *title ? title : i->finding->rule;
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

int gp_view_drain(struct gp_view *v)
{
	return v->m.out.len >= GP_VIEW_DRAIN ? gp_outfile_drain(v->o, &v->m.out, v->e) : 0;
}

/* --- what has to be done, in order */

enum gp_view_group gp_view_group(const struct gp_view_item *i)
{
	if (i->finding)
		return i->finding->severity == GP_SEVERITY_INFO || i->finding->severity == GP_SEVERITY_BONUS
		    ? GP_VIEW_FINE : GP_VIEW_RULE;
	switch (i->link->judged.verdict) {
	case GP_VERDICT_DANGER:
	case GP_VERDICT_BROKEN:
		return GP_VIEW_MEND;
	case GP_VERDICT_BLOCKED:
	case GP_VERDICT_THROTTLED:
	case GP_VERDICT_UNVERIFIED:
		return GP_VIEW_HAND;
	case GP_VERDICT_UNCHECKED:
		return GP_VIEW_UNCHECKED;
	default:
		return GP_VIEW_FINE;
	}
}

const char *gp_view_group_name(enum gp_view_group g)
{
	static const char *const names[] = {"mend", "hand", "open", "rule", "fine"};

	return names[g];
}

/* How early an item comes; both orders keep to it. */
static int tier(const struct gp_view_item *i)
{
	if (i->link)
		return i->link->judged.verdict == GP_VERDICT_DANGER ? 0
		    : gp_view_group(i) == GP_VIEW_MEND ? 1 : gp_view_group(i) == GP_VIEW_FINE ? 3 : 2;
	return i->finding->severity == GP_SEVERITY_VETO ? 0
	    : gp_severity_rank(i->finding->severity) <= gp_severity_rank(GP_SEVERITY_ERROR) ? 1
	    : gp_view_group(i) == GP_VIEW_FINE ? 3 : 2;
}

size_t gp_view_run(const struct gp_view *v, size_t from)
{
	size_t to = from + 1;

	while (to < v->count && !v->items[to].link == !v->items[from].link &&
	    !strcmp(gp_view_level(&v->items[to]), gp_view_level(&v->items[from])) &&
	    !strcmp(gp_view_cause(&v->items[to]), gp_view_cause(&v->items[from])))
		to++;
	return to - from;
}

/* Links and findings in one list: tier by tier, the links of a tier first. */
static void collect(struct gp_view *v)
{
	const struct gp_link_entry **links = gp_links_by_verdict(v->l);
	const struct gp_finding **findings = gp_findings_by_severity(v->l);
	size_t link = 0, finding = 0;

	v->count = v->l->count + v->l->finding_count;
	v->items = gp_calloc(v->count + 1, sizeof *v->items);
	for (size_t i = 0; i < v->count; i++) {
		struct gp_view_item a = {.link = link < v->l->count ? links[link] : NULL};
		struct gp_view_item b = {.finding = finding < v->l->finding_count ? findings[finding] : NULL};
		bool take_link = a.link && (!b.finding || tier(&a) <= tier(&b));

		v->items[i] = take_link ? a : b;
		link += take_link;
		finding += !take_link;
		v->templates += take_link && gp_view_group(&a) == GP_VIEW_MEND &&
		    gp_link_spread(a.link) != GP_LINK_SINGLE;
	}
	free(links);
	free(findings);
}

/* --- the document */

/* 'sha256-…' of the one style and the one script, by which the policy knows them. */
static int put_hash(struct gp_view *v, const unsigned char *bytes, size_t n)
{
	unsigned char hash[EVP_MAX_MD_SIZE], base64[2 * EVP_MAX_MD_SIZE];
	unsigned int len = 0;

	if (!EVP_Digest(bytes, n, hash, &len, EVP_sha256(), NULL))
		return gp_fail(v->e, GP_EIO, "the system's libcrypto gives no SHA-256");
	EVP_EncodeBlock(base64, hash, (int)len);
	gp_markup_raw(&v->m, "'sha256-");
	gp_markup_str(&v->m, (const char *)base64);
	gp_markup_raw(&v->m, "'; ");
	return 0;
}

static int open_document(struct gp_view *v)
{
	struct gp_markup *m = &v->m;
	struct gp_param params[] = {{"site", v->run->office ? v->run->office : v->run->seed}, {NULL, NULL}};

	gp_markup_raw(m, v->st->lang == GP_LANG_ZH ? "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n"
	    : "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
	gp_markup_raw(m, "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; img-src data:; style-src ");
	if (put_hash(v, gp_links_html_css, gp_links_html_css_n))
		return -1;
	gp_markup_raw(m, "script-src ");
	if (put_hash(v, gp_links_html_js, gp_links_html_js_n))
		return -1;
	gp_markup_raw(m, "base-uri 'none'; form-action 'none'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"generator\" content=\"govpub " GP_VERSION "\">\n"
	    "<link rel=\"icon\" href=\"data:,\">\n<title>"); /* no icon asked of a server */
	gp_view_say(v, "html.document", params);
	gp_markup_raw(m, "</title>\n<style>");
	gp_buf_put(&m->out, gp_links_html_css, gp_links_html_css_n);
	gp_markup_raw(m, "</style>\n</head>\n<body>\n");
	return 0;
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
	gp_markup_raw(&v->m, "</footer>\n<script>");
	gp_buf_put(&v->m.out, gp_links_html_js, gp_links_html_js_n);
	gp_markup_raw(&v->m, "</script>\n</body>\n</html>\n");
	return gp_outfile_drain(v->o, &v->m.out, v->e);
}

int gp_links_html(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct gp_view *v = gp_calloc(1, sizeof *v);
	int rc = -1;

	*v = (struct gp_view){.o = o, .e = e, .l = l, .run = run, .st = st};
	gp_markup_init(&v->m, OUT_MAX);
	gp_buf_init(&v->words, OUT_MAX);
	collect(v);
	gp_view_columns_load(v);
	if (open_document(v) || gp_view_head(v) || gp_view_trend(v) || gp_view_chart(v) || gp_view_todo(v) || gp_view_list(v) ||
	    close_document(v))
		goto out;
	rc = 0;
out:
	gp_view_columns_free(&v->columns);
	free(v->items);
	gp_markup_free(&v->m);
	gp_buf_free(&v->words);
	free(v);
	return rc;
}
