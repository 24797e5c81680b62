#define _GNU_SOURCE
#include "core/web/tel.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "core/base/buf.h"
#include "core/web/url.h"

#define EXTENSION_DIGITS 6 /* of a last group: it is an extension, and not part of the number */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A digit as Chinese keyboards have it, U+FF10 to U+FF19. */
static bool is_wide_digit(const char *p, const char *end)
{
	return end - p >= 3 && !memcmp(p, "\xEF\xBC", 2) && (unsigned char)p[2] >= 0x90 && (unsigned char)p[2] <= 0x99;
}

/* Where what is dialled after the number begins: the length of its sign. */
static size_t extension_at(const char *p, const char *end)
{
	static const char *const signs[] = {",", ";", "/", "、", "，", "；", "转", "轉", "ext.", "ext", "x", "p", "w"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i]);

		if ((size_t)(end - p) >= n && !strncasecmp(p, signs[i], n))
			return n;
	}
	return 0;
}

/* Letters that begin an extension stand before its digits; all others are a word or a placeholder. */
static bool is_extension(const char *p, const char *end)
{
	size_t n = extension_at(p, end);

	if (!n || !is_letter(*p))
		return n > 0;
	for (p += n; p < end && (*p == ' ' || *p == '-' || *p == '.' || *p == ':'); p++)
		;
	return p < end && (is_digit(*p) || is_wide_digit(p, end));
}

static const char *judge(const char *p, const char *end)
{
	size_t digits = 0, group = 0, groups = 0;

	for (; p < end && !(digits && is_extension(p, end)); p++) {
		bool wide = is_wide_digit(p, end);

		if (is_letter(*p))
			return "tel-letters";
		if (is_digit(*p) || wide) {
			groups += !group++;
			digits++;
		} else if (*p == '*' || *p == '#') {
			return NULL; /* a service code of a network */
		} else {
			group = (unsigned char)*p < 0x80 ? 0 : group;
		}
		p += wide ? 2 : 0;
	}
	if (!digits)
		return "tel-empty";
	if (groups > 2 && group && group <= EXTENSION_DIGITS)
		digits -= group; /* 010-12345678-8001 */
	return digits > GP_TEL_DIGITS ? "tel-too-long" : NULL;
}

const char *gp_tel_wrong(const char *url, size_t n)
{
	const char *p = memchr(url, ':', n), *wrong;
	struct gp_buf b;

	p = p ? p + 1 : url + n;
	gp_buf_init(&b, GP_URL_MAX);
	if (gp_url_percent_decode(&b, p, (size_t)(url + n - p)))
		wrong = NULL; /* beyond what is kept of an address */
	else
		wrong = b.len ? judge(b.data, b.data + b.len) : "tel-empty";
	gp_buf_free(&b);
	return wrong;
}
