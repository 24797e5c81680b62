/* Names and labels: WHATWG Encoding Standard, 4.2. */
#include <stdlib.h>
#include <string.h>

#include "core/text/charset.h"
#include "core/text/charset_impl.h"
#include "core/text/charset_tables.h"

enum {
	UTF_8,
	IBM866,
	ISO_8859_2,
	ISO_8859_3,
	ISO_8859_4,
	ISO_8859_5,
	ISO_8859_6,
	ISO_8859_7,
	ISO_8859_8,
	ISO_8859_8_I,
	ISO_8859_10,
	ISO_8859_13,
	ISO_8859_14,
	ISO_8859_15,
	ISO_8859_16,
	KOI8_R,
	KOI8_U,
	MACINTOSH,
	WINDOWS_874,
	WINDOWS_1250,
	WINDOWS_1251,
	WINDOWS_1252,
	WINDOWS_1253,
	WINDOWS_1254,
	WINDOWS_1255,
	WINDOWS_1256,
	WINDOWS_1257,
	WINDOWS_1258,
	X_MAC_CYRILLIC,
	GB18030,
	BIG5,
	EUC_JP,
	ISO_2022_JP,
	SHIFT_JIS,
	EUC_KR,
	REPLACEMENT,
	UTF_16BE,
	UTF_16LE,
	X_USER_DEFINED,
};

#define SINGLE(name, table) {name, GP_KIND_SINGLE, gp_single_##table, NULL, 0}
#define ICONV(name, converter, slot) {name, GP_KIND_ICONV, NULL, converter, slot}
#define OWN(name, kind) {name, GP_KIND_##kind, NULL, NULL, 0}

const struct gp_charset gp_charsets[] = {
	[UTF_8] = OWN("utf-8", UTF8),
	[IBM866] = SINGLE("ibm866", ibm866),
	[ISO_8859_2] = SINGLE("iso-8859-2", iso_8859_2),
	[ISO_8859_3] = SINGLE("iso-8859-3", iso_8859_3),
	[ISO_8859_4] = SINGLE("iso-8859-4", iso_8859_4),
	[ISO_8859_5] = SINGLE("iso-8859-5", iso_8859_5),
	[ISO_8859_6] = SINGLE("iso-8859-6", iso_8859_6),
	[ISO_8859_7] = SINGLE("iso-8859-7", iso_8859_7),
	[ISO_8859_8] = SINGLE("iso-8859-8", iso_8859_8),
	[ISO_8859_8_I] = SINGLE("iso-8859-8-i", iso_8859_8),
	[ISO_8859_10] = SINGLE("iso-8859-10", iso_8859_10),
	[ISO_8859_13] = SINGLE("iso-8859-13", iso_8859_13),
	[ISO_8859_14] = SINGLE("iso-8859-14", iso_8859_14),
	[ISO_8859_15] = SINGLE("iso-8859-15", iso_8859_15),
	[ISO_8859_16] = SINGLE("iso-8859-16", iso_8859_16),
	[KOI8_R] = SINGLE("koi8-r", koi8_r),
	[KOI8_U] = SINGLE("koi8-u", koi8_u),
	[MACINTOSH] = SINGLE("macintosh", macintosh),
	[WINDOWS_874] = SINGLE("windows-874", windows_874),
	[WINDOWS_1250] = SINGLE("windows-1250", windows_1250),
	[WINDOWS_1251] = SINGLE("windows-1251", windows_1251),
	[WINDOWS_1252] = SINGLE("windows-1252", windows_1252),
	[WINDOWS_1253] = SINGLE("windows-1253", windows_1253),
	[WINDOWS_1254] = SINGLE("windows-1254", windows_1254),
	[WINDOWS_1255] = SINGLE("windows-1255", windows_1255),
	[WINDOWS_1256] = SINGLE("windows-1256", windows_1256),
	[WINDOWS_1257] = SINGLE("windows-1257", windows_1257),
	[WINDOWS_1258] = SINGLE("windows-1258", windows_1258),
	[X_MAC_CYRILLIC] = SINGLE("x-mac-cyrillic", x_mac_cyrillic),
	[GB18030] = OWN("gb18030", GB18030),
	[BIG5] = ICONV("big5", "BIG5-HKSCS", 0),
	[EUC_JP] = ICONV("euc-jp", "EUC-JP-MS", 1),
	[ISO_2022_JP] = ICONV("iso-2022-jp", "ISO-2022-JP", 2),
	[SHIFT_JIS] = ICONV("shift_jis", "CP932", 3),
	[EUC_KR] = ICONV("euc-kr", "UHC", 4),
	[REPLACEMENT] = OWN("replacement", REPLACEMENT),
	[UTF_16BE] = OWN("utf-16be", UTF16BE),
	[UTF_16LE] = OWN("utf-16le", UTF16LE),
	[X_USER_DEFINED] = OWN("x-user-defined", USER_DEFINED),
};

const size_t gp_charset_count = sizeof gp_charsets / sizeof *gp_charsets;
const struct gp_charset *const gp_charset_utf8 = &gp_charsets[UTF_8];
const struct gp_charset *const gp_charset_gb18030 = &gp_charsets[GB18030];
const struct gp_charset *const gp_charset_big5 = &gp_charsets[BIG5];
const struct gp_charset *const gp_charset_utf16le = &gp_charsets[UTF_16LE];
const struct gp_charset *const gp_charset_utf16be = &gp_charsets[UTF_16BE];
const struct gp_charset *const gp_charset_windows_1252 = &gp_charsets[WINDOWS_1252];
const struct gp_charset *const gp_charset_x_user_defined = &gp_charsets[X_USER_DEFINED];

struct label {
	char text[20];
	unsigned char charset;
};

/* sorted by byte, all in lower case; gbk and its labels are read as the larger gb18030 */
static const struct label labels[] = {
	{"866", IBM866}, {"ansi_x3.4-1968", WINDOWS_1252}, {"arabic", ISO_8859_6},
	{"ascii", WINDOWS_1252}, {"asmo-708", ISO_8859_6}, {"big5", BIG5}, {"big5-hkscs", BIG5},
	{"chinese", GB18030}, {"cn-big5", BIG5}, {"cp1250", WINDOWS_1250}, {"cp1251", WINDOWS_1251},
	{"cp1252", WINDOWS_1252}, {"cp1253", WINDOWS_1253}, {"cp1254", WINDOWS_1254},
	{"cp1255", WINDOWS_1255}, {"cp1256", WINDOWS_1256}, {"cp1257", WINDOWS_1257},
	{"cp1258", WINDOWS_1258}, {"cp819", WINDOWS_1252}, {"cp866", IBM866}, {"csbig5", BIG5},
	{"cseuckr", EUC_KR}, {"cseucpkdfmtjapanese", EUC_JP}, {"csgb2312", GB18030},
	{"csibm866", IBM866}, {"csiso2022jp", ISO_2022_JP}, {"csiso2022kr", REPLACEMENT},
	{"csiso58gb231280", GB18030}, {"csiso88596e", ISO_8859_6}, {"csiso88596i", ISO_8859_6},
	{"csiso88598e", ISO_8859_8}, {"csiso88598i", ISO_8859_8_I}, {"csisolatin1", WINDOWS_1252},
	{"csisolatin2", ISO_8859_2}, {"csisolatin3", ISO_8859_3}, {"csisolatin4", ISO_8859_4},
	{"csisolatin5", WINDOWS_1254}, {"csisolatin6", ISO_8859_10}, {"csisolatin9", ISO_8859_15},
	{"csisolatinarabic", ISO_8859_6}, {"csisolatincyrillic", ISO_8859_5},
	{"csisolatingreek", ISO_8859_7}, {"csisolatinhebrew", ISO_8859_8}, {"cskoi8r", KOI8_R},
	{"csksc56011987", EUC_KR}, {"csmacintosh", MACINTOSH}, {"csshiftjis", SHIFT_JIS},
	{"csunicode", UTF_16LE}, {"cyrillic", ISO_8859_5}, {"dos-874", WINDOWS_874},
	{"ecma-114", ISO_8859_6}, {"ecma-118", ISO_8859_7}, {"elot_928", ISO_8859_7},
	{"euc-jp", EUC_JP}, {"euc-kr", EUC_KR}, {"gb18030", GB18030}, {"gb2312", GB18030},
	{"gb_2312", GB18030}, {"gb_2312-80", GB18030}, {"gbk", GB18030}, {"greek", ISO_8859_7},
	{"greek8", ISO_8859_7}, {"hebrew", ISO_8859_8}, {"hz-gb-2312", REPLACEMENT},
	{"ibm819", WINDOWS_1252}, {"ibm866", IBM866}, {"iso-10646-ucs-2", UTF_16LE},
	{"iso-2022-cn", REPLACEMENT}, {"iso-2022-cn-ext", REPLACEMENT},
	{"iso-2022-jp", ISO_2022_JP}, {"iso-2022-kr", REPLACEMENT}, {"iso-8859-1", WINDOWS_1252},
	{"iso-8859-10", ISO_8859_10}, {"iso-8859-11", WINDOWS_874}, {"iso-8859-13", ISO_8859_13},
	{"iso-8859-14", ISO_8859_14}, {"iso-8859-15", ISO_8859_15}, {"iso-8859-16", ISO_8859_16},
	{"iso-8859-2", ISO_8859_2}, {"iso-8859-3", ISO_8859_3}, {"iso-8859-4", ISO_8859_4},
	{"iso-8859-5", ISO_8859_5}, {"iso-8859-6", ISO_8859_6}, {"iso-8859-6-e", ISO_8859_6},
	{"iso-8859-6-i", ISO_8859_6}, {"iso-8859-7", ISO_8859_7}, {"iso-8859-8", ISO_8859_8},
	{"iso-8859-8-e", ISO_8859_8}, {"iso-8859-8-i", ISO_8859_8_I}, {"iso-8859-9", WINDOWS_1254},
	{"iso-ir-100", WINDOWS_1252}, {"iso-ir-101", ISO_8859_2}, {"iso-ir-109", ISO_8859_3},
	{"iso-ir-110", ISO_8859_4}, {"iso-ir-126", ISO_8859_7}, {"iso-ir-127", ISO_8859_6},
	{"iso-ir-138", ISO_8859_8}, {"iso-ir-144", ISO_8859_5}, {"iso-ir-148", WINDOWS_1254},
	{"iso-ir-149", EUC_KR}, {"iso-ir-157", ISO_8859_10}, {"iso-ir-58", GB18030},
	{"iso8859-1", WINDOWS_1252}, {"iso8859-10", ISO_8859_10}, {"iso8859-11", WINDOWS_874},
	{"iso8859-13", ISO_8859_13}, {"iso8859-14", ISO_8859_14}, {"iso8859-15", ISO_8859_15},
	{"iso8859-2", ISO_8859_2}, {"iso8859-3", ISO_8859_3}, {"iso8859-4", ISO_8859_4},
	{"iso8859-5", ISO_8859_5}, {"iso8859-6", ISO_8859_6}, {"iso8859-7", ISO_8859_7},
	{"iso8859-8", ISO_8859_8}, {"iso8859-9", WINDOWS_1254}, {"iso88591", WINDOWS_1252},
	{"iso885910", ISO_8859_10}, {"iso885911", WINDOWS_874}, {"iso885913", ISO_8859_13},
	{"iso885914", ISO_8859_14}, {"iso885915", ISO_8859_15}, {"iso88592", ISO_8859_2},
	{"iso88593", ISO_8859_3}, {"iso88594", ISO_8859_4}, {"iso88595", ISO_8859_5},
	{"iso88596", ISO_8859_6}, {"iso88597", ISO_8859_7}, {"iso88598", ISO_8859_8},
	{"iso88599", WINDOWS_1254}, {"iso_8859-1", WINDOWS_1252}, {"iso_8859-15", ISO_8859_15},
	{"iso_8859-1:1987", WINDOWS_1252}, {"iso_8859-2", ISO_8859_2},
	{"iso_8859-2:1987", ISO_8859_2}, {"iso_8859-3", ISO_8859_3},
	{"iso_8859-3:1988", ISO_8859_3}, {"iso_8859-4", ISO_8859_4},
	{"iso_8859-4:1988", ISO_8859_4}, {"iso_8859-5", ISO_8859_5},
	{"iso_8859-5:1988", ISO_8859_5}, {"iso_8859-6", ISO_8859_6},
	{"iso_8859-6:1987", ISO_8859_6}, {"iso_8859-7", ISO_8859_7},
	{"iso_8859-7:1987", ISO_8859_7}, {"iso_8859-8", ISO_8859_8},
	{"iso_8859-8:1988", ISO_8859_8}, {"iso_8859-9", WINDOWS_1254},
	{"iso_8859-9:1989", WINDOWS_1254}, {"koi", KOI8_R}, {"koi8", KOI8_R}, {"koi8-r", KOI8_R},
	{"koi8-ru", KOI8_U}, {"koi8-u", KOI8_U}, {"koi8_r", KOI8_R}, {"korean", EUC_KR},
	{"ks_c_5601-1987", EUC_KR}, {"ks_c_5601-1989", EUC_KR}, {"ksc5601", EUC_KR},
	{"ksc_5601", EUC_KR}, {"l1", WINDOWS_1252}, {"l2", ISO_8859_2}, {"l3", ISO_8859_3},
	{"l4", ISO_8859_4}, {"l5", WINDOWS_1254}, {"l6", ISO_8859_10}, {"l9", ISO_8859_15},
	{"latin1", WINDOWS_1252}, {"latin2", ISO_8859_2}, {"latin3", ISO_8859_3},
	{"latin4", ISO_8859_4}, {"latin5", WINDOWS_1254}, {"latin6", ISO_8859_10},
	{"logical", ISO_8859_8_I}, {"mac", MACINTOSH}, {"macintosh", MACINTOSH},
	{"ms932", SHIFT_JIS}, {"ms_kanji", SHIFT_JIS}, {"replacement", REPLACEMENT},
	{"shift-jis", SHIFT_JIS}, {"shift_jis", SHIFT_JIS}, {"sjis", SHIFT_JIS},
	{"sun_eu_greek", ISO_8859_7}, {"tis-620", WINDOWS_874}, {"ucs-2", UTF_16LE},
	{"unicode", UTF_16LE}, {"unicode-1-1-utf-8", UTF_8}, {"unicode11utf8", UTF_8},
	{"unicode20utf8", UTF_8}, {"unicodefeff", UTF_16LE}, {"unicodefffe", UTF_16BE},
	{"us-ascii", WINDOWS_1252}, {"utf-16", UTF_16LE}, {"utf-16be", UTF_16BE},
	{"utf-16le", UTF_16LE}, {"utf-8", UTF_8}, {"utf8", UTF_8}, {"visual", ISO_8859_8},
	{"windows-1250", WINDOWS_1250}, {"windows-1251", WINDOWS_1251},
	{"windows-1252", WINDOWS_1252}, {"windows-1253", WINDOWS_1253},
	{"windows-1254", WINDOWS_1254}, {"windows-1255", WINDOWS_1255},
	{"windows-1256", WINDOWS_1256}, {"windows-1257", WINDOWS_1257},
	{"windows-1258", WINDOWS_1258}, {"windows-31j", SHIFT_JIS}, {"windows-874", WINDOWS_874},
	{"windows-949", EUC_KR}, {"x-cp1250", WINDOWS_1250}, {"x-cp1251", WINDOWS_1251},
	{"x-cp1252", WINDOWS_1252}, {"x-cp1253", WINDOWS_1253}, {"x-cp1254", WINDOWS_1254},
	{"x-cp1255", WINDOWS_1255}, {"x-cp1256", WINDOWS_1256}, {"x-cp1257", WINDOWS_1257},
	{"x-cp1258", WINDOWS_1258}, {"x-euc-jp", EUC_JP}, {"x-gbk", GB18030},
	{"x-mac-cyrillic", X_MAC_CYRILLIC}, {"x-mac-roman", MACINTOSH},
	{"x-mac-ukrainian", X_MAC_CYRILLIC}, {"x-sjis", SHIFT_JIS}, {"x-unicode20utf8", UTF_8},
	{"x-user-defined", X_USER_DEFINED}, {"x-x-big5", BIG5},
};

static int compare(const void *key, const void *item)
{
	return strcmp(key, ((const struct label *)item)->text);
}

static bool space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

const struct gp_charset *gp_charset_by_label(const char *label, size_t n)
{
	char key[sizeof labels[0].text];
	const struct label *found;
	size_t i;

	while (n && space(label[0])) {
		label++;
		n--;
	}
	while (n && space(label[n - 1]))
		n--;
	if (n == 0 || n >= sizeof key)
		return NULL;
	for (i = 0; i < n; i++) {
		if (label[i] == '\0')
			return NULL;
		key[i] = label[i];
		if (key[i] >= 'A' && key[i] <= 'Z')
			key[i] = (char)(key[i] - 'A' + 'a');
	}
	key[n] = '\0';
	found = bsearch(key, labels, sizeof labels / sizeof *labels, sizeof *labels, compare);
	return found ? &gp_charsets[found->charset] : NULL;
}

const char *gp_charset_name(const struct gp_charset *cs)
{
	return cs->name;
}
