/* What a style makes of an element: is it seen? */
#include <stdlib.h>
#include <string.h>

#include "core/web/facts_page.h"
#include "core/web/html_scan.h"

#define NAME 24
#define VALUE 64
#define FAR_PX 500
#define EM_PX 16

struct look {
	bool none, hidden, clear, tiny_font, away, indented, clipped, cut, background_image;
	double width, height, opacity; /* px; negative: not said */
	char colour[VALUE], background[VALUE];
};

/* A length in px, roughly: font sizes are not known. False when it is none. */
static bool length(const char *s, double *px)
{
	char *end;
	double v = strtod(s, &end);

	if (end == s)
		return false;
	if (!strncmp(end, "em", 2) || !strncmp(end, "rem", 3))
		v *= EM_PX;
	else if (strncmp(end, "px", 2) != 0 && strncmp(end, "pt", 2) != 0 && v != 0 && *end && *end != ' ')
		return false;
	*px = v;
	return true;
}

static bool far_away(const char *value)
{
	double px;

	return length(value, &px) && px <= -FAR_PX;
}

/* Colours that are spelt in several ways, made one. */
static void colour(char out[VALUE], const char *s)
{
	static const char *const names[][2] = {{"white", "#ffffff"}, {"black", "#000000"}, {"transparent", ""}, {"inherit", ""}};
	size_t n = 0;

	for (bool inner = false; *s && (inner || *s != ' '); s++) { /* rgb(0, 0, 0) without its spaces */
		inner = *s == '(' || (inner && *s != ')');
		if (*s != ' ')
			out[n++] = *s;
	}
	out[n] = '\0';
	s = out;
	if (*s == '#' && n == 4) {
		for (int i = 3; i > 0; i--) /* #abc is #aabbcc */
			out[2 * i] = out[2 * i - 1] = out[i];
		out[7] = '\0';
		return;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(out, names[i][0]))
			memcpy(out, names[i][1], strlen(names[i][1]) + 1);
}

static void size_of(double *to, const char *value)
{
	double px;

	if (length(value, &px) && px >= 0)
		*to = px;
}

static void box(struct look *l, const char *name, const char *value)
{
	if (!strcmp(name, "width") || !strcmp(name, "max-width"))
		size_of(&l->width, value);
	else if (!strcmp(name, "height") || !strcmp(name, "max-height"))
		size_of(&l->height, value);
	else if (!strcmp(name, "overflow"))
		l->cut = !strncmp(value, "hidden", 6);
	else if (!strcmp(name, "clip"))
		l->clipped = !strncmp(value, "rect(0", 6) || !strncmp(value, "rect(1px", 8);
	else if (!strcmp(name, "clip-path"))
		l->clipped = !strncmp(value, "inset(50%", 9) || !strncmp(value, "inset(100%", 10);
	else if (!strcmp(name, "left") || !strcmp(name, "right") || !strcmp(name, "top") ||
	    !strcmp(name, "margin-left") || !strcmp(name, "margin-top"))
		l->away |= far_away(value);
	else if (!strcmp(name, "text-indent"))
		l->indented = far_away(value);
}

static void declaration(struct look *l, const char *name, const char *value)
{
	double px = 0;

	if (!strcmp(name, "display")) {
		l->none = !strncmp(value, "none", 4);
	} else if (!strcmp(name, "visibility")) {
		l->hidden = !strncmp(value, "hidden", 6) || !strncmp(value, "collapse", 8);
	} else if (!strcmp(name, "opacity")) {
		l->clear = length(value, &px) && px < 0.02;
	} else if (!strcmp(name, "font-size")) {
		l->tiny_font = length(value, &px) && px >= 0 && px <= 1;
	} else if (!strcmp(name, "color")) {
		colour(l->colour, value);
	} else if (!strncmp(name, "background", 10)) {
		l->background_image |= strstr(value, "url(") != NULL;
		if (!strcmp(name, "background") || !strcmp(name, "background-color"))
			colour(l->background, value);
	} else {
		box(l, name, value);
	}
}

/* Copies [p, end) in lower case without white space around it and comments; cut to size. */
static void word(char *out, size_t size, const char *p, const char *end)
{
	size_t n = 0;

	while (p < end && n < size - 1) {
		if (end - p > 1 && p[0] == '/' && p[1] == '*') {
			for (p += 2; p < end && !(p[-1] == '*' && *p == '/'); p++)
				;
			p += p < end;
		} else if (gp_html_space(*p)) {
			if (n && out[n - 1] != ' ')
				out[n++] = ' ';
			p++;
		} else {
			out[n++] = gp_html_lower(*p++);
		}
	}
	while (n && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
}

static struct gp_veil_style verdict(const struct look *l)
{
	bool narrow = l->width >= 0 && l->width <= 1, low = l->height >= 0 && l->height <= 1;

	if (l->away)
		return (struct gp_veil_style){GP_VEIL_OFF_SCREEN, true};
	if (l->clipped)
		return (struct gp_veil_style){GP_VEIL_CLIPPED, true};
	if (l->cut && (narrow || low)) /* a height of nothing alone is how scripts fold things away */
		return (struct gp_veil_style){GP_VEIL_NO_SIZE, (narrow && low) || l->width > 0 || l->height > 0};
	if (l->indented && !l->background_image) /* else a picture stands for the words */
		return (struct gp_veil_style){GP_VEIL_OFF_SCREEN, true};
	if (l->tiny_font)
		return (struct gp_veil_style){GP_VEIL_FONT_SIZE, true};
	if (*l->colour && !strcmp(l->colour, l->background) && !l->background_image)
		return (struct gp_veil_style){GP_VEIL_COLOUR, true};
	if (l->none)
		return (struct gp_veil_style){GP_VEIL_DISPLAY, false};
	if (l->hidden)
		return (struct gp_veil_style){GP_VEIL_VISIBILITY, false};
	return (struct gp_veil_style){l->clear ? GP_VEIL_OPACITY : GP_VEIL_NONE, false};
}

static const char *skip_blank(const char *p, const char *end)
{
	for (;;) {
		while (p < end && gp_html_space(*p))
			p++;
		if (end - p < 4 || p[0] != '/' || p[1] != '*')
			return p;
		for (p += 3; p < end && !(p[-1] == '*' && *p == '/'); p++)
			;
		p += p < end;
	}
}

/* Most declarations are of paddings, borders and fonts. */
static bool may_matter(const char *p, const char *colon)
{
	p = skip_blank(p, colon);
	switch (p < colon ? gp_html_lower(*p) : '\0') {
	case 'b':
		return colon - p > 1 && gp_html_lower(p[1]) != 'o'; /* but border, and bottom on its own hides nothing */
	case 'f':
		return colon - p > 5 && gp_html_lower(p[5]) == 's';
	case 'p':
	case 'z':
	case 'a':
	case '-':
		return false;
	default:
		return true;
	}
}

struct gp_veil_style gp_veil_of_style(struct gp_text s)
{
	struct look l = {.width = -1, .height = -1};
	const char *p = s.p, *end = s.p + s.n;

	while (p < end) {
		const char *stop = memchr(p, ';', (size_t)(end - p)), *to = stop ? stop : end;
		const char *colon = memchr(p, ':', (size_t)(to - p));
		char name[NAME], value[VALUE];

		if (colon && may_matter(p, colon)) {
			word(name, sizeof name, p, colon);
			word(value, sizeof value, colon + 1, to);
			declaration(&l, *name == ' ' ? name + 1 : name, *value == ' ' ? value + 1 : value);
		}
		p = stop ? stop + 1 : end;
	}
	return verdict(&l);
}

/* --- <style> */

/* Behind the block that opens at p. */
static const char *skip_block(const char *p, const char *end)
{
	unsigned depth = 0;

	for (; p < end; p++) {
		depth += *p == '{';
		if (*p == '}' && --depth == 0)
			return p + 1;
	}
	return end;
}

static bool name_char(char c)
{
	return gp_html_alpha(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

/* The class or id of a selector that is nothing else: ".x", "#x", "div.x"; n = 0 for all others. */
static struct gp_text only_name(const char *p, const char *end)
{
	struct gp_text name;

	while (p < end && gp_html_space(end[-1]))
		end--;
	while (p < end && gp_html_alpha(*p))
		p++;
	name = (struct gp_text){p, (size_t)(end - p)};
	if (name.n < 2 || (*p != '.' && *p != '#'))
		name.n = 0;
	for (size_t i = 1; i < name.n; i++)
		if (!name_char(name.p[i]))
			name.n = 0;
	return name;
}

/* Of two rules for a name the later one counts, also when it shows again what the first hides. */
static void add_rule(struct gp_page *pg, struct gp_text name, struct gp_veil_style style)
{
	struct gp_veils *v = &pg->veils;
	size_t i;

	for (i = 0; i < v->rule_count; i++)
		if (v->rules[i].name.n == name.n && !memcmp(v->rules[i].name.p, name.p, name.n))
			break;
	if (i == v->rule_count && (style.why == GP_VEIL_NONE || i == GP_VEIL_RULES))
		return;
	if (!v->rules)
		v->rules = gp_arena_alloc(pg->arena, GP_VEIL_RULES * sizeof *v->rules);
	v->rules[i] = (struct gp_veil_rule){.name = name, .style = style};
	v->rule_count += i == v->rule_count;
}

/* Selectors in [p, open), declarations in (open, close). */
static void read_rule(struct gp_page *pg, const char *p, const char *open, const char *close)
{
	struct gp_veil_style style = {GP_VEIL_NONE, false};
	bool read = false;

	while (p < open) {
		const char *comma = memchr(p, ',', (size_t)(open - p)), *to = comma ? comma : open;
		struct gp_text name;

		p = skip_blank(p, to);
		name = only_name(p, to);
		if (name.n && !read)
			style = gp_veil_of_style((struct gp_text){open + 1, (size_t)(close - open - 1)});
		read |= name.n > 0;
		if (name.n)
			add_rule(pg, name, style);
		p = to + 1;
	}
}

void gp_veil_sheet(struct gp_page *pg, struct gp_text css)
{
	const char *p = css.p, *end = css.p + css.n;

	while ((p = skip_blank(p, end)) < end) {
		const char *open = memchr(p, '{', (size_t)(end - p)), *close;

		if (!open)
			return;
		if (*p == '@') { /* @media and the like hold only sometimes; @import has no block */
			const char *semi = memchr(p, ';', (size_t)(open - p));

			p = semi ? semi + 1 : skip_block(open, end);
			continue;
		}
		close = memchr(open, '}', (size_t)(end - open));
		if (!close)
			return;
		read_rule(pg, p, open, close);
		p = close + 1;
	}
}
