/*
 * embed.h - the Lua files inside the binary, byte for byte, sorted by path.
 */
#ifndef GP_OFFICE_EMBED_H
#define GP_OFFICE_EMBED_H

#include <stddef.h>

struct gp_embed {
	const char *path; /* as in the source tree: "rules/pages/lib/phrases.lua" */
	const unsigned char *data;
	size_t len;
};

extern const struct gp_embed gp_embed_files[];
extern const size_t gp_embed_count;

/* The file at `path`, or NULL. */
const struct gp_embed *gp_embed_find(const char *path);

#endif
