/* declarations_place.c - the line of the piece of a declaration that a message is about */
#include <stdio.h>
#include <string.h>

#include "core/office/literal.h"
#include "core/rules/declarations.h"

#define DEPTH 8

/* Splits "moves[3].from: ..." into path; the number of keys, 0 when the message begins with no place. */
static size_t split(const char *message, char *room, size_t size, const char **path)
{
	size_t n = strcspn(message, ": "), count = 0;
	char *p;

	if (!n || n >= size || message[n] != ':')
		return 0;
	memcpy(room, message, n);
	room[n] = '\0';
	for (p = room; *p && count < DEPTH;) {
		size_t word = strcspn(p, ".[]");

		if (word)
			path[count++] = p;
		p += word;
		if (*p)
			*p++ = '\0';
	}
	return count;
}

uint32_t gp_declaration_line(const struct gp_source *s, const char *word, const char *message)
{
	const char *path[DEPTH + 1];
	char room[200];
	size_t n = split(message, room, sizeof room, path);
	uint32_t line = 0;

	for (; n && !line; n--) {
		path[n] = NULL;
		line = gp_literal_key_line(s->text, s->n, word, path);
	}
	return line;
}
