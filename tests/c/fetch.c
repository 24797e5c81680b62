/* fetch: one request, one reply or one reason; against the scripted server (build/…/tests/lib/server) */
#define _GNU_SOURCE
#include "core/web/fetch.h"

#include <dirent.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/sys/loop.h"
#include "core/web/address.h"
#include "tests/lib/tap.h"

#define BODY_MAX ((size_t)4 << 20)
#define TIMEOUT_MS 1000

static const char scenario[] =
    "listen a 127.0.0.1\n"
    "reserve gone 127.0.0.1\n"
    "log-header Cookie\n"
    "path /page\n type text/html; q=1; Charset=\"GB2312\"\n header Set-Cookie: a=b; Path=/; Secure\n header set-cookie:c=d\n text 12345\n"
    "path /never\n never\n"
    "path /empty\n empty\n"
    "path /reset\n reset\n"
    "path /half\n length 100\n close\n text half\n"
    "path /noise\n raw what is this\\r\\n\n"
    "path /bad-chunk\n raw HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n"
    "Transfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\nhello\\r\\n\n"
    "path /moved\n status 301\n location ../other?x#y\n"
    "path /named\n raw HTTP/1.1 302 Found\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n"
    "Location: /\\xD6\\xD0?\\r\\n\\r\\n\n"
    "path /many-cookies\n header-repeat 500 Set-Cookie: name=value-value-value\n text x\n"
    "path /busy\n status 503\n header Retry-After: 7\n"
    "path /busy-date\n status 503\n header Retry-After: Thu, 20 Apr 2023 03:20:00 GMT\n"
    "path /busy-ever\n status 429\n header Retry-After: 99999999999\n"
    "path /busy-odd\n status 503\n header Retry-After: soon\n"
    "path /large\n repeat 300000 0123456789abcd\n"
    "path /exact\n repeat 65536 0123456789012345678901234567890123456789012345678901234567890123\n"
    "path /gzip\n gzip\n text packed\n"
    "path /bomb\n gzip\n bomb 64\n"
    "path /inflates\n gzip\n repeat 800000 %d,\n"
    "path /image\n type image/png\n repeat 100 0123456789\n"
    "path /film\n type video/mp4\n repeat 20000 0123456789\n"
    "path /stream\n type video/mp4\n endless-body 0123456789\n"
    "path /stalls\n raw HTTP/1.1 200 OK\\r\\nContent-Type: video/mp4\\r\\nContent-Length: 900000\\r\\n\\r\\n\n"
    "path /breaks\n type image/png\n length 2000\n close\n repeat 100 0123456789\n"
    "path /style\n type text/css\n text a{}\n"
    "path /plain\n type text/plain\n text words\n"
    "path /untyped\n type none\n text words\n"
    "path /interim\n interim 3\n text after\n"
    "path /interim-ever\n interim 0\n"
    "path /hints\n raw HTTP/1.1 103 Early Hints\\r\\nLocation: /early\\r\\nContent-Type: text/x-early\\r\\n\\r\\n"
    "HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Type: text/html\\r\\nContent-Length: 2\\r\\n\\r\\nok\n"
    "path /headers\n header-repeat 2000 X-More: and more, and more, and more, and more\n text x\n"
    "path /headers-ever\n endless-headers\n"
    "path /folded-first\n raw HTTP/1.1 200 OK\\r\\n on and on\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n\\r\\n\n"
    "path /two-hundred\n header-repeat 300 X-%d: v%d\n text x\n"
    "path /folded\n raw HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nX-Long:  one\\r\\n \\ttwo \\r\\nX-\\xD6: \\xD6\\xD0!\\r\\n"
    "X-Empty:\\r\\nContent-Length: 0\\r\\n\\r\\n\n"
    "path /trailer\n raw HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nTransfer-Encoding: chunked\\r\\n"
    "Content-Type: text/html\\r\\n\\r\\n2\\r\\nok\\r\\n0\\r\\nX-Late: x\\r\\nContent-Type: text/late\\r\\nHTTP/1.1 404 No\\r\\n\\r\\n\n";

static struct gp_err err;
static struct gp_loop *loop;
static struct gp_fetch *fetch;
static char dir[] = "/tmp/gp-fetch-XXXXXX", site[110], gone[110];
static pid_t server;
static int server_in = -1;

static _Noreturn void bail(const char *what)
{
	printf("Bail out! %s\n", what);
	exit(1);
}

static const char *in_dir(const char *name)
{
	static char path[100];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	return path;
}

static void start_server(char *own)
{
	int in[2], out[2];
	char program[300], line[100];
	FILE *f = fopen(in_dir("scenario"), "w");

	snprintf(program, sizeof program, "%s/lib/server", dirname(own));
	if (access(program, X_OK))
		skip_all("the test server is not built");
	if (!f || fputs(scenario, f) < 0 || fclose(f) || pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC))
		bail("set-up");
	server = fork();
	if (!server) {
		char log[120];

		snprintf(log, sizeof log, "%s", in_dir("log"));
		if (dup2(in[0], 0) == 0 && dup2(out[1], 1) == 1)
			execl(program, program, in_dir("scenario"), log, (char *)NULL);
		_exit(9);
	}
	server_in = in[1];
	close(in[0]);
	close(out[1]);
	f = fdopen(out[0], "r");
	while (f && fgets(line, sizeof line, f) && strcmp(line, "ready\n")) {
		line[strcspn(line, "\n")] = '\0';
		if (!strncmp(line, "a ", 2))
			snprintf(site, sizeof site, "http://%s", line + 2);
		if (!strncmp(line, "gone ", 5))
			snprintf(gone, sizeof gone, "http://%s", line + 5);
	}
	if (!site[0] || !gone[0])
		bail("the test server did not start");
	fclose(f);
}

static void stop_server(void)
{
	static const char *const names[] = {"scenario", "log"};

	kill(server, SIGTERM);
	close(server_in);
	waitpid(server, NULL, 0);
	for (size_t i = 0; i < 2; i++)
		unlink(in_dir(names[i]));
	rmdir(dir);
}

/* How many lines of the log end with `what`. */
static int logged(const char *what)
{
	char line[300];
	FILE *f = fopen(in_dir("log"), "r");
	int n = 0;

	while (f && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		n += strlen(line) >= strlen(what) && !strcmp(line + strlen(line) - strlen(what), what);
	}
	if (f)
		fclose(f);
	return n;
}

/* --- one request */

static struct answer {
	bool done;
	enum gp_fetch_failure failure;
	char cookies[40], detail[200], type[80], charset[40], location[80], text[20];
	int status;
	bool has_location, has_retry_after, reused, kept;
	int64_t retry_after_ms, length;
	size_t body;
} got;

static void note(void *user, struct gp_fetch_reply *r)
{
	struct answer *a = user;

	*a = (struct answer){.done = true, .failure = r->failure, .status = r->status,
	    .has_location = r->location, .has_retry_after = r->has_retry_after, .reused = r->reused, .kept = r->kept, .retry_after_ms = r->retry_after_ms, .length = r->length,
	    .body = r->body->len};
	snprintf(a->cookies, sizeof a->cookies, "%.30s", r->cookies ? r->cookies : "");
	snprintf(a->detail, sizeof a->detail, "%s", r->detail);
	snprintf(a->type, sizeof a->type, "%s", r->type);
	snprintf(a->charset, sizeof a->charset, "%s", r->charset);
	snprintf(a->location, sizeof a->location, "%s", r->location ? r->location : "");
	snprintf(a->text, sizeof a->text, "%.15s", r->body->data ? r->body->data : "");
}

static void run(void)
{
	int64_t end = gp_clock_mono_ms() + 10000;

	while (!got.done && gp_clock_mono_ms() < end)
		if (gp_loop_turn(loop, 200, &err))
			bail(err.msg);
}

static struct gp_fetch_request request(char url[200], const char *origin, const char *path)
{
	snprintf(url, 200, "%s%s", origin, path);
	return (struct gp_fetch_request){.url = url, .keep = GP_BODY_HTML | GP_BODY_CSS, .allow = GP_ADDRESS_LOOPBACK};
}

static void start(const struct gp_fetch_request *q)
{
	got = (struct answer){0};
	if (gp_fetch_start(fetch, q, note, &got, &err))
		bail(err.msg);
}

static const char *failure_of(const char *origin, const char *path)
{
	char url[200];
	struct gp_fetch_request q = request(url, origin, path);

	start(&q);
	run();
	return got.done ? gp_fetch_failure_id(got.failure) : "(no answer)";
}

static bool fetches(const char *path)
{
	bool good = !failure_of(site, path)[0];

	if (!good)
		printf("# %s: %s %s\n", path, gp_fetch_failure_id(got.failure), got.detail);
	return good;
}

static void replies(void)
{
	ok(fetches("/page"), "a page is fetched");
	ok(got.status == 200 && got.kept && !strcmp(got.text, "12345") && got.length == 5, "with status and body");
	is_str(got.type, "text/html", "its type without parameters");
	is_str(got.charset, "GB2312", "and its charset without quotes");
	is_str(got.cookies, "a=b; c=d", "cookies are given without their attributes");
	ok(!got.has_location && !got.has_retry_after, "what the server does not say is not there");
	ok(fetches("/moved") && got.status == 301, "a redirect is not followed");
	is_str(got.location, "../other?x#y", "its target comes as it was sent");
	ok(fetches("/named") && !strcmp(got.location, "/%D6%D0?"), "bytes of another charset in it are escaped");
	ok(fetches("/many-cookies") && got.cookies[0], "cookies are cut at some length");
	ok(fetches("/nothing") && got.status == 404, "a 404 is a reply");
	ok(!got.has_location && !got.cookies[0] && !got.charset[0], "with nothing of the reply before");
	ok(fetches("/busy") && got.retry_after_ms == 7000, "Retry-After in seconds");
	ok(fetches("/busy-date") && got.has_retry_after && got.retry_after_ms == 0, "as a date that is past");
	ok(fetches("/busy-ever") && got.retry_after_ms == 86400000, "no more than a day");
	ok(fetches("/busy-odd") && !got.has_retry_after, "or nothing that can be read");
	ok(fetches("/gzip") && !strcmp(got.text, "packed"), "compressed bodies are unpacked");
}

static void failures(void)
{
	char url[200];
	struct gp_fetch_request q;

	is_str(failure_of(gone, "/"), "refused", "a port where nobody listens");
	ok(got.status == 0 && got.detail[0], "has no status and some words");
	is_str(failure_of("http://a-label-of-more-than-sixty-three-bytes-which-no-name-server-can-ever-know.example", "/"),
	    "dns", "a name that cannot be resolved");
	is_str(failure_of(site, "/empty"), "empty-reply", "a connection closed without a word");
	is_str(failure_of(site, "/reset"), "reset", "one that is reset");
	is_str(failure_of(site, "/never"), "timeout", "a server that never answers");
	is_str(failure_of(site, "/half"), "truncated", "a body that ends too early");
	is_int(got.kept, 0, "is not kept");
	is_str(failure_of(site, "/noise"), "malformed-reply", "bytes that are no HTTP");
	is_str(failure_of(site, "/bad-chunk"), "malformed-reply", "chunks that are none");
	q = request(url, "ftp://127.0.0.1", "/");
	start(&q);
	run();
	ok(got.done && got.failure != GP_FETCH_OK, "another scheme is never fetched");
}

static void the_address_policy(void)
{
	char name[80], url[200];
	struct gp_fetch_request q = request(url, site, "/page?policy");
	int before;

	fetches("/page?policy0");
	before = logged("open a");
	q.allow = GP_ADDRESS_PUBLIC;
	q.fresh_connection = true;
	start(&q);
	run();
	is_str(gp_fetch_failure_id(got.failure), "private-address", "loopback is refused where only the public is allowed");
	snprintf(name, sizeof name, "http://localhost%s", strrchr(site, ':'));
	q = request(url, name, "/page?policy");
	q.allow = GP_ADDRESS_PUBLIC;
	start(&q);
	run();
	is_str(gp_fetch_failure_id(got.failure), "private-address", "also by a name that resolves to it");
	q.allow = GP_ADDRESS_PRIVATE | GP_ADDRESS_LINK_LOCAL | GP_ADDRESS_PUBLIC;
	start(&q);
	run();
	is_str(gp_fetch_failure_id(got.failure), "private-address", "or where other classes are");
	ok(logged("open a") == before && logged("/page?policy") == 0, "and no connection was made");
	q.allow = GP_ADDRESS_LOOPBACK;
	start(&q);
	run();
	ok(got.failure == GP_FETCH_OK && got.status == 200, "where loopback is allowed the name works");
}

/* A connection that one origin's policy allowed must not serve a request that may not go there. */
static void kept_connections_and_the_policy(void)
{
	char url[200];
	struct gp_fetch_request q = request(url, site, "/page?kept");

	fetches("/page?warm");
	q.allow = GP_ADDRESS_PUBLIC;
	start(&q);
	run();
	is_str(gp_fetch_failure_id(got.failure), "private-address", "a kept connection is no way around the policy");
	is_int(logged("/page?kept"), 0, "and the request was not sent");
}

static void headers_of_one_request(void)
{
	static const char *const secret[] = {"Cookie: opensesame", NULL};
	char url[200];
	struct gp_fetch_request q = request(url, site, "/page?secret");

	q.headers = secret;
	start(&q);
	run();
	is_int(logged("GET a /page?secret opensesame"), 1, "a header of a request is sent");
	fetches("/page?after");
	ok(logged("GET a /page?after") == 1 && logged("opensesame") == 1, "and is gone in the next");
	q = request(url, site, "/page?cookies");
	q.cookies = "a=b; c=d";
	start(&q);
	run();
	is_int(logged("GET a /page?cookies a=b; c=d"), 1, "cookies of a request are sent");
	fetches("/page?without");
	is_int(logged("GET a /page?without"), 1, "and none that a reply or an earlier request had");
}

static void heads(void)
{
	char url[200];
	struct gp_fetch_request q = request(url, site, "/page?head");

	q.head = true;
	start(&q);
	run();
	ok(got.failure == GP_FETCH_OK && got.status == 200 && !got.kept && !got.body && got.length == 5,
	    "HEAD gives the headers");
	is_int(logged("HEAD a /page?head"), 1, "by HEAD");
	ok(fetches("/page?get") && got.body == 5, "a GET after it has a body again");
	is_int(logged("GET a /page?get"), 1, "by GET");
}

/* The first bytes of what is no page. */
static void begin_of(const char *path)
{
	char url[200];
	struct gp_fetch_request q = request(url, site, path);

	q.keep = GP_BODY_ANY;
	q.enough_other = 15;
	start(&q);
	run();
}

static void first_bytes(void)
{
	fetches("/page");
	begin_of("/image");
	ok(got.kept && got.body == 15 && got.length == 1000 && !strcmp(got.text, "012345678901234"), "the first bytes of a file are kept");
	ok(fetches("/page") && got.reused, "and the connection, when the rest is short");
	begin_of("/film");
	ok(got.kept && got.body == 15 && got.length == 200000, "those of a long one as well");
	ok(fetches("/page") && !got.reused, "which costs the connection");
	begin_of("/stream");
	ok(!got.failure && got.body == 15, "what has no end is broken off");
	begin_of("/breaks");
	ok(!got.failure && got.kept && got.body == 15, "what happens to the rest does not matter");
	ok(fetches("/image") && !got.kept && !got.body, "a request after it keeps nothing of that");
}

static void unwanted_bodies(void)
{
	char url[200];
	struct gp_fetch_request q;

	fetches("/page");
	ok(fetches("/image") && !got.kept && !got.body && got.length == 1000, "a small image is not kept");
	ok(fetches("/page") && got.reused, "but its connection is");
	ok(fetches("/film") && !got.kept && got.length == 200000, "a large one is fine too");
	ok(fetches("/page") && !got.reused, "and costs the connection");
	ok(fetches("/stream") && got.status == 200, "one without end is broken off");
	ok(fetches("/stalls") && got.status == 200, "one that does not even begin is not waited for");
	ok(fetches("/style") && got.kept, "style sheets are kept when wanted");
	ok(fetches("/plain") && !got.kept, "plain text is not");
	ok(fetches("/untyped") && got.kept && !got.type[0], "what has no type may be a page");
	q = request(url, site, "/plain");
	q.keep = GP_BODY_TEXT;
	start(&q);
	run();
	ok(got.kept && !strcmp(got.text, "words"), "text is kept when wanted");
}

static void sizes(void)
{
	char url[200];
	struct gp_fetch_request q = request(url, site, "/gzip");

	is_str(failure_of(site, "/large"), "too-large", "a body over the limit");
	is_int(got.kept, 0, "is not kept");
	is_str(failure_of(site, "/inflates"), "too-large", "also when it is over only once unpacked");
	is_str(failure_of(site, "/bomb"), "bomb", "one that grows beyond reason");
	ok(fetches("/page") && got.body == 5, "and the next page is itself");
	q.uncoded = true;
	start(&q);
	run();
	ok(!strncmp(got.text, "\x1f\x8b", 2), "a body comes packed when its coding is not to be undone");
	ok(fetches("/gzip") && !strcmp(got.text, "packed"), "and unpacked in the next request");
}

static void connections(void)
{
	char url[200];
	struct gp_fetch_request q = request(url, site, "/page");
	int before;

	fetches("/page");
	before = logged("open a");
	ok(fetches("/page") && got.reused && logged("open a") == before, "a connection is kept");
	q.fresh_connection = true;
	start(&q);
	run();
	ok(!got.reused && logged("open a") == before + 1, "unless a fresh one is asked for");
}

static void more_than_one_reply(void)
{
	ok(fetches("/interim") && got.status == 200 && !strcmp(got.text, "after"), "interim replies are passed over");
	is_str(failure_of(site, "/interim-ever"), "malformed-reply", "but not for ever");
	ok(fetches("/hints") && got.status == 200 && !got.has_location && !strcmp(got.type, "text/html"),
	    "what an interim reply says is forgotten");
	is_str(failure_of(site, "/headers"), "malformed-reply", "too many headers");
	is_str(got.detail, "too many headers", "are told");
	is_str(failure_of(site, "/headers-ever"), "malformed-reply", "also when they have no end");
	/* libcurl would add it to the last header of the reply before, which is gone; sanitizers see that */
	fetches("/page");
	is_str(failure_of(site, "/folded-first"), "malformed-reply", "a folded line that nothing comes before");
	ok(fetches("/page") && got.status == 200, "harms nothing");
}

static size_t header_count;
static char header_lines[2000];

static void note_headers(void *user, struct gp_fetch_reply *r)
{
	size_t n = 0;

	header_count = r->header_count;
	header_lines[0] = '\0';
	for (size_t i = 0; i < r->header_count && n < sizeof header_lines; i++)
		n += (size_t)snprintf(header_lines + n, sizeof header_lines - n, "%s=%s\n", r->headers[i].name,
		    r->headers[i].value);
	note(user, r);
}

static const char *headers_of(const char *path)
{
	char url[200];
	struct gp_fetch_request q = request(url, site, path);

	q.want_headers = true;
	got = (struct answer){0};
	if (gp_fetch_start(fetch, &q, note_headers, &got, &err))
		bail(err.msg);
	run();
	return header_lines;
}

static void headers_of_a_reply(void)
{
	char url[200];
	struct gp_fetch_request q = request(url, site, "/page");

	ok(strstr(headers_of("/page"), "set-cookie=a=b; Path=/; Secure\nset-cookie=c=d\n"),
	    "headers are kept in their order, names in lower case");
	ok(strstr(header_lines, "content-type=text/html; q=1; Charset=\"GB2312\"\n"), "values as they were sent");
	ok(got.kept && !strcmp(got.text, "12345"), "and the body comes as ever");
	is_str(headers_of("/hints"), "connection=close\ncontent-type=text/html\ncontent-length=2\n",
	    "only those of the last reply");
	is_str(headers_of("/folded"), "connection=close\nx-long=one two\nx-\xEF\xBF\xBD=\xEF\xBF\xBD\xEF\xBF\xBD!\n"
	    "x-empty=\ncontent-length=0\n", "folded lines are one, bytes that are not UTF-8 are replaced");
	headers_of("/two-hundred");
	is_int((long long)header_count, 200, "200 are kept");
	is_str(headers_of("/trailer"), "connection=close\ntransfer-encoding=chunked\ncontent-type=text/html\n",
	    "trailers are not headers");
	ok(got.status == 200 && !strcmp(got.type, "text/html") && !strcmp(got.text, "ok"), "and change nothing");
	headers_of("/headers");
	is_str(gp_fetch_failure_id(got.failure), "malformed-reply", "too many of them are a failure here too");
	got = (struct answer){0};
	if (gp_fetch_start(fetch, &q, note_headers, &got, &err))
		bail(err.msg);
	run();
	is_int((long long)header_count, 0, "nothing is kept when nobody asks");
	q = request(url, site, "/image");
	q.keep = GP_BODY_ANY;
	start(&q);
	run();
	ok(got.kept && got.body == 1000, "bodies of any type are kept when wanted");
}

static struct answer second;

static void fetch_again(void *user, struct gp_fetch_reply *r)
{
	static char url[200];
	struct gp_fetch_request q = request(url, site, "/gzip");

	(void)user;
	if (r->failure || gp_fetch_start(fetch, &q, note, &got, &err))
		got.done = true;
	note(&second, r);
}

static void callbacks_may_fetch(void)
{
	char url[200];
	struct gp_fetch_request q = request(url, site, "/page");

	got = (struct answer){0};
	if (gp_fetch_start(fetch, &q, fetch_again, NULL, &err))
		bail(err.msg);
	run();
	ok(!strcmp(got.text, "packed") && !strcmp(second.text, "12345"), "a callback may start another request");
}

static int open_descriptors(void)
{
	DIR *d = opendir("/proc/self/fd");
	int n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n;
}

static void many(void)
{
	static struct answer all[24];
	char url[200];
	struct gp_fetch_request q = request(url, site, "/page");
	int good = 0, done = 0;

	memset(all, 0, sizeof all);
	for (int i = 0; i < 24; i++)
		if (gp_fetch_start(fetch, &q, note, &all[i], &err))
			bail(err.msg);
	for (int turns = 0; done < 24 && turns < 1000; turns++) {
		if (gp_loop_turn(loop, 100, &err))
			break;
		done = 0;
		for (int i = 0; i < 24; i++)
			done += all[i].done;
	}
	for (int i = 0; i < 24; i++)
		good += all[i].done && !strcmp(all[i].text, "12345");
	is_int(good, 24, "24 at once");
}

static void open_all(void)
{
	struct gp_fetch_options o = {.connections = 24, .timeout_ms = TIMEOUT_MS, .body_max = BODY_MAX,
	    .agent = "test", .language = "zh-CN"};

	if (gp_loop_new(&loop, &err) || gp_fetch_new(&fetch, loop, &o, &err))
		bail(err.msg);
}

static void close_all(void)
{
	gp_fetch_free(fetch);
	gp_loop_free(loop);
}

static void freeing_in_the_middle(int before)
{
	char url[200];
	struct gp_fetch_request q = request(url, site, "/never");

	start(&q);
	for (int i = 0; i < 3; i++)
		if (gp_loop_turn(loop, 20, &err))
			bail(err.msg);
	close_all();
	ok(!got.done, "a request under way ends without a callback");
	is_int(open_descriptors(), before, "and no descriptor stays open");
	gp_fetch_free(NULL);
}

int main(int argc, char **argv)
{
	int before;

	(void)argc;
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!mkdtemp(dir))
		bail("no folder");
	start_server(argv[0]);
	open_all();
	fetches("/page"); /* libraries open what they keep open */
	close_all();
	before = open_descriptors();
	open_all();
	replies();
	failures();
	the_address_policy();
	kept_connections_and_the_policy();
	headers_of_one_request();
	heads();
	first_bytes();
	unwanted_bodies();
	sizes();
	connections();
	more_than_one_reply();
	headers_of_a_reply();
	callbacks_may_fetch();
	many();
	freeing_in_the_middle(before);
	stop_server();
	return tap_done();
}
