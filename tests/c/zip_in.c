/* zip_in.c - entries come out of honest zip files whole, and out of the others within bounds or not at all */
#define _GNU_SOURCE
#include "core/doc/zip_in.h"

#include "core/base/mem.h"
#include "tests/lib/parts.h"
#include "tests/lib/tap.h"

static struct gp_err err;

/* Reads an entry: its text, or the error. */
static const char *entry(const struct gp_buf *zip, const char *name)
{
	static char text[2000];
	struct gp_zip_in *z;
	struct gp_buf out;

	err = (struct gp_err)GP_ERR_INIT;
	gp_buf_init(&out, GP_ZIP_ENTRY_MAX + ((size_t)64 << 10));
	if (gp_zip_in_open(&z, zip->data, zip->len, &err) || gp_zip_in_read(z, name, &out, &err))
		snprintf(text, sizeof text, "%s", err.msg);
	else
		snprintf(text, sizeof text, "%.100s", out.len ? out.data : "");
	gp_zip_in_free(z);
	gp_buf_free(&out);
	return text;
}

static void honest(void)
{
	struct part parts[] = {{"a.txt", "first", 0}, {"dir/b.txt", "second", 0}, {"empty", "", 0}, {NULL, NULL, 0}};
	struct gp_buf zip;

	for (int deflate = 0; deflate < 2; deflate++) {
		ok(zip_parts(&zip, parts, deflate), "a zip");
		is_str(entry(&zip, "a.txt"), "first", "an entry");
		is_str(entry(&zip, "DIR/B.TXT"), "second", "whatever the case of its name");
		is_str(entry(&zip, "empty"), "", "an empty one");
		entry(&zip, "c.txt");
		is_int(err.code, GP_EPARSE, "one that is not there");
		gp_buf_free(&zip);
	}
}

static void names(void)
{
	static const char *const bad[] = {"/etc/passwd", "../up", "a/../../up", "..", "a/.."};
	static const char *const good[] = {"..a", "a..b/c", "a/...", "[Content_Types].xml"};
	struct part p[] = {{"", "x", 0}, {NULL, NULL, 0}};
	struct part twice[] = {{"a.XML", "x", 0}, {"A.xml", "y", 0}, {NULL, NULL, 0}};
	struct gp_buf zip;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		p->name = bad[i];
		zip_parts(&zip, p, false);
		entry(&zip, bad[i]);
		is_int(err.code, GP_EPARSE, bad[i]);
		gp_buf_free(&zip);
	}
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		p->name = good[i];
		zip_parts(&zip, p, false);
		is_str(entry(&zip, good[i]), "x", good[i]);
		gp_buf_free(&zip);
	}
	zip_parts(&zip, twice, false);
	is_str(entry(&zip, "a.xml"), "the file is damaged: a part is there twice", "two entries of one name");
	gp_buf_free(&zip);
}

static void too_many(void)
{
	static char name[GP_ZIP_ENTRIES + 1][16];
	struct part *p = gp_calloc(GP_ZIP_ENTRIES + 2, sizeof *p);
	struct gp_buf zip;

	for (int i = 0; i <= GP_ZIP_ENTRIES; i++) {
		snprintf(name[i], sizeof name[i], "%d", i);
		p[i] = (struct part){name[i], "x", 0};
	}
	zip_parts(&zip, p, false);
	entry(&zip, "1");
	is_int(err.code, GP_ELIMIT, "5,001 entries");
	gp_buf_free(&zip);
	p[GP_ZIP_ENTRIES].name = NULL;
	zip_parts(&zip, p, false);
	is_str(entry(&zip, "4999"), "x", "5,000");
	gp_buf_free(&zip);
	free(p);
}

static void bombs(void)
{
	size_t n = GP_ZIP_ENTRY_MAX + 1;
	char *zeros = gp_calloc(n, 1);
	struct part one[] = {{"a", zeros, n}, {NULL, NULL, 0}};
	struct part tight[] = {{"a", zeros, (size_t)8 << 20}, {NULL, NULL, 0}};
	struct part three[] = {{"a", zeros, n - 1}, {"b", zeros, n - 1}, {"c", zeros, 1}, {NULL, NULL, 0}};
	struct gp_zip_in *z;
	struct gp_buf zip, out;

	zip_parts(&zip, one, true);
	entry(&zip, "a");
	is_int(err.code, GP_ELIMIT, "an entry of more than 32 MiB");
	gp_buf_free(&zip);
	zip_parts(&zip, tight, true);
	entry(&zip, "a");
	is_int(err.code, GP_ELIMIT, "8 MiB of zeros in 8 KiB");
	gp_buf_free(&zip);
	zip_parts(&zip, three, false);
	gp_buf_init(&out, 2 * n);
	if (gp_zip_in_open(&z, zip.data, zip.len, &err))
		ok(false, "%s", err.msg);
	ok(!gp_zip_in_read(z, "a", &out, &err) && !gp_zip_in_read(z, "b", &out, &err) &&
	    gp_zip_in_read(z, "c", &out, &err) && err.code == GP_ELIMIT, "more than 64 MiB altogether");
	gp_zip_in_free(z);
	gp_buf_free(&zip);
	gp_buf_free(&out);
	free(zeros);
}

/* Writes a little-endian number over the sizes in both headers of the only entry. */
static void lie(struct gp_buf *zip, size_t local, size_t central, unsigned long v)
{
	char *end = memmem(zip->data, zip->len, "PK\1\2", 4);

	for (int i = 0; i < 4; i++)
		zip->data[local + (size_t)i] = end[central + (size_t)i] = (char)(v >> (8 * i));
}

static void lies(void)
{
	char text[5000];
	struct part p[] = {{"a", text, sizeof text}, {NULL, NULL, 0}};
	static const unsigned long sizes[] = {0, 1, 4999, 5001, 100000, 0x7FFFFFFF, 0xFFFFFFFE};
	struct gp_buf zip;
	const char *got;

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)('a' + i * i % 26);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		zip_parts(&zip, p, true);
		lie(&zip, 22, 24, sizes[i]);
		entry(&zip, "a");
		ok(err.code == GP_EPARSE || err.code == GP_ELIMIT, "%lu bytes, it says: %s", sizes[i], err.msg);
		gp_buf_free(&zip);
		zip_parts(&zip, p, true);
		lie(&zip, 18, 20, sizes[i]);
		got = entry(&zip, "a");
		ok(err.code == GP_EPARSE || err.code == GP_ELIMIT || !strncmp(got, text, 100), "%lu packed, it says: %s", sizes[i],
		    err.msg);
		gp_buf_free(&zip);
	}
	zip_parts(&zip, p, true);
	lie(&zip, 14, 16, 0x12345678);
	entry(&zip, "a");
	is_int(err.code, GP_EPARSE, "a wrong checksum");
	gp_buf_free(&zip);
	zip_parts(&zip, p, true);
	memcpy(zip.data + 8, "\x0c", 1);
	((char *)memmem(zip.data, zip.len, "PK\1\2", 4))[10] = 12;
	entry(&zip, "a");
	is_int(err.code, GP_EPARSE, "packed as office files are not");
	gp_buf_free(&zip);
	zip_parts(&zip, p, true);
	zip.data[6] |= 1;
	((char *)memmem(zip.data, zip.len, "PK\1\2", 4))[8] |= 1;
	is_str(entry(&zip, "a"), "the file is protected by a password; save it without one", "an encrypted entry");
	gp_buf_free(&zip);
}

static void cut(void)
{
	struct part p[] = {{"a", "some text", 0}, {"b", "more text", 0}, {NULL, NULL, 0}};
	struct gp_buf zip, part;
	size_t good = 0;

	zip_parts(&zip, p, true);
	for (size_t n = 0; n < zip.len; n++) {
		gp_buf_init(&part, zip.len + 1);
		gp_buf_put(&part, zip.data, n);
		entry(&part, "a");
		good += err.code != GP_EPARSE;
		gp_buf_free(&part);
	}
	is_int((long long)good, 0, "cut anywhere, it is refused");
	gp_buf_free(&zip);
}

int main(void)
{
	honest();
	names();
	too_many();
	bombs();
	lies();
	cut();
	return tap_done();
}
