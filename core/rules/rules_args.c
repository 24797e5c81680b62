/* rules_args.c - values of arguments that are given on a command line: "policy/number.prefix=云文旅" */
#define _GNU_SOURCE
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/rules/rules.h"

static double number_of(const struct gp_value *v)
{
	return v->type == GP_VALUE_INT ? (double)v->integer : v->number;
}

bool gp_rule_arg_in_range(const struct gp_value *v, const struct gp_value *arg)
{
	const struct gp_value *min = gp_value_get(arg, "min"), *max = gp_value_get(arg, "max");

	if (v->type != GP_VALUE_INT && v->type != GP_VALUE_NUMBER)
		return true;
	return (!min || number_of(v) >= number_of(min)) && (!max || number_of(v) <= number_of(max));
}

/* The items of a list stand between commas. */
static void read_list(struct gp_value *out, const char *s, struct gp_arena *a)
{
	size_t n = *s != '\0';
	struct gp_value *items;

	for (const char *p = s; *p; p++)
		n += *p == ',';
	items = gp_arena_alloc(a, (n + 1) * sizeof *items);
	for (size_t i = 0; i < n; i++) {
		size_t len = strcspn(s, ",");

		items[i] = (struct gp_value){.type = GP_VALUE_STRING, .string = {gp_arena_strndup(a, s, len), len}};
		s += len + 1;
	}
	*out = (struct gp_value){.type = GP_VALUE_LIST, .list = {items, n}};
}

/* -1: the words are no value of this type. */
static int read_value(struct gp_value *out, const char *type, const char *s, struct gp_arena *a)
{
	char *end;

	errno = 0;
	if (!strcmp(type, "integer")) {
		*out = (struct gp_value){.type = GP_VALUE_INT, .integer = strtoll(s, &end, 10)};
		return !*s || *end || errno ? -1 : 0;
	}
	if (!strcmp(type, "number")) {
		*out = (struct gp_value){.type = GP_VALUE_NUMBER, .number = strtod(s, &end)};
		return !*s || *end || errno || !isfinite(out->number) ? -1 : 0;
	}
	if (!strcmp(type, "boolean")) {
		*out = (struct gp_value){.type = GP_VALUE_BOOL, .truth = !strcmp(s, "true")};
		return out->truth || !strcmp(s, "false") ? 0 : -1;
	}
	if (!gp_utf8_valid(s, strlen(s)))
		return -1;
	if (!strcmp(type, "list"))
		read_list(out, s, a);
	else
		*out = (struct gp_value){.type = GP_VALUE_STRING, .string = {gp_arena_strndup(a, s, strlen(s)), strlen(s)}};
	return 0;
}

/* The rule's values anew, with this one in place of what it was. */
static int replace(struct gp_rules *r, struct gp_rule *rule, const char *name, const struct gp_value *v, struct gp_err *e)
{
	struct gp_value old;
	const char *packed = gp_arena_strndup(&r->arena, rule->args.data, rule->args.len);

	if (gp_value_unpack(&old, &r->arena, packed, rule->args.len, e))
		return -1;
	gp_buf_clear(&rule->args);
	gp_pack_map(&rule->args, old.map.n);
	for (size_t i = 0; i < old.map.n; i++) {
		const struct gp_member *m = &old.map.members[i];

		gp_pack_key(&rule->args, m->key, m->key_n);
		gp_pack_value(&rule->args, strcmp(m->key, name) ? &m->value : v);
	}
	return rule->args.full ? gp_fail(e, GP_ELIMIT, "%s: its arguments are larger than 60 KB", rule->path) : 0;
}

int gp_rules_set_arg(struct gp_rules *r, struct gp_session *s, const char *words, struct gp_err *e)
{
	const char *dot = strchr(words, '.'), *equals = dot ? strchr(dot, '=') : NULL;
	const char *id, *name, *type;
	const struct gp_value *arg;
	struct gp_rule *rule;
	struct gp_value v;

	if (!equals)
		return gp_fail(e, GP_EUSAGE, "--rule-arg: '%s' is not of the form RULE.NAME=VALUE", words);
	id = gp_arena_strndup(&r->arena, words, (size_t)(dot - words));
	name = gp_arena_strndup(&r->arena, dot + 1, (size_t)(equals - dot - 1));
	rule = gp_rules_by_id(r, id);
	if (!rule)
		return gp_fail(e, GP_ENOTFOUND, "--rule-arg: there is no rule '%s'", id);
	if (rule->broken) /* which is said where it is used */
		return 0;
	arg = gp_value_get(gp_value_get(rule->declared, "args"), name);
	if (!arg)
		return gp_fail(e, GP_EUSAGE, "--rule-arg: the rule '%s' has no argument '%s'; 'govpub rules show %s' lists them", id,
		    name, id);
	type = gp_value_str(arg, "type");
	if (read_value(&v, type, equals + 1, &r->arena))
		return gp_fail(e, GP_EUSAGE, "--rule-arg: %s: '%s' is not of type %s", name, equals + 1, type);
	if (!gp_rule_arg_in_range(&v, arg))
		return gp_fail(e, GP_EUSAGE, "--rule-arg: %s: '%s' is outside of what the rule allows", name, equals + 1);
	if (replace(r, rule, name, &v, e) || gp_rule_read_condition(r, rule, e))
		return -1;
	if (s)
		gp_script_args(s->script, rule->file);
	return 0;
}
