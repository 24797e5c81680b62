#include "core/rules/adapters.h"

#include <stdlib.h>
#include <string.h>

#include "core/office/embed.h"
#include "core/office/schema.h"

#define SHIPPED "rules/adapters/"
#define ENGINE "lua/adapter/"
#define WORDS_MAX 32 /* entries of a list in a declaration */

enum { PACK_SHIPPED, PACK_OFFICE };

/* --- what is declared */

static const char *is_id(const struct gp_value *v)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";

	return v->string.n && v->string.n <= 60 && strspn(v->string.p, allowed) == v->string.n ? NULL :
	    "must be made of a-z, 0-9, '_' and '-'";
}

/* A whole name: a pattern could be anybody's. */
static const char *is_host(const struct gp_value *v)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789.-";

	return v->string.n && v->string.n < 254 && strspn(v->string.p, allowed) == v->string.n ? NULL :
	    "must be the name of a host in lower case, without patterns";
}

static const char *is_line(const struct gp_value *v)
{
	return v->type != GP_VALUE_STRING || (v->string.n && v->string.n <= 200 && !strpbrk(v->string.p, "\r\n")) ? NULL :
	    "must be one line of text";
}

static const char *const marks[] = {"V", "M", "D", NULL};
static const char *const readings[] = {"file", NULL};
static const struct gp_schema a_host = {.types = GP_IS(STRING), .check = is_host};
static const struct gp_schema a_name = {.types = GP_IS(STRING), .check = is_id};
#define WORDS(of) {.types = GP_IS(LIST), .each = &(of), .max = WORDS_MAX}
#define LINE {.types = GP_IS(STRING), .check = is_line}

static const struct gp_schema_field title_fields[] = {
	{"zh", false, LINE},
	{"en", false, LINE},
	{0},
};
static const struct gp_schema_field adapter_fields[] = {
	{"id", true, {.types = GP_IS(STRING), .check = is_id}},
	{"platform", false, {.types = GP_IS(STRING), .check = is_id}},
	{"title", true, {.types = GP_IS(STRING) | GP_IS(MAP), .fields = title_fields, .check = is_line}},
	{"mark", false, {.types = GP_IS(STRING), .words = marks}},
	{"hosts", false, WORDS(a_host)},
	{"articles", false, WORDS(a_host)},
	{"secrets", false, WORDS(a_name)},
	{"reads", false, {.types = GP_IS(STRING), .words = readings}},
	{"request", false, {.types = GP_IS(CODE)}},
	{"parse", true, {.types = GP_IS(CODE)}},
	{"tests", false, {.types = ~0u}},
	{0},
};
static const struct gp_schema an_adapter = {.types = GP_IS(MAP), .fields = adapter_fields};

/* --- the set */

struct gp_adapter *gp_adapters_by_id(struct gp_adapters *a, const char *id)
{
	for (size_t i = 0; i < a->count; i++)
		if (!strcmp(a->list[i].id, id))
			return &a->list[i];
	return NULL;
}

/* For the newest source. */
static void add_adapter(struct gp_adapters *a, const char *id, bool shipped)
{
	struct gp_adapter *old = gp_adapters_by_id(a, id);
	int file = a->files.count - 1;

	if (old) { /* an office's own came first */
		old->overrides = true;
		return;
	}
	if (a->count == a->cap) {
		a->cap = a->cap ? a->cap * 2 : 16;
		a->list = gp_reallocarray(a->list, a->cap, sizeof *a->list);
	}
	a->list[a->count++] = (struct gp_adapter){.id = id, .path = a->files.list[file].path, .shipped = shipped, .file = file};
}

static void on_added(void *user, const char *folder, const char *bare)
{
	(void)folder;
	add_adapter(user, bare, false);
}

/* The path between `prefix` and ".lua", or NULL when it does not begin so or is in a folder below. */
static const char *name_in(struct gp_adapters *a, const char *path, const char *prefix)
{
	size_t n = strlen(prefix), whole = strlen(path);

	if (strncmp(path, prefix, n) || strchr(path + n, '/') || whole < n + 5)
		return NULL;
	return gp_arena_strndup(&a->arena, path + n, whole - n - 4);
}

static int add_engine(struct gp_adapters *a, int pack, struct gp_err *e)
{
	for (size_t i = 0; i < gp_embed_count; i++) {
		const struct gp_embed *f = &gp_embed_files[i];
		struct gp_source s = {.path = f->path, .text = (const char *)f->data, .n = f->len, .kind = GP_SCRIPT_MODULE,
		    .pack = pack};
		const char *name = name_in(a, f->path, ENGINE);

		if (!name)
			continue;
		s.name = strcmp(name, "init") ? gp_sources_joined(&a->files, "adapter.", name, "") : "adapter";
		if (gp_sources_add(&a->files, &s, e))
			return -1;
	}
	return 0;
}

static int add_office(struct gp_adapters *a, const char *dir, struct gp_err *e)
{
	const char *folder = gp_sources_from_here(&a->files, gp_sources_joined(&a->files, dir, "/adapters/", ""));

	return gp_sources_add_folder(&a->files, folder, PACK_OFFICE, GP_SCRIPT_ADAPTER, on_added, a, e) ||
	    gp_sources_add_folder(&a->files, gp_sources_joined(&a->files, folder, "lib/", ""), PACK_OFFICE, GP_SCRIPT_MODULE,
	    NULL, NULL, e) ? -1 : 0;
}

static int add_shipped(struct gp_adapters *a, struct gp_err *e)
{
	for (size_t i = 0; i < gp_embed_count; i++) {
		const struct gp_embed *f = &gp_embed_files[i];
		struct gp_source s = {.path = f->path, .text = (const char *)f->data, .n = f->len, .kind = GP_SCRIPT_ADAPTER,
		    .pack = PACK_SHIPPED, .name = ""};
		const char *id = name_in(a, f->path, SHIPPED);

		if (!id)
			continue;
		if (gp_sources_add(&a->files, &s, e))
			return -1;
		add_adapter(a, id, true);
	}
	return 0;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct gp_adapter *)a)->id, ((const struct gp_adapter *)b)->id);
}

int gp_adapters_open(struct gp_adapters **out, const char *dir, enum gp_lang lang, struct gp_err *e)
{
	struct gp_adapters *a = gp_calloc(1, sizeof *a);

	*out = a;
	gp_buf_init(&a->answer, GP_SCRIPT_CALL_MAX);
	/* the engine first: nothing of an office takes its names */
	if (add_engine(a, PACK_OFFICE, e) || (dir && add_office(a, dir, e)) || gp_sources_may_run(a->count > 0, e) ||
	    add_engine(a, PACK_SHIPPED, e) || add_shipped(a, e) ||
	    gp_session_open(&a->session, a->files.list, a->files.count, lang, e)) {
		gp_adapters_close(a);
		*out = NULL;
		return -1;
	}
	a->open = true;
	qsort(a->list, a->count, sizeof *a->list, by_id);
	return 0;
}

void gp_adapters_close(struct gp_adapters *a)
{
	if (!a)
		return;
	if (a->open)
		gp_session_close(&a->session);
	gp_sources_free(&a->files);
	gp_arena_free(&a->arena);
	gp_buf_free(&a->answer);
	free(a->list);
	free(a);
}

/* --- asking the worker */

struct asking {
	struct gp_adapters *a;
	const char *path;
	struct gp_err *e;
	int rc;
};

static void on_answer(void *user, const struct gp_script_answer *answer)
{
	struct asking *q = user;

	if (answer->outcome != GP_SCRIPT_GOOD) {
		q->rc = gp_script_fail(answer, q->path, q->e);
		return;
	}
	gp_buf_clear(&q->a->answer);
	gp_pack_value(&q->a->answer, answer->value);
	q->rc = q->a->answer.full ? gp_fail(q->e, GP_ELIMIT, "%s: what it returns is too large", q->path) : 0;
}

static const char *kept_str(struct gp_adapters *a, const struct gp_value *v, const char *key)
{
	const char *s = gp_value_str(v, key);

	return s ? gp_arena_strndup(&a->arena, s, strlen(s)) : "";
}

static const char *const *kept_list(struct gp_adapters *a, const struct gp_value *v, const char *key)
{
	const struct gp_value *list = gp_value_get(v, key);
	size_t n = list && list->type == GP_VALUE_LIST ? list->list.n : 0;
	const char **out = gp_arena_alloc(&a->arena, (n + 1) * sizeof *out);

	for (size_t i = 0; i < n; i++)
		out[i] = gp_arena_strndup(&a->arena, list->list.items[i].string.p, list->list.items[i].string.n);
	out[n] = NULL;
	return out;
}

static void take(struct gp_adapters *a, struct gp_adapter *one, const struct gp_value *v)
{
	const struct gp_value *title = gp_value_get(v, "title");

	for (int lang = 0; lang < 2; lang++) {
		const char *word = gp_value_str(title, lang == GP_LANG_ZH ? "zh" : "en");

		word = word ? word : gp_value_str(title, lang == GP_LANG_ZH ? "en" : "zh");
		word = word ? word : title->type == GP_VALUE_STRING ? title->string.p : one->id;
		one->title[lang] = gp_arena_strndup(&a->arena, word, strlen(word));
	}
	one->mark = kept_str(a, v, "mark");
	one->platform = kept_str(a, v, "platform");
	one->hosts = kept_list(a, v, "hosts");
	one->articles = kept_list(a, v, "articles");
	one->secrets = kept_list(a, v, "secrets");
	one->reads_file = gp_value_str(v, "reads") != NULL;
	one->declared = true;
}

int gp_adapters_declare(struct gp_adapters *a, struct gp_adapter *one, struct gp_err *e)
{
	const struct gp_schema_source from = {.file = one->path, .word = "adapter", .code = GP_ESCRIPT};
	struct asking q = {.a = a, .path = one->path, .e = e};
	struct gp_arena scratch = {0};
	struct gp_value v;
	int rc = -1;

	if (one->declared)
		return 0;
	if (gp_script_declare(a->session.script, one->file, on_answer, &q, e) || gp_session_wait(&a->session, e) || q.rc ||
	    gp_value_unpack(&v, &scratch, a->answer.data, a->answer.len, e) || gp_schema_check(&v, &an_adapter, &from, e))
		goto out;
	if (strcmp(gp_value_str(&v, "id"), one->id) != 0) {
		gp_fail(e, GP_ESCRIPT, "%s: the id is '%s', but the file makes it '%s'", one->path, gp_value_str(&v, "id"), one->id);
		goto out;
	}
	a->files.list[one->file].declared = true;
	take(a, one, &v);
	rc = 0;
out:
	gp_arena_free(&scratch);
	return rc;
}

int gp_adapters_call(struct gp_adapters *a, const struct gp_adapter *one, const char *function,
    const struct gp_buf *ask, const char *body, size_t n, const char *charset, struct gp_value *out, struct gp_arena *to,
    struct gp_err *e)
{
	const struct gp_script_body where = {.offset = ask->len, .length = n, .charset = charset};
	struct asking q = {.a = a, .path = one->path, .e = e};
	const char *kept;

	if (ask->full || ask->len + n > a->session.shared.size || n > GP_ADAPTER_BODY_MAX)
		return gp_fail(e, GP_ELIMIT, "%s: it is to be given more than %d MiB of what came", one->path, (int)(GP_ADAPTER_BODY_MAX >> 20));
	if (gp_session_body(&a->session, ask->data, ask->len, e))
		return -1;
	if (n)
		memcpy((char *)a->session.shared.map + ask->len, body, n);
	if (gp_script_call(a->session.script, one->file, function, 0, ask->len, body ? &where : NULL, on_answer, &q, e) ||
	    gp_session_wait(&a->session, e) || q.rc)
		return -1;
	kept = gp_arena_strndup(to, a->answer.data, a->answer.len);
	return gp_value_unpack(out, to, kept, a->answer.len, e);
}
