/*
 * bytes - build-host program: turns files into C byte arrays NAME and their lengths NAME_n.
 * usage: bytes NAME=FILE... > bytes.c
 */
#include <stdio.h>
#include <string.h>

static int write_one(const char *name, int name_n, const char *path)
{
	FILE *f = fopen(path, "rb");
	int c, n = 0;

	if (!f) {
		perror(path);
		return 1;
	}
	printf("extern const unsigned char %.*s[];\nextern const size_t %.*s_n;\n", name_n, name, name_n, name);
	printf("const unsigned char %.*s[] = {", name_n, name);
	while ((c = getc(f)) != EOF)
		printf("%s%d,", n++ % 24 ? "" : "\n", c);
	printf("0};\nconst size_t %.*s_n = %d;\n", name_n, name, n);
	return fclose(f) != 0;
}

int main(int argc, char **argv)
{
	puts("#include <stddef.h>");
	for (int i = 1; i < argc; i++) {
		const char *eq = strchr(argv[i], '=');

		if (!eq) {
			fprintf(stderr, "usage: bytes NAME=FILE...\n");
			return 2;
		}
		if (write_one(argv[i], (int)(eq - argv[i]), eq + 1))
			return 1;
	}
	return fflush(stdout) || ferror(stdout) ? 1 : 0;
}
