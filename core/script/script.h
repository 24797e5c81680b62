/*
 * script.h - the parent's end of a script worker: requests in, checked answers out.
 *
 * The worker starts with the first request. One that is silent past its budget, ends,
 * or says anything that does not fit is killed; the request it was on fails, and those
 * behind it go to its successor, which is given the same sources and declarations.
 */
#ifndef GP_SCRIPT_SCRIPT_H
#define GP_SCRIPT_SCRIPT_H

#include <stdbool.h>

#include "core/base/catalogue.h"
#include "core/base/value.h"
#include "core/script/script_msg.h"

struct gp_loop;
struct gp_script;

/* A file for the worker; kept by the caller, longer than the worker. */
struct gp_source {
	int pack;
	enum gp_script_kind kind;
	const char *path;       /* as shown in messages */
	const char *name;       /* what require calls it; NULL: a module goes by its file */
	const char *text;
	size_t n;
	bool declared;          /* evaluated once without fault: a new worker does so again */
	bool out;               /* broken or quarantined: no longer given to workers */
	const struct gp_buf *args; /* packed map, or NULL */
	const struct gp_buf *filter; /* subject_filter.c; NULL: a rule on pages */
};

struct gp_script_options {
	struct gp_source *sources;
	int count;
	int memory_fd;             /* shared memory with the pages (proc.h) */
	int notes_fd;              /* and what the parser notes of them; 0: none */
	enum gp_lang lang;         /* of messages */
	const char *binary;        /* NULL: this binary */
	bool profile;              /* answers to checks say what each rule cost */
	int cpu_ms, wall_ms;       /* 0: GP_SCRIPT_CPU_MS, GP_SCRIPT_WALL_MS */
};

enum gp_script_outcome {
	GP_SCRIPT_GOOD,
	GP_SCRIPT_BAD,     /* the script broke: `message` */
	GP_SCRIPT_STOPPED, /* it passed `limit`; `file` is the one that ran, or -1 */
	GP_SCRIPT_LOST,    /* the worker ended or lied: `message` */
};

/* Of one rule on one page. */
struct gp_script_cost {
	int64_t calls, ns, bytes; /* of check(); of processor time; of memory that it asked for */
};

struct gp_script_piece {
	struct gp_script_piece *next;
	int file;
	const struct gp_value *value; /* a finding */
	const struct gp_value *kept;  /* or what check() returned, to be kept */
	const struct gp_script_cost *cost; /* or what it cost */
	const char *message;          /* or why the rule broke */
};


struct gp_script_answer {
	enum gp_script_outcome outcome;
	const char *message;
	enum gp_script_limit limit;
	int file;
	const struct gp_value *value;        /* what was declared or returned */
	const struct gp_script_piece *first; /* findings and broken rules, in order */
	const struct gp_value *note;         /* a map, or NULL */
};

/* What the crawl's parser knows of a page (facts_pack.h, charset.h), so that it is not looked for again. */
struct gp_script_known {
	const char *declared, *found; /* charsets, WHATWG names */
	bool mislabelled, late_meta;
	const char *facts;           /* packed (facts_pack.h), at most GP_SCRIPT_FACTS_MAX bytes */
	size_t facts_n;
	size_t noted;                /* or bytes of them in the notes, at the offset of the page */
};

/* A page in the shared memory, or what stands in its place: packed data of another subject. */
struct gp_script_page {
	const char *url, *type, *charset;
	int status;
	size_t offset, length;
	const char *const *headers; /* name, value, name, value …, NULL; or NULL */
	const struct gp_script_known *known; /* or NULL */
	unsigned subjects;           /* what it is (subject.h); 0: an HTML page */
	bool note;                   /* of a home page: what there is to know of it shall be noted */
	bool judged;                 /* the rules' conditions were looked at already, and fit */
};

/* The answer lives until the callback returns; it comes from gp_loop_turn(). */
typedef void gp_script_done_fn(void *user, const struct gp_script_answer *a);

struct gp_script *gp_script_new(struct gp_loop *loop, const struct gp_script_options *o);
void gp_script_free(struct gp_script *s); /* requests under way end without a callback */

/*
 * Goes on in another loop, with the worker that runs; requests under way end without a callback, and that worker
 * with them.
 */
void gp_script_turn_in(struct gp_script *s, struct gp_loop *loop);
/* Tells a worker that runs of new values for a rule (sources[file].args and .filter). */
void gp_script_args(struct gp_script *s, int file);
/* -1: no worker can be started, or the request is too large. */
int gp_script_declare(struct gp_script *s, int file, gp_script_done_fn *done, void *user, struct gp_err *e) GP_MUST_USE;
int gp_script_check(struct gp_script *s, const struct gp_script_page *p, const uint16_t *files, size_t count,
    gp_script_done_fn *done, void *user, struct gp_err *e) GP_MUST_USE;
int gp_script_describe(struct gp_script *s, const struct gp_script_page *p, gp_script_done_fn *done, void *user,
    struct gp_err *e) GP_MUST_USE;
/* Bytes in the shared memory that only the worker looks into. */
struct gp_script_body {
	size_t offset, length;
	const char *charset; /* of their Content-Type, "" */
};
/*
 * Calls a function of a declared report, register or adapter with the packed value at memory[offset..offset + length), and with
 * a body where there is one; the answer's value is what it returns.
 */
int gp_script_call(struct gp_script *s, int file, const char *function, size_t offset, size_t length,
    const struct gp_script_body *body, gp_script_done_fn *done, void *user, struct gp_err *e) GP_MUST_USE;
int gp_script_run(struct gp_script *s, int file, char *const *args, int count, gp_script_done_fn *done, void *user,
    struct gp_err *e) GP_MUST_USE;

/* One request of a shell (script_shell.h), packed at memory[offset..offset + length); require finds modules of `pack`. */
int gp_script_eval(struct gp_script *s, int pack, size_t offset, size_t length, gp_script_done_fn *done, void *user,
    struct gp_err *e) GP_MUST_USE;

/* Requests without an answer. */
int gp_script_pending(const struct gp_script *s);

#endif
