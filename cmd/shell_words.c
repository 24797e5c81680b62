/* shell_words.c - the commands of a shell */
#define _GNU_SOURCE
#include "cmd/shell_words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/script/sources.h"
#include "core/text/utf8.h"

static void say(struct gp_repl *r, const char *id, const struct gp_param *params)
{
	gp_catalogue_say(&r->text, &r->shell.ctx->words, r->shell.lang, id, params);
	gp_buf_putc(&r->text, '\n');
}

int gp_repl_run(struct gp_repl *r, const char *source, size_t n, const char *name, enum gp_shell_end *end,
    struct gp_err *e)
{
	if (gp_shell_run(&r->shell, source, n, name, end, &r->text, e))
		return -1;
	if (*end == GP_SHELL_ERROR || *end == GP_SHELL_STOPPED) {
		*e = r->shell.error;
		return -1;
	}
	for (; n && *source == '\n'; n--)
		source++;
	if (*end == GP_SHELL_DONE && r->done.len + n + 1 < GP_REPL_DONE_MAX) {
		gp_buf_put(&r->done, source, n);
		if (n && source[n - 1] != '\n')
			gp_buf_putc(&r->done, '\n');
	}
	return 0;
}

static int do_help(struct gp_repl *r, const char *name, struct gp_err *e)
{
	const struct gp_param params[] = {{"name", name}, {NULL, NULL}};

	(void)e;
	if (!*name)
		say(r, "shell.help", NULL);
	else if (!gp_repl_explain(&r->text, name))
		say(r, "shell.no-doc", params);
	return 0;
}

static int do_load(struct gp_repl *r, const char *path, struct gp_err *e)
{
	struct gp_sources s = {0};
	enum gp_shell_end end;
	int rc;

	if (!*path)
		return gp_fail(e, GP_EUSAGE, ".load: which file?");
	rc = gp_sources_add_file(&s, path, 0, GP_SCRIPT_PLAIN, e);
	if (!rc)
		rc = gp_repl_run(r, s.list[0].text, s.list[0].n, path, &end, e);
	if (!rc && end == GP_SHELL_MORE)
		rc = gp_fail(e, GP_ESCRIPT, "%s: the code is not complete", path);
	gp_sources_free(&s);
	return rc;
}

static int do_save(struct gp_repl *r, const char *path, struct gp_err *e)
{
	const struct gp_param params[] = {{"path", path}, {NULL, NULL}};
	size_t at = 0;
	ssize_t n = 0;
	int fd;

	if (!*path)
		return gp_fail(e, GP_EUSAGE, ".save: to which file?");
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0 && errno == EEXIST)
		return gp_fail(e, GP_EUSAGE, ".save: %s is there already; choose another name", path);
	if (fd < 0)
		return gp_fail_errno(e, GP_EIO, "%s", path);
	while (at < r->done.len && (n = write(fd, r->done.data + at, r->done.len - at)) > 0)
		at += (size_t)n;
	if (close(fd) || n < 0)
		return gp_fail_errno(e, GP_EIO, "%s", path);
	say(r, "shell.saved", params);
	return 0;
}

static int do_pages(struct gp_repl *r, const char *word, struct gp_err *e)
{
	(void)word;
	(void)e;
	for (int i = 1; i <= GP_SHELL_PAGES; i++) {
		const struct gp_script_page *p = &r->shell.pages[i - 1].page;
		char slot[12], size[24];
		const struct gp_param params[] = {{"n", slot}, {"url", p->url}, {"size", size}, {NULL, NULL}};

		if (!p->url)
			continue;
		snprintf(slot, sizeof slot, "%d", i);
		snprintf(size, sizeof size, "%zu", p->length);
		say(r, "shell.page", params);
	}
	if (!r->shell.newest)
		say(r, "shell.no-pages", NULL);
	return 0;
}

static int do_rules(struct gp_repl *r, const char *word, struct gp_err *e)
{
	(void)e;
	for (size_t i = 0; i < r->shell.rules->count; i++) {
		const struct gp_rule *rule = &r->shell.rules->list[i];
		const char *title = rule->broken ? rule->broken : rule->title[r->shell.lang];

		if (*word && !strstr(rule->id, word) && !strstr(title, word))
			continue;
		gp_buf_printf(&r->text, "%-28s ", rule->id);
		gp_utf8_show(&r->text, title, strlen(title));
		gp_buf_putc(&r->text, '\n');
	}
	return 0;
}

static int do_reset(struct gp_repl *r, const char *word, struct gp_err *e)
{
	(void)word;
	if (gp_shell_reset(&r->shell, e)) {
		r->quit = true; /* without rules and worker nothing goes on */
		return -1;
	}
	say(r, "shell.reset", NULL);
	return 0;
}

static int do_quit(struct gp_repl *r, const char *word, struct gp_err *e)
{
	(void)word;
	(void)e;
	r->quit = true;
	return 0;
}

static const struct {
	const char *name;
	int (*run)(struct gp_repl *r, const char *word, struct gp_err *e);
	bool names_file;
} commands[] = {{".help", do_help, false}, {".load", do_load, true}, {".pages", do_pages, false},
    {".quit", do_quit, false}, {".reset", do_reset, false}, {".rules", do_rules, false}, {".save", do_save, true}};

#define COMMANDS (sizeof commands / sizeof *commands)

bool gp_repl_is_command(const char *line)
{
	line += strspn(line, " \t");
	return line[0] == '.' && line[1] >= 'a' && line[1] <= 'z';
}

int gp_repl_command(struct gp_repl *r, const char *line, struct gp_err *e)
{
	size_t n;
	char *word;
	int rc = -1;

	line += strspn(line, " \t");
	n = strcspn(line, " \t");
	word = gp_strdup(line + n + strspn(line + n, " \t"));
	for (size_t i = strlen(word); i && strchr(" \t\r", word[i - 1]); i--)
		word[i - 1] = '\0';
	for (size_t i = 0; i < COMMANDS; i++)
		if (strlen(commands[i].name) == n && !strncmp(line, commands[i].name, n)) {
			rc = commands[i].run(r, word, e);
			free(word);
			return rc;
		}
	free(word);
	return gp_fail(e, GP_EUSAGE, "there is no command '%.*s'; .help lists them", (int)n, line);
}

/* --- completion */

static void offer(struct gp_buf *out, const char *word, size_t word_n, const char *begun, size_t n)
{
	if (word_n >= n && !memcmp(word, begun, n)) {
		gp_buf_put(out, word, word_n);
		gp_buf_putc(out, '\n');
	}
}

static size_t complete_command(const char *line, size_t n, struct gp_buf *out)
{
	for (size_t i = 0; i < COMMANDS; i++)
		offer(out, commands[i].name, strlen(commands[i].name), line, n);
	return n;
}

static size_t complete_rule(struct gp_repl *r, const char *word, size_t n, struct gp_buf *out)
{
	for (size_t i = 0; i < r->shell.rules->count; i++)
		offer(out, r->shell.rules->list[i].id, strlen(r->shell.rules->list[i].id), word, n);
	return n;
}

static size_t complete_name(struct gp_repl *r, const char *line, size_t n, struct gp_buf *out)
{
	const struct gp_value *names = gp_shell_names(&r->shell, line, n);
	size_t word = 0;

	while (word < n && (line[n - word - 1] == '_' || (line[n - word - 1] | 0x20) >= 'a' || (line[n - word - 1] >= '0' &&
	    line[n - word - 1] <= '9')) && !(line[n - word - 1] & 0x80) && !strchr("[]{}|\\^~`@", line[n - word - 1]))
		word++;
	for (size_t i = 0; names && i < names->list.n; i++)
		if (names->list.items[i].type == GP_VALUE_STRING)
			offer(out, names->list.items[i].string.p, names->list.items[i].string.n, line + n - word, word);
	return word;
}

/* The string that begins behind `function(`, when the cursor is in it. */
static const char *argument(const char *line, size_t n, const char *function)
{
	const char *at = NULL, *p = line;
	size_t f = strlen(function);

	while ((p = memmem(p, n - (size_t)(p - line), function, f))) {
		p += f;
		at = p;
	}
	return at && !memchr(at, '"', n - (size_t)(at - line)) && !memchr(at, '\'', n - (size_t)(at - line)) ? at : NULL;
}

size_t gp_repl_complete(void *user, const char *line, size_t n, struct gp_buf *out)
{
	struct gp_repl *r = user;
	const char *word;

	if (!r->piece.len && n && *line == '.') {
		for (size_t i = 0; i < COMMANDS; i++) {
			size_t len = strlen(commands[i].name);

			if (commands[i].names_file && n > len && !strncmp(line, commands[i].name, len) && line[len] == ' ')
				return gp_repl_files(line + len + 1, n - len - 1, out);
		}
		return complete_command(line, n, out);
	}
	if ((word = argument(line, n, "fetch(\"")))
		return gp_repl_files(word, n - (size_t)(word - line), out);
	if ((word = argument(line, n, "try(\"")))
		return complete_rule(r, word, n - (size_t)(word - line), out);
	return complete_name(r, line, n, out);
}
