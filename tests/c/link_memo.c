/* link_memo: what is remembered of a link is what parsing it again would give */
#include <stdio.h>
#include <stdlib.h>

#include "core/crawl/link_memo.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

static struct gp_link_memo memo;
static struct gp_url base, first[GP_LINK_NAMES + 1], again;

static struct gp_link link_to(const char *raw, const char *text)
{
	return (struct gp_link){.kind = "a", .attr = "href", .raw = {raw, strlen(raw)}, .text = {text, strlen(text)}};
}

static bool on_page(const char *url)
{
	if (gp_url_parse(&base, url, strlen(url), NULL, NULL) != GP_URL_OK)
		abort();
	return gp_link_memo_page(&memo, &base, &base, "utf-8");
}

/* As a worker does it: the number under which the link was sent before, or 0 after it was sent with a new one. */
static uint32_t find_or_add(const struct gp_link *l, struct gp_link_memo_key *key, bool *same_text)
{
	uint32_t number;

	gp_link_memo_key(&memo, key, l);
	number = gp_link_memo_find(&memo, key, l, same_text);
	if (number || gp_url_parse(&again, l->raw.p, l->raw.n, &base, NULL) != GP_URL_OK)
		return number;
	number = gp_link_memo_add(&memo, key, l, &again);
	if (number) {
		gp_url_free(&first[number]); /* numbers begin anew when all is forgotten */
		gp_url_init(&first[number]);
		if (gp_url_parse(&first[number], l->raw.p, l->raw.n, &base, NULL) != GP_URL_OK)
			abort();
	}
	return 0;
}

static uint32_t number_of(const char *raw, const char *text, bool *same_text)
{
	struct gp_link l = link_to(raw, text);
	struct gp_link_memo_key key;

	return find_or_add(&l, &key, same_text);
}

static void a_link_is_known_again(void)
{
	bool same;

	on_page("http://a.example/news/1.html");
	is_int(number_of("2.html", "two", &same), 0, "a link is new at first");
	is_int(number_of("2.html", "two", &same), 1, "and known then");
	ok(same, "with its text");
	is_int(number_of("2.html#top", "Two", &same), 1, "with a fragment too");
	ok(!same, "and with another text");
	is_int(number_of("#here", "", &same), 0, "the page itself is new");
	is_int(number_of("#there", "", &same), 2, "and then known");
	on_page("http://a.example/news/2.html");
	is_int(number_of("2.html", "two", &same), 1, "a page in the same folder has the same links");
	is_int(number_of("#here", "", &same), 0, "but is another page itself");
	on_page("http://a.example/2.html");
	is_int(number_of("2.html", "two", &same), 0, "one in another folder has others");
	ok(!gp_link_memo_page(&memo, &base, &base, "gb18030"), "nothing is forgotten so far");
	is_int(number_of("2.html", "two", &same), 0, "and so has one in another encoding");
}

static void some_are_always_parsed(void)
{
	static const char *const raws[] = {"", "?page=2", "http:", "http:?page=2", "http:#x",
	    "?page=2#x", " 2.html", "2.html ", "a\tb", "2.html#a b", "2.html#\"",
	    "2.html#:~:text=x", "2.html#\xE4\xB8\xAD", " #x"};
	size_t known = 0, n = sizeof raws / sizeof *raws;
	bool same;

	on_page("http://a.example/b/c?d");
	for (size_t i = 0; i < n; i++) {
		number_of(raws[i], "", &same);
		known += number_of(raws[i], "", &same) != 0;
	}
	is_int((long long)known, 0, "what depends on more than the folder is never remembered");
	on_page("file:///C:/x.html");
	number_of("2.html", "", &same);
	is_int(number_of("2.html", "", &same), 0, "nor is anything below a base that is not of the web");
}

static void pages_by_https_are_kept_apart(void)
{
	struct gp_url page;
	bool same;

	gp_url_init(&page);
	on_page("http://b.example/");
	number_of("http://c.example/", "", &same);
	is_int(number_of("http://c.example/", "", &same) > 0, 1, "a link is known on a page that came by http");
	if (gp_url_parse(&page, "https://b.example/", 18, NULL, NULL) != GP_URL_OK)
		abort();
	gp_link_memo_page(&memo, &page, &base, "utf-8");
	is_int(number_of("http://c.example/", "", &same), 0, "but not on one by https with the same base");
	gp_url_free(&page);
}

static void kinds_are_kept_apart(void)
{
	struct gp_link l = link_to("kind.html", "");
	struct gp_link_memo_key key;
	bool same;

	on_page("http://a.example/");
	find_or_add(&l, &key, &same);
	l.kind = "img";
	is_int(find_or_add(&l, &key, &same), 0, "another element is another link");
	l.download = true;
	is_int(find_or_add(&l, &key, &same), 0, "so is one that is loaded with the page");
	l.confidence = GP_CONFIDENCE_LOW;
	is_int(find_or_add(&l, &key, &same), 0, "and one that only may be a link");
}

/* As a worker does it when the link was sent before: the number of its stamp, or 0 after it was made one. */
static uint32_t stamp_of(const struct gp_link *l)
{
	uint64_t hash = gp_link_memo_hash(&memo, l);
	uint32_t number = gp_link_memo_stamp(&memo, hash);

	if (!number)
		(void)gp_link_memo_add_stamp(&memo, hash, l->raw.n);
	return number;
}

static uint32_t stamp_of_text(const char *raw, const char *text)
{
	struct gp_link l = link_to(raw, text);

	return stamp_of(&l);
}

static void what_comes_again_whole_is_a_stamp(void)
{
	struct gp_link l = link_to("s.html#x", "text");

	on_page("http://a.example/stamps/1.html");
	is_int(stamp_of_text("s.html#x", "text"), 0, "a link is no stamp at first");
	is_int(stamp_of_text("s.html#x", "text"), 1, "and one when it comes again");
	is_int(stamp_of_text("s.html#y", "text") + stamp_of_text("s.html#x", "texts") + stamp_of_text("s.html", "text"), 0,
	    "with another fragment or text it is another");
	l.kind = "area";
	is_int(stamp_of(&l), 0, "so it is from another element");
	is_int(stamp_of(&l), 5, "each has the next number");
	stamp_of_text("#x", "text");
	is_int(stamp_of_text("#x", "text"), 0, "a link into the page itself is none");
	on_page("http://a.example/stamps/2.html");
	is_int(stamp_of_text("s.html#x", "text"), 1, "a page in the same folder has the same");
	on_page("http://a.example/2.html");
	is_int(stamp_of_text("s.html#x", "text"), 0, "one in another folder has not");
}

static void stamps_stay_few(void)
{
	char raw[40];
	int found = 0, page = 0;

	while (page < 100 && !on_page("http://a.example/few/"))
		for (int i = 0; i < 1000; i++) {
			snprintf(raw, sizeof raw, "%d-%d", page, i);
			found += stamp_of_text(raw, "") != 0;
			if (i == 999)
				page++;
		}
	ok(page >= GP_LINK_STAMPS / 1000 - 1 && page <= GP_LINK_STAMPS / 1000 + 10, "as many as have numbers, then all is forgotten");
	is_int(found, 0, "of 65,000 none was taken for another");
	is_int(stamp_of_text("0-0", ""), 0, "then a link is none");
	is_int(stamp_of_text("0-0", ""), 1, "and numbers begin again");
}

/* Raw values of a few pieces, so that many come again. */
static size_t any_raw(char *out)
{
	static const char *const pieces[] = {"a", "b.html", "/", "..", "../", "./", "//h.example/", "http:", "http://x/",
	    "?q=1",
	    "#", "#f", "%20", "\\", "\xE4\xB8\xAD", "&amp;", ":", "C:", "~", " ", "\n", "mailto:a@b", "`", "{", "|", "@"};
	size_t n = 0;

	for (uint64_t k = 1 + random_below(4); k; k--) {
		const char *p = pieces[random_below(sizeof pieces / sizeof *pieces)];

		memcpy(out + n, p, strlen(p));
		n += strlen(p);
	}
	out[n] = '\0';
	return n;
}

static bool is_what_parsing_gives(uint32_t number, const struct gp_link_memo_key *key, const struct gp_link *l)
{
	const struct gp_url *u = &first[number];

	return gp_url_parse(&again, l->raw.p, l->raw.n, &base, NULL) == GP_URL_OK &&
	    gp_url_bare_len(&again) == gp_url_bare_len(u) && again.has_fragment == key->has_fragment &&
	    !memcmp(gp_url_href(&again), gp_url_href(u), gp_url_bare_len(u)) &&
	    again.fragment_end - again.fragment == key->fragment.n &&
	    (!key->fragment.n || !memcmp(gp_url_href(&again) + again.fragment, key->fragment.p, key->fragment.n));
}

static void it_is_what_parsing_gives(void)
{
	static const char *const pages[] = {"http://a.example/", "http://a.example/x/y.html", "http://a.example/x/z.html?q#f",
	    "http://a.example/x/y/", "https://a.example/x/y.html", "http://u:p@a.example:8080/x/y.html"};
	size_t known = 0, wrong = 0;
	char raw[200];

	for (int i = 0; i < 60000; i++) {
		struct gp_link_memo_key key;
		struct gp_link l;
		uint32_t number;
		bool same;

		if (i % 50 == 0)
			on_page(pages[random_below(sizeof pages / sizeof *pages)]);
		any_raw(raw);
		l = link_to(raw, "t");
		number = find_or_add(&l, &key, &same);
		known += number != 0;
		wrong += number && !is_what_parsing_gives(number, &key, &l);
	}
	ok(known > 10000, "of 60,000 links %zu were known again", known);
	is_int((long long)wrong, 0, "and each came to what parsing gives");
}

static void it_stays_small(void)
{
	char raw[900];
	bool same, forgot = false;
	uint32_t most = 0;

	memset(raw, 'x', sizeof raw - 1);
	raw[sizeof raw - 1] = '\0';
	for (int page = 0; page < 20 && !forgot; page++) {
		forgot = on_page("http://a.example/");
		for (int i = 0; i < 1000; i++) {
			snprintf(raw + 800, 100, "%d-%d", page, i);
			number_of(raw, "", &same);
		}
		most = memo.numbered > most ? memo.numbered : most;
	}
	ok(forgot, "when there is much to remember, all is forgotten");
	ok(memo.arena.used < 2 * GP_LINK_NAME_BYTES && most <= GP_LINK_NAMES, "in time");
	is_int(number_of("first.html", "", &same), 0, "then a link is new");
	ok(number_of("first.html", "", &same) > 0, "and known again");
}

int main(void)
{
	gp_url_init(&base);
	gp_url_init(&again);
	a_link_is_known_again();
	some_are_always_parsed();
	pages_by_https_are_kept_apart();
	kinds_are_kept_apart();
	what_comes_again_whole_is_a_stamp();
	it_is_what_parsing_gives();
	it_stays_small();
	stamps_stay_few();
	gp_link_memo_free(&memo);
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		gp_url_free(&first[i]);
	gp_url_free(&again);
	gp_url_free(&base);
	return tap_done();
}
