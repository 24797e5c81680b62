#include "core/office/embed.h"

#include <string.h>

const struct gp_embed *gp_embed_find(const char *path)
{
	size_t lo = 0, hi = gp_embed_count;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = strcmp(path, gp_embed_files[mid].path);

		if (c == 0)
			return &gp_embed_files[mid];
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}
