/*
 * facts of pages: tests/fixtures/pages/NAME.html says what NAME.facts says, and
 * hostile pages cost no more than their size.
 * `build/tests/facts print FILE` shows the facts of a file in that form.
 */
#define _GNU_SOURCE
#include "core/web/facts.h"

#include <dirent.h>

#include "core/base/buf.h"
#include "core/web/html.h"
#include "tests/lib/tap.h"

#define MAX ((size_t)64 << 20)

static void put_text(struct gp_buf *b, struct gp_text t)
{
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] == '\n')
			gp_buf_puts(b, "\\n");
		else if ((unsigned char)t.p[i] < ' ')
			gp_buf_printf(b, "\\x%02x", (unsigned)t.p[i]);
		else
			gp_buf_putc(b, t.p[i]);
	}
}

static void put_line(struct gp_buf *b, const char *what, struct gp_text t)
{
	gp_buf_printf(b, "%s ", what);
	put_text(b, t);
	gp_buf_puts(b, "\n");
}

static void put_link(struct gp_buf *b, const struct gp_link *l)
{
	gp_buf_printf(b, "link %s %s %u:%u%s%s%s [", l->kind, l->attr, l->line, l->col,
	    l->download ? " download" : "", l->nofollow ? " nofollow" : "",
	    l->confidence == GP_CONFIDENCE_LOW ? " low" : "");
	put_text(b, l->raw);
	gp_buf_puts(b, "]");
	if (l->text.n) {
		gp_buf_puts(b, " ");
		put_text(b, l->text);
	}
	gp_buf_puts(b, "\n");
}

static void put_facts(struct gp_buf *b, const struct gp_facts *f)
{
	if (f->title.n)
		put_line(b, "title", f->title);
	if (f->has_base)
		put_line(b, "base", f->base);
	if (f->frameset)
		gp_buf_puts(b, "frameset\n");
	for (size_t i = 0; i < f->meta_count; i++) {
		gp_buf_puts(b, "meta ");
		put_text(b, f->metas[i].name);
		put_line(b, " =", f->metas[i].content);
	}
	for (size_t i = 0; i < f->link_count; i++)
		put_link(b, &f->links[i]);
	for (size_t i = 0; i < f->template_count; i++) {
		const struct gp_template *t = &f->templates[i];

		gp_buf_printf(b, "template %s %s %u:%u", t->kind, t->attr, t->line, t->col);
		put_line(b, "", t->raw);
	}
	for (size_t i = 0; i < f->id_count; i++)
		put_line(b, "id", f->ids[i]);
	for (size_t i = 0; i < f->date_count; i++)
		put_line(b, "date", f->dates[i]);
	if (f->headings.n)
		put_line(b, "headings", f->headings);
	if (f->text.n)
		put_line(b, "text", f->text);
	gp_buf_printf(b, "plain %zu\n", f->plain_count);
	if (f->limit)
		gp_buf_printf(b, "limit %s\n", f->limit);
}

static int slurp(struct gp_buf *b, const char *path)
{
	FILE *f = fopen(path, "rb");
	char chunk[65536];
	size_t n;

	gp_buf_clear(b);
	if (!f)
		return -1;
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		gp_buf_put(b, chunk, n);
	fclose(f);
	return b->full ? -1 : 0;
}

/* From a block of exactly n bytes, so that a sanitizer sees every overrun. */
static void gather(struct gp_facts *f, struct gp_arena *a, const char *s, size_t n, bool css,
    const struct gp_facts_limits *lim)
{
	char *exact = gp_arena_alloc(a, n + 1);

	memcpy(exact, s, n);
	if (css)
		gp_facts_css(f, a, exact, n, lim);
	else
		gp_facts_html(f, a, exact, n, lim);
}

static void say_facts(struct gp_buf *out, const char *path)
{
	struct gp_arena a = {0};
	struct gp_facts f;
	struct gp_buf page;
	bool css = strlen(path) > 4 && !strcmp(path + strlen(path) - 4, ".css");

	gp_buf_init(&page, MAX);
	gp_buf_clear(out);
	if (slurp(&page, path) == 0) {
		gather(&f, &a, page.len ? page.data : "", page.len, css, NULL);
		put_facts(out, &f);
	}
	gp_buf_free(&page);
	gp_arena_free(&a);
}

/* Shows the first line in which two texts differ. */
static void show_difference(const char *got, const char *want)
{
	size_t line = 1;

	while (*got && *got == *want) {
		const char *eol = strchr(got, '\n');
		size_t n = eol ? (size_t)(eol - got) + 1 : strlen(got);

		if (strncmp(got, want, n))
			break;
		got += n;
		want += n;
		line++;
	}
	printf("# line %zu\n#   got:  %.*s\n#   want: %.*s\n", line, (int)strcspn(got, "\n"), got,
	    (int)strcspn(want, "\n"), want);
}

static int is_page(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return (n > 5 && !strcmp(e->d_name + n - 5, ".html")) ||
	    (n > 4 && !strcmp(e->d_name + n - 4, ".css"));
}

static void pages_say_what_is_written(void)
{
	static const char dir[] = "tests/fixtures/pages";
	struct dirent **names;
	int count = scandir(dir, &names, is_page, alphasort);
	struct gp_buf got, want;
	char path[600];

	gp_buf_init(&got, MAX);
	gp_buf_init(&want, MAX);
	ok(count >= 25, "there are at least 25 sample pages");
	for (int i = 0; i < count; i++) {
		int stem = (int)(strrchr(names[i]->d_name, '.') - names[i]->d_name);

		snprintf(path, sizeof path, "%s/%s", dir, names[i]->d_name);
		say_facts(&got, path);
		snprintf(path, sizeof path, "%s/%.*s.facts", dir, stem, names[i]->d_name);
		if (slurp(&want, path) || !want.data)
			gp_buf_puts(&want, "(no file)\n");
		if (!ok(!strcmp(got.data, want.data), "%.*s", stem, names[i]->d_name))
			show_difference(got.data, want.data);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	gp_buf_free(&got);
	gp_buf_free(&want);
}

/* The page in `b`, with limits; the facts live in `a`. */
static void facts_of(struct gp_facts *f, struct gp_arena *a, const struct gp_buf *b,
    const struct gp_facts_limits *lim)
{
	gather(f, a, b->data ? b->data : "", b->len, false, lim);
}

static void limits_are_kept_and_said(void)
{
	struct gp_facts_limits lim = {.links = 3, .ids = 2, .text = 10, .attribute = 20};
	struct gp_arena a = {0};
	struct gp_facts f;
	struct gp_buf b;

	gp_buf_init(&b, MAX);
	for (int i = 0; i < 10; i++)
		gp_buf_printf(&b, "<a href=/%d.html>一二三四</a>", i);
	facts_of(&f, &a, &b, &lim);
	is_int((long long)f.link_count, 3, "no more links than asked for");
	is_str(f.limit, "links", "and it is said");
	ok(f.text.n == 9 && !memcmp(f.text.p, "一二三", 9), "text is cut between characters");

	gp_buf_clear(&b);
	gp_buf_puts(&b, "<p id=a><p id=b><p id=c>");
	facts_of(&f, &a, &b, &lim);
	ok(f.id_count == 2 && !strcmp(f.limit, "ids"), "no more ids than asked for");

	gp_buf_clear(&b);
	gp_buf_puts(&b, "<a href=/a-very-long-address.html>x</a><a href=/short.html>y</a>");
	facts_of(&f, &a, &b, &lim);
	ok(f.link_count == 1 && !strcmp(f.limit, "attribute"), "an overlong value is no link");
	ok(f.links[0].raw.n == 11, "and the next one is");

	gp_buf_clear(&b);
	gp_buf_puts(&b, "<p>一二三四五</p>");
	facts_of(&f, &a, &b, &lim);
	is_str(f.limit, "text", "cut text is said");
	is_int((long long)f.plain_count, 5, "and counted whole");

	gp_buf_clear(&b);
	gp_buf_puts(&b, "<img src='data:image/png;base64,");
	for (int i = 0; i < 100000; i++)
		gp_buf_puts(&b, "AAAA");
	gp_buf_puts(&b, "'>");
	facts_of(&f, &a, &b, NULL);
	ok(f.link_count == 1 && f.links[0].raw.n == 64 && !f.limit, "64 bytes of a data: address");
	gp_buf_free(&b);
	gp_arena_free(&a);
}

static void places_are_told(void)
{
	struct gp_arena a = {0};
	struct gp_facts f;
	struct gp_buf b;

	gp_buf_init(&b, MAX);
	gp_buf_puts(&b, "<a href=1>");
	for (int i = 0; i < 1000; i++)
		gp_buf_puts(&b, "政务公开\n");
	gp_buf_puts(&b, "中<a href=2>");
	facts_of(&f, &a, &b, NULL);
	ok(f.links[0].line == 1 && f.links[0].col == 9 && f.links[0].place == 0, "the first byte");
	ok(f.links[1].line == 1001 && f.links[1].col == 10 && f.links[1].place == 254,
	    "columns are code points, place runs to 255");
	gp_buf_free(&b);
	gp_arena_free(&a);
}

/* Work is bounded by what is kept: memory stays a small multiple of the page. */
static void hostile_pages_stay_small(void)
{
	static const char *const units[] = {
		"<", "<a href=x>", "<a href='", "<a ", "<table background=x>", "<svg>",
		"<template>", "<img srcset='a,", "<img srcset='a (", "<style>url(",
		"<style>@import ", "<p style='a(b\\", "<script>location", "<script>location='x",
		"<script>location.href=\"x\";", "/*", "<!--", "<script>/[",
		"<script>location /*", "<script>location=`${", "&#x41;&nGt;", "\r\n\t ",
		"2023-04-20 ", "2023", "1", "<h1>", "<title>", "<meta name=x content=y>", "{{",
		"<%", "${", "<a href={{>", "<p id=x onclick=\"location='/x'\">", "<noscript>",
		"<select><option>", "\xE3\x80\x80", "\xE2\x80", "\xC2", "\xF0\x9F",
		"<a title='　　' href=x><img alt=' '>",
	};
	struct gp_arena a = {0};
	struct gp_facts f;
	struct gp_buf b, name;

	gp_buf_init(&b, MAX);
	gp_buf_init(&name, 1000);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		gp_buf_clear(&b);
		gp_buf_puts(&b, "<script>location</script><style>a{b:url(c)}</style>");
		while (b.len < 400000)
			gp_buf_puts(&b, units[i]);
		gp_arena_reset(&a);
		gp_facts_html(&f, &a, b.data, b.len, NULL);
		gp_buf_clear(&name);
		put_text(&name, (struct gp_text){units[i], strlen(units[i])});
		ok(f.link_count <= b.len / 8 && a.used < 40 * b.len, "400 kB of %s", name.data);
		gp_arena_reset(&a);
		gp_facts_css(&f, &a, b.data, b.len, NULL);
		ok(a.used < 40 * b.len, "and as a style sheet");
	}
	gp_buf_free(&name);
	gp_buf_free(&b);
	gp_arena_free(&a);
}

/* All saved pages under a folder: they run through, and have links. */
static void saved_pages(const char *dir, int depth)
{
	struct dirent **names;
	int count = depth ? scandir(dir, &names, NULL, alphasort) : -1;

	for (int i = 0; i < count; i++) {
		struct gp_arena a = {0};
		struct gp_facts f;
		struct gp_buf b;
		char path[1000];

		snprintf(path, sizeof path, "%s/%s", dir, names[i]->d_name);
		gp_buf_init(&b, MAX);
		if (is_page(names[i]) && slurp(&b, path) == 0) {
			facts_of(&f, &a, &b, NULL);
			ok(f.link_count && f.text.n, "%s has links and text", names[i]->d_name);
		} else if (names[i]->d_name[0] != '.') {
			saved_pages(path, depth - 1);
		}
		gp_buf_free(&b);
		gp_arena_free(&a);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
}

int main(int argc, char **argv)
{
	const char *fixtures = getenv("GOVPUB_FIXTURES");
	char dir[500];
	struct gp_buf b;

	if (argc == 3 && !strcmp(argv[1], "print")) {
		gp_buf_init(&b, MAX);
		say_facts(&b, argv[2]);
		fputs(b.data ? b.data : "", stdout);
		gp_buf_free(&b);
		return 0;
	}
	pages_say_what_is_written();
	limits_are_kept_and_said();
	places_are_told();
	hostile_pages_stay_small();
	if (fixtures) {
		snprintf(dir, sizeof dir, "%s/pages", fixtures);
		saved_pages(dir, 4);
	} else {
		ok(true, "saved pages # SKIP GOVPUB_FIXTURES is not set");
	}
	return tap_done();
}
