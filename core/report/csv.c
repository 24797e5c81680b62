#include "core/report/csv.h"

#include <inttypes.h>
#include <string.h>

#include "core/text/utf8.h"

#define BOM "\xEF\xBB\xBF"
#define REPLACEMENT "\xEF\xBF\xBD"

void gp_csv_init(struct gp_csv *c, struct gp_buf *out, bool bom)
{
	*c = (struct gp_csv){.out = out};
	if (bom)
		gp_buf_puts(out, BOM);
}

/* Space that a reader may trim, or does not show, before it looks for a formula. */
static bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\r' || cp == '\n' || cp == 0xA0 || cp == 0x200B ||
	    cp == 0x3000 || cp == 0xFEFF;
}

static bool is_formula(const char *s, size_t n)
{
	uint32_t cp = 0;
	size_t i, len;

	if (n > 0 && (*s == '\t' || *s == '\r' || *s == '\n'))
		return true;
	for (i = 0; i < n; i += len) {
		cp = gp_utf8_get(s + i, n - i, &len);
		if (!is_blank(cp))
			break;
	}
	if (i >= n)
		return false;
	switch (cp) {
	case '=':
	case '+':
	case '-':
	case '@':
	case 0xFF1D: /* ＝ */
	case 0xFF0B: /* ＋ */
	case 0xFF0D: /* － */
	case 0xFF20: /* ＠ */
		return true;
	default:
		return false;
	}
}

/* Also for the separators of other locales, and where a reader would trim. */
static bool needs_quotes(const char *s, size_t n)
{
	size_t i;

	if (n > 0 && (s[0] == ' ' || s[n - 1] == ' '))
		return true;
	for (i = 0; i < n; i++)
		if (s[i] == ',' || s[i] == '"' || s[i] == '\r' || s[i] == '\n' || s[i] == ';' ||
		    s[i] == '\t')
			return true;
	return false;
}

static bool is_control(uint32_t cp)
{
	return (cp < 0x20 && cp != '\t' && cp != '\r' && cp != '\n') || (cp >= 0x7F && cp < 0xA0);
}

static void put_text(struct gp_buf *b, const char *s, size_t n)
{
	size_t i = 0, from = 0, len;
	uint32_t cp;

	while (i < n) {
		if (s[i] >= 0x20 && s[i] < 0x7F && s[i] != '"') {
			i++;
			continue;
		}
		cp = gp_utf8_get(s + i, n - i, &len);
		if (cp == '"' || cp == GP_UTF8_BAD || is_control(cp)) {
			gp_buf_put(b, s + from, i - from);
			gp_buf_puts(b, cp == '"' ? "\"\"" : REPLACEMENT);
			from = i + len;
		}
		i += len;
	}
	gp_buf_put(b, s + from, n - from);
}

static void begin_cell(struct gp_csv *c)
{
	if (c->some)
		gp_buf_putc(c->out, ',');
	c->some = true;
}

void gp_csv_strn(struct gp_csv *c, const char *s, size_t n)
{
	bool quotes = needs_quotes(s, n);

	begin_cell(c);
	if (quotes)
		gp_buf_putc(c->out, '"');
	if (is_formula(s, n))
		gp_buf_putc(c->out, '\'');
	put_text(c->out, s, n);
	if (quotes)
		gp_buf_putc(c->out, '"');
}

void gp_csv_str(struct gp_csv *c, const char *s)
{
	gp_csv_strn(c, s ? s : "", s ? strlen(s) : 0);
}

void gp_csv_int(struct gp_csv *c, int64_t v)
{
	begin_cell(c);
	gp_buf_printf(c->out, "%" PRId64, v);
}

void gp_csv_end_row(struct gp_csv *c)
{
	gp_buf_puts(c->out, "\r\n");
	c->some = false;
}
