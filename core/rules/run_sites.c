/* run_sites.c - what was read of each own site, for the rules on them */
#include <stdlib.h>
#include <string.h>

#include "core/rules/run_rules.h"

struct reading {
	struct gp_run_sites *s;
	const struct gp_run_input *in;
};

static struct gp_run_site *site_of(struct gp_run_sites *s, const char *url)
{
	for (size_t i = 0; i < s->count; i++) {
		size_t n = strlen(s->list[i].key);

		if (!strncmp(url, s->list[i].key, n) && (!url[n] || strchr("/?#", url[n])))
			return &s->list[i];
	}
	return NULL;
}

/* The address that stands for the site: the first seed that lies on it, or its root. */
static const char *url_of(struct gp_run_sites *s, const struct gp_run_input *in, const char *key)
{
	size_t n = strlen(key);
	char *root;

	for (size_t i = 0; i < in->seed_count; i++)
		if (!strncmp(in->seeds[i], key, n) && (!in->seeds[i][n] || in->seeds[i][n] == '/'))
			return in->seeds[i];
	root = gp_arena_alloc(&s->arena, n + 2);
	memcpy(root, key, n);
	memcpy(root + n, "/", 2);
	return root;
}

static int take_host(void *user, const struct gp_store_host *h)
{
	const struct reading *x = user;
	struct gp_run_sites *s = x->s;
	size_t columns = x->in->office ? x->in->office->column_count : 0;
	struct gp_run_site *one;

	if (!h->own)
		return 0;
	s->list = gp_reallocarray(s->list, s->count + 1, sizeof *s->list);
	one = &s->list[s->count++];
	*one = (struct gp_run_site){.key = gp_arena_strndup(&s->arena, h->key, strlen(h->key))};
	one->columns = gp_arena_alloc(&s->arena, (columns + 1) * sizeof *one->columns);
	memset(one->columns, 0, (columns + 1) * sizeof *one->columns);
	one->url = url_of(s, x->in, one->key);
	return 0;
}

/* The office's column that the page belongs to, by number; -1: none. */
static long column_of(const struct gp_office *o, const char *url)
{
	struct gp_links_run run = {0};
	const struct gp_column *c;

	if (!o)
		return -1;
	run.columns = o->columns;
	run.column_count = o->column_count;
	c = gp_links_column(&run, url);
	return c ? c - o->columns : -1;
}

static int take_result(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	const struct reading *x = user;
	struct gp_run_site *site = u->flags & GP_URLF_OWN ? site_of(x->s, u->url) : NULL;
	long column;

	if (!site || u->flags & GP_URLF_TRAP || !(u->flags & (GP_URLF_LINKED | GP_URLF_SEED)))
		return 0;
	site->counts[gp_judge(&x->in->links->nodes, u->id).verdict]++;
	if (!r->parsed || r->status >= 400 || strcmp(r->type, "text/css") == 0)
		return 0;
	site->pages++;
	column = column_of(x->in->office, u->url);
	if (column >= 0)
		site->columns[column].pages++;
	return 0;
}

int gp_run_sites_read(struct gp_run_sites *s, const struct gp_run_input *in, struct gp_err *e)
{
	struct reading x = {s, in};

	return gp_store_each_host(in->store, take_host, &x, e) || gp_store_each_result(in->store, take_result, &x, e) ? -1 : 0;
}

static const struct gp_value *copy(struct gp_run_sites *s, const struct gp_value *v)
{
	struct gp_value *out = gp_arena_alloc(&s->arena, sizeof *out);
	struct gp_err ignored = GP_ERR_INIT;
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, GP_VALUE_MAX);
	gp_pack_value(&b, v);
	rc = gp_value_unpack(out, &s->arena, gp_arena_strndup(&s->arena, b.data, b.len), b.len, &ignored);
	gp_buf_free(&b);
	return rc ? NULL : out;
}

void gp_run_sites_note(struct gp_run_sites *s, const struct gp_run_input *in, const char *url,
    const struct gp_value *note)
{
	struct gp_run_site *site = site_of(s, url);
	const char *date = gp_value_str(note, "date");
	long column = column_of(in->office, url);

	if (!site)
		return;
	if (column >= 0 && date && strlen(date) == 10 && strcmp(date, site->columns[column].newest) > 0)
		memcpy(site->columns[column].newest, date, 11);
	/* of "/" and "/index.html" the shorter one is the home page */
	if (gp_value_get(note, "title") && (!site->home || strlen(url) < strlen(site->home_url))) {
		site->home = copy(s, note);
		site->home_url = gp_arena_strndup(&s->arena, url, strlen(url));
	}
}

static void pack_column(struct gp_buf *b, const struct gp_office *o, size_t i, const struct gp_run_column *c)
{
	gp_pack_map(b, 6);
	gp_run_pack_str(b, "path", o->columns[i].path);
	gp_run_pack_str(b, "name", o->columns[i].name);
	gp_run_pack_str(b, "owner", o->columns[i].owner);
	gp_run_pack_int(b, "days", o->upkeep[i].days);
	gp_run_pack_str(b, "newest", *c->newest ? c->newest : NULL);
	gp_run_pack_int(b, "pages", c->pages);
}

static void pack_home(struct gp_buf *b, const struct gp_run_site *site)
{
	gp_pack_key(b, "home", 4);
	if (!site->home) {
		gp_pack_null(b);
		return;
	}
	gp_pack_map(b, site->home->map.n + 1);
	gp_run_pack_str(b, "url", site->home_url);
	for (size_t i = 0; i < site->home->map.n; i++) {
		const struct gp_member *m = &site->home->map.members[i];

		gp_pack_key(b, m->key, m->key_n);
		gp_pack_value(b, &m->value);
	}
}

void gp_run_site_pack(struct gp_buf *b, const struct gp_run_site *site, const struct gp_run_input *in, bool on)
{
	size_t columns = in->office ? in->office->column_count : 0;

	gp_pack_map(b, on ? 9 : 5);
	if (on) {
		gp_run_pack_str(b, "on", gp_subject_words[GP_SUBJECT_SITE]);
		gp_run_pack_common(b, in);
	}
	gp_run_pack_str(b, "url", site->url);
	gp_run_pack_int(b, "pages", site->pages);
	gp_run_pack_counts(b, site->counts);
	gp_pack_key(b, "columns", 7);
	gp_pack_list(b, columns);
	for (size_t i = 0; i < columns; i++)
		pack_column(b, in->office, i, &site->columns[i]);
	pack_home(b, site);
}
