#include "core/office/manual.h"

#include <stdio.h>
#include <zlib.h>

#include "core/office/embed.h"

#define GZIP (16 + MAX_WBITS) /* what inflateInit2() calls a gzip header */

static const struct gp_embed *find_in(const char *folder, const char *word)
{
	static const struct {
		const char *before, *after;
	} forms[] = {{"", ""}, {"govpub-", ""}, {"", ".1"}, {"govpub-", ".1"}, {"govpub-", ".5"}, {"govpub-", ".7"},
	    {"govpub-", ".3"}};
	const struct gp_embed *f = NULL;
	char path[200];

	for (size_t i = 0; !f && i < sizeof forms / sizeof *forms; i++) {
		snprintf(path, sizeof path, "manual/%s%s%.100s%s.gz", folder, forms[i].before, word, forms[i].after);
		f = gp_embed_find(path);
	}
	return f;
}

static int inflate_to(struct gp_buf *out, const struct gp_embed *f)
{
	z_stream z = {.next_in = (unsigned char *)(uintptr_t)f->data, .avail_in = (unsigned)f->len};
	char piece[16384];
	int rc = inflateInit2(&z, GZIP);

	while (rc == Z_OK) {
		z.next_out = (unsigned char *)piece;
		z.avail_out = sizeof piece;
		rc = inflate(&z, Z_NO_FLUSH);
		if ((rc == Z_OK || rc == Z_STREAM_END) && gp_buf_put(out, piece, sizeof piece - z.avail_out))
			rc = Z_BUF_ERROR;
	}
	inflateEnd(&z);
	return rc == Z_STREAM_END ? 0 : -1;
}

int gp_manual_text(struct gp_buf *out, enum gp_lang lang, const char *word, struct gp_err *e)
{
	const struct gp_embed *f = lang == GP_LANG_ZH ? find_in("zh_CN/", word) : NULL;

	if (!f)
		f = find_in("", word);
	if (!f || inflate_to(out, f))
		return gp_fail(e, GP_ENOTFOUND,
			       "no help on '%s'; 'govpub help' lists the verbs, 'govpub reg' the registers", word);
	return 0;
}
