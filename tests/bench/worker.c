/* worker.c - what a worker costs: to start and jail one, and to hand it a page. */
#define _GNU_SOURCE
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/sys/jail.h"
#include "core/sys/msg.h"
#include "core/sys/proc.h"

#define STARTS 200
#define PAGES 20000
#define PAGE ((size_t)50 << 10)
#define SHARED ((size_t)16 << 20)

static struct gp_err err;

static double now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* Sends one record of two integers. */
static int tell(int fd, int64_t a, int64_t b)
{
	static struct gp_buf buf = {.max = 1000};
	struct gp_msg_out m;

	gp_buf_clear(&buf);
	gp_msg_begin(&m, &buf, 1);
	gp_msg_put_int(&m, a);
	gp_msg_put_int(&m, b);
	return gp_msg_end(&m) == 0 && write(fd, buf.data, buf.len) == (ssize_t)buf.len ? 0 : -1;
}

/* Waits for such a record. */
static int hear(int fd, int64_t *a, int64_t *b)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};
	struct gp_msg_in m;
	char buf[GP_MSG_HEADER + 16];

	if (poll(&p, 1, 10000) != 1 || read(fd, buf, sizeof buf) != (ssize_t)sizeof buf ||
	    gp_msg_next(&m, buf, sizeof buf) != (long)sizeof buf)
		return -1;
	*a = gp_msg_take_int(&m);
	*b = gp_msg_take_int(&m);
	return gp_msg_done(&m) ? 0 : -1;
}

/* Jailed as told (or not at all): says so, then sums up the pages it is told of. */
static int work(const char *role)
{
	struct gp_jail_limits lim = {0, (size_t)1 << 30, GP_PROC_MEMORY, 0};
	struct gp_jail_level got;
	enum gp_jail_role as = strcmp(role, "script") ? GP_JAIL_PARSE : GP_JAIL_SCRIPT;
	size_t size;
	const char *map = gp_shared_map(GP_PROC_MEMORY, &size, &err);
	int64_t at, len, i;
	uint64_t sum;

	if (strcmp(role, "free") && gp_jail_enter(as, &lim, &got, &err) < 0)
		return 1;
	if (tell(GP_PROC_SOCKET, 0, 0) < 0)
		return 1;
	while (hear(GP_PROC_SOCKET, &at, &len) == 0) {
		for (i = 0, sum = 0; i < len; i++)
			sum += (unsigned char)map[at + i];
		if (tell(GP_PROC_SOCKET, (int64_t)sum, len) < 0)
			break;
	}
	_exit(0);
}

static int starts(const char *role, int memory)
{
	double start = now_us();
	struct gp_proc p;
	int64_t a, b;
	int i;

	for (i = 0; i < STARTS; i++) {
		if (gp_proc_spawn(&p, NULL, role, memory, &err) < 0 || hear(p.sock, &a, &b) < 0)
			return 1;
		gp_proc_end(&p);
	}
	printf("start, ready, end: %-7s %8.1f us\n", role, (now_us() - start) / STARTS);
	return 0;
}

static int pages(struct gp_shared *s, size_t len)
{
	static char page[PAGE];
	struct gp_proc p;
	int64_t a, b;
	double start;
	int i;

	if (gp_proc_spawn(&p, NULL, "parse", s->fd, &err) < 0 || hear(p.sock, &a, &b) < 0)
		return 1;
	memset(page, 'x', sizeof page);
	start = now_us();
	for (i = 0; i < PAGES; i++) {
		memcpy(s->map, page, len);
		if (tell(p.sock, 0, (int64_t)len) < 0 || hear(p.sock, &a, &b) < 0)
			return 1;
	}
	printf("hand over %5zu bytes, answer: %8.1f us\n", len, (now_us() - start) / PAGES);
	gp_proc_end(&p);
	return 0;
}

int main(int argc, char **argv)
{
	struct gp_shared s;

	if (argc == 3 && !strcmp(argv[1], "-x"))
		return work(argv[2]);
	if (gp_shared_new(&s, "bench", SHARED, &err) < 0 || starts("free", s.fd) ||
	    starts("parse", s.fd) || starts("script", s.fd) || pages(&s, 0) || pages(&s, PAGE)) {
		fprintf(stderr, "%s\n", err.msg[0] ? err.msg : "a worker failed");
		return 1;
	}
	gp_shared_free(&s);
	return 0;
}
