/* numbers and marks that should not be published; numbers are made here, so that nobody's is in this file */
#define _GNU_SOURCE
#include "core/match/ids.h"

#include "core/base/clock.h"
#include "tests/lib/tap.h"

static char line[4000];

static bool note(void *user, const struct gp_id *id)
{
	const char *s = user;
	char masked[GP_ID_MASKED];
	size_t at = strlen(line);

	gp_id_mask(masked, id, s);
	snprintf(line + at, sizeof line - at, "%s%s%s %.*s", at ? "; " : "", gp_id_name(id->kind), id->high ? "" : "?",
	    (int)(id->to - id->from), s + id->from);
	return true;
}

static const char *found(const char *s, unsigned kinds)
{
	char *exact = strdup(s);

	*line = '\0';
	gp_ids_scan(exact, strlen(s), kinds, note, exact);
	free(exact);
	return line;
}

static void gives(const char *s, const char *want, const char *name)
{
	is_str(found(s, ~0u), want, name);
}

/* --- numbers with their check digit, from what is before it */

static const char *resident(const char *begin)
{
	static const int weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	static char out[19];
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (begin[i] - '0') * weight[i];
	snprintf(out, sizeof out, "%s%c", begin, "10X98765432"[sum % 11]);
	return out;
}

static const char *credit(const char *begin)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	static char out[19];
	int sum = 0, weight = 1;

	for (int i = 0; i < 17; i++) {
		sum += (int)(strchr(alphabet, begin[i]) - alphabet) * weight;
		weight = weight * 3 % 31;
	}
	snprintf(out, sizeof out, "%s%c", begin, alphabet[(31 - sum % 31) % 31]);
	return out;
}

static const char *card(const char *begin)
{
	static char out[24];
	int sum = 0, n = (int)strlen(begin);

	for (int i = 0; i < n; i++) {
		int v = (begin[n - 1 - i] - '0') * (i % 2 ? 1 : 2);

		sum += v > 9 ? v - 9 : v;
	}
	snprintf(out, sizeof out, "%s%d", begin, (10 - sum % 10) % 10);
	return out;
}

/* The number in the place of the # in `around`. */
static void one(const char *kind, const char *around, const char *number, const char *name)
{
	const char *place = strchr(around, '#');
	char text[300], want[200];

	snprintf(text, sizeof text, "%.*s%s%s", (int)(place - around), around, number, place + 1);
	snprintf(want, sizeof want, "%s%s%s", kind, *kind ? " " : "", *kind ? number : "");
	gives(text, want, name);
}

static void residents(void)
{
	char wrong[24];

	gives("11010519491231002X", "resident-id 11010519491231002X", "the example of the standard");
	gives("11010519491231002x", "resident-id 11010519491231002x", "with a small x");
	one("resident-id", "身份证号：#。", resident("53000019880229123"), "in text, of a leap day");
	gives("１１０１０５１９４９１２３１００２Ｘ", "resident-id １１０１０５１９４９１２３１００２Ｘ", "in full width");
	gives("110105 19491231 002X", "resident-id 110105 19491231 002X", "in groups");
	one("resident-id?", "#", resident("91000019880228123"), "of a foreigner");
	one("", "a#", resident("53000019880228123"), "part of a longer word");
	one("", "#1", resident("53000019880228123"), "part of a longer number");
	one("", "#", resident("16000019880228123"), "no such region");
	one("", "#", resident("53000019890229123"), "no such day");
	one("", "#", resident("53000018990101123"), "too long ago");
	one("", "#", resident("11000020991231124"), "not yet born");
	snprintf(wrong, sizeof wrong, "%s", resident("53000019880228124"));
	wrong[17] = wrong[17] == '0' ? '1' : '0';
	one("", "#", wrong, "a wrong check digit");
	one("", "https://a.gov.cn/x?id=#", resident("53000019880228123"), "in an address");
	gives("530000880228123", "resident-id-15? 530000880228123", "as issued until 1999");
	gives("530000881328123", "", "fifteen digits without a day in them");
}

static void codes(void)
{
	one("credit-code", "统一社会信用代码#", credit("91530000MA0000000"), "with letters");
	one("credit-code?", "#", credit("91530000710000000"), "of digits alone");
	one("", "#", "91530000MA00000000", "a wrong check character");
	one("", "x#", credit("91530000MA0000000"), "part of a longer word");
}

static void phones(void)
{
	gives("手机13800000000，", "mobile 13800000000", "a mobile number");
	gives("+86 13800000000 8613800000000 +86-138-0000-0000",
	    "mobile +86 13800000000; mobile 8613800000000; mobile +86-138-0000-0000", "with the code of the country");
	gives("138 0000 0000 138-0000-0000", "mobile 138 0000 0000; mobile 138-0000-0000", "in groups");
	gives("tel13800000000", "mobile? 13800000000", "behind letters");
	gives("１３８００００００００", "mobile １３８００００００００", "in full width");
	gives("138000000001 213800000000 12800000000 1380000000", "", "longer, shorter, other numbers");
	gives("t20230420_13800000000.html /img/13800000000.jpg id=13800000000", "", "names of files and queries");
	gives("http://a.cn/13800000000 www.a.cn/13800000000", "", "in addresses");
	gives("0512-68120000 010-62000000 (0512)68120000 （0512）68120000",
	    "landline 0512-68120000; landline 010-62000000; landline (0512)68120000; landline （0512）68120000", "landlines");
	gives("051268120000 0512-1234567 012-68120000 0512-681200001", "landline? 051268120000", "and what is none");
	gives("电话0512-68120000、13800000000转0", "landline 0512-68120000; mobile 13800000000", "one beside the other");
}

static void cards(void)
{
	char grouped[40], want[60];

	one("bank-card", "卡号：#", card("622200000000000000"), "a card behind its word");
	one("bank-card?", "#", card("622200000000000000"), "and without");
	one("bank-card", "开户银行 账号 #", card("400000000000000"), "of 16 digits");
	snprintf(grouped, sizeof grouped, "卡号6222 0000 0000 000%c", card("622200000000000")[15]);
	snprintf(want, sizeof want, "bank-card %s", strchr(grouped, '6'));
	gives(grouped, want, "in groups of four");
	one("", "卡号：#", "6222000000000000001", "a wrong sum");
	one("", "卡号：#", card("722200000000000000"), "no such issuer");
	one("", "_#", card("622200000000000000"), "part of a name");
}

static void others(void)
{
	gives("护照号E12345678", "passport E12345678", "a passport");
	gives("持G12345678号护照", "passport G12345678", "whose word comes later");
	gives("产品E12345678", "", "the same without the word");
	gives("护照 AE1234567 E1234567890", "", "other numbers beside the word");
	gives("车牌云A12345、云A·D12345、云A1234学", "plate 云A12345; plate 云A·D12345; plate 云A1234学", "plates");
	gives("云A12D45F 云I12345 云AABCDE 云A123456", "", "and what is none");
	gives("邮箱：zhang.san@a.gov.cn。", "email zhang.san@a.gov.cn", "an address for mail");
	gives("a@b a@b. @b.cn a@.cn a@b.c1 weibo@某人", "", "and what is none");
	gives("13800000000@b.cn", "email 13800000000@b.cn", "its number is part of it");
}

static void marks(void)
{
	gives("机密★10年", "secrecy-mark 机密★10年", "a mark with its term");
	gives("秘密级 ★ 长期", "secrecy-mark 秘密级 ★ 长期", "with blanks");
	gives("绝密★三十年 机密☆2030年1月1日前 秘密★６个月", "secrecy-mark 绝密★三十年; secrecy-mark 机密☆2030年1月1日前; "
	    "secrecy-mark 秘密★６个月", "terms of all sorts");
	gives("机密★\n", "secrecy-mark 机密★", "without a term");
	gives("秘密*1年 秘密*注", "secrecy-mark 秘密*1年; secrecy-mark? 秘密", "an asterisk needs a term");
	gives("密级：机密\n【秘密】", "secrecy-mark? 机密; secrecy-mark? 秘密", "standing alone");
	gives("涉及国家秘密、商业秘密、个人隐私的，保守秘密，机密文件，绝密、机密、秘密三级", "", "words in running text");
	gives("《秘密》 《国家秘密 绝密 定密管理暂行规定》", "", "in titles");
	gives("密 机 秘", "", "single characters");
}

static void kinds(void)
{
	is_str(found("13800000000 a@b.cn", 1u << GP_ID_EMAIL), "email a@b.cn", "only the kinds that are asked for");
	is_str(found("13800000000", 0), "", "none");
}

static void masks(void)
{
	char out[GP_ID_MASKED];

	gp_id_mask(out, &(struct gp_id){GP_ID_MOBILE, 0, 11, true}, "13800000001");
	is_str(out, "13*******01", "the first two and the last two");
	gp_id_mask(out, &(struct gp_id){GP_ID_PLATE, 0, 9, true}, "云A12345");
	is_str(out, "云A***45", "of characters");
	gp_id_mask(out, &(struct gp_id){GP_ID_EMAIL, 0, 4, true}, "a@bc");
	is_str(out, "****", "nothing of what is as short");
}

/* Nothing is looked at over and over, whatever stands there. */
static void long_texts(void)
{
	static const char *const parts[] = {"1", "1 ", "1-", "@", "a@", "a.", "a:", "密", "《", "机密", "０", "云A", "12345678 ", "0512-",
	    "E1234567护", "1380000000 "};
	const size_t max = (size_t)1 << 20;
	char *s = malloc(max + 32);
	int64_t start, slowest = 0;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t n = 0;

		while (n < max) {
			memcpy(s + n, parts[i], strlen(parts[i]));
			n += strlen(parts[i]);
		}
		s[n] = '\0';
		*line = '\0';
		start = gp_clock_mono_ms();
		gp_ids_scan(s, n, 1u << GP_ID_PASSPORT, note, s);
		start = gp_clock_mono_ms() - start;
		slowest = start > slowest ? start : slowest;
	}
	free(s);
	ok(slowest < 2000, "a MiB of anything takes no longer than %d ms", (int)slowest);
}

int main(void)
{
	gp_clock_freeze(1795392000); /* 2026-11-23 */
	residents();
	codes();
	phones();
	cards();
	others();
	marks();
	kinds();
	masks();
	gp_clock_freeze(0);
	long_texts();
	return tap_done();
}
