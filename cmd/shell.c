/*
 * shell - Lua line by line, on pages and with rules, for who writes rules.
 */
#define _GNU_SOURCE
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "cmd/shell_line.h"
#include "cmd/shell_signal.h"
#include "cmd/shell_words.h"
#include "core/text/utf8.h"

static const char usage[] = "usage: govpub shell [-C DIR] [-e CODE] [--lang LANG] [PAGE...]\n";

struct options {
	enum gp_lang lang;
	const char *office_dir, *code;
	bool help;
};

static const struct option longs[] = {
	{"help", no_argument, NULL, 'h'},
	{"lang", required_argument, NULL, 'L'},
	{NULL, 0, NULL, 0},
};

static int read_options(struct options *o, int argc, char **argv, struct gp_err *e)
{
	int c;

	optind = 0;
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":C:e:h", longs, NULL)) != -1)
		switch (c) {
		case 'C':
			o->office_dir = optarg;
			break;
		case 'e':
			o->code = optarg;
			break;
		case 'h':
			o->help = true;
			break;
		case 'L':
			if (gp_cmd_lang(&o->lang, optarg, e))
				return -1;
			break;
		default:
			return gp_cmd_bad_option("shell", c, argv, e);
		}
	return 0;
}

/* --- Ctrl-C */

static volatile sig_atomic_t interrupted;

static void on_interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

void gp_shell_catch(void)
{
	struct sigaction a = {.sa_handler = on_interrupt}; /* without SA_RESTART: waiting ends */

	sigaction(SIGINT, &a, NULL);
}

bool gp_shell_interrupted(void)
{
	bool was = interrupted;

	interrupted = 0;
	return was;
}

/* --- showing */

static void show(struct gp_repl *r)
{
	if (r->text.len)
		fwrite(r->text.data, 1, r->text.len, stdout);
	fflush(stdout);
	gp_buf_clear(&r->text);
}

static void show_error(struct gp_repl *r, enum gp_shell_end end, const struct gp_err *e)
{
	char newest[12];
	const struct gp_param params[] = {{"n", newest}, {NULL, NULL}};

	gp_utf8_show(&r->text, e->msg, strlen(e->msg));
	gp_buf_putc(&r->text, '\n');
	if (end == GP_SHELL_STOPPED) {
		snprintf(newest, sizeof newest, "%d", r->shell.newest);
		gp_catalogue_say(&r->text, &r->shell.ctx->words, r->shell.lang,
		    r->shell.newest ? "shell.lost-but-pages" : "shell.lost", params);
		gp_buf_putc(&r->text, '\n');
	}
	show(r);
}

static int width_of_terminal(void)
{
	struct winsize w;

	return !ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) && w.ws_col >= 40 ? w.ws_col : 80;
}

/* --- somebody types */

static void take_line(struct gp_repl *r, const char *line)
{
	enum gp_shell_end end = GP_SHELL_DONE;
	struct gp_err e = GP_ERR_INIT;
	int rc;

	(void)gp_shell_interrupted(); /* what came before is over */
	r->shell.width = width_of_terminal();
	if (!r->piece.len && gp_repl_is_command(line)) {
		if (gp_repl_command(r, line, &e))
			show_error(r, GP_SHELL_DONE, &e);
		show(r);
		return;
	}
	gp_buf_puts(&r->piece, line);
	gp_buf_putc(&r->piece, '\n');
	rc = gp_repl_run(r, r->piece.data, r->piece.len, "shell", &end, &e);
	if (rc)
		show_error(r, end, &e);
	show(r);
	if (rc || end != GP_SHELL_MORE)
		gp_buf_clear(&r->piece);
}

static int converse(struct gp_repl *r, struct gp_err *e)
{
	const struct gp_param params[] = {{"version", GP_VERSION}, {NULL, NULL}};
	struct gp_shell_lines *lines;
	enum gp_shell_input input = GP_SHELL_LINE;
	struct gp_buf line;

	if (gp_shell_lines_open(&lines, gp_repl_complete, r, e))
		return -1;
	gp_shell_catch();
	gp_buf_init(&line, 1 << 16);
	gp_catalogue_say(&r->text, &r->shell.ctx->words, r->shell.lang, "shell.banner", params);
	gp_buf_putc(&r->text, '\n');
	if (r->shell.newest && gp_repl_command(r, ".pages", e))
		gp_buf_clear(&r->text);
	show(r);
	while (!r->quit && input != GP_SHELL_END) {
		input = gp_shell_lines_next(lines, r->piece.len ? ">> " : "> ", &line);
		if (input == GP_SHELL_LINE)
			take_line(r, line.data ? line.data : "");
		else
			gp_buf_clear(&r->piece);
	}
	gp_buf_free(&line);
	gp_shell_lines_close(lines);
	return 0;
}

/* --- a file is read */

/* With as many empty lines before it as the input had, so that messages name the line. */
static int run_piece(struct gp_repl *r, int before, enum gp_shell_end *end, struct gp_err *e)
{
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, 2 * GP_SCRIPT_SOURCE_MAX);
	for (int i = 0; i < before; i++)
		gp_buf_putc(&b, '\n');
	gp_buf_put(&b, r->piece.data, r->piece.len);
	rc = gp_repl_run(r, b.data, b.len, "stdin", end, e);
	gp_buf_free(&b);
	return rc;
}

static int read_pieces(struct gp_repl *r, FILE *f, struct gp_err *e)
{
	enum gp_shell_end end = GP_SHELL_DONE;
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	int before = 0, count = 0, rc = 0;

	while (!rc && !r->quit && (n = getline(&line, &size, f)) >= 0) {
		if (!r->piece.len) {
			before = count;
			line[strcspn(line, "\n")] = gp_repl_is_command(line) ? '\0' : '\n';
		}
		count++;
		if (!r->piece.len && gp_repl_is_command(line)) {
			rc = gp_repl_command(r, line, e);
			show(r);
			continue;
		}
		gp_buf_put(&r->piece, line, (size_t)n);
		rc = r->piece.full ? gp_fail(e, GP_ELIMIT, "the code is larger than %d KiB", (int)(GP_SCRIPT_SOURCE_MAX >> 10)) :
		    run_piece(r, before, &end, e);
		show(r);
		if (end != GP_SHELL_MORE)
			gp_buf_clear(&r->piece);
	}
	free(line);
	if (!rc && r->piece.len)
		rc = gp_fail(e, GP_ESCRIPT, "%s:%d: the code is not complete", "stdin", before + 1);
	return rc;
}

static int run_code(struct gp_repl *r, const char *code, struct gp_err *e)
{
	enum gp_shell_end end;
	int rc = gp_repl_run(r, code, strlen(code), "-e", &end, e);

	show(r);
	return !rc && end == GP_SHELL_MORE ? gp_fail(e, GP_ESCRIPT, "%s: the code is not complete", "-e") : rc;
}

static int work(struct gp_repl *r, const struct options *o, char **pages, int count, struct gp_err *e)
{
	for (int i = 0; i < count; i++)
		if (gp_shell_fetch(&r->shell, pages[i], e) < 0)
			return -1;
	if (o->code)
		return run_code(r, o->code, e);
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) ? converse(r, e) : read_pieces(r, stdin, e);
}

int gp_cmd_shell(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	struct options o = {.lang = ctx->lang};
	struct gp_repl r = {.quit = false};
	int rc;

	if (read_options(&o, argc, argv, e))
		return -1;
	if (o.help) {
		fputs(usage, stdout);
		return 0;
	}
	gp_buf_init(&r.piece, GP_SCRIPT_SOURCE_MAX);
	gp_buf_init(&r.done, GP_REPL_DONE_MAX);
	gp_buf_init(&r.text, (size_t)16 << 20);
	rc = gp_shell_open(&r.shell, ctx, o.lang, o.office_dir, e);
	if (!rc)
		rc = work(&r, &o, argv + optind, argc - optind, e);
	gp_shell_close(&r.shell);
	gp_buf_free(&r.piece);
	gp_buf_free(&r.done);
	gp_buf_free(&r.text);
	return rc;
}
