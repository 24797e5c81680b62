/* rules_install.c - govpub rules install and update: nothing takes its place that was not verified and tested */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/rules.h"
#include "cmd/rules_packs.h"

/* --- does it work? */

static int count_tests(const struct gp_rules *r, size_t *tests, struct gp_err *e)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct gp_value *t = gp_value_get(r->list[i].declared, "tests");
		size_t n = t && t->type == GP_VALUE_LIST ? t->list.n : 0;

		if (r->list[i].broken)
			return gp_fail(e, GP_ESCRIPT, "the rule '%s' does not work: %.350s", r->list[i].id, r->list[i].broken);
		if (!n)
			return gp_fail(e, GP_EDENIED, "the rule '%s' has no tests; every rule of a pack has some", r->list[i].id);
		*tests += n;
	}
	return 0;
}

int gp_packs_test(struct gp_packs_verb *v, struct gp_pack *p, size_t *rules, size_t *tests, struct gp_err *e)
{
	const struct gp_installed one = {.name = p->name, .path = p->name, .state = GP_PACK_TRUSTED, .pack = p};
	struct gp_rules_verb rv = {.ctx = v->ctx, .lang = v->lang, .rules = gp_rules_new()};
	size_t declared;
	int rc;

	*tests = 0;
	if (gp_packs_try_declared(v, p, &declared, e)) {
		gp_rules_free(rv.rules);
		return -1;
	}
	gp_buf_init(&rv.text, (size_t)8 << 20);
	rc = gp_pack_add_rules(&one, rv.rules, e) || gp_rules_open(rv.rules, &rv.session, v->lang, e) ||
	    gp_rules_load(rv.rules, &rv.session, e) || count_tests(rv.rules, tests, e) ? -1 : 0;
	*rules = rv.rules->count;
	if (!rc && !*rules && !declared)
		rc = gp_fail(e, GP_EDENIED, "there is no rule, register or report in the pack");
	if (!rc && gp_rules_test(&rv, e)) {
		if (!v->json)
			gp_buf_put(&v->text, rv.text.data ? rv.text.data : "", rv.text.len);
		rc = gp_fail(e, GP_EDENIED, "%s: tests of the pack fail", p->name);
	}
	gp_session_close(&rv.session);
	gp_rules_free(rv.rules);
	gp_buf_free(&rv.text);
	return rc;
}

/* --- may it take the place? */

static int check_needs(const struct gp_packs_verb *v, const struct gp_pack *p, struct gp_err *e)
{
	for (size_t i = 0; p->needs && p->needs->type == GP_VALUE_LIST && i < p->needs->list.n; i++) {
		const char *name = p->needs->list.items[i].string.p;

		if (!gp_pack_is_shipped(name) && !gp_packs_find(v->packs, name))
			return gp_fail(e, GP_ENOTFOUND, "%s needs the pack '%s', which is not installed", p->name, name);
	}
	return 0;
}

static int check_own(const struct gp_packs_verb *v, const struct gp_pack *p, struct gp_err *e)
{
	char path[4200];
	struct stat st;

	snprintf(path, sizeof path, "%s/rules/%s", v->dir, p->name);
	return stat(path, &st) ? 0 : gp_fail(e, GP_ECONFLICT, "rules/%s of the office has the name of this pack; give that folder "
	    "another name first", p->name);
}

/*
 * What an attacker would like who can change what is fetched: an older version, or one without the signature. What it
 * follows is what the lock has: that outlives a folder that is damaged or gone.
 */
static int check_succession(const struct gp_packs_verb *v, const struct gp_pack *p, struct gp_err *e)
{
	const struct gp_pack_locked *old = gp_pack_lock_find(v->packs->lock, p->name);
	int order;

	if (v->force || !old || !*old->manifest) /* without: its first installation was killed */
		return 0;
	order = gp_pack_compare_versions(p->version, old->version);
	if (order < 0)
		return gp_fail(e, GP_EDENIED, "%s: version %s is older than the installed %s; --force installs it", p->name,
		    p->version, old->version);
	if (!order && strcmp(p->manifest, old->manifest))
		return gp_fail(e, GP_EDENIED, "%s: version %s is installed with other contents; --force installs it", p->name,
		    p->version);
	if (*old->key && strcmp(old->key, p->key) && p->state != GP_PACK_TRUSTED)
		return gp_fail(e, GP_EDENIED, "%s: the installed one is signed with the key %s, this one is not; --force installs it",
		    p->name, old->key);
	return 0;
}

static int check(const struct gp_packs_verb *v, const struct gp_pack *p, const char *from, struct gp_err *e)
{
	if (!gp_pack_runs(p->state))
		return gp_fail(e, GP_EINTEGRITY, "%.200s: %s; nothing was installed", from, p->problem);
	return check_needs(v, p, e) || check_own(v, p, e) || check_succession(v, p, e) || gp_packs_check_names(v, p, e) ? -1 : 0;
}

/* --- install */

/* What is there now, read anew. */
static int say_installed(struct gp_packs_verb *v, const char *name, size_t rules, size_t tests, struct gp_err *e)
{
	char n[24], m[24];
	struct gp_param params[] = {{"rules", n}, {"tests", m}, {"name", name}, {NULL, NULL}};
	const struct gp_installed *one;
	struct gp_json j;

	gp_packs_free(v->packs);
	v->packs = NULL;
	if (gp_packs_read(&v->packs, v->dir, e))
		return -1;
	one = gp_packs_find(v->packs, name);
	if (!one || !gp_pack_runs(one->state))
		return gp_fail(e, GP_EINTEGRITY, "%s: was installed, and is not as it should be: %s", name, one ? one->problem : "");
	snprintf(n, sizeof n, "%zu", rules);
	snprintf(m, sizeof m, "%zu", tests);
	if (v->json) {
		gp_json_init(&j, &v->text);
		gp_json_object(&j);
		gp_json_key(&j, "pack");
		gp_packs_json(&j, one, v->lang);
		gp_json_key(&j, "rules");
		gp_json_int(&j, (int64_t)rules);
		gp_json_key(&j, "tests");
		gp_json_int(&j, (int64_t)tests);
		gp_json_object_end(&j);
		gp_buf_putc(&v->text, '\n');
		return 0;
	}
	gp_packs_say(v, "bundle.installed", params);
	gp_packs_line(v, one);
	if (gp_packs_say_declared(v, one, e))
		return -1;
	if (one->state == GP_PACK_UNKNOWN)
		gp_packs_say(v, "bundle.how-to-trust", params);
	if (one->state != GP_PACK_TRUSTED)
		gp_packs_say(v, "bundle.by-name", params);
	return 0;
}

static int put(struct gp_packs_verb *v, struct gp_pack *p, const char *source, struct gp_err *e)
{
	size_t rules, tests;

	return gp_packs_test(v, p, &rules, &tests, e) || gp_pack_install(p, v->dir, source, e) ? -1
	    : say_installed(v, p->name, rules, tests, e);
}

int gp_rules_install(struct gp_packs_verb *v, struct gp_err *e)
{
	struct gp_arena a = {0};
	struct gp_pack *p = NULL;
	const char *source;
	int rc = gp_packs_need_office(v, e) || gp_packs_fetch(&p, v->words[0], v->packs->keys, &a, &source, e) ||
	    check(v, p, v->words[0], e) || put(v, p, source, e) ? -1 : 0;

	gp_pack_free(p);
	gp_arena_free(&a);
	return rc;
}

/* --- update */

/* Asks on the terminal; without one only --yes counts. */
static int agreed(const struct gp_packs_verb *v, const char *name, struct gp_err *e)
{
	char answer[16] = "";

	if (v->yes)
		return 0;
	if (!v->no_input && isatty(STDIN_FILENO)) {
		const struct gp_param params[] = {{"name", name}, {NULL, NULL}};
		struct gp_buf b;

		gp_buf_init(&b, 4096);
		gp_catalogue_say(&b, &v->ctx->words, v->lang, "bundle.ask", params);
		fprintf(stderr, "%s ", b.data ? b.data : "");
		gp_buf_free(&b);
		if (fgets(answer, sizeof answer, stdin) && (*answer == 'y' || *answer == 'Y'))
			return 0;
	}
	return gp_fail(e, GP_EDENIED, "%s: nothing was replaced; when the changes are right, say --yes", name);
}

/* What changes from the installed one to that of its source; *differs: anything does. */
static int show_changes(struct gp_packs_verb *v, const struct gp_installed *old, const struct gp_pack *p, struct gp_err *e)
{
	const struct gp_pack_files nothing = {0};
	struct gp_param params[] = {{"name", old->name}, {"old", old->version}, {"new", p->version}, {NULL, NULL}};

	gp_packs_say(v, "bundle.changes", params);
	gp_packs_diff(&v->text, old->pack ? &old->pack->files : &nothing, &p->files);
	return gp_packs_print(v, e);
}

static void json_change(struct gp_packs_verb *v, const struct gp_installed *old, const struct gp_pack *p)
{
	struct gp_buf diff;
	struct gp_json j;

	gp_buf_init(&diff, (size_t)32 << 20);
	gp_packs_diff(&diff, &old->pack->files, &p->files);
	gp_json_init(&j, &v->text);
	gp_json_object(&j);
	gp_json_key(&j, "name");
	gp_json_str(&j, old->name);
	gp_json_key(&j, "installed");
	gp_json_str(&j, old->version);
	gp_json_key(&j, "available");
	gp_json_str(&j, p->version);
	gp_json_key(&j, "state");
	gp_json_str(&j, gp_pack_state_name(p->state));
	gp_json_key(&j, "diff");
	gp_json_str(&j, diff.data ? diff.data : "");
	gp_json_object_end(&j);
	gp_buf_putc(&v->text, '\n');
	gp_buf_free(&diff);
}

/* 1: there is another one and it was only shown. */
static int update_one(struct gp_packs_verb *v, const char *name, struct gp_arena *a, struct gp_err *e)
{
	const struct gp_installed *old = gp_packs_find(v->packs, name);
	struct gp_param params[] = {{"name", name}, {NULL, NULL}};
	struct gp_pack *p = NULL;
	const char *source;
	int rc;

	if (!old)
		return gp_fail(e, GP_ENOTFOUND, "there is no installed pack '%s'", name);
	if (!*old->source)
		return gp_fail(e, GP_ENOTFOUND, "%s: packs.lock does not say where it came from; install it again", name);
	rc = gp_packs_fetch(&p, old->source, v->packs->keys, a, &source, e);
	if (!rc && strcmp(p->name, name))
		rc = gp_fail(e, GP_EDENIED, "%s: holds the pack '%s' now, not '%s'", old->source, p->name, name);
	if (!rc && old->pack && gp_pack_runs(old->state) && !strcmp(p->manifest, old->pack->manifest) && !strcmp(p->key, old->key)) {
		if (!v->json)
			gp_packs_say(v, "bundle.same", params);
		gp_pack_free(p);
		return 0;
	}
	if (!rc && v->json && old->pack)
		json_change(v, old, p);
	if (!rc && !v->json)
		rc = show_changes(v, old, p, e);
	if (!rc && !v->diff)
		rc = check(v, p, old->source, e) || agreed(v, name, e) || put(v, p, source, e) ? -1 : 0;
	gp_pack_free(p);
	return rc ? -1 : v->diff;
}

int gp_rules_update(struct gp_packs_verb *v, struct gp_err *e)
{
	struct gp_arena a = {0};
	int status = 0, rc = 0;
	bool all = !v->count;
	size_t n;

	if (gp_packs_need_office(v, e))
		return -1;
	n = all ? v->packs->count : (size_t)v->count;
	for (size_t i = 0; rc >= 0 && i < n; i++) {
		/* the list is read anew with every pack that is replaced */
		const char *name = all ? gp_arena_strndup(&a, v->packs->list[i].name, strlen(v->packs->list[i].name)) : v->words[i];

		rc = update_one(v, name, &a, e);
		status = rc > 0 ? 1 : status;
	}
	gp_arena_free(&a);
	return rc < 0 ? -1 : status;
}
