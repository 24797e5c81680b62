#define _GNU_SOURCE
/*
 * The encoding a page declares about itself: HTML Standard, 13.2.3.2 "prescan a byte
 * stream to determine its encoding", "get an attribute", "extracting a character
 * encoding from a meta element" and "get an XML encoding".
 */
#include <string.h>

#include "core/text/charset.h"
#include "core/text/charset_impl.h"

struct scan {
	const char *s;
	size_t n, i; /* i == n: ran off the end */
};

struct attribute {
	char name[16]; /* lower case; longer names are cut and match nothing */
	const char *value;
	size_t value_n;
};

static bool space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* True when s[0..n) begins with `word` (given in lower case). */
static bool begins(const char *s, size_t n, const char *word)
{
	size_t i;

	for (i = 0; word[i]; i++)
		if (i == n || lower(s[i]) != word[i])
			return false;
	return true;
}

static bool equals(const char *s, size_t n, const char *word)
{
	return n == strlen(word) && begins(s, n, word);
}

static void skip_space(struct scan *p)
{
	while (p->i < p->n && space(p->s[p->i]))
		p->i++;
}

/* Moves to just after the next `word`, or to the end. */
static void skip_past(struct scan *p, const char *word, size_t len)
{
	const char *hit = memmem(p->s + p->i, p->n - p->i, word, len);

	p->i = hit ? (size_t)(hit - p->s) + len : p->n;
}

static void read_value(struct scan *p, struct attribute *a)
{
	const char *s = p->s, *end;
	size_t from;

	skip_space(p);
	if (p->i < p->n && (s[p->i] == '"' || s[p->i] == '\'')) {
		from = p->i + 1;
		end = memchr(s + from, s[p->i], p->n - from);
		p->i = end ? (size_t)(end - s) + 1 : p->n;
		a->value = s + from;
		a->value_n = end ? (size_t)(end - s) - from : 0;
		return;
	}
	from = p->i;
	while (p->i < p->n && !space(s[p->i]) && s[p->i] != '>')
		p->i++;
	a->value = s + from;
	a->value_n = p->i - from;
}

/* False when there is none left, or the input ends within it. */
static bool attribute(struct scan *p, struct attribute *a)
{
	const char *s = p->s;
	size_t len = 0;

	*a = (struct attribute){.value = ""};
	while (p->i < p->n && (space(s[p->i]) || s[p->i] == '/'))
		p->i++;
	if (p->i == p->n || s[p->i] == '>')
		return false;
	for (; p->i < p->n; p->i++) {
		if ((s[p->i] == '=' && len) || space(s[p->i]) || s[p->i] == '/' || s[p->i] == '>')
			break;
		if (len + 1 < sizeof a->name)
			a->name[len] = lower(s[p->i]);
		len++;
	}
	if (len >= sizeof a->name)
		a->name[0] = '\0';
	skip_space(p);
	if (p->i < p->n && s[p->i] == '=') {
		p->i++;
		read_value(p, a);
	}
	return p->i < p->n;
}

static const struct gp_charset *from_content(const char *s, size_t n)
{
	static const char word[] = "charset";
	size_t i = 0, from;
	char quote;

	for (;; i++) {
		while (i < n && !begins(s + i, n - i, word))
			i++;
		if (i == n)
			return NULL;
		i += sizeof word - 1;
		while (i < n && space(s[i]))
			i++;
		if (i < n && s[i] == '=')
			break;
		i--; /* what follows may itself begin the word */
	}
	i++;
	while (i < n && space(s[i]))
		i++;
	if (i == n)
		return NULL;
	quote = s[i] == '"' || s[i] == '\'' ? s[i] : '\0';
	from = quote ? ++i : i;
	while (i < n && (quote ? s[i] != quote : !space(s[i]) && s[i] != ';'))
		i++;
	if (quote && i == n)
		return NULL;
	return gp_charset_by_label(s + from, i - from);
}

/* After "<meta": its encoding, or NULL when it names none that counts. */
static const struct gp_charset *meta(struct scan *p)
{
	enum { HTTP_EQUIV = 1, CONTENT = 2, CHARSET = 4 } seen = 0;
	bool got_pragma = false, need_pragma = false, labelled = false;
	const struct gp_charset *cs = NULL, *found;
	struct attribute a;

	while (attribute(p, &a)) {
		if (!strcmp(a.name, "http-equiv") && !(seen & HTTP_EQUIV)) {
			seen |= HTTP_EQUIV;
			got_pragma = equals(a.value, a.value_n, "content-type");
		} else if (!strcmp(a.name, "content") && !(seen & CONTENT)) {
			seen |= CONTENT;
			found = labelled ? NULL : from_content(a.value, a.value_n);
			if (found) {
				cs = found;
				labelled = need_pragma = true;
			}
		} else if (!strcmp(a.name, "charset") && !(seen & CHARSET)) {
			seen |= CHARSET;
			cs = gp_charset_by_label(a.value, a.value_n);
			labelled = true;
			need_pragma = false;
		}
	}
	if (p->i == p->n || !labelled || (need_pragma && !got_pragma))
		return NULL;
	return cs;
}

/* What a declaration that could be read as ASCII must mean. */
static const struct gp_charset *readable(const struct gp_charset *cs)
{
	if (cs == gp_charset_utf16le || cs == gp_charset_utf16be)
		return gp_charset_utf8;
	return cs == gp_charset_x_user_defined ? gp_charset_windows_1252 : cs;
}

static const struct gp_charset *xml(const char *s, size_t n)
{
	struct scan p = {.s = s, .n = n};
	const char *end;
	struct attribute a;

	if (!begins(s, n, "<?xml"))
		return NULL;
	end = memchr(s, '>', n);
	if (!end)
		return NULL;
	p.n = (size_t)(end - s) + 1;
	skip_past(&p, "encoding", 8);
	skip_space(&p);
	if (p.i == p.n || s[p.i] != '=')
		return NULL;
	p.i++;
	skip_space(&p);
	if (p.i == p.n || (s[p.i] != '"' && s[p.i] != '\''))
		return NULL;
	read_value(&p, &a);
	return p.i < p.n ? readable(gp_charset_by_label(a.value, a.value_n)) : NULL;
}

static void skip_tag(struct scan *p)
{
	struct attribute a;

	while (p->i < p->n && !space(p->s[p->i]) && p->s[p->i] != '>')
		p->i++;
	while (attribute(p, &a))
		;
}

const struct gp_charset *gp_charset_prescan(const char *body, size_t n)
{
	struct scan p = {.s = body, .n = n};
	const struct gp_charset *cs;
	const char *lt;
	size_t left;

	if (n >= 6 && !memcmp(body, "<\0?\0x\0", 6))
		return gp_charset_utf16le;
	if (n >= 6 && !memcmp(body, "\0<\0?\0x", 6))
		return gp_charset_utf16be;
	while ((lt = memchr(body + p.i, '<', n - p.i)) != NULL) {
		p.i = (size_t)(lt - body);
		left = n - p.i;
		if (begins(lt, left, "<!--")) {
			p.i += 2; /* "<!-->" is a whole comment */
			skip_past(&p, "-->", 3);
		} else if (begins(lt, left, "<meta") && left > 5 &&
			   (space(lt[5]) || lt[5] == '/')) {
			p.i += 5;
			cs = meta(&p);
			if (cs)
				return readable(cs);
		} else if (left > 1 && letter(lt[lt[1] == '/' && left > 2 ? 2 : 1])) {
			p.i += lt[1] == '/' ? 2 : 1;
			skip_tag(&p);
		} else if (left > 1 && (lt[1] == '!' || lt[1] == '/' || lt[1] == '?')) {
			skip_past(&p, ">", 1);
		} else {
			p.i++;
		}
	}
	return xml(body, n);
}
