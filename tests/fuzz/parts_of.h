/*
 * parts_of.h - the bytes of the fuzzer as an office file: itself when it is a zip, else its lines "=== NAME" begin the parts.
 *
 * A zip's checksums would keep most mutations from ever being read.
 */
#ifndef GP_FUZZ_PARTS_OF_H
#define GP_FUZZ_PARTS_OF_H

#include "tests/lib/parts.h"

#define PARTS 16

/* At most PARTS; names and texts are pieces of the copy that *copy receives, which the caller frees. */
static bool parts_of(struct gp_buf *zip, const char *data, size_t n, char **copy)
{
	struct part p[PARTS + 1] = {{NULL, NULL, 0}};
	size_t count = 0;
	char *s = *copy = gp_strndup(data, n), *end = s + n;

	while (s < end && count < PARTS && n > 4 && !memcmp(s, "=== ", 4)) {
		char *name = s + 4, *line = memchr(name, '\n', (size_t)(end - name)), *next;

		if (!line || memchr(name, '\0', (size_t)(line - name)))
			break;
		*line++ = '\0';
		next = memmem(line, (size_t)(end - line), "\n=== ", 5);
		s = next ? next + 1 : end;
		p[count++] = (struct part){name, line, next ? (size_t)(next - line) : (size_t)(end - line)};
		if (!p[count - 1].n)
			p[count - 1].text = "";
	}
	if (count)
		return zip_parts(zip, p, false);
	gp_buf_init(zip, n + 1);
	return !gp_buf_put(zip, data, n);
}

#endif
