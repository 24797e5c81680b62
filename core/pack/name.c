#define _GNU_SOURCE
#include "core/pack/name.h"

#include <ctype.h>
#include <string.h>

#include "core/text/utf8.h"

static int refuse(const char *name, size_t n, const char *why, struct gp_err *e)
{
	struct gp_buf shown;
	int rc;

	gp_buf_init(&shown, 4096);
	gp_utf8_show(&shown, name, n < GP_PACK_NAME_MAX ? n : GP_PACK_NAME_MAX);
	rc = gp_fail_at(e, GP_EDENIED, shown.data ? shown.data : "", why);
	gp_buf_free(&shown);
	return rc;
}

struct range {
	uint32_t from, to;
};

/* None of these changes under NFC; the full-width ones are told apart by their key. */
static bool is_allowed(uint32_t cp)
{
	static const struct range ranges[] = {{0xB7, 0xB7}, {0x2014, 0x2014}, {0x2018, 0x2019}, {0x201C, 0x201D},
	    {0x2026, 0x2026}, {0x3001, 0x3003}, {0x3007, 0x3011}, {0x3014, 0x301B}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},
	    {0xFF01, 0xFF01}, {0xFF08, 0xFF09}, {0xFF0C, 0xFF0D}, {0xFF10, 0xFF19}, {0xFF1B, 0xFF1B}, {0xFF21, 0xFF3A},
	    {0xFF41, 0xFF5A}, {0x20000, 0x2A6DF}, {0x2A700, 0x2EBE0}, {0x30000, 0x323AF}};

	if (cp < 0x80)
		return isalnum((int)cp) || strchr(" ._-+,()[]=@~!#%&'/", (int)cp);
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (cp >= ranges[i].from && cp <= ranges[i].to)
			return true;
	return false;
}

static const char *wrong_characters(const char *name, size_t n)
{
	for (size_t i = 0, len; i < n; i += len) {
		uint32_t cp = gp_utf8_get(name + i, n - i, &len);

		if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			return "the name has a control character";
		if (cp == '\\')
			return "the name has a backslash";
		if (!is_allowed(cp))
			return "the name has a character that not every system keeps as it is; a name in a pack has ASCII "
			       "letters and digits, - _ . and Chinese characters";
	}
	return NULL;
}

static const char *wrong_part(const char *part, size_t n)
{
	if (n == 2 && !memcmp(part, "..", 2))
		return "the name leads out of the pack with ..";
	if (!n)
		return "a part of the name is empty";
	if (*part == '.')
		return "a part of the name begins with a point";
	if (part[n - 1] == '.' || part[n - 1] == ' ' || *part == ' ')
		return "a part of the name begins with a space, or ends with a space or a point";
	if (part[n - 1] == '~') /* folders are read without them, so one would be missed at once */
		return "a part of the name ends with ~, as copies of editors do";
	return NULL;
}

int gp_pack_name_check(const char *name, size_t n, struct gp_err *e)
{
	const char *why = NULL;

	if (!n)
		return gp_fail_at(e, GP_EDENIED, "", "there is a file without a name");
	if (n > GP_PACK_NAME_MAX)
		why = "the name is longer than 255 bytes";
	else if (!gp_utf8_valid(name, n))
		why = "the name is not UTF-8";
	else if (*name == '/')
		why = "the name is an absolute path";
	else
		why = wrong_characters(name, n);
	for (size_t at = 0, len; !why && at <= n; at += len + 1) {
		const char *slash = memchr(name + at, '/', n - at);

		len = slash ? (size_t)(slash - name) - at : n - at;
		why = wrong_part(name + at, len);
	}
	return why ? refuse(name, n, why, e) : 0;
}

void gp_pack_name_key(struct gp_buf *out, const char *name, size_t n)
{
	size_t from = out->len;

	if (gp_utf8_fold_width(out, name, n))
		return;
	for (size_t i = from; i < out->len; i++)
		out->data[i] = (char)tolower((unsigned char)out->data[i]);
}
