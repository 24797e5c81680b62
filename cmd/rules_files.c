#define _GNU_SOURCE
#include "cmd/rules_files.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "core/base/mem.h"

#define DEPTH 32

static int add(struct gp_rules_files *f, const char *path, struct gp_err *e)
{
	if (f->count == GP_RULES_FILES)
		return gp_fail(e, GP_ELIMIT, "more than 20,000 files; name a smaller folder");
	if (f->count == f->cap) {
		f->cap = f->cap ? 2 * f->cap : 16;
		f->list = gp_reallocarray(f->list, f->cap, sizeof *f->list);
	}
	f->list[f->count++] = gp_strdup(path);
	return 0;
}

/* By its name: something that people read. Those that cannot be read here are told as such. */
static bool is_document(const char *name)
{
	static const char *const ends[] = {".html", ".htm", ".shtml", ".xhtml", ".docx", ".xlsx", ".ofd", ".pdf", ".txt", ".md",
	    ".doc", ".xls", ".wps", ".et", ".dps", ".ppt", ".pptx", ".rtf", ".odt", ".ods", ".xlsb"};
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
		if (!strcasecmp(ends[i], dot))
			return true;
	return false;
}

static int is_shown(const struct dirent *d)
{
	return *d->d_name != '.';
}

static int walk(struct gp_rules_files *f, const char *dir, int depth, struct gp_err *e)
{
	struct dirent **names;
	int n = scandir(dir, &names, is_shown, alphasort), rc = 0;

	if (n < 0)
		return gp_fail_errno(e, GP_EIO, "%s", dir);
	for (int i = 0; i < n; i++) {
		size_t len = strlen(dir) + strlen(names[i]->d_name) + 2;
		char *path = gp_alloc(len);
		struct stat st;

		snprintf(path, len, "%s%s%s", dir, dir[strlen(dir) - 1] == '/' ? "" : "/", names[i]->d_name);
		if (!rc && !lstat(path, &st)) {
			if (S_ISDIR(st.st_mode) && depth < DEPTH)
				rc = walk(f, path, depth + 1, e);
			else if (S_ISREG(st.st_mode) && is_document(path))
				rc = add(f, path, e);
		}
		free(path);
		free(names[i]);
	}
	free(names);
	return rc;
}

static int add_pattern(struct gp_rules_files *f, const char *word, struct gp_err *e)
{
	glob_t g;
	int rc = glob(word, 0, NULL, &g);

	if (rc)
		return gp_fail(e, GP_ENOTFOUND, "%s: there is no such file", word);
	for (size_t i = 0; !rc && i < g.gl_pathc; i++)
		rc = add(f, g.gl_pathv[i], e);
	globfree(&g);
	return rc;
}

int gp_rules_files(struct gp_rules_files *out, char **words, int count, struct gp_err *e)
{
	*out = (struct gp_rules_files){0};
	for (int i = 0; i < count; i++) {
		struct stat st;
		bool there = !stat(words[i], &st);
		size_t before = out->count;
		int rc;

		if (there && S_ISDIR(st.st_mode))
			rc = walk(out, words[i], 0, e);
		else if (!there && errno == ENOENT && strpbrk(words[i], "*?[") && !strstr(words[i], "://"))
			rc = add_pattern(out, words[i], e);
		else
			rc = add(out, words[i], e);
		if (!rc && out->count == before)
			rc = gp_fail(e, GP_ENOTFOUND, "%s: there is no page and no document in this folder", words[i]);
		if (rc)
			return -1;
	}
	return 0;
}

void gp_rules_files_free(struct gp_rules_files *f)
{
	for (size_t i = 0; i < f->count; i++)
		free(f->list[i]);
	free(f->list);
}
