/* subject_run.c - start and finish: a run as a whole; site: what was read of one own site */
#include "core/script/bind_page.h"
#include "core/script/lua_value.h"

/* What the request brought under this name (rules_run.h), or nil. */
static void member(lua_State *L, struct gp_rule_page *p, const char *name)
{
	const struct gp_value *v = gp_value_get(gp_rule_page_data(p), name);

	if (v)
		gp_lua_push(L, v);
	else
		lua_pushnil(L);
}

static void on(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "on");
}

static void today(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "today");
}

static void state(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "state");
}

static void seeds(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "seeds");
}

static void office(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "office");
}

static void counts(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "counts");
}

static void findings(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "findings");
}

static void sites(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "sites");
}

/* --- what check() returned for each thing: a sequence, for there may be many */

static const struct gp_value *kept_list(struct gp_rule_page *p)
{
	const struct gp_value *list = gp_value_get(gp_rule_page_data(p), "kept");

	return list && list->type == GP_VALUE_LIST ? list : NULL;
}

static size_t kept_count(struct gp_rule_page *p)
{
	const struct gp_value *list = kept_list(p);

	return list ? list->list.n : 0;
}

static void push_kept(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	gp_lua_push(L, &kept_list(p)->list.items[o->index]);
}

static const struct gp_sequence kept_sequence = {"kept", kept_count, push_kept, false};

static void kept(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)p;
	gp_object_sequence(L, &kept_sequence, o);
}

/* @lua run */
static const struct gp_field run_fields[] = {
	{"on", on, false},
	{"today", today, false},
	{"state", state, false},
	{"seeds", seeds, true},
	{"office", office, true},
	{"counts", counts, true},
	{"findings", findings, true},
	{"sites", sites, true},
	{"kept", kept, true},
	{NULL, NULL, false},
};

static const struct gp_record run_record = {.name = "run", .fields = run_fields, .keeps = true};

static void push_run(lua_State *L, struct gp_rule_page *p, size_t i)
{
	const struct gp_object o = {.page = gp_rule_page_number(p)};

	(void)i;
	gp_object_record(L, &run_record, &o);
}

const struct gp_subject gp_subject_start = {.word = GP_SUBJECT_START, .push = push_run, .anywhere = true};
const struct gp_subject gp_subject_finish = {.word = GP_SUBJECT_FINISH, .push = push_run, .anywhere = true};

/* --- a site */

static void site_url(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "url");
}

static void pages(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "pages");
}

static void columns(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "columns");
}

static void home(lua_State *L, struct gp_rule_page *p, const struct gp_object *o)
{
	(void)o;
	member(L, p, "home");
}

/* @lua site */
static const struct gp_field site_fields[] = {
	{"on", on, false},
	{"url", site_url, false},
	{"pages", pages, false},
	{"today", today, false},
	{"state", state, false},
	{"office", office, true},
	{"counts", counts, true},
	{"columns", columns, true},
	{"home", home, true},
	{NULL, NULL, false},
};

static const struct gp_record site_record = {.name = "site", .fields = site_fields, .keeps = true};

static void push_site(lua_State *L, struct gp_rule_page *p, size_t i)
{
	const struct gp_object o = {.page = gp_rule_page_number(p)};

	(void)i;
	gp_object_record(L, &site_record, &o);
}

const struct gp_subject gp_subject_site = {.word = GP_SUBJECT_SITE, .push = push_site, .anywhere = true};
