/* traps: addresses of one kind, and when a kind has nothing more to say */
#include "core/crawl/traps.h"

#include "core/crawl/phrases.h"
#include "tests/lib/tap.h"

static void pattern(const char *url, const char *want)
{
	struct gp_buf b;

	gp_buf_init(&b, 4096);
	gp_trap_pattern(&b, url, strlen(url));
	is_str(b.data, want, url);
	gp_buf_free(&b);
}

static void patterns(void)
{
	pattern("http://a", "http://a");
	pattern("http://a/", "http://a/");
	pattern("http://a/zwgk/202401/t20240102_1234.html", "http://a/zwgk/*/t*_*.html");
	pattern("http://a/nw12344/20240329/0123456789abcdef0123456789abcdef.html", "http://a/nw*/*/*.html");
	pattern("http://a/facade/deadbeef.html", "http://a/facade/deadbeef.html");
	pattern("http://a/trap/1/22/333/", "http://a/trap/*/");
	pattern("http://a/news/news/news/x.html", "http://a/news/x.html");
	pattern("http://a/list.jsp?page=3&column=news", "http://a/list.jsp?column=*&page=*");
	pattern("http://a/index.php?m=content&a=show&id=7", "http://a/index.php?a=show&id=*&m=content");
	pattern("http://a/x?a=1&b=2", "http://a/x?a=*&b=*");
	pattern("http://a/x?b=&a=&c", "http://a/x?a=*&b=*&c");
	pattern("http://a/x?", "http://a/x");
}

static bool one_family(const char *a, const char *b)
{
	struct gp_buf s;
	bool same;

	gp_buf_init(&s, 4096);
	same = gp_trap_family(&s, a, strlen(a)) == gp_trap_family(&s, b, strlen(b));
	gp_buf_free(&s);
	return same;
}

static void families(void)
{
	ok(one_family("http://a/x?a=1", "http://a/x?sort=up&b=2"), "whatever the query has");
	ok(one_family("http://a/1/2.html", "http://a/3/4.html"), "whatever the numbers are");
	ok(!one_family("http://a/list?p=1", "http://a/show?p=1"), "another path is another family");
	ok(!one_family("http://a/index.php?a=list&p=1", "http://a/index.php?a=show&id=1"), "so is another route");
	ok(!one_family("http://a/x", "http://b/x"), "and another host");
}

static void a_date(const char *query, bool dated, bool far)
{
	char url[100];
	bool got_far, got;

	snprintf(url, sizeof url, "http://a/cal?%s", query);
	got = gp_trap_dated(url, 2026, &got_far);
	ok(got == dated && got_far == far, "%s", query);
}

static void dates(void)
{
	a_date("date=2026-05-06", true, false);
	a_date("x=1&d=2031/1", true, true);
	a_date("month=202605", true, false);
	a_date("date=19891231", true, true);
	a_date("year=2029", true, true);
	a_date("year=2028", true, false);
	a_date("id=20310506", false, false);
	a_date("id=203105", false, false);
	a_date("page=2031", false, false);
	a_date("date=", false, false);
	a_date("date=2026-13-01x", true, false);
	a_date("", false, false);
	a_date("2031-05", false, false);
}

static void satellites(void)
{
	static const char page[] = "http://a/cal.jsp?day=2031-05-04";

	ok(gp_trap_satellite("http://a/login?back=%2Fcal.jsp%3Fday%3D2031-05-04", page), "an address to come back to");
	ok(gp_trap_satellite("http://a/print?day=2031-05-04", page), "the same value elsewhere");
	ok(!gp_trap_satellite("http://a/show?id=77", page), "another value");
	ok(!gp_trap_satellite("http://a/show?day=2031-05-04&id=77", page), "another value beside the same");
	ok(!gp_trap_satellite("http://a/show.html", page), "no query");
	ok(!gp_trap_satellite("http://a/show?", page), "an empty query");
	ok(!gp_trap_satellite("http://a/list?column=cal", "http://a/"), "the start page has no path to come back to");
}

/* How many pages of that kind are read before it is closed; -1: it is not. */
static int pages_until_closed(struct gp_traps *t, uint64_t kind, int most, uint64_t step, int fruit_every, bool far)
{
	for (int i = 1; i <= most; i++)
		if (gp_trap_page(t, kind, (uint64_t)i * step + 7, 100, far, fruit_every && i % fruit_every == 0))
			return i;
	return -1;
}

static void counts(void)
{
	struct gp_traps t = {0};

	is_int(pages_until_closed(&t, 1, 5000, 0, 0, false), GP_TRAP_BARREN + 1, "the same again and again");
	is_int((long long)t.closed, 1, "closes the kind");
	ok(!gp_trap_page(&t, 1, 7, 100, false, false), "once");
	is_int(pages_until_closed(&t, 2, 5000, 0, 99, false), -1, "a new page of another kind now and then: it goes on");
	is_int(pages_until_closed(&t, 3, 20000, 0x9E3779B97F4A7C15u, 0, false), GP_TRAP_FRUITLESS, "always new words, and nothing to follow");
	is_int(pages_until_closed(&t, 4, 5000, 0x9E3779B97F4A7C15u, 0, true), GP_TRAP_BARREN, "far from now words are no matter");
	for (uint64_t kind = 10; kind < 1000; kind++)
		gp_trap_at(&t, kind << 40)->barren = (int)kind;
	ok(gp_trap_find(&t, (uint64_t)500 << 40)->barren == 500 && gp_trap_find(&t, 1)->closed && !gp_trap_find(&t, 5),
	    "growing loses nothing");
	gp_traps_free(&t);
}

int main(void)
{
	patterns();
	families();
	dates();
	satellites();
	counts();
	return tap_done();
}
