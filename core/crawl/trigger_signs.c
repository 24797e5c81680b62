#define _GNU_SOURCE
#include "core/crawl/trigger_signs.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

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
	NO_LANG,
	TIME,
	ODD_TEL,
};

_Static_assert(GP_TRIGGER_EMPTY_LINK == UINT32_C(1) << EMPTY_LINK && ODD_TEL < 32, "each sign is a bit");

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
	"no-lang",      /* an <html> that says no language */
	"time",         /* a date with its time of day; not that of the meta tag PubDate alone */
	"odd-tel",      /* a tel: address other than plain digits as numbers in China have them */
	NULL,
};

#define BIT(sign) (UINT32_C(1) << (sign))
#define ID_BITS (BIT(GP_ID_KINDS) - 1)
#define LINK_BITS (BIT(BARE_IMAGE) | BIT(NO_ALT) | BIT(BARE_LINK) | BIT(EMPTY_LINK) | BIT(CREDENTIALS) | BIT(ODD_TEL))

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

/*
 * Digits that are a number as people write it: of a mobile, with its area code, or a short one. What is more is for the rule
 * to look at.
 */
static bool is_plain_number(const char *s, size_t n)
{
	if (n >= 3 && n <= 6 && s[0] == '1' && s[1] <= '2')
		return true;
	if (n == 11 && s[0] == '1')
		return s[1] >= '3';
	if (n == 11 && s[0] == '0' && (s[1] == '2' || (s[1] == '1' && s[2] == '0')))
		return true;
	return (n == 11 || n == 12) && s[0] == '0' && s[1] >= '3';
}

static bool is_odd_tel(struct gp_text raw)
{
	char digits[16];
	size_t n = 0;

	if (!gp_trigger_scheme(raw, "tel", 3))
		return false;
	for (size_t i = (size_t)((const char *)memchr(raw.p, ':', raw.n) - raw.p) + 1; i < raw.n; i++) {
		if (raw.p[i] == '-' || raw.p[i] == ' ')
			continue;
		if (raw.p[i] < '0' || raw.p[i] > '9' || n == sizeof digits)
			return true;
		digits[n++] = raw.p[i];
	}
	return !is_plain_number(digits, n);
}

bool gp_trigger_link_is_empty(const struct gp_link *l)
{
	return l->kind[0] == 'a' && !l->kind[1] && (!l->raw.n || (l->raw.n == 1 && l->raw.p[0] == '#'));
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
		if (anchor && gp_trigger_link_is_empty(l))
			signs |= BIT(EMPTY_LINK);
		if (has_credentials(l->raw))
			signs |= BIT(CREDENTIALS);
		if (is_odd_tel(l->raw))
			signs |= BIT(ODD_TEL);
	}
	for (size_t i = 0; i < f->template_count; i++) /* what it is to be is not known */
		if (!strcmp(f->templates[i].kind, "img"))
			signs |= BIT(BARE_IMAGE);
	return signs;
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

#define TAG_WITHIN 20000 /* bytes of the source in which <html> begins and ends */

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Whether attributes say a language: lang= and a letter, perhaps in quotation marks. */
static bool says_lang(const char *s, size_t n)
{
	for (size_t i = 0; i + 4 < n; i++) {
		size_t k = i + 4;

		if (strncasecmp(s + i, "lang", 4) != 0)
			continue;
		while (k < n && is_blank(s[k]))
			k++;
		if (k == n || s[k++] != '=')
			continue;
		while (k < n && is_blank(s[k]))
			k++;
		k += k < n && (s[k] == '"' || s[k] == '\'');
		if (k < n && is_letter(s[k]))
			return true;
	}
	return false;
}

static bool lacks_lang(struct gp_text source)
{
	size_t n = source.n < TAG_WITHIN ? source.n : TAG_WITHIN;
	const char *end = source.p + n, *p = source.p, *close;

	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		if (end - p > 5 && !strncasecmp(p, "<html", 5)) {
			close = memchr(p, '>', (size_t)(end - p));
			return close && !says_lang(p + 5, (size_t)(close - p) - 5);
		}
		p++;
	}
	return false;
}

/* "2023-04-20 11:20" where the tag PubDate begins so, else nothing. */
static struct gp_text tagged_time(const struct gp_facts *f)
{
	static const char shape[] = "0000-00-00 00:00";
	const size_t n = sizeof shape - 1;

	for (size_t i = 0; i < f->meta_count; i++) {
		const struct gp_text s = f->metas[i].content;

		if (f->metas[i].name.n != 7 || memcmp(f->metas[i].name.p, "pubdate", 7) != 0)
			continue;
		for (size_t at = 0; at + n <= s.n; at++) {
			size_t k = 0;

			while (k < n && (shape[k] == '0' ? s.p[at + k] >= '0' && s.p[at + k] <= '9' : s.p[at + k] == shape[k]))
				k++;
			if (k == n)
				return (struct gp_text){s.p + at, n};
		}
		break;
	}
	return (struct gp_text){"", 0};
}

static bool has_time(const struct gp_facts *f, struct gp_text source)
{
	struct gp_text tag = tagged_time(f);
	const char *first = tag.n ? memmem(source.p, source.n, tag.p, tag.n) : NULL, *end = source.p + source.n;

	if (first && memmem(first + tag.n, (size_t)(end - first) - tag.n, tag.p, tag.n))
		return true;
	for (size_t i = 0; i < f->date_count; i++) {
		const struct gp_text d = f->dates[i];

		if (d.n > 10 && (d.n != tag.n || memcmp(d.p, tag.p, d.n) != 0))
			return true;
	}
	return false;
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
	if (asked & BIT(NO_LANG) && lacks_lang(p->source))
		signs |= BIT(NO_LANG);
	if (asked & BIT(TIME) && has_time(p->facts, p->source))
		signs |= BIT(TIME);
	return signs | (p->facts->date_count ? BIT(DATE) : 0);
}
