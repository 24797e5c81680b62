/* files: their bytes in data/files/ab/abcdef…, named by their SHA-256 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/file_system.h"
#include "core/store/ledger_db.h"

#define CHUNK ((size_t)64 << 10)
#define PATH_MAX_BYTES 5000

void gp_ledger_blob_path(const struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], struct gp_buf *out)
{
	gp_buf_printf(out, "%s/data/files/%02x/", l->dir, h[0]);
	for (size_t i = 0; i < GP_LEDGER_HASH; i++)
		gp_buf_printf(out, "%02x", h[i]);
}

static int write_all(const char *to, int out, const char *p, size_t n, struct gp_err *e)
{
	ssize_t done;

	while (n) {
		done = write(out, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", to);
		p += done;
		n -= (size_t)done;
	}
	return 0;
}

/* From one to the other, hashed on the way; out -1: only hashed. */
static int copy(const char *from, int in, const char *to, int out, struct gp_ledger_blob *b, struct gp_err *e)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	char *chunk = gp_alloc(CHUNK);
	ssize_t n;
	int rc = 0;

	b->size = 0;
	if (!md || EVP_DigestInit_ex(md, EVP_sha256(), NULL) != 1)
		rc = gp_fail(e, GP_EIO, "%.300s: cannot be hashed", from);
	while (!rc && (n = read(in, chunk, CHUNK)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot be read", from);
		else if (b->size > GP_LEDGER_FILE_MAX - n)
			rc = gp_fail(e, GP_ELIMIT, "%.300s: is too large; a file may have %d MiB", from,
			    (int)(GP_LEDGER_FILE_MAX >> 20));
		else if (EVP_DigestUpdate(md, chunk, (size_t)n) != 1)
			rc = gp_fail(e, GP_EIO, "%.300s: cannot be hashed", from);
		else if (out >= 0)
			rc = write_all(to, out, chunk, (size_t)n, e);
		b->size += n > 0 ? n : 0;
	}
	if (!rc && EVP_DigestFinal_ex(md, b->h, NULL) != 1)
		rc = gp_fail(e, GP_EIO, "%.300s: cannot be hashed", from);
	EVP_MD_CTX_free(md);
	free(chunk);
	return rc;
}

/* So that the names of a new file and of its folder are on the disk as well. */
static int sync_folders(const char *file, struct gp_err *e)
{
	char *folder = gp_strdup(file);
	int rc = 0, fd;

	for (int i = 0; i < 2 && !rc; i++) {
		*strrchr(folder, '/') = '\0';
		fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd < 0 || fsync(fd))
			rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", folder);
		if (fd >= 0)
			close(fd);
	}
	free(folder);
	return rc;
}

static int put_row(struct gp_ledger *l, const struct gp_ledger_blob *b, struct gp_err *e)
{
	static const char sql[] = "INSERT OR IGNORE INTO blob(h, name, size, mime) VALUES(?, ?, ?, ?)";
	struct gp_ledger_query q;

	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_blob(&q, b->h, sizeof b->h);
	gp_ledger_bind_text(&q, ""); /* a name may be somebody's: it stands in the value, which may be sealed */
	gp_ledger_bind_int(&q, b->size);
	gp_ledger_bind_text(&q, b->mime);
	return gp_ledger_run(&q, e);
}

/* From `in` to a new file in the same folder as `target`, or in `beside` where the name follows from the bytes. */
static int copy_beside(const char *path, int in, const char *beside, char temporary[PATH_MAX_BYTES],
    struct gp_ledger_blob *b, struct gp_err *e)
{
	int n = snprintf(temporary, PATH_MAX_BYTES, "%.*s/.new-XXXXXX", (int)(strrchr(beside, '/') - beside), beside), out, rc;

	if (n >= PATH_MAX_BYTES)
		return gp_fail(e, GP_ELIMIT, "%.300s: the name of the folder is too long", beside);
	if (gp_file_system_folders(temporary, e))
		return -1;
	out = mkostemp(temporary, O_CLOEXEC); /* 0600 */
	if (out < 0)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", temporary);
	rc = copy(path, in, temporary, out, b, e);
	if (!rc && fsync(out))
		rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", temporary);
	close(out);
	if (rc)
		unlink(temporary);
	return rc;
}

static int put_in_place(const char *temporary, const char *target, struct gp_err *e)
{
	if (gp_file_system_folders(target, e) == 0) {
		if (!rename(temporary, target))
			return sync_folders(target, e);
		gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", target);
	}
	unlink(temporary);
	return -1;
}

int gp_ledger_copy_file(const char *from, const char *to, unsigned char h[GP_LEDGER_HASH], int64_t *size,
    struct gp_err *e)
{
	int in = open(from, O_RDONLY | O_CLOEXEC), rc;
	char temporary[PATH_MAX_BYTES];
	struct gp_ledger_blob b = {.size = 0};

	if (in < 0)
		return gp_fail_errno(e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%.300s: cannot be read", from);
	rc = copy_beside(from, in, to, temporary, &b, e);
	close(in);
	if (rc)
		return -1;
	memcpy(h, b.h, GP_LEDGER_HASH);
	*size = b.size;
	return put_in_place(temporary, to, e);
}

/* Bytes that are there already are written again: so they are sound, whatever happened to them. */
static int put_bytes(struct gp_ledger *l, const char *path, int in, struct gp_ledger_blob *b, struct gp_err *e)
{
	char temporary[PATH_MAX_BYTES];
	struct gp_buf target;
	int rc;

	gp_buf_init(&target, PATH_MAX_BYTES);
	gp_buf_printf(&target, "%s/data/files/", l->dir);
	rc = target.full ? gp_fail(e, GP_ELIMIT, "%.300s: the name of the folder is too long", l->dir) :
	    copy_beside(path, in, target.data, temporary, b, e);
	if (!rc) {
		gp_buf_clear(&target);
		gp_ledger_blob_path(l, b->h, &target);
		rc = put_in_place(temporary, target.data, e);
	}
	gp_buf_free(&target);
	return rc;
}

static int open_file(const char *path, int *in, struct gp_err *e)
{
	struct stat st;

	*in = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (*in < 0)
		return gp_fail_errno(e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%.300s: cannot be read", path);
	if (!fstat(*in, &st) && S_ISREG(st.st_mode))
		return 0;
	close(*in);
	return gp_fail(e, GP_EUSAGE, "%.300s: is no file", path);
}

int gp_ledger_look_at_file(const char *path, const char *name, const char *mime, struct gp_ledger_blob *out,
    struct gp_err *e)
{
	int in, rc;

	if (open_file(path, &in, e))
		return -1;
	rc = copy(path, in, "", -1, out, e);
	close(in);
	out->name = name;
	out->mime = mime;
	return rc;
}

static void note_gone(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH])
{
	l->gone = gp_reallocarray(l->gone, l->gone_count + 1, sizeof *l->gone);
	memcpy(l->gone[l->gone_count++], h, GP_LEDGER_HASH);
}

int gp_ledger_put_blob(struct gp_ledger *l, const char *path, const char *name, const char *mime,
    struct gp_ledger_blob *out, struct gp_err *e)
{
	int in, rc;

	if (open_file(path, &in, e))
		return -1;
	rc = put_bytes(l, path, in, out, e);
	close(in);
	if (rc)
		return -1;
	out->name = name;
	out->mime = mime;
	note_gone(l, out->h); /* unless its row is kept */
	return put_row(l, out, e);
}

int gp_ledger_drop_blob(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], const char *reg, const char *rid,
    struct gp_err *e)
{
	static const char sql[] = "DELETE FROM blob WHERE h = ?1 AND NOT EXISTS(SELECT 1 FROM event WHERE instr(body, ?2)"
	    " AND NOT (reg = ?3 AND rid = ?4)) AND NOT EXISTS(SELECT 1 FROM vault WHERE instr(val, ?2)) RETURNING 1";
	char hex[2 * GP_LEDGER_HASH + 1];
	struct gp_ledger_query q;
	int rc;

	for (size_t i = 0; i < GP_LEDGER_HASH; i++)
		snprintf(hex + 2 * i, 3, "%02x", h[i]);
	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_blob(&q, h, GP_LEDGER_HASH);
	gp_ledger_bind_text(&q, hex);
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, rid);
	rc = gp_ledger_step(&q, e);
	if (rc <= 0)
		return rc;
	gp_ledger_done(&q);
	note_gone(l, h);
	return 0;
}

/* Nobody writes meanwhile: a file that somebody put there again since has its row again. */
void gp_ledger_unlink_gone(struct gp_ledger *l)
{
	static const char sql[] = "SELECT 1 FROM blob WHERE h = ?";
	struct gp_ledger_query q;
	struct gp_buf path;

	size_t count = l->gone_count;

	l->gone_count = 0;
	if (!count || gp_ledger_db_exec(l, "BEGIN IMMEDIATE", NULL))
		return;
	for (size_t i = 0; i < count; i++) {
		int rc = gp_ledger_query(l, sql, &q, NULL);

		if (!rc) {
			gp_ledger_bind_blob(&q, l->gone[i], GP_LEDGER_HASH);
			rc = gp_ledger_step(&q, NULL);
			if (rc > 0)
				gp_ledger_done(&q);
		}
		if (rc)
			continue;
		gp_buf_init(&path, PATH_MAX_BYTES);
		gp_ledger_blob_path(l, l->gone[i], &path);
		unlink(path.data);
		gp_buf_free(&path);
	}
	sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
}

int gp_ledger_hash_blob(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], unsigned char out[GP_LEDGER_HASH],
    struct gp_err *e)
{
	struct gp_ledger_blob found;
	struct gp_buf path;
	int fd, rc;

	gp_buf_init(&path, PATH_MAX_BYTES);
	gp_ledger_blob_path(l, h, &path);
	fd = open(path.data, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		rc = errno == ENOENT ? 0 : gp_fail_errno(e, GP_EIO, "%.300s: cannot be read", path.data);
	else
		rc = copy(path.data, fd, "", -1, &found, e) ? -1 : 1;
	if (fd >= 0)
		close(fd);
	if (rc > 0)
		memcpy(out, found.h, GP_LEDGER_HASH);
	gp_buf_free(&path);
	return rc;
}

int gp_ledger_each_blob(struct gp_ledger *l, int (*fn)(void *user, const struct gp_ledger_blob *b), void *user,
    struct gp_err *e)
{
	struct gp_ledger_blob b;
	struct gp_ledger_query q;
	int rc, answer;

	if (gp_ledger_query_once(l, "SELECT h, name, size, mime FROM blob ORDER BY h", &q, e))
		return -1;
	while ((rc = gp_ledger_step(&q, e)) > 0) {
		memset(b.h, 0, sizeof b.h);
		if (sqlite3_column_bytes(q.st, 0) == GP_LEDGER_HASH)
			memcpy(b.h, sqlite3_column_blob(q.st, 0), GP_LEDGER_HASH);
		b.name = gp_ledger_column(q.st, 1);
		b.size = sqlite3_column_int64(q.st, 2);
		b.mime = gp_ledger_column(q.st, 3);
		answer = fn(user, &b);
		if (answer) {
			gp_ledger_done(&q);
			return answer;
		}
	}
	return rc;
}
