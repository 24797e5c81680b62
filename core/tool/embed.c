/*
 * embed - build-host program: turns files into C byte tables with an index
 * sorted by path. Bytes are not altered, so line numbers in messages hold.
 * usage: embed FILE... > embed_data.c
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is made while building is called by its path below gen/. */
static const char *name_of(const char *path)
{
	const char *made = strstr(path, "/gen/");

	return made ? made + 5 : path;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(name_of(*(char *const *)a), name_of(*(char *const *)b));
}

int main(int argc, char **argv)
{
	qsort(argv + 1, (size_t)(argc - 1), sizeof *argv, by_path);
	puts("#include \"core/office/embed.h\"");
	for (int i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "rb");
		int c, n = 0;

		if (!f) {
			perror(argv[i]);
			return 1;
		}
		printf("static const unsigned char f%d[] = {", i);
		while ((c = getc(f)) != EOF)
			printf("%s%d,", n++ % 24 ? "" : "\n", c);
		puts("0};");
		fclose(f);
	}
	puts("const struct gp_embed gp_embed_files[] = {");
	for (int i = 1; i < argc; i++)
		printf("{\"%s\", f%d, sizeof f%d - 1},\n", name_of(argv[i]), i, i);
	puts("{0, 0, 0}};");
	printf("const size_t gp_embed_count = %d;\n", argc - 1);
	return 0;
}
