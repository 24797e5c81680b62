#include "core/web/domain.h"

#include <ctype.h>
#include <string.h>

#define LABELS 128 /* RFC 1035 section 2.3.4: a name has at most 127 */

/* Second levels below a country that anybody, or anybody of a kind, can register under. */
static const char *const shared[] = {"com", "net", "org", "gov", "edu", "ac", "mil", "co", "or", "ne", "go", "gob",
    "gouv", "govt", "gv", "info", "biz", "name", "sch", "nom", "ltd", "plc", "me", "idv", "game", "club", "ebiz"};
/* CNNIC: provinces, autonomous regions, municipalities; and Hong Kong, Macao, Taiwan below .cn */
static const char *const provinces[] = {"bj", "sh", "tj", "cq", "he", "sx", "nm", "ln", "jl", "hl", "js", "zj", "ah",
    "fj", "jx", "sd", "ha", "hb", "hn", "gd", "gx", "hi", "sc", "gz", "yn", "xz", "sn", "gs", "qh", "nx", "xj", "tw", "hk",
    "mo"};
static const char *const restricted[] = {"gov", "edu", "mil", "ac", "go", "gob", "gouv", "govt"};

static bool is(const char *label, size_t n, const char *word)
{
	return strlen(word) == n && !memcmp(label, word, n);
}

static bool among(const char *label, size_t n, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is(label, n, words[i]))
			return true;
	return false;
}

#define AMONG(label, n, list) among(label, n, list, sizeof(list) / sizeof *(list))

static bool is_address(const char *host)
{
	size_t n = strlen(host);

	return strchr(host, ':') || (n && isdigit((unsigned char)host[n - 1]));
}

/* Where the labels of a name begin; how many. More than there can be: 0. */
static size_t labels_of(const char *host, const char *at[LABELS])
{
	size_t n = 0;

	for (const char *p = host; n < LABELS; p = strchr(p, '.') + 1) {
		at[n++] = p;
		if (!strchr(p, '.'))
			return n;
	}
	return 0;
}

static size_t length(const char *label)
{
	return strcspn(label, ".");
}

/* How many labels at the end are the suffix. */
static size_t suffix_labels(const char *const *at, size_t n)
{
	const char *top = at[n - 1], *second = n > 1 ? at[n - 2] : "";

	if (n < 2 || length(top) != 2) /* only countries share their second level */
		return 1;
	if (AMONG(second, length(second), shared))
		return 2;
	return is(top, 2, "cn") && AMONG(second, length(second), provinces) ? 2 : 1;
}

const char *gp_domain_registrable(const char *host)
{
	const char *at[LABELS];
	size_t n = is_address(host) ? 0 : labels_of(host, at), suffix;

	if (!n)
		return host;
	suffix = suffix_labels(at, n);
	return n > suffix ? at[n - suffix - 1] : host;
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

bool gp_domain_restricted(const char *host)
{
	const char *at[LABELS];
	size_t n = is_address(host) ? 0 : labels_of(host, at);
	const char *level;

	if (n < 2)
		return false;
	level = at[n - suffix_labels(at, n)]; /* the first label of the suffix */
	return AMONG(level, length(level), restricted);
}
