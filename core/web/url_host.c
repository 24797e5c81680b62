/* Hosts: URL Standard 3.5, with the IPv4 and IPv6 parsers and serialisers. */
#include <string.h>

#include "core/text/utf8.h"
#include "core/web/url_pieces.h"

/* One part of an IPv4 address: decimal, 0-octal or 0x-hexadecimal. -1 when it is no number. */
static int ipv4_number(const char *s, size_t n, uint64_t *out)
{
	int base = 10, digit;
	size_t i = 0;

	if (!n)
		return -1;
	if (n > 1 && s[0] == '0') {
		base = (s[1] | 0x20) == 'x' ? 16 : 8;
		i = base == 16 ? 2 : 1;
	}
	for (*out = 0; i < n; i++) {
		digit = gp_url_hex(s[i]);
		if (digit < 0 || digit >= base)
			return -1;
		if (*out <= UINT32_MAX)
			*out = *out * (unsigned)base + (unsigned)digit;
	}
	return 0;
}

/* Length of s without one dot at its end. */
static size_t without_last_dot(const char *s, size_t n)
{
	return n > 1 && s[n - 1] == '.' ? n - 1 : n;
}

/* Such a domain must be an IPv4 address or is an error (3.5, "ends in a number"). */
static bool ends_in_number(const char *s, size_t n)
{
	size_t end = without_last_dot(s, n), start = end, i;
	uint64_t value;

	while (start && s[start - 1] != '.')
		start--;
	if (start == end || s[start] < '0' || s[start] > '9')
		return false;
	for (i = start; i < end && s[i] >= '0' && s[i] <= '9'; i++)
		continue;
	return i == end || ipv4_number(s + start, end - start, &value) == 0;
}

static int ipv4_parse(const char *s, size_t n, uint32_t *out)
{
	const char *end = s + without_last_dot(s, n), *dot;
	uint64_t part[4], last;
	unsigned count = 0, i;

	for (;;) {
		dot = memchr(s, '.', (size_t)(end - s));
		if (count == 4 || ipv4_number(s, (size_t)((dot ? dot : end) - s), &part[count]) != 0)
			return -1;
		count++;
		if (!dot)
			break;
		s = dot + 1;
	}
	last = part[count - 1];
	if (last > UINT32_MAX >> 8 * (count - 1))
		return -1;
	*out = (uint32_t)last;
	for (i = 0; i + 1 < count; i++) {
		if (part[i] > 255)
			return -1;
		*out |= (uint32_t)part[i] << 8 * (3 - i);
	}
	return 0;
}

/* The dotted tail of an IPv6 address, strictly decimal, into two pieces. */
static int ipv6_dotted(const char *s, size_t n, uint16_t piece[2])
{
	unsigned part[4] = {0}, i;
	size_t at = 0, from;

	for (i = 0; i < 4; i++) {
		if (i && (at == n || s[at++] != '.'))
			return -1;
		for (from = at; at < n && s[at] >= '0' && s[at] <= '9'; at++) {
			part[i] = part[i] * 10 + (unsigned)(s[at] - '0');
			if (part[i] > 255 || (at > from && s[from] == '0'))
				return -1;
		}
		if (at == from)
			return -1;
	}
	piece[0] = (uint16_t)(part[0] << 8 | part[1]);
	piece[1] = (uint16_t)(part[2] << 8 | part[3]);
	return at == n ? 0 : -1;
}

/* Up to four hexadecimal digits; how many there were. */
static size_t ipv6_piece(const char *s, size_t n, uint16_t *out)
{
	unsigned value = 0;
	size_t i;

	for (i = 0; i < n && i < 4 && gp_url_hex(s[i]) >= 0; i++)
		value = value << 4 | (unsigned)gp_url_hex(s[i]);
	*out = (uint16_t)value;
	return i;
}

static int ipv6_parse(const char *s, size_t n, uint16_t piece[8])
{
	size_t at = 0, digits;
	int count = 0, gap = -1, after;

	memset(piece, 0, 8 * sizeof piece[0]);
	if (n && s[0] == ':') {
		if (n < 2 || s[1] != ':')
			return -1;
		at = 2;
		gap = 0;
	}
	while (at < n) {
		if (count == 8)
			return -1;
		if (s[at] == ':') {
			if (gap >= 0)
				return -1;
			gap = count;
			at++;
			continue;
		}
		digits = ipv6_piece(s + at, n - at, &piece[count]);
		if (at + digits < n && s[at + digits] == '.') {
			if (count > 6 || ipv6_dotted(s + at, n - at, piece + count) != 0)
				return -1;
			count += 2;
			break;
		}
		count++;
		at += digits;
		/* A single colon must have a piece after it; a second one is the gap's. */
		if (!digits || (at < n && (s[at] != ':' || ++at == n)))
			return -1;
	}
	if (gap < 0)
		return count == 8 ? 0 : -1;
	if (count == 8)
		return -1;
	after = count - gap;
	memmove(piece + 8 - after, piece + gap, (size_t)after * sizeof piece[0]);
	memset(piece + gap, 0, (size_t)(8 - count) * sizeof piece[0]);
	return 0;
}

static void put_ipv6(struct gp_buf *out, const uint16_t piece[8])
{
	int best = 0, best_len = 1, i, from;

	for (i = 0; i < 8; i++) {
		for (from = i; i < 8 && !piece[i]; i++)
			continue;
		if (i - from > best_len) {
			best = from;
			best_len = i - from;
		}
	}
	gp_buf_putc(out, '[');
	for (i = 0; i < 8; i++) {
		if (best_len > 1 && i == best) {
			gp_buf_puts(out, i ? ":" : "::");
			i += best_len - 1;
			continue;
		}
		gp_buf_printf(out, i < 7 ? "%x:" : "%x", piece[i]);
	}
	gp_buf_putc(out, ']');
}

/* Lower-cases an ASCII domain; -1 when it has a forbidden domain code point or another byte. */
static int put_ascii_domain(struct gp_buf *out, const char *s, size_t n)
{
	char *to = gp_buf_reserve(out, n);
	size_t i;

	for (i = 0; to && i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c >= 0x80 || c == '%' || (gp_url_class[c] & (GP_CHAR_HOST | GP_SET_C0)))
			return -1;
		to[i] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	if (to) {
		to[n] = '\0';
		out->len += n;
	}
	return 0;
}

static bool is_ascii(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] >= 0x80)
			return false;
	return true;
}

/* A domain that has escapes or is not ASCII. */
static int put_hard_domain(struct gp_buf *out, const char *s, size_t n)
{
	char plain_text[GP_URL_MAX + 1], ascii_text[GP_URL_MAX + 1];
	struct gp_buf plain = {.data = plain_text, .cap = sizeof plain_text, .max = GP_URL_MAX};
	struct gp_buf ascii = {.data = ascii_text, .cap = sizeof ascii_text, .max = GP_URL_MAX};

	if (gp_url_percent_decode(&plain, s, n) != 0)
		return -1;
	if (is_ascii(plain_text, plain.len))
		return put_ascii_domain(out, plain_text, plain.len);
	/* Malformed bytes would be U+FFFD, and that is disallowed in every domain. */
	if (!gp_utf8_valid(plain_text, plain.len) || memchr(plain_text, '\0', plain.len) ||
	    gp_url_put_idna(&ascii, plain_text, plain.len) != 0)
		return -1;
	return put_ascii_domain(out, ascii_text, ascii.len);
}

static int put_domain(struct gp_buf *out, const char *s, size_t n)
{
	size_t start = out->len, i;
	uint32_t ip;
	int rc;

	for (i = 0; i < n && s[i] != '%' && (unsigned char)s[i] < 0x80; i++)
		continue;
	rc = i == n ? put_ascii_domain(out, s, n) : put_hard_domain(out, s, n);
	if (rc != 0 || (out->len == start && !out->full))
		return -1;
	if (out->full || !ends_in_number(out->data + start, out->len - start))
		return 0;
	if (ipv4_parse(out->data + start, out->len - start, &ip) != 0)
		return -1;
	out->len = start;
	for (int shift = 24; shift >= 0; shift -= 8) {
		gp_buf_put_uint(out, ip >> shift & 255);
		if (shift)
			gp_buf_putc(out, '.');
	}
	return 0;
}

int gp_url_put_host(struct gp_buf *out, const char *s, size_t n, bool special)
{
	uint16_t piece[8];
	size_t i;

	if (n && s[0] == '[') {
		if (n < 2 || s[n - 1] != ']' || ipv6_parse(s + 1, n - 2, piece) != 0)
			return -1;
		put_ipv6(out, piece);
		return 0;
	}
	if (special)
		return put_domain(out, s, n);
	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x80 && (gp_url_class[(unsigned char)s[i]] & GP_CHAR_HOST))
			return -1;
	gp_url_encode(out, s, n, GP_SET_C0);
	return 0;
}
