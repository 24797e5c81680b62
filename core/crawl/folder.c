/* folder.c - a folder on disk as if a server served it */
#define _GNU_SOURCE
#include "core/crawl/engine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/sys/beneath.h"

#define FOLDER_DEPTH 64

static bool has_suffix(const char *name, const char *const *suffixes)
{
	size_t n = strlen(name), k;

	for (size_t i = 0; suffixes[i]; i++) {
		k = strlen(suffixes[i]);
		if (n > k && !strcasecmp(name + n - k, suffixes[i]))
			return true;
	}
	return false;
}

static bool is_html(const char *name)
{
	static const char *const suffixes[] = {".html", ".htm", ".shtml", ".xhtml", NULL};

	return has_suffix(name, suffixes);
}

static bool is_css(const char *name)
{
	static const char *const suffixes[] = {".css", NULL};

	return has_suffix(name, suffixes);
}

/* The address of a file, in the form that links to it resolve to. */
static int file_url(struct gp_crawl *c, const char *path, struct gp_err *e)
{
	gp_buf_clear(&c->scratch);
	gp_buf_puts(&c->scratch, GP_FOLDER_ORIGIN "/");
	for (const char *p = path; *p; p++)
		if (strchr("%?#\\\t\r\n", *p) || *p & 0x80)
			gp_buf_printf(&c->scratch, "%%%02X", (unsigned)(unsigned char)*p);
		else
			gp_buf_putc(&c->scratch, *p);
	if (c->scratch.full ||
	    gp_url_parse(&c->target, c->scratch.data, c->scratch.len, NULL, NULL) != GP_URL_OK)
		return gp_fail(e, GP_EIO, "%s: the name is too long to check", path);
	return 0;
}

static int add_seed(struct gp_crawl *c, const char *path, struct gp_err *e)
{
	struct gp_found f = {.raw = "", .text = "", .flags = GP_URLF_SEED};
	char *url;
	bool same;

	if (file_url(c, path, e))
		return -1;
	url = gp_strdup(gp_url_href(&c->target));
	f.url = url;
	f.url_n = strlen(url);
	gp_frontier_add(c, &f, &same);
	free(url);
	gp_writer_turn(c->writer);
	return 0;
}

/* What a folder is walked for: folders and pages. */
struct member {
	char *name;
	bool folder;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct member *)a)->name, ((const struct member *)b)->name);
}

/* Most file systems tell with the name; to ask for each of many files takes long. */
static bool is_folder(int fd, const struct dirent *entry)
{
	struct stat st;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
	return !fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) && S_ISDIR(st.st_mode);
}

/* Sorted, so that every run sees them in the same order. Closes fd. */
static size_t members_of(int fd, struct member **out)
{
	DIR *d = fdopendir(fd);
	struct dirent *entry;
	struct member *list = NULL;
	size_t n = 0, cap = 0;

	while (d && (entry = readdir(d))) {
		bool folder = is_folder(fd, entry);

		if (folder ? !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..") : !is_html(entry->d_name))
			continue;
		if (n == cap) {
			cap = cap ? cap * 2 : 64;
			list = gp_reallocarray(list, cap, sizeof *list);
		}
		list[n++] = (struct member){gp_strdup(entry->d_name), folder};
	}
	if (d)
		closedir(d);
	else
		close(fd);
	if (n)
		qsort(list, n, sizeof *list, by_name);
	*out = list;
	return n;
}

static int walk(struct gp_crawl *c, const char *path, int depth, struct gp_err *e)
{
	int fd = gp_open_beneath(c->folder_fd, path), rc = 0;
	struct member *list;
	char child[4096];
	size_t n;

	if (fd < 0)
		return gp_fail_errno(e, GP_EIO, "%s/%s: cannot be read", c->o->root, path);
	n = members_of(fd, &list);
	for (size_t i = 0; i < n; i++) {
		if (!rc && (size_t)snprintf(child, sizeof child, "%s%s%s", path, *path ? "/" : "", list[i].name) < sizeof child) {
			if (!list[i].folder)
				rc = add_seed(c, child, e);
			else if (depth < FOLDER_DEPTH)
				rc = walk(c, child, depth + 1, e);
		}
		free(list[i].name);
	}
	free(list);
	return rc;
}

int gp_folder_open(struct gp_crawl *c, struct gp_err *e)
{
	c->folder_fd = open(c->o->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (c->folder_fd < 0)
		return gp_fail_errno(e, GP_EIO, "%s: cannot be opened as a folder", c->o->root);
	return c->o->seed_count ? 0 : walk(c, "", 0, e);
}

/* --- one file */

static void missing(struct gp_task *t, const char *detail)
{
	gp_visit_skip(t, "missing-file", detail, true);
}

/* The file for a path; a folder stands for its index. -1: none. */
static int open_target(struct gp_crawl *c, char *path, size_t size, struct stat *st)
{
	static const char *const index[] = {"index.html", "index.htm"};
	size_t n = strlen(path);
	int fd = gp_open_beneath(c->folder_fd, path);

	if (fd < 0 || fstat(fd, st))
		goto fail;
	if (!S_ISDIR(st->st_mode))
		return fd;
	close(fd);
	for (size_t i = 0; i < 2; i++) {
		snprintf(path + n, size - n, "%s%s", n && path[n - 1] != '/' ? "/" : "", index[i]);
		fd = gp_open_beneath(c->folder_fd, path);
		if (fd >= 0 && !fstat(fd, st) && S_ISREG(st->st_mode))
			return fd;
		if (fd >= 0)
			close(fd);
	}
	fd = -1;
fail:
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Takes the descriptor. */
static void read_page(struct gp_task *t, int fd, const struct stat *st, enum gp_parse_as as)
{
	struct gp_store_result r = {.cause = "", .cause2 = "", .location = "", .detail = "", .plain_count = -1,
	    .charset = "", .type = as == GP_PARSE_AS_CSS ? "text/css" : "text/html", .size = st->st_size};

	if (st->st_size <= (off_t)GP_BODY_MAX && (st->st_size || t->kind != GP_TASK_URL)) {
		gp_visit_parse_file(t, &r, as, fd);
		return;
	}
	close(fd);
	if (st->st_size)
		gp_visit_skip(t, "too-large", "", false);
	else
		gp_task_done(t, &r);
}

/* Its first bytes; -1: they cannot be read. */
static int read_first(struct gp_buf *out, int fd, size_t most)
{
	while (out->len < most) {
		char *room = gp_buf_reserve(out, most - out->len);
		ssize_t n = room ? read(fd, room, most - out->len) : -1;

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -1 : 0;
		out->len += (size_t)n;
	}
	return 0;
}

/* Any other file: that it is there is all there is to know, unless rules look at it. Takes the descriptor. */
static void note_file(struct gp_task *t, int fd, const struct stat *st)
{
	struct gp_store_result r = {.cause = "", .cause2 = "", .location = "", .detail = "",
	    .plain_count = -1, .charset = "", .type = "", .size = st->st_size};
	enum gp_crawl_bytes bytes = gp_look_bytes(t);
	size_t most = bytes == GP_CRAWL_ALL ? GP_BODY_MAX : GP_CRAWL_HEAD;
	struct gp_buf body;

	gp_buf_init(&body, GP_BODY_MAX);
	if (bytes && !read_first(&body, fd, (size_t)st->st_size < most ? (size_t)st->st_size : most)) {
		t->result = r; /* its strings are constants */
		gp_look_file(t, body.data ? body.data : "", body.len);
	} else {
		gp_task_done(t, &r);
	}
	gp_buf_free(&body);
	close(fd);
}

void gp_folder_visit(struct gp_task *t)
{
	struct gp_crawl *c = t->lane->crawl;
	struct stat st;
	char path[4096];
	const char *from = t->url + sizeof GP_FOLDER_ORIGIN; /* after the first slash */
	size_t n = strcspn(from, "?");
	int fd;

	gp_buf_clear(&c->scratch);
	gp_url_percent_decode(&c->scratch, from, n);
	if (c->scratch.len + 16 > sizeof path || memchr(c->scratch.data ? c->scratch.data : "", '\0', c->scratch.len)) {
		missing(t, "not a file name");
		return;
	}
	snprintf(path, sizeof path, "%s", c->scratch.len ? c->scratch.data : "");
	fd = open_target(c, path, sizeof path, &st);
	if (fd < 0) {
		missing(t, "");
		return;
	}
	if (is_html(path) || is_css(path)) {
		read_page(t, fd, &st, is_css(path) ? GP_PARSE_AS_CSS : GP_PARSE_AS_HTML);
		return;
	}
	note_file(t, fd, &st);
}
