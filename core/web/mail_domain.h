/*
 * mail_domain.h - whether a domain takes mail: asked of a name server, on the loop.
 *
 * RFC 5321 section 5.1: to the hosts of its MX records, else to its own address; RFC 7505: one MX
 * that is "." refuses all. What says no is asked once more after a while before it is believed. A server
 * that does not answer says nothing about a domain.
 */
#ifndef GP_WEB_MAIL_DOMAIN_H
#define GP_WEB_MAIL_DOMAIN_H

#include "core/sys/loop.h"

enum gp_mail_answer {
	GP_MAIL_TAKEN,
	GP_MAIL_NO_DOMAIN,
	GP_MAIL_NO_HOST,  /* the domain is there, and has no mail server */
	GP_MAIL_REFUSED,
	GP_MAIL_UNKNOWN,  /* no server answered */
};

struct gp_mail_domains;

/* Called from gp_loop_turn(), once for each domain; `domain` lives until it returns. */
typedef void gp_mail_domain_fn(void *user, const char *domain, enum gp_mail_answer answer);

/*
 * server: "ADDRESS", "ADDRESS:PORT" or "[ADDRESS]:PORT"; NULL: those of /etc/resolv.conf. wait_ms: for one reply,
 * and before what said no is asked again. Never fails: without a server all is unknown.
 */
struct gp_mail_domains *gp_mail_domains_new(struct gp_loop *loop, const char *server, int wait_ms,
    gp_mail_domain_fn *fn, void *user);
/* Open questions end without a call. Accepts NULL. Before the loop is freed. */
void gp_mail_domains_free(struct gp_mail_domains *d);
/* Each domain once: lower case, ASCII. */
void gp_mail_domains_ask(struct gp_mail_domains *d, const char *domain);

#endif
