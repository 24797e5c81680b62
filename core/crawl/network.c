/* network.c - how one host is reached, by what the operator says */
#include <fnmatch.h>
#include <string.h>

#include "core/crawl/engine.h"

/* How well a glob fits the name; 0: not at all. */
static size_t fits(const char *glob, const char *host)
{
	size_t n = strlen(glob);

	if (!strcmp(glob, host))
		return n + 1000;
	return fnmatch(glob, host, 0) ? 0 : n;
}

const struct gp_host_settings *gp_network_settings(const struct gp_network *n, const char *host)
{
	const struct gp_host_settings *found = NULL;
	size_t best = 0;

	for (size_t i = 0; i < n->host_count; i++) {
		size_t fit = fits(n->hosts[i].hosts, host);

		if (fit > best) {
			best = fit;
			found = &n->hosts[i];
		}
	}
	return found;
}
