/*
 * network.h - what the operator says about how hosts are reached.
 *
 * Hosts are named by globs over their names in lower case, as in addresses ("*.example.gov.cn"; Chinese ones
 * begin with xn--).
 */
#ifndef GP_CRAWL_NETWORK_H
#define GP_CRAWL_NETWORK_H

#include <stdbool.h>
#include <stddef.h>

/* What is different for some hosts, of the own site or not. */
struct gp_host_settings {
	const char *hosts;  /* glob */
	int connections;    /* at once; 0: as ever */
	int delay_ms;       /* between starts, whatever the pace; -1: as ever */
	int timeout_ms;     /* as gp_crawl_options has it; 0: as ever */
	bool no_head;       /* ask with GET only */
};

/*
 * What a link says lies at `from` is fetched from `to`: a copy before it is published, a dump behind a server. Scope,
 * rules, robots.txt and reports know `from` only. Both are addresses without query and fragment that end with '/'.
 */
struct gp_remap {
	const char *from, *to;
};

struct gp_cookies;

struct gp_network {
	struct gp_cookies *cookies; /* what the operator brought; the run puts more into it. NULL: nothing */
	const char *proxy;  /* as gp_fetch_options has it; NULL: none */
	const char *proxy_header;
	const char *const *no_proxy; /* globs of hosts that are reached without it, NULL-terminated or NULL */
	const struct gp_remap *remaps; /* the longest `from` that an address begins with counts */
	size_t remap_count;
	const struct gp_host_settings *hosts; /* of those that fit, a name before a glob, then the longest */
	size_t host_count;
};

/* Where `url` is to be asked for instead, malloc'd; NULL: where it says. */
char *gp_network_elsewhere(const struct gp_network *n, const char *url);
/* Whether the proxy is used for it. */
bool gp_network_proxies(const struct gp_network *n, const char *url);

#endif
