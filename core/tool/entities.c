/*
 * entities - build-host program: turns the list of named character references
 * into the table and index of core/web/entity.h.
 * usage: entities < entities.txt > entity_data.c
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/web/entity.h"

#define MAX 4096

static struct gp_entity table[MAX];
static uint16_t slots[GP_ENTITY_SLOTS];

static size_t put_utf8(unsigned long cp, char *out)
{
	static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;

	for (size_t i = n; i-- > 1; cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3F));
	out[0] = (char)(n == 1 ? cp : lead[n] | cp);
	return n;
}

static int read_line(char *line, struct gp_entity *e)
{
	char *at = strchr(line, ' '), *name, *next;
	char text[8];
	size_t n = 0;

	if (!at || (size_t)(at - line) > GP_ENTITY_NAME_MAX)
		return -1;
	if (at[-1] != ';' && at - line > GP_ENTITY_LEGACY_MAX)
		return -1;
	e->name_n = (uint8_t)(at - line);
	name = calloc(1, (size_t)e->name_n + 1);
	if (!name)
		return -1;
	e->name = memcpy(name, line, e->name_n);
	for (;;) {
		unsigned long cp = strtoul(at, &next, 16);

		if (next == at)
			break;
		if (n > 4)
			return -1;
		n += put_utf8(cp, text + n);
		at = next;
	}
	if (n == 0 || n > sizeof e->text)
		return -1;
	memcpy(e->text, text, n);
	e->text_n = (uint8_t)n;
	return 0;
}

static void print(size_t count)
{
	puts("#include \"core/web/entity.h\"");
	puts("const struct gp_entity gp_entities[] = {");
	for (size_t i = 0; i < count; i++) {
		printf("{\"%s\", %d, %d, {", table[i].name, table[i].name_n, table[i].text_n);
		for (int k = 0; k < table[i].text_n; k++)
			printf("%s%d", k ? ", " : "", (signed char)table[i].text[k]);
		puts("}},");
	}
	puts("};\nconst uint16_t gp_entity_slots[GP_ENTITY_SLOTS] = {");
	for (size_t i = 0; i < GP_ENTITY_SLOTS; i++)
		printf("%d,%s", slots[i], i % 16 == 15 ? "\n" : "");
	puts("};");
}

int main(void)
{
	char line[128];
	size_t count = 0;

	while (fgets(line, sizeof line, stdin)) {
		uint32_t h;

		if (line[0] == '#')
			continue;
		if (count == MAX || read_line(line, &table[count])) {
			fprintf(stderr, "entities: cannot use this line: %s", line);
			return 1;
		}
		h = gp_entity_hash(table[count].name, table[count].name_n);
		while (slots[h])
			h = (h + 1) % GP_ENTITY_SLOTS;
		slots[h] = (uint16_t)++count;
	}
	print(count);
	return 0;
}
