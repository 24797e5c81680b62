/* shell_stubs.c - what the stubs of editors (lua/meta) say of a name; and names of files */
#define _GNU_SOURCE
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/shell_words.h"
#include "core/office/embed.h"

/* A line of a stub. */
struct line {
	const char *p;
	size_t n;
};

static bool next_line(struct line *l, const char **at, const char *end)
{
	const char *stop;

	if (*at >= end)
		return false;
	stop = memchr(*at, '\n', (size_t)(end - *at));
	stop = stop ? stop : end;
	*l = (struct line){*at, (size_t)(stop - *at)};
	*at = stop + 1;
	return true;
}

static bool begins(struct line l, const char *with)
{
	return l.n >= strlen(with) && !memcmp(l.p, with, strlen(with));
}

/* The word at `p`, up to a blank, bracket or end. */
static struct line word_at(const char *p, const char *end)
{
	struct line w = {p, 0};

	while (p + w.n < end && !strchr(" \t(?", p[w.n]))
		w.n++;
	return w;
}

static bool is(struct line w, const char *name, size_t n)
{
	return w.n == n && !memcmp(w.p, name, n);
}

static void put_line(struct gp_buf *out, const char *before, const char *p, size_t n)
{
	gp_buf_puts(out, before);
	gp_buf_put(out, p, n);
	gp_buf_putc(out, '\n');
}

/* What is looked for: the last part of "page.links", and its class if one is named. */
struct wanted {
	const char *class, *name;
	size_t class_n, name_n;
};

static struct wanted wanted(const char *word)
{
	size_t n = strcspn(word, "( "), dot = n;

	while (dot && word[dot - 1] != '.' && word[dot - 1] != ':')
		dot--;
	return (struct wanted){dot ? word : NULL, word + dot, dot ? dot - 1 : 0, n - dot};
}

/* The comment of a block from `from` to `to`: lines that begin with three dashes. */
static void put_comment(struct gp_buf *out, const char *from, const char *to)
{
	struct line l;

	while (next_line(&l, &from, to)) {
		if (begins(l, "---@param ") || begins(l, "---@return "))
			put_line(out, "  ", l.p + 4, l.n - 4);
		else if (begins(l, "---") && !begins(l, "---@"))
			put_line(out, "  ", l.p + 3, l.n - 3);
	}
}

/* "function page:select(css) end" */
static bool function_fits(struct line l, const struct wanted *w, struct line *shown)
{
	const char *p = l.p + 9, *end = l.p + l.n, *name = p;

	if (!begins(l, "function "))
		return false;
	while (name < end && *name != '.' && *name != ':' && *name != '(')
		name++;
	*shown = (struct line){p, l.n - 9 - (l.n > 13 && !memcmp(end - 4, " end", 4) ? 4 : 0)};
	if (name == end || *name == '(')
		return !w->class && is(word_at(p, end), w->name, w->name_n);
	return is(word_at(name + 1, end), w->name, w->name_n) && (!w->class || is((struct line){p, (size_t)(name - p)},
	    w->class, w->class_n));
}

static bool explain_in(struct gp_buf *out, const struct gp_embed *f, const struct wanted *w)
{
	const char *at = (const char *)f->data, *end = at + f->len, *block = at;
	struct line l, class = {"", 0}, shown;
	bool found = false, listing = false;

	while (next_line(&l, &at, end)) {
		if (!begins(l, "---"))
			listing = false;
		if (begins(l, "---@class ")) {
			class = word_at(l.p + 10, l.p + l.n);
			listing = !w->class && is(class, w->name, w->name_n);
			if (listing) {
				put_line(out, "", class.p, class.n);
				put_comment(out, block, l.p);
			}
			found = found || listing;
		} else if (begins(l, "---@field ")) {
			if (listing || (is(word_at(l.p + 10, l.p + l.n), w->name, w->name_n) &&
			    (!w->class || is(class, w->class, w->class_n)))) {
				gp_buf_printf(out, listing ? "  " : "%.*s.", (int)class.n, class.p);
				put_line(out, "", l.p + 10, l.n - 10);
				found = true;
			}
		} else if (function_fits(l, w, &shown)) {
			put_line(out, "", shown.p, shown.n);
			put_comment(out, block, l.p);
			found = true;
		}
		if (!begins(l, "---"))
			block = at;
	}
	return found;
}

bool gp_repl_explain(struct gp_buf *out, const char *name)
{
	struct wanted w = wanted(name);
	bool found = false;

	for (size_t i = 0; w.name_n && i < gp_embed_count; i++)
		if (!strncmp(gp_embed_files[i].path, "lua/meta/", 9) && explain_in(out, &gp_embed_files[i], &w))
			found = true;
	return found;
}

/* --- names of files */

size_t gp_repl_files(const char *word, size_t n, struct gp_buf *out)
{
	size_t folder = n;
	char *dir;
	DIR *d;
	const struct dirent *f;

	while (folder && word[folder - 1] != '/')
		folder--;
	dir = folder ? gp_strndup(word, folder) : gp_strdup(".");
	d = opendir(dir);
	free(dir);
	if (!d)
		return n;
	while ((f = readdir(d)))
		if (f->d_name[0] != '.' && !strchr(f->d_name, '\n') && strlen(f->d_name) >= n - folder &&
		    !memcmp(f->d_name, word + folder, n - folder)) {
			gp_buf_put(out, word, folder);
			gp_buf_printf(out, "%s%s\n", f->d_name, f->d_type == DT_DIR ? "/" : "");
		}
	closedir(d);
	return n;
}
