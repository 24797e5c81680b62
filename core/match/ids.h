/*
 * ids.h - numbers and marks that should not be published, found by their form and their check digits.
 *
 * Resident numbers by GB 11643 (check digit of ISO 7064 MOD 11-2), credit codes by GB 32100, cards by Luhn's sum
 * (ISO/IEC 7812-1), marks of secrecy as the law on secrets has them written (★ between level and term). Full-width
 * letters and digits count as ASCII; positions are those of the text as it is. One pass, linear. A number that
 * is part of a longer one, of an address or of a file's name is none.
 */
#ifndef GP_MATCH_IDS_H
#define GP_MATCH_IDS_H

#include <stdbool.h>
#include <stddef.h>

enum gp_id_kind {
	GP_ID_RESIDENT,    /* 居民身份证, 18 characters; region, date and check digit fit */
	GP_ID_RESIDENT_15, /* as issued until 1999: region and date fit; always low */
	GP_ID_CREDIT_CODE, /* 统一社会信用代码; low without a letter in it */
	GP_ID_MOBILE,      /* with 86 or +86 before it, and in groups of 3, 4, 4 */
	GP_ID_BANK_CARD,   /* 16 to 19 digits, in groups of four or not; low without 卡号, 账号, 账户, 银行 shortly before it */
	GP_ID_PASSPORT,    /* only with 护照 near it */
	GP_ID_PLATE,       /* 车牌 */
	GP_ID_EMAIL,
	GP_ID_SECRECY,     /* 机密★10年; low: 机密 standing alone */
	GP_ID_LANDLINE,    /* with its area code; low without a sign after it */
	GP_ID_KINDS,
};

struct gp_id {
	enum gp_id_kind kind;
	size_t from, to; /* bytes of the text, `to` is behind the last */
	bool high;       /* of little doubt */
};

/* False ends the search. */
typedef bool gp_ids_fn(void *user, const struct gp_id *id);

/* Says what stands in s[0..n), by place, of the kinds whose bits are set (1 << GP_ID_MOBILE). */
void gp_ids_scan(const char *s, size_t n, unsigned kinds, gp_ids_fn *fn, void *user);

/* "resident-id", "credit-code" … */
const char *gp_id_name(enum gp_id_kind kind);

#define GP_ID_MASKED 128
/*
 * What may be shown of it: its first two and last two characters with stars between, a mark of secrecy as it is. Into
 * out[GP_ID_MASKED], terminated; returns its length.
 */
size_t gp_id_mask(char out[GP_ID_MASKED], const struct gp_id *id, const char *s);

/* The checks alone, of ASCII: all are told the exact length. */
bool gp_id_is_resident(const char d[18]);
bool gp_id_is_credit_code(const char c[18]);
bool gp_id_is_luhn(const char *d, size_t n);

#endif
