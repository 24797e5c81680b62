/* verb: runs a file of Lua as a verb of the program runs, with its modules: verb FILE [WORD]... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/host/command.h"
#include "core/host/data.h"
#include "core/host/script_msg.h"
#include "core/report/reader.h"

#define SOURCE_MAX ((size_t)1 << 20)

static int run(const char *path, int argc, char **argv)
{
	static char source[SOURCE_MAX];
	struct gp_catalogue words;
	struct gp_err e = GP_ERR_INIT;
	const char *zh = getenv("LC_ALL");
	struct gp_command c = {&words, zh && !strncmp(zh, "zh", 2) ? GP_LANG_ZH : GP_LANG_EN};
	FILE *f = fopen(path, "rb");
	size_t n = f ? fread(source, 1, sizeof source, f) : 0;
	int rc;

	if (f)
		fclose(f);
	if (!n || n == sizeof source || gp_data_messages(&words, &e)) {
		fprintf(stderr, "verb: %s: %s\n", path, n ? e.msg : "cannot be read");
		return 8;
	}
	rc = gp_command_run_source(&c, path, source, n, argc, argv, &e);
	if (rc < 0)
		fprintf(stderr, "verb: %s\n", e.msg);
	gp_catalogue_free(&words);
	return rc < 0 ? gp_code_exit(e.code) : rc;
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "-x"))
		return !strcmp(argv[2], "script") ? gp_script_worker() : gp_reader_worker();
	if (argc < 2)
		return 2;
	return run(argv[1], argc - 1, argv + 1);
}
