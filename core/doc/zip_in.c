#define _GNU_SOURCE
#include "core/doc/zip_in.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

#include "core/base/mem.h"

#define PIECE ((size_t)64 << 10)

struct entry {
	const char *name; /* libzip's */
	zip_uint64_t index;
};

struct gp_zip_in {
	zip_t *zip;
	struct entry *entries; /* by name */
	size_t count, unpacked;
};

static int damaged(struct gp_err *e)
{
	return gp_fail(e, GP_EPARSE, "the file is damaged: it cannot be unpacked");
}

static int by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return strcasecmp(x->name, y->name);
}

/* A path that stays inside whatever it is unpacked to. */
static bool good_name(const char *s)
{
	if (!*s || *s == '/' || strlen(s) > GP_ZIP_NAME_MAX)
		return false;
	for (const char *at = s; at; at = strchr(at, '/')) {
		at += *at == '/';
		if (!strncmp(at, "..", 2) && (!at[2] || at[2] == '/'))
			return false;
	}
	return true;
}

static int list_entries(struct gp_zip_in *z, struct gp_err *e)
{
	zip_int64_t n = zip_get_num_entries(z->zip, 0);

	if (n < 0)
		return damaged(e);
	if (n > GP_ZIP_ENTRIES)
		return gp_fail(e, GP_ELIMIT, "the file consists of more than 5,000 parts");
	z->entries = gp_calloc((size_t)n, sizeof *z->entries);
	for (zip_int64_t i = 0; i < n; i++) {
		const char *name = zip_get_name(z->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);

		if (!name || !good_name(name))
			return gp_fail(e, GP_EPARSE, "the file is damaged: a part has a forbidden name");
		z->entries[z->count++] = (struct entry){name, (zip_uint64_t)i};
	}
	qsort(z->entries, z->count, sizeof *z->entries, by_name);
	for (size_t i = 1; i < z->count; i++)
		if (!by_name(&z->entries[i - 1], &z->entries[i])) /* which of them counts? Readers differ */
			return gp_fail(e, GP_EPARSE, "the file is damaged: a part is there twice");
	return 0;
}

int gp_zip_in_open(struct gp_zip_in **out, const char *p, size_t n, struct gp_err *e)
{
	struct gp_zip_in *z = gp_calloc(1, sizeof *z);
	zip_source_t *s = zip_source_buffer_create(p, n, 0, NULL);

	*out = NULL;
	z->zip = s ? zip_open_from_source(s, ZIP_RDONLY, NULL) : NULL;
	if (!z->zip) {
		zip_source_free(s);
		damaged(e);
		goto bad;
	}
	if (list_entries(z, e))
		goto bad;
	*out = z;
	return 0;
bad:
	gp_zip_in_free(z);
	return -1;
}

void gp_zip_in_free(struct gp_zip_in *z)
{
	if (!z)
		return;
	if (z->zip)
		zip_discard(z->zip);
	free(z->entries);
	free(z);
}

static const struct entry *find(const struct gp_zip_in *z, const char *name)
{
	struct entry key = {name, 0};

	return z->count ? bsearch(&key, z->entries, z->count, sizeof key, by_name) : NULL;
}

bool gp_zip_in_has(const struct gp_zip_in *z, const char *name)
{
	return find(z, name) != NULL;
}

/* What the entry says of itself; what comes out is measured all the same. */
static int look_at(struct gp_zip_in *z, const struct entry *it, zip_stat_t *st, struct gp_err *e)
{
	const zip_uint64_t all = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD |
	    ZIP_STAT_ENCRYPTION_METHOD;

	if (zip_stat_index(z->zip, it->index, 0, st) || (st->valid & all) != all)
		return damaged(e);
	if (st->encryption_method != ZIP_EM_NONE)
		return gp_fail(e, GP_EUSAGE, "the file is protected by a password; save it without one");
	if (st->comp_method != ZIP_CM_STORE && st->comp_method != ZIP_CM_DEFLATE)
		return gp_fail(e, GP_EPARSE, "the file is packed in a way that office files are not");
	if (st->size > GP_ZIP_ENTRY_MAX)
		return gp_fail(e, GP_ELIMIT, "a part of the file is larger than 32 MiB when unpacked");
	if (st->size > GP_ZIP_RATIO_FROM && st->size / GP_ZIP_RATIO > st->comp_size)
		return gp_fail(e, GP_ELIMIT,
		    "a part of the file is packed so tightly that it can only be meant to do harm");
	return 0;
}

static int unpack(struct gp_zip_in *z, zip_file_t *f, zip_uint64_t size, struct gp_buf *out, struct gp_err *e)
{
	for (;;) {
		char *room = gp_buf_reserve(out, PIECE);
		zip_int64_t n = room ? zip_fread(f, room, PIECE) : 0;

		if (!room)
			return gp_fail(e, GP_ELIMIT, "a part of the file is larger than 32 MiB when unpacked");
		if (n < 0)
			return damaged(e);
		if (n == 0)
			return out->len == size ? 0 : damaged(e);
		out->len += (size_t)n;
		out->data[out->len] = '\0';
		z->unpacked += (size_t)n;
		if (out->len > size)
			return damaged(e);
		if (z->unpacked > GP_ZIP_TOTAL_MAX)
			return gp_fail(e, GP_ELIMIT, "the file is larger than 64 MiB when unpacked");
	}
}

int gp_zip_in_read(struct gp_zip_in *z, const char *name, struct gp_buf *out, struct gp_err *e)
{
	const struct entry *it = find(z, name);
	zip_file_t *f;
	zip_stat_t st;
	int rc;

	gp_buf_clear(out);
	if (!it)
		return gp_fail(e, GP_EPARSE, "the file is damaged: a part is missing");
	if (look_at(z, it, &st, e))
		return -1;
	f = zip_fopen_index(z->zip, it->index, 0);
	if (!f)
		return damaged(e);
	rc = unpack(z, f, st.size, out, e);
	zip_fclose(f);
	return rc;
}

size_t gp_zip_in_count(const struct gp_zip_in *z)
{
	return z->count;
}

const char *gp_zip_in_name(const struct gp_zip_in *z, size_t i)
{
	return z->entries[i].name;
}
