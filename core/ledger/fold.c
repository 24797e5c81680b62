#include "core/ledger/fold.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/json_read.h"
#include "core/base/mem.h"

/* A piece of JSON as it is written. */
struct raw {
	const char *p;
	size_t n;
};

/* The members of a body that change a record. */
struct body {
	struct raw set, to, closed, no, n, year, history, seqs, state, void_;
};

void gp_folded_free(struct gp_folded *r)
{
	for (size_t i = 0; i < r->move_count; i++)
		free(r->moves[i].text);
	free(r->moves);
	free(r->no);
	free(r->state);
	free(r->j);
	*r = (struct gp_folded){0};
}

static void put_date(char out[11], const char *s, size_t n)
{
	n = n < 10 ? n : 10;
	memcpy(out, s, n);
	out[n] = '\0';
}

void gp_folded_load(struct gp_folded *r, const struct gp_ledger_record *row)
{
	*r = (struct gp_folded){.n = row->n, .year = row->year, .rev = row->rev, .void_ = row->void_, .exists = true};
	r->no = gp_strdup(row->no);
	r->state = gp_strdup(row->state);
	put_date(r->created_on, row->created_on, strlen(row->created_on));
	put_date(r->closed_on, row->closed_on, strlen(row->closed_on));
	r->j = gp_strndup(row->j, row->j_n);
	r->j_n = row->j_n;
}

void gp_folded_record(const struct gp_folded *r, struct gp_ledger_record *row)
{
	row->no = r->no ? r->no : "";
	row->n = r->n;
	row->year = r->year;
	row->state = r->state ? r->state : "";
	row->rev = r->rev;
	row->created_on = r->created_on;
	row->closed_on = r->closed_on;
	row->void_ = r->void_;
	row->j = r->j ? r->j : "{}";
	row->j_n = r->j ? r->j_n : 2;
}

/* --- moves */

static struct gp_fold_move *add_move(struct gp_folded *r)
{
	if (!(r->move_count & (r->move_count - 1)))
		r->moves = gp_reallocarray(r->moves, r->move_count ? 2 * r->move_count : 1, sizeof *r->moves);
	r->moves[r->move_count] = (struct gp_fold_move){0};
	return &r->moves[r->move_count++];
}

static void set_move(struct gp_fold_move *m, const struct raw texts[5])
{
	size_t n = 5, at = 0;

	for (size_t i = 0; i < 5; i++)
		n += texts[i].n;
	m->text = gp_alloc(n);
	m->on = texts[0].n + 1;
	for (size_t i = 0; i < 5; i++) {
		memcpy(m->text + at, texts[i].p, texts[i].n);
		at += texts[i].n;
		m->text[at++] = '\0';
	}
}

static struct raw whole(const char *s)
{
	return (struct raw){s, strlen(s)};
}

void gp_folded_load_move(struct gp_folded *r, const struct gp_ledger_move *row)
{
	struct gp_fold_move *m = add_move(r);

	m->seq = row->seq;
	m->step = row->step;
	m->closed = row->closed;
	m->undone = row->undone;
	set_move(m, (struct raw[]){whole(row->move), whole(row->on), whole(row->at), whole(row->by), whole(row->state)});
}

void gp_folded_move(const struct gp_fold_move *m, struct gp_ledger_move *row)
{
	const char **const texts[] = {&row->move, &row->on, &row->at, &row->by, &row->state};
	const char *p = m->text;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		*texts[i] = p;
		p += strlen(p) + 1;
	}
	row->seq = m->seq;
	row->step = m->step;
	row->closed = m->closed;
	row->undone = m->undone;
}

/* --- JSON that is small */

static bool is(struct raw v, const char *word)
{
	return v.n == strlen(word) && !memcmp(v.p, word, v.n);
}

/* A string without its quotes and escapes; an empty one when it is none. */
static char *text_of(struct raw v)
{
	struct gp_arena a = {0};
	struct gp_value s;
	char *out;

	if (v.n >= 2 && v.p[0] == '"' && !memchr(v.p, '\\', v.n))
		return gp_strndup(v.p + 1, v.n - 2);
	out = gp_json_read(&s, &a, v.p, v.n, NULL) || s.type != GP_VALUE_STRING ? gp_strdup("") : gp_strdup(s.string.p);
	gp_arena_free(&a);
	return out;
}

static int64_t integer_of(struct raw v)
{
	struct gp_arena a = {0};
	struct gp_value i;
	int64_t out = gp_json_read(&i, &a, v.p, v.n, NULL) || i.type != GP_VALUE_INT ? 0 : i.integer;

	gp_arena_free(&a);
	return out;
}

static void replace(char **to, struct raw v)
{
	free(*to);
	*to = text_of(v);
}

static int read_body(const struct gp_ledger_event *ev, struct body *b)
{
	const struct {
		const char *name;
		size_t n;
		struct raw *to;
	} known[] = {{"set", 3, &b->set}, {"to", 2, &b->to}, {"closed", 6, &b->closed}, {"no", 2, &b->no}, {"n", 1, &b->n},
	    {"year", 4, &b->year}, {"history", 7, &b->history}, {"seqs", 4, &b->seqs}, {"state", 5, &b->state},
	    {"void", 4, &b->void_}};
	struct gp_json_walk w = {.p = ev->body, .end = ev->body + ev->body_n};
	struct gp_json_member m;
	int rc;

	*b = (struct body){0};
	while ((rc = gp_json_next(&w, &m)) > 0)
		for (size_t i = 0; i < sizeof known / sizeof *known; i++)
			if (m.key_n == known[i].n && !memcmp(m.key, known[i].name, m.key_n))
				*known[i].to = (struct raw){m.value, m.n};
	return rc;
}

/* --- fields */

static int order(const struct gp_json_member *a, const struct gp_json_member *b)
{
	int c = memcmp(a->key, b->key, a->key_n < b->key_n ? a->key_n : b->key_n);

	return c ? c : (a->key_n > b->key_n) - (a->key_n < b->key_n);
}

/* As it stands in its object, from the quote before its name on: this program writes no blanks. */
static void put_member(struct gp_buf *out, const struct gp_json_member *m)
{
	if (m->n == 4 && !memcmp(m->value, "null", 4))
		return;
	if (out->len > 1)
		gp_buf_putc(out, ',');
	gp_buf_put(out, m->key - 1, (size_t)(m->value + m->n - m->key) + 1);
}

/* Two objects whose members are sorted become one; `set` wins. Names of fields are ASCII, so bytes sort as UTF-16. */
static int merge(struct gp_buf *out, struct raw fields, struct raw set)
{
	struct gp_json_walk a = {.p = fields.p, .end = fields.p + fields.n}, b = {.p = set.p, .end = set.p + set.n};
	struct gp_json_member x, y;
	int more_a = gp_json_next(&a, &x), more_b = gp_json_next(&b, &y), c;

	gp_buf_reserve(out, fields.n + set.n); /* once; where that is too much, it fails below */
	out->full = false;
	gp_buf_putc(out, '{');
	while (more_a > 0 || more_b > 0) {
		c = more_a <= 0 ? 1 : more_b <= 0 ? -1 : order(&x, &y);
		put_member(out, c < 0 ? &x : &y);
		if (c <= 0)
			more_a = gp_json_next(&a, &x);
		if (c >= 0)
			more_b = gp_json_next(&b, &y);
	}
	gp_buf_putc(out, '}');
	return more_a < 0 || more_b < 0 ? -1 : 0;
}

static int set_fields(struct gp_folded *r, struct raw set, struct gp_err *e)
{
	struct gp_buf out;

	if (!set.n || is(set, "[]") || is(set, "{}"))
		return 0;
	gp_buf_init(&out, GP_LEDGER_BODY_MAX);
	if (merge(&out, r->j ? (struct raw){r->j, r->j_n} : whole("{}"), set)) {
		gp_buf_free(&out);
		return gp_fail(e, GP_EINTEGRITY, "an entry does not say its fields as this program writes them");
	}
	if (out.full) {
		gp_buf_free(&out);
		return gp_fail(e, GP_ELIMIT, "an entry is larger than %d MiB", (int)(GP_LEDGER_BODY_MAX >> 20));
	}
	free(r->j);
	r->j = out.data;
	r->j_n = out.len;
	r->fields_changed = true;
	return 0;
}

/* --- what kinds of events do */

static void close_record(struct gp_folded *r, struct raw closed, const char *on)
{
	if (is(closed, "true"))
		put_date(r->closed_on, on, strlen(on));
	else if (is(closed, "false"))
		r->closed_on[0] = '\0';
}

/* Moves that were made before this program kept the register. */
static int add_history(struct gp_folded *r, const struct gp_ledger_event *ev, struct raw history)
{
	struct gp_json_walk w = {.p = history.p, .end = history.p + history.n};
	struct raw item;
	int64_t step = 0;
	int rc;

	while ((rc = gp_json_next_item(&w, &item.p, &item.n)) > 0) {
		struct gp_json_walk inside = {.p = item.p, .end = item.p + item.n};
		struct raw closed = {0};
		struct gp_json_member m;
		char *texts[3] = {0};
		struct gp_fold_move *move;

		while ((rc = gp_json_next(&inside, &m)) > 0) {
			static const char *const names[] = {"move", "on", "to"};
			struct raw v = {m.value, m.n};

			for (size_t i = 0; i < 3; i++)
				if (m.key_n == strlen(names[i]) && !memcmp(m.key, names[i], m.key_n))
					replace(&texts[i], v);
			if (m.key_n == 6 && !memcmp(m.key, "closed", 6))
				closed = v;
		}
		if (rc == 0) {
			move = add_move(r);
			move->seq = ev->seq;
			move->step = ++step;
			move->closed = is(closed, "true");
			move->changed = true;
			set_move(move, (struct raw[]){whole(texts[0] ? texts[0] : ""), whole(texts[1] ? texts[1] : ""),
			    whole(ev->at), whole(ev->by), whole(texts[2] ? texts[2] : "")});
			close_record(r, closed, texts[1] ? texts[1] : "");
		}
		for (size_t i = 0; i < 3; i++)
			free(texts[i]);
		if (rc < 0)
			return -1;
	}
	return rc;
}

static void add_own_move(struct gp_folded *r, const struct gp_ledger_event *ev, struct raw closed)
{
	struct gp_fold_move *m = add_move(r);

	m->seq = ev->seq;
	m->closed = is(closed, "true");
	m->changed = true;
	set_move(m, (struct raw[]){whole(ev->move), whole(ev->on), whole(ev->at), whole(ev->by),
	    whole(r->state ? r->state : "")});
}

/* Closed is then what the last of the moves that still count says. */
static int undo(struct gp_folded *r, const struct body *b)
{
	struct gp_json_walk w = {.p = b->seqs.p, .end = b->seqs.p + b->seqs.n};
	struct raw item;
	int rc;

	if (b->state.n)
		replace(&r->state, b->state);
	if (is(b->void_, "true"))
		r->void_ = true;
	if (!b->seqs.n)
		return 0;
	while ((rc = gp_json_next_item(&w, &item.p, &item.n)) > 0) {
		int64_t seq = integer_of(item);

		for (size_t i = 0; i < r->move_count; i++) {
			struct gp_fold_move *m = &r->moves[i];

			m->changed = m->changed || (m->seq == seq && !m->undone);
			m->undone = m->undone || m->seq == seq;
		}
	}
	r->closed_on[0] = '\0';
	for (size_t i = 0; i < r->move_count; i++)
		if (r->moves[i].closed && !r->moves[i].undone)
			put_date(r->closed_on, r->moves[i].text + r->moves[i].on, strlen(r->moves[i].text + r->moves[i].on));
	return rc;
}

static bool changes(const char *kind)
{
	return strcmp(kind, "read") && strcmp(kind, "print");
}

int gp_folded_apply(struct gp_folded *r, const struct gp_ledger_event *ev, struct gp_err *e)
{
	bool undoes = !strcmp(ev->kind, "undo");
	struct body b;

	if (read_body(ev, &b))
		return gp_fail(e, GP_EINTEGRITY, "an entry does not say its fields as this program writes them");
	if (!r->exists) {
		put_date(r->created_on, ev->on, strlen(ev->on));
		r->exists = r->fields_changed = true;
	}
	r->rev += changes(ev->kind);
	if (b.no.n) {
		replace(&r->no, b.no);
		r->fields_changed = true;
	}
	if (b.n.n)
		r->n = integer_of(b.n);
	if (b.year.n)
		r->year = integer_of(b.year);
	if (set_fields(r, b.set, e))
		return -1;
	if (b.history.n && add_history(r, ev, b.history))
		return gp_fail(e, GP_EINTEGRITY, "an entry does not say its fields as this program writes them");
	if (b.to.n)
		replace(&r->state, b.to);
	if (*ev->move && !undoes)
		add_own_move(r, ev, b.closed);
	if (!undoes)
		close_record(r, b.closed, ev->on);
	else if (undo(r, &b))
		return gp_fail(e, GP_EINTEGRITY, "an entry does not say its fields as this program writes them");
	return 0;
}
