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

int main(int argc, char **argv)
{
	struct gp_buf b;

	if (argc == 3 && !strcmp(argv[1], "print")) {
		gp_buf_init(&b, MAX);
		say_facts(&b, argv[2]);
		fputs(b.data ? b.data : "", stdout);
		gp_buf_free(&b);
		return 0;
	}
	pages_say_what_is_written();
	return tap_done();
}
