#include "core/crawl/trigger_address.h"

#include <string.h>
#include <strings.h>

#define ELEMENTS 200

enum sort { LITERAL, DIGIT, HEX, ANY };

struct element {
	unsigned char sort;
	char c;
	bool many;
};

struct gp_text gp_trigger_host(const char *url)
{
	const char *p = strstr(url, "://");
	size_t n;

	if (!p)
		return (struct gp_text){"", 0};
	p += 3;
	n = strcspn(p, ":/?#");
	return (struct gp_text){p, n};
}

struct gp_text gp_trigger_path(const char *url)
{
	const char *p = strstr(url, "://");

	p = p ? p + 3 + strcspn(p + 3, "/?#") : "";
	return *p == '/' ? (struct gp_text){p, strcspn(p, "?#")} : (struct gp_text){"/", 1};
}

bool gp_trigger_host_is(struct gp_text host, const char *name, size_t n)
{
	return host.n >= n && !strncasecmp(host.p + host.n - n, name, n) && (host.n == n || host.p[host.n - n - 1] == '.');
}

static size_t read_pattern(struct element *list, const char *p, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n && count < ELEMENTS; i++) {
		struct element *e = &list[count++];

		*e = (struct element){.sort = p[i] == '#' ? DIGIT : p[i] == '~' ? HEX : p[i] == '*' ? ANY : LITERAL, .c = p[i]};
		if ((e->sort == DIGIT || e->sort == HEX) && i + 1 < n && p[i + 1] == '+') {
			e->many = true;
			i++;
		}
	}
	return count;
}

static bool accepts(const struct element *e, char c)
{
	bool digit = c >= '0' && c <= '9';

	switch (e->sort) {
	case DIGIT:
		return digit;
	case HEX:
		return digit || c == '-' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
	case ANY:
		return c != '/';
	default:
		return c == e->c;
	}
}

/* An element that may be nothing is behind us as soon as it is reached. */
static void pass_empty(bool *at, const struct element *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (at[i] && list[i].sort == ANY)
			at[i + 1] = true;
}

/* All places of the pattern that have been reached are followed at once, so that nothing is tried twice. */
bool gp_trigger_path_like(struct gp_text path, const char *pattern, size_t n)
{
	struct element list[ELEMENTS];
	bool at[ELEMENTS + 1] = {false}, ends = n && pattern[n - 1] == '$';
	size_t count = read_pattern(list, pattern, n - ends);

	for (size_t i = 0; i < path.n; i++) {
		at[0] = true;
		pass_empty(at, list, count);
		if (at[count] && !ends)
			return true;
		for (size_t k = count; k; k--) { /* from behind: each looks at what was before this character */
			const struct element *e = &list[k - 1], *own = k < count ? &list[k] : NULL;
			bool stays = (own && own->sort == ANY && at[k] && accepts(own, path.p[i])) ||
			    (e->many && at[k] && accepts(e, path.p[i]));

			at[k] = stays || (e->sort != ANY && at[k - 1] && accepts(e, path.p[i]));
		}
		at[0] = count && list[0].sort == ANY && accepts(&list[0], path.p[i]);
	}
	at[0] = true;
	pass_empty(at, list, count);
	return at[count];
}
