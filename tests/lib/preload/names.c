/*
 * names.so - the Internet as a test wants it, for a program that runs under LD_PRELOAD.
 *
 *   TEST_NAMES    "NAME=ADDRESS,ADDRESS;NAME=ADDRESS>ADDRESS": what a name resolves to; after each
 *                 `>` what it resolves to the next time. Other names do not exist.
 *   TEST_ROUTES   "ADDRESS=ADDRESS;…": who connects to the first gets to the second, and sees the
 *                 first as its peer. Ports stay. IPv4.
 *   TEST_DIALLED  a file; gets a line for each address that is connected to
 *   TEST_CA       a file with the certificates that are trusted, instead of the system's
 *
 * What is neither routed nor loopback cannot be reached: no packet leaves the machine.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/x509_vfy.h>

#define NAMES_MOST 64

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int asked[NAMES_MOST]; /* how often, by place in TEST_NAMES */

static const char *setting(const char *name)
{
	const char *value = getenv(name);

	return value ? value : "";
}

/* Between `;`: the value behind "key=", and its length; NULL: there is none. *place counts from 0. */
static const char *look_up(const char *list, const char *key, size_t *n, int *place)
{
	size_t k = strlen(key);

	for (*place = 0; *list; (*place)++) {
		size_t len = strcspn(list, ";");

		if (len > k && !strncmp(list, key, k) && list[k] == '=') {
			*n = len - k - 1;
			return list + k + 1;
		}
		list += len + (list[len] == ';');
	}
	return NULL;
}

/* --- names */

typedef int resolve_fn(const char *, const char *, const struct addrinfo *, struct addrinfo **);

/* All addresses of "ADDRESS,ADDRESS", as one list. */
static int resolve_each(resolve_fn *real, const char *list, size_t n, const char *service,
    const struct addrinfo *hints, struct addrinfo **out)
{
	struct addrinfo how = hints ? *hints : (struct addrinfo){0}, **tail = out;
	char one[64];
	int rc = EAI_NONAME, last;

	*out = NULL;
	how.ai_flags |= AI_NUMERICHOST;
	for (size_t at = 0, len; at < n; at += len + 1) {
		for (len = 0; at + len < n && list[at + len] != ','; len++)
			;
		snprintf(one, sizeof one, "%.*s", (int)len, list + at);
		last = real(one, service, &how, tail);
		if (last == 0)
			rc = 0;
		while (*tail)
			tail = &(*tail)->ai_next;
	}
	return rc;
}

int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
    struct addrinfo **out)
{
	static resolve_fn *real;
	struct in6_addr number;
	const char *p;
	size_t n, step;
	int place, turn;

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
	if (!host || inet_pton(AF_INET, host, &number) == 1 || inet_pton(AF_INET6, host, &number) == 1)
		return real(host, service, hints, out);
	p = look_up(setting("TEST_NAMES"), host, &n, &place);
	if (!p || place >= NAMES_MOST)
		return EAI_NONAME;
	pthread_mutex_lock(&lock);
	turn = asked[place]++;
	pthread_mutex_unlock(&lock);
	for (; turn > 0 && memchr(p, '>', n); turn--) {
		step = (size_t)((const char *)memchr(p, '>', n) - p) + 1;
		p += step;
		n -= step;
	}
	if (memchr(p, '>', n))
		n = (size_t)((const char *)memchr(p, '>', n) - p);
	return resolve_each(real, p, n, service, hints, out);
}

/* --- routes */

static void note(const char *address)
{
	const char *path = setting("TEST_DIALLED");
	int fd = *path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) : -1;

	if (fd >= 0) {
		dprintf(fd, "%s\n", address);
		close(fd);
	}
}

/* Where "ADDRESS=" leads; false: nowhere. */
static bool route(const char *from, struct in_addr *to)
{
	char one[64];
	size_t n;
	int place;
	const char *p = look_up(setting("TEST_ROUTES"), from, &n, &place);

	return p && n < sizeof one && snprintf(one, sizeof one, "%.*s", (int)n, p) > 0 &&
	    inet_pton(AF_INET, one, to) == 1;
}

int connect(int fd, const struct sockaddr *a, socklen_t len)
{
	static int (*real)(int, const struct sockaddr *, socklen_t);
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	char text[INET6_ADDRSTRLEN] = "";

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "connect");
	if (a->sa_family == AF_INET6 && len >= sizeof v6) {
		memcpy(&v6, a, sizeof v6);
		note(inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text));
		if (IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr))
			return real(fd, a, len);
		errno = ENETUNREACH;
		return -1;
	}
	if (a->sa_family != AF_INET || len < sizeof v4)
		return real(fd, a, len);
	memcpy(&v4, a, sizeof v4);
	note(inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text));
	if (!route(text, &v4.sin_addr) && ntohl(v4.sin_addr.s_addr) >> 24 != 127) {
		errno = ENETUNREACH;
		return -1;
	}
	return real(fd, (const struct sockaddr *)&v4, sizeof v4);
}

/* The peer is whom the program wanted, not where the route led. */
int getpeername(int fd, struct sockaddr *a, socklen_t *len)
{
	static int (*real)(int, struct sockaddr *, socklen_t *);
	struct sockaddr_in v4;
	struct in_addr to;
	char from[64];
	int rc;

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "getpeername");
	rc = real(fd, a, len);
	if (rc || a->sa_family != AF_INET || *len < sizeof v4)
		return rc;
	memcpy(&v4, a, sizeof v4);
	for (const char *p = setting("TEST_ROUTES"); *p; p += strcspn(p, ";"), p += *p == ';') {
		size_t n = strcspn(p, "=");

		if (n >= sizeof from)
			continue;
		memcpy(from, p, n);
		from[n] = '\0';
		if (route(from, &to) && to.s_addr == v4.sin_addr.s_addr &&
		    inet_pton(AF_INET, from, &v4.sin_addr) == 1)
			break;
	}
	memcpy(a, &v4, sizeof v4);
	return 0;
}

/* --- certificates */

int X509_STORE_load_file(X509_STORE *store, const char *file)
{
	static int (*real)(X509_STORE *, const char *);
	const char *ours = setting("TEST_CA");

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "X509_STORE_load_file");
	return real(store, *ours ? ours : file);
}

/* The same for who reads the system's certificates by itself. */
BIO *BIO_new_file(const char *file, const char *mode)
{
	static BIO *(*real)(const char *, const char *);
	static const char bundle[] = "/ca-certificates.crt";
	const char *ours = setting("TEST_CA");
	size_t n = strlen(file);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "BIO_new_file");
	if (*ours && n >= sizeof bundle && !strcmp(file + n + 1 - sizeof bundle, bundle))
		file = ours;
	return real(file, mode);
}
