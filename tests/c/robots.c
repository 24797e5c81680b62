/* robots: what RFC 9309 allows */
#include "core/web/robots.h"

#include <time.h>

#include "core/web/url.h"
#include "tests/lib/tap.h"

static bool allows_n(const char *body, size_t n, const char *target)
{
	struct gp_robots *r = gp_robots_parse(body, n, "govpub");
	bool yes = gp_robots_allows(r, target, strlen(target));

	gp_robots_free(r);
	return yes;
}

static bool allows(const char *body, const char *target)
{
	return allows_n(body, strlen(body), target);
}

/* For the rule lines alone, in a group for everybody. */
static bool rules_allow(const char *rules, const char *target)
{
	char body[1000];

	snprintf(body, sizeof body, "User-agent: *\n%s\n", rules);
	return allows(body, target);
}

static void simple_example(void)
{
	static const char body[] =
	    "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n"
	    "User-Agent: govpub\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n"
	    "User-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n\nEOF\n";
	static const struct {
		const char *agent, *target;
		bool yes;
	} cases[] = {
		{"govpub", "/example/page.html", true}, {"govpub", "/example/allowed.gif", true},
		{"govpub", "/example/", false}, {"govpub", "/publications/", false},
		{"bazbot", "/example/page.html", false}, {"bazbot", "/example/a.gif", true},
		{"quxbot", "/example/", true}, {"quxbot", "/a.gif", true},
		{"other", "/a.gif", false}, {"other", "/a.gif?x", true}, {"other", "/example/x", false},
		{"other", "/publications/x", true}, {"other", "/", true},
	};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct gp_robots *r = gp_robots_parse(body, strlen(body), cases[i].agent);

		ok(gp_robots_allows(r, cases[i].target, strlen(cases[i].target)) == cases[i].yes,
		    "5.1: %s %s %s", cases[i].agent, cases[i].yes ? "may fetch" : "may not fetch",
		    cases[i].target);
		gp_robots_free(r);
	}
}

static void longest_match(void)
{
	static const char body[] =
	    "User-Agent: govpub\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";

	ok(!allows(body, "/example/page/disallowed.gif"), "5.2: the longer rule wins");
	ok(allows(body, "/example/page/"), "5.2: where it does not match the shorter one does");
	ok(rules_allow("Disallow: /a\nAllow: /a", "/a"), "Allow wins a tie");
	ok(rules_allow("Allow: /a\nDisallow: /a", "/a"), "in any order");
	ok(!rules_allow("Allow: /a\nDisallow: /*b", "/ab"), "a wildcard counts as an octet");
	ok(!rules_allow("Disallow: /", "/anything"), "the root is everything");
	ok(rules_allow("Disallow:", "/anything"), "an empty value is nothing");
	ok(rules_allow("Disallow: /", "/robots.txt"), "robots.txt itself is always allowed");
	ok(!rules_allow("Disallow: /Xxgk", "/Xxgk/") && rules_allow("Disallow: /Xxgk", "/xxgk/"),
	    "case of paths matters");
	ok(rules_allow("Disallow: xxgk\nDisallow: http://x/xxgk", "/xxgk"), "other values are no rules");
}

static void wildcards(void)
{
	ok(!rules_allow("Disallow: /*.php$", "/a/b.php"), "star and end");
	ok(rules_allow("Disallow: /*.php$", "/a/b.php?x"), "the end is the end of the target");
	ok(!rules_allow("Disallow: /*.php$", "/a.php/b.php"), "the last of several places fits the end");
	ok(!rules_allow("Disallow: /a$", "/a") && rules_allow("Disallow: /a$", "/ab"), "end without star");
	ok(!rules_allow("Disallow: /a*$", "/ab"), "star before the end");
	ok(!rules_allow("Disallow: /a**b", "/axb"), "two stars are one");
	ok(!rules_allow("Disallow: *b*d*", "/abcde"), "a pattern may begin with a star");
	ok(rules_allow("Disallow: /*ab*ab", "/ab"), "a place is used once");
	ok(rules_allow("Disallow: /a*a$", "/a"), "also at the end");
	ok(!rules_allow("Disallow: /a$b", "/a$b"), "a dollar inside is a dollar");
	ok(!rules_allow("Disallow: /a%24", "/a$x"), "an escaped dollar is one too");
	ok(!rules_allow("Disallow: /a%2A", "/a*") && rules_allow("Disallow: /a%2A", "/ab"),
	    "an escaped star is a star");
}

static void one_spelling_of_paths(void)
{
	ok(!rules_allow("Disallow: /foo/bar?baz=quz", "/foo/bar?baz=quz"), "2.2.2: as it is");
	ok(!rules_allow("Disallow: /foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"),
	    "2.2.2: an address in a query");
	ok(!rules_allow("Disallow: /foo/bar/\xE3\x83\x84", "/foo/bar/%E3%83%84"), "2.2.2: raw rule");
	ok(!rules_allow("Disallow: /foo/bar/%e3%83%84", "/foo/bar/%E3%83%84"), "2.2.2: case of escapes");
	ok(!rules_allow("Disallow: /foo/bar/%62%61%7A", "/foo/bar/baz"), "2.2.2: needless escapes");
	ok(rules_allow("Disallow: /a%2Fb", "/a/b"), "an escaped slash is no slash");
	ok(!rules_allow("Disallow: /a b", "/a%20b"), "a space");
	ok(!rules_allow("Disallow: /100%", "/100%"), "a lone percent sign");
}

static void groups(void)
{
	static const char merged[] = "User-agent: govpub\nDisallow: /a\n\nUser-agent: *\nDisallow: /c\n\n"
	    "User-agent: x\nUser-agent: GovPub/1.0 (+http://x)\nDisallow: /b\n";

	ok(!allows(merged, "/a") && !allows(merged, "/b"), "groups for the same agent are merged");
	ok(allows(merged, "/c"), "and the group for everybody does not count then");
	ok(!allows("User-agent: govpub-news\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/b"),
	    "a longer name is another agent");
	ok(allows("User-agent: govpub\nUser-agent: *\nDisallow: /a\nUser-agent: govpub\n", "/b"),
	    "a group without rules");
	ok(allows("Disallow: /\n", "/a"), "a rule outside any group");
	ok(!allows("User-agent: govpub\nSitemap: http://x/s\nCrawl-delay: 1\nUser-agent: y\nDisallow: /",
	    "/a"), "other lines do not end a list of agents");
	ok(allows("User-agent: govpub\nAllow: /b\nUser-agent: y\nDisallow: /", "/a"), "rules do");
}

static void odd_files(void)
{
	static const char bom[] = "\xEF\xBB\xBFUser-agent: *\nDisallow: /a";
	size_t n = 600 * 1024, at;
	char *big = malloc(n);

	ok(!allows(bom, "/a"), "a byte order mark");
	ok(!allows("User-agent: *\rDisallow: /a\r", "/a"), "lines that end in CR");
	ok(!allows("User-agent: *\r\nDisallow: /a\r\n", "/a"), "lines that end in CR LF");
	ok(!allows(" USER-AGENT :\t* # all\n\n# x\nfoo\nDISALLOW : /a # b\n", "/a"),
	    "case, space, comments and unknown lines");
	ok(allows("\n<!DOCTYPE html>\n<pre>\nUser-agent: *\nDisallow: /\n", "/a"), "a page of HTML");
	ok(allows("", "/a"), "an empty file");
	ok(gp_robots_allows(NULL, "/a", 2), "no file");
	ok(!allows_n("User-agent: *\nDisallow: /\0b\nDisallow: /a", 40, "/a"), "a NUL inside");

	memset(big, '#', n);
	for (at = 0; at < n; at += 100)
		big[at] = '\n';
	memcpy(big, "User-agent: *\n", 14);
	memcpy(big + 500 * 1024 - 14, "\nDisallow: /ab\n", 15);
	ok(!allows_n(big, n, "/ab"), "500 KiB are read");
	memcpy(big + 500 * 1024 - 14, "\nDisallow: /abc\n", 16);
	ok(allows_n(big, n, "/abc") && allows_n(big, n, "/ab"), "a rule cut by the limit is dropped");
	free(big);
}

static void other_records(void)
{
	static const char body[] = "Sitemap: http://x/1.xml\nUser-agent: *\nCrawl-delay: 2.5\n"
	    "User-agent: govpub\nDisallow: /a\nCrawl-delay: 1\nSITEMAP: http://x/2.xml # two\nSitemap:\n";
	static const struct {
		const char *body;
		long ms;
		const char *name;
	} delays[] = {
		{"User-agent: *\nCrawl-delay: 10", 10000, "delay: whole seconds"},
		{"User-agent: *\nCrawl-delay: 0.25", 250, "delay: a fraction"},
		{"User-agent: *\nCrawl-delay: .5", -1, "delay: no digit before the point"},
		{"User-agent: *\nCrawl-delay: 1s", -1, "delay: a unit"},
		{"User-agent: *\nCrawl-delay: -1", -1, "delay: below zero"},
		{"Crawl-delay: 5", -1, "delay: outside any group"},
		{"User-agent: x\nCrawl-delay: 5", -1, "delay: for another agent"},
		{"User-agent: *\nCrawl-delay: 99999999999999999999999999", 86400000, "delay: at most a day"},
		{"User-agent: *\nCrawl-delay: 1.23456789", 1234, "delay: milliseconds"},
		{"User-agent: *\nCrawl-delay: 1\nDisallow: /\nUser-agent: *\nCrawl-delay: 3", 3000,
			"delay: the longest of merged groups"},
	};
	struct gp_robots *r = gp_robots_parse(body, strlen(body), "govpub");
	size_t i;

	is_str(gp_robots_sitemap(r, 0), "http://x/1.xml", "a sitemap before any group");
	is_str(gp_robots_sitemap(r, 1), "http://x/2.xml", "a sitemap within a group");
	is_str(gp_robots_sitemap(r, 2), NULL, "no more sitemaps");
	is_int(gp_robots_delay_ms(r), 1000, "the delay of our own group");
	gp_robots_free(r);
	is_int(gp_robots_delay_ms(NULL), -1, "no file, no delay");
	for (i = 0; i < sizeof delays / sizeof delays[0]; i++) {
		r = gp_robots_parse(delays[i].body, strlen(delays[i].body), "govpub");
		is_int(gp_robots_delay_ms(r), delays[i].ms, delays[i].name);
		gp_robots_free(r);
	}
}

static void hostile_wildcards_take_no_time(void)
{
	struct timespec from, to;
	char *body = malloc(20000), *target = malloc(GP_URL_MAX);
	size_t n, i;

	memcpy(body, "User-agent: *\nDisallow: /", 25);
	for (n = 25; n < GP_URL_MAX; n += 2)
		memcpy(body + n, "a*", 2);
	memcpy(body + n, "b$", 2);
	memset(target, 'a', GP_URL_MAX);
	target[0] = '/';
	clock_gettime(CLOCK_MONOTONIC, &from);
	{
		struct gp_robots *r = gp_robots_parse(body, n + 2, "govpub");

		ok(gp_robots_allows(r, target, GP_URL_MAX), "thousands of wildcards that nearly match");
		gp_robots_free(r);
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	ok(to.tv_sec - from.tv_sec < 2, "are answered at once");
	n = 14;
	for (i = 0; i < 1000; i++)
		n += (size_t)snprintf(body + n, 20000 - n, "Disallow:/*%zux\n", i);
	snprintf(body + n, 20000 - n, "Disallow:/b*c\nAllow:/b*d\n");
	ok(!allows(body, "/999x") && allows(body, "/d"), "a thousand rules with wildcards are kept");
	ok(!allows(body, "/bd"), "of those after them only what comes before the wildcard, and no Allow");
	free(body);
	free(target);
}

int main(void)
{
	simple_example();
	longest_match();
	wildcards();
	one_spelling_of_paths();
	groups();
	odd_files();
	other_records();
	hostile_wildcards_take_no_time();
	return tap_done();
}
