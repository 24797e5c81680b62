#include "core/rules/rules_expr.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"

struct parser {
	struct gp_rule_expr *x;
	const char *text, *p;
	size_t cap;
	int depth;
	bool denied;
	struct gp_err *e;
};

static int fail(struct parser *s, const char *why)
{
	size_t column = 1;

	for (const char *q = s->text; q < s->p; q++)
		column += ((unsigned char)*q & 0xC0) != 0x80;
	return gp_fail(s->e, GP_EUSAGE, "rules '%.*s', character %zu: %s", (int)gp_utf8_prefix(s->text, strlen(s->text), 100),
	    s->text, column, gp_err_word(why));
}

static void put(struct parser *s, enum gp_rule_expr_op op, const char *word, size_t n)
{
	if (s->x->count == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 16;
		s->x->items = gp_reallocarray(s->x->items, s->cap, sizeof *s->x->items);
	}
	s->x->items[s->x->count++] = (struct gp_rule_expr_item){op, word, n, s->denied};
}

/* Bytes of the word at the place of reading; 0: there is none. */
static size_t word_here(struct parser *s)
{
	s->p += strspn(s->p, " \t");
	return strcspn(s->p, " \t(),");
}

static bool take(struct parser *s, const char *word)
{
	size_t n = word_here(s);

	if (n != strlen(word) || memcmp(s->p, word, n) != 0)
		return false;
	s->p += n;
	return true;
}

static bool take_mark(struct parser *s, char c)
{
	s->p += strspn(s->p, " \t");
	if (*s->p != c)
		return false;
	s->p++;
	return true;
}

static int expression(struct parser *s);

static int inside(struct parser *s)
{
	if (++s->depth > GP_RULE_EXPR_DEPTH)
		return fail(s, "there are too many parentheses in one another");
	if (expression(s))
		return -1;
	s->depth--;
	return take_mark(s, ')') ? 0 : fail(s, ") is missing here");
}

static int one(struct parser *s)
{
	bool denied = s->denied, no = false;
	size_t n;

	while (take(s, "not"))
		no = !no;
	s->denied = denied != no;
	if (take_mark(s, '(')) {
		if (inside(s))
			return -1;
	} else {
		const char *before = s->p;

		n = word_here(s);
		if (!n || take(s, "and") || take(s, "or")) {
			s->p = n ? s->p - n : before + strspn(before, " \t");
			return fail(s, "a rule, a pack or a tag is missing here");
		}
		put(s, GP_RULE_EXPR_WORD, s->p, n);
		s->p += n;
	}
	s->denied = denied;
	if (no)
		put(s, GP_RULE_EXPR_NOT, NULL, 0);
	return 0;
}

static int all(struct parser *s)
{
	if (one(s))
		return -1;
	while (take(s, "and")) {
		if (one(s))
			return -1;
		put(s, GP_RULE_EXPR_AND, NULL, 0);
	}
	return 0;
}

static int expression(struct parser *s)
{
	if (all(s))
		return -1;
	while (take_mark(s, ',') || take(s, "or")) {
		if (all(s))
			return -1;
		put(s, GP_RULE_EXPR_OR, NULL, 0);
	}
	return 0;
}

int gp_rule_expr_parse(struct gp_rule_expr *x, const char *text, struct gp_err *e)
{
	struct parser s = {.x = x, .text = text, .p = text, .e = e};

	*x = (struct gp_rule_expr){0};
	if (strlen(text) > GP_RULE_EXPR_MAX)
		return gp_fail(e, GP_ELIMIT, "the words that choose rules are longer than 64 KiB");
	if (expression(&s))
		return -1;
	if (word_here(&s))
		return fail(&s, "'and', 'or' or a comma is missing here");
	if (*s.p)
		return fail(&s, *s.p == ')' ? "this ) closes nothing" : "'and', 'or' or a comma is missing here");
	x->stack = gp_calloc(x->count, sizeof *x->stack);
	return 0;
}

void gp_rule_expr_free(struct gp_rule_expr *x)
{
	free(x->items);
	free(x->stack);
	*x = (struct gp_rule_expr){0};
}

bool gp_rule_expr_holds(const struct gp_rule_expr *x, bool (*is)(const void *user, const char *word, size_t n),
    const void *user)
{
	size_t top = 0;

	for (size_t i = 0; i < x->count; i++) {
		const struct gp_rule_expr_item *it = &x->items[i];

		switch (it->op) {
		case GP_RULE_EXPR_WORD:
			x->stack[top++] = is(user, it->word, it->n);
			break;
		case GP_RULE_EXPR_NOT:
			x->stack[top - 1] = !x->stack[top - 1];
			break;
		case GP_RULE_EXPR_AND:
			top--;
			x->stack[top - 1] = x->stack[top - 1] && x->stack[top];
			break;
		case GP_RULE_EXPR_OR:
			top--;
			x->stack[top - 1] = x->stack[top - 1] || x->stack[top];
			break;
		}
	}
	return x->stack[0];
}
