/*
 * document_chart.c - bars that lie on their side, as SVG, with their figures in words below.
 *
 * Only bars scale: they are as long as per cent of the page say, while text keeps its size, so one drawing is
 * read on a telephone and on paper. A label stands above its bar and may take several lines, a value
 * behind it; nothing is told by colour alone.
 */
#include <math.h>
#include <string.h>

#include "core/report/document_html.h"
#include "core/text/utf8.h"

#define LINE 20          /* px from line to line of a label */
#define BAR 16           /* px, the height of a bar */
#define GAP 12           /* px below it */
#define LABEL_COLUMNS 44 /* of a line; a Chinese character takes two */
#define LABEL_LINES 6    /* the rest of a longer label stands in the table */
#define NARROW 320.0     /* px of the narrowest page */
#define COLUMN 8.0       /* px, a digit */
#define LEAST 0.4        /* per cent: what is there is seen */

/* Bytes of p[0..n) that fit on a line; words of letters stay whole where they can. */
static size_t line_bytes(const char *p, size_t n)
{
	size_t i = 0, blank = 0, columns = 0, len;

	while (i < n) {
		if (p[i] == '\n')
			return i;
		gp_utf8_get(p + i, n - i, &len);
		columns += gp_utf8_width(p + i, len);
		if (columns > LABEL_COLUMNS)
			return (signed char)p[i] >= 0 && p[i] != ' ' && blank ? blank : i;
		if (p[i] == ' ' || (unsigned char)p[i] >= 0xE0)
			blank = i + len;
		i += len;
	}
	return n;
}

static unsigned put_label(struct gp_sheet *s, const char *p, unsigned y)
{
	size_t left = strlen(p), n;

	for (unsigned line = 0; left && line < LABEL_LINES; line++) {
		n = line_bytes(p, left);
		y += LINE;
		gp_buf_printf(&s->m.out, "<text y=\"%u\">", y - 6);
		gp_markup_text(&s->m, p, n);
		p += n;
		left -= n;
		while (left && (*p == ' ' || *p == '\n')) {
			p++;
			left--;
		}
		gp_markup_raw(&s->m, left && line + 1 == LABEL_LINES ? "…</text>\n" : "</text>\n");
	}
	return y;
}

/* The shortest digits, and the unit. */
static void put_value(struct gp_markup *m, const struct gp_chart *c, double value)
{
	struct gp_json j;

	gp_json_init(&j, &m->out);
	gp_json_number(&j, value);
	if (c->unit) {
		gp_markup_raw(m, " ");
		gp_markup_str(m, c->unit);
	}
}

/* What a bar may take of the width so that the longest value still stands behind it; per cent. */
static double room(const struct gp_chart *c)
{
	double longest = 0, part;
	struct gp_markup m;

	gp_markup_init(&m, 4096);
	for (size_t i = 0; i < c->count; i++) {
		gp_buf_clear(&m.out);
		put_value(&m, c, c->bars[i].value);
		if (m.out.len)
			longest = fmax(longest, (double)gp_utf8_width(m.out.data, m.out.len));
	}
	gp_markup_free(&m);
	part = 96 - 100 * longest * COLUMN / NARROW;
	return part < 30 ? 30 : part;
}

static unsigned put_bar(struct gp_sheet *s, const struct gp_chart *c, const struct gp_bar *b, double part, unsigned y)
{
	struct gp_buf *out = &s->m.out;
	/* parts of a per cent as whole numbers, which every locale writes alike */
	unsigned p;

	part = b->value > 0 && part < LEAST ? LEAST : part;
	p = (unsigned)(part * 100 + 0.5);
	y = put_label(s, b->label, y);
	gp_buf_printf(out, "<rect y=\"%u\" width=\"%u.%02u%%\" height=\"%u\"/>", y, p / 100, p % 100, BAR);
	gp_buf_printf(out, "<text class=\"v\" x=\"%u.%02u%%\" dx=\"6\" y=\"%u\">", p / 100, p % 100, y + BAR - 3);
	put_value(&s->m, c, b->value);
	gp_markup_raw(&s->m, "</text>\n");
	return y + BAR + GAP;
}

static unsigned lines_of(const char *p)
{
	size_t left = strlen(p), n;
	unsigned lines = 0;

	for (; left && lines < LABEL_LINES; lines++) {
		n = line_bytes(p, left);
		p += n;
		left -= n;
		for (; left && (*p == ' ' || *p == '\n'); p++)
			left--;
	}
	return lines;
}

static void put_drawing(struct gp_sheet *s, const struct gp_chart *c)
{
	double most = 0, widest = room(c);
	unsigned y = 0, height = 0;

	for (size_t i = 0; i < c->count; i++) {
		most = fmax(most, c->bars[i].value);
		height += lines_of(c->bars[i].label) * LINE + BAR + GAP;
	}
	gp_buf_printf(&s->m.out, "<svg role=\"img\" aria-labelledby=\"chart-%u-t chart-%u-d\" width=\"100%%\" height=\"%u\">\n"
	    "<title id=\"chart-%u-t\">", s->charts, s->charts, height ? height : 1, s->charts);
	gp_markup_str(&s->m, c->caption ? c->caption : gp_sheet_word(s, "图表", "Chart"));
	gp_buf_printf(&s->m.out, "</title>\n<desc id=\"chart-%u-d\">", s->charts);
	gp_markup_raw(&s->m, gp_sheet_word(s, "条形图，项数：", "A bar chart; bars: "));
	gp_markup_int(&s->m, (int64_t)c->count);
	gp_markup_raw(&s->m, gp_sheet_word(s, "。数值见图后的表。", ". The table after it has the figures."));
	gp_markup_raw(&s->m, "</desc>\n");
	for (size_t i = 0; i < c->count && !s->m.out.full; i++)
		y = put_bar(s, c, &c->bars[i], most > 0 ? widest * (c->bars[i].value / most) : 0, y);
	gp_markup_raw(&s->m, "</svg>\n");
}

static void put_figures(struct gp_sheet *s, const struct gp_chart *c)
{
	struct gp_markup *m = &s->m;

	gp_markup_raw(m, "<details>\n<summary>");
	gp_markup_raw(m, gp_sheet_word(s, "图中数值", "The figures"));
	gp_markup_raw(m, "</summary>\n<table>\n<tbody>\n");
	for (size_t i = 0; i < c->count && !m->out.full; i++) {
		gp_markup_raw(m, "<tr><th scope=\"row\">");
		gp_sheet_text(s, c->bars[i].label, strlen(c->bars[i].label));
		gp_markup_raw(m, "</th><td class=\"n\">");
		put_value(m, c, c->bars[i].value);
		gp_markup_raw(m, "</td></tr>\n");
	}
	gp_markup_raw(m, "</tbody>\n</table>\n</details>\n");
}

void gp_sheet_chart(struct gp_sheet *s, const struct gp_chart *c)
{
	s->charts++;
	gp_markup_raw(&s->m, "<figure>\n");
	if (c->caption) {
		gp_markup_raw(&s->m, "<figcaption>");
		gp_sheet_text(s, c->caption, strlen(c->caption));
		gp_markup_raw(&s->m, "</figcaption>\n");
	}
	put_drawing(s, c);
	put_figures(s, c);
	gp_markup_raw(&s->m, "</figure>\n");
}
