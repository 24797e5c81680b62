#define _GNU_SOURCE
#include "core/script/sources.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/utf8.h"
#include "core/sys/jail.h"

void gp_sources_free(struct gp_sources *s)
{
	free(s->list);
	gp_arena_free(&s->arena);
	*s = (struct gp_sources){0};
}

int gp_sources_add(struct gp_sources *s, const struct gp_source *one, struct gp_err *e)
{
	if (s->count >= GP_SCRIPT_FILES)
		return gp_fail(e, GP_ELIMIT, "%s: more than %d script files", one->path, GP_SCRIPT_FILES);
	if (s->count == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 64;
		s->list = gp_reallocarray(s->list, (size_t)s->cap, sizeof *s->list);
	}
	s->list[s->count++] = *one;
	return 0;
}

const char *gp_sources_joined(struct gp_sources *s, const char *a, const char *b, const char *c)
{
	size_t x = strlen(a), y = strlen(b), z = strlen(c);
	char *out = gp_arena_alloc(&s->arena, x + y + z + 1);

	memcpy(out, a, x);
	memcpy(out + x, b, y);
	memcpy(out + x + y, c, z + 1);
	return out;
}

/* A name is shown as it is, in many places: none may draw on the terminal or end a line. */
static bool has_control(const char *s)
{
	size_t left = strlen(s), len;

	for (; left; s += len, left -= len) {
		uint32_t cp = gp_utf8_get(s, left, &len);

		if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			return true;
	}
	return false;
}

static int read_source(struct gp_sources *s, const char *path, struct gp_source *out, struct gp_err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat st;
	char *text;
	size_t n = 0;
	ssize_t got = 1;

	if (fd < 0)
		return gp_fail_errno(e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%s", path);
	if (fstat(fd, &st) || !S_ISREG(st.st_mode)) {
		close(fd);
		return gp_fail(e, GP_EUSAGE, "%s: this is no file with a script", path);
	}
	if (st.st_size > (off_t)GP_SCRIPT_SOURCE_MAX) {
		close(fd);
		return gp_fail(e, GP_ELIMIT, "%s: a script may have %d KiB at most", path, (int)(GP_SCRIPT_SOURCE_MAX >> 10));
	}
	text = gp_arena_alloc(&s->arena, (size_t)st.st_size + 1);
	while (n < (size_t)st.st_size && (got = read(fd, text + n, (size_t)st.st_size - n)) > 0)
		n += (size_t)got;
	close(fd);
	if (got < 0)
		return gp_fail_errno(e, GP_EIO, "%s", path);
	text[n] = '\0';
	if (!gp_utf8_valid(path, strlen(path)) || strlen(path) > GP_SCRIPT_PATH_MAX || has_control(path))
		return gp_fail(e, GP_EUSAGE, "%s: the name is too long, not UTF-8, or has control characters", path);
	out->path = gp_sources_joined(s, path, "", "");
	out->text = text;
	out->n = n;
	return 0;
}

int gp_sources_add_file(struct gp_sources *s, const char *path, int pack, enum gp_script_kind kind, struct gp_err *e)
{
	struct gp_source one = {.pack = pack, .kind = kind};
	return read_source(s, path, &one, e) ? -1 : gp_sources_add(s, &one, e);
}

static bool is_lua(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && name[0] != '.' && !strcmp(name + n - 4, ".lua");
}

static int visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

int gp_sources_add_folder(struct gp_sources *s, const char *folder, int pack, enum gp_script_kind kind,
    gp_sources_added_fn *added, void *user, struct gp_err *e)
{
	struct dirent **names;
	int n = scandir(folder, &names, visible, by_name), rc = 0;

	if (n < 0)
		return errno == ENOENT || errno == ENOTDIR ? 0 : gp_fail_errno(e, GP_EIO, "%s", folder);
	for (int i = 0; i < n; i++) {
		const char *name = names[i]->d_name;

		if (!rc && is_lua(name)) {
			rc = gp_sources_add_file(s, gp_sources_joined(s, folder, name, ""), pack, kind, e);
			if (!rc && added)
				added(user, folder, gp_arena_strndup(&s->arena, name, strlen(name) - 4));
		}
		free(names[i]);
	}
	free(names);
	return rc;
}

const char *gp_sources_from_here(struct gp_sources *s, const char *path)
{
	char *here = getcwd(NULL, 0);
	size_t n = here ? strlen(here) : 0;
	bool below = n > 1 && !strncmp(path, here, n) && path[n] == '/';

	free(here);
	return below ? gp_arena_strndup(&s->arena, path + n + 1, strlen(path + n + 1)) : path;
}

int gp_sources_may_run(bool foreign, struct gp_err *e)
{
	struct gp_jail_level level;

	gp_jail_probe(&level);
	if (foreign && !level.landlock && !level.seccomp)
		return gp_fail(e, GP_EDENIED, "this system offers no jail for scripts (neither Landlock nor seccomp), so only "
		    "shipped rules run; see 'govpub doctor'");
	return 0;
}
