#include "core/web/feed.h"

#include <expat.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/text/charset.h"
#include "core/web/url.h"

#define SEPARATOR '\n' /* between a namespace and a name */
#define DEPTH_MAX 64
#define DATE_MAX ((size_t)64)

enum field { URL, GUID, TITLE, DATE, UPDATED, SUMMARY, CONTENT, FIELDS, NONE = FIELDS };

struct reading {
	struct gp_feed *out;
	XML_Parser parser;
	gp_feed_fn *fn;
	void *user;
	int depth, entry, field_depth; /* depths of what is open; 0: nothing */
	enum field field;              /* which text is collected */
	bool guid_is_url, stopped;
	struct gp_buf text[FIELDS];
};

/* A feed has the elements of several namespaces, and none of their names is used twice. */
static const struct {
	const char *name;
	enum field field;
} elements[] = {
	{"link", URL}, {"guid", GUID}, {"title", TITLE}, {"pubDate", DATE}, {"date", DATE}, {"published", DATE},
	{"updated", UPDATED}, {"modified", UPDATED}, {"description", SUMMARY}, {"summary", SUMMARY}, {"content", CONTENT},
	{"encoded", CONTENT},
};

static const char *local(const char *name)
{
	const char *sep = strrchr(name, SEPARATOR);

	return sep ? sep + 1 : name;
}

static void stop(struct reading *r, const char *limit)
{
	r->out->limit = limit;
	r->stopped = true;
	XML_StopParser(r->parser, XML_FALSE);
}

static const char *attribute(const char **attrs, const char *name)
{
	for (size_t i = 0; attrs[i]; i += 2)
		if (!strcmp(attrs[i], name))
			return attrs[i + 1];
	return NULL;
}

/* What does not fit is cut, at the end of a character. */
static void put(struct gp_buf *b, const char *s, size_t n)
{
	size_t room = b->max - b->len;

	if (n > room)
		for (n = room; n && ((unsigned char)s[n] & 0xC0) == 0x80; n--)
			;
	gp_buf_put(b, s, n);
}

static enum field field_of(const char *name)
{
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (!strcmp(elements[i].name, name))
			return elements[i].field;
	return NONE;
}

/* RFC 4287, 4.2.7: in Atom the address is an attribute, and several links have several meanings. */
static void atom_link(struct reading *r, const char **attrs)
{
	const char *href = attribute(attrs, "href"), *rel = attribute(attrs, "rel");

	if (href && (!rel || !strcmp(rel, "alternate")) && !r->text[URL].len)
		put(&r->text[URL], href, strlen(href));
}

static void open_field(struct reading *r, const char *name, const char **attrs)
{
	const char *permanent;

	r->field = field_of(name);
	if (r->field == URL && attribute(attrs, "href")) {
		atom_link(r, attrs);
		r->field = NONE;
	}
	if (r->field == GUID) {
		permanent = attribute(attrs, "isPermaLink");
		r->guid_is_url = !permanent || strcmp(permanent, "false") != 0;
	}
	if (r->field != NONE && r->text[r->field].len) /* the first one counts */
		r->field = NONE;
	r->field_depth = r->field == NONE ? 0 : r->depth;
}

static void XMLCALL on_start(void *user, const char *qualified, const char **attrs)
{
	struct reading *r = user;
	const char *name = local(qualified);

	if (r->stopped) /* expat finishes the tag it is at */
		return;
	if (++r->depth > DEPTH_MAX) {
		stop(r, "xml");
	} else if (r->depth == 1) {
		r->out->is_feed = !strcmp(name, "rss") || !strcmp(name, "RDF") || !strcmp(name, "feed");
		if (!r->out->is_feed)
			stop(r, "");
	} else if (!r->entry && r->depth <= 3 && (!strcmp(name, "item") || !strcmp(name, "entry"))) {
		r->entry = r->depth;
		r->guid_is_url = false;
		for (int i = 0; i < FIELDS; i++)
			gp_buf_clear(&r->text[i]);
	} else if (r->entry && r->depth == r->entry + 1) {
		open_field(r, name, attrs);
	}
}

static const char *trimmed(struct gp_buf *b)
{
	char *s = b->data;

	if (!s)
		return "";
	while (b->len && strchr(" \t\r\n", s[b->len - 1]))
		s[--b->len] = '\0';
	return s + strspn(s, " \t\r\n");
}

static void end_entry(struct reading *r)
{
	struct gp_feed_entry entry = {.url = trimmed(&r->text[URL]), .title = trimmed(&r->text[TITLE]),
	    .date = trimmed(&r->text[DATE]), .text = trimmed(&r->text[SUMMARY])};

	r->entry = 0;
	if (!*entry.url && r->guid_is_url)
		entry.url = trimmed(&r->text[GUID]);
	if (!*entry.date)
		entry.date = trimmed(&r->text[UPDATED]);
	if (!*entry.text)
		entry.text = trimmed(&r->text[CONTENT]);
	if (r->out->entries == GP_FEED_ENTRIES) {
		stop(r, "entries");
		return;
	}
	r->out->entries++;
	r->fn(r->user, &entry);
}

static void XMLCALL on_end(void *user, const char *name)
{
	struct reading *r = user;

	(void)name;
	if (r->stopped)
		return;
	if (r->field_depth == r->depth)
		r->field_depth = 0;
	if (r->entry && r->depth == r->entry)
		end_entry(r);
	r->depth--;
}

static void XMLCALL on_text(void *user, const char *s, int len)
{
	struct reading *r = user;

	if (!r->stopped && r->field_depth)
		put(&r->text[r->field], s, (size_t)len);
}

static void XMLCALL on_doctype(void *user, const char *name, const char *system, const char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	stop(user, "doctype");
}

static void parse(struct reading *r, const char *p, size_t n)
{
	static const size_t most[FIELDS] = {[URL] = GP_URL_MAX + 64, [GUID] = GP_URL_MAX + 64, [TITLE] = GP_FEED_TEXT,
	    [DATE] = DATE_MAX, [UPDATED] = DATE_MAX, [SUMMARY] = GP_FEED_TEXT, [CONTENT] = GP_FEED_TEXT};

	r->parser = XML_ParserCreateNS("UTF-8", SEPARATOR); /* whatever its declaration says: it was decoded */
	if (!r->parser) {
		r->out->limit = "xml";
		return;
	}
	for (int i = 0; i < FIELDS; i++)
		gp_buf_init(&r->text[i], most[i]);
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, on_start, on_end);
	XML_SetCharacterDataHandler(r->parser, on_text);
	XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
	if (XML_Parse(r->parser, p, (int)n, XML_TRUE) != XML_STATUS_OK && !r->stopped)
		r->out->limit = "xml";
	XML_ParserFree(r->parser);
	for (int i = 0; i < FIELDS; i++)
		gp_buf_free(&r->text[i]);
}

void gp_feed_read(struct gp_feed *out, const char *p, size_t n, const char *charset, gp_feed_fn *fn, void *user)
{
	struct reading r = {.out = out, .fn = fn, .user = user, .field = NONE};
	struct gp_charset_choice cs;
	struct gp_buf utf8;
	const char *start;

	*out = (struct gp_feed){.limit = ""};
	gp_buf_init(&utf8, GP_FEED_BYTES);
	gp_charset_choose(&cs, p, n, charset, strlen(charset));
	if (gp_charset_decode(cs.used, p + cs.bom, n - cs.bom, &utf8, NULL)) {
		out->limit = "bytes";
	} else if (utf8.len) {
		start = utf8.data + strspn(utf8.data, " \t\r\n"); /* before "<?xml" nothing may stand, and often does */
		parse(&r, start, utf8.len - (size_t)(start - utf8.data));
	}
	gp_buf_free(&utf8);
}
