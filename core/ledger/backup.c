#define _GNU_SOURCE
#include "core/ledger/backup.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"

#define MANIFEST_MAX ((size_t)256 << 20) /* a line has about 150 bytes */
#define PATH_BYTES 4500

struct making {
	struct gp_chain *c;
	const char *path;
	struct gp_buf text;
	struct gp_backup *out;
	struct gp_err *e;
};

static void put_file_line(struct gp_buf *text, const unsigned char h[GP_LEDGER_HASH], int64_t size, const char *name)
{
	char hex[2 * GP_LEDGER_HASH + 1];

	gp_event_hex(hex, h);
	gp_buf_printf(text, "file %s %lld %s\n", hex, (long long)size, name);
}

static int put_head(void *user, const struct gp_ledger_head *h)
{
	struct making *m = user;
	char hex[2 * GP_LEDGER_HASH + 1];

	gp_event_hex(hex, h->hash);
	gp_buf_printf(&m->text, "head %s %lld %s\n", h->reg, (long long)h->seq, hex);
	return 0;
}

/* A file that is damaged is left out and counted: the rest is all the more worth keeping. */
static int put_blob(void *user, const struct gp_ledger_blob *b)
{
	struct making *m = user;
	struct gp_err why = GP_ERR_INIT;
	unsigned char h[GP_LEDGER_HASH];
	char hex[2 * GP_LEDGER_HASH + 1], name[100], to[PATH_BYTES + 200];
	struct gp_buf from;
	int64_t size;
	int rc;

	gp_event_hex(hex, b->h);
	snprintf(name, sizeof name, "data/files/%.2s/%s", hex, hex);
	snprintf(to, sizeof to, "%s/%s", m->path, name);
	gp_buf_init(&from, PATH_BYTES);
	gp_ledger_blob_path(gp_chain_ledger(m->c), b->h, &from);
	rc = gp_ledger_copy_file(from.data, to, h, &size, &why);
	gp_buf_free(&from);
	m->out->files++;
	if (rc && why.code != GP_ENOTFOUND) {
		*m->e = why;
		return -1;
	}
	if (rc || memcmp(h, b->h, sizeof h)) {
		m->out->damaged++;
		if (!rc)
			unlink(to);
		return 0;
	}
	put_file_line(&m->text, h, size, name);
	return 0;
}

/* The line that closes it, over all above. */
static int close_manifest(struct gp_buf *text, struct gp_err *e)
{
	struct gp_event_hasher *hasher = gp_event_hasher_new("sha256");
	unsigned char h[GP_LEDGER_HASH];
	char hex[2 * GP_LEDGER_HASH + 1];
	int rc = hasher ? gp_event_hash_bytes(hasher, text->data, text->len, h, e) :
	    gp_fail(e, GP_EIO, "this machine's libcrypto cannot hash as the registers need it");

	gp_event_hasher_free(hasher);
	if (rc)
		return -1;
	gp_event_hex(hex, h);
	gp_buf_printf(text, "end %s\n", hex);
	return text->full ? gp_fail(e, GP_ELIMIT, "a backup has too many files") : 0;
}

static int write_manifest(const char *path, const struct gp_buf *text, struct gp_err *e)
{
	char name[PATH_BYTES + 20];
	FILE *f;
	int rc = 0;

	snprintf(name, sizeof name, "%s/MANIFEST", path);
	f = fopen(name, "wxe");
	if (!f || fwrite(text->data, 1, text->len, f) != text->len || fflush(f) || fsync(fileno(f)))
		rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", name);
	if (f && fclose(f) && !rc)
		rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", name);
	return rc;
}

/* The copy itself says its heads and files: entries made meanwhile are not in it. */
static int describe(struct making *m, struct gp_err *e)
{
	struct gp_ledger_options none = {.create = false};
	unsigned char h[GP_LEDGER_HASH];
	char db[PATH_BYTES + 20], scratch[PATH_BYTES + 30];
	struct gp_chain *copy;
	int64_t size;
	int rc = gp_chain_open(&copy, m->path, &none, e);

	if (rc)
		return -1;
	rc = gp_ledger_each_tail(gp_chain_ledger(copy), put_head, m, e) ||
	    gp_ledger_each_blob(gp_chain_ledger(copy), put_blob, m, e) ? -1 : 0;
	gp_chain_close(copy);
	snprintf(db, sizeof db, "%s/data/govpub.db", m->path);
	snprintf(scratch, sizeof scratch, "%s/data/.hashed", m->path);
	if (!rc)
		rc = gp_ledger_copy_file(db, scratch, h, &size, e);
	if (!rc && rename(scratch, db))
		rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot be written", db);
	if (!rc)
		put_file_line(&m->text, h, size, "data/govpub.db");
	return rc;
}

/* The same day of the next year; there is no 29 February then. */
static void year_on(char out[11], const char *at)
{
	const char *day = strncmp(at + 4, "-02-29", 6) ? at + 4 : "-02-28";

	snprintf(out, 11, "%04u%.6s", ((unsigned)strtol(at, NULL, 10) + 1) % 10000, day);
}

int gp_backup_make(struct gp_chain *c, const char *path, const char *until, struct gp_backup *out, struct gp_err *e)
{
	struct making m = {.c = c, .path = path, .out = out, .e = e};
	char db[PATH_BYTES + 20];
	int rc = 0;

	*out = (struct gp_backup){0};
	gp_clock_iso(gp_clock_now(), out->at);
	if (until)
		snprintf(out->until, sizeof out->until, "%s", until);
	else
		year_on(out->until, out->at);
	if (strlen(path) > PATH_BYTES - 200)
		return gp_fail(e, GP_ELIMIT, "%.300s: the name of the folder is too long", path);
	if (mkdir(path, 0700))
		return gp_fail_errno(e, errno == EEXIST ? GP_EUSAGE : GP_EIO, "%.300s: cannot be made", path);
	gp_buf_init(&m.text, MANIFEST_MAX);
	gp_buf_printf(&m.text, "govpub-backup 1\nat %s\nuntil %s\noffice %s\nschema 1\n", out->at, out->until,
	    gp_ledger_office(gp_chain_ledger(c)));
	snprintf(db, sizeof db, "%s/data/govpub.db", path);
	rc = gp_ledger_copy_to(gp_chain_ledger(c), db, e);
	if (!rc)
		rc = describe(&m, e);
	if (!rc)
		rc = close_manifest(&m.text, e);
	if (!rc)
		rc = write_manifest(path, &m.text, e);
	gp_buf_free(&m.text);
	return rc;
}
