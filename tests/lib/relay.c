/*
 * relay - a proxy for the end-to-end tests: HTTP CONNECT and SOCKS 5.
 *
 * usage: relay ADDRESS PORT LOG
 *
 * Prints its own port on 127.0.0.1. Whatever name is asked for, the tunnel leads to ADDRESS PORT. LOG gets the head of
 * each CONNECT as it came, and "SOCKS name:port" for each SOCKS request by name; the name "refused.example" is
 * refused. Ends when standard input closes. A process a connection; they end with their clients.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in target;
static int log_fd;

static bool put(int fd, const void *p, size_t n)
{
	return send(fd, p, n, MSG_NOSIGNAL) == (ssize_t)n;
}

static bool get(int fd, unsigned char *p, size_t n)
{
	return recv(fd, p, n, MSG_WAITALL) == (ssize_t)n;
}

static int reach(void)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd >= 0 && connect(fd, (struct sockaddr *)&target, sizeof target)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static void carry(int a, int b)
{
	struct pollfd p[2] = {{.fd = a, .events = POLLIN}, {.fd = b, .events = POLLIN}};
	char chunk[16384];

	while (poll(p, 2, -1) > 0)
		for (int i = 0; i < 2; i++) {
			ssize_t n = p[i].revents ? recv(p[i].fd, chunk, sizeof chunk, 0) : -2;

			if (n == -2)
				continue;
			if (n <= 0 || !put(p[1 - i].fd, chunk, (size_t)n))
				return;
		}
}

/* RFC 1928: no login, CONNECT, by name. `methods` came already. */
static int socks(int fd, unsigned methods)
{
	unsigned char b[300], reply[10] = {5, 0, 0, 1};
	bool refused;
	int out = -1;

	if (!get(fd, b, methods) || !put(fd, "\5\0", 2) || !get(fd, b, 5) || b[3] != 3 || !get(fd, b + 5, b[4] + 2u))
		return -1;
	refused = b[4] == 15 && !memcmp(b + 5, "refused.example", 15);
	dprintf(log_fd, "SOCKS %.*s:%d\n", (int)b[4], (char *)b + 5, b[5 + b[4]] << 8 | b[6 + b[4]]);
	if (!refused)
		out = reach();
	reply[1] = refused ? 5 : 0;
	return put(fd, reply, sizeof reply) ? out : -1;
}

/* RFC 9110 section 9.3.6. The first two bytes came already. */
static int http(int fd, const unsigned char first[2])
{
	char head[8192];
	size_t n = 2;
	int out = -1;

	memcpy(head, first, 2);
	while (n < sizeof head - 1 && (n < 4 || memcmp(head + n - 4, "\r\n\r\n", 4) != 0) && recv(fd, head + n, 1, 0) == 1)
		n++;
	head[n] = '\0';
	dprintf(log_fd, "%s", head);
	if (!strncmp(head, "CONNECT ", 8) && !strstr(head, "refused.example"))
		out = reach();
	put(fd, out < 0 ? "HTTP/1.1 403 No\r\n\r\n" : "HTTP/1.1 200 Yes\r\n\r\n", out < 0 ? 19 : 20);
	return out;
}

static void serve(int fd)
{
	unsigned char first[2];
	int out;

	if (!get(fd, first, 2))
		return;
	out = first[0] == 5 ? socks(fd, first[1]) : http(fd, first);
	if (out >= 0)
		carry(fd, out);
}

int main(int argc, char **argv)
{
	struct sockaddr_in self = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct pollfd p[2] = {{.fd = 0, .events = POLLIN}, {.events = POLLIN}};
	socklen_t size = sizeof self;
	pid_t parent = getpid();

	target.sin_family = AF_INET;
	if (argc != 4 || inet_pton(AF_INET, argv[1], &target.sin_addr) != 1)
		return 2;
	target.sin_port = htons((uint16_t)strtol(argv[2], NULL, 10));
	log_fd = open(argv[3], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	p[1].fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (log_fd < 0 || bind(p[1].fd, (struct sockaddr *)&self, size) || listen(p[1].fd, 64) ||
	    getsockname(p[1].fd, (struct sockaddr *)&self, &size))
		return 2;
	signal(SIGCHLD, SIG_IGN);
	printf("%d\n", ntohs(self.sin_port));
	fflush(stdout);
	while (poll(p, 2, -1) > 0) {
		int fd;

		if (p[0].revents)
			return 0;
		fd = accept(p[1].fd, NULL, NULL);
		if (fd >= 0 && !fork()) {
			prctl(PR_SET_PDEATHSIG, SIGTERM);
			if (getppid() == parent)
				serve(fd);
			_exit(0);
		}
		close(fd);
	}
	return 1;
}
