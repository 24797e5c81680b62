#include "core/web/domain.h"

#include <string.h>

/* Second levels below a country that anybody, or anybody of a kind, can register under. */
static const char *const shared[] = {"com", "net", "org", "gov", "edu", "ac", "mil", "co", "or", "ne", "go", "gob",
    "gouv", "govt", "gv", "info", "biz", "name", "sch", "nom", "ltd", "plc", "me", "idv", "game", "club", "ebiz"};
/* CNNIC: provinces, autonomous regions, municipalities; Hong Kong, Macao, Taiwan; 公司, 网络, 網絡 below .cn */
static const char *const of_china[] = {"bj", "sh", "tj", "cq", "he", "sx", "nm", "ln", "jl", "hl", "js", "zj", "ah",
    "fj", "jx", "sd", "ha", "hb", "hn", "gd", "gx", "hi", "sc", "gz", "yn", "xz", "sn", "gs", "qh", "nx", "xj", "tw", "hk",
    "mo", "xn--55qx5d", "xn--io0a7i", "xn--od0alg"};
/* Services under whose name anybody may publish. */
static const char *const services[] = {"github.io", "gitee.io", "gitlab.io", "blogspot.com", "pages.dev", "workers.dev",
    "netlify.app", "vercel.app", "herokuapp.com", "web.app", "firebaseapp.com", "azurewebsites.net", "wordpress.com",
    "oss-cn-hangzhou.aliyuncs.com", "oss-cn-beijing.aliyuncs.com", "oss-cn-shanghai.aliyuncs.com"};
static const char *const restricted[] = {"gov", "edu", "mil", "ac", "go", "gob", "gouv", "govt"};

static bool among(const char *label, size_t n, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) == n && !memcmp(label, words[i], n))
			return true;
	return false;
}

#define AMONG(label, n, list) among(label, n, list, sizeof(list) / sizeof *(list))

static bool is_address(const char *host)
{
	return strchr(host, ':') || !host[strspn(host, "0123456789.")];
}

static size_t length(const char *label)
{
	return strcspn(label, ".");
}

/* Where the label before `at` begins. */
static const char *label_before(const char *host, const char *at)
{
	const char *p = at - 1; /* the dot */

	while (p > host && p[-1] != '.')
		p--;
	return p;
}

/* The public suffix of a name with at least one dot. */
static const char *suffix_of(const char *host)
{
	const char *top = strrchr(host, '.') + 1, *second;
	size_t n;

	for (size_t i = 0; i < sizeof services / sizeof *services; i++)
		if (gp_domain_within(host, services[i]))
			return host + strlen(host) - strlen(services[i]);
	second = label_before(host, top);
	n = length(second);
	if (strlen(top) != 2) /* only countries share their second level */
		return top;
	return AMONG(second, n, shared) || (!strcmp(top, "cn") && AMONG(second, n, of_china)) ? second : top;
}

const char *gp_domain_registrable(const char *host)
{
	const char *suffix;

	if (is_address(host) || !strchr(host, '.'))
		return host;
	suffix = suffix_of(host);
	return suffix > host ? label_before(host, suffix) : host;
}

bool gp_domain_same(const char *host, const char *other)
{
	return !strcmp(gp_domain_registrable(host), gp_domain_registrable(other));
}

bool gp_domain_same_owner(const char *host, const char *other)
{
	const char *a = gp_domain_registrable(host), *b = gp_domain_registrable(other);

	if (!strcmp(a, b))
		return true;
	if (is_address(host) || is_address(other))
		return false;
	return length(a) == length(b) && !memcmp(a, b, length(a));
}

bool gp_domain_within(const char *host, const char *domain)
{
	size_t n = strlen(host), k = strlen(domain);

	return n >= k && !memcmp(host + n - k, domain, k) && (n == k || host[n - k - 1] == '.');
}

bool gp_domain_restricted(const char *host)
{
	const char *level;

	if (is_address(host) || !strchr(host, '.'))
		return false;
	level = suffix_of(host);
	return AMONG(level, length(level), restricted);
}
