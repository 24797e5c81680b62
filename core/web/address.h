/*
 * address.h - which network addresses may be reached (security policy).
 *
 * An address is judged after name resolution, at the moment a socket is
 * opened, so neither DNS nor redirects get around it. Classes follow the IANA
 * special-purpose registries (RFC 6890, RFC 8190).
 */
#ifndef GP_WEB_ADDRESS_H
#define GP_WEB_ADDRESS_H

#include <stddef.h>
#include <sys/socket.h>

enum gp_address_class {
	GP_ADDRESS_PUBLIC = 1,
	GP_ADDRESS_LOOPBACK = 2,
	GP_ADDRESS_PRIVATE = 4,    /* 10/8 172.16/12 192.168/16 100.64/10 fc00::/7 */
	GP_ADDRESS_LINK_LOCAL = 8, /* 169.254/16 (cloud metadata), fe80::/10 */
	GP_ADDRESS_SPECIAL = 16,   /* this network, multicast, broadcast, documentation, reserved */
};

/* v4-mapped, NAT64 (64:ff9b::/96) and 6to4 addresses are judged by the IPv4 address inside. */
enum gp_address_class gp_address_classify(const struct sockaddr *sa);
/* The class of a host that is an IP literal ("127.0.0.1", "::1") or localhost; 0 when it is another name. */
unsigned gp_address_of_host(const char *host);

#endif
