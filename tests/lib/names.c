/*
 * names.c - a name server for tests: answers questions over UDP on a port of 127.0.0.1 by the beginning of the name.
 *
 *   mx-…      an MX         a-…       no MX, an address     six-…   only an AAAA
 *   null-…    one MX "."    bare-…    no record at all      fails-… SERVFAIL
 *   once-…    NXDOMAIN the first time, then an MX           silent-… no reply
 * Anything else does not exist. Usage: names LOG; the port goes to standard output, each question to LOG as
 * "TYPE NAME". Ends when standard input is closed.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/web/dns_message.h"

static bool begins(const char *name, const char *with)
{
	return !strncmp(name, with, strlen(with));
}

/* The name and type of the question; its length with the header, or 0. */
static size_t question(const unsigned char *p, size_t n, char name[256], unsigned *type)
{
	size_t at = 12, len = 0;

	while (at < n && p[at] && at + p[at] + 1 < n && len + p[at] + 2 < 256) {
		memcpy(name + len, p + at + 1, p[at]);
		len += p[at];
		name[len++] = '.';
		at += (size_t)p[at] + 1;
	}
	if (at + 5 > n || !len)
		return 0;
	name[len - 1] = '\0';
	*type = (unsigned)p[at + 1] << 8 | p[at + 2];
	return at + 5;
}

/* One record, whose name is that of the question. */
static size_t put_record(unsigned char *p, unsigned type, const void *data, size_t n)
{
	const unsigned char head[] = {0xC0, 12, 0, (unsigned char)type, 0, 1, 0, 0, 0, 60, 0, (unsigned char)n};

	memcpy(p, head, sizeof head);
	memcpy(p + sizeof head, data, n);
	return sizeof head + n;
}

/* The reply in the place of the question; its length, 0: none. */
static size_t reply(unsigned char *p, size_t n, const char *name, unsigned type)
{
	static const unsigned char mx[] = {0, 10, 4, 'm', 'a', 'i', 'l', 0xC0, 12}, null_mx[] = {0, 0, 0},
	    four[4] = {192, 0, 2, 1}, six[16] = {0x20, 1, 0x0d, 0xb8};
	static int once;
	size_t record = 0;

	p[2] = 0x81;
	p[3] = 0x80;
	if (begins(name, "silent-"))
		return 0;
	if (begins(name, "fails-")) {
		p[3] |= 2;
	} else if (begins(name, "once-") && !once++) {
		p[3] |= 3;
	} else if (begins(name, "mx-") || begins(name, "once-")) {
		record = type == GP_DNS_MX ? put_record(p + n, type, mx, sizeof mx) : 0;
	} else if (begins(name, "null-")) {
		record = type == GP_DNS_MX ? put_record(p + n, type, null_mx, sizeof null_mx) : 0;
	} else if (begins(name, "a-")) {
		record = type == GP_DNS_A ? put_record(p + n, type, four, sizeof four) : 0;
	} else if (begins(name, "six-")) {
		record = type == GP_DNS_AAAA ? put_record(p + n, type, six, sizeof six) : 0;
	} else if (!begins(name, "bare-")) {
		p[3] |= 3;
	}
	p[7] = record > 0;
	return n + record;
}

int main(int argc, char **argv)
{
	struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof here;
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	struct pollfd p[] = {{.fd = 0, .events = POLLIN}, {.fd = fd, .events = POLLIN}};
	FILE *log = argc == 2 ? fopen(argv[1], "w") : NULL;
	char name[256];
	unsigned type;

	if (!log || fd < 0 || bind(fd, (struct sockaddr *)&here, sizeof here) || getsockname(fd, (struct sockaddr *)&here, &size))
		return 1;
	printf("127.0.0.1:%d\n", ntohs(here.sin_port));
	fflush(stdout);
	while (poll(p, 2, -1) > 0 && !p[0].revents) {
		unsigned char b[600];
		struct sockaddr_in from;
		socklen_t from_size = sizeof from;
		ssize_t got = recvfrom(fd, b, 500, 0, (struct sockaddr *)&from, &from_size);
		size_t n = got > 0 ? question(b, (size_t)got, name, &type) : 0;

		if (!n)
			continue;
		fprintf(log, "%u %s\n", type, name);
		fflush(log);
		n = reply(b, n, name, type);
		if (n)
			(void)!sendto(fd, b, n, 0, (struct sockaddr *)&from, from_size);
	}
	fclose(log);
	return 0;
}
