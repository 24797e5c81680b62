#include "core/web/curl.h"

#include <stdarg.h>
#include <stdbool.h>

#include "core/sys/library.h"

struct gp_curl gp_curl;

#define SYMBOL(name) {"curl_" #name, &gp_curl.name},

int gp_curl_load(struct gp_err *e)
{
	static const struct gp_symbol symbols[] = {GP_CURL_FUNCTIONS(SYMBOL)};
	static bool loaded;

	if (loaded)
		return 0;
	if (gp_library_load(gp_soname_curl, symbols, sizeof symbols / sizeof *symbols, e))
		return -1;
	gp_curl.global_init(CURL_GLOBAL_DEFAULT);
	loaded = true;
	return 0;
}

/* Here are the functions themselves, not the macros that check. */
#undef curl_easy_setopt
#undef curl_easy_getinfo

/* Each option has one value, of the kind that its number tells: curl/curl.h, CURLOPTTYPE_LONG and so on. */
CURLcode curl_easy_setopt(CURL *easy, CURLoption option, ...)
{
	CURLcode rc;
	va_list ap;

	va_start(ap, option);
	switch (option / 10000 * 10000) {
	case CURLOPTTYPE_LONG:
		rc = gp_curl.easy_setopt(easy, option, va_arg(ap, long));
		break;
	case CURLOPTTYPE_OFF_T:
		rc = gp_curl.easy_setopt(easy, option, va_arg(ap, curl_off_t));
		break;
	default: /* strings, lists, functions */
		rc = gp_curl.easy_setopt(easy, option, va_arg(ap, void *));
	}
	va_end(ap);
	return rc;
}

CURLcode curl_easy_getinfo(CURL *easy, CURLINFO info, ...)
{
	CURLcode rc;
	va_list ap;

	va_start(ap, info);
	rc = gp_curl.easy_getinfo(easy, info, va_arg(ap, void *));
	va_end(ap);
	return rc;
}
