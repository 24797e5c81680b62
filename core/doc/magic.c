#define _GNU_SOURCE
#include "core/doc/magic.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static bool begins(const char *p, size_t n, const char *magic, size_t len)
{
	return n >= len && !memcmp(p, magic, len);
}

/* The name of a part at s, of n bytes that may be cut short: what file has parts of that name. */
static const char *by_part(const char *s, size_t n)
{
	if (begins(s, n, "word/", 5))
		return "docx";
	if (begins(s, n, "xl/", 3))
		return "xlsx";
	return begins(s, n, "OFD.xml", 7) || begins(s, n, "Doc_0/", 6) ? "ofd" : NULL;
}

/* The local headers that the bytes show (APPNOTE.TXT 6.3, 4.3.7). */
static const char *zip_of(const char *p, size_t n)
{
	const char *end = p + n, *found = NULL;

	for (const char *at = p; !found && at && end - at >= 30; at = memmem(at + 4, (size_t)(end - at - 4), "PK\3\4", 4)) {
		size_t name = (size_t)(unsigned char)at[26] | (size_t)(unsigned char)at[27] << 8;

		if ((size_t)(end - at - 30) < name)
			name = (size_t)(end - at - 30);
		found = by_part(at + 30, name);
	}
	return found ? found : "zip";
}

static bool is_html(const char *p, size_t n)
{
	static const char *const signs[] = {"<!doctype html", "<html", "<head", "<body", "<meta", "<script", "<title", "<!--"};
	size_t i = begins(p, n, "\xEF\xBB\xBF", 3) ? 3 : 0;

	while (i < n && strchr(" \t\r\n\f", p[i]) && p[i])
		i++;
	for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
		if (n - i >= strlen(signs[k]) && !strncasecmp(p + i, signs[k], strlen(signs[k])))
			return true;
	return false;
}

/* No control characters but those of lines: any charset of the web but UTF-16, which says so by its mark. */
static bool is_text(const char *p, size_t n)
{
	if (begins(p, n, "\xFF\xFE", 2) || begins(p, n, "\xFE\xFF", 2))
		return true;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)p[i] < ' ' && !(p[i] >= '\t' && p[i] <= '\r') && p[i] != 0x1B)
			return false;
	return true;
}

const char *gp_magic(const char *p, size_t n)
{
	static const struct {
		const char *magic;
		size_t n;
		const char *word;
	} signs[] = {{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "ole"}, {"Rar!\x1A\x07", 6, "rar"}, {"7z\xBC\xAF\x27\x1C", 6, "7z"},
	    {"\x89PNG\r\n\x1A\n", 8, "png"}, {"\xFF\xD8\xFF", 3, "jpeg"}, {"GIF87a", 6, "gif"}, {"GIF89a", 6, "gif"},
	    {"PK\5\6", 4, "zip"}};

	if (n == 0)
		return "empty";
	if (begins(p, n, "PK\3\4", 4))
		return zip_of(p, n);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (begins(p, n, signs[i].magic, signs[i].n))
			return signs[i].word;
	if (memmem(p, n < GP_MAGIC_HEAD ? n : GP_MAGIC_HEAD, "%PDF-", 5))
		return "pdf";
	if (is_html(p, n))
		return "html";
	return is_text(p, n) ? "text" : "unknown";
}
