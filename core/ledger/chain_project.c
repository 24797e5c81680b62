/* what follows from events, written down */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "core/base/json_read.h"
#include "core/ledger/chain_impl.h"

/* --- references */

struct links {
	gp_chain_link_fn *fn;
	void *user;
	struct gp_buf field;
};

static int links_in(struct links *k, const struct gp_value *v)
{
	const char *reg = gp_value_str(v, "reg"), *rid = gp_value_str(v, "rid");
	size_t at = k->field.len;
	int rc = 0;

	if (reg && rid)
		return k->fn(k->user, k->field.data, reg, rid);
	for (size_t i = 0; v->type == GP_VALUE_LIST && i < v->list.n && !rc; i++)
		rc = links_in(k, &v->list.items[i]);
	for (size_t i = 0; v->type == GP_VALUE_MAP && i < v->map.n && !rc; i++) {
		gp_buf_puts(&k->field, at ? "." : "");
		gp_buf_put(&k->field, v->map.members[i].key, v->map.members[i].key_n);
		rc = k->field.full ? 0 : links_in(k, &v->map.members[i].value);
		k->field.len = at;
		k->field.full = false;
		k->field.data[at] = '\0';
	}
	return rc;
}

int gp_chain_links(const struct gp_value *fields, gp_chain_link_fn *fn, void *user)
{
	struct links k = {.fn = fn, .user = user};
	int rc;

	gp_buf_init(&k.field, 500);
	gp_buf_puts(&k.field, "");
	rc = links_in(&k, fields);
	gp_buf_free(&k.field);
	return rc;
}

struct linking {
	struct gp_ledger *l;
	const char *reg, *rid;
	struct gp_err *e;
};

static int put_link(void *user, const char *field, const char *reg, const char *rid)
{
	struct linking *k = user;

	return gp_ledger_put_link(k->l, k->reg, k->rid, field, reg, rid, k->e);
}

/* --- the full text */

/* Texts wherever they stand, but for personal values and what is no text to people: hashes, names of records. */
static void words_in(struct gp_buf *out, const struct gp_value *v)
{
	if (v->type == GP_VALUE_STRING) {
		gp_buf_put(out, v->string.p, v->string.n);
		gp_buf_putc(out, '\n');
	} else if (v->type == GP_VALUE_LIST) {
		for (size_t i = 0; i < v->list.n; i++)
			words_in(out, &v->list.items[i]);
	} else if (gp_value_str(v, "h")) {
		words_in(out, gp_value_get(v, "name"));
	} else if (v->type == GP_VALUE_MAP && !gp_value_get(v, "$v") && !gp_value_get(v, "$erased") &&
	    !gp_value_get(v, "rid")) {
		for (size_t i = 0; i < v->map.n; i++)
			words_in(out, &v->map.members[i].value);
	}
}

void gp_chain_words(const char *no, const struct gp_value *fields, struct gp_buf *out)
{
	gp_buf_puts(out, no);
	gp_buf_putc(out, '\n');
	words_in(out, fields);
}

/* Links and words, of the fields as they are. */
static int put_found(struct gp_chain *c, const struct gp_ledger_record *row, struct gp_err *e)
{
	struct linking k = {c->l, row->reg, row->rid, e};
	struct gp_arena a = {0};
	struct gp_value v;
	struct gp_buf text;
	int rc = gp_json_read(&v, &a, row->j, row->j_n, e);

	gp_buf_init(&text, GP_CHAIN_WORDS_MAX);
	if (!rc)
		rc = gp_ledger_drop_links(c->l, row->reg, row->rid, e) || gp_chain_links(&v, put_link, &k) ? -1 : 0;
	if (!rc) {
		gp_chain_words(row->no, &v, &text);
		rc = gp_ledger_put_words(c->l, row->office, row->reg, row->rid, text.data, text.len, e);
	}
	gp_buf_free(&text);
	gp_arena_free(&a);
	return rc;
}

/* --- a record */

int gp_chain_project(struct gp_chain *c, const char *office, const char *reg, const char *rid,
    const struct gp_folded *r, struct gp_err *e)
{
	struct gp_ledger_record row = {.office = office, .reg = reg, .rid = rid};
	struct gp_ledger_move move = {.office = office, .reg = reg, .rid = rid};

	gp_folded_record(r, &row);
	if (gp_ledger_put_record(c->l, &row, e))
		return -1;
	for (size_t i = 0; i < r->move_count; i++) {
		if (!r->moves[i].changed)
			continue;
		gp_folded_move(&r->moves[i], &move);
		if (gp_ledger_put_move(c->l, &move, e))
			return -1;
	}
	return r->fields_changed ? put_found(c, &row, e) : 0;
}

/* --- all of them again */

struct rebuild {
	struct gp_chain *c;
	struct gp_folded r;
	char *office, *reg, *rid; /* whose events come now */
	int64_t records;
	struct gp_err *e;
};

static void forget(struct rebuild *b)
{
	gp_folded_free(&b->r);
	free(b->office);
	free(b->reg);
	free(b->rid);
	b->office = b->reg = b->rid = NULL;
}

static int finish_record(struct rebuild *b)
{
	int rc = b->rid ? gp_chain_project(b->c, b->office, b->reg, b->rid, &b->r, b->e) : 0;

	b->records += b->rid != NULL;
	forget(b);
	return rc;
}

static int fold_next(void *user, const struct gp_ledger_event *ev)
{
	struct rebuild *b = user;

	if (b->rid && (strcmp(b->rid, ev->rid) || strcmp(b->reg, ev->reg) || strcmp(b->office, ev->office)) &&
	    finish_record(b))
		return -1;
	if (!b->rid) {
		b->office = gp_strdup(ev->office);
		b->reg = gp_strdup(ev->reg);
		b->rid = gp_strdup(ev->rid);
	}
	return gp_folded_apply(&b->r, ev, b->e);
}

int gp_chain_rebuild(struct gp_chain *c, int64_t *records, struct gp_err *e)
{
	const struct gp_ledger_pick all = {.office = "*", .by_record = true, .folding = true};
	struct rebuild b = {.c = c, .e = e};
	int rc;

	if (gp_ledger_begin(c->l, e))
		return -1;
	rc = gp_ledger_drop_projections(c->l, e) || gp_ledger_each_event(c->l, &all, fold_next, &b, e);
	if (!rc)
		rc = finish_record(&b);
	forget(&b);
	*records = b.records;
	if (!rc && !gp_ledger_commit(c->l, e))
		return 0;
	gp_ledger_rollback(c->l);
	return -1;
}
