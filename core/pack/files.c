#define _GNU_SOURCE
#include "core/pack/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/pack/name.h"
#include "core/sys/read.h"
#include "core/text/utf8.h"

#define DEEPEST 8 /* folders inside one another */

void gp_pack_files_free(struct gp_pack_files *f)
{
	free(f->list);
	gp_arena_free(&f->arena);
	*f = (struct gp_pack_files){0};
}

void gp_pack_sha256(unsigned char out[GP_PACK_HASH], const char *p, size_t n)
{
	memset(out, 0, GP_PACK_HASH);
	EVP_Digest(p, n, out, NULL, EVP_sha256(), NULL); /* fails only without memory; then nothing equals the zeros */
}

void gp_pack_hex(char out[2 * GP_PACK_HASH + 1], const unsigned char hash[GP_PACK_HASH])
{
	for (size_t i = 0; i < GP_PACK_HASH; i++) {
		out[2 * i] = "0123456789abcdef"[hash[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[hash[i] & 15];
	}
	out[2 * GP_PACK_HASH] = '\0';
}

int gp_pack_files_add(struct gp_pack_files *f, const char *name, size_t name_n, const char *p, size_t n,
    struct gp_err *e)
{
	if (gp_pack_name_check(name, name_n, e))
		return -1;
	if (f->count >= GP_PACK_FILES)
		return gp_fail(e, GP_ELIMIT, "the pack has more than 1000 files");
	if (n > GP_PACK_BYTES || f->bytes + n > GP_PACK_BYTES)
		return gp_fail(e, GP_ELIMIT, "the pack is larger than 16 MiB");
	if (f->count == f->cap) {
		f->cap = f->cap ? 2 * f->cap : 64;
		f->list = gp_reallocarray(f->list, f->cap, sizeof *f->list);
	}
	f->bytes += n;
	f->list[f->count++] = (struct gp_pack_file){.name = gp_arena_strndup(&f->arena, name, name_n),
	    .data = gp_arena_strndup(&f->arena, p, n), .n = n};
	return 0;
}

/* --- sealing */

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct gp_pack_file *)a)->name, ((const struct gp_pack_file *)b)->name);
}

struct key {
	const char *key;
	const struct gp_pack_file *file;
};

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct key *)a)->key, ((const struct key *)b)->key);
}

static const char *key_of(struct gp_arena *a, const char *name, size_t n)
{
	struct gp_buf b;
	const char *key;

	gp_buf_init(&b, (size_t)4 * GP_PACK_NAME_MAX);
	gp_pack_name_key(&b, name, n);
	key = gp_arena_strndup(a, b.data ? b.data : "", b.len);
	gp_buf_free(&b);
	return key;
}

/* As deep as folders are read. */
static bool is_deep(const char *name)
{
	int folders = 0;

	for (; *name; name++)
		folders += *name == '/';
	return folders > DEEPEST;
}

/* Whether a folder on the way to the file has the name of another file. */
static bool stands_on_file(const struct key *keys, size_t count, const char *key, struct gp_arena *a)
{
	for (const char *slash = strchr(key, '/'); slash; slash = strchr(slash + 1, '/')) {
		const struct key folder = {.key = gp_arena_strndup(a, key, (size_t)(slash - key))};

		if (bsearch(&folder, keys, count, sizeof *keys, by_key))
			return true;
	}
	return false;
}

static int check_names(const struct gp_pack_files *f, struct gp_err *e)
{
	struct key *keys = gp_calloc(f->count ? f->count : 1, sizeof *keys);
	struct gp_arena a = {0};
	int rc = 0;

	for (size_t i = 0; i < f->count; i++)
		keys[i] = (struct key){key_of(&a, f->list[i].name, strlen(f->list[i].name)), &f->list[i]};
	qsort(keys, f->count, sizeof *keys, by_key);
	for (size_t i = 0; !rc && i < f->count; i++) {
		if (is_deep(keys[i].key))
			rc = gp_fail(e, GP_ELIMIT, "%s: the folders are too deep", keys[i].file->name);
		else if (i && !strcmp(keys[i - 1].key, keys[i].key))
			rc = gp_fail(e, GP_EDENIED, "%s, %s: on some systems these names are one file", keys[i - 1].file->name,
			    keys[i].file->name);
		else if (stands_on_file(keys, f->count, keys[i].key, &a))
			rc = gp_fail(e, GP_EDENIED, "%s: a folder of its name is a file in the pack", keys[i].file->name);
	}
	gp_arena_free(&a);
	free(keys);
	return rc;
}

int gp_pack_files_seal(struct gp_pack_files *f, struct gp_err *e)
{
	if (f->count)
		qsort(f->list, f->count, sizeof *f->list, by_name);
	for (size_t i = 0; i < f->count; i++)
		gp_pack_sha256(f->list[i].sha256, f->list[i].data, f->list[i].n);
	return check_names(f, e);
}

const struct gp_pack_file *gp_pack_files_find(const struct gp_pack_files *f, const char *name)
{
	const struct gp_pack_file wanted = {.name = name};

	return f->count ? bsearch(&wanted, f->list, f->count, sizeof *f->list, by_name) : NULL;
}

int gp_pack_files_archive(const struct gp_pack_files *f, const char *top, struct gp_buf *out, struct gp_err *e)
{
	struct gp_buf tar, name;
	int rc = 0;

	gp_buf_init(&tar, 2 * GP_PACK_BYTES);
	gp_buf_init(&name, (size_t)2 * GP_PACK_NAME_MAX);
	for (size_t i = 0; !rc && i < f->count; i++) {
		gp_buf_clear(&name);
		gp_buf_printf(&name, "%s/%s", top, f->list[i].name);
		rc = gp_pack_name_check(name.data, name.len, e) ||
		    gp_tar_put(&tar, name.data, f->list[i].data, f->list[i].n, e) ? -1 : 0;
	}
	if (!rc)
		rc = gp_tar_finish(out, &tar, e);
	gp_buf_free(&name);
	gp_buf_free(&tar);
	return rc;
}

/* --- from a folder */

struct walk {
	struct gp_pack_files *files;
	const char *root; /* as messages name it */
	struct gp_buf name, content;
	struct gp_err *e;
};

static int walk_folder(struct walk *w, int dir, int depth);

static int failed(const struct walk *w)
{
	return gp_fail_errno(w->e, GP_EIO, "%.200s/%.200s", w->root, w->name.data ? w->name.data : "");
}

static int read_all(struct walk *w, int fd)
{
	gp_buf_clear(&w->content);
	if (gp_read_all(fd, &w->content))
		return errno == EFBIG ? gp_fail(w->e, GP_ELIMIT, "the pack is larger than 16 MiB") : failed(w);
	return gp_pack_files_add(w->files, w->name.data, w->name.len, w->content.data, w->content.len, w->e);
}

static int take(struct walk *w, int dir, const char *base, int depth)
{
	int fd = openat(dir, base, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY), rc;
	struct stat st = {.st_mode = 0};

	if (fd < 0 && (errno == ELOOP || errno == ENXIO)) /* ENXIO: a socket */
		return gp_fail(w->e, GP_EDENIED, "%.200s/%.200s: is a link or no plain file; a pack has plain files only",
		    w->root, w->name.data);
	if (fd < 0)
		return failed(w);
	if (fstat(fd, &st))
		rc = failed(w);
	else if (S_ISDIR(st.st_mode))
		rc = walk_folder(w, fd, depth + 1); /* closes it */
	else if (S_ISREG(st.st_mode))
		rc = read_all(w, fd);
	else
		rc = gp_fail(w->e, GP_EDENIED, "%.200s/%.200s: is a link or no plain file; a pack has plain files only",
		    w->root, w->name.data);
	if (!S_ISDIR(st.st_mode))
		close(fd);
	return rc;
}

static bool is_left_out(const char *base)
{
	size_t n = strlen(base);

	return *base == '.' || base[n - 1] == '~';
}

static int walk_folder(struct walk *w, int dir, int depth)
{
	size_t length = w->name.len;
	DIR *d = fdopendir(dir);
	struct dirent *entry;
	int rc = 0;

	if (!d) {
		rc = failed(w);
		close(dir);
		return rc;
	}
	if (depth > DEEPEST)
		rc = gp_fail(w->e, GP_ELIMIT, "%.200s/%.200s: the folders are too deep", w->root, w->name.data);
	while (!rc && (entry = readdir(d)) != NULL) {
		if (is_left_out(entry->d_name))
			continue;
		gp_buf_printf(&w->name, "%s%s", length ? "/" : "", entry->d_name);
		rc = w->name.full ? gp_fail(w->e, GP_EDENIED, "%.200s/%.200s: the name is longer than 255 bytes", w->root,
		    w->name.data ? w->name.data : "") : take(w, dirfd(d), entry->d_name, depth);
		w->name.len = length;
		if (w->name.data)
			w->name.data[length] = '\0';
	}
	closedir(d);
	return rc;
}

int gp_pack_files_read(struct gp_pack_files *f, const char *folder, struct gp_err *e)
{
	struct walk w = {.files = f, .root = folder, .e = e};
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	if (dir < 0)
		return gp_fail_errno(e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%s", folder);
	gp_buf_init(&w.name, 1024);
	gp_buf_init(&w.content, GP_PACK_BYTES + 65536);
	rc = walk_folder(&w, dir, 0);
	gp_buf_free(&w.name);
	gp_buf_free(&w.content);
	return rc ? -1 : gp_pack_files_seal(f, e);
}
