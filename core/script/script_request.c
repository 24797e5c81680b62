#include "core/script/script_request.h"

#include <string.h>

#define PIECES_MAX ((size_t)32 << 20) /* bytes of all findings of one request, unpacked */

bool gp_script_request_runs(const struct gp_script_request *q, int64_t file)
{
	const char *p = q->record.data + q->record.len;
	uint16_t f;

	if (q->type != GP_SCRIPT_CHECK)
		return file == q->file;
	for (size_t i = 0; i < q->rules; i++) {
		memcpy(&f, p -= sizeof f, sizeof f);
		if (f == file)
			return true;
	}
	return false;
}

static struct gp_script_piece *new_piece(struct gp_script_request *q, int64_t file)
{
	struct gp_script_piece *p = gp_arena_alloc(&q->arena, sizeof *p);

	*p = (struct gp_script_piece){.file = (int)file};
	*q->last = p;
	q->last = &p->next;
	return p;
}

/* A finding, or what check() returned to be kept: small and flat, so that it can lie inside of other values. */
static int take_value(struct gp_script_request *q, int files, struct gp_msg_in *m, bool kept)
{
	int64_t file = gp_msg_take_range(m, 0, files - 1);
	size_t n;
	const char *bytes = gp_msg_take_bytes(m, kept ? GP_SCRIPT_RETURNED_MAX : GP_SCRIPT_FINDING_MAX, &n);
	struct gp_value *v = gp_arena_alloc(&q->arena, sizeof *v);
	struct gp_script_piece *p;
	struct gp_err e = GP_ERR_INIT;

	if (!gp_msg_done(m) || q->arena.used > PIECES_MAX || !gp_script_request_runs(q, file) ||
	    gp_value_unpack(v, &q->arena, bytes, n, &e) || (kept && gp_value_depth(v) > GP_SCRIPT_RETURNED_DEPTH))
		return -1;
	p = new_piece(q, file);
	*(kept ? &p->kept : &p->value) = v;
	return 0;
}

static int take_note(struct gp_script_request *q, struct gp_msg_in *m)
{
	size_t n;
	const char *bytes = gp_msg_take_bytes(m, GP_SCRIPT_NOTE_MAX, &n);
	struct gp_err e = GP_ERR_INIT;

	if (!gp_msg_done(m) || q->note || q->type != GP_SCRIPT_CHECK)
		return -1;
	q->note = gp_arena_alloc(&q->arena, sizeof *q->note);
	return gp_value_unpack(q->note, &q->arena, bytes, n, &e) || gp_value_depth(q->note) > 2 ? -1 : 0;
}

static int take_cost(struct gp_script_request *q, int files, struct gp_msg_in *m)
{
	int64_t file = gp_msg_take_range(m, 0, files - 1);
	struct gp_script_cost *c = gp_arena_alloc(&q->arena, sizeof *c);

	c->calls = gp_msg_take_range(m, 0, INT32_MAX);
	c->ns = gp_msg_take_range(m, 0, INT64_MAX / 2);
	c->bytes = gp_msg_take_range(m, 0, INT64_MAX / 2);
	if (!gp_msg_done(m) || q->arena.used > PIECES_MAX || !gp_script_request_runs(q, file))
		return -1;
	new_piece(q, file)->cost = c;
	return 0;
}

static int take_broke(struct gp_script_request *q, int files, struct gp_msg_in *m)
{
	int64_t file = gp_msg_take_range(m, 0, files - 1);
	size_t n;
	const char *message = gp_msg_take_str(m, GP_SCRIPT_MESSAGE_MAX, &n);

	if (!gp_msg_done(m) || q->arena.used > PIECES_MAX || !gp_script_request_runs(q, file))
		return -1;
	new_piece(q, file)->message = gp_arena_strndup(&q->arena, message, n);
	return 0;
}

int gp_script_request_take(struct gp_script_request *q, int files, struct gp_msg_in *m)
{
	if (m->type == GP_SCRIPT_NOTE)
		return take_note(q, m);
	if (m->type == GP_SCRIPT_COST)
		return take_cost(q, files, m);
	return m->type == GP_SCRIPT_BROKE ? take_broke(q, files, m) :
	    take_value(q, files, m, m->type == GP_SCRIPT_KEPT_VALUE);
}
