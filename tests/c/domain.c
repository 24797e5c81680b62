/* domain: what was registered, and by whom */
#include "core/web/domain.h"

#include "tests/lib/tap.h"

static void registrable(void)
{
	static const char *const hosts[][2] = {
	    {"www.example.com", "example.com"}, {"example.com", "example.com"}, {"a.b.c.example.org", "example.org"},
	    {"www.example.gov.cn", "example.gov.cn"}, {"www.example.com.cn", "example.com.cn"},
	    {"www.example.bj.cn", "example.bj.cn"}, {"www.example.cn", "example.cn"}, {"bj.cn", "bj.cn"},
	    {"www.example.co.uk", "example.co.uk"}, {"www.example.de", "example.de"}, {"com", "com"}, {"com.cn", "com.cn"},
	    {"www.xn--fiqs8s.xn--fiqs8s", "xn--fiqs8s.xn--fiqs8s"}, {"127.0.0.1", "127.0.0.1"}, {"[::1]", "[::1]"},
	    {"", ""}, {"www.example.he.com", "he.com"}, {"gov.cn", "gov.cn"}, {"www.gov.cn", "www.gov.cn"},
	    {"sh.cn.example.org", "example.org"}, {"a.b.t.co", "t.co"}, {"who.github.io", "who.github.io"},
	    {"www.xn--fiq64b.cn", "xn--fiq64b.cn"}, {"::1", "::1"}, {"localhost", "localhost"}, {".", "."}, {"a..cn", ".cn"},
	};

	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
		is_str(gp_domain_registrable(hosts[i][0]), hosts[i][1], hosts[i][0]);
}

static void owners(void)
{
	ok(gp_domain_same_owner("www.example.com", "news.example.com"), "one domain has one owner");
	ok(gp_domain_same_owner("www.example.com", "www.example.cn"), "the same name under another ending too");
	ok(gp_domain_same_owner("example.com.cn", "www.example.cn"), "whatever its length");
	ok(!gp_domain_same_owner("www.example.com", "www.example2.com"), "another name has another owner");
	ok(!gp_domain_same_owner("example.com.cn", "other.com.cn"), "a shared second level says nothing");
	ok(!gp_domain_same_owner("127.0.0.1", "127.0.0.2"), "nor do the beginnings of addresses");
	ok(!gp_domain_same_owner("exam.com", "example.com"), "nor of names");
	ok(!gp_domain_same_owner("one.github.io", "two.github.io"), "nor does a service under whose name all publish");
	ok(gp_domain_same("www.a.gov.cn", "xxgk.a.gov.cn"), "two hosts have one domain");
	ok(!gp_domain_same("a.gov.cn", "b.gov.cn") && !gp_domain_same("a.com", "a.cn"), "two names have two");
	ok(gp_domain_within("a.b.cn", "b.cn") && gp_domain_within("b.cn", "b.cn") && !gp_domain_within("ab.cn", "b.cn"),
	    "below a domain, at a dot");
}

static void restricted(void)
{
	static const char *const yes[] = {"www.example.gov.cn", "example.edu.cn", "www.example.ac.cn", "example.gov", "a.edu",
	    "x.example.gov.uk"};
	static const char *const no[] = {"www.example.com", "gov.example.com", "edu.com", "www.gov.example.cn", "127.0.0.1", "gov",
	    ""};

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		ok(gp_domain_restricted(yes[i]), "%s is for public bodies", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		ok(!gp_domain_restricted(no[i]), "\"%s\" is not", no[i]);
}

static void odd_names(void)
{
	char deep[600], *p = deep;

	for (int i = 0; i < 250; i++) {
		*p++ = 'a';
		*p++ = '.';
	}
	memcpy(p, "com", 4);
	is_str(gp_domain_registrable(deep), "a.com", "more labels than a name can have do no harm");
	ok(*gp_domain_registrable("a..b") != '\0', "nor does an empty one");
	ok(!gp_domain_restricted(".."), "nor do several");
}

int main(void)
{
	registrable();
	owners();
	restricted();
	odd_names();
	return tap_done();
}
