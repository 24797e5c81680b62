/* fetch_proxy.c - telling a proxy that fails from a site that fails */
#define _GNU_SOURCE
#include <string.h>
#include <strings.h>

#include "core/web/fetch_internal.h"

/* Why a proxy answers in the place of the site: RFC 9209 section 2.3, and Squid's own names. */
static const struct {
	const char *word;
	enum gp_fetch_failure failure;
} reasons[] = {
	{"dns_error", GP_FETCH_DNS},
	{"dns_timeout", GP_FETCH_DNS},
	{"connection_refused", GP_FETCH_REFUSED},
	{"connection_timeout", GP_FETCH_TIMEOUT},
	{"http_response_timeout", GP_FETCH_TIMEOUT},
	{"err_dns_fail", GP_FETCH_DNS},
	{"err_read_timeout", GP_FETCH_TIMEOUT},
	{"error=", GP_FETCH_PROXY},
	{"err_", GP_FETCH_PROXY},
};

void gp_fetch_proxy_header(struct gp_transfer *t, const char *line, size_t n)
{
	static const char *const names[] = {"proxy-status:", "x-squid-error:"};
	char value[200];
	size_t from = 0, len;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (n > strlen(names[i]) && !strncasecmp(line, names[i], strlen(names[i])))
			from = strlen(names[i]);
	if (!from)
		return;
	len = n - from < sizeof value - 1 ? n - from : sizeof value - 1;
	memcpy(value, line + from, len);
	value[len] = '\0';
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons && !t->proxy_says; i++)
		if (strcasestr(value, reasons[i].word))
			t->proxy_says = reasons[i].failure;
}

/* No connection to it came about. */
static bool unreachable(const struct gp_transfer *t, CURLcode rc)
{
	curl_off_t connected = 0;

	curl_easy_getinfo(t->easy, CURLINFO_CONNECT_TIME_T, &connected);
	return rc == CURLE_COULDNT_RESOLVE_PROXY || rc == CURLE_COULDNT_CONNECT ||
	    (rc == CURLE_OPERATION_TIMEDOUT && !connected);
}

/* A SOCKS proxy says why (RFC 1928 section 6). */
static enum gp_fetch_failure socks_failure(const struct gp_transfer *t)
{
	long why = CURLPX_OK;

	curl_easy_getinfo(t->easy, CURLINFO_PROXY_ERROR, &why);
	return why == CURLPX_REPLY_CONNECTION_REFUSED ? GP_FETCH_REFUSED : GP_FETCH_PROXY;
}

static long answer_to_connect(const struct gp_transfer *t)
{
	long code = 0;

	curl_easy_getinfo(t->easy, CURLINFO_HTTP_CONNECTCODE, &code);
	return code;
}

static long status_of(const struct gp_transfer *t)
{
	long status = 0;

	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	return status;
}

enum gp_fetch_failure gp_fetch_proxy_failure(const struct gp_transfer *t, CURLcode rc)
{
	long connect, trust = 0;

	if (!t->proxied)
		return GP_FETCH_OK;
	if (rc == CURLE_OK)
		return status_of(t) == 407 ? GP_FETCH_PROXY : status_of(t) >= 400 ? t->proxy_says : GP_FETCH_OK;
	if (rc == CURLE_PROXY)
		return socks_failure(t);
	connect = answer_to_connect(t);
	curl_easy_getinfo(t->easy, CURLINFO_PROXY_SSL_VERIFYRESULT, &trust);
	if (unreachable(t, rc) || (connect && connect / 100 != 2) ||
	    (rc == CURLE_PEER_FAILED_VERIFICATION && trust && !connect))
		return GP_FETCH_PROXY;
	return GP_FETCH_OK;
}

bool gp_fetch_proxy_dead(const struct gp_transfer *t, CURLcode rc)
{
	return t->proxied && (unreachable(t, rc) || answer_to_connect(t) == 407 || status_of(t) == 407);
}
