#include "cmd/fetch_report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/json.h"
#include "core/text/utf8.h"
#include "core/web/url.h"

/* The sentences of a link check say it here too. */
static struct gp_link_entry entry_of(const struct gp_fetched *f)
{
	return (struct gp_link_entry){
		.url = f->hops[0].url,
		.fragment = "",
		.judged = {.cause = gp_cause_by_id(f->cause), .status = f->status},
		.final_url = f->final_url,
		.detail = f->detail,
		.first_cause = "",
	};
}

static int64_t size_of(const struct gp_fetched *f)
{
	return f->has_body ? (int64_t)f->body.len : f->length;
}

/* --- text */

static void show(struct gp_buf *b, const char *text)
{
	gp_utf8_show(b, text, strlen(text));
}

static void say_hop(struct gp_buf *b, const struct gp_fetched_hop *h, bool dead_end)
{
	struct gp_buf url;

	if (*h->failure)
		gp_buf_puts(b, h->failure);
	else
		gp_buf_printf(b, "%d", h->status);
	gp_buf_printf(b, " %6" PRId64 " ms  ", h->elapsed_ms);
	gp_buf_init(&url, 8 * GP_URL_MAX);
	gp_url_show(&url, h->url, strlen(h->url));
	gp_utf8_show(b, url.data ? url.data : "", url.len);
	gp_buf_free(&url);
	if (dead_end && h->location) {
		gp_buf_puts(b, "\n    -> ");
		show(b, h->location);
	}
	gp_buf_putc(b, '\n');
}

static void say_content(struct gp_buf *b, const struct gp_fetched *f,
    const struct gp_links_style *st)
{
	char size[24];
	struct gp_buf type;
	struct gp_param params[] = {{"type", ""}, {"size", size}, {NULL, NULL}};

	gp_buf_init(&type, 1 << 20);
	if (*f->type)
		show(&type, f->type);
	else
		gp_buf_puts(&type, gp_catalogue_text(st->words, st->lang, "fetch.no-type"));
	if (*f->charset) {
		gp_buf_puts(&type, "; charset=");
		show(&type, f->charset);
	}
	params[0].value = type.data ? type.data : "";
	snprintf(size, sizeof size, "%" PRId64, size_of(f));
	if (size_of(f) < 0)
		gp_buf_puts(b, params[0].value);
	else
		gp_catalogue_say(b, st->words, st->lang, "fetch.content", params);
	gp_buf_putc(b, '\n');
	gp_buf_free(&type);
}

static void say_cause(struct gp_buf *b, const struct gp_fetched *f, const struct gp_links_style *st)
{
	struct gp_link_entry n = entry_of(f);
	struct gp_buf fix;
	struct gp_param params[] = {{"fix", ""}, {NULL, NULL}};
	char verdict[40];

	snprintf(verdict, sizeof verdict, "verdict.%s", gp_verdict_name(n.judged.cause->verdict));
	gp_buf_printf(b, "%s · %s\n  ", gp_catalogue_text(st->words, st->lang, verdict), f->cause);
	gp_link_message(b, &n, st);
	gp_buf_puts(b, "\n  ");
	gp_buf_init(&fix, 64 << 10);
	gp_link_fix(&fix, &n, st);
	params[0].value = fix.data ? fix.data : "";
	gp_catalogue_say(b, st->words, st->lang, "report.fix", params);
	gp_buf_free(&fix);
	if (*f->detail) {
		gp_buf_puts(b, "\n  ");
		show(b, f->detail);
	}
	gp_buf_putc(b, '\n');
}

void gp_fetch_report_text(struct gp_buf *b, const struct gp_fetched *f, bool headers,
    const struct gp_links_style *st)
{
	const struct gp_fetched_hop *last = &f->hops[f->hop_count - 1];

	for (const struct gp_fetched_hop *h = f->hops; h <= last; h++)
		say_hop(b, h, h == last && *f->cause);
	for (size_t i = 0; headers && i < f->header_count; i++) {
		show(b, f->headers[i].name);
		gp_buf_puts(b, ": ");
		show(b, f->headers[i].value);
		gp_buf_putc(b, '\n');
	}
	if (!*last->failure)
		say_content(b, f, st);
	if (*f->cause)
		say_cause(b, f, st);
}

/* --- JSON */

static void put_str(struct gp_json *j, const char *key, const char *value) /* "" is null */
{
	gp_json_key(j, key);
	gp_json_str(j, value && *value ? value : NULL);
}

static void put_int(struct gp_json *j, const char *key, int64_t value, bool known)
{
	gp_json_key(j, key);
	if (known)
		gp_json_int(j, value);
	else
		gp_json_null(j);
}

/* Each name once, in the order of its first value; every value, for Set-Cookie cannot be joined. */
static void put_headers(struct gp_json *j, const struct gp_fetched *f)
{
	const struct gp_fetch_header *h = f->headers;

	gp_json_key(j, "headers");
	gp_json_object(j);
	for (size_t i = 0; i < f->header_count; i++) {
		size_t first = 0;

		while (strcmp(h[first].name, h[i].name) != 0)
			first++;
		if (first < i)
			continue;
		gp_json_key(j, h[i].name);
		gp_json_array(j);
		for (size_t k = i; k < f->header_count; k++)
			if (!strcmp(h[k].name, h[i].name))
				gp_json_str(j, h[k].value);
		gp_json_array_end(j);
	}
	gp_json_object_end(j);
}

static void put_hops(struct gp_json *j, const struct gp_fetched *f)
{
	gp_json_key(j, "hops");
	gp_json_array(j);
	for (size_t i = 0; i < f->hop_count; i++) {
		const struct gp_fetched_hop *h = &f->hops[i];

		gp_json_object(j);
		put_str(j, "url", h->url);
		put_int(j, "status", h->status, h->status > 0);
		put_str(j, "location", h->location);
		put_str(j, "cause", h->failure);
		put_int(j, "elapsed_ms", h->elapsed_ms, true);
		gp_json_object_end(j);
	}
	gp_json_array_end(j);
}

static void put_words(struct gp_json *j, const struct gp_fetched *f,
    const struct gp_links_style *st)
{
	struct gp_link_entry n = entry_of(f);
	struct gp_buf b;

	gp_buf_init(&b, 64 << 10);
	gp_link_message(&b, &n, st);
	put_str(j, "message", b.data);
	gp_buf_clear(&b);
	gp_link_fix(&b, &n, st);
	put_str(j, "fix", b.data);
	gp_buf_free(&b);
	put_str(j, "detail", f->detail);
}

void gp_fetch_report_json(struct gp_buf *b, const struct gp_fetched *f,
    const struct gp_links_style *st)
{
	struct gp_json j;

	gp_json_init(&j, b);
	gp_json_object(&j);
	put_str(&j, "url", f->hops[0].url);
	put_str(&j, "final_url", f->final_url);
	put_int(&j, "status", f->status, f->status > 0);
	put_str(&j, "cause", f->cause);
	put_words(&j, f, st);
	put_str(&j, "type", f->type);
	put_str(&j, "charset", f->charset);
	put_headers(&j, f);
	put_hops(&j, f);
	put_int(&j, "elapsed_ms", f->elapsed_ms, true);
	put_int(&j, "size", size_of(f), size_of(f) >= 0);
	gp_json_object_end(&j);
	gp_buf_putc(b, '\n');
}
