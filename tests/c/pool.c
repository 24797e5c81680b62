/*
 * pool: whatever a parse worker does, each page gets exactly one callback and the pages behind it are
 * read. The test is its own worker ("-x parse"): what it does is said by the page's address.
 */
#define _GNU_SOURCE
#include "core/crawl/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/sys/loop.h"
#include "core/sys/proc.h"
#include "tests/lib/page_records.h"

#define REGION ((size_t)6 << 20)
#define BUDGET_MS 700
#define PAGES 40
#define NEVER_READY "never-ready"

/* --- the worker's side */

static const char *shared;
static size_t shared_size;

static void send_all(struct gp_buf *b)
{
	size_t at = 0;

	while (at < b->len) {
		ssize_t n = write(GP_PROC_SOCKET, b->data + at, b->len - at);

		if (n <= 0)
			_exit(9);
		at += (size_t)n;
	}
	gp_buf_clear(b);
}

static void send_ready(struct gp_buf *b, const char *level)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, b, GP_PARSE_READY);
	record_text(&m, level);
	record_end(&m);
	send_all(b);
}

static _Noreturn void hang(void)
{
	for (;;)
		pause();
}

/* Lies: each is a page's answer that does not fit. */
static void send_lie(struct gp_buf *b, const char *which, int64_t id)
{
	static const struct link_record good = LINK_RECORD;
	struct link_record l = LINK_RECORD;

	if (!strcmp(which, "other-id")) {
		record_page(b, id + 1, "");
	} else if (!strcmp(which, "done-first")) {
		record_done(b, 0);
	} else if (!strcmp(which, "count")) {
		record_page(b, id, "");
		record_done(b, 1);
	} else if (!strcmp(which, "kind")) {
		l.kind = 99;
		record_page(b, id, "");
		record_link(b, &l);
	} else if (!strcmp(which, "noise")) {
		gp_buf_puts(b, "HTTP/1.1 200 OK\r\n\r\n");
	} else if (!strcmp(which, "ready")) {
		send_ready(b, "full");
	} else if (!strcmp(which, "flood")) {
		record_page(b, id, "");
		for (int i = 0; i < 2000000; i++) {
			record_link(b, &good);
			if (b->len > 60000)
				send_all(b);
		}
	}
	send_all(b);
	hang();
}

/* Does what the address says: http://a/WHAT[/WHICH]. The title of an honest answer is the body's beginning. */
static void answer(struct gp_buf *b, const char *url, int64_t id, const char *body, size_t n)
{
	char title[40];

	snprintf(title, sizeof title, "%.*s", n < 30 ? (int)n : 30, body);
	if (strstr(url, "/silent"))
		hang();
	if (strstr(url, "/crash"))
		raise(SIGKILL);
	if (strstr(url, "/lie/"))
		send_lie(b, strstr(url, "/lie/") + 5, id);
	record_page(b, id, title);
	if (strstr(url, "/half-page")) {
		send_all(b);
		_exit(0);
	}
	if (strstr(url, "/half-record")) {
		b->len -= 3;
		send_all(b);
		_exit(0);
	}
	if (strstr(url, "/stall")) {
		send_all(b);
		hang();
	}
	record_done(b, 0);
	if (strstr(url, "/twice")) {
		record_page(b, id, title);
		record_done(b, 0);
	}
	send_all(b);
}

static void take_job(struct gp_msg_in *m, struct gp_buf *out)
{
	int64_t id = gp_msg_take_int(m);
	char url[100];
	size_t offset, length, n;
	const char *s;

	gp_msg_take_range(m, 0, 1);
	gp_msg_take_range(m, 0, 1);
	gp_msg_take_range(m, 0, 1);
	offset = (size_t)gp_msg_take_range(m, 0, (int64_t)shared_size);
	length = (size_t)gp_msg_take_range(m, 0, (int64_t)(shared_size - offset));
	s = gp_msg_take_str(m, sizeof url - 1, &n);
	memcpy(url, s, n);
	url[n] = '\0';
	answer(out, url, id, shared + offset, length);
}

static int be_worker(void)
{
	struct gp_err e = GP_ERR_INIT;
	const char *mood = getenv("LC_ALL");
	struct gp_buf in, out;

	if (mood && !strcmp(mood, NEVER_READY))
		hang();
	gp_buf_init(&in, 1 << 20);
	gp_buf_init(&out, 1 << 20);
	shared = gp_shared_map(GP_PROC_MEMORY, &shared_size, &e);
	if (!shared)
		return 8;
	send_ready(&out, "pretended");
	for (;;) {
		struct gp_msg_in m;
		long used = gp_msg_next(&m, in.data, in.len);
		char *room;
		ssize_t n;

		if (used > 0) {
			if (m.type == GP_PARSE_JOB)
				take_job(&m, &out);
			gp_buf_shift(&in, (size_t)used);
			continue;
		}
		room = gp_buf_reserve(&in, 4096);
		n = room ? read(GP_PROC_SOCKET, room, 4096) : 0;
		if (n <= 0)
			return 0;
		in.len += (size_t)n;
	}
}

/* --- the parent's side */

static struct gp_err err;
static struct gp_loop *loop;
static struct gp_pool *pool;
static struct gp_phrases phrases;

/* What became of each page. */
static struct page_seen {
	int calls;
	char why[20], title[40];
} seen[PAGES];
static int answered;

static void note(void *user, const struct gp_page *page, const char *why)
{
	struct page_seen *s = user;

	s->calls++;
	answered++;
	snprintf(s->why, sizeof s->why, "%s", page ? "" : why);
	snprintf(s->title, sizeof s->title, "%s", page ? page->title : "");
}

static int start_pool(int workers, const char *binary)
{
	struct gp_pool_options o = {.workers = workers, .budget_ms = BUDGET_MS, .region = REGION,
	    .binary = binary, .phrases = &phrases};

	memset(seen, 0, sizeof seen);
	answered = 0;
	if (gp_loop_new(&loop, &err))
		return -1;
	return gp_pool_new(&pool, loop, &o, &err);
}

static void stop_pool(void)
{
	gp_pool_free(pool);
	gp_loop_free(loop);
	pool = NULL;
	loop = NULL;
}

static int submit_body(int page, const char *what, struct gp_buf *body)
{
	char url[100];
	struct gp_parse_job job = {.id = page + 1, .url = url, .charset = ""};

	snprintf(url, sizeof url, "http://a/%s", what);
	return gp_pool_submit(pool, &job, body, note, &seen[page], &err);
}

static int submit(int page, const char *what)
{
	struct gp_buf body;
	int rc;

	gp_buf_init(&body, REGION * 2);
	gp_buf_printf(&body, "body %d", page);
	rc = submit_body(page, what, &body);
	gp_buf_free(&body); /* still here when it was refused */
	return rc;
}

/* Runs the loop until so many callbacks came, at most 10 s. */
static void run_until(int want)
{
	int64_t end = gp_clock_mono_ms() + 10000;

	while (answered < want && gp_clock_mono_ms() < end)
		if (gp_loop_turn(loop, 200, &err))
			break;
}

static bool read_well(int page)
{
	char want[20];

	snprintf(want, sizeof want, "body %d", page);
	return seen[page].calls == 1 && !strcmp(seen[page].title, want);
}

static void honest_workers_read_pages(void)
{
	int good = 0;

	is_int(start_pool(2, NULL), 0, "two workers start");
	is_str(gp_pool_protection(pool), "unknown", "their protection is not known at first");
	for (int i = 0; i < PAGES; i++)
		submit(i, "fine");
	ok(gp_pool_backlog(pool) > 0, "pages wait");
	run_until(PAGES);
	for (int i = 0; i < PAGES; i++)
		good += read_well(i);
	is_int(good, PAGES, "every page is read once, from its own bytes");
	is_int((long long)gp_pool_backlog(pool), 0, "nothing waits any more");
	is_int(gp_pool_replaced(pool), 0, "no worker was replaced");
	is_str(gp_pool_protection(pool), "pretended", "the protection is what a worker says");
	stop_pool();
}

/* A file that says `n` bytes when it is handed over. */
static int submit_file(int page, const char *what, int fd, size_t n)
{
	char url[100];
	struct gp_parse_job job = {.id = page + 1, .url = url, .charset = ""};

	snprintf(url, sizeof url, "http://a/%s", what);
	return gp_pool_submit_file(pool, &job, fd, n, note, &seen[page], &err);
}

static int file_of(const char *text)
{
	int fd = memfd_create("page", MFD_CLOEXEC);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		ok(false, "a file in memory can be made");
	return fd;
}

static void files_are_read_where_they_lie(void)
{
	is_int(start_pool(1, NULL), 0, "one worker starts");
	submit_file(0, "fine", file_of("body 0"), 6);
	submit_file(1, "crash", file_of("body 1"), 6);
	submit_file(2, "fine", file_of("body 2"), 19);
	submit_file(3, "fine", open("/", O_RDONLY | O_CLOEXEC | O_DIRECTORY), 100);
	submit_file(4, "fine", file_of("body 4"), 6);
	ok(gp_pool_backlog(pool) >= 4 * 32768, "a small file counts for more than its bytes, for it is a descriptor as well");
	run_until(5);
	ok(read_well(0), "a file is read");
	is_str(seen[1].why, "ended", "the worker ends over one");
	is_str(seen[3].why, "unreadable", "what cannot be read fails for that reason");
	ok(read_well(4), "a file behind a bad one is read by the next worker");
	ok(read_well(2), "one that is shorter than it was said to be is read as it is");
	is_int((long long)gp_pool_backlog(pool), 0, "nothing waits any more");
	stop_pool();
}

/* One worker gets a bad page between good ones. */
static void a_bad_page(const char *what, const char *why)
{
	int good = 0, calls = 0;

	if (start_pool(1, NULL))
		ok(false, "%s", err.msg);
	for (int i = 0; i < 6; i++)
		submit(i, i == 2 ? what : "fine");
	run_until(6);
	for (int i = 0; i < 6; i++) {
		good += i != 2 && read_well(i);
		calls += seen[i].calls;
	}
	ok(good == 5 && calls == 6 && !strcmp(seen[2].why, why) && gp_pool_replaced(pool) == 1,
	    "%s: the page fails as \"%s\", five others are read, one worker is replaced", what, seen[2].why);
	stop_pool();
}

static void bad_pages(void)
{
	a_bad_page("silent", "silent");
	a_bad_page("stall", "silent");
	a_bad_page("crash", "ended");
	a_bad_page("half-page", "ended");
	a_bad_page("half-record", "ended");
	a_bad_page("lie/other-id", "lied");
	a_bad_page("lie/done-first", "lied");
	a_bad_page("lie/count", "lied");
	a_bad_page("lie/kind", "lied");
	a_bad_page("lie/noise", "lied");
	a_bad_page("lie/ready", "lied");
	a_bad_page("lie/flood", "lied");
}

/* An answer that nobody asked for spoils the next page, whose worker cannot be trusted. */
static void an_answer_too_many(void)
{
	int good = 0, calls = 0;

	if (start_pool(1, NULL))
		ok(false, "%s", err.msg);
	for (int i = 0; i < 6; i++)
		submit(i, i == 2 ? "twice" : "fine");
	run_until(6);
	for (int i = 0; i < 6; i++) {
		good += read_well(i);
		calls += seen[i].calls;
	}
	ok(good == 5 && calls == 6 && !strcmp(seen[3].why, "lied"), "an answer given twice costs the page behind it");
	stop_pool();
}

static void every_page_is_bad(void)
{
	int failed = 0;

	if (start_pool(2, NULL))
		ok(false, "%s", err.msg);
	for (int i = 0; i < 20; i++)
		submit(i, i % 2 ? "crash" : "lie/noise");
	run_until(20);
	for (int i = 0; i < 20; i++)
		failed += seen[i].calls == 1 && seen[i].why[0];
	is_int(failed, 20, "twenty bad pages fail one by one");
	is_int(gp_pool_replaced(pool), 20, "and cost a worker each");
	submit(30, "fine");
	run_until(21);
	ok(read_well(30), "after which a good page is read");
	stop_pool();
}

static void large_bodies(void)
{
	struct gp_buf body;
	char *large = gp_calloc(1, REGION + 1);

	if (start_pool(1, NULL))
		ok(false, "%s", err.msg);
	memset(large, 'x', REGION + 1);
	gp_buf_init(&body, REGION * 2);
	gp_buf_put(&body, large, REGION + 1);
	submit_body(0, "fine", &body);
	is_str(seen[0].why, "too large", "a body larger than the memory fails at once");
	ok(!body.data && !body.len, "its buffer comes back empty");
	gp_buf_put(&body, large, REGION);
	submit_body(1, "fine", &body);
	gp_buf_put(&body, large, REGION - 7);
	submit_body(2, "fine", &body);
	submit(3, "fine");
	run_until(4);
	ok(seen[1].calls == 1 && seen[1].title[0] == 'x' && seen[2].title[0] == 'x' && read_well(3),
	    "bodies as large as the memory follow each other");
	free(large);
	stop_pool();
}

/* A callback may hand over the next page, which goes to the worker that has just become free. */
static void submit_next(void *user, const struct gp_page *page, const char *why)
{
	struct gp_buf body;
	struct gp_parse_job job = {.id = 9, .url = "http://a/fine", .charset = ""};

	note(user, page, why);
	gp_buf_init(&body, 100);
	gp_buf_puts(&body, "body 1");
	if (gp_pool_submit(pool, &job, &body, note, &seen[1], &err))
		answered++;
}

static void callbacks_hand_over_more(void)
{
	struct gp_parse_job job = {.id = 8, .url = "http://a/fine", .charset = ""};
	char *large = gp_calloc(1, REGION);
	struct gp_buf body;

	for (int round = 0; round < 2; round++) {
		if (start_pool(1, NULL))
			ok(false, "%s", err.msg);
		job.url = round ? "http://a/crash" : "http://a/fine";
		gp_buf_init(&body, REGION);
		gp_buf_put(&body, large, REGION);
		if (gp_pool_submit(pool, &job, &body, submit_next, &seen[0], &err))
			ok(false, "%s", err.msg);
		run_until(2);
		ok(read_well(1), "a page handed over when a giant one %s is read whole", round ? "fails" : "is done");
		stop_pool();
	}
	free(large);
}

static void freeing_in_the_middle(void)
{
	if (start_pool(2, NULL))
		ok(false, "%s", err.msg);
	for (int i = 0; i < PAGES; i++)
		submit(i, i % 5 ? "fine" : "silent");
	run_until(3);
	stop_pool();
	ok(answered < PAGES, "a pool can be freed while pages are read and wait");
	gp_pool_free(NULL);
}

static void workers_that_never_start(void)
{
	int calls = 0, no_worker = 0;

	is_int(start_pool(1, "/nonexistent"), -1, "without a program there is no pool");
	gp_loop_free(loop);
	if (start_pool(1, "/bin/false"))
		ok(false, "%s", err.msg);
	for (int i = 0; i < 10; i++)
		if (submit(i, "fine"))
			break;
	run_until(10);
	for (int i = 0; i < 10; i++) {
		calls += seen[i].calls;
		no_worker += !strcmp(seen[i].why, "no worker");
	}
	ok(calls == 10 && no_worker == 10, "three that end before they are ready: no page waits for ever");
	is_int(gp_pool_replaced(pool), 3, "a fourth is not tried");
	is_int(submit(11, "fine"), -1, "and new pages are refused");
	is_int(seen[11].calls, 0, "without a callback");
	stop_pool();
}

static void workers_that_never_say_ready(void)
{
	int64_t before = gp_clock_mono_ms();

	setenv("LC_ALL", NEVER_READY, 1); /* all of the environment that a worker sees */
	if (start_pool(1, NULL))
		ok(false, "%s", err.msg);
	submit(0, "fine");
	run_until(1);
	is_str(seen[0].why, "no worker", "workers that are silent from the start are given up");
	is_int(gp_pool_replaced(pool), 3, "after three");
	ok(gp_clock_mono_ms() - before < 3 * BUDGET_MS + 3000, "in time");
	stop_pool();
	unsetenv("LC_ALL");
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "-x"))
		return be_worker();
	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGPIPE, SIG_IGN);
	phrases.long_text = 10;
	gp_phrases_add(&phrases, GP_PHRASE_SOFT_404, "gone", 4, "");
	honest_workers_read_pages();
	files_are_read_where_they_lie();
	bad_pages();
	an_answer_too_many();
	every_page_is_bad();
	large_bodies();
	callbacks_hand_over_more();
	freeing_in_the_middle();
	workers_that_never_start();
	workers_that_never_say_ready();
	gp_phrases_free(&phrases);
	return tap_done();
}
