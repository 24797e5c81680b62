/* rules_key.c - govpub rules keygen, and secret keys with their passwords */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "cmd/rules_packs.h"

#define PASSWORD_MAX 1000

/* The first line of what `fd` gives. */
static int read_line(char out[PASSWORD_MAX], int fd)
{
	size_t n = 0;
	ssize_t got = 1;

	while (n < PASSWORD_MAX - 1 && (got = read(fd, out + n, 1)) == 1 && out[n] != '\n')
		n++;
	out[n] = '\0';
	return got < 0 ? -1 : 0;
}

/* On the terminal, without showing it. */
static int ask(char out[PASSWORD_MAX], const struct gp_packs_verb *v, const char *sentence, struct gp_err *e)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY), rc;
	struct termios before, silent;
	const char *words = gp_catalogue_text(&v->ctx->words, v->lang, sentence);

	if (fd < 0 || tcgetattr(fd, &before)) {
		if (fd >= 0)
			close(fd);
		return gp_fail(e, GP_EUSAGE, "there is no terminal to ask for the password; give --password-file, or with keygen "
		    "--no-password");
	}
	silent = before;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	rc = tcsetattr(fd, TCSAFLUSH, &silent) || write(fd, words, strlen(words)) < 0 || read_line(out, fd) ? -1 : 0;
	(void)!tcsetattr(fd, TCSAFLUSH, &before);
	(void)!write(fd, "\n", 1);
	close(fd);
	return rc ? gp_fail(e, GP_EIO, "the password cannot be read") : 0;
}

static int password(char out[PASSWORD_MAX], const struct gp_packs_verb *v, const char *sentence, struct gp_err *e)
{
	int fd, rc;

	if (!v->password_file)
		return ask(out, v, sentence, e);
	fd = open(v->password_file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	rc = fd < 0 || read_line(out, fd) ? gp_fail_errno(e, GP_EIO, "%s", v->password_file) : 0;
	if (fd >= 0)
		close(fd);
	return rc;
}

static int read_file(char text[GP_MINISIGN_FILE], size_t *n, const char *path, struct gp_err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), rc = 0;
	ssize_t got = fd < 0 ? -1 : read(fd, text, GP_MINISIGN_FILE);

	if (got < 0)
		rc = gp_fail_errno(e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%s", path);
	*n = got < 0 ? 0 : (size_t)got;
	if (fd >= 0)
		close(fd);
	return rc;
}

int gp_packs_read_key(struct gp_minisign_secret *out, const struct gp_packs_verb *v, struct gp_err *e)
{
	char text[GP_MINISIGN_FILE], word[PASSWORD_MAX] = "";
	struct gp_err why = GP_ERR_INIT;
	bool locked = false;
	size_t n;
	int rc = read_file(text, &n, v->key, e);

	if (!rc && gp_minisign_secret_locked(&locked, text, n, &why))
		rc = gp_fail(e, why.code, "%.200s: %s", v->key, why.msg);
	if (!rc && locked)
		rc = password(word, v, "bundle.password", e);
	if (!rc && gp_minisign_secret_read(out, text, n, word, &why))
		rc = gp_fail(e, why.code, "%.200s: %s", v->key, why.msg);
	gp_minisign_wipe(text, sizeof text);
	gp_minisign_wipe(word, sizeof word);
	return rc;
}

/* --- keygen */

static int choose_password(char out[PASSWORD_MAX], const struct gp_packs_verb *v, struct gp_err *e)
{
	char again[PASSWORD_MAX];
	int rc;

	if (v->no_password)
		return 0;
	if (password(out, v, "bundle.new-password", e))
		return -1;
	if (!*out)
		return gp_fail(e, GP_EUSAGE, "the password is empty; a key without one is made with --no-password");
	rc = v->password_file ? 0 : password(again, v, "bundle.password-again", e);
	if (!rc && !v->password_file && strcmp(out, again) != 0)
		rc = gp_fail(e, GP_EUSAGE, "the passwords differ; no key was made");
	gp_minisign_wipe(again, sizeof again);
	return rc;
}

/* A new file and never one that is there: a secret key that is lost is lost for good. */
static int write_new(const char *path, mode_t mode, const struct gp_buf *text, struct gp_err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	bool good;

	if (fd < 0 && errno == EEXIST)
		return gp_fail(e, GP_EDENIED, "%s: exists already; nothing was changed", path);
	if (fd < 0)
		return gp_fail_errno(e, GP_EIO, "%s", path);
	good = write(fd, text->data, text->len) == (ssize_t)text->len && !fsync(fd);
	if (!good)
		gp_fail_errno(e, GP_EIO, "%s", path);
	close(fd);
	if (!good)
		unlink(path);
	return good ? 0 : -1;
}

static int write_pair(const struct gp_packs_verb *v, const struct gp_minisign_public *public, const struct gp_buf *secret,
    struct gp_err *e)
{
	struct gp_buf path, text;
	int rc;

	gp_buf_init(&path, 5000);
	gp_buf_init(&text, GP_MINISIGN_FILE);
	gp_buf_printf(&path, "%s.pub", v->words[0]);
	gp_minisign_public_write(&text, public);
	rc = write_new(path.data, 0644, &text, e);
	if (!rc && write_new(v->words[0], 0600, secret, e)) {
		unlink(path.data);
		rc = -1;
	}
	gp_buf_free(&path);
	gp_buf_free(&text);
	return rc;
}

int gp_rules_keygen(struct gp_packs_verb *v, struct gp_err *e)
{
	struct gp_minisign_secret key;
	struct gp_minisign_public public = {{0}, {0}};
	char word[PASSWORD_MAX] = "", id[GP_MINISIGN_ID];
	struct gp_buf text, shown;
	int rc;

	gp_buf_init(&text, GP_MINISIGN_FILE);
	gp_buf_init(&shown, 100);
	rc = choose_password(word, v, e) || gp_minisign_generate(&key, e) ||
	    gp_minisign_secret_write(&text, &key, v->no_password ? NULL : word, e) ? -1 : 0;
	if (!rc) {
		gp_minisign_public_of(&public, &key);
		gp_minisign_id(id, public.id);
		gp_minisign_public_text(&shown, &public);
		rc = write_pair(v, &public, &text, e);
	}
	if (!rc) {
		const struct gp_param params[] = {{"file", v->words[0]}, {"id", id}, {"key", shown.data}, {NULL, NULL}};

		gp_packs_say(v, "bundle.key-made", params);
		gp_packs_say(v, "bundle.key-number", params);
		gp_packs_say(v, "bundle.key-text", params);
	}
	gp_minisign_wipe(&key, sizeof key);
	gp_minisign_wipe(word, sizeof word);
	if (text.data)
		gp_minisign_wipe(text.data, text.len);
	gp_buf_free(&text);
	gp_buf_free(&shown);
	return rc;
}
