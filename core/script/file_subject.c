#include "core/script/file_subject.h"

#include <string.h>
#include <strings.h>

#include "core/base/utf8.h"
#include "core/doc/doc_facts.h"
#include "core/doc/magic.h"
#include "core/script/rule_document.h"
#include "core/script/subject.h"

#define SUFFIX_MAX 10 /* longer ones are none */

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

const char *gp_file_name(struct gp_arena *a, const char *url)
{
	const char *start = url;
	size_t n = strcspn(url, "?#"), len = 0;
	char *out;

	for (size_t i = 0; i < n; i++)
		if (url[i] == '/')
			start = url + i + 1;
	n -= (size_t)(start - url);
	out = gp_arena_alloc(a, n + 1);
	for (size_t i = 0; i < n; i++) {
		bool coded = start[i] == '%' && i + 2 < n && hex(start[i + 1]) >= 0 && hex(start[i + 2]) >= 0;

		out[len++] = coded ? (char)(hex(start[i + 1]) * 16 + hex(start[i + 2])) : start[i];
		i += coded ? 2 : 0;
	}
	out[len] = '\0';
	return gp_utf8_valid(out, len) && strlen(out) == len ? out : gp_arena_strndup(a, start, n);
}

/* In small letters, without the dot, "" when there is none. */
static const char *suffix_of(struct gp_arena *a, const char *name)
{
	const char *dot = strrchr(name, '.');
	char *out;

	if (!dot || dot == name || !dot[1] || strlen(dot + 1) > SUFFIX_MAX)
		return "";
	out = gp_arena_strndup(a, dot + 1, strlen(dot + 1));
	for (char *p = out; *p; p++)
		*p = (char)(*p >= 'A' && *p <= 'Z' ? *p + ('a' - 'A') : *p);
	return out;
}

bool gp_file_is_named_page(const char *name)
{
	static const char *const pages[] = {".htm", ".html", ".shtml", ".xhtml", ".asp", ".aspx", ".jsp", ".php", ".do"};
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < sizeof pages / sizeof *pages; i++)
		if (!strcasecmp(pages[i], dot))
			return true;
	return !dot || strchr(dot, '/');
}

bool gp_file_is_no_text(const char *url)
{
	static const char *const ends[] = {".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".iso", ".exe", ".msi", ".apk",
	    ".bin", ".mp3", ".wav", ".mp4", ".m4v", ".wmv", ".avi", ".mov", ".flv", ".webm", ".swf", ".png", ".jpg", ".jpeg", ".gif",
	    ".bmp", ".webp", ".tif", ".tiff", ".ico", ".svg"};
	size_t n = strcspn(url, "?#");

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (n > strlen(ends[i]) && !strncasecmp(url + n - strlen(ends[i]), ends[i], strlen(ends[i])))
			return true;
	return false;
}

/* --- attachments */

static void put_str(struct gp_buf *b, const char *key, const char *s)
{
	gp_pack_key(b, key, strlen(key));
	gp_pack_str(b, s, gp_utf8_valid(s, strlen(s)) ? strlen(s) : 0);
}

static void put_head(struct gp_buf *b, const char *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	char out[2 * GP_MAGIC_HEAD];

	n = n > GP_MAGIC_HEAD ? GP_MAGIC_HEAD : n;
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[(unsigned char)p[i] >> 4];
		out[2 * i + 1] = digits[(unsigned char)p[i] & 15];
	}
	gp_pack_key(b, "head", 4);
	gp_pack_str(b, out, 2 * n);
}

void gp_attachment_pack(struct gp_buf *out, const struct gp_attachment *at)
{
	struct gp_arena a = {0};
	const char *name = gp_file_name(&a, at->url);
	size_t n = 0;

	while (at->pages && at->pages[n] && n < GP_ATTACHMENT_PAGES)
		n++;
	gp_pack_map(out, 8);
	put_str(out, "type", at->type);
	put_str(out, "suffix", suffix_of(&a, name));
	put_str(out, "magic", at->magic ? at->magic : gp_magic(at->head, at->head_n));
	put_str(out, "name", name);
	put_str(out, "text", at->text);
	put_head(out, at->head, at->head_n);
	gp_pack_key(out, "size", 4);
	if (at->size < 0)
		gp_pack_null(out);
	else
		gp_pack_int(out, at->size);
	gp_pack_key(out, "pages", 5);
	gp_pack_list(out, n);
	for (size_t i = 0; i < n; i++)
		gp_pack_str(out, at->pages[i], gp_utf8_valid(at->pages[i], strlen(at->pages[i])) ? strlen(at->pages[i]) : 0);
	gp_arena_free(&a);
}

void gp_attachment_pack_value(struct gp_buf *out, const struct gp_value *v, const char *url)
{
	const struct gp_value *head = gp_value_get(v, "head"), *pages = gp_value_get(v, "pages");
	const char *type = gp_value_str(v, "type"), *text = gp_value_str(v, "text"), *list[GP_ATTACHMENT_PAGES + 1];
	bool has_head = head && head->type == GP_VALUE_STRING;
	struct gp_attachment a = {.url = url, .type = type ? type : "", .text = text ? text : "",
	    .head = has_head ? head->string.p : "", .head_n = has_head ? head->string.n : 0,
	    .magic = gp_value_str(v, "magic"), .pages = list};
	size_t n = 0;

	a.size = gp_value_int(v, "size", has_head ? (int64_t)a.head_n : -1);
	for (size_t i = 0; pages && pages->type == GP_VALUE_LIST && i < pages->list.n && n < GP_ATTACHMENT_PAGES; i++)
		if (pages->list.items[i].type == GP_VALUE_STRING)
			list[n++] = pages->list.items[i].string.p;
	list[n] = NULL;
	gp_attachment_pack(out, &a);
}

/* --- documents */

int gp_document_check(const struct gp_buf *packed, struct gp_err *e)
{
	struct gp_arena a = {0};
	struct gp_doc_facts f;
	int rc = gp_doc_unpack(&f, &a, packed->data, packed->len, e);

	gp_arena_free(&a);
	return rc;
}

const char *gp_document_media_type(enum gp_reader_type type)
{
	static const char *const types[GP_READER_TYPES] = {
	    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/html", "text/markdown",
	    "application/vnd.ms-excel", "text/plain", "application/ofd", "application/pdf"};

	return types[type];
}

void gp_document_page(struct gp_script_page *page, size_t length)
{
	page->type = GP_RULE_DOCUMENT_TYPE;
	page->charset = "";
	page->known = NULL;
	page->headers = NULL;
	page->length = length;
	page->subjects = GP_ON(DOCUMENT);
}
