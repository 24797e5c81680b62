#include "core/web/element.h"

#include <string.h>

/* One short list a letter, frequent names first; an empty name ends it. */
static const struct gp_element on_a[] = {
	{"a", GP_EL_A, 0},
	{"area", GP_EL_AREA, 0},
	{"address", GP_EL_OTHER, GP_EL_BLOCK},
	{"article", GP_EL_OTHER, GP_EL_BLOCK},
	{"aside", GP_EL_OTHER, GP_EL_BLOCK},
	{"audio", GP_EL_AUDIO, 0},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_b[] = {
	{"br", GP_EL_BR, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"b", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"body", GP_EL_BODY, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"base", GP_EL_BASE, 0},
	{"big", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"blockquote", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_c[] = {
	{"caption", GP_EL_OTHER, GP_EL_BLOCK},
	{"center", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"code", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_d[] = {
	{"div", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"dd", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"desc", GP_EL_DESC, 0},
	{"details", GP_EL_OTHER, GP_EL_BLOCK},
	{"dialog", GP_EL_OTHER, GP_EL_BLOCK},
	{"dir", GP_EL_OTHER, GP_EL_BLOCK},
	{"dl", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"dt", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_e[] = {
	{"em", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"embed", GP_EL_EMBED, GP_EL_BREAKOUT},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_f[] = {
	{"font", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"fieldset", GP_EL_OTHER, GP_EL_BLOCK},
	{"figcaption", GP_EL_OTHER, GP_EL_BLOCK},
	{"figure", GP_EL_OTHER, GP_EL_BLOCK},
	{"footer", GP_EL_OTHER, GP_EL_BLOCK},
	{"foreignobject", GP_EL_FOREIGN_OBJECT, 0},
	{"form", GP_EL_FORM, GP_EL_BLOCK},
	{"frame", GP_EL_FRAME, 0},
	{"frameset", GP_EL_FRAMESET, GP_EL_BLOCK},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_h[] = {
	{"h1", GP_EL_H1, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"h2", GP_EL_H2, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"h3", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"h4", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"h5", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"h6", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"head", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"header", GP_EL_OTHER, GP_EL_BLOCK},
	{"hgroup", GP_EL_OTHER, GP_EL_BLOCK},
	{"hr", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"html", GP_EL_OTHER, GP_EL_BLOCK},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_i[] = {
	{"img", GP_EL_IMG, GP_EL_BREAKOUT},
	{"input", GP_EL_INPUT, 0},
	{"i", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"iframe", GP_EL_IFRAME, 0},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_l[] = {
	{"li", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"link", GP_EL_LINK, 0},
	{"legend", GP_EL_OTHER, GP_EL_BLOCK},
	{"listing", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_m[] = {
	{"meta", GP_EL_META, GP_EL_BREAKOUT},
	{"main", GP_EL_OTHER, GP_EL_BLOCK},
	{"math", GP_EL_MATH, 0},
	{"menu", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"mi", GP_EL_MATH_TEXT, 0},
	{"mn", GP_EL_MATH_TEXT, 0},
	{"mo", GP_EL_MATH_TEXT, 0},
	{"ms", GP_EL_MATH_TEXT, 0},
	{"mtext", GP_EL_MATH_TEXT, 0},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_n[] = {
	{"nav", GP_EL_OTHER, GP_EL_BLOCK},
	{"nobr", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"noembed", GP_EL_NOEMBED, 0},
	{"noframes", GP_EL_NOFRAMES, 0},
	{"noscript", GP_EL_NOSCRIPT, 0},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_o[] = {
	{"option", GP_EL_OTHER, GP_EL_BLOCK},
	{"object", GP_EL_OBJECT, 0},
	{"ol", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"optgroup", GP_EL_OTHER, GP_EL_BLOCK},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_p[] = {
	{"p", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"plaintext", GP_EL_PLAINTEXT, GP_EL_BLOCK},
	{"pre", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_r[] = {
	{"ruby", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_s[] = {
	{"span", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"script", GP_EL_SCRIPT, 0},
	{"strong", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"style", GP_EL_STYLE, 0},
	{"s", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"search", GP_EL_OTHER, GP_EL_BLOCK},
	{"section", GP_EL_OTHER, GP_EL_BLOCK},
	{"select", GP_EL_OTHER, GP_EL_BLOCK},
	{"small", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"source", GP_EL_SOURCE, 0},
	{"strike", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"sub", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"summary", GP_EL_OTHER, GP_EL_BLOCK},
	{"sup", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"svg", GP_EL_SVG, 0},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_t[] = {
	{"td", GP_EL_TD, GP_EL_CELL},
	{"tr", GP_EL_TD, GP_EL_BLOCK},
	{"table", GP_EL_TABLE, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"title", GP_EL_TITLE, 0},
	{"tbody", GP_EL_OTHER, GP_EL_BLOCK},
	{"template", GP_EL_TEMPLATE, 0},
	{"textarea", GP_EL_TEXTAREA, 0},
	{"tfoot", GP_EL_OTHER, GP_EL_BLOCK},
	{"th", GP_EL_TD, GP_EL_CELL},
	{"thead", GP_EL_OTHER, GP_EL_BLOCK},
	{"track", GP_EL_TRACK, 0},
	{"tt", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_u[] = {
	{"ul", GP_EL_OTHER, GP_EL_BLOCK | GP_EL_BREAKOUT},
	{"u", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_v[] = {
	{"var", GP_EL_OTHER, GP_EL_BREAKOUT},
	{"video", GP_EL_VIDEO, 0},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element on_x[] = {
	{"xmp", GP_EL_XMP, GP_EL_BLOCK},
	{"", GP_EL_OTHER, 0},
};

static const struct gp_element *const by_letter[26] = {
	['a' - 'a'] = on_a,
	['b' - 'a'] = on_b,
	['c' - 'a'] = on_c,
	['d' - 'a'] = on_d,
	['e' - 'a'] = on_e,
	['f' - 'a'] = on_f,
	['h' - 'a'] = on_h,
	['i' - 'a'] = on_i,
	['l' - 'a'] = on_l,
	['m' - 'a'] = on_m,
	['n' - 'a'] = on_n,
	['o' - 'a'] = on_o,
	['p' - 'a'] = on_p,
	['r' - 'a'] = on_r,
	['s' - 'a'] = on_s,
	['t' - 'a'] = on_t,
	['u' - 'a'] = on_u,
	['v' - 'a'] = on_v,
	['x' - 'a'] = on_x,
};

static const struct gp_element unknown = {"", GP_EL_OTHER, 0};

const struct gp_element *gp_element_find(const char name[GP_ELEMENT_NAME])
{
	const struct gp_element *e;

	if (name[0] < 'a' || name[0] > 'z' || !by_letter[name[0] - 'a'])
		return &unknown;
	for (e = by_letter[name[0] - 'a']; e->name[0]; e++)
		if (!memcmp(e->name, name, GP_ELEMENT_NAME))
			return e;
	return &unknown;
}
