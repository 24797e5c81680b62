/* minisign.c - signatures and keys: made, read, refused; and what the minisign program says of them */
#define _GNU_SOURCE
#include "core/pack/minisign.h"

#include <openssl/evp.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/pack/blake2b.h"
#include "core/pack/manifest.h"
#include "tests/lib/shell.h"
#include "tests/lib/tap.h"

static struct gp_err err;

static void blake(void)
{
	static const char text[] = "The quick brown fox jumps over the lazy dog. The quick brown fox jumps over the lazy dog. "
	    "The quick brown fox jumps over the lazy dog. The quick brown fox jumps over the lazy dog.";
	static const unsigned char abc[32] = {0xbd, 0xdd, 0x81, 0x3c, 0x63, 0x42, 0x39, 0x72, 0x31, 0x71, 0xef, 0x3f, 0xee,
	    0x98, 0x57, 0x9b, 0x94, 0x96, 0x4e, 0x3b, 0xb1, 0xcb, 0x3e, 0x42, 0x72, 0x62, 0xc8, 0xc0, 0x68, 0xd5, 0x23, 0x19};
	unsigned char ours[64], theirs[64];
	size_t lengths[] = {0, 1, 127, 128, 129, sizeof text - 1};

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		gp_blake2b(ours, 64, text, lengths[i]);
		EVP_Digest(text, lengths[i], theirs, NULL, EVP_blake2b512(), NULL);
		ok(!memcmp(ours, theirs, 64), "BLAKE2b-512 of %zu bytes is libcrypto's", lengths[i]);
	}
	gp_blake2b(ours, 32, "abc", 3);
	ok(!memcmp(ours, abc, 32), "BLAKE2b-256 of abc");
}

static struct gp_minisign_secret secret;
static struct gp_minisign_public public;

static bool verifies(const char *text, size_t n, const char *message)
{
	struct gp_minisign_signature s;

	err = (struct gp_err)GP_ERR_INIT;
	return !gp_minisign_signature_read(&s, text, n, &err) && !gp_minisign_verify(&s, &public, message, strlen(message), &err);
}

static void signatures(void)
{
	struct gp_buf sig;
	struct gp_minisign_signature s;
	struct gp_minisign_public other = {{0}, {0}};
	int caught = 0;

	ok(!gp_minisign_generate(&secret, &err), "a key is made");
	gp_minisign_public_of(&public, &secret);
	gp_buf_init(&sig, GP_MINISIGN_FILE);
	ok(!gp_minisign_sign(&sig, &secret, "message", 7, "pack policy 1.0", &err), "it signs");
	ok(verifies(sig.data, sig.len, "message"), "the signature fits: %s", err.msg);
	ok(!gp_minisign_signature_read(&s, sig.data, sig.len, &err) && !strcmp(s.comment, "pack policy 1.0"), "the comment is there");
	ok(!verifies(sig.data, sig.len, "Message") && err.code == GP_EINTEGRITY, "not another message");
	other = public;
	other.key[3] ^= 1;
	ok(gp_minisign_verify(&s, &other, "message", 7, &err) && err.code == GP_EINTEGRITY, "not another key");
	for (size_t i = strlen("untrusted comment: signature of govpub rules pack\n"); i < sig.len; i++) {
		sig.data[i] ^= 1;
		caught += !verifies(sig.data, sig.len, "message");
		sig.data[i] ^= 1;
	}
	is_int(caught, (long long)(sig.len - strlen("untrusted comment: signature of govpub rules pack\n")),
	    "any other bit behind the first line is seen, also in the trusted comment");
	ok(!verifies(sig.data, sig.len - 5, "message") && err.code == GP_EPARSE, "one that is cut short");
	gp_buf_puts(&sig, "more\n");
	ok(!verifies(sig.data, sig.len, "message") && err.code == GP_EPARSE, "one with more behind it");
	gp_buf_free(&sig);
}

static void keys(void)
{
	struct gp_buf text;
	struct gp_minisign_secret again;
	struct gp_minisign_public read;
	bool locked = true;

	gp_buf_init(&text, GP_MINISIGN_FILE);
	gp_minisign_public_write(&text, &public);
	ok(!gp_minisign_public_read(&read, text.data, text.len, &err) && !memcmp(&read, &public, sizeof read), "a public key reads back");
	gp_buf_clear(&text);
	gp_minisign_public_text(&text, &public);
	ok(text.len == 56 && !strncmp(text.data, "RW", 2) && !gp_minisign_public_read(&read, text.data, text.len, &err), "also without its comment");
	ok(gp_minisign_public_read(&read, text.data, text.len - 1, &err) && gp_minisign_public_read(&read, "", 0, &err), "not when it is cut");
	gp_buf_clear(&text);
	ok(!gp_minisign_secret_write(&text, &secret, NULL, &err) && !gp_minisign_secret_locked(&locked, text.data, text.len, &err) && !locked &&
	    !gp_minisign_secret_read(&again, text.data, text.len, NULL, &err) && !memcmp(&again, &secret, sizeof again), "a secret key reads back");
	text.data[100] ^= 1;
	ok(gp_minisign_secret_read(&again, text.data, text.len, NULL, &err) && err.code == GP_EPARSE, "a damaged one does not");
	gp_buf_clear(&text);
	ok(!gp_minisign_secret_write(&text, &secret, "correct horse", &err) && !gp_minisign_secret_locked(&locked, text.data, text.len, &err) && locked &&
	    !gp_minisign_secret_read(&again, text.data, text.len, "correct horse", &err) && !memcmp(&again, &secret, sizeof again),
	    "with a password too");
	ok(gp_minisign_secret_read(&again, text.data, text.len, "wrong horse", &err) && err.code == GP_EDENIED, "and with no other");
	gp_buf_free(&text);
}

/* --- the manifest */

static const char *checked(const char *manifest, const char *const *files)
{
	struct gp_pack_files f = {0};
	static char said[600];

	err = (struct gp_err)GP_ERR_INIT;
	for (; *files; files += 2)
		(void)!gp_pack_files_add(&f, files[0], strlen(files[0]), files[1], strlen(files[1]), &err);
	(void)!gp_pack_files_seal(&f, &err);
	snprintf(said, sizeof said, "%s", gp_manifest_check(manifest, strlen(manifest), &f, &err) ? err.msg : "good");
	gp_pack_files_free(&f);
	return said;
}

static void manifest(void)
{
	static const char list[] = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb 1 a.txt\n"
	    "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d 1 c.txt\n";

	is_str(checked(list, (const char *[]){"a.txt", "a", "c.txt", "b", "MANIFEST", "x", "MANIFEST.minisig", "y", NULL}), "good", "a list and its files");
	is_str(checked(list, (const char *[]){"a.txt", "A", "c.txt", "b", NULL}), "a.txt: the file was changed after the pack was made", "a file that was changed");
	is_str(checked(list, (const char *[]){"a.txt", "a", NULL}), "c.txt: the file is missing from the pack", "one that is missing");
	is_str(checked(list, (const char *[]){"c.txt", "b", NULL}), "a.txt: the file is missing from the pack", "the first");
	is_str(checked(list, (const char *[]){"a.txt", "a", "b.txt", "x", "c.txt", "b", NULL}), "b.txt: the file was put in after the pack was made", "one that was put in");
	is_str(checked(list, (const char *[]){"a.txt", "a", "c.txt", "b", "d.txt", "x", NULL}), "d.txt: the file was put in after the pack was made", "at the end");
	is_str(checked("nonsense\n", (const char *[]){"a.txt", "a", NULL}), "MANIFEST: is damaged", "no list");
	is_str(checked("", (const char *[]){"a.txt", "a", NULL}), "a.txt: the file was put in after the pack was made", "an empty one");
}

/* --- beside the minisign program */

static void write_file(const char *dir, const char *name, const char *p, size_t n)
{
	char path[300];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	if (f) {
		fwrite(p, 1, n, f);
		fclose(f);
	}
}

static size_t read_file(const char *dir, const char *name, char *room, size_t most)
{
	char path[300];
	FILE *f;
	size_t n;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "r");
	if (!f)
		return 0;
	n = fread(room, 1, most, f);
	fclose(f);
	return n;
}

static int within(const char *dir, const char *words)
{
	char line[1000];

	snprintf(line, sizeof line, "cd %s && %s", dir, words);
	return shell(line);
}

static void program(const char *dir)
{
	struct gp_buf text;
	char file[GP_MINISIGN_FILE];
	size_t n;
	struct gp_minisign_secret theirs;
	bool locked;

	gp_buf_init(&text, GP_MINISIGN_FILE);
	write_file(dir, "m", "message", 7);
	(void)!gp_minisign_sign(&text, &secret, "message", 7, "pack policy 1.0", &err);
	write_file(dir, "m.minisig", text.data, text.len);
	gp_buf_clear(&text);
	gp_minisign_public_write(&text, &public);
	write_file(dir, "k.pub", text.data, text.len);
	is_int(within(dir, "minisign -V -p k.pub -m m"), 0, "minisign verifies our signature");
	gp_buf_clear(&text);
	(void)!gp_minisign_secret_write(&text, &secret, "pass", &err);
	write_file(dir, "k.key", text.data, text.len);
	is_int(within(dir, "echo pass | minisign -S -s k.key -m m -x t.minisig -t 'their comment'"), 0, "minisign signs with our key");
	n = read_file(dir, "t.minisig", file, sizeof file);
	ok(verifies(file, n, "message"), "and we verify what it signed: %s", err.msg);
	is_int(within(dir, "minisign -G -W -f -p g.pub -s g.key"), 0, "minisign makes a key");
	n = read_file(dir, "g.key", file, sizeof file);
	err = (struct gp_err)GP_ERR_INIT;
	ok(!gp_minisign_secret_locked(&locked, file, n, &err) && !locked && !gp_minisign_secret_read(&theirs, file, n, NULL, &err),
	    "which we read: %s", err.msg);
	gp_buf_clear(&text);
	ok(!gp_minisign_sign(&text, &theirs, "message", 7, "c", &err), "and sign with");
	write_file(dir, "m.minisig", text.data, text.len);
	is_int(within(dir, "minisign -V -p g.pub -m m"), 0, "minisign verifies that as well");
	is_int(within(dir, "minisign -S -l -W -s g.key -m m -x old.minisig"), 0, "the older kind of signature");
	n = read_file(dir, "old.minisig", file, sizeof file);
	ok(!verifies(file, n, "message") && strstr(err.msg, "old kind"), "is refused");
	gp_buf_free(&text);
}

int main(void)
{
	char dir[] = "/tmp/gp-minisign-XXXXXX", line[100];

	blake();
	signatures();
	keys();
	manifest();
	if (shell("command -v minisign") == 0 && mkdtemp(dir)) {
		program(dir);
		snprintf(line, sizeof line, "rm -r %s", dir);
		ok(shell(line) == 0, "its files go");
	} else {
		ok(true, "the minisign program reads ours # SKIP it is not here");
	}
	return tap_done();
}
