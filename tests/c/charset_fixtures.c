/*
 * Encodings on other people's pages: the html5lib encoding tests, and
 * the chardet files, detected without being declared and converted there and back.
 * They lie in $GOVPUB_FIXTURES; without it this is skipped (or fails under GP_REQUIRE_FIXTURES).
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <iconv.h>
#include <stdint.h>

#include "core/base/mem.h"
#include "core/text/charset.h"
#include "core/text/utf8.h"
#include "tests/lib/tap.h"

static const char *root;

static char *slurp(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	size_t max = 8u << 20;
	char *p;

	*n = 0;
	if (!f)
		return NULL;
	p = gp_alloc(max);
	*n = fread(p, 1, max, f);
	fclose(f);
	return p;
}

/* The value of the section "#name\n…" that begins at p: up to the next "\n#". */
static const char *section(const char *p, const char *end, size_t *n)
{
	const char *from = memchr(p, '\n', (size_t)(end - p));
	const char *stop;

	from = from ? from + 1 : end;
	stop = memmem(from, (size_t)(end - from), "\n#", 2);
	if (!stop)
		stop = end > from && end[-1] == '\n' ? end - 1 : end;
	*n = (size_t)(stop - from);
	return from;
}

static void html5lib(const char *file, unsigned want_cases)
{
	static const char data_mark[] = "#data\n", name_mark[] = "\n#encoding\n";
	const char *p, *end, *name, *data;
	size_t n, data_n, name_n;
	const struct gp_charset *got, *want;
	struct gp_charset_choice c;
	unsigned cases = 0, failed = 0;
	char path[1000], *text;

	snprintf(path, sizeof path, "%s/html5lib/encoding/%s", root, file);
	text = slurp(path, &n);
	end = text ? text + n : NULL;
	for (p = text; p && (p = memmem(p, (size_t)(end - p), data_mark, 6)) != NULL; p = name) {
		data = p + 6;
		name = memmem(data, (size_t)(end - data), name_mark, 11);
		if (!name)
			break;
		data_n = (size_t)(name - data);
		name = section(name + 1, end, &name_n);
		while (name_n && name[name_n - 1] == '\n')
			name_n--;
		want = gp_charset_by_label(name, name_n);
		gp_charset_choose(&c, data, data_n, NULL, 0);
		got = c.bom ? c.used : c.declared;
		if (!got) /* these tests take windows-1252 for undeclared */
			got = gp_charset_by_label("windows-1252", 12);
		cases++;
		if (got != want) {
			failed++;
			printf("# want %.*s, got %s:\n# %.*s\n", (int)name_n, name,
			       gp_charset_name(got), (int)(data_n < 200 ? data_n : 200), data);
		}
	}
	ok(cases == want_cases && !failed, "%s: %u of %u encodings as declared", file,
	   cases - failed, cases);
	free(text);
}

/* Spoils every declaration in body, so that only the bytes speak. */
static void undeclare(char *body, size_t n)
{
	static const char *const word[] = {"charset", "encoding"};
	size_t i;
	char *hit;

	for (i = 0; i < 2; i++)
		while ((hit = memmem(body, n, word[i], 7)) != NULL)
			hit[0] = '-';
}

/* Our text of body must be iconv's, and encode back to the same bytes. -1: iconv refuses it. */
static int same_as_iconv(const struct gp_charset *cs, const char *iconv_name, const char *body,
			 size_t n)
{
	iconv_t cd = iconv_open("UTF-8", iconv_name);
	size_t left = n, room = 4 * n + 16, errors, theirs;
	char *to = gp_alloc(room), *start = to, *in = (char *)(uintptr_t)body;
	struct gp_buf ours, back;
	int result = -1;

	gp_buf_init(&ours, room);
	gp_buf_init(&back, room);
	theirs = iconv(cd, &in, &left, &to, &room);
	iconv_close(cd);
	gp_charset_decode(cs, body, n, &ours, &errors);
	if (theirs != (size_t)-1) {
		result = !errors && ours.len == (size_t)(to - start) &&
			 !memcmp(ours.data, start, ours.len);
		gp_charset_encode(cs, ours.data, ours.len, &back);
		if (strncmp(gp_charset_name(cs), "utf-", 4) != 0)
			result = result && back.len == n && !memcmp(back.data, body, n);
	}
	free(start);
	gp_buf_free(&ours);
	gp_buf_free(&back);
	return result;
}

struct expected {
	const char *folder, *charset, *iconv;
	unsigned files;
	/* files with malformed bytes, at which iconv stops */
	unsigned not_compared;
};

static void chardet(const struct expected *x)
{
	unsigned files = 0, right = 0, guessed = 0, same = 0, refused = 0;
	struct gp_charset_choice c;
	struct dirent *e;
	char path[1000], *body;
	size_t n, bom;
	DIR *d;
	int r;

	snprintf(path, sizeof path, "%s/charset/chardet/tests/%s", root, x->folder);
	d = opendir(path);
	while (d && (e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/charset/chardet/tests/%s/%s", root, x->folder,
			 e->d_name);
		body = slurp(path, &n);
		files++;
		gp_charset_choose(&c, body, n, NULL, 0);
		bom = c.bom;
		right += !strncmp(gp_charset_name(c.used), x->charset, strlen(x->charset)) &&
			 !c.mislabelled;
		if (strncmp(gp_charset_name(c.used), x->charset, strlen(x->charset)) != 0 ||
		    c.mislabelled)
			printf("# %s: %s\n", e->d_name, gp_charset_name(c.used));
		r = same_as_iconv(c.used, bom ? gp_charset_name(c.used) : x->iconv, body + bom,
				  n - bom);
		same += r > 0;
		refused += r < 0;
		if (r <= 0)
			printf("# %s: %s iconv\n", e->d_name,
			       r < 0 ? "refused by" : "differs from");
		undeclare(body, n);
		gp_charset_choose(&c, body, n, NULL, 0);
		guessed += !strncmp(gp_charset_name(c.used), x->charset, strlen(x->charset));
		if (strncmp(gp_charset_name(c.used), x->charset, strlen(x->charset)) != 0)
			printf("# %s undeclared: %s\n", e->d_name, gp_charset_name(c.used));
		free(body);
	}
	if (d)
		closedir(d);
	ok(files == x->files && right == files, "%s: %u of %u detected", x->folder, right, files);
	ok(guessed == files, "%s: %u of %u detected with the declarations spoilt", x->folder,
	   guessed, files);
	ok(files && refused == x->not_compared && same + refused == files,
	   "%s: %u of %u there and back as iconv does", x->folder, same, files);
}

int main(void)
{
	static const struct expected expected[] = {
	    {"GB2312", "gb18030", "GB18030", 20, 0},    {"Big5", "big5", "BIG5-HKSCS", 26, 2},
	    {"UTF-16", "utf-16", "UTF-16", 2, 0},       {"UTF-16LE", "utf-16le", "UTF-16LE", 2, 0},
	    {"UTF-16BE", "utf-16be", "UTF-16BE", 2, 0},
	};
	size_t i;

	root = getenv("GOVPUB_FIXTURES");
	if (!root) {
		if (!getenv("GP_REQUIRE_FIXTURES"))
			skip_all("GOVPUB_FIXTURES is not set");
		ok(false, "GOVPUB_FIXTURES is set");
		return tap_done();
	}
	html5lib("tests1.dat", 59);
	html5lib("tests2.dat", 22);
	html5lib("test-yahoo-jp.dat", 1);
	for (i = 0; i < sizeof expected / sizeof *expected; i++)
		chardet(&expected[i]);
	return tap_done();
}
