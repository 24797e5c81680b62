#define _GNU_SOURCE
#include "core/web/mail_domain.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/web/dns_message.h"

#define SERVERS 3         /* as in resolv.conf(5) */
#define TRIES 3           /* of one question, each to the next server */
#define AT_ONCE 16        /* domains that are being asked for */
#define SILENT 3          /* domains in a row without any reply: the servers are not there */
#define REPLY_MAX 1500

struct question {
	struct question *next;
	struct gp_mail_domains *all;
	char *domain;
	enum gp_dns_type type;
	int tries;
	bool denied;              /* the answer was no, and this is the second time */
	bool heard;               /* some server replied */
	unsigned char asked[GP_DNS_QUERY_MAX];
	size_t asked_n;           /* 0: nothing is being asked */
	struct gp_timer timer;
};

struct gp_mail_domains {
	struct gp_loop *loop;
	gp_mail_domain_fn *fn;
	void *user;
	int wait_ms;
	int fd[SERVERS];
	int servers;
	int silent, running;
	struct question *waiting, **waiting_end; /* in order */
	struct question *asking;
};

static void ask(struct question *q);

/* --- servers */

static void on_reply(void *user, int fd, uint32_t events);

static void add_server(struct gp_mail_domains *d, const struct sockaddr *sa, socklen_t n)
{
	struct gp_err ignored = GP_ERR_INIT;
	int fd;

	if (d->servers == SERVERS)
		return;
	fd = socket(sa->sa_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return;
	/* connected: replies of others never arrive */
	if (connect(fd, sa, n) || gp_loop_watch(d->loop, fd, EPOLLIN, on_reply, d, &ignored)) {
		close(fd);
		return;
	}
	d->fd[d->servers++] = fd;
}

static void add_named(struct gp_mail_domains *d, const char *address, long port)
{
	struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};

	if (port < 1 || port > 65535)
		return;
	if (inet_pton(AF_INET, address, &four.sin_addr) == 1)
		add_server(d, (const struct sockaddr *)&four, sizeof four);
	else if (inet_pton(AF_INET6, address, &six.sin6_addr) == 1)
		add_server(d, (const struct sockaddr *)&six, sizeof six);
}

static void add_written(struct gp_mail_domains *d, const char *server)
{
	char address[64];
	const char *colon = strrchr(server, ':');
	bool brackets = *server == '[', port = colon && (brackets ? colon[-1] == ']' : strchr(server, ':') == colon);
	size_t n = (port ? (size_t)(colon - server) : strlen(server)) - (brackets ? 2 : 0);

	if (n >= sizeof address)
		return;
	memcpy(address, server + brackets, n);
	address[n] = '\0';
	add_named(d, address, port ? strtol(colon + 1, NULL, 10) : 53);
}

static void add_configured(struct gp_mail_domains *d)
{
	FILE *f = fopen("/etc/resolv.conf", "re");
	char line[256];

	while (f && fgets(line, sizeof line, f)) {
		char *p = line + strspn(line, " \t");

		if (strncmp(p, "nameserver", 10) || !strchr(" \t", p[10]))
			continue;
		p += 10 + strspn(p + 10, " \t");
		p[strcspn(p, " \t\r\n")] = '\0';
		add_named(d, p, 53);
	}
	if (f)
		fclose(f);
	if (!d->servers)
		add_named(d, "127.0.0.1", 53);
}

/* --- questions */

static void start_some(struct gp_mail_domains *d)
{
	while (d->waiting && d->running < AT_ONCE) {
		struct question *q = d->waiting;

		d->waiting = q->next;
		if (!d->waiting)
			d->waiting_end = &d->waiting;
		q->next = d->asking;
		d->asking = q;
		d->running++;
		ask(q);
	}
}

static void free_question(struct question *q)
{
	gp_loop_disarm(q->all->loop, &q->timer);
	free(q->domain);
	free(q);
}

static void settle(struct gp_mail_domains *d, struct question *q, enum gp_mail_answer answer)
{
	struct question **at = &d->asking;
	char *domain = q->domain;

	d->silent = q->heard ? 0 : d->silent + 1;
	while (*at != q)
		at = &(*at)->next;
	*at = q->next;
	d->running--;
	q->domain = NULL;
	free_question(q);
	d->fn(d->user, domain, answer);
	free(domain);
}

/* Sent, or waiting for its turn: the timer goes on with it. */
static void ask(struct question *q)
{
	struct gp_mail_domains *d = q->all;
	int wait = d->wait_ms;
	uint16_t id;

	if (getrandom(&id, sizeof id, 0) != sizeof id)
		id = (uint16_t)gp_clock_mono_ms();
	q->asked_n = d->servers && d->silent < SILENT ? gp_dns_ask(q->asked, id, q->domain, q->type) : 0;
	if (!q->asked_n || send(d->fd[q->tries % d->servers], q->asked, q->asked_n, MSG_NOSIGNAL) < 0)
		wait = 0; /* as if it had been silent */
	if (!q->asked_n)
		q->tries = TRIES;
	gp_loop_arm(d->loop, &q->timer, gp_clock_mono_ms() + wait);
}

static void on_timer(void *user)
{
	struct question *q = user;
	struct gp_mail_domains *d = q->all;

	if (q->asked_n)
		q->tries++;
	if (q->tries >= TRIES)
		settle(d, q, GP_MAIL_UNKNOWN);
	else
		ask(q);
	start_some(d);
}

/* A no is asked once more after a while; a failing server may have given it. */
static void deny(struct gp_mail_domains *d, struct question *q, enum gp_mail_answer answer)
{
	if (q->denied) {
		settle(d, q, answer);
		return;
	}
	q->denied = true;
	q->type = GP_DNS_MX;
	q->tries = 0;
	q->asked_n = 0;
	gp_loop_arm(d->loop, &q->timer, gp_clock_mono_ms() + d->wait_ms);
}

static void next_type(struct gp_mail_domains *d, struct question *q)
{
	if (q->type == GP_DNS_AAAA) {
		deny(d, q, GP_MAIL_NO_HOST);
		return;
	}
	q->type = q->type == GP_DNS_MX ? GP_DNS_A : GP_DNS_AAAA;
	q->tries = 0;
	ask(q);
}

static void take(struct gp_mail_domains *d, struct question *q, enum gp_dns_answer answer)
{
	q->heard = true;
	switch (answer) {
	case GP_DNS_FOUND:
		settle(d, q, GP_MAIL_TAKEN);
		break;
	case GP_DNS_NULL_MX:
		deny(d, q, GP_MAIL_REFUSED);
		break;
	case GP_DNS_NO_NAME:
		deny(d, q, GP_MAIL_NO_DOMAIN);
		break;
	case GP_DNS_NO_RECORD:
		next_type(d, q);
		break;
	default: /* the next server, or the same once more */
		gp_loop_arm(q->all->loop, &q->timer, gp_clock_mono_ms());
		break;
	}
}

static void on_reply(void *user, int fd, uint32_t events)
{
	struct gp_mail_domains *d = user;
	unsigned char reply[REPLY_MAX];
	ssize_t n;

	(void)events;
	while ((n = recv(fd, reply, sizeof reply, 0)) >= 0 || errno == EINTR) {
		enum gp_dns_answer answer = GP_DNS_NOT_OURS;
		struct question *q;

		for (q = n > 0 ? d->asking : NULL; q; q = q->next) {
			answer = q->asked_n ? gp_dns_read(reply, (size_t)n, q->asked, q->asked_n, q->type) : GP_DNS_NOT_OURS;
			if (answer != GP_DNS_NOT_OURS)
				break;
		}
		if (q)
			take(d, q, answer);
	}
	start_some(d);
}

/* --- */

struct gp_mail_domains *gp_mail_domains_new(struct gp_loop *loop, const char *server, int wait_ms,
    gp_mail_domain_fn *fn, void *user)
{
	struct gp_mail_domains *d = gp_calloc(1, sizeof *d);

	d->loop = loop;
	d->fn = fn;
	d->user = user;
	d->wait_ms = wait_ms;
	d->waiting_end = &d->waiting;
	if (server)
		add_written(d, server);
	else
		add_configured(d);
	return d;
}

void gp_mail_domains_free(struct gp_mail_domains *d)
{
	struct question *q, *next;

	if (!d)
		return;
	for (q = d->asking; q; q = next) {
		next = q->next;
		free_question(q);
	}
	for (q = d->waiting; q; q = next) {
		next = q->next;
		free_question(q);
	}
	for (int i = 0; i < d->servers; i++) {
		gp_loop_forget(d->loop, d->fd[i]);
		close(d->fd[i]);
	}
	free(d);
}

void gp_mail_domains_ask(struct gp_mail_domains *d, const char *domain)
{
	struct question *q = gp_calloc(1, sizeof *q);

	q->all = d;
	q->domain = gp_strdup(domain);
	q->type = GP_DNS_MX;
	q->timer.fn = on_timer;
	q->timer.user = q;
	*d->waiting_end = q;
	d->waiting_end = &q->next;
	start_some(d);
}
