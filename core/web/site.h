/*
 * site.h - which hosts belong to one registrant: the registrable domain of a name.
 *
 * After the Public Suffix List (publicsuffix.org), of which only the part is
 * here that official sites meet: the second levels of .cn with its provinces,
 * the usual second levels of other countries (com.XX, co.XX, gov.XX, …), and a
 * few services under whose name anybody may publish. A suffix that is not
 * known makes two sites one, never one site two.
 */
#ifndef GP_WEB_SITE_H
#define GP_WEB_SITE_H

#include <stdbool.h>

/*
 * The registrable domain: the tail of `host` (lower case, as gp_url_host() gives it), "a.gov.cn" of
 * "www.a.gov.cn". The whole of addresses, of single names and of suffixes.
 */
const char *gp_site_of(const char *host);
/* Whether both have one registrable domain. */
bool gp_site_same(const char *a, const char *b);
/* Whether `host` is `domain` or below it. */
bool gp_site_within(const char *host, const char *domain);

#endif
