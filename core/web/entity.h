/*
 * entity.h - the table of named character references (HTML 13.5), generated
 * from entities.txt by core/tool/entities.c.
 *
 * Names are without '&', with their ';' where the standard has one. Lookup is
 * by an open-addressing index; the hash is here because generator and reader
 * must agree on it.
 */
#ifndef GP_WEB_ENTITY_H
#define GP_WEB_ENTITY_H

#include <stddef.h>
#include <stdint.h>

#define GP_ENTITY_NAME_MAX 32  /* bytes, with the semicolon */
#define GP_ENTITY_LEGACY_MAX 6 /* longest name that may stand without one */
#define GP_ENTITY_SLOTS 8192u

struct gp_entity {
	const char *name;
	uint8_t name_n, text_n;
	char text[6]; /* UTF-8, not terminated */
};

extern const struct gp_entity gp_entities[];
extern const uint16_t gp_entity_slots[GP_ENTITY_SLOTS]; /* index + 1; 0 is empty; probe upwards */

static inline uint32_t gp_entity_hash(const char *s, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return (h ^ h >> 15) % GP_ENTITY_SLOTS;
}

#endif
