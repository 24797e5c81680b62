/*
 * script: whatever a script worker says or leaves unsaid, each request gets exactly one answer, the requests
 * behind it are answered too, and the parent stays within its bounds. The test is its own worker
 * ("-x script"): what it does is said by the page's address or the script's path.
 */
#define _GNU_SOURCE
#include "core/script/script.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/sys/loop.h"
#include "core/sys/proc.h"
#include "tests/lib/tap.h"

#define WALL_MS 300
#define REQUESTS 6
#define FILES 4
#define BAD 2               /* which of the requests is the bad one */
#define RSS_MAX (256 << 10) /* KiB of this process */

/* --- the worker's side */

static char paths[FILES][100];
static const char *mood; /* of a worker from its start: all of the environment that it sees */

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

static _Noreturn void hang(void)
{
	signal(SIGTERM, SIG_IGN);
	for (;;)
		pause();
}

static void put(struct gp_buf *b, uint16_t type, int ints, int64_t first, int64_t second, const char *s, size_t n)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, b, type);
	if (ints > 0)
		gp_msg_put_int(&m, first);
	if (ints > 1)
		gp_msg_put_int(&m, second);
	if (s)
		gp_msg_put_str(&m, s, n);
	if (gp_msg_end(&m))
		_exit(7);
	if (b->len > 60000)
		send_all(b);
}

static void put_ready(struct gp_buf *b)
{
	put(b, GP_SCRIPT_READY, 0, 0, 0, "pretended", 9);
}

static void put_found(struct gp_buf *b, int64_t file, const char *text, size_t n)
{
	struct gp_buf v;

	gp_buf_init(&v, GP_MSG_MAX);
	gp_pack_map(&v, 1);
	gp_pack_key(&v, "message", 7);
	gp_pack_str(&v, text, n);
	put(b, GP_SCRIPT_FOUND, 1, file, 0, v.data, v.len);
	gp_buf_free(&v);
}

static void put_value(struct gp_buf *b, const char *text)
{
	struct gp_buf v;

	gp_buf_init(&v, GP_MSG_MAX);
	gp_pack_str(&v, text, strlen(text));
	put(b, GP_SCRIPT_BYTES, 0, 0, 0, v.data, v.len);
	gp_buf_free(&v);
}

/* Without end, as fast as the parent reads; it has to put an end to it. */
static void flood(struct gp_buf *b, const char *what, int64_t file)
{
	static char large[16000];

	memset(large, 'x', sizeof large);
	for (int i = 0; i < 4000000; i++)
		if (!strcmp(what, "found"))
			put_found(b, file, large, sizeof large);
		else if (!strcmp(what, "tiny"))
			put(b, GP_SCRIPT_FOUND, 1, file, 0, "\0", 1);
		else if (!strcmp(what, "broke"))
			put(b, GP_SCRIPT_BROKE, 1, file, 0, large, 1999);
		else if (!strcmp(what, "bytes"))
			put(b, GP_SCRIPT_BYTES, 0, 0, 0, large, sizeof large);
		else if (!strcmp(what, "ready"))
			put_ready(b);
		else if (!strcmp(what, "tick"))
			put(b, GP_SCRIPT_TICK, 0, 0, 0, NULL, 0);
}

static void trickle(struct gp_buf *b, const char *what, int64_t file)
{
	signal(SIGTERM, SIG_IGN);
	for (;;) {
		if (!strcmp(what, "found"))
			put_found(b, file, "x", 1);
		else
			put(b, GP_SCRIPT_BYTES, 0, 0, 0, "x", 1);
		send_all(b);
		usleep(20000);
	}
}

/* An answer that does not fit. */
static void lie(struct gp_buf *b, const char *which, int64_t file)
{
	static const char count[] = {GP_VALUE_LIST, -1, -1, -1, -1};
	char deep[40][5] = {{0}};

	if (!strcmp(which, "other-rule")) {
		put_found(b, file + 1, "x", 1);
	} else if (!strcmp(which, "no-rule")) {
		put_found(b, 4000, "x", 1);
	} else if (!strcmp(which, "broke-other")) {
		put(b, GP_SCRIPT_BROKE, 1, file + 1, 0, "x", 1);
	} else if (!strcmp(which, "count")) {
		put(b, GP_SCRIPT_FOUND, 1, file, 0, count, sizeof count);
	} else if (!strcmp(which, "deep")) {
		for (int i = 0; i < 40; i++) {
			deep[i][0] = GP_VALUE_LIST;
			deep[i][1] = 1;
		}
		put(b, GP_SCRIPT_FOUND, 1, file, 0, deep[0], sizeof deep);
	} else if (!strcmp(which, "not-utf8")) {
		put(b, GP_SCRIPT_BROKE, 1, file, 0, "\xff", 1);
	} else if (!strcmp(which, "ready")) {
		put_ready(b);
	} else if (!strcmp(which, "limit-other")) {
		put(b, GP_SCRIPT_LIMIT, 2, GP_SCRIPT_CPU, file + 1, NULL, 0);
	} else if (!strcmp(which, "limit-none")) {
		put(b, GP_SCRIPT_LIMIT, 2, 77, file, NULL, 0);
	} else if (!strcmp(which, "left-over")) {
		put(b, GP_SCRIPT_DONE, 1, 1, 0, NULL, 0);
	} else if (!strcmp(which, "type")) {
		put(b, 999, 0, 0, 0, NULL, 0);
	} else if (!strcmp(which, "request")) {
		put(b, GP_SCRIPT_DECLARE, 2, 0, 0, NULL, 0);
	} else if (!strcmp(which, "noise")) {
		gp_buf_puts(b, "HTTP/1.1 200 OK\r\n\r\n");
	} else if (!strcmp(which, "length")) {
		gp_buf_put(b, "\xff\xff\xff\x7f\0\0\0\0", 8);
	}
}

/* 1: the answer is complete, and so a DONE follows. */
static int act(struct gp_buf *b, const char *what, int64_t file)
{
	if (!strcmp(what, "silent"))
		hang();
	if (!strcmp(what, "exit"))
		_exit(0);
	if (!strcmp(what, "killed"))
		raise(SIGKILL);
	if (!strncmp(what, "trickle-", 8))
		trickle(b, what + 8, file);
	if (!strncmp(what, "flood-", 6))
		flood(b, what + 6, file);
	if (!strncmp(what, "lie-", 4)) {
		lie(b, what + 4, file);
		send_all(b);
		hang();
	}
	if (!strcmp(what, "half-record")) {
		put_found(b, file, "half", 4);
		b->len -= 3;
		send_all(b);
		hang();
	}
	if (!strncmp(what, "limit", 5)) {
		put(b, GP_SCRIPT_LIMIT, 2, GP_SCRIPT_CPU, file, NULL, 0);
		if (!strcmp(what, "limit-twice"))
			put(b, GP_SCRIPT_LIMIT, 2, GP_SCRIPT_CPU, file, NULL, 0);
		send_all(b);
		hang();
	}
	return 1;
}

static void answer_check(struct gp_buf *b, struct gp_msg_in *m)
{
	size_t n, at;
	const char *s = gp_msg_take_str(m, 1000, &n);
	char url[100];
	uint16_t file;

	snprintf(url, sizeof url, "%.*s", (int)n, s);
	memcpy(&file, m->p + m->left - sizeof file, sizeof file);
	at = strlen("http://a/");
	if (!strcmp(url + at, "failed")) {
		put(b, GP_SCRIPT_FAILED, 0, 0, 0, "no", 2);
		return;
	}
	if (!strcmp(url + at, "bytes"))
		put(b, GP_SCRIPT_BYTES, 0, 0, 0, "x", 1);
	else if (act(b, url + at, file) && !strcmp(url + at, "broke"))
		put(b, GP_SCRIPT_BROKE, 1, file, 0, "it broke", 8);
	else
		put_found(b, file, url + at, strlen(url + at));
	put(b, GP_SCRIPT_DONE, 0, 0, 0, NULL, 0);
	if (!strcmp(url + at, "twice"))
		put(b, GP_SCRIPT_DONE, 0, 0, 0, NULL, 0);
}

static void answer_value(struct gp_buf *b, int64_t file)
{
	const char *what = paths[file];

	if (!strcmp(what, "failed")) {
		put(b, GP_SCRIPT_FAILED, 0, 0, 0, "it broke", 8);
		return;
	}
	if (act(b, what, file) && strcmp(what, "nothing"))
		put_value(b, what);
	if (!strcmp(what, "two-values"))
		put_value(b, what);
	put(b, GP_SCRIPT_DONE, 0, 0, 0, NULL, 0);
}

static void answer_declare(struct gp_buf *b, struct gp_msg_in *m)
{
	int64_t file = gp_msg_take_range(m, 0, FILES - 1);

	if (!gp_msg_take_int(m)) {
		answer_value(b, file);
		return;
	}
	if (!strcmp(mood, "limit-none"))
		put(b, GP_SCRIPT_LIMIT, 2, GP_SCRIPT_CPU, -1, NULL, 0);
	else if (!strcmp(mood, "limit-other"))
		put(b, GP_SCRIPT_LIMIT, 2, GP_SCRIPT_CPU, FILES - 1, NULL, 0);
	else if (!strcmp(mood, "limit"))
		put(b, GP_SCRIPT_LIMIT, 2, GP_SCRIPT_CPU, file, NULL, 0);
	else if (!strcmp(mood, "tick"))
		flood(b, "tick", file);
	put(b, GP_SCRIPT_DONE, 0, 0, 0, NULL, 0);
}

static void take_file(struct gp_msg_in *m)
{
	int64_t file = gp_msg_take_range(m, 0, FILES - 1);
	size_t n;
	const char *s;

	gp_msg_take_int(m);
	gp_msg_take_int(m);
	s = gp_msg_take_str(m, sizeof paths[0] - 1, &n);
	snprintf(paths[file], sizeof paths[0], "%.*s", (int)n, s);
}

static void take_record(struct gp_buf *out, struct gp_msg_in *m)
{
	if (m->type == GP_SCRIPT_FILE)
		take_file(m);
	else if (m->type == GP_SCRIPT_CHECK)
		answer_check(out, m);
	else if (m->type == GP_SCRIPT_DECLARE)
		answer_declare(out, m);
	else if (m->type == GP_SCRIPT_RUN)
		answer_value(out, gp_msg_take_range(m, 0, FILES - 1));
	send_all(out);
}

static int be_worker(void)
{
	struct gp_buf in, out;

	mood = getenv("LC_ALL") ? getenv("LC_ALL") : "";
	if (!strcmp(mood, "exit"))
		return 0;
	gp_buf_init(&in, 1 << 20);
	gp_buf_init(&out, 1 << 20);
	if (!strcmp(mood, "early"))
		put(&out, GP_SCRIPT_DONE, 0, 0, 0, NULL, 0);
	put_ready(&out);
	send_all(&out);
	for (;;) {
		struct gp_msg_in m;
		long used = gp_msg_next(&m, in.data, in.len);
		char *room;
		ssize_t n;

		if (used > 0) {
			take_record(&out, &m);
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
static struct gp_script *script;
static struct gp_source sources[FILES];

static struct seen {
	int calls;
	enum gp_script_outcome outcome;
	enum gp_script_limit limit;
	int file;
	char said[100]; /* the first finding, the value or the message */
} seen[REQUESTS];
static int answered;

static void note(void *user, const struct gp_script_answer *a)
{
	struct seen *s = user;
	const char *said = a->message ? a->message : "";

	s->calls++;
	answered++;
	s->outcome = a->outcome;
	s->limit = a->limit;
	s->file = a->file;
	if (a->first)
		said = a->first->value ? gp_value_str(a->first->value, "message") : a->first->message;
	else if (a->value)
		said = a->value->string.p;
	snprintf(s->said, sizeof s->said, "%s", said ? said : "");
}

static void begin(const char *path)
{
	struct gp_script_options o = {.sources = sources, .count = FILES, .memory_fd = -1, .wall_ms = WALL_MS};

	memset(seen, 0, sizeof seen);
	answered = 0;
	for (int i = 0; i < FILES; i++)
		sources[i] = (struct gp_source){.path = i == 1 ? path : "fine", .text = "", .n = 0};
	if (gp_loop_new(&loop, &err))
		exit(8);
	script = gp_script_new(loop, &o);
}

static void end(void)
{
	gp_script_free(script);
	gp_loop_free(loop);
}

static int check(int request, const char *what)
{
	char url[100];
	struct gp_script_page page = {.url = url, .type = "text/html", .charset = ""};
	uint16_t file = 1;

	snprintf(url, sizeof url, "http://a/%s", what);
	return gp_script_check(script, &page, &file, 1, note, &seen[request], &err);
}

static void run_until(int want)
{
	int64_t last = gp_clock_mono_ms() + 15000;

	while (answered < want && gp_clock_mono_ms() < last)
		if (gp_loop_turn(loop, 200, &err))
			break;
}

static bool good(int request)
{
	return seen[request].calls == 1 && seen[request].outcome == GP_SCRIPT_GOOD && !strcmp(seen[request].said, "fine");
}

static bool others_are_good(void)
{
	int n = 0;

	for (int i = 0; i < REQUESTS; i++)
		n += i != BAD && good(i);
	return n == REQUESTS - 1 && answered == REQUESTS && !gp_script_pending(script);
}

/* A check that goes wrong, between good ones. */
static void a_bad_check(const char *what, enum gp_script_outcome outcome, const char *said)
{
	begin("fine");
	for (int i = 0; i < REQUESTS; i++)
		if (check(i, i == BAD ? what : "fine"))
			ok(false, "%s", err.msg);
	run_until(REQUESTS);
	ok(others_are_good() && seen[BAD].calls == 1 && seen[BAD].outcome == outcome && !strcmp(seen[BAD].said, said),
	    "a check, %s: outcome %d \"%s\", the five others are answered", what, (int)seen[BAD].outcome, seen[BAD].said);
	end();
}

/* A run of a script that goes wrong, between good ones. */
static void a_bad_run(const char *path, enum gp_script_outcome outcome, const char *said)
{
	begin(path);
	for (int i = 0; i < REQUESTS; i++)
		if (i % 2 ? gp_script_declare(script, i == BAD ? 1 : 0, note, &seen[i], &err) :
		    gp_script_run(script, i == BAD ? 1 : 0, NULL, 0, note, &seen[i], &err))
			ok(false, "%s", err.msg);
	run_until(REQUESTS);
	ok(others_are_good() && seen[BAD].calls == 1 && seen[BAD].outcome == outcome && !strcmp(seen[BAD].said, said),
	    "a run, %s: outcome %d \"%s\", the five others are answered", path, (int)seen[BAD].outcome, seen[BAD].said);
	end();
}

static const char lied[] = "the script worker said what it may not say", ended[] = "the script worker ended";

static void bad_checks(void)
{
	static const char *const lies[] = {"lie-other-rule", "lie-no-rule", "lie-broke-other", "lie-count", "lie-deep",
	    "lie-not-utf8", "lie-ready", "lie-limit-other", "lie-limit-none", "lie-left-over", "lie-type", "lie-request",
	    "lie-noise", "lie-length", "flood-found", "flood-tiny", "flood-broke", "flood-bytes", "flood-ready", "flood-tick",
	    "bytes", "failed", NULL};

	a_bad_check("broke", GP_SCRIPT_GOOD, "it broke");
	for (int i = 0; lies[i]; i++)
		a_bad_check(lies[i], GP_SCRIPT_LOST, lied);
	a_bad_check("exit", GP_SCRIPT_LOST, ended);
	a_bad_check("killed", GP_SCRIPT_LOST, ended);
	a_bad_check("limit", GP_SCRIPT_STOPPED, "");
	a_bad_check("limit-twice", GP_SCRIPT_STOPPED, "");
	a_bad_check("silent", GP_SCRIPT_STOPPED, "");
	a_bad_check("half-record", GP_SCRIPT_STOPPED, "");
	a_bad_check("trickle-found", GP_SCRIPT_STOPPED, "x");
	is_int(seen[BAD].limit, GP_SCRIPT_WALL, "a worker that goes on talking is stopped for its time");
}

static void bad_runs(void)
{
	static const char *const lies[] = {"nothing", "two-values", "flood-bytes", "flood-tick", "flood-found", "lie-noise",
	    "lie-other-rule", NULL};

	a_bad_run("failed", GP_SCRIPT_BAD, "it broke");
	for (int i = 0; lies[i]; i++)
		a_bad_run(lies[i], GP_SCRIPT_LOST, lied);
	a_bad_run("trickle-bytes", GP_SCRIPT_STOPPED, "");
	a_bad_run("silent", GP_SCRIPT_STOPPED, "");
	a_bad_run("limit", GP_SCRIPT_STOPPED, "");
	is_int(seen[BAD].file, 1, "a limit names the script");
}

static void an_answer_too_many(void)
{
	int n = 0;

	begin("fine");
	for (int i = 0; i < REQUESTS; i++)
		if (check(i, i == BAD ? "twice" : "fine"))
			ok(false, "%s", err.msg);
	run_until(REQUESTS);
	for (int i = 0; i < REQUESTS; i++)
		n += seen[i].calls == 1;
	ok(n == REQUESTS && !strcmp(seen[BAD].said, "twice"), "an answer given twice leaves each request one answer");
	end();
}

/* What a worker says while it repeats the declarations; `out`: the source that is then left out, or -1. */
static void at_the_start(const char *how, int good_ones, int out)
{
	int calls = 0, fine = 0;

	setenv("LC_ALL", how, 1);
	begin("fine");
	sources[0].declared = sources[1].declared = true;
	for (int i = 0; i < REQUESTS; i++)
		if (check(i, "fine"))
			break;
	run_until(REQUESTS);
	for (int i = 0; i < REQUESTS; i++) {
		calls += seen[i].calls == 1;
		fine += good(i);
	}
	ok(calls == REQUESTS && fine == good_ones, "declarations, %s: six answers, %d of them good", how, fine);
	for (int i = 0; i < FILES; i++)
		if (sources[i].out != (i == out || (out == 1 && i == 0)))
			ok(false, "source %d", i);
	end();
	unsetenv("LC_ALL");
}

static void bad_starts(void)
{
	at_the_start("limit-none", 0, -1);
	at_the_start("limit-other", 0, -1);
	at_the_start("tick", 0, -1);
	at_the_start("early", 0, -1);
	at_the_start("exit", 0, -1);
	at_the_start("limit", REQUESTS, 1);
}

static void freeing_in_the_middle(void)
{
	begin("fine");
	for (int i = 0; i < REQUESTS; i++)
		if (check(i, i == BAD ? "silent" : "fine"))
			ok(false, "%s", err.msg);
	run_until(BAD);
	end();
	ok(answered >= BAD && answered < REQUESTS, "requests under way end without a callback when all is freed");
	gp_script_free(NULL);
}

/* A callback may ask again, also when the worker has just been lost. */
static void ask_again(void *user, const struct gp_script_answer *a)
{
	note(user, a);
	if (check(1, "fine"))
		answered++;
}

static void callbacks_ask_again(void)
{
	struct gp_script_page page = {.url = "http://a/exit", .type = "", .charset = ""};
	uint16_t file = 1;

	begin("fine");
	if (gp_script_check(script, &page, &file, 1, ask_again, &seen[0], &err))
		ok(false, "%s", err.msg);
	run_until(2);
	ok(seen[0].calls == 1 && seen[0].outcome == GP_SCRIPT_LOST && good(1), "a callback asks again and gets its answer");
	end();
}

static void no_worker_at_all(void)
{
	struct gp_script_options o = {.sources = sources, .count = FILES, .memory_fd = -1, .binary = "/nonexistent"};

	begin("fine");
	gp_script_free(script);
	script = gp_script_new(loop, &o);
	is_int(check(0, "fine"), -1, "without a program a request is refused");
	is_int(seen[0].calls + gp_script_pending(script), 0, "without a callback, and nothing waits");
	end();
}

static void memory_stays_bounded(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
#ifndef GP_SANITIZED
	ok(u.ru_maxrss < RSS_MAX, "after all floods the parent has needed %ld MiB", u.ru_maxrss >> 10);
#endif
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "-x"))
		return be_worker();
	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGPIPE, SIG_IGN);
	unsetenv("LC_ALL");
	bad_checks();
	bad_runs();
	an_answer_too_many();
	bad_starts();
	freeing_in_the_middle();
	callbacks_ask_again();
	no_worker_at_all();
	memory_stays_bounded();
	return tap_done();
}
