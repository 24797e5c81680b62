#include "core/crawl/trigger_signs.h"

#include <stdlib.h>
#include <string.h>

#include "core/match/ids.h"
#include "core/text/pairs.h"

/* The numbers and marks of ids.h come first, by their kinds. */
enum sign {
	TWIN_IDS = GP_ID_KINDS,
	BARE_IMAGE,
	NO_ALT,
	BARE_LINK,
	EMPTY_LINK,
	CREDENTIALS,
	UNPAIRED,
	MISLABELLED,
	LATE_CHARSET,
	DATE,
	TITLE,
	FILE_SIGN,
};

const char *const gp_trigger_signs[] = {
	"resident-id", "resident-id-15", "credit-code", "mobile", "bank-card", "passport", "plate", "email", "secrecy-mark",
	"landline",
	"twin-ids",     /* two elements of one id */
	"bare-image",   /* an image that has no alternative text, or an empty one */
	"no-alt",       /* one that does not say either that it is decoration */
	"bare-link",    /* an <a> without any text */
	"empty-link",   /* an <a> to nothing, or to "#" */
	"credentials",  /* an address that may have a name and password in it */
	"unpaired",     /* a bracket or quotation mark without its partner */
	"mislabelled",  /* another charset than declared */
	"late-charset", /* which is declared where browsers may not look */
	"date", "title",
	"file",         /* a document that is no web page */
	NULL,
};

#define BIT(sign) (UINT32_C(1) << (sign))
#define ID_BITS (BIT(GP_ID_KINDS) - 1)
#define LINK_BITS (BIT(BARE_IMAGE) | BIT(NO_ALT) | BIT(BARE_LINK) | BIT(EMPTY_LINK) | BIT(CREDENTIALS))

struct ids {
	uint32_t found, asked;
};

static bool on_id(void *user, const struct gp_id *id)
{
	struct ids *x = user;

	x->found |= BIT(id->kind);
	return (x->found & x->asked) != x->asked;
}

static uint32_t ids_of(struct gp_text s, uint32_t asked)
{
	struct ids x = {.asked = asked & ID_BITS};

	if (x.asked)
		gp_ids_scan(s.p, s.n, x.asked, on_id, &x);
	return x.found;
}

static int by_bytes(const void *a, const void *b)
{
	const struct gp_text *x = a, *y = b;
	size_t n = x->n < y->n ? x->n : y->n;
	int c = n ? memcmp(x->p, y->p, n) : 0;

	return c ? c : (x->n > y->n) - (x->n < y->n);
}

static bool has_twins(const struct gp_facts *f, struct gp_arena *a)
{
	struct gp_text *list;

	if (f->id_count < 2)
		return false;
	list = gp_arena_alloc(a, f->id_count * sizeof *list);
	memcpy(list, f->ids, f->id_count * sizeof *list);
	qsort(list, f->id_count, sizeof *list, by_bytes);
	for (size_t i = 1; i < f->id_count; i++)
		if (!by_bytes(&list[i - 1], &list[i]))
			return true;
	return false;
}

/* "name:password@": a colon before the first @ that is not the one behind the scheme. */
static bool has_credentials(struct gp_text raw)
{
	const char *at = raw.n ? memchr(raw.p, '@', raw.n) : NULL, *p = raw.p;

	if (!at)
		return false;
	while (p < at && (*p == '+' || *p == '-' || *p == '.' || (unsigned char)*p <= ' ' || (*p >= '0' && *p <= '9') ||
	    (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z')))
		p++;
	p += p < at && *p == ':';
	return memchr(p, ':', (size_t)(at - p));
}

static uint32_t link_signs(const struct gp_facts *f)
{
	uint32_t signs = f->has_base && has_credentials(f->base) ? BIT(CREDENTIALS) : 0;

	for (size_t i = 0; i < f->link_count; i++) {
		const struct gp_link *l = &f->links[i];
		bool anchor = l->kind[0] == 'a' && !l->kind[1];

		if (!l->text.n && anchor)
			signs |= BIT(BARE_LINK);
		if (!l->text.n && !strcmp(l->kind, "img"))
			signs |= BIT(BARE_IMAGE) | (l->alt ? 0 : BIT(NO_ALT));
		if (anchor && (!l->raw.n || (l->raw.n == 1 && l->raw.p[0] == '#')))
			signs |= BIT(EMPTY_LINK);
		if (has_credentials(l->raw))
			signs |= BIT(CREDENTIALS);
	}
	for (size_t i = 0; i < f->template_count; i++) /* what it is to be is not known */
		if (!strcmp(f->templates[i].kind, "img"))
			signs |= BIT(BARE_IMAGE);
	return signs;
}

uint32_t gp_trigger_signs_of(const struct gp_trigger_page *p, uint32_t asked, struct gp_arena *a)
{
	uint32_t signs = ids_of(p->text, asked) | (p->facts ? 0 : BIT(FILE_SIGN)) | (p->title.n ? BIT(TITLE) : 0) |
	    (p->mislabelled ? BIT(MISLABELLED) : 0) | (p->late_charset ? BIT(LATE_CHARSET) : 0);
	struct gp_unpaired one;

	if (asked & BIT(UNPAIRED) && gp_unpaired(&one, 1, p->text.p, p->text.n))
		signs |= BIT(UNPAIRED);
	if (!p->facts)
		return signs;
	if (asked & BIT(TWIN_IDS) && has_twins(p->facts, a))
		signs |= BIT(TWIN_IDS);
	if (asked & LINK_BITS)
		signs |= link_signs(p->facts);
	return signs | (p->facts->date_count ? BIT(DATE) : 0);
}
