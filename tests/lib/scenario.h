/*
 * scenario.h - what the test server shall do, read from a text file.
 *
 * One directive a line, leading white space ignored, `#` starts a comment line.
 *
 *   listen NAME ADDRESS [tls CERT KEY [old]]   a port on 127.0.0.x; old: TLS 1.0 only
 *   listen6 NAME OTHER             the port of listener OTHER on ::1
 *   reserve NAME ADDRESS           a port nobody listens on: connection refused
 *   log-header NAME                this request header is logged too
 *   save PREFIX                    every request, head and body, goes to a file PREFIX1, PREFIX2 …
 *   on NAME | on *                 the blocks that follow belong to that listener
 *   path [METHOD] PATTERN          begins a block; * in the pattern matches anything;
 *                                  without ? in it the query is ignored
 *
 * The first block that matches and is not used up answers; none: a 404 page.
 * In a block:
 *
 *   times N                        only the first N requests, then it is used up
 *   logged                         only requests that have the log-header
 *   status N [REASON]              200 when not said
 *   header NAME: VALUE             "header-repeat N NAME: VALUE" writes it N times
 *   type T                         Content-Type (text/html; "none": no such header)
 *   location URL                   a 302 (unless status says otherwise) to URL
 *   countdown                      /x/5 redirects to /x/4 … /x/0, which answers
 *   body TEXT                      a piece of the body, ends with a newline
 *   text TEXT                      the same without the newline
 *   repeat N TEXT                  TEXT N times; %d in it is the number, from 1
 *   counting                       in the body {n} is the last number of the target, {+} one more, {-} one less
 *   file PATH                      bytes of a file
 *   gzip                           the body is sent gzip-coded
 *   bomb N                         gzip-coded: the body, then N MiB of NULs
 *   length N                       Content-Length: N, whatever the body is
 *   delay MS                       before the answer
 *   trickle MS                     head and body one byte every MS
 *   interim N                      N times "102 Processing" first (0: without end)
 *   raw TEXT                       exactly these bytes are the answer; then closed
 *   close                          closed after the answer
 *   never | empty | reset          no answer; closed at once; a TCP reset at once
 *   reset-after                    a reset where close would close
 *   endless-body TEXT | endless-headers
 *
 * TEXT knows \n \r \t \\ and \xHH; {NAME} becomes ADDRESS:PORT of a listener
 * or a reserved port. Sizes are capped; a wrong directive ends the program.
 */
#ifndef GP_TEST_SCENARIO_H
#define GP_TEST_SCENARIO_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include "core/base/buf.h"
#include "core/base/mem.h"

#define PORTS_MOST 16
#define BODY_MOST ((size_t)256 << 20)

enum act { ACT_ANSWER, ACT_NEVER, ACT_EMPTY, ACT_RESET };
enum endless { ENDLESS_NOT, ENDLESS_BODY, ENDLESS_HEADERS, ENDLESS_INTERIM };

struct port {
	char name[16], host[32];
	int fd;
	bool listens, old_tls;
	char *cert, *key; /* TLS when not NULL */
};

struct block {
	char *pattern, *method; /* method NULL: any */
	int port;               /* -1: every listener */
	long times, used;       /* times -1: always */
	bool logged;
	int status;
	char *reason, *location;
	struct gp_buf headers, body, tail; /* tail: what an endless answer goes on with */
	char *type;
	enum act act;
	enum endless endless;
	long delay, trickle, interim, length, bomb; /* -1: not said */
	bool gzip, raw, close, reset_after, countdown, counting;
};

struct scenario {
	struct port ports[PORTS_MOST];
	int port_count;
	struct block *blocks;
	size_t block_count;
	char *log_header, *save;
	int line, on;
	const char *file;
};

static void __attribute__((noreturn)) scenario_die(const struct scenario *s, const char *why)
{
	fprintf(stderr, "%s:%d: %s\n", s->file, s->line, why);
	exit(2);
}

static char *next_word(char **rest)
{
	char *word = *rest + strspn(*rest, " \t");
	char *end = word + strcspn(word, " \t");

	*rest = *end ? end + 1 : end;
	*end = '\0';
	return word;
}

static long number(const struct scenario *s, char **rest)
{
	char *word = next_word(rest), *end;
	long n = strtol(word, &end, 10);

	if (end == word || *end || n < 0)
		scenario_die(s, "a number is needed");
	return n;
}

static int hex(int c)
{
	const char *digits = "0123456789abcdef", *p;

	p = c ? strchr(digits, c | 0x20) : NULL;
	return p ? (int)(p - digits) : -1;
}

static size_t expand_name(const struct scenario *s, struct gp_buf *out, const char *p)
{
	size_t n = strcspn(p, "}");

	for (int i = 0; p[n] && i < s->port_count; i++)
		if (strlen(s->ports[i].name) == n - 1 && !memcmp(s->ports[i].name, p + 1, n - 1)) {
			gp_buf_puts(out, s->ports[i].host);
			return n + 1;
		}
	return 0;
}

/* Appends TEXT with its escapes and names replaced; `count` stands for %d (0: %d stays). */
static void expand(const struct scenario *s, struct gp_buf *out, const char *p, long count)
{
	size_t n;

	while (*p) {
		if (*p == '{' && (n = expand_name(s, out, p)) > 0) {
			p += n;
		} else if (count && p[0] == '%' && p[1] == 'd') {
			gp_buf_printf(out, "%ld", count);
			p += 2;
		} else if (p[0] == '\\' && p[1] == 'x' && hex(p[2]) >= 0 && hex(p[3]) >= 0) {
			gp_buf_putc(out, hex(p[2]) * 16 + hex(p[3]));
			p += 4;
		} else if (p[0] == '\\' && p[1] && strchr("nrt\\", p[1])) {
			gp_buf_putc(out, p[1] == 'n' ? '\n' : p[1] == 'r' ? '\r'
				: p[1] == 't'                             ? '\t'
										  : '\\');
			p += 2;
		} else {
			gp_buf_putc(out, *p++);
		}
	}
	if (out->full)
		scenario_die(s, "too large");
}

static char *expanded(const struct scenario *s, const char *text)
{
	struct gp_buf b;

	gp_buf_init(&b, 65536);
	expand(s, &b, text, 0);
	return b.data ? b.data : gp_strdup("");
}

static void add_file(const struct scenario *s, struct gp_buf *out, const char *path)
{
	FILE *f = fopen(path, "rb");
	char chunk[8192];
	size_t n;

	if (!f)
		scenario_die(s, "no such file");
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		gp_buf_put(out, chunk, n);
	fclose(f);
}

/* The body as gzip, followed by `mib` MiB of NULs inside the same stream. */
static void compress_body(const struct scenario *s, struct block *b, long mib)
{
	static unsigned char zeros[1 << 20], chunk[65536];
	struct gp_buf out;
	z_stream z = {0};

	gp_buf_init(&out, BODY_MOST);
	if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		scenario_die(s, "zlib");
	z.next_in = (unsigned char *)b->body.data;
	z.avail_in = (unsigned)b->body.len;
	for (long i = 0; i <= mib; i++) {
		do {
			z.next_out = chunk;
			z.avail_out = sizeof chunk;
			deflate(&z, i == mib ? Z_FINISH : Z_NO_FLUSH);
			gp_buf_put(&out, chunk, sizeof chunk - z.avail_out);
		} while (z.avail_out == 0);
		z.next_in = zeros;
		z.avail_in = sizeof zeros;
	}
	deflateEnd(&z);
	gp_buf_free(&b->body);
	b->body = out;
	gp_buf_puts(&b->headers, "Content-Encoding: gzip\r\n");
}

static void add_port(struct scenario *s, char *rest, bool listens)
{
	struct sockaddr_in in = {.sin_family = AF_INET};
	socklen_t len = sizeof in;
	struct port *p = &s->ports[s->port_count];
	char *name = next_word(&rest), *address = next_word(&rest);
	int one = 1;

	if (s->port_count == PORTS_MOST || strlen(name) >= sizeof p->name ||
	    inet_pton(AF_INET, address, &in.sin_addr) != 1 || strncmp(address, "127.", 4) != 0)
		scenario_die(s, "NAME 127.x.y.z is needed");
	p->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (p->fd < 0 || setsockopt(p->fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) < 0 ||
	    bind(p->fd, (struct sockaddr *)&in, sizeof in) < 0 ||
	    (listens && listen(p->fd, 1024) < 0) ||
	    getsockname(p->fd, (struct sockaddr *)&in, &len) < 0)
		scenario_die(s, "cannot listen");
	p->listens = listens;
	snprintf(p->name, sizeof p->name, "%s", name);
	snprintf(p->host, sizeof p->host, "%s:%d", address, ntohs(in.sin_port));
	if (!strcmp(next_word(&rest), "tls")) {
		p->cert = gp_strdup(next_word(&rest));
		p->key = gp_strdup(next_word(&rest));
		p->old_tls = !strcmp(next_word(&rest), "old");
	}
	s->port_count++;
}

static void add_port6(struct scenario *s, char *rest)
{
	struct sockaddr_in6 in = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
	struct port *p = &s->ports[s->port_count];
	char *name = next_word(&rest), *other = next_word(&rest);
	int one = 1, number = 0;

	for (int i = 0; i < s->port_count; i++)
		if (!strcmp(s->ports[i].name, other))
			number = (int)strtol(strchr(s->ports[i].host, ':') + 1, NULL, 10);
	if (s->port_count == PORTS_MOST || strlen(name) >= sizeof p->name || !number)
		scenario_die(s, "NAME and another listener are needed");
	in.sin6_port = htons((uint16_t)number);
	p->fd = socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (p->fd < 0 || setsockopt(p->fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) < 0 ||
	    setsockopt(p->fd, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof one) < 0 ||
	    bind(p->fd, (struct sockaddr *)&in, sizeof in) < 0 || listen(p->fd, 1024) < 0)
		scenario_die(s, "cannot listen on ::1");
	p->listens = true;
	snprintf(p->name, sizeof p->name, "%s", name);
	snprintf(p->host, sizeof p->host, "[::1]:%d", number);
	s->port_count++;
}

static void set_on(struct scenario *s, const char *name)
{
	s->on = -1;
	for (int i = 0; i < s->port_count; i++)
		if (!strcmp(s->ports[i].name, name))
			s->on = i;
	if (s->on < 0 && strcmp(name, "*") != 0)
		scenario_die(s, "no such listener");
}

static void finish_block(struct scenario *s)
{
	struct block *b = s->block_count ? &s->blocks[s->block_count - 1] : NULL;

	if (b && (b->gzip || b->bomb >= 0))
		compress_body(s, b, b->bomb < 0 ? 0 : b->bomb);
}

static void add_block(struct scenario *s, char *rest)
{
	char *first = next_word(&rest);
	struct block *b;

	finish_block(s);
	s->blocks = gp_reallocarray(s->blocks, s->block_count + 1, sizeof *s->blocks);
	b = &s->blocks[s->block_count++];
	*b = (struct block){.port = s->on, .times = -1, .delay = -1, .trickle = -1, .interim = -1,
	    .length = -1, .bomb = -1};
	gp_buf_init(&b->headers, 16 << 20);
	gp_buf_init(&b->body, BODY_MOST);
	gp_buf_init(&b->tail, 65536);
	if (*first != '/' && *first != '*') {
		b->method = gp_strdup(first);
		first = next_word(&rest);
	}
	b->pattern = expanded(s, first);
	b->type = gp_strdup("text/html");
}

static void add_header(struct scenario *s, struct block *b, long times, const char *text)
{
	for (long i = 1; i <= times; i++) {
		expand(s, &b->headers, text, i);
		gp_buf_puts(&b->headers, "\r\n");
	}
}

/* Directives that are one bare word. */
static bool block_flag(struct block *b, const char *word)
{
	if (!strcmp(word, "never"))
		b->act = ACT_NEVER;
	else if (!strcmp(word, "empty"))
		b->act = ACT_EMPTY;
	else if (!strcmp(word, "reset"))
		b->act = ACT_RESET;
	else if (!strcmp(word, "endless-headers"))
		b->endless = ENDLESS_HEADERS;
	else if (!strcmp(word, "gzip"))
		b->gzip = true;
	else if (!strcmp(word, "close"))
		b->close = true;
	else if (!strcmp(word, "reset-after"))
		b->close = b->reset_after = true;
	else if (!strcmp(word, "logged"))
		b->logged = true;
	else if (!strcmp(word, "countdown"))
		b->countdown = true;
	else if (!strcmp(word, "counting"))
		b->counting = true;
	else
		return false;
	return true;
}

/* Directives with a number. */
static bool block_number(struct scenario *s, struct block *b, const char *word, char **rest)
{
	static const struct {
		const char *word;
		size_t at;
	} fields[] = {
		{"times", offsetof(struct block, times)},     {"delay", offsetof(struct block, delay)},
		{"trickle", offsetof(struct block, trickle)}, {"interim", offsetof(struct block, interim)},
		{"length", offsetof(struct block, length)},   {"bomb", offsetof(struct block, bomb)},
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (!strcmp(word, fields[i].word)) {
			long n = number(s, rest);

			memcpy((char *)b + fields[i].at, &n, sizeof n);
			return true;
		}
	return false;
}

static void block_text(struct scenario *s, struct block *b, const char *word, char *rest)
{
	if (!strcmp(word, "status")) {
		b->status = (int)number(s, &rest);
		b->reason = gp_strdup(rest);
	} else if (!strcmp(word, "header")) {
		add_header(s, b, 1, rest);
	} else if (!strcmp(word, "header-repeat")) {
		long n = number(s, &rest);

		add_header(s, b, n, rest);
	} else if (!strcmp(word, "type")) {
		b->type = gp_strdup(rest);
	} else if (!strcmp(word, "location")) {
		b->location = expanded(s, rest);
	} else if (!strcmp(word, "body")) {
		expand(s, &b->body, rest, 0);
		gp_buf_putc(&b->body, '\n');
	} else if (!strcmp(word, "text")) {
		expand(s, &b->body, rest, 0);
	} else if (!strcmp(word, "repeat")) {
		long n = number(s, &rest);

		for (long i = 1; i <= n; i++)
			expand(s, &b->body, rest, i);
	} else if (!strcmp(word, "file")) {
		add_file(s, &b->body, rest);
	} else if (!strcmp(word, "raw")) {
		b->raw = b->close = true;
		expand(s, &b->body, rest, 0);
	} else if (!strcmp(word, "endless-body")) {
		b->endless = ENDLESS_BODY;
		expand(s, &b->tail, rest, 0);
	} else {
		scenario_die(s, "unknown directive");
	}
}

static void read_line(struct scenario *s, char *line)
{
	char *rest = line, *word;
	struct block *b = s->block_count ? &s->blocks[s->block_count - 1] : NULL;

	word = next_word(&rest);
	if (!*word || *word == '#')
		return;
	if (!strcmp(word, "listen") || !strcmp(word, "reserve"))
		add_port(s, rest, *word == 'l');
	else if (!strcmp(word, "listen6"))
		add_port6(s, rest);
	else if (!strcmp(word, "log-header"))
		s->log_header = gp_strdup(rest);
	else if (!strcmp(word, "save"))
		s->save = gp_strdup(rest);
	else if (!strcmp(word, "on"))
		set_on(s, next_word(&rest));
	else if (!strcmp(word, "path"))
		add_block(s, rest);
	else if (!b)
		scenario_die(s, "a path is needed first");
	else if (!block_flag(b, word) && !block_number(s, b, word, &rest))
		block_text(s, b, word, rest);
}

static void read_scenario(struct scenario *s, const char *file)
{
	FILE *f = fopen(file, "r");
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	*s = (struct scenario){.file = file, .on = -1};
	if (!f)
		scenario_die(s, "cannot read");
	while ((n = getline(&line, &size, f)) >= 0) {
		s->line++;
		if (n > 0 && line[n - 1] == '\n')
			line[n - 1] = '\0';
		read_line(s, line);
	}
	finish_block(s);
	free(line);
	fclose(f);
}

/* `*` matches any run, also an empty one. */
static bool glob_match(const char *p, const char *s, size_t n)
{
	const char *star = NULL, *end = s + n, *from = s;

	while (s < end) {
		if (*p == '*') {
			star = p++;
			from = s;
		} else if (*p == *s) {
			p++;
			s++;
		} else if (star) {
			p = star + 1;
			s = ++from;
		} else {
			return false;
		}
	}
	return p[strspn(p, "*")] == '\0';
}

/* The block that answers, counted as used; NULL: none. logged: the value of the log-header, "". */
static struct block *find_block(struct scenario *s, int port, const char *method,
    const char *target, const char *logged)
{
	for (size_t i = 0; i < s->block_count; i++) {
		struct block *b = &s->blocks[i];
		size_t n = strchr(b->pattern, '?') ? strlen(target) : strcspn(target, "?");

		if ((b->port >= 0 && b->port != port) || (b->logged && !*logged) || (b->method && strcmp(b->method, method) != 0) ||
		    (b->times >= 0 && b->used >= b->times) || !glob_match(b->pattern, target, n))
			continue;
		b->used++;
		return b;
	}
	return NULL;
}

#endif
