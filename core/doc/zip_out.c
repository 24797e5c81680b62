#include "core/doc/zip_out.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "core/base/mem.h"

#define DOS_DATE_1980 0x21 /* day 1, month 1 << 5, years since 1980 << 9 */

struct gp_zip_out {
	zip_t *archive;
	zip_source_t *bytes; /* what the archive is written to */
};

static int fail_of(struct gp_err *e, zip_error_t *why)
{
	return gp_fail(e, GP_EIO, "the zip archive cannot be written: %s", zip_error_strerror(why));
}

struct gp_zip_out *gp_zip_out_open(struct gp_err *e)
{
	struct gp_zip_out *z = gp_calloc(1, sizeof *z);
	zip_error_t why;

	zip_error_init(&why);
	z->bytes = zip_source_buffer_create(NULL, 0, 0, &why);
	if (z->bytes)
		z->archive = zip_open_from_source(z->bytes, ZIP_TRUNCATE, &why);
	if (!z->archive) {
		fail_of(e, &why);
		zip_source_free(z->bytes);
		free(z);
		z = NULL;
	} else {
		zip_source_keep(z->bytes); /* closing the archive gives up the other hold */
	}
	zip_error_fini(&why);
	return z;
}

int gp_zip_out_add(struct gp_zip_out *z, const char *name, const char *p, size_t n, struct gp_err *e)
{
	char *copy = n ? gp_strndup(p, n) : NULL; /* libzip would not free a copy of nothing */
	zip_source_t *source = zip_source_buffer(z->archive, copy, n, 1);
	zip_int64_t at;

	if (!source) {
		free(copy);
		return fail_of(e, zip_get_error(z->archive));
	}
	at = zip_file_add(z->archive, name, source, ZIP_FL_ENC_UTF_8);
	if (at < 0) {
		zip_source_free(source);
		return fail_of(e, zip_get_error(z->archive));
	}
	if (zip_file_set_dostime(z->archive, (zip_uint64_t)at, 0, DOS_DATE_1980, 0) ||
	    zip_set_file_compression(z->archive, (zip_uint64_t)at, ZIP_CM_DEFLATE, 6))
		return fail_of(e, zip_get_error(z->archive));
	return 0;
}

/* What was written to the source, appended to out. */
static int copy_out(zip_source_t *from, struct gp_buf *out, struct gp_err *e)
{
	zip_stat_t st;
	zip_int64_t got;
	char *to;
	int result = -1;

	if (zip_source_stat(from, &st) || zip_source_open(from))
		return fail_of(e, zip_source_error(from));
	if (!(to = gp_buf_reserve(out, (size_t)st.size))) {
		gp_fail(e, GP_ELIMIT, "the file is larger than %zu bytes", out->max);
		goto out;
	}
	got = zip_source_read(from, to, st.size);
	if (got < 0 || (zip_uint64_t)got != st.size) {
		fail_of(e, zip_source_error(from));
		goto out;
	}
	out->len += (size_t)got;
	out->data[out->len] = '\0';
	result = 0;
out:
	zip_source_close(from);
	return result;
}

int gp_zip_out_finish(struct gp_zip_out *z, struct gp_buf *out, struct gp_err *e)
{
	int result;

	if (zip_close(z->archive)) {
		result = fail_of(e, zip_get_error(z->archive));
		gp_zip_out_drop(z);
		return result;
	}
	result = copy_out(z->bytes, out, e);
	zip_source_free(z->bytes);
	free(z);
	return result;
}

void gp_zip_out_drop(struct gp_zip_out *z)
{
	if (!z)
		return;
	zip_discard(z->archive);
	zip_source_free(z->bytes);
	free(z);
}
