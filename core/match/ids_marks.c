/* ids_marks.c - marks of secrecy: a level, with or without its star and its term */
#include <stdint.h>
#include <string.h>

#include "core/match/ids_impl.h"

#define BLANKS_MAX 8

static bool is_digit(const struct gp_ids_search *x, size_t p)
{
	size_t len;
	char c = gp_ids_alnum(x->s, x->n, p, &len);

	return c >= '0' && c <= '9';
}

/* Digits at p, `most` at most; moves p behind them. */
static size_t digits(const struct gp_ids_search *x, size_t *p, size_t most)
{
	size_t n = 0, len;

	for (; n < most && is_digit(x, *p); n++) {
		(void)gp_ids_alnum(x->s, x->n, *p, &len);
		*p += len;
	}
	return n;
}

static bool word(const struct gp_ids_search *x, size_t *p, const char *w)
{
	if (!gp_ids_word(x, *p, w))
		return false;
	*p += strlen(w);
	return true;
}

static void blanks(const struct gp_ids_search *x, size_t *p)
{
	for (int i = 0; i < BLANKS_MAX; i++)
		if (!word(x, p, " ") && !word(x, p, "　"))
			return;
}

static bool numerals(const struct gp_ids_search *x, size_t *p)
{
	static const char *const all[] = {"〇", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
	size_t n = 0;

	for (size_t i = 0; i < sizeof all / sizeof *all && n < 4;) {
		bool took = word(x, p, all[i]);

		n += took;
		i = took ? 0 : i + 1;
	}
	return n > 0;
}

/* 长期, 10年, 6个月, 三十年, 2030年1月1日解密; the end, or 0. */
static size_t term(const struct gp_ids_search *x, size_t p)
{
	size_t n;

	if (word(x, &p, "长期") || word(x, &p, "永久"))
		return p;
	if (numerals(x, &p))
		return word(x, &p, "年") || word(x, &p, "个月") ? p : 0;
	n = digits(x, &p, 4);
	blanks(x, &p);
	if (n == 1 || n == 2)
		return word(x, &p, "年") || word(x, &p, "个月") || word(x, &p, "月") ? p : 0;
	if (n != 4 || !word(x, &p, "年") || !digits(x, &p, 2) || !word(x, &p, "月") || !digits(x, &p, 2) ||
	    !word(x, &p, "日"))
		return 0;
	(void)(word(x, &p, "前") || word(x, &p, "后"));
	(void)word(x, &p, "解密");
	return p;
}

/* A level with a star, and a term if there is one; its end, or 0. */
static size_t starred(const struct gp_ids_search *x, size_t p)
{
	bool star, asterisk;
	size_t end, after;

	blanks(x, &p);
	star = word(x, &p, "★") || word(x, &p, "☆");
	asterisk = !star && (word(x, &p, "*") || word(x, &p, "＊"));
	if (!star && !asterisk)
		return 0;
	after = p;
	blanks(x, &p);
	end = term(x, p);
	return end ? end : star ? after : 0;
}

static bool is_edge_before(const struct gp_ids_search *x, size_t p)
{
	static const char *const wide[] = {"　", "：", "【", "〔", "（", "［"};
	char c = p ? x->s[p - 1] : '\n';

	if (c && strchr("\n\r\t []():>|", c))
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (p >= 3 && gp_ids_word(x, p - 3, wide[i]))
			return true;
	return false;
}

static bool is_edge_after(const struct gp_ids_search *x, size_t p)
{
	static const char *const wide[] = {"　", "】", "〕", "）", "］"};
	char c = p < x->n ? x->s[p] : '\n';

	if (c && strchr("\n\r\t []()<|*", c))
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (gp_ids_word(x, p, wide[i]))
			return true;
	return false;
}

/*
 * A level alone counts where it stands like a mark, at the edge of a line, in brackets or behind a colon: in running
 * text (国家秘密、商业秘密、个人隐私) and in titles in 《》 it is a word like others.
 */
size_t gp_ids_mark(struct gp_ids_search *x, size_t p)
{
	size_t from = p - 3, after = p + 3, end;

	if (p < 3 || (!gp_ids_word(x, from, "绝") && !gp_ids_word(x, from, "机") && !gp_ids_word(x, from, "秘")))
		return p + 3;
	(void)word(x, &after, "级");
	end = starred(x, after);
	if (end) {
		gp_ids_tell(x, GP_ID_SECRECY, from, end, true);
		return end;
	}
	if (x->title == SIZE_MAX && is_edge_before(x, from) && is_edge_after(x, after))
		gp_ids_tell(x, GP_ID_SECRECY, from, after, false);
	return after;
}
