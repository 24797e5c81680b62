/* The preview server, asked through a plain socket. */
#define _GNU_SOURCE
#include "core/web/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <netinet/in.h>
#include <seccomp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/tap.h"

static char dir[] = "/tmp/govpub-serve-XXXXXX";
static char reply[8192];

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (!f || fputs(text, f) < 0 || fclose(f) != 0)
		exit(1);
}

static void make_tree(void)
{
	if (!mkdtemp(dir) || chdir(dir) < 0 || mkdir("root", 0777) < 0)
		exit(1);
	put("secret.txt", "outside");
	if (chdir("root") < 0 || mkdir("公开", 0777) < 0 || mkdir("empty", 0777) < 0)
		exit(1);
	put("index.html", "home");
	put("公开/index.html", "column");
	put("公开/a b.ofd", "ofd");
	if (symlink("../secret.txt", "out") < 0 || symlink("index.html", "in") < 0 ||
	    mkfifo("pipe", 0666) < 0)
		exit(1);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return remove(path);
}

static int dial(int port, const char *address)
{
	struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || inet_pton(AF_INET, address, &in.sin_addr) != 1 ||
	    connect(fd, (struct sockaddr *)&in, sizeof in) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* Sends one request line and reads the whole reply; returns the status. */
static int ask(int port, const char *line)
{
	int fd = dial(port, "127.0.0.1");
	size_t have = 0;
	ssize_t n;

	reply[0] = '\0';
	if (fd < 0)
		return -1;
	dprintf(fd, "%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", line);
	while ((n = read(fd, reply + have, sizeof reply - 1 - have)) > 0)
		have += (size_t)n;
	reply[have] = '\0';
	close(fd);
	return strncmp(reply, "HTTP/1.1 ", 9) == 0 ? (int)strtol(reply + 9, NULL, 10) : -1;
}

static const char *body(void)
{
	const char *p = strstr(reply, "\r\n\r\n");

	return p ? p + 4 : "";
}

static bool has(const char *header)
{
	return strcasestr(reply, header) != NULL;
}

static void test_files(int port)
{
	is_int(ask(port, "GET /"), 200, "a folder is answered by its index.html");
	is_str(body(), "home", "with the bytes of that file");
	ok(has("Content-Type: text/html\r\n"), "HTML has no charset parameter");
	ok(has("Last-Modified: ") && has(" GMT\r\n"), "a file says when it was changed");
	is_int(ask(port, "HEAD /"), 200, "HEAD is answered");
	is_str(body(), "", "without a body");
	ok(has("Content-Length: 4\r\n"), "with the length a GET would have");
	is_int(ask(port, "GET /%E5%85%AC%E5%BC%80/a%20b.ofd?x=1"), 200,
	    "a percent-encoded UTF-8 path is decoded, its query ignored");
	ok(has("Content-Type: application/ofd\r\n"), "an OFD file has its type");
	is_int(ask(port, "GET //index.html"), 200, "slashes in front count as one");
	is_int(ask(port, "GET /%E5%85%AC%E5%BC%80?x=1"), 301, "a folder without its slash redirects");
	ok(has("Location: /%E5%85%AC%E5%BC%80/\r\n"), "to the same path with the slash, escaped");
	ask(port, "GET //%E5%85%AC%E5%BC%80");
	ok(has("Location: /%E5"), "the redirect never leads to another host");
	is_int(ask(port, "GET /nothing.html"), 404, "a missing file is a 404");
	ok(strstr(body(), "页面不存在") != NULL, "with a page");
	is_int(ask(port, "GET /empty/"), 404, "a folder without index.html is a 404");
	is_int(ask(port, "GET /pipe"), 404, "what is no regular file is a 404, and never blocks");
	is_int(ask(port, "GET /index.html/"), 404, "a file is not a folder");
	is_int(ask(port, "GET /index.html%00.ofd"), 404, "a NUL in the path names no file");
	is_int(ask(port, "POST /"), 405, "other methods are refused");
	ok(has("Allow: GET, HEAD\r\n"), "with those that are allowed");
}

static void test_escapes(int port)
{
	is_int(ask(port, "GET /../secret.txt"), 404, "no way out by ..");
	is_int(ask(port, "GET /%2e%2e/secret.txt"), 404, "nor by .. in escapes");
	is_int(ask(port, "GET /%E5%85%AC%E5%BC%80/..%2f..%2fsecret.txt"), 404, "nor in the middle");
	is_int(ask(port, "GET /%2fetc/passwd"), 404, "nor by an absolute path");
	is_int(ask(port, "GET /out"), 404, "nor through a symbolic link");
	is_int(ask(port, "GET /in"), 200, "a symbolic link that stays inside is followed");
	is_int(dial(port, "127.0.0.2"), -1, "only 127.0.0.1 is listened on");
}

/* The rest of the tests in a child where the kernel says it has no openat2. */
static void test_without_openat2(void)
{
	struct gp_serve_options o = {.dir = "."};
	struct gp_err e = GP_ERR_INIT;
	struct gp_serve *s = NULL;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
		bool fine;

		if (!f || seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0) < 0 ||
		    seccomp_load(f) < 0 || gp_serve_start(&s, &o, &e) < 0)
			_exit(2);
		fine = ask(gp_serve_port(s), "GET /%E5%85%AC%E5%BC%80/index.html") == 200 &&
		    ask(gp_serve_port(s), "GET /%E5%85%AC%E5%BC%80/") == 200 &&
		    ask(gp_serve_port(s), "GET /%E5%85%AC%E5%BC%80") == 301 &&
		    ask(gp_serve_port(s), "GET /out") == 404 &&
		    ask(gp_serve_port(s), "GET /index.html/") == 404 &&
		    ask(gp_serve_port(s), "GET /%2e%2e/secret.txt") == 404;
		gp_serve_stop(s);
		seccomp_release(f);
		_exit(fine ? 0 : 1);
	}
	ok(pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0,
	    "without openat2 files are served and nothing escapes");
}

static void test_start(int port)
{
	struct gp_serve_options taken = {.dir = ".", .port = port}, absent = {.dir = "absent"};
	struct gp_err e = GP_ERR_INIT;
	struct gp_serve *s = NULL;

	is_int(gp_serve_start(&s, &taken, &e), -1, "a taken port is refused");
	is_int(e.code, GP_EIO, "as an I/O error");
	ok(strstr(e.msg, "127.0.0.1 port") != NULL && !s, "that names it");
	is_int(gp_serve_start(&s, &absent, &e), -1, "a missing folder is refused");
	is_int(e.code, GP_ENOTFOUND, "as not found");
	gp_serve_stop(NULL);
}

int main(void)
{
	struct gp_serve_options o = {.dir = "."};
	struct gp_err e = GP_ERR_INIT;
	struct gp_serve *s = NULL;
	int port;

	make_tree();
	test_without_openat2();
	if (!ok(gp_serve_start(&s, &o, &e) == 0, "it starts on a free port"))
		return tap_done();
	test_files(gp_serve_port(s));
	test_escapes(gp_serve_port(s));
	test_start(gp_serve_port(s));
	is_str(gp_serve_type("a.b/X.WPS"), "application/wps-office.wps", "suffixes ignore case");
	is_str(gp_serve_type("a.pdf/x"), "application/octet-stream", "a folder's dot is no suffix");
	port = gp_serve_port(s);
	gp_serve_stop(s);
	is_int(dial(port, "127.0.0.1"), -1, "stopped, it no longer listens");
	nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return tap_done();
}
