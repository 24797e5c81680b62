#include "core/rules/page_finds.h"

#include <stdlib.h>

#include "core/crawl/parse_msg.h"
#include "core/script/rule_finds.h"

#define CONDITIONS_MAX ((size_t)3 << 20) /* packed bytes of all; a rule whose condition is not among them is shown every page */

struct reading {
	struct gp_page_finds *p;
	size_t bytes;
};

/* Its number, or -1: no room. */
static int add(struct reading *x, const struct gp_value *condition)
{
	struct gp_buf *b = &x->p->conditions[x->p->count];

	gp_buf_init(b, GP_SCRIPT_FILTER_MAX);
	gp_pack_value(b, condition);
	if (b->full || x->bytes + b->len > CONDITIONS_MAX) {
		gp_buf_free(b);
		return -1;
	}
	x->bytes += b->len;
	return (int)x->p->count++;
}

static void read_rule(struct reading *x, const struct gp_rule *rule, struct gp_page_numbers *n)
{
	const struct gp_rule_filter *want = &rule->match.things;
	size_t more = gp_rule_finds_count(want->finds), before = x->p->count;
	bool all = true;

	if (!want->condition && !want->finds)
		return;
	if (before + (want->condition != NULL) + more > GP_TRIGGERS_MAX)
		return;
	if (want->condition) {
		n->condition = add(x, want->condition);
		all = n->condition >= 0;
	}
	n->first = (int)x->p->count;
	for (size_t i = 0; all && i < more; i++)
		all = add(x, gp_rule_finds_when(want->finds, i)) >= 0;
	n->said = want->finds && all;
	if (all)
		return;
	n->condition = -1;
	while (x->p->count > before)
		gp_buf_free(&x->p->conditions[--x->p->count]);
}

void gp_page_finds_read(struct gp_page_finds *p, const struct gp_rules *r)
{
	struct reading x = {.p = p};

	p->conditions = gp_calloc(GP_TRIGGERS_MAX, sizeof *p->conditions);
	p->of = gp_calloc(r->count, sizeof *p->of);
	for (size_t i = 0; i < r->count; i++) {
		p->of[i] = (struct gp_page_numbers){.condition = -1};
		if (!r->list[i].cause && gp_rule_runs(&r->list[i]))
			read_rule(&x, &r->list[i], &p->of[i]);
	}
}

void gp_page_finds_free(struct gp_page_finds *p)
{
	for (size_t i = 0; i < p->count; i++)
		gp_buf_free(&p->conditions[i]);
	free(p->conditions);
	free(p->of);
}

/* What a reader says nothing of does not fit. */
static bool fits(const struct gp_crawl_page *page, int number)
{
	return (size_t)number / 8 < page->fits_n && gp_rule_finds_bit(page->fits, (size_t)number);
}

bool gp_page_finds_fit(const struct gp_page_finds *p, int rule, const struct gp_crawl_page *page)
{
	return p->of[rule].condition < 0 || fits(page, p->of[rule].condition);
}

const struct gp_value *gp_page_finds_kept(const struct gp_page_finds *p, const struct gp_rules *r, int rule,
    const struct gp_crawl_page *page, struct gp_arena *a)
{
	const struct gp_value *finds = r->list[rule].match.things.finds;
	size_t end = (size_t)p->of[rule].first + gp_rule_finds_count(finds);

	return end > page->fits_n * 8 ? NULL : gp_rule_finds_words(finds, page->fits, (size_t)p->of[rule].first, a);
}

/* Report i of the words that were found in the text. */
static const struct gp_value *of_text(int number, const struct gp_crawl_page *page, size_t i, struct gp_arena *a)
{
	struct gp_value *v = gp_arena_alloc(a, sizeof *v);
	struct gp_err ignored = GP_ERR_INIT;

	for (size_t k = 0; k < page->find_count; k++) {
		const struct gp_parse_found *f = &page->finds[k];

		if ((int)f->number != number || i--)
			continue;
		if (gp_value_unpack(v, a, gp_arena_strndup(a, f->packed, f->n), f->n, &ignored))
			*v = (struct gp_value){.type = GP_VALUE_NULL};
		return v;
	}
	return NULL;
}

const struct gp_value *gp_page_finds_report(const struct gp_page_finds *p, const struct gp_rules *r, int rule,
    const struct gp_crawl_page *page, size_t i, struct gp_arena *a)
{
	const struct gp_value *words;

	if (gp_rule_finds_text(r->list[rule].match.things.finds))
		return of_text(p->of[rule].condition, page, i, a);
	words = gp_page_finds_kept(p, r, rule, page, a);
	return words && i < words->list.n ? gp_rule_finds_report(&words->list.items[i], a) : NULL;
}
