#include "core/web/html.h"

static bool foreign(const struct gp_html_mode *m)
{
	unsigned char top = m->depth ? m->open[m->depth - 1] : 0;

	return top == GP_EL_SVG || top == GP_EL_MATH;
}

/* Deeper nesting than the stack holds is not recorded: no real page has it. */
static void push(struct gp_html_mode *m, unsigned char id)
{
	if (m->depth < sizeof m->open)
		m->open[m->depth++] = id;
}

/* Inside these the content is HTML again. */
static bool integrates(unsigned char top, unsigned char id)
{
	if (top == GP_EL_MATH)
		return id == GP_EL_MATH_TEXT;
	return id == GP_EL_FOREIGN_OBJECT || id == GP_EL_DESC || id == GP_EL_TITLE;
}

static void end_tag(struct gp_html_mode *m, unsigned char id)
{
	for (unsigned i = m->depth; i-- > 0;)
		if (m->open[i] == id) {
			m->depth = i;
			return;
		}
}

static enum gp_html_state state_after(unsigned char id)
{
	switch (id) {
	case GP_EL_TITLE:
	case GP_EL_TEXTAREA:
		return GP_HTML_RCDATA;
	case GP_EL_STYLE:
	case GP_EL_XMP:
	case GP_EL_IFRAME:
	case GP_EL_NOEMBED:
	case GP_EL_NOFRAMES:
		return GP_HTML_RAWTEXT;
	case GP_EL_SCRIPT:
		return GP_HTML_SCRIPT;
	case GP_EL_PLAINTEXT:
		return GP_HTML_PLAINTEXT;
	default:
		return GP_HTML_DATA;
	}
}

bool gp_html_follow(struct gp_html_mode *m, struct gp_html *t, const struct gp_element *e)
{
	bool html = true;

	if (t->token.kind == GP_HTML_END_TAG) {
		html = !foreign(m);
		if (m->depth && e->id)
			end_tag(m, e->id);
	} else {
		while ((e->flags & GP_EL_BREAKOUT) && foreign(m))
			m->depth--;
		if (e->id == GP_EL_SVG || e->id == GP_EL_MATH) {
			html = false;
			if (!t->token.self_closing)
				push(m, e->id);
		} else if (foreign(m)) {
			html = false;
			if (!t->token.self_closing && integrates(m->open[m->depth - 1], e->id))
				push(m, e->id);
		} else {
			t->state = state_after(e->id);
		}
	}
	t->foreign = foreign(m);
	return html;
}
