/* the office.lua that `govpub init` writes, read by the reader that counts */
#define _GNU_SOURCE
#include <unistd.h>

#include "core/office/embed.h"
#include "core/office/office.h"
#include "tests/lib/tap.h"

static char dir[] = "/tmp/gp-office-XXXXXX";

/* The template as it is or, `whole`, with every item in use: "\t--x" is one that is not yet. */
static bool write_template(const struct gp_embed *f, bool whole)
{
	FILE *out = fopen("office.lua", "wb");
	const char *p = (const char *)f->data, *end = p + f->len;

	while (out && p < end) {
		const char *next = memchr(p, '\n', (size_t)(end - p));

		next = next ? next + 1 : end;
		if (whole && next - p > 3 && !memcmp(p, "\t--", 3) && p[3] != ' ')
			p += 3;
		fwrite(p, 1, (size_t)(next - p), out);
		p = next;
	}
	return out && !fclose(out);
}

static struct gp_office *read_template(const char *path, bool whole)
{
	const struct gp_embed *f = gp_embed_find(path);
	struct gp_err e = GP_ERR_INIT;
	struct gp_office *office = NULL;

	if (!f || !write_template(f, whole) || gp_office_read(&office, dir, &e))
		printf("# %s: %s\n", path, f ? e.msg : "not in the binary");
	return office;
}

static void reads(const char *path, bool whole, size_t departments, const char *name)
{
	struct gp_office *o = read_template(path, whole);

	ok(o != NULL, "%s: %s", path, name);
	is_int(o ? (long long)o->department_count : -1, (long long)departments, "  with its departments");
	gp_office_free(o);
}

int main(void)
{
	if (!mkdtemp(dir) || chdir(dir)) {
		puts("Bail out! no folder for the test");
		return 1;
	}
	reads("lua/template/zh/office.lua", false, 0, "can be read as it is");
	reads("lua/template/zh/office.lua", true, 2, "and with every item in use");
	reads("lua/template/en/office.lua", false, 0, "can be read as it is");
	reads("lua/template/en/office.lua", true, 2, "and with every item in use");
	reads("examples/office/office.lua", false, 9, "the sample office can be read");
	remove("office.lua");
	if (chdir("/") || rmdir(dir))
		ok(false, "the folder of the test is removed");
	return tap_done();
}
