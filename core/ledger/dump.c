#include "core/ledger/dump.h"

#define LINE_MAX_BYTES (4 * GP_LEDGER_BODY_MAX) /* words may be twice as long as fields, and are escaped */

struct dump {
	struct gp_ledger *l;
	gp_chain_dump_fn *fn;
	void *user;
	struct gp_buf line, words;
	struct gp_json j;
	struct gp_err *e;
};

static void begin(struct dump *d, const char *what)
{
	gp_buf_clear(&d->line);
	gp_json_init(&d->j, &d->line);
	gp_json_object(&d->j);
	gp_json_key(&d->j, what);
}

static int end(struct dump *d)
{
	gp_json_object_end(&d->j);
	if (d->line.full)
		return gp_fail(d->e, GP_ELIMIT, "an entry is larger than %d MiB", (int)(GP_LEDGER_BODY_MAX >> 20));
	return d->fn(d->user, d->line.data, d->line.len);
}

static void text(struct dump *d, const char *key, const char *value)
{
	gp_json_key(&d->j, key);
	gp_json_str(&d->j, value);
}

static void integer(struct dump *d, const char *key, int64_t value)
{
	gp_json_key(&d->j, key);
	gp_json_int(&d->j, value);
}

static void flag(struct dump *d, const char *key, bool value)
{
	gp_json_key(&d->j, key);
	gp_json_bool(&d->j, value);
}

static int put_record(struct dump *d, const struct gp_ledger_record *r)
{
	begin(d, "record");
	gp_json_object(&d->j);
	text(d, "office", r->office);
	text(d, "reg", r->reg);
	text(d, "rid", r->rid);
	text(d, "no", r->no);
	integer(d, "n", r->n);
	integer(d, "year", r->year);
	text(d, "state", r->state);
	integer(d, "rev", r->rev);
	text(d, "created_on", r->created_on);
	text(d, "closed_on", r->closed_on);
	flag(d, "void", r->void_);
	text(d, "fields", r->j); /* as a text: its own order and spelling are compared too */
	gp_json_object_end(&d->j);
	return end(d);
}

static int put_move(void *user, const struct gp_ledger_move *m)
{
	struct dump *d = user;

	begin(d, "move");
	gp_json_object(&d->j);
	integer(d, "seq", m->seq);
	integer(d, "step", m->step);
	text(d, "move", m->move);
	text(d, "on", m->on);
	text(d, "at", m->at);
	text(d, "by", m->by);
	text(d, "state", m->state);
	flag(d, "closed", m->closed);
	flag(d, "undone", m->undone);
	gp_json_object_end(&d->j);
	return end(d);
}

static int put_link(void *user, const struct gp_ledger_link *k)
{
	struct dump *d = user;

	begin(d, "link");
	gp_json_object(&d->j);
	text(d, "field", k->field);
	text(d, "reg", k->reg);
	text(d, "rid", k->rid);
	gp_json_object_end(&d->j);
	return end(d);
}

static int put_words(struct dump *d, const struct gp_ledger_record *r)
{
	int rc;

	gp_buf_clear(&d->words);
	rc = gp_ledger_words(d->l, r->office, r->reg, r->rid, &d->words, d->e);
	if (rc <= 0)
		return rc;
	begin(d, "words");
	gp_json_strn(&d->j, d->words.data, d->words.len);
	return end(d);
}

static int put_clock(void *user, const struct gp_ledger_clock *c)
{
	struct dump *d = user;

	begin(d, "clock");
	gp_json_object(&d->j);
	text(d, "name", c->name);
	text(d, "status", c->status);
	text(d, "due", c->due);
	text(d, "earliest", c->earliest);
	text(d, "met_on", c->met_on);
	integer(d, "used", c->used);
	integer(d, "total", c->total);
	flag(d, "provisional", c->provisional);
	flag(d, "late", c->late);
	gp_json_object_end(&d->j);
	return end(d);
}

static int put_all(void *user, const struct gp_ledger_record *r)
{
	struct dump *d = user;
	int rc = put_record(d, r);

	if (!rc)
		rc = gp_ledger_each_move(d->l, r->office, r->reg, r->rid, put_move, d, d->e);
	if (!rc)
		rc = gp_ledger_each_link_from(d->l, r->reg, r->rid, put_link, d, d->e);
	if (!rc)
		rc = put_words(d, r);
	return rc ? rc : gp_ledger_each_clock(d->l, r->reg, r->rid, put_clock, d, d->e);
}

int gp_chain_dump(struct gp_chain *c, gp_chain_dump_fn *fn, void *user, struct gp_err *e)
{
	struct dump d = {.l = gp_chain_ledger(c), .fn = fn, .user = user, .e = e};
	int rc;

	gp_buf_init(&d.line, LINE_MAX_BYTES);
	gp_buf_init(&d.words, LINE_MAX_BYTES);
	rc = gp_ledger_each_record(d.l, "*", NULL, put_all, &d, e);
	gp_buf_free(&d.line);
	gp_buf_free(&d.words);
	return rc;
}
