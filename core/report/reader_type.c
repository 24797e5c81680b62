/* reader_type.c - what a file is, told by its bytes without unpacking any of them */
#define _GNU_SOURCE
#include <string.h>
#include <strings.h>

#include "core/doc/cfb.h"
#include "core/report/reader.h"

#define LOOK 4096 /* bytes at the beginning of a text */

static bool begins(const char *p, size_t n, const char *magic, size_t len)
{
	return n >= len && !memcmp(p, magic, len);
}

static bool begins_word(const char *p, size_t n, const char *word)
{
	return n >= strlen(word) && !strncasecmp(p, word, strlen(word));
}

static bool ends_with(const char *s, size_t n, const char *end)
{
	size_t len = strlen(end);

	return n >= len && !strncasecmp(s + n - len, end, len);
}

/* --- zip: the names in the central directory (APPNOTE.TXT 6.3, 4.3.12 and 4.3.16) */

enum content {
	WORD = 1,
	SHEETS = 2,
	BINARY_SHEETS = 4,
	OFD = 8,
	OPEN_DOCUMENT = 16,
};

static size_t u16(const char *p)
{
	return (size_t)(unsigned char)p[0] | (size_t)(unsigned char)p[1] << 8;
}

static size_t u32(const char *p)
{
	return u16(p) | u16(p + 2) << 16;
}

static unsigned content_of(const char *name, size_t n)
{
	if (begins_word(name, n, "word/document") && ends_with(name, n, ".xml"))
		return WORD;
	if (begins_word(name, n, "xl/workbook"))
		return ends_with(name, n, ".xml") ? SHEETS : ends_with(name, n, ".bin") ? BINARY_SHEETS : 0;
	if (n == 7 && begins_word(name, n, "OFD.xml"))
		return OFD;
	return n == 11 && begins_word(name, n, "content.xml") ? OPEN_DOCUMENT : 0;
}

/* Of the parts in the directory, as far as it can be read. */
static unsigned zip_content(const char *p, size_t n)
{
	size_t end = n >= 22 ? n - 22 : 0, least = end > 65535 ? end - 65535 : 0, at, size;
	unsigned found = 0;

	while (end > least && memcmp(p + end, "PK\5\6", 4) != 0)
		end--;
	if (n < 22 || memcmp(p + end, "PK\5\6", 4) != 0)
		return 0;
	size = u32(p + end + 12);
	at = size <= end ? end - size : end;
	while (at < end && end - at >= 46 && !memcmp(p + at, "PK\1\2", 4)) {
		size_t name = u16(p + at + 28), all = 46 + name + u16(p + at + 30) + u16(p + at + 32);

		if (all > end - at)
			break;
		found |= content_of(p + at + 46, name);
		at += all;
	}
	return found;
}

static int zip_type(enum gp_reader_type *out, const char *p, size_t n, bool rules, struct gp_err *e)
{
	unsigned found = zip_content(p, n);

	*out = found & WORD ? GP_READER_DOCX : GP_READER_XLSX;
	if (found & (WORD | SHEETS))
		return 0;
	*out = GP_READER_OFD;
	if (found & OFD && rules)
		return 0;
	if (found & BINARY_SHEETS)
		return gp_fail(e, GP_EUSAGE, "this is a binary workbook (.xlsb); save it as .xlsx");
	if (found & OFD)
		return gp_fail(e, GP_EUSAGE,
		    "OFD files are not read; give the .docx or .xlsx it was made from, or the web page");
	if (found & OPEN_DOCUMENT)
		return gp_fail(e, GP_EUSAGE, "OpenDocument files are not read; save it as .docx or .xlsx");
	return gp_fail(e, GP_EUSAGE, "this is a zip file without a document that can be read, or it is damaged");
}

/* --- the rest */

/* [MS-CFB]: what Word and Excel wrote before 2007, and what wraps an encrypted file now ([MS-OFFCRYPTO] 1.3.3). */
static int compound_type(enum gp_reader_type *out, const char *p, size_t n, struct gp_err *e)
{
	static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	if (memmem(p, n, encrypted, sizeof encrypted - 1))
		return gp_fail(e, GP_EUSAGE, "the file is protected by a password; save it without one");
	*out = GP_READER_XLS; /* unless a document only holds one, as its reader finds out */
	if (gp_cfb_mentions(p, n, "Workbook") || gp_cfb_mentions(p, n, "Book"))
		return 0;
	if (gp_cfb_is_cut(p, n))
		return gp_fail(e, GP_EPARSE, "the file is damaged: its parts cannot be put together");
	return gp_fail(e, GP_EUSAGE, "this is an old format (.doc, .wps, .ppt); save it as .docx");
}

/* Readers look for the sign in the first kilobyte (ISO 32000-1, annex H, 3.4.1). */
static bool is_pdf(const char *p, size_t n)
{
	return memmem(p, n < 1024 ? n : 1024, "%PDF-", 5) != NULL;
}

static bool is_image(const char *p, size_t n)
{
	static const struct {
		const char *magic;
		size_t n;
	} images[] = {{"\x89PNG", 4}, {"\xFF\xD8\xFF", 3}, {"GIF8", 4}, {"BM", 2}, {"II*\0", 4}, {"MM\0*", 4}};

	for (size_t i = 0; i < sizeof images / sizeof *images; i++)
		if (begins(p, n, images[i].magic, images[i].n))
			return true;
	return n >= 12 && begins(p, n, "RIFF", 4) && !memcmp(p + 8, "WEBP", 4);
}

static bool named(const char *name, const char *const *ends)
{
	for (; *ends; ends++)
		if (ends_with(name, strlen(name), *ends))
			return true;
	return false;
}

static bool begins_page(const char *p, size_t n)
{
	static const char *const signs[] = {"<!doctype html", "<html", "<head>", "<meta", "<body", "<table"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (begins_word(p, n, signs[i]))
			return true;
	return false;
}

/* What Excel saves as a web page or as XML is called .xls all the same; here nothing of it would be understood. */
static int other_workbook(const char *p, size_t n, struct gp_err *e)
{
	if (begins_word(p, n, "MIME-Version:"))
		return gp_fail(e, GP_EUSAGE, "this is a web page in one file with its pictures (.mht); save it as .xlsx or .docx");
	if (begins_word(p, n, "<?xml") && memmem(p, n < LOOK ? n : LOOK, "urn:schemas-microsoft-com:office:spreadsheet", 44))
		return gp_fail(e, GP_EUSAGE, "this is an XML workbook of Excel 2003; save it as .xlsx");
	return 0;
}

static int text_type(enum gp_reader_type *out, const char *p, size_t n, const char *name, bool rules, struct gp_err *e)
{
	static const char *const html[] = {".htm", ".html", ".shtml", ".xhtml", NULL};
	static const char *const markdown[] = {".md", ".markdown", ".txt", NULL};
	static const char *const text[] = {".txt", ".csv", ".tsv", ".json", ".xml", NULL};
	static const char *const sheets[] = {".xls", ".et", NULL}; /* of fields between tabs, by that name */
	bool wide = begins(p, n, "\xFF\xFE", 2) || begins(p, n, "\xFE\xFF", 2);
	size_t look = n < LOOK ? n : LOOK, at = begins(p, n, "\xEF\xBB\xBF", 3) ? 3 : 0;

	while (at < look && strchr(" \t\r\n\f", p[at]) && p[at])
		at++;
	*out = GP_READER_HTML;
	if (wide && named(name, html))
		return 0;
	if (wide && rules) {
		*out = GP_READER_TEXT;
		return 0;
	}
	if (wide)
		return gp_fail(e, GP_EUSAGE, "the text is in UTF-16; save it as UTF-8");
	if (!memchr(p, '\0', look)) {
		if (other_workbook(p + at, n - at, e))
			return -1;
		if (named(name, html) || begins_page(p + at, n - at))
			return 0;
		if (rules && named(name, text)) {
			*out = GP_READER_TEXT;
			return 0;
		}
		if (named(name, markdown)) {
			*out = GP_READER_MARKDOWN;
			return 0;
		}
		if (n - at > 1 && p[at] == '<' && (p[at + 1] == '!' || p[at + 1] == '?' || (p[at + 1] | 32) >= 'a'))
			return 0;
		if (rules && named(name, sheets)) {
			*out = GP_READER_TEXT;
			return 0;
		}
	}
	if (rules)
		return gp_fail(e, GP_EUSAGE, "this is no kind of file that can be read");
	return gp_fail(e, GP_EUSAGE, "this is no file that can be read: give .xlsx, .docx, .html or .md");
}

static int type_of(enum gp_reader_type *out, const char *p, size_t n, const char *name, bool rules, struct gp_err *e)
{
	if (n == 0)
		return gp_fail(e, GP_EUSAGE, "the file is empty");
	if (n > GP_READER_FILE_MAX)
		return gp_fail(e, GP_ELIMIT, "the file is larger than 16 MiB");
	if (begins(p, n, "PK\3\4", 4) || begins(p, n, "PK\5\6", 4))
		return zip_type(out, p, n, rules, e);
	if (begins(p, n, GP_CFB_MAGIC, GP_CFB_MAGIC_N))
		return compound_type(out, p, n, e);
	*out = GP_READER_PDF;
	if (is_pdf(p, n) && rules)
		return 0;
	if (is_pdf(p, n))
		return gp_fail(e, GP_EUSAGE,
		    "PDF files are not read; give the .docx or .xlsx it was made from, or the web page");
	if (begins(p, n, "{\\rtf", 5))
		return gp_fail(e, GP_EUSAGE, "RTF files are not read; save it as .docx");
	if (is_image(p, n))
		return gp_fail(e, GP_EUSAGE,
		    "images are not read; give the .docx or .xlsx it was made from, or the web page");
	return text_type(out, p, n, name, rules, e);
}

int gp_reader_type(enum gp_reader_type *out, const char *p, size_t n, const char *name, struct gp_err *e)
{
	return type_of(out, p, n, name, false, e);
}

int gp_reader_type_for_rules(enum gp_reader_type *out, const char *p, size_t n, const char *name, struct gp_err *e)
{
	return type_of(out, p, n, name, true, e);
}
