/* registrable domains */
#include "core/web/site.h"

#include "tests/lib/tap.h"

int main(void)
{
	is_str(gp_site_of("www.shanghai.gov.cn"), "shanghai.gov.cn", "below gov.cn");
	is_str(gp_site_of("shanghai.gov.cn"), "shanghai.gov.cn", "the domain itself");
	is_str(gp_site_of("gov.cn"), "gov.cn", "a suffix is whole");
	is_str(gp_site_of("www.gov.cn"), "www.gov.cn", "a name right below a suffix");
	is_str(gp_site_of("a.b.example.com"), "example.com", "a common top level");
	is_str(gp_site_of("a.sina.com.cn"), "sina.com.cn", "com.cn");
	is_str(gp_site_of("www.abc.sh.cn"), "abc.sh.cn", "a province");
	is_str(gp_site_of("sh.cn.example.org"), "example.org", "only at the end");
	is_str(gp_site_of("www.bbc.co.uk"), "bbc.co.uk", "another country");
	is_str(gp_site_of("a.b.t.co"), "t.co", "a short name below a country's top level");
	is_str(gp_site_of("who.github.io"), "who.github.io", "a service of many");
	is_str(gp_site_of("www.xn--fiq64b.cn"), "xn--fiq64b.cn", "a Chinese name");
	is_str(gp_site_of("10.1.2.3"), "10.1.2.3", "an IPv4 address");
	is_str(gp_site_of("::1"), "::1", "an IPv6 address");
	is_str(gp_site_of("localhost"), "localhost", "a single name");
	is_str(gp_site_of(""), "", "nothing");
	is_str(gp_site_of("."), ".", "a dot");
	is_str(gp_site_of("a..cn"), ".cn", "an empty label");
	ok(gp_site_same("www.a.gov.cn", "xxgk.a.gov.cn"), "two hosts of one site");
	ok(!gp_site_same("a.gov.cn", "b.gov.cn"), "two offices are two sites");
	ok(gp_site_within("a.b.cn", "b.cn") && !gp_site_within("ab.cn", "b.cn"), "below a domain, at a dot");
	return tap_done();
}
