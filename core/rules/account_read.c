#define _GNU_SOURCE
#include "core/rules/account_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/clock.h"
#include "core/office/schema.h"
#include "core/report/reader.h"
#include "core/rules/account_ask.h"
#include "core/sys/read.h"
#include "core/web/url.h"

#define ROUND_ARTICLES 2000
#define TITLE_MAX 2000 /* bytes */
#define HEADERS_MAX 50
#define ASK_MAX ((size_t)10 << 20)

const char *gp_account_state_name(enum gp_account_state s)
{
	static const char *const names[] = {"unread", "part", "whole"};

	return names[s];
}

/* --- what parse() returns */

static const char *is_short(const struct gp_value *v)
{
	return v->string.n > GP_URL_MAX ? "is too long" : NULL;
}

static const char *is_title(const struct gp_value *v)
{
	return v->string.n > TITLE_MAX || strlen(v->string.p) != v->string.n ? "is too long" : NULL;
}

static const struct gp_schema_field article_fields[] = {
	{"url", true, {.types = GP_IS(STRING), .check = is_short}},
	{"title", false, {.types = GP_IS(STRING), .check = is_title}},
	{"date", false, {.types = GP_IS(STRING), .check = is_title}},
	{"deleted", false, {.types = GP_IS(BOOL)}},
	{0},
};
static const struct gp_schema an_article = {.types = GP_IS(MAP), .fields = article_fields};
static const struct gp_schema_field parsed_fields[] = {
	{"articles", true, {.types = GP_IS(LIST), .each = &an_article, .max = ROUND_ARTICLES}},
	{"state", false, {.types = ~0u}},
	{"more", false, {.types = GP_IS(BOOL)}},
	{"problem", false, {.types = GP_IS(STRING), .check = is_title}},
	{0},
};
static const struct gp_schema parsed_schema = {.types = GP_IS(MAP), .fields = parsed_fields};
static const struct gp_schema_field requested_fields[] = {
	{"request", false, {.types = ~0u}},
	{0},
};
static const struct gp_schema requested_schema = {.types = GP_IS(MAP), .fields = requested_fields};

/* --- a reading */

struct reading {
	struct gp_account_reading *out;
	const struct gp_account_means *m;
	struct gp_adapter *adapter;
	struct gp_account_secrets secrets;
	struct gp_ask ask;
	struct gp_arena scratch; /* of a round */
	struct gp_buf state, packed;
	size_t bytes;
	int64_t until; /* mono ms */
};

static const char *keep(struct reading *r, const char *s)
{
	return gp_arena_strndup(&r->out->arena, s, strlen(s));
}

/* Ends the reading; what was read so far stays. Always 1. */
static int stopped(struct reading *r, const char *why, const char *detail)
{
	r->out->why = why;
	r->out->detail = gp_account_secrets_in(&r->secrets, detail) ? "" : keep(r, detail);
	return 1;
}

/* A script or a file is at fault, which is a result; or this machine, which is not. */
static int fault(struct reading *r, const struct gp_err *why, struct gp_err *e)
{
	if (why->code != GP_EIO)
		return stopped(r, why->code == GP_ESCRIPT || why->code == GP_ELIMIT || why->code == GP_EPARSE ? "script" : "file",
		    why->msg);
	*e = *why;
	return -1;
}

static void pack_text(struct gp_buf *b, const char *key, const char *value)
{
	gp_pack_key(b, key, strlen(key));
	if (*value)
		gp_pack_str(b, value, strlen(value));
	else
		gp_pack_null(b);
}

static void pack_account(struct reading *r)
{
	const struct gp_office_account *a = r->out->account;

	gp_pack_key(&r->packed, "account", 7);
	gp_pack_map(&r->packed, 6);
	pack_text(&r->packed, "platform", a->platform);
	pack_text(&r->packed, "name", a->name);
	pack_text(&r->packed, "id", a->id);
	pack_text(&r->packed, "url", a->url);
	pack_text(&r->packed, "since", r->m->since);
	pack_text(&r->packed, "today", r->m->today);
}

static void pack_state(struct reading *r)
{
	gp_pack_key(&r->packed, "state", 5);
	if (r->state.len)
		gp_buf_put(&r->packed, r->state.data, r->state.len);
	else
		gp_pack_null(&r->packed);
}

/* { account, state [, response] }; the response follows when `more`. */
static void begin_ask(struct reading *r, bool more)
{
	gp_buf_clear(&r->packed);
	gp_pack_map(&r->packed, more ? 3 : 2);
	pack_account(r);
	pack_state(r);
	if (more)
		gp_pack_key(&r->packed, "response", 8);
}

static int call(struct reading *r, const char *function, const struct gp_schema *schema, const char *body, size_t n,
    const char *charset, struct gp_value *v, struct gp_err *e)
{
	struct gp_schema_source from = {.file = r->adapter->path, .word = function, .code = GP_ESCRIPT};
	struct gp_err why = GP_ERR_INIT;

	if (!gp_adapters_call(r->m->adapters, r->adapter, function, &r->packed, body, n, charset, v, &r->scratch, &why) &&
	    !gp_schema_check(v, schema, &from, &why))
		return 0;
	return fault(r, &why, e);
}

/* --- articles */

/* Where a secret is at stake, only the platform's own addresses are asked for: any other could carry it away. */
static bool may_be_asked(const struct reading *r, const char *url)
{
	const char *const *lists[] = {r->adapter->hosts, r->adapter->articles};
	bool good = !r->secrets.count && !*r->adapter->articles;
	char host[256];
	struct gp_url u;

	if (good)
		return true;
	gp_url_init(&u);
	if (gp_url_parse(&u, url, strlen(url), NULL, NULL) != GP_URL_OK || !u.has_host || gp_url_host(&u, host, sizeof host))
		good = strncmp(url, "http", 4) != 0; /* no address: it is reported, not asked for */
	for (size_t k = 0; !good && u.has_host && k < 2; k++)
		for (size_t i = 0; !good && lists[k][i]; i++)
			good = !strcmp(lists[k][i], host);
	gp_url_free(&u);
	return good;
}

static int add_article(struct reading *r, const struct gp_value *v)
{
	struct gp_account_reading *out = r->out;
	const char *url = gp_value_str(v, "url"), *title = gp_value_str(v, "title"), *date = gp_value_str(v, "date");
	const struct gp_value *deleted = gp_value_get(v, "deleted");

	if (!*url)
		return 0;
	if (!may_be_asked(r, url) || gp_account_secrets_in(&r->secrets, url) || (title && gp_account_secrets_in(&r->secrets, title)))
		return stopped(r, "article-host", url);
	if (out->count == GP_ACCOUNT_ARTICLES)
		return stopped(r, "articles", "");
	if (out->count == out->cap) {
		out->cap = out->cap ? out->cap * 2 : 64;
		out->list = gp_reallocarray(out->list, out->cap, sizeof *out->list);
	}
	out->list[out->count++] = (struct gp_article){.url = keep(r, url), .title = title ? keep(r, title) : "",
	    .date = date && strlen(date) == 10 ? keep(r, date) : "", .deleted = deleted && deleted->type == GP_VALUE_BOOL && deleted->truth};
	return 0;
}

/* 0: there is more; 1: it is over; -1. */
static int take(struct reading *r, const struct gp_value *v)
{
	const struct gp_value *articles = gp_value_get(v, "articles"), *state = gp_value_get(v, "state"),
	    *more = gp_value_get(v, "more");
	const char *problem = gp_value_str(v, "problem");

	for (size_t i = 0; articles->type == GP_VALUE_LIST && i < articles->list.n; i++)
		if (add_article(r, &articles->list.items[i]))
			return 1;
	if (problem)
		return stopped(r, "said", problem);
	gp_buf_clear(&r->state);
	if (state && state->type != GP_VALUE_NULL)
		gp_pack_value(&r->state, state);
	if (r->state.full)
		return stopped(r, "state", "");
	if (more && more->type == GP_VALUE_BOOL && more->truth)
		return 0;
	r->out->state = GP_ACCOUNT_WHOLE;
	return 1;
}

/* --- over the network */

/* The headers as a map; a name that comes twice counts once. */
static void pack_headers(struct reading *r, const struct gp_exchanged *x)
{
	bool skip[HEADERS_MAX] = {false};
	size_t n = x->header_count < HEADERS_MAX ? x->header_count : HEADERS_MAX, count = n;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < i && !skip[i]; k++)
			skip[i] = !strcmp(x->headers[i].name, x->headers[k].name);
		skip[i] = skip[i] || !strcmp(x->headers[i].name, "set-cookie");
		count -= skip[i];
	}
	gp_pack_map(&r->packed, count);
	for (size_t i = 0; i < n; i++)
		if (!skip[i])
			pack_text(&r->packed, x->headers[i].name, x->headers[i].value);
}

static int show(struct reading *r, const struct gp_exchanged *x, const char *url, struct gp_err *e)
{
	struct gp_value v;
	int rc;

	r->bytes += x->body.len;
	if (r->bytes > GP_ACCOUNT_BYTES)
		return stopped(r, "bytes", "");
	begin_ask(r, true);
	gp_pack_map(&r->packed, 4);
	gp_pack_key(&r->packed, "status", 6);
	gp_pack_int(&r->packed, x->status);
	pack_text(&r->packed, "url", url);
	pack_text(&r->packed, "type", x->type);
	gp_pack_key(&r->packed, "headers", 7);
	pack_headers(r, x);
	rc = call(r, "parse", &parsed_schema, x->body.data ? x->body.data : "", x->body.len, x->charset, &v, e);
	return rc ? rc : take(r, &v);
}

/* 0: go on; 1: it is over; -1. */
static int one_round(struct reading *r, struct gp_err *e)
{
	const struct gp_schema_source from = {.file = r->adapter->path, .word = "request", .code = GP_ESCRIPT};
	const struct gp_value *want;
	struct gp_err why = GP_ERR_INIT;
	struct gp_exchanged x;
	struct gp_buf url;
	struct gp_value v;
	int rc;

	begin_ask(r, false);
	rc = call(r, "request", &requested_schema, NULL, 0, "", &v, e);
	if (rc)
		return rc;
	want = gp_value_get(&v, "request");
	if (!want || want->type == GP_VALUE_NULL)
		return r->ask.requests ? stopped(r, "script", gp_err_word("it says that there is more, and asks for nothing"))
		    : stopped(r, "nothing", "");
	if (gp_schema_check(want, &gp_ask_schema, &from, &why))
		return fault(r, &why, e);
	gp_buf_init(&url, 2 * GP_URL_MAX);
	rc = gp_ask(&r->ask, want, &x, &url, e);
	if (!rc) {
		rc = show(r, &x, url.data ? url.data : "", e);
		gp_exchanged_free(&x);
	} else if (rc > 0) {
		rc = stopped(r, r->ask.why, r->ask.detail);
	}
	gp_buf_free(&url);
	return rc;
}

static void pause_ms(int ms)
{
	struct timespec t = {ms / 1000, ms % 1000 * 1000000L};

	nanosleep(&t, NULL); /* a signal ends it early, and the next turn sees it */
}

static int ask_rounds(struct reading *r, struct gp_err *e)
{
	int rc = 0;

	for (int round = 0; !rc; round++) {
		if (round == GP_ACCOUNT_ROUNDS || gp_clock_mono_ms() >= r->until)
			return stopped(r, round == GP_ACCOUNT_ROUNDS ? "rounds" : "time", "");
		if (r->m->stop && *r->m->stop)
			return stopped(r, "interrupted", "");
		if (round)
			pause_ms(r->m->pause_ms);
		gp_arena_reset(&r->scratch);
		rc = one_round(r, e);
	}
	return rc;
}

/* --- a file */

static int read_file(struct gp_buf *out, const char *path, struct gp_err *e)
{
	if (!gp_read_file(AT_FDCWD, path, out))
		return 0;
	if (errno == EFBIG)
		return gp_fail(e, GP_EUSAGE, "%s: larger than %d MiB", path, (int)(GP_READER_FILE_MAX >> 20));
	return gp_fail(e, GP_EUSAGE, errno == EINVAL ? "%s: is no file" : "%s: cannot be read", path);
}

/* Workbooks and tables of pages are read in a jail of their own (reader.h); the rest is text. 1: it is that. */
static int as_document(struct reading *r, const struct gp_buf *file, const char *path, struct gp_err *e)
{
	const struct gp_value *document;
	enum gp_reader_type type;
	struct gp_err why = GP_ERR_INIT;

	if (!file->len || gp_reader_type(&type, file->data, file->len, path, &why))
		return file->len && memchr(file->data, '\0', file->len) ? gp_fail(e, GP_EUSAGE, "%s", why.msg) : 1;
	if (type == GP_READER_MARKDOWN)
		return 1;
	if (gp_reader_read(&document, &r->scratch, type, file->data, file->len, "", e))
		return -1;
	gp_pack_map(&r->packed, 1);
	gp_pack_key(&r->packed, "document", 8);
	gp_pack_value(&r->packed, document);
	return 0;
}

static int read_export(struct reading *r, struct gp_err *e)
{
	const char *path = r->out->account->file;
	struct gp_err why = GP_ERR_INIT;
	struct gp_buf file;
	struct gp_value v;
	int rc, text;

	if (!*path)
		return stopped(r, "no-file", "");
	gp_buf_init(&file, GP_READER_FILE_MAX);
	begin_ask(r, true);
	rc = read_file(&file, path, &why);
	text = rc ? -1 : as_document(r, &file, path, &why);
	if (text > 0)
		gp_pack_map(&r->packed, 0);
	if (text > 0 && file.len > GP_ADAPTER_BODY_MAX)
		rc = stopped(r, "bytes", "");
	else if (text < 0)
		rc = why.code == GP_EIO ? fault(r, &why, e) : stopped(r, "file", why.msg);
	else
		rc = call(r, "parse", &parsed_schema, text ? (file.data ? file.data : "") : NULL, text ? file.len : 0, "", &v, e);
	if (!rc)
		rc = take(r, &v);
	gp_buf_free(&file);
	return rc ? rc : stopped(r, "script", gp_err_word("it says that there is more, and there is only one file"));
}

/* --- the whole */

struct gp_adapter *gp_account_adapter(const struct gp_office_account *account, struct gp_adapters *a, struct gp_err *e)
{
	const char *id = *account->adapter ? account->adapter : *account->file ? "export" : account->platform;
	struct gp_adapter *one = gp_adapters_by_id(a, id);

	if (!one && *account->adapter)
		gp_fail(e, GP_ENOTFOUND, "there is no adapter '%s'; 'govpub accounts list' names those that there are", id);
	return one && !gp_adapters_declare(a, one, e) ? one : NULL;
}

static int read_secrets(struct reading *r)
{
	const char *from = r->out->account->secret;
	struct gp_err why = GP_ERR_INIT;
	struct gp_buf text;
	int rc = 0;

	gp_buf_init(&text, 4 * GP_ACCOUNT_SECRET_MAX); /* whoever reads it wants room beyond its end */
	if (*from && (r->m->secret(&text, from, &why) || gp_account_secrets_read(&r->secrets, &text, from, &why)))
		rc = stopped(r, "secret", why.msg);
	if (text.data)
		explicit_bzero(text.data, text.cap);
	gp_buf_free(&text);
	for (size_t i = 0; !rc && r->adapter->secrets[i]; i++)
		if (!gp_account_secret(&r->secrets, r->adapter->secrets[i], strlen(r->adapter->secrets[i])))
			rc = stopped(r, "no-secret", r->adapter->secrets[i]);
	return rc;
}

static int find_adapter(struct reading *r)
{
	struct gp_err why = GP_ERR_INIT;

	r->adapter = gp_account_adapter(r->out->account, r->m->adapters, &why);
	if (!r->adapter)
		return stopped(r, why.code == GP_OK ? "no-adapter" : "script", why.msg);
	r->out->adapter = keep(r, r->adapter->id);
	r->out->mark = keep(r, r->adapter->mark);
	return 0;
}

int gp_account_read(struct gp_account_reading *out, const struct gp_office_account *account,
    const struct gp_account_means *m, struct gp_err *e)
{
	struct reading r = {.out = out, .m = m, .until = gp_clock_mono_ms() + GP_ACCOUNT_MS};
	int rc;

	*out = (struct gp_account_reading){.account = account, .adapter = "", .mark = "", .why = "", .detail = ""};
	gp_buf_init(&r.state, GP_ACCOUNT_STATE_MAX);
	gp_buf_init(&r.packed, ASK_MAX);
	rc = find_adapter(&r) || read_secrets(&r) ? 1 : 0;
	r.ask = (struct gp_ask){.means = m, .account = account, .adapter = r.adapter, .secrets = &r.secrets, .why = ""};
	if (!rc)
		rc = r.adapter->reads_file ? read_export(&r, e) : ask_rounds(&r, e);
	if (rc > 0 && out->state != GP_ACCOUNT_WHOLE && out->count)
		out->state = GP_ACCOUNT_PART;
	out->requests = r.ask.requests;
	gp_account_secrets_wipe(&r.secrets);
	if (r.state.data)
		explicit_bzero(r.state.data, r.state.cap);
	gp_buf_free(&r.state);
	gp_buf_free(&r.packed);
	gp_arena_free(&r.scratch);
	return rc < 0 ? -1 : 0;
}

void gp_account_reading_free(struct gp_account_reading *r)
{
	free(r->list);
	gp_arena_free(&r->arena);
}
