#include "core/report/links_by_owner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "core/report/links_part.h"

#define INDEX "index"
#define NAME_BYTES 180  /* of a name without number and suffix: file systems take 255 */
#define NAME_MAX_BUF 256
#define COVER_MAX ((size_t)16 << 20)

/* --- names */

/* What reorders text, is invisible, or means something to a file system, a shell or Windows. */
static bool is_fit(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == GP_UTF8_BAD || (c < 0x80 && strchr("/\\:*?\"<>|", (int)c)))
		return false;
	return !((c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
	    c == 0xAD || c == 0x061C || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF) || (c & 0xFFFE) == 0xFFFE);
}

static bool is_taken(const char *name, char *const *taken, size_t n)
{
	if (!strcasecmp(name, INDEX))
		return true;
	for (size_t i = 0; i < n; i++)
		if (taken[i] && !strcasecmp(name, taken[i]))
			return true;
	return false;
}

/* As it stands, but for what does not fit. */
static size_t clean(char out[NAME_MAX_BUF], const char *owner)
{
	size_t n = strlen(owner), at = 0, len = 0, k;

	for (; at < n; at += k) {
		uint32_t c = gp_utf8_get(owner + at, n - at, &k);
		bool fit = is_fit(c);

		if (len + (fit ? k : 1) > NAME_BYTES)
			break;
		if (fit)
			memcpy(out + len, owner + at, k);
		else
			out[len] = '_';
		len += fit ? k : 1;
	}
	while (len && (out[len - 1] == '.' || out[len - 1] == ' ')) /* Windows drops these */
		len--;
	if (!len)
		out[len++] = '_';
	if (strchr(".-~ ", out[0])) /* hidden, an option, a home folder */
		out[0] = '_';
	out[len] = '\0';
	return len;
}

char *gp_owner_file_name(const char *owner, char *const *taken, size_t n)
{
	char name[NAME_MAX_BUF];
	size_t len = clean(name, owner);

	for (unsigned number = 2; is_taken(name, taken, n); number++)
		snprintf(name + len, sizeof name - len, "-%u", number);
	return gp_strdup(name);
}

/* --- the files */

static int write_part(struct gp_outfolder *f, const char *file, const struct gp_links_parts *parts,
    const struct gp_links_part *part, const struct gp_links_run *run, const struct gp_links_style *st,
    gp_links_writer *write, struct gp_err *e)
{
	struct gp_outfile *o;
	struct gp_links l;
	int rc;

	if (gp_outfolder_begin(f, file, &o, e))
		return -1;
	gp_links_part_take(&l, parts, part);
	rc = write(o, &l, run, st, e);
	gp_links_free(&l);
	if (!rc)
		return gp_outfile_commit(o, e);
	gp_outfile_discard(o);
	return -1;
}

static int write_cover(struct gp_outfolder *f, const struct gp_owner_index *x, const struct gp_by_owner *how,
    struct gp_buf *summary, struct gp_err *e)
{
	char file[NAME_MAX_BUF];
	struct gp_outfile *o;
	struct gp_buf b;
	int rc;

	snprintf(file, sizeof file, INDEX ".%s", how->index_suffix);
	if (gp_outfolder_begin(f, file, &o, e))
		return -1;
	gp_buf_init(&b, COVER_MAX);
	rc = how->index(&b, x, e) || gp_owner_index_text(summary, x, e) || gp_outfile_drain(o, &b, e) ? -1 : 0;
	gp_buf_free(&b);
	if (!rc)
		return gp_outfile_commit(o, e);
	gp_outfile_discard(o);
	return -1;
}

static struct gp_owner_line line_of(const struct gp_links_part *part, const struct gp_links_style *st)
{
	return (struct gp_owner_line){.named = *part->owner != '\0', .mend = part->mend, .hand = part->hand,
	    .owner = *part->owner ? part->owner : gp_catalogue_text(st->words, st->lang, "owners.nobody"),
	    .rules = part->rules};
}

static int write_all(struct gp_outfolder *f, const struct gp_links_parts *parts, struct gp_owner_line *lines,
    char **names, const struct gp_by_owner *how, struct gp_arena *arena, struct gp_err *e)
{
	const struct gp_links_style *st = parts->view->st;
	char file[NAME_MAX_BUF + 16];

	for (size_t i = 0; i < parts->count; i++) {
		struct gp_links_run run = *parts->view->run;

		lines[i] = line_of(&parts->list[i], st);
		if (!parts->list[i].count)
			continue;
		names[i] = gp_owner_file_name(lines[i].owner, names, i);
		snprintf(file, sizeof file, "%s.%s", names[i], how->suffix);
		lines[i].file = gp_arena_strndup(arena, file, strlen(file));
		run.owner = lines[i].owner;
		if (write_part(f, file, parts, &parts->list[i], &run, st, how->write, e))
			return -1;
	}
	return 0;
}

int gp_links_by_owner(struct gp_outfolder *f, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, const struct gp_by_owner *how, struct gp_buf *summary, struct gp_err *e)
{
	struct gp_links_parts parts;
	struct gp_owner_line *lines;
	struct gp_arena arena = {0};
	char **names;
	int rc;

	gp_links_parts_make(&parts, l, run, st, e);
	lines = gp_calloc(parts.count + 1, sizeof *lines);
	names = gp_calloc(parts.count + 1, sizeof *names);
	rc = write_all(f, &parts, lines, names, how, &arena, e);
	if (!rc) {
		struct gp_owner_index x = {.list = lines, .count = parts.count, .run = run, .st = st};

		rc = write_cover(f, &x, how, summary, e);
	}
	for (size_t i = 0; i < parts.count; i++)
		free(names[i]);
	free(names);
	free(lines);
	gp_arena_free(&arena);
	gp_links_parts_free(&parts);
	return rc;
}
