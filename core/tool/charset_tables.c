/*
 * charset_tables - writes the decoding tables of GB18030 and of the single-byte
 * encodings as C. It walks the build host's iconv and mends what differs from
 * the indexes of the WHATWG Encoding Standard. Format: core/text/charset_tables.h.
 */
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define LEADS 126 /* 0x81 … 0xFE */

struct patch {
	unsigned bytes, code;
};

/* What GB18030-2022 gave standard characters; before, these stood for `code` (private use). */
static const struct patch old_private[] = {
	{0xA6D9, 0xE78D}, {0xA6DA, 0xE78E}, {0xA6DB, 0xE78F}, {0xA6DC, 0xE790}, {0xA6DD, 0xE791},
	{0xA6DE, 0xE792}, {0xA6DF, 0xE793}, {0xA6EC, 0xE794}, {0xA6ED, 0xE795}, {0xA6F3, 0xE796},
	{0xFE59, 0xE81E}, {0xFE61, 0xE826}, {0xFE66, 0xE82B}, {0xFE67, 0xE82C}, {0xFE6D, 0xE832},
	{0xFE7E, 0xE843}, {0xFE90, 0xE854}, {0xFEA0, 0xE864},
};

/* What the index says, whichever edition the build host's iconv follows. */
static const struct patch index_gb18030[] = {
	{0xA3A0, 0x3000}, {0xA8BC, 0x1E3F},
	{0xA6D9, 0xFE10}, {0xA6DA, 0xFE12}, {0xA6DB, 0xFE11}, {0xA6DC, 0xFE13}, {0xA6DD, 0xFE14},
	{0xA6DE, 0xFE15}, {0xA6DF, 0xFE16}, {0xA6EC, 0xFE17}, {0xA6ED, 0xFE18}, {0xA6F3, 0xFE19},
	{0xFE51, 0xE816}, {0xFE52, 0xE817}, {0xFE53, 0xE818}, {0xFE59, 0x9FB4}, {0xFE61, 0x9FB5},
	{0xFE66, 0x9FB6}, {0xFE67, 0x9FB7}, {0xFE6C, 0xE831}, {0xFE6D, 0x9FB8}, {0xFE76, 0xE83B},
	{0xFE7E, 0x9FB9}, {0xFE90, 0x9FBA}, {0xFE91, 0xE855}, {0xFEA0, 0x9FBB},
};

struct single {
	const char *name, *iconv;
	int c1; /* unassigned bytes 80–9F mean the C1 control of the same number */
	struct patch patch[2];
};

static const struct single singles[] = {
	{"ibm866", "IBM866", 0, {{0}}},
	{"iso_8859_2", "ISO-8859-2", 0, {{0}}},
	{"iso_8859_3", "ISO-8859-3", 0, {{0}}},
	{"iso_8859_4", "ISO-8859-4", 0, {{0}}},
	{"iso_8859_5", "ISO-8859-5", 0, {{0}}},
	{"iso_8859_6", "ISO-8859-6", 0, {{0}}},
	{"iso_8859_7", "ISO-8859-7", 0, {{0}}},
	{"iso_8859_8", "ISO-8859-8", 0, {{0}}},
	{"iso_8859_10", "ISO-8859-10", 0, {{0}}},
	{"iso_8859_13", "ISO-8859-13", 0, {{0}}},
	{"iso_8859_14", "ISO-8859-14", 0, {{0}}},
	{"iso_8859_15", "ISO-8859-15", 0, {{0}}},
	{"iso_8859_16", "ISO-8859-16", 0, {{0}}},
	{"koi8_r", "KOI8-R", 0, {{0}}},
	{"koi8_u", "KOI8-U", 0, {{0xAE, 0x45E}, {0xBE, 0x40E}}},
	{"macintosh", "MACINTOSH", 0, {{0xC6, 0x2206}, {0xF0, 0xF8FF}}},
	{"windows_874", "CP874", 1, {{0}}},
	{"windows_1250", "CP1250", 1, {{0}}},
	{"windows_1251", "CP1251", 1, {{0}}},
	{"windows_1252", "CP1252", 1, {{0}}},
	{"windows_1253", "CP1253", 1, {{0}}},
	{"windows_1254", "CP1254", 1, {{0}}},
	{"windows_1255", "CP1255", 1, {{0xCA, 0x5BA}, {0}}},
	{"windows_1256", "CP1256", 1, {{0}}},
	{"windows_1257", "CP1257", 1, {{0}}},
	{"windows_1258", "CP1258", 1, {{0}}},
	{"x_mac_cyrillic", "MAC-UK", 0, {{0xFF, 0x20AC}, {0}}},
};

static unsigned two[LEADS * 256];   /* [lead - 0x81][trail]: code point or 0 */
static unsigned from[0x10000];      /* code point: its two bytes or 0 */
static unsigned char taken[0x10000]; /* has two bytes in the 2000 edition: not in four */

static void die(const char *what, const char *which)
{
	fprintf(stderr, "charset_tables: %s %s\n", what, which);
	exit(1);
}

static iconv_t open_iconv(const char *name)
{
	iconv_t cd = iconv_open("UTF-16BE", name);

	if (cd == (iconv_t)-1)
		die("iconv here lacks (newer Debian: install libc-gconv-modules-extra)", name);
	return cd;
}

/* The one code unit that `n` bytes stand for, or 0. */
static unsigned decode(iconv_t cd, const unsigned char *bytes, size_t n)
{
	char in[2], out[8], *from_p = in, *to = out;
	size_t left = n, room = sizeof out;

	memcpy(in, bytes, n);
	iconv(cd, NULL, NULL, NULL, NULL);
	if (iconv(cd, &from_p, &left, &to, &room) == (size_t)-1 || left || sizeof out - room != 2)
		return 0;
	return (unsigned)(unsigned char)out[0] << 8 | (unsigned char)out[1];
}

static unsigned *cell(unsigned bytes)
{
	return &two[((bytes >> 8) - 0x81) * 256 + (bytes & 0xFF)];
}

static void load_gb18030(void)
{
	iconv_t cd = open_iconv("GB18030");
	unsigned lead, trail, i;
	unsigned char b[2];

	for (lead = 0x81; lead <= 0xFE; lead++)
		for (trail = 0x40; trail <= 0xFE; trail++) {
			if (trail == 0x7F)
				continue;
			b[0] = (unsigned char)lead;
			b[1] = (unsigned char)trail;
			*cell(lead << 8 | trail) = decode(cd, b, 2);
		}
	iconv_close(cd);
	for (i = 0; i < COUNT(index_gb18030); i++)
		*cell(index_gb18030[i].bytes) = index_gb18030[i].code;
	for (lead = 0x81; lead <= 0xFE; lead++)
		for (trail = 0x40; trail <= 0xFE; trail++)
			if (trail != 0x7F && !*cell(lead << 8 | trail))
				die("iconv lacks a two-byte code of", "GB18030");
}

static void reverse_gb18030(void)
{
	unsigned bytes, i;

	for (bytes = 0xFEFE; bytes >= 0x8140; bytes--) /* downwards: the lowest pointer wins */
		if ((bytes & 0xFF) >= 0x40 && (bytes & 0xFF) != 0x7F && (bytes & 0xFF) != 0xFF) {
			from[*cell(bytes)] = bytes;
			taken[*cell(bytes)] = 1;
		}
	for (i = 0; i < COUNT(old_private); i++) {
		from[old_private[i].code] = old_private[i].bytes;
		taken[old_private[i].code] = 1;
		taken[*cell(old_private[i].bytes)] = 0;
	}
	/* the 2000 edition had A3A0 and A8BC as private use, and U+1E3F in four bytes */
	taken[0xE5E5] = taken[0xE7C7] = 1;
	taken[0x1E3F] = 0;
}

static void write_gb18030(void)
{
	unsigned i, c, pointer = 0, count = 0, last = 0;

	puts("const uint16_t gp_gb18030_two[128 * 256] = {");
	for (i = 0; i < 128 * 256; i++)
		printf("%u,%s", i / 256 == 0 || i / 256 == 127 ? 0 : two[i - 256],
		    i % 16 == 15 ? "\n" : "");
	puts("};\nconst uint16_t gp_gb18030_from[65536] = {");
	for (i = 0; i < 0x10000; i++)
		printf("%u,%s", from[i], i % 16 == 15 ? "\n" : "");
	/* four-byte codes of the basic plane: what is left over, in order */
	puts("};\nconst struct gp_gb18030_range gp_gb18030_ranges[] = {");
	for (c = 0x80; c < 0x10000; c++) {
		if ((c >= 0xD800 && c <= 0xDFFF) || taken[c])
			continue;
		if (c != last + 1) {
			printf("{%u,%u},\n", pointer, c);
			count++;
		}
		last = c;
		pointer++;
	}
	printf("};\nconst size_t gp_gb18030_range_count = %u;\n", count);
	if (pointer != 39420)
		die("the four-byte codes do not fill their space in", "GB18030");
}

static void write_single(const struct single *s)
{
	iconv_t cd = open_iconv(s->iconv);
	unsigned char b;
	unsigned i, k, code;

	printf("const uint16_t gp_single_%s[128] = {\n", s->name);
	for (i = 0; i < 128; i++) {
		b = (unsigned char)(0x80 + i);
		code = decode(cd, &b, 1);
		if (!code && s->c1 && i < 0x20)
			code = b;
		for (k = 0; k < 2; k++)
			if (s->patch[k].bytes == b)
				code = s->patch[k].code;
		printf("%u,%s", code, i % 16 == 15 ? "\n" : "");
	}
	puts("};");
	iconv_close(cd);
}

int main(void)
{
	size_t i;

	load_gb18030();
	reverse_gb18030();
	puts("#include \"core/text/charset_tables.h\"");
	write_gb18030();
	for (i = 0; i < COUNT(singles); i++)
		write_single(&singles[i]);
	return fflush(stdout) || ferror(stdout) ? 1 : 0;
}
