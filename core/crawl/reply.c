#include "core/crawl/reply.h"

#include <string.h>

static const char *cause_of_status(const struct gp_fetch_reply *r)
{
	int s = r->status;

	if (s >= 200 && s < 300)
		return "";
	switch (s) {
	case 300:
	case 304:
		return "";
	case 401:
		return "login-401";
	case 403:
		return "waf-403";
	case 404:
		return "http-404";
	case 410:
		return "http-410";
	case 429:
		return "http-429";
	case 503:
		return r->has_retry_after ? "http-503-retry-after" : "http-5xx";
	case 405: /* GET is refused where only a form may send, and by some protections for anything odd */
	case 999: /* a well-known "no robots" of social networks */
		return "waf";
	}
	if ((s == 412 || s == 521) && r->cookies) /* script challenges set a cookie first */
		return "challenge";
	if (s >= 300 && s < 400)
		return r->location ? "" : "malformed-reply";
	if (s >= 400 && s < 500)
		return "http-4xx";
	return s >= 500 && s < 600 ? "http-5xx" : "malformed-reply";
}

const char *gp_reply_cause(const struct gp_fetch_reply *r)
{
	return r->failure ? gp_fetch_failure_id(r->failure) : cause_of_status(r);
}

bool gp_reply_redirects(int status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool gp_reply_same_site(const char *a, const char *b)
{
	if (!strncmp(a, "www.", 4))
		a += 4;
	if (!strncmp(b, "www.", 4))
		b += 4;
	return !strcmp(a, b);
}

bool gp_reply_is_page(const struct gp_fetch_reply *r)
{
	return !*r->type || !strcmp(r->type, "text/html") || !strcmp(r->type, "application/xhtml+xml");
}
