/* sitemap: the addresses of a sitemap, whatever its bytes are */
#include "core/web/sitemap.h"

#include <zlib.h>

#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/text/charset.h"
#include "tests/lib/tap.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"

static struct gp_buf said; /* "kind loc line:col date\n" */
static size_t calls, stop_after;

static int note(void *user, const struct gp_sitemap_entry *e)
{
	static const char *const kinds[] = {"page", "alternate", "file"};
	char iso[32] = "-";

	(void)user;
	calls++;
	if (e->lastmod != GP_SITEMAP_UNDATED)
		gp_clock_iso(e->lastmod, iso);
	if (calls <= 20)
		gp_buf_printf(&said, "%s %.*s %u:%u %.16s\n", kinds[e->kind], (int)e->loc_n, e->loc, e->line, e->col, iso);
	return stop_after && calls >= stop_after;
}

static struct gp_sitemap read_bytes(const char *p, size_t n, const char *charset)
{
	struct gp_sitemap s;
	char *copy = gp_alloc(n ? n : 1); /* so that a sanitizer sees a byte read too far */

	memcpy(copy, p, n);
	gp_buf_clear(&said);
	calls = 0;
	gp_sitemap_read(&s, copy, n, charset, note, NULL);
	free(copy);
	return s;
}

static struct gp_sitemap read_text(const char *text)
{
	return read_bytes(text, strlen(text), "");
}

static void says(const char *text, const char *want, const char *name)
{
	read_text(text);
	is_str(said.data ? said.data : "", want, name);
}

static void gzip(struct gp_buf *out, const char *p, size_t n)
{
	z_stream z = {0};

	deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
	z.next_in = (Bytef *)p;
	z.avail_in = (uInt)n;
	z.next_out = (Bytef *)gp_buf_reserve(out, n + 1000);
	z.avail_out = (uInt)(n + 1000);
	deflate(&z, Z_FINISH);
	out->len += z.total_out;
	deflateEnd(&z);
}

static void forms(void)
{
	says(HEAD "<url><loc> http://a/1?x=1&amp;y=2 </loc><lastmod>2024-05-06</lastmod></url>\n"
	    "<url>\n<loc>\n\thttp://a/2</loc></url></urlset>",
	    "page http://a/1?x=1&y=2 3:12 2024-05-06T00:00\npage http://a/2 6:2 -\n", "a urlset: addresses, places, dates");
	is_int(read_text(HEAD "</urlset>").form, GP_SITEMAP_URLSET, "an empty one is one");
	says("<urlset><url><loc><![CDATA[http://a/x&y]]></loc><image:image xmlns:image='i'><image:loc>http://a/i.png"
	    "</image:loc></image:image></url></urlset>", "page http://a/x&y 1:28 -\n",
	    "without a namespace; the addresses of images are others");
	says("<s:urlset xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:x='http://www.w3.org/1999/xhtml'><s:url>"
	    "<s:loc>http://a/zh</s:loc><x:link rel='alternate' hreflang='en' href='http://a/en'/><x:link rel='canonical' "
	    "href='http://a/c'/></s:url></s:urlset>", "alternate http://a/en 1:137 -\npage http://a/zh 1:118 -\n",
	    "prefixes; alternates are links, other relations are none");
	says("<sitemapindex><sitemap><loc>http://a/s1.xml.gz</loc><lastmod>2024-01-02T03:04:05Z</lastmod></sitemap>"
	    "</sitemapindex>", "file http://a/s1.xml.gz 1:29 2024-01-02T11:04\n", "an index names files");
	says("<rss version='2.0'><channel><link>http://a/</link><item><title>t</title><link>http://a/1</link></item>"
	    "</channel></rss>", "page http://a/1 1:79 -\n", "RSS 2.0");
	says("<rdf:RDF xmlns:rdf='r' xmlns='p'><channel/><item rdf:about='http://a/1'><link>http://a/1</link></item></rdf:RDF>",
	    "page http://a/1 1:79 -\n", "RSS 1.0");
	says("<feed xmlns='http://www.w3.org/2005/Atom'><link href='/'/><entry><link rel='edit' href='/e'/><link href='1.html'/>"
	    "<updated>2023-12-31T23:00:00+08:00</updated></entry></feed>", "page 1.html 1:94 2023-12-31T23:00\n", "Atom");
	says("\xEF\xBB\xBFhttp://a/1\r\n\n  https://a/\xE4\xB8\xAD \nhttp://a/3", "page http://a/1 1:1 -\n"
	    "page https://a/\xE4\xB8\xAD 3:3 -\npage http://a/3 4:1 -\n", "plain text, with a mark in front");
	is_int(read_text("User-agent: *\nhttp://a/").form, GP_SITEMAP_NONE, "any other text is none");
	is_int((long long)calls, 0, "and names nothing");
	is_int(read_text("<!-- x --><html><url><loc>http://a/</loc></url></html>").form, GP_SITEMAP_NONE, "a page is none");
	is_int(read_text("").form, GP_SITEMAP_NONE, "nothing is none");
	is_int(read_text(" \n ").form, GP_SITEMAP_NONE, "blanks are none");
}

static void encodings(void)
{
	static const char utf16[] = "\xFF\xFE<\0u\0r\0l\0s\0e\0t\0>\0\n\0<\0u\0r\0l\0>\0<\0l\0o\0c\0>\0h\0:\0/\0-N<\0/\0l\0o\0c\0>\0"
	    "<\0/\0u\0r\0l\0>\0<\0/\0u\0r\0l\0s\0e\0t\0>\0";

	says("<?xml version='1.0' encoding='gb2312'?><urlset><url><loc>http://a/\xD6\xD0\xCE\xC4</loc></url></urlset>",
	    "page http://a/\xE4\xB8\xAD\xE6\x96\x87 1:58 -\n", "GB 2312, as the file says");
	read_bytes("<urlset><url><loc>http://a/\xA4\xA4</loc></url></urlset>", 49, "big5");
	is_str(said.data, "page http://a/\xE4\xB8\xAD 1:19 -\n", "Big5, as the header says");
	read_bytes("<?xml version='1.0' encoding='GBK'?><urlset><url><loc>http://a/\xD6\xD0</loc></url></urlset>", 85, "utf-8");
	is_str(said.data, "page http://a/\xE4\xB8\xAD 1:55 -\n", "the file knows better than the header");
	read_bytes(utf16, sizeof utf16 - 1, "");
	is_str(said.data, "page h:/\xE4\xB8\xAD 2:11 -\n", "UTF-16");
	read_bytes("http://a/\xD6\xD0", 11, "");
	is_str(said.data, "page http://a/\xE4\xB8\xAD 1:1 -\n", "plain text that is not UTF-8 is GB 18030");
	says("  \n <?xml version='1.0'?><urlset><url><loc>http://a/</loc></url></urlset>", "page http://a/ 2:40 -\n",
	    "blanks before the declaration do no harm");
	is_str(read_text("<?xml version='1.0' encoding='nonsense'?><urlset/>").limit, "xml", "an unknown encoding ends it");
}

static void packed(void)
{
	static const char one[] = "<urlset><url><loc>http://a/1</loc></url>", two[] = "<url><loc>http://a/2</loc></url></urlset>";
	struct gp_buf b, big, z;
	struct gp_sitemap s;

	gp_buf_init(&b, 1 << 20);
	gzip(&b, one, sizeof one - 1);
	gzip(&b, two, sizeof two - 1);
	s = read_bytes(b.data, b.len, "");
	ok(calls == 2 && !*s.limit, "two gzip members are one file");
	s = read_bytes(b.data, b.len - 5, "");
	ok(!strcmp(s.limit, "gzip") && calls == 2, "a file cut short says what it said until then");
	b.data[20] ^= 0x55;
	ok(*read_bytes(b.data, b.len, "").limit, "damage is noticed");
	gp_buf_init(&big, (size_t)80 << 20);
	gp_buf_init(&z, (size_t)81 << 20);
	gp_buf_puts(&big, "<urlset>");
	memset(gp_buf_reserve(&big, (size_t)60 << 20), ' ', (size_t)60 << 20);
	big.len += (size_t)60 << 20;
	gp_buf_puts(&big, "<url><loc>http://a/</loc></url></urlset>");
	gzip(&z, big.data, big.len);
	s = read_bytes(z.data, z.len, "");
	ok(!strcmp(s.limit, "bytes") && !calls && z.len < 100000, "a bomb is left at 50 MiB");
	gp_buf_free(&b);
	gp_buf_free(&big);
	gp_buf_free(&z);
}

static void limits(void)
{
	struct gp_buf b;
	struct gp_sitemap s;
	int64_t before;

	gp_buf_init(&b, (size_t)40 << 20);
	gp_buf_puts(&b, HEAD);
	for (int i = 0; i < GP_SITEMAP_URLS; i++)
		gp_buf_printf(&b, "<url><loc>http://a.example/zwgk/%d.html</loc><lastmod>2024-01-01</lastmod></url>\n", i);
	before = gp_clock_mono_ms();
	s = read_bytes(b.data, b.len, "");
	ok(s.urls == GP_SITEMAP_URLS && !strcmp(s.limit, "xml"), "50,000 addresses, %d ms; then the end is missing",
	    (int)(gp_clock_mono_ms() - before));
	gp_buf_puts(&b, "<url><loc>http://a/one-more</loc></url></urlset>");
	s = read_bytes(b.data, b.len, "");
	ok(calls == GP_SITEMAP_URLS && !strcmp(s.limit, "urls") && s.line == GP_SITEMAP_URLS + 3, "one more is too many");
	gp_buf_clear(&b);
	gp_buf_puts(&b, "<urlset><url><loc>http://a/</loc></url><url x='");
	memset(gp_buf_reserve(&b, (size_t)30 << 20), 'x', (size_t)30 << 20);
	b.len += (size_t)30 << 20;
	before = gp_clock_mono_ms();
	s = read_bytes(b.data, b.len, "");
	ok(calls == 1 && !strcmp(s.limit, "xml") && gp_clock_mono_ms() - before < 2000, "a tag without end ends it soon");
	gp_buf_clear(&b);
	gp_buf_puts(&b, "<urlset><url><loc>http://a/");
	memset(gp_buf_reserve(&b, 1 << 20), 'x', 1 << 20);
	b.len += 1 << 20;
	gp_buf_puts(&b, "</loc></url><url><loc>http://b/</loc></url></urlset>");
	s = read_bytes(b.data, b.len, "");
	ok(calls == 2 && !*s.limit, "an address without end does not hide the next one");
	gp_buf_clear(&b);
	for (int i = 0; i < 100000; i++)
		gp_buf_puts(&b, "<urlset>");
	ok(!strcmp(read_bytes(b.data, b.len, "").limit, "xml"), "depth without end ends it");
	gp_buf_free(&b);
	stop_after = 1;
	s = read_text(HEAD "<url><loc>http://a/1</loc></url><url><loc>http://a/2</loc></url></urlset>");
	ok(calls == 1 && !strcmp(s.limit, "stopped"), "the caller can stop it");
	stop_after = 0;
}

static void hostile(void)
{
	struct gp_sitemap s = read_text("<!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
	    "<urlset><url><loc>&x;</loc></url></urlset>");

	ok(!strcmp(s.limit, "doctype") && !calls, "a document type is refused, and so every entity");
	s = read_text(HEAD "<url><loc>http://a/1</loc></url>\n<url><loc>http://a/?a=1&b=2</loc></url></urlset>");
	ok(!strcmp(s.limit, "xml") && s.line == 4 && calls == 1, "a bare ampersand: what stands before is read, the line told");
	ok(!strcmp(read_text(HEAD "<url><loc>http://a/\x01</loc></url></urlset>").limit, "xml"), "control characters");
	says("<urlset><url><loc></loc></url><url/><url><loc>http://a/1</loc><loc>http://a/2</loc></url></urlset>",
	    "page http://a/1 1:47 -\n", "no address is none; of two the first counts");
}

static void dates(void)
{
	static const struct {
		const char *in, *want;
	} good[] = {
	    {"2024", "2024-01-01T00:00:00+08:00"}, {"2024-02", "2024-02-01T00:00:00+08:00"},
	    {" 2024-02-29\n", "2024-02-29T00:00:00+08:00"}, {"1970-01-01", "1970-01-01T00:00:00+08:00"},
	    {"2024-02-29T23:59Z", "2024-03-01T07:59:00+08:00"}, {"2024-12-31T23:59:59.999+08:00", "2024-12-31T23:59:59+08:00"},
	    {"2000-03-01T00:00:00-0500", "2000-03-01T13:00:00+08:00"}};
	static const char *const bad[] = {"", "x", "24-01-01", "2024-13", "2023-02-29", "2024-00-01", "2024-01-32", "2024-1-1",
	    "2024-01-01T", "2024-01-01T10:00", "2024-01-01 10:00:00Z", "2024-01-01T10:61Z", "2024-01-01T10:00+99:00",
	    "2024-01-01x", "0000-01-01"};
	int64_t t;
	char iso[32];
	int n = 0;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		is_str(gp_sitemap_date(&t, good[i].in, strlen(good[i].in)) ? "none" : gp_clock_iso(t, iso), good[i].want, good[i].want);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		n += gp_sitemap_date(&t, bad[i], strlen(bad[i])) == -1;
	is_int(n, sizeof bad / sizeof *bad, "what is no date is none");
}

int main(void)
{
	gp_buf_init(&said, 1 << 20);
	gp_charset_preload();
	forms();
	encodings();
	packed();
	limits();
	hostile();
	dates();
	gp_buf_free(&said);
	return tap_done();
}
