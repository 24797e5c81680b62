/* putting a backup back */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/ledger/backup.h"

#define MANIFEST_MAX ((size_t)256 << 20)
#define PATH_BYTES 4500

struct restore {
	const char *dir, *path;         /* of the office, of the backup */
	char scratch[PATH_BYTES + 100]; /* an office that is only looked at: its files are those of the real one */
	struct gp_backup *out;
	struct gp_err *e;
};

static int changed(struct restore *r, const char *name)
{
	return gp_fail(r->e, GP_EINTEGRITY, "%.300s/%.100s: is not what was backed up", r->path, name);
}

/* --- the manifest */

static int read_manifest(struct restore *r, struct gp_buf *text)
{
	char name[PATH_BYTES + 20];
	char *room;
	FILE *f;
	size_t n;

	snprintf(name, sizeof name, "%s/MANIFEST", r->path);
	f = fopen(name, "re");
	if (!f)
		return gp_fail_errno(r->e, GP_ENOTFOUND, "%.300s: is no backup", r->path);
	while ((room = gp_buf_reserve(text, 65536)) && (n = fread(room, 1, 65536, f)) > 0)
		text->len += n;
	fclose(f);
	return room ? 0 : changed(r, "MANIFEST");
}

/* Whether the last line is the hash of all before it. */
static int check_end(struct restore *r, const struct gp_buf *text)
{
	const size_t line = strlen("end ") + 2 * GP_LEDGER_HASH + 1;
	struct gp_event_hasher *hasher = gp_event_hasher_new("sha256");
	unsigned char h[GP_LEDGER_HASH];
	char want[100], hex[2 * GP_LEDGER_HASH + 1];
	bool same = false;

	if (hasher && text->len > line && !gp_event_hash_bytes(hasher, text->data, text->len - line, h, r->e)) {
		gp_event_hex(hex, h);
		snprintf(want, sizeof want, "end %s\n", hex);
		same = !memcmp(want, text->data + text->len - line, line) && !strncmp(text->data, "govpub-backup 1\n", 16);
	}
	gp_event_hasher_free(hasher);
	return same ? 0 : changed(r, "MANIFEST");
}

/* data/govpub.db, or data/files/ab/abcdef…: nothing else is copied, wherever a name may point. */
static bool known_name(const char *name, const char *hex)
{
	char want[100];

	snprintf(want, sizeof want, "data/files/%.2s/%s", hex, hex);
	return !strcmp(name, "data/govpub.db") || !strcmp(name, want);
}

/* "file SHA256 SIZE NAME": the database into the scratch office, files into the real one, where they hurt nobody. */
static int take_file(struct restore *r, char *line)
{
	char *hex = line + strlen("file "), *size = strchr(hex, ' '), *name = size ? strchr(size + 1, ' ') : NULL;
	unsigned char want[GP_LEDGER_HASH], got[GP_LEDGER_HASH];
	char from[2 * PATH_BYTES], to[2 * PATH_BYTES];
	int64_t bytes;
	bool db;

	if (!name)
		return changed(r, "MANIFEST");
	*size++ = *name++ = '\0';
	if (gp_event_unhex(want, hex, strlen(hex)) || !known_name(name, hex))
		return changed(r, "MANIFEST");
	db = !strcmp(name, "data/govpub.db");
	snprintf(from, sizeof from, "%s/%s", r->path, name);
	snprintf(to, sizeof to, "%s/%s", db ? r->scratch : r->dir, name);
	if (gp_ledger_copy_file(from, to, got, &bytes, r->e))
		return -1;
	if (bytes != strtoll(size, NULL, 10) || memcmp(got, want, sizeof got)) {
		unlink(to);
		return changed(r, name);
	}
	r->out->files += !db;
	return 0;
}

static int take_files(struct restore *r)
{
	struct gp_buf text;
	char *line, *rest;
	int rc;

	gp_buf_init(&text, MANIFEST_MAX);
	rc = read_manifest(r, &text) || check_end(r, &text) ? -1 : 0;
	for (rest = text.data; !rc && rest && *rest;) {
		line = rest;
		rest = strchr(line, '\n');
		if (rest)
			*rest++ = '\0';
		if (!strncmp(line, "file ", 5))
			rc = take_file(r, line);
		else if (!strncmp(line, "at ", 3))
			snprintf(r->out->at, sizeof r->out->at, "%s", line + 3);
		else if (!strncmp(line, "until ", 6))
			snprintf(r->out->until, sizeof r->out->until, "%s", line + 6);
	}
	gp_buf_free(&text);
	return rc;
}

/* --- is it sound, and does it have all that is there now? */

struct first {
	char text[200];
};

static int keep_first(void *user, const struct gp_verify_finding *f)
{
	struct first *first = user;

	snprintf(first->text, sizeof first->text, "%s %.60s %lld", gp_verify_word(f->what), f->reg, (long long)f->seq);
	return 1;
}

static int check_sound(struct restore *r, struct gp_chain *c)
{
	struct gp_verify_counts counts;
	struct first first = {""};
	int rc;

	if (gp_ledger_newer(gp_chain_ledger(c)))
		return gp_fail(r->e, GP_EDENIED, "%.300s: was written by a newer version of govpub; this one may only read it",
		    r->path);
	rc = gp_chain_verify(c, keep_first, &first, &counts, r->e);
	return rc > 0 ? gp_fail(r->e, GP_EINTEGRITY, "%.300s: the registers in it are damaged (%s); --force restores them "
	    "all the same", r->path, first.text) : rc;
}

struct compared {
	struct gp_chain *backup;
	struct restore *r;
	const struct gp_ledger_head *head;
	bool found;
};

static int meet(void *user, const struct gp_ledger_event *ev)
{
	struct compared *x = user;

	x->found = ev->seq == x->head->seq && !memcmp(ev->hash, x->head->hash, sizeof ev->hash);
	return 1;
}

/* The last entry of a register as it is now has to be in the backup. */
static int check_tail(void *user, const struct gp_ledger_head *now)
{
	struct compared *x = user;
	const struct gp_ledger_pick pick = {.office = now->office, .reg = now->reg, .after_seq = now->seq - 1, .limit = 1};

	x->head = now;
	x->found = false;
	if (gp_ledger_each_event(gp_chain_ledger(x->backup), &pick, meet, x, x->r->e) < 0)
		return -1;
	return x->found ? 0 : gp_fail(x->r->e, GP_ECONFLICT, "register %.60s has entries that the backup does not have; "
	    "--force gives them up", now->reg);
}

/* What cannot be read any more is why somebody restores. */
static int check_newer(struct restore *r, struct gp_chain *backup)
{
	struct gp_ledger_options none = {.create = false};
	struct gp_err ignored = GP_ERR_INIT;
	struct compared x = {backup, r, NULL, false};
	struct gp_chain *now;
	int rc;

	if (gp_chain_open(&now, r->dir, &none, &ignored)) {
		if (ignored.code != GP_EDENIED && ignored.code != GP_ECONFLICT)
			return 0;
		*r->e = ignored;
		return -1;
	}
	rc = gp_ledger_each_tail(gp_chain_ledger(now), check_tail, &x, r->e);
	gp_chain_close(now);
	return rc ? -1 : 0;
}

/* --- doing it */

static int make_scratch(struct restore *r)
{
	char name[PATH_BYTES + 200];
	int n = snprintf(r->scratch, sizeof r->scratch, "%s/data/.restore-XXXXXX", r->dir);

	if (n >= PATH_BYTES)
		return gp_fail(r->e, GP_ELIMIT, "%.300s: the name of the folder is too long", r->dir);
	snprintf(name, sizeof name, "%s/data", r->dir);
	if (mkdir(name, 0700) && access(name, F_OK))
		return gp_fail_errno(r->e, GP_EIO, "%.300s: cannot be made", name);
	if (!mkdtemp(r->scratch))
		return gp_fail_errno(r->e, GP_EIO, "%.300s: cannot be made", r->scratch);
	snprintf(name, sizeof name, "%s/data", r->scratch);
	if (mkdir(name, 0700))
		return gp_fail_errno(r->e, GP_EIO, "%.300s: cannot be made", name);
	snprintf(name, sizeof name, "%s/data/files", r->scratch);
	return symlink("../../files", name) ? gp_fail_errno(r->e, GP_EIO, "%.300s: cannot be made", name) : 0;
}

static void drop_scratch(const struct restore *r)
{
	static const char *const names[] = {"data/files", "data/govpub.db", "data/govpub.db-wal", "data/govpub.db-shm"};
	char name[PATH_BYTES + 200];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(name, sizeof name, "%s/%s", r->scratch, names[i]);
		unlink(name);
	}
	snprintf(name, sizeof name, "%s/data/govpub.db%s", r->scratch, GP_LEDGER_BEFORE_UPGRADE);
	unlink(name);
	snprintf(name, sizeof name, "%s/data", r->scratch);
	rmdir(name);
	rmdir(r->scratch);
}

int gp_backup_restore(const char *dir, const char *path, bool force, struct gp_backup *out, struct gp_err *e)
{
	struct restore r = {.dir = dir, .path = path, .out = out, .e = e};
	struct gp_ledger_options none = {.create = false};
	struct gp_chain *backup = NULL;
	char db[PATH_BYTES + 200];
	int rc;

	*out = (struct gp_backup){0};
	if (strlen(path) >= PATH_BYTES)
		return gp_fail(e, GP_ELIMIT, "%.300s: the name of the folder is too long", path);
	rc = make_scratch(&r);
	if (!rc)
		rc = take_files(&r);
	if (!rc)
		rc = gp_chain_open(&backup, r.scratch, &none, e);
	if (!rc && !force)
		rc = check_sound(&r, backup);
	if (!rc && !force)
		rc = check_newer(&r, backup);
	gp_chain_close(backup);
	snprintf(db, sizeof db, "%s/data/govpub.db", r.scratch);
	if (!rc)
		rc = gp_ledger_replace(dir, db, e);
	drop_scratch(&r);
	return rc;
}
