/*
 * script_put.h - what the parent writes for a script worker, record by record (script_msg.h).
 *
 * For script.c only. -1: it does not fit.
 */
#ifndef GP_SCRIPT_SCRIPT_PUT_H
#define GP_SCRIPT_SCRIPT_PUT_H

#include "core/script/script.h"

/* FILE and its BYTES. */
int gp_script_put_source(struct gp_buf *out, int file, const struct gp_source *f) GP_MUST_USE;
/* DECLARE; quiet: only whether it went well comes back. */
int gp_script_put_declare(struct gp_buf *out, int file, bool quiet) GP_MUST_USE;
/* CALL: a function, and where in the shared memory its argument and a body (or NULL) lie. */
int gp_script_put_call(struct gp_buf *out, int file, const char *function, size_t offset, size_t length,
    const struct gp_script_body *body) GP_MUST_USE;
/* EVAL: where in the shared memory the request of a shell lies. */
int gp_script_put_eval(struct gp_buf *out, int pack, size_t offset, size_t length) GP_MUST_USE;
/* ARGS, when the source has some. */
int gp_script_put_args(struct gp_buf *out, int file, const struct gp_source *f) GP_MUST_USE;
/* FILTER, when the source has one. */
int gp_script_put_filter(struct gp_buf *out, int file, const struct gp_source *f) GP_MUST_USE;
/* What the parser knows, in records before the request; `k` may be NULL. -1: too much. */
int gp_script_put_facts(struct gp_buf *b, const struct gp_script_known *k) GP_MUST_USE;
/*
 * The fields of a page. What servers say in it is made UTF-8, and cut to what the worker
 * takes: no server decides whether rules run.
 */
void gp_script_put_page(struct gp_msg_out *m, const struct gp_script_page *p);

#endif
