/*
 * links_golden: the reports of a small crawl are those of tests/golden, byte for byte.
 *
 * A change that is meant is taken over by `make golden`; the difference is for the commit. Of a workbook, whose
 * bytes are the library's, the content is compared.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "core/doc/xlsx.h"
#include "core/report/outfile.h"
#include "tests/lib/parts.h"
#include "tests/lib/small_crawl.h"

#define MAX ((size_t)4 << 20)

static char file[] = "/tmp/gp-golden-XXXXXX";

static const struct form {
	const char *name; /* of its files, behind the language */
	gp_links_writer *write;
	bool all;
} forms[] = {{"txt", gp_links_text, false}, {"json", gp_links_json, false}, {"all.jsonl", gp_links_jsonl, true},
    {"csv", gp_links_csv, false}, {"html", gp_links_html, false}, {"junit.xml", gp_links_junit, false},
    {"all.junit.xml", gp_links_junit, true}, {"sarif", gp_links_sarif, false}, {"all.sarif", gp_links_sarif, true},
    {"dot", gp_links_dot, false}, {"all.dot", gp_links_dot, true}, {"xlsx.txt", gp_links_xlsx, false}};

/* The whole file, with a NUL behind; NULL: there is none. */
static char *slurp(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *text = f ? calloc(1, MAX) : NULL;

	*n = text ? fread(text, 1, MAX - 1, f) : 0;
	if (f)
		fclose(f);
	return text;
}

static void spit(const char *path, const char *text, size_t n)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(text, 1, n, f) != n || fclose(f)) {
		printf("Bail out! %s: %s\n", path, strerror(errno));
		exit(1);
	}
}

static char *written(const struct form *form, enum gp_lang lang, size_t *n)
{
	struct gp_links_style st = {.words = &gp_messages, .lang = lang, .all = form->all};
	struct gp_arena arena = {0};
	struct gp_document d;
	struct gp_outfile *o;
	struct gp_links l;
	char *text;

	must(gp_links_load(&l, store, form->all, &err));
	must(gp_outfile_open(&o, file, &err));
	must(form->write(o, &l, &small_run, &st, &err));
	must(gp_outfile_commit(o, &err));
	gp_links_free(&l);
	text = slurp(file, n);
	if (form->write == gp_links_xlsx) {
		must(gp_xlsx_read(&d, &arena, text, *n, &err));
		free(text);
		text = strdup(show_document(&d));
		*n = strlen(text);
		gp_arena_free(&arena);
	}
	return text;
}

/* The first line in which they differ. */
static void tell(const char *got, const char *want)
{
	unsigned line = 1;

	for (; *got && *got == *want; got++, want++)
		line += *got == '\n';
	printf("# line %u\n#   got:  %.200s\n#   want: %.200s\n", line, got, want);
}

static void compare(const struct form *form, enum gp_lang lang, bool rewrite)
{
	size_t n, want_n;
	char path[200], *text = written(form, lang, &n), *want;

	snprintf(path, sizeof path, "tests/golden/small.%s.%s", lang == GP_LANG_ZH ? "zh" : "en", form->name);
	if (rewrite)
		spit(path, text, n);
	want = slurp(path, &want_n);
	if (!ok(want && n == want_n && !memcmp(text, want, n), "%s", path + strlen("tests/golden/")))
		tell(text, want ? want : "");
	free(text);
	free(want);
}

int main(void)
{
	const char *golden = getenv("GP_GOLDEN");
	int fd = mkstemp(file);

	signal(SIGPIPE, SIG_IGN);
	if (fd < 0)
		return 1;
	close(fd);
	make_small_crawl();
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		for (int lang = 0; lang < 2; lang++)
			compare(&forms[i], (enum gp_lang)lang, golden && !strcmp(golden, "write"));
	gp_store_close(store);
	unlink(file);
	return tap_done();
}
