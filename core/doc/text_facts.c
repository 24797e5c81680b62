#include "core/doc/text_facts.h"

#include <stdio.h>
#include <string.h>

#include "core/doc/ooxml.h"
#include "core/text/utf8.h"

#define LEAST_FULL 24 /* columns of a line that can be taken for a full one */

static size_t line_end(const char *p, size_t n)
{
	const char *nl = memchr(p, '\n', n);

	return nl ? (size_t)(nl - p) : n;
}

/* --- files of text */

static enum gp_doc_kind kind_of(const char *s, size_t n)
{
	size_t i = 0, digits = 0;

	while (i < n && s[i] == ' ')
		i++;
	if (i < 4 && i < n && s[i] == '#')
		return GP_DOC_HEADING;
	if (i + 1 < n && strchr("-*+", s[i]) && s[i + 1] == ' ')
		return GP_DOC_LIST;
	for (; i < n && s[i] >= '0' && s[i] <= '9' && digits < 9; digits++)
		i++;
	return digits && i + 1 < n && (s[i] == '.' || s[i] == ')') && s[i + 1] == ' ' ? GP_DOC_LIST : GP_DOC_PARAGRAPH;
}

int gp_text_facts(struct gp_doc_builder *b, const char *p, size_t n)
{
	struct gp_buf line;
	unsigned number = 0;
	int rc = 0;

	gp_buf_init(&line, GP_DOC_TEXT_MAX);
	for (size_t at = 0, len; !rc && at < n; at += len + 1) {
		char place[40];

		len = line_end(p + at, n - at);
		snprintf(place, sizeof place, "line %u", ++number);
		gp_buf_clear(&line);
		rc = gp_doc_clean(&line, p + at, len && p[at + len - 1] == '\r' ? len - 1 : len) ||
		    gp_doc_block(b, b->facts.type == GP_DOC_MD ? kind_of(p + at, len) : GP_DOC_PARAGRAPH, place, false,
			line.len ? line.data : "", line.len, NULL) ? -1 : 0;
	}
	gp_buf_free(&line);
	return rc;
}

/* --- pages */

static bool ends_with(const char *s, size_t n, const char *mark)
{
	size_t len = strlen(mark);

	return n >= len && !memcmp(s + n - len, mark, len);
}

/* Whether a line ends what it says. */
static bool is_ended(const char *s, size_t n)
{
	static const char *const marks[] = {"。", "！", "？", "；", "：", ".", ":", ";", "!", "?"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (ends_with(s, n, marks[i]))
			return true;
	return false;
}

static bool is_indented(const char *s, size_t n)
{
	return n && (*s == ' ' || *s == '\t' || (n >= 3 && !memcmp(s, "\xE3\x80\x80", 3)));
}

static bool is_ascii_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static size_t widest(const char *p, size_t n)
{
	size_t most = 0;

	for (size_t at = 0, len; at < n; at += len + 1) {
		size_t w;

		len = line_end(p + at, n - at);
		w = gp_utf8_width(p + at, len);
		most = w > most ? w : most;
	}
	return most;
}

/* The line s goes on in the next one: it fills the page as far as the widest does, and nothing says otherwise. */
static bool goes_on(const char *s, size_t n, size_t full, const char *next, size_t next_n)
{
	size_t w = gp_utf8_width(s, n);

	return w >= LEAST_FULL && w + 4 >= full && !is_ended(s, n) && next_n && !is_indented(next, next_n);
}

int gp_lines_facts(struct gp_doc_builder *b, const char *lines, size_t n, enum gp_doc_kind kind, const char *at)
{
	size_t full = widest(lines, n), len;
	struct gp_buf block;
	int rc = 0;

	gp_buf_init(&block, GP_DOC_TEXT_MAX);
	for (size_t i = 0; !rc && i < n; i += len + 1) {
		const char *s = lines + i, *next;

		len = line_end(s, n - i);
		next = i + len + 1 < n ? s + len + 1 : NULL;
		rc = gp_doc_clean(&block, s, len);
		if (!rc && next && goes_on(s, len, full, next, line_end(next, n - i - len - 1))) {
			if (is_ascii_word(s[len - 1]) && is_ascii_word(*next))
				rc = gp_buf_putc(&block, ' ');
			continue;
		}
		rc = rc || gp_doc_block(b, kind, at, false, block.len ? block.data : "", block.len, NULL) ? -1 : 0;
		gp_buf_clear(&block);
	}
	gp_buf_free(&block);
	return rc;
}

int gp_pages_facts(struct gp_doc_builder *b, const char *p, size_t n)
{
	unsigned page = 0;

	for (size_t at = 0, len; at < n; at += len + 1) {
		const char *feed = memchr(p + at, '\f', n - at);
		char place[40];

		len = feed ? (size_t)(feed - (p + at)) : n - at;
		snprintf(place, sizeof place, "page %u", ++page);
		if (gp_lines_facts(b, p + at, len, GP_DOC_PARAGRAPH, place))
			return -1;
	}
	return 0;
}
