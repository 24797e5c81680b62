/* links_moves: which redirects are told together, and by what beginning */
#include "core/report/links_moves.h"
#include "tests/lib/tap.h"

static struct gp_link_place place;

static struct gp_link_entry entry(const char *from, const char *to, int64_t pages)
{
	return (struct gp_link_entry){.url = from, .final_url = to, .moved = true, .places = &place, .place_count = 1,
	    .pages_total = pages};
}

/* "FROM>TO n/places", each with a space behind; a beginning ends in "*". */
static void told(struct gp_link_entry *list, size_t n, const char *want, const char *name)
{
	struct gp_links l = {.list = list, .count = n};
	struct gp_links_moves m;
	char got[1000];
	size_t at = 0;

	gp_links_moves_make(&m, &l);
	*got = '\0';
	for (size_t i = 0; i < m.count && at < sizeof got; i++)
		at += (size_t)snprintf(got + at, sizeof got - at, "%.*s%s>%.*s%s %zu/%d ", (int)m.list[i].from_n,
		    m.list[i].from, m.list[i].prefix ? "*" : "", (int)m.list[i].to_n, m.list[i].to,
		    m.list[i].prefix ? "*" : "", m.list[i].count, (int)m.list[i].places);
	is_str(got, want, name);
	gp_links_moves_free(&m);
}

int main(void)
{
	struct gp_link_entry https[] = {entry("http://h.cn/a/1", "https://h.cn/a/1", 1),
	    entry("http://h.cn/b", "https://h.cn/b", 5), entry("http://h.cn/c/d/e", "https://h.cn/c/d/e", 1)};
	struct gp_link_entry two[] = {entry("http://h.cn/old/1", "http://h.cn/new/1", 1),
	    entry("http://h.cn/old/2", "http://h.cn/new/2", 3)};
	struct gp_link_entry part[] = {entry("http://h.cn/zold/1", "http://h.cn/old/1", 1),
	    entry("http://h.cn/zold/2", "http://h.cn/old/2", 1), entry("http://h.cn/zold/3", "http://h.cn/old/3", 1)};
	struct gp_link_entry one[] = {entry("http://h.cn/1", "http://h.cn/x", 1), entry("http://h.cn/2", "http://h.cn/x", 1),
	    entry("http://h.cn/3", "http://h.cn/x", 1)};
	struct gp_link_entry other[] = {entry("http://h.cn/x", "http://h.cn/", 1), entry("http://h.cn/", "https://h.cn/", 1),
	    entry("http://h.cn/y", "http://h.cn/z", 1), entry("http://h.cn/w", "http://h.cn/v", 1)};

	other[2].moved = false;
	other[3].place_count = 0;
	told(https, 3, "http://h.cn/*>https://h.cn/* 3/7 ", "a site that moved to https is one move");
	told(two, 2, "http://h.cn/old/2>http://h.cn/new/2 1/3 http://h.cn/old/1>http://h.cn/new/1 1/1 ",
	    "two links are told each, the one with more places first");
	told(part, 3, "http://h.cn/zold/*>http://h.cn/old/* 3/3 ", "a beginning ends with a folder");
	told(one, 3, "http://h.cn/1>http://h.cn/x 1/1 http://h.cn/2>http://h.cn/x 1/1 http://h.cn/3>http://h.cn/x 1/1 ",
	    "several that lead to one page share no beginning");
	told(other, 4, "http://h.cn/>https://h.cn/ 1/1 ",
	    "none: to the home page, not for good, on no page; a home page that moved is one");
	told(NULL, 0, "", "no links, no moves");
	return tap_done();
}
