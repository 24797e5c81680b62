/* parts.c - FILE NAME=TEXT... writes a zip of these parts; FILE.pdf TEXT writes a PDF of pages; for tests in shell */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/parts.h"
#include "tests/lib/pdf.h"

#define MOST 32

static int write_all(const char *path, const struct gp_buf *b)
{
	FILE *f = fopen(path, "wb");
	size_t n = f ? fwrite(b->data, 1, b->len, f) : 0;

	return f && !fclose(f) && n == b->len ? 0 : 1;
}

int main(int argc, char **argv)
{
	struct part p[MOST + 1] = {{NULL, NULL, 0}};
	const char *dot = argc > 2 ? strrchr(argv[1], '.') : NULL;
	struct gp_buf out;
	int rc;

	if (argc < 3 || argc > MOST + 2)
		return 2;
	if (dot && !strcmp(dot, ".pdf")) {
		pdf_file(&out, argv[2], "Notice", "");
	} else {
		for (int i = 2; i < argc; i++) {
			char *is = strchr(argv[i], '=');

			if (!is)
				return 2;
			*is = '\0';
			p[i - 2] = (struct part){argv[i], is + 1, 0};
		}
		if (!zip_parts(&out, p, true))
			return 1;
	}
	rc = write_all(argv[1], &out);
	gp_buf_free(&out);
	return rc;
}
