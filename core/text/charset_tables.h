/*
 * charset_tables.h - what core/tool/charset_tables.c writes at build time, after the
 * indexes of the WHATWG Encoding Standard.
 */
#ifndef GP_TEXT_CHARSET_TABLES_H
#define GP_TEXT_CHARSET_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* [(lead & 0x7F) * 256 + trail]: code point, 0 where the two bytes are no character. */
extern const uint16_t gp_gb18030_two[128 * 256];
/* [code point]: lead * 256 + trail, or 0. */
extern const uint16_t gp_gb18030_from[65536];
/* Four-byte codes of the basic plane: from `pointer` on, code points count up from `code`. */
extern const struct gp_gb18030_range {
	uint16_t pointer, code;
} gp_gb18030_ranges[];
extern const size_t gp_gb18030_range_count;

/* The code points of bytes 80–FF, 0 for none. */
extern const uint16_t gp_single_ibm866[128];
extern const uint16_t gp_single_iso_8859_2[128];
extern const uint16_t gp_single_iso_8859_3[128];
extern const uint16_t gp_single_iso_8859_4[128];
extern const uint16_t gp_single_iso_8859_5[128];
extern const uint16_t gp_single_iso_8859_6[128];
extern const uint16_t gp_single_iso_8859_7[128];
extern const uint16_t gp_single_iso_8859_8[128];
extern const uint16_t gp_single_iso_8859_10[128];
extern const uint16_t gp_single_iso_8859_13[128];
extern const uint16_t gp_single_iso_8859_14[128];
extern const uint16_t gp_single_iso_8859_15[128];
extern const uint16_t gp_single_iso_8859_16[128];
extern const uint16_t gp_single_koi8_r[128];
extern const uint16_t gp_single_koi8_u[128];
extern const uint16_t gp_single_macintosh[128];
extern const uint16_t gp_single_windows_874[128];
extern const uint16_t gp_single_windows_1250[128];
extern const uint16_t gp_single_windows_1251[128];
extern const uint16_t gp_single_windows_1252[128];
extern const uint16_t gp_single_windows_1253[128];
extern const uint16_t gp_single_windows_1254[128];
extern const uint16_t gp_single_windows_1255[128];
extern const uint16_t gp_single_windows_1256[128];
extern const uint16_t gp_single_windows_1257[128];
extern const uint16_t gp_single_windows_1258[128];
extern const uint16_t gp_single_x_mac_cyrillic[128];

#endif
