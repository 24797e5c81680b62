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
	    {"", ""}, {"www.example.he.com", "he.com"},
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
	ok(gp_domain_registrable(deep) == deep && !gp_domain_restricted(deep), "more labels than a name can have are left alone");
	ok(*gp_domain_registrable("a..b") != '\0', "an empty label does no harm");
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
