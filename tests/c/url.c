/* url: parsing, resolving, serialising and showing addresses */
#include "core/text/charset.h"
#include "core/web/url.h"
#include "tests/lib/tap.h"

static struct gp_url base, url;

/* The href of `in` on `on` (NULL: no base), or NULL when it does not parse. */
static const char *resolve(const char *in, const char *on)
{
	if (on && gp_url_parse(&base, on, strlen(on), NULL, NULL) != GP_URL_OK)
		return NULL;
	if (gp_url_parse(&url, in, strlen(in), on ? &base : NULL, NULL) != GP_URL_OK)
		return NULL;
	return gp_url_href(&url);
}

static enum gp_url_why why_of(const char *in)
{
	return gp_url_parse(&url, in, strlen(in), NULL, NULL);
}

static void relative_links_resolve(void)
{
	static const char page[] = "http://www.x.gov.cn/zwgk/fdzdgk/index.html?a=1#top";
	static const char *const cases[][3] = {
		{"t20230420_1.html", "http://www.x.gov.cn/zwgk/fdzdgk/t20230420_1.html", "a file name"},
		{"./t.html", "http://www.x.gov.cn/zwgk/fdzdgk/t.html", "a leading dot"},
		{"../t.html", "http://www.x.gov.cn/zwgk/t.html", "one level up"},
		{"../../../../t.html", "http://www.x.gov.cn/t.html", "up past the root stays at the root"},
		{"..", "http://www.x.gov.cn/zwgk/", "up without a slash gives a folder"},
		{".", "http://www.x.gov.cn/zwgk/fdzdgk/", "a dot alone is the folder"},
		{"%2E%2e/t.html", "http://www.x.gov.cn/zwgk/t.html", "escaped dots are dots"},
		{"a/./b/../c", "http://www.x.gov.cn/zwgk/fdzdgk/a/c", "dots inside"},
		{"/t.html", "http://www.x.gov.cn/t.html", "an absolute path"},
		{"//y.gov.cn/t", "http://y.gov.cn/t", "another host, same scheme"},
		{"?page=2", "http://www.x.gov.cn/zwgk/fdzdgk/index.html?page=2", "a query replaces the query"},
		{"#n", "http://www.x.gov.cn/zwgk/fdzdgk/index.html?a=1#n", "a fragment keeps the query"},
		{"", "http://www.x.gov.cn/zwgk/fdzdgk/index.html?a=1", "nothing is the page without fragment"},
		{"http:t.html", "http://www.x.gov.cn/zwgk/fdzdgk/t.html", "a bare scheme equal to the page's"},
		{"https:t.html", "https://t.html/", "a bare scheme of another kind names a host"},
		{"\\\\y.gov.cn\\a\\b", "http://y.gov.cn/a/b", "backslashes are slashes"},
		{"/a//b", "http://www.x.gov.cn/a//b", "empty segments stay"},
		{"javascript:void(0)", "javascript:void(0)", "a script stays as it is"},
		{"mailto:a@b.cn?subject=政", "mailto:a@b.cn?subject=%E6%94%BF", "mail"},
		{"  /a b\t.html\n", "http://www.x.gov.cn/a%20b.html", "space around goes, inside is escaped"},
	};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
		is_str(resolve(cases[i][0], page), cases[i][1], cases[i][2]);
}

static void chinese_and_odd_characters(void)
{
	is_str(resolve("http://x.cn/公开/年报.html?q=政务#节", NULL),
	    "http://x.cn/%E5%85%AC%E5%BC%80/%E5%B9%B4%E6%8A%A5.html?q=%E6%94%BF%E5%8A%A1#%E8%8A%82",
	    "Chinese in path, query and fragment");
	is_str(resolve("http://x.cn/%e5%85%ac%zz%", NULL), "http://x.cn/%e5%85%ac%zz%",
	    "escapes stay as written, bad ones too");
	is_str(resolve("http://x.cn/\xff\xe6\x94", NULL), "http://x.cn/%EF%BF%BD%EF%BF%BD%EF%BF%BD",
	    "malformed bytes are U+FFFD");
	is_str(resolve("http://x.cn/a'b\"c<d>?a'b\"c<d>#a'b\"c<d>", NULL),
	    "http://x.cn/a'b%22c%3Cd%3E?a%27b%22c%3Cd%3E#a'b%22c%3Cd%3E", "each part has its own set");
}

static void hosts(void)
{
	is_str(resolve("http://中文域名.中国/", NULL), "http://xn--fiq06l2rdsvs.xn--fiqs8s/", "Chinese host");
	is_str(resolve("http://ＷＷＷ．政府。CN/", NULL), "http://www.xn--mxtq1m.cn/",
	    "full-width letters and ideographic full stops");
	is_str(resolve("HTTP://WWW.X.GOV.CN", NULL), "http://www.x.gov.cn/", "case of scheme and host");
	is_str(resolve("http://x.%63n/", NULL), "http://x.cn/", "an escaped host");
	is_str(resolve("http://☃.net/", NULL), "http://xn--n3h.net/", "a symbol");
	is_str(resolve("http://faß.de/", NULL), "http://xn--fa-hia.de/", "ß is not ss");
	is_str(resolve("http://0x7F.1/", NULL), "http://127.0.0.1/", "hexadecimal and short IPv4");
	is_str(resolve("http://017700000001/", NULL), "http://127.0.0.1/", "octal IPv4 in one part");
	is_str(resolve("http://[::FFFF:1.2.3.4]:8080/", NULL), "http://[::ffff:102:304]:8080/", "IPv6");
	is_str(resolve("http://[1:0:0:2:0:0:0:3]/", NULL), "http://[1:0:0:2::3]/",
	    "the longest gap closes");
	is_int(why_of("http://256.1.1.1/"), GP_URL_BAD_HOST, "an IPv4 part over 255");
	is_int(why_of("http://1.2.3.4.5/"), GP_URL_BAD_HOST, "five IPv4 parts");
	is_int(why_of("http://[::1/"), GP_URL_BAD_HOST, "an open bracket");
	is_int(why_of("http://[1:2:3]/"), GP_URL_BAD_HOST, "a short IPv6");
	is_int(why_of("http://a b/"), GP_URL_BAD_HOST, "a space in the host");
	is_int(why_of("http://a%2Fb/"), GP_URL_BAD_HOST, "an escaped slash in the host");
	is_int(why_of("http://\xff/"), GP_URL_BAD_HOST, "a malformed byte in the host");
	is_int(why_of("http://xn--a.中/"), GP_URL_BAD_HOST, "bad Punycode in a Chinese name");
}

static void authorities(void)
{
	is_str(resolve("http://x.cn:80/", NULL), "http://x.cn/", "the default port goes");
	is_str(resolve("http://x.cn:443/", NULL), "http://x.cn:443/", "another port stays");
	is_str(resolve("http://x.cn:/", NULL), "http://x.cn/", "an empty port goes");
	is_int(why_of("http://x.cn:65536/"), GP_URL_BAD_PORT, "a port over 65535");
	is_int(why_of("http://x.cn:8o/"), GP_URL_BAD_PORT, "a port that is no number");
	is_str(resolve("http://http://x", NULL), "http://http//x", "http://http:// names the host http");
	is_str(resolve("http:///x.cn", NULL), "http://x.cn/", "three slashes are two");
	is_str(resolve("http://good.cn@evil.cn/", NULL), "http://good.cn@evil.cn/", "userinfo");
	is_str(url.text.data + url.host, "evil.cn/", "the host stands after the at sign");
	is_str(resolve("http://a@b@evil.cn/", NULL), "http://a%40b@evil.cn/", "the last at sign counts");
	is_str(resolve("http://good.cn\\@evil.cn/", NULL), "http://good.cn/@evil.cn/",
	    "a backslash ends the host");
	is_int(why_of("http://"), GP_URL_NO_HOST, "no host");
	is_int(why_of("http://u@/"), GP_URL_NO_HOST, "a user without a host");
	is_int(why_of("http://:80/"), GP_URL_NO_HOST, "a port without a host");
	is_int(why_of("/a"), GP_URL_RELATIVE, "a path without a base");
	is_int(gp_url_parse(&url, NULL, 0, NULL, NULL), GP_URL_RELATIVE, "nothing without a base");
	is_int(why_of("1http://x"), GP_URL_RELATIVE, "a scheme begins with a letter");
}

static void parts_can_be_read(void)
{
	char host[64];

	resolve("https://u:p@[::1]:8443/a/b?q=1#f", NULL);
	is_int(gp_url_host(&url, host, sizeof host), 0, "the host fits");
	is_str(host, "::1", "without brackets");
	is_int(gp_url_host(&url, host, 3), -1, "a host that does not fit is refused");
	is_int(url.port, 8443, "explicit port");
	is_str(url.text.data + url.path, "/a/b?q=1#f", "path");
	is_str(url.text.data + url.query, "q=1#f", "query");
	is_str(url.text.data + url.fragment, "f", "fragment");
	is_int((long long)gp_url_bare_len(&url), (long long)strlen("https://u:p@[::1]:8443/a/b?q=1"),
	    "length without fragment");
	resolve("ftp://x/?#", NULL);
	is_int(url.port, -1, "a default port is none");
	ok(url.has_query && url.has_fragment, "empty query and fragment are there");
	resolve("data:,x", NULL);
	ok(url.opaque_path && !url.has_host, "an opaque path has no host");
	is_str(gp_url_scheme_name(GP_SCHEME_HTTPS), "https", "a scheme's name");
	is_str(resolve("web+x:/.//y/z/../../q", NULL), "web+x:/.//q",
	    "a path that begins with // is kept from reading as a host");
	is_str(resolve("r", "web+x:/.//y/z"), "web+x:/.//y/r", "and resolves");
	is_str(resolve("../r", "web+x:/.//y/z"), "web+x:/.//r", "and up");
}

static void long_input_is_refused(void)
{
	char *s = malloc(3 * GP_URL_MAX);

	memset(s, 'a', 3 * GP_URL_MAX);
	memcpy(s, "http://x/", 9);
	is_int(gp_url_parse(&url, s, GP_URL_MAX + 1, NULL, NULL), GP_URL_TOO_LONG, "one byte too many");
	is_int(gp_url_parse(&url, s, GP_URL_MAX, NULL, NULL), GP_URL_OK, "the longest");
	is_int((long long)url.text.len, GP_URL_MAX, "is kept whole");
	memset(s + 9, ' ', 3 * GP_URL_MAX - 9);
	is_int(gp_url_parse(&url, s, 3 * GP_URL_MAX, NULL, NULL), GP_URL_OK,
	    "space around does not count");
	s[GP_URL_MAX / 2] = 'b';
	is_int(gp_url_parse(&url, s, GP_URL_MAX, NULL, NULL), GP_URL_TOO_LONG, "escapes do");
	memset(s + 7, 'a', GP_URL_MAX - 7);
	is_int(gp_url_parse(&url, s, GP_URL_MAX, NULL, NULL), GP_URL_TOO_LONG,
	    "a host that leaves no room for the path");
	is_int(gp_url_parse(&base, "http://x/a", 10, NULL, NULL), GP_URL_OK, "a short base parses");
	is_int(gp_url_parse(&url, s + 7, GP_URL_MAX - 8, &base, NULL), GP_URL_TOO_LONG,
	    "base and link together are too long");
	free(s);
}

static void a_reused_object_does_not_allocate(void)
{
	const char *before;

	resolve("http://www.x.gov.cn/zwgk/fdzdgk/t20230420_1234567.html", NULL);
	before = url.text.data;
	resolve("../../xxgk/t20230420_1234567.html?page=12#a", "http://www.x.gov.cn/zwgk/a/index.html");
	ok(url.text.data == before, "the buffer is kept");
}

static void serialised_test(void)
{
	static const struct {
		const char *href;
		bool good;
	} cases[] = {
		{"http://x/", true}, {"https://u:p@x:8/a?b", true}, {"http://:p@x/", true},
		{"http://x", false}, {"http:///", false}, {"http://@/", false}, {"http://:80/", false},
		{"http://u@:80/", false}, {"http://x?/", false}, {"http://x\\/", false},
		{"http://x/#f", false}, {"http://x/ ", false}, {"http://x/\xe4", false},
		{"http://x/\x7f", false}, {"ftp://x/", false}, {"httpx://x/", false}, {"http:/x/a", false},
		{"", false}, {"http://a b/", false}, {"http://x/\"", false},
	};
	char *s = malloc(GP_URL_MAX + 1);
	size_t i;

	for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
		ok(gp_url_looks_serialised(cases[i].href, strlen(cases[i].href)) == cases[i].good,
		    "%s serialised: %s", cases[i].good ? "looks" : "does not look", cases[i].href);
	memset(s, 'a', GP_URL_MAX + 1);
	memcpy(s, "http://x/", 9);
	ok(gp_url_looks_serialised(s, GP_URL_MAX), "the longest looks serialised");
	ok(!gp_url_looks_serialised(s, GP_URL_MAX + 1), "a longer one does not");
	free(s);
}

static void decoding(void)
{
	struct gp_buf b;

	gp_buf_init(&b, 20);
	is_int(gp_url_percent_decode(&b, "a%E6%94%BF%2f%%4g%4", 19), 0, "decodes");
	is_str(b.data, "a政/%%4g%4", "valid escapes; the others stay");
	is_int(gp_url_percent_decode(&b, "0123456789", 10), -1, "into a full buffer does not");
	gp_buf_free(&b);
}

static void shown(const char *href, const char *want, const char *name)
{
	struct gp_buf b;

	gp_buf_init(&b, 1000);
	is_int(gp_url_show(&b, href, strlen(href)), 0, name);
	is_str(b.data, want, want);
	gp_buf_free(&b);
}

static void addresses_are_shown_to_people(void)
{
	struct gp_buf b;

	shown("http://xn--fiq06l2rdsvs.xn--fiqs8s:8080/%E5%B9%B4%E6%8A%A5.html?q=%E6%94%BF#%E8%8A%82",
	    "http://中文域名.中国:8080/年报.html?q=政#节", "Chinese is shown");
	shown("http://x.cn/%20%2F%00%0a%7f", "http://x.cn/%20%2F%00%0a%7f", "ASCII stays escaped");
	shown("http://x.cn/%C2%85%E2%80%AE%E2%80%8B%E3%80%80%EF%BB%BF",
	    "http://x.cn/%C2%85%E2%80%AE%E2%80%8B%E3%80%80%EF%BB%BF",
	    "controls, direction changes and invisible characters stay escaped");
	shown("http://x.cn/%E6%94%ff%E6%94%BF%E6", "http://x.cn/%E6%94%ff政%E6", "malformed bytes stay");
	shown("http://x.cn/\xe2\x80\xae\xff\x1b", "http://x.cn/%E2%80%AE%EF%BF%BD%1B",
	    "raw bytes that must not be shown are escaped");
	shown("http://xn--a.xn--.cn/", "http://xn--a.xn--.cn/", "bad Punycode stays");
	shown("http://xn--1ug.example/", "http://xn--1ug.example/", "an invisible label stays");
	shown("mailto:%E6%94%BF@x.cn", "mailto:政@x.cn", "an address without a host");
	gp_buf_init(&b, 4);
	is_int(gp_url_show(&b, "http://x/", 9), -1, "a full buffer is an error");
	gp_buf_free(&b);
}

static void queries_take_the_encoding_of_the_page(void)
{
	const struct gp_charset *gbk = gp_charset_by_label("gbk", 3);
	static const char in[] = "http://x.cn/公?q=政府&a=&#1;😀' x#公";

	if (!ok(gp_url_parse(&url, in, strlen(in), NULL, gbk) == GP_URL_OK, "a query in GBK parses"))
		return;
	ok(strstr(gp_url_href(&url), "http://x.cn/%E5%85%AC?q=%D5%FE%B8%AE&a=&") != NULL,
	    "the query is GBK, the path is UTF-8");
	ok(strstr(gp_url_href(&url), "#1;%F0%9F%98%80'%20x#%E5%85%AC") != NULL, "the fragment is UTF-8");
	is_int(gp_url_parse(&url, "ws://x/?政", strlen("ws://x/?政"), NULL, gbk), GP_URL_OK, "ws parses");
	is_str(gp_url_href(&url), "ws://x/?%E6%94%BF", "other schemes stay with UTF-8");
}

int main(void)
{
	gp_url_init(&base);
	gp_url_init(&url);
	relative_links_resolve();
	chinese_and_odd_characters();
	hosts();
	authorities();
	parts_can_be_read();
	long_input_is_refused();
	a_reused_object_does_not_allocate();
	serialised_test();
	decoding();
	addresses_are_shown_to_people();
	queries_take_the_encoding_of_the_page();
	gp_url_free(&base);
	gp_url_free(&url);
	return tap_done();
}
