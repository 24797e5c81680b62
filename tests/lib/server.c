/*
 * server - the scripted HTTP server of the end-to-end tests.
 *
 * usage: server SCENARIO LOG
 *
 * It does what SCENARIO says (see scenario.h), well or badly. On start it
 * prints "NAME ADDRESS:PORT" for every port and then "ready". It ends when
 * standard input closes, or on SIGTERM. LOG gets a line for every event,
 * milliseconds since the start first:
 *
 *   12 open NAME         13 GET NAME /target [value of the log-header]
 *   25 close NAME         24 done NAME BYTES /target (sent, when the answer ended or was cut)
 *
 * One process, one poll() loop; never a block on one client.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>

#include "core/base/clock.h"
#include "tests/lib/scenario.h"

#define REQUEST_MOST 262144
#define CONNECTIONS_MOST 1024
#define REFILL 65536

enum state { READING, DELAYED, WRITING, HANGING };

struct conn {
	int fd, port;
	SSL *ssl;
	enum state state;
	short want; /* what the transport waits for */
	struct gp_buf in, out;
	size_t out_at; /* of out, this much is sent */
	struct gp_buf made; /* the body of a counting block */
	const char *body; /* belongs to the block, or is `made` */
	size_t body_len;
	const struct block *block;
	int64_t wake;
	bool close;
	char target[64]; /* of the answer under way; cut */
	uint64_t sent;   /* bytes of it */
};

static struct scenario scenario;
static SSL_CTX *contexts[PORTS_MOST];
static struct conn *conns[CONNECTIONS_MOST];
static int conn_count;
static int log_fd;
static int64_t started;

static void log_event(int port, const char *what, const char *target, const char *extra)
{
	dprintf(log_fd, "%" PRId64 " %s %s%s%s%s%s\n", gp_clock_mono_ms() - started, what,
	    scenario.ports[port].name, *target ? " " : "", target, *extra ? " " : "", extra);
}

static void log_done(struct conn *c)
{
	char sent[32];

	if (!c->target[0])
		return;
	snprintf(sent, sizeof sent, "%" PRIu64, c->sent);
	log_event(c->port, "done", sent, c->target);
	c->target[0] = '\0';
}

static void drop(struct conn *c, bool reset)
{
	struct linger now = {1, 0};

	log_done(c);
	log_event(c->port, "close", "", "");
	if (reset)
		setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	else if (c->ssl)
		SSL_shutdown(c->ssl);
	ERR_clear_error();
	SSL_free(c->ssl);
	close(c->fd);
	gp_buf_free(&c->in);
	gp_buf_free(&c->out);
	gp_buf_free(&c->made);
	for (int i = 0; i < conn_count; i++)
		if (conns[i] == c)
			conns[i] = conns[--conn_count];
	free(c);
}

/* --- transport: > 0 bytes, 0 the end, -1 not now (c->want is set), -2 failed */

static long tls_result(struct conn *c, int n)
{
	int why = n > 0 ? SSL_ERROR_NONE : SSL_get_error(c->ssl, n);

	ERR_clear_error();
	if (n > 0)
		return n;
	if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) {
		c->want = why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
		return -1;
	}
	return why == SSL_ERROR_ZERO_RETURN ? 0 : -2;
}

static long take(struct conn *c, char *p, size_t n)
{
	ssize_t got;

	if (c->ssl)
		return tls_result(c, SSL_read(c->ssl, p, (int)n));
	got = recv(c->fd, p, n, 0);
	c->want = POLLIN;
	if (got >= 0)
		return got;
	return errno == EAGAIN ? -1 : -2;
}

static long give(struct conn *c, const char *p, size_t n)
{
	ssize_t got;

	if (n > REFILL)
		n = REFILL;
	if (c->ssl)
		return tls_result(c, SSL_write(c->ssl, p, (int)n));
	got = send(c->fd, p, n, MSG_NOSIGNAL);
	c->want = POLLOUT;
	if (got >= 0)
		return got;
	return errno == EAGAIN ? -1 : -2;
}

/* --- answers */

static const char *reason_of(int status)
{
	switch (status) {
	case 200:
		return "OK";
	case 301:
		return "Moved Permanently";
	case 302:
		return "Found";
	case 404:
		return "Not Found";
	case 429:
		return "Too Many Requests";
	case 503:
		return "Service Unavailable";
	default:
		return "Because";
	}
}

static void put_status(struct gp_buf *out, int status, const char *reason)
{
	gp_buf_printf(out, "HTTP/1.1 %d %s\r\n", status, reason && *reason ? reason : reason_of(status));
}

static void answer_missing(struct conn *c, bool head)
{
	static const char page[] = "<!DOCTYPE html><title>404 Not Found</title><h1>Not Found</h1>\n";

	put_status(&c->out, 404, NULL);
	gp_buf_printf(&c->out, "Content-Type: text/html\r\nContent-Length: %zu\r\n\r\n", sizeof page - 1);
	if (!head)
		gp_buf_puts(&c->out, page);
}

/* /x/5 → /x/4; false at /x/0 */
static bool answer_countdown(struct conn *c, const char *target)
{
	const char *slash = strrchr(target, '/');
	long n = strtol(slash + 1, NULL, 10);

	if (n <= 0)
		return false;
	put_status(&c->out, 302, NULL);
	gp_buf_printf(&c->out, "Location: %.*s%ld\r\nContent-Length: 0\r\n\r\n",
	    (int)(slash + 1 - target), target, n - 1);
	return true;
}

/* The body with the number at the end of the target, and those beside it. */
static void count_body(struct conn *c, const struct block *b, const char *target)
{
	const char *p = target + strlen(target), *body = b->body.data, *end = body + b->body.len;
	long n;

	while (p > target && (p[-1] < '0' || p[-1] > '9'))
		p--;
	while (p > target && p[-1] >= '0' && p[-1] <= '9')
		p--;
	n = strtol(p, NULL, 10);
	gp_buf_clear(&c->made);
	for (; body < end; body++)
		if (end - body > 2 && body[0] == '{' && body[2] == '}' && strchr("n+-", body[1])) {
			gp_buf_printf(&c->made, "%ld", n + (body[1] == '+') - (body[1] == '-'));
			body += 2;
		} else {
			gp_buf_putc(&c->made, *body);
		}
}

static void answer_head(struct conn *c, const struct block *b)
{
	int status = b->status ? b->status : b->location ? 302 : 200;

	put_status(&c->out, status, b->reason);
	gp_buf_put(&c->out, b->headers.data, b->headers.len);
	if (b->location)
		gp_buf_printf(&c->out, "Location: %s\r\n", b->location);
	if (strcmp(b->type, "none") != 0)
		gp_buf_printf(&c->out, "Content-Type: %s\r\n", b->type);
	if (b->endless == ENDLESS_NOT)
		gp_buf_printf(&c->out, "Content-Length: %ld\r\n",
		    b->length >= 0 ? b->length : (long)(b->counting ? c->made.len : b->body.len));
	if (c->close)
		gp_buf_puts(&c->out, "Connection: close\r\n");
	if (b->endless != ENDLESS_HEADERS)
		gp_buf_puts(&c->out, "\r\n");
}

static void answer(struct conn *c, const struct block *b, const char *target, bool head)
{
	c->block = b;
	c->close = b->close || b->endless != ENDLESS_NOT;
	for (long i = 0; i < b->interim; i++)
		gp_buf_puts(&c->out, "HTTP/1.1 102 Processing\r\n\r\n");
	if (b->interim != 0 && !(b->countdown && answer_countdown(c, target))) {
		if (b->counting)
			count_body(c, b, target);
		if (!b->raw)
			answer_head(c, b);
		if (b->raw || !head) {
			c->body = b->counting ? c->made.data : b->body.data;
			c->body_len = b->counting ? c->made.len : b->body.len;
		}
	}
	c->state = WRITING;
	c->wake = 0;
	if (b->delay > 0) {
		c->state = DELAYED;
		c->wake = gp_clock_mono_ms() + b->delay;
	}
}

/* More of an endless answer. */
static bool refill(struct conn *c)
{
	const struct block *b = c->block;
	enum endless kind = !b ? ENDLESS_NOT : b->interim == 0 ? ENDLESS_INTERIM : b->endless;

	gp_buf_clear(&c->out);
	c->out_at = 0;
	if (kind == ENDLESS_NOT)
		return false;
	while (c->out.len < REFILL)
		if (kind == ENDLESS_HEADERS)
			gp_buf_puts(&c->out, "X-More: and more, and more, and more, and more\r\n");
		else if (kind == ENDLESS_INTERIM)
			gp_buf_puts(&c->out, "HTTP/1.1 102 Processing\r\n\r\n");
		else if (b->tail.len)
			gp_buf_put(&c->out, b->tail.data, b->tail.len);
		else
			gp_buf_puts(&c->out, " ");
	return true;
}

/* --- requests */

static const char *wanted_header(char *head)
{
	char *line = head, *next;
	size_t n = scenario.log_header ? strlen(scenario.log_header) : 0;

	for (; n && line; line = next) {
		next = strstr(line, "\r\n");
		if (next) {
			*next = '\0';
			next += 2;
		}
		if (!strncasecmp(line, scenario.log_header, n) && line[n] == ':')
			return line + n + 1 + strspn(line + n + 1, " ");
	}
	return "";
}

/* A listener that says the same to everything, or nothing. */
static void answer_anything(struct conn *c)
{
	const struct gp_buf *says = &scenario.ports[c->port].says;

	log_event(c->port, "heard", "", "");
	gp_buf_clear(&c->in);
	c->body = says->data;
	c->body_len = says->len;
	c->close = true;
	c->state = says->len ? WRITING : HANGING;
}

/* Bytes of the body that belongs to the head before `end`. */
static size_t body_length(const char *head, const char *end)
{
	const char *line = strcasestr(head, "\r\nContent-Length:");

	return line && line < end ? strtoul(line + 17, NULL, 10) : 0;
}

static void save_request(const char *request, size_t n)
{
	static int count;
	char path[4096];
	FILE *f;

	if (!scenario.save)
		return;
	snprintf(path, sizeof path, "%s%d", scenario.save, ++count);
	f = fopen(path, "we");
	if (!f || fwrite(request, 1, n, f) != n || fclose(f))
		scenario_die(&scenario, "cannot save a request");
}

/* Takes one request out of c->in, if a whole one is there. False: the connection is gone. */
static bool try_request(struct conn *c)
{
	char *end = c->in.len ? strstr(c->in.data, "\r\n\r\n") : NULL;
	char *rest, *line_end, *method, *target;
	const char *logged;
	struct block *b;
	size_t body, whole;

	if (c->in.len && scenario.ports[c->port].deaf) {
		answer_anything(c);
		return true;
	}
	if (!end)
		return true;
	body = body_length(c->in.data, end);
	whole = (size_t)(end + 4 - c->in.data) + (body < REQUEST_MOST ? body : REQUEST_MOST);
	if (c->in.len < whole)
		return true;
	save_request(c->in.data, whole);
	*end = '\0';
	line_end = strstr(c->in.data, "\r\n");
	if (line_end)
		*line_end = '\0';
	rest = c->in.data;
	method = next_word(&rest);
	target = next_word(&rest);
	logged = wanted_header(line_end ? line_end + 2 : end);
	log_event(c->port, method, target, logged);
	snprintf(c->target, sizeof c->target, "%.63s", target);
	c->sent = 0;
	c->body = NULL;
	c->body_len = 0;
	c->block = NULL;
	b = find_block(&scenario, c->port, method, target, logged);
	if (b && b->act != ACT_ANSWER && b->act != ACT_NEVER) {
		drop(c, b->act == ACT_RESET);
		return false;
	}
	if (b && b->act == ACT_NEVER) {
		c->state = HANGING;
	} else if (b) {
		answer(c, b, target, !strcmp(method, "HEAD"));
	} else {
		answer_missing(c, !strcmp(method, "HEAD"));
		c->state = WRITING;
	}
	gp_buf_shift(&c->in, whole);
	return true;
}

static void read_some(struct conn *c)
{
	char chunk[8192];
	long n;

	do {
		n = take(c, chunk, sizeof chunk);
		if (n == -1)
			return;
		if (n <= 0 || gp_buf_put(&c->in, chunk, (size_t)n) < 0) {
			drop(c, false);
			return;
		}
		if (!try_request(c))
			return;
	} while (c->state == READING);
}

static void answered(struct conn *c)
{
	if (c->close) {
		drop(c, c->block && c->block->reset_after);
		return;
	}
	log_done(c);
	c->state = READING;
	c->want = POLLIN;
	try_request(c); /* a pipelined one */
}

static void write_some(struct conn *c)
{
	bool slow = c->block && c->block->trickle > 0;

	for (;;) {
		bool head = c->out_at < c->out.len;
		size_t left = head ? c->out.len - c->out_at : c->body_len;
		long n;

		if (!left) {
			if (!refill(c)) {
				answered(c);
				return;
			}
			continue;
		}
		n = give(c, head ? c->out.data + c->out_at : c->body, slow ? 1 : left);
		if (n == -1)
			return;
		if (n < 0) {
			drop(c, false);
			return;
		}
		c->sent += (uint64_t)n;
		if (head) {
			c->out_at += (size_t)n;
		} else {
			c->body += n;
			c->body_len -= (size_t)n;
		}
		if (slow) {
			c->state = DELAYED;
			c->wake = gp_clock_mono_ms() + c->block->trickle;
			return;
		}
	}
}

/* --- the loop */

static void accept_some(int port)
{
	struct conn *c;
	int fd, one = 1;

	while (conn_count < CONNECTIONS_MOST &&
	    (fd = accept4(scenario.ports[port].fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
		/* head and body go out as two pieces; Nagle would hold the second back */
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
		c = gp_calloc(1, sizeof *c);
		c->fd = fd;
		c->port = port;
		c->want = POLLIN;
		gp_buf_init(&c->in, REQUEST_MOST);
		gp_buf_init(&c->out, BODY_MOST);
		gp_buf_init(&c->made, BODY_MOST);
		if (contexts[port]) {
			c->ssl = SSL_new(contexts[port]);
			SSL_set_fd(c->ssl, fd);
			SSL_set_accept_state(c->ssl);
		}
		conns[conn_count++] = c;
		log_event(port, "open", "", "");
	}
}

static void serve(struct conn *c, short events, int64_t now)
{
	if (c->state != READING && (events & (POLLRDHUP | POLLHUP | POLLERR))) {
		drop(c, false);
		return;
	}
	if (c->state == DELAYED && c->wake <= now)
		c->state = WRITING;
	else if (!(events & (c->want | POLLHUP | POLLERR)) && c->state != WRITING)
		return;
	if (c->state == WRITING)
		write_some(c);
	else if (c->state == READING)
		read_some(c);
}

static void turn(void)
{
	static struct pollfd fds[1 + PORTS_MOST + CONNECTIONS_MOST];
	static struct conn *turns[CONNECTIONS_MOST];
	int n = 0, first, live = conn_count, wait = -1;
	int64_t now = gp_clock_mono_ms();
	char byte;

	fds[n++] = (struct pollfd){.fd = 0, .events = POLLIN};
	for (int i = 0; i < scenario.port_count; i++)
		fds[n++] = (struct pollfd){.fd = scenario.ports[i].listens ? scenario.ports[i].fd : -1,
		    .events = POLLIN};
	first = n;
	for (int i = 0; i < live; i++) {
		struct conn *c = conns[i];
		short events = c->state == READING ? c->want
		    : c->state == WRITING	   ? c->want | POLLOUT | POLLRDHUP
						   : POLLRDHUP;

		turns[i] = c;
		fds[n++] = (struct pollfd){.fd = c->fd, .events = events};
		if (c->state == DELAYED && (wait < 0 || c->wake - now < wait))
			wait = c->wake > now ? (int)(c->wake - now) : 0;
	}
	if (poll(fds, (nfds_t)n, wait) < 0)
		return;
	if (fds[0].revents && read(0, &byte, 1) <= 0)
		exit(0);
	now = gp_clock_mono_ms();
	for (int i = 0; i < live; i++)
		if (fds[first + i].revents || turns[i]->state == DELAYED)
			serve(turns[i], fds[first + i].revents, now);
	for (int i = 0; i < scenario.port_count; i++)
		if (fds[1 + i].revents)
			accept_some(i);
}

static void set_up_tls(int i)
{
	const struct port *p = &scenario.ports[i];
	SSL_CTX *x = contexts[i] = SSL_CTX_new(TLS_server_method());

	if (!x || SSL_CTX_use_certificate_chain_file(x, p->cert) != 1 ||
	    SSL_CTX_use_PrivateKey_file(x, p->key, SSL_FILETYPE_PEM) != 1)
		scenario_die(&scenario, "certificate or key cannot be used");
	if (p->old_tls)
		SSL_CTX_set_max_proto_version(x, TLS1_VERSION);
	if (p->null_tls && (SSL_CTX_set_cipher_list(x, "NULL-SHA256:@SECLEVEL=0") != 1 ||
	    SSL_CTX_set_max_proto_version(x, TLS1_2_VERSION) != 1))
		scenario_die(&scenario, "the cipher cannot be used");
	SSL_CTX_set_mode(x, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: server SCENARIO LOG\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	read_scenario(&scenario, argv[1]);
	log_fd = open(argv[2], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (log_fd < 0)
		scenario_die(&scenario, "cannot write the log");
	started = gp_clock_mono_ms();
	for (int i = 0; i < scenario.port_count; i++) {
		if (scenario.ports[i].cert)
			set_up_tls(i);
		printf("%s %s\n", scenario.ports[i].name, scenario.ports[i].host);
	}
	printf("ready\n");
	fflush(stdout);
	for (;;)
		turn();
}
