#define PCRE2_CODE_UNIT_WIDTH 8
#include "core/match/re.h"

#include <pcre2.h>
#include <string.h>

struct gp_re {
	struct gp_re_memory memory;
	pcre2_general_context *general;
	pcre2_match_context *context;
	pcre2_match_data *data;
	pcre2_code *code;
};

/* The size of a block stands before it, aligned as malloc() aligns. */
#define HEAD 16

static void *take(size_t n, void *user)
{
	struct gp_re_memory *m = user;
	char *p = n < SIZE_MAX - HEAD ? m->resize(m->user, NULL, 0, n + HEAD) : NULL;

	if (!p)
		return NULL;
	n += HEAD;
	memcpy(p, &n, sizeof n);
	return p + HEAD;
}

static void give(void *p, void *user)
{
	struct gp_re_memory *m = user;
	size_t n;

	if (!p)
		return;
	p = (char *)p - HEAD;
	memcpy(&n, p, sizeof n);
	m->resize(m->user, p, n, 0);
}

static int read_flags(uint32_t *options, const char *flags, struct gp_err *e)
{
	*options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
	for (; *flags; flags++) {
		switch (*flags) {
		case 'i':
			*options |= PCRE2_CASELESS;
			break;
		case 'm':
			*options |= PCRE2_MULTILINE;
			break;
		case 's':
			*options |= PCRE2_DOTALL;
			break;
		case 'x':
			*options |= PCRE2_EXTENDED;
			break;
		default:
			return gp_fail(e, GP_EUSAGE, "a flag of a pattern is i, m, s or x");
		}
	}
	return 0;
}

static int compile(struct gp_re *re, const char *pattern, size_t n, uint32_t options, struct gp_err *e)
{
	pcre2_compile_context *c = pcre2_compile_context_create(re->general);
	PCRE2_UCHAR why[200];
	PCRE2_SIZE at;
	uint32_t groups;
	int code;

	if (!c)
		return gp_fail(e, GP_ELIMIT, "no memory for the pattern");
	pcre2_set_newline(c, PCRE2_NEWLINE_ANYCRLF);
	re->code = pcre2_compile((PCRE2_SPTR)pattern, n, options, &code, &at, c);
	pcre2_compile_context_free(c);
	if (!re->code) {
		pcre2_get_error_message(code, why, sizeof why);
		return gp_fail(e, GP_EUSAGE, "the pattern is wrong at byte %zu: %s", at + 1, (const char *)why);
	}
	pcre2_pattern_info(re->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	if (groups > GP_RE_GROUPS)
		return gp_fail(e, GP_EUSAGE, "a pattern has %d groups at most; write (?:…) for those that are not asked for",
		    GP_RE_GROUPS);
	re->data = pcre2_match_data_create_from_pattern(re->code, re->general);
	re->context = pcre2_match_context_create(re->general);
	if (!re->data || !re->context)
		return gp_fail(e, GP_ELIMIT, "no memory for the pattern");
	pcre2_set_match_limit(re->context, GP_RE_STEPS);
	pcre2_set_depth_limit(re->context, GP_RE_DEPTH);
	pcre2_set_heap_limit(re->context, GP_RE_MEMORY_KIB);
	return 0;
}

struct gp_re *gp_re_compile(const char *pattern, size_t n, const char *flags, const struct gp_re_memory *m,
    struct gp_err *e)
{
	struct gp_re *re;
	uint32_t options;

	if (read_flags(&options, flags, e))
		return NULL;
	if (n > GP_RE_PATTERN_MAX) {
		gp_fail(e, GP_EUSAGE, "a pattern has %d KiB at most", (int)(GP_RE_PATTERN_MAX >> 10));
		return NULL;
	}
	re = m->resize(m->user, NULL, 0, sizeof *re);
	if (!re) {
		gp_fail(e, GP_ELIMIT, "no memory for the pattern");
		return NULL;
	}
	*re = (struct gp_re){.memory = *m};
	re->general = pcre2_general_context_create(take, give, &re->memory);
	if (!re->general)
		gp_fail(e, GP_ELIMIT, "no memory for the pattern");
	if (re->general && !compile(re, pattern, n, options, e))
		return re;
	gp_re_free(re);
	return NULL;
}

void gp_re_free(struct gp_re *re)
{
	if (!re)
		return;
	pcre2_match_data_free(re->data);
	pcre2_match_context_free(re->context);
	pcre2_code_free(re->code);
	pcre2_general_context_free(re->general);
	re->memory.resize(re->memory.user, re, sizeof *re, 0);
}

static int refuse(int rc, struct gp_err *e)
{
	switch (rc) {
	case PCRE2_ERROR_MATCHLIMIT:
		return gp_fail(e, GP_ELIMIT, "the pattern took more than %d steps; make it simpler", GP_RE_STEPS);
	case PCRE2_ERROR_DEPTHLIMIT:
		return gp_fail(e, GP_ELIMIT, "the pattern nested deeper than %d; make it simpler", GP_RE_DEPTH);
	case PCRE2_ERROR_HEAPLIMIT:
	case PCRE2_ERROR_NOMEMORY:
		return gp_fail(e, GP_ELIMIT, "the pattern took more than %d MiB of memory; make it simpler",
		    GP_RE_MEMORY_KIB >> 10);
	default:
		return gp_fail(e, GP_ELIMIT, "the pattern cannot be used on this text (PCRE2: %d)", rc);
	}
}

int gp_re_search(struct gp_re *re, struct gp_re_match *out, const char *s, size_t n, size_t start, bool after_empty,
    struct gp_err *e)
{
	uint32_t options = PCRE2_NO_UTF_CHECK | (after_empty ? PCRE2_NOTEMPTY_ATSTART : 0);
	int rc = pcre2_match(re->code, (PCRE2_SPTR)s, n, start, options, re->data, re->context);
	const PCRE2_SIZE *v = pcre2_get_ovector_pointer(re->data);

	if (rc == PCRE2_ERROR_NOMATCH)
		return 0;
	if (rc <= 0)
		return refuse(rc, e);
	out->groups = pcre2_get_ovector_count(re->data) - 1;
	for (unsigned i = 0; i <= out->groups; i++) {
		bool took = i < (unsigned)rc && v[2 * i] != PCRE2_UNSET;

		out->from[i] = took ? v[2 * i] : SIZE_MAX;
		out->to[i] = took ? v[2 * i + 1] : SIZE_MAX;
	}
	if (out->from[0] > out->to[0]) /* \K ahead of the match's beginning */
		out->from[0] = out->to[0];
	return 1;
}
