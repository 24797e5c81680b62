/* sitemap.c - unpacking, telling the form, plain text */
#include "core/web/sitemap.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

#include "core/base/mem.h"
#include "core/text/charset.h"
#include "core/text/utf8.h"
#include "core/web/sitemap_impl.h"
#include "core/web/url.h"

#define PIECE ((size_t)64 << 10)
#define LINE_MAX_BYTES ((size_t)2 * GP_URL_MAX)
#define GZIP_WINDOW (15 + 16) /* zlib: the largest window, gzip header */

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void gp_sitemap_stop(struct gp_sitemap_reading *r, const char *limit, uint32_t line)
{
	r->stopped = true;
	r->out->limit = limit;
	r->out->line = line;
}

void gp_sitemap_emit(struct gp_sitemap_reading *r, struct gp_sitemap_entry *entry)
{
	while (entry->loc_n && blank(*entry->loc)) {
		entry->loc++;
		entry->loc_n--;
	}
	while (entry->loc_n && blank(entry->loc[entry->loc_n - 1]))
		entry->loc_n--;
	if (!entry->loc_n || r->stopped)
		return;
	if ((entry->kind != GP_SITEMAP_ALTERNATE && r->out->urls >= GP_SITEMAP_URLS) ||
	    r->out->entries >= GP_SITEMAP_ENTRIES) {
		gp_sitemap_stop(r, "urls", entry->line);
		return;
	}
	r->out->urls += entry->kind != GP_SITEMAP_ALTERNATE;
	r->out->entries++;
	if (r->fn(r->user, entry))
		gp_sitemap_stop(r, "stopped", entry->line);
}

/* --- plain text: an address a line */

static bool is_address(const char *p, size_t n)
{
	return (n > 7 && !strncasecmp(p, "http://", 7)) || (n > 8 && !strncasecmp(p, "https://", 8));
}

static void take_line(struct gp_sitemap_reading *r, const char *p, size_t n)
{
	struct gp_sitemap_entry entry = {.kind = GP_SITEMAP_PAGE, .lastmod = GP_SITEMAP_UNDATED, .line = r->number, .col = 1};
	const struct gp_charset *cs;

	while (n && blank(*p)) {
		p++;
		n--;
		entry.col++;
	}
	if (n && !r->out->urls && !is_address(p, n)) {
		r->out->form = GP_SITEMAP_NONE;
		gp_sitemap_stop(r, "", 0);
		return;
	}
	if (!gp_utf8_valid(p, n)) {
		cs = gp_charset_by_label(r->charset, strlen(r->charset));
		gp_buf_clear(&r->decoded);
		gp_charset_decode(cs ? cs : gp_charset_by_label("gb18030", 7), p, n, &r->decoded, NULL);
		p = r->decoded.data ? r->decoded.data : "";
		n = r->decoded.len;
	}
	entry.loc = p;
	entry.loc_n = n;
	gp_sitemap_emit(r, &entry);
}

/* What is longer than any address is cut, and so no address. */
static void keep_line(struct gp_sitemap_reading *r, const char *p, size_t n)
{
	size_t room = LINE_MAX_BYTES - r->line.len;

	gp_buf_put(&r->line, p, n < room ? n : room);
}

static void feed_text(struct gp_sitemap_reading *r, const char *p, size_t n, bool last)
{
	const char *end = p + n, *stop;

	while (p < end && !r->stopped) {
		stop = memchr(p, '\n', (size_t)(end - p));
		keep_line(r, p, (size_t)((stop ? stop : end) - p));
		p = stop ? stop + 1 : end;
		if (!stop)
			break;
		take_line(r, r->line.data ? r->line.data : "", r->line.len);
		gp_buf_clear(&r->line);
		r->number++;
	}
	if (last && !r->stopped && r->line.len)
		take_line(r, r->line.data, r->line.len);
}

/* --- the form */

static void begin(struct gp_sitemap_reading *r, const char **p, size_t *n)
{
	size_t i = 0;

	r->begun = true;
	if (*n >= 2 && (!memcmp(*p, "\xFF\xFE", 2) || !memcmp(*p, "\xFE\xFF", 2))) {
		gp_sitemap_xml_begin(r, *p, *n);
		return;
	}
	if (*n >= 3 && !memcmp(*p, "\xEF\xBB\xBF", 3))
		i = 3;
	while (i < *n && blank((*p)[i]))
		r->number += (*p)[i++] == '\n';
	if (i < *n && (*p)[i] == '<') { /* expat refuses what stands before the declaration; browsers do not */
		*p += i;
		*n -= i;
		gp_sitemap_xml_begin(r, *p, *n);
		return;
	}
	r->out->form = i < *n ? GP_SITEMAP_TEXT : GP_SITEMAP_NONE;
	*p += i;
	*n -= i;
}

static void feed(struct gp_sitemap_reading *r, const char *p, size_t n, bool last)
{
	if (r->stopped)
		return;
	if (r->bytes + n > GP_SITEMAP_BYTES) {
		n = GP_SITEMAP_BYTES - r->bytes;
		last = false; /* it goes on: what is open there is not wrong */
	}
	r->bytes += n;
	if (!r->begun)
		begin(r, &p, &n);
	if (r->xml)
		gp_sitemap_xml_feed(r, p, n, last);
	else
		feed_text(r, p, n, last);
	if (r->bytes == GP_SITEMAP_BYTES && !r->stopped)
		gp_sitemap_stop(r, "bytes", 0);
}

/* --- unpacking */

static void feed_plain(struct gp_sitemap_reading *r, const char *p, size_t n)
{
	for (size_t at = 0, len; at < n && !r->stopped; at += len) {
		len = n - at < PIECE ? n - at : PIECE;
		feed(r, p + at, len, at + len == n);
	}
}

/* RFC 1952, 2.2: several members behind one another are one file. */
static void feed_packed(struct gp_sitemap_reading *r, const char *p, size_t n)
{
	char *piece = gp_alloc(PIECE);
	z_stream z = {0};
	int rc = inflateInit2(&z, GZIP_WINDOW) == Z_OK ? Z_OK : Z_MEM_ERROR;
	bool done = false;

	z.next_in = (Bytef *)p;
	z.avail_in = (uInt)n;
	while (rc == Z_OK && !r->stopped && !done) {
		z.next_out = (Bytef *)piece;
		z.avail_out = PIECE;
		rc = inflate(&z, Z_NO_FLUSH);
		done = rc == Z_STREAM_END && !(z.avail_in > 1 && z.next_in[0] == 0x1F && z.next_in[1] == 0x8B);
		if (rc == Z_OK || rc == Z_STREAM_END)
			feed(r, piece, PIECE - z.avail_out, done);
		if (rc == Z_STREAM_END && !done)
			rc = inflateReset(&z);
	}
	if (!done && !r->stopped)
		gp_sitemap_stop(r, "gzip", 0);
	inflateEnd(&z);
	free(piece);
}

void gp_sitemap_read(struct gp_sitemap *out, const char *p, size_t n, const char *charset, gp_sitemap_fn *fn,
    void *user)
{
	struct gp_sitemap_reading r = {.out = out, .charset = charset, .fn = fn, .user = user, .number = 1};

	*out = (struct gp_sitemap){.limit = ""};
	gp_buf_init(&r.line, LINE_MAX_BYTES);
	gp_buf_init(&r.decoded, 4 * LINE_MAX_BYTES);
	if (n > 2 && !memcmp(p, "\x1F\x8B", 2))
		feed_packed(&r, p, n);
	else
		feed_plain(&r, p, n);
	gp_sitemap_xml_end(&r);
	gp_buf_free(&r.line);
	gp_buf_free(&r.decoded);
}
