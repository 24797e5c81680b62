/* links_view_columns.c - to which column of the site a thing belongs, and how much each has */
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/base/mem.h"
#include "core/report/links_view.h"
#include "core/web/url.h"

#define KEY_MAX ((size_t)16 << 10)

static const char *word(const struct gp_view *v, const char *id)
{
	return gp_catalogue_text(v->st->words, v->st->lang, id);
}

static uint16_t add(struct gp_view_columns *c, const char *key, size_t n, const char *name, const char *owner)
{
	if (c->count == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 32;
		c->list = gp_reallocarray(c->list, c->cap, sizeof *c->list);
	}
	c->list[c->count] = (struct gp_view_column){.name = gp_strdup(name), .owner = owner, .key = gp_strndup(key, n)};
	c->owners |= *owner != '\0';
	return (uint16_t)c->count++;
}

static uint16_t *slot(struct gp_view_columns *c, const char *key, size_t n)
{
	size_t i = XXH3_64bits(key, n) & (GP_VIEW_SLOTS - 1);

	for (; c->slots[i]; i = (i + 1) & (GP_VIEW_SLOTS - 1)) {
		const char *have = c->list[c->slots[i] - 1].key;

		if (strlen(have) == n && !memcmp(have, key, n))
			break;
	}
	return &c->slots[i];
}

/* Bytes of "http://host" at the beginning of an address; 0: it is none. */
static size_t origin_of(const char *url)
{
	const char *host = strstr(url, "://");

	return host ? (size_t)(host - url) + 3 + strcspn(host + 3, "/?#") : 0;
}

/* Without declared columns the first folder is one; what lies in the root is with the home page. */
static size_t folder_of(const char *url, size_t origin)
{
	const char *path = url + origin;
	size_t n = *path == '/' ? 1 + strcspn(path + 1, "/?#") : 0;

	return origin + (n && path[n] == '/' ? n + 1 : 0);
}

/* The key is the beginning of the address; hosts and names are settled when all are known. */
static uint16_t folder_column(struct gp_view *v, const char *page, size_t origin, size_t n)
{
	struct gp_view_columns *c = &v->columns;
	uint16_t *at;

	if (!origin || n > KEY_MAX)
		return GP_VIEW_ELSEWHERE;
	at = slot(c, page, n);
	if (*at)
		return (uint16_t)(*at - 1);
	if (c->count >= GP_VIEW_COLUMNS)
		return GP_VIEW_ELSEWHERE;
	if (!c->origin.len)
		gp_buf_put(&c->origin, page, origin);
	else if (c->origin.len != origin || memcmp(c->origin.data, page, origin))
		c->hosts = true;
	*at = (uint16_t)(add(c, page, n, "", "") + 1);
	return (uint16_t)(*at - 1);
}

static uint16_t declared_column(struct gp_view *v, const struct gp_column *column)
{
	struct gp_view_columns *c = &v->columns;
	struct gp_buf key;
	uint16_t *at, i = GP_VIEW_ELSEWHERE;

	gp_buf_init(&key, KEY_MAX);
	gp_buf_printf(&key, "%s\n%s", column->name, column->owner); /* no folder has a line end */
	if (!key.full) {
		at = slot(c, key.data, key.len);
		if (!*at && c->count < GP_VIEW_COLUMNS)
			*at = (uint16_t)(add(c, key.data, key.len, column->name, column->owner) + 1);
		i = *at ? (uint16_t)(*at - 1) : GP_VIEW_ELSEWHERE;
	}
	gp_buf_free(&key);
	return i;
}

/* `start`: a start address, which stands on no page; a list of such is told apart by host. */
static uint16_t look_up(struct gp_view *v, const char *url, bool start)
{
	const struct gp_column *column = gp_links_column(v->run, url);
	size_t origin = origin_of(url);

	return column ? declared_column(v, column)
	    : folder_column(v, url, origin, start ? origin : folder_of(url, origin));
}

static uint16_t column_of(struct gp_view *v, const char *page)
{
	size_t m = ((uintptr_t)page >> 4) % GP_VIEW_MEMO;

	if (v->columns.memo[m].page != page) {
		v->columns.memo[m].column = look_up(v, page, false);
		v->columns.memo[m].page = page;
	}
	return v->columns.memo[m].column;
}

size_t gp_view_columns_of(struct gp_view *v, const struct gp_view_item *i, uint16_t out[GP_LINK_PAGES])
{
	const struct gp_link_entry *l = i->link;
	size_t n = 0, k;

	if (!l || !l->place_count) {
		out[0] = l ? look_up(v, l->url, true) : column_of(v, i->finding->url ? i->finding->url : "");
		return 1;
	}
	if (gp_link_spread(l) != GP_LINK_SINGLE) {
		out[0] = GP_VIEW_TEMPLATE;
		return 1;
	}
	for (size_t p = 0; p < l->place_count; p++) {
		uint16_t c = column_of(v, l->places[p].page);

		for (k = 0; k < n && out[k] != c; k++)
			;
		if (k == n)
			out[n++] = c;
	}
	return n;
}

uint16_t gp_view_place_column(struct gp_view *v, const struct gp_view_item *i, size_t k)
{
	return column_of(v, i->link->places[k].page);
}

uint16_t gp_view_column_of(struct gp_view *v, const struct gp_view_item *i, size_t k)
{
	uint16_t of[GP_LINK_PAGES];

	if (!gp_view_is_whole(i))
		return column_of(v, i->link->places[k].page);
	gp_view_columns_of(v, i, of);
	return of[0];
}

/* --- counting */

static void count_item(struct gp_view *v, const struct gp_view_item *i)
{
	uint16_t of[GP_LINK_PAGES];
	size_t n = gp_view_columns_of(v, i, of);

	for (size_t k = 0; k < n; k++) {
		struct gp_view_column *c = &v->columns.list[of[k]];

		c->items++;
		switch (gp_view_group(i)) {
		case GP_VIEW_MEND:
			c->mend++;
			break;
		case GP_VIEW_HAND:
		case GP_VIEW_UNCHECKED:
			c->hand++;
			break;
		case GP_VIEW_RULE: /* one that could not say is as open as a link that nobody could check */
			if (i->finding->severity == GP_SEVERITY_UNCHECKED)
				c->hand++;
			else
				c->rules++;
			break;
		default:
			break;
		}
	}
}

/* "/zwgk/" where all pages are of one host, else "www.example.gov.cn/zwgk/". */
static void name_folder(struct gp_view *v, struct gp_view_column *c)
{
	size_t origin = origin_of(c->key);
	bool root = !c->key[origin];
	struct gp_buf shown;
	const char *from;

	gp_buf_init(&shown, 8 * GP_URL_MAX);
	gp_link_show(&shown, v->l, c->key);
	from = shown.data ? strstr(shown.data, "://") : NULL;
	from = from ? from + 3 : shown.data ? shown.data : "";
	if (!v->columns.hosts && strchr(from, '/') && !v->l->folder)
		from = strchr(from, '/');
	free(c->name);
	c->name = gp_strdup(root && !v->columns.hosts ? word(v, "html.home") : from);
	gp_buf_free(&shown);
}

void gp_view_columns_load(struct gp_view *v)
{
	struct gp_view_columns *c = &v->columns;
	const char *owner = "";

	gp_buf_init(&c->origin, KEY_MAX);
	for (size_t i = 0; i < v->run->column_count; i++) /* who has the root has the templates */
		if (!strcmp(v->run->columns[i].path, "/"))
			owner = v->run->columns[i].owner;
	add(c, "", 0, word(v, "html.template-column"), owner);
	add(c, "", 0, word(v, "html.elsewhere"), "");
	for (size_t i = 0; i < v->count; i++)
		count_item(v, &v->items[i]);
	for (size_t i = GP_VIEW_ELSEWHERE + 1; i < c->count; i++)
		if (!*c->list[i].name)
			name_folder(v, &c->list[i]);
}

void gp_view_columns_free(struct gp_view_columns *c)
{
	for (size_t i = 0; i < c->count; i++) {
		free(c->list[i].name);
		free(c->list[i].key);
	}
	free(c->list);
	gp_buf_free(&c->origin);
}
