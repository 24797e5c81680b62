#include "core/base/catalogue.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *a, const void *b)
{
	const struct gp_sentence *x = a, *y = b;

	return strcmp(x->id, y->id);
}

const char *gp_catalogue_text(const struct gp_catalogue *c, enum gp_lang lang, const char *id)
{
	struct gp_sentence key = {.id = id};
	const struct gp_sentence *s =
	    c->count ? bsearch(&key, c->list, c->count, sizeof *c->list, by_id) : NULL;

	return s ? s->text[lang] : id;
}

static const char *value_of(const struct gp_param *params, const char *name, size_t n)
{
	for (const struct gp_param *p = params; p && p->name; p++)
		if (strlen(p->name) == n && !memcmp(p->name, name, n))
			return p->value;
	return NULL;
}

/* What stands for the n bytes within braces: "name", or "name|one|several"; NULL: no such parameter. */
static const char *stands_for(const struct gp_param *params, const char *in, size_t n, size_t *len)
{
	const char *one = memchr(in, '|', n), *end = in + n, *several, *value;

	value = value_of(params, in, one ? (size_t)(one - in) : n);
	if (!value || !one) {
		*len = value ? strlen(value) : 0;
		return value;
	}
	one++;
	several = memchr(one, '|', (size_t)(end - one));
	if (!several)
		return NULL;
	if (!strcmp(value, "1")) {
		*len = (size_t)(several - one);
		return one;
	}
	*len = (size_t)(end - several - 1);
	return several + 1;
}

int gp_catalogue_say(struct gp_buf *out, const struct gp_catalogue *c, enum gp_lang lang, const char *id,
    const struct gp_param *params)
{
	const char *s = gp_catalogue_text(c, lang, id);

	while (*s) {
		size_t plain = strcspn(s, "{");
		size_t name = s[plain] ? strcspn(s + plain + 1, "}") : 0;
		size_t len;
		const char *value;

		gp_buf_put(out, s, plain);
		s += plain;
		if (!*s)
			break;
		if (!s[1 + name]) { /* never closed: text like any other */
			gp_buf_puts(out, s);
			break;
		}
		value = stands_for(params, s + 1, name, &len);
		if (value)
			gp_buf_put(out, value, len);
		else
			gp_buf_put(out, s, name + 2);
		s += name + 2;
	}
	return out->full ? -1 : 0;
}
