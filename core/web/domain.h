/*
 * domain.h - who a host name belongs to.
 *
 * The registrable domain is what somebody registered: the label before a public suffix, and the
 * suffix. Suffixes are the top-level domain, the second levels that registries of countries use for all
 * ("com.cn", "co.uk"), provinces of China among them ("bj.cn"), and a few services under whose name
 * anybody may publish ("github.io"). This is the practice of the registries that official
 * sites link to, not the whole of publicsuffix.org: where it knows a suffix less, two registrants look
 * like one, and never one like two.
 */
#ifndef GP_WEB_DOMAIN_H
#define GP_WEB_DOMAIN_H

#include <stdbool.h>

/* The part of `host` (lower case, no port) that is registrable; all of it for an IP address or a bare suffix. */
const char *gp_domain_registrable(const char *host);
/* Whether both have one registrable domain. */
bool gp_domain_same(const char *host, const char *other);
/* Whether both belong to one registrant as far as names tell: that, or the same label under another suffix. */
bool gp_domain_same_owner(const char *host, const char *other);
/* Whether `host` is `domain` or below it. */
bool gp_domain_within(const char *host, const char *domain);
/* Whether the suffix is for public bodies, schools and universities only ("gov.cn", "edu"): nobody else gets one. */
bool gp_domain_restricted(const char *host);

#endif
