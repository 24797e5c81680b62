#define _GNU_SOURCE
#include "core/office/office.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/office/literal.h"
#include "core/office/place.h"
#include "core/sys/read.h"

#define FILE_NAME "office.lua"

int gp_office_find(char dir[4096], const char *start, struct gp_err *e)
{
	char *real = realpath(start, NULL), path[4096 + sizeof "/" FILE_NAME];
	size_t n = real ? strlen(real) : 0;
	struct stat st;
	int rc = 1;

	if (!real)
		return gp_fail_errno(e, GP_ENOTFOUND, "%s: cannot be opened as a folder", start);
	while (n && n < 4096) {
		snprintf(path, sizeof path, "%.*s/%s", n == 1 ? 0 : (int)n, real, FILE_NAME);
		if (!stat(path, &st) && S_ISREG(st.st_mode)) {
			snprintf(dir, 4096, "%.*s", (int)n, real);
			rc = 0;
			break;
		}
		if (n == 1)
			break;
		while (real[--n] != '/') /* to the folder above; "/" keeps its slash */
			;
		n = n ? n : 1;
	}
	free(real);
	return rc;
}

/* --- from the tree, which has the shape of the schema */

struct reading {
	struct gp_office *o;
	struct gp_err *e;
	char place[GP_PLACE_MAX], excerpt[GP_EXCERPT_MAX];
};

static const char *text(const struct gp_value *v, const char *key)
{
	const char *s = gp_value_str(v, key);

	return s ? s : "";
}

/* "office.lua:7: sites[2]: " */
static const char *in_item(struct reading *r, uint32_t line, const char *list, size_t i)
{
	char path[64];

	snprintf(path, sizeof path, "%s[%zu]", list, i + 1);
	return gp_place(r->place, FILE_NAME, line, path);
}

/* The items of the list at `key`, and as many zeroed records. */
static void *records(struct reading *r, const struct gp_value *root, const char *key, size_t size,
    const struct gp_value **items, size_t *n)
{
	const struct gp_value *list = gp_value_get(root, key);
	size_t count = list && list->type == GP_VALUE_LIST ? list->list.n : 0;
	void *out = gp_arena_alloc(&r->o->arena, (count ? count : 1) * size);

	memset(out, 0, (count ? count : 1) * size);
	*items = count ? list->list.items : NULL;
	*n = count;
	return out;
}

static const char *const *strings(struct reading *r, const struct gp_value *v, const char *key)
{
	const struct gp_value *items;
	size_t n;
	const char **out;

	records(r, v, key, 1, &items, &n);
	out = gp_arena_alloc(&r->o->arena, (n + 1) * sizeof *out);
	for (size_t i = 0; i < n; i++)
		out[i] = items[i].string.p;
	out[n] = NULL;
	return out;
}

/* `key` must differ from item to item. */
static int check_repeats(
    struct reading *r, const struct gp_value *items, size_t n, const char *list, const char *key)
{
	for (size_t i = 1; i < n; i++) {
		const struct gp_value *v = gp_value_get(&items[i], key);

		for (size_t k = 0; k < i; k++) {
			const struct gp_value *before = gp_value_get(&items[k], key);

			if (!strcmp(v->string.p, before->string.p))
				return gp_fail(r->e, GP_EUSAGE,
				    "%s'%s' is '%s', which line %u has already",
				    in_item(r, v->line, list, i), key,
				    gp_excerpt(r->excerpt, v->string.p, v->string.n), before->line);
		}
	}
	return 0;
}

const struct gp_office_department *gp_office_department(const struct gp_office *o, const char *id)
{
	for (size_t i = 0; i < o->department_count; i++)
		if (!strcmp(o->departments[i].id, id))
			return &o->departments[i];
	return NULL;
}

/* The department that the item names at `key`; NULL when it names none. */
static int find_department(struct reading *r, const struct gp_office_department **out,
    const struct gp_value *item, const char *key, const char *list, size_t i)
{
	const struct gp_value *id = gp_value_get(item, key);

	*out = id ? gp_office_department(r->o, id->string.p) : NULL;
	if (!id || *out)
		return 0;
	return gp_fail(r->e, GP_EUSAGE, "%s'%s' is '%s', but no department has this id",
	    in_item(r, id->line, list, i), key, gp_excerpt(r->excerpt, id->string.p, id->string.n));
}

static int read_departments(struct reading *r, const struct gp_value *root)
{
	struct gp_office *o = r->o;
	const struct gp_value *items;
	size_t n;

	o->departments = records(r, root, "departments", sizeof *o->departments, &items, &n);
	for (size_t i = 0; i < n; i++)
		o->departments[i] = (struct gp_office_department){text(&items[i], "id"),
		    text(&items[i], "name"), text(&items[i], "phone"), text(&items[i], "email")};
	o->department_count = n;
	return check_repeats(r, items, n, "departments", "id");
}

static unsigned read_roles(const struct gp_value *person)
{
	const struct gp_value *list = gp_value_get(person, "roles");
	unsigned roles = 0;

	for (size_t i = 0; list && list->type == GP_VALUE_LIST && i < list->list.n; i++)
		for (unsigned k = 0; gp_office_roles[k]; k++)
			if (!strcmp(list->list.items[i].string.p, gp_office_roles[k]))
				roles |= 1u << k % GP_OFFICE_ROLES;
	return roles;
}

static int read_people(struct reading *r, const struct gp_value *root)
{
	struct gp_office *o = r->o;
	const struct gp_value *items;

	o->people = records(r, root, "people", sizeof *o->people, &items, &o->person_count);
	for (size_t i = 0; i < o->person_count; i++) {
		struct gp_office_person *p = &o->people[i];

		p->id = text(&items[i], "id");
		p->name = text(&items[i], "name");
		p->login = text(&items[i], "login");
		p->roles = read_roles(&items[i]);
		if (find_department(r, &p->department, &items[i], "department", "people", i))
			return -1;
	}
	return check_repeats(r, items, o->person_count, "people", "id");
}

static const char *join(struct gp_arena *a, const char *dir, const char *name)
{
	size_t size = strlen(dir) + strlen(name) + 2;
	char *path = gp_arena_alloc(a, size);

	snprintf(path, size, "%s/%s", dir, name);
	return path;
}

/* A path, joined with that of the office; "" when there is none. */
static const char *path_here(struct gp_office *o, const char *path)
{
	return *path && *path != '/' ? join(&o->arena, o->dir, path) : path;
}

/* The same, or "env:NAME". */
static const char *secret_here(struct gp_office *o, const char *from)
{
	return strncmp(from, "env:", 4) != 0 ? path_here(o, from) : from;
}

static int read_sites(struct reading *r, const struct gp_value *root)
{
	struct gp_office *o = r->o;
	const struct gp_value *items;

	o->sites = records(r, root, "sites", sizeof *o->sites, &items, &o->site_count);
	for (size_t i = 0; i < o->site_count; i++) {
		struct gp_office_site *s = &o->sites[i];

		s->name = text(&items[i], "name");
		s->url = text(&items[i], "url");
		s->folder = path_here(o, text(&items[i], "folder"));
		s->hosts = strings(r, &items[i], "hosts");
		s->auth = secret_here(o, text(&items[i], "auth"));
		if (!*s->url == !*s->folder)
			return gp_fail(r->e, GP_EUSAGE,
			    "%seither 'url' or 'folder' must be given, and not both",
			    in_item(r, items[i].line, "sites", i));
		if (*s->folder && o->site_count > 1)
			return gp_fail(r->e, GP_EUSAGE,
			    "%sa site with 'folder' must be the only one; several sites all have "
			    "'url'",
			    in_item(r, items[i].line, "sites", i));
	}
	return 0;
}

/* The site that the account names by its name or its address; NULL when it names none. */
static int find_site(struct reading *r, struct gp_office_account *a, const struct gp_value *item, size_t i)
{
	const struct gp_value *word = gp_value_get(item, "site");

	for (size_t k = 0; word && k < r->o->site_count; k++)
		if (!strcmp(r->o->sites[k].name, word->string.p) || !strcmp(r->o->sites[k].url, word->string.p))
			a->site = &r->o->sites[k];
	if (!word || a->site)
		return 0;
	return gp_fail(r->e, GP_EUSAGE, "%s'site' is '%s', but no site has this name or address",
	    in_item(r, word->line, "accounts", i), gp_excerpt(r->excerpt, word->string.p, word->string.n));
}

static int read_accounts(struct reading *r, const struct gp_value *root)
{
	struct gp_office *o = r->o;
	const struct gp_value *items;

	o->accounts = records(r, root, "accounts", sizeof *o->accounts, &items, &o->account_count);
	for (size_t i = 0; i < o->account_count; i++) {
		struct gp_office_account *a = &o->accounts[i];

		a->platform = text(&items[i], "platform");
		a->name = text(&items[i], "name");
		a->id = text(&items[i], "id");
		a->days = (int)gp_value_int(&items[i], "days", 0);
		a->url = text(&items[i], "url");
		a->adapter = text(&items[i], "adapter");
		a->file = path_here(o, text(&items[i], "file"));
		a->secret = secret_here(o, text(&items[i], "secret"));
		if (find_department(r, &a->owner, &items[i], "owner", "accounts", i) || find_site(r, a, &items[i], i))
			return -1;
	}
	return 0;
}

static int read_columns(struct reading *r, const struct gp_value *root)
{
	struct gp_office *o = r->o;
	const struct gp_value *items;
	size_t n;

	o->upkeep = records(r, root, "columns", sizeof *o->upkeep, &items, &n);
	o->columns = records(r, root, "columns", sizeof *o->columns, &items, &n);
	for (size_t i = 0; i < n; i++) {
		struct gp_office_upkeep *u = &o->upkeep[i];

		u->days = (int)gp_value_int(&items[i], "days", 0);
		if (find_department(r, &u->owner, &items[i], "owner", "columns", i))
			return -1;
		o->columns[i] = (struct gp_column){text(&items[i], "path"), text(&items[i], "name"),
		    u->owner ? u->owner->name : ""};
	}
	o->column_count = n;
	return check_repeats(r, items, n, "columns", "path");
}

static void read_rules(struct reading *r, const struct gp_value *rules)
{
	const struct gp_value *map = gp_value_get(rules, "severity"), *documents;
	struct gp_office *o = r->o;
	size_t n = map && map->type == GP_VALUE_MAP ? map->map.n : 0;

	o->rules_off = strings(r, rules, "off");
	o->severities = gp_arena_alloc(&o->arena, (n ? n : 1) * sizeof *o->severities);
	for (size_t i = 0; i < n; i++)
		o->severities[i] = (struct gp_office_severity){map->map.members[i].key,
		    gp_severity_by_name(map->map.members[i].value.string.p)};
	o->severity_count = n;
	o->rule_args = gp_value_get(rules, "args");
	documents = gp_value_get(rules, "documents");
	o->documents = documents && documents->truth;
}

/* Seconds, perhaps with a fraction. */
static int milliseconds(const struct gp_value *v, const char *key, int otherwise)
{
	const struct gp_value *n = gp_value_get(v, key);

	return !n ? otherwise : n->type == GP_VALUE_INT ? (int)n->integer * 1000 : (int)(n->number * 1000);
}

static void read_hosts(struct gp_office *o, const struct gp_value *map)
{
	size_t n = map && map->type == GP_VALUE_MAP ? map->map.n : 0;

	o->hosts = gp_arena_alloc(&o->arena, (n ? n : 1) * sizeof *o->hosts);
	for (size_t i = 0; i < n; i++) {
		const struct gp_value *v = &map->map.members[i].value, *head = gp_value_get(v, "head");

		o->hosts[i] = (struct gp_host_settings){.hosts = map->map.members[i].key,
		    .connections = (int)gp_value_int(v, "connections", 0), .delay_ms = milliseconds(v, "delay", -1),
		    .timeout_ms = (int)gp_value_int(v, "timeout", 0) * 1000, .no_head = head && !head->truth};
	}
	o->host_count = n;
}

static void read_remaps(struct gp_office *o, const struct gp_value *map)
{
	size_t n = map && map->type == GP_VALUE_MAP ? map->map.n : 0;

	o->remaps = gp_arena_alloc(&o->arena, (n ? n : 1) * sizeof *o->remaps);
	for (size_t i = 0; i < n; i++)
		o->remaps[i] = (struct gp_remap){map->map.members[i].key, map->map.members[i].value.string.p};
	o->remap_count = n;
}

static void read_head(struct gp_office *o, const struct gp_value *root)
{
	const struct gp_value *name = gp_value_get(root, "name"), *letters = gp_value_get(root, "letters");
	const char *whole = gp_value_str(root, "name"), *zh = gp_value_str(name, "zh"),
		   *en = gp_value_str(name, "en"), *language = gp_value_str(root, "language");

	o->name[GP_LANG_ZH] = whole ? whole : zh ? zh : en;
	o->name[GP_LANG_EN] = whole ? whole : en ? en : zh;
	o->code = text(root, "code");
	o->short_name = text(root, "short");
	o->ledger_hash = text(gp_value_get(root, "ledger"), "hash");
	o->letters.address = text(letters, "address");
	o->letters.postcode = text(letters, "postcode");
	o->letters.phone = text(letters, "phone");
	o->letters.review = text(letters, "review");
	o->letters.court = text(letters, "court");
	o->language = !language ? -1 : !strcmp(language, "zh") ? GP_LANG_ZH : GP_LANG_EN;
}

static int read_tree(struct reading *r, const struct gp_value *root)
{
	const struct gp_value *limits = gp_value_get(root, "limits"),
			      *network = gp_value_get(root, "network");
	struct gp_office *o = r->o;

	read_head(o, root);
	o->limits.connections = gp_value_int(limits, "connections", -1);
	o->limits.depth = gp_value_int(limits, "depth", -1);
	o->limits.max_urls = gp_value_int(limits, "max_urls", -1);
	o->limits.max_time = gp_value_int(limits, "max_time", -1);
	o->limits.timeout = gp_value_int(limits, "timeout", -1);
	o->limits.recheck_after = gp_value_int(limits, "recheck_after", -1);
	o->limits.certificate_warning = gp_value_int(limits, "certificate_warning", -1);
	o->limits.certificate_error = gp_value_int(limits, "certificate_error", -1);
	o->fast = !strcmp(text(network, "pace"), "fast");
	o->include = strings(r, network, "include");
	o->exclude = strings(r, network, "exclude");
	o->proxy = text(network, "proxy");
	o->no_proxy = strings(r, network, "no_proxy");
	read_remaps(o, gp_value_get(network, "remap"));
	read_hosts(o, gp_value_get(root, "hosts"));
	read_rules(r, gp_value_get(root, "rules"));
	if (read_departments(r, root) || read_people(r, root) || read_sites(r, root) ||
	    read_accounts(r, root) || read_columns(r, root))
		return -1;
	return 0;
}

/* --- the file */

static int read_file(struct gp_buf *b, const char *path, struct gp_err *e)
{
	if (!gp_read_file(AT_FDCWD, path, b) || errno == EFBIG) /* gp_literal_read() says what is too large */
		return 0;
	if (errno == EINVAL)
		return gp_fail(e, GP_EIO, "%s: cannot be read as a file", path);
	return gp_fail_errno(e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%s: cannot be read", path);
}

int gp_office_read(struct gp_office **out, const char *dir, struct gp_err *e)
{
	const struct gp_schema_source from = {
	    .file = FILE_NAME, .word = "office", .code = GP_EUSAGE};
	struct gp_office *o = gp_calloc(1, sizeof *o);
	struct reading r = {.o = o, .e = e};
	struct gp_value root;
	struct gp_buf b;
	int rc = -1;

	gp_buf_init(&b, GP_LITERAL_MAX + 1);
	o->dir = gp_arena_strndup(&o->arena, dir, strlen(dir));
	if (read_file(&b, join(&o->arena, dir, FILE_NAME), e) ||
	    gp_literal_read(
		&root, &o->arena, b.data ? b.data : "", b.len, FILE_NAME, "office", e) ||
	    gp_schema_check(&root, &gp_office_schema, &from, e) || read_tree(&r, &root))
		goto out;
	*out = o;
	o = NULL;
	rc = 0;
out:
	gp_office_free(o);
	gp_buf_free(&b);
	return rc;
}

void gp_office_free(struct gp_office *o)
{
	if (!o)
		return;
	gp_arena_free(&o->arena);
	free(o);
}
