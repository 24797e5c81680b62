#include "core/web/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

/*
 * IANA IPv4 Special-Purpose Address Registry. First match counts. The AS112
 * and AMT anycast blocks are globally reachable and so not listed; of
 * 192.0.0.0/24 two addresses are, but no site lives on them.
 */
static const struct {
	uint32_t net;
	int bits;
	enum gp_address_class class;
} special4[] = {
	{0x00000000, 8, GP_ADDRESS_SPECIAL},     /* 0.0.0.0/8 this network */
	{0x0A000000, 8, GP_ADDRESS_PRIVATE},     /* 10.0.0.0/8 */
	{0x64400000, 10, GP_ADDRESS_PRIVATE},    /* 100.64.0.0/10 shared, carrier NAT */
	{0x7F000000, 8, GP_ADDRESS_LOOPBACK},    /* 127.0.0.0/8 */
	{0xA9FE0000, 16, GP_ADDRESS_LINK_LOCAL}, /* 169.254.0.0/16 */
	{0xAC100000, 12, GP_ADDRESS_PRIVATE},    /* 172.16.0.0/12 */
	{0xC0000000, 24, GP_ADDRESS_SPECIAL},    /* 192.0.0.0/24 protocol assignments */
	{0xC0000200, 24, GP_ADDRESS_SPECIAL},    /* 192.0.2.0/24 documentation */
	{0xC0586300, 24, GP_ADDRESS_SPECIAL},    /* 192.88.99.0/24 6to4 relays, deprecated */
	{0xC0A80000, 16, GP_ADDRESS_PRIVATE},    /* 192.168.0.0/16 */
	{0xC6120000, 15, GP_ADDRESS_SPECIAL},    /* 198.18.0.0/15 benchmarking */
	{0xC6336400, 24, GP_ADDRESS_SPECIAL},    /* 198.51.100.0/24 documentation */
	{0xCB007100, 24, GP_ADDRESS_SPECIAL},    /* 203.0.113.0/24 documentation */
	{0xE0000000, 3, GP_ADDRESS_SPECIAL},     /* multicast, reserved, broadcast */
};

/* IANA IPv6 Special-Purpose Address Registry; what it embeds comes first. */
static const struct {
	unsigned char net[8];
	int bits;
	enum gp_address_class class;
} special6[] = {
	{{0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01}, 48, GP_ADDRESS_PRIVATE}, /* NAT64, local use */
	{{0x20, 0x01, 0x00}, 23, GP_ADDRESS_SPECIAL},       /* protocol assignments, Teredo, ORCHID */
	{{0x20, 0x01, 0x0D, 0xB8}, 32, GP_ADDRESS_SPECIAL}, /* documentation */
	{{0x3F, 0xFF, 0x00}, 20, GP_ADDRESS_SPECIAL},       /* documentation, RFC 9637 */
	{{0xFC}, 7, GP_ADDRESS_PRIVATE},                    /* unique local */
	{{0xFE, 0x80}, 10, GP_ADDRESS_LINK_LOCAL},
	{{0xFE, 0xC0}, 10, GP_ADDRESS_PRIVATE},             /* site-local, deprecated */
	{{0x20}, 3, GP_ADDRESS_PUBLIC},                     /* 2000::/3, all that is allocated */
	{{0}, 0, GP_ADDRESS_SPECIAL},                       /* multicast, SRv6, discard, the rest */
};

static enum gp_address_class classify4(uint32_t ip)
{
	size_t i;

	for (i = 0; i < sizeof special4 / sizeof special4[0]; i++)
		if ((ip ^ special4[i].net) >> (32 - special4[i].bits) == 0)
			return special4[i].class;
	return GP_ADDRESS_PUBLIC;
}

static bool in_prefix(const unsigned char *ip, const unsigned char *net, int bits)
{
	int whole = bits / 8, rest = bits % 8;

	return !memcmp(ip, net, (size_t)whole) && (!rest || (ip[whole] ^ net[whole]) >> (8 - rest) == 0);
}

static uint32_t big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static enum gp_address_class classify6(const unsigned char ip[16])
{
	static const unsigned char zero[16], loopback[16] = {[15] = 1};
	static const unsigned char mapped[12] = {[10] = 0xFF, 0xFF};
	static const unsigned char nat64[12] = {0x00, 0x64, 0xFF, 0x9B};
	size_t i;

	if (!memcmp(ip, loopback, 16))
		return GP_ADDRESS_LOOPBACK;
	if (!memcmp(ip, mapped, 12) || !memcmp(ip, nat64, 12))
		return classify4(big_endian(ip + 12));
	/* IPv4-compatible, deprecated: some systems still reach the IPv4 address with it. */
	if (!memcmp(ip, zero, 12) && classify4(big_endian(ip + 12)) != GP_ADDRESS_PUBLIC)
		return classify4(big_endian(ip + 12));
	if (ip[0] == 0x20 && ip[1] == 0x02)
		return classify4(big_endian(ip + 2));
	for (i = 0; !in_prefix(ip, special6[i].net, special6[i].bits); i++)
		continue;
	return special6[i].class;
}

enum gp_address_class gp_address_classify(const struct sockaddr *sa)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	switch (sa->sa_family) {
	case AF_INET:
		memcpy(&v4, sa, sizeof v4);
		return classify4(ntohl(v4.sin_addr.s_addr));
	case AF_INET6:
		memcpy(&v6, sa, sizeof v6);
		return classify6(v6.sin6_addr.s6_addr);
	default:
		return GP_ADDRESS_SPECIAL;
	}
}

/* "localhost" and names under it (RFC 6761, 6.3), with or without a dot at the end. */
static bool is_localhost(const char *host, size_t n)
{
	static const char name[] = "localhost";
	size_t len = sizeof name - 1;

	if (n && host[n - 1] == '.')
		n--;
	return n >= len && !strncasecmp(host + n - len, name, len) &&
	    (n == len || host[n - len - 1] == '.');
}

unsigned gp_address_of_host(const char *host)
{
	char bare[INET6_ADDRSTRLEN + 1];
	struct in_addr v4;
	struct in6_addr v6;
	size_t n = strlen(host);

	if (is_localhost(host, n))
		return GP_ADDRESS_LOOPBACK;
	if (n > 1 && host[0] == '[' && host[n - 1] == ']') {
		host++;
		n -= 2;
	}
	if (n >= sizeof bare)
		return 0;
	memcpy(bare, host, n);
	bare[n] = '\0';
	if (inet_pton(AF_INET, bare, &v4) == 1)
		return classify4(ntohl(v4.s_addr));
	if (inet_pton(AF_INET6, bare, &v6) == 1)
		return classify6(v6.s6_addr);
	return 0;
}
