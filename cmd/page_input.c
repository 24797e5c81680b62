#define _GNU_SOURCE
#include "cmd/page_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/crawl/crawl.h"
#include "core/crawl/fetch_one.h"
#include "core/office/office.h"
#include "core/sys/beneath.h"
#include "core/sys/read.h"
#include "core/web/url.h"

#define TIMEOUT_MS 20000

static bool is_address(const char *word)
{
	return !strncmp(word, "http://", 7) || !strncmp(word, "https://", 8);
}

static const char *keep(struct gp_page_input *p, const char *s)
{
	return gp_arena_strndup(&p->strings, s, strlen(s));
}

static int from_address(struct gp_page_input *p, const char *url, bool (*stop)(void), struct gp_err *e)
{
	struct gp_fetch_one_options o = {.timeout_ms = TIMEOUT_MS, .stop = stop};
	struct gp_fetched f;
	int rc = gp_fetch_one(&f, url, &o, e);
	const char **headers;

	if (!rc && !f.has_body)
		rc = gp_fail(e, GP_EIO, "%s: there is no page to look at (%s, status %d)", url,
		    *f.cause ? f.cause : f.type, f.status);
	if (!rc) {
		headers = gp_arena_alloc(&p->strings, (2 * f.header_count + 1) * sizeof *headers);
		for (size_t i = 0; i < f.header_count; i++) {
			headers[2 * i] = keep(p, f.headers[i].name);
			headers[2 * i + 1] = keep(p, f.headers[i].value);
		}
		headers[2 * f.header_count] = NULL;
		p->page = (struct gp_script_page){.url = keep(p, f.final_url), .type = keep(p, f.type),
		    .charset = keep(p, f.charset), .status = f.status, .headers = headers};
		gp_buf_put(&p->body, f.body.data, f.body.len);
	}
	gp_fetched_free(&f);
	return rc;
}

/* Reads to the end and closes. */
static int read_all(struct gp_page_input *p, int fd, const char *path, struct gp_err *e)
{
	int rc = gp_read_all(fd, &p->body), why = errno;

	close(fd);
	if (rc && why == EFBIG)
		return gp_fail(e, GP_ELIMIT, "%s: larger than %d MiB", path, (int)(GP_SESSION_PAGE_MAX >> 20));
	errno = why;
	return rc ? gp_fail_errno(e, GP_EIO, "%s", path) : 0;
}

static int read_file(struct gp_page_input *p, const char *path, struct gp_err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;

	if (fd < 0)
		return gp_fail_errno(e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%s", path);
	if (!fstat(fd, &st) && S_ISDIR(st.st_mode)) {
		close(fd);
		return gp_fail(e, GP_EUSAGE, "%s: this is a folder; name a page in it", path);
	}
	return read_all(p, fd, path, e);
}

/*
 * The path of a file within the folder that its office publishes, for rules look at paths of the
 * site; NULL when it is in none. -1: office.lua is faulty.
 */
static int path_in_site(struct gp_page_input *p, const char *path, const char **out, struct gp_err *e)
{
	struct gp_office *o = NULL;
	struct gp_err ignored = GP_ERR_INIT;
	char dir[4096], *file = realpath(path, NULL), *slash = file ? strrchr(file, '/') : NULL, *folder = NULL;
	const char *found = NULL;
	int rc = 0;

	if (!slash)
		goto out;
	*slash = '\0';
	if (gp_office_find(dir, *file ? file : "/", &ignored) || (rc = gp_office_read(&o, dir, e)))
		goto out;
	*slash = '/';
	for (size_t i = 0; !found && i < o->site_count; i++) {
		free(folder);
		folder = *o->sites[i].folder ? realpath(o->sites[i].folder, NULL) : NULL;
		if (folder && !strncmp(file, folder, strlen(folder)) && file[strlen(folder)] == '/')
			found = keep(p, file + strlen(folder));
	}
out:
	gp_office_free(o);
	free(folder);
	free(file);
	*out = found;
	return rc;
}

/* A file without an address gets a made-up one, so that its links resolve. */
static const char *address_of(struct gp_page_input *p, const char *path)
{
	struct gp_buf b;
	const char *s;

	gp_buf_init(&b, 20000);
	gp_buf_puts(&b, GP_FOLDER_ORIGIN "/");
	for (path += *path == '/'; *path; path++)
		if (strchr("%?#\\\t\r\n ", *path) || *path & 0x80)
			gp_buf_printf(&b, "%%%02X", (unsigned)(unsigned char)*path);
		else
			gp_buf_putc(&b, *path);
	s = gp_arena_strndup(&p->strings, b.data, b.len);
	gp_buf_free(&b);
	return s;
}

static int from_file(struct gp_page_input *p, const char *path, const char *base, struct gp_err *e)
{
	struct gp_url u;
	int rc = 0;

	if (base) {
		gp_url_init(&u);
		if (!is_address(base) || gp_url_parse(&u, base, strlen(base), NULL, NULL) != GP_URL_OK)
			rc = gp_fail(e, GP_EUSAGE, "--url: '%s' is no address with http:// or https://", base);
		else
			base = keep(p, gp_url_href(&u));
		gp_url_free(&u);
	} else {
		const char *in_site = NULL;

		rc = path_in_site(p, path, &in_site, e);
		base = address_of(p, in_site ? in_site : path);
	}
	p->file = keep(p, path);
	p->page = (struct gp_script_page){.url = base, .type = "text/html", .charset = ""};
	return rc ? rc : read_file(p, path, e);
}

int gp_page_input_read(struct gp_page_input *p, const char *word, const char *base, struct gp_err *e)
{
	return gp_page_input_fetch(p, word, base, NULL, e);
}

int gp_page_input_fetch(struct gp_page_input *p, const char *word, const char *base, bool (*stop)(void),
    struct gp_err *e)
{
	*p = (struct gp_page_input){0};
	gp_buf_init(&p->body, GP_SESSION_PAGE_MAX);
	if (is_address(word) ? from_address(p, word, stop, e) : from_file(p, word, base, e))
		return -1;
	p->page.length = p->body.len;
	return 0;
}

int gp_page_input_beside(struct gp_page_input *p, const char *folder, const char *name, struct gp_err *e)
{
	int dir = open(*folder ? folder : ".", O_RDONLY | O_CLOEXEC | O_DIRECTORY), fd = gp_open_beneath(dir, name);
	struct stat st;
	int rc = -1;

	*p = (struct gp_page_input){0};
	gp_buf_init(&p->body, GP_SESSION_PAGE_MAX);
	if (fd < 0 && errno == ENOENT) {
		gp_fail(e, GP_ENOTFOUND, "%s%s: there is no such file", folder, name);
	} else if (fd < 0 || fstat(fd, &st) || !S_ISREG(st.st_mode)) {
		gp_fail(e, GP_EUSAGE, "%s%s: no file within that folder", folder, name);
		if (fd >= 0)
			close(fd);
	} else {
		rc = read_all(p, fd, name, e);
	}
	if (dir >= 0)
		close(dir);
	p->page.length = p->body.len;
	return rc;
}

void gp_page_input_free(struct gp_page_input *p)
{
	gp_buf_free(&p->body);
	gp_arena_free(&p->strings);
}
