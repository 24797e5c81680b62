#include "core/web/html_scan.h"

#include <string.h>

bool gp_html_begins(const char *p, const char *end, const char *word)
{
	for (; *word; word++, p++)
		if (p == end || gp_html_lower(*p) != *word)
			return false;
	return true;
}

/* After the name of an end tag: only then is it one. */
static bool name_ends(const char *p, const char *end)
{
	return p < end && (gp_html_space(*p) || *p == '/' || *p == '>');
}

/* The "appropriate end tag" of the element `name` at the '<' that p points to. */
static bool ends_element(const char *p, const char *end, const char *name)
{
	return end - p > 2 && p[1] == '/' && *name && gp_html_begins(p + 2, end, name) &&
	    name_ends(p + 2 + strlen(name), end);
}

const char *gp_html_raw_end(const char *p, const char *end, const char *name)
{
	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		if (ends_element(p, end, name))
			return p;
		p++;
	}
	return end;
}


/* Past the letters at p; *is_script when they are "script" and the name ends there. */
static const char *skip_name(const char *p, const char *end, bool *is_script)
{
	const char *from = p;

	while (p < end && gp_html_alpha(*p))
		p++;
	*is_script = p - from == 6 && gp_html_begins(from, end, "script") && name_ends(p, end);
	return p;
}

/*
 * From behind "<!--" to behind the "-->" that closes it, or to the end tag of the
 * script (*found). Inside, "<script" hides "</script" once: the double escaped state.
 */
static const char *skip_escaped(const char *p, const char *end, const char *name, bool *found)
{
	bool twice = false, is_script;
	unsigned dashes = 2;

	while (p < end) {
		if (*p == '-') {
			dashes++;
			p++;
			continue;
		}
		if (*p == '>' && dashes >= 2)
			return p + 1;
		dashes = 0;
		if (*p != '<') {
			p++;
		} else if (twice) {
			p++;
			if (p < end && *p == '/') {
				p = skip_name(p + 1, end, &is_script);
				twice = !is_script;
			}
		} else if (ends_element(p, end, name)) {
			*found = true;
			return p;
		} else {
			p = skip_name(p + 1, end, &is_script);
			twice = is_script;
		}
	}
	return end;
}

const char *gp_html_script_end(const char *p, const char *end, const char *name)
{
	bool found = false;

	while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
		if (ends_element(p, end, name))
			return p;
		if (gp_html_begins(p, end, "<!--")) {
			p = skip_escaped(p + 4, end, name, &found);
			if (found)
				return p;
		} else {
			p++;
		}
	}
	return end;
}

static const char *close_of(const char *p, const char *end)
{
	const char *gt = memchr(p, '>', (size_t)(end - p));

	return gt ? gt : end;
}

const char *gp_html_bogus_comment(struct gp_html_token *k, const char *p, const char *end)
{
	const char *gt = close_of(p, end);

	k->kind = GP_HTML_COMMENT;
	k->data = (struct gp_text){p, (size_t)(gt - p)};
	return gt < end ? gt + 1 : end;
}

/* 13.2.5.43 to 13.2.5.52; p is behind "<!--". */
static const char *comment(struct gp_html_token *k, const char *p, const char *end)
{
	const char *gt = p;
	size_t n;

	k->kind = GP_HTML_COMMENT;
	k->data = (struct gp_text){p, 0};
	if (gp_html_begins(p, end, ">"))
		return p + 1;
	if (gp_html_begins(p, end, "->"))
		return p + 2;
	while ((gt = memchr(gt, '>', (size_t)(end - gt)))) {
		n = (size_t)(gt - p);
		if (n >= 2 && gt[-1] == '-' && gt[-2] == '-')
			k->data.n = n - 2;
		else if (n >= 3 && gt[-1] == '!' && gt[-2] == '-' && gt[-3] == '-')
			k->data.n = n - 3;
		else if (++gt)
			continue;
		return gt + 1;
	}
	/* the input ended: what might have begun the end mark is no data */
	n = (size_t)(end - p);
	if (n >= 3 && !memcmp(end - 3, "--!", 3))
		n -= 3;
	else if (n >= 2 && !memcmp(end - 2, "--", 2))
		n -= 2;
	else if (n >= 1 && end[-1] == '-')
		n -= 1;
	k->data.n = n;
	return end;
}

/*
 * A quoted identifier of a doctype; p stands at the quote. '>' inside ends the
 * doctype: then *open becomes false and the position is that of '>'.
 */
static const char *identifier(const char *p, const char *end, struct gp_text *id, bool *open)
{
	const char *from = p + 1, *to = from;

	while (to < end && *to != *p && *to != '>')
		to++;
	*id = (struct gp_text){from, (size_t)(to - from)};
	*open = to < end && *to == *p;
	return *open ? to + 1 : to;
}

static const char *skip_spaces(const char *p, const char *end)
{
	while (p < end && gp_html_space(*p))
		p++;
	return p;
}

static bool quote_at(const char *p, const char *end)
{
	return p < end && (*p == '"' || *p == '\'');
}

/* What follows the name of a doctype (13.2.5.56 to 13.2.5.68); malformed is k->quirks. */
static const char *external_id(struct gp_html_token *k, const char *p, const char *end)
{
	bool open, is_public = gp_html_begins(p, end, "public");

	k->quirks = true;
	if (!is_public && !gp_html_begins(p, end, "system"))
		return p;
	p = skip_spaces(p + 6, end);
	if (!quote_at(p, end))
		return p;
	p = identifier(p, end, is_public ? &k->public_id : &k->system_id, &open);
	if (!open)
		return p;
	if (is_public) {
		p = skip_spaces(p, end);
		if (quote_at(p, end)) {
			p = identifier(p, end, &k->system_id, &open);
			if (!open)
				return p;
		} else if (p < end && *p != '>') {
			return p;
		}
	}
	k->quirks = false;
	return skip_spaces(p, end);
}

/* 13.2.5.53 to 13.2.5.68; p is behind "<!doctype". */
static const char *doctype(struct gp_html_token *k, const char *p, const char *end)
{
	const char *from;

	k->kind = GP_HTML_DOCTYPE;
	k->name = k->public_id = k->system_id = (struct gp_text){NULL, 0};
	k->quirks = false;
	from = p = skip_spaces(p, end);
	while (p < end && !gp_html_space(*p) && *p != '>')
		p++;
	if (p > from)
		k->name = (struct gp_text){from, (size_t)(p - from)};
	else
		k->quirks = true;
	p = skip_spaces(p, end);
	if (p < end && *p != '>')
		p = external_id(k, p, end);
	if (p == end) {
		k->quirks = true; /* the input ended inside it */
		return end;
	}
	p = close_of(p, end);
	return p < end ? p + 1 : end;
}

const char *gp_html_declaration(struct gp_html_token *k, const char *p, const char *end)
{
	if (gp_html_begins(p, end, "--"))
		return comment(k, p + 2, end);
	if (gp_html_begins(p, end, "doctype"))
		return doctype(k, p + 7, end);
	return gp_html_bogus_comment(k, p, end);
}
