/* tar_in.c - files out of a gzipped tar archive whose author means harm */
#define _GNU_SOURCE
#include <stdbool.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

#include "core/base/utf8.h"
#include "core/pack/tar.h"

#define BLOCK 512
#define HEADERS_MAX ((size_t)4 << 20) /* of an archive, besides the bytes of its files */
#define PAX_MAX 8192                  /* bytes of one pax header */

/* Offsets and lengths of a header's fields. */
enum { NAME = 0, NAME_N = 100, SIZE = 124, SIZE_N = 12, SUM = 148, SUM_N = 8, TYPE = 156, MAGIC = 257, PREFIX = 345,
	PREFIX_N = 155 };

/* --- gzip */

static int inflate_all(z_stream *z, struct gp_buf *out, size_t packed, struct gp_err *e)
{
	for (int rc = Z_OK; rc != Z_STREAM_END;) {
		size_t before = z->avail_in;
		char *room = gp_buf_reserve(out, 65536);

		if (!room)
			return gp_fail_at(e, GP_ELIMIT, "", "the pack is larger than 16 MiB");
		z->next_out = (Bytef *)room;
		z->avail_out = 65536;
		rc = inflate(z, Z_NO_FLUSH);
		if (rc != Z_OK && rc != Z_STREAM_END)
			return gp_fail_at(e, GP_EPARSE, "", rc == Z_BUF_ERROR && !before ? "the archive is cut short"
			    : "the archive is no gzip, or is damaged");
		out->len += 65536 - z->avail_out;
		if (out->len > GP_PACK_RATIO_FROM && out->len / GP_PACK_RATIO > packed)
			return gp_fail_at(e, GP_ELIMIT, "", "unpacked, the archive is more than 100 times as large: no "
			    "honest pack is");
	}
	return z->avail_in ? gp_fail_at(e, GP_EPARSE, "", "there are more bytes after the end of the archive") : 0;
}

static int gunzip(struct gp_buf *out, const char *p, size_t n, struct gp_err *e)
{
	z_stream z = {.next_in = (const Bytef *)p, .avail_in = (uInt)n};
	int rc;

	if (n > GP_PACK_BYTES)
		return gp_fail_at(e, GP_ELIMIT, "", "the archive is larger than 16 MiB");
	if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK) /* gzip and nothing else */
		return gp_fail_at(e, GP_ELIMIT, "", "reading the archive takes too much memory");
	rc = inflate_all(&z, out, n, e);
	inflateEnd(&z);
	return rc;
}

/* --- tar */

struct entry {
	char name[PREFIX_N + NAME_N + 2];
	const char *path; /* of a pax header, or `name` */
	size_t path_n;
	char type;
	const char *data;
	size_t size;
};

struct reading {
	const char *p;
	size_t n, at;
	const char *pax; /* the path that a pax header gives the next entry, or NULL */
	size_t pax_n, files, bytes;
	gp_tar_file_fn *fn;
	void *user;
	struct gp_err *e;
};

/* An octal field, filled up with spaces or NULs; -1 for anything else, as GNU's base-256 numbers. */
static int64_t octal(const char *p, size_t n)
{
	int64_t v = 0;
	size_t i = 0;

	while (i < n && p[i] == ' ')
		i++;
	for (; i < n && p[i] >= '0' && p[i] <= '7'; i++)
		v = v * 8 + (p[i] - '0');
	for (; i < n; i++)
		if (p[i] && p[i] != ' ')
			return -1;
	return v;
}

static bool sum_fits(const char *h)
{
	int64_t sum = 0;

	for (size_t i = 0; i < BLOCK; i++)
		sum += i >= SUM && i < SUM + SUM_N ? ' ' : (unsigned char)h[i];
	return octal(h + SUM, SUM_N) == sum;
}

static bool is_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i])
			return false;
	return true;
}

static int damaged(struct reading *r)
{
	return gp_fail_at(r->e, GP_EPARSE, "", "the archive is no tar, or is damaged");
}

static int refuse(struct reading *r, const struct entry *t, const char *why)
{
	return gp_fail_at(r->e, GP_EDENIED, gp_utf8_valid(t->path, t->path_n) ? t->path : "", why);
}

static void take_name(struct entry *t, const char *h)
{
	size_t prefix = memcmp(h + MAGIC, "ustar", 6) ? 0 : strnlen(h + PREFIX, PREFIX_N); /* GNU's is no prefix */
	size_t n = strnlen(h + NAME, NAME_N), at = 0;

	if (prefix) {
		memcpy(t->name, h + PREFIX, prefix);
		t->name[prefix] = '/';
		at = prefix + 1;
	}
	memcpy(t->name + at, h + NAME, n);
	t->name[at + n] = '\0';
	t->path = t->name;
	t->path_n = at + n;
}

/* The header at r->at, and what belongs to it. */
static int take_entry(struct reading *r, struct entry *t)
{
	const char *h = r->p + r->at;
	int64_t size = octal(h + SIZE, SIZE_N);

	if (!sum_fits(h) || (memcmp(h + MAGIC, "ustar", 6) && memcmp(h + MAGIC, "ustar ", 6)) || size < 0)
		return damaged(r);
	take_name(t, h);
	if (r->pax) {
		t->path = r->pax;
		t->path_n = r->pax_n;
	}
	t->type = h[TYPE] ? h[TYPE] : '0';
	r->at += BLOCK;
	if ((uint64_t)size > r->n - r->at)
		return gp_fail_at(r->e, GP_EPARSE, "", "the archive is cut short");
	t->data = r->p + r->at;
	t->size = (size_t)size;
	r->at += (t->size + BLOCK - 1) / BLOCK * BLOCK;
	return r->at > r->n ? gp_fail_at(r->e, GP_EPARSE, "", "the archive is cut short") : 0;
}

static bool is(const char *key, size_t n, const char *word)
{
	return strlen(word) == n && !memcmp(key, word, n);
}

/* One "LENGTH KEY=VALUE\n" at p; its length, or 0 when it is none. */
static size_t pax_record(const char *p, size_t n, size_t *key, size_t *value)
{
	size_t len = 0, i = 0;
	const char *equals;

	for (; i < n && i < 5 && p[i] >= '0' && p[i] <= '9'; i++)
		len = len * 10 + (size_t)(p[i] - '0');
	if (!i || i >= n || p[i] != ' ' || len > n || len < i + 3 || p[len - 1] != '\n')
		return 0;
	*key = i + 1;
	equals = memchr(p + *key, '=', len - 1 - *key);
	*value = equals ? (size_t)(equals - p) + 1 : 0;
	return equals ? len : 0;
}

/* Of pax headers only the path counts; times and owners are passed over, and all that changes what the bytes are is refused. */
static int take_pax(struct reading *r, const struct entry *t)
{
	static const char *const harmless[] = {"atime", "comment", "ctime", "gid", "gname", "mtime", "uid", "uname", NULL};
	size_t len, key, value;

	if (t->size > PAX_MAX)
		return damaged(r);
	for (size_t at = 0; at < t->size; at += len) {
		const char *p = t->data + at;
		const char *const *w = harmless;

		len = pax_record(p, t->size - at, &key, &value);
		if (!len)
			return damaged(r);
		if (t->type == 'x' && is(p + key, value - 1 - key, "path")) {
			r->pax = p + value;
			r->pax_n = len - 1 - value;
			continue;
		}
		while (*w && !is(p + key, value - 1 - key, *w))
			w++;
		if (!*w)
			return gp_fail_at(r->e, GP_EDENIED, "", "a header of the archive changes what files are; a pack has "
			    "plain files only");
	}
	return 0;
}

static int take_file(struct reading *r, const struct entry *t)
{
	r->bytes += t->size;
	if (++r->files > GP_PACK_FILES)
		return gp_fail_at(r->e, GP_ELIMIT, "", "the pack has more than 1000 files");
	if (r->bytes > GP_PACK_BYTES)
		return gp_fail_at(r->e, GP_ELIMIT, "", "the pack is larger than 16 MiB");
	return r->fn(r->user, t->path, t->path_n, t->data, t->size, r->e);
}

static int take(struct reading *r, const struct entry *t)
{
	switch (t->type) {
	case '0':
		return take_file(r, t);
	case '5': /* folders come with their files; what is in them may have any name */
		return t->size ? damaged(r) : 0;
	case 'x':
	case 'g':
		return take_pax(r, t);
	case '1':
	case '2':
		return refuse(r, t, "is a link; a pack has plain files only");
	case '3':
	case '4':
	case '6':
		return refuse(r, t, "is a device or a pipe; a pack has plain files only");
	default:
		return refuse(r, t, "is no plain file; a pack has plain files only");
	}
}

static int read_tar(struct reading *r)
{
	struct entry t = {0};

	while (r->n - r->at >= BLOCK && !is_zero(r->p + r->at, BLOCK)) {
		if (take_entry(r, &t) || take(r, &t))
			return -1;
		if (t.type != 'x')
			r->pax = NULL;
	}
	if (r->n - r->at < 2 * BLOCK)
		return gp_fail_at(r->e, GP_EPARSE, "", "the archive is cut short");
	return is_zero(r->p + r->at, r->n - r->at) ? 0
	    : gp_fail_at(r->e, GP_EPARSE, "", "there are more bytes after the end of the archive");
}

int gp_tar_read(const char *p, size_t n, gp_tar_file_fn *fn, void *user, struct gp_err *e)
{
	struct gp_buf tar;
	struct reading r = {.fn = fn, .user = user, .e = e};
	int rc;

	gp_buf_init(&tar, GP_PACK_BYTES + HEADERS_MAX);
	rc = gunzip(&tar, p, n, e);
	if (!rc) {
		r.p = tar.data ? tar.data : "";
		r.n = tar.len;
		rc = read_tar(&r);
	}
	gp_buf_free(&tar);
	return rc;
}
