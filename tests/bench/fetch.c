/*
 * fetch.c - what the fetch layer costs beside bare libcurl: the same addresses, the same number
 * of connections, in turn, in one process.
 *
 *   fetch LIST [REQUESTS [CONNECTIONS]]     LIST: a file, one address a line
 *
 * Bare libcurl is what the layer stands on: one multi handle on epoll, easy handles that are used
 * again, descriptors that stay registered while a connection waits, bodies kept in a buffer.
 */
#define _GNU_SOURCE

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/sys/loop.h"
#include "core/web/address.h"
#include "core/web/curl.h"
#include "core/web/fetch.h"

#define ROUNDS 5
#define DESCRIPTORS 65536
#define IDLE 128

static char **addresses;
static size_t address_count;
static long wanted = 10000, connections = 64, started, finished, kept;
static struct gp_err err;

static const char *next_address(void)
{
	return addresses[(size_t)started++ % address_count];
}

static double cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* --- bare */

struct slot {
	CURL *easy;
	struct gp_buf body;
};

static CURLM *multi;
static int epoll;
static long timer_ms;
static unsigned char mask[DESCRIPTORS]; /* what the kernel watches; IDLE: libcurl does not care */

static size_t on_body(char *p, size_t size, size_t n, void *user)
{
	struct slot *s = user;

	return gp_buf_put(&s->body, p, size * n) ? 0 : size * n;
}

static int on_close(void *user, curl_socket_t fd)
{
	(void)user;
	mask[fd] = 0;
	return close(fd);
}

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *user, void *unused)
{
	struct epoll_event ev = {.data.fd = fd};
	unsigned char want = (unsigned char)(what & CURL_POLL_INOUT), had = mask[fd] & CURL_POLL_INOUT;

	(void)easy;
	(void)user;
	(void)unused;
	if (what == CURL_POLL_REMOVE) {
		mask[fd] |= IDLE;
		return 0;
	}
	mask[fd] = want;
	ev.events = (what & CURL_POLL_IN ? EPOLLIN : 0u) | (what & CURL_POLL_OUT ? EPOLLOUT : 0u);
	return had == want ? 0 : epoll_ctl(epoll, had ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &ev);
}

static int on_timer(CURLM *m, long ms, void *user)
{
	(void)m;
	(void)user;
	timer_ms = ms;
	return 0;
}

static void bare_start(struct slot *s)
{
	gp_buf_clear(&s->body);
	curl_easy_setopt(s->easy, CURLOPT_URL, next_address());
	gp_curl.multi_add_handle(multi, s->easy);
}

static void bare_reap(void)
{
	CURLMsg *m;
	int left;

	while ((m = gp_curl.multi_info_read(multi, &left))) {
		struct slot *s;

		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&s);
		kept += (long)s->body.len;
		finished++;
		gp_curl.multi_remove_handle(multi, s->easy);
		if (started < wanted)
			bare_start(s);
	}
}

static void bare_turn(void)
{
	struct epoll_event ev[256];
	int running, n = epoll_wait(epoll, ev, 256, timer_ms < 0 ? 1000 : (int)timer_ms);

	if (n == 0 || timer_ms == 0) {
		timer_ms = -1;
		gp_curl.multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
	}
	for (int i = 0; i < n; i++) {
		int fd = ev[i].data.fd, action = ev[i].events & EPOLLOUT ? CURL_CSELECT_OUT : 0;

		if (mask[fd] & IDLE) {
			epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL);
			mask[fd] = 0;
			continue;
		}
		action |= ev[i].events & ~(unsigned)EPOLLOUT ? CURL_CSELECT_IN : 0;
		gp_curl.multi_socket_action(multi, fd, action, &running);
	}
	bare_reap();
}

static void bare(void)
{
	struct slot *slots = gp_calloc((size_t)connections, sizeof *slots);

	if (gp_curl_load(&err))
		exit(1);
	multi = gp_curl.multi_init();
	epoll = epoll_create1(EPOLL_CLOEXEC);
	timer_ms = -1;
	gp_curl.multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
	gp_curl.multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
	gp_curl.multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections * 2);
	for (long i = 0; i < connections; i++) {
		struct slot *s = &slots[i];

		gp_buf_init(&s->body, (size_t)16 << 20);
		s->easy = gp_curl.easy_init();
		curl_easy_setopt(s->easy, CURLOPT_PRIVATE, s);
		curl_easy_setopt(s->easy, CURLOPT_NOSIGNAL, 1L);
		curl_easy_setopt(s->easy, CURLOPT_PROXY, "");
		curl_easy_setopt(s->easy, CURLOPT_WRITEFUNCTION, on_body);
		curl_easy_setopt(s->easy, CURLOPT_WRITEDATA, s);
		curl_easy_setopt(s->easy, CURLOPT_CLOSESOCKETFUNCTION, on_close);
		if (started < wanted)
			bare_start(s);
	}
	while (finished < wanted)
		bare_turn();
	for (long i = 0; i < connections; i++) {
		gp_curl.easy_cleanup(slots[i].easy);
		gp_buf_free(&slots[i].body);
	}
	gp_curl.multi_cleanup(multi);
	close(epoll);
	free(slots);
}

/* --- the layer */

static struct gp_fetch *fetch;

static int layer_start(void);

static void on_reply(void *user, struct gp_fetch_reply *r)
{
	(void)user;
	kept += (long)r->body->len;
	finished++;
	if (started < wanted && layer_start())
		finished = wanted;
}

static int layer_start(void)
{
	struct gp_fetch_request q = {.url = next_address(), .keep = GP_BODY_ANY,
	    .allow = GP_ADDRESS_PUBLIC | GP_ADDRESS_LOOPBACK};

	return gp_fetch_start(fetch, &q, on_reply, NULL, &err);
}

static int layer(void)
{
	struct gp_fetch_options o = {.connections = (int)connections, .timeout_ms = 20000,
	    .body_max = (size_t)16 << 20, .agent = GP_FETCH_AGENT, .language = GP_FETCH_LANGUAGE};
	struct gp_loop *loop;
	int rc = 0;

	if (gp_loop_new(&loop, &err))
		return -1;
	if (gp_fetch_new(&fetch, loop, &o, &err)) {
		gp_loop_free(loop);
		return -1;
	}
	for (long i = 0; i < connections && started < wanted && !rc; i++)
		rc = layer_start();
	while (finished < wanted && !rc)
		rc = gp_loop_turn(loop, 1000, &err);
	gp_fetch_free(fetch);
	gp_loop_free(loop);
	return rc;
}

/* --- both */

static int read_list(const char *path)
{
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	if (!f) {
		perror(path);
		return -1;
	}
	while ((n = getline(&line, &cap, f)) > 0) {
		if (line[n - 1] == '\n')
			n--;
		addresses = gp_reallocarray(addresses, address_count + 1, sizeof *addresses);
		addresses[address_count++] = gp_strndup(line, (size_t)n);
	}
	free(line);
	fclose(f);
	return address_count ? 0 : -1;
}

static void begin(void)
{
	started = finished = kept = 0;
}

int main(int argc, char **argv)
{
	double least[2] = {1e18, 1e18};

	if (argc < 2 || read_list(argv[1])) {
		fprintf(stderr, "usage: fetch LIST [REQUESTS [CONNECTIONS]]\n");
		return 2;
	}
	if (argc > 2)
		wanted = strtol(argv[2], NULL, 10);
	if (argc > 3)
		connections = strtol(argv[3], NULL, 10);
	for (int i = 0; i < ROUNDS; i++) {
		double t = cpu_us(), used;
		long bytes;

		begin();
		bare();
		used = (cpu_us() - t) / (double)wanted;
		least[0] = used < least[0] ? used : least[0];
		bytes = kept;
		begin();
		t = cpu_us();
		if (layer()) {
			fprintf(stderr, "%s\n", err.msg);
			return 1;
		}
		t = (cpu_us() - t) / (double)wanted;
		least[1] = t < least[1] ? t : least[1];
		printf("bare libcurl %.1f, fetch %.1f us CPU a request; %ld, %ld KB\n", used, t, bytes / 1000, kept / 1000);
	}
	printf("least: bare libcurl %.1f, fetch %.1f us CPU a request: %.2f times\n", least[0], least[1], least[1] / least[0]);
	return 0;
}
