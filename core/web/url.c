/*
 * The basic URL parser: URL Standard 4.4. Each function below is one state or
 * a few that always follow one another; the href is written as it is read.
 */
#include "core/web/url.h"

#include <string.h>

#include "core/web/url_pieces.h"

struct parse {
	struct gp_url *u;
	const struct gp_url *base;
	const struct gp_charset *cs;
	const char *p, *end; /* what is still to be read */
};

static const struct {
	const char *name;
	int port;
} schemes[] = {
	[GP_SCHEME_OTHER] = {"", -1},
	[GP_SCHEME_HTTP] = {"http", 80},
	[GP_SCHEME_HTTPS] = {"https", 443},
	[GP_SCHEME_FTP] = {"ftp", 21},
	[GP_SCHEME_FILE] = {"file", -1},
	[GP_SCHEME_WS] = {"ws", 80},
	[GP_SCHEME_WSS] = {"wss", 443},
};

static bool is_special(const struct gp_url *u)
{
	return u->scheme != GP_SCHEME_OTHER;
}

/* Whether the next character is `c`. */
static bool next_is(const struct parse *s, char c)
{
	return s->p < s->end && *s->p == c;
}

static bool next_is_slash(const struct parse *s)
{
	return next_is(s, '/') || (is_special(s->u) && next_is(s, '\\'));
}

static uint32_t here(const struct gp_url *u)
{
	return (uint32_t)u->text.len;
}

/* --- what is taken over from the base URL */

enum keep { KEEP_SCHEME, KEEP_AUTHORITY, KEEP_PATH, KEEP_QUERY };

static void keep(struct parse *s, enum keep upto)
{
	struct gp_url *u = s->u;
	const struct gp_url *base = s->base;
	struct gp_buf text = u->text;
	uint32_t n = base->scheme_end + 1;

	*u = *base;
	u->text = text;
	gp_buf_clear(&u->text);
	if (upto >= KEEP_AUTHORITY && base->has_host)
		n = base->path;
	gp_buf_put(&u->text, base->text.data, n);
	if (upto == KEEP_SCHEME) {
		u->has_host = false;
		u->port = -1;
		u->user = u->user_end = u->pass = u->pass_end = u->host = u->host_end = n;
	}
	/* Without a host the "/." before a path that begins with "//" is left out here. */
	u->path = here(u);
	if (upto >= KEEP_PATH)
		gp_buf_put(&u->text, base->text.data + base->path, base->path_end - base->path);
}

/* --- path, query, fragment */

/* Ends the path. One that would read as an authority gets "/." before it (4.5). */
static void end_path(struct gp_url *u)
{
	char *path = u->text.data + u->path;
	size_t n = u->text.len - u->path;

	if (!u->has_host && !u->opaque_path && n > 1 && path[0] == '/' && path[1] == '/' &&
	    gp_buf_put(&u->text, "/.", 2) == 0) {
		path = u->text.data + u->path;
		memmove(path + 2, path, n);
		path[1] = '.';
		u->path += 2;
	}
	u->path_end = here(u);
}

static void put_query(struct parse *s, const char *q, const char *end)
{
	struct gp_url *u = s->u;
	unsigned set = is_special(u) ? GP_SET_SPECIAL_QUERY : GP_SET_QUERY;
	size_t n = (size_t)(end - q);

	gp_buf_putc(&u->text, '?');
	u->has_query = true;
	u->query = here(u);
	if (s->cs && is_special(u) && u->scheme != GP_SCHEME_WS && u->scheme != GP_SCHEME_WSS)
		gp_url_encode_in(&u->text, q, n, set, s->cs);
	else
		gp_url_encode(&u->text, q, n, set);
	u->query_end = here(u);
}

static enum gp_url_why put_fragment(struct parse *s)
{
	struct gp_url *u = s->u;

	u->has_fragment = next_is(s, '#');
	u->fragment = here(u);
	if (u->has_fragment) {
		gp_buf_putc(&u->text, '#');
		u->fragment = here(u);
		s->p++;
		gp_url_encode(&u->text, s->p, (size_t)(s->end - s->p), GP_SET_FRAGMENT);
	}
	u->fragment_end = here(u);
	return u->text.full ? GP_URL_TOO_LONG : GP_URL_OK;
}

/* After the path: "?query" and "#fragment". */
static enum gp_url_why finish(struct parse *s)
{
	struct gp_url *u = s->u;
	const char *q, *stop;

	end_path(u);
	u->has_query = false;
	u->query = u->query_end = here(u);
	if (next_is(s, '?')) {
		q = s->p + 1;
		stop = memchr(q, '#', (size_t)(s->end - q));
		s->p = stop ? stop : s->end;
		put_query(s, q, s->p);
	}
	return put_fragment(s);
}

/* Everything but the fragment is the base's. */
static enum gp_url_why keep_query(struct parse *s)
{
	const struct gp_url *base = s->base;
	struct gp_url *u = s->u;

	keep(s, KEEP_PATH);
	end_path(u);
	u->query = u->query_end = here(u);
	if (base->has_query) {
		gp_buf_putc(&u->text, '?');
		u->query = here(u);
		gp_buf_put(&u->text, base->text.data + base->query, base->query_end - base->query);
		u->query_end = here(u);
	}
	return put_fragment(s);
}

static enum gp_url_why path_state(struct parse *s)
{
	s->p = gp_url_put_path(s->u, s->p, s->end);
	return finish(s);
}

static enum gp_url_why path_start(struct parse *s)
{
	struct gp_url *u = s->u;

	u->path = here(u);
	if (next_is_slash(s))
		s->p++;
	else if (!is_special(u))
		return finish(s);
	return path_state(s);
}

/* --- authority */

static enum gp_url_why put_port(struct gp_url *u, const char *s, const char *end)
{
	unsigned port = 0;

	if (s == end)
		return GP_URL_OK;
	for (; s < end; s++) {
		if (*s < '0' || *s > '9')
			return GP_URL_BAD_PORT;
		port = port * 10 + (unsigned)(*s - '0');
		if (port > 65535)
			return GP_URL_BAD_PORT;
	}
	if ((int)port == schemes[u->scheme].port)
		return GP_URL_OK;
	u->port = (int)port;
	gp_buf_putc(&u->text, ':');
	gp_buf_put_uint(&u->text, port);
	return GP_URL_OK;
}

static void put_credentials(struct gp_url *u, const char *s, size_t n)
{
	const char *colon = memchr(s, ':', n);
	size_t user = colon ? (size_t)(colon - s) : n, pass = colon ? n - user - 1 : 0;

	gp_url_encode(&u->text, s, user, GP_SET_USERINFO);
	u->user_end = u->pass = u->pass_end = here(u);
	if (pass) {
		gp_buf_putc(&u->text, ':');
		u->pass = here(u);
		gp_url_encode(&u->text, colon + 1, pass, GP_SET_USERINFO);
		u->pass_end = here(u);
	}
	if (user || pass)
		gp_buf_putc(&u->text, '@');
}

static enum gp_url_why put_host_and_port(struct gp_url *u, const char *s, const char *end)
{
	const char *colon;
	bool brackets = false;

	for (colon = s; colon < end && (brackets || *colon != ':'); colon++)
		if (*colon == '[' || *colon == ']')
			brackets = *colon == '[';
	if (colon == s && (is_special(u) || colon < end))
		return GP_URL_NO_HOST;
	u->host = here(u);
	if (gp_url_put_host(&u->text, s, (size_t)(colon - s), is_special(u)) != 0)
		return GP_URL_BAD_HOST;
	u->host_end = here(u);
	return colon < end ? put_port(u, colon + 1, end) : GP_URL_OK;
}

/* Authority, host and port states; "scheme:" is written, the slashes are read. */
static enum gp_url_why authority(struct parse *s)
{
	struct gp_url *u = s->u;
	const char *start = s->p, *at = NULL, *stop;
	enum gp_url_why why;

	for (stop = start; stop < s->end; stop++) {
		unsigned char c = (unsigned char)*stop;

		if (c < 0x80 && (gp_url_class[c] & GP_CHAR_STOP) && (c != '\\' || is_special(u)))
			break;
		if (c == '@')
			at = stop;
	}
	s->p = stop;
	gp_buf_puts(&u->text, "//");
	u->has_host = true;
	u->user = u->user_end = u->pass = u->pass_end = here(u);
	if (at) {
		put_credentials(u, start, (size_t)(at - start));
		start = at + 1;
		if (start == stop)
			return GP_URL_NO_HOST;
	}
	why = put_host_and_port(u, start, stop);
	return why == GP_URL_OK ? path_start(s) : why;
}

/* Special authority (ignore) slashes: any number of either kind. */
static enum gp_url_why special_authority(struct parse *s)
{
	while (next_is_slash(s))
		s->p++;
	return authority(s);
}

/* --- file URLs */

static void begin_file(struct gp_url *u)
{
	gp_buf_clear(&u->text);
	gp_buf_puts(&u->text, "file://");
	u->scheme = GP_SCHEME_FILE;
	u->scheme_end = 4;
	u->has_host = true;
	u->user = u->user_end = u->pass = u->pass_end = u->host = u->host_end = u->path = here(u);
}

static enum gp_url_why file_host(struct parse *s)
{
	struct gp_url *u = s->u;
	const char *start = s->p;
	size_t n;

	begin_file(u);
	while (s->p < s->end && !next_is_slash(s) && *s->p != '?' && *s->p != '#')
		s->p++;
	n = (size_t)(s->p - start);
	if (gp_url_is_drive(start, n, false)) {
		s->p = start;
		return path_state(s);
	}
	if (n && gp_url_put_host(&u->text, start, n, true) != 0)
		return GP_URL_BAD_HOST;
	if (u->text.len - u->host == 9 && !memcmp(u->text.data + u->host, "localhost", 9))
		u->text.len = u->host;
	u->host_end = here(u);
	return path_start(s);
}

static enum gp_url_why file_slash(struct parse *s)
{
	const struct gp_url *base = s->base;
	bool drive = gp_url_starts_with_drive(s->p, (size_t)(s->end - s->p));

	if (next_is_slash(s)) {
		s->p++;
		return file_host(s);
	}
	if (!base) {
		begin_file(s->u);
		return path_state(s);
	}
	keep(s, KEEP_AUTHORITY);
	/* "/x" stays on the drive the base is on. */
	if (!drive && base->path_end - base->path >= 3 &&
	    gp_url_is_drive(base->text.data + base->path + 1, 2, true) &&
	    (base->path_end - base->path == 3 || base->text.data[base->path + 3] == '/'))
		gp_buf_put(&s->u->text, base->text.data + base->path, 3);
	return path_state(s);
}

static enum gp_url_why file_state(struct parse *s)
{
	s->u->scheme = GP_SCHEME_FILE;
	if (s->base && s->base->scheme != GP_SCHEME_FILE)
		s->base = NULL;
	if (next_is_slash(s)) {
		s->p++;
		return file_slash(s);
	}
	if (!s->base) {
		begin_file(s->u);
		return path_state(s);
	}
	if (s->p == s->end || *s->p == '#')
		return keep_query(s);
	keep(s, KEEP_PATH);
	if (*s->p == '?')
		return finish(s);
	if (gp_url_starts_with_drive(s->p, (size_t)(s->end - s->p)))
		s->u->text.len = s->u->path;
	else
		gp_url_shorten_path(s->u);
	return path_state(s);
}

/* --- relative and scheme states */

static enum gp_url_why relative(struct parse *s)
{
	s->u->scheme = s->base->scheme;
	if (next_is_slash(s)) {
		s->p++;
		if (is_special(s->u) ? next_is_slash(s) : next_is(s, '/')) {
			s->p++;
			keep(s, KEEP_SCHEME);
			return is_special(s->u) ? special_authority(s) : authority(s);
		}
		keep(s, KEEP_AUTHORITY);
		return path_state(s);
	}
	if (s->p == s->end || *s->p == '#')
		return keep_query(s);
	keep(s, KEEP_PATH);
	if (*s->p == '?')
		return finish(s);
	gp_url_shorten_path(s->u);
	return path_state(s);
}

static enum gp_url_scheme scheme_by_name(const char *name, size_t n)
{
	int i;

	for (i = GP_SCHEME_HTTP; i <= GP_SCHEME_WSS; i++)
		if (strlen(schemes[i].name) == n && !memcmp(schemes[i].name, name, n))
			return (enum gp_url_scheme)i;
	return GP_SCHEME_OTHER;
}

/* Length of the scheme before a ':', or 0. */
static size_t scheme_len(const char *p, const char *end)
{
	const char *s = p;

	for (; s < end && *s != ':'; s++) {
		int c = *s | 0x20;

		if (!(c >= 'a' && c <= 'z') &&
		    (s == p || !((*s >= '0' && *s <= '9') || *s == '+' || *s == '-' || *s == '.')))
			return 0;
	}
	return s < end ? (size_t)(s - p) : 0;
}

static enum gp_url_why after_scheme(struct parse *s, size_t n)
{
	struct gp_url *u = s->u;
	size_t i;

	gp_buf_put(&u->text, s->p, n + 1);
	if (u->text.full)
		return GP_URL_TOO_LONG;
	for (i = 0; i < n; i++)
		if (u->text.data[i] >= 'A' && u->text.data[i] <= 'Z')
			u->text.data[i] |= 0x20;
	u->scheme_end = (uint32_t)n;
	u->scheme = scheme_by_name(u->text.data, n);
	u->user = u->user_end = u->pass = u->pass_end = u->host = u->host_end = u->path = here(u);
	s->p += n + 1;
	if (u->scheme == GP_SCHEME_FILE)
		return file_state(s);
	if (is_special(u)) {
		bool two = s->end - s->p >= 2 && s->p[0] == '/' && s->p[1] == '/';

		return s->base && s->base->scheme == u->scheme && !two ? relative(s) : special_authority(s);
	}
	if (next_is(s, '/')) {
		s->p++;
		if (!next_is(s, '/'))
			return path_state(s);
		s->p++;
		return authority(s);
	}
	u->opaque_path = true;
	s->p = gp_url_put_opaque_path(u, s->p, s->end);
	return finish(s);
}

static enum gp_url_why start(struct parse *s)
{
	size_t n = scheme_len(s->p, s->end);

	if (n)
		return after_scheme(s, n);
	if (!s->base || (s->base->opaque_path && !next_is(s, '#')))
		return GP_URL_RELATIVE;
	if (s->base->opaque_path)
		return keep_query(s);
	return s->base->scheme == GP_SCHEME_FILE ? file_state(s) : relative(s);
}

enum gp_url_why gp_url_parse(struct gp_url *u, const char *in, size_t n, const struct gp_url *base,
    const struct gp_charset *cs)
{
	char flat[GP_URL_MAX];
	struct gp_buf text = u->text;
	struct parse s = {u, base, cs, n ? in : "", NULL};
	size_t i, kept = 0;

	s.end = s.p + n;
	*u = (struct gp_url){.text = text, .port = -1};
	gp_buf_clear(&u->text);
	while (s.p < s.end && (unsigned char)*s.p <= ' ')
		s.p++;
	while (s.end > s.p && (unsigned char)s.end[-1] <= ' ')
		s.end--;
	n = (size_t)(s.end - s.p);
	if (n > GP_URL_MAX)
		return GP_URL_TOO_LONG;
	for (i = 0; i < n; i++)
		if (s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r')
			break;
	if (i < n) {
		for (i = 0; i < n; i++)
			if (s.p[i] != '\t' && s.p[i] != '\n' && s.p[i] != '\r')
				flat[kept++] = s.p[i];
		s.p = flat;
		s.end = flat + kept;
	}
	return start(&s);
}

void gp_url_init(struct gp_url *u)
{
	*u = (struct gp_url){.port = -1};
	gp_buf_init(&u->text, GP_URL_MAX);
}

void gp_url_free(struct gp_url *u)
{
	gp_buf_free(&u->text);
}

/* --- reading the result */

const char *gp_url_href(const struct gp_url *u)
{
	return u->text.data;
}

size_t gp_url_bare_len(const struct gp_url *u)
{
	return u->has_fragment ? u->fragment - 1 : u->text.len;
}

int gp_url_host(const struct gp_url *u, char *out, size_t size)
{
	const char *host = u->text.data + u->host;
	size_t n = u->host_end - u->host;

	if (n && host[0] == '[') {
		host++;
		n -= 2;
	}
	if (n >= size)
		return -1;
	memcpy(out, host, n);
	out[n] = '\0';
	return 0;
}

const char *gp_url_scheme_name(enum gp_url_scheme s)
{
	return schemes[s].name;
}

/* What a serialised address never has: in its host or user, and behind them. */
enum { NOT_BEFORE_PATH = 1, NOT_IN_PATH = 2, NOWHERE = 3 };

static unsigned char unfit(char c)
{
	static const unsigned char table[0x60] = {
		[' ' - 0x20] = NOWHERE, ['#' - 0x20] = NOWHERE, ['<' - 0x20] = NOWHERE, ['>' - 0x20] = NOWHERE,
		['"' - 0x20] = NOT_IN_PATH, ['?' - 0x20] = NOT_BEFORE_PATH, ['\\' - 0x20] = NOT_BEFORE_PATH,
		[0x7F - 0x20] = NOWHERE,
	};
	unsigned at = (unsigned)(unsigned char)c - 0x20;

	return at < sizeof table ? table[at] : NOWHERE;
}

bool gp_url_looks_serialised(const char *s, size_t n)
{
	size_t i, host = 7;

	if (n > GP_URL_MAX || n < 8 || memcmp(s, "http", 4) != 0)
		return false;
	host += s[4] == 's';
	if (memcmp(s + host - 3, "://", 3) != 0)
		return false;
	for (i = host; i < n && s[i] != '/'; i++) {
		if (unfit(s[i]) & NOT_BEFORE_PATH)
			return false;
		if (s[i] == '@')
			host = i + 1;
	}
	if (i == n || i == host || s[host] == ':')
		return false;
	for (; i < n; i++)
		if (unfit(s[i]) & NOT_IN_PATH)
			return false;
	return true;
}
