/*
 * mailto.h - where a mailto: link would send mail, and whether it certainly cannot.
 *
 * RFC 6068 with the addresses of RFC 5322 section 3.4.1 and RFC 6531, read as mail programs do: ";"
 * separates as "," does, a name may stand before <address>. What some program may send is not called wrong.
 */
#ifndef GP_WEB_MAILTO_H
#define GP_WEB_MAILTO_H

#include <stddef.h>

#define GP_MAILTO_DOMAINS 16 /* of one link that are kept */

struct gp_mailto {
	/*
	 * What is wrong with the first address that is, static; NULL: nothing. "mail-empty", "mail-slashes",
	 * "mail-no-at", "mail-two-ats", "mail-no-name", "mail-no-domain", "mail-blank", "mail-full-width",
	 * "mail-dots", "mail-no-dot", "mail-sign", "bad-host".
	 */
	const char *wrong;
	size_t addresses;
	/* Whose mail servers would get it: lower case, IDNA, each once; no addresses of machines. */
	char domain[GP_MAILTO_DOMAINS][254];
	size_t domain_count;
};

/* url: absolute, without fragment, as a URL parser gives it; it begins with "mailto:". Any bytes. */
void gp_mailto_read(struct gp_mailto *m, const char *url, size_t n);

#endif
