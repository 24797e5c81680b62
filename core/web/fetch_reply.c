#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/text/utf8.h"
#include "core/web/fetch_internal.h"

/* OpenSSL's X509_V_ERR_… as reported by CURLINFO_SSL_VERIFYRESULT (openssl-verification-options(1)) */
#define VERIFY_NOT_YET_VALID 9
#define VERIFY_EXPIRED 10
#define VERIFY_SELF_SIGNED 18
#define VERIFY_SELF_SIGNED_CHAIN 19
#define VERIFY_NO_LOCAL_ISSUER 20
#define VERIFY_NO_LEAF_SIGNATURE 21
#define VERIFY_HOSTNAME 62

#define EXPECT_MAX (256 << 10) /* bytes set aside on the word of a server: never held (fetch_room.c) */

const char *gp_fetch_failure_id(enum gp_fetch_failure f)
{
	static const char *const id[] = {
		[GP_FETCH_OK] = "",
		[GP_FETCH_DNS] = "dns",
		[GP_FETCH_REFUSED] = "refused",
		[GP_FETCH_RESET] = "reset",
		[GP_FETCH_EMPTY] = "empty-reply",
		[GP_FETCH_TIMEOUT] = "timeout",
		[GP_FETCH_TRUNCATED] = "truncated",
		[GP_FETCH_MALFORMED] = "malformed-reply",
		[GP_FETCH_TLS_EXPIRED] = "tls-expired",
		[GP_FETCH_TLS_NAME] = "tls-name",
		[GP_FETCH_TLS_CHAIN] = "tls-chain",
		[GP_FETCH_TLS_SELF_SIGNED] = "tls-self-signed",
		[GP_FETCH_TLS_UNSUPPORTED] = "tls-unsupported",
		[GP_FETCH_PROXY] = "proxy",
		[GP_FETCH_PRIVATE] = "private-address",
		[GP_FETCH_TOO_LARGE] = "too-large",
		[GP_FETCH_BOMB] = "bomb",
	};

	return id[f];
}

void gp_fetch_transfer_reset(struct gp_transfer *t)
{
	free(t->type);
	free(t->charset);
	free(t->location);
	free(t->etag);
	free(t->modified);
	t->type = t->charset = t->location = t->etag = t->modified = NULL;
	t->sent = t->repeated = t->refused_address = t->skipping = t->enough = t->headers_done = false;
	t->draining = false;
	t->chunked = t->two_lengths = t->coded = t->crowded_out = false;
	t->held_ms = 0;
	t->forced = t->proxy_says = GP_FETCH_OK;
	t->why = NULL;
	t->length[0] = '\0';
	gp_buf_clear(&t->line);
	t->header_bytes = 0;
	t->retry_after_ms = 0;
	t->has_retry_after = t->noindex = t->upgrades = false;
	gp_fetch_headers_clear(t);
	gp_buf_clear(&t->cookies);
	gp_buf_clear(&t->set_cookies);
	gp_buf_clear(&t->body);
	t->error[0] = '\0';
}

/* The value of header `name` in line[0..n), trimmed, or NULL. */
static const char *header_value(const char *line, size_t n, const char *name, size_t *len)
{
	const char *p, *end = line + n;
	size_t k;

	if (n && (line[0] | 0x20) != name[0]) /* most are not the one looked for */
		return NULL;
	k = strlen(name);
	if (n <= k || line[k] != ':' || strncasecmp(line, name, k))
		return NULL;
	for (p = line + k + 1; p < end && (*p == ' ' || *p == '\t'); p++)
		;
	while (end > p && isspace((unsigned char)end[-1]))
		end--;
	*len = (size_t)(end - p);
	return p;
}

static void stop(struct gp_transfer *t, enum gp_fetch_failure why, const char *words)
{
	t->forced = why;
	t->why = words;
}

static void set_string(char **to, const char *p, size_t n)
{
	free(*to);
	*to = gp_strndup(p, n);
}

/*
 * RFC 9110 section 10.2.2. Old servers write names in their own charset, which no header tells; browsers
 * send such bytes back as they are, so they are escaped before a URL parser takes them for broken UTF-8.
 */
static void set_location(struct gp_transfer *t, const char *p, size_t n)
{
	struct gp_buf b;

	if (gp_utf8_valid(p, n)) {
		set_string(&t->location, p, n);
		return;
	}
	gp_buf_init(&b, 3 * GP_FETCH_HEADERS_MAX);
	for (size_t i = 0; i < n; i++)
		if (p[i] & 0x80)
			gp_buf_printf(&b, "%%%02X", (unsigned)(unsigned char)p[i]);
		else
			gp_buf_putc(&b, p[i]);
	set_string(&t->location, b.data, b.len);
	gp_buf_free(&b);
}

/* Two that differ leave open where it leads; browsers refuse such a reply as well. */
static void location(struct gp_transfer *t, const char *p, size_t n)
{
	char *before = t->location;

	t->location = NULL;
	set_location(t, p, n);
	if (before && t->location && strcmp(before, t->location) != 0)
		stop(t, GP_FETCH_MALFORMED, "two different Location headers");
	free(before);
}

/* RFC 9112 section 6.3: several that differ leave open where the reply ends, unless it comes in chunks. */
static void content_length(struct gp_transfer *t, const char *p, size_t n)
{
	const char *end = p + n;

	while (p < end) {
		const char *comma = memchr(p, ',', (size_t)(end - p)), *stop_at = comma ? comma : end;
		size_t len = (size_t)(stop_at - p);

		while (len && isspace((unsigned char)*p)) {
			p++;
			len--;
		}
		while (len && isspace((unsigned char)p[len - 1]))
			len--;
		if (len >= sizeof t->length)
			len = sizeof t->length - 1;
		t->two_lengths |= t->length[0] && (strlen(t->length) != len || memcmp(t->length, p, len) != 0);
		memcpy(t->length, p, len);
		t->length[len] = '\0';
		p = comma ? comma + 1 : end;
	}
}

/* RFC 9110 section 8.3: type/subtype; parameters, of which charset is kept. */
static void content_type(struct gp_transfer *t, const char *p, size_t n)
{
	const char *semi = memchr(p, ';', n), *end = p + n, *q;
	size_t len = semi ? (size_t)(semi - p) : n, i;

	while (len && isspace((unsigned char)p[len - 1]))
		len--;
	set_string(&t->type, p, len);
	for (i = 0; i < len; i++)
		t->type[i] = (char)tolower((unsigned char)t->type[i]);
	for (q = semi; q && q < end; q = memchr(q, ';', (size_t)(end - q))) {
		for (q++; q < end && isspace((unsigned char)*q); q++)
			;
		if (end - q > 8 && !strncasecmp(q, "charset=", 8)) {
			q += 8;
			if (*q == '"' || *q == '\'')
				q++;
			for (i = 0; q + i < end && q[i] != ';' && q[i] != '"' && q[i] != '\''; i++)
				;
			set_string(&t->charset, q, i);
			return;
		}
	}
}

/* RFC 9110 section 10.2.3: seconds, or an HTTP date. */
static void retry_after(struct gp_transfer *t, const char *p, size_t n)
{
	char text[64];
	char *end;
	long s;
	time_t at;

	if (!n || n >= sizeof text)
		return;
	memcpy(text, p, n);
	text[n] = '\0';
	s = strtol(text, &end, 10);
	if (*end || s < 0) {
		at = gp_curl.getdate(text, NULL);
		if (at < 0)
			return;
		s = (long)(at - time(NULL));
		if (s < 0)
			s = 0;
	}
	t->has_retry_after = true;
	t->retry_after_ms = (s > 86400 ? 86400 : s) * 1000;
}

/* RFC 6265 section 5.2: the pair before the first semicolon, and all of it. */
static void set_cookie(struct gp_transfer *t, const char *p, size_t n)
{
	const char *semi = memchr(p, ';', n);
	size_t len = semi ? (size_t)(semi - p) : n;

	if (t->set_cookies.len + n + 1 < GP_FETCH_SET_COOKIES_MAX && !memchr(p, '\0', n)) {
		gp_buf_puts(&t->set_cookies, t->set_cookies.len ? "\n" : "");
		gp_buf_put(&t->set_cookies, p, n);
	}
	if (t->cookies.len + len + 2 > GP_FETCH_COOKIES_MAX)
		return;
	if (t->cookies.len)
		gp_buf_puts(&t->cookies, "; ");
	gp_buf_put(&t->cookies, p, len);
}

/* The names of directives are not case-sensitive (CSP 3, 2.2.1); this one takes no value. */
static bool upgrades(const char *p, size_t n)
{
	static const char word[] = "upgrade-insecure-requests";

	for (; n >= sizeof word - 1; p++, n--)
		if (!strncasecmp(p, word, sizeof word - 1))
			return true;
	return false;
}

/* Words with commas between them; one with a colon behind it names the robot that the rest is for. */
static bool robots_tag(const char *p, size_t n)
{
	static const char *const words[] = {"noindex", "none"};
	const char *end = p + n, *word;

	while (p < end) {
		while (p < end && (*p == ',' || isspace((unsigned char)*p)))
			p++;
		for (word = p; p < end && *p != ',' && *p != ':' && !isspace((unsigned char)*p); p++)
			;
		if (p < end && *p == ':')
			return false;
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if ((size_t)(p - word) == strlen(words[i]) && !strncasecmp(word, words[i], (size_t)(p - word)))
				return true;
	}
	return false;
}

/* RFC 9110 section 8.8: kept to be sent back as it is, so nothing may be in it that is more than a value. */
static void validator(char **to, const char *p, size_t n)
{
	if (!n || n > GP_FETCH_VALIDATOR_MAX)
		return;
	for (size_t i = 0; i < n; i++)
		if (p[i] < 0x20 || p[i] > 0x7E)
			return;
	set_string(to, p, n);
}

static bool named_type(const struct gp_transfer *t)
{
	const char *type = t->type ? t->type : "";

	if (t->keep & GP_BODY_TEXT && (!*type || !strncmp(type, "text/", 5)))
		return true;
	if (t->keep & GP_BODY_HTML &&
	    (!*type || !strcmp(type, "text/html") || !strcmp(type, "application/xhtml+xml")))
		return true;
	return t->keep & GP_BODY_CSS && !strcmp(type, "text/css");
}

static bool kept_type(struct gp_transfer *t)
{
	bool named = named_type(t);

	if (!named && t->keep & GP_BODY_ANY && t->enough_other)
		t->enough_bytes = t->enough_other;
	return named || t->keep & GP_BODY_ANY;
}

/* An endless or long body is not drained: losing the connection is cheaper. */
static bool pays_draining(curl_off_t length)
{
	return length >= 0 && length <= GP_FETCH_DRAIN_MAX;
}

/* The headers are complete: decide about the body. */
static void headers_done(struct gp_transfer *t)
{
	curl_off_t length = -1;

	t->headers_done = true;
	if (t->two_lengths && !t->chunked)
		stop(t, GP_FETCH_MALFORMED, "different values of Content-Length");
	t->skipping = !kept_type(t);
	if (t->head)
		return;
	curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	if (!t->skipping) {
		if (length > 0 && (uint64_t)length > t->body.max && !t->enough_bytes && !t->forced) /* what it says is reason enough */
			stop(t, GP_FETCH_TOO_LARGE, "larger than the limit");
		return;
	}
	t->enough = !pays_draining(length);
}

/* One header, its folded lines joined; p[0..n) may end in CR LF. */
static void take_header(struct gp_transfer *t, const char *p, size_t n)
{
	const char *v;
	size_t len;

	if ((v = header_value(p, n, "content-type", &len)))
		content_type(t, v, len);
	else if ((v = header_value(p, n, "location", &len)))
		location(t, v, len);
	else if ((v = header_value(p, n, "content-length", &len)))
		content_length(t, v, len);
	else if (header_value(p, n, "content-encoding", &len))
		t->coded = true;
	else if (header_value(p, n, "transfer-encoding", &len))
		t->chunked = true;
	else if ((v = header_value(p, n, "etag", &len)))
		validator(&t->etag, v, len);
	else if ((v = header_value(p, n, "last-modified", &len)))
		validator(&t->modified, v, len);
	else if ((v = header_value(p, n, "retry-after", &len)))
		retry_after(t, v, len);
	else if ((v = header_value(p, n, "x-robots-tag", &len)))
		t->noindex |= robots_tag(v, len);
	else if ((v = header_value(p, n, "content-security-policy", &len)))
		t->upgrades |= upgrades(v, len);
	else if ((v = header_value(p, n, "set-cookie", &len)))
		set_cookie(t, v, len);
}

/* RFC 9112 section 5.2: a line that begins with white space goes on with the header before it. */
static void take_line(struct gp_transfer *t, const char *p, size_t n)
{
	bool folded = n && (*p == ' ' || *p == '\t');

	while (n && (p[n - 1] == '\r' || p[n - 1] == '\n'))
		n--;
	if (!folded && t->line.len) {
		take_header(t, t->line.data, t->line.len);
		gp_buf_clear(&t->line);
	}
	if (!folded || t->line.len)
		gp_buf_put(&t->line, p, n);
}

size_t gp_fetch_on_header(char *p, size_t size, size_t n, void *user)
{
	struct gp_transfer *t = user;

	n *= size;
	t->header_bytes += n;
	if (t->header_bytes > GP_FETCH_HEADERS_MAX) {
		stop(t, GP_FETCH_MALFORMED, "too many headers");
		return 0;
	}
	if (t->headers_done) /* RFC 9110 section 6.5.1: nothing here may be said in a trailer */
		return n;
	if (t->want_headers || gp_fetch_headers_mark(t, p, n))
		gp_fetch_headers_keep(t, p, n);
	if (t->proxied)
		gp_fetch_proxy_header(t, p, n);
	if (n > 5 && !strncmp(p, "HTTP/", 5)) { /* a new reply: what a 1xx said is over */
		size_t bytes = t->header_bytes;
		bool refused = t->refused_address;

		gp_fetch_transfer_reset(t);
		t->header_bytes = bytes;
		t->refused_address = refused;
		t->sent = true;
	} else if (n <= 2) {
		long status = 0;

		take_line(t, "", 0);
		curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
		if (status >= 200)
			headers_done(t);
		else if (status == 101)
			stop(t, GP_FETCH_MALFORMED, "changes to a protocol that nobody asked for");
	} else {
		take_line(t, p, n);
	}
	return t->enough || t->forced ? 0 : n; /* a body that is not wanted may be long in coming */
}

static bool is_bomb(struct gp_transfer *t, size_t decoded)
{
	curl_off_t received = 0;

	if (decoded < (1 << 20))
		return false;
	curl_easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
	return received > 0 && (curl_off_t)decoded / received > GP_FETCH_BOMB_RATIO;
}

/* At once as much as the server announces, as far as that can be believed, or the buffer grows and is copied. */
static void expect_body(struct gp_transfer *t)
{
	curl_off_t length = -1;

	curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	if (length > 0 && length <= EXPECT_MAX && (size_t)length <= t->body.max)
		gp_buf_reserve(&t->body, (size_t)length);
}

/* p has the last of the bytes that are enough; those of the body that count as taken. */
static size_t take_enough(struct gp_transfer *t, const char *p, size_t n)
{
	curl_off_t length = -1;

	gp_buf_put(&t->body, p, t->enough_bytes - t->body.len);
	curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	t->draining = pays_draining(length);
	t->enough = !t->draining;
	return t->draining ? n : 0;
}

size_t gp_fetch_on_body(char *p, size_t size, size_t n, void *user)
{
	struct gp_transfer *t = user;

	n *= size;
	if (t->skipping || t->draining)
		return n;
	if (t->enough_bytes && t->body.len + n >= t->enough_bytes)
		return take_enough(t, p, n);
	if (is_bomb(t, t->body.len + n)) {
		stop(t, GP_FETCH_BOMB, "grows beyond reason when unpacked");
		return 0;
	}
	if (n > t->body.max - t->body.len) {
		stop(t, GP_FETCH_TOO_LARGE, "larger than the limit");
		return 0;
	}
	switch (gp_fetch_room_for(t, n)) {
	case GP_FETCH_ROOM_HELD:
		return CURL_WRITEFUNC_PAUSE;
	case GP_FETCH_ROOM_CODED:
		stop(t, GP_FETCH_MALFORMED, "too many large pages at once");
		t->crowded_out = true;
		return 0;
	case GP_FETCH_ROOM_THERE:
		break;
	}
	if (!t->body.len)
		expect_body(t);
	gp_buf_put(&t->body, p, n); /* fits: see above */
	return n;
}

static enum gp_fetch_failure tls_failure(struct gp_transfer *t)
{
	long v = 0;

	curl_easy_getinfo(t->easy, CURLINFO_SSL_VERIFYRESULT, &v);
	switch (v) {
	case VERIFY_NOT_YET_VALID:
	case VERIFY_EXPIRED:
		return GP_FETCH_TLS_EXPIRED;
	case VERIFY_SELF_SIGNED:
		return GP_FETCH_TLS_SELF_SIGNED;
	case VERIFY_SELF_SIGNED_CHAIN:
	case VERIFY_NO_LOCAL_ISSUER:
	case VERIFY_NO_LEAF_SIGNATURE:
		return GP_FETCH_TLS_CHAIN;
	case VERIFY_HOSTNAME:
		return GP_FETCH_TLS_NAME;
	default: /* libcurl itself compares the name, and leaves the result unset then */
		return strstr(t->error, "subject name") ? GP_FETCH_TLS_NAME : GP_FETCH_TLS_CHAIN;
	}
}

static enum gp_fetch_failure connect_failure(struct gp_transfer *t)
{
	long err = 0;

	if (t->refused_address)
		return GP_FETCH_PRIVATE;
	curl_easy_getinfo(t->easy, CURLINFO_OS_ERRNO, &err);
	return err == ETIMEDOUT ? GP_FETCH_TIMEOUT : GP_FETCH_REFUSED;
}

static enum gp_fetch_failure failure_of(struct gp_transfer *t, CURLcode rc)
{
	enum gp_fetch_failure proxy = t->forced ? GP_FETCH_OK : gp_fetch_proxy_failure(t, rc);

	if (t->forced || proxy)
		return t->forced ? t->forced : proxy;
	switch (rc) {
	case CURLE_OK: /* libcurl takes the end of the connection for the end of the headers */
		return t->headers_done ? GP_FETCH_OK : GP_FETCH_TRUNCATED;
	case CURLE_COULDNT_RESOLVE_HOST:
		return GP_FETCH_DNS;
	case CURLE_COULDNT_CONNECT:
		return connect_failure(t);
	case CURLE_OPERATION_TIMEDOUT:
		return GP_FETCH_TIMEOUT;
	case CURLE_GOT_NOTHING:
		return GP_FETCH_EMPTY;
	case CURLE_PARTIAL_FILE:
		return GP_FETCH_TRUNCATED;
	case CURLE_RECV_ERROR: /* also what libcurl says of chunks that are none */
		return strstr(t->error, "hexadecimal") || strstr(t->error, "chunk") ? GP_FETCH_MALFORMED
		                                                                      : GP_FETCH_RESET;
	case CURLE_SEND_ERROR:
		return GP_FETCH_RESET;
	case CURLE_PEER_FAILED_VERIFICATION:
		return tls_failure(t);
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CIPHER:
		return GP_FETCH_TLS_UNSUPPORTED;
	case CURLE_FILESIZE_EXCEEDED:
		return GP_FETCH_TOO_LARGE;
	default:
		return GP_FETCH_MALFORMED;
	}
}

/* For failures; what libcurl says of a transfer that we stopped is that we stopped it. */
static const char *words_of(const struct gp_transfer *t, CURLcode rc)
{
	if (t->why)
		return t->why;
	if (rc == CURLE_PEER_FAILED_VERIFICATION && t->chain_incomplete)
		return "incomplete-chain";
	if (rc == CURLE_OK)
		return t->headers_done || t->proxy_says ? "the proxy answered in the place of the site"
		    : "the connection ended within the headers";
	return t->error[0] ? t->error : gp_curl.easy_strerror(rc);
}

void gp_fetch_fill_reply(struct gp_transfer *t, CURLcode rc, struct gp_fetch_reply *r)
{
	long status = 0;
	curl_off_t length = -1, elapsed = 0;
	long connects = 0, err = 0;
	const char *address = NULL;

	curl_easy_getinfo(t->easy, CURLINFO_OS_ERRNO, &err);
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	curl_easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &elapsed);
	curl_easy_getinfo(t->easy, CURLINFO_NUM_CONNECTS, &connects);
	curl_easy_getinfo(t->easy, CURLINFO_PRIMARY_IP, &address);
	if ((t->enough && !t->forced && rc == CURLE_WRITE_ERROR) || t->draining)
		rc = CURLE_OK;
	*r = (struct gp_fetch_reply){
		.failure = failure_of(t, rc),
		.status = (int)status,
		.type = t->type ? t->type : "",
		.charset = t->charset ? t->charset : "",
		.location = t->location,
		.etag = t->etag ? t->etag : "",
		.modified = t->modified ? t->modified : "",
		.has_retry_after = t->has_retry_after,
		.noindex = t->noindex,
		.upgrades = t->upgrades,
		.retry_after_ms = t->retry_after_ms,
		.headers = t->kept_count ? t->kept_headers : NULL,
		.header_count = t->kept_count,
		.cookies = t->cookies.len ? t->cookies.data : NULL,
		.set_cookies = t->set_cookies.len ? t->set_cookies.data : NULL,
		.better_uncoded = t->crowded_out ||
		    (rc == CURLE_BAD_CONTENT_ENCODING && strstr(t->error, "Unrecognized")),
		.no_route = err == ENETUNREACH || err == ENETDOWN || gp_fetch_proxy_dead(t, rc),
		.family = t->proxied || !address || !*address ? 0 : strchr(address, ':') ? 6 : 4,
		.expires = t->expires,
		.names = t->expires && t->names.data ? t->names.data : "",
		.reused = t->repeated || connects == 0,
		.body = &t->body,
		.length = length,
		.elapsed_ms = elapsed / 1000,
	};
	r->kept = r->failure == GP_FETCH_OK && !t->skipping && !t->head;
	if (r->failure != GP_FETCH_OK)
		snprintf(r->detail, sizeof r->detail, "%.199s", words_of(t, rc));
}
