/* sitemap_xml.c - what stands in XML: sitemaps, indexes of them, RSS and Atom */
#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "core/text/charset.h"
#include "core/web/sitemap_impl.h"
#include "core/web/url.h"

#define SEPARATOR '\n'                 /* between a namespace and a name */
#define LOC_MAX ((size_t)GP_URL_MAX + 64) /* longer ones are cut, and so no addresses */
#define DATE_MAX 64
#define TOKEN_MAX ((int64_t)1 << 20)   /* expat looks at an unfinished tag anew with every piece */
#define DEPTH_MAX 64

enum what { NOTHING, LOC, DATE };

struct gp_sitemap_xml {
	struct gp_sitemap_reading *r;
	XML_Parser parser;
	const struct gp_charset *cs; /* of the encoding that expat does not know */
	struct gp_buf one;           /* a character of it, decoded */
	int depth, entry;            /* entry: the depth of the entry that is open, 0: none */
	enum gp_sitemap_kind kind;   /* of that entry */
	enum what what;              /* which text is collected, of the element at entry + 1 */
	struct gp_buf loc, date;
	uint32_t line, col;          /* of loc */
	int64_t fed;
};

static const char *local(const char *name)
{
	const char *sep = strrchr(name, SEPARATOR);

	return sep ? sep + 1 : name;
}

/* Of the file: what was blank before its first tag was not given to expat. */
static uint32_t line_now(const struct gp_sitemap_xml *x)
{
	return (uint32_t)XML_GetCurrentLineNumber(x->parser) + x->r->number - 1;
}

static void stop(struct gp_sitemap_xml *x, const char *limit)
{
	gp_sitemap_stop(x->r, limit, line_now(x));
	XML_StopParser(x->parser, XML_FALSE);
}

static const char *attribute(const char **attrs, const char *name)
{
	for (size_t i = 0; attrs[i]; i += 2)
		if (!strcmp(attrs[i], name))
			return attrs[i + 1];
	return NULL;
}

static void root(struct gp_sitemap_xml *x, const char *name)
{
	static const struct {
		const char *name;
		enum gp_sitemap_form form;
	} known[] = {{"urlset", GP_SITEMAP_URLSET}, {"sitemapindex", GP_SITEMAP_INDEX}, {"rss", GP_SITEMAP_FEED},
	    {"RDF", GP_SITEMAP_FEED}, {"feed", GP_SITEMAP_FEED}};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(name, known[i].name))
			x->r->out->form = known[i].form;
	if (x->r->out->form == GP_SITEMAP_NONE)
		stop(x, "");
}

static bool is_entry(const struct gp_sitemap_xml *x, const char *name)
{
	switch (x->r->out->form) {
	case GP_SITEMAP_URLSET:
		return x->depth == 2 && !strcmp(name, "url");
	case GP_SITEMAP_INDEX:
		return x->depth == 2 && !strcmp(name, "sitemap");
	default:
		return x->depth <= 3 && (!strcmp(name, "item") || !strcmp(name, "entry"));
	}
}

static void here(struct gp_sitemap_xml *x, size_t skipped)
{
	x->line = line_now(x);
	x->col = (uint32_t)(XML_GetCurrentColumnNumber(x->parser) + 1 + skipped);
}

static void put(struct gp_buf *b, const char *s, size_t n)
{
	gp_buf_put(b, s, n < b->max - b->len ? n : b->max - b->len);
}

/* <link> of the Atom and of the XHTML namespace: the address is an attribute. */
static void link_element(struct gp_sitemap_xml *x, const char **attrs)
{
	const char *href = attribute(attrs, "href"), *rel = attribute(attrs, "rel");
	struct gp_sitemap_entry alternate = {.kind = GP_SITEMAP_ALTERNATE, .loc = href, .lastmod = GP_SITEMAP_UNDATED};

	if (!href) { /* of RSS: its text */
		x->what = x->r->out->form == GP_SITEMAP_FEED && !x->loc.len ? LOC : NOTHING;
		return;
	}
	if (rel && strcmp(rel, "alternate"))
		return;
	if (x->r->out->form == GP_SITEMAP_FEED) {
		if (!x->loc.len) {
			here(x, 0);
			put(&x->loc, href, strlen(href));
		}
		return;
	}
	alternate.loc_n = strlen(href) < LOC_MAX ? strlen(href) : LOC_MAX;
	alternate.line = line_now(x);
	alternate.col = (uint32_t)XML_GetCurrentColumnNumber(x->parser) + 1;
	gp_sitemap_emit(x->r, &alternate);
}

static void XMLCALL on_start(void *user, const char *qualified, const char **attrs)
{
	struct gp_sitemap_xml *x = user;
	const char *name = local(qualified);

	if (x->r->stopped) /* expat finishes the tag it is at */
		return;
	if (++x->depth > DEPTH_MAX) {
		stop(x, "xml");
	} else if (x->depth == 1) {
		root(x, name);
	} else if (!x->entry && is_entry(x, name)) {
		x->entry = x->depth;
		x->kind = x->r->out->form == GP_SITEMAP_INDEX ? GP_SITEMAP_FILE : GP_SITEMAP_PAGE;
		gp_buf_clear(&x->loc);
		gp_buf_clear(&x->date);
	} else if (x->entry && x->depth == x->entry + 1) {
		x->what = NOTHING;
		if (!strcmp(name, "link"))
			link_element(x, attrs);
		else if (!strcmp(name, "loc") && !x->loc.len)
			x->what = LOC;
		else if ((!strcmp(name, "lastmod") || !strcmp(name, "updated")) && !x->date.len)
			x->what = DATE;
	}
	if (x->r->stopped)
		XML_StopParser(x->parser, XML_FALSE);
}

static void end_entry(struct gp_sitemap_xml *x)
{
	struct gp_sitemap_entry entry = {.kind = x->kind, .loc = x->loc.data, .loc_n = x->loc.len, .line = x->line,
	    .col = x->col};

	if (!x->date.len || gp_sitemap_date(&entry.lastmod, x->date.data, x->date.len))
		entry.lastmod = GP_SITEMAP_UNDATED;
	x->entry = 0;
	gp_sitemap_emit(x->r, &entry);
	if (x->r->stopped)
		XML_StopParser(x->parser, XML_FALSE);
}

static void XMLCALL on_end(void *user, const char *name)
{
	struct gp_sitemap_xml *x = user;

	(void)name;
	if (x->r->stopped)
		return;
	if (x->entry && x->depth == x->entry + 1)
		x->what = NOTHING;
	else if (x->entry && x->depth == x->entry)
		end_entry(x);
	x->depth--;
}

static void XMLCALL on_text(void *user, const char *s, int len)
{
	struct gp_sitemap_xml *x = user;
	size_t n = (size_t)len, skipped = 0;

	if (x->r->stopped || x->what == NOTHING || x->depth != x->entry + 1)
		return;
	if (x->what == DATE) {
		put(&x->date, s, n);
		return;
	}
	if (!x->loc.len) {
		while (skipped < n && strchr(" \t\r\n", s[skipped]) && s[skipped])
			skipped++;
		if (skipped == n)
			return;
		here(x, skipped);
	}
	put(&x->loc, s + skipped, n - skipped);
}

static void XMLCALL on_doctype(void *user, const char *name, const char *system, const char *public, int internal)
{
	struct gp_sitemap_xml *x = user;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	if (x->r->stopped)
		return;
	stop(x, "doctype");
}

/* --- encodings that expat does not know: GBK, Big5, … */

static int decode_one(struct gp_sitemap_xml *x, const char *s, size_t n)
{
	size_t errors = 0, len;
	uint32_t cp;

	gp_buf_clear(&x->one);
	if (gp_charset_decode(x->cs, s, n, &x->one, &errors) || errors || !x->one.len)
		return -1;
	cp = gp_utf8_get(x->one.data, x->one.len, &len);
	return len == x->one.len && cp <= 0xFFFF ? (int)cp : -1; /* expat takes no more */
}

static int XMLCALL convert(void *user, const char *s)
{
	return decode_one(user, s, 2);
}

static int XMLCALL on_encoding(void *user, const char *name, XML_Encoding *info)
{
	struct gp_sitemap_xml *x = user;

	x->cs = gp_charset_by_label(name, strlen(name));
	if (!x->cs)
		return XML_STATUS_ERROR;
	for (int i = 0; i < 256; i++) {
		char byte = (char)i;
		int cp = i < 0x80 ? i : decode_one(x, &byte, 1);

		info->map[i] = cp >= 0 ? cp : -2; /* the first of two bytes */
	}
	info->data = x;
	info->convert = convert;
	info->release = NULL;
	return XML_STATUS_OK;
}

/* What the header says counts only where the file says nothing: servers say utf-8 of everything. */
static const char *encoding(const struct gp_sitemap_reading *r, const char *head, size_t n)
{
	const struct gp_charset *cs = gp_charset_by_label(r->charset, strlen(r->charset));
	bool bom = n > 1 && (!memcmp(head, "\xFF\xFE", 2) || !memcmp(head, "\xFE\xFF", 2));

	return !cs || bom || gp_charset_prescan(head, n < 1024 ? n : 1024) ? NULL : gp_charset_name(cs);
}

/* --- the file */

void gp_sitemap_xml_begin(struct gp_sitemap_reading *r, const char *head, size_t n)
{
	struct gp_sitemap_xml *x = gp_calloc(1, sizeof *x);

	x->r = r;
	r->xml = x;
	gp_buf_init(&x->loc, LOC_MAX);
	gp_buf_init(&x->date, DATE_MAX);
	gp_buf_init(&x->one, 64);
	x->parser = XML_ParserCreateNS(encoding(r, head, n), SEPARATOR);
	if (!x->parser) {
		gp_sitemap_stop(r, "xml", 0);
		return;
	}
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_start, on_end);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	XML_SetUnknownEncodingHandler(x->parser, on_encoding, x);
}

void gp_sitemap_xml_feed(struct gp_sitemap_reading *r, const char *p, size_t n, bool last)
{
	struct gp_sitemap_xml *x = r->xml;

	if (r->stopped)
		return;
	x->fed += (int64_t)n;
	if (XML_Parse(x->parser, p, (int)n, last) == XML_STATUS_OK) {
		if (x->fed - (int64_t)XML_GetCurrentByteIndex(x->parser) > TOKEN_MAX)
			stop(x, "xml");
	} else if (!r->stopped) {
		stop(x, "xml");
	}
}

void gp_sitemap_xml_end(struct gp_sitemap_reading *r)
{
	struct gp_sitemap_xml *x = r->xml;

	if (!x)
		return;
	XML_ParserFree(x->parser);
	gp_buf_free(&x->loc);
	gp_buf_free(&x->date);
	gp_buf_free(&x->one);
	free(x);
	r->xml = NULL;
}
