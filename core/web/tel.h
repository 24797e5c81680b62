/*
 * tel.h - whether a tel: link certainly cannot be dialled (RFC 3966, E.164).
 *
 * Read as telephones do: separators, brackets and words in Chinese are passed over; ";ext=", "," and
 * "转" begin what is dialled afterwards. Which numbers exist is not judged here: the numbering plan is
 * knowledge (rules/links/lib/numbering.lua).
 */
#ifndef GP_WEB_TEL_H
#define GP_WEB_TEL_H

#include <stddef.h>

#define GP_TEL_DIGITS 15 /* E.164 section 6 */

/*
 * url: absolute, without fragment; it begins with "tel:". Any bytes. NULL: nothing is wrong for certain;
 * else, static, "tel-empty", "tel-letters" or "tel-too-long". Digits of any width count as digits.
 */
const char *gp_tel_wrong(const char *url, size_t n);

#endif
