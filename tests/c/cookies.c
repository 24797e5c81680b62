/* The jar of cookies: who gets what back, what is refused, and files of operators. */
#include "core/web/cookies.h"

#include <string.h>

#include "tests/lib/tap.h"

#define NOW 1700000000

static struct gp_cookies *jar;

static bool take(const char *url, const char *lines)
{
	struct gp_url u;
	bool some;

	gp_url_init(&u);
	some = gp_url_parse(&u, url, strlen(url), NULL, NULL) == GP_URL_OK && gp_cookies_take(jar, &u, lines, NOW);
	gp_url_free(&u);
	return some;
}

static const char *at(const char *url, int64_t now)
{
	static char s[GP_COOKIES_MAX];
	struct gp_url u;
	struct gp_buf b;

	gp_url_init(&u);
	gp_buf_init(&b, GP_COOKIES_MAX);
	s[0] = '\0';
	if (gp_url_parse(&u, url, strlen(url), NULL, NULL) == GP_URL_OK && gp_cookies_put(jar, &u, now, &b))
		snprintf(s, sizeof s, "%s", b.data);
	gp_buf_free(&b);
	gp_url_free(&u);
	return s;
}

static const char *to(const char *url)
{
	return at(url, NOW);
}

static void anew(void)
{
	gp_cookies_free(jar);
	jar = gp_cookies_new();
}

static void received(void)
{
	anew();
	ok(take("http://www.a.gov.cn/x/y.html", "sid=7; Path=/; HttpOnly\n here = 1 ; a"), "two are taken");
	is_str(to("http://www.a.gov.cn/x/z"), "here=1; sid=7", "and go back, the closer path first");
	is_str(to("https://www.a.gov.cn/"), "sid=7", "by the other scheme as well, where the path fits");
	is_str(to("http://www.a.gov.cn/xy"), "sid=7", "/x is no beginning of /xy");
	is_str(to("http://a.gov.cn/"), "", "to no other host");
	ok(!take("http://www.a.gov.cn/", "sid=8; path=/"), "a name that is known is not new");
	is_str(to("http://www.a.gov.cn/"), "sid=8", "its value is");
	take("http://www.a.gov.cn/", "sid=; path=/; Max-Age=0");
	is_str(to("http://www.a.gov.cn/"), "", "and it can be taken back");
	anew();
	take("http://www.a.gov.cn/", "d=1; Domain=.a.gov.cn");
	is_str(to("http://www.a.gov.cn/"), "d=1", "a domain above is fine");
	is_str(to("http://b.a.gov.cn/"), "", "and shares nothing");
	ok(!take("http://www.a.gov.cn/", "e=1; domain=b.gov.cn"), "that of others is refused");
	ok(!take("http://1.2.3.4/", "e=1; domain=3.4"), "so is a part of an address");
	anew();
	take("https://a.cn/", "s=1; secure\nm=1; max-age=60\nx=1; expires=Wed, 15 Nov 2023 00:00:00 GMT; max-age=600\n"
	    "w=1; expires=Mon, 13 Nov 2023 00:00:00 GMT");
	is_str(to("https://a.cn/"), "s=1; m=1; x=1", "what has expired is left out, Max-Age wins");
	is_str(at("http://a.cn/", NOW + 61), "x=1", "secure ones go by https only, and time passes");
	anew();
	ok(!take("http://a.cn/", "\n;\n=1\nnothing\nbad=\x01"), "what is no cookie is none");
	for (int i = 0; i < 50; i++) {
		char line[40];

		snprintf(line, sizeof line, "n%d=1", i);
		take("http://a.cn/", line);
	}
	ok(strstr(to("http://a.cn/"), "n19=1") && !strstr(to("http://a.cn/"), "n20=1"), "a host sets twenty, no more");
}

static void brought(void)
{
	static const char file[] = "# Netscape HTTP Cookie File\n\n.a.gov.cn\tTRUE\t/\tFALSE\t0\tsid\tse cret\r\n"
	    "#HttpOnly_b.gov.cn\tFALSE\t/in\tTRUE\t1800000000\tt\t\n.gov.cn\tTRUE\t/\tFALSE\t0\twide\t1";
	struct gp_url u;
	struct gp_err e = GP_ERR_INIT;

	anew();
	is_int(gp_cookies_read(jar, file, sizeof file - 1, &e), 0, "a file is read");
	is_str(to("http://www.a.gov.cn/"), "sid=se cret", "names under a domain get it");
	is_str(to("https://b.gov.cn/in/x"), "t=", "an empty value");
	is_str(to("http://xa.gov.cn/"), "", "nobody under a public suffix does");
	is_str(to("http://gov.cn/"), "wide=1", "but it itself");
	gp_url_init(&u);
	ok(gp_url_parse(&u, "http://www.a.gov.cn/", 20, NULL, NULL) == GP_URL_OK && gp_cookies_brought(jar, &u),
	    "it is known who was brought some");
	gp_url_free(&u);
	is_int(gp_cookies_read(jar, "a\tb\nsecret", 10, &e), -1, "another file is refused");
	ok(strstr(e.msg, "line 1 ") && !strstr(e.msg, "secret"), "by its line");
}

int main(void)
{
	received();
	brought();
	gp_cookies_free(jar);
	return tap_done();
}
