#include "core/web/facts_page.h"

#include <string.h>

#define LINKS 100000
#define IDS 100000
#define TEXT ((size_t)1 << 20)
#define ATTRIBUTE ((size_t)64 << 10)
#define METAS 1000
#define HEADINGS ((size_t)16 << 10)
#define TEMPLATES 100
#define DATA_KEPT 64 /* bytes of a data: address */

void gp_page_open(struct gp_page *pg, struct gp_facts *out, struct gp_arena *a, const char *s,
    size_t n, const struct gp_facts_limits *lim)
{
	*out = (struct gp_facts){.title = {"", 0}};
	out->base = out->text = out->headings = out->title;
	*pg = (struct gp_page){.out = out, .arena = a, .begin = s, .n = n, .at = s};
	pg->line = pg->col = 1;
	if (lim)
		pg->lim = *lim;
	if (!pg->lim.links)
		pg->lim.links = LINKS;
	if (!pg->lim.ids)
		pg->lim.ids = IDS;
	if (!pg->lim.text)
		pg->lim.text = TEXT;
	if (!pg->lim.attribute)
		pg->lim.attribute = ATTRIBUTE;
	/* decoded text is never longer than this: see gp_html_ref() */
	pg->text.cap = n + n / 5 + 8 < pg->lim.text ? n + n / 5 + 8 : pg->lim.text;
	pg->text.p = gp_arena_alloc(a, pg->text.cap);
	pg->heading.cap = pg->text.cap < HEADINGS ? pg->text.cap : HEADINGS;
	pg->heading.p = gp_arena_alloc(a, pg->heading.cap);
	pg->anchor.p = pg->anchor_text;
	pg->anchor.cap = sizeof pg->anchor_text;
	pg->anchor.max_points = GP_ANCHOR_POINTS;
	pg->anchor_alt = pg->anchor_title = (struct gp_text){"", 0};
	out->dates = gp_arena_alloc(a, 2 * GP_DATES * sizeof *out->dates);
}

void gp_page_limit(struct gp_page *pg, const char *limit)
{
	if (!pg->out->limit)
		pg->out->limit = limit;
}

/* Moves line and column on to `where`; never back. */
static void move_to(struct gp_page *pg, const char *where)
{
	const char *p = pg->at, *nl;

	if (where <= p)
		return;
	while ((nl = memchr(p, '\n', (size_t)(where - p)))) {
		pg->line++;
		pg->col = 1;
		p = nl + 1;
	}
	pg->col += (uint32_t)gp_text_points(p, (size_t)(where - p));
	pg->at = where;
}

/* An array of `cap` elements with room for one more. */
static void *grown(struct gp_arena *a, void *old, size_t count, size_t *cap, size_t size)
{
	void *p;

	if (count < *cap)
		return old;
	*cap = *cap ? *cap * 2 : 64;
	p = gp_arena_alloc(a, *cap * size);
	if (count)
		memcpy(p, old, count * size);
	return p;
}

struct gp_link *gp_page_link(struct gp_page *pg, const char *kind, const char *attr,
    struct gp_text raw, const char *where)
{
	struct gp_facts *out = pg->out;
	struct gp_link *l;

	if (out->link_count >= pg->lim.links) {
		gp_page_limit(pg, "links");
		return NULL;
	}
	move_to(pg, where);
	out->links = grown(pg->arena, out->links, out->link_count, &pg->link_cap, sizeof *l);
	l = &out->links[out->link_count++];
	*l = (struct gp_link){.kind = kind, .attr = attr, .raw = raw, .text = {"", 0}};
	l->line = pg->line;
	l->col = pg->col;
	l->veil = pg->veils.now;
	l->place = (uint8_t)((uint64_t)(where - pg->begin) * 255 / pg->n);
	return l;
}

void gp_page_template(struct gp_page *pg, const char *kind, const char *attr, struct gp_text raw,
    const char *where)
{
	struct gp_facts *out = pg->out;

	if (out->template_count == TEMPLATES)
		return;
	if (!out->templates)
		out->templates = gp_arena_alloc(pg->arena, TEMPLATES * sizeof *out->templates);
	move_to(pg, where);
	out->templates[out->template_count++] = (struct gp_template){kind, attr, raw, pg->line, pg->col};
}

void gp_page_id(struct gp_page *pg, struct gp_text id)
{
	struct gp_facts *out = pg->out;

	if (!id.n)
		return;
	if (id.n > pg->lim.attribute || out->id_count >= pg->lim.ids) {
		gp_page_limit(pg, id.n > pg->lim.attribute ? "attribute" : "ids");
		return;
	}
	out->ids = grown(pg->arena, out->ids, out->id_count, &pg->id_cap, sizeof *out->ids);
	out->ids[out->id_count++] = gp_html_decode(pg->arena, id, GP_HTML_AS_VALUE);
}

/* Names under which content systems write the day of publication, in lower case. */
static bool names_a_date(struct gp_text name)
{
	static const char *const names[] = {
		"pubdate", "publishdate", "publish_date", "publish-date", "publishtime",
		"publishedtime", "publicationdate", "releasedate", "datepublished", "date",
		"dc.date", "dcterms.date", "article:published_time", "article:published",
		"og:release_date", "og:published_time", "weibo:article:create_at",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == name.n && !memcmp(names[i], name.p, name.n))
			return true;
	return false;
}

void gp_page_meta(struct gp_page *pg, struct gp_text name, struct gp_text content)
{
	struct gp_facts *out = pg->out;
	struct gp_meta *m;
	struct gp_text date;

	if (out->meta_count >= METAS) {
		gp_page_limit(pg, "metas");
		return;
	}
	out->metas = grown(pg->arena, out->metas, out->meta_count, &pg->meta_cap, sizeof *m);
	m = &out->metas[out->meta_count++];
	*m = (struct gp_meta){name, content};
	if (pg->meta_dates == GP_DATES || !names_a_date(name))
		return;
	date = gp_date_first(pg->arena, content);
	if (date.n) {
		pg->meta_dates++;
		out->dates[out->date_count++] = date;
	}
}

static const char *find(struct gp_text t, size_t from, const char *mark)
{
	const char *p = t.p + from, *end = t.p + t.n;
	size_t n = strlen(mark);

	while (p < end && (p = memchr(p, *mark, (size_t)(end - p)))) {
		if ((size_t)(end - p) >= n && !memcmp(p, mark, n))
			return p;
		p++;
	}
	return NULL;
}

bool gp_link_unfilled(struct gp_text t)
{
	static const char *const marks[][2] = {{"{{", "}}"}, {"<%", "%>"}, {"${", "}"}};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *p = find(t, 0, marks[i][0]);

		if (p && find(t, (size_t)(p - t.p) + 2, marks[i][1]))
			return true;
	}
	return false;
}

size_t gp_link_data(struct gp_text t)
{
	static const char scheme[] = "data:";
	size_t i = 0, k;

	while (i < t.n && (unsigned char)t.p[i] <= ' ')
		i++;
	for (k = 0; k < 5; k++)
		if (i + k >= t.n || (t.p[i + k] | 0x20) != (scheme[k] | 0x20))
			return 0;
	k = i + DATA_KEPT < t.n ? i + DATA_KEPT : t.n;
	while (k < t.n && ((unsigned char)t.p[k] & 0xC0) == 0x80)
		k--;
	return k;
}
