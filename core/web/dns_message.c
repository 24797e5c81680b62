#include "core/web/dns_message.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define HEADER 12
#define RECORD 10        /* of a record behind its name: type, class, time to live, length */
#define CUT 0x02         /* TC, of byte 2 */
#define KNOWS 0x04       /* AA, of byte 2 */
#define RECURSES 0x80    /* RA, of byte 3 */
#define REPLY 0x80       /* QR */
#define NXDOMAIN 3
#define LABELS_MAX 128

static unsigned number(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

size_t gp_dns_ask(unsigned char out[GP_DNS_QUERY_MAX], uint16_t id, const char *name, enum gp_dns_type type)
{
	/* one question, and recursion is wanted */
	static const unsigned char rest[] = {1, 0, 0, 1, 0, 0, 0, 0, 0, 0};
	unsigned char *p = out + HEADER;

	if (!*name || strlen(name) > 253)
		return 0;
	out[0] = (unsigned char)(id >> 8);
	out[1] = (unsigned char)id;
	memcpy(out + 2, rest, sizeof rest);
	for (;;) {
		size_t n = strcspn(name, ".");

		if (!n || n > 63)
			return 0;
		*p++ = (unsigned char)n;
		memcpy(p, name, n);
		p += n;
		name += n;
		if (!*name)
			break;
		name++;
	}
	*p++ = 0;
	*p++ = 0;
	*p++ = (unsigned char)type;
	*p++ = 0;
	*p++ = 1; /* IN */
	return (size_t)(p - out);
}

/* Behind the name at `at`, or 0 when it is damaged. Names may end in a pointer to another (4.1.4). */
static size_t skip_name(const unsigned char *p, size_t n, size_t at)
{
	for (int labels = 0; at < n && labels < LABELS_MAX; labels++) {
		if (!p[at])
			return at + 1;
		if ((p[at] & 0xC0) == 0xC0)
			return at + 2 <= n ? at + 2 : 0;
		if (p[at] & 0xC0)
			return 0;
		at += (size_t)p[at] + 1;
	}
	return 0;
}

/* The question comes back as it was asked; servers may change the case of its letters. */
static bool same_question(const unsigned char *reply, const unsigned char *asked, size_t asked_n)
{
	for (size_t i = HEADER; i < asked_n; i++)
		if (tolower(reply[i]) != tolower(asked[i]))
			return false;
	return true;
}

enum gp_dns_answer gp_dns_read(const unsigned char *reply, size_t n, const unsigned char *asked, size_t asked_n,
    enum gp_dns_type type)
{
	unsigned count, found = 0, refusing = 0;
	size_t at = asked_n;

	if (n < asked_n || memcmp(reply, asked, 2) || !(reply[2] & REPLY) || number(reply + 4) != 1 ||
	    !same_question(reply, asked, asked_n))
		return GP_DNS_NOT_OURS;
	if ((reply[3] & 15) == NXDOMAIN)
		return GP_DNS_NO_NAME;
	if (reply[3] & 15)
		return GP_DNS_FAILED;
	count = number(reply + 6);
	for (unsigned i = 0; i < count; i++) {
		size_t length;

		at = skip_name(reply, n, at);
		if (!at || n - at < RECORD)
			break;
		length = number(reply + at + 8);
		if (length > n - at - RECORD)
			break;
		if (number(reply + at) == type && number(reply + at + 2) == 1) {
			found++;
			refusing += type == GP_DNS_MX && length == 3 && !reply[at + RECORD + 2];
		}
		at += RECORD + length;
		if (i + 1 == count)
			return found == 1 && refusing ? GP_DNS_NULL_MX : found ? GP_DNS_FOUND : GP_DNS_NO_RECORD;
	}
	if (found > refusing)
		return GP_DNS_FOUND;
	if (count || reply[2] & CUT || !(reply[2] & KNOWS || reply[3] & RECURSES))
		return GP_DNS_FAILED; /* the last only says whom else to ask */
	return GP_DNS_NO_RECORD;
}
