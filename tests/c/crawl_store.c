/* The contract of core/store/crawl_store.h; it knows no driver, so every driver must pass it. */
#define _GNU_SOURCE
#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/store/crawl_store.h"
#include "tests/lib/tap.h"

static char dir[] = "/tmp/gp-store-XXXXXX";
static struct gp_err err;

static const char *in_dir(const char *name)
{
	static char path[200];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	return path;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static struct gp_store *open_store(const char *path)
{
	struct gp_store *s = NULL;

	if (gp_store_open(&s, path, &err) != 0) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
	return s;
}

static struct gp_store *new_run(const char *path)
{
	struct gp_store *s = open_store(path);
	bool resumed;

	if (gp_store_begin_run(s, "sig", true, &resumed, &err) != 0) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
	return s;
}

static int put_url(struct gp_store *s, int64_t id, const char *url, int64_t host)
{
	struct gp_store_url u = {.id = id, .url = url, .host = host};

	return gp_store_put_url(s, &u, &err);
}

static int put_done(struct gp_store *s, int64_t id)
{
	struct gp_store_result r = {.id = id, .status = 200};

	return gp_store_put_result(s, &r, &err);
}

/* What callbacks saw, as one string; stops after `stop_at` calls when that is not 0. */
struct seen {
	char text[400];
	int calls, stop_at;
};

static int see(struct seen *s, const char *text, int64_t id)
{
	size_t n = strlen(s->text);

	snprintf(s->text + n, sizeof s->text - n, "%s%s:%lld", n ? " " : "", text, (long long)id);
	return ++s->calls == s->stop_at ? 7 : 0;
}

static int see_url(void *user, const struct gp_store_url *u)
{
	return see(user, u->url, u->id);
}

static int see_url_done(void *user, const struct gp_store_url *u, bool done)
{
	char text[100];

	snprintf(text, sizeof text, "%s%s=%u", u->url, done ? "+" : "-", u->flags);
	return see(user, text, u->id);
}

static int see_result(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	return see(user, u->url, u->id == r->id && !r->ids ? r->id : -1);
}

static int see_links(void *user, int64_t page, const char *url, const void *blob, size_t n)
{
	char text[100];

	snprintf(text, sizeof text, "%s=%.*s", url, (int)n, (const char *)blob);
	return see(user, text, page);
}

static int see_host(void *user, const struct gp_store_host *h)
{
	return see(user, h->key, h->id);
}

static void everything_comes_back(void)
{
	static const char ids[] = {1, 0, 2, 0, 0, 0, 9, 0};
	struct gp_store *s = new_run(":memory:");
	struct gp_store_url u = {.id = 1, .url = "http://a.example/\xff\xc0 政务", .host = INT64_MAX,
	    .depth = INT32_MAX, .flags = 0xFFFFFFFFu, .parent = INT64_MIN, .text = "公开\n"}, u2;
	struct gp_store_result r = {.id = 1, .status = 503, .cause = "http-5xx", .status2 = -1,
	    .cause2 = "timeout", .attempts = 2, .redirect = INT64_MAX, .location = "/l",
	    .type = "t/h", .size = -1, .elapsed_ms = INT64_MAX, .at = INT64_MIN, .detail = "d",
	    .title = "",
	    .plain_count = -1, .text_hash = UINT64_MAX, .phrases = INT64_MIN, .ids = ids,
	    .ids_n = sizeof ids, .charset = "gb18030", .parsed = true}, r2;
	const void *got;
	size_t n;

	is_int(gp_store_put_url(s, &u, &err), 0, "a URL is stored");
	is_int(gp_store_result(s, 1, &u2, &r2, &err), 0, "a URL that is not done has no result");
	is_int(gp_store_put_result(s, &r, &err), 0, "a result is stored");
	is_int(gp_store_result(s, 1, &u2, &r2, &err), 1, "and found again");
	ok(!strcmp(u.url, u2.url) && !strcmp(u.text, u2.text), "bytes that are no UTF-8 survive");
	ok(u2.host == u.host && u2.depth == u.depth && u2.flags == u.flags && u2.parent == u.parent,
	    "so do the extremes of a URL's numbers");
	ok(!strcmp(r2.cause, r.cause) && !strcmp(r2.cause2, r.cause2) &&
	    !strcmp(r2.location, r.location) && !strcmp(r2.type, r.type) &&
	    !strcmp(r2.detail, r.detail) && !strcmp(r2.charset, r.charset) &&
	    r2.title && !*r2.title,
	    "each string of a result is in its place");
	ok(r2.status == 503 && r2.status2 == -1 && r2.attempts == 2 && r2.redirect == r.redirect &&
	    r2.size == -1 && r2.elapsed_ms == r.elapsed_ms && r2.at == r.at &&
	    r2.plain_count == -1 && r2.text_hash == UINT64_MAX && r2.phrases == INT64_MIN &&
	    r2.parsed,
	    "each number of a result is in its place");
	ok(!r2.ids, "ids do not come with a result");
	is_int(gp_store_ids(s, 1, &got, &n, &err), 1, "they are asked for by themselves");
	ok(n == sizeof ids && !memcmp(got, ids, n), "and come back byte for byte");
	is_int(gp_store_ids(s, 2, &got, &n, &err), 0, "a URL that does not exist has no ids");
	r.ids_n = 0;
	is_int(gp_store_put_result(s, &r, &err), 0, "a second result replaces the first");
	ok(gp_store_ids(s, 1, &got, &n, &err) == 1 && n == 0 && got,
	    "a parsed page may have no ids");
	r = (struct gp_store_result){.id = 1};
	is_int(gp_store_put_result(s, &r, &err), 0, "a result of NULLs is stored");
	ok(gp_store_result(s, 1, &u2, &r2, &err) == 1 && !r2.title && r2.cause && !*r2.cause,
	    "the title stays NULL, other strings become empty");
	is_int(gp_store_ids(s, 1, &got, &n, &err), 0, "an unparsed page has no ids");
	gp_store_close(s);
}

static void walks_are_in_order(void)
{
	static const char *const urls[] = {"http://b/", "http://a/Z", "http://a/a", "http://a/\xff",
	    "http://a/", "http://a/政", "http://b/"};
	struct gp_store *s = new_run(":memory:");
	struct seen by_id = {0}, by_url = {0}, links = {0}, early = {.stop_at = 2};
	int64_t i;

	for (i = 0; i < 7; i++)
		ok(put_url(s, i + 1, urls[i], 1) == 0 && (i == 1 || put_done(s, i + 1) == 0) &&
		    gp_store_put_links(s, i + 1, "L", 1, &err) == 0, "page %d is stored",
		    (int)i + 1);
	is_int(gp_store_put_links(s, 3, "", 0, &err), 0, "a page's links can be replaced");
	is_int(gp_store_each_result(s, see_result, &by_id, &err), 0, "results by id");
	is_str(by_id.text,
	    "http://b/:1 http://a/a:3 http://a/\xff:4 http://a/:5 http://a/政:6 http://b/:7",
	    "are those of finished URLs, by id");
	is_int(gp_store_each_result_by_url(s, see_result, &by_url, &err), 0, "results by URL");
	is_str(by_url.text,
	    "http://a/:5 http://a/a:3 http://a/政:6 http://a/\xff:4 http://b/:1 http://b/:7",
	    "are in the order of bytes, then of ids");
	is_int(gp_store_each_links(s, see_links, &links, &err), 0, "links by URL");
	is_str(links.text,
	    "http://a/=L:5 http://a/Z=L:2 http://a/a=:3 http://a/政=L:6 http://a/\xff=L:4"
	    " http://b/=L:1 http://b/=L:7", "are those of every page that has some");
	is_int(gp_store_each_result_by_url(s, see_result, &early, &err), 7,
	    "a callback stops the walk");
	is_int(early.calls, 2, "at once");
	early.calls = 0;
	is_int(gp_store_each_links(s, see_links, &early, &err), 7, "also that over links");
	is_int(early.calls, 2, "at once");
	gp_store_close(s);
}

struct nested {
	struct gp_store *s;
	int right;
};

static int ask_inside(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	struct nested *n = user;
	struct gp_store_result other;
	struct gp_store_url last;

	n->right += gp_store_result(n->s, 3 - u->id, &last, &other, &err) == 1 &&
	    last.id == 3 - u->id && r->id == u->id && !strcmp(u->url, u->id == 1 ? "a" : "b");
	return 0;
}

static void a_walk_may_ask_for_single_results(void)
{
	struct nested n = {new_run(":memory:"), 0};

	ok(!put_url(n.s, 1, "a", 1) && !put_url(n.s, 2, "b", 1) && !put_done(n.s, 1) &&
	    !put_done(n.s, 2),
	    "two results");
	is_int(gp_store_each_result_by_url(n.s, ask_inside, &n, &err), 0, "a walk over them");
	is_int(n.right, 2, "can look up the other one inside");
	gp_store_close(n.s);
}

static void the_frontier_is_what_is_not_done(void)
{
	struct gp_store *s = new_run(":memory:");
	struct seen all = {0}, some = {0}, none = {0}, other = {0}, urls = {0},
	    early = {.stop_at = 1};
	int64_t i;

	for (i = 1; i <= 5; i++)
		ok(put_url(s, i, i == 4 ? "o" : "u", i == 4 ? 2 : 1) == 0, "URL %d", (int)i);
	ok(put_done(s, 2) == 0 && gp_store_add_flags(s, 3, GP_URLF_OWN, &err) == 0 &&
	    gp_store_add_flags(s, 3, GP_URLF_SEED, &err) == 0, "one done, one with flags");
	ok(!gp_store_next_unseen(s, 1, 0, 10, see_url, &all, &err), "unseen of a host");
	is_str(all.text, "u:1 u:3 u:5", "are those without a result, by id");
	ok(!gp_store_next_unseen(s, 1, 1, 1, see_url, &some, &err), "unseen after an id");
	is_str(some.text, "u:3", "keep to the limit");
	ok(!gp_store_next_unseen(s, 1, 0, -1, see_url, &none, &err) &&
	    !gp_store_next_unseen(s, 1, 0, 0, see_url, &none, &err) && !none.calls,
	    "a limit of nothing gives nothing");
	ok(!gp_store_next_unseen(s, 2, INT64_MIN, 10, see_url, &other, &err), "another host");
	is_str(other.text, "o:4", "has its own");
	is_int(gp_store_next_unseen(s, 1, 0, 10, see_url, &early, &err), 7, "a callback stops it");
	ok(!gp_store_each_url(s, see_url_done, &urls, &err), "every URL");
	is_str(urls.text, "u-=0:1 u+=0:2 u-=3:3 o-=0:4 u-=0:5",
	    "comes with flags and whether it is done");
	gp_store_close(s);
}

static void values_and_hosts(void)
{
	struct gp_store *s = new_run(":memory:");
	struct gp_store_host h = {.id = 2, .key = "http://b", .probe_hash = UINT64_MAX};
	struct seen hosts = {0};
	char *v;
	size_t n;

	ok(!gp_store_get_value(s, "k", &v, &n, &err) && !v && n == 0,
	    "a value that is not there is NULL");
	ok(!gp_store_put_value(s, "k", "old", 3, &err) && !gp_store_put_value(s, "k", "a\0b", 3,
	    &err) &&
	    !gp_store_put_value(s, "none", NULL, 0, &err), "values are put and replaced");
	ok(!gp_store_get_value(s, "k", &v, &n, &err) && n == 3 && !memcmp(v, "a\0b", 4),
	    "a value holds any byte, and a NUL follows");
	free(v);
	ok(!gp_store_get_value(s, "none", &v, &n, &err) && v && n == 0,
	    "an empty value is not a missing one");
	free(v);
	ok(!gp_store_put_host(s, &h, &err), "a host is put");
	h.key = "http://c";
	ok(!gp_store_put_host(s, &h, &err), "and replaced");
	h = (struct gp_store_host){.id = 1, .key = "http://a"};
	ok(!gp_store_put_host(s, &h, &err) && !gp_store_each_host(s, see_host, &hosts, &err),
	    "a second host");
	is_str(hosts.text, "http://a:1 http://c:2", "hosts come by id");
	gp_store_close(s);
}

static void large_values_have_a_limit(void)
{
	size_t n = (size_t)20 << 20;
	char *big = calloc(1, (size_t)GP_STORE_VALUE_MAX + 2), *back;
	struct gp_store *s = new_run(in_dir("big.db"));
	size_t got;

	big[n - 1] = 'x';
	ok(!gp_store_put_value(s, "big", big, n, &err), "20 MiB are stored");
	ok(!gp_store_get_value(s, "big", &back, &got, &err) && got == n && !memcmp(back, big, n),
	    "and come back");
	free(back);
	ok(gp_store_put_value(s, "huge", big, GP_STORE_VALUE_MAX + 1, &err) == -1 &&
	    err.code == GP_ELIMIT, "more than the maximum is refused");
	memset(big, 'u', GP_STORE_VALUE_MAX + 1);
	ok(put_url(s, 1, big, 1) == -1 && err.code == GP_ELIMIT, "so is too long a URL");
	ok(put_url(s, 1, "u", 1) == 0, "and the store goes on");
	gp_store_close(s);
	free(big);
}

static void ids_are_dense(void)
{
	struct gp_store *s = new_run(":memory:");

	ok(put_url(s, 2, "u", 1) == -1 && err.code == GP_EINTEGRITY, "the first URL is number 1");
	ok(put_url(s, 1, "u", 1) == 0 && put_url(s, 1, "u", 1) == -1, "a number is used once");
	ok(put_url(s, 3, "u", 1) == -1 && put_url(s, 2, "u", 1) == 0, "none is left out");
	ok(put_done(s, 3) == -1 && err.code == GP_EINTEGRITY, "a result needs its URL");
	ok(gp_store_put_links(s, 3, "L", 1, &err) == -1 && err.code == GP_EINTEGRITY,
	    "so do links");
	ok(gp_store_add_flags(s, 3, 1, &err) == -1 && err.code == GP_EINTEGRITY, "so do flags");
	gp_store_close(s);
}

static void a_failed_write_gives_the_batch_up(void)
{
	struct gp_store *s = new_run(":memory:");
	struct seen urls = {0};
	char first[sizeof err.msg];

	ok(gp_store_commit(s, &err) == -1, "there is nothing to commit outside a batch");
	ok(!gp_store_batch(s, &err) && !put_url(s, 1, "a", 1) && !gp_store_commit(s, &err),
	    "a batch");
	ok(!gp_store_batch(s, &err) && gp_store_batch(s, &err) == -1, "batches do not nest");
	ok(!put_url(s, 2, "b", 1) && put_done(s, 9) == -1, "a write fails");
	snprintf(first, sizeof first, "%s", err.msg);
	ok(put_url(s, 3, "c", 1) == -1 && gp_store_commit(s, &err) == -1,
	    "then all of the batch does");
	is_str(err.msg, first, "with the first error");
	ok(!gp_store_batch(s, &err) && !put_url(s, 2, "d", 1) && !gp_store_commit(s, &err),
	    "the next batch takes up where the last good one ended");
	ok(!gp_store_each_url(s, see_url_done, &urls, &err), "the store");
	is_str(urls.text, "a-=0:1 d-=0:2", "holds whole batches only");
	gp_store_close(s);
}

/* Opens with the given signature; says whether it resumed and how many URLs it found. */
static void begins(const char *sig, bool fresh, bool want, int urls, const char *name)
{
	struct gp_store *s = open_store(in_dir("resume.db"));
	struct seen found = {0};
	bool resumed = !want;

	ok(!gp_store_begin_run(s, sig, fresh, &resumed, &err) && resumed == want &&
	    !gp_store_each_url(s, see_url_done, &found, &err) && found.calls == urls, "%s", name);
	if (!urls)
		ok(!put_url(s, 1, "u", 1) && !gp_store_put_value(s, "k", "v", 1, &err),
		    "it is filled");
	gp_store_close(s);
}

static void ends(const char *state)
{
	struct gp_store *s = open_store(in_dir("resume.db"));

	ok(!gp_store_end_run(s, state, &err), "the run ends as %s", state);
	gp_store_close(s);
}

static void only_an_unfinished_equal_run_resumes(void)
{
	struct gp_store *s = open_store(in_dir("resume.db"));
	struct gp_store_run run;
	char *v;
	size_t n;

	ok(gp_store_run(s, &run, &err) == -1 && err.code == GP_ENOTFOUND,
	    "a new file holds no run");
	ok(gp_store_end_run(s, "complete", &err) == -1, "that could end");
	gp_store_close(s);
	begins("a", false, false, 0, "the first run starts");
	begins("a", false, true, 1, "the same unfinished run resumes");
	begins("b", false, false, 0, "another signature forgets");
	begins("b", true, false, 0, "fresh forgets");
	ends("interrupted");
	begins("b", false, true, 1, "an interrupted run resumes");
	gp_clock_freeze(1681960800);
	ends("budget");
	s = open_store(in_dir("resume.db"));
	ok(!gp_store_run(s, &run, &err) && run.finished == 1681960800 && run.started > 1681960800,
	    "a run knows when it began and ended");
	ok(!strcmp(run.state, "budget") && !strcmp(run.signature, "b"), "and how");
	is_int(run.id, 3, "and is the third of this file");
	ok(gp_store_end_run(s, "tired", &err) == -1 && err.code == GP_EUSAGE,
	    "it ends in no other way");
	gp_store_close(s);
	gp_clock_freeze(0);
	begins("b", false, false, 0, "a finished run does not resume");
	s = new_run(in_dir("resume.db"));
	ok(!gp_store_get_value(s, "k", &v, &n, &err) && !v,
	    "a new run has forgotten the values too");
	ok(!gp_store_batch(s, &err) && gp_store_begin_run(s, "b", true, &(bool){0}, &err) == -1,
	    "no run begins inside a batch");
	gp_store_close(s);
}

#define PER_BATCH 5

/* Writes batches for ever; tells the pipe after each commit. */
static void write_until_killed(const char *path, int ack)
{
	struct gp_store *s;
	int64_t id = 1, page = 1;
	bool resumed;
	int i;

	if (gp_store_open(&s, path, &err) != 0 || gp_store_begin_run(s, "kill", false, &resumed,
	    &err) != 0)
		_exit(1);
	for (;;) {
		if (gp_store_batch(s, &err) != 0)
			_exit(2);
		for (i = 0; i < PER_BATCH; i++)
			if (put_url(s, id++, "http://a.example/some/longer/path.html", 1) != 0)
				_exit(3);
		if (put_done(s, page) != 0 || gp_store_put_links(s, page++, "links", 5,
		    &err) != 0 ||
		    gp_store_commit(s, &err) != 0 || write(ack, "x", 1) != 1)
			_exit(4);
	}
}

struct tally {
	int64_t urls, done, links;
	bool dense;
};

static int tally_url(void *user, const struct gp_store_url *u, bool done)
{
	struct tally *t = user;

	t->dense = t->dense && u->id == ++t->urls;
	t->done += done;
	return 0;
}

static int tally_links(void *user, int64_t page, const char *url, const void *blob, size_t n)
{
	struct tally *t = user;

	(void)page, (void)url, (void)blob;
	t->links += n == 5;
	return 0;
}

static void a_killed_writer_leaves_whole_batches(void)
{
	int round, fd[2], right = 0, resumes = 0, kept = 0;
	int64_t acked;
	char path[200], buf[4096];
	ssize_t n;

	for (round = 0; round < 12; round++) {
		struct tally t = {.dense = true};
		struct gp_store *s;
		bool resumed;
		pid_t pid;

		snprintf(path, sizeof path, "%s/kill%d.db", dir, round);
		if (pipe(fd) != 0 || (pid = fork()) < 0)
			break;
		if (!pid) {
			close(fd[0]);
			write_until_killed(path, fd[1]);
		}
		close(fd[1]);
		acked = read(fd[0], buf, 1); /* it is writing */
		usleep((useconds_t)(round * 1700));
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		while ((n = read(fd[0], buf, sizeof buf)) > 0)
			acked += n;
		close(fd[0]);
		s = open_store(path);
		resumes += !gp_store_begin_run(s, "kill", false, &resumed, &err) && resumed;
		ok(!gp_store_each_url(s, tally_url, &t, &err) && !gp_store_each_links(s,
		    tally_links, &t, &err),
		    "round %d: %d batches acknowledged, %d found", round, (int)acked,
		    (int)(t.urls / PER_BATCH));
		right += t.dense && t.urls % PER_BATCH == 0 && t.done == t.urls / PER_BATCH &&
		    t.links == t.done;
		kept += acked > 0 && t.done >= acked;
		gp_store_close(s);
	}
	is_int(right, 12, "after kill -9 the file holds a prefix of the batches, ids dense");
	is_int(kept, 12, "no acknowledged batch is missing");
	is_int(resumes, 12, "and the run resumes");
}

/* Begins anew for ever, with a little to forget each time. */
static void forget_until_killed(const char *path, int ack)
{
	struct gp_store *s;
	bool resumed;
	int64_t i;

	for (;;) {
		if (gp_store_open(&s, path, &err) != 0 ||
		    gp_store_begin_run(s, "kill", true, &resumed, &err) != 0 || resumed)
			_exit(1);
		for (i = 1; i < 20; i++)
			if (put_url(s, i, "u", 1) != 0)
				_exit(2);
		gp_store_close(s);
		if (write(ack, "x", 1) != 1)
			_exit(3);
	}
}

static void a_killed_beginning_leaves_a_usable_store(void)
{
	int round, fd[2], right = 0;
	struct gp_store *s;
	bool resumed;
	pid_t pid;
	char c;

	for (round = 0; round < 12; round++) {
		if (pipe(fd) != 0 || (pid = fork()) < 0)
			break;
		if (!pid)
			forget_until_killed(in_dir("begin.db"), fd[1]);
		close(fd[1]);
		if (round && read(fd[0], &c, 1) != 1) /* the first time it may be making the file */
			break;
		usleep((useconds_t)(round * 900));
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		close(fd[0]);
		s = open_store(in_dir("begin.db"));
		right += !gp_store_begin_run(s, "kill", true, &resumed, &err) && !put_url(s, 1,
		    "u", 1);
		gp_store_close(s);
	}
	is_int(right, 12, "a run begins after kill -9 while another was beginning");
}

static void one_opener_at_a_time(void)
{
	struct gp_store *s = NULL, *mine;
	int up[2], down[2];
	int64_t before;
	char path[200], c;
	pid_t pid;

	snprintf(path, sizeof path, "%s", in_dir("lock.db"));
	if (pipe(up) != 0 || pipe(down) != 0 || (pid = fork()) < 0)
		return;
	if (!pid) {
		mine = open_store(path);
		if (write(up[1], "x", 1) == 1 && read(down[0], &c, 1) == 1)
			gp_store_close(mine);
		_exit(0);
	}
	ok(read(up[0], &c, 1) == 1, "another process has the store open");
	before = gp_clock_mono_ms();
	ok(gp_store_open(&s, path, &err) == -1 && !s && err.code == GP_ECONFLICT,
	    "a second opener is refused");
	ok(gp_clock_mono_ms() - before < 2000, "at once");
	ok(strstr(err.msg, "another check is using") && strstr(err.msg, path),
	    "and told which file it is");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	mine = open_store(path);
	ok(mine != NULL, "a killed owner holds nothing");
	ok(gp_store_open(&s, path, &err) == -1 && err.code == GP_ECONFLICT,
	    "the rule holds within a process");
	gp_store_close(mine);
	mine = open_store(path);
	ok(mine != NULL, "after closing it can be opened again");
	gp_store_close(mine);
	gp_store_close(NULL);
}

int main(void)
{
	if (!mkdtemp(dir))
		return 1;
	setvbuf(stdout, NULL, _IONBF, 0); /* children that are killed must not repeat our lines */
	everything_comes_back();
	walks_are_in_order();
	a_walk_may_ask_for_single_results();
	the_frontier_is_what_is_not_done();
	values_and_hosts();
	large_values_have_a_limit();
	ids_are_dense();
	a_failed_write_gives_the_batch_up();
	only_an_unfinished_equal_run_resumes();
	a_killed_writer_leaves_whole_batches();
	a_killed_beginning_leaves_a_usable_store();
	one_opener_at_a_time();
	nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}
