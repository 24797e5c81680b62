/* expressions that choose rules: what they hold for, and what is wrong in them */
#include "core/rules/rules_expr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

#define WORDS 6 /* a … f: bits of a world */

static bool in_world(const void *user, const char *word, size_t n)
{
	const unsigned *world = user;

	return n == 1 && *world & 1u << (*word - 'a');
}

/* A random tree is written out, with more parentheses and spaces than it needs, and worked out as it is. */
static bool grow(struct gp_buf *b, int depth, int strength, unsigned world)
{
	static const char *const gaps[] = {" ", "  ", "\t"};
	uint64_t r = random_u64();
	const char *gap = gaps[r % 3];
	int sort = depth <= 0 ? 0 : (int)((r >> 8) % 5);
	bool extra = (r >> 16) % 4 == 0, left, right;

	if (extra || (sort == 2 && strength > 1) || (sort > 2 && strength > 0)) {
		gp_buf_printf(b, "(%s", extra ? gap : "");
		strength = 0;
		extra = true;
	}
	if (sort == 0) {
		unsigned word = (unsigned)(r >> 32) % WORDS;

		gp_buf_putc(b, 'a' + (int)word);
		left = world & 1u << word;
	} else if (sort == 1) {
		gp_buf_printf(b, "not%s", gap);
		left = !grow(b, depth - 1, 2, world);
	} else {
		left = grow(b, depth - 1, sort == 2 ? 1 : 0, world);
		gp_buf_printf(b, "%s%s%s", sort == 4 ? "" : gap, sort == 2 ? "and" : sort == 3 ? "or" : ",", gap);
		right = grow(b, depth - 1, sort == 2 ? 1 : 0, world);
		left = sort == 2 ? left && right : left || right;
	}
	if (extra)
		gp_buf_printf(b, "%s)", gap);
	return left;
}

static void worked_out(void)
{
	struct gp_err e = GP_ERR_INIT;
	int wrong = 0, most = 0;
	struct gp_buf b;

	gp_buf_init(&b, GP_RULE_EXPR_MAX);
	for (int i = 0; i < 3000 && !wrong; i++) {
		unsigned world = (unsigned)random_below(1u << WORDS);
		struct gp_rule_expr x;
		bool want;

		gp_buf_clear(&b);
		want = grow(&b, 7, 0, world);
		gp_buf_putc(&b, '\0');
		if (gp_rule_expr_parse(&x, b.data, &e) || gp_rule_expr_holds(&x, in_world, &world) != want) {
			printf("# %s in %02x: %s\n", b.data, world, e.code ? e.msg : want ? "no" : "yes");
			wrong++;
		}
		most = x.count > (size_t)most ? (int)x.count : most;
		gp_rule_expr_free(&x);
	}
	ok(!wrong && most > 30, "3000 random expressions are worked out as the trees that they were written from");
	gp_buf_free(&b);
}

static void fails(const char *text, const char *words, const char *name)
{
	struct gp_err e = GP_ERR_INIT;
	struct gp_rule_expr x;
	int rc = gp_rule_expr_parse(&x, text, &e);

	ok(rc && strstr(e.msg, words), "%s", name);
	if (!rc || !strstr(e.msg, words))
		printf("# %s\n", rc ? e.msg : "no error");
	gp_rule_expr_free(&x);
}

static void denied(void)
{
	struct gp_err e = GP_ERR_INIT;
	struct gp_rule_expr x;
	int rc = gp_rule_expr_parse(&x, "a and not (b or not c) and not not d", &e);

	ok(!rc && !x.items[0].denied && x.items[1].denied && !x.items[2].denied && !x.items[7].denied,
	    "a word knows whether it is denied");
	gp_rule_expr_free(&x);
}

static void deep(void)
{
	struct gp_err e = GP_ERR_INIT;
	struct gp_rule_expr x;
	char text[4 * GP_RULE_EXPR_DEPTH + 300];
	size_t n = 0;

	memset(text, '(', GP_RULE_EXPR_DEPTH);
	text[GP_RULE_EXPR_DEPTH] = 'a';
	memset(text + GP_RULE_EXPR_DEPTH + 1, ')', GP_RULE_EXPR_DEPTH);
	text[2 * GP_RULE_EXPR_DEPTH + 1] = '\0';
	ok(!gp_rule_expr_parse(&x, text, &e), "100 parentheses in one another");
	gp_rule_expr_free(&x);
	memset(text, '(', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	fails(text, "character 102: there are too many", "and no more");
	while (n + 4 < sizeof text)
		n += (size_t)snprintf(text + n, sizeof text - n, "not ");
	text[n - 3] = '\0';
	text[n - 4] = 'a';
	ok(!gp_rule_expr_parse(&x, text, &e), "many nots need no room");
	gp_rule_expr_free(&x);
}

int main(void)
{
	worked_out();
	denied();
	deep();
	fails("", "character 1: a rule, a pack or a tag is missing", "nothing");
	fails("a and", "character 6: a rule, a pack or a tag is missing", "an end after and");
	fails("a, and b", "character 4: a rule, a pack or a tag is missing", "an operator in the place of a word");
	fails("a b", "character 3: 'and', 'or' or a comma is missing", "two words side by side");
	fails("甲 (b)", "character 3: 'and', 'or' or a comma is missing", "characters are counted, not bytes");
	fails("(a or b", "character 8: ) is missing", "a parenthesis that stays open");
	fails("a)", "character 2: this ) closes nothing", "one that was never open");
	fails("a,", "character 3: a rule, a pack or a tag is missing", "a comma at the end");
	return tap_done();
}
