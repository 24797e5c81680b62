/* lua_verb FILE ARG...: runs a file as a verb in Lua, with all modules that verbs have; --zh before the file: in Chinese */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/command/command.h"
#include "core/report/reader.h"
#include "core/script/script_msg.h"

static const char *chinese(const char *fmt)
{
	return gp_catalogue_text(&gp_errors, GP_LANG_ZH, fmt);
}

static char *read_all(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *bytes = malloc(1 << 20);

	if (!f || !bytes)
		exit(8);
	*n = fread(bytes, 1, 1 << 20, f);
	fclose(f);
	return bytes;
}

int main(int argc, char **argv)
{
	bool worker = argc == 3 && !strcmp(argv[1], "-x");
	bool zh = argc > 1 && !strcmp(argv[1], "--zh");
	struct gp_command c = {.words = &gp_messages, .lang = zh ? GP_LANG_ZH : GP_LANG_EN};
	struct gp_err e = GP_ERR_INIT;
	char *source;
	size_t n;
	int status;

	if (worker)
		return !strcmp(argv[2], "script") ? gp_script_worker() : gp_reader_worker();
	argc -= zh;
	argv += zh;
	if (argc < 2)
		return 2;
	if (zh)
		gp_err_words(chinese);
	source = read_all(argv[1], &n);
	status = gp_command_run_source(&c, argv[1], source, n, argc - 1, argv + 1, &e);
	if (status < 0) {
		fprintf(stderr, "%s\n", e.msg);
		status = gp_code_exit(e.code);
	}
	free(source);
	return status;
}
