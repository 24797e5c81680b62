#define _GNU_SOURCE
#include "core/rules/declared_kept.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/pack/files.h"
#include "core/report/outfile.h"

#define KEPT_MAX ((size_t)16 << 20)  /* bytes of the file */
#define HEAD (2 * sizeof(uint64_t) + 2 * GP_PACK_HASH)

/*
 * The file, in host byte order: the mark, the bytes behind the head, the hash of all sources, the hash of what is behind
 * the head; then for each register: bytes of its name, bytes of what it declares (u32 each), and both.
 */
static const char mark[sizeof(uint64_t)] = "gpdecl 1";

struct gp_declared_kept {
	char *path;
	unsigned char sources[GP_PACK_HASH];
	struct gp_buf entries;
	bool added;
};

static void put_sized(struct gp_buf *b, const char *p, size_t n)
{
	uint64_t size = n;

	gp_buf_put(b, (const char *)&size, sizeof size);
	gp_buf_put(b, p, n);
}

/* Each text by its own hash, so that they need not lie behind one another. */
static void hash_sources(unsigned char out[GP_PACK_HASH], const struct gp_sources *files)
{
	unsigned char text[GP_PACK_HASH];
	struct gp_buf b;

	gp_buf_init(&b, KEPT_MAX);
	put_sized(&b, GP_VERSION, strlen(GP_VERSION));
	for (int i = 0; i < files->count; i++) {
		const struct gp_source *s = &files->list[i];
		const int32_t kind[2] = {s->pack, (int32_t)s->kind};

		gp_pack_sha256(text, s->text, s->n);
		gp_buf_put(&b, (const char *)kind, sizeof kind);
		put_sized(&b, s->path, strlen(s->path));
		put_sized(&b, s->name ? s->name : "", s->name ? strlen(s->name) : 0);
		gp_buf_put(&b, (const char *)text, sizeof text);
	}
	gp_pack_sha256(out, b.data, b.len);
	gp_buf_free(&b);
}

/* Over the entries: false behind the last, or where they are cut short. */
static bool next(const struct gp_buf *entries, size_t *at, const char **id, size_t *id_n, const char **packed, size_t *n)
{
	uint32_t sizes[2];
	size_t left = entries->len - *at;

	if (left < sizeof sizes)
		return false;
	memcpy(sizes, entries->data + *at, sizeof sizes);
	left -= sizeof sizes;
	if (sizes[0] > left || sizes[1] > left - sizes[0])
		return false;
	*id = entries->data + *at + sizeof sizes;
	*id_n = sizes[0];
	*packed = *id + sizes[0];
	*n = sizes[1];
	*at += sizeof sizes + sizes[0] + sizes[1];
	return true;
}

static bool find(const struct gp_declared_kept *k, const char *id, const char **packed, size_t *n)
{
	size_t at = 0, name_n;
	const char *name;

	while (next(&k->entries, &at, &name, &name_n, packed, n))
		if (name_n == strlen(id) && !memcmp(name, id, name_n))
			return true;
	return false;
}

bool gp_declared_kept_find(const struct gp_declared_kept *k, const char *id, struct gp_buf *out)
{
	const char *packed;
	size_t n;

	if (!find(k, id, &packed, &n))
		return false;
	gp_buf_clear(out);
	return !gp_buf_put(out, packed, n);
}

void gp_declared_kept_add(struct gp_declared_kept *k, const char *id, const struct gp_buf *packed)
{
	const uint32_t sizes[2] = {(uint32_t)strlen(id), (uint32_t)packed->len};
	const char *old;
	size_t n;

	if (find(k, id, &old, &n) || sizeof sizes + sizes[0] + packed->len > KEPT_MAX - k->entries.len)
		return;
	gp_buf_put(&k->entries, (const char *)sizes, sizeof sizes);
	gp_buf_put(&k->entries, id, sizes[0]);
	gp_buf_put(&k->entries, packed->data, packed->len);
	k->added = true;
}

/* --- the file */

static int read_all(int fd, char *to, size_t n)
{
	ssize_t got;

	for (; n; to += got, n -= (size_t)got) {
		got = read(fd, to, n);
		if (got <= 0 && (got == 0 || errno != EINTR))
			return -1;
		got = got < 0 ? 0 : got;
	}
	return 0;
}

/* A file that others may write to is not ours, whatever it says. */
static void read_file(struct gp_declared_kept *k, int fd)
{
	char head[HEAD], *to;
	unsigned char hash[GP_PACK_HASH];
	struct stat st;
	uint64_t n;

	if (fstat(fd, &st) || !S_ISREG(st.st_mode) || (st.st_mode & (S_IWGRP | S_IWOTH)) || st.st_size < (off_t)HEAD ||
	    read_all(fd, head, HEAD) || memcmp(head, mark, sizeof mark) ||
	    memcmp(head + 2 * sizeof n, k->sources, sizeof k->sources))
		return;
	memcpy(&n, head + sizeof mark, sizeof n);
	if (n != (uint64_t)st.st_size - HEAD || n > KEPT_MAX || !n)
		return;
	to = gp_buf_reserve(&k->entries, n);
	if (!to || read_all(fd, to, n))
		return;
	gp_pack_sha256(hash, to, n);
	if (!memcmp(hash, head + HEAD - sizeof hash, sizeof hash))
		k->entries.len = n;
}

struct gp_declared_kept *gp_declared_kept_open(const char *dir, const struct gp_sources *files)
{
	struct gp_declared_kept *k = gp_calloc(1, sizeof *k);
	struct gp_buf path;
	int fd;

	gp_buf_init(&path, strlen(dir) + 100);
	gp_buf_printf(&path, "%s/data/registers.declared", dir);
	k->path = path.data;
	gp_buf_init(&k->entries, KEPT_MAX);
	hash_sources(k->sources, files);
	fd = open(k->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return k;
	read_file(k, fd);
	close(fd);
	return k;
}

static void write_file(struct gp_declared_kept *k)
{
	const uint64_t n = k->entries.len;
	unsigned char hash[GP_PACK_HASH];
	struct gp_outfile *o;
	struct gp_buf head;
	struct stat st;

	if (!lstat(k->path, &st) && !S_ISREG(st.st_mode)) /* a link might lead anywhere */
		return;
	if (gp_outfile_open(&o, k->path, NULL))
		return;
	gp_pack_sha256(hash, k->entries.data, k->entries.len);
	gp_buf_init(&head, HEAD);
	gp_buf_put(&head, mark, sizeof mark);
	gp_buf_put(&head, (const char *)&n, sizeof n);
	gp_buf_put(&head, (const char *)k->sources, sizeof k->sources);
	gp_buf_put(&head, (const char *)hash, sizeof hash);
	if (gp_outfile_private(o, NULL) || gp_outfile_drain(o, &head, NULL) || gp_outfile_drain(o, &k->entries, NULL))
		gp_outfile_discard(o);
	else if (gp_outfile_commit(o, NULL))
		gp_buf_clear(&head); /* what cannot be kept is asked for again */
	gp_buf_free(&head);
}

void gp_declared_kept_close(struct gp_declared_kept *k)
{
	if (!k)
		return;
	if (k->added)
		write_file(k);
	gp_buf_free(&k->entries);
	free(k->path);
	free(k);
}
