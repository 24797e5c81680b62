/* rules_declared.c - registers and reports in packs: tried before a pack is installed, and told of */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/rules_packs.h"
#include "core/rules/declarations.h"
#include "core/store/ledger_store.h"

#define NAMES_MAX 8192

static const struct gp_declaring *const sorts[] = {&gp_registers, &gp_reports};
#define SORTS (sizeof sorts / sizeof *sorts)

/* --- do they work? */

static int try_one(struct gp_declarations *r, const struct gp_declaration *d, struct gp_err *e)
{
	char why[sizeof e->msg];

	if (!gp_declarations_declare(r, d, e))
		return 0;
	memcpy(why, e->msg, sizeof why);
	return r->what == &gp_registers ? gp_fail(e, GP_ESCRIPT, "the register '%s' does not work: %.350s", d->id, why)
	    : gp_fail(e, GP_ESCRIPT, "the form of reports '%s' does not work: %.350s", d->id, why);
}

int gp_packs_try_declared(const struct gp_packs_verb *v, struct gp_pack *p, size_t *count, struct gp_err *e)
{
	const struct gp_installed one = {.name = p->name, .version = p->version, .path = p->name, .state = GP_PACK_UNSIGNED,
	    .problem = "", .pack = p};
	int rc = 0;

	*count = 0;
	for (size_t k = 0; !rc && k < SORTS; k++) {
		struct gp_declarations *r;

		if (!gp_pack_declares(p, sorts[k]))
			continue;
		if (gp_declarations_open_pack(&r, sorts[k], &one, v->lang, e))
			return -1;
		for (size_t i = 0; !rc && i < r->count; i++)
			rc = try_one(r, &r->list[i], e);
		*count += r->count;
		gp_declarations_close(r);
	}
	return rc;
}

/* --- whose names do they take? */

/* The pack that has the same one, of those that may run; NULL: none. */
static const struct gp_installed *other_with(const struct gp_packs *packs, const struct gp_pack *p, const char *file)
{
	for (size_t i = 0; i < packs->count; i++) {
		const struct gp_installed *one = &packs->list[i];

		if (one->pack && gp_pack_runs(one->state) && strcmp(one->name, p->name) && gp_pack_files_find(&one->pack->files, file))
			return one;
	}
	return NULL;
}

int gp_packs_check_names(const struct gp_packs_verb *v, const struct gp_pack *p, struct gp_err *e)
{
	for (size_t i = 0; i < p->files.count; i++) {
		const char *name = p->files.list[i].name;
		const char *rest = !strncmp(name, "registers/", 10) ? name + 10 : !strncmp(name, "reports/", 8) ? name + 8 :
		    !strncmp(name, "taxonomy/", 9) ? name + 9 : NULL;
		const struct gp_installed *other = rest && !strchr(rest, '/') ? other_with(v->packs, p, name) : NULL;

		if (other)
			return gp_fail(e, GP_ECONFLICT, "the pack '%s', which is installed, has %s as well: remove it first", other->name,
			    name);
	}
	return 0;
}

/* --- what is there? */

static const char *list_names(struct gp_buf *out, const struct gp_declarations *r, bool replacing)
{
	gp_buf_clear(out);
	for (size_t i = 0; i < r->count; i++)
		if (!replacing || gp_declarations_is_shipped(r->what, r->list[i].id))
			gp_buf_printf(out, "%s%s", out->len ? ", " : "", r->list[i].id);
	return out->len ? out->data : NULL;
}

int gp_packs_say_declared(struct gp_packs_verb *v, const struct gp_installed *one, struct gp_err *e)
{
	static const char *const sentences[SORTS] = {"bundle.registers", "bundle.reports"};
	struct gp_param params[] = {{"names", ""}, {NULL, NULL}};
	struct gp_buf names;

	gp_buf_init(&names, NAMES_MAX);
	for (size_t k = 0; k < SORTS; k++) {
		struct gp_declarations *r;

		if (!gp_pack_declares(one->pack, sorts[k]))
			continue;
		if (gp_declarations_open_pack(&r, sorts[k], one, v->lang, e)) {
			gp_buf_free(&names);
			return -1;
		}
		if ((params[0].value = list_names(&names, r, false)))
			gp_packs_say(v, sentences[k], params);
		if ((params[0].value = list_names(&names, r, true)))
			gp_packs_say(v, "bundle.replaces", params);
		gp_declarations_close(r);
	}
	gp_buf_free(&names);
	return 0;
}

/* --- what is left behind? */

struct leaving {
	struct gp_packs_verb *v;
	const struct gp_pack *pack;
	struct gp_ledger *ledger;
	struct gp_err *e;
};

static int on_tail(void *user, const struct gp_ledger_head *h)
{
	const struct leaving *l = user;
	const struct gp_ledger_list all = {.reg = h->reg};
	char file[200], n[24];
	struct gp_param params[] = {{"register", h->reg}, {"n", n}, {NULL, NULL}};
	int64_t count;

	if ((size_t)snprintf(file, sizeof file, "registers/%s.lua", h->reg) >= sizeof file ||
	    !gp_pack_files_find(&l->pack->files, file))
		return 0;
	if (gp_ledger_count(l->ledger, &all, &count, l->e))
		return -1;
	snprintf(n, sizeof n, "%" PRId64, count);
	gp_packs_say(l->v, "bundle.left", params);
	return 0;
}

int gp_packs_say_left(struct gp_packs_verb *v, const struct gp_installed *one, struct gp_err *e)
{
	struct leaving l = {.v = v, .e = e};
	const struct gp_ledger_options o = {.office = *v->office->code ? v->office->code : NULL};
	int rc;

	if (!one || !one->pack || !gp_pack_declares(one->pack, &gp_registers))
		return 0;
	l.pack = one->pack;
	if (gp_ledger_open(&l.ledger, v->dir, &o, e))
		return e->code == GP_ENOTFOUND ? 0 : -1;
	rc = gp_ledger_older(l.ledger) ? 0 : gp_ledger_each_tail(l.ledger, on_tail, &l, e);
	gp_ledger_close(l.ledger);
	return rc;
}
