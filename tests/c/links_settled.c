/* links_settled: what was put in is there, until there is too much */
#include <stdio.h>

#include "core/report/links_settled.h"
#include "tests/lib/tap.h"

static uint64_t hash_of(int64_t to, unsigned i)
{
	char fragment[16];

	return gp_settled_hash(to, fragment, (size_t)snprintf(fragment, sizeof fragment, "f%u", i));
}

static size_t found(struct gp_settled *s, int64_t to, unsigned n)
{
	size_t out = 0;

	for (unsigned i = 0; i < n; i++)
		out += gp_settled_has(s, hash_of(to, i));
	return out;
}

int main(void)
{
	struct gp_settled s = {0};

	is_int((long long)found(&s, 1, 10), 0, "nothing is settled at first");
	for (unsigned i = 0; i < 100000; i++)
		gp_settled_add(&s, hash_of(1, i));
	ok(found(&s, 1, 100000) >= 99900, "what was settled is known");
	ok(found(&s, 1, 1000) >= 990 && found(&s, 1, 1000) >= 990, "also when it is asked for again");
	is_int((long long)found(&s, 2, 1000), 0, "not for another page");
	ok(!gp_settled_has(&s, hash_of(1, 100001)), "nor for another place");
	for (unsigned i = 0; i < 600000; i++)
		gp_settled_add(&s, hash_of(3, i));
	ok(s.size * sizeof *s.slots <= 8 << 20, "it stays small");
	ok(gp_settled_has(&s, hash_of(3, 599999)), "and knows the last ones");
	gp_settled_free(&s);
	for (unsigned i = 0; i < 1000; i++)
		gp_settled_add(&s, (uint64_t)i << 40 | 1);
	ok(s.count < 1000, "what collides is not kept for ever");
	ok(gp_settled_has(&s, 1), "but the first ones are");
	gp_settled_free(&s);
	return tap_done();
}
