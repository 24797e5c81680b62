/*
 * script_worker.h - between the script_worker*.c files only.
 */
#ifndef GP_SCRIPT_SCRIPT_WORKER_H
#define GP_SCRIPT_SCRIPT_WORKER_H

#include "core/crawl/triggers.h"
#include "core/script/rule_page.h"
#include "core/script/sandbox.h"
#include "core/script/script.h"
#include "core/script/script_call.h"
#include "core/script/subject.h"

struct gp_worker_source {
	int pack;
	enum gp_script_kind kind;
	char *path, *name;
	char *text;
	size_t n, size;
	struct gp_script_ref ref;
	bool pending;             /* a rule that loaded before: it is evaluated when it is first asked */
	struct gp_buf args;       /* packed, of a rule that is pending; empty: none */
	struct gp_rule_filter want;
	int number, first;        /* of its condition among w->triggers, and of those in `finds`; -1: no room */
};

struct gp_worker_pack {
	lua_State *L;
};

struct gp_worker {
	struct gp_buf in, out, packed, facts;
	struct gp_sandbox sandbox;
	struct gp_rule_page *page;
	struct gp_rule_header headers[GP_SCRIPT_HEADERS];
	struct gp_worker_source *files;
	int file_count, filling; /* `filling`: the file whose bytes are awaited, or -1 */
	struct gp_worker_pack *packs;
	int pack_count;
	const char *shared, *notes;
	size_t shared_size, notes_size;
	int cpu_ms, wall_ms;
	bool profile;
	struct gp_arena filters; /* of the rules */
	struct gp_triggers *triggers; /* of their conditions; NULL: not made yet */
	unsigned char fits[GP_TRIGGERS_BITS]; /* of this page */
	bool judged;             /* it is known which fit, or that all of them do */
	bool all_fit;
	int64_t heard;           /* when the parent was last told that work goes on, ms */
};

/* Ends the worker in the name of the rule that ran last, when its pack keeps too much. */
void gp_worker_look_what_is_kept(lua_State *L);
int gp_worker_flush(struct gp_worker *w);
/* Answers; -1: no room. */
int gp_worker_end_answer(struct gp_worker *w);
int gp_worker_put_message(struct gp_msg_out *m, const char *text);
int gp_worker_answer_failed(struct gp_worker *w, const char *text);
int gp_worker_answer_value(struct gp_worker *w);
/* w->packed, empty, for at most so many bytes. */
void gp_worker_begin_value(struct gp_worker *w, size_t max);
/* The state of the pack of `s`, made on first use; NULL with a reason. */
lua_State *gp_worker_state(struct gp_worker *w, const struct gp_worker_source *s, struct gp_err *e);
/* Evaluates a rule that is pending, within the budget that runs. -1: it did not load. */
int gp_worker_load(struct gp_worker *w, struct gp_worker_source *s);
/* A string of a record, ended by NUL. */
const char *gp_worker_take_copy(struct gp_arena *a, struct gp_msg_in *m, size_t max);

/* --- script_worker_check.c: the requests FACTS, CHECK and DESCRIBE; -1: they do not fit */
int gp_worker_facts(struct gp_worker *w, struct gp_msg_in *m);
int gp_worker_check(struct gp_worker *w, struct gp_msg_in *m);
int gp_worker_describe(struct gp_worker *w, struct gp_msg_in *m);

#endif
