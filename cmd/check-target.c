#define _GNU_SOURCE
#include "cmd/check-target.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/web/url.h"

#define LINE_MAX_BYTES (2 * GP_URL_MAX)
#define UP_MAX 8 /* folders looked at above a page for the site's root */

static void add(struct gp_target *t, const char *seed, size_t n)
{
	t->seeds = gp_reallocarray(t->seeds, t->count + 2, sizeof(char *));
	t->seeds[t->count++] = gp_strndup(seed, n);
	t->seeds[t->count] = NULL;
}

void gp_target_free(struct gp_target *t)
{
	for (size_t i = 0; i < t->count; i++)
		free(t->seeds[i]);
	free(t->seeds);
	free(t->root);
	free(t->folder);
	free(t->name);
	*t = (struct gp_target){0};
}

static bool ends_with(const char *s, const char *const *suffixes)
{
	size_t n = strlen(s), k;

	for (size_t i = 0; suffixes[i]; i++) {
		k = strlen(suffixes[i]);
		if (n > k && !strcasecmp(s + n - k, suffixes[i]))
			return true;
	}
	return false;
}

static bool is_page(const char *name)
{
	static const char *const suffixes[] = {".html", ".htm", ".shtml", ".xhtml", NULL};

	return ends_with(name, suffixes);
}

static bool is_list(const char *name)
{
	static const char *const suffixes[] = {".txt", ".lst", ".csv.txt", NULL};

	return ends_with(name, suffixes);
}

/* --- a list: an address a line */

static int read_list(struct gp_target *t, const char *path, struct gp_err *e)
{
	bool std = !strcmp(path, "-");
	FILE *f = std ? stdin : fopen(path, "re");
	char *line = NULL;
	size_t cap = 0;
	int rc = 0;
	long number = 0;

	if (!f)
		return gp_fail_errno(e, GP_EIO, "%s: cannot be read", path);
	while (!rc && getline(&line, &cap, f) >= 0) {
		char *p = line;
		size_t n;

		number++;
		if (number == 1 && !strncmp(p, "\xEF\xBB\xBF", 3)) /* a BOM, as Windows editors write */
			p += 3;
		while (isspace((unsigned char)*p))
			p++;
		n = strlen(p);
		while (n && isspace((unsigned char)p[n - 1]))
			n--;
		if (n > LINE_MAX_BYTES)
			rc = gp_fail(e, GP_EUSAGE, "%s:%ld: longer than any address", path, number);
		else if (n && *p != '#')
			add(t, p, n);
	}
	if (!rc && ferror(f))
		rc = gp_fail_errno(e, GP_EIO, "%s", path);
	if (!rc && !t->count)
		rc = gp_fail(e, GP_EUSAGE, "%s: no address in it (one a line)", std ? "standard input" : path);
	free(line);
	if (!std)
		fclose(f);
	t->mode = GP_CRAWL_LIST;
	return rc;
}

/* --- a page or a folder */

/*
 * A page's links to "/x" and "../x" need the site's root: the highest folder
 * above it that has an index, else its own.
 */
static char *root_of(const char *page)
{
	char dir[PATH_MAX], probe[PATH_MAX + 16];
	char *root;
	int up = 0;

	snprintf(dir, sizeof dir, "%s", page);
	*strrchr(dir, '/') = '\0';
	root = gp_strdup(*dir ? dir : "/");
	for (char *slash; *dir && up < UP_MAX; up++) {
		snprintf(probe, sizeof probe, "%s/index.html", dir);
		if (!access(probe, F_OK)) {
			free(root);
			root = gp_strdup(dir);
		}
		slash = strrchr(dir, '/');
		*slash = '\0';
	}
	return root;
}

/* As other programs that are started here name its files. */
static char *seen_from_here(const char *root)
{
	char here[PATH_MAX], *name;
	size_t n, size = strlen(root) + 2;

	if (getcwd(here, sizeof here)) {
		n = strlen(here);
		if (!strncmp(root, here, n) && !root[n])
			return gp_strdup("");
		if (n > 1 && !strncmp(root, here, n) && root[n] == '/')
			root += n + 1;
	}
	name = gp_alloc(size);
	snprintf(name, size, "%s%s", root, strcmp(root, "/") ? "/" : "");
	return name;
}

static int page_seed(struct gp_target *t, const char *path, struct gp_err *e)
{
	char real[PATH_MAX];
	struct gp_buf url;
	size_t skip;

	if (access(path, R_OK) || !realpath(path, real))
		return gp_fail_errno(e, GP_EIO, "%s: cannot be read", path);
	t->mode = GP_CRAWL_FOLDER;
	t->root = root_of(real);
	t->folder = seen_from_here(t->root);
	skip = strlen(t->root);
	gp_buf_init(&url, 4 * PATH_MAX);
	gp_buf_puts(&url, GP_FOLDER_ORIGIN);
	for (const char *p = real + (skip > 1 ? skip : 0); *p; p++)
		if (strchr("%?#\\\t\r\n", *p) || *p & 0x80)
			gp_buf_printf(&url, "%%%02X", (unsigned)(unsigned char)*p);
		else
			gp_buf_putc(&url, *p);
	add(t, url.data, url.len);
	gp_buf_free(&url);
	return 0;
}

static int file_or_folder(struct gp_target *t, const char *path, const struct stat *st, struct gp_err *e)
{
	if (S_ISDIR(st->st_mode)) {
		t->mode = GP_CRAWL_FOLDER;
		t->root = realpath(path, NULL); /* "." is another folder tomorrow, and the crawl file is named after it */
		if (!t->root || access(path, R_OK | X_OK))
			return gp_fail_errno(e, GP_EIO, "%s: cannot be read", path);
		t->folder = seen_from_here(t->root);
		return 0;
	}
	if (is_list(path))
		return read_list(t, path, e);
	if (is_page(path))
		return page_seed(t, path, e);
	return gp_fail(e, GP_EUSAGE, "%s: neither a page (.html), a list of addresses (.txt) nor a folder", path);
}

/* --- an address */

static int address(struct gp_target *t, const char *word, struct gp_err *e)
{
	bool bare = !strstr(word, "://");
	struct gp_url u;
	char with[GP_URL_MAX + 16];
	enum gp_url_why why;

	if (bare && (strchr("./", word[0]) || is_page(word) || is_list(word) || !strpbrk(word, ".:")))
		return gp_fail(e, GP_ENOTFOUND, "%s: no such file or folder, and no address either", word);
	if ((size_t)snprintf(with, sizeof with, "%s%s", bare ? "http://" : "", word) >= sizeof with)
		return gp_fail(e, GP_EUSAGE, "the address is longer than %d bytes", GP_URL_MAX);
	gp_url_init(&u);
	why = gp_url_parse(&u, with, strlen(with), NULL, NULL);
	if (why != GP_URL_OK)
		gp_fail(e, GP_EUSAGE, "%s: not a valid address", word);
	else if (u.scheme != GP_SCHEME_HTTP && u.scheme != GP_SCHEME_HTTPS)
		gp_fail(e, GP_EUSAGE, "%s: only http:// and https:// can be checked", word);
	else
		add(t, gp_url_href(&u), gp_url_bare_len(&u));
	gp_url_free(&u);
	t->mode = GP_CRAWL_SITE;
	return e->code ? -1 : 0;
}

static int read_word(struct gp_target *t, const char *word, struct gp_err *e)
{
	struct stat st;

	if (!strcmp(word, "-"))
		return read_list(t, word, e);
	if (!strstr(word, "://") && !stat(word, &st))
		return file_or_folder(t, word, &st, e);
	return address(t, word, e);
}

int gp_target_read(struct gp_target *t, char *const *words, int n, struct gp_err *e)
{
	enum gp_crawl_mode first = GP_CRAWL_SITE;

	*t = (struct gp_target){0};
	for (int i = 0; i < n; i++) {
		if (read_word(t, words[i], e))
			goto fail;
		if (i == 0)
			first = t->mode;
		if (t->mode != first || (i && first == GP_CRAWL_FOLDER)) {
			gp_fail(e, GP_EUSAGE, "%s: several addresses can be checked together, files and folders one at a time",
			    words[i]);
			goto fail;
		}
	}
	t->name = gp_alloc(strlen(words[0]) + 8);
	snprintf(t->name, strlen(words[0]) + 8, "%s%s", words[0], n > 1 ? " …" : "");
	return 0;
fail:
	gp_target_free(t);
	return -1;
}
