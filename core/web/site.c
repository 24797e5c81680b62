#include "core/web/site.h"

#include <string.h>

/* Second levels under which names are given out: of every country, and of .cn (its provinces). */
static const char *const everywhere[] = {
	"com", "net", "org", "gov", "edu", "ac", "co", "or", "ne", "go", "mil", "nom", "idv", "gob", "gouv",
};
static const char *const provinces[] = {
	"bj", "sh", "tj", "cq", "he", "sx", "nm", "ln", "jl", "hl", "js", "zj", "ah", "fj", "jx", "sd", "ha", "hb", "hn",
	"gd", "gx", "hi", "sc", "gz", "yn", "xz", "sn", "gs", "qh", "nx", "xj", "tw", "hk", "mo",
	"xn--55qx5d", "xn--io0a7i", "xn--od0alg", /* 公司 网络 網絡 */
};
/* Anybody may have a name below these. */
static const char *const services[] = {
	"github.io", "gitee.io", "gitlab.io", "blogspot.com", "pages.dev", "workers.dev", "netlify.app",
	"vercel.app", "herokuapp.com", "web.app", "firebaseapp.com", "azurewebsites.net", "wordpress.com",
	"oss-cn-hangzhou.aliyuncs.com", "oss-cn-beijing.aliyuncs.com", "oss-cn-shanghai.aliyuncs.com",
};

static bool is_label(const char *label, size_t n, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == n && !memcmp(list[i], label, n))
			return true;
	return false;
}

/* Where the label before `at` begins. */
static const char *label_before(const char *host, const char *at)
{
	const char *p = at - 1; /* the dot */

	while (p > host && p[-1] != '.')
		p--;
	return p;
}

static bool is_address(const char *host)
{
	return strchr(host, ':') || !host[strspn(host, "0123456789.")];
}

bool gp_site_within(const char *host, const char *domain)
{
	size_t n = strlen(host), k = strlen(domain);

	return n >= k && !memcmp(host + n - k, domain, k) && (n == k || host[n - k - 1] == '.');
}

/* The public suffix of a name with at least one dot. */
static const char *suffix_of(const char *host)
{
	const char *top = strrchr(host, '.') + 1, *second;
	size_t n;

	for (size_t i = 0; i < sizeof services / sizeof *services; i++)
		if (gp_site_within(host, services[i]))
			return host + strlen(host) - strlen(services[i]);
	second = label_before(host, top);
	n = (size_t)(top - 1 - second);
	if (strlen(top) == 2 && is_label(second, n, everywhere, sizeof everywhere / sizeof *everywhere))
		return second;
	if (!strcmp(top, "cn") && is_label(second, n, provinces, sizeof provinces / sizeof *provinces))
		return second;
	return top;
}

const char *gp_site_of(const char *host)
{
	const char *suffix;

	if (is_address(host) || !strchr(host, '.'))
		return host;
	suffix = suffix_of(host);
	return suffix > host ? label_before(host, suffix) : host;
}

bool gp_site_same(const char *a, const char *b)
{
	return !strcmp(gp_site_of(a), gp_site_of(b));
}
