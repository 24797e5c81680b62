/* usage: small_ledger DIR [RECORDS] - registers in the office DIR, with a little of everything, for tests of verbs */
#define _GNU_SOURCE
#include "tests/lib/small_ledger.h"

int main(int argc, char **argv)
{
	struct gp_chain *c = argc > 1 ? make_small(argv[1], "sha256", argc > 2 ? (int)strtol(argv[2], NULL, 10) : 12) : NULL;

	if (!c)
		fprintf(stderr, "small_ledger: %s\n", err.msg);
	gp_chain_close(c);
	return !c;
}
