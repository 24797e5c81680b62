/* links_accounts_show.c - the accounts in words and as JSON */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/json.h"
#include "core/report/links_accounts.h"
#include "core/text/utf8.h"

#define SENTENCE_MAX ((size_t)1 << 16)

void gp_links_account_label(struct gp_buf *out, const struct gp_links_account *a, const struct gp_catalogue *words,
    enum gp_lang lang)
{
	char id[100];
	const char *platform;

	snprintf(id, sizeof id, "platform.%.80s", a->platform);
	platform = gp_catalogue_text(words, lang, id);
	gp_buf_printf(out, "%s %s", platform == id ? a->platform : platform, a->name);
}

void gp_links_account_why(struct gp_buf *out, const struct gp_links_account *a, const struct gp_catalogue *words,
    enum gp_lang lang)
{
	struct gp_param params[] = {{"detail", a->detail}, {NULL, NULL}};
	char id[80];

	snprintf(id, sizeof id, "account.why.%.60s", a->why);
	if (*a->why)
		gp_catalogue_say(out, words, lang, id, params);
}

static void line(struct gp_buf *out, const struct gp_links_account *a, const struct gp_links_style *st)
{
	char n[24], broken[24], blocked[24], inside[24];
	struct gp_buf label, why, words;
	struct gp_param params[] = {{"account", ""}, {"why", ""}, {"n", n}, {"date", *a->newest ? a->newest : "-"},
	    {"broken", broken}, {"blocked", blocked}, {"inside", inside}, {NULL, NULL}};

	gp_buf_init(&label, SENTENCE_MAX);
	gp_buf_init(&why, SENTENCE_MAX);
	gp_buf_init(&words, 4 * SENTENCE_MAX);
	gp_links_account_label(&label, a, st->words, st->lang);
	gp_links_account_why(&why, a, st->words, st->lang);
	params[0].value = label.data ? label.data : "";
	params[1].value = why.data ? why.data : "";
	snprintf(n, sizeof n, "%zu", a->count);
	snprintf(broken, sizeof broken, "%" PRId64, a->broken);
	snprintf(blocked, sizeof blocked, "%" PRId64, a->blocked);
	snprintf(inside, sizeof inside, "%" PRId64, a->broken_inside);
	gp_catalogue_say(&words, st->words, st->lang, strcmp(a->state, "unread") ? "accounts.line" : "accounts.line-unread", params);
	gp_buf_puts(out, "    ");
	gp_utf8_show(out, words.data ? words.data : "", words.len);
	gp_buf_putc(out, '\n');
	gp_buf_free(&label);
	gp_buf_free(&why);
	gp_buf_free(&words);
}

void gp_links_accounts_text(struct gp_buf *out, const struct gp_links *l, const struct gp_links_style *st)
{
	char n[24];
	struct gp_param params[] = {{"n", n}, {NULL, NULL}};

	if (!l->account_count)
		return;
	snprintf(n, sizeof n, "%zu", l->account_count);
	gp_buf_putc(out, '\n');
	gp_catalogue_say(out, st->words, st->lang, "accounts.head", params);
	gp_buf_putc(out, '\n');
	for (size_t i = 0; i < l->account_count; i++)
		line(out, &l->accounts[i], st);
}

static void field(struct gp_json *j, const char *key, const char *value)
{
	gp_json_key(j, key);
	gp_json_str(j, *value ? value : NULL);
}

static void number(struct gp_json *j, const char *key, int64_t n)
{
	gp_json_key(j, key);
	if (n < 0)
		gp_json_null(j);
	else
		gp_json_int(j, n);
}

static void account(struct gp_json *j, const struct gp_links_account *a, const struct gp_links_style *st)
{
	struct gp_buf why;

	gp_buf_init(&why, SENTENCE_MAX);
	gp_links_account_why(&why, a, st->words, st->lang);
	gp_json_object(j);
	field(j, "address", a->address);
	field(j, "platform", a->platform);
	field(j, "name", a->name);
	field(j, "owner", a->owner);
	field(j, "url", a->url);
	field(j, "adapter", a->adapter);
	field(j, "mark", a->mark);
	field(j, "state", a->state);
	field(j, "why", a->why);
	field(j, "problem", why.data ? why.data : "");
	field(j, "today", a->today);
	field(j, "newest", a->newest);
	number(j, "age", a->age);
	number(j, "articles", (int64_t)a->count);
	number(j, "deleted", a->deleted);
	number(j, "broken", a->broken);
	number(j, "blocked", a->blocked);
	number(j, "broken_links", a->broken_inside);
	number(j, "on_site", a->on_site);
	gp_json_object_end(j);
	gp_buf_free(&why);
}

void gp_links_accounts_json(struct gp_json *j, const struct gp_links *l, const struct gp_links_style *st)
{
	gp_json_array(j);
	for (size_t i = 0; i < l->account_count; i++)
		account(j, &l->accounts[i], st);
	gp_json_array_end(j);
}
