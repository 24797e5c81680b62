#include "core/base/json.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"

void gp_json_init(struct gp_json *j, struct gp_buf *out)
{
	*j = (struct gp_json){.out = out};
}

static void before_value(struct gp_json *j)
{
	if (j->after_key) {
		j->after_key = false;
		return;
	}
	if (j->some[j->depth])
		gp_buf_putc(j->out, ',');
	j->some[j->depth] = true;
}

static void open_level(struct gp_json *j, char c)
{
	before_value(j);
	gp_buf_putc(j->out, c);
	if (j->depth < GP_JSON_DEPTH)
		j->depth++;
	j->some[j->depth] = false;
}

static void close_level(struct gp_json *j, char c)
{
	if (j->depth > 0)
		j->depth--;
	gp_buf_putc(j->out, c);
}

void gp_json_object(struct gp_json *j)
{
	open_level(j, '{');
}

void gp_json_object_end(struct gp_json *j)
{
	close_level(j, '}');
}

void gp_json_array(struct gp_json *j)
{
	open_level(j, '[');
}

void gp_json_array_end(struct gp_json *j)
{
	close_level(j, ']');
}

static void escape_control(struct gp_buf *b, unsigned c)
{
	static const char letter[] = "btn_fr"; /* U+0008 … U+000D; U+000B has none */

	if (c == '"' || c == '\\')
		gp_buf_printf(b, "\\%c", (int)c);
	else if (c >= 8 && c <= 13 && c != 11)
		gp_buf_printf(b, "\\%c", letter[c - 8]);
	else
		gp_buf_printf(b, "\\u%04x", c);
}

static void quoted(struct gp_buf *b, const char *text, size_t n)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t i = 0, from = 0, len;

	gp_buf_putc(b, '"');
	while (i < n) {
		if (s[i] >= 0x20 && s[i] < 0x7F && s[i] != '"' && s[i] != '\\') {
			i++;
			continue;
		}
		if (s[i] < 0x20 || s[i] == '"' || s[i] == '\\') {
			gp_buf_put(b, s + from, i - from);
			escape_control(b, s[i]);
			from = ++i;
			continue;
		}
		if (gp_utf8_get(text + i, n - i, &len) == GP_UTF8_BAD) {
			gp_buf_put(b, s + from, i - from);
			gp_buf_puts(b, "\xEF\xBF\xBD");
			from = i + len;
		}
		i += len;
	}
	gp_buf_put(b, s + from, n - from);
	gp_buf_putc(b, '"');
}

void gp_json_keyn(struct gp_json *j, const char *key, size_t n)
{
	before_value(j);
	quoted(j->out, key, n);
	gp_buf_putc(j->out, ':');
	j->after_key = true;
}

void gp_json_key(struct gp_json *j, const char *key)
{
	gp_json_keyn(j, key, strlen(key));
}

void gp_json_strn(struct gp_json *j, const char *s, size_t n)
{
	before_value(j);
	quoted(j->out, s, n);
}

void gp_json_str(struct gp_json *j, const char *s)
{
	if (s)
		gp_json_strn(j, s, strlen(s));
	else
		gp_json_null(j);
}

void gp_json_int(struct gp_json *j, int64_t v)
{
	before_value(j);
	if (v < 0)
		gp_buf_putc(j->out, '-');
	gp_buf_put_uint(j->out, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

/* ECMA-262 6.1.6.1.20 from the digits d1d2…dk and the exponent n of "0.d1d2…dk × 10^n" */
static void number_text(struct gp_buf *b, const char *digits, int k, int n)
{
	if (k <= n && n <= 21) {
		gp_buf_printf(b, "%s%.*s", digits, n - k, "000000000000000000000");
	} else if (0 < n && n <= 21) {
		gp_buf_printf(b, "%.*s.%s", n, digits, digits + n);
	} else if (-6 < n && n <= 0) {
		gp_buf_printf(b, "0.%.*s%s", -n, "000000", digits);
	} else {
		gp_buf_printf(b, "%c%s%s", digits[0], k > 1 ? "." : "", digits + 1);
		gp_buf_printf(b, "e%+d", n - 1);
	}
}

/*
 * Below a power of two doubles lie twice as dense as above it, so that the next digits up may
 * read back as v although the nearest ones, which lie below, do not.
 */
static bool next_up_reads_back(char *text, double v)
{
	char *last = strchr(text, 'e') - 1;
	int exponent;

	if (*last == '9' || frexp(v, &exponent) != 0.5)
		return false;
	++*last;
	if (strtod(text, NULL) == v)
		return true;
	--*last;
	return false;
}

void gp_json_number(struct gp_json *j, double v)
{
	char text[40], digits[20];
	int precision = 0, k = 0;

	before_value(j);
	if (!isfinite(v) || v == 0) {
		gp_buf_puts(j->out, v == 0 ? "0" : "null");
		return;
	}
	do
		snprintf(text, sizeof text, "%.*e", precision++, fabs(v));
	while (precision < 17 && strtod(text, NULL) != fabs(v) && !next_up_reads_back(text, fabs(v)));
	for (const char *p = text; *p != 'e'; p++)
		if (*p != '.')
			digits[k++] = *p;
	while (k > 1 && digits[k - 1] == '0')
		k--;
	digits[k] = '\0';
	if (v < 0)
		gp_buf_putc(j->out, '-');
	number_text(j->out, digits, k, (int)strtol(strchr(text, 'e') + 1, NULL, 10) + 1);
}

void gp_json_bool(struct gp_json *j, bool v)
{
	before_value(j);
	gp_buf_puts(j->out, v ? "true" : "false");
}

void gp_json_null(struct gp_json *j)
{
	before_value(j);
	gp_buf_puts(j->out, "null");
}
