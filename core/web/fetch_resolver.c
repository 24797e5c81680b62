#define _GNU_SOURCE
#include <netdb.h>

#include "core/web/fetch.h"

int gp_fetch_resolver_answers(const char *host, struct gp_err *e)
{
	struct addrinfo *found = NULL, hints = {.ai_socktype = SOCK_STREAM};
	int rc = getaddrinfo(host, "80", &hints, &found);

	if (found)
		freeaddrinfo(found);
	/* "no such name" is an answer; "try again" is what a resolver says that hears nothing */
	if (rc == EAI_AGAIN || rc == EAI_SYSTEM)
		return gp_fail(e, GP_EIO, "names cannot be looked up (%s); is the network connected? Nothing was checked",
		    gp_err_word(gai_strerror(rc)));
	return 0;
}
