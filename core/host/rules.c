/* rules.c - the files of rules: where they are found, and the set they make */
#define _GNU_SOURCE
#include "core/host/rules.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/utf8.h"
#include "core/host/embed.h"

struct gp_rules *gp_rules_new(void)
{
	return gp_calloc(1, sizeof(struct gp_rules));
}

void gp_rules_free(struct gp_rules *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->count; i++)
		gp_buf_free(&r->list[i].args);
	free(r->list);
	free(r->sources);
	gp_arena_free(&r->arena);
	free(r);
}

static const char *keep(struct gp_rules *r, const char *s)
{
	return gp_arena_strndup(&r->arena, s, strlen(s));
}

/* a, b and c one after another. */
static const char *joined(struct gp_rules *r, const char *a, const char *b, const char *c)
{
	size_t x = strlen(a), y = strlen(b), z = strlen(c);
	char *s = gp_arena_alloc(&r->arena, x + y + z + 1);

	memcpy(s, a, x);
	memcpy(s + x, b, y);
	memcpy(s + x + y, c, z + 1);
	return s;
}

static int add_source(struct gp_rules *r, const struct gp_source *s, struct gp_err *e)
{
	if (r->source_count >= GP_SCRIPT_FILES)
		return gp_fail(e, GP_ELIMIT, "%s: more than %d script files", s->path, GP_SCRIPT_FILES);
	if (r->source_count == r->source_cap) {
		r->source_cap = r->source_cap ? r->source_cap * 2 : 64;
		r->sources = gp_reallocarray(r->sources, (size_t)r->source_cap, sizeof *r->sources);
	}
	r->sources[r->source_count++] = *s;
	return 0;
}

/* The rule for the newest source; one of the same id that is shipped makes way for an office's. */
static void add_rule(struct gp_rules *r, const char *id, const char *folder, bool shipped)
{
	struct gp_rule *old = gp_rules_by_id(r, id), *n = old;
	int file = r->source_count - 1;

	if (!old) {
		if (r->count == r->cap) {
			r->cap = r->cap ? r->cap * 2 : 64;
			r->list = gp_reallocarray(r->list, r->cap, sizeof *r->list);
		}
		n = &r->list[r->count++];
	} else {
		r->sources[old->file].out = true;
	}
	*n = (struct gp_rule){.file = file, .id = keep(r, id), .path = r->sources[file].path,
	    .folder = keep(r, folder), .shipped = shipped, .overrides = old && !shipped};
	gp_buf_init(&n->args, GP_SCRIPT_PIECE);
}

struct gp_rule *gp_rules_by_id(struct gp_rules *r, const char *id)
{
	for (size_t i = 0; i < r->count; i++)
		if (!strcmp(r->list[i].id, id))
			return &r->list[i];
	return NULL;
}

struct gp_rule *gp_rules_by_file(struct gp_rules *r, int file)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->list[i].file == file)
			return &r->list[i];
	return NULL;
}

/* --- shipped */

/* Folders of rules/ that hold other things than rules. */
static bool holds_rules(const char *pack, size_t n)
{
	static const char *const others[] = {"calendar", "registers", "reports", "taxonomy"};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strlen(others[i]) == n && !memcmp(others[i], pack, n))
			return false;
	return true;
}

void gp_rules_add_shipped(struct gp_rules *r)
{
	const char *pack = "";
	size_t pack_n = 0;

	for (size_t i = 0; i < gp_embed_count; i++) {
		const struct gp_embed *f = &gp_embed_files[i];
		const char *p = f->path + 6, *slash;
		char id[200];
		struct gp_source s = {.path = f->path, .text = (const char *)f->data, .n = f->len};

		if (strncmp(f->path, "rules/", 6) || !(slash = strchr(p, '/')) || !holds_rules(p, (size_t)(slash - p)))
			continue;
		if ((size_t)(slash - p) != pack_n || memcmp(p, pack, pack_n)) {
			pack = p;
			pack_n = (size_t)(slash - p);
			r->pack_count++;
		}
		s.pack = r->pack_count - 1;
		s.kind = !strncmp(slash, "/lib/", 5) ? GP_SCRIPT_MODULE : GP_SCRIPT_RULE;
		if (s.kind == GP_SCRIPT_RULE && strchr(slash + 1, '/'))
			continue;
		(void)!add_source(r, &s, NULL); /* a few dozen files of ours */
		snprintf(id, sizeof id, "%.*s", (int)(strlen(p) - 4), p);
		if (s.kind == GP_SCRIPT_RULE)
			add_rule(r, id, "", true);
	}
}

/* --- from disk */

/* A name is shown as it is, in many places: none may draw on the terminal or end a line. */
static bool has_control(const char *s)
{
	size_t left = strlen(s), len;

	for (; left; s += len, left -= len) {
		uint32_t cp = gp_utf8_get(s, left, &len);

		if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			return true;
	}
	return false;
}

static int read_source(struct gp_rules *r, const char *path, struct gp_source *s, struct gp_err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat st;
	char *text;
	size_t n = 0;
	ssize_t got = 1;

	if (fd < 0)
		return gp_fail_errno(e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%s", path);
	if (fstat(fd, &st) || !S_ISREG(st.st_mode)) {
		close(fd);
		return gp_fail(e, GP_EUSAGE, "%s: this is no file with a script", path);
	}
	if (st.st_size > (off_t)GP_SCRIPT_SOURCE_MAX) {
		close(fd);
		return gp_fail(e, GP_ELIMIT, "%s: a script may have %d KiB at most", path, (int)(GP_SCRIPT_SOURCE_MAX >> 10));
	}
	text = gp_arena_alloc(&r->arena, (size_t)st.st_size + 1);
	while (n < (size_t)st.st_size && (got = read(fd, text + n, (size_t)st.st_size - n)) > 0)
		n += (size_t)got;
	close(fd);
	if (got < 0)
		return gp_fail_errno(e, GP_EIO, "%s", path);
	text[n] = '\0';
	if (!gp_utf8_valid(path, strlen(path)) || strlen(path) > GP_SCRIPT_PATH_MAX || has_control(path))
		return gp_fail(e, GP_EUSAGE, "%s: the name is too long, not UTF-8, or has control characters", path);
	s->path = keep(r, path);
	s->text = text;
	s->n = n;
	return 0;
}

static bool is_lua(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && name[0] != '.' && !strcmp(name + n - 4, ".lua");
}

static int visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* The files of `folder` (with "/" at its end) and its lib/ as pack number `pack`; `prefix` begins their ids. */
static int add_folder(struct gp_rules *r, const char *folder, const char *prefix, int pack, enum gp_script_kind kind,
    struct gp_err *e);

static int add_entry(struct gp_rules *r, const char *folder, const char *name, const char *prefix, int pack,
    enum gp_script_kind kind, struct gp_err *e)
{
	struct gp_source s = {.pack = pack, .kind = kind};
	const char *bare;

	if (!is_lua(name))
		return 0;
	if (read_source(r, joined(r, folder, name, ""), &s, e) || add_source(r, &s, e))
		return -1;
	bare = gp_arena_strndup(&r->arena, name, strlen(name) - 4);
	if (kind == GP_SCRIPT_RULE)
		add_rule(r, joined(r, prefix, bare, ""), folder, false);
	return 0;
}

static int add_folder(struct gp_rules *r, const char *folder, const char *prefix, int pack, enum gp_script_kind kind,
    struct gp_err *e)
{
	struct dirent **names;
	int n = scandir(folder, &names, visible, by_name), rc = 0;

	if (n < 0)
		return errno == ENOENT || errno == ENOTDIR ? 0 : gp_fail_errno(e, GP_EIO, "%s", folder);
	for (int i = 0; i < n; i++) {
		if (!rc)
			rc = add_entry(r, folder, names[i]->d_name, prefix, pack, kind, e);
		free(names[i]);
	}
	free(names);
	return rc;
}

/* A pack: the rules of a folder and the modules of its lib/. */
static int add_pack(struct gp_rules *r, const char *folder, const char *prefix, struct gp_err *e)
{
	int pack = r->pack_count++;

	return add_folder(r, folder, prefix, pack, GP_SCRIPT_RULE, e) ? -1 :
	    add_folder(r, joined(r, folder, "lib/", ""), "", pack, GP_SCRIPT_MODULE, e);
}

static bool is_pack(struct gp_rules *r, const char *folder, const char *name)
{
	struct stat st;

	return strcmp(name, "lib") && strcmp(name, "tests") && !stat(joined(r, folder, name, ""), &st) &&
	    S_ISDIR(st.st_mode);
}

/* A path below the working folder without that folder: messages name files as people see them. */
static const char *from_here(struct gp_rules *r, const char *path)
{
	char *here = getcwd(NULL, 0);
	size_t n = here ? strlen(here) : 0;
	bool below = n > 1 && !strncmp(path, here, n) && path[n] == '/';

	free(here);
	return below ? gp_arena_strndup(&r->arena, path + n + 1, strlen(path + n + 1)) : path;
}

int gp_rules_add_office(struct gp_rules *r, const char *dir, struct gp_err *e)
{
	const char *folder = from_here(r, joined(r, dir, "/rules/", ""));
	struct dirent **names;
	int rc = add_pack(r, folder, "", e), n = scandir(folder, &names, visible, by_name);

	for (int i = 0; i < n; i++) {
		if (!rc && is_pack(r, folder, names[i]->d_name))
			rc = add_pack(r, joined(r, folder, names[i]->d_name, "/"), joined(r, names[i]->d_name, "/", ""), e);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	return rc;
}

/* What its id should be: the path under the last rules/ folder, else the name. */
static const char *id_of(struct gp_rules *r, const char *path)
{
	const char *base = strrchr(path, '/'), *from = base ? base + 1 : path;
	size_t n;

	for (const char *p = path; (p = strstr(p, "rules/")); p++)
		if (p == path || p[-1] == '/')
			from = p + 6;
	n = strlen(from);
	return gp_arena_strndup(&r->arena, from, n > 4 && !strcmp(from + n - 4, ".lua") ? n - 4 : n);
}

static int add_one(struct gp_rules *r, const char *path, enum gp_script_kind kind, struct gp_err *e)
{
	struct gp_source s = {.pack = r->pack_count++, .kind = kind};
	const char *slash = strrchr(path, '/');
	const char *folder = gp_arena_strndup(&r->arena, path, slash ? (size_t)(slash - path) + 1 : 0);

	if (read_source(r, path, &s, e) || add_source(r, &s, e))
		return -1;
	if (kind == GP_SCRIPT_RULE)
		add_rule(r, id_of(r, path), folder, false);
	return add_folder(r, joined(r, folder, "lib/", ""), "", s.pack, GP_SCRIPT_MODULE, e);
}

static bool in_rules(const char *path)
{
	const char *p = strstr(path, "rules/");

	while (p && p != path && p[-1] != '/')
		p = strstr(p + 1, "rules/");
	return p;
}

/* Rules from source `first` on came from a place that says nothing about their ids. */
static void loosen(struct gp_rules *r, int first)
{
	for (size_t i = 0; i < r->count; i++)
		r->list[i].loose = r->list[i].loose || r->list[i].file >= first;
}

int gp_rules_add_file(struct gp_rules *r, const char *path, struct gp_err *e)
{
	int first = r->source_count, rc = add_one(r, path, GP_SCRIPT_RULE, e);

	if (!in_rules(path))
		loosen(r, first);
	return rc;
}

int gp_rules_add_folder(struct gp_rules *r, const char *path, struct gp_err *e)
{
	size_t n = strlen(path);
	const char *bare, *base, *folder;
	int first = r->source_count;

	while (n > 1 && path[n - 1] == '/')
		n--;
	bare = gp_arena_strndup(&r->arena, path, n);
	folder = joined(r, bare, "/", "");
	base = strrchr(bare, '/') ? strrchr(bare, '/') + 1 : bare;
	if (add_pack(r, folder, strcmp(base, "rules") ? joined(r, base, "/", "") : "", e))
		return -1;
	if (r->source_count == first)
		return gp_fail(e, GP_ENOTFOUND, "%s: there is no rule in this folder", path);
	if (!in_rules(folder))
		loosen(r, first);
	return 0;
}

int gp_rules_add_script(struct gp_rules *r, const char *path, struct gp_err *e)
{
	return add_one(r, path, GP_SCRIPT_PLAIN, e);
}

/* --- choosing */

bool gp_rule_strike(struct gp_rules *r, struct gp_rule *rule)
{
	if (++rule->strikes != GP_RULES_STRIKES)
		return false;
	r->sources[rule->file].out = true;
	return true;
}

static bool in_pack(const struct gp_rule *rule, const char *word, size_t n)
{
	return strlen(rule->id) > n && !memcmp(rule->id, word, n) && rule->id[n] == '/';
}

static bool is(const char *name, const char *word, size_t n)
{
	return strlen(name) == n && !memcmp(name, word, n);
}

/* The words that may come to no rule at all. */
static bool is_set(const char *word, size_t n)
{
	return is("all", word, n) || is("shipped", word, n) || is("office", word, n) || is("none", word, n);
}

static bool names(const struct gp_rule *rule, const char *word, size_t n)
{
	if (is_set(word, n))
		return is("all", word, n) || is(rule->shipped ? "shipped" : "office", word, n);
	return is(rule->id, word, n) || in_pack(rule, word, n);
}

int gp_rules_choose(struct gp_rules *r, const char *words, struct gp_err *e)
{
	for (size_t i = 0; i < r->count; i++)
		r->list[i].off = true;
	for (;;) {
		size_t n = strcspn(words, ","), found = 0;

		for (size_t i = 0; i < r->count; i++)
			if (names(&r->list[i], words, n)) {
				bool itself = strlen(r->list[i].id) == n && !memcmp(r->list[i].id, words, n);

				r->list[i].off = r->list[i].off && r->list[i].switched_off && !itself;
				found++;
			}
		if (!found && !is_set(words, n))
			return gp_fail(e, GP_ENOTFOUND, "there is no rule or pack '%.*s'; 'govpub rules list' shows them", (int)n,
			    words);
		if (!words[n])
			return 0;
		words += n + 1;
	}
}
