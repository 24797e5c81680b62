/*
 * err.h - how a fallible function says what went wrong.
 *
 * Functions that can fail return 0 or -1 (or a pointer or NULL) and take a
 * `struct gp_err *` last. The message names the place and the fix, without a
 * trailing newline; it is written in English and said in Chinese where the
 * user reads Chinese (gp_err_words); verbs print it and turn the code into an exit
 * status (cmd/main.c). Core never prints and never ends the process.
 */
#ifndef GP_BASE_ERR_H
#define GP_BASE_ERR_H

#include <stddef.h>

enum gp_code {
	GP_OK,
	GP_EUSAGE,	/* the caller's words are wrong: exit 2 */
	GP_ENOTFOUND,	/* a named thing does not exist: exit 2 */
	GP_EDENIED,	/* refused by a guard or a permission: exit 3 */
	GP_ESCRIPT,	/* a script broke: exit 5 */
	GP_ECONFLICT,	/* somebody else holds or changed it: exit 6 */
	GP_EINTEGRITY,	/* stored data contradict themselves: exit 7 */
	GP_EIO,		/* file, disk, network or system: exit 8 */
	GP_EPARSE,	/* bytes that are not what they claim: exit 8 */
	GP_ELIMIT,	/* a budget or cap was reached: exit 8 */
};

struct gp_err {
	enum gp_code code;
	int sys; /* errno when it was set, or 0 */
	char msg[500];
	size_t place, sentence; /* of gp_fail_at(): bytes of msg that name the place; where its sentence begins */
};

#define GP_ERR_INIT {.code = GP_OK}
#define GP_MUST_USE __attribute__((warn_unused_result))
#define GP_PRINTF(f, a) __attribute__((format(printf, f, a)))

/* Fills `e` (which may be NULL) and returns -1, so that `return gp_fail(…)` reads well. */
int gp_fail(struct gp_err *e, enum gp_code code, const char *fmt, ...) GP_PRINTF(3, 4);

/*
 * "place: sentence", or the sentence alone where `place` is "": kept apart in `e`, so that a worker can tell
 * its parent, which says the sentence in the user's language.
 */
int gp_fail_at(struct gp_err *e, enum gp_code code, const char *place, const char *sentence);
/* Like gp_fail(), and appends ": " and the text of the current errno. */
int gp_fail_errno(struct gp_err *e, enum gp_code code, const char *fmt, ...) GP_PRINTF(3, 4);

/*
 * From now on messages are formatted with what `fn` gives for their English
 * format: the same conversions in the same order, or `fmt` itself. NULL: English.
 * Set once, before threads start.
 */
typedef const char *gp_err_words_fn(const char *fmt);
void gp_err_words(gp_err_words_fn *fn);
/* `text` in the user's language, where it is known. */
const char *gp_err_word(const char *text) __attribute__((format_arg(1)));

/* The exit status (contracts: 2 usage, 3 refused, 5 script, 6 conflict, 7 integrity, 8 I/O). */
int gp_code_exit(enum gp_code code);

#endif
