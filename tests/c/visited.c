/* visited: an address is new once */
#include "core/crawl/visited.h"
#include "tests/lib/tap.h"

#define MANY 20000

static unsigned char key[GP_VISITED_KEY];

static const char *address(char buf[40], int i)
{
	snprintf(buf, 40, "http://127.0.0.1/%d.html", i);
	return buf;
}

static void adding_and_finding(void)
{
	struct gp_visited v;
	struct gp_visited_entry *e;

	gp_visited_init(&v, key);
	ok(!gp_visited_find(&v, "http://a/", 9), "an empty set knows nothing");
	e = gp_visited_at(&v, "http://a/", 9);
	is_int(e->id, 0, "a new address has no id");
	ok(!gp_visited_find(&v, "http://a/", 9), "and is unknown until it gets one");
	e->id = 5;
	e->text = 77;
	e->flags = 8;
	e = gp_visited_at(&v, "http://a/", 9);
	ok(e->id == 5 && e->text == 77 && e->flags == 8, "the second time it is the same entry");
	ok(gp_visited_find(&v, "http://a/", 9) == e, "found without adding");
	ok(!gp_visited_find(&v, "http://a/b", 10), "a longer address is another");
	ok(!gp_visited_find(&v, "http://a/b", 8), "a shorter one too");
	is_int(gp_visited_at(&v, "", 0)->id, 0, "the empty address is an address");
	gp_visited_free(&v);
	gp_visited_free(&v);
	ok(true, "freeing twice is fine");
}

static void growing_loses_nothing(void)
{
	struct gp_visited v;
	char buf[40];
	int lost = 0, extra = 0, again = 0;

	gp_visited_init(&v, key);
	for (int i = 1; i <= MANY; i++)
		gp_visited_at(&v, address(buf, i), strlen(address(buf, i)))->id = (uint32_t)i;
	for (int i = 1; i <= 2 * MANY; i++) {
		const struct gp_visited_entry *e = gp_visited_find(&v, address(buf, i), strlen(address(buf, i)));

		lost += i <= MANY && (!e || e->id != (uint32_t)i);
		extra += i > MANY && e;
	}
	for (int i = 1; i <= MANY; i++)
		again += !gp_visited_at(&v, address(buf, i), strlen(address(buf, i)))->id;
	is_int(lost, 0, "every address keeps its id while the set grows");
	is_int(extra, 0, "and no other is known");
	is_int(again, 0, "adding them again finds them");
	is_int((long long)v.count, MANY, "and counts none twice");
	ok(v.count * 4 <= v.size * 3, "a quarter of the slots stays free");
	gp_visited_free(&v);
}

static void the_key_matters(void)
{
	unsigned char other[GP_VISITED_KEY];
	struct gp_visited v, w;

	for (size_t i = 0; i < sizeof other; i++)
		other[i] = (unsigned char)~key[i];
	gp_visited_init(&v, key);
	gp_visited_init(&w, other);
	ok(gp_visited_at(&v, "http://a.example/0", 18)->lo != gp_visited_at(&w, "http://a.example/0", 18)->lo,
	    "another run hashes otherwise");
	gp_visited_free(&v);
	gp_visited_free(&w);
}

static uint32_t known(struct gp_visited *v, const char *url)
{
	const struct gp_visited_entry *e = gp_visited_find(v, url, strlen(url));

	return e ? e->id : 0;
}

static void session_numbers_do_not_count(void)
{
	static const char first[] = "http://a/x.do;jsessionid=AB12?y=1";
	struct gp_visited v;

	gp_visited_init(&v, key);
	gp_visited_at(&v, first, sizeof first - 1)->id = 3;
	is_int(known(&v, "http://a/x.do;JSESSIONID=ff?y=1"), 3, "another session is the same address");
	is_int(known(&v, "http://a/x.do?y=1"), 3, "so is none");
	is_int(known(&v, "http://a/x.do;jsessionid=?y=1"), 3, "or an empty one");
	is_int(known(&v, "http://a/x.do;jsessionid=AB12?y=2"), 0, "another query is not");
	is_int(known(&v, "http://a/x.do;jsessionid=AB12"), 0, "nor none");
	is_int(known(&v, "http://a/x.do;v=1?y=1"), 0, "nor another parameter");
	ok(gp_visited_same(first, "http://a/x.do?y=1") && !gp_visited_same(first, "http://a/x.do"),
	    "two addresses can be compared without the set");
	ok(!gp_visited_same("http://a/;jsessionid", "http://a/"), "an unfinished parameter is no session");
	gp_visited_free(&v);
}

static void sessions(void)
{
	static const char *const same[][2] = {
	    {"http://a/x?PHPSESSID=0123456789abcdef", "http://a/x"},
	    {"http://a/x?PHPSESSID=0123456789abcdef&id=1", "http://a/x?id=1"},
	    {"http://a/x?id=1&sid=0123456789ABCDEF0", "http://a/x?id=1&sid=99999999999999999"},
	    {"http://a/x?a=1&jsessionid=0123456789abcdef&b=2", "http://a/x?a=1&b=2"}};
	static const char *const other[][2] = {
	    {"http://a/x?sid=12", "http://a/x?sid=13"}, {"http://a/x?sid=abcdefghijklmnopq", "http://a/x"},
	    {"http://a/x?asid=0123456789abcdef", "http://a/x"}, {"http://a/x?id=1&sid=0123456789abcdef", "http://a/x?id=2"},
	    {"http://a/sid=0123456789abcdef", "http://a/"}, {"http://a/x?sid=0123456789ab%64ef", "http://a/x"}};

	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		ok(gp_visited_same(same[i][0], same[i][1]), "%s: a session number is no part of it", same[i][0]);
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		ok(!gp_visited_same(other[i][0], other[i][1]), "%s: that is none", other[i][0]);
}

int main(void)
{
	for (size_t i = 0; i < sizeof key; i++)
		key[i] = (unsigned char)(i * 37 + 11);
	adding_and_finding();
	growing_loses_nothing();
	the_key_matters();
	session_numbers_do_not_count();
	sessions();
	return tap_done();
}
