#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/web/address.h"
#include "core/web/fetch_internal.h"

/*
 * Descriptors stay registered with the kernel while libcurl has no interest
 * (between two requests on a kept connection): that saves two system calls a
 * request. Only sockets that we opened ourselves may be treated so, because
 * only of those we hear when they are closed.
 */
#define MASK_IN 1
#define MASK_OUT 2
#define MASK_OURS 64
#define MASK_IDLE 128

static unsigned char *mask_of(struct gp_fetch *f, int fd)
{
	size_t want = (size_t)fd + 1, cap = f->mask_cap ? f->mask_cap : 256;

	if (want > f->mask_cap) {
		while (cap < want)
			cap *= 2;
		f->mask = gp_realloc(f->mask, cap);
		memset(f->mask + f->mask_cap, 0, cap - f->mask_cap);
		f->mask_cap = cap;
	}
	return &f->mask[fd];
}

static void reap(struct gp_fetch *f);

static void on_ready(void *user, int fd, uint32_t events)
{
	struct gp_fetch *f = user;
	int action = 0, running;

	if (*mask_of(f, fd) & MASK_IDLE) { /* an idle connection ended: libcurl finds out by itself */
		*mask_of(f, fd) = MASK_OURS;
		gp_loop_forget(f->loop, fd);
		return;
	}
	if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
		action |= CURL_CSELECT_IN;
	if (events & EPOLLOUT)
		action |= CURL_CSELECT_OUT;
	if (events & EPOLLERR)
		action |= CURL_CSELECT_ERR;
	gp_curl.multi_socket_action(f->multi, fd, action, &running);
	reap(f);
}

static void on_timer(void *user)
{
	struct gp_fetch *f = user;
	int running;

	gp_curl.multi_socket_action(f->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	reap(f);
}

static int set_timer(CURLM *m, long ms, void *user)
{
	struct gp_fetch *f = user;

	(void)m;
	if (ms < 0)
		gp_loop_disarm(f->loop, &f->timer);
	else
		gp_loop_arm(f->loop, &f->timer, gp_clock_mono_ms() + ms);
	return 0;
}

static int set_socket(CURL *easy, curl_socket_t fd, int what, void *user, void *unused)
{
	struct gp_fetch *f = user;
	unsigned char *mask = mask_of(f, fd), ours = *mask & MASK_OURS;
	unsigned char want = (unsigned char)((what & CURL_POLL_IN ? MASK_IN : 0) |
	    (what & CURL_POLL_OUT ? MASK_OUT : 0));
	struct gp_err e = GP_ERR_INIT;

	(void)easy;
	(void)unused;
	if (what == CURL_POLL_REMOVE) {
		if (ours) {
			*mask |= MASK_IDLE;
		} else {
			gp_loop_forget(f->loop, fd);
			*mask = 0;
		}
		return 0;
	}
	if ((*mask & (MASK_IN | MASK_OUT)) != want &&
	    gp_loop_watch(f->loop, fd,
	        (want & MASK_IN ? EPOLLIN : 0u) | (want & MASK_OUT ? EPOLLOUT : 0u), on_ready, f, &e))
		return -1;
	*mask = (unsigned char)(want | ours);
	return 0;
}

static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct gp_transfer *t = user;
	int fd;

	if (purpose == CURLSOCKTYPE_IPCXN && !(gp_address_classify(&a->addr) & t->allow)) {
		t->refused_address = true;
		return CURL_SOCKET_BAD;
	}
	fd = socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
	if (fd >= 0)
		*mask_of(t->owner, fd) = MASK_OURS;
	return fd;
}

static int close_socket(void *user, curl_socket_t fd)
{
	struct gp_fetch *f = user;

	gp_loop_forget(f->loop, fd);
	*mask_of(f, fd) = 0;
	return close(fd);
}

/*
 * When a kept connection turns out closed, libcurl repeats the request on the
 * next kept one, up to five times, and says nothing. One request is one
 * request here: the caller sees the failure, and that the connection was old.
 * A kept connection opened no socket, so its address is judged here again: another request may
 * have been allowed to go there.
 */
static int before_request(void *user, char *peer_ip, char *own_ip, int peer_port, int own_port)
{
	struct gp_transfer *t = user;

	(void)own_ip;
	(void)peer_port;
	(void)own_port;
	if (t->sent) {
		t->repeated = true;
		t->forced = GP_FETCH_EMPTY;
		t->why = "the kept connection was closed";
		return CURL_PREREQFUNC_ABORT;
	}
	if (!(gp_address_of_host(peer_ip) & t->allow)) {
		t->forced = GP_FETCH_PRIVATE;
		t->why = "the kept connection leads to an address that may not be reached";
		return CURL_PREREQFUNC_ABORT;
	}
	t->sent = true;
	return CURL_PREREQFUNC_OK;
}

static void put_back(struct gp_transfer *t)
{
	t->next_free = t->owner->free_list;
	t->owner->free_list = t;
}

static void reap(struct gp_fetch *f)
{
	CURLMsg *m;
	int left;

	while ((m = gp_curl.multi_info_read(f->multi, &left))) {
		struct gp_transfer *t;
		struct gp_fetch_reply r;
		CURLcode rc = m->data.result;
		size_t loaded;

		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&t);
		gp_curl.multi_remove_handle(f->multi, t->easy);
		loaded = t->body.len;
		gp_fetch_fill_reply(t, rc, &r);
		gp_curl.easy_cleanup(t->easy);
		t->easy = NULL;
		t->done(t->user, &r);
		gp_fetch_room_leave(t, loaded);
		if (t->body.cap > (1 << 20)) /* one large page must not stay as a peak */
			gp_buf_free(&t->body);
		put_back(t);
	}
}

/*
 * libcurl keeps the certificates it trusts for all connections only while no folder of them is
 * set. Else each connection reads the whole file again, which takes longer than the rest of the
 * handshake.
 */
static bool trusts_a_file(void)
{
	const curl_version_info_data *v = gp_curl.version_info(CURLVERSION_NOW);

	return v->age >= CURLVERSION_SEVENTH && v->cainfo && *v->cainfo;
}

/*
 * A new handle for every request: libcurl 7.88 (Debian 12) keeps a pointer to the last header of the reply
 * before, and a reply that begins with a folded line makes it write there, into memory that is freed. A new
 * handle has none; making it takes some 10 µs of the 40 of a request.
 */
static int make_easy(struct gp_fetch *f, struct gp_transfer *t, struct gp_err *e)
{
	CURL *c = gp_curl.easy_init();
	CURLcode rc = CURLE_OK;

	t->easy = c;
	if (!c)
		return gp_fail(e, GP_EIO, "libcurl gave no handle");
#define SET(opt, value) (rc = rc ? rc : curl_easy_setopt(c, opt, value))
	SET(CURLOPT_PRIVATE, t);
	SET(CURLOPT_SHARE, f->share);
	SET(CURLOPT_NOSIGNAL, 1L);
	SET(CURLOPT_PROTOCOLS_STR, "http,https");
	SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	SET(CURLOPT_HTTP09_ALLOWED, 0L);
	SET(CURLOPT_FOLLOWLOCATION, 0L);
	SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	SET(CURLOPT_NOPROXY, "");
	SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	SET(CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE); /* the proxy need not see what the site gets */
	SET(CURLOPT_PROXYHEADER, f->proxy_headers);
	SET(CURLOPT_SSL_CTX_FUNCTION, gp_fetch_on_tls);
	SET(CURLOPT_SSL_CTX_DATA, t);
	SET(CURLOPT_SSL_VERIFYPEER, 1L);
	SET(CURLOPT_SSL_VERIFYHOST, 2L);
	if (trusts_a_file())
		SET(CURLOPT_CAPATH, (char *)NULL);
	SET(CURLOPT_PATH_AS_IS, 1L);
	SET(CURLOPT_LOW_SPEED_LIMIT, 1L);
	SET(CURLOPT_ERRORBUFFER, t->error);
	SET(CURLOPT_HEADERFUNCTION, gp_fetch_on_header);
	SET(CURLOPT_HEADERDATA, t);
	SET(CURLOPT_WRITEFUNCTION, gp_fetch_on_body);
	SET(CURLOPT_WRITEDATA, t);
	SET(CURLOPT_PREREQFUNCTION, before_request);
	SET(CURLOPT_PREREQDATA, t);
	SET(CURLOPT_OPENSOCKETFUNCTION, open_socket);
	SET(CURLOPT_OPENSOCKETDATA, t);
	SET(CURLOPT_CLOSESOCKETFUNCTION, close_socket);
	SET(CURLOPT_CLOSESOCKETDATA, f);
#undef SET
	return rc ? gp_fail(e, GP_EIO, "libcurl: %s", gp_curl.easy_strerror(rc)) : 0;
}

static struct gp_transfer *transfer_get(struct gp_fetch *f)
{
	struct gp_transfer *t = f->free_list;

	if (t) {
		f->free_list = t->next_free;
		return t;
	}
	t = gp_calloc(1, sizeof *t);
	t->owner = f;
	gp_buf_init(&t->body, f->options.body_max);
	gp_buf_init(&t->cookies, GP_FETCH_COOKIES_MAX);
	gp_buf_init(&t->line, GP_FETCH_HEADERS_MAX);
	gp_buf_init(&t->set_cookies, GP_FETCH_SET_COOKIES_MAX);
	gp_buf_init(&t->names, GP_FETCH_NAMES_MAX);
	if (f->count == f->cap) {
		f->cap = f->cap ? f->cap * 2 : 32;
		f->all = gp_reallocarray(f->all, f->cap, sizeof *f->all);
	}
	f->all[f->count++] = t;
	return t;
}

static bool is_set(const char *s)
{
	return s && *s;
}

/* Whether it sends anything that others do not. */
static bool has_headers(const struct gp_fetch_request *q)
{
	return q->headers || q->cookies || is_set(q->etag) || is_set(q->modified);
}

static void add_header(struct gp_transfer *t, const char *name, const char *value)
{
	char line[GP_FETCH_COOKIES_MAX + 32];

	if (is_set(value) && (size_t)snprintf(line, sizeof line, "%s: %s", name, value) < sizeof line)
		t->headers = gp_curl.slist_append(t->headers, line);
}

static bool names_agent(const char *const *headers)
{
	for (; headers && *headers; headers++)
		if (!strncasecmp(*headers, "user-agent:", 11))
			return true;
	return false;
}

/* The agent is one of them, because libcurl formats its own option twice for each request. */
static void set_headers(struct gp_transfer *t, const struct gp_fetch_request *q)
{
	const struct gp_fetch_options *o = &t->owner->options;

	gp_curl.slist_free_all(t->headers);
	t->headers = NULL;
	if (!names_agent(q->headers))
		add_header(t, "User-Agent", o->agent);
	add_header(t, "Accept-Language", o->language);
	for (size_t i = 0; q->headers && q->headers[i]; i++)
		t->headers = gp_curl.slist_append(t->headers, q->headers[i]);
	add_header(t, "Cookie", q->cookies);
	add_header(t, "If-None-Match", q->etag);
	add_header(t, "If-Modified-Since", q->modified);
	t->custom_headers = has_headers(q);
}

/* What differs from request to request. */
static void set_request(struct gp_transfer *t, const struct gp_fetch_request *q)
{
	const struct gp_fetch_options *o = &t->owner->options;
	long timeout = q->timeout_ms ? q->timeout_ms : o->timeout_ms;
	CURL *c = t->easy;

	t->timeout_ms = (int)timeout;
	t->proxied = q->proxied;
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, timeout < 10000 ? timeout : 10000L);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, timeout < 1000 ? 1L : timeout / 1000);
	curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, timeout * 3);
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, t->headers);
	if (q->head)
		curl_easy_setopt(c, CURLOPT_NOBODY, 1L);
	if (q->body) {
		curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)q->body_len);
		curl_easy_setopt(c, CURLOPT_POSTFIELDS, q->body);
	}
	if (q->family)
		curl_easy_setopt(c, CURLOPT_IPRESOLVE, q->family == 4 ? (long)CURL_IPRESOLVE_V4 : (long)CURL_IPRESOLVE_V6);
	/* with "", what the environment says of proxies is ignored */
	curl_easy_setopt(c, CURLOPT_PROXY, q->proxied ? o->proxy : "");
	if (!q->uncoded)
		curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(c, CURLOPT_FRESH_CONNECT, q->fresh_connection ? 1L : 0L);
	curl_easy_setopt(c, CURLOPT_URL, q->url);
}

int gp_fetch_start(struct gp_fetch *f, const struct gp_fetch_request *q, gp_fetch_done_fn *done,
    void *user, struct gp_err *e)
{
	struct gp_transfer *t = transfer_get(f);
	CURLMcode mrc;

	gp_fetch_transfer_reset(t);
	t->done = done;
	t->user = user;
	t->keep = q->keep;
	t->enough_bytes = q->enough;
	t->enough_other = q->enough_other;
	t->head = q->head;
	gp_fetch_headers_want(t, q->want_headers);
	t->allow = q->allow;
	t->want_certificate = q->want_certificate;
	t->chain_incomplete = false;
	t->expires = 0;
	if (!t->headers || t->custom_headers || has_headers(q))
		set_headers(t, q);
	if (make_easy(f, t, e))
		goto refused;
	set_request(t, q);
	mrc = gp_curl.multi_add_handle(f->multi, t->easy);
	if (!mrc)
		return 0;
	gp_fail(e, GP_EIO, "libcurl: %s", gp_curl.multi_strerror(mrc));
refused:
	gp_curl.easy_cleanup(t->easy);
	t->easy = NULL;
	put_back(t);
	return -1;
}

int gp_fetch_new(struct gp_fetch **out, struct gp_loop *loop, const struct gp_fetch_options *o,
    struct gp_err *e)
{
	struct gp_fetch *f;

	if (gp_curl_load(e))
		return -1;
	f = gp_calloc(1, sizeof *f);
	f->loop = loop;
	f->options = *o;
	f->held_last = &f->held;
	f->timer.fn = on_timer;
	f->timer.user = f;
	f->multi = gp_curl.multi_init();
	f->share = gp_curl.share_init();
	if (!f->multi || !f->share) {
		gp_curl.multi_cleanup(f->multi);
		gp_curl.share_cleanup(f->share);
		free(f);
		return gp_fail(e, GP_EIO, "libcurl gave no multi handle");
	}
	/* handles come and go, TLS sessions may be resumed by any of them */
	gp_curl.share_setopt(f->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
	if (o->proxy_header)
		f->proxy_headers = gp_curl.slist_append(NULL, o->proxy_header);
	gp_curl.multi_setopt(f->multi, CURLMOPT_SOCKETFUNCTION, set_socket);
	gp_curl.multi_setopt(f->multi, CURLMOPT_SOCKETDATA, f);
	gp_curl.multi_setopt(f->multi, CURLMOPT_TIMERFUNCTION, set_timer);
	gp_curl.multi_setopt(f->multi, CURLMOPT_TIMERDATA, f);
	/* fewer kept connections than transfers costs two to three times the CPU (measured) */
	gp_curl.multi_setopt(f->multi, CURLMOPT_MAXCONNECTS, (long)(o->connections < 32 ? 64 : o->connections * 2));
	*out = f;
	return 0;
}

void gp_fetch_free(struct gp_fetch *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->count; i++) {
		struct gp_transfer *t = f->all[i];

		if (t->easy) {
			gp_curl.multi_remove_handle(f->multi, t->easy);
			gp_curl.easy_cleanup(t->easy);
		}
	}
	gp_curl.multi_cleanup(f->multi); /* closes kept connections through close_socket() */
	gp_curl.share_cleanup(f->share);
	for (size_t i = 0; i < f->count; i++) {
		gp_fetch_transfer_reset(f->all[i]);
		gp_fetch_headers_free(f->all[i]);
		gp_buf_free(&f->all[i]->body);
		gp_buf_free(&f->all[i]->cookies);
		gp_buf_free(&f->all[i]->line);
		gp_buf_free(&f->all[i]->set_cookies);
		gp_buf_free(&f->all[i]->names);
		gp_curl.slist_free_all(f->all[i]->headers);
		free(f->all[i]);
	}
	gp_loop_disarm(f->loop, &f->timer);
	gp_curl.slist_free_all(f->proxy_headers);
	free(f->all);
	free(f->mask);
	free(f);
}
