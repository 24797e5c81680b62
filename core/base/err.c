#include "core/base/err.h"

#include "core/base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static gp_err_words_fn *words;

void gp_err_words(gp_err_words_fn *fn)
{
	words = fn;
}

const char *gp_err_word(const char *text)
{
	return words ? words(text) : text;
}

/* What was cut must not end within a character. */
static void end_whole(char *msg)
{
	size_t n = strlen(msg), at = n;

	while (at && n - at < 4 && ((unsigned char)msg[at - 1] & 0xc0) == 0x80)
		at--;
	if (at && !gp_utf8_valid(msg + at - 1, n - at + 1))
		msg[at - 1] = '\0';
}

static void fill(struct gp_err *e, enum gp_code code, int sys, const char *fmt, va_list ap)
{
	e->code = code;
	e->sys = sys;
	e->place = e->sentence = 0;
	if (vsnprintf(e->msg, sizeof e->msg, gp_err_word(fmt), ap) >= (int)sizeof e->msg)
		end_whole(e->msg);
}

int gp_fail(struct gp_err *e, enum gp_code code, const char *fmt, ...)
{
	va_list ap;

	if (!e)
		return -1;
	va_start(ap, fmt);
	fill(e, code, 0, fmt, ap);
	va_end(ap);
	return -1;
}

int gp_fail_at(struct gp_err *e, enum gp_code code, const char *place, const char *sentence)
{
	size_t n = strlen(place);

	sentence = gp_err_word(sentence);
	gp_fail(e, code, n ? "%s: %s" : "%s%s", place, sentence);
	if (e && n && n + strlen(sentence) < strlen(e->msg)) { /* nothing was cut */
		e->place = n;
		e->sentence = strlen(e->msg) - strlen(sentence);
	}
	return -1;
}

int gp_fail_errno(struct gp_err *e, enum gp_code code, const char *fmt, ...)
{
	int sys = errno;
	size_t n;
	va_list ap;

	if (!e)
		return -1;
	va_start(ap, fmt);
	fill(e, code, sys, fmt, ap);
	va_end(ap);
	n = strlen(e->msg);
	snprintf(e->msg + n, sizeof e->msg - n, ": %s", gp_err_word(strerror(sys)));
	return -1;
}

int gp_code_exit(enum gp_code code)
{
	switch (code) {
	case GP_OK:
		return 0;
	case GP_EUSAGE:
	case GP_ENOTFOUND:
		return 2;
	case GP_EDENIED:
		return 3;
	case GP_ESCRIPT:
		return 5;
	case GP_ECONFLICT:
		return 6;
	case GP_EINTEGRITY:
		return 7;
	default:
		return 8;
	}
}
