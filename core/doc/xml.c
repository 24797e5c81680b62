#include "core/doc/xml.h"

#include <expat.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

#define SEPARATOR '\n' /* between a namespace and a name; expat refuses it inside of an address */

struct gp_xml {
	const struct gp_xml_reader *reader;
	void *user;
	struct gp_err *e;
	XML_Parser parser;
	const char **attrs; /* of the element that starts */
	unsigned depth;
	unsigned skip;      /* the depth at which what is skipped began; 0: nothing is */
	bool stopped;
};

static const struct {
	enum gp_xml_ns ns;
	const char *uri;
} known[] = {
	{GP_XML_WORD, "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
	{GP_XML_SHEET, "http://schemas.openxmlformats.org/spreadsheetml/2006/main"},
	{GP_XML_REL, "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
	{GP_XML_PACKAGE, "http://schemas.openxmlformats.org/package/2006/relationships"},
	{GP_XML_DC, "http://purl.org/dc/elements/1.1/"},
	{GP_XML_WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main"},
	{GP_XML_SHEET, "http://purl.oclc.org/ooxml/spreadsheetml/main"},
	{GP_XML_REL, "http://purl.oclc.org/ooxml/officeDocument/relationships"},
};

static const char compatibility[] = "http://schemas.openxmlformats.org/markup-compatibility/2006\nChoice";

static enum gp_xml_ns split(const char *qualified, const char **local)
{
	const char *sep = strchr(qualified, SEPARATOR);
	size_t n;

	*local = sep ? sep + 1 : qualified;
	if (!sep)
		return GP_XML_NONE;
	n = (size_t)(sep - qualified);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strncmp(known[i].uri, qualified, n) && !known[i].uri[n])
			return known[i].ns;
	return GP_XML_OTHER;
}

struct gp_err *gp_xml_stop(struct gp_xml *x)
{
	x->stopped = true;
	XML_StopParser(x->parser, XML_FALSE);
	return x->e;
}

void gp_xml_skip(struct gp_xml *x)
{
	x->skip = x->depth;
}

const char *gp_xml_attr(const struct gp_xml *x, enum gp_xml_ns ns, const char *name)
{
	const char *local;

	for (size_t i = 0; x->attrs && x->attrs[i]; i += 2)
		if (split(x->attrs[i], &local) == ns && !strcmp(local, name))
			return x->attrs[i + 1];
	return NULL;
}

static void XMLCALL on_start(void *user, const char *name, const char **attrs)
{
	struct gp_xml *x = user;
	enum gp_xml_ns ns;
	const char *local;

	if (x->stopped) /* expat finishes the tag it is at */
		return;
	if (++x->depth > GP_XML_DEPTH) {
		gp_fail(gp_xml_stop(x), GP_EPARSE, "the file is damaged: its parts lie too deep inside one another");
		return;
	}
	if (x->skip)
		return;
	if (!strcmp(name, compatibility)) {
		gp_xml_skip(x);
		return;
	}
	ns = split(name, &local);
	x->attrs = attrs;
	if (x->reader->start)
		x->reader->start(x->user, x, ns, local);
	x->attrs = NULL;
}

static void XMLCALL on_end(void *user, const char *name)
{
	struct gp_xml *x = user;
	enum gp_xml_ns ns;
	const char *local;

	if (x->stopped)
		return;
	if (x->skip) {
		if (x->skip == x->depth--)
			x->skip = 0;
		return;
	}
	x->depth--;
	ns = split(name, &local);
	if (x->reader->end)
		x->reader->end(x->user, x, ns, local);
}

static void XMLCALL on_text(void *user, const char *s, int n)
{
	struct gp_xml *x = user;

	if (!x->stopped && !x->skip && n > 0 && x->reader->text)
		x->reader->text(x->user, x, s, (size_t)n);
}

static void XMLCALL on_doctype(void *user, const char *name, const char *system, const char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	gp_fail(gp_xml_stop(user), GP_EPARSE,
	    "the file holds a document type declaration, which no office program writes");
}

int gp_xml_read(const struct gp_xml_reader *r, void *user, const char *p, size_t n, struct gp_err *e)
{
	struct gp_xml x = {.reader = r, .user = user, .e = e};
	int rc = -1;

	if (n > INT_MAX)
		return gp_fail(e, GP_ELIMIT, "a part of the file is larger than 32 MiB when unpacked");
	x.parser = XML_ParserCreateNS(NULL, SEPARATOR);
	if (!x.parser)
		return gp_fail(e, GP_EIO, "there is no memory to read the file");
	XML_SetUserData(x.parser, &x);
	XML_SetElementHandler(x.parser, on_start, on_end);
	XML_SetCharacterDataHandler(x.parser, on_text);
	XML_SetStartDoctypeDeclHandler(x.parser, on_doctype);
	if (XML_Parse(x.parser, p, (int)n, 1) == XML_STATUS_OK)
		rc = 0;
	else if (!x.stopped)
		gp_fail(e, GP_EPARSE, "the file is damaged: a part of it is no well-formed XML");
	XML_ParserFree(x.parser);
	return rc;
}
