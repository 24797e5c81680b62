/*
 * The keys of office.lua, one row each. A row's table is named after the key that holds it;
 * tests/lint/office.t compares them with the manual pages.
 */
#include <ctype.h>
#include <string.h>

#include "core/office/office.h"
#include "core/web/url.h"

#define ENTRIES_MAX 2000 /* of a list; cross-references are searched one by one */
#define LIST(item) {.types = GP_IS(LIST), .each = &(item), .max = ENTRIES_MAX}
#define TEXT {.types = GP_IS(STRING), .check = one_line}
#define TEXT_OR_EMPTY {.types = GP_IS(STRING), .check = no_break}
#define ID {.types = GP_IS(STRING), .check = id_word}
#define NUMBER(from, to) {.types = GP_IS(INT), .min = (from), .max = (to)}
#define MAP(of) {.types = GP_IS(MAP), .fields = (of)}

static const char *no_break(const struct gp_value *v)
{
	for (size_t i = 0; i < v->string.n; i++)
		if ((unsigned char)v->string.p[i] < ' ' || v->string.p[i] == '\x7F')
			return "must be one line of text";
	return NULL;
}

static const char *one_line(const struct gp_value *v)
{
	return v->string.n ? no_break(v) : "must not be empty";
}

static const char *id_word(const struct gp_value *v)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";

	return v->string.n && strspn(v->string.p, allowed) == v->string.n
	           ? NULL
	           : "must be made of a-z, 0-9, '_' and '-'";
}

static const char *rule_id(const struct gp_value *v)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_-/";

	return v->string.n && strspn(v->string.p, allowed) == v->string.n
	           ? NULL
	           : "must be the id of a rule, like pages/title";
}

static const char *web_address(const struct gp_value *v)
{
	struct gp_url u;
	bool good;

	gp_url_init(&u);
	good = !strncmp(v->string.p, "http", 4) &&
	       gp_url_parse(&u, v->string.p, v->string.n, NULL, NULL) == GP_URL_OK && u.has_host &&
	       (u.scheme == GP_SCHEME_HTTP || u.scheme == GP_SCHEME_HTTPS);
	gp_url_free(&u);
	return good ? NULL : "must be an address that begins with http:// or https://";
}

static const char *proxy_address(const struct gp_value *v)
{
	const char *s = v->string.p;

	return !strcmp(s, "none") || ((!strncmp(s, "http://", 7) || !strncmp(s, "https://", 8) ||
	    !strncmp(s, "socks5h://", 10)) && !strchr(s, '@')) ? no_break(v)
	    : "must be none, or the address of a proxy with http://, https:// or socks5h:// and without a login";
}

static const char *web_addresses(const struct gp_value *v)
{
	struct gp_value key = {.type = GP_VALUE_STRING};

	for (size_t i = 0; v->type == GP_VALUE_MAP && i < v->map.n; i++) {
		key.string.p = v->map.members[i].key;
		key.string.n = v->map.members[i].key_n;
		if (web_address(&key))
			return "must have addresses as names, with http:// or https://";
	}
	return NULL;
}

static const char *site_folder(const struct gp_value *v)
{
	const char *p = v->string.p;

	if (!v->string.n)
		return "must not be empty";
	if (*p == '/')
		return NULL;
	for (; *p; p += strspn(p, "/")) {
		size_t n = strcspn(p, "/");

		if (n == 2 && !memcmp(p, "..", 2))
			return "must lie beneath the folder of office.lua, or begin with /";
		p += n;
	}
	return NULL;
}

static const char *site_path(const struct gp_value *v)
{
	return *v->string.p == '/' ? no_break(v) : "must begin with /";
}

static bool has_capitals(const char *s)
{
	while (*s && !isupper((unsigned char)*s))
		s++;
	return *s;
}

static const char *host_glob(const struct gp_value *v)
{
	const char *s = v->string.p;

	return strlen(s) == v->string.n && !strchr(s, '/') && v->string.n - strspn(s, "*?.:[]") >= 2
	           ? no_break(v)
	           : "must be the name of a host, or a pattern like *.example.gov.cn";
}

static const char *host_globs(const struct gp_value *v)
{
	struct gp_value key = {.type = GP_VALUE_STRING};

	for (size_t i = 0; v->type == GP_VALUE_MAP && i < v->map.n; i++) {
		key.string.p = v->map.members[i].key;
		key.string.n = v->map.members[i].key_n;
		if (host_glob(&key) || has_capitals(key.string.p) || i == ENTRIES_MAX)
			return "must have names of hosts as names, in lower case, or patterns like *.example.gov.cn";
	}
	return NULL;
}

static const char *pause_seconds(const struct gp_value *v)
{
	double seconds = v->type == GP_VALUE_INT ? (double)v->integer : v->number;

	return seconds >= 0 && seconds <= 60 ? NULL : "must be from 0 to 60";
}

/* A secret itself has a colon or a blank in it, and must not stand here. */
static const char *secret_place(const struct gp_value *v)
{
	const char *s = v->string.p;

	if (!strncmp(s, "env:", 4))
		s += 4;
	return *s && !strpbrk(s, ": ") && !no_break(v) ? NULL : "must be the path of a file, or env: and the name of a variable";
}

static const char *some_name(const struct gp_value *v)
{
	if (v->type == GP_VALUE_STRING)
		return one_line(v);
	return gp_value_str(v, "zh") || gp_value_str(v, "en") ? NULL : "must not be empty";
}

static const char *rule_ids(const struct gp_value *v)
{
	struct gp_value key = {.type = GP_VALUE_STRING};

	for (size_t i = 0; v->type == GP_VALUE_MAP && i < v->map.n; i++) {
		key.string.p = v->map.members[i].key;
		key.string.n = v->map.members[i].key_n;
		if (rule_id(&key))
			return "must have ids of rules as names, like pages/title";
	}
	return NULL;
}

const char *const gp_office_roles[] = {"clerk", "registrar", "head", "publisher", "secrecy", "legal", "reviewer", "editor",
    "admin", "经办", "登记员", "负责人", "公开办", "保密员", "法规", "审查", "编辑", "管理员", "承办", NULL};
static const char *const languages[] = {"zh", "en", NULL};
static const char *const hashes[] = {"sha256", "sm3", NULL};
static const char *const paces[] = {"polite", "fast", NULL};
static const char *const severities[] = {"veto", "deduct", "bonus", "error", "warning", "info", NULL};

static const struct gp_schema a_role = {.types = GP_IS(STRING), .words = gp_office_roles};
static const struct gp_schema a_severity = {.types = GP_IS(STRING), .words = severities};
static const struct gp_schema a_glob = TEXT;
static const struct gp_schema a_host = {.types = GP_IS(STRING), .check = host_glob};
static const struct gp_schema some_values = {.types = GP_IS(MAP)}; /* each rule knows which it has */
static const struct gp_schema a_place = {.types = GP_IS(STRING), .check = web_address};
static const struct gp_schema a_rule = {.types = GP_IS(STRING), .check = rule_id};

static const struct gp_schema_field name[] = {
	{"zh", false, TEXT},
	{"en", false, TEXT},
	{0},
};
static const struct gp_schema_field departments[] = {
	{"id", true, ID},
	{"name", true, TEXT},
	{"phone", false, TEXT_OR_EMPTY},
	{"email", false, TEXT_OR_EMPTY},
	{0},
};
static const struct gp_schema_field people[] = {
	{"id", true, ID},
	{"name", true, TEXT},
	{"login", false, TEXT},
	{"department", false, ID},
	{"roles", false, LIST(a_role)},
	{0},
};
static const struct gp_schema_field sites[] = {
	{"name", false, TEXT},
	{"url", false, {.types = GP_IS(STRING), .check = web_address}},
	{"folder", false, {.types = GP_IS(STRING), .check = site_folder}},
	{"hosts", false, LIST(a_host)},
	{"auth", false, {.types = GP_IS(STRING), .check = secret_place}},
	{0},
};
static const struct gp_schema_field accounts[] = {
	{"platform", true, ID},
	{"name", true, TEXT},
	{"id", false, TEXT_OR_EMPTY},
	{"owner", false, ID},
	{"days", false, NUMBER(1, 3650)},
	{"url", false, {.types = GP_IS(STRING), .check = web_address}},
	{"adapter", false, ID},
	{"file", false, {.types = GP_IS(STRING), .check = site_folder}},
	{"secret", false, {.types = GP_IS(STRING), .check = secret_place}},
	{"site", false, TEXT},
	{0},
};
static const struct gp_schema_field columns[] = {
	{"path", true, {.types = GP_IS(STRING), .check = site_path}},
	{"name", true, TEXT},
	{"owner", false, ID},
	{"days", false, NUMBER(1, 3650)},
	{0},
};
static const struct gp_schema_field limits[] = {
	{"connections", false, NUMBER(1, 1000)},
	{"depth", false, NUMBER(0, 1000000)},
	{"max_urls", false, NUMBER(1, 1000000000)},
	{"max_time", false, NUMBER(1, 31536000)},
	{"timeout", false, NUMBER(1, 600)},
	{"recheck_after", false, NUMBER(0, 365)},
	{"certificate_warning", false, NUMBER(0, 365)},
	{"certificate_error", false, NUMBER(0, 365)},
	{0},
};
static const struct gp_schema_field network[] = {
	{"pace", false, {.types = GP_IS(STRING), .words = paces}},
	{"exclude", false, LIST(a_glob)},
	{"include", false, LIST(a_glob)},
	{"proxy", false, {.types = GP_IS(STRING), .check = proxy_address}},
	{"no_proxy", false, LIST(a_host)},
	{"remap", false, {.types = GP_IS(MAP), .each = &a_place, .check = web_addresses}},
	{0},
};
static const struct gp_schema_field hosts[] = {
	{"connections", false, NUMBER(1, 1000)},
	{"delay", false, {.types = GP_IS_NUMBER, .check = pause_seconds}},
	{"timeout", false, NUMBER(1, 600)},
	{"head", false, {.types = GP_IS(BOOL)}},
	{0},
};
static const struct gp_schema_field rules[] = {
	{"args", false, {.types = GP_IS(MAP), .each = &some_values, .check = rule_ids}},
	{"documents", false, {.types = GP_IS(BOOL)}},
	{"off", false, LIST(a_rule)},
	{"severity", false, {.types = GP_IS(MAP), .each = &a_severity, .check = rule_ids}},
	{0},
};

static const struct gp_schema_field ledger[] = {
	{"hash", false, {.types = GP_IS(STRING), .words = hashes}},
	{0},
};

static const struct gp_schema_field letters[] = {
	{"address", false, TEXT},
	{"postcode", false, TEXT},
	{"phone", false, TEXT},
	{"review", false, TEXT},
	{"court", false, TEXT},
	{0},
};

static const struct gp_schema a_department = MAP(departments);
static const struct gp_schema a_person = MAP(people);
static const struct gp_schema a_site = MAP(sites);
static const struct gp_schema an_account = MAP(accounts);
static const struct gp_schema a_column = MAP(columns);
static const struct gp_schema some_settings = MAP(hosts);

static const struct gp_schema_field office[] = {
	{"name", true, {.types = GP_IS(STRING) | GP_IS(MAP), .fields = name, .check = some_name}},
	{"code", false, ID},
	{"short", false, TEXT},
	{"language", false, {.types = GP_IS(STRING), .words = languages}},
	{"departments", false, LIST(a_department)},
	{"people", false, LIST(a_person)},
	{"sites", false, LIST(a_site)},
	{"accounts", false, LIST(an_account)},
	{"columns", false, LIST(a_column)},
	{"limits", false, MAP(limits)},
	{"network", false, MAP(network)},
	{"hosts", false, {.types = GP_IS(MAP), .each = &some_settings, .check = host_globs}},
	{"rules", false, MAP(rules)},
	{"ledger", false, MAP(ledger)},
	{"letters", false, MAP(letters)},
	{0},
};

const struct gp_schema gp_office_schema = MAP(office);
