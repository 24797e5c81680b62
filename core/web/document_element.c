/* document_element.c - what an element of a page says of what stands in it */
#include <string.h>
#include <strings.h>

#include "core/web/document_page.h"
#include "core/web/element.h"
#include "core/web/html_scan.h"
#include "core/web/url.h"

static const char *attribute(const GumboNode *node, const char *name)
{
	const GumboAttribute *a = gumbo_get_attribute(&node->v.element.attributes, name);

	return a ? a->value : NULL;
}

static const char *skip_spaces(const char *p)
{
	while (gp_html_space(*p))
		p++;
	return p;
}

/* The value of a property in a style attribute, where it begins; NULL when it is not there. */
static const char *style_value(const char *style, const char *property)
{
	size_t n = strlen(property);
	const char *p = style;

	while (p) {
		p = skip_spaces(p);
		if (!strncasecmp(p, property, n) && *skip_spaces(p + n) == ':')
			return skip_spaces(skip_spaces(p + n) + 1);
		p = strchr(p, ';');
		p = p ? p + 1 : NULL;
	}
	return NULL;
}

static bool begins(const char *s, const char *word)
{
	return s && !strncasecmp(s, word, strlen(word));
}

static bool is_hidden_by_style(const GumboNode *node)
{
	const char *style = attribute(node, "style");

	return style && (begins(style_value(style, "display"), "none") || begins(style_value(style, "visibility"), "hidden"));
}

bool gp_page_hides(const GumboNode *node)
{
	if (node->type == GUMBO_NODE_TEMPLATE || node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
		return true;
	switch (node->v.element.tag) {
	case GUMBO_TAG_HEAD:
	case GUMBO_TAG_TITLE:
	case GUMBO_TAG_SCRIPT:
	case GUMBO_TAG_STYLE:
	case GUMBO_TAG_NOSCRIPT:
	case GUMBO_TAG_IFRAME:
	case GUMBO_TAG_NOEMBED:
	case GUMBO_TAG_NOFRAMES:
	case GUMBO_TAG_OBJECT:
	case GUMBO_TAG_AUDIO:
	case GUMBO_TAG_VIDEO:
	case GUMBO_TAG_CANVAS:
	case GUMBO_TAG_SELECT:
	case GUMBO_TAG_TEXTAREA:
		return true;
	default:
		return attribute(node, "hidden") || is_hidden_by_style(node);
	}
}

bool gp_page_is_block(const GumboNode *node)
{
	char name[GP_NODE_NAME] = {0};

	return gp_node_name((const struct gp_node *)(const void *)node, name) < GP_ELEMENT_NAME &&
	    gp_element_find(name)->flags & (GP_EL_BLOCK | GP_EL_CELL);
}

const GumboNode *gp_page_next(struct gp_page_level *l)
{
	const GumboVector *all = gp_tree_children(l->node);
	const GumboNode *child;

	while (all && l->next < all->length) {
		child = all->data[l->next++];
		if (child->type == GUMBO_NODE_COMMENT || (gp_tree_is_element(child) && gp_page_hides(child)))
			continue;
		return child;
	}
	return NULL;
}

/* Only addresses that are whole: the page's own is not known here. */
static const char *address(struct gp_page_walk *w, const char *href)
{
	const char *found = NULL;
	struct gp_url u;

	href = skip_spaces(href);
	if (!begins(href, "http:") && !begins(href, "https:"))
		return NULL;
	gp_url_init(&u);
	if (gp_url_parse(&u, href, strlen(href), NULL, NULL) == GP_URL_OK)
		found = gp_arena_strndup(w->arena, gp_url_href(&u), strlen(gp_url_href(&u)));
	gp_url_free(&u);
	return found;
}

static void look_at_align(struct gp_page_look *look, const char *value)
{
	if (begins(value, "center"))
		look->align = GP_ALIGN_CENTER;
	else if (begins(value, "right") || begins(value, "end"))
		look->align = GP_ALIGN_END;
	else if (value)
		look->align = GP_ALIGN_AUTO;
}

static void look_at_style(struct gp_page_look *look, const char *style)
{
	const char *weight = style_value(style, "font-weight");

	if (weight)
		look->bold = begins(weight, "bold") || (*weight >= '6' && *weight <= '9' && begins(weight + 1, "00"));
	look_at_align(look, style_value(style, "text-align"));
}

void gp_page_look_on(struct gp_page_walk *w, struct gp_page_look *look, const GumboNode *node)
{
	GumboTag tag = node->v.element.tag;
	const char *style = attribute(node, "style"), *href;

	if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6)
		look->heading = (unsigned char)(tag - GUMBO_TAG_H1 + 1);
	if (tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG)
		look->bold = true;
	else if (tag == GUMBO_TAG_PRE)
		look->lines = true;
	else if (tag == GUMBO_TAG_CENTER)
		look->align = GP_ALIGN_CENTER;
	else if (tag == GUMBO_TAG_CAPTION)
		look->caption = true;
	else if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL)
		look->list = true;
	if (look->list && (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL))
		look->ordered = tag == GUMBO_TAG_OL;
	if (tag == GUMBO_TAG_A && (href = attribute(node, "href")))
		look->href = address(w, href);
	if (tag != GUMBO_TAG_TABLE) /* there it moves the table, not its text */
		look_at_align(look, attribute(node, "align"));
	if (style)
		look_at_style(look, style);
}
