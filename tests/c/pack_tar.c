/* pack_tar.c - archives through the jailed worker: honest ones come out whole, of hostile ones each is refused with its reason */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/pack/files.h"
#include "core/pack/unpack_msg.h"
#include "core/sys/proc.h"
#include "tests/lib/shell.h"
#include "tests/lib/tap.h"
#include "tests/lib/tar_of.h"

static struct gp_err err;

/* What is in an archive as "name=data name=data", or why it is refused. */
static const char *unpacked(const char *p, size_t n)
{
	static struct gp_buf said;
	struct gp_pack_files f = {0};

	err = (struct gp_err)GP_ERR_INIT;
	gp_buf_free(&said);
	gp_buf_init(&said, 1 << 20);
	if (gp_pack_files_unpack(&f, p, n, &err))
		gp_buf_puts(&said, err.msg);
	for (size_t i = 0; !err.code && i < f.count; i++)
		gp_buf_printf(&said, "%s%s=%.20s", i ? " " : "", f.list[i].name, f.list[i].data);
	gp_pack_files_free(&f);
	return said.data ? said.data : "";
}

static const char *through(struct gp_buf *tar)
{
	struct gp_buf gz;
	const char *s;

	gp_buf_init(&gz, (size_t)64 << 20);
	gzip_of(&gz, tar);
	s = unpacked(gz.data, gz.len);
	gp_buf_free(&gz);
	return s;
}

/* An archive of these entries, the last of which has no name. */
static const char *of(const struct tar_entry *list)
{
	struct gp_buf tar;
	const char *s;

	gp_buf_init(&tar, (size_t)64 << 20);
	for (; list->name; list++)
		tar_entry(&tar, list);
	tar_end(&tar);
	s = through(&tar);
	gp_buf_free(&tar);
	return s;
}

static void honest(void)
{
	struct gp_pack_files f = {0};
	struct gp_buf one, two;
	char long_name[201];

	is_str(of((struct tar_entry[]){{.name = "b.txt", .data = "two"}, {.name = "a/c.txt", .data = "one"}, {.name = NULL}}),
	    "a/c.txt=one b.txt=two", "files, by name");
	is_str(of((struct tar_entry[]){{.name = "p/", .type = '5'}, {.name = "p/pack.lua", .data = "x"},
	    {.name = "p/rules/a.lua", .data = "y"}, {.name = NULL}}), "pack.lua=x rules/a.lua=y",
	    "one folder around everything is taken off");
	is_str(of((struct tar_entry[]){{.name = "a.txt", .data = "x", .gnu = true}, {.name = NULL}}), "a.txt=x", "GNU's headers");
	is_str(of((struct tar_entry[]){{.name = "x", .type = 'x', .data = "19 path=附件.txt\n14 mtime=1234\n"},
	    {.name = "?", .data = "y"}, {.name = "b", .data = "z"}, {.name = NULL}}), "b=z 附件.txt=y",
	    "a pax header names the next file and no other");
	is_str(of((struct tar_entry[]){{.name = "空.txt", .data = ""}, {.name = NULL}}), "空.txt=", "an empty file");
	memset(long_name, 'a', sizeof long_name - 1);
	long_name[sizeof long_name - 1] = '\0';
	long_name[99] = '/';
	ok(!gp_pack_files_add(&f, long_name, strlen(long_name), "x", 1, &err) &&
	    !gp_pack_files_add(&f, "pack.lua", 8, "data", 4, &err) && !gp_pack_files_seal(&f, &err), "files are put together");
	gp_buf_init(&one, GP_PACK_BYTES);
	gp_buf_init(&two, GP_PACK_BYTES);
	ok(!gp_pack_files_archive(&f, "p-1.0", &one, &err) && !gp_pack_files_archive(&f, "p-1.0", &two, &err) &&
	    one.len == two.len && !memcmp(one.data, two.data, one.len), "the same files make the same archive");
	ok(!memcmp(one.data, "\x1F\x8B\x08\0\0\0\0\0\x02\xFF", 10), "whose gzip header names no time and no system");
	ok(strstr(unpacked(one.data, one.len), "pack.lua=data") != NULL && strstr(unpacked(one.data, one.len), long_name),
	    "and which unpacks again");
	gp_buf_free(&one);
	gp_buf_free(&two);
	gp_pack_files_free(&f);
}

static void refused(const struct tar_entry *list, enum gp_code code, const char *why, const char *name)
{
	const char *s = of(list);

	if (!ok(err.code == code && strstr(s, why) != NULL, "%s", name))
		printf("# got: %s\n", s);
}

#define ONE(...) ((struct tar_entry[]){{__VA_ARGS__}, {.name = NULL}})
#define TWO(a, b) ((struct tar_entry[]){{.name = (a), .data = "1"}, {.name = (b), .data = "2"}, {.name = NULL}})

static void names(void)
{
	static const struct {
		const char *name, *why;
	} bad[] = {{"/etc/passwd", "absolute"}, {"../up", "leads out"}, {"a/../../up", "leads out"}, {"a/..", "leads out"},
	    {"..", "leads out"}, {"a\\b", "backslash"}, {"C:\\x", "not every system"}, {"a\nb", "control"}, {"a\x1b[31m", "control"}, {"a\x7f", "control"},
	    {"\xC2\x85", "control"}, {"\xB8\xBD\xBC\xFE", "not UTF-8"}, {"a//b", "is empty"}, {"./a", "begins with a point"},
	    {".hidden", "begins with a point"}, {"a./b", "ends with"}, {"a /b", "ends with"}, {"a/b~", "ends with ~"}, {"a~/b", "ends with ~"}, {"caf\xC3\xA9", "not every system"},
	    {"cafe\xCC\x81", "not every system"}, {"\xE3\x81\x8C", "not every system"}, {"\xEF\xA4\x80", "not every system"},
	    {"\xE2\x80\xAE" "aul.kcap", "not every system"}, {"a:b", "not every system"}, {"a?b", "not every system"},
	    {"\xEF\xBC\x8E\xEF\xBC\x8E/a", "not every system"}, {"\xEF\xBC\x8F" "etc", "not every system"}};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		refused(ONE(.name = bad[i].name, .data = "x"), GP_EDENIED, bad[i].why, bad[i].why);
	refused(TWO("rules/a.lua", "rules/A.lua"), GP_EDENIED, "one file", "names that differ in case");
	refused(TWO("a1.txt", "a\xEF\xBC\x91.txt"), GP_EDENIED, "one file", "names that differ in width");
	refused(TWO("a.txt", "a.txt"), GP_EDENIED, "one file", "a name that stands twice");
	refused(TWO("a", "A/b"), GP_EDENIED, "is a file in the pack", "a file that is a folder as well");
	refused(TWO("p/1/2/3/4/5/6/7/8/9/a", "q"), GP_ELIMIT, "p/1/2/3/4/5/6/7/8/9/a: the folders are too deep", "folders inside one another");
	refused((struct tar_entry[]){{.name = "x", .type = 'x', .data = "18 path=../up.txt\n"}, {.name = "ok", .data = "x"},
	    {.name = NULL}}, GP_EDENIED, "leads out", "a pax header that leads out");
	is_str(of((struct tar_entry[]){{.name = "a（1）.txt", .data = "x"}, {.name = "《通知》〔2023〕1号.html", .data = "y"},
	    {.name = "a b.txt", .data = "z"}, {.name = NULL}}), "a b.txt=z a（1）.txt=x 《通知》〔2023〕1号.html=y",
	    "what offices call their files is let in");
}

static void kinds(void)
{
	static const char *const links[] = {"1", "2"}, *const devices[] = {"3", "4", "6"}, *const others[] = {"7", "S", "L", "K", "V", "A"};

	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		refused(ONE(.name = "a", .type = *links[i], .link = "/etc/passwd"), GP_EDENIED, "a: is a link", "a link");
	for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
		refused(ONE(.name = "a", .type = *devices[i]), GP_EDENIED, "is a device or a pipe", "a device");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		refused(ONE(.name = "a", .type = *others[i], .data = "x"), GP_EDENIED, "is no plain file", "another kind");
	refused(ONE(.name = "x", .type = 'x', .data = "22 GNU.sparse.major=1\n"), GP_EDENIED, "changes what files are", "a sparse file by pax");
	refused(ONE(.name = "x", .type = 'x', .data = "11 size=99\n"), GP_EDENIED, "changes what files are", "a size by pax");
	refused(ONE(.name = "x", .type = 'g', .data = "14 linkpath=a\n"), GP_EDENIED, "changes what files are", "a link by pax, for all files");
	refused(ONE(.name = "x", .type = 'g', .data = "12 path=abc\n"), GP_EDENIED, "changes what files are", "a name for all files");
	refused(ONE(.name = "x", .type = 'x', .data = "99 path=abc\n"), GP_EPARSE, "damaged", "a pax record that is longer than its header");
	refused(ONE(.name = "x", .type = 'x', .data = "0 path=abc\n"), GP_EPARSE, "damaged", "a pax record without length");
}

static void sizes(void)
{
	struct gp_buf tar;
	static char zeros[200000];
	char name[24];
	struct tar_entry file = {.name = name, .data = "x"}, big = {.name = "big", .data = zeros, .n = sizeof zeros};

	gp_buf_init(&tar, (size_t)64 << 20);
	for (int i = 0; i < 1001; i++) {
		snprintf(name, sizeof name, "f%d", i);
		tar_entry(&tar, &file);
		if (i == 999) {
			tar_end(&tar);
			ok(strstr(through(&tar), "f999=x") != NULL, "1000 files are let in");
			tar.len -= 1024;
		}
	}
	tar_end(&tar);
	ok(strstr(through(&tar), "more than 1000 files") && err.code == GP_ELIMIT, "1001 are not");
	gp_buf_clear(&tar);
	for (int i = 0; i < 10; i++)
		tar_entry(&tar, &big);
	tar_end(&tar);
	ok(strstr(through(&tar), "100 times as large") && err.code == GP_ELIMIT, "a bomb");
	gp_buf_clear(&tar);
	for (size_t i = 0; i < sizeof zeros; i++)
		zeros[i] = (char)((i * i * 2654435761u) >> 13);
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof name, "f%d", i);
		big.name = name;
		memcpy(zeros, name, strlen(name));
		tar_entry(&tar, &big);
	}
	tar_end(&tar);
	ok(strstr(through(&tar), "larger than 16 MiB") && err.code == GP_ELIMIT, "more than 16 MiB: %s", err.msg);
	gp_buf_free(&tar);
	refused(ONE(.name = "a", .data = "x", .size = "77777777777"), GP_EPARSE, "cut short", "a size beyond the end");
	refused(ONE(.name = "a", .data = "x", .size = "\x80\0\0\0\0\0\0\0\0\0\1"), GP_EPARSE, "damaged", "a size in base 256");
	refused(ONE(.name = "a", .data = "x", .size = "-0000000001"), GP_EPARSE, "damaged", "a size below zero");
}

static void damaged(void)
{
	struct gp_buf tar, gz;

	gp_buf_init(&tar, 1 << 20);
	gp_buf_init(&gz, 1 << 20);
	tar_entry(&tar, &(struct tar_entry){.name = "a", .data = "one"});
	ok(strstr(through(&tar), "cut short") && err.code == GP_EPARSE, "no end");
	tar_end(&tar);
	tar.data[0] = 'b';
	ok(strstr(through(&tar), "is no tar") && err.code == GP_EPARSE, "a header whose sum does not fit");
	tar.data[0] = 'a';
	gp_buf_puts(&tar, "more");
	ok(strstr(through(&tar), "more bytes after the end") && err.code == GP_EPARSE, "bytes behind the end of the tar");
	tar.len -= 4;
	gzip_of(&gz, &tar);
	is_str(unpacked(gz.data, gz.len), "a=one", "nothing of that: it unpacks");
	ok(strstr(unpacked(gz.data, gz.len - 1), "cut short") && err.code == GP_EPARSE, "a gzip that is cut short");
	gp_buf_putc(&gz, '\0');
	ok(strstr(unpacked(gz.data, gz.len), "more bytes after the end") && err.code == GP_EPARSE, "bytes behind the gzip");
	gz.len--;
	gz.data[gz.len - 6] ^= 1;
	ok(strstr(unpacked(gz.data, gz.len), "is damaged") && err.code == GP_EPARSE, "a checksum that does not fit");
	ok(strstr(unpacked(tar.data, tar.len), "no gzip") && err.code == GP_EPARSE, "a tar without gzip");
	ok(strstr(unpacked("", 0), "cut short"), "nothing at all");
	gp_buf_free(&tar);
	gp_buf_free(&gz);
}

static void folder(void)
{
	char dir[] = "/tmp/gp-pack-XXXXXX", path[200];
	struct gp_pack_files f = {0};
	FILE *out;

	if (!mkdtemp(dir))
		return;
	snprintf(path, sizeof path, "mkdir -p %s/rules && cd %s && echo x >rules/a.lua && echo y >pack.lua && echo z >.hidden", dir, dir);
	if (shell(path) == 0) {
		err = (struct gp_err)GP_ERR_INIT;
		ok(!gp_pack_files_read(&f, dir, &err) && f.count == 2 && gp_pack_files_find(&f, "rules/a.lua"), "a folder is read, without hidden files");
		gp_pack_files_free(&f);
		snprintf(path, sizeof path, "%s/rules/b.lua", dir);
		ok(!symlink("/etc/passwd", path) && gp_pack_files_read(&f, dir, &err) && err.code == GP_EDENIED && strstr(err.msg, "rules/b.lua"),
		    "a link in a folder is refused");
		gp_pack_files_free(&f);
		ok(!unlink(path) && !mkfifo(path, 0600) && gp_pack_files_read(&f, dir, &err) && err.code == GP_EDENIED, "and a pipe, without waiting for it");
		gp_pack_files_free(&f);
		ok(!unlink(path) && (out = fopen(path, "w")) && !ftruncate(fileno(out), (off_t)17 << 20) && !fclose(out) &&
		    gp_pack_files_read(&f, dir, &err) && err.code == GP_ELIMIT, "and a file that is too large");
		gp_pack_files_free(&f);
	}
	snprintf(path, sizeof path, "rm -r %s", dir);
	ok(shell(path) == 0, "the folder goes");
	ok(gp_pack_files_read(&f, dir, &err) && err.code == GP_ENOTFOUND, "then it is not there");
}

/* --- workers that lie; LC_ALL, which reaches a worker, says how */

static void say(uint16_t type, const char *name, int64_t size)
{
	struct gp_buf b;
	struct gp_msg_out m;

	gp_buf_init(&b, 4 * GP_MSG_MAX);
	gp_msg_begin(&m, &b, type);
	if (name)
		gp_msg_put_str(&m, name, strlen(name));
	if (size >= 0)
		gp_msg_put_int(&m, size);
	if (!gp_msg_end(&m))
		(void)!gp_msg_flush(GP_PROC_SOCKET, &b);
	gp_buf_free(&b);
}

static int lying_worker(const char *how)
{
	if (strcmp(how, "early"))
		say(GP_UNPACK_READY, "full", -1);
	if (!strcmp(how, "early"))
		say(GP_UNPACK_FILE, "a", 1);
	else if (!strcmp(how, "escape"))
		say(GP_UNPACK_FILE, "../../up", 0);
	else if (!strcmp(how, "huge"))
		say(GP_UNPACK_FILE, "a", (int64_t)1 << 40);
	else if (!strcmp(how, "over")) {
		say(GP_UNPACK_FILE, "a", 1);
		say(GP_UNPACK_BYTES, "two", -1);
	} else if (!strcmp(how, "short")) {
		say(GP_UNPACK_FILE, "a", 9);
		say(GP_UNPACK_DONE, NULL, -1);
	} else if (!strcmp(how, "many"))
		for (int i = 0; i < 1100; i++) {
			char name[16];

			snprintf(name, sizeof name, "f%d", i);
			say(GP_UNPACK_FILE, name, 0);
		}
	else if (!strcmp(how, "crash"))
		raise(SIGKILL);
	pause();
	return 0;
}

static void lying(void)
{
	static const struct {
		const char *how;
		enum gp_code code;
	} list[] = {{"early", GP_EIO}, {"escape", GP_EDENIED}, {"huge", GP_EIO}, {"over", GP_EIO}, {"short", GP_EIO},
	    {"many", GP_ELIMIT}, {"crash", GP_EPARSE}};

	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		char how[40];

		snprintf(how, sizeof how, "test-%s", list[i].how);
		setenv("LC_ALL", how, 1);
		unpacked("x", 1);
		ok(err.code == list[i].code, "a worker that lies (%s): %s", list[i].how, err.msg);
	}
	unsetenv("LC_ALL");
}

int main(int argc, char **argv)
{
	const char *how = getenv("LC_ALL");

	if (argc == 3 && !strcmp(argv[1], "-x"))
		return how && !strncmp(how, "test-", 5) ? lying_worker(how + 5) : gp_unpack_worker();
	signal(SIGPIPE, SIG_IGN);
	unsetenv("LC_ALL");
	honest();
	names();
	kinds();
	sizes();
	damaged();
	folder();
	lying();
	return tap_done();
}
