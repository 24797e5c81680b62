/* verdict: one verdict and one cause for each address */
#include "core/base/mem.h"
#include "core/crawl/phrases.h"
#include "core/crawl/verdict.h"
#include "tests/lib/tap.h"

#define NODES 40

static struct gp_err err;

/* --- over hand-made nodes */

static struct gp_node list[NODES];
static const struct gp_nodes nodes = {list, NODES};

static uint8_t cause_at(const char *id)
{
	return (uint8_t)(gp_cause_by_id(id) - gp_causes());
}

static void clear(void)
{
	memset(list, 0, sizeof list);
}

static void answers(int id, int status, const char *cause)
{
	list[id] = (struct gp_node){.status = (uint16_t)status, .cause = cause_at(cause), .done = true};
}

static void redirects(int id, int status, int to)
{
	list[id] = (struct gp_node){.status = (uint16_t)status, .redirect = (uint32_t)to,
	    .permanent = status == 301 || status == 308, .done = true};
}

/* 1 → 2 → … → n */
static void chain(int n)
{
	clear();
	for (int i = 1; i < n; i++)
		redirects(i, 302, i + 1);
}

static bool judged(int64_t id, const char *verdict, const char *cause, int64_t final, int hops)
{
	struct gp_judgement j = gp_judge(&nodes, id);
	bool same = !strcmp(gp_verdict_name(j.verdict), verdict) && !strcmp(j.cause->id, cause) &&
	    j.final == final && j.hops == hops;

	if (!same)
		printf("# %s %s, ends at %d after %d\n", gp_verdict_name(j.verdict), j.cause->id, (int)j.final,
		    j.hops);
	return same;
}

static void single_answers(void)
{
	clear();
	answers(1, 200, "");
	answers(2, 404, "http-404");
	answers(3, 503, "http-5xx");
	answers(4, 503, "http-5xx");
	list[4].twice = true;
	answers(5, 403, "waf-403");
	ok(judged(1, "ok", "", 1, 0), "a good answer is ok");
	ok(judged(2, "broken", "http-404", 2, 0), "a 404 is broken");
	ok(gp_judge(&nodes, 2).confirmed, "and needs no second probe");
	ok(!gp_judge(&nodes, 3).confirmed, "one failure of a server is not confirmed");
	ok(gp_judge(&nodes, 4).confirmed, "two are");
	ok(judged(5, "blocked", "waf-403", 5, 0) && !gp_judge(&nodes, 5).confirmed, "a 403 is blocked");
	is_int(gp_judge(&nodes, 3).status, 503, "the status is told");
	ok(judged(6, "unchecked", "budget", 6, 0), "what has no result was not reached");
	ok(judged(NODES + 7, "unchecked", "budget", NODES + 7, 0), "nor was what is not even in the list");
	ok(judged(0, "unchecked", "budget", 0, 0), "nor is nothing");
}

static void chains(void)
{
	chain(3);
	answers(3, 200, "");
	ok(judged(1, "redirected", "redirect-temporary", 3, 2), "a chain that ends well is redirected");
	is_int(gp_judge(&nodes, 1).status, 302, "with the status of its first answer");
	redirects(1, 301, 2);
	ok(judged(1, "redirected", "redirect-permanent", 3, 2), "for good, when its first answer says so");
	redirects(1, 308, 2);
	ok(judged(1, "redirected", "redirect-permanent", 3, 2), "308 is as permanent as 301");
	redirects(1, 301, 3);
	list[1].https_only = true;
	ok(judged(1, "redirected", "redirect-https", 3, 1), "only to https");
	redirects(1, 301, 2);
	list[1].https_only = true;
	ok(judged(1, "redirected", "redirect-permanent", 3, 2), "https and then elsewhere is more than https");
	answers(3, 401, "login-401");
	ok(judged(1, "blocked", "login-401", 3, 2), "a chain that ends at a login is blocked");
	list[3].done = false;
	ok(judged(1, "unchecked", "budget", 3, 2), "one whose end was not reached is unchecked");
	redirects(2, 302, NODES + 50);
	ok(judged(1, "unchecked", "budget", NODES + 50, 2), "also when the end is not in the list");
}

static void broken_ends(void)
{
	chain(3);
	answers(3, 404, "http-404");
	ok(judged(1, "broken", "redirect-broken", 3, 2), "a chain to a 404 is broken");
	is_int(gp_judge(&nodes, 1).status, 404, "with the status of its end");
	ok(gp_judge(&nodes, 1).confirmed, "confirmed as its end is");
	ok(judged(3, "broken", "http-404", 3, 0), "the end itself keeps its cause");
	answers(3, 0, "timeout");
	ok(judged(1, "broken", "redirect-broken", 3, 2) && !gp_judge(&nodes, 1).confirmed,
	    "an end that failed once is not confirmed");
	list[3].twice = true;
	ok(gp_judge(&nodes, 1).confirmed, "one that failed twice is");
	answers(3, 200, "soft-404");
	ok(judged(1, "broken", "redirect-broken", 3, 2), "a soft 404 is an end that is not there");
}

static void loops(void)
{
	char name[60];

	for (int n = 1; n <= 10; n++) {
		bool all = true;

		chain(n);
		redirects(n, 302, 1);
		for (int i = 1; i <= n; i++)
			all = all && judged(i, "broken", "redirect-loop", i, n);
		ok(all && gp_judge(&nodes, 1).confirmed, "a circle of %d is a loop, from wherever", n);
	}
	chain(11);
	redirects(11, 302, 1);
	ok(judged(1, "broken", "too-many-redirects", 11, 10), "one of eleven is too long to tell");
	for (int tail = 1; tail <= 7; tail++) {
		chain(tail + 3);
		redirects(tail + 3, 301, tail + 1);
		snprintf(name, sizeof name, "a circle of 3 after %d redirects", tail);
		ok(judged(1, "broken", "redirect-loop", tail + 1, tail + 3), "%s", name);
	}
}

static void circles_with_cookies(void)
{
	chain(4);
	redirects(4, 302, 2);
	list[3].cookie = true;
	ok(judged(1, "blocked", "challenge", 2, 4), "a circle that sets a cookie may open for a browser");
	answers(4, 200, "");
	ok(judged(1, "redirected", "redirect-temporary", 4, 3), "a cookie on the way to a page is none");
}

static void long_chains(void)
{
	chain(11);
	answers(11, 200, "");
	ok(judged(1, "redirected", "redirect-temporary", 11, 10), "ten redirects are followed");
	answers(11, 404, "http-404");
	ok(judged(1, "broken", "redirect-broken", 11, 10), "and their end is judged");
	chain(12);
	answers(12, 200, "");
	ok(judged(1, "broken", "too-many-redirects", 11, 10), "eleven are too many");
	ok(judged(2, "redirected", "redirect-temporary", 12, 10), "from the second on it is ten");
}

static void the_table(void)
{
	int twice = 0;

	for (const struct gp_cause *c = gp_causes(); c->id; c++) {
		twice += gp_cause_by_id(c->id) != c;
		twice += c->retry && c->verdict != GP_VERDICT_BROKEN;
	}
	is_int(twice, 0, "causes are unique, and only failures are tried again");
	is_str(gp_cause_by_id("of-the-future")->id, "unknown", "a cause of a newer version is unknown");
	is_int(gp_cause_by_id("of-the-future")->verdict, GP_VERDICT_UNCHECKED, "and unchecked");
}

/* --- from a store */

static struct gp_store *store;
static int64_t last;

static void must(int rc)
{
	if (rc) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
}

static void begin(void)
{
	bool resumed;

	must(gp_store_open(&store, ":memory:", &err));
	must(gp_store_begin_run(store, "s", true, &resumed, &err));
	last = 0;
}

static int64_t add(const char *url, struct gp_store_result r)
{
	struct gp_store_url u = {.id = ++last, .url = url, .host = 1, .flags = GP_URLF_LINKED};

	must(gp_store_put_url(store, &u, &err));
	r.id = last;
	must(gp_store_put_result(store, &r, &err));
	return last;
}

static int64_t add_page(const char *url, uint64_t hash, int64_t plain, int64_t phrases)
{
	return add(url, (struct gp_store_result){.status = 200, .parsed = true, .text_hash = hash,
	    .plain_count = plain, .phrases = phrases});
}

static void host(struct gp_store_host h)
{
	h.id = 1;
	h.key = "http://a.example";
	must(gp_store_put_host(store, &h, &err));
}

static const char *cause_of(int64_t id)
{
	static struct gp_judgement j;
	struct gp_nodes n;

	must(gp_nodes_load(&n, store, &err));
	j = gp_judge(&n, id);
	gp_nodes_free(&n);
	return j.cause->id;
}

static bool confirmed(int64_t id)
{
	struct gp_nodes n;
	bool yes;

	must(gp_nodes_load(&n, store, &err));
	yes = gp_judge(&n, id).confirmed;
	gp_nodes_free(&n);
	return yes;
}

static void changing_answers(void)
{
	int64_t id;

	begin();
	id = add("http://a.example/1", (struct gp_store_result){.cause = "timeout", .cause2 = "ok", .status2 = 200});
	is_str(cause_of(id), "changing", "a failure and then a good answer");
	id = add("http://a.example/2", (struct gp_store_result){.cause = "timeout", .cause2 = "reset"});
	is_str(cause_of(id), "timeout", "two failures give the first one's cause");
	ok(confirmed(id), "and confirm it");
	id = add("http://a.example/3", (struct gp_store_result){.cause = "timeout", .cause2 = ""});
	ok(!strcmp(cause_of(id), "timeout") && !confirmed(id), "one failure alone is not confirmed");
	id = add("http://a.example/4", (struct gp_store_result){.cause = "http-5xx", .cause2 = "waf-403"});
	is_str(cause_of(id), "changing", "a failure and then a refusal");
	id = add("http://a.example/5", (struct gp_store_result){.cause = "not-of-this-version"});
	is_str(cause_of(id), "unknown", "a cause that this version does not know");
	is_str(cause_of(last + 1), "budget", "an address that the store does not have");
	gp_store_close(store);
}

static void what_pages_say(void)
{
	begin();
	is_str(cause_of(add_page("http://a.example/1", 7, 100, 1 << GP_PHRASE_SOFT_404)), "soft-404",
	    "a page that says it is not there");
	is_str(cause_of(add_page("http://a.example/2", 7, 100, 1 << GP_PHRASE_DELETED)), "deleted-article",
	    "an article that was deleted");
	is_str(cause_of(add_page("http://a.example/3", 7, 100, 7)), "challenge", "a challenge hides the rest");
	is_str(cause_of(add_page("http://a.example/4", 7, 100, 0)), "", "a page that says nothing of the kind");
	add("http://a.example/6", (struct gp_store_result){.status = 302, .redirect = 5, .phrases = GP_SIGN_COOKIE});
	is_str(cause_of(5), "challenge", "a redirect to itself that sets a cookie");
	is_str(cause_of(add("http://a.example/5", (struct gp_store_result){.status = 404, .cause = "http-404",
	    .parsed = true, .phrases = 1})), "http-404", "a status comes before what the page says");
	gp_store_close(store);
}

static void made_up_addresses(void)
{
	int64_t root, same, near, other, away;

	begin();
	root = add_page("http://a.example/", 0xFF, 100, 0);
	same = add_page("http://a.example/1", 0xFF, 100, 0);
	near = add_page("http://a.example/2", 0xFE, 101, 0);
	other = add_page("http://a.example/3", 0xFFFF0000FFFFu, 100, 0);
	away = add("http://a.example/4", (struct gp_store_result){.status = 302, .redirect = root});
	is_str(cause_of(same), "", "without a probe every page is itself");
	host((struct gp_store_host){.probe_status = 404, .probe_hash = 0xFF, .probe_plain = 100});
	is_str(cause_of(same), "", "a host that says 404 is believed");
	host((struct gp_store_host){.probe_status = 200, .probe_hash = 0xFF, .probe_plain = 100,
	    .root_hash = 0xFFFFFFFF});
	is_str(cause_of(same), "soft-404", "a page that says what a made-up address says");
	is_str(cause_of(near), "soft-404", "or nearly that");
	is_str(cause_of(other), "", "another page is itself");
	is_str(cause_of(root), "", "the start page is never a soft 404");
	host((struct gp_store_host){.probe_status = 200, .probe_hash = 0xFF, .probe_plain = 100, .root_hash = 0xFF});
	is_str(cause_of(same), "no-renderer", "when even the start page says it, nothing can be told");
	is_str(cause_of(other), "", "but of the pages that differ");
	host((struct gp_store_host){.probe_status = 200, .probe_hash = 0xFF, .probe_plain = 100});
	is_str(cause_of(same), "no-renderer", "nor without a start page to compare with");
	host((struct gp_store_host){.probe_status = 302, .probe_redirect = root});
	is_str(cause_of(away), "soft-404", "a redirect to where made-up addresses go");
	host((struct gp_store_host){.probe_status = 302, .probe_redirect = same});
	is_str(cause_of(away), "redirect-temporary", "a redirect elsewhere is a redirect");
	gp_store_close(store);
}

static void pages_without_text(void)
{
	int64_t id;

	begin();
	id = add_page("http://a.example/1", 0xFF, 3, 0);
	host((struct gp_store_host){.probe_status = 200, .probe_hash = 0xFF, .probe_plain = 3, .root_hash = 0xFFFFFF});
	is_str(cause_of(id), "no-renderer", "two pages with three characters say nothing, not the same");
	gp_store_close(store);
}

static void https(void)
{
	int64_t a, b, c, end;

	begin();
	a = add("http://a.example/x", (struct gp_store_result){.status = 301, .redirect = 4,
	    .location = "https://a.example/x"});
	b = add("http://a.example/y", (struct gp_store_result){.status = 301, .redirect = 4,
	    .location = "https://a.example/x"});
	c = add("http://a.example/x?", (struct gp_store_result){.status = 302, .redirect = 4,
	    .location = "https://www.a.example/x"});
	end = add("https://a.example/x", (struct gp_store_result){.status = 200});
	is_int(end, 4, "the end has its number");
	is_str(cause_of(a), "redirect-https", "the same address with https");
	is_str(cause_of(b), "redirect-permanent", "another one with https");
	is_str(cause_of(c), "redirect-temporary", "another host with https");
	gp_store_close(store);
}

int main(void)
{
	single_answers();
	chains();
	broken_ends();
	loops();
	circles_with_cookies();
	long_chains();
	the_table();
	changing_answers();
	what_pages_say();
	made_up_addresses();
	pages_without_text();
	https();
	return tap_done();
}
