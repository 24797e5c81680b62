#define _GNU_SOURCE
#include "core/web/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/web/microhttpd.h"

#define IDLE_S 60
#define PATH_MOST 4096

struct gp_serve {
	struct MHD_Daemon *daemon;
	int root;
	int port;
};

static const char missing_page[] =
    "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
    "<title>404 页面不存在</title></head>\n"
    "<body><h1>404</h1><p>页面不存在。Not found.</p></body></html>\n";

/* One component at a time, following nothing. `path` is relative and not empty. */
static int open_by_steps(int root, const char *path)
{
	int at = root, fd = -1;
	char name[256];

	for (;;) {
		size_t n = strcspn(path, "/");
		bool last = path[n + strspn(path + n, "/")] == '\0';

		if (n == 0 || n >= sizeof name || (n == 2 && path[0] == '.' && path[1] == '.')) {
			fd = -1;
			errno = ENOENT;
			break;
		}
		memcpy(name, path, n);
		name[n] = '\0';
		fd = openat(at, name,
		    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY |
			(path[n] == '/' ? O_DIRECTORY : 0));
		if (fd < 0 || last)
			break;
		if (at != root)
			close(at);
		at = fd;
		path += n + strspn(path + n, "/");
	}
	if (at != root)
		close(at);
	return fd;
}

static int open_beneath(int root, const char *path)
{
	struct open_how how = {
		.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};
	long fd = syscall(SYS_openat2, root, path, &how, sizeof how);

	/* EPERM: a container's filter that does not know the call */
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return open_by_steps(root, path);
	return (int)fd;
}

/*
 * Opens what a request path (decoded, without the leading slashes) stands for.
 * *slash: it is a folder asked for without its slash; the descriptor is then of no use.
 */
static int open_target(int root, const char *path, struct stat *st, bool *slash)
{
	char index[PATH_MOST];
	size_t n = strlen(path);
	int fd;

	*slash = false;
	if (n + sizeof "index.html" > sizeof index)
		return -1;
	if (n == 0 || path[n - 1] == '/') {
		memcpy(index, path, n);
		memcpy(index + n, "index.html", sizeof "index.html");
		path = index;
	}
	fd = open_beneath(root, path);
	if (fd < 0)
		return -1;
	if (fstat(fd, st) == 0) {
		*slash = S_ISDIR(st->st_mode) && path != index;
		if (*slash || S_ISREG(st->st_mode))
			return fd;
	}
	close(fd);
	return -1;
}

static enum MHD_Result send_page(struct MHD_Connection *c, unsigned status)
{
	struct MHD_Response *r = gp_mhd.create_response_from_buffer(
	    sizeof missing_page - 1, (void *)(uintptr_t)missing_page, MHD_RESPMEM_PERSISTENT);
	enum MHD_Result done;

	if (!r)
		return MHD_NO;
	gp_mhd.add_response_header(r, "Content-Type", "text/html");
	done = gp_mhd.queue_response(c, status, r);
	gp_mhd.destroy_response(r);
	return done;
}

static enum MHD_Result send_empty(struct MHD_Connection *c, unsigned status, const char *header,
    const char *value)
{
	struct MHD_Response *r = gp_mhd.create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
	enum MHD_Result done;

	if (!r)
		return MHD_NO;
	gp_mhd.add_response_header(r, header, value);
	done = gp_mhd.queue_response(c, status, r);
	gp_mhd.destroy_response(r);
	return done;
}

static enum MHD_Result send_file(struct MHD_Connection *c, int fd, const struct stat *st,
    const char *type)
{
	struct MHD_Response *r = gp_mhd.create_response_from_fd64((uint64_t)st->st_size, fd);
	enum MHD_Result done;
	char date[64];
	struct tm tm;

	if (!r) {
		close(fd);
		return MHD_NO;
	}
	gp_mhd.add_response_header(r, "Content-Type", type);
	/* the process never calls setlocale(LC_TIME), so the names are English */
	if (gmtime_r(&st->st_mtime, &tm) &&
	    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &tm))
		gp_mhd.add_response_header(r, "Last-Modified", date);
	done = gp_mhd.queue_response(c, MHD_HTTP_OK, r);
	gp_mhd.destroy_response(r);
	return done;
}

/* To the same path with a slash at its end; all but RFC 3986 unreserved bytes escaped. */
static enum MHD_Result send_to_slash(struct MHD_Connection *c, const char *path)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
	struct gp_buf to;
	enum MHD_Result done;

	gp_buf_init(&to, 3 * PATH_MOST + 3);
	gp_buf_putc(&to, '/');
	for (; *path; path++)
		if (strchr(plain, *path))
			gp_buf_putc(&to, *path);
		else
			gp_buf_printf(&to, "%%%02X", (unsigned)(unsigned char)*path);
	gp_buf_putc(&to, '/');
	done = send_empty(c, MHD_HTTP_MOVED_PERMANENTLY, "Location", to.data);
	gp_buf_free(&to);
	return done;
}

static enum MHD_Result answer(void *cls, struct MHD_Connection *c, const char *url,
    const char *method, const char *version, const char *upload, size_t *upload_size, void **state)
{
	static char seen;
	const struct gp_serve *s = cls;
	struct stat st;
	bool slash;
	int fd;

	(void)version;
	(void)upload;
	if (!*state) { /* the head only: wait for whatever body there is */
		*state = &seen;
		return MHD_YES;
	}
	if (*upload_size) {
		*upload_size = 0;
		return MHD_YES;
	}
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return send_empty(c, MHD_HTTP_METHOD_NOT_ALLOWED, "Allow", "GET, HEAD");
	if (url[0] != '/')
		return send_page(c, MHD_HTTP_NOT_FOUND);
	url += strspn(url, "/");
	fd = open_target(s->root, url, &st, &slash);
	if (fd < 0)
		return send_page(c, MHD_HTTP_NOT_FOUND);
	if (slash) {
		close(fd);
		return send_to_slash(c, url);
	}
	return send_file(c, fd, &st, gp_serve_type(*url ? url : "index.html"));
}

/* A path with %00 in it names no file; without this it would be cut at the NUL and name another. */
static size_t unescape(void *cls, struct MHD_Connection *c, char *s)
{
	size_t n = gp_mhd.http_unescape(s);

	(void)cls;
	(void)c;
	if (n != strlen(s)) {
		s[0] = '\0';
		n = 0;
	}
	return n;
}

static int listen_on(int port, int *fd, int *got, struct gp_err *e)
{
	struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t len = sizeof in;
	int one = 1;

	*fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (*fd < 0)
		return gp_fail_errno(e, GP_EIO, "socket");
	if (setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) < 0 ||
	    bind(*fd, (struct sockaddr *)&in, sizeof in) < 0 || listen(*fd, 511) < 0 ||
	    getsockname(*fd, (struct sockaddr *)&in, &len) < 0) {
		gp_fail_errno(e, GP_EIO, "cannot listen on 127.0.0.1 port %d", port);
		close(*fd);
		*fd = -1;
		return -1;
	}
	*got = ntohs(in.sin_port);
	return 0;
}

int gp_serve_start(struct gp_serve **out, const struct gp_serve_options *o, struct gp_err *e)
{
	struct gp_serve *s;
	int sock = -1;

	*out = NULL;
	if (gp_mhd_load(e))
		return -1;
	s = gp_calloc(1, sizeof *s);
	s->root = open(o->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->root < 0) {
		gp_fail_errno(e, GP_ENOTFOUND, "%s", o->dir);
		goto out;
	}
	if (listen_on(o->port, &sock, &s->port, e) < 0)
		goto out;
	s->daemon = gp_mhd.start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, answer, s,
	    MHD_OPTION_LISTEN_SOCKET, sock, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S,
	    MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL, MHD_OPTION_END);
	if (!s->daemon) {
		gp_fail(e, GP_EIO, "cannot start the server thread");
		close(sock);
		goto out;
	}
	*out = s;
	return 0;
out:
	gp_serve_stop(s);
	return -1;
}

int gp_serve_port(const struct gp_serve *s)
{
	return s->port;
}

void gp_serve_stop(struct gp_serve *s)
{
	if (!s)
		return;
	if (s->daemon)
		gp_mhd.stop_daemon(s->daemon); /* closes the listening socket too */
	if (s->root >= 0)
		close(s->root);
	free(s);
}
