#include "core/pack/manifest.h"

#include <string.h>

static int is_listed(const char *name)
{
	return strcmp(name, GP_MANIFEST) != 0 && strcmp(name, GP_MANIFEST_SIGNATURE) != 0;
}

static void put_line(struct gp_buf *out, const struct gp_pack_file *file)
{
	char hex[2 * GP_PACK_HASH + 1];

	gp_pack_hex(hex, file->sha256);
	gp_buf_printf(out, "%s %zu %s\n", hex, file->n, file->name);
}

void gp_manifest_write(struct gp_buf *out, const struct gp_pack_files *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (is_listed(f->list[i].name))
			put_line(out, &f->list[i]);
}

/* The name in the line at p, its length in *n; NULL when the line is none of ours. */
static const char *name_in(const char *p, size_t length, size_t *n)
{
	const char *space = length > 65 && p[64] == ' ' ? memchr(p + 65, ' ', length - 65) : NULL;

	*n = space ? (size_t)(p + length - space) - 1 : 0;
	return *n ? space + 1 : NULL;
}

static int compare(const char *a, size_t n, const char *b)
{
	size_t m = strlen(b);
	int order = memcmp(a, b, n < m ? n : m);

	return order ? order : n < m ? -1 : n > m;
}

/* Both lists stand in the order of their names: the first place where they part says what happened. */
static int explain(const char *p, size_t n, const struct gp_pack_files *f, struct gp_err *e)
{
	size_t i = 0;

	for (const char *end; n; n -= (size_t)(end - p) + 1, p = end + 1, i++) {
		size_t name_n;
		const char *name;
		struct gp_buf line;
		int same, order;

		end = memchr(p, '\n', n);
		name = end ? name_in(p, (size_t)(end - p), &name_n) : NULL;
		if (!name)
			return gp_fail(e, GP_EINTEGRITY, "MANIFEST: is damaged");
		while (i < f->count && !is_listed(f->list[i].name))
			i++;
		order = i < f->count ? compare(name, name_n, f->list[i].name) : -1;
		if (order < 0)
			return gp_fail(e, GP_EINTEGRITY, "%.*s: the file is missing from the pack", (int)name_n, name);
		if (order > 0)
			break;
		gp_buf_init(&line, 1024);
		put_line(&line, &f->list[i]);
		same = line.len == (size_t)(end - p) + 1 && !memcmp(line.data, p, line.len);
		gp_buf_free(&line);
		if (!same)
			return gp_fail(e, GP_EINTEGRITY, "%s: the file was changed after the pack was made", f->list[i].name);
	}
	while (i < f->count && !is_listed(f->list[i].name))
		i++;
	if (i == f->count)
		return gp_fail(e, GP_EINTEGRITY, "MANIFEST: is damaged");
	return gp_fail(e, GP_EINTEGRITY, "%s: the file was put in after the pack was made", f->list[i].name);
}

int gp_manifest_check(const char *p, size_t n, const struct gp_pack_files *f, struct gp_err *e)
{
	struct gp_buf wanted;
	int same;

	gp_buf_init(&wanted, GP_MANIFEST_MAX);
	gp_manifest_write(&wanted, f);
	same = !wanted.full && wanted.len == n && (!n || !memcmp(wanted.data, p, n));
	gp_buf_free(&wanted);
	return same ? 0 : explain(p, n, f, e);
}
