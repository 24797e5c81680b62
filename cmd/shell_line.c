#define _GNU_SOURCE
#include "cmd/shell_line.h"

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/state_folder.h"
#include "core/base/mem.h"
#include "core/text/utf8.h"

#define HISTORY_MAX 1000 /* lines */
#define LISTED 60        /* words that one press of Tab shows at most */
#define DIGITS 11        /* in a row: a telephone number, an identity card, an account */

struct gp_shell_lines {
	EditLine *el;
	History *history;
	HistEvent event;
	const char *prompt;
	gp_shell_complete_fn *complete;
	void *user;
	bool broken_off;
	char path[4096]; /* of the history, "" when there is no place for it */
};

/* --- history */

bool gp_shell_keeps(const char *line)
{
	static const char *const secrets[] = {"password", "passwd", "token", "secret", "authorization", "cookie", "密码", "口令",
	    "密钥", NULL};
	size_t digits = 0;

	if (*line == ' ' || !*line)
		return false;
	for (size_t i = 0; secrets[i]; i++)
		if (strcasestr(line, secrets[i]))
			return false;
	for (const char *p = line; *p; p++) {
		digits = *p >= '0' && *p <= '9' ? digits + 1 : 0;
		if (digits >= DIGITS)
			return false;
	}
	return true;
}

static void open_history(struct gp_shell_lines *l)
{
	char folder[4000];
	HistEvent ev;

	l->history = history_init();
	history(l->history, &ev, H_SETSIZE, HISTORY_MAX);
	history(l->history, &ev, H_SETUNIQUE, 1);
	if (gp_state_folder(folder, sizeof folder))
		return;
	snprintf(l->path, sizeof l->path, "%s/shell_history", folder);
	history(l->history, &ev, H_LOAD, l->path);
}

/* Beside the file, then in its place: nobody else ever sees half of it, or may read it. */
static void write_history(struct gp_shell_lines *l)
{
	char beside[4200];
	HistEvent ev;
	FILE *f;
	int fd;

	if (!*l->path)
		return;
	snprintf(beside, sizeof beside, "%s.new", l->path);
	for (char *slash = strchr(l->path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		(void)!mkdir(l->path, 0700); /* the usual case: it is there */
		*slash = '/';
	}
	(void)!unlink(beside);
	fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	f = fd < 0 ? NULL : fdopen(fd, "w");
	if (!f) {
		if (fd >= 0)
			close(fd);
		return;
	}
	if (history(l->history, &ev, H_SAVE_FP, f) < 0 || fflush(f) || ferror(f) || rename(beside, l->path))
		(void)!unlink(beside);
	fclose(f);
}

static void remember(struct gp_shell_lines *l, const char *line)
{
	HistEvent ev;

	if (gp_shell_keeps(line))
		history(l->history, &ev, H_ENTER, line);
}

/* --- keys */

static char *prompt_of(EditLine *el)
{
	struct gp_shell_lines *l;

	el_get(el, EL_CLIENTDATA, &l);
	return (char *)(uintptr_t)l->prompt;
}

static unsigned char on_break(EditLine *el, int ch)
{
	struct gp_shell_lines *l;

	(void)ch;
	el_get(el, EL_CLIENTDATA, &l);
	l->broken_off = true;
	return CC_EOF;
}

/* Bytes that all the words, lines of `words`, begin with. */
static size_t common_length(const char *words)
{
	size_t n = strcspn(words, "\n");

	for (const char *p = words + n; *p && p[1]; p += strcspn(p, "\n")) {
		size_t i = 0;

		p++;
		while (i < n && p[i] == words[i])
			i++;
		n = i;
	}
	while (n && ((unsigned char)words[n] & 0xC0) == 0x80)
		n--;
	return n;
}

static void list_words(const char *words, int columns)
{
	size_t widest = 0, at = 0, shown = 0;

	for (const char *p = words; *p; p += strcspn(p, "\n") + 1) {
		size_t w = gp_utf8_width(p, strcspn(p, "\n"));

		widest = w > widest ? w : widest;
	}
	putchar('\n');
	for (const char *p = words; *p && shown < LISTED; p += strcspn(p, "\n") + 1, shown++) {
		size_t n = strcspn(p, "\n");

		if (at && at + widest + 2 > (size_t)columns) {
			putchar('\n');
			at = 0;
		}
		printf("%.*s%*s", (int)n, p, (int)(widest + 2 - gp_utf8_width(p, n)), "");
		at += widest + 2;
	}
	puts(shown == LISTED ? "…" : "");
}

static int columns_of(EditLine *el)
{
	struct winsize w;

	(void)el;
	return !ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) && w.ws_col ? w.ws_col : 80;
}

static unsigned char on_tab(EditLine *el, int ch)
{
	struct gp_shell_lines *l;
	const LineInfo *line = el_line(el);
	struct gp_buf words;
	size_t replaces, common;
	unsigned char rc = CC_REFRESH;

	(void)ch;
	el_get(el, EL_CLIENTDATA, &l);
	gp_buf_init(&words, 1 << 20);
	replaces = l->complete(l->user, line->buffer, (size_t)(line->cursor - line->buffer), &words);
	common = words.len ? common_length(words.data) : 0;
	if (common > replaces) {
		char *word = gp_strndup(words.data, common);

		el_deletestr(el, (int)gp_utf8_count(line->cursor - replaces, replaces));
		if (el_insertstr(el, word))
			rc = CC_ERROR;
		free(word);
	} else if (words.len && strcspn(words.data, "\n") + 1 < words.len) {
		list_words(words.data, columns_of(el));
		rc = CC_REDISPLAY;
	} else {
		rc = CC_ERROR;
	}
	gp_buf_free(&words);
	return rc;
}

/* --- the terminal */

/* Chinese can be typed where no locale is set as well. */
static void set_locale(void)
{
	if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

int gp_shell_lines_open(struct gp_shell_lines **out, gp_shell_complete_fn *complete, void *user, struct gp_err *e)
{
	struct gp_shell_lines *l = gp_calloc(1, sizeof *l);

	set_locale();
	l->complete = complete;
	l->user = user;
	l->prompt = "";
	l->el = el_init("govpub", stdin, stdout, stderr);
	if (!l->el) {
		free(l);
		return gp_fail(e, GP_EIO, "this terminal cannot be used");
	}
	open_history(l);
	el_set(l->el, EL_CLIENTDATA, l);
	el_set(l->el, EL_PROMPT, prompt_of);
	el_set(l->el, EL_EDITOR, "emacs");
	el_set(l->el, EL_SIGNAL, 1);
	el_set(l->el, EL_HIST, history, l->history);
	el_set(l->el, EL_ADDFN, "govpub-complete", "completes the word", on_tab);
	el_set(l->el, EL_ADDFN, "govpub-break", "forgets the line", on_break);
	el_set(l->el, EL_BIND, "^I", "govpub-complete", NULL);
	el_set(l->el, EL_BIND, "^R", "em-inc-search-prev", NULL);
	el_set(l->el, EL_BIND, "^C", "govpub-break", NULL);
	el_set(l->el, EL_SETTY, "-d", "-isig", NULL); /* while a line is edited Ctrl-C is a key */
	*out = l;
	return 0;
}

void gp_shell_lines_close(struct gp_shell_lines *l)
{
	if (!l)
		return;
	write_history(l);
	el_end(l->el);
	history_end(l->history);
	free(l);
}

enum gp_shell_input gp_shell_lines_next(struct gp_shell_lines *l, const char *prompt, struct gp_buf *line)
{
	const char *got;
	int n = 0;

	l->prompt = prompt;
	l->broken_off = false;
	gp_buf_clear(line);
	got = el_gets(l->el, &n);
	if (l->broken_off) {
		puts("^C");
		el_reset(l->el);
		return GP_SHELL_BREAK;
	}
	if (!got || n <= 0) {
		putchar('\n');
		return GP_SHELL_END;
	}
	gp_buf_put(line, got, got[n - 1] == '\n' ? (size_t)n - 1 : (size_t)n);
	remember(l, line->data);
	return GP_SHELL_LINE;
}

const char *gp_shell_lines_version(void)
{
	static char version[24];

	snprintf(version, sizeof version, "%d.%d", LIBEDIT_MAJOR, LIBEDIT_MINOR);
	return version;
}
