/* document_text.c - text of a page as people read it */
#include <stdlib.h>
#include <string.h>

#include "core/text/utf8.h"
#include "core/web/document_page.h"

#define TEXT_MAX ((size_t)64 << 20) /* no page that is read is larger */

void gp_prose_init(struct gp_prose *t)
{
	*t = (struct gp_prose){0};
	gp_buf_init(&t->text, TEXT_MAX);
}

void gp_prose_free(struct gp_prose *t)
{
	gp_buf_free(&t->text);
	free(t->runs);
}

void gp_prose_clear(struct gp_prose *t)
{
	gp_buf_clear(&t->text);
	t->count = 0;
	t->gap = GP_GAP_NONE;
}

void gp_prose_gap(struct gp_prose *t, enum gp_gap gap)
{
	if (gap > t->gap)
		t->gap = gap;
}

static enum gp_gap gap_of(uint32_t cp)
{
	switch (cp) {
	case '\n':
	case '\r':
		return GP_GAP_FOLD;
	case ' ':
	case '\t':
	case '\f':
	case '\v':
		return GP_GAP_SPACE;
	case 0x85:
	case 0xA0:
	case 0x1680:
	case 0x2028:
	case 0x2029:
	case 0x202F:
	case 0x205F:
	case 0x3000:
		return GP_GAP_HARD;
	default:
		return cp >= 0x2000 && cp <= 0x200A ? GP_GAP_HARD : GP_GAP_NONE;
	}
}

/* Controls, and what editors leave behind: marks without width or of direction. */
static bool is_unseen(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0xAD || cp == 0x61C || cp == 0x180E ||
	    (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) ||
	    cp == 0xFEFF || (cp >= 0xFFF9 && cp <= 0xFFFB) || (cp >= 0xE0000 && cp <= 0xE007F) || cp == GP_UTF8_BAD;
}

static bool ends_wide(const struct gp_buf *b)
{
	size_t at = b->len;

	while (at && ((unsigned char)b->data[--at] & 0xC0) == 0x80)
		;
	return b->len && gp_utf8_width(b->data + at, b->len - at) == 2;
}

/* Writes the gap that is due before the word at p. */
static void close_gap(struct gp_prose *t, const char *p, size_t len)
{
	enum gp_gap gap = t->text.len ? t->gap : GP_GAP_NONE;

	t->gap = GP_GAP_NONE;
	if (gap == GP_GAP_LINE)
		gp_buf_putc(&t->text, '\n');
	else if (gap != GP_GAP_NONE && !(gap == GP_GAP_FOLD && ends_wide(&t->text) && gp_utf8_width(p, len) == 2))
		gp_buf_putc(&t->text, ' ');
}

static void begin_run(struct gp_prose *t, bool bold, const char *href)
{
	if (t->count && t->runs[t->count - 1].bold == bold && t->runs[t->count - 1].href == href)
		return;
	if (t->count == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 16;
		t->runs = gp_reallocarray(t->runs, t->cap, sizeof *t->runs);
	}
	t->runs[t->count++] = (struct gp_prose_run){t->text.len, bold, href};
}

void gp_prose_feed(struct gp_prose *t, const char *s, bool bold, const char *href, bool lines)
{
	size_t n = strlen(s), i = 0, from, len = 1;
	enum gp_gap gap;
	uint32_t cp;

	while (i < n) {
		cp = gp_utf8_get(s + i, n - i, &len);
		gap = gap_of(cp);
		if (gap != GP_GAP_NONE)
			gp_prose_gap(t, lines && cp == '\n' ? GP_GAP_LINE : gap);
		if (gap != GP_GAP_NONE || is_unseen(cp)) {
			i += len;
			continue;
		}
		close_gap(t, s + i, len);
		begin_run(t, bold, href);
		for (from = i; i < n; i += len) {
			cp = gp_utf8_get(s + i, n - i, &len);
			if (gap_of(cp) != GP_GAP_NONE || is_unseen(cp))
				break;
		}
		gp_buf_put(&t->text, s + from, i - from);
	}
}

struct gp_runs gp_prose_runs(const struct gp_prose *t, struct gp_arena *a)
{
	struct gp_run *list = gp_arena_alloc(a, (t->count ? t->count : 1) * sizeof *list);

	for (size_t i = 0; i < t->count; i++) {
		const struct gp_prose_run *r = &t->runs[i];
		size_t to = i + 1 < t->count ? r[1].from : t->text.len;

		list[i] = (struct gp_run){.n = to - r->from, .bold = r->bold, .href = r->href};
		list[i].text = gp_arena_strndup(a, t->text.data + r->from, list[i].n);
	}
	return (struct gp_runs){list, t->count};
}

const char *gp_prose_str(const struct gp_prose *t, struct gp_arena *a, size_t *n)
{
	*n = t->text.len;
	return gp_arena_strndup(a, t->text.len ? t->text.data : "", t->text.len);
}
