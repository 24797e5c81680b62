/* document_md_text.c - text as Markdown: what is escaped, and where bold may begin and end */
#include "core/report/document_md.h"

#include <ctype.h>
#include <string.h>

#include "core/base/utf8.h"

/* --- characters */

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x3000;
}

/* Punctuation for the rules of emphasis (CommonMark 0.30, 2.1): ASCII, and that of Chinese text. */
static bool is_punctuation(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {{0x2010, 0x2027}, {0x2030, 0x205E}, {0x3001, 0x3003}, {0x3008, 0x3011},
	    {0x3014, 0x301F}, {0xFF01, 0xFF03}, {0xFF05, 0xFF0A}, {0xFF0C, 0xFF0F},
	    {0xFF1A, 0xFF1B}, {0xFF1F, 0xFF20}, {0xFF3B, 0xFF3D}, {0xFF5B, 0xFF5B},
	    {0xFF5D, 0xFF5D}, {0xFF5F, 0xFF65}};

	if (c < 0x80)
		return ispunct((int)c) != 0;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return c == 0xB7;
}

static uint32_t first_of(const char *s, size_t n, size_t *len)
{
	return n ? gp_utf8_get(s, n, len) : ' ';
}

static uint32_t last_of(const char *s, size_t n, size_t *len)
{
	size_t i = n;

	while (i > 0 && ((unsigned char)s[--i] & 0xC0) == 0x80)
		;
	return first_of(s + i, n - i, len);
}

/* --- escapes */

/* Bytes of "12." or "3)" before a space: it would begin a list. */
static size_t list_number(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && i < 10 && isdigit((unsigned char)s[i]))
		i++;
	if (!i || i == n || (s[i] != '.' && s[i] != ')'))
		return 0;
	return i + 1 == n || is_blank((unsigned char)s[i + 1]) ? i : 0;
}

/* Line ends that were met; never those at the end of a block, where they would be backslashes. */
static void put_breaks(struct gp_md_text *m)
{
	if (m->breaks && m->one_line)
		gp_buf_putc(m->out, ' ');
	for (; m->breaks > 0 && !m->one_line && !m->out->full; m->breaks--)
		gp_buf_printf(m->out, "\\\n%s", m->indent);
	m->breaks = 0;
}

/* Markup of our own. */
static void put_mark(struct gp_md_text *m, const char *mark)
{
	put_breaks(m);
	gp_buf_puts(m->out, mark);
	m->start = false;
}

static void put_char(struct gp_buf *out, const char *s, size_t n, bool last, size_t *len)
{
	uint32_t c = gp_utf8_get(s, n, len);

	if (c == GP_UTF8_BAD || (c < ' ' && c != '\t') || c == 0x7F)
		gp_buf_puts(out, "\xEF\xBF\xBD");
	else if (c < 0x80 && (strchr("\\`*_[]<>&#~|", (int)c) || (c == '!' && last)))
		gp_buf_printf(out, "\\%c", (int)c);
	else
		gp_buf_put(out, s, *len);
}

/* A line, or the part of one that a run has. */
static void put_line(struct gp_md_text *m, const char *s, size_t n)
{
	size_t i = 0, number, len;

	if (m->start) /* blanks there could make it code */
		while (i < n && (s[i] == ' ' || s[i] == '\t'))
			i++;
	if (i == n)
		return;
	put_breaks(m);
	if (m->start && (number = list_number(s + i, n - i)) > 0) {
		gp_buf_printf(m->out, "%.*s\\%c", (int)number, s + i, s[i + number]);
		i += number + 1;
	} else if (m->start && strchr("+-=", s[i])) {
		gp_buf_putc(m->out, '\\');
	}
	m->start = false;
	for (; i < n; i += len)
		put_char(m->out, s + i, n - i, i + 1 == n, &len);
}

void gp_md_text(struct gp_md_text *m, const char *s, size_t n)
{
	const char *end;
	size_t len;

	for (; (end = n ? memchr(s, '\n', n) : NULL) != NULL; s += len + 1, n -= len + 1) {
		len = (size_t)(end - s);
		put_line(m, s, len && s[len - 1] == '\r' ? len - 1 : len);
		if (m->out->len > m->from) {
			m->breaks++;
			m->start = !m->one_line;
		}
	}
	put_line(m, s, n);
}

/* --- runs */

/*
 * Bold, less what stands at its ends and would keep the stars from opening or closing (CommonMark
 * 0.30, 6.2): blanks, and punctuation that has a letter on its other side.
 */
static void put_bold(struct gp_md_text *m, const char *s, size_t n, uint32_t before, uint32_t after)
{
	size_t from = 0, to = n, len = 0;
	uint32_t c;

	while (from < n && (is_blank(c = first_of(s + from, n - from, &len)) ||
	    (is_punctuation(c) && !is_blank(before) && !is_punctuation(before)))) {
		before = c;
		from += len;
	}
	while (to > from && (is_blank(c = last_of(s, to, &len)) ||
	    (is_punctuation(c) && !is_blank(after) && !is_punctuation(after)))) {
		after = c;
		to -= len;
	}
	gp_md_text(m, s, from);
	if (from < to) {
		put_mark(m, "**");
		gp_md_text(m, s + from, to - from);
		put_mark(m, "**");
	}
	gp_md_text(m, s + to, n - to);
}

/* What a page may lead to; anything else ("javascript:") is said in words. */
static bool leads(const char *href)
{
	return !strncmp(href, "http://", 7) || !strncmp(href, "https://", 8) || !strncmp(href, "mailto:", 7);
}

static void put_words(struct gp_md_text *m, const struct gp_run *r)
{
	gp_md_text(m, r->text, r->n);
	if (!*r->href || !strcmp(r->href, r->text))
		return;
	gp_md_text(m, " <", 2);
	gp_md_text(m, r->href, strlen(r->href));
	gp_md_text(m, ">", 1);
}

static void put_link(struct gp_md_text *m, const struct gp_run *r)
{
	if (!leads(r->href)) {
		put_words(m, r);
		return;
	}
	put_mark(m, "[");
	if (r->bold)
		put_bold(m, r->text, r->n, '[', ']');
	else
		gp_md_text(m, r->text, r->n);
	put_mark(m, "](<");
	for (const char *p = r->href; *p; p++) {
		if ((unsigned char)*p <= ' ' || strchr("<>\\|", *p))
			gp_buf_printf(m->out, "%%%02X", (unsigned char)*p);
		else
			gp_buf_putc(m->out, *p);
	}
	gp_buf_puts(m->out, ">)");
}

/* The character that will follow the runs before `i`. */
static uint32_t next_char(const struct gp_runs *t, size_t i)
{
	size_t len;

	while (i < t->count && !t->list[i].href && !t->list[i].n)
		i++;
	if (i == t->count)
		return ' ';
	return t->list[i].href ? '[' : first_of(t->list[i].text, t->list[i].n, &len);
}

void gp_md_runs(struct gp_md_text *m, const struct gp_runs *t)
{
	struct gp_buf bold;
	size_t i = 0, len;

	while (i < t->count) {
		const struct gp_run *r = &t->list[i];
		bool begins = m->breaks || m->out->len == m->from;
		uint32_t before = begins ? ' ' : last_of(m->out->data, m->out->len, &len);

		if (r->href || !r->bold) {
			if (r->href)
				put_link(m, r);
			else
				gp_md_text(m, r->text, r->n);
			i++;
			continue;
		}
		/* neighbours in bold are one: "****" would be no end and no beginning */
		gp_buf_init(&bold, m->out->max);
		for (; i < t->count && t->list[i].bold && !t->list[i].href; i++)
			gp_buf_put(&bold, t->list[i].text, t->list[i].n);
		put_bold(m, bold.data ? bold.data : "", bold.len, before, next_char(t, i));
		if (bold.full)
			m->out->full = true;
		gp_buf_free(&bold);
	}
}
