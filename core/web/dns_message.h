/*
 * dns_message.h - questions to a name server and what its reply says (RFC 1035).
 *
 * Only what is needed to know whether a domain takes mail: is there a record of a type, or no such name?
 * Replies are hostile bytes.
 */
#ifndef GP_WEB_DNS_MESSAGE_H
#define GP_WEB_DNS_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#define GP_DNS_QUERY_MAX 300 /* bytes of a question */

enum gp_dns_type { GP_DNS_A = 1, GP_DNS_MX = 15, GP_DNS_AAAA = 28 };

enum gp_dns_answer {
	GP_DNS_NOT_OURS, /* no reply to this question */
	GP_DNS_FAILED,   /* the server cannot or will not say; or the reply is damaged or cut */
	GP_DNS_NO_NAME,  /* NXDOMAIN */
	GP_DNS_NO_RECORD,/* the name is there, without a record of the type */
	GP_DNS_FOUND,
	GP_DNS_NULL_MX,  /* one MX, and it is ".": RFC 7505 */
};

/* The question in out; its length, or 0 when `name` (ASCII) is none that DNS can have. */
size_t gp_dns_ask(unsigned char out[GP_DNS_QUERY_MAX], uint16_t id, const char *name, enum gp_dns_type type);
/* What reply[0..n) says to the question asked[0..asked_n) of that type. */
enum gp_dns_answer gp_dns_read(const unsigned char *reply, size_t n, const unsigned char *asked, size_t asked_n,
    enum gp_dns_type type);

#endif
