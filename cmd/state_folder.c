#include "cmd/state_folder.h"

#include <stdio.h>
#include <stdlib.h>

int gp_state_folder(char *out, size_t size)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	int n;

	if (state && *state == '/')
		n = snprintf(out, size, "%s/govpub", state);
	else if (home && *home == '/')
		n = snprintf(out, size, "%s/.local/state/govpub", home);
	else
		return -1;
	return n < 0 || (size_t)n >= size ? -1 : 0;
}
