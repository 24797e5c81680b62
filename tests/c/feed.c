/* feed.c - RSS and Atom as they are, and as they should not be */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/web/feed.h"
#include "tests/lib/tap.h"

static struct gp_buf seen;

static void note(void *user, const struct gp_feed_entry *e)
{
	(void)user;
	gp_buf_printf(&seen, "[%s|%s|%s|%s]", e->url, e->title, e->date, e->text);
}

static struct gp_feed read_feed(const char *s, size_t n, const char *charset)
{
	struct gp_feed f;

	gp_buf_clear(&seen);
	gp_buf_puts(&seen, "");
	gp_feed_read(&f, s, n, charset, note, NULL);
	return f;
}

static struct gp_feed text(const char *s)
{
	return read_feed(s, strlen(s), "");
}

static const char *said(void)
{
	return seen.data ? seen.data : "";
}

static void forms(void)
{
	ok(text("<rss version='2.0'><channel><title>站</title><link>http://a/</link>"
	    "<item><title> 甲 &amp; 乙 </title><link>http://a/1</link><pubDate>Mon, 23 Nov 2026 08:00:00 +0800</pubDate>"
	    "<description><![CDATA[<p>文</p>]]></description></item></channel></rss>").is_feed, "RSS 2.0 is a feed");
	is_str(said(), "[http://a/1|甲 & 乙|Mon, 23 Nov 2026 08:00:00 +0800|<p>文</p>]", "its item is read whole");
	text("<rss><channel><item><title>t</title><guid>http://a/2</guid></item>"
	    "<item><title>u</title><guid isPermaLink='false'>7</guid></item></channel></rss>");
	is_str(said(), "[http://a/2|t||][|u||]", "a guid counts where it is an address");
	text("<feed xmlns='http://www.w3.org/2005/Atom'><title>站</title><entry><title type='xhtml'><div>丙<b>丁</b></div></title>"
	    "<link rel='self' href='http://a/s'/><link href='http://a/3'/><link rel='alternate' href='http://a/4'/>"
	    "<updated>2026-11-20T00:00:00Z</updated><published>2026-11-19T00:00:00Z</published><content>文</content></entry></feed>");
	is_str(said(), "[http://a/3|丙丁|2026-11-19T00:00:00Z|文]", "Atom: the alternate link, the day of publication");
	text("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
	    "xmlns:dc='http://purl.org/dc/elements/1.1/'><item><title>戊</title><link>http://a/5</link>"
	    "<dc:date>2026-11-18</dc:date></item></rdf:RDF>");
	is_str(said(), "[http://a/5|戊|2026-11-18|]", "RSS 1.0");
}

static void encodings(void)
{
	static const char gbk[] = "<?xml version='1.0' encoding='gb2312'?><rss><channel><item><title>\xCD\xA8\xD6\xAA</title>"
	    "<link>/1</link></item></channel></rss>";

	read_feed(gbk, sizeof gbk - 1, "");
	is_str(said(), "[/1|通知||]", "GBK by its declaration");
	text("\n  <?xml version='1.0'?><rss><channel><item><link>/1</link></item></channel></rss>");
	is_str(said(), "[/1|||]", "blanks before the declaration are forgiven");
}

static void hostile(void)
{
	struct gp_feed f = text("<!DOCTYPE rss [<!ENTITY a 'x'>]><rss><channel><item><title>&a;</title></item></channel></rss>");
	struct gp_buf b;

	is_str(f.limit, "doctype", "a document type ends the reading");
	f = text("<html><body><item><link>/1</link></item></body></html>");
	ok(!f.is_feed && !f.entries, "a page is no feed");
	f = text("<rss><channel><item><link>/1</link></item><item><link>/2</lin");
	ok(f.entries == 1 && !strcmp(f.limit, "xml"), "one that breaks off has said what it said");
	ok(!text("").is_feed && !text("\xFF\xFE").is_feed, "nothing is no feed");
	gp_buf_init(&b, 1 << 20);
	gp_buf_puts(&b, "<rss>");
	for (int i = 0; i < 200; i++)
		gp_buf_puts(&b, "<a>");
	f = read_feed(b.data, b.len, "");
	is_str(f.limit, "xml", "nesting has an end");
	gp_buf_clear(&b);
	gp_buf_puts(&b, "<rss><channel>");
	for (int i = 0; i < GP_FEED_ENTRIES + 5; i++)
		gp_buf_puts(&b, "<item><link>/</link></item>");
	gp_buf_puts(&b, "</channel></rss>");
	f = read_feed(b.data, b.len, "");
	ok(f.entries == GP_FEED_ENTRIES && !strcmp(f.limit, "entries"), "entries have an end");
	gp_buf_clear(&b);
	gp_buf_puts(&b, "<rss><channel><item><title>");
	for (int i = 0; i < 10000; i++)
		gp_buf_puts(&b, "通");
	gp_buf_puts(&b, "</title></item></channel></rss>");
	read_feed(b.data, b.len, "");
	ok(seen.len < GP_FEED_TEXT + 10 && seen.len > GP_FEED_TEXT - 10 && strstr(said(), "通||]"), "a title is cut between characters");
	gp_buf_free(&b);
}

int main(void)
{
	gp_buf_init(&seen, 1 << 20);
	forms();
	encodings();
	hostile();
	gp_buf_free(&seen);
	return tap_done();
}
