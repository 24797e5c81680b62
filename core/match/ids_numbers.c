/* ids_numbers.c - numbers by their kinds: identity, credit code, card, telephone, passport, plate */
#include <string.h>

#include "core/match/ids_impl.h"

#define NEAR ((size_t)60)  /* bytes around a number in which words count: twenty Chinese characters */
#define GROUPS 6
#define GROUPED 32         /* characters of all groups */

/* --- a number in groups: 6222 0212 3456 7890 */

struct groups {
	char c[GROUPED];       /* all of them without what parts them */
	size_t n[GROUPS];      /* characters of each */
	size_t end[GROUPS];    /* offset behind each */
	size_t count;
	size_t from;
	char sign;             /* between them */
};

/* The run, and those that follow it with the same single sign between. */
static void read_groups(struct groups *g, const struct gp_ids_search *x, const struct gp_run *first)
{
	struct gp_run r = *first;
	size_t used = 0;

	*g = (struct groups){.from = first->at[0]};
	while (g->count < GROUPS && r.n && r.n <= GROUPED - used) {
		memcpy(g->c + used, r.c, r.n);
		used += r.n;
		g->n[g->count] = r.n;
		g->end[g->count++] = r.end;
		if (r.end + 1 >= x->n || (x->s[r.end] != ' ' && x->s[r.end] != '-') || (g->sign && x->s[r.end] != g->sign))
			break;
		g->sign = x->s[r.end];
		gp_ids_run(&r, x->s, x->n, r.end + 1);
	}
}

static bool are_digits(const char *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (c[i] < '0' || c[i] > '9')
			return false;
	return n > 0;
}

/* --- what stands around a number */

static char byte_at(const struct gp_ids_search *x, size_t p)
{
	return p < x->n ? x->s[p] : '\0';
}

static bool is_ascii_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Part of a path, a file's name, a query, a decimal number or a longer serial number. */
static bool is_part(const struct gp_ids_search *x, size_t from, size_t to)
{
	char before = from ? x->s[from - 1] : '\0', far = from > 1 ? x->s[from - 2] : '\0';
	char after = byte_at(x, to), beyond = byte_at(x, to + 1);

	if (before == '_' || before == '=' || before == '&' || before == '%' || before == '#' || before == '.')
		return true;
	if ((before == '-' || before == '/') && is_ascii_alnum(far) && !(far == '6' && from > 2 && x->s[from - 3] == '8'))
		return true;
	if (after == '_' || after == '%' || after == '=')
		return true;
	return (after == '.' || after == '-') && is_ascii_alnum(beyond);
}

/* --- kinds */

static bool is_mobile(const char *c)
{
	return c[0] == '1' && c[1] >= '3' && c[1] <= '9' && are_digits(c, 11);
}

/* 138 1234 5678, 86 13812345678, 8613812345678; the groups that it takes, or 0. */
static size_t grouped_mobile(const struct groups *g)
{
	bool china = g->c[0] == '8' && g->c[1] == '6';

	if (g->n[0] == 11 && is_mobile(g->c))
		return 1;
	if (g->n[0] == 13 && china && is_mobile(g->c + 2))
		return 1;
	if (g->count >= 2 && g->n[0] == 2 && g->n[1] == 11 && china && is_mobile(g->c + 2))
		return 2;
	if (g->count >= 3 && g->n[0] == 3 && g->n[1] == 4 && g->n[2] == 4 && is_mobile(g->c))
		return 3;
	if (g->count >= 4 && g->n[0] == 2 && g->n[1] == 3 && g->n[2] == 4 && g->n[3] == 4 && china && is_mobile(g->c + 2))
		return 4;
	return 0;
}

static size_t mobile(struct gp_ids_search *x, const struct groups *g)
{
	size_t count = grouped_mobile(g), from = g->from;

	if (!count || is_part(x, from, g->end[count - 1]))
		return 0;
	if (from && x->s[from - 1] == '+' && g->c[0] == '8')
		from--;
	gp_ids_tell(x, GP_ID_MOBILE, from, g->end[count - 1], true);
	return g->end[count - 1];
}

/* "tel13812345678": letters, then nothing but the number. */
static size_t lettered_mobile(struct gp_ids_search *x, const struct gp_run *r)
{
	size_t letters = r->n - 11;

	if (r->n <= 11 || letters > 8 || !is_mobile(r->c + letters) || is_part(x, r->at[0], r->end))
		return 0;
	for (size_t i = 0; i < letters; i++)
		if (r->c[i] <= '9')
			return 0;
	gp_ids_tell(x, GP_ID_MOBILE, r->at[letters], r->end, false);
	return r->end;
}

/* The digits of a card: of one group, or of groups of four; the groups that it takes, or 0. */
static size_t card_groups(const struct groups *g, size_t *digits)
{
	size_t count = 0;

	*digits = g->n[0];
	if (*digits >= 16 && *digits <= 19)
		return 1;
	while (count < g->count && count < 4 && g->n[count] == 4)
		count++;
	if (count < 4)
		return 0;
	*digits = 16;
	if (g->count > 4 && g->n[4] <= 3) {
		*digits += g->n[4];
		count++;
	}
	return count;
}

static size_t card(struct gp_ids_search *x, const struct groups *g)
{
	static const char *const words[] = {"卡号", "账号", "帐号", "账户", "帐户", "银行", "开户"};
	size_t digits, count = card_groups(g, &digits);
	bool high = false;

	if (!count || !are_digits(g->c, digits) || g->c[0] < '3' || g->c[0] > '6' || !gp_id_is_luhn(g->c, digits) ||
	    is_part(x, g->from, g->end[count - 1]))
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words && !high; i++)
		high = gp_ids_before(x, g->from, NEAR, words[i]);
	gp_ids_tell(x, GP_ID_BANK_CARD, g->from, g->end[count - 1], high);
	return g->end[count - 1];
}

/* Digits of the area code that c begins with, or 0. */
static size_t area_code(const char *c, size_t n)
{
	if (n < 3 || c[0] != '0' || c[1] == '0')
		return 0;
	return c[1] < '3' ? (c[1] == '1' && c[2] != '0' ? 0 : 3) : 4;
}

static bool is_local_number(const char *c, size_t n, size_t area)
{
	return (n == 8 || (n == 7 && area == 4)) && c[0] >= '2' && are_digits(c, n);
}

/* 0512-68123456, (0512)68123456, 051268123456 */
static size_t landline(struct gp_ids_search *x, const struct groups *g)
{
	size_t area = area_code(g->c, g->n[0]), from = g->from, end;
	struct gp_run r;

	if (!area || !are_digits(g->c, g->n[0]))
		return 0;
	if (g->n[0] > area && is_local_number(g->c + area, g->n[0] - area, area)) {
		if (is_part(x, from, g->end[0]))
			return 0;
		gp_ids_tell(x, GP_ID_LANDLINE, from, g->end[0], false);
		return g->end[0];
	}
	if (g->n[0] != area)
		return 0;
	if (g->count > 1 && is_local_number(g->c + area, g->n[1], area)) {
		end = g->end[1];
	} else {
		bool wide = gp_ids_word(x, g->end[0], "）");

		if (!wide && byte_at(x, g->end[0]) != ')' && !gp_ids_word(x, g->end[0], "－"))
			return 0;
		gp_ids_run(&r, x->s, x->n, g->end[0] + (byte_at(x, g->end[0]) == ')' ? 1 : 3));
		if (r.n > GP_RUN_MAX || !is_local_number(r.c, r.n, area))
			return 0;
		end = r.end;
		if (from && x->s[from - 1] == '(')
			from--;
		else if (from >= 3 && gp_ids_word(x, from - 3, "（"))
			from -= 3;
	}
	gp_ids_tell(x, GP_ID_LANDLINE, from, end, true);
	return end;
}

/* 110105194912310021, and 110105 19491231 0021 */
static size_t resident(struct gp_ids_search *x, const struct groups *g)
{
	size_t last = g->count >= 3 && g->n[0] == 6 && g->n[1] == 8 && g->n[2] == 4 ? 2 : 0;

	if ((!last && g->n[0] != 18) || !gp_id_is_resident(g->c))
		return 0;
	/* of those whose numbers begin with 9 little is known */
	gp_ids_tell(x, GP_ID_RESIDENT, g->from, g->end[last], g->c[0] != '9');
	return g->end[last];
}

static size_t credit_code(struct gp_ids_search *x, const struct gp_run *r)
{
	if (r->n != 18 || !gp_id_is_credit_code(r->c))
		return 0;
	gp_ids_tell(x, GP_ID_CREDIT_CODE, r->at[0], r->end, !are_digits(r->c, 18));
	return r->end;
}

static size_t resident_15(struct gp_ids_search *x, const struct gp_run *r)
{
	char full[18] = {0};

	if (r->n != 15 || !are_digits(r->c, 15) || is_part(x, r->at[0], r->end))
		return 0;
	memcpy(full, r->c, 6);
	memcpy(full + 6, "19", 2);
	memcpy(full + 8, r->c + 6, 9);
	if (!gp_id_is_resident_begin(full))
		return 0;
	gp_ids_tell(x, GP_ID_RESIDENT_15, r->at[0], r->end, false);
	return r->end;
}

/* E12345678 EA1234567 G12345678 P1234567 SE1234567 */
static bool is_passport(const struct gp_run *r)
{
	size_t digits = r->n, letters = 0;

	while (letters < r->n && r->c[letters] >= 'A' && r->c[letters] <= 'Z')
		letters++;
	digits -= letters;
	if (!letters || letters > 2 || !digits || !are_digits(r->c + letters, digits))
		return false;
	if (r->c[0] == 'G')
		return letters == 1 && digits == 8;
	if (digits < 7 || digits > 8)
		return false;
	if (r->c[0] == 'E')
		return letters == 1 || (r->c[1] != 'I' && r->c[1] != 'O');
	return strchr("DSP", r->c[0]) && (letters == 1 || r->c[1] == 'E' || r->c[1] == 'P');
}

static size_t passport(struct gp_ids_search *x, const struct gp_run *r)
{
	if (!is_passport(r) ||
	    (!gp_ids_before(x, r->at[0], NEAR, "护照") && !gp_ids_after(x, r->end, NEAR, "护照")))
		return 0;
	gp_ids_tell(x, GP_ID_PASSPORT, r->at[0], r->end, true);
	return r->end;
}

/* --- plates */

static bool is_province(const struct gp_ids_search *x, size_t p)
{
	static const char provinces[] = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

	for (size_t i = 0; i + 3 < sizeof provinces; i += 3)
		if (!memcmp(x->s + p, provinces + i, 3))
			return true;
	return false;
}

static bool is_plate_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z' && c != 'I' && c != 'O');
}

/* What follows the letter of the place: five characters, six of a car without an exhaust; the digits in it, or 0. */
static size_t plate_digits(const char *c, size_t n, bool word)
{
	size_t digits = 0;

	for (size_t i = 0; i < n; i++) {
		if (!is_plate_char(c[i]))
			return 0;
		digits += c[i] <= '9';
	}
	if (n == 6 && !word)
		return ((c[0] == 'D' || c[0] == 'F') && are_digits(c + 2, 4)) ||
		    ((c[5] == 'D' || c[5] == 'F') && are_digits(c, 5)) ? digits : 0;
	return n == (word ? 4 : 5) && digits >= 2 ? digits : 0;
}

static size_t plate(struct gp_ids_search *x, const struct gp_run *r)
{
	static const char *const words[] = {"挂", "学", "警", "港", "澳"};
	size_t from = r->at[0], n = r->n - 1, end = r->end, digits;
	const char *c = r->c + 1;
	struct gp_run second;
	bool dot = false, word = false;

	if (from < 3 || r->c[0] < 'A' || !is_plate_char(r->c[0]) || !is_province(x, from - 3))
		return 0;
	if (!n) {
		size_t len = gp_ids_word(x, end, "·") ? strlen("·") : gp_ids_word(x, end, "•") ? strlen("•") : 0;

		if (!len)
			return 0;
		gp_ids_run(&second, x->s, x->n, end + len);
		if (second.n > GP_RUN_MAX)
			return 0;
		dot = true;
		c = second.c;
		n = second.n;
		end = second.end;
	}
	for (size_t i = 0; n == 4 && i < sizeof words / sizeof *words; i++)
		word = word || gp_ids_word(x, end, words[i]);
	digits = plate_digits(c, n, word);
	if (!digits)
		return 0;
	end += word ? 3 : 0;
	gp_ids_tell(x, GP_ID_PLATE, from - 3, end, dot || digits >= 3);
	return end;
}

size_t gp_ids_number(struct gp_ids_search *x, const struct gp_run *r)
{
	struct groups g;
	size_t end;

	if ((end = plate(x, r)) || (end = passport(x, r)))
		return end;
	read_groups(&g, x, r);
	if ((end = resident(x, &g)) || (end = credit_code(x, r)) || (end = resident_15(x, r)))
		return end;
	if ((end = card(x, &g)) || (end = mobile(x, &g)) || (end = landline(x, &g)) || (end = lettered_mobile(x, r)))
		return end;
	return r->end;
}
