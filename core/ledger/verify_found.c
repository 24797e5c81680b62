/*
 * What records are found by, compared with their fields: links and words. Once for those who ask whether all is well and have
 * everything come in one order, and once by itself, which names what is wrong.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/json_read.h"
#include "core/ledger/chain_impl.h"
#include "core/ledger/verify_impl.h"

/* A link as one text, for sorting: field, register and record. */
struct names {
	struct gp_arena *a;
	char **items;
	size_t n;
};

struct found {
	struct gp_verify *v;
	struct gp_arena arena; /* of one record */
	struct gp_buf words;
	struct names want, have;
	int64_t links; /* that belong to records whose fields have any */
};

static int report(struct gp_verify *v, enum gp_verify_what what, const struct gp_ledger_record *r)
{
	return gp_verify_report(v, &(struct gp_verify_finding){.what = what, .office = r->office, .reg = r->reg,
	    .rid = r->rid});
}

/* --- links */

static int add_name(void *user, const char *field, const char *reg, const char *rid)
{
	struct names *names = user;
	size_t a = strlen(field), b = strlen(reg), c = strlen(rid);
	char *text = gp_arena_alloc(names->a, a + b + c + 3);

	memcpy(text, field, a);
	text[a] = '\n';
	memcpy(text + a + 1, reg, b);
	text[a + b + 1] = '\n';
	memcpy(text + a + b + 2, rid, c + 1);
	if (!(names->n & (names->n - 1)))
		names->items = gp_reallocarray(names->items, names->n ? 2 * names->n : 1, sizeof *names->items);
	names->items[names->n++] = text;
	return 0;
}

static int add_link(void *user, const struct gp_ledger_link *k)
{
	return add_name(user, k->field, k->reg, k->rid);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort(struct names *names)
{
	size_t kept = 0;

	if (names->n)
		qsort(names->items, names->n, sizeof *names->items, by_name);
	for (size_t i = 0; i < names->n; i++)
		if (!kept || strcmp(names->items[kept - 1], names->items[i]))
			names->items[kept++] = names->items[i];
	names->n = kept;
}

static bool same_names(struct found *f)
{
	bool same;

	sort(&f->want);
	sort(&f->have);
	same = f->want.n == f->have.n;
	for (size_t i = 0; same && i < f->want.n; i++)
		same = !strcmp(f->want.items[i], f->have.items[i]);
	return same;
}

/* -1; 1 they are the same; 0. Most records refer to no other: those are not asked for. */
static int same_links(struct found *f, const struct gp_ledger_record *r, const struct gp_value *fields)
{
	f->want.n = f->have.n = 0;
	gp_chain_links(fields, add_name, &f->want);
	if (!f->want.n)
		return 1;
	if (gp_ledger_each_link_from(f->v->l, r->reg, r->rid, add_link, &f->have, f->v->e))
		return -1;
	f->links += (int64_t)f->have.n;
	return same_names(f);
}

static bool same_words(struct found *f, const struct gp_ledger_record *r, const struct gp_value *fields, const char *words,
    size_t n)
{
	gp_buf_clear(&f->words);
	gp_chain_words(r->no, fields, &f->words);
	return words && n == f->words.len && !memcmp(words, f->words.data, n);
}

/* --- a record */

static int check_record(void *user, const struct gp_ledger_record *r, const char *words, size_t n)
{
	struct found *f = user;
	struct gp_value fields;
	int rc;

	gp_arena_reset(&f->arena);
	if (gp_json_read(&fields, &f->arena, r->j, r->j_n, NULL))
		return report(f->v, GP_VERIFY_RECORD, r);
	rc = same_links(f, r, &fields);
	if (rc <= 0)
		return rc < 0 ? -1 : report(f->v, GP_VERIFY_LINKS, r);
	return same_words(f, r, &fields, words, n) ? 0 : report(f->v, GP_VERIFY_WORDS, r);
}

/* --- what belongs to no record */

/* Of records that have none in their fields, or are not there at all. */
static int check_owner(void *user, const struct gp_ledger_link *k)
{
	struct found *f = user;
	struct gp_ledger_record r;
	struct gp_value fields;
	int rc = gp_ledger_record(f->v->l, NULL, k->reg, k->rid, &r, f->v->e);

	if (rc < 0)
		return -1;
	gp_arena_reset(&f->arena);
	f->want.n = 0;
	if (rc && !gp_json_read(&fields, &f->arena, r.j, r.j_n, NULL))
		gp_chain_links(&fields, add_name, &f->want);
	return f->want.n ? 0 : gp_verify_report(f->v, &(struct gp_verify_finding){.what = GP_VERIFY_LINKS, .reg = k->reg,
	    .rid = k->rid});
}

static int check_rest(struct found *f)
{
	int64_t links, words;
	int rc = 0;

	if (gp_ledger_count_links(f->v->l, &links, f->v->e) || gp_ledger_count_stray_words(f->v->l, &words, f->v->e))
		return -1;
	if (links != f->links)
		rc = gp_ledger_each_linking(f->v->l, check_owner, f, f->v->e);
	return rc || !words ? rc : gp_verify_report(f->v, &(struct gp_verify_finding){.what = GP_VERIFY_WORDS});
}

static void begin(struct found *f, struct gp_verify *v)
{
	*f = (struct found){.v = v};
	f->want.a = f->have.a = &f->arena;
	gp_buf_init(&f->words, GP_CHAIN_WORDS_MAX);
}

static void end(struct found *f)
{
	gp_arena_free(&f->arena);
	gp_buf_free(&f->words);
	free(f->want.items);
	free(f->have.items);
}

int gp_verify_found(struct gp_verify *v)
{
	struct found f;
	int rc;

	begin(&f, v);
	rc = gp_ledger_each_words(v->l, check_record, &f, v->e);
	if (!rc)
		rc = check_rest(&f);
	end(&f);
	return rc;
}

/* --- beside records that come in order */

struct gp_verify_finder {
	struct found found;
	struct gp_ledger_scan *scan;
	struct gp_ledger_scanned_link link; /* the one that comes next */
	int has_link;                       /* -1: that is not known yet */
};

struct gp_verify_finder *gp_verify_finder_new(struct gp_verify *v, struct gp_ledger_scan *scan)
{
	struct gp_verify_finder *f = gp_calloc(1, sizeof *f);

	begin(&f->found, v);
	f->scan = scan;
	f->has_link = -1;
	return f;
}

void gp_verify_finder_free(struct gp_verify_finder *f)
{
	if (!f)
		return;
	end(&f->found);
	free(f);
}

static int next_link(struct gp_verify_finder *f)
{
	f->has_link = gp_ledger_scan_link(f->scan, &f->link, f->found.v->e);
	return f->has_link < 0 ? -1 : 0;
}

/* Those that are stored for this record. One of a record before it is none of any: it stays, and nothing is the same any more. */
static int take_links(struct gp_verify_finder *f, const struct gp_ledger_record *r)
{
	int rc = 0;

	f->found.have.n = 0;
	while (!rc && f->has_link && !strcmp(f->link.rid, r->rid) && !strcmp(f->link.reg, r->reg)) {
		add_link(&f->found.have, &f->link.link);
		rc = next_link(f);
	}
	return rc;
}

int gp_verify_finder_next(struct gp_verify_finder *f, const struct gp_ledger_scanned *scanned)
{
	const struct gp_ledger_record *r = scanned ? &scanned->record : NULL;
	struct found *found = &f->found;
	struct gp_value fields;

	if (f->has_link < 0 && next_link(f))
		return -1;
	if (!r)
		return f->has_link;
	gp_arena_reset(&found->arena);
	/* links know no office: with two of them, they would come in another order than the records */
	if (strcmp(r->office, gp_ledger_office(found->v->l)) || gp_json_read(&fields, &found->arena, r->j, r->j_n, NULL))
		return 1;
	if (take_links(f, r))
		return -1;
	found->want.n = 0;
	gp_chain_links(&fields, add_name, &found->want);
	return same_names(found) && same_words(found, r, &fields, scanned->words, scanned->words_n) ? 0 : 1;
}
