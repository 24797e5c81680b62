/* govpub.ledger: what verbs in Lua do with registers; the cases are in tests/lib/ledger.lua */
#define _GNU_SOURCE
#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/command/command.h"
#include "tests/lib/tap.h"

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

int main(void)
{
	char dir[] = "/tmp/gp-ledger-XXXXXX", source[200000];
	const char *argv[] = {"test", dir, NULL};
	struct gp_err err = GP_ERR_INIT;
	struct gp_command c = {.words = &gp_messages, .lang = GP_LANG_EN};
	FILE *f = fopen("tests/lib/ledger.lua", "r");
	size_t n = f ? fread(source, 1, sizeof source, f) : 0;
	int status;

	if (!n || !mkdtemp(dir))
		return 1;
	fclose(f);
	status = gp_command_run_source(&c, "tests/lib/ledger.lua", source, n, 2, (char **)(uintptr_t)argv, &err);
	if (status < 0)
		printf("not ok - %s\n", err.msg);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return status != 0;
}
